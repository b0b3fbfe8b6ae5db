"""Every function dies at each of its AWS calls, before and after the call's effect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from types import ModuleType
from typing import Literal

import pytest

from rapport.facts import derive
from rapport.store import Seeker
from tests.integration.conftest import Context, start
from tests.integration.faults import Faults
from tests.integration.people import ZONE, hours, interview_entry, log
from tests.integration.test_loop import answered
from tests.integration.world import World

When = Literal["before", "after"]


@pytest.fixture
def faults(stack: dict[str, str]) -> Faults:
    """Made before the functions' clients are."""
    return Faults()


@pytest.fixture
def world(
    faults: Faults, function: Callable[[str], ModuleType], context: Context
) -> Iterator[World]:
    yield from start(function, context)


def newcomer(world: World, number: int) -> Seeker:
    """Somebody new for each fault, so that no earlier one is in the way."""
    seeker = Seeker(
        derive("seeker", number), f"seeker{number}@seeker.example", "Roger", {"zone": ZONE}
    )
    world.store.add_seeker(seeker)
    return seeker


def dies(world: World, faults: Faults, function: str, call: int, when: When) -> Callable[[], bool]:
    """Let a function die at its next run; the answer tells whether it came to that."""
    before = world.crashes

    def arm(called: str) -> None:
        if called == function:
            world.before_call = lambda _: None
            faults.crash_at(call, when)

    world.before_call = arm
    return lambda: world.crashes > before


@pytest.mark.parametrize(
    "victim", ["publish_facts", "plan_follow_ups", "send_reminder", "mail_feedback", "tend"]
)
def test_a_crash_loses_nothing_and_mails_nothing_twice(
    world: World, faults: Faults, victim: str
) -> None:
    """Promises 1 to 3: whatever dies where, every interviewer is reminded of once."""
    points = 0
    relationships: list[str] = []
    for number in count():
        call, when = divmod(number, 2)
        seeker = newcomer(world, number)
        died = dies(world, faults, victim, call, "after" if when else "before")
        relationship = log(
            world.store, interview_entry(world.now - hours(1)), world.now, "first", seeker
        )
        world.settle()
        for _ in range(3):
            world.advance(timedelta(hours=12))
        mails = [mail["Subject"] for mail in world.mails if mail["To"] == seeker.address]
        assert sorted(mails) == ["Thank Dana Reed (Northwind)", "Thank Stan Kowalski (Northwind)"]
        assert world.change_wanted(relationship).is_empty
        relationships.append(relationship)
        world.assert_schedules_equal_plan(*relationships)
        if not died():
            break
        points += 1
    assert points >= 2, f"{victim} makes AWS calls"
    print(f"{victim}: {points} points")


def test_a_crash_takes_a_mail_once_and_answers_once(world: World, faults: Faults) -> None:
    """Wherever inbound_mail dies, the answer counts once and one receipt goes out."""
    points = 0
    for number in count():
        call, when = divmod(number, 2)
        seeker = newcomer(world, number)
        relationship = log(
            world.store, interview_entry(world.now - hours(1)), world.now, "first", seeker
        )
        world.settle()
        world.advance(timedelta(days=1))
        reminder = next(mail for mail in world.mails if mail["To"] == seeker.address)
        died = dies(world, faults, "inbound_mail", call, "after" if when else "before")
        world.receive(answered(reminder, "done", seeker.address), reminder["Reply-To"])
        world.settle()
        kept = world.store.relationship(relationship)
        assert kept is not None
        answers = [fact for fact in kept.facts if fact.data.detail_type == "follow-up-answered"]
        assert len(answers) == 1
        receipts = [
            mail
            for mail in world.mails
            if mail["To"] == seeker.address and mail["Auto-Submitted"] == "auto-replied"
        ]
        assert len(receipts) == 1
        if not died():
            break
        points += 1
    assert points >= 8
    print(f"inbound_mail: {points} points")
