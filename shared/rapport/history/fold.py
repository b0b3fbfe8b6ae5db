"""The fold: facts in order of time become the parts of a history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from rapport.facts import (
    AdviceRecorded,
    Answer,
    Channel,
    ContactDescribed,
    ContactForgotten,
    Data,
    ExchangeRecorded,
    Fact,
    FactRetracted,
    FeedbackRecorded,
    FollowUpAnswered,
    InterviewLogged,
    NoteRecorded,
    OpeningFound,
    OutcomeRecorded,
    ProgressRecorded,
    SeekerLanded,
)
from rapport.history.parts import (
    FIRST_YEAR,
    LAST_YEAR,
    Advice,
    Answered,
    Direction,
    Feedback,
    Landed,
    Meeting,
    Note,
    Oddity,
    Opening,
    Person,
    Progress,
    Round,
    Touch,
    Word,
)
from rapport.playbook import fits_person

D = TypeVar("D", bound="_Dated")


def retracted(ordered: list[Fact]) -> set[str]:
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


class Fold:
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
        moment = data.at.instant
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
                moment,
                data.format,
                who,
                data.rivals,
                data.answer_by,
            )
        )
        for met in {met.contact_id: met for met in data.interviewers}.values():
            self._described(met.contact_id, name=met.name, mail=met.mail, title=met.title)
            self.meetings.setdefault(met.contact_id, []).append(
                Meeting(
                    fact.fact_id,
                    data.opening_id,
                    data.round,
                    data.at,
                    moment,
                    met.rapport,
                    met.notes,
                )
            )
            self._touch(
                fact,
                met.contact_id,
                "both",
                moment=moment,
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

    def contact_described(self, fact: Fact, data: ContactDescribed) -> None:
        self._described(
            data.contact_id,
            name=data.name,
            mail=data.mail,
            title=data.title,
            phone=data.phone,
            channel=data.channel,
            rest=data.rest,
        )
        timings = dict(data.timings or {})
        if data.cadence_weeks:
            timings.setdefault("keep_in_touch_weeks", data.cadence_weeks)
        for name, value in timings.items():
            self._timed(fact, data.contact_id, name, value)
        for gone in data.cleared:
            self.people[data.contact_id].pop(gone, None)

    def _timed(self, fact: Fact, contact_id: str, name: str, value: int | None) -> None:
        own: dict[str, int] = self.people[contact_id].setdefault("timings", {})
        if not fits_person(name, value):
            self._odd(fact, "timing-does-not-fit")
        elif value is None:
            own.pop(name, None)
        else:
            own[name] = value

    def contact_forgotten(self, _: Fact, data: ContactForgotten) -> None:
        known = self.people.get(data.contact_id)
        if known is not None:
            for name in ("name", "mail", "title", "phone", "channel"):
                known.pop(name, None)
            known["rest"] = True

    def seeker_landed(self, fact: Fact, data: SeekerLanded) -> None:
        if not _within_reach(data.on):
            return self._odd(fact, "out-of-calendar")
        self.landed = Landed(
            fact.fact_id, fact.occurred_at, data.opening_id, data.company, data.title, data.on
        )

    def fact_retracted(self, _: Fact, data: FactRetracted) -> None:
        """Taken out before the fold began."""


_HANDLERS: dict[type, Callable[[Fold, Fact, Any], None]] = {
    OpeningFound: Fold.opening_found,
    InterviewLogged: Fold.interview_logged,
    OutcomeRecorded: Fold.outcome_recorded,
    ExchangeRecorded: Fold.exchange_recorded,
    FeedbackRecorded: Fold.feedback_recorded,
    AdviceRecorded: Fold.advice_recorded,
    ProgressRecorded: Fold.progress_recorded,
    FollowUpAnswered: Fold.follow_up_answered,
    NoteRecorded: Fold.note_recorded,
    ContactDescribed: Fold.contact_described,
    ContactForgotten: Fold.contact_forgotten,
    SeekerLanded: Fold.seeker_landed,
    FactRetracted: Fold.fact_retracted,
}
