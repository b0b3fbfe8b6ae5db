"""Today looks again by itself while something is being planned, and gets in nobody's way."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Page, Route, expect

from infra.local.harness import LocalRuntime
from tests.browser.test_by_hand import page, sign_in

__all__ = ["page"]

SLOW = 2.5
"""Seconds that a page takes to come, longer than the list waits before it looks again."""


def test_the_list_looks_again_by_itself(page: Page, runtime: LocalRuntime) -> None:
    """A list that is still being made comes anew without a touch."""
    sign_in(page, runtime, "looking@seeker.example")
    _planning(page)
    page.goto("/?notice=logged")
    expect(page).to_have_url(re.compile("look=1"))


def test_whoever_is_on_the_way_to_another_page_gets_there(
    page: Page, runtime: LocalRuntime
) -> None:
    """A page that is slow to come, asked for by the address line, a link or a program that clicks
    without a pointer, is not called off by the list that looks again meanwhile.
    """
    sign_in(page, runtime, "leaving-soon@seeker.example")
    _planning(page)
    page.route("**/openings", _slowly)
    page.goto("/?notice=logged")
    page.goto("/openings")
    expect(page).to_have_url(re.compile("/openings$"))

    page.goto("/?notice=logged")
    page.get_by_role("link", name="Openings").first.evaluate("link => link.click()")
    page.wait_for_url("**/openings")


def _planning(page: Page) -> None:
    """Let Today say that something is being planned, and where to look again."""

    def said(route: Route) -> None:
        answer = route.fetch()
        link = '<a href="/?look=1" data-look-again>look again</a></main>'
        route.fulfill(response=answer, body=answer.text().replace("</main>", link))

    page.route("**/?notice=logged", said)


def _slowly(route: Route) -> None:
    time.sleep(SLOW)
    route.continue_()
