"""The history: the facts of one relationship, folded into people, openings, advice and exchanges.

Order and repetition of the facts do not matter, and no set of facts makes the fold fail. What does
not fit is set aside and listed in `oddities`, with the reason, never silently dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from operator import attrgetter
from typing import Any, Literal, Protocol, Self, TypeVar

from rapport.facts import (
    AdviceKind,
    AdviceRecorded,
    Answer,
    Channel,
    ContactDescribed,
    Data,
    ExchangeRecorded,
    Fact,
    FactRetracted,
    FeedbackRecorded,
    FollowUpAnswered,
    Format,
    InterviewLogged,
    NoteRecorded,
    OpeningFound,
    Outcome,
    OutcomeRecorded,
    ProgressRecorded,
    SeekerLanded,
    Step,
)
from rapport.wall import Wall

Direction = Literal["in", "out", "both"]
D = TypeVar("D", bound="_Dated")

CLOSING = frozenset({Outcome.DECLINED, Outcome.ACCEPTED, Outcome.WITHDRAWN, Outcome.SILENT})
"""Outcomes that end an opening, until a later interview or word shows that it goes on."""

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Dates outside are slips of a finger; reckoning with them would leave the calendar."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One person in one interview."""

    fact_id: str
    opening_id: str
    round: int
    at: Wall
    rapport: int
    notes: str

    @property
    def moment(self) -> datetime:
        return self.at.instant


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody met on the way, as known by the newest facts. Meetings are in order of time."""

    contact_id: str
    name: str | None = None
    mail: str | None = None
    title: str | None = None
    phone: str | None = None
    channel: Channel | None = None
    cadence_weeks: int | None = None
    rest: bool = False
    meetings: tuple[Meeting, ...] = ()

    @property
    def reachable(self) -> bool:
        """Whether an address or a number is known."""
        return bool(self.mail or self.phone)

    @property
    def rapport(self) -> int | None:
        """The rapport felt last; None before the first interview."""
        return self.meetings[-1].rapport if self.meetings else None


@dataclass(frozen=True, slots=True)
class Round:
    """One interview for an opening."""

    fact_id: str
    opening_id: str
    number: int
    at: Wall
    format: Format
    interviewers: tuple[str, ...]
    rivals: int | None
    answer_by: date | None

    @property
    def moment(self) -> datetime:
        return self.at.instant


@dataclass(frozen=True, slots=True)
class Word:
    """What was heard of an opening: an outcome, perhaps with a promised day."""

    fact_id: str
    moment: datetime
    outcome: Outcome
    answer_by: date | None


@dataclass(frozen=True, slots=True)
class Opening:
    """A position. Rounds and words are in order of time."""

    opening_id: str
    company: str | None = None
    title: str | None = None
    referred_by: str | None = None
    referral_fact: str | None = None
    found_at: datetime | None = None
    found_fact: str | None = None
    dream: bool = False
    rounds: tuple[Round, ...] = ()
    words: tuple[Word, ...] = ()

    @property
    def outcome(self) -> Outcome | None:
        """The newest outcome that was recorded."""
        return self.words[-1].outcome if self.words else None

    @property
    def closed(self) -> Word | None:
        """The word that closed it; None while it is open, or open again."""
        if not self.words or self.words[-1].outcome not in CLOSING:
            return None
        last = self.words[-1]
        if self.rounds and self.rounds[-1].moment > last.moment:
            return None
        return last

    @property
    def accepted(self) -> bool:
        """Whether the seeker took this job."""
        return self.closed is not None and self.closed.outcome is Outcome.ACCEPTED

    @property
    def interviewers(self) -> tuple[str, ...]:
        """Ids of everybody met for it, in the order of first meeting."""
        return tuple(dict.fromkeys(who for round in self.rounds for who in round.interviewers))


@dataclass(frozen=True, slots=True)
class Touch:
    """A contact with a person: an exchange, an interview, words that they gave."""

    fact_id: str
    contact_id: str
    moment: datetime
    direction: Direction
    channel: Channel | None
    opening_id: str | None = None
    follow_up_id: str | None = None
    event: str | None = None
    event_on: date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A step on a piece of advice."""

    fact_id: str
    advice_id: str
    moment: datetime
    step: Step
    notes: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What a contact recommended, and every step taken on it in order of time."""

    advice_id: str
    fact_id: str
    giver: str
    kind: AdviceKind
    title: str
    opening_id: str | None
    moment: datetime
    steps: tuple[Progress, ...] = ()

    @property
    def step(self) -> Step | None:
        """How far the seeker is; None before the first step."""
        return self.steps[-1].step if self.steps else None

    @property
    def ended(self) -> bool:
        return self.step in (Step.FINISHED, Step.DROPPED)


@dataclass(frozen=True, slots=True)
class Feedback:
    """A line of the feedback ledger: asked of somebody, given or declined by them."""

    fact_id: str
    contact_id: str
    opening_id: str | None
    moment: datetime
    stage: Literal["asked", "given", "declined"]
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What the seeker said to a follow-up."""

    fact_id: str
    follow_up_id: str
    kind: str
    contact_id: str | None
    opening_id: str | None
    moment: datetime
    answer: Answer
    until: Wall | None
    scope: Literal["person", "kind", "everything"] | None


@dataclass(frozen=True, slots=True)
class Note:
    """Words kept as they came."""

    fact_id: str
    moment: datetime
    text: str
    contact_id: str | None
    opening_id: str | None


@dataclass(frozen=True, slots=True)
class Landed:
    """The seeker accepted an offer, in this relationship or elsewhere."""

    fact_id: str
    moment: datetime
    opening_id: str
    company: str
    title: str
    on: date


@dataclass(frozen=True, slots=True)
class Champion:
    """The interviewer to turn to, and the comparison that says why.

    `rapports` are all that were felt, in order; `others_best` is the highest anybody else reached.
    """

    contact_id: str
    rapports: tuple[int, ...]
    others: int
    others_best: int | None
    others_most_meetings: int

    @property
    def rapport(self) -> float:
        return sum(self.rapports) / len(self.rapports)


@dataclass(frozen=True, slots=True)
class Oddity:
    """A fact, or a part of one, that was set aside, and why (a key of the phrases)."""

    fact_id: str
    why: str


@dataclass(frozen=True)
class History:
    """One relationship, as its facts tell it, everything in order of time. See `History.of`."""

    facts: tuple[Fact, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    openings: Mapping[str, Opening] = field(default_factory=dict)
    exchanges: tuple[Touch, ...] = ()
    touches: Mapping[str, tuple[Touch, ...]] = field(default_factory=dict)
    advice: Mapping[str, Advice] = field(default_factory=dict)
    feedback: tuple[Feedback, ...] = ()
    answers: Mapping[str, Answered] = field(default_factory=dict)
    stops: tuple[Answered, ...] = ()
    """Answers that stopped a kind of follow-up, or every one. Stopping a person lets them rest."""
    notes: tuple[Note, ...] = ()
    landed: Landed | None = None
    retracted: frozenset[str] = frozenset()
    oddities: tuple[Oddity, ...] = ()

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> Self:
        """Fold facts of one relationship, in any order and any number of repetitions."""
        distinct = {fact.fact_id: fact for fact in facts}
        ordered = sorted(distinct.values(), key=attrgetter("order"))
        retracted = _retracted(ordered)
        fold = _Fold()
        for fact in ordered:
            if fact.fact_id not in retracted:
                fold.take(fact)
        return cls(retracted=frozenset(retracted), **fold.result())

    def timeline(self) -> tuple[Fact, ...]:
        """Every fact that stands, in order of time."""
        return self.facts

    @cached_property
    def _by_id(self) -> dict[str, Fact]:
        return {fact.fact_id: fact for fact in self.facts}

    def fact(self, fact_id: str) -> Fact | None:
        """A fact that stands, by its id."""
        return self._by_id.get(fact_id)

    def last_touch(self, contact_id: str, direction: Direction | None = None) -> Touch | None:
        """The newest touch with a person; with a direction, one that went (also) that way."""
        for touch in reversed(self.touches.get(contact_id, ())):
            if direction is None or touch.direction in (direction, "both"):
                return touch
        return None

    def champion(self, opening_id: str) -> Champion | None:
        """Whom to turn to: the best rapport over all rounds, then meetings, recency, reachability.

        None when nobody was met for it, or all who were asked to be left alone.
        """
        met = {
            who: tuple(meeting for meeting in person.meetings if meeting.opening_id == opening_id)
            for who in self._interviewers(opening_id)
            if not (person := self.people[who]).rest
        }
        if not met:
            return None

        def standing(who: str) -> tuple[float, int, datetime, bool, str]:
            rapports = [meeting.rapport for meeting in met[who]]
            mean = sum(rapports) / len(rapports)
            return mean, len(rapports), met[who][-1].moment, self.people[who].reachable, who

        best = max(met, key=standing)
        others = [meetings for who, meetings in met.items() if who != best]
        return Champion(
            contact_id=best,
            rapports=tuple(meeting.rapport for meeting in met[best]),
            others=len(others),
            others_best=max((m.rapport for meetings in others for m in meetings), default=None),
            others_most_meetings=max(map(len, others), default=0),
        )

    def _interviewers(self, opening_id: str) -> tuple[str, ...]:
        opening = self.openings.get(opening_id)
        return opening.interviewers if opening else ()


def _retracted(ordered: list[Fact]) -> set[str]:
    """Ids of withdrawn facts. A retraction can be withdrawn too, by a later one."""
    gone: set[str] = set()
    for fact in reversed(ordered):
        if isinstance(fact.data, FactRetracted) and fact.fact_id not in gone:
            gone.add(fact.data.retracts)
    return gone


def _within_reach(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _beyond_calendar(data: Data) -> dict[str, None]:
    """Promised or snoozed-to days that lie outside the calendar, each to be left aside."""
    match data:
        case InterviewLogged() | OutcomeRecorded():
            named = {"answer_by": data.answer_by}
        case ExchangeRecorded():
            named = {"event_on": data.event_on}
        case FollowUpAnswered():
            named = {"until": data.until.day if data.until else None}
        case _:
            return {}
    return {name: None for name, day in named.items() if day and not _within_reach(day)}


class _Dated(Protocol):
    @property
    def moment(self) -> datetime: ...

    @property
    def fact_id(self) -> str: ...


def _in_order(some: Iterable[D]) -> tuple[D, ...]:
    return tuple(sorted(some, key=lambda one: (one.moment, one.fact_id)))


class _Fold:
    """Takes facts in order of time and gathers what they say."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.people: dict[str, dict[str, Any]] = {}
        self.meetings: dict[str, list[Meeting]] = {}
        self.openings: dict[str, dict[str, Any]] = {}
        self.rounds: dict[str, list[Round]] = {}
        self.words: dict[str, list[Word]] = {}
        self.exchanges: list[Touch] = []
        self.touches: dict[str, list[Touch]] = {}
        self.advice: dict[str, dict[str, Any]] = {}
        self.steps: dict[str, list[Progress]] = {}
        self.feedback: list[Feedback] = []
        self.answers: dict[str, Answered] = {}
        self.stops: list[Answered] = []
        self.notes: list[Note] = []
        self.landed: Landed | None = None
        self.oddities: list[Oddity] = []

    def take(self, fact: Fact) -> None:
        self.facts.append(fact)
        data = fact.data
        handle = _HANDLERS.get(type(data))
        if handle is None:
            return
        if not _within_reach(fact.occurred_at):
            self._odd(fact, "out-of-calendar")
            return
        if beyond := _beyond_calendar(data):
            self._odd(fact, "out-of-calendar")
            data = data.model_copy(update=beyond)
        handle(self, fact, data)

    def result(self) -> dict[str, Any]:
        for advice_id in self.steps.keys() - self.advice.keys():
            for step in self.steps[advice_id]:
                self.oddities.append(Oddity(step.fact_id, "unknown-advice"))
        return {
            "facts": tuple(self.facts),
            "people": {
                who: Person(who, **known, meetings=_in_order(self.meetings.get(who, ())))
                for who, known in self.people.items()
            },
            "openings": {
                which: Opening(
                    which,
                    **known,
                    rounds=_in_order(self.rounds.get(which, ())),
                    words=tuple(self.words.get(which, ())),
                )
                for which, known in self.openings.items()
            },
            "exchanges": tuple(self.exchanges),
            "touches": {who: _in_order(touches) for who, touches in self.touches.items()},
            "advice": {
                which: Advice(which, **known, steps=tuple(self.steps.get(which, ())))
                for which, known in self.advice.items()
            },
            "feedback": tuple(self.feedback),
            "answers": self.answers,
            "stops": tuple(self.stops),
            "notes": tuple(self.notes),
            "landed": self.landed,
            "oddities": tuple(sorted(self.oddities, key=attrgetter("fact_id", "why"))),
        }

    def _odd(self, fact: Fact, why: str) -> None:
        self.oddities.append(Oddity(fact.fact_id, why))

    def _touch(self, fact: Fact, contact_id: str, direction: Direction, **more: Any) -> Touch:
        moment = more.pop("moment", fact.occurred_at)
        channel = more.pop("channel", None)
        touch = Touch(fact.fact_id, contact_id, moment, direction, channel, **more)
        self.touches.setdefault(contact_id, []).append(touch)
        self._described(contact_id)
        return touch

    def _described(self, contact_id: str, **news: Any) -> None:
        known = self.people.setdefault(contact_id, {})
        known.update((name, value) for name, value in news.items() if value is not None)

    def _opening(self, fact: Fact, data: OpeningFound | InterviewLogged) -> dict[str, Any]:
        known = self.openings.setdefault(data.opening_id, {})
        known.update(company=data.company, title=data.title)
        known.setdefault("found_at", fact.occurred_at)
        known.setdefault("found_fact", fact.fact_id)
        if data.referred_by and "referred_by" not in known:
            known.update(referred_by=data.referred_by, referral_fact=fact.fact_id)
            self._described(data.referred_by)
        return known

    def opening_found(self, fact: Fact, data: OpeningFound) -> None:
        self._opening(fact, data)

    def interview_logged(self, fact: Fact, data: InterviewLogged) -> None:
        if not _within_reach(data.at.day):
            return self._odd(fact, "out-of-calendar")
        opening = self._opening(fact, data)
        if data.dream:
            opening["dream"] = True
        who = tuple(dict.fromkeys(met.contact_id for met in data.interviewers))
        if len(who) < len(data.interviewers):
            self._odd(fact, "same-person-twice")
        self.rounds.setdefault(data.opening_id, []).append(
            Round(
                fact.fact_id,
                data.opening_id,
                data.round,
                data.at,
                data.format,
                who,
                data.rivals,
                data.answer_by,
            )
        )
        for met in {met.contact_id: met for met in data.interviewers}.values():
            self._described(met.contact_id, name=met.name, mail=met.mail, title=met.title)
            self.meetings.setdefault(met.contact_id, []).append(
                Meeting(fact.fact_id, data.opening_id, data.round, data.at, met.rapport, met.notes)
            )
            self._touch(
                fact,
                met.contact_id,
                "both",
                moment=data.at.instant,
                channel=Channel.MEETING,
                opening_id=data.opening_id,
            )

    def outcome_recorded(self, fact: Fact, data: OutcomeRecorded) -> None:
        if data.opening_id not in self.openings:
            self._odd(fact, "unknown-opening")
        self.openings.setdefault(data.opening_id, {})
        self.words.setdefault(data.opening_id, []).append(
            Word(fact.fact_id, fact.occurred_at, data.outcome, data.answer_by)
        )

    def exchange_recorded(self, fact: Fact, data: ExchangeRecorded) -> None:
        touch = self._touch(
            fact,
            data.contact_id,
            data.direction,
            channel=data.channel,
            opening_id=data.opening_id,
            follow_up_id=data.follow_up_id,
            event=data.event,
            event_on=data.event_on,
        )
        self.exchanges.append(touch)

    def feedback_recorded(self, fact: Fact, data: FeedbackRecorded) -> None:
        self.feedback.append(
            Feedback(
                fact.fact_id,
                data.contact_id,
                data.opening_id,
                fact.occurred_at,
                data.stage,
                data.text,
            )
        )
        direction: Direction = "out" if data.stage == "asked" else "in"
        self._touch(fact, data.contact_id, direction, opening_id=data.opening_id)

    def advice_recorded(self, fact: Fact, data: AdviceRecorded) -> None:
        if data.advice_id in self.advice:
            return self._odd(fact, "advice-twice")
        self.advice[data.advice_id] = {
            "fact_id": fact.fact_id,
            "giver": data.contact_id,
            "kind": data.kind,
            "title": data.title,
            "opening_id": data.opening_id,
            "moment": fact.occurred_at,
        }
        self._touch(fact, data.contact_id, "in", opening_id=data.opening_id)

    def progress_recorded(self, fact: Fact, data: ProgressRecorded) -> None:
        self.steps.setdefault(data.advice_id, []).append(
            Progress(fact.fact_id, data.advice_id, fact.occurred_at, data.step, data.notes)
        )

    def follow_up_answered(self, fact: Fact, data: FollowUpAnswered) -> None:
        answered = Answered(
            fact.fact_id,
            data.follow_up_id,
            data.kind,
            data.contact_id,
            data.opening_id,
            fact.occurred_at,
            data.answer,
            data.until,
            data.scope,
        )
        if data.answer is Answer.SNOOZED and data.until is None:
            return self._odd(fact, "snoozed-without-time")
        self.answers[data.follow_up_id] = answered
        if data.answer is Answer.STOPPED and data.scope == "person" and data.contact_id:
            self._described(data.contact_id, rest=True)
        elif data.answer is Answer.STOPPED:
            self.stops.append(answered)

    def note_recorded(self, fact: Fact, data: NoteRecorded) -> None:
        self.notes.append(
            Note(fact.fact_id, fact.occurred_at, data.text, data.contact_id, data.opening_id)
        )

    def contact_described(self, _: Fact, data: ContactDescribed) -> None:
        self._described(
            data.contact_id,
            name=data.name,
            mail=data.mail,
            title=data.title,
            phone=data.phone,
            channel=data.channel,
            cadence_weeks=data.cadence_weeks,
            rest=data.rest,
        )

    def seeker_landed(self, fact: Fact, data: SeekerLanded) -> None:
        if not _within_reach(data.on):
            return self._odd(fact, "out-of-calendar")
        self.landed = Landed(
            fact.fact_id, fact.occurred_at, data.opening_id, data.company, data.title, data.on
        )

    def fact_retracted(self, _: Fact, data: FactRetracted) -> None:
        """Taken out before the fold began."""


_HANDLERS: dict[type, Callable[[_Fold, Fact, Any], None]] = {
    OpeningFound: _Fold.opening_found,
    InterviewLogged: _Fold.interview_logged,
    OutcomeRecorded: _Fold.outcome_recorded,
    ExchangeRecorded: _Fold.exchange_recorded,
    FeedbackRecorded: _Fold.feedback_recorded,
    AdviceRecorded: _Fold.advice_recorded,
    ProgressRecorded: _Fold.progress_recorded,
    FollowUpAnswered: _Fold.follow_up_answered,
    NoteRecorded: _Fold.note_recorded,
    ContactDescribed: _Fold.contact_described,
    SeekerLanded: _Fold.seeker_landed,
    FactRetracted: _Fold.fact_retracted,
}

EARLIEST = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
"""Before every fact that counts."""
