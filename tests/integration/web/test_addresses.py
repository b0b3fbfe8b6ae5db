"""Several addresses of one seeker: each shown to be theirs by a link, and none given away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
import time_machine

from rapport.outside import clients
from rapport.store import Seeker
from rapport.store.table import TableStore
from tests.integration.web.browser import Answer, Browser
from tests.integration.web.conftest import NOW, Post

Open = Callable[[], Browser]
SignIn = Callable[[str], Browser]
ROGER, WORK, EVE = "roger@seeker.example", "Rog@work.example", "eve@seeker.example"
PAGE = "/settings/addresses"


@pytest.fixture(autouse=True)
def forgotten(module: ModuleType) -> Iterator[list[str]]:
    """The addresses that the mail service was asked to send to again; moto has no such call."""
    asked: list[str] = []

    def answered(params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
        asked.append(params["url_path"].rpartition("/")[2])
        return type("Answer", (), {"status_code": 200}), {}

    events = clients.client("sesv2", clients.ONCE).meta.events
    events.register("before-call.sesv2.DeleteSuppressedDestination", answered)
    yield asked
    events.unregister("before-call.sesv2.DeleteSuppressedDestination", answered)


def ask(browser: Browser, address: str = WORK) -> Answer:
    form = browser.get(PAGE).form(PAGE)
    return browser.post(PAGE, form.filled(address=address))


def link(post: Post) -> str:
    return post.link(f"{PAGE}/confirm/")


def confirm(browser: Browser, path: str) -> Answer:
    return browser.post(path, browser.get(path).form(path).values)


def press(browser: Browser, what: str, address: str) -> Answer:
    path = f"{PAGE}/{what}"
    return browser.post(path, browser.get(PAGE).form("/sign-out").filled(address=address))


def roger(store: TableStore) -> Seeker:
    seeker = store.seeker_by_address(ROGER)
    assert seeker is not None
    return seeker


def test_an_address_is_added_by_its_link_and_signs_in(
    browser: Browser, post: Post, store: TableStore, sign_in: SignIn
) -> None:
    """Nothing is theirs until the link was used; then it signs them in as the same seeker."""
    assert ask(browser).status == 200
    assert store.seeker_by_address(WORK) is None
    assert confirm(browser, link(post)).status == 303
    assert roger(store).addresses == (ROGER, WORK)
    other = sign_in("rog@WORK.example")
    assert "Signed in as <bdi>roger@seeker.example" in other.get("/people").text


def test_a_link_works_once_here_and_not_for_long(
    browser: Browser, post: Post, sign_in: SignIn, clock: time_machine.Traveller, store: TableStore
) -> None:
    """Not in another session, even of the same seeker, not twice, not late, not to sign in."""
    ask(browser)
    path = link(post)
    token = path.rpartition("/")[2]
    for other in (sign_in(ROGER), sign_in(EVE)):
        assert confirm(other, path).status == 404
    assert browser.get(f"/sign-in/{token}").status == 404
    assert confirm(browser, path).status == 303
    assert confirm(browser, path).status == 404
    ask(browser, "third@seeker.example")
    late = link(post)
    clock.move_to(NOW + timedelta(minutes=16), tick=False)
    assert confirm(browser, late).status == 404
    assert len(roger(store).addresses) == 2


def test_asking_tells_nothing_about_an_address(
    browser: Browser, post: Post, sign_in: SignIn, store: TableStore
) -> None:
    """Somebody else's looks like a free one; only who reads its mail learns more."""
    eve = sign_in(EVE)
    free, taken = ask(browser, "free@seeker.example"), ask(browser, EVE)
    assert free.text.replace("free@seeker.example", "") == taken.text.replace(EVE, "")
    answer = confirm(browser, link(post))
    assert answer.status == 409
    assert "another account" in answer.text
    assert roger(store).addresses == (ROGER,)
    assert eve.get("/").status == 200


def test_asking_is_throttled(browser: Browser, post: Post) -> None:
    """An address is not flooded by way of the settings either."""
    before = len(post.mails())
    for _ in range(8):
        assert ask(browser).status == 200
    assert len(post.mails()) == before + 4


def test_reminders_go_where_they_are_wanted(
    browser: Browser, post: Post, store: TableStore
) -> None:
    """Another of their own may get them; the one that gets them cannot be removed, so never the
    last one either.
    """
    ask(browser)
    confirm(browser, link(post))
    assert press(browser, "remove", ROGER).status == 409
    assert press(browser, "prefer", EVE).status == 409
    assert press(browser, "prefer", WORK).status == 303
    assert roger(store).addresses == (WORK, ROGER)
    assert press(browser, "remove", ROGER).status == 303
    assert press(browser, "remove", ROGER).status == 303
    assert store.seeker_by_address(ROGER) is None
    assert press(browser, "remove", WORK).status == 409
    seeker = store.seeker_by_address(WORK)
    assert seeker is not None
    assert seeker.addresses == (WORK,)


def test_what_cannot_be_an_address_is_said_at_the_field(browser: Browser) -> None:
    """A slip of the finger, and an address that is theirs already."""
    for wrong in ("rog at work", "", ROGER):
        answer = ask(browser, wrong)
        assert answer.status == 422
        assert 'id="address-problem"' in answer.text


def test_mail_that_came_back_is_shown_and_starts_again_by_a_link(
    browser: Browser, post: Post, store: TableStore, forgotten: list[str]
) -> None:
    """The first page says so; when the link of a new mail was used, mail goes there again."""
    seeker = roger(store)
    stopped = {ROGER: "mails to this address came back"}
    store.change_seeker(replace(seeker, stopped=stopped, version=seeker.version + 1))
    assert "No reminders reach you" in browser.get("/").text
    assert ask(browser, ROGER).status == 200
    assert forgotten == ["roger%40seeker.example"]
    assert roger(store).mail_stopped
    assert confirm(browser, link(post)).status == 303
    assert roger(store).mail_stopped is None
    assert "No reminders reach you" not in browser.get("/").text
