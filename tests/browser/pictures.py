"""Takes the pictures of the README: the running application on day 8 of the story.

Run as `python -m tests.browser.pictures`; it writes docs/pictures/*.png.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from infra.local.harness import LocalRuntime
from tests.browser.conftest import NAMES, TEMPLATE
from tests.e2e.story import ROGER, ZONE, Story, first_day, met
from tests.e2e.visitor import Visitor

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def live(runtime: LocalRuntime, visitor: Visitor, start: datetime) -> Story:
    """Two rounds at Northwind, up to the morning after the second."""
    story = Story(runtime, visitor, start, lambda *_: None)
    story.until(0, "08:00")
    page = story.visitor.sign_in(ROGER, runtime.mail)
    story.visitor.submit(page, page.form(action="/welcome"), name="Roger", zone=ZONE)
    job = {"company": "Northwind", "title": "Data engineer"}
    story.until(0, "16:00")
    story.log("form", **job, round=1, at=story.at(0, "15:00"), format="phone",
              interviewers=[met("Dana Reed", 3)])  # fmt: skip
    story.until(7, "12:00")
    story.log("form", **job, round=2, at=story.at(7, "10:00"), format="on-site",
              interviewers=[met("Stan Kowalski", 5), met("Priya Nair", 3)])  # fmt: skip
    story.until(8, "09:00")
    return story


def main() -> None:
    """Live the first days, and look at them."""
    path = next(filter(None, map(shutil.which, NAMES)))
    start = first_day(datetime.now(UTC))
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        LocalRuntime(TEMPLATE, Path(data) / "kept", begin=start) as runtime,
        Visitor(runtime.url) as visitor,
        sync_playwright() as playwright,
    ):
        story = live(runtime, visitor, start)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, where, width, height in (
            ("today", "/", 1100, 900),
            ("phone", "/log", 390, 844),
            ("mailbox", "/_local/", 1280, 860),
        ):
            context = browser.new_context(
                base_url=runtime.url,
                viewport={"width": width, "height": height},
                extra_http_headers={"Cookie": story.visitor.cookie_header()},
            )
            page = context.new_page()
            page.goto(where)
            if where == "/":
                page.locator("summary", has_text="The words").first.click()
                page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=PICTURES / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
