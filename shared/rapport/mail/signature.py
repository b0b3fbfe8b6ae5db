"""What stands below the words: a signature, a phone's line, a notice, legal boilerplate."""

from __future__ import annotations

import re

from rapport.mail import history_words as words
from rapport.mail import notices, phone_line
from rapport.mail.lines import MAX_LOOKS, RULE, Lines

_DASHES = re.compile(r"(?:--|[—–―]{1,40}|_{2,80}|-- --)$")
_LONGER_DASHES = re.compile(r"[-=*]{3,}$")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}$")
_LEGAL = (*words.DISCLAIMER_SURE, *words.DISCLAIMER)
DISCLAIMER_TITLE = re.compile(
    r"[\W_]{0,5}(?:(?:legal |e-?mail )?disclaimer|confidentiality(?: notice)?|haftungsausschluss|"
    r"legal notice)[\W_]{0,5}$|$",
    re.IGNORECASE,
)


def begins(mail: Lines, end: int) -> int:
    """The end of the words above a signature, a phone's line or a disclaimer."""
    fenced = False
    whole = "\n".join(mail.seen[:end]).lower()
    legal = any(word in whole for word in _LEGAL)
    noticed = notices.might_stand_in(whole)
    for at in range(end):
        line = mail.seen[at]
        if line.startswith("```"):
            fenced = not fenced
        if not line or mail.gone[at] or fenced:
            continue
        if _DASHES.match(line) and _ends_the_text(mail, at, end):
            return at
        if _LONGER_DASHES.match(line) and _name_stands_last(mail, at + 1, end):
            return at
        if phone_line.is_one(line):
            _take_paragraph(mail, at)
            # Only text with no mark of a quote behind it: that is history without a marker.
            if not any(mail.gone[at + 1 : end]):
                return at
        elif (noticed and notices.footer_begins(mail, at, end)) or (
            legal and _begins_disclaimer(mail, at, end)
        ):
            return at
    return end


def _take_paragraph(mail: Lines, at: int) -> None:
    """Marks a phone's line with what it was wrapped into, or stands right below it."""
    while at < len(mail) and mail.seen[at] and not mail.gone[at]:
        mail.gone[at] = True
        at += 1


def _ends_the_text(mail: Lines, at: int, end: int) -> bool:
    """Whether a signature follows a line of dashes, rather than a further part of the text."""
    line = mail.seen[at]
    if line.startswith("_") and end == len(mail):
        after = mail.next_text(at + 1)
        return after == end or len(mail.seen[after]) < 80
    return any(not gone for gone in mail.gone[:at])


def _name_stands_last(mail: Lines, at: int, end: int) -> bool:
    """Whether a full name and a few short lines stand below a rule, and nothing else."""
    last = [line for line in mail.seen[at:end] if line]
    if not last or len(last) > 6 or mail.seen[at] != last[0]:
        return False
    named = _NAME.match(last[0]) and all(word[0].isupper() for word in last[0].split())
    return bool(named) and all(len(line) <= 60 for line in last)


def _begins_disclaimer(mail: Lines, at: int, end: int) -> bool:
    """Whether legal words begin here that go on to the end of the text."""
    if at and mail.seen[at - 1] and not RULE.match(mail.seen[at - 1]):
        return False
    low = mail.seen[at].lower()
    if any(sure in low for sure in words.DISCLAIMER_SURE):
        return True
    # The first line of a paragraph may say little: look at the whole of it, where it is long.
    long = len(low) >= 40 and at + 1 < end and mail.seen[at + 1] != ""
    if not long and not any(word in low for word in words.DISCLAIMER):
        return False
    mail.looks += 1
    if mail.looks > 2 * MAX_LOOKS or RULE.match(low):
        return False
    paragraph: list[str] = []
    for line in mail.seen[at:end][:30]:
        if not line:
            break
        paragraph.append(line.lower())
    text = " ".join(paragraph)
    hits = sum(word in text for word in words.DISCLAIMER)
    return hits >= 3 or (hits >= 2 and len(text) > 120 and any(mail.seen[:at]))
