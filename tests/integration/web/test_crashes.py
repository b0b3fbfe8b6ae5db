"""The web dies at each of its AWS calls; whoever heard no answer sends the same again."""

from __future__ import annotations

from typing import Literal

import pytest

from rapport.flows.publishing import Publisher
from rapport.store.table import TableStore
from tests.fakes.outside import FakeBus
from tests.integration.faults import Crash, Faults
from tests.integration.table import streamed
from tests.integration.web.browser import Browser
from tests.integration.web.test_api import INTERVIEW, send
from tests.integration.web.test_pages import INTERVIEW as TYPED
from tests.integration.web.test_pages import facts, seeker_of
from tests.integration.world import is_published

When = Literal["before", "after"]
CALLS = ["BatchGetItem", "TransactWriteItems"]
"""What logging an interview asks of AWS."""
POINTS = [
    pytest.param(call, when, id=f"{when}-{call}-{name}")
    for call, name in enumerate(CALLS)
    for when in ("before", "after")
]


def assert_there_once(store: TableStore) -> None:
    """One interview in one relationship, said once on the bus."""
    (relationship_id,) = store.relationships_of(seeker_of(store).seeker_id)
    assert facts(store, relationship_id) == ["interview-logged"]
    bus = FakeBus()
    Publisher(bus).publish([record for record in streamed() if is_published(record)])
    assert [event.detail_type for event in bus.said] == ["interview-logged"]


@pytest.mark.parametrize(("call", "when"), POINTS)
def test_a_program_that_heard_nothing_asks_again(
    browser: Browser, faults: Faults, store: TableStore, call: int, when: When
) -> None:
    """Under the same key it gets the answer that it missed; the interview is there once."""
    faults.crash_at(call, when)
    with pytest.raises(Crash):
        send(browser, "/api/interviews", INTERVIEW)
    assert faults.calls == CALLS[: call + 1]
    answers = [send(browser, "/api/interviews", INTERVIEW) for _ in range(2)]
    assert [one.status for one in answers] == [201, 201]
    assert answers[0].json == answers[1].json
    assert_there_once(store)


@pytest.mark.parametrize(("call", "when"), POINTS)
def test_a_form_that_was_not_answered_is_sent_again(
    browser: Browser, faults: Faults, store: TableStore, call: int, when: When
) -> None:
    """Sending the very same form leads where the first would have; the interview is there once."""
    fields = browser.get("/log").form("/log").filled(**TYPED)
    faults.crash_at(call, when)
    with pytest.raises(Crash):
        browser.post("/log", fields)
    assert faults.calls == CALLS[: call + 1]
    answers = [browser.post("/log", fields) for _ in range(2)]
    assert [one.status for one in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert_there_once(store)


def test_the_calls_of_logging_are_known(
    browser: Browser, faults: Faults, store: TableStore
) -> None:
    """No call is left out above, and none is made that nobody counted."""
    faults.forget()
    assert send(browser, "/api/interviews", INTERVIEW).status == 201
    assert faults.calls == CALLS
    assert_there_once(store)
