"""What is typed survives a closed tab, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from infra.local.harness import LocalRuntime
from tests.browser.test_by_hand import page, sign_in, stay

__all__ = ["page"]


def test_a_draft_survives_a_closed_tab_and_ends_with_the_interview(
    page: Page, runtime: LocalRuntime
) -> None:
    """Company, people and rapport are there again, until they were logged."""
    sign_in(page, runtime, "draft@seeker.example")
    page.goto("/log")
    page.get_by_label("Company").fill("Northwind <b>")
    page.get_by_label("On site").check(force=True)
    page.get_by_label("Name", exact=True).fill("Stan Kowalski")
    page.get_by_label("5 A real connection").check(force=True)
    page.get_by_role("button", name="Add another interviewer").click()
    second = page.get_by_role("group", name="Interviewer 2")
    second.get_by_label("Name", exact=True).fill("Priya Nair")
    page.goto("about:blank")

    again = page.context.new_page()
    page.close()
    again.goto("/log")
    expect(again.get_by_text("This is what you had typed here before.")).to_be_visible()
    expect(again.get_by_label("Company")).to_have_value("Northwind <b>")
    expect(again.get_by_label("On site")).to_be_checked()
    expect(again.get_by_label("Name", exact=True).nth(1)).to_have_value("Priya Nair")
    again.get_by_label("Position").fill("Data engineer")
    again.locator("#rapport-1").get_by_label("3 Good").check(force=True)
    again.get_by_role("button", name="Log it").last.click()
    expect(again.get_by_role("status")).to_contain_text("Logged.")
    stay(again)
    again.goto("/log")
    expect(again.get_by_label("Company")).to_have_value("")
    expect(again.get_by_text("This is what you had typed here before.")).to_be_hidden()


def test_signing_out_leaves_no_draft_behind(page: Page, runtime: LocalRuntime) -> None:
    """Nobody at the same computer reads what was typed."""
    sign_in(page, runtime, "leaving@seeker.example")
    page.goto("/log")
    page.get_by_label("Company").fill("Northwind")
    assert page.evaluate("Object.keys(localStorage).length") == 1
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Your mail address")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).length") == 0
