"""What there is to say in any language, and how else a phrase of it is typed."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Literal

from rapport.later import dataclass
from rapport.mail.spelling import spelled, spellings


@dataclass(frozen=True)
class Vocabulary:
    """One language. Where it matters, longer phrases are tried before shorter ones."""

    done: frozenset[str]
    skip: frozenset[str]
    undo: frozenset[str]
    pending: frozenset[str]
    help: frozenset[str]
    snooze: tuple[str, ...]
    """What begins a wish to be reminded later; a time follows, or nothing."""
    snooze_ends: tuple[str, ...]
    """What may stand behind that time."""
    stop: frozenset[str]
    stop_prefixes: tuple[str, ...]
    """What begins a stop that says of what; what follows is looked up in the next three."""
    stop_everything: frozenset[str]
    stop_kind: tuple[str, ...]
    stop_person: tuple[str, ...]
    scopes: dict[str, Literal["person", "kind", "everything"]]
    """What may be the whole of an answer to the question what to stop."""
    stops: dict[str, Literal["person", "kind", "everything"]]
    """What says in one phrase to stop, and what."""
    yes: frozenset[str]

    for_a_while: tuple[str, ...]
    """What names a time: a stop beside it is none for good. " … " stands for up to three words."""
    denies: tuple[str, ...]
    """What begins a stop, and also denies what no reminder is about: "I don't want trouble"."""
    reminders: tuple[str, ...]
    """How words for reminders begin."""
    spoilt: tuple[str, ...]
    """What went wrong: what was "done" beside it was not."""
    done_by_others: tuple[str, ...]
    """What behind one word says that somebody else did it: "gemacht hat er"."""
    tells: tuple[str, ...]
    """Verbs beside a person who said what follows or stands before: it is no wish of the seeker."""
    oneself: tuple[str, ...]
    """What stands before a verb where the seeker did it."""
    answered: tuple[str, ...]
    """What the seeker did: what follows it is why, or how it was answered, and no command."""
    about_things: tuple[str, ...]
    """What behind a comma is about something else than the reminder; "…" is its last word."""
    until: tuple[str, ...]
    definite: tuple[str, ...]
    """What stands before a thing that is known, "the offer": what is put off "until" then is it."""
    no_such_things: tuple[str, ...]
    """How words for things begin that stand for the reminder all the same."""
    for_others: tuple[str, ...]
    """What begins a sentence about what somebody else puts off: "he'd wait until Friday"."""

    pronouns: frozenset[str]
    objects: frozenset[str]
    """Pronouns of whom something is done with."""
    according: str
    """What stands before who thinks what follows."""
    not_names: frozenset[str]
    no_titles: frozenset[str]
    """What alone is no thing: "read more"."""
    said: tuple[str, ...]
    """Verbs between a person and what the person said."""
    advised: tuple[str, ...]
    """Verbs between a person and advice."""
    hints: tuple[str, ...]
    """Verbs between a person and what is advice only where the rest shows it."""
    introduced: tuple[str, ...]
    """Those of them that a person follows."""
    advice_verbs: dict[str, str]
    """The verb of an advice and the kind of advice that it gives."""
    doing: dict[str, str]
    """Verbs without which what was recommended is no thing to do, as they stand in its title."""
    advice_nouns: dict[str, str]
    """Nouns that decide the kind, wherever they stand in the clause."""
    labels: dict[str, str]
    """What stands before a colon: "book: …", "feedback: …", "note: …"."""
    feedback: tuple[str, ...]
    """How an assessment begins, after "… said"."""
    contacts: dict[str, tuple[str, str]]
    """What one did with a person: direction and channel. "{who}" is where the person stands."""
    unreached: tuple[str, ...]
    """How one says that a call reached nobody; " … " stands for up to three words."""
    no_answer: tuple[str, ...]
    """What says so beside a call; beside a mail it only says that the answer has yet to come."""
    calls: tuple[str, ...]
    """What shows that it was a call."""
    taken_back: frozenset[str]
    """What makes a "done" ahead of it none: "Done. Not really"."""
    progress: dict[str, tuple[str, ...]]
    progress_after: dict[str, tuple[str, ...]]
    """Steps whose verb stands behind the thing."""
    progress_alone: dict[str, tuple[str, ...]]
    """What tells a step where it is the whole sentence: begun so, another one is about anybody."""
    outcomes: dict[str, tuple[str, ...]]
    sounds_like_outcomes: tuple[str, ...]
    """What has the words of an outcome and tells none: "moved on to the next chapter"."""
    colours: tuple[str, ...]
    """Words that colour what became of something, and may stand anywhere in its phrase."""
    unsure: tuple[str, ...]
    """Words that make a statement a thought: an outcome or step beside them is none."""
    negations: tuple[str, ...]
    """What makes the opposite of what follows it."""
    clauses: tuple[str, ...]
    """What begins a new clause, where no comma says so: "done he was nice"."""
    inverted: tuple[str, ...]
    """Those of them that turn the sentence round: "gemacht hab ich es nicht"."""
    excuses: tuple[str, ...]
    """Why not now: who says only this, or this and a time, wants to be reminded later."""
    of_oneself: tuple[str, ...]
    """What may stand before an excuse, since it is the seeker's own."""
    parts: tuple[str, ...]
    """What is only a part of a thing: who finished one has not finished the thing."""
    halves: tuple[str, ...]
    """What makes "half-way" of a thing that one "finished": "read half the book"."""
    lately: tuple[str, ...]
    """When something was that has been: it may stand before or behind what was done."""
    polite: tuple[str, ...]
    """What may stand behind a command without being part of it."""
    articles: tuple[str, ...]
    joins: tuple[str, ...]
    """Words between two things of one kind."""
    verb_last: bool
    """Whether the verb of an advice stands behind what it is about."""
    greetings: tuple[str, ...]
    fillers: tuple[str, ...]
    """What may stand before a command without being part of it."""
    no: tuple[str, ...]
    """What may stand before it, and a comma."""
    sign_offs: frozenset[str]


_BY_MEANING = ("progress", "progress_after", "progress_alone", "outcomes")
"""Tables whose phrases stand on the right."""


def as_typed(words: Vocabulary) -> Vocabulary:
    """The same with every phrase in all its spellings."""
    tables: dict[str, Any] = {}
    for each in fields(words):
        table = getattr(words, each.name)
        if each.name in _BY_MEANING:
            tables[each.name] = {to: spelled(phrases) for to, phrases in table.items()}
        elif isinstance(table, dict):
            tables[each.name] = {one: to for said, to in table.items() for one in spellings(said)}
        elif isinstance(table, tuple | frozenset):
            tables[each.name] = type(table)(spelled(table))
    return replace(words, **tables)
