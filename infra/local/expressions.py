"""When a schedule is due: `at(…)`, `rate(…)` and `cron(…)` as EventBridge reads them. Pure."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_AT = re.compile(r"at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)")
_RATE = re.compile(r"rate\((\d+) (minutes?|hours?|days?)\)")
_CRON = re.compile(r"cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)")
_STEP = re.compile(r"(?P<span>[^/]+)(?:/(?P<step>\d+))?")
_MONTHS = {name.upper(): number for number, name in enumerate(calendar.month_abbr) if name}
_WEEKDAYS = {"SUN": 1, "MON": 2, "TUE": 3, "WED": 4, "THU": 5, "FRI": 6, "SAT": 7}
_LOOK_AHEAD_DAYS = 366 * 5


class BadExpressionError(ValueError):
    """Not a schedule expression; the message says why."""


class Expression(Protocol):
    """Knows its instants."""

    @property
    def once(self) -> bool:
        """Whether there is only one."""

    def next(self, after: datetime, anchor: datetime) -> datetime | None:
        """The first instant later than `after`; `anchor` is when the schedule began."""


@dataclass(frozen=True, slots=True)
class At:
    """One instant."""

    instant: datetime
    once: bool = True

    def next(self, after: datetime, anchor: datetime) -> datetime | None:  # noqa: ARG002
        """The instant, while it lies ahead."""
        return self.instant if self.instant > after else None


@dataclass(frozen=True, slots=True)
class Rate:
    """Every so often, counted from the anchor."""

    every: timedelta
    once: bool = False

    def next(self, after: datetime, anchor: datetime) -> datetime:
        """The first multiple of the period that lies ahead."""
        if after < anchor:
            return anchor
        return anchor + self.every * ((after - anchor) // self.every + 1)


@dataclass(frozen=True, slots=True)
class Cron:
    """The minutes that match six fields on the clock of a zone."""

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    month_days: str
    months: frozenset[int]
    weekdays: str
    years: frozenset[int]
    zone: ZoneInfo
    once: bool = False

    def next(self, after: datetime, anchor: datetime) -> datetime | None:  # noqa: ARG002
        """The first matching minute that lies ahead, or none in the next years."""
        start = after.astimezone(self.zone).date()
        for ahead in range(_LOOK_AHEAD_DAYS):
            day = start + timedelta(days=ahead)
            if self._matches(day):
                for instant in self._instants(day):
                    if instant > after:
                        return instant
        return None

    def _instants(self, day: date) -> Iterator[datetime]:
        for hour in self.hours:
            for minute in self.minutes:
                wall = datetime.combine(day, time(hour, minute), self.zone)
                yield wall.astimezone(UTC)

    def _matches(self, day: date) -> bool:
        if day.month not in self.months or day.year not in self.years:
            return False
        if self.month_days != "?":
            return _matches_month_day(self.month_days, day)
        return _matches_weekday(self.weekdays, day)


def parse(expression: str, zone: str = "UTC") -> Expression:
    """Read a schedule expression.

    Raises:
        BadExpressionError: it is none, or the zone is unknown.
    """
    try:
        where = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise BadExpressionError(f"unknown time zone {zone!r}") from None
    if found := _AT.fullmatch(expression):
        return At(_wall(found.group(1), where))
    if found := _RATE.fullmatch(expression):
        return _rate(int(found.group(1)), found.group(2))
    if found := _CRON.fullmatch(expression):
        return _cron(found.groups(), where)
    raise BadExpressionError(f"not a schedule expression: {expression!r}")


def _wall(text: str, zone: ZoneInfo) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadExpressionError(f"no such date and time: {text!r}") from None


def _rate(count: int, unit: str) -> Rate:
    if count < 1 or (count == 1) == unit.endswith("s"):
        raise BadExpressionError(f"rate({count} {unit}): singular for 1, plural for more")
    return Rate(timedelta(**{unit.rstrip("s") + "s": count}))


def _cron(fields: tuple[str, ...], zone: ZoneInfo) -> Cron:
    minute, hour, month_day, month, weekday, year = fields
    if (month_day == "?") == (weekday == "?"):
        raise BadExpressionError("cron: exactly one of day-of-month and day-of-week must be ?")
    cron = Cron(
        minutes=tuple(sorted(_numbers(minute, 0, 59))),
        hours=tuple(sorted(_numbers(hour, 0, 23))),
        month_days=month_day,
        months=frozenset(_numbers(month, 1, 12, _MONTHS)),
        weekdays=weekday,
        years=frozenset(_numbers(year, 1970, 2199)),
        zone=zone,
    )
    cron._matches(date(2024, 2, 29))  # reads the day fields, so that a bad one is told now
    _matches_month_day(month_day if month_day != "?" else "*", date(2024, 2, 29))
    return cron


def _numbers(field: str, low: int, high: int, names: dict[str, int] | None = None) -> set[int]:
    numbers: set[int] = set()
    for part in field.split(","):
        found = _STEP.fullmatch(part)
        if not found:
            raise BadExpressionError(f"cron: {part!r} is not understood")
        span, step = found.group("span"), int(found.group("step") or 1)
        if span in ("*", "?"):
            first, last = low, high
        else:
            first, last = _span(span, names or {}, open_end=high if found.group("step") else None)
        if not (low <= first <= last <= high) or step < 1:
            raise BadExpressionError(f"cron: {part!r} is not between {low} and {high}")
        numbers.update(range(first, last + 1, step))
    return numbers


def _span(text: str, names: dict[str, int], open_end: int | None) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    try:
        begin = names.get(first.upper()) or int(first)
        end = (names.get(last.upper()) or int(last)) if dash else begin
    except ValueError:
        raise BadExpressionError(f"cron: {text!r} is not understood") from None
    return begin, end if dash or open_end is None else open_end


def _matches_month_day(field: str, day: date) -> bool:
    if field == "L":
        return day.day == calendar.monthrange(day.year, day.month)[1]
    return day.day in _numbers(field, 1, 31)


def _matches_weekday(field: str, day: date) -> bool:
    weekday = day.isoweekday() % 7 + 1
    if "#" in field:
        which, _, nth = field.partition("#")
        first, _ = _span(which, _WEEKDAYS, None)
        return weekday == first and (day.day - 1) // 7 + 1 == int(nth)
    if field.endswith("L") and len(field) > 1:
        first, _ = _span(field[:-1], _WEEKDAYS, None)
        return weekday == first and (day + timedelta(days=7)).month != day.month
    return weekday in _numbers(field, 1, 7, _WEEKDAYS)
