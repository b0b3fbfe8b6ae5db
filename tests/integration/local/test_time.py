"""The clock travels, and what falls due on the way happens in order, at its own time."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from infra.local.errors import Problem
from infra.local.harness import LocalRuntime
from tests.integration.local.conftest import Web


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def tick_times(web: Web) -> list[datetime]:
    """When the hourly schedule fired; the nightly rule has a kind of its own."""
    return [instant(each["at"]) for each in web.notes("tick") if "night" not in each["event"]]


def test_functions_live_in_the_moved_time(web: Web, runtime: LocalRuntime) -> None:
    """No code of theirs asks for it; their deadline moves along."""
    before = instant(web.get("/now").json()["now"])
    runtime.advance("P1D")
    after = web.get("/now").json()
    assert timedelta(days=1) <= instant(after["now"]) - before < timedelta(days=1, minutes=1)
    assert 1000 < after["remaining"] <= 2000


def test_an_hourly_schedule_fires_every_hour_of_the_way(web: Web, runtime: LocalRuntime) -> None:
    """Two days are 48 firings, an hour apart."""
    known = len(tick_times(web))
    runtime.advance("P2D")
    fresh = tick_times(web)[known:]
    gaps = {round((b - a).total_seconds() / 60) for a, b in pairwise(fresh)}
    assert len(fresh) in (47, 48, 49)
    assert gaps == {60}


def test_a_cron_rule_fires_with_its_own_input(web: Web, runtime: LocalRuntime) -> None:
    """Every night at three."""
    runtime.advance("P1D")
    nights = [each for each in web.notes("tick") if each["event"] == '{"kind": "night"}']
    assert nights
    assert {instant(each["at"]).strftime("%H:%M") for each in nights} == {"03:00"}


def test_one_shot_schedules_fire_once_in_order_at_their_wall_time(
    web: Web, runtime: LocalRuntime
) -> None:
    """Made out of order, in two zones, to a bus and to a queue; gone afterwards."""
    today = instant(runtime.clock()["now"]).date() + timedelta(days=3)
    for name, at, zone, queue in (
        ("third", "12:00:00", "UTC", True),
        ("first", "09:00:00", "Europe/Berlin", False),
        ("second", "09:00:00", "UTC", False),
    ):
        wish = {"name": name, "expression": f"at({today}T{at})", "zone": zone, "queue": queue}
        assert web.post("/schedule", json=wish).text == "scheduled"
    names = [each["name"] for each in runtime.state()["schedules"]]
    assert {"first", "second", "third"} <= set(names)
    runtime.advance("P4D")
    mine = [
        each
        for each in web.notes("work")
        if any(n in each["body"] for n in ("first", "second", "third"))
    ]
    moments = [datetime.fromtimestamp(float(each["sk"].split("#")[0]), UTC) for each in mine]
    assert [n for each in mine for n in ("first", "second", "third") if n in each["body"]] == [
        "first",
        "second",
        "third",
    ]
    assert [each.strftime("%H:%M") for each in moments][1:] == ["09:00", "12:00"]
    assert moments[0].hour in (7, 8)
    names = [each["name"] for each in runtime.state()["schedules"]]
    assert not {"first", "second", "third"} & set(names)


def test_a_schedule_that_was_moved_fires_once_at_its_new_time(
    web: Web, runtime: LocalRuntime
) -> None:
    """An update replaces everything, so what it leaves out is as if never said."""
    today = instant(runtime.clock()["now"]).date()
    for days, again in ((2, False), (4, True)):
        at = today + timedelta(days=days)
        wish = {"name": "moved", "expression": f"at({at}T10:00:00)", "again": again}
        assert web.post("/schedule", json=wish).text == "scheduled"
    runtime.travel_to(f"{today + timedelta(days=3)}T12:00:00Z")
    assert not [each for each in web.notes("work") if "moved" in each["body"]]
    runtime.travel_to(f"{today + timedelta(days=5)}T12:00:00Z")
    assert len([each for each in web.notes("work") if "moved" in each["body"]]) == 1
    assert "moved" not in [each["name"] for each in runtime.state()["schedules"]]


@pytest.mark.parametrize(
    "wish",
    [
        {"name": "x" * 65, "expression": "at(2099-01-01T00:00:00)"},
        {"name": "x", "expression": "at(garbage)"},
        {"name": "x", "expression": "at(2020-01-01T00:00:00)"},
        {"name": "x", "expression": "at(2099-02-30T00:00:00)"},
        {"name": "x", "expression": "rate(1 hours)"},
        {"name": "x", "expression": "at(2099-01-01T00:00:00)", "zone": "Mars/Phobos"},
    ],
)
def test_a_schedule_that_aws_would_refuse_is_refused(web: Web, wish: dict[str, str]) -> None:
    """Long names, dates that do not exist, zones that nobody knows."""
    answer = web.post("/schedule", json=wish)
    assert answer.status_code == 400
    assert "ValidationException" in answer.text


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"to": "2020-01-01T00:00:00Z"}, "only moves forward"),
        ({"to": "2099-01-01T00:00:00"}, "no offset"),
        ({"to": "tomorrow"}, "not an ISO 8601 date"),
        ({"advance": "1 day"}, "not a duration"),
        ({"advance": "P1M"}, "not a duration"),
        ({"advance": "P9999W"}, "farther than ten years"),
        ({"advance": "P" + "9" * 400 + "D"}, "longer than"),
        ({}, "give either"),
        ({"advance": "P1D", "to": "2099-01-01T00:00:00Z"}, "give either"),
    ],
)
def test_a_journey_that_makes_no_sense_is_refused(
    runtime: LocalRuntime, wish: dict[str, str], message: str
) -> None:
    """Time never goes back; the answer says what is wrong, and the clock stays."""
    before = runtime.clock()["offset_seconds"]
    with pytest.raises(Problem, match=message) as caught:
        runtime.ask("POST", "/_local/clock", wish)
    assert caught.value.status == 422
    assert runtime.clock()["offset_seconds"] == before


def test_one_can_go_to_what_is_due_next(web: Web, runtime: LocalRuntime) -> None:
    """The page's third button."""
    due = runtime.clock()["next_due"]
    known = len(tick_times(web))
    assert runtime.travel_to("next")["fired"] == 1
    assert instant(runtime.clock()["now"]) >= instant(due)
    assert len(tick_times(web)) == known + 1
