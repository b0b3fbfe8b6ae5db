"""The web function on moto, and a browser in front of it."""

from __future__ import annotations

import email
import email.policy
import importlib
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import pytest
import time_machine
from moto.core import DEFAULT_ACCOUNT_ID  # type: ignore[attr-defined]  # as moto itself does
from moto.ses.models import ses_backends

from rapport.flows.planning import difference
from rapport.outside import clients
from rapport.store import Standing
from rapport.store.table import TableStore
from tests.integration.account import REGION
from tests.integration.afresh import Context
from tests.integration.web.browser import Browser

NOW = datetime(2026, 3, 10, 13, 20, tzinfo=UTC)  # a Tuesday, 14:20 in Berlin


class Post:
    """The mails that went out."""

    def mails(self) -> list[str]:
        sent = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
        return [one.raw_data for one in sent]

    def link(self, under: str = "/sign-in/") -> str:
        """The path of the link in the newest mail, which leads under this one."""
        message = email.message_from_string(self.mails()[-1], policy=email.policy.default)
        text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        found = re.search(rf"https://[^/\s]+({under}\S+)", text)
        assert found
        return found[1]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def module(
    table: str, monkeypatch: pytest.MonkeyPatch, clock: time_machine.Traveller
) -> Iterator[ModuleType]:
    """The function, composed for this test's table and mail service, and nothing besides."""
    for name, value in {
        # Disabled metrics pile up, and warn when there are a hundred of them.
        "POWERTOOLS_METRICS_DISABLED": "false",
        "TABLE_NAME": table,
        "SENDER_ADDRESS": "reminders@rapport.example",
        "CONFIGURATION_SET": "rapport",
        "PUBLIC_URL": "",
        "WHO_MAY_SIGN_UP": "*",
        "SECRET_ARN": clients.client("secretsmanager").create_secret(
            Name="mail-tokens", SecretString="a-secret-of-the-tests"
        )["ARN"],
        "DEFAULT_ZONE": "Europe/Berlin",
        "INBOUND_QUEUE_URL": "https://sqs.eu-central-1.amazonaws.com/123456789012/InboundQueue",
        "RAW_MAIL_DAYS": "90",
    }.items():
        monkeypatch.setenv(name, value)
    # Nobody is kept waiting here, who is to be shown that everybody is, in test_sign_in.
    monkeypatch.setattr("rapport.outside.clock.at_earliest", lambda _: lambda: None)
    sesv2 = clients.client("sesv2")
    sesv2.create_email_identity(EmailIdentity="rapport.example")
    sesv2.create_configuration_set(ConfigurationSetName="rapport")
    module = importlib.import_module("web.app")
    module.house.cache_clear()
    yield module
    module.house.cache_clear()


@pytest.fixture
def plan(store: TableStore) -> Callable[[str], list[Standing]]:
    """Plans a relationship, as the events of its facts make it happen."""

    def planned(relationship_id: str) -> list[Standing]:
        relationship = store.relationship(relationship_id)
        assert relationship is not None
        store.save_plan(difference(relationship, None, datetime.now(UTC)))
        after = store.relationship(relationship_id)
        assert after is not None
        return sorted(after.standing.values(), key=lambda one: one.remind_at)

    return planned


@pytest.fixture
def all_calls(module: ModuleType) -> Iterator[list[str]]:
    """The names of the calls of AWS that are made from here on, of whatever service."""
    made: list[str] = []

    def note(model: Any, **_: Any) -> None:
        made.append(model.name)

    services = ("dynamodb", "s3", "secretsmanager", "sesv2", "sqs")
    used = [*map(clients.client, services), clients.client("sesv2", clients.ONCE)]
    heard = [one.meta.events for one in used]
    for events in heard:
        events.register("before-call", note)
    yield made
    for events in heard:
        events.unregister("before-call", note)


@pytest.fixture
def calls(module: ModuleType, all_calls: list[str]) -> list[str]:
    """The same in a process that is warm: it has fetched its secret, once for all."""
    module.house().signed()
    all_calls.clear()
    return all_calls


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
