"""What tend looks for, and how far back."""

from __future__ import annotations

from datetime import datetime, timedelta

from rapport.flows.tending import LOOK_BACK, Gardener
from rapport.store import Watch
from tests.fakes.outside import FakeBus, FakeSchedules
from tests.unit.flows.test_planning_promise import HOME, HORIZON, House, _interview, planned_at_once

NOW = datetime.fromisoformat("2026-01-06T12:00:00+00:00")


def tended(house: House, now: datetime) -> list[str]:
    """What a run says on the bus."""
    bus = FakeBus()
    Gardener(house.store, FakeSchedules(), bus, HORIZON).tend(now)
    return [event.detail_type for event in bus.said]


def test_a_pause_of_any_length_is_made_up_for() -> None:
    """Nothing ran for three months: what came due in them is said, however long ago; what is still
    there after a month of runs is said no more.
    """
    house = planned_at_once([_interview()], NOW)
    house.store.watched(Watch(NOW, NOW + HORIZON, NOW, NOW))
    late = NOW + timedelta(days=90)
    assert late - min(one.remind_at for one in house.plan.values()) > LOOK_BACK
    waiting = [one for one in house.plan.values() if one.waits and one.remind_at < late]
    assert tended(house, late).count("follow-up-due") == len(waiting) > 1
    recent = [one for one in waiting if one.remind_at.date() >= (late - LOOK_BACK).date()]
    assert tended(house, late).count("follow-up-due") == len(recent)


def test_a_fact_that_no_plan_knows_of_asks_for_one() -> None:
    """Once it is old enough that its event should have come, and until it is planned."""
    house = House(NOW)
    logged = _interview()
    house.record(logged)
    house.store.watched(Watch(NOW, NOW + HORIZON, NOW, logged.recorded_at))
    soon, later = logged.recorded_at + timedelta(minutes=5), logged.recorded_at + timedelta(hours=1)
    assert tended(house, soon) == []
    assert tended(house, later) == ["replan-requested"]
    assert tended(house, later) == ["replan-requested"]
    house.planner.replan(HOME, NOW)
    assert tended(house, later) == []
