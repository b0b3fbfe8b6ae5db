"""Promise 2: any order and any number of deliveries gives the same plan, and the schedules equal
the plan, whoever comes between and whatever dies on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Literal
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.facts import Fact, FactRetracted, Interviewer, InterviewLogged, NoteRecorded, derive
from rapport.flows import planning
from rapport.flows.planning import Planner, UnknownRelationship
from rapport.outside.schedules import SOONEST
from rapport.store import Conflict, Recording, Seeker, Standing
from rapport.store import portions as cutting
from rapport.wall import Wall
from tests.fakes.outside import FakeBus, FakeSchedules
from tests.fakes.store import FakeStore
from tests.unit.heart.worlds import fact, instants, worlds

HOME = derive("Northwind")
ROGER = Seeker(derive("Roger"), "roger@seeker.example", "Roger", {"zone": "Europe/Berlin"})
HORIZON = timedelta(days=14)

Fault = Literal["none", "race", "late fact", "conflict", "dies scheduling", "dies saving", "dies"]


class Died(BaseException):
    """The function was killed; nothing in it can catch that."""


@dataclass(frozen=True)
class Delivery:
    """One delivery of some fact's event: which, and what goes wrong. `after` counts writes."""

    which: int
    fault: Fault
    after: int
    doubtful: bool


deliveries = st.builds(
    Delivery,
    which=st.integers(0, 1000),
    fault=st.sampled_from(Fault.__args__),  # type: ignore[attr-defined]  # a Literal's words
    after=st.integers(0, 3),
    doubtful=st.booleans(),
)


class House:
    """Table, schedules and planners of one seeker."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.store, self.schedules = FakeStore(), FakeSchedules()
        self.store.add_seeker(ROGER)
        self.bus = FakeBus()
        self.planner = Planner(self.store, self.schedules, self.bus, HORIZON)
        self.died = False

    def record(self, what: Fact) -> None:
        begins = None if self.store.relationship(HOME) else ROGER
        self.store.record(Recording([what], new_relationship=begins))

    def deliver(self, delivery: Delivery, waiting: list[Fact]) -> None:
        """One delivery, at which something goes wrong."""
        left = delivery.after

        def strike(write: str) -> None:
            nonlocal left
            struck = left == 0 and _strikes(delivery.fault, write)
            left -= 1
            if struck:
                self._happen(delivery.fault, waiting)

        self.store.on_write = self.schedules.on_write = strike
        try:
            self.planner.replan(HOME, self.now, doubtful=delivery.doubtful)
        except (Died, Conflict):
            self.died = True
        finally:
            self._quiet()

    def go_on(self) -> bool:
        """The oldest request for the rest of a plan arrives; whether there was one."""
        if not self.bus.said:
            return False
        event = self.bus.said.pop(0)
        assert event.detail_type == "replan-requested"
        self.planner.replan(HOME, self.now, doubtful=True, after=event.detail["data"]["after"])
        return True

    def finish(self) -> None:
        """Everything that was asked for arrives."""
        for _ in range(1000):
            if not self.go_on():
                return
        raise AssertionError("a plan is never done")

    def _happen(self, fault: Fault, waiting: list[Fact]) -> None:
        if fault.startswith("dies"):
            raise Died
        if fault == "conflict":
            raise Conflict("somebody else")
        self._quiet()
        if fault == "late fact" and waiting:
            self.record(waiting.pop())
        self.planner.replan(HOME, self.now)

    def _quiet(self) -> None:
        self.store.on_write = self.schedules.on_write = lambda _: None

    @property
    def plan(self) -> dict[str, Standing]:
        relationship = self.store.relationship(HOME)
        assert relationship is not None
        return relationship.standing

    @property
    def wanted_schedules(self) -> dict[str, datetime]:
        return {
            one.follow_up_id: max(one.remind_at, self.now + SOONEST)
            for one in self.plan.values()
            if one.waits and one.remind_at <= self.now + HORIZON
        }

    @property
    def standing_schedules(self) -> dict[str, datetime]:
        return {name: one.at for name, one in self.schedules.standing.items()}


def _strikes(fault: Fault, write: str) -> bool:
    match fault:
        case "none":
            return False
        case "conflict" | "dies saving":
            return write == "save_plan"
        case "dies scheduling":
            return write != "save_plan"
        case _:
            return True


def planned_at_once(facts: list[Fact], now: datetime) -> House:
    """The plan of all facts, made in one go."""
    house = House(now)
    for one in facts:
        house.record(one)
    house.planner.replan(HOME, now)
    house.finish()
    return house


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """What happened, some of it taken back."""
    told = draw(worlds(most=8, zone="Europe/Berlin"))
    if draw(st.booleans()):
        meant = draw(st.sampled_from(told))
        told = [*told, fact(1000, meant.recorded_at, FactRetracted(retracts=meant.fact_id))]
    return told


def run(
    facts: list[Fact], now: datetime, script: list[Delivery], order: Callable[[list[Fact]], None]
) -> House:
    """The facts arrive in some order, with the script's deliveries in between; then each event
    comes once more, as a queue brings what was not finished.
    """
    waiting = list(facts)
    order(waiting)
    house = House(now)
    house.record(waiting.pop())
    for delivery in script:
        if waiting and delivery.which % 2:
            house.record(waiting.pop())
        if delivery.which % 3 == 0:
            house.go_on()
        house.deliver(delivery, waiting)
    while waiting:
        house.record(waiting.pop())
    # What died comes again, and says so; the events of the last facts come for the first time.
    house.planner.replan(HOME, now, doubtful=house.died)
    house.planner.replan(HOME, now)
    house.finish()
    return house


sizes = st.sampled_from([(99, 100), (5, 3), (2, 1)])
"""Writes of a transaction, and schedules that an event sets anew: as they are, and so few that a
plan takes many events.
"""


def of_size(size: tuple[int, int]) -> ExitStack:
    """Each event does so much only."""
    stack = ExitStack()
    stack.enter_context(patch.object(cutting, "WRITES", size[0]))
    stack.enter_context(patch.object(planning, "AT_ONCE", size[1]))
    return stack


@settings(max_examples=60, deadline=None)
@given(
    histories(),
    instants(),
    st.lists(deliveries, max_size=6),
    st.randoms(use_true_random=False),
    sizes,
)
def test_any_order_and_any_repetition_leave_the_same(
    facts: list[Fact], now: datetime, script: list[Delivery], random: Random, size: tuple[int, int]
) -> None:
    """However the events came, and whoever came between: the same follow-ups, places in the days
    and schedules.
    """
    script = [one for one in script if not one.fault.startswith("dies")]
    reference = planned_at_once(facts, now)
    with of_size(size):
        house = run(facts, now, script, random.shuffle)
    assert house.plan == reference.plan
    assert house.standing_schedules == house.wanted_schedules
    assert house.store.days(ROGER.seeker_id) == reference.store.days(ROGER.seeker_id)


@settings(max_examples=60, deadline=None)
@given(
    histories(),
    instants(),
    st.lists(deliveries, min_size=1, max_size=6),
    st.randoms(use_true_random=False),
    sizes,
)
def test_dying_anywhere_loses_nothing(
    facts: list[Fact], now: datetime, script: list[Delivery], random: Random, size: tuple[int, int]
) -> None:
    """Whatever died half way, redelivery leaves the same follow-ups, and each that waits has its
    schedule. What a dead planner set for a follow-up that never came to stand wakes us for nothing.
    """
    reference = planned_at_once(facts, now)
    with of_size(size):
        house = run(facts, now, script, random.shuffle)
    assert house.plan == reference.plan
    assert house.standing_schedules.items() >= house.wanted_schedules.items()
    for orphan in house.standing_schedules.keys() - house.wanted_schedules.keys():
        assert orphan not in house.plan


def test_who_loses_a_race_takes_back_what_it_scheduled() -> None:
    """A fact that comes between can make a schedule needless that was set a moment ago."""
    now = datetime.fromisoformat("2026-01-06T12:00:00+00:00")
    house, logged = House(now), _interview()
    house.record(logged)
    taken_back = fact(1, now, FactRetracted(retracts=logged.fact_id))
    house.deliver(Delivery(0, "late fact", 1, doubtful=False), waiting := [taken_back])
    assert waiting == [], "it came between"
    assert house.plan == {}
    assert house.standing_schedules == {}


def test_a_plan_of_older_facts_is_never_saved_over_the_newest() -> None:
    """Who planned the newest facts and found nothing to change still keeps out the others."""
    now = datetime.fromisoformat("2026-01-06T12:00:00+00:00")
    house, logged = House(now), _interview()
    house.record(fact(2, now, NoteRecorded(text="before")))
    house.planner.replan(HOME, now)
    house.record(logged)
    taken_back = fact(1, now, FactRetracted(retracts=logged.fact_id))
    saving = len(planned_at_once([logged], now).wanted_schedules)
    house.deliver(Delivery(0, "late fact", saving, doubtful=False), waiting := [taken_back])
    assert waiting == [], "it came between"
    assert house.plan == {}


def test_planning_again_touches_nothing() -> None:
    """What is in order stays as it is: no schedule is set, no follow-up or card is written."""
    now = datetime.fromisoformat("2026-01-06T12:00:00+00:00")
    house = planned_at_once([_interview()], now)
    assert house.plan

    before = house.plan

    def refuse(write: str) -> None:
        raise AssertionError(write)

    house.schedules.on_write = refuse
    house.planner.replan(HOME, now)
    assert house.plan == before


def _interview() -> Fact:
    from infra.catalogue.samples import FACTS

    moment = datetime.fromisoformat("2026-01-06T10:00:00+00:00")
    (logged,) = [data for data in FACTS if data.detail_type == "interview-logged"]
    return fact(0, moment, logged)


def test_a_crowd_is_planned_in_portions() -> None:
    """Three hundred people of one company: each event sets at most so many schedules as one
    transaction saves, what was done stays done, and in the end schedules and plan are the whole.
    """
    now = datetime.fromisoformat("2026-01-06T12:00:00+00:00")
    house = House(now)
    for table in range(15):
        house.record(panel(table))
    sets: list[int] = []

    def counted(write: str) -> None:
        if write == "save_plan":
            sets.append(0)
        else:
            sets[-1] += 1

    sets.append(0)
    house.store.on_write = house.schedules.on_write = counted
    house.planner.replan(HOME, now)
    assert 0 < len(house.plan) < 100, "one event does a part"
    assert house.standing_schedules == house.wanted_schedules
    assert house.store.unplanned_on(now.date(), now + timedelta(days=1)), "nobody calls it planned"
    house.finish()
    assert len(house.wanted_schedules) >= 300
    assert house.standing_schedules == house.wanted_schedules
    assert max(sets) <= 200
    assert house.store.unplanned_on(now.date(), now + timedelta(days=1)) == []
    # Somebody deleted all of them; whoever comes in doubt sets them anew, so many at a time.
    house.schedules.standing.clear()
    sets.append(0)
    house.planner.replan(HOME, now, doubtful=True)
    assert sets[-2] == planning.AT_ONCE
    assert house.standing_schedules.items() < house.wanted_schedules.items()
    house.finish()
    assert house.standing_schedules == house.wanted_schedules


def panel(table: int) -> Fact:
    """An interview with twenty people."""
    logged = _interview()
    assert isinstance(logged.data, InterviewLogged)
    people = tuple(
        Interviewer(contact_id=derive(table, seat), name=f"Stan {table} {seat}", rapport=4)
        for seat in range(20)
    )
    at = Wall.at(logged.recorded_at, "Europe/Berlin")
    held = logged.data.model_copy(
        update={"interviewers": people, "round": 1 + table, "at": at, "answer_by": None}
    )
    return fact(100 + table, logged.recorded_at, held)


def test_who_keeps_losing_gives_up_aloud() -> None:
    """A relationship that never holds still is an error that comes again, not a silent loss."""
    now = datetime.fromisoformat("2026-01-06T12:00:00+00:00")
    house = House(now)
    house.record(_interview())

    def refuse(write: str) -> None:
        if write == "save_plan":
            raise Conflict(write)

    house.store.on_write = refuse
    with pytest.raises(Conflict, match="keeps changing"):
        house.planner.replan(HOME, now)


def test_an_event_about_nothing_is_an_error() -> None:
    """It goes to the dead-letter queue, where somebody sees it."""
    with pytest.raises(UnknownRelationship):
        House(datetime.fromisoformat("2026-01-06T12:00:00+00:00")).planner.replan(
            HOME, datetime.fromisoformat("2026-01-06T12:00:00+00:00")
        )


def test_newer_settings_reach_the_plan() -> None:
    """A change of settings moves what waits, once its replan comes; older settings never win."""
    now = datetime.fromisoformat("2026-01-06T12:00:00+00:00")
    house = planned_at_once([_interview()], now)
    before = house.plan
    newer = replace(ROGER, playbook={**ROGER.playbook, "zone": "America/New_York"}, version=2)
    house.store.change_seeker(newer)
    house.planner.replan(HOME, now)
    assert house.plan == before
    house.planner.replan(HOME, now, resettle=True)
    assert house.plan != before
    assert house.standing_schedules == house.wanted_schedules
    house.planner.replan(HOME, now, resettle=True)
    relationship = house.store.relationship(HOME)
    assert relationship is not None
    assert relationship.seeker == newer
