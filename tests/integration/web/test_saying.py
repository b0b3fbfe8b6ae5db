"""The doors of the story's later days: what is said of people, by the API and on the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from rapport.history import History
from rapport.store import Standing
from rapport.store.table import TableStore
from tests.integration.web.browser import Answer, Browser
from tests.integration.web.test_api import INTERVIEW, send
from tests.integration.web.test_pages import log

Plan = Callable[[str], list[Standing]]
READ_AND_STORED = ["BatchGetItem", "Query", "TransactWriteItems"]


@pytest.fixture
def stan(browser: Browser) -> str:
    """Where Stan is, met an hour ago: relationship and contact."""
    said = send(browser, "/api/interviews", INTERVIEW, "stan-is-met").json
    met = {one["name"]: one["contact_id"] for one in said["contacts"]}
    return f"{said['relationship_id']}/{met['Stan Kowalski']}"


def history(store: TableStore, where: str) -> History:
    relationship = store.relationship(where.partition("/")[0])
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
def test_the_api_takes_what_is_said_of_a_person(
    browser: Browser, store: TableStore, stan: str, what: str, calls: list[str]
) -> None:
    """It is stored with two reads and a write, twice under one key is once, and can be undone."""
    path = f"/api/people/{stan}/{what}"
    calls.clear()
    first = send(browser, path, SAYINGS[what])
    assert calls == READ_AND_STORED
    again = send(browser, path, SAYINGS[what])
    assert first.status == again.status == 201, first.text
    assert first.json == again.json
    known = history(store, stan)
    assert known.fact(first.json["fact_id"]) is not None
    assert known.oddities == ()
    undo = f"/api/undo/{first.json['relationship_id']}/{first.json['fact_id']}"
    assert browser.api("POST", undo, {}).status == 200
    assert history(store, stan).fact(first.json["fact_id"]) is None


def test_progress_is_said_of_advice(browser: Browser, stan: str, plan: Plan) -> None:
    """The class is enrolled in, and its giver is told in time."""
    home = stan.partition("/")[0]
    advice = send(browser, f"/api/people/{stan}/advice", SAYINGS["advice"]).json["advice_id"]
    path = f"/api/advice/{home}/{advice}/progress"
    assert send(browser, path, {"step": "enrolled"}, "enrolled").status == 201
    assert "progress-report" in {one.follow_up["kind"] for one in plan(home)}


def change(browser: Browser, where: str, key: str, **values: Any) -> Answer:
    return browser.api("PATCH", f"/api/people/{where}", values, idempotency_key=key)


def test_a_person_is_changed_by_what_is_given(
    browser: Browser, store: TableStore, stan: str, clock: time_machine.Traveller
) -> None:
    """What is left out stays, null clears."""
    assert change(browser, stan, "first-one", cadence_weeks=8, phone="030 5550100").status == 200
    clock.shift(60)
    assert change(browser, stan, "second-one", phone=None, rest=True).status == 200
    person = history(store, stan).people[stan.partition("/")[2]]
    assert (person.phone, person.rest) == (None, True)
    assert person.timings == {"keep_in_touch_weeks": 8}
    assert change(browser, stan, "third-one").status == 422
    assert change(browser, stan, "fourth-one", cadence_weeks=4000).status == 422


def test_a_person_has_timings_of_their_own(
    browser: Browser, store: TableStore, stan: str, plan: Plan, clock: time_machine.Traveller
) -> None:
    """One status check for Stan instead of two; blank again, and it is as for everybody."""
    home, _, who = stan.partition("/")
    path = f"/people/{stan}/timings"

    def checks() -> int:
        return sum(one.follow_up["kind"] == "status-check" for one in plan(home))

    before = checks()
    form = browser.get(path).form(path)
    assert browser.post(path, form.filled(status_checks="1")).status == 303
    assert history(store, stan).people[who].timings == {"status_checks": 1}
    assert checks() == before - 1
    clock.shift(60)
    page = browser.get(path)
    assert dict(page.form(path).values)["status_checks"] == "1"
    assert browser.post(path, page.form(path).filled(status_checks="")).status == 303
    assert history(store, stan).people[who].timings == {}
    assert checks() == before


def test_a_timing_out_of_bounds_says_what_fits(browser: Browser, stan: str) -> None:
    """At its field, with what was typed; the API names the setting."""
    path = f"/people/{stan}/timings"
    form = browser.get(path).form(path)
    for typed in ("4000", "soon", "-1", "1.5"):
        answer = browser.post(path, form.filled(status_checks=typed))
        assert answer.status == 422
        assert "Give a whole number from 0 to 20." in answer.text
        assert f'value="{typed}"' in answer.text
    answer = change(browser, stan, "too-many", timings={"status_checks": 4000})
    assert answer.status == 422
    assert "status_checks" in answer.text
    assert change(browser, stan, "no-such", timings={"zone": 1}).status == 422


def wrong(answer: Answer) -> list[str]:
    return [error["field"] for error in answer.json["errors"]]


def test_the_api_asks_back_and_refuses(browser: Browser, store: TableStore, stan: str) -> None:
    """409 with the question where it may be meant, 422 where it cannot; nothing is stored."""
    path = f"/api/people/{stan}/advice"
    send(browser, path, SAYINGS["advice"], "advice-1")
    asked = send(browser, path, SAYINGS["advice"], "advice-2")
    assert (asked.status, wrong(asked)) == (409, ["title"])
    meant = {**SAYINGS["advice"], "confirmed": True}
    assert send(browser, path, meant, "advice-3").status == 201
    to_come = {"local": "2027-01-01T10:00", "zone": "Europe/Berlin"}
    call = {**SAYINGS["exchanges"], "at": to_come, "confirmed": True}
    refused = send(browser, f"/api/people/{stan}/exchanges", call, "exchange-1")
    assert (refused.status, wrong(refused)) == (422, ["at"])
    assert len(history(store, stan).advice) == 2
    assert history(store, stan).exchanges == ()


@pytest.mark.parametrize("what", SAYINGS)
def test_what_is_not_there_is_404(browser: Browser, stan: str, what: str) -> None:
    """Nobody of this id, no such relationship, no id at all: all the same."""
    home, _, person = stan.partition("/")
    answers = [
        send(browser, f"/api/people/{where}/{what}", SAYINGS[what])
        for where in (f"{home}/zzzzzzzzzzzzzzzz", f"zzzzzzzzzzzzzzzz/{person}", "a/b")
    ]
    assert [answer.status for answer in answers] == [404, 404, 404]
    assert len({answer.text for answer in answers}) == 1


def test_the_api_tells_of_a_person_what_the_page_tells(
    browser: Browser, stan: str, calls: list[str]
) -> None:
    """Ledger, advice, plan and timeline, in two reads; leafed through by a cursor."""
    home = stan.partition("/")[0]
    for what in ("feedback", "advice", "notes"):
        send(browser, f"/api/people/{stan}/{what}", SAYINGS[what], f"telling-{what}")
    calls.clear()
    said = browser.api("GET", f"/api/people/{stan}").json
    assert calls == ["BatchGetItem", "Query", "Query"]
    assert (said["name"], said["rest"]) == ("Stan Kowalski", False)
    assert [one["text"] for one in said["feedback"]] == ["Light on SQL."]
    assert [one["title"] for one in said["advice"]] == ["An evening SQL class"]
    assert "thank-you" in {one["kind"] for one in said["planned"]}
    assert {"interview-logged", "note-recorded"} <= {one["kind"] for one in said["timeline"]}
    last = said["timeline"][1]["fact_id"]
    behind = browser.api("GET", f"/api/people/{stan}?after={last}").json["timeline"]
    assert behind == said["timeline"][2:]
    assert browser.api("GET", f"/api/people/{home}/{'z' * 16}").status == 404


def test_the_api_says_whom_to_turn_to_and_what_came_of_it(
    browser: Browser, stan: str, plan: Plan
) -> None:
    """The champion with the reason; the line from the interview to the opening that Stan named."""
    home, _, who = stan.partition("/")
    send(browser, f"/api/people/{stan}/openings", SAYINGS["openings"], "named-by-stan")
    plan(home)
    cards = browser.api("GET", "/api/openings").json["openings"]
    met = next(one["opening_id"] for one in cards if one["rounds"])
    opening = browser.api("GET", f"/api/openings/{home}/{met}").json
    assert opening["champion"] == {"contact_id": who, "name": "Stan Kowalski"}
    assert "you met once and felt a 5" in opening["why_champion"]
    (line,) = browser.api("GET", "/api/lineage").json["lineages"]
    assert [stop["station"] for stop in line["stops"]] == ["interview", "opening"]
    insight = browser.api("GET", "/api/insight").json
    assert insight["openings_through_people"] == {"some": 1, "of": 2}
    assert [one["name"] for one in insight["warm"]] == ["Stan Kowalski"]


def test_what_is_counted_in_part_says_so(
    browser: Browser, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the page and for programs, where somebody met people of more companies than are summed."""
    for company in ("Northwind", "Contoso"):
        plan(log(browser, company=company))
    for most, whole in ((2, True), (1, False)):
        monkeypatch.setattr("web.pages.insight.RELATIONSHIPS", most)
        monkeypatch.setattr("web.api.insight.RELATIONSHIPS", most)
        said = browser.api("GET", "/api/insight").json
        assert (said["relationships"], said["all"]) == (most, whole)
        assert ("you met people of more" in browser.get("/insight").text) is not whole


def test_a_person_is_forgotten_through_the_api(browser: Browser, stan: str) -> None:
    """204, and the name is told no more; other ways of forgetting there are none."""
    path = f"/api/people/{stan}/forget"
    assert send(browser, path, {"how": "gently"}).status == 422
    assert send(browser, path, {"how": "anonymised"}).status == 204
    assert browser.api("GET", f"/api/people/{stan}").json["name"] is None


@pytest.mark.parametrize("how", ["anonymised", "deleted"])
def test_who_was_forgotten_does_not_come_back_with_a_download(
    browser: Browser, stan: str, how: str
) -> None:
    """What was downloaded before holds their words still; none of them is stored again."""
    body = {"text": "likes a private joke"}
    assert send(browser, f"/api/people/{stan}/notes", body).status == 201
    part = browser.api("GET", "/api/data").json
    assert "private joke" in str(part)
    assert send(browser, f"/api/people/{stan}/forget", {"how": how}, "gone").status == 204
    assert browser.api("POST", "/api/data", part).status == 200
    told = str(browser.api("GET", "/api/data").json["relationships"])
    assert "private joke" not in told
    assert "Kowalski" not in told
