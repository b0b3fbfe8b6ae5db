"""Who is let in: browsers one by one, and programs by tokens that may do as much as was said."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from rapport.store.table import TableStore
from tests.integration.table import everything
from tests.integration.web.browser import Answer, Browser
from tests.integration.web.conftest import NOW
from tests.integration.web.test_api import INTERVIEW
from web.api.door import MOST_A_MINUTE

SignIn = Callable[[str], Browser]
Open = Callable[[], Browser]
ROGER = "roger@seeker.example"
COACH = "https://coach.example"


def make_token(browser: Browser, scope: str = "interviews", name: str = "My coach") -> str:
    """A new token, read off the page that shows it."""
    path = "/settings/access/tokens"
    form = browser.get("/settings/access").form(path)
    answer = browser.post(path, form.filled(name=name, scope=scope))
    assert answer.status == 201
    found = re.search(r"rapport-[a-z2-7]{16}\.[\w-]+", html.unescape(answer.text))
    assert found
    return found[0]


def ask(
    program: Browser, token: str, method: str = "POST", path: str = "/api/interviews"
) -> Answer:
    """What a program on a coach's page asks."""
    body = None if method == "GET" else INTERVIEW
    headers = {"authorization": f"Bearer {token}", "origin": COACH, "sec_fetch_site": "cross-site"}
    return program.api(method, path, body, idempotency_key="coach-0001", **headers)


def test_a_form_elsewhere_logs_an_interview_with_a_token(
    browser: Browser, open_browser: Open, store: TableStore
) -> None:
    """From another site's page, after its browser asked whether it may, and once for one key."""
    token = make_token(browser)
    program = open_browser()
    asked = program.request(
        "OPTIONS",
        "/api/interviews",
        None,
        {"origin": COACH, "access-control-request-method": "POST"},
    )
    assert asked.status == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in asked.headers
    assert "Idempotency-Key" in asked.headers["access-control-allow-headers"]
    answers = [ask(program, token) for _ in range(2)]
    assert [one.status for one in answers] == [201, 201]
    assert answers[0].json == answers[1].json
    assert answers[0].headers["access-control-allow-origin"] == "*"
    seeker = store.seeker_by_address(ROGER)
    assert seeker is not None
    assert len(store.relationships_of(seeker.seeker_id)) == 1


def test_a_token_may_do_what_was_said_and_no_more(browser: Browser, open_browser: Open) -> None:
    """One for interviews reads nothing; one for everything does, but opens no page."""
    narrow, wide = make_token(browser), make_token(browser, "everything", "My script")
    program = open_browser()
    for path in ("/api/people", "/api/follow-ups", "/api/settings", "/api/interviews"):
        refused = ask(program, narrow, "GET", path)
        assert refused.status == 403
        assert refused.headers["content-type"] == "application/problem+json"
    assert ask(program, wide, "GET", "/api/people").status == 200
    for path in ("/", "/settings/access"):
        assert program.get(path, authorization=f"Bearer {wide}").status == 303


def test_a_token_is_kept_as_a_hash_and_named(browser: Browser, store: TableStore) -> None:
    """The list shows its name and day of use; the table cannot give the secret away."""
    token = make_token(browser, name="<b>Coach</b>")
    assert "not used yet" in browser.get("/settings/access").text
    ask(browser, token)
    page = browser.get("/settings/access").text
    assert "&lt;b&gt;Coach" in page
    assert "last used today" in page
    secret = token.partition(".")[2]
    assert secret not in page
    assert secret not in str(everything())


def test_a_token_that_was_taken_back_opens_nothing(browser: Browser, open_browser: Open) -> None:
    """At once, and as little as one that never was; the answer says how to ask."""
    token = make_token(browser)
    path = "/settings/access/revoke"
    page = browser.get("/settings/access")
    token_id = re.search(r'name="token" value="(\w{40})"', page.text)
    assert token_id
    form = page.form(path).filled(token=token_id[1])
    assert browser.post(path, form).status == 303
    for shown in (token, token[:-1], "rapport-nonsense", ""):
        answer = ask(open_browser(), shown)
        assert answer.status == 401
        assert answer.headers["www-authenticate"] == "Bearer"


def test_tokens_are_bounded_and_named(browser: Browser) -> None:
    """A token without a name or scope is not made; nor is one too many."""
    path = "/settings/access/tokens"
    form = browser.get("/settings/access").form(path)
    for wrong in ({"name": " "}, {"name": "x" * 61}, {"name": "x", "scope": "all"}):
        assert browser.post(path, form.filled(**wrong)).status == 422
    for number in range(20):
        make_token(browser, name=f"Program {number}")
    assert browser.post(path, form.filled(name="One more")).status == 409


def test_who_asks_too_often_is_told_when_to_ask_again(
    browser: Browser, open_browser: Open, clock: time_machine.Traveller
) -> None:
    """A token and a session each have their minute; the answer says how long to wait."""
    token, program = make_token(browser, "everything"), open_browser()
    ways: list[Callable[[], Answer]] = [
        lambda: ask(program, token, "GET", "/api/people"),
        lambda: browser.api("GET", "/api/people"),
    ]
    for asking in ways:
        assert {asking().status for _ in range(MOST_A_MINUTE)} == {200}
        answer = asking()
        assert answer.status == 429
        assert answer.headers["content-type"] == "application/problem+json"
        wait = int(answer.headers["retry-after"])
        assert 0 < wait <= 60
        clock.shift(timedelta(seconds=wait))
        assert asking().status == 200


def test_the_cookie_works_on_our_own_pages_only(browser: Browser) -> None:
    """Another site's page gets nothing with it, whatever it was answered before."""
    for headers in ({"origin": COACH}, {"sec_fetch_site": "cross-site"}):
        answer = browser.api(
            "POST", "/api/interviews", INTERVIEW, idempotency_key="coach-0001", **headers
        )
        assert answer.status == 403
        assert "access-control-allow-origin" not in answer.headers


def test_browsers_are_signed_out_one_by_one_or_all_at_once(
    sign_in: SignIn, clock: time_machine.Traveller
) -> None:
    """The list says which is which; this one stays, whoever else is sent away."""
    here, phone, tablet = (sign_in(ROGER) for _ in range(3))
    eve = sign_in("eve@seeker.example")
    clock.move_to(NOW + timedelta(days=1), tick=False)
    page = here.get("/settings/access")
    assert page.text.count("Sign out<span") == 2
    assert page.text.count("this one") == 1
    assert "last used today" in page.text
    one = re.findall(r'name="session" value="(\w{40})"', page.text)[0]
    path = "/settings/access/end"
    form = page.form(path)
    # What is somebody else's is not reached: the ids are looked for among one's own.
    hers = eve.get("/settings/access").form("/sign-out").filled(session=one)
    assert eve.post(path, hers).status == 303
    assert [other.get("/").status for other in (phone, tablet)] == [200, 200]
    assert here.post(path, form.filled(session=one)).status == 303
    assert sorted(other.get("/").status for other in (phone, tablet)) == [200, 303]
    assert here.post(path, form.filled(session="others")).status == 303
    assert [other.get("/").status for other in (phone, tablet)] == [303, 303]
    assert (here.get("/").status, eve.get("/").status) == (200, 200)


def test_a_day_of_use_is_noted_once(
    browser: Browser, calls: list[str], clock: time_machine.Traveller
) -> None:
    """Nothing is written for a page, but once a day."""
    browser.get("/people")
    assert "UpdateItem" not in calls
    clock.move_to(NOW + timedelta(days=2), tick=False)
    calls.clear()
    for _ in range(3):
        browser.get("/people")
    assert calls.count("UpdateItem") == 1


def test_a_failure_before_reading_is_a_problem_that_counts(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table that does not say how often somebody asked leaves no program without an answer."""

    def silent(*_: Any, **__: Any) -> Any:
        raise TimeoutError

    token = make_token(browser, "everything")
    monkeypatch.setattr(TableStore, "pace", silent)
    answer = ask(browser, token, "GET", "/api/people")
    assert answer.status == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "RequestsFailed" in capsys.readouterr().out
