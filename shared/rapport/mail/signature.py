"""What stands below the words: a signature, a phone's line, a notice, legal boilerplate."""

from __future__ import annotations

import re
from itertools import islice

from rapport.mail import boilerplate, notices, phone_line
from rapport.mail.lines import MAX_LOOKS, Lines

_DASHES = re.compile(r"(?:--|[—–―]{1,40}|_{2,80}|-- --)$")
_SLOGAN_RULE = re.compile(r"_{40,120}$")
_SENTENCE = re.compile(r"(?:[^\W\d]\S* ){4,40}\S+[.!?]$")
_LONGER_DASHES = re.compile(r"[-=*]{3,}$")
_ORNAMENT = re.compile(r"([~*=+.:•°·_-])(?!\1)([~*=+.:•°·_-])(?:\1\2){2,39}\1?$")
"""Rows of changing signs ("~*~*~*~")."""
_NAMED_DASHES = re.compile(r"-- ?(?=[^\W\d_])")
_MOST_BELOW = 20
"""Lines below dashes that may be a signature; more are a list, unless "-- " stands above."""
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}$")


def begins(mail: Lines, end: int) -> int:
    """The end of the words above a signature, a phone's line or a disclaimer."""
    fenced = False
    whole = "\n".join(mail.seen[:end]).lower()
    legal = boilerplate.might_stand_in(whole)
    noticed = notices.might_stand_in(whole)
    for at in range(end):
        line = mail.seen[at]
        if line.startswith("```"):
            fenced = not fenced
        if not line or mail.gone[at] or fenced:
            continue
        if _DASHES.match(line) and _ends_the_text(mail, at, end):
            return at
        if _NAMED_DASHES.match(line) and _signs(mail, at, end):
            return at
        if _closes(mail, at, end):
            return at
        if phone_line.is_one(line):
            _take_paragraph(mail, at)
            # Only text with no mark of a quote behind it: that is history without a marker.
            if any(mail.seen[:at]) and not any(mail.gone[at + 1 : end]):
                return at
        elif (noticed and _is_footer(mail, at, end)) or (
            legal and boilerplate.begins(mail, at, end)
        ):
            return at
    return end


def _is_footer(mail: Lines, at: int, end: int) -> bool:
    """Whether the words end with a footer here; takes out one that the person wrote below."""
    if not notices.footer_begins(mail, at, end):
        return False
    if not _is_answered_below(mail, at, end):
        return True
    _take_paragraph(mail, at)
    return False


def _is_answered_below(mail: Lines, at: int, end: int) -> bool:
    """Whether nothing but a quote stands above a footer, and a sentence of the person below it:
    whoever answers below all leaves the footer where it was.
    """
    if mail.says_something(at) or not any(mail.quoted[:at]):
        return False
    below = at
    while below < end and mail.seen[below]:
        below += 1
    said = mail.own(below, end, _MOST_BELOW)
    return (
        bool(said)
        and not any(mail.quoted[below:end])
        and any(_SENTENCE.match(line) for line in said)
        and not any(notices.might_stand_in(line.lower()) for line in said)
        and not any(boilerplate.might_stand_in(line.lower()) for line in said)
    )


def _closes(mail: Lines, at: int, end: int) -> bool:
    """Whether a row of signs stands above how somebody ends a mail."""
    if _LONGER_DASHES.match(mail.seen[at]) and _name_stands_last(mail, at + 1, end):
        return True
    return _ORNAMENT.match(mail.seen[at]) is not None and _is_an_ending(mail, at, end)


def _is_an_ending(mail: Lines, at: int, end: int) -> bool:
    """Whether at most a few short lines stand below an ornament, and the person spoke above it."""
    last = mail.own(at + 1, end, 7)
    return len(last) <= 6 and all(len(line) <= 80 for line in last) and mail.says_something(at)


def _take_paragraph(mail: Lines, at: int) -> None:
    """Marks a phone's line with what it was wrapped into, or stands right below it."""
    while at < len(mail) and mail.seen[at] and not mail.gone[at]:
        mail.gone[at] = True
        at += 1


def _ends_the_text(mail: Lines, at: int, end: int) -> bool:
    """Whether a signature follows a line of dashes, rather than a further part of the text."""
    line = mail.seen[at]
    below = mail.next_text(at + 1)
    if _SLOGAN_RULE.match(line) and end == len(mail) and _is_slogan(mail, at + 1):
        return True
    if line.startswith("_") and below < end and _SENTENCE.match(mail.seen[below]):
        return False
    if line.startswith("_") and end == len(mail):
        return below == end or len(mail.seen[below]) < 80
    if mail.says_something(at):
        return line != "--" or mail.raw[at].endswith(" ") or not _is_long_list(mail, at + 1, end)
    rest = [
        text
        for text, gone in zip(mail.seen[at + 1 : end], mail.gone[at + 1 : end], strict=True)
        if text and not gone
    ]
    return line == "--" and len(rest) <= 5 and all(len(text) <= 60 for text in rest)


def _is_slogan(mail: Lines, at: int) -> bool:
    """Whether the last few lines link to what a free mail service praises."""
    last = mail.own(at, len(mail), 5)
    return 0 < len(last) <= 4 and any(("http" in text or "www." in text) for text in last)


def _is_long_list(mail: Lines, at: int, end: int) -> bool:
    """Whether so many short lines stand here that nobody has such a signature."""
    mail.looks += 1
    if mail.looks > MAX_LOOKS:
        return False
    rest = mail.own(at, end, 3 * _MOST_BELOW)
    return len(rest) >= _MOST_BELOW and all(len(text) <= 60 and "@" not in text for text in rest)


def _signs(mail: Lines, at: int, end: int) -> bool:
    """Whether the line is dashes and a name, and at most a few short lines follow."""
    name = mail.seen[at][2:].strip()
    if len(name) > 40 or not (_NAME.match(name) or name.isalpha()):
        return False
    if not all(word[0].isupper() for word in name.split()) or not mail.says_something(at):
        return False
    rest = mail.own(at + 1, end, 5)
    if not rest and mail.seen[at][2] != " ":
        return False  # "--Roger" is how a person signs
    return len(rest) <= 4 and all(len(text) <= 60 and not text.startswith("--") for text in rest)


def _name_stands_last(mail: Lines, at: int, end: int) -> bool:
    """Whether a full name and a few short lines stand below a rule, and nothing else."""
    last = list(islice(filter(None, mail.seen[at:end]), 7))
    if not last or len(last) > 6 or mail.seen[at] != last[0]:
        return False
    name = last[0].lstrip("-–— ")
    named = _NAME.match(name) and all(word[0].isupper() for word in name.split())
    return bool(named) and all(len(line) <= 60 for line in last)
