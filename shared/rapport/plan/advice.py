"""Rules about advice: asking after it, and telling who gave it how it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from operator import attrgetter

from rapport.facts import Answer, Channel, Step
from rapport.history import Advice, Answered, Progress, Touch
from rapport.later import dataclass
from rapport.plan.case import Case, Decision
from rapport.plan.follow_up import Kind
from rapport.playbook import Playbook
from rapport.wall import Wall


def _titles(case: Case, advice: list[Advice]) -> str:
    return case.phrases.titles((one.kind, one.title) for one in advice)


def check_in(case: Case) -> Iterator[Decision]:
    """Advice is asked after in three days, then two weeks after whatever happened last."""
    if case.landing:
        return
    asked_after = _asked_after(case)
    for giver, advice in case.advice_by_giver.items():
        going_on = [one for one in advice if one.advice_id in asked_after]
        if going_on:
            yield from _check_in(case, giver, going_on)


def _asked_after(case: Case) -> set[str]:
    """Advice that goes on; what several people recommended counts with who did so last.

    Nobody wants to be asked twice about one book. Somebody who rests is the last to be asked about.
    """
    rests = {who for who, person in case.history.people.items() if person.rest}
    going_on = [one for one in case.history.advice.values() if not one.ended]
    going_on.sort(key=lambda one: (one.giver not in rests, one.moment, one.fact_id))
    return set({one.title.casefold(): one.advice_id for one in going_on}.values())


def _check_in(case: Case, giver: str, going_on: list[Advice]) -> Iterator[Decision]:
    rules = case.rules(giver)
    steps = case.steps_on(giver)
    untouched = [one for one in going_on if not one.steps]
    fresh = [one for one in untouched if not steps or one.moment > steps[-1].moment]
    if fresh:
        cause, moment, about = fresh[0].fact_id, fresh[0].moment, untouched
        wait, times, why = rules.advice_check_in_after_days, rules.advice_check_ins, "start"
    elif untouched:
        cause, moment, about = steps[-1].fact_id, steps[-1].moment, untouched
        wait, times, why = rules.advice_check_in_every_days, 1, "rest"
    else:
        cause, moment, about = steps[-1].fact_id, steps[-1].moment, going_on
        wait, times, why = rules.advice_idle_days, 1, "going"
    since = case.on(case.day(moment))
    for ordinal in range(1, times + 1):
        due = since.days_later(wait + (ordinal - 1) * rules.advice_check_in_every_days)
        yield case.follow_up(
            Kind.ADVICE_CHECK_IN,
            causes=(cause, *(one.fact_id for one in about if one.fact_id != cause)),
            contact_id=giver,
            due=due,
            latest=due.days_later(rules.advice_check_in_every_days),
            importance=45,
            ordinal=ordinal,
            any_day=True,
            why=f"advice-check-in.{why if ordinal == 1 else 'again'}",
            advice=_titles(case, about),
            day=case.spoken(since.day),
        )


@dataclass(frozen=True)
class Report:
    """Steps that their adviser has not heard of, when to tell, and the fact that set that date."""

    steps: tuple[Progress, ...]
    due: Wall
    occasion: str


def report(case: Case, pending: Mapping[str, Report]) -> Iterator[Decision]:
    """A step on advice is reported to who gave it; steps are bundled, reports two weeks apart."""
    for giver, untold in pending.items():
        yield case.follow_up(
            Kind.PROGRESS_REPORT,
            causes=tuple(step.fact_id for step in untold.steps),
            contact_id=giver,
            due=untold.due,
            importance=60 + (case.history.people[giver].rapport or 0),
            occasion=untold.occasion,
            any_day=True,
            done=in_words(case, untold.steps),
        )


def in_words(case: Case, steps: Iterable[Progress]) -> str:
    """The newest step of each piece of advice, in words, the same steps together."""
    newest = {step.advice_id: step.step for step in steps}
    advice = case.history.advice
    return case.phrases.taken(
        "step", [(step, advice[which].kind, advice[which].title) for which, step in newest.items()]
    )


def reports(case: Case) -> dict[str, Report]:
    """What is to be told, by whom it is to be told to; after a job was taken the news tell it."""
    if case.landing:
        return {}
    return {giver: found for giver in case.advice_by_giver if (found := _report(case, giver))}


def _report(case: Case, giver: str) -> Report | None:
    """Walk through steps and touches in order: what was told is told, the rest waits."""
    waiting: list[Progress] = []
    told: datetime | None = None
    for event in _steps_and_touches(case, giver):
        if isinstance(event, Progress):
            waiting.append(event)
        elif waiting and _tells(case, event, waiting[0], giver):
            waiting, told = [], event.moment
    return _due(case, giver, waiting, told) if waiting else None


def _due(case: Case, giver: str, waiting: list[Progress], told: datetime | None) -> Report:
    """Soon after the first step that waits, but days after the last report.

    A step that comes when the report is overdue sets a new date.
    """
    rules = case.rules(giver)
    first, *further = waiting
    due, occasion = _soon(case, first, rules), first.fact_id
    if told:
        due = _later(due, case.on(case.day(told), rules.progress_report_every_days))
    for step in further:
        if case.day(step.moment) > _put_off(case, first, giver, due).day:
            rested = due.days_later(rules.progress_report_every_days)
            due, occasion = _later(_soon(case, step, rules), rested), step.fact_id
    return Report(tuple(waiting), due, occasion)


def _soon(case: Case, step: Progress, rules: Playbook) -> Wall:
    return case.wall(step.moment).hours_later(rules.progress_report_after_hours)


def _steps_and_touches(case: Case, giver: str) -> list[Progress | Touch | Answered]:
    steps = [step for step in case.steps_on(giver) if step.step is not Step.DROPPED]
    touches = case.history.touches.get(giver, ())
    answers = [
        one
        for one in case.history.answers.values()
        if one.kind == Kind.PROGRESS_REPORT
        and one.contact_id in (giver, None)
        and one.answer is not Answer.SNOOZED
    ]
    events: list[Progress | Touch | Answered] = [*steps, *touches, *answers]
    return sorted(events, key=attrgetter("moment", "fact_id"))


def _tells(case: Case, event: Touch | Answered, first: Progress, giver: str) -> bool:
    """Whether the giver heard of it: written to, spoken with, or the report was answered."""
    if isinstance(event, Touch):
        spoken = event.channel in (Channel.CALL, Channel.MEETING)
        return spoken or (event.direction == "out" and event.channel is not None)
    return event.follow_up_id == case.identify(Kind.PROGRESS_REPORT, first.fact_id, giver)


def _put_off(case: Case, first: Progress, giver: str, due: Wall) -> Wall:
    """The due time, or the one that the seeker put it off to."""
    follow_up_id = case.identify(Kind.PROGRESS_REPORT, first.fact_id, giver)
    answered = case.history.answers.get(follow_up_id)
    return _later(due, case.here(answered.until)) if answered and answered.until else due


def _later(one: Wall, other: Wall) -> Wall:
    return max(one, other, key=lambda wall: wall.instant)
