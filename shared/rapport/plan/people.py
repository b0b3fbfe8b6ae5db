"""Rules about people: referrals, what they mentioned, and keeping in touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from operator import attrgetter

from rapport.facts import Outcome, Step
from rapport.history import EARLIEST, Opening, Person, Progress, Touch
from rapport.later import dataclass
from rapport.plan.advice import Report, in_words, report, reports
from rapport.plan.case import Case, Decision
from rapport.plan.follow_up import Kind
from rapport.wall import Wall


def referral(case: Case) -> Iterator[Decision]:
    """Who named an opening is thanked at once, and hears how it went, and how it ended."""
    if case.landing:
        return
    for opening in case.history.openings.values():
        if opening.referred_by:
            yield from _referral_thanks(case, opening, opening.referred_by)
            yield from _referral_updates(case, opening, opening.referred_by)


def _referral_thanks(case: Case, opening: Opening, who: str) -> Iterator[Decision]:
    cause, moment = opening.referral_fact, opening.found_at
    if cause is None or moment is None or opening.closed:
        return
    kind = Kind.REFERRAL_THANKS
    if case.settled_by(case.identify(kind, cause, who), (who,), moment):
        return
    if any(met.moment >= moment for met in case.history.people[who].meetings):
        yield case.against(kind, "referral-thanks.met", who, opening)
        return
    named = case.wall(moment)
    yield case.follow_up(
        kind,
        causes=(cause,),
        contact_id=who,
        opening=opening,
        due=named.hours_later(case.rules(who).thank_you_after_hours),
        latest=named.days_later(case.rules(who).referral_until_days),
        importance=78,
        any_day=True,
        day=case.spoken(named.day),
    )


def _referral_updates(case: Case, opening: Opening, who: str) -> Iterator[Decision]:
    news = [
        (opening.rounds[0].fact_id, opening.rounds[0].moment, "interview")
        for _ in opening.rounds[:1]
        if who not in opening.interviewers and not opening.closed
    ]
    if opening.closed and opening.closed.outcome is not Outcome.ACCEPTED:
        news.append((opening.closed.fact_id, opening.closed.moment, opening.closed.outcome.value))
    kind, rules = Kind.REFERRAL_UPDATE, case.rules(who)
    for cause, moment, what in news:
        if case.settled_by(case.identify(kind, cause, who), (who,), moment):
            continue
        day = case.on(case.day(moment))
        yield case.follow_up(
            kind,
            causes=(cause,),
            contact_id=who,
            opening=opening,
            due=day.days_later(rules.referral_update_after_days),
            latest=day.days_later(rules.referral_until_days),
            importance=50,
            why=f"referral-update.{what}",
            day=case.spoken(day.day),
        )


def event_note(case: Case) -> Iterator[Decision]:
    """Something that a person mentioned is asked after when it is over."""
    for touch in case.history.exchanges:
        if touch.event is None or touch.event_on is None or touch.direction == "out":
            continue
        who, kind = touch.contact_id, Kind.EVENT_NOTE
        over = case.on(touch.event_on)
        if case.settled_by(case.identify(kind, touch.fact_id, who), (who,), over.instant):
            continue
        yield case.follow_up(
            kind,
            causes=(touch.fact_id,),
            contact_id=who,
            due=over.days_later(case.rules(who).event_note_after_days),
            latest=over.days_later(case.rules(who).event_note_until_days),
            importance=48,
            event=touch.event,
            day=case.spoken(over.day),
        )


def stay_in_touch(case: Case) -> Iterator[Decision]:
    """Who gave advice hears of each step on it; everybody else is kept in touch with."""
    pending = reports(case)
    yield from report(case, pending)
    yield from keep_in_touch(case, pending)


def keep_in_touch(case: Case, pending: Mapping[str, Report]) -> Iterator[Decision]:
    """People are kept in touch with, each in their rhythm, and with a reason to write."""
    for person in case.history.people.values():
        touch = case.history.last_touch(person.contact_id)
        if person.contact_id in pending:
            yield case.against(Kind.KEEP_IN_TOUCH, "keep-in-touch.report", person.contact_id, None)
        elif touch and not _colleague(case, person):
            yield from _keep(case, person, touch)


def _colleague(case: Case, person: Person) -> bool:
    """Whether the seeker works with them now."""
    landing = case.landing
    return landing is not None and any(
        met.opening_id == landing.opening_id for met in person.meetings
    )


def _keep(case: Case, person: Person, touch: Touch) -> Iterator[Decision]:
    who, kind, rules = person.contact_id, Kind.KEEP_IN_TOUCH, case.rules(person.contact_id)
    wanted = who in case.advice_by_giver or person.cadence_weeks is not None
    if not wanted and person.rapport and person.rapport < rules.keep_in_touch_rapport:
        yield case.against(kind, "keep-in-touch.low", who, None, rapport=person.rapport)
        return
    news = _news_for(case, touch)
    reasons = [*_owed(case, touch), *_in_words(case, news)]
    unheard = case.nudges(who, news[-1].moment if news else EARLIEST)
    if len(unheard) >= rules.unanswered_touches:
        times = case.phrases.often(len(unheard))
        yield case.against(kind, "keep-in-touch.unanswered", who, None, times=times)
        return
    weeks = person.cadence_weeks or rules.rhythm(person.rapport)
    due, occasion = _kept_by(case, touch, weeks, rules.keep_in_touch_window_weeks, news)
    yield case.follow_up(
        kind,
        causes=(touch.fact_id, *(one.fact_id for one in news)),
        contact_id=who,
        due=due,
        latest=due.days_later(rules.keep_in_touch_window_weeks * 7),
        importance=25 + 2 * (person.rapport or 0),
        occasion=occasion,
        why="keep-in-touch.news" if reasons else "keep-in-touch.find",
        day=case.spoken(case.day(touch.moment)),
        weeks=weeks,
        news="; ".join(reasons),
    )


def _kept_by(
    case: Case, touch: Touch, weeks: int, window: int, news: list[_News]
) -> tuple[Wall, str]:
    """The ideal time, and the fact that set it: the last touch, or news that came too late for it.

    A rhythm that was let pass rests until there is progress to tell; a new job is told at once.
    """
    due, occasion = case.on(case.day(touch.moment), weeks * 7), touch.fact_id
    for one in news:
        let_pass = due if one.great else due.days_later(window * 7)
        if case.day(one.moment) > let_pass.day:
            due, occasion = case.on(case.day(one.moment), 1), one.fact_id
    return due, occasion


def _owed(case: Case, touch: Touch) -> list[str]:
    """The reasons to write that lie in the last touch itself: what they mentioned, or said last."""
    if touch.direction != "in":
        return []
    if touch.event:
        return [case.phrases.say("news.event", event=touch.event)]
    return [case.phrases.say("news.owed")]


@dataclass(frozen=True)
class _News:
    """Something to tell: a step, or the job that was taken, which is a reason of its own."""

    moment: datetime
    fact_id: str
    step: Progress | None = None

    @property
    def great(self) -> bool:
        return self.step is None


def _news_for(case: Case, touch: Touch) -> list[_News]:
    """What happened since a person was last in touch and is worth telling them, oldest first."""
    newest = {
        step.advice_id: step
        for step in case.steps
        if step.moment > touch.moment and step.step is not Step.DROPPED
    }
    news = [_News(step.moment, step.fact_id, step) for step in newest.values()]
    landing = case.landing
    if landing and landing.moment > touch.moment:
        news.append(_News(landing.moment, landing.fact_id))
    return sorted(news, key=attrgetter("moment", "fact_id"))


def _in_words(case: Case, news: list[_News]) -> Iterator[str]:
    """The job, which outshines everything else, or the newest two steps, the same ones together."""
    steps = [one.step for one in news if one.step]
    if case.landing and len(steps) < len(news):
        yield case.phrases.say("news.landed", job=case.landing.company)
    elif steps:
        yield in_words(case, steps[-2:])
