"""Writes what an answer comes to: facts, and the lines of the receipt that say so. Pure."""

from __future__ import annotations

from dataclasses import field
from datetime import timedelta

from rapport.facts import Data, Fact, NoteRecorded
from rapport.flows.recording import Source
from rapport.flows.understanding.matter import Matter
from rapport.later import dataclass
from rapport.mail.compose import Link, Say, Words
from rapport.store import Known


@dataclass()
class Meaning:
    """What a mail comes to: facts to record, and what the receipt says of them.

    `known` are people who are known by a further address now. `held` is why somebody has to look at
    it, where it could not be told what it means.
    """

    facts: list[Fact] = field(default_factory=list)
    receipt: list[Say | Link] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    held: str | None = None


class Scribe:
    """Writes down, in its order, what is understood of one answer."""

    def __init__(self, matter: Matter, source: Source, say: Words) -> None:
        self.matter = matter
        self.source = source
        self.say = say
        self.meaning = Meaning()
        self.note_key = "receipt.note"
        """How the receipt tells of a note."""

    def note(self, text: str, part: object, *, said: bool = True) -> None:
        self.record(self.as_note(text), part, self.note_key if said else None, text=text)

    def as_note(self, text: str) -> NoteRecorded:
        follow_up = self.matter.follow_up
        return NoteRecorded(
            text=text,
            contact_id=self.matter.contact_id,
            opening_id=self.matter.opening_id,
            follow_up_id=follow_up.follow_up_id if follow_up else None,
        )

    def record(self, data: Data, part: object, key: str | None, **values: str) -> None:
        # What was told first happened first: "the first book" is the one that was named first.
        at = self.source.now + timedelta(microseconds=len(self.meaning.facts))
        fact = self.source.fact(self.matter.relationship_id, data, part=part, at=at)
        self.meaning.facts.append(fact)
        if key:
            self.tell(key, **values)

    def tell(self, key: str, **values: str) -> None:
        self.meaning.receipt.append(Say(self.say.say(key, **values)))
