"""Every page, for everybody: nothing to complain of against WCAG 2.2 AA, in light and dark, on the
narrowest phone and on a desktop, whatever somebody's words are.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from infra.local.harness import LocalRuntime
from tests.browser.lives import LIVES
from tests.browser.looking import ELSEWHERE, NARROW, WIDE, inside, reached
from tests.e2e.visitor import Visitor

RULES = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "dark": ["color-contrast"],
}
"""What axe looks for: all, and in the dark what the dark changes."""
SIGNED_OUT = ("/sign-in", "/nowhere")


def complaints(page: Page) -> list[str]:
    """What is wrong with a page, everything on it unfolded: what axe finds, and what sticks out."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(AXE_SCRIPT)
    found: list[str] = []
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > size["width"]:
            found.append(f"{page.url} is {wide} wide at {size['width']}")
        for scheme, rules in RULES.items():
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            options = {"runOnly": rules, "resultTypes": ["violations"]}
            violations = page.evaluate("options => axe.run(options)", options)["violations"]
            found += [
                f"{page.url} {size['width']} {scheme}, {one['id']}: {one['help']}: "
                f"{node['html'][:160]}"
                for one in violations
                for node in one["nodes"]
            ]
    return found


@pytest.mark.timeout(600)
@pytest.mark.parametrize("life", LIVES)
def test_nothing_is_wrong_with_any_page(
    chromium: Browser, runtime: LocalRuntime, life: str
) -> None:
    """Each page that can be reached by who has nothing yet, by who is in the midst of it, and by
    who met people with names that fit nowhere.
    """
    with Visitor(runtime.url) as visitor:
        at_least = LIVES[life](visitor, runtime)
        page = inside(chromium, runtime, visitor)
    looked_at = dict.fromkeys([*reached(page), *at_least, *ELSEWHERE])
    assert len(looked_at) > 15
    taken: list[str] = []
    page.on("dialog", lambda dialog: taken.append(dialog.message))
    found: list[str] = []
    for path in looked_at:
        page.goto(path)
        found += complaints(page)
        assert page.title() != "taken", f"a name ran as a script on {path}"
    page.context.close()
    assert not found, "\n".join(found)
    assert taken == []


def test_nothing_is_wrong_with_the_pages_of_who_is_signed_out(
    chromium: Browser, runtime: LocalRuntime
) -> None:
    """The way in, and the page for an address that leads nowhere."""
    page = chromium.new_context(base_url=runtime.url).new_page()
    found: list[str] = []
    for path in SIGNED_OUT:
        page.goto(path)
        found += complaints(page)
    page.context.close()
    assert not found, "\n".join(found)
