"""The link in a reminder's headers, as mail programs and people use it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rapport.mail.address import Keys
from rapport.mail.unsubscribe import Unsubscribing
from rapport.plan import Kind
from rapport.store import Seeker
from rapport.store.table import TableStore
from tests.integration.web.browser import Browser

ROGER = "roger@seeker.example"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def roger(browser: Browser, store: TableStore) -> Callable[[], Seeker]:
    def now() -> Seeker:
        seeker = store.seeker_by_address(ROGER)
        assert seeker is not None
        return seeker

    return now


def link(seeker: Seeker, kind: Kind = Kind.THANK_YOU, secret: str = "a-secret-of-the-tests") -> str:
    return Unsubscribing(Keys.read(secret), "").link(seeker.seeker_id, kind)


def test_a_mail_program_ends_a_kind_with_one_post(
    roger: Callable[[], Seeker], open_browser: Callable[[], Browser]
) -> None:
    """No cookie, no page of ours before it, no redirect; pressing it twice is pressing it once."""
    for _ in range(2):
        elsewhere = {"origin": "https://mail.example", "sec-fetch-site": "cross-site"}
        answer = open_browser().post(link(roger()), ONE_CLICK, **elsewhere)
        assert answer.status == 200
        assert roger().muted == ("thank-you",)


def test_opening_the_link_changes_nothing(
    roger: Callable[[], Seeker], open_browser: Callable[[], Browser]
) -> None:
    """A scanner that follows links ends nobody's mails, and the page names nobody."""
    before = roger()
    answer = open_browser().get(link(before))
    assert (answer.status, roger()) == (200, before)
    assert "Thank-you" in answer.text
    assert ROGER not in answer.text
    assert before.name not in answer.text or not before.name


def test_the_page_ends_the_mails_and_has_them_again(
    roger: Callable[[], Seeker], browser: Browser
) -> None:
    """A person presses a button, sees what happened, and can take it back, there or from the
    settings.
    """
    path = link(roger())
    assert "No more mails of this kind?" in browser.get(path).text
    assert "Done: no more mails" in browser.post(path, ONE_CLICK).text
    assert path in browser.get("/settings").text
    assert "They are mailed again" in browser.post(path, {"again": "1"}).text
    assert roger().muted == ()
    assert path not in browser.get("/settings").text


def test_kinds_are_ended_one_by_one(
    roger: Callable[[], Seeker], open_browser: Callable[[], Browser]
) -> None:
    """Ending one leaves the others as they are."""
    for kind in (Kind.THANK_YOU, Kind.KEEP_IN_TOUCH):
        open_browser().post(link(roger(), kind), ONE_CLICK)
    open_browser().post(link(roger(), Kind.THANK_YOU), {"again": "1"})
    assert roger().muted == ("keep-in-touch",)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_leads_nowhere(
    roger: Callable[[], Seeker], open_browser: Callable[[], Browser], method: str
) -> None:
    """Signed by nobody, for another kind, or cut short: there is nothing here."""
    before = roger()
    good = link(before)
    for path in (
        link(before, secret="guessed"),
        good.replace("thank-you", "keep-in-touch"),
        good.replace("thank-you", "anything"),
        good[:-1],
        "/unsubscribe/thank-you/x",
    ):
        browser = open_browser()
        answer = browser.get(path) if method == "get" else browser.post(path, ONE_CLICK)
        assert answer.status == 404
    assert roger() == before
