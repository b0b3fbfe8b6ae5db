"""Pictures of every page, to look at: of each life, on a phone and a desktop, in light and dark.

Run as `python -m tests.browser.looking FOLDER`.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from infra.local.harness import LocalRuntime
from tests.browser.conftest import TEMPLATE, installed
from tests.browser.lives import LIVES
from tests.e2e.visitor import Visitor

NARROW: Any = {"width": 320, "height": 800}
WIDE: Any = {"width": 1280, "height": 800}
SCHEMES: tuple[Any, ...] = ("light", "dark")
ELSEWHERE = ("/welcome", "/settings/words/en/feedback-call", "/settings/data/leave", "/nowhere")
"""Pages that no link leads to, or one that leads away from many alike."""
OWN_LINKS = "[...document.links].filter(a => a.origin === location.origin).map(a => a.pathname)"
ALIKE = 2
"""So many pages that differ by their ids only are looked at; more would be more of the same."""


def inside(browser: Browser, runtime: LocalRuntime, visitor: Visitor) -> Page:
    """A tab in which a visitor is signed in."""
    context: BrowserContext = browser.new_context(base_url=runtime.url)
    secure = runtime.url.replace("http:", "https:")
    for name, value in visitor.cookies.items():
        if value:
            context.add_cookies([{"name": name, "value": value, "url": secure}])
    return context.new_page()


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


def main(folder: Path) -> None:
    """Live, and look at every page."""
    with (
        tempfile.TemporaryDirectory() as data,
        LocalRuntime(TEMPLATE, Path(data) / "kept") as runtime,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        for life, lived in LIVES.items():
            with Visitor(runtime.url) as visitor:
                at_least = lived(visitor, runtime)
                page = inside(browser, runtime, visitor)
            for path in dict.fromkeys([*reached(page), *at_least, *ELSEWHERE]):
                page.goto(path)
                name = path.strip("/").replace("/", "-") or "today"
                for size, scheme in product((NARROW, WIDE), SCHEMES):
                    page.set_viewport_size(size)
                    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                    into = folder / f"{life}-{size['width']}-{scheme}" / f"{name}.png"
                    page.screenshot(path=into, full_page=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
