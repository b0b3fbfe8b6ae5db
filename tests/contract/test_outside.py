"""Bus, schedules and mail service: the stand-ins do what the real adapters do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from rapport.facts import derive
from rapport.outside.bus import Bus, Event, NotPublished
from rapport.outside.mailer import Mailer, NotSent
from rapport.outside.schedules import SOONEST, Schedules, Wake
from tests.contract.conftest import SENDER, Heard, Shown

NOW = datetime(2026, 3, 3, 15, 20, 0, tzinfo=UTC)
WAKE = Wake(
    derive("seeker"),
    derive("relationship"),
    derive("follow-up"),
    derive("occasion"),
    NOW + timedelta(days=1),
    (NOW + timedelta(days=1)).date(),
)


def event(number: int, source: str = "rapport.facts") -> Event:
    return Event(source, "note-recorded", {"metadata": {"number": number}, "data": {}})


def numbers(events: list[Event]) -> list[int]:
    return sorted(one.detail["metadata"]["number"] for one in events)


# The bus.


@pytest.mark.parametrize("many", [0, 1, 10, 11, 35])
def test_all_events_go_out(bus: tuple[Bus, Heard], many: int) -> None:
    """However many there are, each is said once, with its words."""
    speaker, heard = bus
    speaker.publish([event(number) for number in range(many)])
    said = heard()
    assert numbers(said) == list(range(many))
    assert all(one in said for one in map(event, range(many)))


def test_an_event_that_is_refused_stops_no_other(bus: tuple[Bus, Heard]) -> None:
    """The bus takes each entry by itself: the refused ones are named, the others are out."""
    speaker, heard = bus
    wrong = {3, 12, 24}
    events = [event(number, "" if number in wrong else "rapport.facts") for number in range(25)]
    with pytest.raises(NotPublished) as refused:
        speaker.publish(events)
    assert refused.value.failed == tuple(sorted(wrong))
    assert numbers(heard()) == sorted(set(range(25)) - wrong)


# Schedules.


def test_a_schedule_says_that_its_follow_up_is_due(schedules: tuple[Schedules, Shown]) -> None:
    """It stands under the follow-up's id, at its time, with what to say then."""
    keeper, shown = schedules
    keeper.put(WAKE, NOW)
    (standing,) = shown().values()
    assert set(shown()) == {WAKE.follow_up_id}
    assert standing.at == WAKE.at
    assert standing.detail == WAKE.detail()


def test_putting_again_moves_it(schedules: tuple[Schedules, Shown]) -> None:
    """One schedule a follow-up: the newest time and occasion hold."""
    keeper, shown = schedules
    later = replace(WAKE, at=WAKE.at + timedelta(days=2), occasion=derive("snoozed"))
    keeper.put(WAKE, NOW)
    keeper.put(later, NOW)
    (standing,) = shown().values()
    assert standing.at == later.at
    assert standing.detail["data"]["occasion"] == later.occasion


def test_ensuring_leaves_what_stands(schedules: tuple[Schedules, Shown]) -> None:
    """Healing never takes back what the planner has just moved."""
    keeper, shown = schedules
    keeper.ensure(WAKE, NOW)
    assert shown()[WAKE.follow_up_id].at == WAKE.at
    keeper.ensure(replace(WAKE, at=WAKE.at + timedelta(days=2)), NOW)
    assert shown()[WAKE.follow_up_id].at == WAKE.at


def test_removing_is_final_and_may_be_repeated(schedules: tuple[Schedules, Shown]) -> None:
    """Taking back what is gone, or never was, is no error."""
    keeper, shown = schedules
    keeper.put(WAKE, NOW)
    keeper.remove(WAKE.follow_up_id)
    keeper.remove(WAKE.follow_up_id)
    assert not shown()


def test_what_is_overdue_is_said_soon(schedules: tuple[Schedules, Shown]) -> None:
    """A moment that is gone cannot be scheduled; the next minute can."""
    keeper, shown = schedules
    keeper.put(replace(WAKE, at=NOW - timedelta(days=3)), NOW)
    assert shown()[WAKE.follow_up_id].at == NOW + SOONEST


# Mail.


def message() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = SENDER
    mail["To"] = "Roger <roger@seeker.example>"
    mail["Subject"] = "Thank Stan"
    mail.set_content("Dear Stan")
    return mail


def test_a_mail_that_was_taken_has_an_id(make_mailer: Callable[[bool], Mailer]) -> None:
    """Each mail can be told from the others afterwards."""
    mailer = make_mailer(True)
    ids = {mailer.send(message(), {"follow_up": derive(number)}) for number in range(3)}
    assert len(ids) == 3


def test_a_refusal_is_certain(make_mailer: Callable[[bool], Mailer]) -> None:
    """A mail that the service refused certainly did not go out, and the error says just that: the
    service's own words name the recipient, and an error is logged with what led to it.
    """
    with pytest.raises(NotSent) as refused:
        make_mailer(False).send(message(), {})
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None or refused.value.__suppress_context__
