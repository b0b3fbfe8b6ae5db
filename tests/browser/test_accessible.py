"""Every page, for everybody: what axe finds against WCAG 2.2 AA is nothing, in light and dark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from infra.local.harness import LocalRuntime
from tests.browser.test_by_hand import PHONE, sign_in

DESKTOP = {"width": 1280, "height": 800}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
INTERVIEW = {
    "company": "Northwind",
    "title": "Data engineer",
    "round": 1,
    "at": {"local": "2026-03-03T14:00", "zone": "Europe/Berlin"},
    "format": "on-site",
    "interviewers": [
        {"name": "Stan Kowalski", "mail": "stan@northwind.example", "rapport": 5},
        {"name": "Priya Nair", "rapport": 2},
    ],
    "rivals": 2,
    "confirmed": True,
}
SIGNED_OUT = ("/sign-in", "/nowhere")
ELSEWHERE = ("/welcome", "/settings/words/en/feedback-call", "/settings/data/leave", "/nowhere")
"""Pages that no link leads to, or one that leads away from many alike."""
OWN_LINKS = "[...document.links].filter(a => a.origin === location.origin).map(a => a.pathname)"
ALIKE = 2
"""So many pages that differ by their ids only are looked at; more would be more of the same."""


def reached(page: Page) -> list[str]:
    """The paths of all pages that links lead to, from the first page on."""
    found, waiting = dict.fromkeys(["/"]), ["/"]
    kinds: dict[tuple[str, ...], int] = {}
    while waiting:
        page.goto(waiting.pop(0))
        for path in page.evaluate(OWN_LINKS):
            if path in found or path.startswith(("/static/", "/api/")):
                continue
            if path.endswith("/download"):
                continue
            kind = tuple("…" if len(part) == 16 else part for part in path.split("/"))
            kind = kind[:-1] if kind[1:3] == ("settings", "words") and len(kind) > 4 else kind
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] <= ALIKE:
                found[path] = None
                waiting.append(path)
    return list(found)


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, runtime: LocalRuntime) -> Iterator[StorageState]:
    """The cookies of somebody who was turned down, advised, and told of another opening."""
    context = chromium.new_context(base_url=runtime.url)
    page = context.new_page()
    sign_in(page, runtime, "everybody@seeker.example")
    page.get_by_label("Your name").fill("Roger Frost")
    page.get_by_role("button", name="Begin").click()
    logged = send(context, "/api/interviews", INTERVIEW, "first-0001")
    runtime.settle()
    opening = f"/api/openings/{logged['relationship_id']}/{logged['opening_id']}/outcome"
    send(context, opening, {"outcome": "declined"}, "first-0002")
    stan = f"/api/people/{logged['relationship_id']}/{logged['contacts'][0]['contact_id']}"
    send(context, f"{stan}/exchanges", {"direction": "out", "channel": "call"}, "first-0003")
    send(context, f"{stan}/feedback", {"stage": "given", "text": "Light on SQL"}, "first-0004")
    advice = send(context, f"{stan}/advice", {"kind": "book", "title": "The Goal"}, "first-0005")
    steps = f"/api/advice/{logged['relationship_id']}/{advice['advice_id']}/progress"
    send(context, steps, {"step": "started"}, "first-0006")
    send(context, f"{stan}/openings", {"company": "Northwind", "title": "Lead"}, "first-0007")
    runtime.settle()
    yield context.storage_state()
    context.close()


def send(context: BrowserContext, path: str, body: Any, key: str) -> Any:
    """Record something as a program does."""
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    answer = context.request.post(path, data=json.dumps(body), headers=headers)
    assert answer.status == 201, answer.text()
    return answer.json()


def complaints(page: Page) -> list[str]:
    """What axe finds wrong with a page, everything on it unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{page.url} {one['id']}: {one['help']}: {node['html'][:160]}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_on_any_page(
    chromium: Browser,
    runtime: LocalRuntime,
    signed_in: StorageState,
    size: Any,
    scheme: Any,
) -> None:
    """Each page that can be reached, signed in and signed out, on both sizes, in both colours."""
    shown = {"viewport": size, "color_scheme": scheme, "base_url": runtime.url}
    found: list[str] = []
    for state, paths in ((signed_in, None), (None, SIGNED_OUT)):
        context = chromium.new_context(storage_state=state, **shown)
        page = context.new_page()
        looked_at = [*reached(page), *ELSEWHERE] if paths is None else paths
        assert paths or len(looked_at) > 15
        for path in looked_at:
            page.goto(path)
            found += complaints(page)
        context.close()
    assert found == []
