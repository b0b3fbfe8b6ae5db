"""When "until next Tuesday 9am" is: a small grammar over calendar words, on the seeker's clock.

Durations in minutes and hours are real time, counted in UTC; days and longer keep the wall clock.
A time that the spring change skips means the moment as far after the gap; a doubled one means its
first occurrence. Where only a day is named, the morning hour counts.

Decided here, since people do not agree on it:

- "Friday" is the next one to come, never today unless a later hour of today is named; "next
  Friday" is the one in the next week (weeks begin on Monday).
- "the weekend" is Saturday, "next week" Monday, "next month" its first day; the end of the week is
  Friday, that of a month or year its last day.
- "after Easter" is the Tuesday that follows; after any other day is the day after it.
- A bare hour from 7 to 12 is before or at noon, from 1 to 6 after it.
- 01/02/2026 is two days and no one's to choose: `ambiguous`, both in `readings`, `at` is None.
  With dots the day goes first.
- What lies in the past moves to its next occurrence, or is no answer where a year or "today"
  was said.

From a shell: `python -m rapport.mail.until --now <ISO> --zone <IANA> "until next Tuesday 9am"`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rapport.mail.until_words import LANGUAGES, Token

MORNING = time(9, 0)
MAX_WORDS = 200
_FURTHEST = timedelta(days=366 * 20)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase means: `at` aware and in the zone, or None.

    None with `ambiguous` means that it has the several `readings`, to be asked back; None without
    means that there is no time in it.
    """

    at: datetime | None
    ambiguous: bool = False
    readings: list[datetime] = field(default_factory=list)


def read(
    text: str, *, now: datetime, zone: str, language: str = "en", morning: time = MORNING
) -> Reading:
    """The time that `text` asks for, as in "until Friday 8am", "for 3 days" or "3 days".

    `now` is aware; `zone` an IANA name; `language` is tried before the other tables. A text that
    begins with no such word must be nothing but the time.

    Raises:
        ValueError: `now` is naive, or there is no such zone.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware, with an offset from UTC")
    try:
        clock = _Clock(now.astimezone(ZoneInfo(zone)), ZoneInfo(zone), morning)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(f"{zone!r} is no IANA time zone, write one like Europe/Berlin") from error
    for name in sorted(LANGUAGES, key=lambda name: name != language):
        tokens = _tokens(text, name)
        for start, asked in _starts(tokens):
            reading = _Phrase(tokens, start, asked, clock, name).reading()
            if reading.at or reading.ambiguous:
                return reading
    return Reading(None)


def happened(
    text: str, *, now: datetime, zone: str, language: str = "en", morning: time = MORNING
) -> datetime | None:
    """The past or announced time that `text` names: "yesterday at 2pm", "last Tuesday", "5 Jan".

    A weekday is the last one before now, a date without a year the one nearest to now.
    """
    words = text.lower().split()
    for word, days in _AGO.items():
        if word in words:
            words = [_TOMORROW.get(word, "tomorrow") if each == word else each for each in words]
            return _read_from(now, days + 1, words, zone, language, morning)
    if any(word in _AHEAD for word in words):
        return read(text, now=now, zone=zone, language=language, morning=morning).at
    words = [word for word in words if word not in _LAST]
    if any(_is_weekday(word.strip(",.")) for word in words):
        # From the eve of six days ago on, so that a weekday that is today's can be today.
        return _read_from(now, 7, words, zone, language, morning)
    days = 0 if {"today", "heute", "this"} & set(words) else 183
    return _read_from(now, days, words, zone, language, morning)


_AGO = {"yesterday": 1, "gestern": 1, "vorgestern": 2}
_TOMORROW = {"gestern": "morgen", "vorgestern": "morgen"}
_AHEAD = frozenset({"next", "tomorrow", "morgen", "nächsten", "nächste", "kommenden", "coming"})
_LAST = frozenset({"last", "letzten", "letzte", "letzter", "past", "vergangenen"})


def _is_weekday(word: str) -> bool:
    return any(table.get(word, ("", 0))[0] == "weekday" for table in LANGUAGES.values())


def _read_from(
    now: datetime, days: int, words: list[str], zone: str, language: str, morning: time
) -> datetime | None:
    """The words read as if it were the beginning of a day so many days ago."""
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() - timedelta(days=days)
    begin = datetime.combine(day, time(), ZoneInfo(zone))
    return read(" ".join(words), now=begin, zone=zone, language=language, morning=morning).at


# --- words ------------------------------------------------------------------------------------

_LEX = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2}(?:[t ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?"
    r"(?:z|[+-]\d{2}:?\d{2})?)?)(?![\w-])"
    r"|(?P<date>\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d{2}))(?![\w/-])"
    r"|(?P<dots>\d{1,2}\.\d{1,2}\.)(?!\d)"
    r"|(?P<slash>\d{1,2}/\d{1,2})(?![\w/])"
    r"|(?P<time>\d{1,2}[:.]\d{2})(?![:\d])"
    r"|(?P<hours>\d{1,2}h\d{2})\b"
    r"|(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}\.(?=\s*(?:[^\W\d]|$)))"
    r"|(?P<number>\d{1,4}(?:[.,]\d{1,2})?)(?!\d)"
    r"|(?P<dotted>[ap]\.\s?m\.?)"
    r"|(?P<word>'?[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<stop>[,;.!?()–—-])"
    r"|(?P<other>\S)"
)


def _tokens(text: str, language: str) -> list[Token]:
    """The tokens of the first words of a text; words that mean nothing here are kind "word"."""
    rough: list[Token] = []
    folded = text[: MAX_WORDS * 8].lower().replace("’", "'")
    for match in _LEX.finditer(folded):
        kind = match.lastgroup if match.lastgroup != "mark" else "date"
        rough.append((str(kind), match[0]))
        if len(rough) >= MAX_WORDS:
            break
    return _meant(rough, language)


def _meant(rough: list[Token], language: str) -> list[Token]:
    table, longest = LANGUAGES[language], _longest(language)
    tokens: list[Token] = []
    place = 0
    while place < len(rough):
        kind, value = rough[place]
        if kind != "word":
            tokens.append(_literal(kind, str(value)))
            place += 1
            continue
        for length in range(min(longest, len(rough) - place), 0, -1):
            row = rough[place : place + length]
            found = table.get(" ".join(str(word) for _, word in row))
            if found and all(each == "word" for each, _ in row):
                tokens.append(found)
                place += length
                break
        else:
            tokens.append((kind, value))
            place += 1
    return tokens


@lru_cache(maxsize=8)
def _longest(language: str) -> int:
    return max(len(words.split()) for words in LANGUAGES[language])


def _literal(kind: str, value: str) -> Token:
    if kind == "number":
        return ("number", float(value.replace(",", ".")))
    if kind == "ordinal":
        return ("ordinal", float(re.sub(r"\D", "", value)))
    if kind == "dotted":
        return ("ampm", "am" if value.startswith("a") else "pm")
    return (kind, value)


def _starts(tokens: list[Token]) -> list[tuple[int, str]]:
    """Where a time may begin, and the word that asks for it there."""
    starts: list[tuple[int, str]] = []
    for place, (kind, value) in enumerate(tokens):
        first = place == 0 or tokens[place - 1][0] in ("ask", "stop", "other")
        # "for" inside a sentence asks for anything; at its beginning, and of a command, for a time.
        if kind == "ask" and (value == "until" or first):
            starts.append((place + 1, str(value)))
        elif place == 0 and kind in ("to", "in"):
            starts.append((1, "to" if kind == "to" else "in"))
    return [*starts, (0, "")]


# --- days and times ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Clock:
    now: datetime
    zone: ZoneInfo
    morning: time

    @property
    def today(self) -> date:
        return self.now.date()

    def at(self, day: date, minutes: int) -> datetime:
        """The instant of so many minutes into the wall clock's day, in the zone."""
        wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
        return wall.replace(tzinfo=self.zone).astimezone(UTC).astimezone(self.zone)

    def passed(self, at: datetime) -> bool:
        """Whether that is over; in UTC, since two times of one zone compare by wall clock."""
        return at.astimezone(UTC) <= self.now.astimezone(UTC)

    def later(self, span: timedelta) -> datetime:
        return (self.now.astimezone(UTC) + span).astimezone(self.zone)

    def part(self, part: str) -> int:
        """The minutes into the day of a part of it."""
        if part == "morning":
            return self.morning.hour * 60 + self.morning.minute
        return _PARTS[part]


_PARTS = {
    "noon": 12 * 60, "after lunch": 13 * 60, "afternoon": 14 * 60, "day's end": 17 * 60,
    "evening": 18 * 60, "night": 20 * 60, "midnight": 24 * 60,
}  # fmt: skip
_PM_PARTS = frozenset({"noon", "after lunch", "afternoon", "day's end", "evening", "night"})


@dataclass(frozen=True, slots=True)
class _Day:
    """A day that was named. `again` gives its next occurrence where this one has passed."""

    day: date
    again: Callable[[date], date] | None = None
    other: date | None = None
    span: bool = False


@dataclass(frozen=True, slots=True)
class _Time:
    """A time of day in minutes. `part` is the bare part of the day that it came from, if any."""

    minutes: int
    part: str | None = None


class _NoDay(Exception):
    """The words name a day that no calendar has."""


class _Phrase:
    """Reads tokens from one place on; each method moves on only when it has found its part."""

    def __init__(
        self, tokens: list[Token], start: int, asked: str, clock: _Clock, language: str
    ) -> None:
        self.tokens, self.place, self.asked, self.clock = tokens, start, asked, clock
        self.day_first = language != "en"

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
        return self.kind() in ("end", "stop", "other") or (
            self.kind() == "ask" and self.asked == "" and self.kind(1) == "end"
        )

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
        start = self.place
        if spanned := self.span():
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
        return self.only(self.clock.at(day, clock.hour * 60 + clock.minute))

    # Spans of time.

    def span(self) -> datetime | None:
        """ "3 days", "an hour and a half", "two weeks at 9am", "a week from Monday"."""
        self.skip("in", "the", "next", "some")
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
        if self.take("from", "after", "on") and (base := self.day()):
            if any(unit in ("minute", "hour") for _, unit in spans):
                return None
            day = base.day
            for count, unit in spans:
                day = _moved(day, count, unit)
            clock = self.time_after()
            return self.clock.at(day, clock.minutes if clock else self.clock.part("morning"))
        self.take("now")
        clock = self.time_after()
        day, real = self.clock.today, timedelta()
        for count, unit in spans:
            if unit in ("minute", "hour"):
                real += timedelta(minutes=count * (60 if unit == "hour" else 1))
            elif count != int(count) and unit in ("day", "week"):
                real += timedelta(days=count * (7 if unit == "week" else 1))
            else:
                day = _moved(day, count, unit)
        if day == self.clock.today and not clock:
            return self.clock.later(real)
        now = self.clock.now
        minutes = clock.minutes if clock else now.hour * 60 + now.minute
        return (self.clock.at(day, minutes).astimezone(UTC) + real).astimezone(self.clock.zone)

    def amount(self) -> tuple[float, str] | None:
        """A count and its unit."""
        start = self.place
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
        clock = self.time(bare=self.asked not in ("for", "in"))
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
        elif self.kind() == "part" and self.tokens[self.place][1] == "night":
            self.place += 1  # "8pm tonight": the day and the time are both known
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
        clock = self.time(bare=True, part=given.part if given else None)
        if clock is None:
            self.place = start
            return given
        return clock

    def next_time(self, clock: _Time) -> Reading:
        """The next time that the clock shows it."""
        at = self.clock.at(self.clock.today, clock.minutes)
        if self.clock.passed(at):
            at = self.clock.at(self.clock.today + timedelta(days=1), clock.minutes)
        return self.only(at)

    def finish(self, day: _Day, clock: _Time | None) -> Reading:
        if not self.over():
            return Reading(None)
        minutes = clock.minutes if clock else self.clock.part("morning")
        if day.other:
            days = sorted({day.day, day.other})
            return Reading(None, True, [self.clock.at(each, minutes) for each in days])
        at = self.clock.at(day.day, minutes)
        if self.clock.passed(at) and day.again:
            at = self.clock.at(day.again(day.day), minutes)
        return self.only(at)

    # Times.

    def time(self, *, bare: bool, part: str | None = None) -> _Time | None:
        start = self.place
        self.skip("at")
        if self.kind() == "the" and self.kind(1) == "part":
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
        return found

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
        if self.take("half to"):
            base = -30
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
            self.written_date, self.relative_day, self.month_day, self.edge, self.weekday,
            self.next_unit, self.weekend, self.holiday, self.month,
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
            days = [_day(year, month, day) for day, month in ((first, second), (second, first))]
        else:
            days = [
                _yearly(self.clock.today, second, first),
                _yearly(self.clock.today, first, second),
            ]
        if "." in text or self.day_first:
            days = days[:1]
        known = [day for day in days if day]
        if not known:
            raise _NoDay
        again = None if rest else _next_year
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
            return _Day(today + timedelta(days=days))
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

    def weekday(self) -> _Day | None:
        """ "Friday", "next Friday", "Friday week", "Friday next week"."""
        self.skip("on")
        article = self.kind() == "the"
        which = self.which()
        if self.kind() != "weekday":
            return None
        if article and self.kind(-1) == "the":
            return None  # "the sun" is no Sunday, "the next Sunday" is one
        wanted = self.number()
        self.place += 1
        today = self.clock.today
        monday = today - timedelta(days=today.weekday())
        weeks = self.weeks_behind()
        if weeks is not None:
            return _Day(monday + timedelta(days=7 * weeks + wanted))
        ahead = (wanted - today.weekday()) % 7
        if self.kind() == "unit" and self.value() == "week":
            self.place += 1
            return _Day(today + timedelta(days=(ahead or 7) + 7))
        if self.kind() == "in" and self.kind(1) == "number" and self.kind(2) == "unit":
            self.place += 1
            count, unit = self.amount() or (0, "")
            return _Day(_moved(today + timedelta(days=ahead or 7), count, unit))
        if which:
            return _Day(monday + timedelta(days=7 * which + wanted))
        soonest = today + timedelta(days=ahead)
        if not ahead and not self.time_follows():
            soonest += timedelta(days=7)
        return _Day(soonest, lambda day: day + timedelta(days=7))

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
        if self.kind() != "unit" or not named:
            return None
        unit = str(self.value())
        self.place += 1
        which += 2 * self.take("after next")
        begins = _begin(self.clock.today, unit, which)
        if begins is None:
            return None
        if unit == "week" and self.kind() in ("weekday", "on", "stop") and self.weekday_behind():
            return _Day(begins + timedelta(days=self.number(-1)))
        return _Day(begins)

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
        monday = self.clock.today - timedelta(days=self.clock.today.weekday())
        saturday = monday + timedelta(days=5 + 7 * which)
        if any(kind in ("after", "past") for kind, _ in after):
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
        if self.kind() != "unit":
            return None
        unit = str(self.value())
        self.place += 1
        return self.edge_of(where, unit, which)

    def edge_of(self, where: str, unit: str, which: int) -> _Day | None:
        def on(count: int) -> date | None:
            begin = _begin(self.clock.today, unit, count)
            end = _begin(self.clock.today, unit, count + 1)
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
        extra = timedelta(days=1 if name == "easter" and after else 0)
        days = [_holiday(name, each) + extra for each in (year, year + 1)]
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
            found = _day(year, month, day)
            if not found:
                raise _NoDay
            return _Day(found)
        found = _yearly(self.clock.today, month, day)
        if not found:
            raise _NoDay
        return _Day(found, _next_year)

    def in_month(self, day: int, which: int) -> _Day:
        """The next such day of a month; a month that has none of that number is passed over."""
        today = self.clock.today
        for months in range(which, which + 8):
            first = _moved(today.replace(day=1), months, "month")
            found = _day(first.year, first.month, day)
            if found and (found >= today or which):
                return _Day(found, _same_day_later)
        raise _NoDay

    def year_behind(self) -> int | None:
        start = self.place
        self.skip("stop", "of")
        if self.kind() == "number" and 1970 <= self.number() <= 2200:
            self.place += 1
            return self.number(-1)
        self.place = start
        return None

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
    if part in _PM_PARTS:
        return minutes % (12 * 60) + 12 * 60
    return minutes + 12 * 60 if minutes < 6 * 60 + 60 else minutes


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _yearly(today: date, month: int, day: int) -> date | None:
    """The day this year, or next year where it has passed; a leap day in the next leap year."""
    for year in range(today.year, today.year + 9):
        found = _day(year, month, day)
        if found and found >= today:
            return found
    return None


def _next_year(day: date) -> date:
    return _yearly(day + timedelta(days=1), day.month, day.day) or day


def _same_day_later(day: date) -> date:
    for months in range(1, 8):
        first = _moved(day.replace(day=1), months, "month")
        found = _day(first.year, first.month, day.day)
        if found:
            return found
    return day


def _moved(day: date, count: float, unit: str) -> date:
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


def _begin(today: date, unit: str, which: int) -> date | None:
    """The first day of this week, month, quarter or year, or `which` of them on."""
    if unit == "week":
        return today - timedelta(days=today.weekday()) + timedelta(days=7 * which)
    if unit in ("month", "quarter", "year"):
        month = {"month": today.month, "quarter": (today.month - 1) // 3 * 3 + 1, "year": 1}[unit]
        return _moved(today.replace(day=1, month=month), which, unit)
    return None


def _holiday(name: str, year: int) -> date:
    if name == "easter":
        return _easter(year) + timedelta(days=0)
    if name == "thanksgiving":
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    month, day = {
        "christmas eve": (12, 24), "christmas": (12, 25), "boxing day": (12, 26),
        "new year's eve": (12, 31), "new year": (1, 1),
    }[name]  # fmt: skip
    return date(year, month, day)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, after Gauss."""
    century = year // 100
    moon = (15 + century - century // 4 - (8 * century + 13) // 25) % 30
    start = (4 + century - century // 4) % 7
    d = (19 * (year % 19) + moon) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + start) % 7
    if (d == 29 and e == 6) or (d == 28 and e == 6 and (11 * moon + 11) % 30 < 19):
        e = -1
    return date(year, 3, 22) + timedelta(days=d + e)


# --- the command ------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints `{"at", "ambiguous", "readings"}` for one phrase."""
    parser = argparse.ArgumentParser(prog="python -m rapport.mail.until", description=__doc__)
    parser.add_argument("phrase", nargs="+")
    parser.add_argument(
        "--now", required=True, help="ISO 8601; without an offset: on the zone's clock"
    )
    parser.add_argument("--zone", required=True, help="IANA name, like Europe/Berlin")
    parser.add_argument("--language", default="en", choices=sorted(LANGUAGES))
    options = parser.parse_args(arguments)
    try:
        now = datetime.fromisoformat(options.now)
        if now.tzinfo is None:
            now = now.replace(tzinfo=ZoneInfo(options.zone))
        phrase = " ".join(options.phrase)
        reading = read(phrase, now=now, zone=options.zone, language=options.language)
    except (ValueError, ZoneInfoNotFoundError) as error:
        parser.error(str(error))
    answer = {
        "at": reading.at.isoformat() if reading.at else None,
        "ambiguous": reading.ambiguous,
        "readings": [each.isoformat() for each in reading.readings],
    }
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
