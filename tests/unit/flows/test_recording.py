"""What the doors take in, as facts: who is who."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rapport.facts import Answer, Format, InterviewLogged, Outcome, OutcomeRecorded, derive
from rapport.flows import recording
from rapport.flows.entries import AnswerEntry, InterviewEntry, Met
from rapport.flows.recording import Source
from rapport.plan import FollowUp, Kind
from rapport.store import Known, Recording, Seeker
from rapport.store.keys import mail_lookup
from rapport.wall import Wall

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
ROGER = Seeker("aaaaaaaaaaaaaaaa", "roger@seeker.example")


def logged(known: dict[str, Known], *met: Met, round_: int = 1) -> Recording:
    """An interview at Northwind with these people."""
    entry = InterviewEntry(
        company="Northwind",
        title="Data engineer",
        round=round_,
        at=Wall.at(NOW, "Europe/Berlin"),
        format=Format.PHONE,
        interviewers=met,
    )
    made = recording.interview(entry, known, Source(ROGER, f"key {round_}", NOW))
    known.update(made.known)
    return made


def ids(made: Recording) -> list[str]:
    """The contact ids of a recording, in the order of the entry."""
    data = made.facts[0].data
    assert isinstance(data, InterviewLogged)
    return [one.contact_id for one in data.interviewers]


def test_somebody_named_first_and_addressed_later_stays_one_person() -> None:
    """The address is learned in the second round; it is still Dana."""
    known: dict[str, Known] = {}
    first = ids(logged(known, Met(name="Dana Reed", rapport=3)))
    second = ids(logged(known, Met(name="dana reed", mail="Dana@x.example", rapport=4), round_=2))
    third = ids(logged(known, Met(name="D. Reed", mail="dana@x.example", rapport=4), round_=3))
    assert first == second == third


def test_namesakes_with_addresses_of_their_own_are_two_people() -> None:
    """Two people of one name in one interview get a thank-you each."""
    known: dict[str, Known] = {}
    logged(known, Met(name="Dana", rapport=3))
    both = logged(
        known,
        Met(name="Dana", mail="a@x.example", rapport=3),
        Met(name="Dana", mail="b@x.example", rapport=4),
        round_=2,
    )
    assert len(set(ids(both))) == 2
    again = ids(logged(known, Met(name="Dana", mail="b@x.example", rapport=4), round_=3))
    assert again == ids(both)[1:]


def test_a_namesake_met_later_is_somebody_else() -> None:
    """Another address under the same name is another person."""
    known: dict[str, Known] = {}
    first = ids(logged(known, Met(name="Dana", mail="a@x.example", rapport=3)))
    second = ids(logged(known, Met(name="Dana", mail="b@x.example", rapport=4), round_=2))
    assert first != second


def _no_answer() -> FollowUp:
    due = Wall.at(NOW, "Europe/Berlin")
    return FollowUp(
        follow_up_id=derive("follow-up"),
        relationship_id=derive("relationship"),
        kind=Kind.NO_ANSWER,
        contact_id=derive("Dana"),
        opening_id=derive("opening"),
        due=due,
        latest=None,
        importance=40,
        title="Close Data engineer at Northwind as unanswered?",
        reason="",
        causes=(derive("cause"),),
        occasion=derive("cause"),
        ordinal=1,
        any_day=False,
    )


def test_done_with_the_question_whether_to_close_closes() -> None:
    """Who says done to “Close it as unanswered?” has closed it; whoever skips it has not."""
    source = Source(ROGER, "key", NOW)
    done = recording.answer(AnswerEntry(answer=Answer.DONE), _no_answer(), source)
    (closed,) = [one.data for one in done.facts if isinstance(one.data, OutcomeRecorded)]
    assert (closed.opening_id, closed.outcome) == (derive("opening"), Outcome.SILENT)
    skipped = recording.answer(AnswerEntry(answer=Answer.SKIPPED), _no_answer(), source)
    assert len(skipped.facts) == 1


def test_a_company_takes_so_many_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more is refused, and told the way out; whoever is known there goes on being met."""
    monkeypatch.setattr(recording, "MOST_PEOPLE", 3)
    known: dict[str, Known] = {}
    logged(known, Met(name="Stan", rapport=5), Met(name="Dana", rapport=3))
    logged(known, Met(name="Stan", rapport=5), Met(name="Lee", rapport=2), round_=2)
    for _ in range(2):
        with pytest.raises(recording.TooManyPeople, match="name the part of it"):
            logged(known, Met(name="Stan", rapport=5), Met(name="Priya", rapport=3), round_=3)
        logged(known, Met(name="Dana", rapport=3), Met(name="Lee", rapport=4), round_=4)


def test_who_is_known_from_another_company_counts_where_they_are_met() -> None:
    """Each company counts everybody met there, also who was met elsewhere before, once."""
    known: dict[str, Known] = {
        mail_lookup("stan@contoso.example"): Known(
            derive(ROGER.seeker_id, "relationship", "northwind"), derive("Stan")
        )
    }
    for round_ in (1, 2):
        logged(known, Met(name="Stan", mail="stan@contoso.example", rapport=5), round_=round_)
    assert [one.people for one in known.values() if one.people] == [1]
