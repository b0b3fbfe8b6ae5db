"""The web function on moto, and a browser in front of it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import ModuleType

import pytest
import time_machine
from moto.core import DEFAULT_ACCOUNT_ID  # type: ignore[attr-defined]  # as moto itself does
from moto.ses.models import ses_backends

from tests.integration.conftest import REGION, Context
from tests.integration.web.browser import Browser

NOW = datetime(2026, 3, 10, 13, 20, tzinfo=UTC)  # a Tuesday, 14:20 in Berlin


class Post:
    """The mails that went out."""

    def mails(self) -> list[str]:
        sent = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
        return [one.raw_data for one in sent]

    def link(self) -> str:
        """The path of the newest sign-in link."""
        message = email.message_from_string(self.mails()[-1], policy=email.policy.default)
        text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        found = re.search(r"https://[^/\s]+(/sign-in/\S+)", text)
        assert found
        return found[1]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def module(
    function: Callable[[str], ModuleType],
    monkeypatch: pytest.MonkeyPatch,
    clock: time_machine.Traveller,
) -> ModuleType:
    monkeypatch.setenv("PUBLIC_URL", "")
    return function("web.app")


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def open_browser(module: ModuleType, context: Context) -> Callable[[], Browser]:
    """Browsers that nobody is signed in with."""
    return lambda: Browser(module, context)


@pytest.fixture
def sign_in(open_browser: Callable[[], Browser], post: Post) -> Callable[[str], Browser]:
    """A browser that somebody is signed in with."""

    def signed_in(address: str) -> Browser:
        browser = open_browser()
        form = browser.get("/sign-in").form("/sign-in")
        assert browser.post("/sign-in", form.filled(address=address)).status == 200
        path = post.link()
        page = browser.get(path)
        assert browser.post(page.forms[0].action, page.forms[0].values).status == 303
        return browser

    return signed_in


@pytest.fixture
def browser(sign_in: Callable[[str], Browser]) -> Browser:
    """Roger's browser."""
    return sign_in("roger@seeker.example")
