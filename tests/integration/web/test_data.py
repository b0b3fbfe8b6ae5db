"""Everything to take along, and everything deleted: asked twice."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rapport.flows import account
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


def test_much_comes_in_parts_and_each_says_what_follows(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the page as links, to a program as a cursor; together they hold everything, once."""
    monkeypatch.setattr(account, "A_PART", 2)
    homes = {logged(browser, number) for number in range(5)}
    page = browser.get("/settings/data").text
    assert "Part 3 of 3" in page
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        part: dict[str, Any] = browser.api("GET", f"/api/data{after and '?after='}{after}").json
        found += [one["relationship_id"] for one in part["relationships"]]
        assert ("seeker" in part) == (after == "")
        assert part["next"] is None or f"?after={part['next']}" in page
        after = part["next"]
    assert sorted(found) == sorted(homes)
    assert browser.api("GET", "/api/data?after=nonsense").status == 422


def test_a_part_is_no_larger_than_an_answer_may_be(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would not fit is left for the next part, and the file says so."""
    monkeypatch.setattr(account, "LARGEST_PART", 100)
    for number in range(3):
        logged(browser, number)
    part = browser.api("GET", "/api/data").json
    assert len(part["relationships"]) == 1
    assert part["next"] == part["relationships"][0]["relationship_id"]


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
