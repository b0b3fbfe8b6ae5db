"""Text as lines and sentences, folded for looking up. Greetings and sign-offs say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapport.mail.vocabulary import LANGUAGES

_BULLET = re.compile(r"[-*•–]\s+|\d{1,2}[.)]\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]?\s+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|e\.g|i\.e|z\.b|ca|vs|no|nr|[a-z]))\.$", re.IGNORECASE
)
TRIM = re.compile(r"^[\W_]+|[\W_]+$")


def lines_of(text: str) -> list[str]:
    """The lines that say something, without a greeting above and a sign-off below."""
    lines = [" ".join(line.replace("’", "'").split()) for line in text.splitlines()]
    while lines and (not lines[0] or _is_greeting(lines[0])):
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    for at in range(len(lines) - 1, max(-1, len(lines) - 12), -1):
        if plain(lines[at]) in _SIGN_OFFS:
            if all(len(line.split()) <= 4 or _CARD.search(line) for line in lines[at + 1 :]):
                return lines[:at]
            break
    return lines


# A line of a business card: an address, a number, a page, parts between bars.
_CARD = re.compile(r"@|www\.|https?:|\s\|\s|\+?\d[\d ()/-]{6,}|[A-Z]\w+ (?:GmbH|Inc|Ltd|AG|LLC)\b")
_SIGN_OFFS = frozenset[str]().union(*(each.sign_offs for each in LANGUAGES.values()))
_GREETINGS = tuple(greeting for each in LANGUAGES.values() for greeting in each.greetings)
_TO_SOMEBODY = ("dear", "liebe", "lieber")


def _is_greeting(line: str) -> bool:
    low = line.lower()
    if len(low) > 40 or len(low.split()) > 4 or low.rstrip(" ,.!") != low.rstrip(" ,.!?:"):
        return False
    return any(
        low.startswith(greeting)
        and not low[len(greeting) :][:1].isalnum()
        # "lieber nicht" greets nobody.
        and not (greeting in _TO_SOMEBODY and line[len(greeting) + 1 :][:1].islower())
        for greeting in _GREETINGS
    )


def plain(words: str) -> str:
    """Folded for looking up: lower case, no punctuation at the ends or commas within."""
    low = words.lower().replace("’", "'").replace(",", " ")
    if low.strip() == "?":
        return "?"
    return " ".join(TRIM.sub("", low).split())


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
        for end in _SENTENCE_END.finditer(paragraph):
            if _ABBREVIATION.search(paragraph[max(0, end.start() - 6) : end.start()]):
                continue
            sentences.append(paragraph[begin : end.end()].strip())
            begin = end.end()
        sentences.append(paragraph[begin:].strip())
    return [sentence for sentence in sentences if TRIM.sub("", sentence)]
