"""Wall-clock time: days are calendar days, hours are real hours, and no clock change loses one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rapport.wall import Wall

BERLIN = "Europe/Berlin"
ZONES = [BERLIN, "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]

instants = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001  # hypothesis wants naive bounds
    datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def at(text: str, zone: str = BERLIN) -> Wall:
    return Wall(local=datetime.fromisoformat(text), zone=zone)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_time_that_spring_skips_moves_forward() -> None:
    """02:30 on the night that begins summer time is shown as 03:30."""
    assert at("2026-03-29T02:30").instant == utc("2026-03-29T01:30")
    assert Wall.at(at("2026-03-29T02:30").instant, BERLIN) == at("2026-03-29T03:30")


def test_a_time_that_autumn_doubles_happens_once() -> None:
    """02:30 on the night that ends summer time is the first of the two."""
    assert at("2026-10-25T02:30").instant == utc("2026-10-25T00:30")


def test_a_day_later_is_the_same_time_of_day() -> None:
    """09:00 tomorrow is 09:00, though the night has 23 hours."""
    later = at("2026-03-28T09:00").days_later(1)
    assert later == at("2026-03-29T09:00")
    assert later.instant - at("2026-03-28T09:00").instant == timedelta(hours=23)


def test_hours_later_are_real_hours() -> None:
    """Twenty-four hours on are twenty-four hours, though the clock shows another time."""
    assert at("2026-03-28T09:00").hours_later(24) == at("2026-03-29T10:00")


@given(instants, st.sampled_from(ZONES), st.integers(0, 2000))
def test_hours_add_up_everywhere(instant: datetime, zone: str, hours: int) -> None:
    """No clock change adds or loses an hour between two moments, but for the doubled ones."""
    wall = Wall.at(instant, zone)
    passed = wall.hours_later(hours).instant - wall.instant
    # A moment of the doubled hour is read as the first: it may lie one change earlier.
    assert timedelta() <= timedelta(hours=hours) - passed <= timedelta(hours=1)


@given(instants, st.sampled_from(ZONES), st.integers(0, 800))
def test_days_keep_the_time_of_day(instant: datetime, zone: str, days: int) -> None:
    """So many days on it is the same time on the clock, and that calendar day."""
    wall = Wall.at(instant, zone)
    later = wall.days_later(days)
    assert later.local.time() == wall.local.time()
    assert later.day == wall.day + timedelta(days=days)


def test_a_time_with_an_offset_is_refused() -> None:
    """Wall time and zone are kept apart: an offset would say the zone twice."""
    with pytest.raises(ValidationError, match="without an offset"):
        Wall(local=utc("2026-03-03T14:00"), zone=BERLIN)


@pytest.mark.parametrize("zone", ["Europe/Berln", "", "../etc/passwd", "CEST!"])
def test_a_zone_that_does_not_exist_is_refused(zone: str) -> None:
    """A mistyped zone is said at the door, with a way out."""
    with pytest.raises(ValidationError, match="write one like Europe/Berlin"):
        at("2026-03-03T14:00", zone)


def test_it_reads_as_people_and_programs_write_it() -> None:
    """Minutes, no seconds, with the zone beside it; JSON brings it back."""
    wall = Wall.on(date(2026, 3, 3), time(14, 0, 59), BERLIN)
    assert str(wall) == "2026-03-03T14:00[Europe/Berlin]"
    assert Wall.model_validate_json(wall.model_dump_json()) == wall
