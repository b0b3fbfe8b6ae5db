"""Legal words and appeals below the words: "This e-mail is confidential …".

A paragraph with many of the words is one wherever it stands. One with few is, where it begins as
such paragraphs do and nothing but such paragraphs follows: people write of confidence, too, but
they do not end a mail with it.
"""

from __future__ import annotations

import re
from itertools import islice

from rapport.mail import history_words as words
from rapport.mail import notice_words
from rapport.mail.lines import MAX_LOOKS, RULE, Lines

_ANY = (*words.DISCLAIMER_SURE, *words.DISCLAIMER)
_AROUND = " *_|!#<>[](){}-–—"
_FRAME = re.compile(r"([*#=_-])\1{19,}$")
_LONGEST = 30
"""Lines of a paragraph that are looked at."""
_MOST_PARAGRAPHS = 6
_MOST_SENTENCES, _LONGEST_GLUED = 20, 600
_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) +(?=[A-ZÀ-ÖØ-ÞА-Я])")
_TITLE = re.compile(
    r"[\W_]{0,5}(?:(?:legal |e-?mail )?disclaimer|confidentiality(?: notice)?|haftungsausschluss|"
    r"legal notice)[\W_]{0,5}$",
    re.IGNORECASE,
)


def might_stand_in(text: str) -> bool:
    """Whether a text, in lower case, has a word of such a paragraph at all."""
    return any(word in text for word in _ANY)


def is_title(line: str) -> bool:
    """Whether the line is a title above such a paragraph."""
    if _TITLE.match(line):
        return True
    shouted = line.isupper() and len(line) <= 60
    return shouted and any(word in line.lower() for word in words.DISCLAIMER)


def part_glued(mail: Lines) -> None:
    """Cuts off legal words that begin behind a sentence on its line, and end the mail."""
    last = max((at for at, line in enumerate(mail.seen) if line and not mail.gone[at]), default=0)
    for at in range(max(0, last - 3), min(last + 1, len(mail))):
        line = mail.seen[at]
        low = line.lower()
        if mail.gone[at] or not any(word in low for word in _ANY):
            continue
        for stop in islice(_SENTENCE_ENDS.finditer(line), _MOST_SENTENCES):
            told = " ".join([low[stop.end() :], *mail.seen[at + 1 : last + 1]]).lower()
            begin = told.startswith((*words.DISCLAIMER_BEGINS, *notice_words.THIS_MAIL))
            if begin and len(told) <= _LONGEST_GLUED and _hits(told) >= 2:
                mail.seen[at] = mail.raw[at] = line[: stop.start()]
                for below in range(at + 1, last + 1):
                    mail.gone[below] = True
                return


def begins(mail: Lines, at: int, end: int) -> bool:
    """Whether legal words begin here that go on to the end of the text."""
    if _framed(mail, at, end):
        return True
    low = mail.seen[at].lower()
    before = mail.seen[at - 1] if at else ""
    apart = not before or RULE.match(before) is not None
    opens = _opens(low) and (apart or before[-1] in ".!?…" or len(before) < 50)
    if not apart and not opens:
        return False
    if any(sure in low for sure in words.DISCLAIMER_SURE):
        return True
    # The first line of a paragraph may say little: look at the whole of it, where it is long.
    long = len(low) >= 40 and at + 1 < end and mail.seen[at + 1] != ""
    if not long and not any(word in low for word in words.DISCLAIMER):
        return False
    mail.looks += 1
    if mail.looks > 2 * MAX_LOOKS or RULE.match(low):
        return False
    text, last = _paragraph(mail, at, end)
    hits = _hits(text)
    above = any(mail.seen[:at])
    if apart and (hits >= 3 or (hits >= 2 and len(text) > 120 and above)):
        return True
    if opens and above and hits and RULE.match(before) and mail.next_text(last) >= end:
        return True  # right below a rule one word is enough
    return opens and above and _says_enough(text) and _only_such_follow(mail, last, end)


def _framed(mail: Lines, at: int, end: int) -> bool:
    """Whether legal words begin here that stand between two rules: no paragraphs are needed then,
    and what follows is no word of the person's either.
    """
    frame = mail.seen[at]
    if not _FRAME.match(frame):
        return False
    mail.looks += 1
    if mail.looks > 2 * MAX_LOOKS:
        return False
    inside = mail.seen[at + 1 : min(end, at + _LONGEST)]
    closed = next((n for n, line in enumerate(inside) if _FRAME.match(line)), None)
    return (
        closed is not None and any(mail.seen[:at]) and _hits(" ".join(inside[:closed]).lower()) >= 2
    )


def _only_such_follow(mail: Lines, at: int, end: int) -> bool:
    """Whether from here on there is nothing but such paragraphs and what is no word of theirs."""
    for _ in range(_MOST_PARAGRAPHS):
        at = mail.next_text(at)
        while at < end and mail.gone[at]:
            at = mail.next_text(at + 1)
        if at >= end:
            return True
        text, at = _paragraph(mail, at, end)
        if not _says_enough(text):
            return False
    return False


def _says_enough(text: str) -> bool:
    if any(sure in text for sure in words.DISCLAIMER_SURE):
        return True
    told = text.lstrip(_AROUND)
    begin = next((each for each in words.DISCLAIMER_BEGINS if told.startswith(each)), None)
    if begin:
        return _hits(told[len(begin) :]) >= 1
    return _opens(text) and _hits(text) >= 2


def _opens(low: str) -> bool:
    begin = low.lstrip(_AROUND)
    return begin.startswith((*words.DISCLAIMER_BEGINS, *notice_words.THIS_MAIL)) or any(
        sure in low for sure in words.DISCLAIMER_SURE
    )


def _hits(text: str) -> int:
    return sum(word in text for word in words.DISCLAIMER)


def _paragraph(mail: Lines, at: int, end: int) -> tuple[str, int]:
    """What a paragraph says, in lower case, and the line below it."""
    last = at
    while last < min(end, at + _LONGEST) and mail.seen[last]:
        last += 1
    return " ".join(mail.seen[at:last]).lower(), last
