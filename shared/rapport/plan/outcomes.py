"""Rules for what a company answered, and for the job that ends the search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from rapport.facts import Channel, Outcome
from rapport.history import Opening, Touch, Word
from rapport.plan.case import Case, Decision, Landing
from rapport.plan.follow_up import Kind


def _answered_with(case: Case, outcome: Outcome) -> Iterator[tuple[Opening, Word]]:
    """Openings that stand at an outcome, while the search goes on."""
    if case.landing:
        return
    for opening in case.history.openings.values():
        if opening.outcome is outcome and (opening.closed or outcome is Outcome.OFFERED):
            yield opening, opening.words[-1]


def gracious_reply(case: Case) -> Iterator[Decision]:
    """A no is answered warmly, the same day; after a talk about it there is nothing to answer."""
    for opening, no in _answered_with(case, Outcome.DECLINED):
        who = case.correspondent(opening)
        if who and (_talks(case, who, no) or _told_why(case, who, opening, no)):
            continue
        yield from _same_day(case, Kind.GRACIOUS_REPLY, opening, no, importance=90)


def offer_thanks(case: Case) -> Iterator[Decision]:
    """An offer is answered with thanks the same day, and with the question until when to decide."""
    for opening, offer in _answered_with(case, Outcome.OFFERED):
        yield from _same_day(case, Kind.OFFER_THANKS, opening, offer, importance=95)


def withdrawal_note(case: Case) -> Iterator[Decision]:
    """Who withdraws says so kindly, the same day."""
    for opening, word in _answered_with(case, Outcome.WITHDRAWN):
        yield from _same_day(case, Kind.WITHDRAWAL_NOTE, opening, word, importance=75)


def _same_day(
    case: Case, kind: Kind, opening: Opening, word: Word, *, importance: int
) -> Iterator[Decision]:
    who = case.correspondent(opening)
    follow_up_id = case.identify(kind, word.fact_id, opening)
    if who is None or case.settled_by(follow_up_id, opening.interviewers, word.moment):
        return
    told = case.wall(word.moment)
    yield case.follow_up(
        kind,
        causes=(word.fact_id,),
        contact_id=who,
        opening=opening,
        due=told.hours_later(case.playbook.gracious_reply_after_hours),
        latest=told.days_later(case.playbook.gracious_reply_until_days),
        importance=importance,
        any_day=True,
        day=case.spoken(told.day),
    )


def feedback(case: Case) -> Iterator[Decision]:
    """Two days after a no the champion is asked: by call, or by mail where rapport was less."""
    for opening, no in _answered_with(case, Outcome.DECLINED):
        champion = case.history.champion(opening.opening_id)
        if _feedback_settled(case, opening, no):
            continue
        if champion and _talked(case, champion.contact_id, no):
            continue
        if champion is None:
            yield case.against(Kind.FEEDBACK_CALL, "feedback.nobody", None, opening)
            continue
        if champion.rapport < case.playbook.feedback_mail_rapport:
            yield case.against(
                Kind.FEEDBACK_CALL,
                "feedback.none",
                champion.contact_id,
                opening,
                rapport=max(champion.rapports),
            )
            continue
        rules = case.rules(champion.contact_id)
        close = champion.rapport >= case.playbook.feedback_call_rapport
        said = case.on(case.day(no.moment))
        yield case.follow_up(
            Kind.FEEDBACK_CALL if close else Kind.FEEDBACK_MAIL,
            causes=(no.fact_id,),
            contact_id=champion.contact_id,
            opening=opening,
            due=said.days_later(rules.feedback_after_days),
            latest=said.days_later(rules.feedback_until_days),
            importance=(85 if close else 55) + (5 if opening.dream else 0),
            day=case.spoken(said.day),
            champion=case.why_champion(champion),
        )


def _feedback_settled(case: Case, opening: Opening, no: Word) -> bool:
    """Whether feedback on this opening was asked for, given or declined since the no."""
    ledger = any(
        entry.moment >= no.moment
        and (
            entry.opening_id == opening.opening_id
            or (entry.opening_id is None and entry.contact_id in opening.interviewers)
        )
        for entry in case.history.feedback
    )
    return ledger or any(
        case.settled_by(case.identify(kind, no.fact_id, opening), (), no.moment)
        for kind in (Kind.FEEDBACK_CALL, Kind.FEEDBACK_MAIL)
    )


def _talked(case: Case, who: str, no: Word) -> bool:
    """Whether the seeker called or met somebody after the no, of their own accord.

    A call from them may have brought the no, and a call for another follow-up had its own matter.
    """
    return any(touch.follow_up_id is None for touch in _talks(case, who, no))


def _talks(case: Case, who: str, no: Word) -> list[Touch]:
    """The seeker's calls to somebody after the no, and their meetings."""
    return [
        touch
        for touch in case.history.exchanges
        if touch.contact_id == who
        and touch.moment > no.moment
        and (
            touch.channel is Channel.MEETING
            or (touch.channel is Channel.CALL and touch.direction == "out")
        )
    ]


def _told_why(case: Case, who: str, opening: Opening, no: Word) -> bool:
    """Whether somebody gave feedback on the opening after the no."""
    return any(
        entry.contact_id == who
        and entry.stage == "given"
        and entry.moment > no.moment
        and entry.opening_id in (None, opening.opening_id)
        for entry in case.history.feedback
    )


def feedback_nudge(case: Case) -> Iterator[Decision]:
    """Feedback asked for in writing that did not come is asked for once more, then it rests."""
    nudged: set[str] = set()
    for opening, no in _answered_with(case, Outcome.DECLINED):
        asked = _asked_in_writing(case, opening, no)
        if asked is None or asked[0] in nudged:
            continue
        fact_id, who, moment = asked
        nudged.add(fact_id)
        follow_up_id = case.identify(Kind.FEEDBACK_NUDGE, fact_id, who)
        if case.last_heard(who) > moment or case.settled_by(
            follow_up_id, (who,), moment + timedelta(days=1)
        ):
            continue
        rules = case.rules(who)
        if len(case.nudges(who, no.moment)) >= rules.unanswered_touches:
            times = case.phrases.often(rules.unanswered_touches)
            yield case.against(Kind.FEEDBACK_NUDGE, "unanswered", who, opening, times=times)
            continue
        day = case.on(case.day(moment))
        due = day.days_later(rules.feedback_nudge_after_days)
        yield case.follow_up(
            Kind.FEEDBACK_NUDGE,
            causes=(fact_id, no.fact_id),
            contact_id=who,
            opening=opening,
            due=due,
            latest=due.days_later(case.playbook.feedback_until_days),
            importance=50,
            day=case.spoken(day.day),
        )


def _asked_in_writing(case: Case, opening: Opening, no: Word) -> tuple[str, str, datetime] | None:
    """The fact that says who was asked for feedback since the no, and not in a conversation."""
    for entry in case.history.feedback:
        if (
            entry.stage == "asked"
            and entry.moment >= no.moment
            and entry.opening_id in (opening.opening_id, None)
            and entry.contact_id in opening.interviewers
        ):
            return entry.fact_id, entry.contact_id, entry.moment
    ids = {
        case.identify(kind, no.fact_id, opening)
        for kind in (Kind.FEEDBACK_CALL, Kind.FEEDBACK_MAIL)
    }
    for touch in case.history.exchanges:
        if touch.follow_up_id in ids and touch.channel in (Channel.MAIL, Channel.MESSAGE):
            return touch.fact_id, touch.contact_id, touch.moment
    return None


def offer_decision(case: Case) -> Iterator[Decision]:
    """An offer is decided before it runs out."""
    for opening, offer in _answered_with(case, Outcome.OFFERED):
        rules = case.playbook
        came = case.day(offer.moment)
        if offer.answer_by:
            day = max(came, offer.answer_by - timedelta(days=rules.offer_decision_before_days))
        else:
            day = came + timedelta(days=rules.offer_decision_after_days)
        yield case.follow_up(
            Kind.OFFER_DECISION,
            causes=(offer.fact_id,),
            contact_id=case.correspondent(opening),
            opening=opening,
            due=case.on(day),
            importance=100,
            any_day=True,
            why="offer-decision.until" if offer.answer_by else "offer-decision.open",
            day=case.spoken(came),
            until=case.spoken(offer.answer_by or day),
        )


def door_open(case: Case) -> Iterator[Decision]:
    """After silence one light note keeps the door open, unless two were left unanswered."""
    for opening, silence in _answered_with(case, Outcome.SILENT):
        champion = case.history.champion(opening.opening_id)
        if champion is None:
            continue
        who, kind = champion.contact_id, Kind.DOOR_OPEN
        if case.settled_by(
            case.identify(kind, silence.fact_id, opening), opening.interviewers, silence.moment
        ):
            continue
        if len(case.nudges(who)) >= case.rules(who).unanswered_touches:
            yield case.against(
                kind,
                "unanswered",
                who,
                opening,
                times=case.phrases.often(case.rules(who).unanswered_touches),
            )
            continue
        marked = case.on(case.day(silence.moment))
        due = marked.days_later(case.playbook.door_open_after_days)
        yield case.follow_up(
            kind,
            causes=(silence.fact_id,),
            contact_id=who,
            opening=opening,
            due=due,
            latest=due.days_later(case.playbook.door_open_after_days),
            importance=30,
            day=case.spoken(marked.day),
            champion=case.why_champion(champion),
        )


def landed(case: Case) -> Iterator[Decision]:
    """A job taken: news and thanks to all who helped, and the open applications withdrawn."""
    if case.landing is None:
        return
    leaving = [one for one in case.history.openings.values() if _left_for(case.landing, one)]
    for opening in leaving:
        if not opening.closed:
            yield from _withdraw_for(case, case.landing, opening)
    told = {case.correspondent(opening) for opening in leaving}
    for who, how in _helpers(case, case.landing).items():
        if who not in told:
            yield from _news_and_thanks(case, case.landing, who, how)


def _left_for(landing: Landing, opening: Opening) -> bool:
    """Whether an application was still going on when the seeker took the job."""
    closed = opening.closed
    withdrawn = closed and closed.outcome is Outcome.WITHDRAWN and closed.moment > landing.moment
    return bool(opening.rounds) and (closed is None or bool(withdrawn))


def _helpers(case: Case, landing: Landing) -> dict[str, str]:
    """Everybody who helped, and the phrase that says with what; the strongest help counts."""
    helped: dict[str, str] = {}
    for who, how in _help(case, landing):
        helped.setdefault(who, how)
    return helped


def _help(case: Case, landing: Landing) -> Iterator[tuple[str, str]]:
    """Who helped with what, the strongest help first."""
    history = case.history
    referred = [one for one in history.openings.values() if one.referred_by]
    for opening in sorted(referred, key=lambda one: one.opening_id != landing.opening_id):
        named = opening.opening_id == landing.opening_id
        yield opening.referred_by or "", "named" if named else "referred"
    for giver in case.advice_by_giver:
        yield giver, "advised"
    for entry in history.feedback:
        if entry.stage == "given":
            yield entry.contact_id, "feedback"
    for person in history.people.values():
        if (person.rapport or 0) >= case.playbook.keep_in_touch_close_rapport:
            yield person.contact_id, "rapport"
    for touch in history.exchanges:
        if touch.direction == "in" and touch.moment <= landing.moment:
            yield touch.contact_id, "answered"


def _news_and_thanks(case: Case, landing: Landing, who: str, how: str) -> Iterator[Decision]:
    kind = Kind.NEWS_AND_THANKS
    if case.settled_by(case.identify(kind, landing.fact_id, who), (who,), landing.moment):
        return
    rules = case.rules(who)
    person = case.history.people.get(who)
    day = case.on(landing.day)
    yield case.follow_up(
        kind,
        causes=(landing.fact_id,),
        contact_id=who,
        due=day.days_later(rules.news_after_days),
        latest=day.days_later(rules.news_until_days),
        importance=70
        + (person.rapport or 0 if person else 0)
        + (10 if how in ("named", "referred") else 0),
        day=case.spoken(landing.day),
        job=landing.company,
        how=case.phrases.say(f"helped.{how}", name=case.name(who)),
    )


def _withdraw_for(case: Case, landing: Landing, opening: Opening) -> Iterator[Decision]:
    kind = Kind.WITHDRAWAL_NOTE
    who = case.correspondent(opening)
    if case.settled_by(
        case.identify(kind, landing.fact_id, opening), opening.interviewers, landing.moment
    ):
        return
    day = case.on(landing.day)
    yield case.follow_up(
        kind,
        causes=(landing.fact_id, opening.rounds[-1].fact_id),
        contact_id=who,
        opening=opening,
        due=day.days_later(case.playbook.news_after_days),
        latest=day.days_later(case.playbook.news_until_days),
        importance=75,
        why="withdrawal-note.landed",
        job=landing.company,
        day=case.spoken(landing.day),
    )
