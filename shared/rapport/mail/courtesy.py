"""Greetings above and sign-offs below say nothing and are passed over; all beside them is kept."""

from __future__ import annotations

import re
from collections.abc import Callable

from rapport.later import pattern
from rapport.mail.vocabulary import LANGUAGES

Says = Callable[[str], bool]
"""Whether a line is understood as anything: "Skip" below "Thanks" is no name."""

_DRAWN_OUT = pattern(r"([^\W\d_])\1{2,}")
"""Letters that are drawn out: "Yesss", "jaaa"."""
_LONGEST_PHRASE = 200
"""No phrase of the tables is longer."""
TRIM = pattern(r"^[\W_]+|[\W_]+$")


def plain(words: str) -> str:
    """Folded for looking up: lower case, no punctuation at the ends or commas within. What is
    nothing but a sign, as "?" or "✅", stays.
    """
    low = words.lower().replace("’", "'").replace(",", " ").replace("\ufe0f", "").strip()
    if len(low) <= _LONGEST_PHRASE:
        low = _DRAWN_OUT.sub(r"\1", low)
    folded = " ".join(TRIM.sub("", low).split())
    return folded or (low[:1] if low[:1] == "?" or not low.isascii() else "")


def without_courtesies(lines: list[str], says: Says, own_name: str = "") -> list[str]:
    """The lines without a greeting, a sign-off, and the name below that; `own_name` is whose mail
    it is. Nothing is left of a mail that is all courtesy.
    """
    lines = _without_greeting(lines, says)
    for _ in range(_MOST_SIGN_OFFS):
        left = _without_sign_off(lines, says, own_name)
        if left == lines:
            break
        lines = left
    return lines


# Above.

_ADDRESSED = frozenset(
    {"all", "team", "there", "again", "everybody", "everyone", "alle", "ihr", "zusammen", "rapport"}
)
_TO_SOMEBODY = ("dear", "liebe", "lieber")
_GREETINGS = sorted(
    (greeting for each in LANGUAGES.values() for greeting in each.greetings), key=len, reverse=True
)
_BEHIND = pattern(r"\s*[,!.:;–—]+\s*|\s+-\s+")


def _without_greeting(lines: list[str], says: Says) -> list[str]:
    while lines and not lines[0]:
        lines = lines[1:]
    if not lines:
        return []
    rest = _greeted(lines[0], says)
    if rest:
        return [rest, *lines[1:]]
    while lines[1:2] == [""]:
        lines = [lines[0], *lines[2:]]
    return lines[1:]


def _begins(low: str, phrase: str) -> bool:
    """Whether the phrase stands first, as words of their own."""
    behind = low[len(phrase) : len(phrase) + 1]
    return low.startswith(phrase) and not (behind.isalnum() or behind == "_")


def _greeted(line: str, says: Says) -> str:
    """What is left of a line without the greeting that it begins with."""
    low = line.lower()
    greeting = next((one for one in _GREETINGS if _begins(low, one)), None)
    if greeting is None:
        return line
    rest = line[len(greeting) :]
    if greeting in _TO_SOMEBODY and rest[1:2].islower():
        return line  # "lieber nicht" greets nobody
    end = _BEHIND.search(rest)
    whom, behind = (rest[: end.start()], rest[end.end() :]) if end else (rest, "")
    named = whom.split()
    if len(named) <= 3 and all(one[:1].isupper() or one.lower() in _ADDRESSED for one in named):
        return behind.strip() if end or not says(whom) else whom.strip()
    # "Hey Stan called me": no comma says where the greeting ends.
    rest = re.sub(r"^\s*(?:rapport\b)?[\s,!.]*", "", rest, flags=re.IGNORECASE)
    return rest if rest[:1].isalnum() else line


# Below.

_SIGN_OFFS = frozenset[str]().union(*(each.sign_offs for each in LANGUAGES.values()))
_NO_NAMES = frozenset[str]().union(
    *(each.not_names | each.pronouns | set(each.articles) for each in LANGUAGES.values())
)
_MOST_SIGN_OFFS = 10
"""So many end a mail: "Thanks again! Have a nice day. Best, Roger"."""
_MOST_BELOW = 11
"""Lines of a business card."""
_CARD = pattern(r"@|www\.|https?:|\s\|\s|\+?\d[\d ()/-]{6,}|[A-Z]\w+ (?:GmbH|Inc|Ltd|AG|LLC)\b")
"""A line of a business card: an address, a number, a page, parts between bars."""
_BEGINS = pattern(r"^|(?<=[.!?])\s+|\s+[-–—]\s*")
"""Where the last thing may begin that a line says."""


def _without_sign_off(lines: list[str], says: Says, own_name: str) -> list[str]:
    while lines and not lines[-1]:
        lines = lines[:-1]
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - _MOST_BELOW), -1):
        if plain(lines[at]) not in _SIGN_OFFS:
            continue
        below = [line for line in lines[at + 1 :] if line]
        # Below a sign-off that nothing stands above, only a name is sure to be none of the answer.
        card = below if any(lines[:at]) else below[1:]
        if all(_is_name(line, says, own_name) for line in below[: len(below) - len(card)]) and all(
            _CARD.search(line) or _is_name(line, says, own_name) for line in card
        ):
            return _without_blanks(lines[:at])
        return lines if any(lines[:at]) else lines[at + 1 :]
    return _unsigned(lines, says, own_name)


def _without_blanks(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def _unsigned(lines: list[str], says: Says, own_name: str) -> list[str]:
    """Without a name that stands for itself at the end, or behind "Best," on one line."""
    line = lines[-1] if lines else ""
    for begin in list(_BEGINS.finditer(line, max(0, len(line) - _LONGEST_PHRASE)))[:-3:-1]:
        if _signs(line[begin.end() :], says, own_name):
            return _without_blanks([*lines[:-1], line[: begin.start()].strip()])
    return lines


def _signs(last: str, says: Says, own_name: str) -> bool:
    if _is_own(last, own_name):
        return True
    courtesy, comma, name = last.partition(",")
    if comma and plain(courtesy) in _SIGN_OFFS:
        return _is_name(name.strip(), says, own_name)
    said = plain(last)
    return said in _SIGN_OFFS or any(
        said.startswith(one + " ") and _is_own(said[len(one) :], own_name) for one in _SIGN_OFFS
    )


def _is_own(words: str, own_name: str) -> bool:
    """Whether it is the name of whose mail it is: all of it, the first name, or with an initial."""
    said, full = plain(words).split(), plain(own_name).split()
    if not said or not full or said[0] != full[0]:
        return False
    return len(said) == 1 or said == full or (len(said) == 2 and said[1] == full[-1][:1])


def _is_name(line: str, says: Says, own_name: str) -> bool:
    """A name, or a line as short as a position: "Roger", "Head of Data". No sentence."""
    if _is_own(line, own_name):
        return True
    words = TRIM.sub("", line).split()
    if not 1 <= len(words) <= 4 or line[-1] in "!?" or words[0].lower() in _NO_NAMES:
        return False
    capitals = words[0][:1].isupper() and words[-1][:1].isupper()
    return (capitals or (len(words) == 1 and line[-1].isalpha())) and not says(line)
