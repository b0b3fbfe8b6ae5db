"""Text as lines and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from rapport.later import pattern
from rapport.mail.courtesy import TRIM

MOST_SENTENCES = 100
"""So many a paragraph is cut into: more than anybody reads. What is beyond stays one."""
_BULLET = pattern(r"[-*•–]\s+|\d{1,2}[.)]\s+")
_SENTENCE_END = pattern(r"(?<=[.!?])[\"'”’)]?\s+")
_ABBREVIATION = pattern(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|e\.g|i\.e|z\.b|ca|vs|no|nr|[a-z]))\.$", re.IGNORECASE
)


_NUMBERED = pattern(r"\b\d{1,2}\.$")
_ON_A_DAY = pattern(r"\b(?:am|zum|bis|vom|den|ab)\s(?:\d{1,2}\.){1,2}$", re.IGNORECASE)
"""A day before a word that goes on: "am 5. zurück"."""
_OF_A_NUMBER = pattern(
    r"(?:jan|feb|mär|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez)\w*\b|"
    r"(?:kw|kalenderwoche|woche|runde|quartal|tag|kapitel|band)\b",
    re.IGNORECASE,
)
"""What makes an ordinal of a number with a dot before it: "7. Dezember", "2. Runde"."""


def lines_of(text: str) -> list[str]:
    """The lines, each without blanks at its ends and without more than one within."""
    return [" ".join(line.replace("’", "'").split()) for line in text.splitlines()]


def sentences_of(lines: Iterable[str]) -> list[str]:
    """The sentences of the lines; a line that was wrapped goes on in the next one."""
    paragraphs: list[list[str]] = []
    wrapped = False
    for line in lines:
        if line and wrapped and not _BULLET.match(line):
            paragraphs[-1].append(line)
        elif line:
            paragraphs.append([line])
        wrapped = len(line) >= 50
    sentences: list[str] = []
    for paragraph in map(" ".join, paragraphs):
        begin = 0
        for end in islice(_SENTENCE_END.finditer(paragraph), MOST_SENTENCES):
            before = paragraph[max(0, end.start() - 12) : end.start()]
            goes_on = paragraph[end.end() : end.end() + 1].islower()
            if (
                _ABBREVIATION.search(before[-6:])
                or (_NUMBERED.search(before) and _OF_A_NUMBER.match(paragraph, end.end()))
                or (goes_on and _ON_A_DAY.search(before))
            ):
                continue
            sentences.append(paragraph[begin : end.end()].strip())
            begin = end.end()
        sentences.append(paragraph[begin:].strip())
    return [sentence for sentence in sentences if TRIM.sub("", sentence)]
