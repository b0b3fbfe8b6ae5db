"""A block like Outlook's From, Sent, To and Subject above a quoted or forwarded mail."""

from __future__ import annotations

import re

from rapport.later import pattern
from rapport.mail import history_words as words
from rapport.mail.lines import Lines

LONGEST = 14
"""Lines of a block that are looked at."""

_KINDS = {name: kind for kind, names in words.HEADERS.items() for name in names}
_MAILBOX = pattern(
    r"[^@<>\[\]]{0,80}[<\[]{1,2}(?:mailto:)?[^\s<>@]{1,64}@[^\s<>@\[\]]{2,200}[>\]]{1,2}$|"
    r"[^\s<>@]{1,64}@[^\s<>@]{2,200}(?: <[^\s<>]{3,260}>)?$"
)
_DATED = pattern(
    r"\b\d{1,2} ?[:.hH：] ?\d{2}\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|"
    r"\d[年月日년월일]"
)


_LABEL = pattern(r"\*{0,2}[^\W\d_][^\d:：.,!?<>@]{0,30} ?\*{0,2}[:：](?!//)")
_CLOCK = pattern(r"(?<!\d)\d{1,2} ?[:.：hH時时시] ?\d{2}(?!\d)")
_YEAR = pattern(r"(?<!\d)(?:(?:19|20|25)\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d))")
_ELIDED = frozenset(("...", "…", "[...]", "[…]", "(...)"))
"""What stands for a value that was left out."""


def _within(kind: str) -> str:
    names = sorted((name.capitalize() for name in words.HEADERS[kind] if len(name) > 1), key=len)
    return rf"(?:{'|'.join(map(re.escape, reversed(names)))}) ?[:：]"


_AUTHOR_WITHIN = pattern(rf"[-*] ?{_within('from')}([^<>]{{0,200}}<[^<>]{{3,300}}>)")
_SENT_WITHIN = pattern(rf" {_within('sent')}")
_TO_WITHIN = pattern(_within("to"))
_FROM_WITHIN = pattern(_within("from"))
_SUBJECT_WITHIN = pattern(rf"{_within('subject')}(.{{0,500}})")


def kind_of(line: str) -> str | None:
    """What kind of header of a quoted mail the line is, in any language of the tables."""
    colon = line.find(":", 0, 40)
    wide = line.find("：", 0, 40)
    if colon < 0 or 0 <= wide < colon:
        colon = wide
    if colon < 1:
        return None
    return _KINDS.get(line[:colon].strip(" *_>|\t").lower())


def begins(mail: Lines, at: int) -> bool:
    """Whether a block begins at this line.

    A person may well write "From: Berlin" above "To: Munich", or "Date: Friday"; nobody adds an
    address, or a year and a time, and a subject to that.
    """
    if at >= len(mail):
        return False
    first = mail.seen[at]
    if kind_of(first) not in ("from", "sent", "subject", "to"):
        return False
    mail.looks += 1
    if _is_of_any_language(mail, at):
        return True
    if kind_of(first) == "from" and _is_enough(mail, at):
        return True
    if "@" in first and _DATED.search(first) and _run_together(first):
        return True
    kinds, address, dated = _told(mail, at)
    if "from" not in kinds and not ({"sent", "to", "subject"} <= kinds):
        return dated and address and {"sent", "to"} <= kinds
    if {"sent", "subject"} & kinds and len(kinds) >= 2 and address:
        return True
    if "subject" not in kinds and not address:
        # A journey has a day, too ("From: Berlin", "To: Munich").
        dated = any(map(_CLOCK.search, mail.seen[at : at + LONGEST]))
    return len(kinds) >= 3 and (dated or address or {"from", "sent", "subject"} <= kinds)


def begins_unknown(mail: Lines, at: int) -> bool:
    """Whether a block begins here whose labels are in a language of no table."""
    if (
        not _LABEL.match(mail.seen[at])
        or at + 1 == len(mail)
        or not _LABEL.match(mail.seen[at + 1])
    ):
        return False
    mail.looks += 1
    return _is_of_any_language(mail, at)


def labels_a_mail(mail: Lines, at: int, *, framed: bool) -> bool:
    """Whether the line below a title, or the one after it, is a label as mails have: with a mailbox
    or the time of a day, in whatever language; in a frame an author alone is enough.
    """
    for line in mail.seen[at : at + 2]:
        label = _LABEL.match(line)
        if label is None:
            continue
        value, kind = _value(line), kind_of(line)
        if (
            _MAILBOX.match(value)
            or value in _ELIDED
            or (_CLOCK.search(value) and _YEAR.search(value))
        ):
            return True
        if kind == "from" and (framed or "@" in value):
            return True
    return False


def _is_of_any_language(mail: Lines, at: int) -> bool:
    """Whether lines with labels follow one another right below each other that only a mail has:
    known ones with an author, somebody's address, or what was left out; unknown ones with a
    mailbox and the very minute, and a third one.
    """
    lines = []
    for line in mail.seen[at : at + LONGEST]:
        if not _LABEL.match(line):
            break
        lines.append(line)
    if len(lines) < 2 or not any(mail.seen[:at]):
        return False
    values = [_value(line) for line in lines]
    kinds = {kind_of(line) for line in lines} - {None}
    boxed = any("<" in value and _MAILBOX.match(value) for value in values)
    minute = any(_CLOCK.search(value) and _YEAR.search(value) for value in values)
    if None not in map(kind_of, lines[:2]) and len(kinds) >= 2 and {"from", "to"} & kinds:
        first, second = (_label(line) for line in lines[:2])
        if values[0] and {first, second} & words.SENT and minute:
            return True
        elided = any(value in _ELIDED for value in values)
        said = any("@" in value for value in values) or minute
        return elided and said and bool({"from", "sent"} & kinds)
    return len(lines) >= 3 and boxed and minute and "<" in "".join(values[:3])


def _label(line: str) -> str:
    return line.replace("：", ":").partition(":")[0].strip(" *_>|\t").lower()


def _told(mail: Lines, at: int) -> tuple[set[str], bool, bool]:
    """The kinds of headers that stand together from this line on, and whether an address and a
    date are among them.
    """
    kinds: set[str] = set()
    address = dated = False
    unknown = 0
    above: tuple[set[str], bool, bool] | None = None
    before = "."
    for line in mail.seen[at : at + LONGEST]:
        kind = kind_of(line)
        if kind is None:
            unknown += bool(line)
            if unknown > 2 or (not line and len(kinds) > 2) or (line and not before):
                break
        elif above and kind in kinds:
            kinds, address, dated = above  # the block is further down: this is no part of it
            break
        else:
            kinds.add(kind)
            dated = dated or (kind == "sent" and _DATED.search(line) is not None)
        address = address or ("@" in line and (kind is not None or len(kinds) < 4))
        before = line
        if not line and not above:
            above = set(kinds), address, dated
    return kinds, address, dated


def _run_together(line: str) -> bool:
    """Whether a whole block lost its line breaks."""
    if _SENT_WITHIN.search(line):
        return True
    begin = len(line.split(maxsplit=1)[0])
    return bool(_FROM_WITHIN.search(line, begin) and _TO_WITHIN.search(line, begin))


def _is_enough(mail: Lines, at: int) -> bool:
    """Whether a "From:" below other words names nothing but a mailbox, or "Sent:" follows it."""
    value = _value(mail.seen[at])
    if "@" in value and _MAILBOX.match(value) and any(mail.seen[:at]):
        return True
    below = mail.seen[at + 1] if at + 1 < len(mail) else ""
    return _label(below) in words.SENT and bool(value) and bool(_value(below))


def _value(line: str) -> str:
    return line.replace("：", ":", 1).partition(":")[2].strip(" *_")


def table_begins(mail: Lines) -> int | None:
    """The line where a block begins whose labels stand on lines of their own, without colons.

    Notes draws such a table: who wrote and when, then "To", "cc" and "Subject", each with its value
    below or beside it.
    """
    low = [line.lower() for line in mail.seen]
    for at, line in enumerate(low):
        if _KINDS.get(line) != "to":
            continue
        mail.looks += 1
        labels = [_KINDS.get(each) for each in low[at + 1 : at + LONGEST]]
        if "subject" in labels and {"cc", "other"} & set(labels):
            return _table_top(mail, at)
    return None


def _table_top(mail: Lines, at: int) -> int | None:
    """The first of the lines above "To" that name who wrote and when."""
    top, dated, named = at, False, False
    for above in range(at - 1, max(-1, at - LONGEST), -1):
        line = mail.seen[above]
        if not line:
            continue
        says_when = len(line) < 60 and _DATED.search(line) is not None
        says_who = len(line) < 120 and (_MAILBOX.search(line) is not None or "/" in line)
        asks = line.lower().startswith(words.SENT_BY)
        if not (says_when or says_who or asks):
            break
        top, dated, named = above, dated or says_when, named or says_who
    return top if dated and named else None


def on_one_line(line: str) -> dict[str, str]:
    """What a whole block says that was run together on one line, behind its title."""
    author = _AUTHOR_WITHIN.search(line)
    if author is None:
        return {}
    subject = list(_SUBJECT_WITHIN.finditer(line, author.end()))
    return {"from": author[1].strip(), "subject": subject[-1][1].strip() if subject else ""}


def values(mail: Lines, at: int) -> tuple[dict[str, str], int]:
    """What the block at a line says, by kind, and the first line below it."""
    found: dict[str, str] = {}
    last, latest = at, "from"
    for place in range(at, min(at + LONGEST, len(mail))):
        line = mail.seen[place]
        if kind := kind_of(line):
            found.setdefault(kind, _value(line))
            last, latest = place, kind
        elif line and last == place - 1 and (line[0] in "<[" or _goes_on(mail, place + 1)):
            found[latest] = f"{found.get(latest, '')} {line}"  # a header that was wrapped
            last = place
        elif not line and len(found) > 2 and not _goes_on(mail, mail.next_text(place)):
            break
    return found, last + 1


def _goes_on(mail: Lines, at: int) -> bool:
    return at < len(mail) and kind_of(mail.seen[at]) is not None
