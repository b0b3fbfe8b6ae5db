"""Every function dies at each of its AWS calls, before and after the call's effect."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Literal

import pytest

from tests.integration.faults import Faults
from tests.integration.people import ROGER, hours, interview_entry, log
from tests.integration.test_loop import answered, words
from tests.integration.world import World

When = Literal["before", "after"]

CALLS = {
    "publish_facts": ["PutEvents"],
    # A thank-you and a status check lie within the horizon, another check and the rest beyond it.
    "plan_follow_ups": ["Query", *["CreateSchedule"] * 2, "TransactWriteItems"],
    # The secret is read once in the life of a process.
    "send_reminder": [
        "GetSecretValue",
        *["BatchGetItem", "TransactWriteItems", "SendEmail", "TransactWriteItems"],
    ],
    "mail_feedback": ["GetItem"],
    # Two dates are swept for what was missed and what lapsed, two for what comes near: the other
    # status check.
    "tend": [
        *["GetItem", "Query", "Query", "Query", "Query"],
        *["Query", "CreateSchedule", "PutItem"],
        *["Query", "PutItem", "Query"],
    ],
    "inbound_mail": [
        "GetSecretValue",
        *["GetObject", "BatchGetItem", "Query", "TransactWriteItems", "SendEmail"],
    ],
}
"""The AWS calls of each function for one event. More calls are more ways to die, and cost more."""

POINTS = [
    pytest.param(victim, call, when, id=f"{victim}-{when}-{call}-{name}")
    for victim, names in CALLS.items()
    for call, name in enumerate(names)
    for when in ("before", "after")
]


def before(world: World, victim: str, do: Callable[[], None]) -> None:
    """Do something right before the function's next run."""

    def armed(called: str) -> None:
        if called == victim:
            world.before_call = lambda _: None
            do()

    world.before_call = armed


def live(world: World) -> str:
    """An interview, its reminder, and the answer to that; the relationship's id."""
    entry = interview_entry(world.now - hours(1))
    entry = entry.model_copy(update={"interviewers": entry.interviewers[1:]})
    relationship = log(world.store, entry, world.now, "first")
    world.settle()
    world.advance(timedelta(hours=21))
    world.advance(timedelta(hours=2))
    reminder = next(mail for mail in world.mails if mail["Auto-Submitted"] == "auto-generated")
    world.receive(answered(reminder, "done"), reminder["Reply-To"])
    world.settle()
    world.advance(timedelta(hours=2))
    return relationship


@pytest.mark.parametrize(("victim", "call", "when"), POINTS)
def test_a_crash_loses_nothing_and_mails_nothing_twice(
    world: World, faults: Faults, victim: str, call: int, when: When
) -> None:
    """Promises 1 to 3: whatever dies where, each reminder and each receipt goes out once, the
    answer counts once, and table and schedules are what the facts ask for.
    """
    before(world, victim, lambda: faults.crash_at(call, when))
    relationship = live(world)
    assert world.crashes == 1
    # Healing takes until tend comes round, and says that it is late.
    subjects = sorted(mail["Subject"].replace("Late: ", "") for mail in world.mails)
    assert subjects == [
        "Re: Thank Stan Kowalski (Northwind)",
        "Thank Stan Kowalski (Northwind)",
    ]
    receipt = next(mail for mail in world.mails if mail["Subject"].startswith("Re: "))
    kept = world.store.relationship(relationship)
    assert kept is not None
    undo = re.search(r"/undo/\w+/(\w+)", words(receipt))
    assert "Done: Thank Stan Kowalski" in words(receipt), "it says what was understood then"
    assert undo
    assert undo[1] in {fact.fact_id for fact in kept.facts}
    answers = [fact for fact in kept.facts if fact.data.detail_type == "follow-up-answered"]
    assert len(answers) == 1
    world.assert_nothing_to_change(relationship)
    world.assert_schedules_equal_plan(relationship)


@pytest.mark.parametrize("victim", CALLS)
def test_the_calls_of_a_function_are_known(world: World, faults: Faults, victim: str) -> None:
    """No call is left out above, and none is made that nobody counted."""
    counted: list[str] = []
    run = world.after_call

    def stop(called: str) -> None:
        if called == victim and not counted:
            counted.extend(faults.calls)
        run(called)

    world.after_call = stop
    before(world, victim, faults.calls.clear)
    live(world)
    assert counted == CALLS[victim]
    assert world.mails[0]["To"] == ROGER.address
