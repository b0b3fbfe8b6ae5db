"""The way in: by a mailed link, in the browser that asked for it, and no other way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import ModuleType

import pytest
import time_machine

from rapport.outside.clock import at_earliest
from rapport.store.table import TableStore
from tests.integration.web.browser import Browser
from tests.integration.web.conftest import NOW, Post
from tests.integration.web.test_pages import INTERVIEW

Open = Callable[[], Browser]
SignIn = Callable[[str], Browser]
ROGER = "roger@seeker.example"


def ask(browser: Browser, address: str = ROGER, **fields: str) -> str:
    """Ask for a link; the page that says so."""
    answer = browser.post(
        "/sign-in", browser.get("/sign-in").form("/sign-in").filled(address=address, **fields)
    )
    assert answer.status == 200
    return answer.text


def enter(browser: Browser, path: str) -> int:
    """Press the button behind a link."""
    form = browser.get(path).forms
    return browser.post(path.partition("?")[0], form[0].values if form else []).status


def test_first_sign_in_makes_the_seeker(browser: Browser, store: TableStore) -> None:
    """Whoever opens their first link is a seeker, in the default zone."""
    seeker = store.seeker_by_address("ROGER@seeker.example")
    assert seeker is not None
    assert seeker.playbook == {"zone": "Europe/Berlin"}
    assert browser.get("/").status == 200


def test_session_cookie_is_for_this_host_only(open_browser: Open, post: Post) -> None:
    """No script reads it, no other host gets it, no other site's form carries it."""
    browser = open_browser()
    ask(browser)
    page = browser.get(post.link())
    answer = browser.post(page.forms[0].action, page.forms[0].values)
    cookie = next(one for one in answer.cookies if one.startswith("__Host-session="))
    attributes = set(cookie.split("; ")[1:])
    assert attributes == {"Path=/", "HttpOnly", "Secure", "SameSite=Lax", "Max-Age=2592000"}


def test_answer_tells_nothing_about_an_address(
    open_browser: Open, post: Post, module: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Strangers get the same page and no mail."""
    monkeypatch.setenv("WHO_MAY_SIGN_UP", "roger@seeker.example,@northwind.example")
    module.house.cache_clear()
    known, stranger = ask(open_browser(), ROGER), ask(open_browser(), "eve@evil.example")
    assert known.replace(ROGER, "") == stranger.replace("eve@evil.example", "")
    assert len(post.mails()) == 1
    ask(open_browser(), "Stan@Northwind.example")
    ask(open_browser(), "stan@sub.northwind.example")
    assert len(post.mails()) == 2


def test_an_answer_takes_no_longer_for_somebody_known(
    open_browser: Open,
    sign_in: SignIn,
    module: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    clock: time_machine.Traveller,
    calls: list[str],
) -> None:
    """A stranger costs the same questions to the table, and what a mail takes is waited for."""
    sign_in(ROGER)
    monkeypatch.setenv("WHO_MAY_SIGN_UP", "roger@seeker.example")

    def begun(lasting: timedelta) -> Callable[[], None]:
        assert lasting >= timedelta(seconds=0.5)
        return lambda: calls.append("the answer")

    monkeypatch.setattr("rapport.outside.clock.at_earliest", begun)
    module.house.cache_clear()
    clock.move_to(NOW + timedelta(minutes=16), tick=False)
    ask(open_browser(), "another@evil.example")
    made = {}
    for address in (ROGER, "eve@evil.example"):
        browser = open_browser()
        form = browser.get("/sign-in").form("/sign-in").filled(address=address)
        calls.clear()
        assert browser.post("/sign-in", form).status == 200
        made[address] = [*calls]
    known, stranger = made.values()
    assert known[-2:] == ["SendEmail", "the answer"]
    assert stranger == [one for one in known if one != "SendEmail"]


def test_waiting_is_for_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not for the whole time after the work is done, and not at all when it took longer."""
    passed, waited = [100.0], list[float]()
    monkeypatch.setattr("time.perf_counter", lambda: passed[0])
    monkeypatch.setattr("time.sleep", waited.append)
    for took in (0.2, 5.0):
        wait = at_earliest(timedelta(seconds=0.7))
        passed[0] += took
        wait()
    assert waited == pytest.approx([0.5, 0.0])


def test_link_works_once(open_browser: Open, post: Post) -> None:
    """A link that was used is as good as none."""
    browser = open_browser()
    ask(browser)
    kept = dict(browser.cookies)
    assert enter(browser, post.link()) == 303
    browser.cookies = kept
    assert enter(browser, post.link()) == 404


def test_opening_a_link_changes_nothing(open_browser: Open, post: Post) -> None:
    """Mail scanners that open links use none up."""
    browser, scanner = open_browser(), open_browser()
    ask(browser)
    assert scanner.get(post.link()).status == 404
    assert browser.get(post.link()).status == 200
    assert enter(browser, post.link()) == 303


def test_link_is_good_in_the_browser_that_asked(open_browser: Open, post: Post) -> None:
    """Somebody else's browser cannot use a link, and does not use it up by trying."""
    browser, other = open_browser(), open_browser()
    ask(browser)
    link = post.link()
    other.get("/sign-in")
    assert enter(other, link) == 404
    assert "__Host-session" not in other.cookies
    assert enter(browser, link) == 303


def test_link_expires(open_browser: Open, post: Post, clock: time_machine.Traveller) -> None:
    """After a quarter of an hour a link is as good as none."""
    browser = open_browser()
    ask(browser)
    clock.move_to(NOW + timedelta(minutes=15, seconds=1), tick=False)
    assert enter(browser, post.link()) == 404


def test_an_address_is_not_flooded(open_browser: Open, post: Post) -> None:
    """However often somebody asks for an address, it gets a few mails and no more."""
    for _ in range(8):
        ask(open_browser())
    assert len(post.mails()) == 4


def test_a_robot_is_stopped(open_browser: Open, post: Post, clock: time_machine.Traveller) -> None:
    """One network address gets a bounded number of links for others, and more only later."""
    for number in range(25):
        ask(open_browser(), f"somebody{number}@seeker.example")
    assert len(post.mails()) == 20
    clock.move_to(NOW + timedelta(minutes=16), tick=False)
    ask(open_browser(), "late@seeker.example")
    assert len(post.mails()) == 21


def test_what_is_no_address_is_said(open_browser: Open) -> None:
    """A slip of the finger is told at the field, and what was typed stays."""
    browser = open_browser()
    form = browser.get("/sign-in").form("/sign-in")
    answer = browser.post("/sign-in", form.filled(address="roger at seeker"))
    assert answer.status == 422
    assert "one mail address" in answer.text
    assert 'value="roger at seeker"' in answer.text


def test_sign_in_form_of_another_site_is_refused(open_browser: Open, post: Post) -> None:
    """Another site cannot make a browser ask for a link, nor use one."""
    browser = open_browser()
    form = browser.get("/sign-in").form("/sign-in").filled(address=ROGER)
    for headers in ({"origin": "https://evil.example"}, {"sec_fetch_site": "cross-site"}):
        assert browser.post("/sign-in", form, **headers).status == 403
    assert browser.post("/sign-in", [("address", ROGER)]).status == 422
    assert post.mails() == []


def test_a_page_asked_for_signed_out_comes_after_signing_in(
    open_browser: Open, sign_in: SignIn, post: Post
) -> None:
    """A link of a reminder leads to its page, over the sign-in, and never to another site."""
    sign_in(ROGER)
    browser = open_browser()
    answer = browser.get("/openings")
    assert answer.headers["location"] == "/sign-in?next=/openings"
    form = browser.get(answer.headers["location"]).form("/sign-in")
    browser.post("/sign-in", form.filled(address=ROGER))
    page = browser.get(post.link())
    assert browser.post(page.forms[0].action, page.forms[0].values).headers["location"] == (
        "/openings"
    )
    for path in ("//evil.example", "https://evil.example/", "/\\evil.example"):
        form = browser.get("/sign-in").form("/sign-in")
        browser.post("/sign-in", form.filled(address=ROGER, next=path))
        assert "evil" not in post.link()


def test_form_typed_into_an_ended_session_is_not_lost(
    browser: Browser, post: Post, clock: time_machine.Traveller, store: TableStore
) -> None:
    """What was typed comes back after signing in, and is then logged once."""
    form = browser.get("/log").form("/log").filled(**INTERVIEW, notes="<b>Long</b> notes\nkept")
    clock.move_to(NOW + timedelta(days=31), tick=False)
    answer = browser.post("/log", form)
    assert answer.status == 401
    assert "What you typed is kept" in answer.text
    asked = browser.post("/sign-in", answer.form("/sign-in").filled(address=ROGER))
    again = asked.form("/log")
    assert enter(browser, post.link()) == 303
    back = browser.post("/log", again.values)
    assert back.status == 409
    restored = back.form("/log")
    assert ("company", "Northwind") in restored.values
    assert ("notes", "<b>Long</b> notes\nkept") in restored.values
    assert browser.post("/log", restored.values).status == 303
    seeker = store.seeker_by_address(ROGER)
    assert seeker is not None
    assert len(store.relationships_of(seeker.seeker_id)) == 1


def test_signing_out_ends_the_session_in_the_table(browser: Browser) -> None:
    """A copy of the cookie is worth nothing afterwards."""
    stolen = dict(browser.cookies)
    page = browser.get("/settings")
    assert browser.post("/sign-out", page.form("/sign-out").values).status == 303
    assert "__Host-session" not in browser.cookies
    browser.cookies = stolen
    assert browser.get("/").status == 303


def test_two_first_links_make_one_seeker(open_browser: Open, post: Post) -> None:
    """Both browsers end up with the same seeker."""
    browsers, links = [open_browser(), open_browser()], []
    for browser in browsers:
        ask(browser)
        links.append(post.link())
    for browser, link in zip(browsers, links, strict=True):
        assert enter(browser, link) == 303
    seekers = {browser.cookies["__Host-session"].partition(".")[0] for browser in browsers}
    assert len(seekers) == 1
