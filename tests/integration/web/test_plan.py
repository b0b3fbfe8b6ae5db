"""The whole plan on a page and as JSON: what, when and why, and what was left and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest

from rapport.store import Standing
from tests.integration.web.browser import Browser
from tests.integration.web.test_pages import log
from web.leafing import leaf_of_agenda

Plan = Callable[[str], list[Standing]]


def test_the_plan_of_nobody_met_says_how_it_begins(browser: Browser) -> None:
    """An empty plan leads to the form."""
    page = browser.get("/plan")
    assert page.status == 200
    assert "Nothing is planned" in page.text
    assert 'href="/log"' in page.text


def test_everything_planned_stands_there_with_its_day_and_reason(
    browser: Browser, plan: Plan, calls: list[str]
) -> None:
    """Three calls bring all of it, however many relationships there are."""
    reasons = [
        str(standing.follow_up["reason"])
        for company in ("Northwind", "Contoso", "Fabrikam")
        for standing in plan(log(browser, company=company))
    ]
    calls.clear()
    page = browser.get("/plan")
    assert len(calls) == 3
    for company in ("Northwind", "Contoso", "Fabrikam"):
        assert f"Thank Stan Kowalski ({company})" in page.text
    assert "Wednesday 11 March" in page.text
    assert len(reasons) > 3
    assert all(reason in page.text for reason in reasons)


def test_what_is_too_many_for_a_day_is_marked(browser: Browser, plan: Plan) -> None:
    """With two reminders a day the least important of three thank-yous says that it moves on."""
    people = {"rows": "3"}
    for row, (name, rapport) in enumerate([("Ann Lee", "3"), ("Bo Li", "1"), ("Cy Ray", "5")]):
        people |= {f"name__{row}": name, f"rapport__{row}": rapport}
    settings = browser.get("/settings").form("/settings")
    filled = settings.filled(reminders_a_day="2")
    assert browser.post("/settings", filled).status == 303
    plan(log(browser, **people))
    page = browser.get("/plan").text
    items = {
        name: page.partition(f"Thank {name}")[2].partition("</li>")[0]
        for name in ("Cy Ray", "Ann Lee", "Bo Li")
    }
    full = [name for name, item in items.items() if "The day is full" in item]
    assert full == ["Bo Li"]


def test_nothing_is_said_of_a_day_that_stands_on_two_pages(
    browser: Browser, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What moves on from a full day cannot be told from a part of it."""
    filled = browser.get("/settings").form("/settings").filled(reminders_a_day="1")
    assert browser.post("/settings", filled).status == 303
    for company in ("Northwind", "Contoso", "Fabrikam"):
        plan(log(browser, company=company))
    assert browser.get("/plan").text.partition("</section>")[0].count("The day is full") == 2
    monkeypatch.setattr("web.pages.plan.leaf_of_agenda", partial(leaf_of_agenda, most=2))
    first = browser.get("/plan").text
    following = re.search(r'href="(/plan\?after=[^"]+)" rel="next"', first)
    assert following
    for page in (first, browser.get(following[1]).text):
        assert page.count("Thank Stan Kowalski") > 0
        assert "The day is full" not in page


def test_what_was_decided_against_stands_there_with_its_reason(
    browser: Browser, plan: Plan
) -> None:
    """A second interview soon after the first leaves one thank-you, and says why."""
    log(browser)
    relationship = log(browser, date="2026-03-09", round="1")
    plan(relationship)
    page = browser.get("/plan")
    assert "Decided against" in page.text
    (left,) = browser.api("GET", "/api/decided-against").json["decided_against"]
    assert left["relationship_id"] == relationship
    reasons = [one["reason"] for one in left["reasons"] if one["kind"] == "thank-you"]
    assert reasons
    assert all(reason in page.text for reason in reasons)
