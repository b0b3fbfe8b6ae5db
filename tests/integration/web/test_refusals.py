"""Whatever is sent by whomever, there is an answer: a function that fails tells nobody anything."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
import time_machine

from tests.integration.web.browser import Answer, Browser
from tests.integration.web.conftest import NOW
from tests.integration.web.test_api import INTERVIEW, send
from tests.integration.web.test_sign_in import Open

PAGE = "text/html; charset=utf-8"
PROBLEM = "application/problem+json"
TOO_DEEP = ["[" * 5_000, '{"a":' * 5_000, "[" * 900 + "]" * 900]
FOREIGN = {"origin": "https://evil.example"}
LARGE = [("notes", "x" * 200_000)]
MANY = [("a", "b")] * 400
FEW = [("csrf", "of nobody")]
NEEDS_NO_SESSION = ("/sign-in", "/unsubscribe", "/settings/addresses/confirm")
"""Whoever holds the link may: the session is not asked for."""


def posts(module: ModuleType, under: str, method: str = "POST") -> Iterator[str]:
    """Every path that takes something, with names filled in."""
    app = module.resolver()
    for route in (*app._static_routes, *app._dynamic_routes):
        if method in route.method and (route.path.startswith("/api/") == (under == "/api/")):
            yield re.sub(r"<[a-z_]+>", "a" * 16, route.path)


@pytest.fixture(params=["nobody", "whose cookie is forged", "whose session has ended"])
def outsider(
    request: pytest.FixtureRequest,
    browser: Browser,
    open_browser: Open,
    clock: time_machine.Traveller,
) -> Browser:
    """Somebody without a session, in the three ways that there are."""
    if request.param == "whose session has ended":
        clock.move_to(NOW + timedelta(days=31), tick=False)
        return browser
    someone = open_browser()
    if request.param == "whose cookie is forged":
        someone.cookies["__Host-session"] = f"{'a' * 16}.{'b' * 32}"
    return someone


@pytest.mark.parametrize(
    ("fields", "headers", "status"),
    [
        (FEW, {}, 401),
        (FEW, FOREIGN, 403),
        (FEW, {"sec_fetch_site": "cross-site"}, 403),
        (LARGE, {}, 413),
        (MANY, {}, 413),
    ],
    ids=["a form", "from elsewhere", "from across", "too large", "too many fields"],
)
def test_every_form_of_an_outsider_is_answered(
    outsider: Browser, module: ModuleType, fields: Any, headers: dict[str, str], status: int
) -> None:
    """Signed out, and wrong besides: the page says which, and never that it broke."""
    cookies = dict(outsider.cookies)
    for path in posts(module, "/"):
        outsider.cookies = dict(cookies)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = outsider.post(path, fields, **sent)
        if path == "/sign-out":
            assert answer.status in (303, status), path
        elif path.startswith(NEEDS_NO_SESSION):
            assert answer.status < 500, (path, answer.status)
        else:
            assert (answer.status, answer.headers["content-type"]) == (status, PAGE), path


@pytest.mark.parametrize(
    ("fields", "headers", "status"),
    [(FEW, {}, 409), (FEW, FOREIGN, 403), (LARGE, {}, 413), (MANY, {}, 413)],
    ids=["stale", "from elsewhere", "too large", "too many fields"],
)
def test_every_wrong_form_of_a_seeker_is_answered(
    browser: Browser, module: ModuleType, fields: Any, headers: dict[str, str], status: int
) -> None:
    """Nothing is taken, and nobody is signed out by it. What is not there is said to be so."""
    for path in posts(module, "/"):
        if not path.startswith(NEEDS_NO_SESSION):
            answer = browser.post(path, fields, **headers)
            assert answer.status in (status, 404), path
            assert answer.headers["content-type"] == PAGE, path
    assert browser.get("/settings").status == 200


def test_signing_out_twice_is_no_error(browser: Browser, clock: time_machine.Traveller) -> None:
    """Whoever is out already is led to the way in, and is not asked to sign out after it."""
    form = browser.get("/settings").form("/sign-out").values
    clock.move_to(NOW + timedelta(days=31), tick=False)
    for cookies in (dict(browser.cookies), {}):
        for sent in (form, FEW):
            browser.cookies = dict(cookies)
            answer = browser.post("/sign-out", sent)
            assert (answer.status, answer.headers["location"]) == (303, "/sign-in")


def test_a_failure_while_answering_is_answered(
    open_browser: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What breaks on the way to the page that says what is wrong leads to the one that says so."""

    def broken(*_: Any, **__: Any) -> Any:
        raise LookupError("a test's")

    monkeypatch.setattr("web.errors.way_back", broken)
    answer = open_browser().get("/people")
    assert (answer.status, answer.headers["content-type"]) == (500, PAGE)
    assert "Something went wrong here" in answer.text


def test_who_asks_comes_before_what_they_ask(outsider: Browser, module: ModuleType) -> None:
    """A program that is nobody learns that first, and not which field was wrong."""
    for method in ("POST", "PUT", "PATCH"):
        for path in posts(module, "/api/", method):
            for body in ("{}", "{", *TOO_DEEP):
                answer = outsider.api(method, path, body)
                assert (answer.status, answer.headers["content-type"]) == (401, PROBLEM), path


def test_json_without_end_is_refused(browser: Browser, module: ModuleType) -> None:
    """Lists in lists, numbers of thousands of digits, and numbers that are none."""
    numbers = ["9" * 5_000, "9" * 4_000, "-" + "9" * 19, "NaN", "Infinity", "1e999"]
    hostile = [*TOO_DEEP, *(f'{{"version": {one}}}' for one in numbers)]
    hostile += [f'{{"version": 1, "settings": {{"reminders_a_day": {one}}}}}' for one in numbers]
    hostile += [f'{{"version": 1, "settings": {{"a": {TOO_DEEP[-1]}}}}}']
    for body in hostile:
        answer = browser.api("PATCH", "/api/settings", body)
        assert (answer.status, answer.headers["content-type"]) == (422, PROBLEM), body[:60]
        assert answer.json["errors"], body[:60]
    answer = send(browser, "/api/interviews", {**INTERVIEW, "rivals": int("9" * 4_000)})
    assert answer.status == 422


def test_a_cursor_that_nobody_made_leads_to_the_first_page(browser: Browser) -> None:
    """However it is written."""
    hostile = ["[" * 2_500, "[" + "9" * 2_500 + ',"a"]', '["\\ud800","a"]', '["\\u0000","a"]', "1"]
    for text in hostile:
        cursor = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
        for path in ("/people", "/openings", "/api/people", "/api/openings"):
            assert browser.get(f"{path}?after={cursor}").status == 200, (path, text[:20])


def _typed(browser: Browser, action: str) -> Answer:
    form = browser.get("/log").form("/log")
    return browser.post("/log", form.filled(action=action, rows="3"))


def test_a_row_without_a_place_is_not_taken_away(browser: Browser) -> None:
    """Its number has as many digits as anybody likes."""
    for number in ("9" * 6_000, "²", "-1", ""):
        assert _typed(browser, f"remove-{number}").status == 200, number[:9]
    assert "Interviewer 3" not in _typed(browser, "remove-1").text


def test_what_was_typed_signed_out_is_kept_within_bounds(open_browser: Open) -> None:
    """A form inside a form that nobody can read is left out."""
    for kept in ("[" * 30_000, '{"path": "/log", "fields": [["a", ' + "9" * 5_000 + "]]}", "1"):
        browser = open_browser()
        form = browser.get("/sign-in").form("/sign-in")
        answer = browser.post("/sign-in", form.filled(address="roger@seeker.example", kept=kept))
        assert answer.status == 200
        assert not any(one.action == "/log" for one in answer.forms)
