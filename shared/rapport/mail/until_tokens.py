"""The words of a phrase as tokens of the grammar in `until_grammar`."""

from __future__ import annotations

import re
from functools import lru_cache

from rapport.later import pattern
from rapport.mail.until_words import COMPOUNDS, Token, vocabulary

MAX_WORDS = 200
_HOURS = ("number", "time", "hours")

_LEX = pattern(
    r"(?P<iso>\d{4}(?:-\d{1,2}-|/\d{1,2}/)\d{1,2}(?:[t ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?"
    r"(?:z|[+-]\d{2}:?\d{2})?)?)(?![\w-])"
    r"|(?P<date>\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d{2}))(?![\w/-])"
    r"|(?P<dots>\d{1,2}\.\d{1,2}\.)(?!\d)"
    r"|(?P<slash>\d{1,2}/\d{1,2})(?![\w/])"
    r"|(?P<time>\d{1,2}[:.]\d{2}|0\d[0-5]\d)(?![:\d])"
    r"|(?P<hours>\d{1,2}h\d{2})\b"
    r"|(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}\.(?=\s*(?:[^\W\d]|$)))"
    r"|(?P<quarter>q[1-4])\b"
    r"|(?P<number>\d{1,4}(?:[.,]\d{1,2})?)(?!\d)"
    r"|(?P<dotted>[ap]\.\s?m\.?)"
    r"|(?P<word>'?[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<stop>[,;.!?()–—-])"
    r"|(?P<other>\S)"
)


def of_text(text: str, languages: tuple[str, ...]) -> list[Token]:
    """The tokens of the first words of a text; words that mean nothing here are kind "word"."""
    rough: list[Token] = []
    folded = text[: MAX_WORDS * 8].lower().replace("’", "'")
    for match in _LEX.finditer(folded):
        kind = match.lastgroup if match.lastgroup != "mark" else "date"
        rough += [(str(kind), word) for word in COMPOUNDS.get(match[0], (match[0],))]
        if len(rough) >= MAX_WORDS:
            break
    return _meant(rough, languages)


def _meant(rough: list[Token], languages: tuple[str, ...]) -> list[Token]:
    table, longest = vocabulary(languages), _longest(languages)
    tokens: list[Token] = []
    place = 0
    while place < len(rough):
        kind, value = rough[place]
        if (kind, value) == ("stop", ".") and _shortens(tokens, rough[place + 1 :]):
            place += 1
            continue
        if kind != "word":
            tokens.append(_literal(kind, str(value)))
            place += 1
            continue
        for length in range(min(longest, len(rough) - place), 0, -1):
            row = rough[place : place + length]
            found = table.get(" ".join(str(word) for _, word in row))
            if found and all(each == "word" for each, _ in row):
                # Behind no hour it is German: "until am Montag".
                of_an_hour = found[1] != "am" or (tokens and tokens[-1][0] in _HOURS)
                tokens.append(found if of_an_hour else ("on", 0))
                place += length
                break
        else:
            tokens.append((kind, value))
            place += 1
    return tokens


def _shortens(before: list[Token], behind: list[Token]) -> bool:
    """Whether a dot stands behind a short name, as in "Dec. 5", and ends no sentence."""
    named = bool(before) and before[-1][0] in ("month", "weekday")
    return named and bool(behind) and behind[0][0] in ("number", "ordinal", "time", "dots", "date")


@lru_cache(maxsize=8)
def _longest(languages: tuple[str, ...]) -> int:
    return max(len(words.split()) for words in vocabulary(languages))


def _literal(kind: str, value: str) -> Token:
    if kind == "number":
        return ("number", float(value.replace(",", ".")))
    if kind == "iso":
        return (kind, value.replace("/", "-"))
    if kind == "time" and len(value) == 4 and value.isdigit():
        return (kind, f"{value[:2]}:{value[2:]}")
    if kind == "quarter":
        return ("quarter number", int(value[1]))
    if value == "@":
        return ("at", 0)
    if kind == "ordinal":
        return ("ordinal", float(re.sub(r"\D", "", value)))
    if kind == "dotted":
        return ("ampm", "am" if value.startswith("a") else "pm")
    return (kind, value)


def starts(tokens: list[Token]) -> list[tuple[int, str]]:
    """Where a time may begin, and the word that asks for it there."""
    starts: list[tuple[int, str]] = []
    for place, (kind, value) in enumerate(tokens):
        first = place == 0 or tokens[place - 1][0] in ("ask", "stop", "other")
        # "for" and "erst" inside a sentence are about anything; at its beginning, and of a command,
        # about a time.
        if kind == "ask" and (value == "until" or first):
            starts.append((place + 1, str(value)))
        elif place == 0 and kind in ("to", "in"):
            starts.append((1, "to" if kind == "to" else "in"))
    return [*starts, (0, "")]
