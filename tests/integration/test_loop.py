"""From an interview to a reminder in the mailbox, with the real handlers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import ModuleType

import pytest
import time_machine

from tests.integration.people import ROGER, hours, interview_entry, log
from tests.integration.world import World

START = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)  # a Tuesday, 14:00 in Berlin


@pytest.fixture
def world(function: Callable[[str], ModuleType], context: object) -> Iterator[World]:
    with time_machine.travel(START, tick=False) as clock:
        world = World(function, context, clock)
        world.store.add_seeker(ROGER)
        yield world


def test_an_interview_becomes_one_reminder_per_interviewer(world: World) -> None:
    """Both interviewers get their thank-you reminder within a day, once each."""
    relationship = log(world.store, interview_entry(START - hours(1)), START, "first")
    world.settle()
    world.assert_schedules_equal_plan(relationship)
    world.advance(timedelta(days=2))
    subjects = sorted(mail["Subject"] for mail in world.mails)
    assert subjects == ["Thank Dana Reed (Northwind)", "Thank Stan Kowalski (Northwind)"]
    assert all(mail["To"] == ROGER.address for mail in world.mails)


def test_what_stands_is_what_the_facts_ask_for(world: World) -> None:
    """After everything came to rest nothing is left to change."""
    relationship = log(world.store, interview_entry(START - hours(1)), START, "first")
    world.settle()
    assert world.change_wanted(relationship).is_empty
