"""When "until next Tuesday 9am" is."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.mail import until
from rapport.mail.until_words import LANGUAGES

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=ZoneInfo(BERLIN))
"""A Wednesday."""


def read(phrase: str, *, now: datetime = NOW, zone: str = BERLIN) -> until.Reading:
    return until.read(phrase, now=now, zone=zone)


def shown(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%d %H:%M") if at else None


PHRASES: list[tuple[str, str | None]] = [
    ("for 3 days", "2026-11-28 10:30"),
    ("for a week", "2026-12-02 10:30"),
    ("for two months", "2027-01-25 10:30"),
    ("half an hour", "2026-11-25 11:00"),
    ("for half an hour", "2026-11-25 11:00"),
    ("for an hour and a half", "2026-11-25 12:00"),
    ("for a couple of days", "2026-11-27 10:30"),
    ("until tomorrow", "2026-11-26 09:00"),
    ("until tomorrow morning", "2026-11-26 09:00"),
    ("until tomorrow 9am", "2026-11-26 09:00"),
    ("until tomorrow at noon", "2026-11-26 12:00"),
    ("this evening", "2026-11-25 18:00"),
    ("until tonight", "2026-11-25 20:00"),
    ("until next Tuesday 9am", "2026-12-01 09:00"),
    ("until Friday 8am", "2026-11-27 08:00"),
    ("the 15th", "2026-12-15 09:00"),
    ("until the end of the month", "2026-11-30 09:00"),
    ("until the end of the week", "2026-11-27 09:00"),
    ("end of the year", "2026-12-31 09:00"),
    ("after Easter", "2027-03-30 09:00"),
    ("until after Easter", "2027-03-30 09:00"),
    ("in a fortnight", "2026-12-09 10:30"),
    ("mid-January", "2027-01-15 09:00"),
    ("until 5 Jan", "2027-01-05 09:00"),
    ("until Jan 5th 2027", "2027-01-05 09:00"),
    ("until Jan 5th, 2027 at 3pm", "2027-01-05 15:00"),
    ("2027-01-05", "2027-01-05 09:00"),
    ("2027-01-05T09:00", "2027-01-05 09:00"),
    ("until 17:30", "2026-11-25 17:30"),
    ("noon", "2026-11-25 12:00"),
    ("until midnight", "2026-11-26 00:00"),
    ("until Monday week", "2026-12-07 09:00"),
    ("next month", "2026-12-01 09:00"),
    ("the weekend", "2026-11-28 09:00"),
    ("next weekend", "2026-12-05 09:00"),
    ("quarter past nine", "2026-11-26 09:15"),
    ("until quarter past nine tomorrow", "2026-11-26 09:15"),
    ("until 13/02/2027", "2027-02-13 09:00"),
    ("until 9", "2026-11-26 09:00"),
    ("until 5", "2026-11-25 17:00"),
    ("until 5pm", "2026-11-25 17:00"),
    ("8pm tonight", "2026-11-25 20:00"),
    ("until tonight at 8", "2026-11-25 20:00"),
    ("until Wednesday", "2026-12-02 09:00"),
    ("until Wednesday 3pm", "2026-11-25 15:00"),
    ("Wednesday 9am", "2026-12-02 09:00"),
    ("next week", "2026-11-30 09:00"),
    ("next week Tuesday", "2026-12-01 09:00"),
    ("Tuesday next week at 10:00", "2026-12-01 10:00"),
    ("a week from Monday", "2026-12-07 09:00"),
    ("two weeks from Friday", "2026-12-11 09:00"),
    ("2 weeks", "2026-12-09 10:30"),
    ("1h", "2026-11-25 11:30"),
    ("90 minutes", "2026-11-25 12:00"),
    ("30min", "2026-11-25 11:00"),
    ("3d", "2026-11-28 10:30"),
    ("until 3 days from now", "2026-11-28 10:30"),
    ("three business days", "2026-11-30 10:30"),
    ("until Christmas", "2026-12-25 09:00"),
    ("until after Christmas", "2026-12-26 09:00"),
    ("new year", "2027-01-01 09:00"),
    ("until the new year", "2027-01-01 09:00"),
    ("until Thanksgiving", "2026-11-26 09:00"),
    ("the day after tomorrow", "2026-11-27 09:00"),
    ("next year", "2027-01-01 09:00"),
    ("end of January", "2027-01-31 09:00"),
    ("early February", "2027-02-01 09:00"),
    ("until the 3rd of next month", "2026-12-03 09:00"),
    ("until the first of December", "2026-12-01 09:00"),
    ("EOD", "2026-11-25 17:00"),
    ("end of day", "2026-11-25 17:00"),
    ("until after lunch", "2026-11-25 13:00"),
    ("until lunch", "2026-11-25 12:00"),
    ("for the weekend", "2026-11-30 09:00"),
    ("after the weekend", "2026-11-30 09:00"),
    ("until after the weekend", "2026-11-30 09:00"),
    ("until the week after next", "2026-12-07 09:00"),
    ("until Friday, please", "2026-11-27 09:00"),
    ("until Friday please", "2026-11-27 09:00"),
    ("until Friday because I am away", "2026-11-27 09:00"),
    ("for Stan", None),
    ("until I feel like it", None),
    ("for the job", None),
    ("for 3 people", None),
    ("for lunch", None),
    ("until Stan calls", None),
    ("for good", None),
    ("for a while", None),
    ("until the sun comes out", None),
    ("until the sun", None),
    ("to Friday", "2026-11-27 09:00"),
    ("until January", "2027-01-01 09:00"),
    ("until 25 December", "2026-12-25 09:00"),
    ("until half past 8", "2026-11-26 08:30"),
    ("half past eight", "2026-11-26 08:30"),
    ("until ten to five", "2026-11-25 16:50"),
    ("until 9 o'clock", "2026-11-26 09:00"),
    ("until 5 in the afternoon", "2026-11-25 17:00"),
    ("until 8 in the morning", "2026-11-26 08:00"),
    ("until tomorrow evening", "2026-11-26 18:00"),
    ("until tomorrow evening at 7", "2026-11-26 19:00"),
    ("until Thursday afternoon", "2026-11-26 14:00"),
    ("until Sat", "2026-11-28 09:00"),
    ("until 31.12.", "2026-12-31 09:00"),
    ("until 31.12.2026", "2026-12-31 09:00"),
    ("31.12.2026 um 8 Uhr", "2026-12-31 08:00"),
    ("bis morgen", "2026-11-26 09:00"),
    ("bis morgen früh", "2026-11-26 09:00"),
    ("bis Freitag 8 Uhr", "2026-11-27 08:00"),
    ("bis nächsten Dienstag 9 Uhr", "2026-12-01 09:00"),
    ("für drei Tage", "2026-11-28 10:30"),
    ("3 Tage", "2026-11-28 10:30"),
    ("in zwei Wochen", "2026-12-09 10:30"),
    ("bis übermorgen", "2026-11-27 09:00"),
    ("bis heute Abend", "2026-11-25 18:00"),
    ("bis Ende des Monats", "2026-11-30 09:00"),
    ("bis Monatsende", "2026-11-30 09:00"),
    ("bis Mitte Januar", "2027-01-15 09:00"),
    ("bis zum 15.", "2026-12-15 09:00"),
    ("bis 15. Januar", "2027-01-15 09:00"),
    ("am 15. Januar um halb neun", "2027-01-15 08:30"),
    ("bis Viertel nach neun", "2026-11-26 09:15"),
    ("bis Wochenende", "2026-11-28 09:00"),
    ("bis nächste Woche", "2026-11-30 09:00"),
    ("bis nächsten Monat", "2026-12-01 09:00"),
    ("bis Montag in einer Woche", "2026-12-07 09:00"),
    ("14 Tage", "2026-12-09 10:30"),
    ("eine halbe Stunde", "2026-11-25 11:00"),
    ("anderthalb Stunden", "2026-11-25 12:00"),
    ("bis morgen Abend", "2026-11-26 18:00"),
    ("bis Freitag Nachmittag", "2026-11-27 14:00"),
    ("bis nach Ostern", "2027-03-30 09:00"),
    ("bis nach dem Wochenende", "2026-11-30 09:00"),
    ("until 8 tonight", "2026-11-25 20:00"),
    ("the next Sunday", "2026-12-06 09:00"),
    ("half past nine tonight", "2026-11-25 21:30"),
    ("bis nach Weihnachten", "2026-12-27 09:00"),
    ("until 2020-01-05", None),
    ("until today", None),
    ("until today 5pm", "2026-11-25 17:00"),
    ("until February 30", None),
    ("until 2026-02-30", None),
    ("until 29 Feb", "2028-02-29 09:00"),
    ("snooze until Friday 8am", "2026-11-27 08:00"),
    ("until 25:00", None),
    ("until 0", "2026-11-26 00:00"),
    ("for 0 days", None),
    ("for -3 days", None),
    ("until 99999", None),
    ("1.5 hours", "2026-11-25 12:00"),
    ("until 9:30 pm", "2026-11-25 21:30"),
    ("until 9.30pm", "2026-11-25 21:30"),
    ("9 p.m.", "2026-11-25 21:00"),
    ("until noon on Friday", "2026-11-27 12:00"),
    ("until 9am on Friday", "2026-11-27 09:00"),
    ("until Friday at noon", "2026-11-27 12:00"),
    ("until the 31st", "2026-12-31 09:00"),
    ("until next Friday", "2026-12-04 09:00"),
    ("until this Friday", "2026-11-27 09:00"),
    ("until coming Monday", "2026-11-30 09:00"),
    ("until December", "2026-12-01 09:00"),
    ("for December", None),
    ("until the 25th at 8", "2026-12-25 08:00"),
    ("until 12", "2026-11-25 12:00"),
    ("until 12am", "2026-11-26 00:00"),
    ("until 12pm", "2026-11-25 12:00"),
    ("tomorrow", "2026-11-26 09:00"),
    ("for another week", "2026-12-02 10:30"),
    ("for 2 more days", "2026-11-27 10:30"),
    ("until the end", None),
    ("until next", None),
    ("until", None),
    ("for the next two weeks", "2026-12-09 10:30"),
    ("until the middle of next week", "2026-12-02 09:00"),
    ("until later", None),
    ("a month from now", "2026-12-25 10:30"),
    ("until 08:00", "2026-11-26 08:00"),
    ("until 8:00 tomorrow", "2026-11-26 08:00"),
    ("until Friday morning", "2026-11-27 09:00"),
    ("Friday morning 8:15", "2026-11-27 08:15"),
    ("until sunday night", "2026-11-29 20:00"),
]


@pytest.mark.parametrize(("phrase", "wanted"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_a_phrase_means_one_time_or_none(phrase: str, wanted: str | None) -> None:
    """What people write after "snooze", in English and German, and what only looks like it."""
    reading = read(phrase)
    assert shown(reading.at) == wanted
    assert not reading.ambiguous
    assert [shown(each) for each in reading.readings] == ([wanted] if wanted else [])


@pytest.mark.parametrize("phrase", ["01/02/2027", "until 01/02/2027", "snooze until 1/2/27"])
def test_a_date_that_can_be_two_days_is_asked_back(phrase: str) -> None:
    """Nobody can know whether 01/02 is in January or in February."""
    reading = read(phrase)
    assert reading.at is None
    assert reading.ambiguous
    assert [shown(each) for each in reading.readings] == ["2027-01-02 09:00", "2027-02-01 09:00"]


def test_a_date_with_dots_begins_with_the_day() -> None:
    """Dots are written where the day goes first, so there is nothing to ask."""
    assert shown(read("until 01.02.2027").at) == "2027-02-01 09:00"


@pytest.mark.parametrize(
    ("now", "phrase", "wanted"),
    [
        ("2026-03-27T12:00:00+01:00", "until Sunday 2:30", "2026-03-29T03:30:00+02:00"),
        ("2026-03-28T12:00:00+01:00", "for 24 hours", "2026-03-29T13:00:00+02:00"),
        ("2026-03-28T12:00:00+01:00", "for 1 day", "2026-03-29T12:00:00+02:00"),
        ("2026-10-23T12:00:00+02:00", "until Sunday 2:30", "2026-10-25T02:30:00+02:00"),
        ("2026-10-24T12:00:00+02:00", "for 24 hours", "2026-10-25T11:00:00+01:00"),
        ("2026-10-24T12:00:00+02:00", "for 1 day", "2026-10-25T12:00:00+01:00"),
        ("2026-10-25T02:10:00+02:00", "for half an hour", "2026-10-25T02:40:00+02:00"),
        ("2026-10-25T02:40:00+02:00", "for half an hour", "2026-10-25T02:10:00+01:00"),
    ],
)
def test_a_clock_change_keeps_the_wall_clock_and_counts_real_hours(
    now: str, phrase: str, wanted: str
) -> None:
    """Skipped times move on, doubled ones happen once, hours are real ones."""
    at = read(phrase, now=datetime.fromisoformat(now)).at
    assert at is not None
    assert at.isoformat() == wanted


def test_the_morning_hour_is_the_seekers() -> None:
    """A day without an hour means the hour that the seeker set."""
    reading = until.read("until tomorrow", now=NOW, zone=BERLIN, morning=time(7, 30))
    assert shown(reading.at) == "2026-11-26 07:30"


def test_the_zone_decides_which_day_it_is() -> None:
    """It is already Thursday in Auckland."""
    assert shown(read("until Thursday 23:30", zone="Pacific/Auckland").at) == "2026-11-26 23:30"
    assert shown(read("until tomorrow", zone="Pacific/Auckland").at) == "2026-11-26 09:00"


def test_a_naive_now_and_an_unknown_zone_are_refused() -> None:
    """Both would give a wrong time silently."""
    with pytest.raises(ValueError, match="aware"):
        until.read("until Friday", now=datetime(2026, 11, 25), zone=BERLIN)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        read("until Friday", zone="Europe/Nowhere")


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("yesterday at 2pm", "2026-11-24 14:00"),
        ("gestern um 14 Uhr", "2026-11-24 14:00"),
        ("today at 9am", "2026-11-25 09:00"),
        ("last Tuesday", "2026-11-24 09:00"),
        ("on Thursday at 10:00", "2026-11-19 10:00"),
        ("Wednesday", "2026-11-25 09:00"),
        ("20 November at 3pm", "2026-11-20 15:00"),
        ("5 January", "2027-01-05 09:00"),
        ("2026-11-20T14:00", "2026-11-20 14:00"),
        ("next Tuesday 9am", "2026-12-01 09:00"),
        ("with Stan", None),
    ],
)
def test_what_happened_lies_in_the_past_where_it_can(phrase: str, wanted: str | None) -> None:
    """An interview is told of afterwards, so a weekday is the last one."""
    assert shown(until.happened(phrase, now=NOW, zone=BERLIN)) == wanted


@given(st.text(max_size=120))
def test_any_text_is_read_without_an_error_and_never_into_the_past(text: str) -> None:
    """What arrives by mail may be anything."""
    reading = read(text)
    assert reading.at is None or reading.at.astimezone(UTC) > NOW.astimezone(UTC)


WORDS = sorted({word for table in LANGUAGES.values() for word in table})


@given(
    st.lists(st.sampled_from([*WORDS, "5", "31", "2027", "9:30", "29.2.", "99", "."]), max_size=9)
)
def test_any_row_of_its_own_words_is_read_without_an_error(words: list[str]) -> None:
    """The grammar meets its words in any order."""
    reading = read(" ".join(words))
    assert reading.at is None or reading.at.astimezone(UTC) > NOW.astimezone(UTC)


def test_the_command_prints_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    """For measuring and for scripts."""
    options = ["--now", "2026-11-25T10:30:00+01:00", "--zone", BERLIN]
    assert until.main([*options, "until", "next Tuesday 9am"]) == 0
    answer = json.loads(capsys.readouterr().out)
    at = "2026-12-01T09:00:00+01:00"
    assert answer == {"at": at, "ambiguous": False, "readings": [at]}
    assert until.main([*options, "01/02/2027"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["at"] is None
    assert answer["ambiguous"]
    assert len(answer["readings"]) == 2


def test_the_command_names_what_it_cannot_use(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown zone is named, not guessed."""
    with pytest.raises(SystemExit):
        until.main(["--now", "2026-11-25T10:30", "--zone", "Nowhere/Land", "tomorrow"])
    assert "Nowhere/Land" in capsys.readouterr().err
