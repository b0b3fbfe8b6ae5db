"""What a person does, in a real browser against the running application."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from infra.local.harness import LocalRuntime

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def page(chromium: Browser, runtime: LocalRuntime, request: Any) -> Iterator[Page]:
    """A tab on a phone; what its console complains of fails the test."""
    context = chromium.new_context(
        base_url=runtime.url,
        viewport=PHONE,  # type: ignore[arg-type]  # a dict is what it takes
        java_script_enabled=getattr(request, "param", "with script") == "with script",
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    yield page
    context.close()
    # A form that is asked back is answered with such a status, on purpose.
    meant = re.compile(r"status of (401|409|422)\b")
    assert [one for one in complaints if not meant.search(one)] == []


def sign_in(page: Page, runtime: LocalRuntime, address: str) -> None:
    """Ask for a link, open it from the mailbox, press the button."""
    page.goto("/")
    page.get_by_label("Your mail address").fill(address)
    page.get_by_role("button", name="Mail me a link").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    mail = next(one for one in reversed(runtime.mail()) if address in one["to"])
    link = re.search(r"http://\S+/sign-in/\S+", mail["text"])
    assert link
    page.goto(link[0])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile("/welcome|/$"))


def stay(page: Page) -> None:
    """Touch a key, so that Today does not look again by itself just when a test goes elsewhere."""
    page.keyboard.press("Shift")


@pytest.mark.parametrize("page", ["with script", "without script"], indirect=True)
def test_sign_in_log_an_interview_see_what_to_do(
    page: Page, runtime: LocalRuntime, request: pytest.FixtureRequest
) -> None:
    """From the first visit to the list of what to do, on a phone, with and without script."""
    address = f"roger.{re.sub('[^a-z]', '', request.node.name)}@seeker.example"
    sign_in(page, runtime, address)
    page.get_by_label("Your name").fill("Roger Frost")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Nothing is waiting")).to_be_visible()

    page.get_by_role("link", name="Log an interview").first.click()
    page.get_by_label("Company").fill("Northwind")
    page.get_by_label("Position").fill("Data engineer")
    page.get_by_label("On site").check(force=True)
    page.get_by_label("Name", exact=True).fill("Stan Kowalski")
    page.get_by_label("5 A real connection").check(force=True)
    page.get_by_role("button", name="Add another interviewer").click()
    expect(page.get_by_label("Company")).to_have_value("Northwind")
    second = page.get_by_role("group", name="Interviewer 2")
    expect(second.get_by_label("Name", exact=True)).to_be_focused()
    expect(page.get_by_text("This is what you had typed here before.")).to_be_hidden()
    second.get_by_label("Name", exact=True).fill("Priya Nair")
    second.get_by_label("3 Good").check(force=True)
    page.get_by_role("button", name="Log it").last.click()
    expect(page.get_by_role("status")).to_contain_text("Logged.")

    if "without" in request.node.name:
        runtime.settle()
        page.reload()
    # With script the page looks by itself.
    planned = expect(page.get_by_role("status"))
    planned.to_contain_text("follow-ups are planned because of it", timeout=20_000)
    thanks = page.get_by_role("article", name="Thank Stan Kowalski (Northwind)")
    expect(thanks).to_contain_text("a thank-you reads best within a day")
    thanks.get_by_text("The words, and more").click()
    expect(thanks).to_contain_text("Roger Frost")
    mailto = thanks.get_by_role("link", name="Open in my mail program").get_attribute("href")
    assert mailto is not None
    assert mailto.startswith("mailto:?subject=")

    later = thanks.locator("summary", has_text="Later")
    later.click()
    expect(thanks.get_by_role("button", name="In 3 days")).to_be_visible()
    row = [later, *(thanks.get_by_role("button", name=name) for name in ("Done", "Skip"))]
    assert len({box["y"] for one in row if (box := one.bounding_box())}) == 1, "nothing moves"
    if "without" in request.node.name:
        later.click()
    else:
        page.keyboard.press("Escape")
    expect(thanks.get_by_role("button", name="In 3 days")).to_be_hidden()

    thanks.get_by_role("button", name="Done").click()
    expect(page.get_by_role("status")).to_contain_text("Done.")
    stay(page)
    runtime.settle()
    page.goto("/")
    expect(page.get_by_role("article", name="Thank Stan Kowalski (Northwind)")).to_have_count(0)
    expect(page.get_by_role("article", name="Thank Priya Nair (Northwind)")).to_have_count(1)


def test_the_clock_is_that_of_the_browser(chromium: Browser, runtime: LocalRuntime) -> None:
    """The welcome chooses the zone that the browser lives in, until somebody chose another."""
    context = chromium.new_context(base_url=runtime.url, timezone_id="Pacific/Auckland")
    page = context.new_page()
    sign_in(page, runtime, "far@seeker.example")
    zone = page.get_by_label("Time zone")
    expect(zone).to_have_value("Pacific/Auckland")
    zone.select_option("Asia/Tokyo")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Nothing is waiting")).to_be_visible()
    page.goto("/welcome")
    expect(zone).to_have_value("Asia/Tokyo")
    context.close()


def test_a_phone_shows_menu_and_ratings_in_rows(page: Page, runtime: LocalRuntime) -> None:
    """The five ratings stand side by side, and each row of the menu begins at the left edge."""
    sign_in(page, runtime, "rows@seeker.example")
    page.goto("/log")
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 800})
        steps = [one.bounding_box() for one in page.locator("#rapport-0 .choice").all()]
        assert len({one["y"] for one in steps if one}) == 1
        links = page.get_by_role("navigation", name="Pages").get_by_role("listitem").all()
        boxes = [box for one in links if (box := one.bounding_box())]
        begins = {min(other["x"] for other in boxes if other["y"] == one["y"]) for one in boxes}
        assert len(begins) == 1


def test_enter_logs_and_never_adds_a_row(page: Page, runtime: LocalRuntime) -> None:
    """The Enter key in a field means "I am done"."""
    sign_in(page, runtime, "enter@seeker.example")
    page.goto("/openings")
    page.goto("/log")
    page.get_by_label("Company").fill("Contoso")
    page.get_by_label("Position").fill("Analyst")
    page.get_by_label("Phone").check(force=True)
    page.get_by_label("Name", exact=True).fill("Ann Lee")
    page.get_by_label("4 Warm").check(force=True)
    page.get_by_label("Name", exact=True).press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Logged.")


def test_no_page_scrolls_sideways(page: Page, runtime: LocalRuntime) -> None:
    """From the narrowest phone to a wide screen every page fits."""
    sign_in(page, runtime, "width@seeker.example")
    for path in ("/", "/log", "/openings", "/people", "/inbox", "/settings", "/welcome"):
        page.goto(path)
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def test_names_are_suggested_as_they_are_typed(page: Page, runtime: LocalRuntime) -> None:
    """Somebody whom the form does not hold, because there are too many, is found while typing."""
    sign_in(page, runtime, "many@seeker.example")
    expect(page.get_by_role("link", name="Log an interview").first).to_be_visible()
    for number in range(3):
        page.goto("/log?rows=20")
        page.get_by_label("Company").fill(f"Company {number}")
        page.get_by_label("Position").fill("Analyst")
        page.get_by_label("Phone").check(force=True)
        for row in range(20):
            page.locator(f"#name-{row}").fill(f"Person {number}{row:02}")
            page.locator(f"#rapport-{row}").get_by_label("4 Warm").check(force=True)
        page.get_by_role("button", name="Log it").last.click()
        planned = expect(page.get_by_role("status"))
        planned.to_contain_text("are planned because of it", timeout=20_000)
    page.goto("/log")
    suggested = page.locator("#known-people option")
    assert suggested.count() == 40
    page.locator("#name-0").press_sequentially("person 219")
    expect(suggested).to_have_count(1)
    assert suggested.get_attribute("value") == "Person 219 (Company 2)"
    page.get_by_label("Company").press_sequentially("company 2")
    expect(page.locator("#known-companies option")).to_have_count(1)
