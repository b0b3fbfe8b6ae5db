"""Insight: honest counts of what relationships came of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from rapport.facts import Channel, Format, Outcome, Step
from rapport.flows.cards import told
from rapport.flows.entries import (
    AdviceEntry,
    ExchangeEntry,
    InterviewEntry,
    Met,
    OpeningEntry,
    OutcomeEntry,
    ProgressEntry,
    Said,
)
from rapport.flows.recording import Source, interview
from rapport.flows.saying import Sayer, said
from rapport.history import History
from rapport.insight import UNPROMPTED, Insight, counted, summed
from rapport.lineage import lineages
from rapport.playbook import Playbook
from rapport.store import Known, Seeker
from rapport.store.keys import company_lookup
from rapport.wall import Wall
from web.drawing import drawn

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ZONE = "Europe/Berlin"
ROGER = Seeker("aaaaaaaaaaaaaaaa", "roger@seeker.example")


class Search:
    """A search for work at one company, fact by fact."""

    def __init__(self) -> None:
        entry = InterviewEntry(
            company="Northwind",
            title="Data engineer",
            at=Wall.at(START, ZONE),
            format=Format.PHONE,
            interviewers=(Met(name="Stan", rapport=5), Met(name="Lee", rapport=2)),
            rivals=2,
        )
        made = interview(entry, {}, Source(ROGER, "first", START))
        self.facts = list(made.facts)
        self.home = made.facts[0].relationship_id
        data = made.facts[0].data
        self.opening: str = data.opening_id  # type: ignore[attr-defined]
        self.stan: str = data.interviewers[0].contact_id  # type: ignore[attr-defined]

    @property
    def history(self) -> History:
        return History.of(self.facts)

    def say(self, day: float, subject: str, entry: Said) -> str:
        """Something is said on a day; the id of the advice or opening that it made."""
        source = Source(ROGER, f"{len(self.facts)}", START + timedelta(days=day))
        made = said(entry, Sayer(self.home, subject, self.history, source, {}))
        self.facts += made.facts
        data = made.facts[0].data
        return str(getattr(data, "advice_id", getattr(data, "opening_id", "")))

    def insight(self, day: int) -> Insight:
        counts = {self.home: counted(self.history)}
        return summed(counts, Playbook(), START + timedelta(days=day))


OUT = ExchangeEntry(direction="out", channel=Channel.MAIL)
IN = ExchangeEntry(direction="in", channel=Channel.CALL)


def test_an_answer_counts_when_it_comes_in_time_and_none_before_its_time_is_over() -> None:
    """A mail that still may be answered is neither answered nor unanswered."""
    search = Search()
    search.say(1, search.stan, OUT)
    assert search.insight(10).replies == {}
    assert search.insight(30).replies == {UNPROMPTED: (0, 1)}
    search.say(12, search.stan, IN)
    assert search.insight(12).replies == {UNPROMPTED: (1, 1)}


def test_everything_counts_however_much_there_is() -> None:
    """Of two hundred mails each that was not answered counts, over months and within days; and
    everybody who is close is listed.
    """
    search = Search()
    for number in range(60):
        search.say(1 + number * 4, search.stan, OUT)
    for number in range(60):
        search.say(250 + number / 10, search.stan, OUT)
    assert search.insight(257).replies == {UNPROMPTED: (0, 59)}
    assert search.insight(273).replies == {UNPROMPTED: (0, 81)}
    assert search.insight(300).replies == {UNPROMPTED: (0, 120)}
    search.say(256.5, search.stan, IN)
    assert search.insight(300).replies == {UNPROMPTED: (61, 120)}


def test_a_loop_is_closed_by_telling_who_gave_the_advice() -> None:
    """Taking a step alone is not yet telling of it."""
    search = Search()
    book = search.say(1, search.stan, AdviceEntry(kind="book", title="The Goal"))
    search.say(2, search.stan, AdviceEntry(kind="class", title="SQL"))
    search.say(5, book, ProgressEntry(step=Step.FINISHED))
    before = search.insight(6)
    assert (before.given, before.taken, before.reported) == (2, 1, 0)
    search.say(7, search.stan, OUT)
    assert search.insight(8).reported == 1


def test_who_is_close_cools_when_the_rhythm_has_passed() -> None:
    """Stan, a 5, is warm at first and cools; Lee, a 2, is never listed."""
    search = Search()
    warm, cooling = search.insight(3), search.insight(300)
    assert ([one.name for one in warm.warm], warm.cooling) == (["Stan"], ())
    assert ([one.name for one in cooling.cooling], cooling.warm) == (["Stan"], ())
    search.say(300, search.stan, IN)
    assert [one.name for one in search.insight(301).warm] == ["Stan"]


def test_an_opening_through_somebody_is_counted_and_the_days_to_it() -> None:
    """From the no to the opening that Stan named: 94 days."""
    search = Search()
    search.say(28, search.opening, OutcomeEntry(outcome=Outcome.DECLINED))
    assert (search.insight(50).gaps, search.insight(50).noes_open) == ((), 1)
    search.say(122, search.stan, OpeningEntry(company="Northwind", title="Lead"))
    insight = search.insight(123)
    assert insight.referred == (1, 2)
    assert (insight.gaps, insight.noes_open) == ((94,), 0)


def test_days_after_a_no_are_those_of_the_calendar_to_what_people_named() -> None:
    """Monday evening to Thursday morning is 3 days; an interview in between came of nobody."""
    search = Search()
    search.say(28.4, search.opening, OutcomeEntry(outcome=Outcome.DECLINED))
    entry = InterviewEntry(
        company="Northwind",
        title="Clerk",
        at=Wall.at(START + timedelta(days=30), ZONE),
        format=Format.PHONE,
        interviewers=(Met(name="Ann", rapport=3),),
    )
    known = {company_lookup("Northwind"): Known(search.home)}
    search.facts += interview(entry, known, Source(ROGER, "clerk", START)).facts
    assert (search.insight(31).gaps, search.insight(31).noes_open) == ((), 1)
    search.say(31, search.stan, OpeningEntry(company="Northwind", title="Lead"))
    assert search.insight(32).gaps == (3,)


def test_the_line_goes_aside_with_the_person_and_comes_back() -> None:
    """Every stop lies below the one before; advice is drawn beside the straight way."""
    search = Search()
    search.say(28, search.opening, OutcomeEntry(outcome=Outcome.DECLINED))
    search.say(31, search.stan, AdviceEntry(kind="book", title="The Goal"))
    search.say(122, search.stan, OpeningEntry(company="Northwind", title="Lead"))
    history = search.history
    drawing = drawn(told(lineages(history)[0], history), ZONE)
    assert [point.station for point in drawing.points] == ["interview", "no", "advice", "opening"]
    heights = [point.y for point in drawing.points]
    assert heights == sorted(set(heights))
    straight, aside = drawing.points[0].x, drawing.points[2].x
    assert [point.x for point in drawing.points] == [straight, straight, aside, straight]
    assert drawing.rivals == "2 → ?"
