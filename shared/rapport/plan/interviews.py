"""Rules from an interview to the company's answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rapport.facts import Outcome
from rapport.history import Meeting, Opening, Person
from rapport.plan.case import Case, Decision
from rapport.plan.follow_up import Kind


def thank_you(case: Case) -> Iterator[Decision]:
    """Each interviewer is thanked within a day, once for rounds that lie close together."""
    for person in case.history.people.values():
        for meeting in person.meetings:
            yield from _thank(case, person, meeting)


def _thank(case: Case, person: Person, meeting: Meeting) -> Iterator[Decision]:
    opening = case.history.openings[meeting.opening_id]
    who, kind = person.contact_id, Kind.THANK_YOU
    known = {"name": case.name(who), "round": meeting.round}
    follow_up_id = case.identify(kind, meeting.fact_id, who)
    if case.ended(follow_up_id) or case.wrote((who,), meeting.moment, follow_up_id):
        return
    if any(word.moment >= meeting.moment for word in opening.words if word is opening.closed):
        company = case.company(opening)
        yield case.against(
            kind, "thank-you.closed", who, opening.opening_id, company=company, **known
        )
        return
    newer = next((later for later in person.meetings if later.moment > meeting.moment), None)
    if newer:
        yield case.against(
            kind, "thank-you.newer", who, opening.opening_id, newer=newer.round, **known
        )
        return
    thanked = _thanked_before(case, person, meeting)
    day = meeting.at.day
    if thanked and (day - thanked).days < case.playbook.thank_you_again_after_days:
        yield case.against(
            kind,
            "thank-you.recent",
            who,
            opening.opening_id,
            day=case.spoken(thanked),
            days=(day - thanked).days,
            **known,
        )
        return
    yield case.follow_up(
        kind,
        causes=(meeting.fact_id,),
        contact_id=who,
        opening_id=opening.opening_id,
        due=case.here(meeting.at.hours_later(case.playbook.thank_you_after_hours)),
        latest=case.here(meeting.at.days_later(case.playbook.thank_you_until_days)),
        importance=80 + meeting.rapport,
        title=case.phrases.say("thank-you.title", company=case.company(opening), **known),
        reason=case.phrases.say("thank-you.reason", day=case.spoken(day), **known),
        any_day=True,
    )


def _thanked_before(case: Case, person: Person, meeting: Meeting) -> date | None:
    """The day the seeker last wrote to somebody between meeting them before and this time."""
    earlier = [met.moment for met in person.meetings if met.moment < meeting.moment]
    if not earlier:
        return None
    for touch in reversed(case.history.exchanges):
        if (
            touch.contact_id == person.contact_id
            and touch.direction == "out"
            and earlier[0] <= touch.moment < meeting.moment
        ):
            return case.day(touch.moment)
    return None


@dataclass(frozen=True, slots=True)
class _News:
    """The newest word from a company, and the day by which it promised the next."""

    fact_id: str
    moment: datetime
    promised: date | None
    promise_fact: str


def _newest_news(case: Case, opening: Opening) -> _News | None:
    """The newest of: an interview, an outcome that leaves it open, a message from one of them."""
    words: list[tuple[datetime, str, date | None]] = [
        (met.moment, met.fact_id, met.answer_by) for met in opening.rounds
    ]
    words += [(word.moment, word.fact_id, word.answer_by) for word in opening.words]
    words += [
        (touch.moment, touch.fact_id, None)
        for touch in case.history.exchanges
        if touch.direction == "in"
        and (
            touch.opening_id == opening.opening_id
            or (touch.opening_id is None and touch.contact_id in opening.interviewers)
        )
    ]
    if not opening.rounds:
        return None
    words.sort()
    moment, fact_id, _ = words[-1]
    last_round = opening.rounds[-1].moment
    promise = next(
        ((day, fact) for when, fact, day in reversed(words) if day and when >= last_round),
        (None, fact_id),
    )
    if promise[0] and promise[0] < case.day(moment):
        promise = (None, fact_id)
    return _News(fact_id, moment, *promise)


def status_check(case: Case) -> Iterator[Decision]:
    """Ask where things stand, from the promised day or a week of silence on; twice at most."""
    for opening in case.history.openings.values():
        if opening.closed or opening.outcome is Outcome.OFFERED or case.history.landed:
            continue
        news = _newest_news(case, opening)
        if news:
            yield from _checks(case, opening, news)


def _checks(case: Case, opening: Opening, news: _News) -> Iterator[Decision]:
    rules, say = case.playbook, case.phrases.say
    who = case.correspondent(opening)
    heard = case.day(news.moment)
    if news.promised:
        first = news.promised + timedelta(days=rules.status_check_after_promise_days)
    else:
        first = heard + timedelta(days=rules.status_check_after_days)
    known = {"name": case.name(who), "company": case.company(opening)}
    asked: date | None = None
    for ordinal in range(1, rules.status_checks + 1):
        day = first + timedelta(days=(ordinal - 1) * rules.status_check_every_days)
        follow_up_id = case.identify(Kind.STATUS_CHECK, news.fact_id, None, ordinal)
        around = case.on(day).days_later(-2).instant
        written = case.wrote(opening.interviewers, max(around, news.moment), follow_up_id)
        if written or case.ended(follow_up_id):
            asked = case.day(written.moment) if written else day
            continue
        if asked:
            reason = say("status-check.again", day=case.spoken(asked), **known)
        elif news.promised:
            reason = say("status-check.promised", day=case.spoken(news.promised), **known)
        else:
            reason = say(
                "status-check.quiet", day=case.spoken(heard), days=(day - heard).days, **known
            )
        yield case.follow_up(
            Kind.STATUS_CHECK,
            causes=(news.fact_id,),
            contact_id=who,
            opening_id=opening.opening_id,
            due=case.on(day),
            latest=case.on(day + timedelta(days=rules.status_check_every_days)),
            occasion=news.promise_fact if news.promised else news.fact_id,
            importance=60 + (10 if opening.dream else 0),
            ordinal=ordinal,
            title=say("status-check.title", **known),
            reason=reason,
            personal=False,
        )
    last = first + timedelta(days=rules.status_checks * rules.status_check_every_days)
    yield case.follow_up(
        Kind.NO_ANSWER,
        causes=(news.fact_id,),
        contact_id=who,
        opening_id=opening.opening_id,
        due=case.on(last),
        importance=40,
        title=say("no-answer.title", title=case.position(opening), **known),
        reason=say("no-answer.reason", day=case.spoken(heard), **known),
        personal=False,
    )
