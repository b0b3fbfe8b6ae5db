"""Somebody at a real browser: opens pages and folded parts, fills in fields, presses buttons."""

from __future__ import annotations

from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator
from playwright.sync_api import Page as Tab

from tests.e2e.visitor import Form, Page, Visitor

PHONE = {"width": 390, "height": 844}


class Clicking(Visitor):
    """A visitor whose pages are a browser's; the JSON API is asked with the same cookies."""

    def __init__(self, base_url: str, browser: Browser) -> None:
        super().__init__(base_url)
        self._context = browser.new_context(base_url=base_url, viewport=PHONE)  # type: ignore[arg-type]  # a dict is what it takes
        self._complaints: list[str] = []
        self._tab = self._new_tab()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()
        super().__exit__()

    def get(self, path: str) -> Page:
        """Open a page, in a tab of its own: a page that looks again by itself never crosses it."""
        self._tab.close()
        self._tab = self._new_tab()
        return self._shown(self._tab.goto(path))

    def submit(self, page: Page, form: Form, **fields: str) -> Page:
        """Fill a form of the page that is open, and press its button."""
        here = self._tab.locator("form").nth(form.place)
        button = here.locator("button.primary, button").first
        if here.locator("button.primary:not(.unseen)").count():
            button = here.locator("button.primary:not(.unseen)").last
        for name, value in fields.items():
            pressed = here.locator(f'button[name="{name}"][value="{value}"]')
            if pressed.count():
                button = pressed.last
            elif value or here.locator(f'[name="{name}"]').count():
                _fill(here.locator(f'[name="{name}"]'), value)
        _reveal(button)
        with self._tab.expect_navigation() as navigation:
            button.click()
        return self._shown(navigation.value)

    def _new_tab(self) -> Tab:
        tab = self._context.new_page()
        tab.on("pageerror", lambda error: self._complaints.append(str(error)))
        return tab

    def _shown(self, answer: Any) -> Page:
        assert not self._complaints, f"the page complains: {self._complaints}"
        self.cookies = {one["name"]: one["value"] for one in self._context.cookies()}
        parts = urlsplit(self._tab.url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return Page(path, answer.status if answer else 0, self._tab.content())


def _fill(field: Locator, value: str) -> None:
    kind = field.first.get_attribute("type") or field.first.evaluate("it => it.localName")
    if kind in ("radio", "checkbox"):
        chosen = field.and_(field.page.locator(f'[value="{value}"]'))
        _reveal(chosen)
        chosen.check(force=True)  # the circle is drawn by its label
        return
    _reveal(field.first)
    if kind == "select":
        field.first.select_option(value)
    else:
        field.first.fill(value)


def _reveal(inside: Locator) -> None:
    """Open every folded part that something lies in, from the outside in."""
    folded = inside.locator("xpath=ancestor::details[not(@open)]")
    while folded.count():
        folded.first.locator("> summary").click()
