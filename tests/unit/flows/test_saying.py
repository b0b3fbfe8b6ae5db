"""What is said of people, openings and advice: the commands that pages and API share."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from rapport.facts import AdviceKind, Channel, Format, InterviewLogged, Outcome, Step
from rapport.flows.entries import (
    AdviceEntry,
    ContactEntry,
    ExchangeEntry,
    FeedbackEntry,
    InterviewEntry,
    Met,
    OpeningEntry,
    OutcomeEntry,
    ProgressEntry,
    Said,
)
from rapport.flows.saying import Objected
from rapport.flows.visiting import Desk, KeyUsed, Noted, Ticket, Unknown, Visitor
from rapport.history import History
from rapport.lineage import lineages
from rapport.playbook import Playbook
from rapport.store import Seeker, Session
from rapport.wall import Wall
from tests.fakes.store import FakeStore

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
ZONE = "Europe/Berlin"
ROGER = Seeker("aaaaaaaaaaaaaaaa", "roger@seeker.example", "Roger", {"zone": ZONE})
EVA = Seeker("bbbbbbbbbbbbbbbb", "eva@seeker.example", "Eva")
TICKET = Ticket(ROGER.seeker_id, "a secret of sixteen or more")


class Doors:
    """A seeker at the desk, on a day of the story."""

    def __init__(self) -> None:
        self.store = FakeStore()
        self.desk = Desk(self.store)
        self.now = NOW
        for seeker in (ROGER, EVA):
            self.store.add_seeker(seeker)
        forever = Session(ROGER.seeker_id, NOW + timedelta(days=400))
        self.store.open_session(TICKET.secret, forever)
        self.keys = 0

    def on(self, day: int) -> Doors:
        self.now = NOW + timedelta(days=day)
        return self

    def key(self) -> str:
        self.keys += 1
        return f"key {self.keys}"

    def log(self, *names: str, title: str = "Data engineer", **more: object) -> InterviewLogged:
        entry = InterviewEntry.model_validate(
            {
                "company": "Northwind",
                "title": title,
                "at": Wall.at(self.now - timedelta(hours=2), ZONE),
                "format": Format.PHONE,
                "interviewers": [Met(name=name, rapport=5) for name in names],
                **more,
            }
        )
        fact = self.desk.log_interview(TICKET, entry, self.key(), self.now)
        self.home = fact.relationship_id
        assert isinstance(fact.data, InterviewLogged)
        return fact.data

    def say(
        self, subject: str, entry: Said, key: str | None = None, seeker: Seeker = ROGER
    ) -> Noted:
        lookups = entry.lookups() if isinstance(entry, OpeningEntry) else ()
        known = self.store.known(seeker.seeker_id, lookups)
        visitor = Visitor(seeker, Playbook.of(seeker.playbook), known)
        return self.desk.say(
            visitor, self.home, subject, entry, key=key or self.key(), now=self.now
        )

    @property
    def history(self) -> History:
        found = self.store.relationship(self.home)
        assert found is not None
        return History.of(found.facts)


def test_what_a_person_said_makes_their_history() -> None:
    """Exchange, feedback, advice and progress are all there, with the event that they mentioned."""
    doors = Doors()
    stan = doors.log("Stan Kowalski").interviewers[0].contact_id
    doors.on(2)
    doors.say(
        stan,
        ExchangeEntry(
            direction="in",
            channel=Channel.CALL,
            text="He called.",
            event="Data meetup",
            event_on=date(2026, 3, 26),
        ),
    )
    doors.say(stan, FeedbackEntry(stage="given", text="Light on SQL."))
    advised = doors.say(stan, AdviceEntry(kind=AdviceKind.BOOK, title="The Goal"))
    advice_id = getattr(advised.fact.data, "advice_id", "")
    doors.say(advice_id, ProgressEntry(step=Step.FINISHED))
    history = doors.history
    assert [touch.event for touch in history.exchanges] == ["Data meetup"]
    assert [one.text for one in history.feedback] == ["Light on SQL."]
    assert history.advice[advice_id].step is Step.FINISHED


def test_an_opening_that_somebody_named_is_found_by_its_interview() -> None:
    """The same company and position, once more after a no, is a new opening with its lineage."""
    doors = Doors()
    first = doors.log("Stan Kowalski")
    stan = first.interviewers[0].contact_id
    doors.on(28).say(first.opening_id, OutcomeEntry(outcome=Outcome.DECLINED))
    named = doors.on(122).say(
        stan, OpeningEntry(company="Northwind", title="data engineer", channel=Channel.CALL)
    )
    assert [touch.direction for touch in doors.history.exchanges] == ["in"]
    second = doors.on(127).log("Stan Kowalski", rivals=0)
    assert second.opening_id == getattr(named.fact.data, "opening_id", "")
    assert second.opening_id != first.opening_id
    opening = doors.history.openings[second.opening_id]
    assert opening.referred_by == stan
    assert [one.led_to for one in lineages(doors.history)] == [second.opening_id]


def test_an_opening_elsewhere_stays_with_who_named_it() -> None:
    """Stan knows of something at Fabrikam: the interview there belongs to his relationship."""
    doors = Doors()
    stan = doors.log("Stan Kowalski").interviewers[0].contact_id
    home = doors.home
    doors.on(9).say(stan, OpeningEntry(company="Fabrikam", title="Analyst"))
    logged = doors.on(12).log("Ann Lee", company=" fabrikam", title="ANALYST")
    assert doors.home == home
    assert doors.history.openings[logged.opening_id].referred_by == stan


def test_somebody_is_known_at_another_company_by_saying_from_where() -> None:
    """`Stan Kowalski (Northwind)`, met at Contoso, is the Stan of Northwind; his name stays."""
    doors = Doors()
    stan = doors.log("Stan Kowalski").interviewers[0].contact_id
    elsewhere = doors.on(9).log("Stan Kowalski (northwind)", company="Contoso")
    assert [(met.contact_id, met.name) for met in elsewhere.interviewers] == [
        (stan, "Stan Kowalski")
    ]
    nobody = doors.on(10).log("Dana Reed (HR)", company="Contoso")
    assert nobody.interviewers[0].name == "Dana Reed (HR)"


def test_what_is_probably_a_slip_is_asked_back_and_taken_when_meant() -> None:
    """A no after a yes is asked back with the day; confirmed, it is stored."""
    doors = Doors()
    opening = doors.log("Stan Kowalski").opening_id
    doors.on(5).say(opening, OutcomeEntry(outcome=Outcome.DECLINED))
    with pytest.raises(Objected) as asked:
        doors.on(6).say(opening, OutcomeEntry(outcome=Outcome.OFFERED))
    assert asked.value.may_be_meant
    assert "said no" in str(asked.value)
    doors.say(opening, OutcomeEntry(outcome=Outcome.OFFERED, confirmed=True))
    assert doors.history.openings[opening].outcome is Outcome.OFFERED


def test_what_cannot_be_is_refused_even_when_confirmed() -> None:
    """A call in times to come has not taken place, whatever is confirmed."""
    doors = Doors()
    stan = doors.log("Stan Kowalski").interviewers[0].contact_id
    later = Wall.at(NOW + timedelta(days=40), ZONE)
    entry = ExchangeEntry(direction="in", channel=Channel.CALL, at=later, confirmed=True)
    with pytest.raises(Objected) as refused:
        doors.say(stan, entry)
    assert not refused.value.may_be_meant
    assert doors.history.exchanges == ()


def test_what_is_only_worth_a_remark_is_stored_and_remarked_on() -> None:
    """Accepting without an offer noted is fine, and said."""
    doors = Doors()
    opening = doors.log("Stan Kowalski").opening_id
    noted = doors.on(5).say(opening, OutcomeEntry(outcome=Outcome.ACCEPTED))
    assert [one.severity for one in noted.remarks] == ["note"]


def test_saying_the_same_twice_under_one_key_is_saying_it_once() -> None:
    """A client that sends again gets the same fact, not a question about its own words."""
    doors = Doors()
    stan = doors.log("Stan Kowalski").interviewers[0].contact_id
    entry = AdviceEntry(kind=AdviceKind.BOOK, title="The Goal")
    first, again = (doors.say(stan, entry, key="the same") for _ in range(2))
    assert first.fact == again.fact
    with pytest.raises(KeyUsed):
        doors.say(stan, replace_title(entry, "Another"), key="the same")
    with pytest.raises(Objected):
        doors.say(stan, entry)
    twice = doors.say(stan, entry.model_copy(update={"confirmed": True}))
    assert len(doors.history.advice) == 2, twice


def replace_title(entry: AdviceEntry, title: str) -> AdviceEntry:
    return entry.model_copy(update={"title": title})


def test_a_person_is_described_and_what_is_cleared_is_gone() -> None:
    """Null forgets a number; what is left out stays; a new address makes them known by it."""
    doors = Doors()
    stan = doors.log("Stan Kowalski").interviewers[0].contact_id
    doors.say(
        stan, ContactEntry(phone="+49 30 5550100", cadence_weeks=8, mail="stan@northwind.example")
    )
    doors.on(1).say(stan, ContactEntry.model_validate({"phone": None, "channel": "call"}))
    person = doors.history.people[stan]
    assert (person.phone, person.channel) == (None, Channel.CALL)
    assert person.timings == {"keep_in_touch_weeks": 8}
    again = doors.on(9).log("S. K.", interviewers=[
        Met(name="S. K.", mail="STAN@northwind.example", rapport=4)
    ])  # fmt: skip
    assert again.interviewers[0].contact_id == stan


def test_what_is_somebody_elses_is_as_unknown_as_nothing() -> None:
    """Neither a foreign relationship nor an unknown person can be spoken of."""
    doors = Doors()
    stan = doors.log("Stan Kowalski").interviewers[0].contact_id
    entry = FeedbackEntry(stage="asked")
    with pytest.raises(Unknown):
        doors.say(stan, entry, seeker=EVA)
    with pytest.raises(Unknown):
        doors.say("zzzzzzzzzzzzzzzz", entry)
    doors.home = "yyyyyyyyyyyyyyyy"
    with pytest.raises(Unknown):
        doors.say(stan, entry)


def test_an_interview_that_cannot_be_meant_is_refused_before_anything_is_read() -> None:
    """A date in another decade is a slip; one of tomorrow is asked back."""
    doors = Doors()
    with pytest.raises(Objected) as far:
        doors.log("Stan", at=Wall.at(NOW + timedelta(days=4000), ZONE))
    assert not far.value.may_be_meant
    tomorrow = Wall.at(NOW + timedelta(days=1), ZONE)
    with pytest.raises(Objected) as early:
        doors.log("Stan", at=tomorrow)
    assert early.value.may_be_meant
    doors.log("Stan", at=tomorrow, confirmed=True)
