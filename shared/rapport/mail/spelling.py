"""How else people type what the tables hold: without umlauts, without apostrophes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def spellings(phrase: str) -> tuple[str, ...]:
    """The phrase, and as it is typed in haste: "ueberspringen", "dont need it"."""
    typed = (phrase, phrase.translate(_PLAIN), phrase.replace("'", "") if "'" in phrase else phrase)
    return tuple(dict.fromkeys(each for each in typed if each))


def spelled(phrases: Iterable[str]) -> tuple[str, ...]:
    """All phrases in all their spellings, in their order."""
    return tuple(dict.fromkeys(chain.from_iterable(map(spellings, phrases))))
