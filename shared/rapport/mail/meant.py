"""Whether a command was meant that a sentence seems to give, by what else stands in it.

A wrong action is worse than a note: in doubt it is none, and the words are kept. What raises the
doubt are tables of every language, since nobody keeps to one.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

from rapport.mail.meanings import Done, Skip, Snooze, Stop, Understood, Undo
from rapport.mail.telling.patterns import Patterns, patterns_of
from rapport.mail.vocabulary import LANGUAGES


def is_for_a_while(command: Understood, sentence: str) -> bool:
    """Whether a stop names a time, and so is none for good."""
    return isinstance(command, Stop) and any(
        each.for_a_while.search(sentence) for each in _languages()
    )


def is_meant(command: Understood, sentence: str, people: Collection[str]) -> bool:
    """Whether nothing beside a command says otherwise; `people` are first names in lower case."""
    match command:
        case Stop(_, str() as who) if who not in sentence:  # typed in haste
            return who.split()[0].lower() in people
        case Stop(scope, who) if any(each.denies.match(sentence) for each in _languages()):
            if who:
                return who.split()[0].lower() in people or _of_reminders(sentence)
            return scope is not None
        case Done():
            return not any(each.spoilt.search(sentence) for each in _languages())
        case Skip():
            return not (_by_others(sentence) or _answers(sentence))
        case Undo():
            return not _by_others(sentence)
        case Snooze(until):
            return until.at is None or not (_by_others(sentence) or _elsewhere(sentence))
        case _:
            return True


def _languages() -> list[Patterns]:
    return [patterns_of(words) for words in LANGUAGES.values()]


def _of_reminders(sentence: str) -> bool:
    words = chain.from_iterable(each.reminders for each in LANGUAGES.values())
    return any(word in sentence.lower() for word in words)


def _by_others(sentence: str) -> bool:
    return any(each.others.search(sentence) for each in _languages())


def _answers(sentence: str) -> bool:
    return any(each.answered.match(sentence) for each in _languages())


def _elsewhere(sentence: str) -> bool:
    return any(each.put_off_elsewhere.match(sentence) for each in _languages())
