"""Everything to take along, and everything deleted: asked twice."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rapport.facts import Fact, InterviewLogged, derive
from rapport.flows import account
from rapport.history import History
from rapport.store import HeldMail
from rapport.store.table import TableStore
from tests.integration.web.browser import ORIGIN, Answer, Browser
from tests.integration.web.conftest import NOW, Post
from tests.integration.web.test_api import INTERVIEW, send
from tests.integration.web.test_pages import seeker_of


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


@pytest.mark.parametrize("largest", [10**9, 5_000, 2_500])
def test_every_held_mail_is_taken_along(
    browser: Browser, store: TableStore, monkeypatch: pytest.MonkeyPatch, largest: int
) -> None:
    """More than a hundred of them, each once, in as many parts as it takes; the rest follows."""
    homes = {logged(browser, number) for number in range(2)}
    seeker_id = seeker_of(store).seeker_id
    held = {f"ses-{number}" for number in range(105)}
    for mail_id in held:
        store.hold(HeldMail(mail_id, seeker_id, "why", NOW, "raw", mail_id))
    monkeypatch.setattr(account, "LARGEST_PART", largest)
    reached = told(browser)
    mails = [mail["mail_id"] for part in reached for mail in part.get("held_mails", [])]
    assert sorted(mails) == sorted(held)
    assert {one["relationship_id"] for part in reached for one in part["relationships"]} == homes
    assert (len(reached) > 1) == (largest < 10**9)


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


def upload(
    browser: Browser, content: bytes | None, settings: str | None = "yes", csrf: str | None = None
) -> Answer:
    """The form to bring a download back, filled in and sent as a browser does."""
    page = browser.get("/settings/data").form("/settings/data/bring")
    fields = {**dict(page.values), "settings": settings, **({"csrf": csrf} if csrf else {})}
    fields.pop("file", None)
    parts = [
        f'--BOUNDARY\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
        if value is not None
    ]
    if content is not None:
        head = 'name="file"; filename="räpport.json"\r\nContent-Type: application/json'
        parts.append(f"--BOUNDARY\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode())
        parts.append(content + b"\r\n")
    kind = "multipart/form-data; boundary=BOUNDARY"
    headers = {"content-type": kind, "origin": ORIGIN, "sec-fetch-site": "same-origin"}
    body = b"".join([*parts, b"--BOUNDARY--\r\n"])
    return browser.request("POST", "/settings/data/bring", body, headers)


def emptied(browser: Browser, sign_in: Callable[[str], Browser], store: TableStore) -> Browser:
    """Somebody with nothing, where what the first one had is gone."""
    for home in store.relationships_of(seeker_of(store).seeker_id):
        store.forget_relationship(home)
    return sign_in("eve@seeker.example")


def test_a_downloaded_file_is_brought_back_on_the_page(
    browser: Browser, sign_in: Callable[[str], Browser], store: TableStore
) -> None:
    """Each file of the download, chosen in the form: everything is there again."""
    home = logged(browser, 1)
    was = facts_of(store, home)
    text = browser.get("/settings/data/download").text
    eve = emptied(browser, sign_in, store)
    answer = upload(eve, text.encode())
    assert answer.status == 200, answer.text
    assert "1 entry was taken in, 0 stood here already." in answer.text
    assert [one.data for one in facts_of(store, home)] == [one.data for one in was]
    again = upload(eve, text.encode(), settings=None)
    assert "0 entries were taken in, 1 stood here already." in again.text
    found = eve.api("GET", "/api/data").json["relationships"]
    assert [one["relationship_id"] for one in found] == [home]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Please choose a file"),
        (b"", "Please choose a file"),
        (b'{"format": 1, "relationships": [', "Please choose a file"),
        (b"[" * 10_000, "Please choose a file"),
        (b"\xff\xfe", "Please choose a file"),
        (b'{"format": 2, "relationships": []}', "Please choose one of 1."),
        (b"[]", "Please give an object with fields."),
        (
            b'{"format": 1, "relationships": [{"relationship_id": "x", "facts": []}]}',
            "This is no id.",
        ),
    ],
)
def test_a_spoilt_file_is_refused_in_words(
    browser: Browser, content: bytes | None, said: str
) -> None:
    """With the way out, and nothing stored."""
    answer = upload(browser, content)
    assert answer.status == 422
    assert said in answer.text
    assert browser.api("GET", "/api/data").json["relationships"] == []


def test_a_file_from_before_signing_in_anew_is_asked_for_again(browser: Browser) -> None:
    """A form of nobody's session brings nothing in, and no other site's does."""
    answer = upload(browser, b'{"format": 1, "relationships": []}', csrf="other")
    assert answer.status == 422
    assert "choose the file once more" in answer.text
    kind = {"content-type": "multipart/form-data; boundary=B", "origin": "https://evil.example"}
    assert browser.request("POST", "/settings/data/bring", b"--B--", kind).status == 403
    assert browser.post("/settings/data/bring", [("file", "x")]).status == 409


def test_a_file_is_larger_than_a_form_and_has_bounds_too(browser: Browser) -> None:
    """What a download gives out fits; what is larger is refused before it is read."""
    padded = json.dumps({"format": 1, "relationships": [], "held_mails": [{"x": "y" * 4_000_000}]})
    assert upload(browser, padded.encode()).status == 200
    assert browser.api("POST", "/api/data", padded).status == 200
    assert upload(browser, b"x" * 4_600_000).status == 413
    assert browser.api("POST", "/api/data", f'"{"x" * 4_600_000}"').status == 413
    assert browser.api("POST", "/api/interviews", padded).status == 413


def test_a_program_brings_a_download_back(
    browser: Browser, sign_in: Callable[[str], Browser], store: TableStore
) -> None:
    """Part by part; what is wrong is named by its place in the file."""
    homes = [logged(browser, number) for number in range(2)]
    part = browser.api("GET", "/api/data").json
    eve = emptied(browser, sign_in, store)
    wrong = json.loads(json.dumps(part))
    wrong["relationships"][1]["facts"][0]["data"]["round"] = 77
    answer = eve.api("POST", "/api/data", wrong)
    assert answer.status == 422
    assert answer.json["errors"] == [
        {"field": "relationships.1.facts.0.data.round", "message": "Please give 50 or less."}
    ]
    answer = eve.api("POST", "/api/data?settings=false", part)
    assert answer.json == {"recorded": 2, "stood": 0, "left": 0, "settings": False}
    assert eve.api("POST", "/api/data", part).json["recorded"] == 0
    assert {one["relationship_id"] for one in told(eve)[0]["relationships"]} == set(homes)
    many = {"format": 1, "relationships": [{"relationship_id": "a" * 16, "facts": []}] * 102}
    assert eve.api("POST", "/api/data", many).status == 422
    eve.cookies.clear()
    assert eve.api("POST", "/api/data", part).status == 401


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
