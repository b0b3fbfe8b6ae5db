"""Coming out of an interview, on a phone: logged in under a minute."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from infra.local.harness import LocalRuntime
from tests.browser.test_by_hand import page, sign_in

__all__ = ["page"]

TAP = 0.8
"""Seconds to find something on a phone and tap it."""
LETTER = 0.2
"""Seconds for a letter on a phone's keyboard: five a second is no quick hand."""
A_MINUTE = 60


def test_three_interviewers_are_logged_within_a_minute(page: Page, runtime: LocalRuntime) -> None:
    """Company, position, format, three people and how it went with each: taps and letters of an
    unhurried hand, and what the pages themselves take, from the first page to the answer.
    """
    sign_in(page, runtime, "minute@seeker.example")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Nothing is waiting")).to_be_visible()
    began = page.evaluate("Date.now()")
    taps, letters = 0, 0

    def tap(field: str) -> None:
        nonlocal taps
        page.locator(field).first.click()
        taps += 1

    def write(field: str, words: str) -> None:
        nonlocal letters
        tap(field)
        page.keyboard.type(words)
        letters += len(words)

    tap("text=Log an interview")
    write("#company", "Northwind")
    write("#title", "Data engineer")
    tap("label:has-text('On site')")
    for row, (name, rapport) in enumerate((("Stan Kowalski", 5), ("Priya Nair", 3), ("Lee", 2))):
        if row:
            tap("text=Add another interviewer")
            expect(page.locator(f"#name-{row}")).to_be_focused()
            page.keyboard.type(name)
            letters += len(name)
        else:
            write(f"#name-{row}", name)
        tap(f"#rapport-{row} label:nth-of-type({rapport})")
    tap("button.large")
    expect(page.get_by_role("status")).to_contain_text("Logged.")
    took = (page.evaluate("Date.now()") - began) / 1000
    assert took + taps * TAP + letters * LETTER < A_MINUTE, (took, taps, letters)
    assert taps <= 15


def test_an_interview_is_logged_without_a_pointer(page: Page, runtime: LocalRuntime) -> None:
    """From the first page on with the keyboard alone: where it is can be seen at every step."""
    sign_in(page, runtime, "keys@seeker.example")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    page.goto("/")

    def on_to(words: str) -> None:
        """Press Tab until what is called so has the focus."""
        for _ in range(40):
            page.keyboard.press("Tab")
            here = page.evaluate(
                "(e => [e.innerText, e.value, e.id, e.labels?.[0]?.innerText].join(' '))"
                "(document.activeElement)"
            )
            if words in here:
                outlined = page.evaluate(
                    "(e => [e, e.nextElementSibling, e.closest('label')].some(one => one && "
                    "getComputedStyle(one).outlineStyle !== 'none'))(document.activeElement)"
                )
                assert outlined, f"nobody sees that {words} has the focus"
                return
        raise AssertionError(f"Tab never leads to {words}")

    on_to("Log an interview")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Log an interview")).to_be_visible()
    on_to("company")
    page.keyboard.type("Northwind")
    on_to("title")
    page.keyboard.type("Data engineer")
    on_to("Phone")
    page.keyboard.press("ArrowRight")
    on_to("name-0")
    page.keyboard.type("Stan Kowalski")
    on_to("Cold")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    on_to("Log it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Logged.")
    on_to("Undo")
