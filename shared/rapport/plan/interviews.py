"""Rules from an interview to the company's answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from rapport.facts import Answer, Outcome
from rapport.history import Meeting, Opening, Person
from rapport.later import dataclass
from rapport.plan.case import Case, Decision
from rapport.plan.follow_up import Kind
from rapport.playbook import Playbook
from rapport.wall import Wall


def thank_you(case: Case) -> Iterator[Decision]:
    """Each interviewer is thanked within a day, once for rounds that lie close together."""
    for person in case.history.people.values():
        for meeting in person.meetings:
            yield from _thank(case, person, meeting)


def _thank(case: Case, person: Person, meeting: Meeting) -> Iterator[Decision]:
    who, kind = person.contact_id, Kind.THANK_YOU
    opening = case.history.openings[meeting.opening_id]
    rules = case.rules(who)
    pointless = meeting.at.day + timedelta(days=rules.thank_you_until_days)
    if case.long_past(pointless) or case.settled_by(
        case.identify(kind, meeting.fact_id, who), (who,), meeting.moment
    ):
        return
    if opening.closed:
        yield case.against(kind, "thank-you.closed", who, opening, round=meeting.round)
        return
    newer = next((later for later in person.meetings if later.moment > meeting.moment), None)
    if newer:
        yield case.against(
            kind, "thank-you.newer", who, opening, round=meeting.round, newer=newer.round
        )
        return
    thanked = _thanked_before(case, person, meeting)
    if thanked and (meeting.at.day - thanked).days < rules.thank_you_again_after_days:
        yield case.against(
            kind,
            "thank-you.recent",
            who,
            opening,
            round=meeting.round,
            day=case.spoken(thanked),
            days=case.phrases.days((meeting.at.day - thanked).days),
        )
        return
    yield case.follow_up(
        kind,
        causes=(meeting.fact_id,),
        contact_id=who,
        opening=opening,
        due=case.here(meeting.at.hours_later(rules.thank_you_after_hours)),
        latest=case.here(meeting.at.days_later(rules.thank_you_until_days)),
        importance=80 + meeting.rapport,
        any_day=True,
        round=meeting.round,
        day=case.spoken(meeting.at.day),
    )


def _thanked_before(case: Case, person: Person, meeting: Meeting) -> date | None:
    """The day the seeker last wrote to somebody between meeting them before and this time."""
    met_before = [met.moment for met in person.meetings if met.moment < meeting.moment]
    for touch in reversed(case.history.exchanges):
        if (
            met_before
            and touch.contact_id == person.contact_id
            and touch.direction == "out"
            and met_before[0] <= touch.moment < meeting.moment
        ):
            return case.day(touch.moment)
    return None


@dataclass(frozen=True)
class _News:
    """The newest word from a company, and the day by which it promised the next."""

    fact_id: str
    moment: datetime
    promised: date | None
    promise_fact: str


def status_check(case: Case) -> Iterator[Decision]:
    """Ask where things stand, from the promised day or a week of silence on; twice at most."""
    for opening in case.history.openings.values():
        if opening.closed or opening.outcome is Outcome.OFFERED or case.landing:
            continue
        news = _newest_news(case, opening)
        if news:
            yield from _checks(case, opening, news)


def _newest_news(case: Case, opening: Opening) -> _News | None:
    """The newest of: an interview, an outcome that leaves it open, a message from one of them."""
    if not opening.rounds:
        return None
    words: list[tuple[datetime, str, date | None]] = [
        *((met.moment, met.fact_id, met.answer_by) for met in opening.rounds),
        *((word.moment, word.fact_id, word.answer_by) for word in opening.words),
        *(
            (touch.moment, touch.fact_id, None)
            for touch in case.history.exchanges
            if touch.direction == "in" and _speaks_of(touch.opening_id, touch.contact_id, opening)
        ),
    ]
    moment, fact_id, _ = max(words, key=lambda word: word[:2])
    since_last_round = [word for word in words if word[0] >= opening.rounds[-1].moment]
    for _, promise_fact, promised in sorted(since_last_round, key=lambda word: word[:2])[::-1]:
        if promised and promised >= case.day(moment):
            return _News(fact_id, moment, promised, promise_fact)
    return _News(fact_id, moment, None, fact_id)


def _speaks_of(opening_id: str | None, contact_id: str, opening: Opening) -> bool:
    if opening_id is None:
        return contact_id in opening.interviewers
    return opening_id == opening.opening_id


def _checks(case: Case, opening: Opening, news: _News) -> Iterator[Decision]:
    who = case.correspondent(opening)
    rules = case.rules(who)
    heard = case.day(news.moment)
    first = _first_check(case, news, rules)
    allowed = rules.unanswered_touches - len(case.nudges(who, news.moment))
    asked: _Asked | None = None
    for ordinal in range(1, rules.status_checks + 1):
        due = first.days_later((ordinal - 1) * rules.status_check_every_days)
        over, just_asked = _checked(case, opening, news, ordinal, due)
        if over:
            asked = just_asked or asked
            continue
        if allowed <= 0:
            yield case.against(
                Kind.STATUS_CHECK,
                "status-check.rest",
                who,
                opening,
                times=case.phrases.often(rules.unanswered_touches),
            )
            break
        allowed -= 1
        why = "promised" if news.promised else "quiet"
        if asked:
            why = "last" if ordinal == rules.status_checks else "again"
        yield case.follow_up(
            Kind.STATUS_CHECK,
            causes=(news.fact_id, asked.fact_id) if asked else (news.fact_id,),
            contact_id=who,
            opening=opening,
            due=due,
            latest=due.days_later(rules.status_check_every_days),
            occasion=news.promise_fact,
            importance=60 + (10 if opening.dream else 0),
            ordinal=ordinal,
            why=f"status-check.{why}",
            heard=case.spoken(heard),
            asked=case.spoken(asked.on if asked else due.day),
            promised=case.spoken(news.promised or due.day),
        )
    yield case.follow_up(
        Kind.NO_ANSWER,
        causes=(news.fact_id,),
        contact_id=who,
        opening=opening,
        due=first.days_later(rules.status_checks * rules.status_check_every_days),
        occasion=news.promise_fact,
        importance=40,
        heard=case.spoken(heard),
    )


def _first_check(case: Case, news: _News, rules: Playbook) -> Wall:
    """The promised day, otherwise a week after the newest word.

    Late on that day: the answer may still come, or the next round be held, and be noted by then.
    """
    if news.promised:
        day = news.promised + timedelta(days=rules.status_check_after_promise_days)
    else:
        day = case.day(news.moment) + timedelta(days=rules.status_check_after_days)
    return Wall.on(day, rules.status_check_time, rules.zone)


@dataclass(frozen=True)
class _Asked:
    """That a company was asked where things stand: the fact that says so, and the day."""

    fact_id: str
    on: date


def _checked(
    case: Case, opening: Opening, news: _News, ordinal: int, due: Wall
) -> tuple[bool, _Asked | None]:
    """Whether this check is over, and how they were asked; a skipped one asked nobody.

    Writing to one of them around its day is the check, too.
    """
    follow_up_id = case.identify(Kind.STATUS_CHECK, news.fact_id, opening, ordinal)
    around = due.days_later(-2).instant
    written = case.wrote(opening.interviewers, max(around, news.moment), follow_up_id)
    if written:
        return True, _Asked(written.fact_id, case.day(written.moment))
    answered = case.history.answers.get(follow_up_id)
    if answered and answered.answer is Answer.DONE:
        return True, _Asked(answered.fact_id, case.day(answered.moment))
    return case.ended(follow_up_id), None
