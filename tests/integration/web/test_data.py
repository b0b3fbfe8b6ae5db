"""Everything to take along, and everything deleted: asked twice."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from rapport.facts import Fact, InterviewLogged, derive
from rapport.flows import account
from rapport.history import History
from rapport.store.table import TableStore
from tests.integration.web.browser import Browser
from tests.integration.web.conftest import Post
from tests.integration.web.test_api import INTERVIEW, send


def logged(browser: Browser, number: int) -> str:
    body = {
        **INTERVIEW,
        "company": f"Company {number}",
        "title": f"Ünïcode {number}",
        "interviewers": [{"name": f"Stan the {number}th", "rapport": 4}],
    }
    said = send(browser, "/api/interviews", body, key=f"interview-{number}")
    assert said.status == 201
    return str(said.json["relationship_id"])


def test_everything_comes_in_one_file(browser: Browser) -> None:
    """Settings, words, facts and plans, as a file of JSON with a name."""
    home = logged(browser, 1)
    page = browser.get("/settings/data")
    assert 'href="/settings/data/download"' in page.text
    answer = browser.get("/settings/data/download", accept_encoding="gzip")
    assert answer.headers["content-disposition"] == (
        'attachment; filename="rapport-2026-03-10.json"'
    )
    assert answer.headers["content-encoding"] == "gzip"
    everything = json.loads(answer.text)
    assert everything["seeker"]["address"] == "roger@seeker.example"
    assert everything["next"] is None
    (relationship,) = everything["relationships"]
    assert relationship["relationship_id"] == home
    assert relationship["facts"][0]["data"]["title"] == "Ünïcode 1"
    assert len(everything["sessions"]) == 1


def facts_of(store: TableStore, relationship_id: str) -> tuple[Fact, ...]:
    relationship = store.relationship(relationship_id)
    assert relationship is not None
    return relationship.facts


def files(browser: Browser) -> list[dict[str, Any]]:
    """The parts, as somebody gets them who follows the page's links."""
    found: list[dict[str, Any]] = []
    path = "/settings/data"
    while True:
        page = browser.get(path).text
        if "That was all of it." in page:
            return found
        download = re.search(r'href="(/settings/data/download[^"]*)"', page)
        onward = re.search(r'href="(/settings/data/following[^"]*)" rel="next"', page)
        assert download
        assert onward
        found.append(browser.get(download[1]).json)
        path = browser.get(onward[1]).headers["location"]


def told(browser: Browser) -> list[dict[str, Any]]:
    """The parts, as a program gets them that follows `next`."""
    found = [browser.api("GET", "/api/data").json]
    while (after := found[-1]["next"]) is not None:
        found.append(browser.api("GET", f"/api/data?after={after}").json)
    return found


@pytest.mark.parametrize(
    ("most", "largest", "parts"), [(2, 10**9, 3), (100, 5_000, None), (100, 1, None)]
)
def test_much_comes_in_parts_and_each_says_what_follows(
    browser: Browser,
    store: TableStore,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    largest: int,
    parts: int | None,
) -> None:
    """By links on the page, by a cursor to a program: together they hold each fact, once, also
    where one relationship is too large for a part.
    """
    homes = {logged(browser, number) for number in range(5)}
    home = min(homes)
    who = next(iter(History.of(facts_of(store, home)).people))
    for number in range(3):
        send(browser, f"/api/people/{home}/{who}/notes", {"text": "ü"}, f"note-key-{number}")
    stored = sorted(fact.fact_id for home in homes for fact in facts_of(store, home))
    monkeypatch.setattr(account, "A_PART", most)
    monkeypatch.setattr(account, "LARGEST_PART", largest)
    for reached in (files(browser), told(browser)):
        facts = [fact for part in reached for one in part["relationships"] for fact in one["facts"]]
        assert sorted(fact["fact_id"] for fact in facts) == stored
        assert ["seeker" in part for part in reached] == [True] + [False] * (len(reached) - 1)
        met = {one["relationship_id"] for part in reached for one in part["relationships"]}
        assert met == homes
        assert len(reached) == (parts or len(reached))
        assert len(reached) > 1
    assert browser.api("GET", "/api/data?after=nonsense").status == 422
    assert browser.get("/settings/data?after=nonsense").status == 200


def test_a_part_is_no_larger_than_an_answer_may_be(
    browser: Browser, store: TableStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lambda takes six megabytes: without compression, in letters that JSON writes at length."""
    home = logged(browser, 0)
    who = next(iter(History.of(facts_of(store, home)).people))
    note = {"text": "\N{BIRD}" * 10_000}
    assert send(browser, f"/api/people/{home}/{who}/notes", note).status == 201
    facts = facts_of(store, home)
    (noted,) = (fact for fact in facts if not isinstance(fact.data, InterviewLogged))
    many = [noted.model_copy(update={"fact_id": derive("note", number)}) for number in range(60)]
    relationship = store.relationship(home)
    assert relationship is not None
    large = replace(relationship, facts=(*facts, *many))
    monkeypatch.setattr(TableStore, "relationship", lambda *_: large)
    for path in ("/api/data", "/settings/data/download"):
        answer = browser.get(path)
        assert 3_000_000 < len(json.dumps(answer.text)) < 5_500_000, path
        assert answer.json["next"].startswith(f"{home}.")


def test_deleting_is_asked_twice(browser: Browser, store: TableStore, post: Post) -> None:
    """Only who types one of their own addresses goes; then they are out, the address is free."""
    page = browser.get("/settings/data")
    assert 'href="/settings/data/leave"' in page.text
    path = "/settings/data/leave"
    form = browser.get(path).form(path)
    for typed in ("", "eve@seeker.example"):
        answer = browser.post(path, form.filled(address=typed))
        assert answer.status == 422
        assert 'id="address-problem"' in answer.text
    assert browser.post(path, [("address", "roger@seeker.example")]).status == 409
    assert store.seeker_by_address("roger@seeker.example")
    stolen = dict(browser.cookies)
    answer = browser.post(path, form.filled(address="Roger@seeker.example"))
    assert answer.status == 200
    assert "It is being deleted" in answer.text
    assert "__Host-session" not in browser.cookies
    assert store.seeker_by_address("roger@seeker.example") is None
    browser.cookies = dict(stolen)
    assert browser.get("/").status == 303
    assert list(store.leaving()) == [stolen["__Host-session"].partition(".")[0]]
