"""What the sentences of a mail tell: feedback, exchanges, advice, steps, outcomes.

Read sentence by sentence with the tables of one language; what fits no table is kept as a `Note`.
"""

from __future__ import annotations

from rapport.mail.meanings import Attempt, ExchangeSaid, Note, Understood
from rapport.mail.telling.patterns import NAME
from rapport.mail.telling.phrases import unreached
from rapport.mail.telling.reader import Reader
from rapport.mail.vocabulary import Vocabulary

__all__ = ["NAME", "told", "unreached"]

_MAX_SENTENCES = 60
_MAX_SENTENCE = 1_000
_SHORT = 8
"""Words of a sentence that only says what became of a call."""


def told(sentences: list[str], words: Vocabulary, *, small: bool = False) -> list[Understood]:
    """What the sentences tell, in their order, by the tables of one language; `small`: they were
    typed without capitals, but for the names that are known.
    """
    facts: list[Understood] = []
    noted: list[str] = []
    reader = Reader(words, small=small)
    for place, sentence in enumerate(sentences):
        # Nobody tells so much in one mail: what is beyond is kept, not read.
        short = place < _MAX_SENTENCES and len(sentence) <= _MAX_SENTENCE
        found = list(reader.read(sentence)) if short else []
        if facts and not noted and (attempt := _reached_nobody(facts[-1], sentence, words)):
            facts[-1] = attempt
            continue
        if not found:
            noted.append(sentence)
            continue
        if noted:
            facts.append(Note(" ".join(noted)))
            noted = []
        facts.extend(found)
    if noted:
        facts.append(Note(" ".join(noted)))
    return facts


def _reached_nobody(before: Understood, sentence: str, words: Vocabulary) -> Attempt | None:
    """ "I called Stan." and then "No answer." is one attempt."""
    if not isinstance(before, ExchangeSaid) or before.direction == "in" or before.channel != "call":
        return None
    if len(sentence.split()) > _SHORT or not unreached(sentence, words, called=True):
        return None
    return Attempt(before.who, f"{before.text} {sentence}")
