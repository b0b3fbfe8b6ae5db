"""An interview told by mail, in the lines that people write."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from rapport.mail.interview import InterviewSaid, interview_in

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=ZoneInfo(BERLIN))
"""A Wednesday."""


def read(text: str, subject: str = "Interview: Contoso, data engineer") -> InterviewSaid:
    said = interview_in(subject, text, now=NOW, zone=BERLIN)
    assert said is not None
    return said


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("on Monday at 3 pm by video with Ana Ruiz", "Mon 23 15:00"),
        ("by video on Monday, 3pm", "Mon 23 15:00"),
        ("Talked to Ana at 10:30 yesterday", "Tue 24 10:30"),
        ("Nov 24 at 2:30pm", "Tue 24 14:30"),
        ("24 November, 14:00", "Tue 24 14:00"),
        ("2026-11-23 16:15", "Mon 23 16:15"),
        ("this morning at 9:30", "Wed 25 09:30"),
        ("today at 9", "Wed 25 09:00"),
        ("yesterday at noon", "Tue 24 12:00"),
        ("Panel on Nov 23 from 2pm to 4pm", "Mon 23 14:00"),
        ("Am Montag um 15 Uhr per Video", "Mon 23 15:00"),
        ("Gestern 14:30 vor Ort", "Tue 24 14:30"),
        ("gestern um 8.30 Uhr am Telefon", "Tue 24 08:30"),
        ("When: Monday\nTime: 11:45", "Mon 23 11:45"),
    ],
)
def test_day_and_time_are_found_wherever_they_stand(text: str, at: str) -> None:
    """On the seeker's own clock, in both languages."""
    found = read(text).at
    assert found is not None
    assert found.strftime("%a %d %H:%M") == at
    assert str(found.tzinfo) == BERLIN


People = list[tuple[str, str | None, str | None, int | None]]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "I talked to Ana Ruiz (ana@contoso.example) on Monday. Rapport 4.",
            [("Ana Ruiz", "ana@contoso.example", None, 4)],
        ),
        (
            "Met Stan Lee (CTO, stan@contoso.example) rapport 5 and Bo Li (bo@contoso.example) 3/5",
            [
                ("Stan Lee", "stan@contoso.example", "CTO", 5),
                ("Bo Li", "bo@contoso.example", None, 3),
            ],
        ),
        (
            "with Ana Ruiz (head of data) and Bo Li, rapport 4 and 2",
            [("Ana Ruiz", None, "head of data", 4), ("Bo Li", None, None, 2)],
        ),
        (
            "Who: Ana Ruiz, recruiter (4/5); Stan Lee, CTO (5/5)\nRound: 2\nRivals: 3",
            [("Ana Ruiz", None, "recruiter", 4), ("Stan Lee", None, "CTO", 5)],
        ),
        (
            "Panel on Nov 23: Ana Ruiz (4), Stan Lee (5), Priya Nair (2)",
            [
                ("Ana Ruiz", None, None, 4),
                ("Stan Lee", None, None, 5),
                ("Priya Nair", None, None, 2),
            ],
        ),
        (
            "It was by phone with Ana. She was friendly, 4 out of 5.",
            [("Ana", None, None, 4)],
        ),
        (
            "Phone screen, Ana Ruiz <ana@contoso.example>, great rapport",
            [("Ana Ruiz", "ana@contoso.example", None, None)],
        ),
        (
            "vor Ort mit Frau Ruiz (Leiterin Daten) und Herrn Li. Rapport mit Ruiz 4, mit Li 2.",
            [("Ruiz", None, "Leiterin Daten", 4), ("Li", None, None, 2)],
        ),
        ("by phone, Ana Ruiz, rapport: 3", [("Ana Ruiz", None, None, 3)]),
        ("by video with Dr. Ana Ruiz, rapport 3", [("Dr. Ana Ruiz", None, None, 3)]),
        ("They asked about Kafka and Spark.", []),
    ],
)
def test_people_are_named_with_what_stands_behind_them(text: str, people: People) -> None:
    """Address, title and rapport, in brackets or not; words for a rapport are left to be asked."""
    found = [(one.name, one.mail, one.title, one.rapport) for one in read(text).interviewers]
    assert found == people


def test_what_is_labelled_is_read_line_by_line() -> None:
    """A number belongs to the word of its own line."""
    said = read("Round: 2\nRivals: 3\nWhere: their office")
    assert (said.round, said.rivals, said.notes) == (2, 3, "Where: their office")


@pytest.mark.parametrize(
    ("subject", "company", "title"),
    [
        ("Interview: Contoso, data engineer", "Contoso", "data engineer"),
        ("Interview: Contoso - data engineer", "Contoso", "data engineer"),
        ("Interview - Contoso for a data engineer", "Contoso", "data engineer"),
        ("Interview: Blue Yonder Airlines", "Blue Yonder Airlines", None),
        ("Interview: Hewlett-Packard | back-end engineer", "Hewlett-Packard", "back-end engineer"),
        ("Interview: Data engineer at Blue Yonder", "Blue Yonder", "Data engineer"),
        ("Vorstellungsgespräch: Datenanalyst bei Contoso", "Contoso", "Datenanalyst"),
        ("Gespräch: Fabrikam, ML Engineer", "Fabrikam", "ML Engineer"),
        ("Re: Interview with Contoso", "Contoso", None),
    ],
)
def test_a_title_stands_apart_from_the_company(
    subject: str, company: str, title: str | None
) -> None:
    """Behind a separator, or before "at"; a name of several words, or with a hyphen, is whole."""
    said = read("yesterday at 2pm with Ana Ruiz", subject)
    assert (said.company, said.title) == (company, title)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Interview: thank you", "It was a pleasure."),
        ("Interview: Contoso", ""),
        ("Interview-Tipps, eine Frage", "gestern um 14 Uhr mit Ana Ruiz"),
        ("Gespräch mit Stan", "gestern um 14 Uhr mit Ana Ruiz"),
        ("Interviews: what I learned", "yesterday with Ana Ruiz"),
        ("Fwd: Interview: Data engineer, next steps", "yesterday with Ana Ruiz"),
    ],
)
def test_what_only_begins_like_an_interview_is_none(subject: str, text: str) -> None:
    """A position, a time, a round or a person is named, and it is not somebody else's mail."""
    assert interview_in(subject, text, now=NOW, zone=BERLIN) is None
