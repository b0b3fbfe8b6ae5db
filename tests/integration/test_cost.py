"""Promise 8: what one event costs does not grow with the seeker's history."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from rapport.outside import clients
from tests.integration.account import own_client
from tests.integration.afresh import fresh_world
from tests.integration.people import ROGER, hours, interview_entry, log
from tests.integration.table import table_name
from tests.integration.world import World

SERVICES = ("dynamodb", "scheduler", "events")


@contextmanager
def metered() -> Iterator[Counter[str]]:
    """Calls of the functions by operation, and the bytes that their answers brought."""
    counted: Counter[str] = Counter()

    def note(model: Any = None, parsed: Any = None, **_: Any) -> None:
        told = {key: value for key, value in parsed.items() if key != "ResponseMetadata"}
        counted[model.name] += 1
        counted["bytes"] += len(json.dumps(told, default=str))

    used = [clients.client(one) for one in SERVICES]
    heard = [one.meta.events for one in (*used, clients.client("sesv2", clients.ONCE))]
    for events in heard:
        events.register("after-call", note)
    try:
        yield counted
    finally:
        for events in heard:
            events.unregister("after-call", note)


def other_companies(world: World, relationship: str, many: int) -> int:
    """As many other relationships of the same seeker, each with ten facts; how many facts."""
    kept = world.store.relationship(relationship)
    assert kept is not None
    table = own_client("dynamodb")
    stored = json.dumps(kept.facts[0].stored())
    for number in range(many):
        name = f"other{number:011}"
        head = {
            "version": {"N": "2"},
            "seeker": {"S": json.dumps({"seeker_id": ROGER.seeker_id, "version": 1})},
        }
        puts = [({"S": "HEAD"}, {"type": {"S": "head"}, **head})]
        puts += [
            ({"S": f"FACT#{one:016}"}, {"type": {"S": "fact"}, "fact": {"S": stored}})
            for one in range(10)
        ]
        for sk, item in puts:
            table.put_item(
                TableName=table_name(), Item={"pk": {"S": f"R#{name}"}, "sk": sk, **item}
            )
        belongs = {"pk": {"S": f"S#{ROGER.seeker_id}"}, "sk": {"S": f"RELATIONSHIP#{name}"}}
        table.put_item(TableName=table_name(), Item={**belongs, "type": {"S": "relationship"}})
    world.lose_stream()
    return many * 10


def a_day(companies: int) -> Counter[str]:
    """What an interview, its plan, its reminders and tend ask of AWS."""
    with fresh_world() as world:
        world.store.add_seeker(ROGER)
        first = log(world.store, interview_entry(world.now - hours(1)), world.now, "first")
        world.settle()
        other_companies(world, first, companies)
        with metered() as counted:
            entry = interview_entry(world.now - hours(1), round_=2)
            log(world.store, entry, world.now, "second")
            world.settle()
            world.advance(timedelta(days=1))
        assert world.mails
        return counted


@pytest.mark.timeout(900)  # ten thousand facts are put down one by one
def test_ten_thousand_facts_cost_what_ten_do() -> None:
    """The same calls and the same bytes, from the interview to the mail."""
    few, many = a_day(1), a_day(1000)
    assert few["Query"] > 0
    assert few["SendEmail"] > 0
    assert many == few
