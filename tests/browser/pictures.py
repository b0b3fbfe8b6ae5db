"""Takes the pictures of the README: the running application on day 8 of the story, and at its end.

Run as `python -m tests.browser.pictures`; it writes docs/pictures/*.png.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from infra.local.harness import LocalRuntime
from tests.browser.conftest import TEMPLATE, installed
from tests.e2e.chapters import CHAPTERS, met
from tests.e2e.roger import ZONE, Story
from tests.e2e.story import first_day
from tests.e2e.visitor import Visitor

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


@dataclass(frozen=True)
class Shot:
    """A picture: its name, the page, its size, its colours, and a link to follow first."""

    name: str
    where: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    follow: str = ""


def begun(story: Story) -> None:
    """Two rounds at Northwind, up to the morning after the second."""
    job = {"company": "Northwind", "title": "Data engineer"}
    story.until(0, "16:00")
    story.log("form", **job, round=1, at=story.at(0, "15:00"), format="phone",
              interviewers=[met("Dana Reed", 3)])  # fmt: skip
    story.until(7, "12:00")
    story.log("form", **job, round=2, at=story.at(7, "10:00"), format="on-site",
              interviewers=[met("Stan Kowalski", 5), met("Priya Nair", 3)])  # fmt: skip
    story.until(8, "09:00")


def told(story: Story) -> None:
    """All of it, to the job."""
    for chapter in CHAPTERS:
        chapter(story)


def lived(live: Callable[[Story], None], browser: Browser, shots: list[Shot]) -> None:
    """Live some of the story on a fresh runtime, and look at it then."""
    start = first_day(datetime.now(UTC))
    with (
        tempfile.TemporaryDirectory() as data,
        LocalRuntime(TEMPLATE, Path(data) / "kept", begin=start) as runtime,
        Visitor(runtime.url) as visitor,
    ):
        story = Story(runtime, visitor, start, lambda *_: None)
        story.until(0, "08:00")
        page = story.sign_in()
        visitor.submit(page, page.form(action="/welcome"), name="Roger", zone=ZONE)
        live(story)
        for shot in shots:
            context = browser.new_context(
                base_url=runtime.url,
                viewport={"width": shot.width, "height": shot.height},
                color_scheme=shot.scheme,
                extra_http_headers={"Cookie": visitor.cookie_header()},
            )
            tab = context.new_page()
            tab.goto(shot.where)
            if shot.follow:
                tab.get_by_role("link", name=shot.follow).first.click()
            if shot.where == "/":
                tab.locator("summary", has_text="The words").first.click()
                tab.evaluate("scrollTo(0, 0)")
            tab.screenshot(path=PICTURES / f"{shot.name}.png")
            context.close()


def main() -> None:
    """Live the first days, then the whole story, and look at them."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        lived(
            begun,
            browser,
            [
                Shot("today", "/", 1100, 900),
                Shot("log", "/log", 390, 844),
                Shot("dark", "/", 390, 844, "dark"),
                Shot("mailbox", "/_local/", 1280, 860),
            ],
        )
        lived(
            told,
            browser,
            [
                Shot("lineage", "/lineage", 760, 920),
                Shot("insight", "/insight", 390, 844),
                Shot("person", "/people", 390, 844, follow="Stan Kowalski"),
            ],
        )
        browser.close()


if __name__ == "__main__":
    main()
