"""When "until next Tuesday 9am" is: a small grammar over calendar words, on the seeker's clock.

Durations in minutes and hours are real time, counted in UTC; days and longer keep the wall clock.
A time that the spring change skips means the moment as far after the gap; a doubled one means its
first occurrence. Where only a day is named, the morning hour counts.

Decided here, since people do not agree on it:

- "Friday" is the next one to come, never today unless a later hour of today is named; "next
  Friday" is the one in the next week (weeks begin on Monday).
- "the weekend" is Saturday, but "for the weekend" goes on to Monday; "next week" is Monday, "next
  month" its first day; the end of the week is Friday, that of a month or year its last day.
- "after Easter" is the Tuesday that follows; after any other day is the day after it. Easter,
  Pentecost and, in German, Weihnachten have two days.
- A weekday with the date of another one is `ambiguous`.
- A bare hour from 7 to 12 is before or at noon, from 1 to 6 after it.
- 01/02/2026 is two days and no one's to choose: `ambiguous`, both in `readings`, `at` is None.
  With dots the day goes first.
- What lies in the past moves to its next occurrence, or is no answer where a year or "today"
  was said. Where that occurrence is a year away, as for "11 March" said on that day, it is
  `ambiguous`: the next part of today, or next year.
- "Q2" is the first day of the quarter, "spring" the first of its three whole months (1 March; in
  the south 1 September). "Later today" is the next part of the day two hours off or more.
- A zone behind a time is where that time is read: "3pm UTC", "15 Uhr MEZ", "15:00 +0200". Nobody
  changes its name in summer, so "EST" is what the clocks in New York show.
- "KW 14" and "week 14" are the Monday of that ISO week.

From a shell: `python -m rapport.mail.until --now <ISO> --zone <IANA> "until next Tuesday 9am"`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rapport.mail import until_tokens
from rapport.mail.until_days import Clock
from rapport.mail.until_grammar import Phrase, Reading
from rapport.mail.until_words import LANGUAGES

__all__ = ["MORNING", "Reading", "happened", "main", "read"]

MORNING = time(9, 0)


def read(
    text: str, *, now: datetime, zone: str, language: str = "en", morning: time = MORNING
) -> Reading:
    """The time that `text` asks for, as in "until Friday 8am", "for 3 days" or "3 days".

    `now` is aware; `zone` an IANA name; `language` is tried before the other tables, and all
    of them together last. A text that begins with no such word must be nothing but the time.

    Raises:
        ValueError: `now` is naive, or there is no such zone.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware, with an offset from UTC")
    try:
        clock = Clock(now.astimezone(ZoneInfo(zone)), ZoneInfo(zone), morning)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(f"{zone!r} is no IANA time zone, write one like Europe/Berlin") from error
    names = sorted(LANGUAGES, key=lambda name: name != language)
    for languages in (*((name,) for name in names), tuple(names)):
        tokens = until_tokens.of_text(text, languages)
        for start, asked in until_tokens.starts(tokens):
            reading = Phrase(tokens, start, asked, clock, languages[0]).reading()
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


# --- the command ------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints `{"at", "ambiguous", "readings"}` for one phrase."""
    # Only the shell needs them: a function that reads mail starts without.
    import argparse
    import json

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
