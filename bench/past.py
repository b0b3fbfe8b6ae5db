"""What happened to a seeker before the day that is measured: other relationships, ten facts each.

They are alike at every size, so that what is measured differs by how many there are and by nothing
else. They lie in a year past: what fell due of them was reminded of in its time, and what comes
near has its schedule.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bench.plan import relationship
from rapport import config
from rapport.facts import Fact
from rapport.flows.asking import wake
from rapport.flows.planning import difference
from rapport.outside.schedules import Schedules
from rapport.store import Recording, Relationship, Seeker, Standing
from rapport.store.dynamodb import Action, Item
from rapport.store.table import TableStore
from tests.integration.account import own_client
from tests.integration.table import table_name

FACTS_EACH = 10
DAYS_BACK = 365
BATCH = 25
"""As many items as DynamoDB puts down at once."""


class _Archive(TableStore):
    """Puts down what the table would hold by now, many items at once: moto is slow at transactions,
    and nobody is there to be kept out.
    """

    def _transact(self, actions: Sequence[Action]) -> None:
        puts = [{"PutRequest": {"Item": one["Put"]["Item"]}} for one in actions if "Put" in one]
        for start in range(0, len(puts), BATCH):
            some = puts[start : start + BATCH]
            self._client.batch_write_item(RequestItems={self._name: some})
        if updates := [one for one in actions if "Update" in one]:
            super()._transact(updates)

    def _unplanned(self, *_: object) -> Item:
        """All of them are planned."""
        return {}


def lived(seeker: Seeker, facts: int, now: datetime, tell: Callable[[int], None]) -> None:
    """Put down so many facts of a seeker, with the plan as it stands at `now`, in the stack that
    the environment tells of; `tell` is told how many are there.
    """
    settings = config.read(config.Scheduling)
    store = _Archive(own_client("dynamodb"), table_name(), due_shards=settings.due_shards)
    schedules = Schedules.of(settings, own_client)
    horizon = timedelta(days=settings.horizon_days)
    for number in range(-(-facts // FACTS_EACH)):
        done = number * FACTS_EACH
        happened = _happened(seeker, number, min(FACTS_EACH, facts - done), now)
        store.record(Recording(happened, new_relationship=seeker))
        found = Relationship(happened[0].relationship_id, seeker, 1, tuple(happened))
        made = difference(found, None, happened[-1].recorded_at)
        change = replace(made, put=[one for each in made.put for one in _by(each, now)])
        for standing in change.put:
            if standing.waits and standing.remind_at <= now + horizon:
                schedules.put(wake(standing), now)
        store.save_plan(change)
        tell(done + len(happened))


def _happened(seeker: Seeker, number: int, facts: int, now: datetime) -> list[Fact]:
    """What happened in one relationship: its last facts lie some days to a year back."""
    ago = timedelta(days=10 + number % DAYS_BACK)
    stored = relationship(f"Company {number}", facts, began=now - ago)
    return [Fact.read({**one, "seeker_id": seeker.seeker_id}) for one in stored]


def _by(standing: Standing, now: datetime) -> Sequence[Standing]:
    """A follow-up as it stands by now: gone, reminded of, or waiting. On the day that is measured
    none is due, else its reminders would be in one batch with that day's own.
    """
    if standing.lapses_at and standing.lapses_at <= now:
        return ()
    if standing.remind_at <= now:
        return (replace(standing, reminded=standing.occasion),)
    return () if standing.remind_at <= now + timedelta(days=1) else (standing,)
