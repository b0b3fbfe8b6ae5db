"""Two entries of one person become one, and a person can be forgotten."""

from __future__ import annotations

import json

import pytest

from rapport.facts import AdviceKind, Channel, Fact
from rapport.flows.entries import (
    AdviceEntry,
    ContactEntry,
    ExchangeEntry,
    FeedbackEntry,
    MergeEntry,
    NoteEntry,
    OpeningEntry,
    ProgressEntry,
)
from rapport.flows.forgetting import How, forgetting
from rapport.flows.visiting import Unknown
from rapport.plan import Kind, plan
from rapport.playbook import Playbook
from tests.unit.flows.test_saying import NOW, ROGER, Doors

OUT = ExchangeEntry(direction="out", channel=Channel.MAIL, text="Thank you, Stan")


def twice() -> tuple[Doors, str, str]:
    """Stan, met twice, and entered as two people."""
    doors = Doors()
    stan = doors.log("Stan Kowalski").interviewers[0].contact_id
    other = doors.on(7).log("Stanley K.", round=2).interviewers[0].contact_id
    assert stan != other
    return doors, stan, other


def thanks(doors: Doors) -> set[str | None]:
    made = plan(doors.history, Playbook(), doors.now)
    return {one.contact_id for one in made.follow_ups if one.kind is Kind.THANK_YOU}


def test_merged_entries_are_one_person_with_both_histories() -> None:
    """Meetings and words of both, under the entry that stays; nothing is odd about it."""
    doors, stan, other = twice()
    doors.say(other, OUT)
    doors.say(other, FeedbackEntry(stage="asked"))
    doors.on(8).say(stan, MergeEntry(merged_id=other))
    history = doors.history
    assert list(history.people) == [stan]
    assert [met.round for met in history.people[stan].meetings] == [1, 2]
    assert len(history.touches[stan]) == 4
    assert history.oddities == ()
    person, _, _ = doors.desk.person(ROGER, doors.home, other)
    assert person.contact_id == stan


def test_thanks_that_were_sent_to_the_other_entry_stay_sent() -> None:
    """Nobody is to be thanked again because two entries became one."""
    doors, stan, other = twice()
    follow_up = next(
        one
        for one in plan(doors.history, Playbook(), doors.now).follow_ups
        if (one.kind, one.contact_id) == (Kind.THANK_YOU, other)
    )
    sent = doors.say(other, OUT).fact
    linked = sent.model_copy(
        update={"data": sent.data.model_copy(update={"follow_up_id": follow_up.follow_up_id})}
    )
    doors.store.rewrite(doors.home, [linked], [])
    assert other not in thanks(doors)
    doors.on(8).say(stan, MergeEntry(merged_id=other))
    assert thanks(doors) == set()


def test_a_merge_that_is_taken_back_leaves_two_people() -> None:
    """Undo gives each entry its own again."""
    doors, stan, other = twice()
    before = doors.history.people
    fact = doors.on(8).say(stan, MergeEntry(merged_id=other)).fact
    doors.on(9).desk.undo(ROGER, doors.home, fact.fact_id, doors.now)
    assert doors.history.people == before


def test_chains_and_circles_of_merges_end() -> None:
    """A into B into C is C; whoever says that C is A as well changes nothing."""
    doors, stan, other = twice()
    third = doors.on(9).log("S. K.", round=3).interviewers[0].contact_id
    doors.on(10).say(other, MergeEntry(merged_id=stan))
    doors.on(11).say(third, MergeEntry(merged_id=other))
    assert list(doors.history.people) == [third]
    with pytest.raises(Unknown):
        doors.on(12).say(stan, MergeEntry(merged_id=third))
    with pytest.raises(Unknown):
        doors.say(third, MergeEntry(merged_id=third))


def known_well() -> tuple[Doors, str]:
    """Stan, of whom everything is noted, met together with Lee."""
    doors = Doors()
    stan = doors.log("Stan Kowalski", "Lee Park").interviewers[0].contact_id
    doors.on(1).say(
        stan, ContactEntry(mail="stan@kowalski.example", phone="030 5550100", name="Stan K")
    )
    doors.say(stan, OUT)
    doors.say(stan, FeedbackEntry(stage="given", text="Stan said: light on SQL"))
    advice = doors.say(stan, AdviceEntry(kind=AdviceKind.BOOK, title="Stan's own book"))
    doors.say(
        getattr(advice.fact.data, "advice_id", ""), ProgressEntry(step="bought", notes="Stan")
    )
    doors.say(stan, NoteEntry(text="Stan climbs"))
    doors.say(stan, OpeningEntry(company="Fabrikam", title="Analyst", notes="Stan says hi"))
    return doors, stan


def kept(doors: Doors) -> list[Fact]:
    found = doors.store.relationship(doors.home)
    assert found is not None
    return list(found.facts)


@pytest.mark.parametrize("how", ["anonymised", "deleted"])
def test_nothing_of_a_forgotten_person_is_left(how: How) -> None:
    """Neither name nor address nor word stands in any fact or lookup; Lee stays as known."""
    doors, stan = known_well()
    doors.on(2).desk.forget(ROGER, doors.home, stan, how, doors.now)
    everything = json.dumps([fact.stored() for fact in kept(doors)])
    assert "Stan" not in everything
    assert "kowalski" not in everything.lower()
    assert "5550100" not in everything
    assert "Lee Park" in everything
    lookups = [
        lookup for (_, lookup), known in doors.store._known.items() if known.contact_id == stan
    ]
    assert lookups == []
    assert stan not in {one.contact_id for one in plan(doors.history, Playbook(), NOW).follow_ups}


def test_without_a_name_the_counts_stay_and_deleted_they_go() -> None:
    """Anonymised, somebody was met; deleted, only Lee was."""
    doors, stan = known_well()
    doors.on(2).desk.forget(ROGER, doors.home, stan, "anonymised", doors.now)
    person = doors.history.people[stan]
    assert (person.name, person.rest, len(person.meetings)) == (None, True, 1)
    assert len(doors.history.feedback) == 1
    doors.desk.forget(ROGER, doors.home, stan, "deleted", doors.now)
    assert stan not in doors.history.people
    assert (len(doors.history.feedback), len(doors.history.oddities)) == (0, 0)


def test_an_interview_with_nobody_else_stays_with_somebody() -> None:
    """The round took place, whoever it was with."""
    doors = Doors()
    stan = doors.log("Stan Kowalski", notes="Stan was late").interviewers[0].contact_id
    doors.on(2).desk.forget(ROGER, doors.home, stan, "deleted", doors.now)
    (opening,) = doors.history.openings.values()
    assert len(opening.rounds) == 1
    assert "Stan" not in json.dumps([fact.stored() for fact in kept(doors)])


def test_both_entries_of_a_merged_person_are_forgotten() -> None:
    """No second name is left behind."""
    doors, stan, other = twice()
    doors.on(8).say(stan, MergeEntry(merged_id=other))
    doors.on(9).desk.forget(ROGER, doors.home, other, "anonymised", doors.now)
    assert "Stan" not in json.dumps([fact.stored() for fact in kept(doors)])


def test_forgetting_twice_is_forgetting() -> None:
    """What is forgotten once has nothing left to forget."""
    doors, stan = known_well()
    doors.on(2).desk.forget(ROGER, doors.home, stan, "anonymised", doors.now)
    again = forgetting(kept(doors), stan, "anonymised")
    assert (again.rewritten, again.removed) == ((), ())
