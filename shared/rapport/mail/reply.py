"""The words that a person wrote now, out of a mail that carries much else.

Line by line: what is quoted, what announces history, what is a signature. The HTML part goes
first where its program marked quotes or signatures there; the same rules then run over its lines.
Where the text of the mail that is answered is known, its lines are taken out as well, which works
in any language and without any marker.

Everything is capped before the first pattern looks at it, and no pattern repeats a repetition.

From a shell: `python -m rapport.mail.reply FILE… [--sent FILE] [--time]`.
"""

from __future__ import annotations

import argparse
import json
import quopri
import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from rapport.mail import history_words as words
from rapport.mail import markup, mime
from rapport.mail.markup import Line
from rapport.mail.mime import Mailbox, Message

MAX_CHARACTERS = 64 * 1024
MAX_LINES = 2_000
_MAX_LINE = 1_000
"""Longer lines are kept whole, but only their beginning is looked at."""

_MAX_LOOKS = 200

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_QUOTE = re.compile(r" ?(?:>|\|>|&gt;)")
_QUOTE_MARKS = re.compile(r"^(?: ?>)+ ?")

_SIGNATURE = re.compile(r"(?:--|[—–―]{1,40}|_{2,80}|-- --)$")
_RULE = re.compile(r"[-_=*~—–⎯─━\s]{3,}$")
_BETWEEN_RULES = re.compile(
    r"[-_=*—–#>\s]{2,40}([^-_=*—–#]{3,60}(?:-[^-_=*—–#]{1,30})?)[-_=*—–#:：\s]*$"
)

_WEEKDAY = (
    r"(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mon?tag|dienstag|mittwoch|"
    r"donnerstag|freitag|samstag|sonntag|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)"
)
_STRONG_DATE = re.compile(
    r"\b\d{1,2} ?[:.hH：] ?\d{2}\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|"
    r"\d[年月日년월일]"
)
_SOME_DATE = re.compile(r"\d|\b" + _WEEKDAY, re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>@(),;:\"\[\]]{1,64}@[^\s<>@(),;:\"\[\]]{2,80}")
_ADDRESS_END = re.compile(
    r"(?:<[^<>]{0,20}[^\s<>@]{1,64}@[^<>]{1,120}(?:<[^<>]{1,160}>)?[^<>]{0,10}>|"
    r"\( ?[^\s<>@()]{1,64}@[^<>()]{1,100}\)|\[[^\s<>@]{1,80}@[^\[\]]{1,100}\])[^@<>]{0,25}$"
)
_LEADING = "|".join(sorted(map(re.escape, words.ON), key=len, reverse=True))
_LEAD = re.compile(
    rf"[\W_]{{0,12}}(?:(?:{_LEADING})[\s:]{{1,3}}(?=.{{0,40}}\d)|(?:{_LEADING})\s{_WEEKDAY}|"
    rf"\d|[^\W\d]{{1,12}}[.,]{{0,2}} ?(?:\d|[^\W\d]{{1,12}}[.,]{{0,2}} ?\d)|"
    rf"[在于於]\s?\d|wiadomość napisana przez)",
    re.IGNORECASE,
)
_LEAD_WITHIN = re.compile(
    r"(?:(?<=\s)|^)(?:On|Le|Am|El|Em|Il|Op|Den|W dniu|Dnia|În)\s(?=[^@]{0,40}\d)"
)
_VERBS = sorted({verb for verbs in words.WROTE.values() for verb in verbs}, key=len, reverse=True)
_WROTE = re.compile(
    r"(?:(?<=[\s>)\"'，,、님이]))(?:" + "|".join(map(re.escape, _VERBS)) + r")(?![\w])|"
    r"(?:写道|寫道|のメール|作成|작성|쓴 글|写了)",
    re.IGNORECASE,
)
_COLON_END = re.compile(r"[:：][\s\-*_=\"]{0,10}$")

_HEADER_KINDS = {name: kind for kind, names in words.HEADERS.items() for name in names}
_ORIGINALS = words.ORIGINAL
_URL = re.compile(r"<?\bhttps?://[^\s>]{1,500}>?|<mailto:[^\s>]{1,300}>|\[https?:[^\]]{1,500}\]")


def new_text(message: Message | str, *, sent: str | None = None) -> str:
    """The new words of a reply, without history, signatures, disclaimers and phone lines.

    `message` is a mail, or the plain text of one. `sent` is the text of the mail that is answered,
    where it is known. Lines are kept as they were typed; an empty string means that nothing new
    was written.
    """
    known = _Known.of(sent)
    if isinstance(message, str):
        return _new(_lines(message), known)
    if message.html is not None:
        page = markup.read(message.html)
        visible = any(line.text for line in page.lines)
        if visible and (page.marked or not (message.text or "").strip()):
            return _new(_capped(page.lines), known)
        if not (message.text or "").strip():
            return ""
    return _new(_lines(message.text or ""), known)


def _lines(text: str) -> list[Line]:
    text = text[:MAX_CHARACTERS]
    if _SOFT_BREAK.search(text) and len(_ESCAPED.findall(text)) > 1:
        # A body whose program forgot to say that it is encoded.
        text = quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")
    return _capped([Line(line, False) for line in text.splitlines()])


_SOFT_BREAK = re.compile(r"\S=\r?\n")
_ESCAPED = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")


def _capped(lines: Sequence[Line]) -> list[Line]:
    left = MAX_CHARACTERS
    capped: list[Line] = []
    for line in lines[:MAX_LINES]:
        left -= len(line.text) + 1
        if left < 0:
            break
        capped.append(line)
    return capped


@dataclass(frozen=True, slots=True)
class _Known:
    """The mail that is answered, folded for comparing."""

    lines: frozenset[str]
    text: str

    @classmethod
    def of(cls, sent: str | None) -> _Known | None:
        if not sent:
            return None
        return _known(sent[:MAX_CHARACTERS])

    def has(self, line: str) -> bool:
        """Whether the folded `line` is a line of it, or a good part of one that was wrapped."""
        return line in self.lines or (len(line) >= 24 and line in self.text)


@lru_cache(maxsize=32)
def _known(sent: str) -> _Known:
    folded = [_folded(line) for line in sent.splitlines()]
    return _Known(frozenset(line for line in folded if line), " ".join(filter(None, folded)))


def _folded(line: str) -> str:
    return _BLANKS.sub(" ", _INVISIBLE.sub("", line[:_MAX_LINE])).strip().strip("*_").strip()


@dataclass(slots=True)
class _Mail:
    """The lines of a mail in three readings, and what has been found out about each.

    `raw` is what comes out, `seen` what the rules look at. `gone` marks what is not new. `looks`
    counts the closer looks that were taken.
    """

    raw: list[str]
    seen: list[str]
    quoted: list[bool]
    gone: list[bool] = field(default_factory=list)
    looks: int = 0

    @classmethod
    def of(cls, lines: Iterable[Line]) -> _Mail:
        raw: list[str] = []
        seen: list[str] = []
        quoted: list[bool] = []
        for text, marked in lines:
            clean = text
            if not text.isascii():
                clean = _INVISIBLE.sub("", text)
            look = _BLANKS.sub(" ", clean[:_MAX_LINE]).rstrip()
            quote = _QUOTE.match(look) is not None and not (
                seen and not quoted[-1] and _open_address(seen[-1])
            )
            raw.append(text.rstrip())
            quoted.append(marked or quote)
            seen.append(look.strip())
        return cls(raw, seen, quoted, list(quoted))

    def next_text(self, at: int) -> int:
        """The first line from `at` on that is not blank, or the number of lines."""
        while at < len(self.seen) and not self.seen[at]:
            at += 1
        return at


def _new(lines: list[Line], known: _Known | None) -> str:
    mail = _Mail.of(lines)
    if known:
        _take_out_known(mail, known)
    _take_out_broken_quotes(mail)
    end = _history_begins(mail)
    end = _without_signature(mail, end)
    kept = [mail.raw[at] for at in range(end) if not mail.gone[at]]
    while kept and _DISCLAIMER_TITLE.match(kept[-1].strip()) and end < len(mail.raw):
        kept.pop()
    return "\n".join(_trimmed(kept, cut=end < len(mail.raw)))


def _open_address(line: str) -> bool:
    """Whether an address was wrapped before its ">", which then looks like a quote mark."""
    opened = line.rfind("<")
    return opened >= 0 and line.find(">", opened) < 0 and "@" in line[opened:]


def _trimmed(kept: list[str], *, cut: bool) -> list[str]:
    """Without blank lines at the ends, more than one in a row, and rules left over by a cut."""
    lines: list[str] = []
    for line in kept:
        if line.strip() or (lines and lines[-1]):
            lines.append(line)
    while lines and (not lines[-1].strip() or (cut and _RULE.match(lines[-1].strip()))):
        lines.pop()
    return lines


# --- what is quoted ---------------------------------------------------------------------------


def _take_out_known(mail: _Mail, known: _Known) -> None:
    """Marks the lines of the mail that is answered as quoted.

    Long lines first; a short one ("Thank you") only beside lines that are quoted already, since
    the person may have written the same words.
    """
    plain = [_folded(_QUOTE_MARKS.sub("", line)) for line in mail.seen]
    for at, line in enumerate(plain):
        if len(line) >= 12 and known.has(line):
            mail.quoted[at] = mail.gone[at] = True
    for order in (range(len(plain)), range(len(plain) - 1, -1, -1)):
        beside = False
        for at in order:
            if mail.quoted[at]:
                beside = True
            elif plain[at]:
                beside = beside and plain[at] in known.lines
                if beside:
                    mail.quoted[at] = mail.gone[at] = True


def _take_out_broken_quotes(mail: _Mail) -> None:
    """Marks the rest of a long quoted line that was wrapped without a quote mark of its own."""
    for at in range(1, len(mail.seen) - 1):
        line = mail.seen[at]
        if not line or mail.quoted[at] or not mail.quoted[at - 1] or not mail.quoted[at + 1]:
            continue
        before = mail.seen[at - 1]
        if len(before) >= 60 and line[0].islower() and not before.endswith("?"):
            mail.quoted[at] = mail.gone[at] = True


# --- where history begins ---------------------------------------------------------------------


def _history_begins(mail: _Mail) -> int:
    """The first line that only history follows; takes out attributions above quotes on the way."""
    at = 0
    while at < len(mail.seen):
        line = mail.seen[at]
        if not line or mail.quoted[at]:
            at += 1
            continue
        # So many beginnings of history, and none of them one: nobody writes that. What follows is
        # left out, so that a mail made to be slow is neither slow nor read.
        if _announces_history(mail, at) or mail.looks > _MAX_LOOKS:
            return at
        found = _attribution(mail, at)
        if found:
            if not found.before_quote:
                _keep_before(mail, at, found.begins)
                return at + (1 if found.begins else 0)
            _keep_before(mail, at, found.begins)
            for taken in range(at + (1 if found.begins else 0), found.last + 1):
                mail.gone[taken] = True
            at = found.last
        at += 1
    return len(mail.seen)


def _keep_before(mail: _Mail, at: int, begins: int) -> None:
    """Keeps the words on the line that stand before an attribution on the same line."""
    if begins:
        mail.raw[at] = mail.seen[at][:begins].rstrip()


def _announces_history(mail: _Mail, at: int) -> bool:
    line = mail.seen[at]
    low = line.lower()
    if low.startswith(words.ABOVE) or any(mark in low for mark in words.ABOVE[:6]):
        return True
    if _between_rules(mail, at):
        return True
    return _header_kind(line) is not None and _header_block(mail, at)


_RULES = "-_=*—–#> "


def _between_rules(mail: _Mail, at: int) -> bool:
    line = mail.seen[at]
    if line[0] not in _RULES and not line.lower().startswith("begin forwarded"):
        return False
    if not line.strip(_RULES):
        return False
    if line.lower().rstrip(":").strip("-_=*—– ").startswith(_ORIGINALS):
        return True
    found = _BETWEEN_RULES.match(line)
    if not found or line[-1] not in "-_=*—–#":
        return False
    after = mail.next_text(at + 1)
    return after < len(mail.seen) and _header_block(mail, after)


def _header_kind(line: str) -> str | None:
    """What kind of header of a quoted mail the line is, in any language of the tables."""
    colon = line.find(":", 0, 40)
    wide = line.find("：", 0, 40)
    if colon < 0 or 0 <= wide < colon:
        colon = wide
    if colon < 1:
        return None
    return _HEADER_KINDS.get(line[:colon].strip(" *_>|\t").lower())


def _header_block(mail: _Mail, at: int) -> bool:
    """Whether a block like Outlook's From, Sent, To, Subject begins here.

    A person may well write "From: Berlin" above "To: Munich"; nobody adds an address and a
    subject to that.
    """
    if _header_kind(mail.seen[at]) not in ("from", "sent", "subject", "to"):
        return False
    mail.looks += 1
    kinds: set[str] = set()
    address = dated = False
    unknown = 0
    for line in mail.seen[at : at + 14]:
        kind = _header_kind(line)
        if kind is None:
            unknown += bool(line)
            if unknown > 2 or (not line and len(kinds) > 2):
                break
        else:
            kinds.add(kind)
            dated = dated or (kind == "sent" and _STRONG_DATE.search(line) is not None)
        address = address or ("@" in line and (kind is not None or len(kinds) < 4))
    if "from" not in kinds and not ({"sent", "to", "subject"} <= kinds):
        return False
    if {"sent", "subject"} & kinds and len(kinds) >= 2 and address:
        return True
    return len(kinds) >= 3 and (dated or address or {"sent", "subject"} <= kinds)


@dataclass(frozen=True, slots=True)
class _Attribution:
    """ "On … somebody wrote:", its last line, and whether quoted lines follow.

    `begins` is the place on the first line where it begins after words of the person.
    """

    last: int
    before_quote: bool
    begins: int = 0


def _attribution(mail: _Mail, at: int) -> _Attribution | None:
    """The attribution that begins on this line, if one does; it may go on over four lines."""
    first = mail.seen[at]
    if same := _same_line(first, at):
        return same
    if not any(_may_end(line) for line in mail.seen[at : at + 4]):
        return None
    mail.looks += 1
    lead = _LEAD.match(first) is not None
    within = None if lead else _LEAD_WITHIN.search(first)
    joined = ""
    for last in range(at, min(at + 4, len(mail.seen))):
        line = mail.seen[last]
        if not line or (last > at and mail.quoted[last]) or len(joined) > 500:
            return None
        joined = f"{joined} {line}" if joined else line
        if not _may_end(line):
            continue
        follows = mail.next_text(last + 1)
        quote = follows < len(mail.seen) and mail.quoted[follows]
        if _attributes(joined, lead=lead, quote=quote) and not _begins_later(mail, at, last):
            return _Attribution(last, quote)
        if within and _attributes(joined[within.start() :], lead=True, quote=quote):
            return _Attribution(last, quote, within.start())
    return None


def _may_end(line: str) -> bool:
    tail = line[-12:]
    if tail.endswith(">"):
        return True
    if (":" in tail or "：" in tail) and _COLON_END.search(tail):
        return True
    return line.rstrip(" -*_=").lower().endswith(_VERB_ENDS)


_VERB_ENDS = tuple(_VERBS)


def _begins_later(mail: _Mail, at: int, last: int) -> bool:
    """Whether a line further down begins the attribution, and this one is still the person's."""
    for later in range(at + 1, last + 1):
        if not _LEAD.match(mail.seen[later]):
            continue
        joined = " ".join(mail.seen[later : last + 1])
        if _SOME_DATE.search(joined) and _attributes(joined, lead=True, quote=False):
            return not _STRONG_DATE.search(" ".join(mail.seen[at:later]))
    return False


def _attributes(joined: str, *, lead: bool, quote: bool) -> bool:
    """Whether the words say who wrote what follows, and when.

    The stricter the less there is around them: `lead` says that they begin as attributions do,
    `quote` that quoted lines follow.
    """
    if len(joined) > 600:
        return False
    colon = _COLON_END.search(joined) is not None
    address = "@" in joined and _ADDRESS.search(joined) is not None
    dated = _STRONG_DATE.search(joined) is not None
    wrote = _ends_with_wrote(joined, colon=colon)
    if wrote and dated and (lead or (address and (quote or _begins_with_author(joined)))):
        return True
    at_end = colon and address and _ADDRESS_END.search(joined.rstrip("*:： ")) is not None
    if at_end and (quote or (dated and (lead or _begins_with_author(joined)))):
        return True
    if quote:
        some = _SOME_DATE.search(joined) is not None
        named = lead and dated and joined.endswith(">")
        told = colon and dated and (lead or address)
        short = wrote and colon and len(joined.split()) <= 6
        return (wrote and (address or (lead and some))) or told or short or (address and named)
    return wrote and colon and at_end and _begins_with_author(joined)


def _ends_with_wrote(joined: str, *, colon: bool) -> bool:
    """Whether "wrote" stands at the end, or before a last name ("schrieb Stan:")."""
    verbs = list(_WROTE.finditer(joined))
    if not verbs:
        return False
    rest = _COLON_END.sub("", joined[verbs[-1].end() :]).strip(' -*_"“”»')
    if not rest:
        return True
    if rest.split()[0].lower() in _NO_AUTHORS:
        behind_address = joined[: verbs[-1].start()].rstrip().endswith(">")
        return behind_address and _STRONG_DATE.search(rest) is not None
    return colon and len(rest) <= 120 and len(rest.split()) <= 9 and not rest.endswith((".", ","))


def _begins_with_author(joined: str) -> bool:
    """Whether nothing but a name stands before the address: no words of a sentence."""
    before = joined[: joined.index("@")].split()[:-1]
    return len(before) <= 6 and not any(
        word.isascii() and word.isalpha() and word.islower() and len(word) > 3 for word in before
    )


_NO_AUTHORS = frozenset(
    "to that about back me him her us it this in on at from for and the".split()
)


def _same_line(line: str, at: int) -> _Attribution | None:
    """An attribution whose history goes on behind it on the same line, as Yahoo writes it."""
    if "@" not in line:
        return None
    for colon in _COLON_WITHIN.finditer(line, 0, 500):
        head = line[: colon.start()]
        if "@" not in head or not _STRONG_DATE.search(head) or not _ends_in_author(head):
            continue
        if _LEAD.match(head) or 0 <= head.find("<") < 40:
            return _Attribution(at, False)
        within = _LEAD_WITHIN.search(head)
        if within:
            return _Attribution(at, False, within.start())
    return None


_COLON_WITHIN = re.compile(r"(?<=[\w>)）])\s?[:：](?=\s)")


def _ends_in_author(head: str) -> bool:
    return head.endswith(">") or _ends_with_wrote(head + ":", colon=True)


# --- signatures -------------------------------------------------------------------------------


def _without_signature(mail: _Mail, end: int) -> int:
    """The end of the words above a signature, a phone's line or a disclaimer."""
    fenced = False
    for at in range(end):
        line = mail.seen[at]
        if line.startswith("```"):
            fenced = not fenced
        if not line or mail.gone[at] or fenced:
            continue
        if _SIGNATURE.match(line) and _ends_the_text(mail, at, end):
            return at
        if _is_phone_line(line):
            mail.gone[at] = True
            # Only text with no mark of a quote behind it: that is history without a marker.
            if not any(mail.gone[at + 1 : end]):
                return at
        elif _begins_disclaimer(mail, at, end):
            return at
    return end


def _ends_the_text(mail: _Mail, at: int, end: int) -> bool:
    """Whether a signature follows a line of dashes, rather than a further part of the text."""
    line = mail.seen[at]
    if line.startswith("_") and end == len(mail.seen):
        after = mail.next_text(at + 1)
        return after == end or len(mail.seen[after]) < 80
    return any(not gone for gone in mail.gone[:at])


# What every such line has one of: a cheap look before the tables.
_PHONE_WORDS = re.compile(
    r"\b(?:sent|get|from|written|typed|gesend|von|vers|versch|diese|env|enviad|inviat|verstuur|"
    r"verzond|skick|send|l[äa]hete|wys[łl]a|odes|odosl|k[üu]ld|trimis|dikirim)|outlook|[^\x00-\x7f]",
    re.IGNORECASE,
)


def _is_phone_line(line: str) -> bool:
    if len(line) > 160 or not _PHONE_WORDS.search(line):
        return False
    text = _URL.sub("", line)
    linked = text != line
    text = text.strip(" *_<>()[]|.-–—\u3000")
    low = text.lower()
    if low.startswith(words.SENT_FROM):
        rest = text[max(len(begin) for begin in words.SENT_FROM if low.startswith(begin)) :]
    elif low.endswith(words.SENT_FROM_ENDS) or ("outlook" in low and _SYSTEM.search(low)):
        rest = text
    else:
        return False
    if any(excuse in low for excuse in words.EXCUSES):
        rest = re.split(r"[,;.!] ", rest, maxsplit=1)[0]
    tokens = [token for token in re.split(r"[\s,'’\-–・:.()]+", rest) if token]
    if len(tokens) > 10 or re.search(r"[,;!?] [a-z]|[.?] |\?$", rest):
        return False
    if not words.SENTENCE_WORDS.isdisjoint(token.lower() for token in tokens):
        return False
    return _names_a_device(tokens, low, linked=linked)


_SYSTEM = re.compile(r"\b(?:ios|android)")
# Languages that leave no space, or that inflect a device's name.
_RUN_TOGETHER = ("iphone", "ipad", "android", "galaxy", "samsung", "手机", "手機", "outlook")
_DETERMINERS = frozenset("my a an the mon ma mein meinem meiner mi min mijn mio meu de".split())


def _names_a_device(tokens: list[str], low: str, *, linked: bool) -> bool:
    if any(token.lower() in words.DEVICES for token in tokens):
        return True
    if any(device in low for device in _RUN_TOGETHER):
        return True
    # An unknown brand: "Sent from my Wiko RIDGE 4G", but not "Sent via LinkedIn".
    own = bool(tokens) and tokens[0].lower() in _DETERMINERS
    named = [token for token in tokens if token.lower() not in _DETERMINERS]
    if not named or not (own or linked):
        return False
    branded = any(re.search(r"\d|[a-z][A-Z]|[A-Z]{2}", token) for token in named)
    return branded or (low.startswith(("sent", "env", "inv")) and named[0][0].isupper())


_DISCLAIMER_TITLE = re.compile(
    r"[\W_]{0,5}(?:(?:legal |e-?mail )?disclaimer|confidentiality(?: notice)?|haftungsausschluss|"
    r"legal notice)[\W_]{0,5}$|$",
    re.IGNORECASE,
)


def _begins_disclaimer(mail: _Mail, at: int, end: int) -> bool:
    """Whether legal words begin here that go on to the end of the text."""
    if at and mail.seen[at - 1] and not _RULE.match(mail.seen[at - 1]):
        return False
    low = mail.seen[at].lower()
    if any(sure in low for sure in words.DISCLAIMER_SURE):
        return True
    # The first line of a paragraph may say little: look at the whole of it, where it is long.
    long = len(low) >= 40 and at + 1 < end and mail.seen[at + 1] != ""
    if not long and not any(word in low for word in words.DISCLAIMER):
        return False
    mail.looks += 1
    if mail.looks > 2 * _MAX_LOOKS or _RULE.match(low):
        return False
    paragraph: list[str] = []
    for line in mail.seen[at:end][:30]:
        if not line:
            break
        paragraph.append(line.lower())
    text = " ".join(paragraph)
    hits = sum(word in text for word in words.DISCLAIMER)
    return hits >= 3 or (hits >= 2 and len(text) > 120 and any(mail.seen[:at]))


# --- what was forwarded -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A mail that was passed on: who wrote it, as far as it says, and the author's own words."""

    author: Mailbox
    subject: str
    text: str


def forwarded(message: Message) -> Forwarded | None:
    """The newest mail that `message` passes on, attached or below a block of headers, else None.

    Who wrote it is only what the mail says, and proves nothing.
    """
    if message.forwarded and message.forwarded[0].from_:
        inner = message.forwarded[0]
        return Forwarded(inner.from_[0], inner.subject, new_text(inner))
    text = message.text
    if not (text or "").strip():
        text = "\n".join(each.text for each in markup.read(message.html or "", whole=True).lines)
    lines = [_QUOTE_MARKS.sub("", each.text) for each in _lines(text or "")]
    mail = _Mail.of(Line(each, False) for each in lines)
    for at, line in enumerate(mail.seen):
        if mail.looks > _MAX_LOOKS:
            break
        if line and _header_kind(line) and _header_block(mail, at):
            return _forwarded_below(mail, at)
    return None


def _forwarded_below(mail: _Mail, at: int) -> Forwarded | None:
    """What the block of headers at a line says, and the mail below it."""
    values: dict[str, str] = {}
    last = at
    for place in range(at, min(at + 14, len(mail.seen))):
        kind = _header_kind(mail.seen[place])
        if kind:
            line = mail.seen[place].replace("：", ":", 1)
            values.setdefault(kind, line.partition(":")[2].strip(" *_"))
            last = place
        elif not mail.seen[place] and len(values) > 2:
            break
    written = re.sub(r"[<\[]mailto:([^>\]]{1,300})[>\]]", r"<\1>", values.get("from", ""))
    boxes, _ = mime.addresses(re.sub(r"<<?([^<>]{1,300})<[^<>]{0,300}>>?", r"<\1>", written))
    if not boxes or "@" not in boxes[0].address:
        return None
    return Forwarded(boxes[0], values.get("subject", ""), new_text("\n".join(mail.raw[last + 1 :])))


# --- the command ------------------------------------------------------------------------------


def _loaded(raw: bytes) -> Message | str:
    """A raw mail where `raw` begins with the headers of one, else the text of a mail."""
    head = re.split(rb"\r?\n\r?\n", raw[: 64 * 1024].lstrip(), maxsplit=1)[0]
    named = {name.lower() for name in re.findall(rb"(?m)^([A-Za-z][A-Za-z0-9-]*):", head)}
    begins = re.match(rb"\s*(?:From \S+ .*\n)?[A-Za-z][A-Za-z0-9-]*:", raw) is not None
    sure = {b"mime-version", b"message-id", b"content-type", b"received", b"return-path"}
    plain = b"from" in named and b"sent" not in named and named & {b"to", b"subject", b"date"}
    if begins and (named & sure or plain):
        return mime.read(raw)
    try:
        return raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace").replace("\r\n", "\n")


def _text_of(message: Message | str) -> str:
    if isinstance(message, str):
        return message
    if message.text is not None:
        return message.text
    return "\n".join(line.text for line in markup.read(message.html or "").lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints `{"file", "text"}` for each file, one JSON object a line."""
    parser = argparse.ArgumentParser(prog="python -m rapport.mail.reply", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="raw mail or text")
    parser.add_argument("--sent", type=Path, help="the mail that was answered")
    parser.add_argument("--time", action="store_true", help="add the milliseconds it took")
    options = parser.parse_args(arguments)
    sent = _text_of(_loaded(options.sent.read_bytes())) if options.sent else None
    failed = 0
    for path in options.files:
        raw = path.read_bytes()
        begun = time.perf_counter()
        answer: dict[str, object] = {"file": str(path)}
        try:
            answer["text"] = new_text(_loaded(raw), sent=sent)
        except mime.UnreadableMail as unreadable:
            answer |= {"text": None, "error": str(unreadable)}
            failed = 1
        if options.time:
            answer["ms"] = round((time.perf_counter() - begun) * 1000, 3)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return failed


if __name__ == "__main__":
    sys.exit(main())
