"""The line above a quote that says who wrote it, and when: "On … somebody wrote:".

No list of such lines: each program and language has its own. What counts is what they are made of
(a date, an address, a verb, a colon), how they begin, and whether quoted lines follow. The less
there is of it, the stricter the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from rapport.later import dataclass
from rapport.mail import history_words as words
from rapport.mail.lines import Lines

_MOST_LINES = 4
_LONGEST = 600
_LONGEST_VERB = 40

_WEEKDAY = (
    r"(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mon?tag|dienstag|mittwoch|"
    r"donnerstag|freitag|samstag|sonntag|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)"
)
_TIME = re.compile(r"\b\d{1,2} ?[:.hH：] ?\d{2}\b|\d[時时시]")
_DAY = re.compile(r"\b\d{4}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d[年月日년월일]")
_WITHIN_A_DATE = frozenset(
    "at on um am pm uhr utc gmt mon tue tues wed thu thur thurs fri sat sun monday tuesday "
    "wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag "
    "sonntag jan feb mar apr may jun jul aug sep sept oct nov dec january february march april "
    "june july august september october november december januar februar märz mai juni juli "
    "oktober dezember okt dez".split()
)
_SOME_DATE = re.compile(r"\d|\b" + _WEEKDAY, re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>@(),;:\"\[\]]{1,64}@[^\s<>@(),;:\"\[\]]{2,80}")
_IN_BRACKETS = (
    r"(?:<[^<>]{0,20}[^\s<>@]{1,64}@[^<>]{1,120}(?:<[^<>]{1,160}>)?[^<>]{0,10}>|"
    r"\( ?[^\s<>@()]{1,64}@[^<>()]{1,100}\)|\[[^\s<>@]{1,80}@[^\[\]]{1,100}\])"
)
_ADDRESS_IN_BRACKETS = re.compile(_IN_BRACKETS)
_ADDRESS_END = re.compile(_IN_BRACKETS + r"[^@<>]{0,25}$")
_BARE_ADDRESS_END = re.compile(r"\s[^\s<>@:]{1,64}@[^\s<>@:]{2,80} ?[:：]$")
_AUTHOR = re.compile(
    r"(?:[\"«„“]([^\"«»„“”]{1,100})[\"»“”] ?|(\b[^\d<>()\[,;:\"]{1,100})?)"
    r"[<(\[]{1,2}(?:mailto:)?([^\s<>@()]{1,64}@[^\s<>()\[\]]{1,253})"
)
_AROUND_NAMES = " ,.;:、，،\"'«»„“”"
_LEADING = "|".join(sorted(map(re.escape, words.ON), key=len, reverse=True))
_LEAD = re.compile(
    rf"[\W_]{{0,12}}(?:(?:{_LEADING})[\s:]{{1,3}}(?=.{{0,40}}\d)|(?:{_LEADING})\s{_WEEKDAY}|"
    rf"\d|[^\W\d]{{1,12}}[.,]{{0,2}} ?(?:\d|[^\W\d]{{1,12}}[.,]{{0,2}} ?\d)|"
    rf"[在于於]\s?\d|in message <|wiadomość napisana przez)",
    re.IGNORECASE,
)
_LEAD_WITHIN = re.compile(
    r"(?:(?<=[\s-])|^)(?:On|Le|Am|El|Em|Il|Op|Den|W dniu|Dnia|În)\s(?=[^@]{0,40}\d)"
)
_VERBS = sorted({verb for verbs in words.WROTE.values() for verb in verbs}, key=len, reverse=True)
_VERB_ENDS = tuple(_VERBS)
_WROTE = re.compile(
    r"(?:(?<=[\s>)\"'，,、님이]))(?:" + "|".join(map(re.escape, _VERBS)) + r")(?![\w])|"
    r"(?:写道|寫道|のメール|書きました|作成|작성|쓴 글|写了)",
    re.IGNORECASE,
)
_SAID = re.compile(r"\s(?:said|says)$")
_FRAMED = re.compile(r"[-=]{3,60} ?[^-=].{0,160}[^-=] ?[-=]{3,60}$")
_COLON_END = re.compile(r"[:：][\s\-*_=\"]{0,10}$")
_COLON_WITHIN = re.compile(r"(?<=[\w>)）])\s?[:：](?=[\s>])")
_BEFORE_DATES = (
    *("on ", "am ", "den", "le ", "el ", "il ", "op ", "em ", "dne", "w d"),
    *"0123456789",
)
_COLON_GLUED = re.compile(r"\w[:：](?=[^\W\d_])")
_NO_AUTHORS = frozenset("to that about back me him her us it this in at from for and the".split())
_A_NAME = r"(?:[^\W\d_a-z][\w.'’-]{0,20}(?: |(?=[\]:：])|$)){1,4}"
_NAME_ALONE = re.compile(rf"\[{_A_NAME}\]:?$|\* {_A_NAME}[:：]?$|(?=\S+ \S){_A_NAME}[:：]$")
_NO_NAMES = _WITHIN_A_DATE | frozenset(
    "dear hi hello hallo hey liebe lieber bonjour hola ciao moin re yes no next ps my our the "
    "done ok stop start pause snooze resume cancel question answer".split()
)
_PARTICLES = frozenset("via von van de da di del der den la le o og".split())


@dataclass(frozen=True)
class Attribution:
    """An attribution: its last line, and whether quoted lines follow.

    `begins` is the place on the first line where it begins after words of the person.
    """

    last: int
    before_quote: bool
    begins: int = 0


def begins(mail: Lines, at: int, ends: Sequence[bool]) -> Attribution | None:
    """The attribution that begins on this line, if one does; it may go on over four lines.

    `ends` says of each line whether it `may_end` one.
    """
    first = mail.seen[at]
    if _says_you_wrote(mail, at):
        return Attribution(at, before_quote=mail.quote_follows(at + 1))
    if (same := _same_line(first)) is not None:
        return Attribution(at, before_quote=False, begins=same)
    if True not in ends[at : at + _MOST_LINES + 2] and not mail.quote_follows(at + 1):
        return None
    mail.looks += 1
    lead = _LEAD.match(first) is not None
    within = None if lead else _LEAD_WITHIN.search(first)
    found: Attribution | None = None
    for last, joined in _joined(mail, at, lead=lead):
        quote = mail.quote_follows(last + 1)
        if not quote and not ends[last]:
            continue
        if within and _Told(joined[within.start() :], lead=True, quote=quote).attributes():
            return Attribution(last, quote, within.start())
        told = _Told(joined, lead=lead, quote=quote)
        if told.attributes():
            later = last > at and _begins_later(mail, at, last, lead=lead, quote=quote)
            if told.vague or later:
                break
            found = Attribution(last, quote)
            if quote or not _verb_follows(mail, last + 1):
                break
    return found


def _says_you_wrote(mail: Lines, at: int) -> bool:
    """Whether the line leads over to a quote without a name, or to nothing ("You wrote:")."""
    line = mail.seen[at]
    if len(line) > _LONGEST_VERB or line[-1] not in ":：":
        return False
    follows = mail.next_text(at + 1)
    ends = follows == len(mail) or mail.quoted[follows]
    return ends and line.rstrip(" :：").lower().replace("’", "'") in words.YOU_WROTE


def _joined(mail: Lines, at: int, *, lead: bool) -> Iterator[tuple[int, str]]:
    """The lines from this one on that may be one attribution, put together, and the last."""
    joined, taken = "", 0
    for last, line in enumerate(mail.seen[at : at + _MOST_LINES + 2], at):
        if not line and last > at and lead and mail.seen[mail.next_text(last) :][:1] == ["<"]:
            continue  # one program puts the address into a paragraph of its own
        if not line or (last > at and mail.quoted[last]) or taken == _MOST_LINES:
            return
        joined, taken = (f"{joined} {line}" if joined else line), taken + 1
        if len(joined) > _LONGEST:
            return
        yield last, joined


def _verb_follows(mail: Lines, at: int) -> bool:
    """Whether the verb was wrapped onto a line of its own, right above a quote."""
    if at >= len(mail) or len(mail.seen[at]) > _LONGEST_VERB or not mail.quote_follows(at + 1):
        return False
    return _COLON_END.sub("", mail.seen[at]).lower().endswith(_VERB_ENDS)


def author(told: str) -> str:
    """The mailbox that an attribution names, as it is written there, or an empty string."""
    found = _AUTHOR.search(told)
    if not found:
        return ""
    name = (found[1] or found[2] or "").strip(_AROUND_NAMES).split()
    while name and (name[0].islower() or name[0] in _VERBS or "/" in name[0]):
        name.pop(0)  # what is left of "heeft Stan Lee … geschreven"
    return f"{' '.join(name)} <{found[3]}>"


def is_a_name_alone(line: str) -> bool:
    """Whether the line is nothing but the name of an author: "[Stan Lee]", "* Stan Lee",
    "Stan Lee:", "Quoting Stan:".
    """
    if line.lower().startswith(words.QUOTING) and _COLON_END.search(line):
        return len(line.split()) <= 6
    found = _NAME_ALONE.match(line)
    if found is None:
        return False
    parts = line.strip("[]*:： ").lower().split()
    return not any(part.strip(",.") in _NO_NAMES for part in parts)


def is_said_to_be_one(line: str) -> bool:
    """Whether a name alone bears a mark of programs, which no heading of a person has."""
    return line[0] in "[*" or line.lower().startswith(words.QUOTING)


def may_end(line: str) -> bool:
    """Whether an attribution may end with this line."""
    tail = line[-12:]
    if tail.endswith(">"):
        return True
    if (":" in tail or "：" in tail) and _COLON_END.search(tail):
        return True
    return line.rstrip(" -*_=").lower().endswith(_VERB_ENDS)


def _begins_later(mail: Lines, at: int, last: int, *, lead: bool, quote: bool) -> bool:
    """Whether a line further down begins the attribution, and this one is still the person's."""
    first = mail.seen[at]
    if not lead and not ("<" in first or "@" in first or _dated(first)):
        return True
    for later in range(at + 1, last + 1):
        before = " ".join(mail.seen[at:later])
        if _dated(before) or before.rfind("<") > before.rfind(">"):
            return False
        joined = " ".join(mail.seen[later : last + 1])
        if "@" in before and "@" not in joined:
            continue
        told = _Told(joined, lead=_LEAD.match(joined) is not None, quote=quote)
        if told.lead and told.some_date and told.attributes():
            return True
    return False


def _dated(text: str) -> bool:
    return _TIME.search(text) is not None or _DAY.search(text) is not None


def _same_line(line: str) -> int | None:
    """Where an attribution begins whose history goes on behind it on the same line, as Yahoo
    writes it.
    """
    if "@" not in line:
        return _glued(line) if ":" in line else None
    for colon in _COLON_WITHIN.finditer(line, 0, 500):
        head = line[: colon.start()]
        told = _Told(head + ":", lead=True, quote=False)
        if not told.address or not told.dated or not (head.endswith(">") or told.wrote):
            continue
        address = head.find("<")
        within = _LEAD_WITHIN.search(head)
        begin = within.start() if within and not 0 <= address < within.start() else 0
        ended = head[:begin].rstrip()[-1:] in tuple(".!?…")
        if begin and (ended or not _LEAD.match(head)):
            return begin
        if _LEAD.match(head):
            return 0
        if 0 <= address < 40:
            return 0
    return None


def _glued(line: str) -> int | None:
    """Where an attribution begins behind whose colon history goes on without a blank."""
    colon = _COLON_GLUED.search(line, 0, 200)
    if colon is None or not _LEAD.match(line):
        return None
    told = _Told(line[: colon.end()], lead=True, quote=False)
    return 0 if told.stamped and told.wrote else None


@dataclass()
class _Told:
    """What a row of words tells that may be an attribution.

    `lead` says that it begins as attributions do, `quote` that quoted lines follow.
    """

    text: str
    lead: bool
    quote: bool

    def attributes(self) -> bool:
        """Whether it says who wrote what follows, and when."""
        authored = self.address and (self.quote or self.begins_with_author)
        if self.wrote and self.dated and (self.lead or authored):
            return True
        if (self.stamped and self._stamp_is_enough()) or self.begins_with_address:
            return True
        if self.framed or self._is_bare():
            return True
        if self.colon and self.address_ends and self._address_is_enough():
            return True
        if self.lead and self.dated and self.colon and _SAID.search(self.text.rstrip(":： ")):
            return True
        return self.quote and self._announces_a_quote()

    def _is_bare(self) -> bool:
        """Whether it is nothing but a date and the verb ("On Mon Jan 1 wrote:"), or a name, a day
        and the verb ("Stan Lee 24.11.2026 wrote:").
        """
        if not (self.colon and self.wrote and self._behind_the_verb) or self._behind_the_verb[1]:
            return False
        parts = re.split(r"[\s,]+", self._behind_the_verb[0].strip(" ,"))
        last = len(parts)
        while last and (parts[last - 1][0].isdigit() or _within_a_date(parts[last - 1])):
            last -= 1
        date, name = " ".join(parts[last:]), parts[:last]
        if not any(map(str.isdigit, date)):
            return False
        if not name or (len(name) == 1 and name[0].lower() == "on"):
            return self.lead and len(date.split()) > 1
        return len(name) <= 4 and _DAY.search(date) is not None and all(map(_is_capital, name))

    def _stamp_is_enough(self) -> bool:
        """Whether a full date with its time stands beside an author, in whatever language."""
        if self.quote and (self.colon or (len(self.text.split()) <= 8 and self._names_somebody())):
            return True
        if self.colon and self.address and self.text.lower().startswith(words.QUOTING):
            return True
        if self.colon and self.lead and self.bare_address_ends:
            return True
        if self.colon and (self.wrote_on or _ADDRESS_IN_BRACKETS.search(self.text)):
            return True
        if not self.lead or not self.text.endswith(">") or not self.address:
            return False
        time = _TIME.search(self.text)
        between = self.text[time.end() if time else 0 : self.text.index("@")].split()[:-1]
        return all(not word.islower() or word in _PARTICLES for word in between)

    def _names_somebody(self) -> bool:
        """Whether a word is more than the date: "snooze until", and below it a date and a time,
        stand above a quote, too.
        """
        parts = re.split(r"[\s,.]+", self.text.lower())
        return any(part and not part[0].isdigit() and part not in _WITHIN_A_DATE for part in parts)

    @cached_property
    def begins_with_address(self) -> bool:
        """Whether it is a bare address and the verb ("stan@x.example wrote:")."""
        return self.colon and self.wrote and "@" in self.text.split(maxsplit=1)[0]

    def _address_is_enough(self) -> bool:
        """Whether the author's address before the colon needs no date or no verb beside it."""
        if self.quote or self.text.lower().startswith(words.QUOTING):
            return True
        if self.dated and self.lead:
            return True
        named = self.wrote and self.text.find("<") == len(" ".join(self.text.split()[:2])) + 1
        return named or ((self.dated or self.wrote) and self.begins_with_author)

    def _announces_a_quote(self) -> bool:
        if self.wrote and (self.address or (self.lead and self.some_date)):
            return True
        if self.wrote_on or (self.colon and self.dated and (self.lead or self.address)):
            return True
        if self.wrote and self.colon and len(self.text.split()) <= 6:
            return True
        return self.address and self.lead and self.dated and self.text.endswith(">")

    @cached_property
    def colon(self) -> bool:
        return _COLON_END.search(self.text) is not None

    @cached_property
    def address(self) -> bool:
        return "@" in self.text and _ADDRESS.search(self.text) is not None

    @cached_property
    def address_ends(self) -> bool:
        """Whether an address in brackets is the last thing before the colon."""
        return self.address and _ADDRESS_END.search(self.text.rstrip("*:： ")) is not None

    @cached_property
    def bare_address_ends(self) -> bool:
        """Whether a bare address stands before the colon, and hardly more than a date before it."""
        return len(self.text.split()) <= 9 and _BARE_ADDRESS_END.search(self.text) is not None

    @cached_property
    def timed(self) -> bool:
        return _TIME.search(self.text) is not None

    @cached_property
    def dated(self) -> bool:
        in_message = self.text[:12].lower() == "in message <"
        return in_message or _dated(self.text)

    @cached_property
    def stamped(self) -> bool:
        return self.timed and _DAY.search(self.text) is not None

    @cached_property
    def vague(self) -> bool:
        """Whether it leaves open whose words, and of what day ("On Monday at 10:00 Stan wrote:").

        A person tells so; no program writes so little where it does not mark the quote.
        """
        if self.quote or self.address or self.framed:
            return False
        return re.search(r"\d", _TIME.sub(" ", self.text)) is None

    @cached_property
    def framed(self) -> bool:
        """Whether it stands between rows of dashes ("---- Stan Lee wrote ----")."""
        return self.wrote and _FRAMED.match(self.text) is not None

    @cached_property
    def some_date(self) -> bool:
        return _SOME_DATE.search(self.text) is not None

    @cached_property
    def _behind_the_verb(self) -> tuple[str, str] | None:
        """What stands before and behind the last "wrote"."""
        verbs = list(_WROTE.finditer(self.text))
        if not verbs:
            return None
        rest = _COLON_END.sub("", self.text[verbs[-1].end() :]).strip(' -*_"“”»')
        return self.text[: verbs[-1].start()].rstrip(), rest

    @cached_property
    def wrote(self) -> bool:
        """Whether "wrote" stands at the end, or before a last name ("schrieb Stan:")."""
        if not self._behind_the_verb:
            return False
        before, rest = self._behind_the_verb
        if not rest:
            return True
        first = rest.split()[0].lower()
        if first == "on" or first in _NO_AUTHORS:
            return before.endswith(">") and _dated(rest)
        short = len(rest) <= 120 and len(rest.split()) <= 9
        return self.colon and short and not rest.endswith((".", ","))

    @cached_property
    def wrote_on(self) -> bool:
        """Whether the date follows the verb ("Stan wrote on 3 May 2026:")."""
        if not self._behind_the_verb or not self.colon:
            return False
        before, rest = self._behind_the_verb
        return (
            0 < len(before.split()) <= 6
            and rest[:3].lower().startswith(_BEFORE_DATES)
            and (_SOME_DATE if self.quote else _DAY).search(rest) is not None
        )

    @cached_property
    def begins_with_author(self) -> bool:
        """Whether nothing but a name stands before the address: no words of a sentence."""
        before = self.text[: self.text.index("@")].split()[:-1]
        return len(before) <= 6 and not any(
            word.isascii() and word.isalpha() and word.islower() and len(word) > 3
            for word in before
        )


def _within_a_date(word: str) -> bool:
    return word.strip(".,").lower() in _WITHIN_A_DATE


def _is_capital(word: str) -> bool:
    return word[0].isalpha() and not word[0].islower()
