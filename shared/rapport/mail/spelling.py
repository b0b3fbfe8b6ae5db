"""How else people type what the tables hold: without umlauts, without apostrophes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def spellings(phrase: str) -> tuple[str, ...]:
    """The phrase, and as it is typed in haste: "ueberspringen", "dont need it"."""
    if "'" in phrase:
        return tuple(dict.fromkeys(filter(None, (phrase, phrase.replace("'", "")))))
    if phrase.isascii():
        return (phrase,)
    return tuple(dict.fromkeys((phrase, phrase.translate(_PLAIN))))


def spelled(phrases: Iterable[str]) -> tuple[str, ...]:
    """All phrases in all their spellings, in their order."""
    return tuple(dict.fromkeys(chain.from_iterable(map(spellings, phrases))))
