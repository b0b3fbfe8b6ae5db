"""Healing: what drifted is mended by the same code, run again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from rapport.flows import leaving
from rapport.flows.asking import replan_request
from rapport.later import dataclass
from rapport.outside import schedules
from rapport.outside.bus import Bus, Event
from rapport.outside.schedules import Schedules, Wake
from rapport.store import DueItem, Store, Unplanned, Watch

SOURCE = "rapport.tend"
GRACE = timedelta(minutes=5)
"""A reminder this long over its time was missed: its schedule is lost, or its claim is stuck."""
LOOK_BACK = timedelta(days=30)
"""What runs could not mend in so long they look for no more. After a pause, however long, a run
looks back to the end of the one before it.
"""
UNHEARD = timedelta(minutes=15)
"""A fact this old that no plan was saved of: its event was lost, or still fails."""
CLOSE = timedelta(hours=2)
"""Whatever is due so soon has its schedule set anew where it is missing: two chances before it is
due, for one call that changes nothing.
"""
OVERLAP = timedelta(hours=1)
"""How far a run looks behind the end of the one before it: a plan may be saved a while after it
was made, and lie just this side of a horizon that has moved on meanwhile.
"""


@dataclass(frozen=True)
class Tended:
    """What a run found: reminders that were missed, follow-ups that entered the horizon, and
    relationships where something lapsed since it was reminded of, and facts that no plan knows of.
    """

    missed: int
    scheduled: int
    lapsed: int
    unplanned: int


class Gardener:
    """Runs hourly."""

    def __init__(self, store: Store, schedules: Schedules, bus: Bus, horizon: timedelta) -> None:
        self._store = store
        self._schedules = schedules
        self._bus = bus
        self._horizon = horizon

    def tend(self, now: datetime) -> Tended:
        """Say again what is overdue, schedule what comes near, let go of what lapsed, and have
        planned what nobody heard of.

        A follow-up stands in the due index until it is reminded of, under the date of its time. So
        every date is swept from the oldest on that may still hold one.
        """
        horizon = now + self._horizon
        watch = self._store.watch() or Watch(now - LOOK_BACK, now, now - LOOK_BACK, now - LOOK_BACK)
        missed = [
            item
            for day in _days(watch.reminded_until, now)
            for item in self._store.due_on(day, now - GRACE)
        ]
        self._bus.publish([_due_again(item) for item in missed])
        still_missed = _still(now - GRACE, now, *(item.at for item in missed))
        lapsed = self._lapsed(watch.lapsed_until, now)
        still_lapsed = _still(now - GRACE, now, *(item.at for item in lapsed))
        unplanned = self._unplanned(watch.planned_until, now)
        still_unplanned = _still(now - UNHEARD, now, *(one.at for one in unplanned))
        self._ensure_what_is_close(now)
        scheduled = 0
        since = watch.scheduled_until - OVERLAP
        for day in _days(since, horizon):
            until = min(horizon, _end(day))
            entering = self._store.due_on(day, until, since)
            for item in entering:
                self._schedules.ensure(_wake(item), now)
            scheduled += len(entering)
            # Day by day, so that a run that is cut short has not been for nothing.
            self._store.watched(
                Watch(
                    still_missed, max(until, watch.scheduled_until), still_lapsed, still_unplanned
                )
            )
        self._bus.publish([leaving.request(SOURCE, one) for one in self._store.leaving()])
        return Tended(len(missed), scheduled, len(lapsed), len(unplanned))

    def _ensure_what_is_close(self, now: datetime) -> None:
        """Set the schedule of what is due next, if somebody deleted it or a restored table knows of
        more than there are.
        """
        soon = now + CLOSE
        for day in _days(now, soon):
            for item in self._store.due_on(day, soon, now):
                self._schedules.ensure(_wake(item), now)

    def _unplanned(self, since: datetime, now: datetime) -> list[Unplanned]:
        """Ask for a replan where a fact stands that no plan knows of."""
        until = now - UNHEARD
        found = [one for day in _days(since, until) for one in self._store.unplanned_on(day, until)]
        once = {one.relationship_id: one for one in found}
        self._bus.publish(
            [
                replan_request(SOURCE, one.seeker_id, one.relationship_id, one.fact_id)
                for one in once.values()
            ]
        )
        return found

    def _lapsed(self, since: datetime, now: datetime) -> list[DueItem]:
        """Ask for a replan where something became pointless after its reminder.

        What waits for its reminder still is found pointless when that is due.
        """
        found = [item for day in _days(since, now) for item in self._store.lapsed_on(day, now)]
        once = {item.relationship_id: item for item in found}
        self._bus.publish(
            [
                replan_request(SOURCE, item.seeker_id, item.relationship_id, item.occasion)
                for item in once.values()
            ]
        )
        return found


def _still(done: datetime, now: datetime, *found: datetime) -> datetime:
    """From when on the next run has to look: what was found may stand there still."""
    return max(min([done, *found]), now - LOOK_BACK)


def _wake(item: DueItem) -> Wake:
    return Wake(
        item.seeker_id, item.relationship_id, item.follow_up_id, item.occasion, item.at, item.day
    )


def _due_again(item: DueItem) -> Event:
    return Event(schedules.SOURCE, "follow-up-due", _wake(item).detail())


def _days(first: datetime, last: datetime) -> list[date]:
    start, end = first.astimezone(UTC).date(), last.astimezone(UTC).date()
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def _end(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
