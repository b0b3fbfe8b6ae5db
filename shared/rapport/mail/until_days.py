"""Days and clocks: calendar arithmetic on the seeker's own wall clock."""

from __future__ import annotations

from calendar import Calendar, monthrange
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from rapport.later import dataclass

PARTS = {
    "noon": 12 * 60, "after lunch": 13 * 60, "afternoon": 14 * 60, "day's end": 17 * 60,
    "evening": 18 * 60, "night": 20 * 60, "midnight": 24 * 60,
}  # fmt: skip
PM_PARTS = frozenset({"noon", "after lunch", "afternoon", "day's end", "evening", "night"})


@dataclass(frozen=True)
class Clock:
    now: datetime
    zone: ZoneInfo
    morning: time

    @property
    def today(self) -> date:
        return self.now.date()

    def at(self, day: date, minutes: int, zone: tzinfo | None = None) -> datetime:
        """The instant of so many minutes into the day on the wall clock of `zone`, else of the
        seeker's; in the seeker's zone.
        """
        wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
        return wall.replace(tzinfo=zone or self.zone).astimezone(UTC).astimezone(self.zone)

    def passed(self, at: datetime) -> bool:
        """Whether that is over; in UTC, since two times of one zone compare by wall clock."""
        return at.astimezone(UTC) <= self.now.astimezone(UTC)

    def later(self, span: timedelta) -> datetime:
        return (self.now.astimezone(UTC) + span).astimezone(self.zone)

    def later_today(self) -> datetime:
        """The beginning of the next part of today; its end where there is none."""
        return self._part_after(self.now)

    def some_hours_on(self) -> datetime:
        """ "later today": the first part of it that begins in two hours or more; its end else."""
        return self._part_after(self.later(timedelta(hours=2)))

    def _part_after(self, at: datetime) -> datetime:
        ahead = (self.at(self.today, minutes) for minutes in sorted(PARTS.values()))
        later = (each for each in ahead if each.astimezone(UTC) > at.astimezone(UTC))
        return next(later, self.at(self.today, 24 * 60))

    def part(self, part: str) -> int:
        """The minutes into the day of a part of it."""
        if part == "morning":
            return self.morning.hour * 60 + self.morning.minute
        return PARTS[part]


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def yearly(today: date, month: int, day: int) -> date | None:
    """The day this year, or next year where it has passed; a leap day in the next leap year."""
    for year in range(today.year, today.year + 9):
        found = day_of(year, month, day)
        if found and found >= today:
            return found
    return None


def next_year(day: date) -> date:
    return yearly(day + timedelta(days=1), day.month, day.day) or day


def same_day_later(day: date) -> date:
    for months in range(1, 8):
        first = moved(day.replace(day=1), months, "month")
        found = day_of(first.year, first.month, day.day)
        if found:
            return found
    return day


def moved(day: date, count: float, unit: str) -> date:
    """So many calendar units on; the last day of a month where that one is shorter."""
    if unit == "workday":
        for _ in range(min(int(count), 3000)):
            day += timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))
        return day
    days = {"day": 1, "week": 7, "fortnight": 14}
    if unit in days:
        return day + timedelta(days=int(count * days[unit]))
    months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
    whole = day.year * 12 + day.month - 1 + int(months)
    year, month = divmod(whole, 12)
    moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return moved + timedelta(days=15 if months != int(months) else 0)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The first (1) to fifth (5) such weekday of a month, or its last (-1)."""
    days = [day for day in Calendar().itermonthdates(year, month) if day.month == month]
    fitting = [day for day in days if day.weekday() == weekday]
    return fitting[nth - (nth > 0)] if nth <= len(fitting) else None


def iso_week(today: date, week: int) -> date | None:
    """The Monday of the ISO week that is on or comes next under that number."""
    this = today.isocalendar().year
    for year in range(this, this + 9):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:  # week 53 of a year with 52
            continue
        if monday + timedelta(days=6) >= today:
            return monday
    return None


def beginning(today: date, unit: str, which: int) -> date | None:
    """The first day of this week, month, quarter or year, or `which` of them on."""
    if unit == "week":
        return today - timedelta(days=today.weekday()) + timedelta(days=7 * which)
    if unit in ("month", "quarter", "year"):
        month = {"month": today.month, "quarter": (today.month - 1) // 3 * 3 + 1, "year": 1}[unit]
        return moved(today.replace(day=1, month=month), which, unit)
    return None


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_SOUTH = (
    "Australia/", "Pacific/Auckland", "Pacific/Chatham", "Antarctica/", "Africa/Johannesburg",
    "Africa/Windhoek", "Africa/Harare", "Africa/Gaborone", "Africa/Maputo", "Africa/Lusaka",
    "America/Argentina/", "America/Buenos_Aires", "America/Sao_Paulo", "America/Santiago",
    "America/Montevideo", "America/Asuncion", "America/La_Paz",
)  # fmt: skip


def season_month(name: str, zone: str) -> int:
    """The month with which a season begins, by the calendar of meteorologists: whole months."""
    north = _SEASONS[name]
    return (north + 5) % 12 + 1 if zone.startswith(_SOUTH) else north


TWO_DAYS = frozenset({"easter", "pentecost", "weihnachten"})
"""Holidays that go on for a second day."""


def holiday(name: str, year: int) -> date:
    """The (first) day of a holiday in a year."""
    if name == "easter":
        return easter(year)
    if name == "pentecost":
        return easter(year) + timedelta(days=49)
    if name == "thanksgiving":
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    month, day = {
        "christmas eve": (12, 24), "christmas": (12, 25), "weihnachten": (12, 25),
        "boxing day": (12, 26), "new year's eve": (12, 31), "new year": (1, 1),
    }[name]  # fmt: skip
    return date(year, month, day)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, after Gauss."""
    century = year // 100
    moon = (15 + century - century // 4 - (8 * century + 13) // 25) % 30
    start = (4 + century - century // 4) % 7
    d = (19 * (year % 19) + moon) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + start) % 7
    if (d == 29 and e == 6) or (d == 28 and e == 6 and (11 * moon + 11) % 30 < 19):
        e = -1
    return date(year, 3, 22) + timedelta(days=d + e)
