"""Whether a phrase stands in a sentence, and whether it says what it seems to say."""

from __future__ import annotations

import re
from functools import lru_cache

from rapport.mail.vocabulary import Vocabulary


def has(low: str, phrase: str) -> bool:
    """Whether a phrase stands in lower-case text as words of their own."""
    at = low.find(phrase)
    while at >= 0:
        before, after = low[at - 1 : at], low[at + len(phrase) :][:1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = low.find(phrase, at + 1)
    return False


def denied(low: str, phrase: str, negation: re.Pattern[str]) -> bool:
    """Whether a "not" stands before the phrase, in the same clause: "they never …"."""
    before = re.split(r"[,;:]", low[: low.find(phrase)])[-1]
    return negation.search(before) is not None


def is_person(who: str, words: Vocabulary) -> bool:
    """Whether a pronoun, or a word with a capital, is somebody."""
    low = who.lower()
    return low in words.pronouns | words.objects or low.split()[0] not in words.not_names


def unreached(text: str, words: Vocabulary, *, called: bool = False) -> bool:
    """Whether it says that a call reached nobody; `called`: it is known that there was a call."""
    low = text.lower().replace("’", "'")
    if any(_has_parts(low, phrase) for phrase in words.unreached):
        return True
    called = called or any(has(low, call) for call in words.calls)
    return called and any(has(low, phrase) for phrase in words.no_answer)


def _has_parts(low: str, phrase: str) -> bool:
    if "…" not in phrase:
        return has(low, phrase)
    begin, end = phrase.split(" … ")
    return begin in low and end in low and _parts(begin, end).search(low) is not None


@lru_cache(maxsize=64)
def _parts(begin: str, end: str) -> re.Pattern[str]:
    return re.compile(rf"\b{begin},?(?:\s\S+){{1,3}}\s{end}\b")
