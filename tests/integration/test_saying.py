"""The doors of the story's later days: what is said of people, by the API and on the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest

from rapport.history import History
from tests.integration.browsing import Answer, Browsing
from tests.integration.conftest import Context
from tests.integration.faults import Faults
from tests.integration.people import ROGER, interview_entry
from tests.integration.world import World

READ_AND_STORED = ("BatchGetItem", "Query", "TransactWriteItems")


@pytest.fixture
def roger(
    world: World, function: Callable[[str], ModuleType], context: Context, faults: Faults
) -> Browsing:
    """Roger, signed in."""
    return Browsing(world, function, context, faults, ROGER)


@pytest.fixture
def stan(roger: Browsing) -> str:
    """Where Stan is, met this morning: relationship and contact."""
    entry = interview_entry(roger.world.now - timedelta(hours=3))
    answer = roger.api("POST", "/api/interviews", entry.model_dump(mode="json"))
    assert answer.status == 201, answer.text
    assert answer.calls == ("BatchGetItem", "TransactWriteItems")
    met = {one["name"]: one["contact_id"] for one in answer.json["contacts"]}
    return f"{answer.json['relationship_id']}/{met['Stan Kowalski']}"


def history(roger: Browsing, where: str) -> History:
    relationship = roger.world.store.relationship(where.partition("/")[0])
    assert relationship is not None
    return History.of(relationship.facts)


SAYINGS: dict[str, dict[str, Any]] = {
    "exchanges": {"direction": "in", "channel": "call", "text": "Stan called."},
    "feedback": {"stage": "given", "text": "Light on SQL."},
    "advice": {"kind": "class", "title": "An evening SQL class"},
    "openings": {"company": "Northwind", "title": "Senior data engineer", "channel": "call"},
    "notes": {"text": "Likes climbing."},
}


@pytest.mark.parametrize("what", SAYINGS)
def test_the_api_takes_what_is_said_of_a_person(roger: Browsing, stan: str, what: str) -> None:
    """It is stored with two reads and a write, twice under one key is once, and can be undone."""
    path = f"/api/people/{stan}/{what}"
    first, again = (roger.api("POST", path, SAYINGS[what], key="the-same-key") for _ in range(2))
    assert first.status == again.status == 201, first.text
    assert first.json == again.json
    assert first.calls == READ_AND_STORED
    known = history(roger, stan)
    assert known.fact(first.json["fact_id"]) is not None
    assert known.oddities == ()
    undo = f"/api/undo/{first.json['relationship_id']}/{first.json['fact_id']}"
    roger.api("POST", undo, {})
    assert history(roger, stan).fact(first.json["fact_id"]) is None


def test_progress_is_said_of_advice(roger: Browsing, stan: str) -> None:
    """The class is enrolled in, and its giver is told in time."""
    advice = roger.api("POST", f"/api/people/{stan}/advice", SAYINGS["advice"]).json["advice_id"]
    home = stan.partition("/")[0]
    answer = roger.api("POST", f"/api/advice/{home}/{advice}/progress", {"step": "enrolled"})
    assert answer.status == 201
    roger.world.settle()
    planned = roger.get("/api/follow-ups").json["follow_ups"]
    assert "progress-report" in {one["kind"] for one in planned}


def test_a_person_is_changed_by_what_is_given(roger: Browsing, stan: str) -> None:
    """What is left out stays, null clears."""
    roger.api("PATCH", f"/api/people/{stan}", {"cadence_weeks": 8, "phone": "+49 30 5550100"})
    answer = roger.api("PATCH", f"/api/people/{stan}", {"phone": None, "rest": True})
    assert answer.status == 200
    person = history(roger, stan).people[stan.partition("/")[2]]
    assert (person.phone, person.rest) == (None, True)
    assert person.timings == {"keep_in_touch_weeks": 8}


def wrong(answer: Answer) -> list[str]:
    return [error["field"] for error in answer.json["errors"]]


def test_the_api_asks_back_and_refuses(roger: Browsing, stan: str) -> None:
    """409 with the question where it may be meant, 422 where it cannot; nothing is stored."""
    path = f"/api/people/{stan}/advice"
    roger.api("POST", path, SAYINGS["advice"])
    asked = roger.api("POST", path, SAYINGS["advice"])
    assert (asked.status, wrong(asked)) == (409, ["title"])
    assert roger.api("POST", path, {**SAYINGS["advice"], "confirmed": True}).status == 201
    to_come = {"local": "2027-01-01T10:00", "zone": "Europe/Berlin"}
    refused = roger.api(
        "POST", f"/api/people/{stan}/exchanges", {**SAYINGS["exchanges"], "at": to_come}
    )
    assert (refused.status, wrong(refused)) == (422, ["at"])
    empty = roger.api("PATCH", f"/api/people/{stan}", {})
    assert empty.status == 422
    assert len(history(roger, stan).advice) == 2
    assert history(roger, stan).exchanges == ()


@pytest.mark.parametrize("what", SAYINGS)
def test_what_is_not_there_is_404(roger: Browsing, stan: str, what: str) -> None:
    """Nobody of this id, no such relationship, no id at all: all the same."""
    home, _, person = stan.partition("/")
    answers = [
        roger.api("POST", f"/api/people/{where}/{what}", SAYINGS[what])
        for where in (f"{home}/zzzzzzzzzzzzzzzz", f"zzzzzzzzzzzzzzzz/{person}", "a/b")
    ]
    assert [answer.status for answer in answers] == [404, 404, 404]
    assert len({answer.text for answer in answers}) == 1
