"""Whatever could happen in one relationship, for hypothesis to choose from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st

from rapport.facts import (
    AdviceKind,
    AdviceRecorded,
    Answer,
    Channel,
    ContactDescribed,
    ContactForgotten,
    ContactsMerged,
    Data,
    ExchangeRecorded,
    Fact,
    FactRetracted,
    FeedbackRecorded,
    FollowUpAnswered,
    Format,
    Interviewer,
    InterviewLogged,
    MailFeedback,
    NoteRecorded,
    OpeningFound,
    Outcome,
    OutcomeRecorded,
    ProgressRecorded,
    ReminderSent,
    SeekerLanded,
    Step,
    derive,
)
from rapport.history import History
from rapport.plan import FollowUp, plan
from rapport.playbook import LONGEST_QUIET_HOURS, Playbook
from rapport.wall import Wall

PEOPLE = ["Stan Cole", "Priya Shah", "Dana Reed"]
OPENINGS = [("Northwind", "Data Engineer"), ("Northwind", "Analytics Engineer")]
ADVICE = ["The Goal", "an evening class", "speak to Ann"]
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "America/Sao_Paulo", "UTC"]
START = datetime(2026, 1, 5, 12, tzinfo=UTC)
MANY_DAYS = 400

Planned = Callable[[], tuple[FollowUp, ...]]
"""What is planned when something happens, made only if it matters."""

people = st.sampled_from(PEOPLE)
openings = st.sampled_from(OPENINGS)
days = st.integers(0, MANY_DAYS)
perhaps_day = st.none() | days.map(lambda day: (START + timedelta(days=day)).date())

timings = st.dictionaries(
    st.sampled_from([one.name for one in Playbook().settings() if one.personal] + ["no_such"]),
    st.none() | st.integers(0, 400),
    max_size=4,
)
"""Settings for one person, some of which cannot be."""


def instants(hours: st.SearchStrategy[float] | None = None) -> st.SearchStrategy[datetime]:
    """Moments in something more than a year."""
    return st.builds(
        lambda day, hour: START + timedelta(days=day, hours=hour),
        days,
        st.sampled_from([-12, -4.5, 0, 1, 6, 11.75]) if hours is None else hours,
    )


def contact(name: str) -> str:
    return derive(name)


@st.composite
def interviews(draw: st.DrawFn, moment: datetime, zone: str) -> Data:
    company, title = draw(openings)
    who = draw(st.lists(people, min_size=1, max_size=3, unique=True))
    return InterviewLogged(
        opening_id=derive(company, title),
        company=company,
        title=title,
        round=draw(st.integers(1, 5)),
        at=Wall.at(moment, zone),
        format=draw(st.sampled_from(Format)),
        interviewers=tuple(
            Interviewer(
                contact_id=contact(name),
                name=name,
                mail=draw(st.none() | st.just("someone@northwind.example")),
                title=draw(st.none() | st.sampled_from(["Recruiter", "Engineer"])),
                rapport=draw(st.integers(1, 5)),
            )
            for name in who
        ),
        rivals=draw(st.none() | st.integers(0, 5)),
        dream=draw(st.booleans()),
        answer_by=draw(perhaps_day),
        referred_by=draw(st.none() | people.map(contact)),
    )


@st.composite
def happenings(draw: st.DrawFn, moment: datetime, zone: str, planned: Planned) -> Data:
    """Something that is recorded at a moment when `planned()` stands."""
    opening_id = derive(*draw(openings))
    who = contact(draw(people))
    kinds: list[Callable[[], Data]] = [
        lambda: draw(interviews(moment, zone)),
        lambda: OutcomeRecorded(
            opening_id=opening_id,
            outcome=draw(st.sampled_from(Outcome)),
            answer_by=draw(perhaps_day),
        ),
        lambda: ExchangeRecorded(
            contact_id=who,
            direction=draw(st.sampled_from(["in", "out"])),
            channel=draw(st.sampled_from(Channel)),
            opening_id=draw(st.none() | st.just(opening_id)),
            follow_up_id=draw(st.sampled_from([None, *(one.follow_up_id for one in planned())]))
            if draw(st.booleans())
            else None,
            event=draw(st.none() | st.just("the data fair")),
            event_on=draw(perhaps_day),
        ),
        lambda: FeedbackRecorded(
            contact_id=who, stage=draw(st.sampled_from(["asked", "given", "declined"]))
        ),
        lambda: AdviceRecorded(
            advice_id=derive(title := draw(st.sampled_from(ADVICE))),
            contact_id=who,
            kind=draw(st.sampled_from(AdviceKind)),
            title=title,
        ),
        lambda: ProgressRecorded(
            advice_id=derive(draw(st.sampled_from(ADVICE))), step=draw(st.sampled_from(Step))
        ),
        lambda: OpeningFound(
            opening_id=opening_id,
            company="Northwind",
            title="Data Engineer",
            referred_by=draw(st.none() | st.just(who)),
        ),
        lambda: ContactDescribed(
            contact_id=who,
            cadence_weeks=draw(st.none() | st.integers(1, 30)),
            timings=draw(st.none() | timings),
            rest=draw(st.none() | st.booleans()),
            channel=draw(st.none() | st.sampled_from(Channel)),
        ),
        lambda: NoteRecorded(text="a note", contact_id=who),
        lambda: SeekerLanded(
            opening_id=derive("Fabrikam"), company="Fabrikam", title="Analyst", on=moment.date()
        ),
    ]
    what = draw(st.integers(0, len(kinds) + 2))
    if what < len(kinds):
        return kinds[what]()
    return draw(answers(moment, zone, standing)) if (standing := planned()) else kinds[0]()


@st.composite
def answers(draw: st.DrawFn, moment: datetime, zone: str, planned: tuple[FollowUp, ...]) -> Data:
    about = draw(st.sampled_from(planned))
    answer = draw(st.sampled_from(Answer))
    until = Wall.at(moment + timedelta(hours=draw(st.integers(1, 2000))), zone)
    return FollowUpAnswered(
        follow_up_id=about.follow_up_id,
        kind=about.kind,
        contact_id=about.contact_id,
        opening_id=about.opening_id,
        answer=answer,
        until=until if answer is Answer.SNOOZED else None,
        scope=draw(st.sampled_from(["person", "kind", "everything"]))
        if answer is Answer.STOPPED
        else None,
    )


def fact(number: int, moment: datetime, data: Data) -> Fact:
    return Fact(
        fact_id=derive("fact", number),
        seeker_id=derive("Roger"),
        relationship_id=derive("Northwind"),
        occurred_at=moment,
        recorded_at=moment,
        correlation_id="a world",
        data=data,
    )


def _planned(facts: list[Fact], book: Playbook, moment: datetime) -> tuple[FollowUp, ...]:
    return plan(History.of(facts), book, moment).follow_ups


@st.composite
def worlds(
    draw: st.DrawFn,
    most: int = 14,
    zone: str | None = None,
    hours: st.SearchStrategy[float] | None = None,
) -> list[Fact]:
    """The facts of a relationship in order of time, the seeker's answers among them."""
    there = zone or draw(st.sampled_from(ZONES))
    book = Playbook(zone=there)
    moments = sorted(draw(st.lists(instants(hours), min_size=1, max_size=most)))
    facts = [fact(0, moments[0], draw(interviews(moments[0], there)))]
    for number, moment in enumerate(moments[1:], 1):
        planned = partial(_planned, facts, book, moment)
        facts.append(fact(number, moment, draw(happenings(moment, there, planned))))
    return facts


@st.composite
def monologues(draw: st.DrawFn) -> list[Fact]:
    """Interviews for one or two openings, and then hardly anybody but the seeker writes."""
    moments = sorted(draw(st.lists(instants(), min_size=3, max_size=9)))
    facts = [fact(0, moments[0], draw(interviews(moments[0], "UTC")))]
    for number, moment in enumerate(moments[1:], 1):
        said: Data = ExchangeRecorded(
            contact_id=contact(draw(people)),
            direction="in" if draw(st.integers(0, 9)) == 9 else "out",
            channel=Channel.MAIL,
        )
        if draw(st.integers(0, 5)) == 5:
            said = OutcomeRecorded(
                opening_id=derive(*draw(openings)),
                outcome=draw(st.sampled_from([Outcome.WAITING, Outcome.SILENT])),
            )
        elif number == 1 and draw(st.booleans()):
            said = draw(interviews(moment, "UTC"))
        facts.append(fact(number, moment, said))
    return facts


@st.composite
def playbooks(draw: st.DrawFn) -> Playbook:
    """Any zone, quiet hours, working days, cap and a few timings."""
    start = draw(st.integers(0, 24 * 4 - 1)) * 15
    length = draw(st.integers(0, LONGEST_QUIET_HOURS * 4)) * 15
    return Playbook.of(
        {
            "zone": draw(st.sampled_from(ZONES)),
            "quiet_from": _clock(start),
            "quiet_until": _clock(start + length),
            "usual_time": _clock(draw(st.integers(0, 24 * 4 - 1)) * 15),
            "working_days": draw(st.lists(st.integers(1, 7), min_size=1, unique=True)),
            "reminders_a_day": draw(st.integers(1, 5)),
            "thank_you_after_hours": draw(st.integers(0, 72)),
            "status_checks": draw(st.integers(0, 4)),
            "unanswered_touches": draw(st.integers(1, 4)),
            "progress_report_every_days": draw(st.integers(0, 40)),
        }
    )


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes % (24 * 60), 60)
    return time(hour, minute).isoformat()


@st.composite
def wild_facts(draw: st.DrawFn) -> list[Fact]:
    """Facts that nobody checked: any ids, any dates the calendar has, anything twice."""
    any_id = st.sampled_from([derive(n) for n in range(4)])
    any_day = st.none() | st.dates()
    any_wall = st.builds(Wall, local=st.datetimes(), zone=st.sampled_from(ZONES))
    models: dict[type[Data], dict[str, Any]] = {
        OpeningFound: {"referred_by": st.none() | any_id},
        InterviewLogged: {
            "at": any_wall,
            "answer_by": any_day,
            "referred_by": st.none() | any_id,
            "interviewers": st.lists(
                st.builds(
                    Interviewer,
                    contact_id=any_id,
                    name=st.sampled_from(PEOPLE),
                    mail=st.none(),
                    title=st.none(),
                    rapport=st.integers(1, 5),
                ),
                min_size=1,
                max_size=3,
            ).map(tuple),
        },
        OutcomeRecorded: {"answer_by": any_day},
        ExchangeRecorded: {"event_on": any_day, "follow_up_id": st.none() | any_id},
        FeedbackRecorded: {},
        AdviceRecorded: {},
        ProgressRecorded: {},
        FollowUpAnswered: {"until": st.none() | any_wall},
        ContactDescribed: {"mail": st.none(), "timings": st.none() | timings},
        ContactsMerged: {},
        ContactForgotten: {},
        SeekerLanded: {"on": st.dates()},
        FactRetracted: {},
        ReminderSent: {},
        MailFeedback: {},
    }
    any_instant = st.datetimes(timezones=st.just(UTC))
    facts = []
    for number in range(draw(st.integers(1, 10))):
        model = draw(st.sampled_from(list(models)))
        model.model_rebuild()  # a model has no signature to draw from until it is built
        names = model.model_fields
        fields = {
            name: any_id
            for name in names
            if name.endswith("_id") or name in ("retracts", "occasion")
        }
        lines = {
            name: st.sampled_from(["Northwind", "Data Engineer"])
            for name in names
            if name in ("company", "title", "name", "event", "phone")
        }
        data = draw(st.builds(model, **{**fields, **lines, **models[model]}))
        facts.append(fact(number, draw(any_instant), data))
    return facts
