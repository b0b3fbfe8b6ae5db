"""Somebody at the pages, or a program at the API, who asks again where no answer comes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from tests.integration.people import ROGER
from tests.integration.test_loop import words
from tests.integration.web.browser import Answer, Browser
from tests.integration.world import Died, World

PATIENCE = 3
"""How often somebody asks: what goes wrong here goes wrong once."""
OVERTAKEN = (401, 404, 409, 412, 422)
"""What is answered to somebody who asks for what was done already, or cannot be done any more."""

CHANGED = (409,)
"""What a client is answered that repeated by itself what had been done: it was changed since."""


class Visitor:
    """A browser in front of the world's web function.

    What is refused at the first asking is an error, unless `tries_anything`.
    """

    def __init__(self, world: World, *, tries_anything: bool = False) -> None:
        self._world = world
        self._tries_anything = tries_anything
        self._browser = Browser(world.pages, None)

    def get(self, path: str, **headers: str) -> Answer:
        return self._heard(lambda: self._browser.get(path, **headers))

    def post(self, path: str, fields: Any, **headers: str) -> Answer:
        """Send a form."""
        return self._heard(lambda: self._browser.post(path, fields, **headers))

    def api(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Send JSON."""
        return self._heard(lambda: self._browser.api(method, path, body, **headers))

    def press(self, page: str, action: str, /, **fields: str | None) -> Answer:
        """Open a page, and send the form of it that goes to `action`, with some fields filled."""
        return self.post(action, self.get(page).form(action).filled(**fields))

    def sign_in(self, address: str = ROGER.address) -> None:
        """By the link in the mail. Whoever gets none, or finds it used, asks for another."""
        for _ in range(PATIENCE):
            before = len(self._world.mails)
            self.press("/sign-in", "/sign-in", address=address)
            if len(self._world.mails) > before and self.follow(self.link("/sign-in/")):
                return
        raise AssertionError("nobody is let in")

    def link(self, under: str) -> str:
        """The path of the link in the newest mail, which leads under this one."""
        found = re.search(rf"https://[^/\s]+({under}\S+)", words(self._world.mails[-1]))
        assert found
        return found[1]

    def follow(self, path: str) -> bool:
        """Open a one-time link and press its button; whether it was good. It is used up before we
        know whether whoever used it heard so.
        """
        form = self.get(path).form(path)
        return (
            self._heard(lambda: self._browser.post(path, form.values), fine=(404, *CHANGED)).status
            < 400
        )

    def _heard(self, ask: Callable[[], Answer], fine: Sequence[int] = CHANGED) -> Answer:
        for attempt in range(PATIENCE):
            try:
                answer = ask()
            except Died:
                continue
            if answer.status < 500:
                fine = OVERTAKEN if attempt or self._tries_anything else fine
                assert answer.status < 400 or answer.status in fine, answer.text
                return answer
        raise AssertionError("the web gives up")
