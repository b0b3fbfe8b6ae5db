"""Deleting everything of a seeker: at once what is theirs to see, then the rest in bounded steps.

The seeker's record and addresses go in one transaction, which leaves a note. The note is published
like a fact, each step asks for the next, and `tend` asks again for whoever is still on the list:
so a crash anywhere is made up for. What somebody was writing at that very moment may arrive after
its place was cleared; so all is cleared once more, `SETTLED` later, before the note goes.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from rapport.facts import derive
from rapport.outside.bus import Bus, Event
from rapport.outside.raw_mail import RawMail
from rapport.outside.schedules import Schedules
from rapport.store import Store

SOURCE = "rapport.plan"
SETTLED = timedelta(minutes=10)
"""When nobody writes any more for who left: longer than any function runs."""
MAILS_A_STEP = 100
RELATIONSHIPS_A_STEP = 20


def request(source: str, seeker_id: str, after: str | None = None) -> Event:
    """The event that asks for the next step: the relationships `after` this one, or the first."""
    event_id = derive(seeker_id, "leaving", after or "")
    metadata = {
        "event_id": event_id,
        "version": 1,
        "seeker_id": seeker_id,
        "correlation_id": derive(seeker_id, "leaving"),
        "causation_id": None,
    }
    data = {"after": after} if after else {}
    return Event(source, "seeker-leaving", {"metadata": metadata, "data": data})


class Leaver:
    """Clears up after who left."""

    def __init__(self, store: Store, schedules: Schedules, raw_mail: RawMail, bus: Bus) -> None:
        self._store = store
        self._schedules = schedules
        self._raw_mail = raw_mail
        self._bus = bus

    def go_on(self, seeker_id: str, after: str | None, now: datetime) -> None:
        """Take one step, and ask for the next if there is one. Taking a step again is no error."""
        since = self._store.leaving_since(seeker_id)
        if since is None:
            return
        if after is None:
            if self._forget_mails(seeker_id):
                self._bus.publish([request(SOURCE, seeker_id)])
                return
            self._store.forget_own(seeker_id)
        every = sorted(self._store.relationships_of(seeker_id))
        left = [one for one in every if after is None or one > after]
        step = left[:RELATIONSHIPS_A_STEP]
        for relationship_id in step:
            # Schedules first: a follow-up that is gone could not name its schedule any more.
            for follow_up_id in self._store.follow_ups_in(relationship_id):
                self._schedules.remove(follow_up_id)
            self._store.forget_relationship(relationship_id)
        if len(left) > len(step):
            self._bus.publish([request(SOURCE, seeker_id, step[-1])])
        elif now - since >= SETTLED:
            self._store.left(seeker_id)

    def _forget_mails(self, seeker_id: str) -> bool:
        """Forget some mails, where they lie too; whether there may be more."""
        mails = self._store.mails_of(seeker_id, MAILS_A_STEP)
        for mail in mails:
            if mail.place:
                self._raw_mail.discard(*mail.place)
        self._store.forget_mails(mails)
        return len(mails) >= MAILS_A_STEP
