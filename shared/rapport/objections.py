"""What a thoughtful assistant says to a fact, before it is recorded or after.

Facts may contradict each other, and people make slips. Nothing that fits is questioned; what cannot
be true is refused, what is probably a slip is asked back, what is only worth a remark is noted.
What was recorded all the same is folded by `history` without failing, and `remarks` says what is
odd about it: a door that records without reading the history shows that afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from rapport.facts import (
    AdviceRecorded,
    Answer,
    ContactDescribed,
    Data,
    ExchangeRecorded,
    Fact,
    FactRetracted,
    FeedbackRecorded,
    FollowUpAnswered,
    InterviewLogged,
    NoteRecorded,
    OpeningFound,
    Outcome,
    OutcomeRecorded,
    ProgressRecorded,
    SeekerLanded,
    Step,
)
from rapport.history import FIRST_YEAR, LAST_YEAR, History
from rapport.later import dataclass
from rapport.phrases import phrases
from rapport.playbook import Playbook, bounds, fits_person
from rapport.wall import Wall

FAR = timedelta(days=366)
"""A date farther ahead than this is a slip."""

LONG_AGO = timedelta(days=5 * 366)
SOON = timedelta(hours=1)
"""Clocks differ, and an interview is sometimes logged on the way out."""

STEPS_ONWARD = (Step.STARTED, Step.BOUGHT, Step.ENROLLED, Step.HALF_WAY, Step.FINISHED)


class Severity(StrEnum):
    """What to do with a fact that is objected to."""

    REFUSE = "refuse"
    ASK = "ask"
    NOTE = "note"


@dataclass(frozen=True)
class Objection:
    """What is wrong with which field, said to the seeker. The gravest comes first."""

    field: str
    severity: Severity
    message: str


@dataclass(frozen=True)
class Remark:
    """What is odd about a fact that stands, said to the seeker, who may take it back."""

    fact_id: str
    severity: Severity
    message: str


@dataclass(frozen=True)
class _Context:
    history: History
    playbook: Playbook
    now: datetime

    def refuse(self, field: str, key: str, **words: object) -> Objection:
        return self._objection(field, Severity.REFUSE, key, words)

    def ask(self, field: str, key: str, **words: object) -> Objection:
        return self._objection(field, Severity.ASK, key, words)

    def note(self, field: str, key: str, **words: object) -> Objection:
        return self._objection(field, Severity.NOTE, key, words)

    def _objection(
        self, field: str, severity: Severity, key: str, words: dict[str, object]
    ) -> Objection:
        language = phrases(self.playbook.language)
        said = {
            name: language.dated(word, self.now.date()) if isinstance(word, date) else word
            for name, word in words.items()
        }
        return Objection(field, severity, language.sentence(f"objection.{key}", **said))

    def day(self, moment: datetime) -> date:
        return Wall.at(moment, self.playbook.zone).day

    @property
    def today(self) -> date:
        return self.day(self.now)

    def name(self, contact_id: str) -> str:
        person = self.history.people.get(contact_id)
        language = phrases(self.playbook.language)
        return person.name if person and person.name else language.say("somebody")


def objections(
    candidate: Data,
    history: History,
    playbook: Playbook,
    now: datetime,
    *,
    occurred_at: datetime | None = None,
) -> tuple[Objection, ...]:
    """What speaks against recording `candidate` at an aware `now`, the gravest first.

    `occurred_at` is when it is said to have happened, if that is not now.
    """
    here = _Context(history, playbook, now)
    check = _CHECKS.get(type(candidate))
    found = list(check(here, candidate)) if check else []
    if occurred_at and occurred_at > now + SOON and not isinstance(candidate, InterviewLogged):
        found.append(here.refuse("occurred_at", "to-come"))
    return tuple(sorted(found, key=lambda one: list(Severity).index(one.severity)))


def remarks(
    history: History,
    playbook: Playbook,
    now: datetime,
    *,
    fact_id: str | None = None,
    opening_id: str | None = None,
) -> tuple[Remark, ...]:
    """What is to be said at an aware `now` to a fact that stands, the gravest first.

    To the fact `fact_id`, otherwise to the newest about `opening_id`, otherwise to the newest of
    all. It is judged by the other facts that stand, so that what was cleared up since, or taken
    back, is not remarked on any more. The relationship is folded once.
    """
    fact = history.fact(fact_id) if fact_id else _newest(history, opening_id)
    if fact is None or isinstance(fact.data, FactRetracted):
        return ()
    others = History.of(one for one in history.facts if one.fact_id != fact.fact_id)
    then, today = (
        objections(fact.data, others, playbook, moment, occurred_at=fact.occurred_at)
        for moment in (fact.recorded_at, now)
    )
    # What was odd only then (a date to come) or is so only now (one that is past) needs no word.
    return tuple(Remark(fact.fact_id, one.severity, one.message) for one in then if one in today)


def _newest(history: History, opening_id: str | None) -> Fact | None:
    """The fact recorded last, of those that can be objected to."""
    said = (
        fact
        for fact in history.facts
        if type(fact.data) in _CHECKS
        and (opening_id is None or getattr(fact.data, "opening_id", None) == opening_id)
    )
    return max(said, key=lambda fact: (fact.recorded_at, fact.order), default=None)


def _interview(here: _Context, data: InterviewLogged) -> Iterator[Objection]:
    yield from _held(here, data.at)
    ids = [met.contact_id for met in data.interviewers]
    for place, met in enumerate(data.interviewers):
        if met.contact_id in ids[:place]:
            yield here.refuse(f"interviewers.{place}", "same-person", name=met.name)
    if data.answer_by and data.answer_by < data.at.day:
        yield here.ask("answer_by", "promise-before", day=data.answer_by)
    yield from _promise(here, data.answer_by)
    if _on_calendar(data.at):
        yield from _among_rounds(here, data)


def _on_calendar(wall: Wall) -> bool:
    return FIRST_YEAR <= wall.day.year <= LAST_YEAR


def _held(here: _Context, at: Wall) -> Iterator[Objection]:
    """When an interview took place: not in times to come, and not in another age."""
    if not _on_calendar(at) or at.instant > here.now + FAR:
        yield here.refuse("at", "far", day=at.day)
    elif at.instant > here.now + SOON:
        yield here.ask("at", "not-yet", day=at.day)
    elif at.instant < here.now - LONG_AGO:
        yield here.ask("at", "long-ago", day=at.day)


def _among_rounds(here: _Context, data: InterviewLogged) -> Iterator[Objection]:
    """How an interview fits what is known of its opening."""
    opening = here.history.openings.get(data.opening_id)
    if opening is None:
        return
    if opening.closed and data.at.instant > opening.closed.moment:
        yield here.ask(
            "opening_id",
            f"reopened.{opening.closed.outcome}",
            company=data.company,
            day=here.day(opening.closed.moment),
        )
    if opening.company and opening.company.casefold() != data.company.casefold():
        yield here.ask("company", "other-company", company=opening.company)
    for known in opening.rounds:
        if known.moment == data.at.instant:
            yield here.ask("at", "same-interview", round=known.number, day=known.at.day)
        elif known.number == data.round:
            yield here.ask("round", "same-round", round=known.number, day=known.at.day)


def _promise(here: _Context, answer_by: date | None) -> Iterator[Objection]:
    if answer_by and answer_by > here.today + FAR:
        yield here.refuse("answer_by", "far", day=answer_by)


def _opening(here: _Context, data: OpeningFound) -> Iterator[Objection]:
    if data.opening_id in here.history.openings:
        yield here.note("opening_id", "known-opening", company=data.company, title=data.title)


def _outcome(here: _Context, data: OutcomeRecorded) -> Iterator[Objection]:
    opening = here.history.openings.get(data.opening_id)
    yield from _promise(here, data.answer_by)
    if data.answer_by and data.answer_by < here.today:
        yield here.ask("answer_by", "promise-past", day=data.answer_by)
    if opening is None:
        yield here.refuse("opening_id", "unknown-opening")
        return
    company = opening.company or phrases(here.playbook.language).say("a-company")
    if opening.closed and opening.outcome is not data.outcome:
        yield here.ask(
            "outcome",
            f"after.{opening.closed.outcome}",
            company=company,
            day=here.day(opening.closed.moment),
        )
    elif opening.words and opening.outcome is data.outcome and data.outcome is not Outcome.WAITING:
        day = here.day(opening.words[-1].moment)
        yield here.note("outcome", "same-outcome", company=company, day=day)
    if data.outcome is Outcome.ACCEPTED and opening.outcome is not Outcome.OFFERED:
        yield here.note("outcome", "no-offer", company=company)


def _exchange(here: _Context, data: ExchangeRecorded) -> Iterator[Objection]:
    yield from _known_person(here, data.contact_id)
    yield from _known_opening(here, data.opening_id)
    if data.event_on and data.event_on > here.today + FAR:
        yield here.refuse("event_on", "far", day=data.event_on)
    elif data.event_on and data.event_on < here.today:
        yield here.note("event_on", "event-past", day=data.event_on)


def _feedback(here: _Context, data: FeedbackRecorded) -> Iterator[Objection]:
    yield from _known_person(here, data.contact_id)
    yield from _known_opening(here, data.opening_id)


def _advice(here: _Context, data: AdviceRecorded) -> Iterator[Objection]:
    yield from _known_person(here, data.contact_id)
    yield from _known_opening(here, data.opening_id)
    for known in here.history.advice.values():
        same = known.title.casefold() == data.title.casefold()
        if known.advice_id == data.advice_id or (same and known.giver == data.contact_id):
            yield here.ask("title", "same-advice", title=known.title, name=here.name(known.giver))
            return
        if same:
            yield here.note("title", "also-advised", title=known.title, name=here.name(known.giver))


def _progress(here: _Context, data: ProgressRecorded) -> Iterator[Objection]:
    advice = here.history.advice.get(data.advice_id)
    if advice is None:
        yield here.refuse("advice_id", "unknown-advice")
        return
    newest = advice.step
    if newest is None or newest is Step.DROPPED or data.step is Step.DROPPED:
        return
    if newest is data.step:
        yield here.note("step", "same-step", title=advice.title)
    elif newest is Step.FINISHED:
        yield here.ask("step", "after-finished", title=advice.title)
    elif STEPS_ONWARD.index(data.step) < STEPS_ONWARD.index(newest):
        yield here.note("step", "step-back", title=advice.title)


def _answer(here: _Context, data: FollowUpAnswered) -> Iterator[Objection]:
    if data.answer is Answer.SNOOZED:
        yield from _snooze(here, data.until)
    if data.answer is Answer.STOPPED and data.scope is None:
        yield here.ask("scope", "stop-what")
    before = here.history.answers.get(data.follow_up_id)
    if before and before.answer is not Answer.SNOOZED:
        yield here.note("follow_up_id", "answered", day=here.day(before.moment))


def _snooze(here: _Context, until: Wall | None) -> Iterator[Objection]:
    if until is None:
        yield here.refuse("until", "until-when")
    elif until.day > here.today + FAR:
        yield here.refuse("until", "far", day=until.day)
    elif until.day < here.today - timedelta(days=1) or until.instant <= here.now:
        yield here.refuse("until", "until-past", day=until.day)


def _note(here: _Context, data: NoteRecorded) -> Iterator[Objection]:
    if not data.text.strip():
        yield here.refuse("text", "empty")


def _described(here: _Context, data: ContactDescribed) -> Iterator[Objection]:
    for name, value in (data.timings or {}).items():
        within = bounds(name)
        if within is None:
            yield here.refuse(f"timings.{name}", "no-timing", timing=name)
        elif not fits_person(name, value):
            yield here.refuse(f"timings.{name}", "timing-out", least=within[0], most=within[1])
    if data.rest and (data.cadence_weeks or (data.timings or {}).get("keep_in_touch_weeks")):
        yield here.ask("rest", "rest-and-rhythm", name=here.name(data.contact_id))


def _landed(here: _Context, data: SeekerLanded) -> Iterator[Objection]:
    if data.on > here.today + FAR:
        yield here.refuse("on", "far", day=data.on)
    if here.history.landed and here.history.landed.opening_id != data.opening_id:
        yield here.ask("opening_id", "landed-before", company=here.history.landed.company)


def _retraction(here: _Context, data: FactRetracted) -> Iterator[Objection]:
    if data.retracts in here.history.retracted:
        yield here.note("retracts", "retracted")
    elif here.history.fact(data.retracts) is None:
        yield here.refuse("retracts", "unknown-fact")


def _known_person(here: _Context, contact_id: str) -> Iterator[Objection]:
    if contact_id not in here.history.people:
        yield here.refuse("contact_id", "unknown-person")


def _known_opening(here: _Context, opening_id: str | None) -> Iterator[Objection]:
    if opening_id is not None and opening_id not in here.history.openings:
        yield here.refuse("opening_id", "unknown-opening")


_CHECKS: dict[type[Data], Callable[[_Context, Any], Iterator[Objection]]] = {
    InterviewLogged: _interview,
    OpeningFound: _opening,
    OutcomeRecorded: _outcome,
    ExchangeRecorded: _exchange,
    FeedbackRecorded: _feedback,
    AdviceRecorded: _advice,
    ProgressRecorded: _progress,
    FollowUpAnswered: _answer,
    NoteRecorded: _note,
    ContactDescribed: _described,
    SeekerLanded: _landed,
    FactRetracted: _retraction,
}
