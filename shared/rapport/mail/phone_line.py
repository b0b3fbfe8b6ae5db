"""The line that a phone or a mail program puts under every mail: "Sent from my iPhone".

It says that it was sent, and from what device or program; a person's own sentence about sending
says more than that, or less.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapport.later import pattern
from rapport.mail import history_words as words

_LONGEST = 160
_MOST_WORDS = 10

_URL = pattern(
    r"\(?<?\bhttps?://[^\s>]{1,500}>?|<mailto:[^\s>]{1,300}>|\bwww\.[^\s>]{1,300}|\]?[\[(]https?:[^\])]{1,500}[\])]"
)
_AROUND = " *_<>()[]|.:-–—\u3000"
_CLAUSES = pattern(r"[,;.!?|] {1,2}|\s[-–—]\s")
_TOKENS = pattern(r"[\s\[\],'’\-–・:.()]+")
_OTHERS_THAN_OUTLOOK = ("bluemail", "typeapp", "spark", "edison mail", "yahoo mail")
_BEGINS = sorted(
    (
        *words.SENT_FROM,
        *(
            begin.replace("outlook", program)
            for begin in words.SENT_FROM
            if "outlook" in begin
            for program in _OTHERS_THAN_OUTLOOK
        ),
    ),
    key=len,
    reverse=True,
)
"""What is said of getting one program is said of any; the longest is looked for first."""
_BEGINS_WITH: dict[str, list[str]] = {}
"""The same by their first two letters: a mail may have thousands of lines."""
for _begin in _BEGINS:
    _BEGINS_WITH.setdefault(_begin[:2], []).append(_begin)
_DEVICE = pattern("|".join(map(re.escape, words.DEVICE_PARTS)))
_SYSTEM = pattern(r"\b(?:ios|android|mac)")
_BRAND = pattern(r"\d|[a-z][A-Z]|[A-Z]{2}")
_FROM_MY = ("from my ", "desde mi ")
_DETERMINERS = frozenset("my a an the mon ma mein meinem meiner mi min mijn mio meu de".split())

# Almost every line is none, and is seen to be by its first or last letters.
_HEADS = frozenset(begin[:2] for begin in (*_BEGINS, *words.ALONE, *words.EXCUSES))
_TAILS = frozenset(end[-2:] for end in words.SENT_FROM_ENDS)


def is_one(line: str) -> bool:
    """Whether the whole line is such a line."""
    if len(line) > _LONGEST:
        return False
    low = line.lower().strip(_AROUND)
    if (
        low[:2] not in _HEADS
        and low[-2:] not in _TAILS
        and "mail" not in low
        and "outlook" not in low
    ):
        return False
    text = _URL.sub(" ", line)
    linked = text != line
    low = text.lower().strip(_AROUND)
    if low in words.ALONE or _reacted(low):
        return True
    says = False
    for clause in _CLAUSES.split(text):
        if _says_it(clause.strip(_AROUND), linked=linked):
            says = True
        elif clause and not _excuses(clause.lower(), beside=says):
            return False
    return says


def _reacted(low: str) -> bool:
    """Whether the line tells that its symbol was sent with one touch."""
    return "gmail" in low and len(low.split()) <= 8 and any(word in low for word in words.REACTED)


def _says_it(text: str, *, linked: bool) -> bool:
    low = text.lower()
    if low.startswith(_FROM_MY):
        device = low.split(None, 2)[2]
        return len(low.split()) <= 5 and (
            _DEVICE.match(device) is not None or device.split()[0] in words.DEVICES
        )
    if begin := next(filter(low.startswith, _BEGINS_WITH.get(low[:2], ())), None):
        rest = text[len(begin) :]
    elif low.endswith(words.SENT_FROM_ENDS) or ("outlook" in low and _SYSTEM.search(low)):
        rest = text
    else:
        return False
    tokens = [token for token in _TOKENS.split(rest) if token]
    if len(tokens) > _MOST_WORDS or "?" in text:
        return False
    if not words.SENTENCE_WORDS.isdisjoint(token.lower() for token in rest.split()):
        return False
    return _DEVICE.search(low) is not None or _names_it(tokens, linked=linked)


def _names_it(tokens: Sequence[str], *, linked: bool) -> bool:
    """Whether the words are the name of a device or a program, and nothing else."""
    if any(token.lower() in words.DEVICES for token in tokens):
        return True
    named = [token for token in tokens if token.lower() not in _DETERMINERS]
    if not named or len(named) > 6:
        return False
    if named[0].lower() in words.PROGRAMS and len(named) <= 2 and named[0][0].isupper():
        return True
    # An unknown brand: "Sent from my Wiko RIDGE 4G", but not "Sent via LinkedIn".
    if len(named) == len(tokens) and not linked:
        return False
    return any(map(_BRAND.search, named)) or all(token[0].isupper() for token in named)


def _excuses(low: str, *, beside: bool) -> bool:
    """Whether a further clause excuses what was typed there, or says more of the device."""
    if any(excuse in low for excuse in words.EXCUSES):
        return True
    tokens = _TOKENS.split(low)
    named = _DEVICE.search(low) is not None or not words.DEVICES.isdisjoint(tokens)
    return beside and named and len(tokens) <= 7
