"""Quiet hours, working days and the daily cap: they defer, they never drop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.agenda import Day, Slot, admitted, next_day, reminder_at
from rapport.facts import derive
from rapport.playbook import Playbook
from rapport.wall import Wall
from tests.unit.heart.worlds import ZONES, playbooks

walls = st.builds(
    Wall,
    local=st.datetimes(datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2027-12-31")),
    zone=st.sampled_from(ZONES),
)


@given(walls, playbooks(), st.booleans())
def test_no_reminder_in_quiet_hours(due: Wall, book: Playbook, any_day: bool) -> None:
    """A reminder comes when the seeker's clock shows no quiet time, on a day that is allowed."""
    at = reminder_at(due, book, any_day=any_day)
    shown = at.instant.astimezone(UTC)
    clock = Wall.at(shown, book.zone).local
    minutes = clock.hour * 60 + clock.minute
    start = book.quiet_from.hour * 60 + book.quiet_from.minute
    assert (minutes - start) % (24 * 60) >= book.quiet_minutes
    assert any_day or clock.isoweekday() in book.working_days
    assert at.zone == book.zone


@given(walls, playbooks(), st.booleans())
def test_quiet_hours_only_defer(due: Wall, book: Playbook, any_day: bool) -> None:
    """A reminder never comes early, and at most a week and its quiet hours late."""
    here = Wall(local=due.local, zone=book.zone)
    late = reminder_at(due, book, any_day=any_day).instant - here.instant
    assert timedelta(0) <= late < timedelta(days=2 if any_day else 9)


@given(walls, playbooks(), st.booleans())
def test_a_settled_time_stays(due: Wall, book: Playbook, any_day: bool) -> None:
    """Asking again about a time that was found changes nothing."""
    once = reminder_at(due, book, any_day=any_day)
    assert reminder_at(once, book, any_day=any_day) == once


@pytest.mark.parametrize(
    ("due", "comes"),
    [
        ("2026-03-28T21:00", "2026-03-29T08:00"),  # the night of 23 hours
        ("2026-10-24T21:00", "2026-10-25T08:00"),  # the night of 25 hours
        ("2026-03-29T02:30", "2026-03-29T08:00"),  # a time that no clock shows
        ("2026-10-25T02:30", "2026-10-25T08:00"),  # a time that the clock shows twice
    ],
)
def test_quiet_hours_end_by_the_clock_on_the_wall(due: str, comes: str) -> None:
    """Over a clock change in either direction the reminder comes at eight, as the wall shows it."""
    book = Playbook(zone="Europe/Berlin")
    at = reminder_at(_wall(due), book, any_day=True)
    assert at == _wall(comes)
    assert Wall.at(at.instant, "Europe/Berlin") == at


def test_a_skipped_time_that_lands_in_quiet_hours_waits_for_their_end() -> None:
    """02:30 does not exist on that night and means 03:30, which is quiet here."""
    book = Playbook(zone="Europe/Berlin", quiet_from=time(3), quiet_until=time(5))
    assert reminder_at(_wall("2026-03-29T02:30"), book, any_day=True) == _wall("2026-03-29T05:00")


def test_a_day_off_is_waited_out() -> None:
    """What can wait comes on the next working day at the usual time; what cannot comes at once."""
    book = Playbook(zone="Europe/Berlin")
    saturday = _wall("2026-03-28T15:00")
    assert reminder_at(saturday, book) == _wall("2026-03-30T09:00")
    assert reminder_at(saturday, book, any_day=True) == saturday


def _wall(text: str) -> Wall:
    return Wall(local=datetime.fromisoformat(text), zone="Europe/Berlin")


MIDNIGHT = datetime(2026, 1, 1, tzinfo=UTC)
slots = st.dictionaries(
    st.integers(0, 30).map(derive),
    st.builds(
        Slot,
        importance=st.integers(0, 100),
        at=st.integers(0, 24 * 60).map(lambda minutes: MIDNIGHT + timedelta(minutes=minutes)),
        sent=st.just(False),
    ),
    max_size=20,
)


@given(slots, st.integers(1, 6), st.randoms(use_true_random=False))
def test_the_cap_is_never_exceeded(day: Mapping[str, Slot], cap: int, random: Random) -> None:
    """In whatever order reminders come due, no more than the cap of a day are sent."""
    now = dict(day)
    for one in random.sample(list(now), len(now)):
        if admitted(Day(now), one, cap):
            now[one] = replace(now[one], sent=True)
    sent = [one for one in now if now[one].sent]
    assert len(sent) == min(cap, len(now))
    least = min((now[one].importance for one in sent), default=0)
    assert all(now[one].importance <= least for one in now if not now[one].sent)


@given(slots, st.integers(1, 6))
def test_who_was_sent_keeps_the_place(day: Mapping[str, Slot], cap: int) -> None:
    """Something more important that turns up later on the day does not make the day longer."""
    sent = {one: replace(slot, sent=True) for one, slot in list(day.items())[:cap]}
    late = derive("urgent")
    now = Day({**sent, late: Slot(100, MIDNIGHT)})
    assert admitted(now, late, cap) == (len(sent) < cap)


@given(slots, playbooks())
def test_what_finds_its_day_full_comes_on_a_later_day(
    pending: Mapping[str, Slot], book: Playbook
) -> None:
    """Deferred day by day, every reminder is sent, never more than the cap on one day."""
    waiting = {one: Wall.at(slot.at, book.zone) for one, slot in pending.items()}
    waiting = {one: reminder_at(wall, book) for one, wall in waiting.items()}
    sent: dict[date, list[str]] = {}
    rounds = 0
    while waiting:
        rounds += 1
        assert rounds < 100, "a reminder is put off for ever"
        today = min(wall.day for wall in waiting.values())
        falls = {one: wall for one, wall in waiting.items() if wall.day == today}
        day = Day({one: Slot(pending[one].importance, w.instant) for one, w in falls.items()})
        for one, wall in falls.items():
            if admitted(day, one, book.reminders_a_day):
                sent.setdefault(today, []).append(one)
                del waiting[one]
            else:
                later = next_day(wall, book)
                assert later.day > today
                waiting[one] = later
    assert sorted(one for day in sent.values() for one in day) == sorted(pending)
    assert all(len(day) <= book.reminders_a_day for day in sent.values())


def test_a_follow_up_that_the_day_does_not_know_is_not_admitted() -> None:
    """Whoever asks must have put it on the day first."""
    assert not admitted(Day({}), derive("x"), 3)
