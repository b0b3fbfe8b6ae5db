"""The names of people whom the seeker knows, as they are typed in haste."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

MOST_PEOPLE = 100
_SHORTEST = 3
_WORDS = frozenset(
    "will mark may june april august rob sue bill grace hope art frank max rose drew chase grant "
    "pat jack guy joy faith dawn miles ray dean earl wolf ernst don else alle mit".split()
)
"""First names that are words as well: without a capital they are these."""


def with_capitals(text: str, people: Iterable[str]) -> str:
    """The text with the first names of `people` as names: "called stan" is "called Stan"."""
    first = {name.split()[0] for name in islice(people, MOST_PEOPLE) if name.split()}
    known = {
        each.lower(): each
        for each in first
        if len(each) >= _SHORTEST and each.isalpha() and each.lower() not in _WORDS
    }
    if not known:
        return text
    names = "|".join(map(re.escape, known))
    return re.sub(rf"(?<![\w@./-])(?:{names})(?![\w@/-])", lambda one: known[one[0]], text)


def as_typed(words: str, read: str, typed: str) -> str:
    """`words` that were taken from `read` as they stand in `typed`, which differs in capitals only:
    what is kept is what somebody wrote, and "the rich client" is no Rich.
    """
    letters, theirs = "".join(read.split()), "".join(typed.split())
    at = letters.find("".join(words.split()))
    if at < 0 or len(letters) != len(theirs):
        return words
    each = iter(theirs[at:])
    return "".join(one if one.isspace() else next(each) for one in words)
