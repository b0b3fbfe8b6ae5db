"""The grammar of "until next Tuesday 9am": tokens of any language's table into a time."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from rapport.later import dataclass
from rapport.mail.until_days import (
    PM_PARTS,
    TWO_DAYS,
    Clock,
    beginning,
    day_of,
    holiday,
    iso_week,
    moved,
    next_year,
    nth_weekday,
    same_day_later,
    season_month,
    yearly,
)
from rapport.mail.until_words import Token

_FURTHEST = timedelta(days=366 * 20)
_A_YEAR = timedelta(days=300)
"""What is so far off is the next year's: Easter comes back after 350 days at least."""
_GOES_ON = frozenset("%‰°€$£¥&@#/+=")
"""What makes something else of the number before it: "10 %" is no hour."""


@dataclass(frozen=True)
class Reading:
    """What a phrase means: `at` aware and in the zone, or None.

    None with `ambiguous` means that it has the several `readings`, to be asked back; None without
    means that there is no time in it.
    """

    at: datetime | None
    ambiguous: bool = False
    readings: list[datetime] = field(default_factory=list)


@dataclass(frozen=True)
class _Day:
    """A day that was named. `again` gives its next occurrence where this one has passed."""

    day: date
    again: Callable[[date], date] | None = None
    other: date | None = None
    span: bool = False


@dataclass(frozen=True)
class _Time:
    """A time of day in minutes. `part` is the bare part of the day that it came from, if any."""

    minutes: int
    part: str | None = None


class _NoDay(Exception):
    """The words name a day that no calendar has."""


class Phrase:
    """Reads tokens from one place on; each method moves on only when it has found its part."""

    def __init__(
        self, tokens: list[Token], start: int, asked: str, clock: Clock, language: str
    ) -> None:
        self.tokens, self.place, self.asked, self.clock = tokens, start, asked, clock
        self.day_first = language != "en"
        self.zone: tzinfo | None = None
        """The zone that was named, if any; one phrase has one."""

    # The tokens.

    def kind(self, ahead: int = 0) -> str:
        place = self.place + ahead
        return self.tokens[place][0] if place < len(self.tokens) else "end"

    def value(self, ahead: int = 0) -> float | str:
        return self.tokens[self.place + ahead][1]

    def take(self, *kinds: str) -> bool:
        if self.kind() in kinds:
            self.place += 1
            return True
        return False

    def skip(self, *kinds: str) -> None:
        while self.take(*kinds):
            pass

    def number(self, ahead: int = 0) -> int:
        return int(float(self.value(ahead)))

    def over(self) -> bool:
        if self.kind() == "other":
            return self.value() not in _GOES_ON
        return self.kind() in ("end", "stop") or (
            self.kind() == "ask" and self.asked == "" and self.kind(1) == "end"
        )

    def at(self, day: date, minutes: int) -> datetime:
        """The instant of so many minutes into the day, on the clock that was named."""
        return self.clock.at(day, minutes, self.zone)

    # The phrase.

    def reading(self) -> Reading:
        try:
            return self.moment()
        except (_NoDay, OverflowError, ValueError):
            return Reading(None)

    def moment(self) -> Reading:
        self.skip("some")
        if self.kind() == "iso":
            return self.instant()
        if self.take("later today"):
            return self.only(self.clock.some_hours_on())
        start = self.place
        # "erst in 3 Tagen" asks for a time, "erst 3 Tage" tells how long it has been.
        if (self.asked != "only" or self.kind() == "in") and (spanned := self.span()):
            return self.only(spanned)
        self.place = start
        return self.day_and_time()

    def only(self, at: datetime) -> Reading:
        if not self.over() or self.clock.passed(at) or not self.clock.passed(at - _FURTHEST):
            return Reading(None)
        return Reading(at, readings=[at])

    def instant(self) -> Reading:
        """An ISO date, with a time or not, with an offset or not."""
        found = re.match(r"(\d+)-(\d+)-(\d+)(?:[t ](.*))?$", str(self.value()))
        if not found:
            return Reading(None)
        self.place += 1
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None:
            return self.finish(_Day(day), self.time_after())
        clock = time.fromisoformat(found[4].upper().replace("Z", "+00:00").rjust(5, "0"))
        if clock.tzinfo:
            return self.only(datetime.combine(day, clock).astimezone(self.clock.zone))
        self.take_zone()
        return self.only(self.at(day, clock.hour * 60 + clock.minute))

    # Spans of time.

    def span(self) -> datetime | None:
        """ "3 days", "an hour and a half", "two weeks at 9am", "a week from Monday"."""
        self.skip("in", "at", "the", "next", "some")
        start = self.place
        amounts = [self.amount()]
        while amounts[-1] and self.kind() in ("and", "number", "half", "stop"):
            before = self.place
            self.skip("and", "stop")
            further = self.amount()
            if further is None:
                self.place = before
                break
            amounts.append(further)
        spans = [amount for amount in amounts if amount]
        if not spans:
            self.place = start
            return None
        return self.applied(spans)

    def applied(self, spans: list[tuple[float, str]]) -> datetime | None:
        if (self.take("from", "after", "on") or self.kind() == "day") and (base := self.day()):
            if any(unit in ("minute", "hour") for _, unit in spans):
                return None
            day = base.day
            for count, unit in spans:
                day = moved(day, count, unit)
            clock = self.time_after()
            return self.at(day, clock.minutes if clock else self.clock.part("morning"))
        self.take("now")
        clock = self.time_after()
        day, real = self.clock.today, timedelta()
        for count, unit in spans:
            if unit in ("minute", "hour"):
                real += timedelta(minutes=count * (60 if unit == "hour" else 1))
            elif count != int(count) and unit in ("day", "week"):
                real += timedelta(days=count * (7 if unit == "week" else 1))
            else:
                day = moved(day, count, unit)
        if day == self.clock.today and not clock:
            return self.clock.later(real)
        now = self.clock.now
        minutes = clock.minutes if clock else now.hour * 60 + now.minute
        return (self.at(day, minutes).astimezone(UTC) + real).astimezone(self.clock.zone)

    def amount(self) -> tuple[float, str] | None:
        """A count and its unit."""
        start = self.place
        self.skip("more")
        count: float | None = None
        if self.take("half"):
            count = 0.5
            if self.kind() == "number":
                self.place += self.value() == 1
        elif self.take("quarter"):
            count = 0.25
        elif self.kind() == "number":
            count = float(self.value())
            self.place += 1
            if count == 1 and self.kind() == "number":
                count = float(self.value())
                self.place += 1
            if self.kind() == "and" and self.kind(1) == "half":
                self.place += 2
                count += 0.5
        self.skip("more")
        if count is None or count <= 0 or self.kind() != "unit":
            self.place = start
            return None
        unit = str(self.value())
        self.place += 1
        if self.kind() == "and" and self.kind(1) == "half" and self.kind(2) != "unit":
            self.place += 2
            count += 0.5
        return count, unit

    # A day, a time, or both in any order.

    def day_and_time(self) -> Reading:
        after = self.take("after") or self.is_after()
        clock = self.time(bare=self.asked not in ("for", "in", "only"))
        if clock and clock.part and self.asked == "for":
            return Reading(None)
        self.skip("on", "stop") if clock and self.kind(1) != "end" else None
        day = self.day()
        if day is None:
            return self.next_time(clock) if (clock and not after) or clock else Reading(None)
        if after:
            day = self.after(day)
        if clock is None or clock.part:
            clock = self.time_after(clock)
        elif self.kind() == "part":  # "8 tomorrow morning", "8pm tonight"
            clock = _Time(_guessed(clock.minutes % (12 * 60) or 12 * 60, str(self.value())))
            self.place += 1
        return self.finish(day, clock)

    def is_after(self) -> bool:
        """Whether a word for "past", as in "past nine", stands for "after" here."""
        later = ("weekend", "holiday", "weekday", "month", "ordinal", "next", "the")
        return self.kind(1) in later and self.take("past")

    def after(self, day: _Day) -> _Day:
        if day.span:
            return day
        again = day.again
        return _Day(
            day.day + timedelta(days=1),
            (lambda today: again(today) + timedelta(days=1)) if again else None,
        )

    def time_after(self, given: _Time | None = None) -> _Time | None:
        """The time behind a day: "at 9", "morning at 8", "in the evening"."""
        start = self.place
        self.skip("at", "in", "the", "on", "stop")
        clock = self.time(bare=True, part=given.part if given else None) or self.hour_sign()
        if clock is None:
            self.place = start
            return given
        return clock

    def hour_sign(self) -> _Time | None:
        """ "14h" behind a day, where it can be no span of time."""
        hour = self.number() if self.kind() == "number" else 0
        if not 1 <= hour <= 24 or (self.kind(1), self.kind(2)) != ("unit", "end"):
            return None
        if self.value(1) != "hour" or self.value() != hour:
            return None
        self.place += 2
        return _Time(hour * 60)

    def next_time(self, clock: _Time) -> Reading:
        """The next time that the clock shows it."""
        today = self.clock.now.astimezone(self.zone or self.clock.zone).date()
        at = self.at(today, clock.minutes)
        if self.clock.passed(at):
            at = self.at(today + timedelta(days=1), clock.minutes)
        return self.only(at)

    def finish(self, day: _Day, clock: _Time | None) -> Reading:
        if clock and not clock.part:
            self.take_zone()
        if not self.over():
            return Reading(None)
        minutes = clock.minutes if clock else self.clock.part("morning")
        if day.other:
            days = sorted({day.day, day.other})
            return Reading(None, True, [self.at(each, minutes) for each in days])
        at = self.at(day.day, minutes)
        if self.clock.passed(at) and day.again:
            again = day.again(day.day)
            at = self.at(again, minutes)
            if again - self.clock.today > _A_YEAR:
                return Reading(None, True, [self.clock.later_today(), at])
        return self.only(at)

    # Times.

    def time(self, *, bare: bool, part: str | None = None) -> _Time | None:
        start = self.place
        self.skip("at")
        if self.kind() in ("the", "on") and self.kind(1) == "part":  # "am Abend"
            self.place += 1
        if self.kind() == "part":
            return self.part_of_day(start)
        minutes = self.clock_time(bare=bare or self.place > start)
        if minutes is None:
            self.place = start
            return None
        value, sure = minutes
        before = self.place
        self.skip("in", "the", "at", "this")
        if self.kind() == "part" or self.kind() == "tonight":
            part = "night" if self.kind() == "tonight" else str(self.value())
            # "tonight" names the day as well, so it stays for the day to read.
            self.place += self.kind() == "part"
        else:
            self.place = before
        return _Time(value if sure else _guessed(value, part))

    def part_of_day(self, start: int) -> _Time | None:
        """ "the morning", "evening at 7", "noon"."""
        part = str(self.value())
        self.place += 1
        place = self.place
        self.skip("at")
        precise = self.clock_time(bare=True) if self.kind() != "unit" else None
        if precise:
            value, sure = precise
            return _Time(value if sure else _guessed(value, part))
        self.place = place
        if start == place:
            return None
        return _Time(self.clock.part(part), part)

    def clock_time(self, *, bare: bool) -> tuple[int, bool] | None:
        """Minutes into the day, and whether that is sure or the half of the day is a guess."""
        start = self.place
        found = self.spoken() or self.written(bare=bare)
        if found is None or not 0 <= found[0] <= 24 * 60:
            self.place = start
            return None
        self.take_zone()
        return found

    def take_zone(self) -> None:
        """ "3pm UTC", "15 Uhr MEZ", "15:00 UTC+2", "15:00 +0200"."""
        named = self.tokens[self.place - 1] if self.take("zone") else None
        if named is None or named[1] == "UTC":
            sign = str(self.value()) if self.kind() in ("other", "stop") else ""
            if sign in ("+", "-", "–") and self.kind(1) in ("number", "time"):
                hours, _, minutes = str(self.value(1)).partition(":")
                offset = timedelta(hours=float(hours), minutes=int(minutes or 0))
                if (named or self.kind(1) == "time") and offset <= timedelta(hours=14):
                    self.place += 2
                    self.zone = timezone(offset if sign == "+" else -offset)
                    return
        if named:
            self.zone = ZoneInfo(str(named[1]))

    def written(self, *, bare: bool) -> tuple[int, bool] | None:
        """ "17:30", "9.30am", "9 am", "9h30", "9 Uhr 30", "at 9"."""
        kind = self.kind()
        if kind in ("time", "hours"):
            hour, minute = map(int, re.split("[:.h]", str(self.value())))
            self.place += 1
            if minute > 59:
                return None
            self.take("clock")
            return self.half_of_day(hour * 60 + minute, sure=True)
        if kind != "number" or float(self.value()) != self.number() or self.number() > 24:
            return None
        hour = self.number()
        if self.kind(1) == "ampm":
            self.place += 1
            return self.half_of_day(hour * 60, sure=True)
        if self.kind(1) == "clock":
            german = self.value(1) == 24
            self.place += 2
            minute = 0
            if german and self.kind() == "number" and self.number() < 60:
                minute = self.number()
                self.place += 1
            return self.half_of_day(hour * 60 + minute, sure=german or hour > 12)
        if self.kind(1) == "unit" and self.value(1) == "hour" and self.kind(2) != "unit" and bare:
            return None
        if not bare or self.kind(1) in ("unit", "month", "more", "number"):
            return None
        self.place += 1
        return hour * 60, hour > 12 or hour == 0

    def half_of_day(self, minutes: int, *, sure: bool) -> tuple[int, bool] | None:
        if self.kind() != "ampm":
            return minutes, sure
        if not 60 <= minutes < 13 * 60:
            return None
        late = self.value() == "pm"
        self.place += 1
        return minutes % (12 * 60) + (12 * 60 if late else 0), True

    def spoken(self) -> tuple[int, bool] | None:
        """ "quarter past nine", "half past 8", "ten to five", "halb neun"."""
        if self.kind() in ("half to", "quarter to"):
            base = -30 if self.kind() == "half to" else -15
            self.place += 1
        elif self.kind() in ("quarter", "half", "number") and self.kind(1) in ("past", "to"):
            size = {"quarter": 15, "half": 30}.get(self.kind()) or self.number()
            base = size if self.kind(1) == "past" else -size
            self.place += 2
        else:
            return None
        if self.kind() != "number" or not 1 <= self.number() <= 24 or not 0 < abs(base) < 60:
            return None
        hour = self.number()
        self.place += 1
        self.take("clock")
        found = self.half_of_day(hour * 60, sure=hour > 12)
        return (found[0] + base, found[1]) if found else None

    # Days.

    def day(self) -> _Day | None:
        start = self.place
        for reader in (
            self.written_date, self.relative_day, self.nth_weekday, self.numbered_week,
            self.dated_week, self.quarter, self.month_day, self.edge, self.weekday, self.next_unit,
            self.weekend, self.holiday, self.season, self.month,
        ):  # fmt: skip
            found = reader()
            if found:
                return found
            self.place = start
        return None

    def written_date(self) -> _Day | None:
        """ "01/02/2026", "5.1.", "2027-01-05"."""
        self.skip("the", "on")
        kind = self.kind()
        if kind == "iso":
            found = re.match(r"(\d+)-(\d+)-(\d+)$", str(self.value()))
            self.place += 1
            return _Day(date(*map(int, found.groups()))) if found else None
        if kind not in ("date", "dots", "slash"):
            return None
        text = str(self.value())
        self.place += 1
        first, second, *rest = (int(piece) for piece in re.split(r"[./-]", text) if piece)
        if rest:
            year = rest[0] + (2000 if rest[0] < 100 else 0)
            days = [day_of(year, month, day) for day, month in ((first, second), (second, first))]
        else:
            days = [
                yearly(self.clock.today, second, first),
                yearly(self.clock.today, first, second),
            ]
        if "." in text or self.day_first:
            days = days[:1]
        known = [day for day in days if day]
        if not known:
            raise _NoDay
        again = None if rest else next_year
        other = known[1] if len(known) > 1 and known[1] != known[0] else None
        return _Day(known[0], again, other)

    def relative_day(self) -> _Day | None:
        """ "today", "tomorrow", "the day after tomorrow", "tonight"."""
        self.skip("the", "on")
        today = self.clock.today
        if self.kind() == "day":
            days = self.number()
            self.place += 1
            if days == 1 and self.kind() == "after" and self.kind(1) == "day":
                return None
            return _Day(self.later_than(today + timedelta(days=days)))
        if self.kind() in ("tonight", "tomorrow", "this morning"):
            day = today + timedelta(days=self.kind() == "tomorrow")
            # The same word says which part of the day: leave that for the time to read.
            part = "night" if self.kind() == "tonight" else "morning"
            self.tokens = [*self.tokens]
            self.tokens[self.place] = ("part", part)
            return _Day(day)
        if self.kind() == "this" and self.kind(1) == "part":
            self.place += 1
            return _Day(today)
        return None

    def later_than(self, day: date) -> date:
        """The day, or so much later as is said behind it: "tomorrow in a week", "today week"."""
        start = self.place
        if self.kind() == "unit" and self.value() == "week":
            self.place += 1
            return day + timedelta(days=7)
        amount = self.amount() if self.take("in") else None
        if amount is None or amount[1] in ("minute", "hour"):
            self.place = start
            return day
        return moved(day, *amount)

    def weekday(self) -> _Day | None:
        """ "Friday", "next Friday", "Friday week", "Friday next week"."""
        self.skip("on")
        article = self.kind() == "the"
        which = self.which()
        if self.kind() != "weekday":
            return None
        if article and self.kind(-1) == "the" and self.kind(1) != "after next":
            return None  # "the sun" is no Sunday, "the next Sunday" is one
        wanted = self.number()
        self.place += 1
        if dated := self.date_behind(wanted) or self.week_behind(wanted):
            return dated
        today = self.clock.today
        monday = today - timedelta(days=today.weekday())
        weeks = self.weeks_behind()
        if weeks is not None:
            return _Day(monday + timedelta(days=7 * weeks + wanted))
        if self.take("after next"):
            return _Day(monday + timedelta(days=14 + wanted))
        ahead = (wanted - today.weekday()) % 7
        if self.kind() == "unit" and self.value() == "week":
            self.place += 1
            return _Day(today + timedelta(days=(ahead or 7) + 7))
        if self.kind() == "in" and self.kind(1) == "number" and self.kind(2) == "unit":
            return _Day(self.later_than(today + timedelta(days=ahead)))
        if which:
            return _Day(monday + timedelta(days=7 * which + wanted))
        soonest = today + timedelta(days=ahead)
        if not ahead and not self.time_follows():
            soonest += timedelta(days=7)
        return _Day(soonest, lambda day: day + timedelta(days=7))

    def nth_weekday(self) -> _Day | None:
        """ "the first Monday in April", "the last Friday of next month"."""
        self.skip("the", "on")
        if self.kind() not in ("ordinal", "last") or self.kind(1) != "weekday":
            return None
        nth, weekday = -1 if self.kind() == "last" else self.number(), int(float(self.value(1)))
        self.place += 2
        if not 1 <= abs(nth) <= 5 or not self.take("in", "of"):
            return None
        this = self.clock.today
        which = self.which()
        if self.take("unit") and self.value(-1) == "month":
            months = [moved(this.replace(day=1), which + on, "month") for on in (0, 1)]
        elif self.take("month"):
            month, year = self.number(-1), self.year_behind()
            months = [
                date(each, month, 1) for each in ([year] if year else (this.year, this.year + 1))
            ]
        else:
            return None
        days = [nth_weekday(first.year, first.month, weekday, nth) for first in months]
        ahead = [day for day in days if day and (day >= this or len(days) == 1)]
        if not ahead:
            raise _NoDay
        return _Day(ahead[0], (lambda _: ahead[-1]) if len(ahead) > 1 else None)

    def numbered_week(self) -> _Day | None:
        """ "KW 14", "14. KW", "week 14", "KW 14/2027": that week's Monday."""
        if self.asked == "for":
            return None
        self.skip("the", "on", "in")
        named = self.kind() == "week number" or (self.kind() == "unit" and self.value() == "week")
        if self.kind() == "ordinal" and self.kind(1) == "week number":
            number = self.number()
        elif named and self.kind(1) == "number" and self.value(1) == self.number(1):
            number = self.number(1)
        else:
            return None
        self.place += 2
        if self.kind() == "other" and self.value() == "/":
            self.place += 1
        year = self.year_behind()
        if year:
            return _Day(date.fromisocalendar(year, number, 1))
        monday = iso_week(self.clock.today, number)
        if monday is None:
            raise _NoDay
        next_one = iso_week(monday + timedelta(days=7), number)
        return _Day(monday, lambda _: next_one or monday)

    def dated_week(self) -> _Day | None:
        """ "the week of December 7", "die Woche vom 7.12.": its Monday."""
        self.skip("the", "on", "in")
        if self.kind() != "unit" or self.value() != "week" or self.kind(1) != "of":
            return None
        self.place += 2
        found = self.written_date() or self.month_day()
        if found is None or found.other:
            return None
        return _Day(found.day - timedelta(days=found.day.weekday()))

    def week_behind(self, weekday: int) -> _Day | None:
        """The day of the week in "Friday of week 14", "Freitag KW 14"."""
        start = self.place
        self.skip("of", "in", "the", "stop")
        week = self.numbered_week()
        if week is None:
            self.place = start
            return None
        on, again = timedelta(days=weekday), week.again
        day = week.day + on
        if again and day < self.clock.today:
            day = again(week.day) + on
        return _Day(day, (lambda _: again(week.day) + on) if again else None)

    def date_behind(self, weekday: int) -> _Day | None:
        """The date in "Tuesday, 1 December"; asked back where that is another weekday."""
        start = self.place
        self.skip("stop", "the", "on")
        found = self.written_date() or self.month_day()
        if found is None:
            self.place = start
            return None
        if found.other or found.day.weekday() == weekday:
            return found
        if found.other is None and found.again and found.again(found.day).weekday() == weekday:
            return _Day(found.again(found.day))
        ahead = (weekday - self.clock.today.weekday()) % 7 or 7
        return _Day(found.day, None, self.clock.today + timedelta(days=ahead))

    def weeks_behind(self) -> int | None:
        """The weeks on in "(Friday) next week", "(Friday) of the week after next"."""
        start = self.place
        self.skip("of", "in", "the", "stop")
        which = self.which() if self.kind() in ("next", "this") else None
        if which is not None and self.kind() == "unit" and self.value() == "week":
            self.place += 1
            return which
        if self.kind() == "unit" and self.value() == "week" and self.kind(1) == "after next":
            self.place += 2
            return 2
        self.place = start
        return None

    def time_follows(self) -> bool:
        start = self.place
        found = self.time_after() is not None
        self.place = start
        return found

    def which(self) -> int:
        """How many weeks, months or years on: "this" is 0, "next" 1, "the one after next" 2."""
        self.skip("the")
        which = 0
        if self.kind() in ("next", "this"):
            which = self.number()
            self.place += 1
        return which

    def next_unit(self) -> _Day | None:
        """ "next week", "the month after next"."""
        self.skip("in", "on")
        named = self.kind() == "next" or self.kind(1) == "next" or self.kind(2) == "after next"
        which = self.which()
        unit = self.unit() if named else None
        if unit is None:
            return None
        which += 2 * self.take("after next")
        if unit in ("day", "workday") and which:
            return _Day(moved(self.clock.today, which, unit))
        begins = beginning(self.clock.today, unit, which)
        if begins is None:
            return None
        if unit == "week" and self.kind() in ("weekday", "on", "stop") and self.weekday_behind():
            return _Day(begins + timedelta(days=self.number(-1)))
        return _Day(begins)

    def unit(self) -> str | None:
        """A unit of the calendar; "quarter", else part of an hour, is three months here."""
        if self.take("quarter"):
            return "quarter"
        return str(self.value(-1)) if self.take("unit") else None

    def weekday_behind(self) -> bool:
        start = self.place
        self.skip("on", "stop")
        if self.take("weekday"):
            return True
        self.place = start
        return False

    def weekend(self) -> _Day | None:
        self.skip("the", "on")
        after = self.tokens[max(0, self.place - 2) : self.place]
        which = self.which()
        if not self.take("weekend"):
            return None
        which += 2 * self.take("after next")
        monday = self.clock.today - timedelta(days=self.clock.today.weekday())
        saturday = monday + timedelta(days=5 + 7 * which)
        if self.asked == "for" or any(kind in ("after", "past") for kind, _ in after):
            return _Day(saturday + timedelta(days=2), span=True)
        return _Day(saturday, lambda day: day + timedelta(days=7))

    def edge(self) -> _Day | None:
        """ "the end of next month", "mid-January", "early March", "Monatsende"."""
        self.skip("the", "on", "in")
        kind, where = self.kind(), str(self.value()) if self.kind() != "end" else ""
        if kind.startswith("edge of "):
            self.place += 1
            return self.edge_of(where, kind.removeprefix("edge of "), 0)
        if kind != "edge":
            return None
        self.place += 1
        self.skip("of", "the", "stop")
        which = self.which()
        self.skip("the")
        if self.kind() == "month":
            month = self.number()
            self.place += 1
            return self.edge_of_month(where, month)
        if first := self.quarter() or self.season():
            return self.edge_of_quarter(where, first)
        unit = self.unit()
        return self.edge_of(where, unit, which) if unit else None

    def edge_of(self, where: str, unit: str, which: int) -> _Day | None:
        def on(count: int) -> date | None:
            begin = beginning(self.clock.today, unit, count)
            end = beginning(self.clock.today, unit, count + 1)
            if begin is None or end is None:
                return None
            last = end - timedelta(days=3 if unit == "week" else 1)
            middle = begin + timedelta(days={"week": 2, "month": 14}.get(unit, 91))
            late = last - timedelta(days=5 if unit != "week" else 0)
            return {"begin": begin, "mid": middle, "late": late, "end": last}[where]

        day, later = on(which), on(which + 1)
        if day is None or later is None:
            return None
        return _Day(day, lambda _: later)

    def edge_of_quarter(self, where: str, named: _Day) -> _Day:
        def on(first: date) -> date:
            last = moved(first, 1, "quarter") - timedelta(days=1)
            days = {"begin": first, "mid": first + timedelta(days=45), "end": last}
            return days.get(where, last - timedelta(days=5))

        # Without a year it may be the one that has begun.
        begun = on(named.day.replace(year=named.day.year - 1))
        return _Day(begun if named.again and begun > self.clock.today else on(named.day))

    def edge_of_month(self, where: str, month: int) -> _Day | None:
        day = {"begin": 1, "mid": 15, "late": 25, "end": 0}[where]
        year = self.year_behind() or 0
        if year:
            return _Day(date(year, month, day or monthrange(year, month)[1]))
        today = self.clock.today
        this, following = (
            date(each, month, day or monthrange(each, month)[1])
            for each in (today.year, today.year + 1)
        )
        return _Day(this if this >= today else following, lambda _: following)

    def holiday(self) -> _Day | None:
        after = self.place > 0 and self.tokens[self.place - 1][0] in ("after", "past")
        self.skip("the")
        if self.kind() != "holiday":
            return None
        name = str(self.value())
        self.place += 1
        year = self.clock.today.year
        extra = timedelta(days=1 if name in TWO_DAYS and after else 0)
        days = [holiday(name, each) + extra for each in (year, year + 1)]
        day = next(each for each in days if each >= self.clock.today)
        return _Day(day, lambda _: days[1])

    def month_day(self) -> _Day | None:
        """ "the 15th", "5 Jan 2027", "January 5th", "the 3rd of next month"."""
        self.skip("the", "on")
        if self.kind() == "month" and self.kind(1) in ("number", "ordinal", "the"):
            return self.month_first()
        if self.kind() not in ("number", "ordinal"):
            return None
        ordinal = self.kind() == "ordinal"
        number = float(self.value())
        if number != int(number) or not 1 <= number <= 31:
            return None
        self.place += 1
        self.skip("of", "stop") if self.kind(1) == "month" else self.take("of")
        self.skip("the")
        if self.kind() == "month":
            month = self.number()
            self.place += 1
            return self.in_year(month, int(number))
        which = 0
        if self.kind() in ("next", "this") and self.kind(1) == "unit" and self.value(1) == "month":
            which = self.number()
            self.place += 2
        elif not ordinal:
            return None
        return self.in_month(int(number), which)

    def month_first(self) -> _Day | None:
        month = self.number()
        self.place += 1
        self.skip("the")
        day = self.number() if self.kind() in ("number", "ordinal") else 0
        if not 1 <= day <= 31:
            return None
        self.place += 1
        return self.in_year(month, day)

    def in_year(self, month: int, day: int) -> _Day:
        year = self.year_behind()
        if year:
            found = day_of(year, month, day)
            if not found:
                raise _NoDay
            return _Day(found)
        found = yearly(self.clock.today, month, day)
        if not found:
            raise _NoDay
        return _Day(found, next_year)

    def in_month(self, day: int, which: int) -> _Day:
        """The next such day of a month; a month that has none of that number is passed over."""
        today = self.clock.today
        for months in range(which, which + 8):
            first = moved(today.replace(day=1), months, "month")
            found = day_of(first.year, first.month, day)
            if found and (found >= today or which):
                return _Day(found, same_day_later)
        raise _NoDay

    def year_behind(self) -> int | None:
        start = self.place
        self.skip("stop", "of")
        if self.kind() == "number" and 1970 <= self.number() <= 2200:
            self.place += 1
            return self.number(-1)
        self.place = start
        return None

    def quarter(self) -> _Day | None:
        """ "Q1", "Q2 2027", "the first quarter", "das 1. Quartal": its first day."""
        self.skip("the", "in")
        named = self.kind() == "quarter number"
        if not named and not (
            self.kind() == "ordinal" and self.kind(1) in ("quarter", "unit")
            and self.value(1) in (0, "quarter")
        ):  # fmt: skip
            return None
        number = self.number()
        self.place += 1 if named else 2
        if not 1 <= number <= 4:
            return None
        self.skip("of")
        return self.first_of(3 * number - 2)

    def season(self) -> _Day | None:
        """ "spring", "im Frühjahr", "next summer": its first day."""
        if self.asked in ("for", "to"):
            return None
        self.skip("in", "the")
        self.take("next", "this")
        if self.kind() != "season":
            return None
        self.place += 1
        return self.first_of(season_month(str(self.value(-1)), self.clock.zone.key))

    def first_of(self, month: int) -> _Day:
        """The next first day of a month, or that of the year behind it."""
        if year := self.year_behind():
            return _Day(date(year, month, 1))
        today = self.clock.today
        return _Day(date(today.year + (month <= today.month), month, 1), next_year)

    def month(self) -> _Day | None:
        """ "January", where a time is asked for: its first day."""
        if self.asked in ("for", "to"):
            return None
        self.skip("in")
        which = self.which() if self.kind() == "next" else 0
        if self.kind() != "month":
            return None
        month = self.number()
        self.place += 1
        year = self.year_behind()
        if year:
            return _Day(date(year, month, 1))
        today = self.clock.today
        years = 1 if (month <= today.month) else 0
        later = which and today.month < month and which > 1
        return _Day(date(today.year + years + bool(later), month, 1))


def _guessed(minutes: int, part: str | None) -> int:
    """Which half of the day a bare hour is in."""
    if not 60 <= minutes < 13 * 60:
        return minutes
    if part == "morning":
        return minutes % (12 * 60)
    if part in PM_PARTS:
        return minutes % (12 * 60) + 12 * 60
    return minutes + 12 * 60 if minutes < 6 * 60 + 60 else minutes
