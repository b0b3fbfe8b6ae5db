"""Settings and account as a person uses them: without script, in two tabs, with a session's end."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from infra.local.harness import LocalRuntime
from tests.browser.test_by_hand import page as page  # noqa: PLC0414  # the fixture
from tests.browser.test_by_hand import sign_in

OWN = "{% block subject %}Hello {{ first_name }}{% endblock %}{% block mail %}Mine.{% endblock %}"


@pytest.mark.parametrize("page", ["with script", "without script"], indirect=True)
def test_a_timing_is_changed_and_goes_back(
    page: Page, runtime: LocalRuntime, request: pytest.FixtureRequest
) -> None:
    """Its group opens, what is wrong stands beside it, and a button brings the house's value."""
    sign_in(page, runtime, f"timing.{'out' in request.node.name}@seeker.example".lower())
    page.goto("/settings")
    checks = page.get_by_label("Ask this often without an answer")
    expect(checks).to_be_hidden()
    page.get_by_text("After an interview").click()
    checks.fill("50")
    checks.press("Enter")
    expect(page.locator("#status_checks-problem")).to_have_text("Please give 20 or less.")
    checks.fill("1")
    page.get_by_role("button", name="Keep these settings").last.click()
    page.goto("/settings")
    page.get_by_text("1 of your own").click()
    page.get_by_role("button", name="Back to 2").click()
    page.goto("/settings")
    expect(page.get_by_text("of your own")).to_have_count(0)


def test_an_expired_session_in_the_middle_of_a_form_loses_nothing(
    page: Page, runtime: LocalRuntime
) -> None:
    """The words typed meanwhile come back after signing in, and are kept then."""
    sign_in(page, runtime, "expired@seeker.example")
    page.goto("/settings/words/en/thank-you")
    page.get_by_label("The house's words").fill(OWN)
    page.context.clear_cookies()
    page.get_by_role("button", name="Keep these words").click()
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    page.get_by_label("Your mail address").fill("expired@seeker.example")
    page.get_by_role("button", name="Mail me a link").click()
    link = runtime.mail()[-1]["text"].partition("Sign in: ")[2].split()[0]
    other = page.context.new_page()
    other.goto(link)
    other.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="I am signed in: go on").click()
    page.get_by_role("button", name="Send it").click()
    page.goto("/settings/words/en/thank-you")
    expect(page.get_by_label("Your words")).to_have_value(OWN + "\n")
    expect(page.get_by_text("Subject: Hello Stan")).to_be_visible()


def test_two_tabs_editing_the_same_settings_do_not_overwrite_each_other(
    page: Page, runtime: LocalRuntime
) -> None:
    """The second is shown what the first one did, keeps what it typed, and may then decide."""
    sign_in(page, runtime, "tabs@seeker.example")
    page.goto("/settings")
    other = page.context.new_page()
    other.goto("/settings")
    other.get_by_label("Your name").fill("Roger of the other tab")
    other.get_by_role("button", name="Keep these settings").last.click()
    page.get_by_label("Your name").fill("Roger of this tab")
    page.get_by_role("button", name="Keep these settings").last.click()
    expect(page.locator("#name-problem")).to_contain_text("Roger of the other tab")
    expect(page.get_by_label("Your name")).to_have_value("Roger of this tab")
    page.get_by_role("button", name="Keep these settings").last.click()
    page.goto("/settings")
    expect(page.get_by_label("Your name")).to_have_value("Roger of this tab")


def test_who_deleted_everything_begins_anew(page: Page, runtime: LocalRuntime) -> None:
    """Asked twice; then the running application has forgotten, and signing in begins anew."""
    sign_in(page, runtime, "leaving@seeker.example")
    page.get_by_label("Your name").fill("Roger Frost")
    page.get_by_role("button", name="Begin").click()
    page.goto("/settings/data")
    page.get_by_role("link", name="Delete everything…").click()
    page.get_by_label("Type your address").fill("leaving@seeker.example")
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("heading", name="It is being deleted")).to_be_visible()
    runtime.settle()
    page.goto("/")
    sign_in(page, runtime, "leaving@seeker.example")
    expect(page.get_by_role("heading", name="Welcome to Rapport")).to_be_visible()


@pytest.mark.parametrize("page", ["without script"], indirect=True)
def test_two_tabs_describing_one_person_lose_nothing(page: Page, runtime: LocalRuntime) -> None:
    """What only one of them changed is kept from both; what both changed is asked back."""
    sign_in(page, runtime, "describing@seeker.example")
    page.goto("/log")
    page.get_by_label("Company").fill("Northwind")
    page.get_by_label("Position").fill("Data engineer")
    page.get_by_label("Phone").check(force=True)
    page.get_by_label("Name", exact=True).fill("Stan Kowalski")
    page.get_by_label("4 Warm").check(force=True)
    page.get_by_role("button", name="Log it").last.click()
    runtime.settle()
    tabs = [page, page.context.new_page()]
    for tab in tabs:
        tab.goto("/people")
        tab.get_by_role("link", name="Stan Kowalski").click()
        tab.get_by_text("Change what is known of them").click()
    first, second = tabs
    first.get_by_label("Their job").fill("Head of data")
    first.get_by_role("button", name="Keep it").click()
    expect(first.get_by_text("Noted.")).to_be_visible()
    second.get_by_label("Phone").fill("+49 30 1234")
    second.get_by_label("Their job").fill("Engineer")
    second.get_by_role("button", name="Keep it").click()
    expect(second.locator("#contact-title-problem")).to_contain_text("Head of data")
    expect(second.get_by_label("Their job")).to_have_value("Engineer")
    second.get_by_label("Their job").fill("Head of data")
    second.get_by_role("button", name="Keep it").click()
    expect(second.get_by_text("+49 30 1234")).to_be_visible()
    expect(second.get_by_text("Head of data, Northwind")).to_be_visible()
