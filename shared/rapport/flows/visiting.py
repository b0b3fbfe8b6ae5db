"""What a signed-in seeker does: the commands that pages and JSON API share.

What belongs to somebody else is as unknown as what does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from rapport.facts import ContactForgotten, Fact
from rapport.flows import recording, saying
from rapport.flows.entries import AnswerEntry, InterviewEntry, MergeEntry, Said
from rapport.flows.forgetting import NOBODY, How, forgetting
from rapport.flows.recording import Source
from rapport.flows.saying import Sayer
from rapport.history import History, Opening, Person
from rapport.later import dataclass
from rapport.objections import Remark, remarks
from rapport.plan import FollowUp
from rapport.playbook import Playbook
from rapport.store import (
    AlreadyRecorded,
    Conflict,
    Known,
    Recording,
    Relationship,
    Seeker,
    Standing,
    Store,
)

TRIES = 3
"""Others of the same seeker may write at the same time; more than this is no race but a fault."""


NOT_HERE = (
    "they were met through another company, and each company has a plan of its own: call both "
    "entries the same, and the page of each leads to the other"
)


class SignedOut(PermissionError):
    """There is no session, or it has ended."""


class Unknown(LookupError):
    """There is none of this id, or it is somebody else's: nobody can tell which."""


class KeyUsed(RuntimeError):
    """The client's key came before, with other words."""


class Implausible(ValueError):
    """A value that no one can mean. `field` is where, the message says why."""

    def __init__(self, field: tuple[str, ...], why: str) -> None:
        super().__init__(why)
        self.field = field


@dataclass(frozen=True)
class Ticket:
    """What a browser shows to be let in, or a program: that one's is a `token`."""

    seeker_id: str
    secret: str
    token: bool = False


@dataclass(frozen=True)
class Visitor:
    """A signed-in seeker, with what their lookups lead to."""

    seeker: Seeker
    playbook: Playbook
    known: dict[str, Known]


@dataclass(frozen=True)
class Noted:
    """A fact that stands now, what there is to remark on it, and the history with it."""

    fact: Fact
    remarks: tuple[Remark, ...]
    history: History


def as_it_is(_: object) -> None:
    """Nothing has to be as it was read."""


@dataclass(frozen=True)
class Settled:
    """A follow-up that is no longer planned, and the fact that settled it, if one did."""

    answered: Fact | None


class Desk:
    """Where seekers are served."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def visitor(self, ticket: Ticket | None, now: datetime, known: Iterable[str] = ()) -> Visitor:
        """Who it is. Raises SignedOut."""
        if ticket is None:
            raise SignedOut
        visit = self._store.visit(ticket.seeker_id, ticket.secret, now, known, token=ticket.token)
        if visit.seeker is None:
            raise SignedOut
        today = now.astimezone(UTC).date()
        if visit.session and visit.session.used_on != today:
            self._store.used(ticket.seeker_id, ticket.secret, today)  # once a day
        return Visitor(visit.seeker, Playbook.of(visit.seeker.playbook), visit.known)

    # Interviews.

    def log_interview(
        self, ticket: Ticket | None, entry: InterviewEntry, key: str, now: datetime
    ) -> Fact:
        """Record an interview under the client's key; the fact that stands.

        Raises:
            SignedOut: nobody is there to log it for.
            Objected: it cannot be meant, or it was not confirmed that it is. Nothing is read for
                that: what only the history can tell is remarked on afterwards.
            Implausible: nobody is behind `referred_by`, or too many are met at one company.
            KeyUsed: the key came with another interview.
            Conflict: others kept changing the same records.
        """

        def make() -> Recording:
            visitor = self.visitor(ticket, now, entry.lookups())
            source = Source(visitor.seeker, key, now)
            try:
                made = recording.interview(entry, visitor.known, source)
            except recording.UnknownReferrer as error:
                why = (
                    "nobody you met is known by this: give their name with the company, as in "
                    "Jo Park (Fabrikam), or their mail address"
                )
                raise Implausible(("referred_by",), why) from error
            except recording.TooManyPeople as error:
                raise Implausible(("company",), str(error)) from error
            saying.weighed(entry, made, History(), visitor.playbook, now)
            return made

        return self._record(make, key)

    # What is said of people, openings and advice.

    def say(
        self,
        visitor: Visitor,
        relationship_id: str,
        subject: str,
        entry: Said,
        *,
        key: str,
        now: datetime,
        unless: Callable[[History], None] = as_it_is,
    ) -> Noted:
        """Record what is said of a person, an opening or a piece of advice.

        `visitor` was asked for with the entry's lookups, where it has any. `unless` is shown what
        it is said of as it stands, without this statement itself, and may raise.

        Raises:
            Unknown: there is no such subject.
            Implausible: the entry to be merged belongs to another relationship.
            Objected: it cannot be meant, or it was not confirmed that it is.
            KeyUsed: the key came with something else.
        """
        facts = self.relationship(visitor.seeker, relationship_id).facts
        source = Source(visitor.seeker, key, now)
        before = [fact for fact in facts if fact.correlation_id == source.correlation_id]
        # If it comes again, it is judged, and told, as it was then.
        history = History.of(fact for fact in facts if fact not in before)
        subject = history.same.get(subject, subject)  # an entry merged away is who it became
        if not saying.is_there(entry, subject, history):
            if before and saying.is_there(entry, subject, History.of(facts)):
                raise KeyUsed  # it was said under this key that there is such a thing
            if isinstance(entry, MergeEntry) and {*entry.lookups()} <= visitor.known.keys():
                raise Implausible(("merged_id",), NOT_HERE)
            raise Unknown
        unless(history)
        made = saying.said(
            entry, Sayer(relationship_id, subject, history, source, dict(visitor.known))
        )
        saying.weighed(entry, made, history, visitor.playbook, now)
        fact = self._record(lambda: made, key)
        told = History.of((*facts, *made.facts))
        remarked = remarks(told, visitor.playbook, now, fact_id=fact.fact_id)
        return Noted(fact, remarked, told)

    def relationship(self, seeker: Seeker, relationship_id: str) -> Relationship:
        """One of the seeker's relationships. Raises Unknown."""
        found = self._store.relationship(relationship_id)
        if found is None or found.seeker.seeker_id != seeker.seeker_id:
            raise Unknown
        return found

    def opening(
        self, seeker: Seeker, relationship_id: str, opening_id: str
    ) -> tuple[Opening, History, Relationship]:
        """An opening, with the history and the relationship that it belongs to. Raises Unknown."""
        relationship = self.relationship(seeker, relationship_id)
        history = History.of(relationship.facts)
        opening = history.openings.get(opening_id)
        if opening is None:
            raise Unknown
        return opening, history, relationship

    def person(
        self, seeker: Seeker, relationship_id: str, contact_id: str
    ) -> tuple[Person, History, Relationship]:
        """A person, with the history and the relationship that they belong to. Raises Unknown."""
        relationship = self.relationship(seeker, relationship_id)
        history = History.of(relationship.facts)
        person = history.people.get(history.same.get(contact_id, contact_id))
        if person is None:
            raise Unknown
        return person, history, relationship

    # Follow-ups.

    def follow_up(
        self, seeker: Seeker, relationship_id: str, follow_up_id: str
    ) -> Standing | Settled:
        """A follow-up as it stands, or how it was settled. Raises Unknown."""
        standing = self._store.find_standing(relationship_id, follow_up_id)
        if standing is not None:
            if standing.seeker_id != seeker.seeker_id:
                raise Unknown
            return standing
        facts = self.relationship(seeker, relationship_id).facts
        history = History.of(facts)
        answered = history.answers.get(follow_up_id)
        if answered is not None:
            return Settled(history.fact(answered.fact_id))
        if not any(getattr(fact.data, "follow_up_id", None) == follow_up_id for fact in facts):
            raise Unknown
        return Settled(None)

    def answer(
        self,
        seeker: Seeker,
        relationship_id: str,
        follow_up_id: str,
        entry: AnswerEntry,
        *,
        key: str,
        now: datetime,
        unless: Callable[[Standing], None] = as_it_is,
    ) -> Fact:
        """Record the answer to a follow-up; the fact that says so. `unless` is shown it as it
        stands, and may raise a ValueError.

        Raises:
            Unknown: there is no such follow-up.
            Implausible: it is settled already, or would be snoozed into the past.
            KeyUsed: the key came with another answer.
        """
        standing = self.follow_up(seeker, relationship_id, follow_up_id)
        if isinstance(standing, Settled):
            return self._answered_before(standing, entry)
        try:
            unless(standing)
        except ValueError:
            if not self._store.recorded_under(seeker.seeker_id, key):
                raise  # else it is this very answer that changed it, and its own was lost
        if entry.until is not None and entry.until.instant <= now:
            raise Implausible(("until",), "this moment is over, choose a later one")
        follow_up = FollowUp.read(standing.follow_up)
        source = Source(seeker, key, now, causation_id=follow_up_id)
        return self._record(lambda: recording.answer(entry, follow_up, source), key)

    def _answered_before(self, settled: Settled, entry: AnswerEntry) -> Fact:
        # Whoever presses twice means it once.
        said = settled.answered
        if said is not None and getattr(said.data, "answer", None) is entry.answer:
            return said
        raise Implausible(("answer",), "this follow-up is settled already")

    # Forgetting.

    def forget(
        self,
        seeker: Seeker,
        relationship_id: str,
        contact_id: str,
        how: How,
        now: datetime,
        unless: Callable[[Person], None] = as_it_is,
    ) -> None:
        """Remove a person's name, addresses and words from everything that is kept. `unless` is
        shown them as they are known, and may raise.

        That it was done is recorded last, which plans anew without them: whatever fails before,
        doing it again ends it. Raises Unknown.
        """
        person, history, relationship = self.person(seeker, relationship_id, contact_id)
        if person.name not in (NOBODY, None):  # else they are forgotten by now, or half so
            unless(person)
        contact_id = history.same.get(contact_id, contact_id)
        gone = forgetting(relationship.facts, contact_id, how)
        # First, while the facts still tell the names and addresses: else doing it again, after a
        # failure in between, would not know them.
        self._store.forget_waiting(seeker.seeker_id, gone.lookups)
        self._store.forget_known(seeker.seeker_id, gone.lookups, gone.ids)
        self._store.rewrite(relationship_id, gone.rewritten, gone.removed)
        source = Source(seeker, f"forget {contact_id} {how} {now.isoformat()}", now)
        forgotten = ContactForgotten(contact_id=contact_id, how=how)
        with suppress(AlreadyRecorded):  # who asks twice at one moment is answered twice
            self._store.record(Recording([source.fact(relationship_id, forgotten)]))

    # Taking back.

    def revocable(self, seeker: Seeker, relationship_id: str, fact_id: str) -> list[Fact]:
        """What one undo takes back: the fact and what was recorded with it. Empty where it was
        taken back before. Raises Unknown.
        """
        facts = self.relationship(seeker, relationship_id).facts
        meant = next((fact for fact in facts if fact.fact_id == fact_id), None)
        if meant is None or meant.data.detail_type in recording.NOT_TAKEN_BACK:
            raise Unknown
        standing = {fact.fact_id for fact in History.of(facts).facts}
        return [
            fact
            for fact in facts
            if fact.correlation_id == meant.correlation_id and fact.fact_id in standing
        ]

    def undo(self, seeker: Seeker, relationship_id: str, fact_id: str, now: datetime) -> list[Fact]:
        """Take a fact back, with what was recorded with it; what was taken back now.

        Raises Unknown.
        """
        facts = self.revocable(seeker, relationship_id, fact_id)
        if facts:
            key = f"undo {fact_id}"
            source = Source(seeker, key, now, causation_id=fact_id)
            self._record(lambda: recording.undo(facts, source), key)
        return facts

    # Settings.

    def change_settings(
        self,
        seeker: Seeker,
        name: str,
        wanted: dict[str, Any],
        muted: tuple[str, ...] | None = None,
    ) -> Seeker:
        """Keep a name, overrides of the playbook, and the kinds that are not mailed (None: as they
        are); the seeker as they are then.

        `wanted` holds settings that were validated. Raises Conflict where they were changed
        since `seeker` was read, into something else.
        """
        muted = seeker.muted if muted is None else muted
        changed = replace(
            seeker, name=name, playbook=wanted, muted=muted, version=seeker.version + 1
        )
        if _as_wanted(seeker, changed):
            return seeker
        try:
            self._store.change_seeker(changed)
        except Conflict:
            stands = self._store.seeker(seeker.seeker_id)
            if stands is None or not _as_wanted(stands, changed):
                raise
            return stands  # the same change, sent twice at once
        return changed

    def _record(self, make: Callable[[], Recording], key: str) -> Fact:
        """Record what `make` gives, and its first fact; once more where somebody came between."""
        for _ in range(TRIES):
            made = make()
            try:
                self._store.record(replace(made, key=key))
            except AlreadyRecorded as already:
                return self._same(made, already)
            except Conflict:
                continue
            return made.facts[0]
        raise Conflict("others keep changing the same records, try again in a moment")

    def _same(self, made: Recording, already: AlreadyRecorded) -> Fact:
        stands = self._store.fact(already.relationship_id, already.fact_id)
        meant = next((fact for fact in made.facts if fact.fact_id == already.fact_id), None)
        if stands is None or meant is None or not recording.same_words(stands, meant):
            raise KeyUsed("this key was used before, with other content")
        return stands


def _as_wanted(stands: Seeker, wanted: Seeker) -> bool:
    """Whether the settings are those already."""
    return (stands.name, stands.playbook, stands.muted) == (
        wanted.name,
        wanted.playbook,
        wanted.muted,
    )
