"""Rules for what a company answered."""

from __future__ import annotations

from collections.abc import Iterator

from rapport.facts import Outcome
from rapport.history import Opening, Word
from rapport.plan.case import Case, Decision
from rapport.plan.follow_up import Kind


def _turned_down(case: Case) -> Iterator[tuple[Opening, Word]]:
    if case.history.landed:
        return
    for opening in case.history.openings.values():
        if opening.closed and opening.closed.outcome is Outcome.DECLINED:
            yield opening, opening.closed


def gracious_reply(case: Case) -> Iterator[Decision]:
    """A no is answered warmly, the same day."""
    for opening, no in _turned_down(case):
        who = case.correspondent(opening)
        follow_up_id = case.identify(Kind.GRACIOUS_REPLY, no.fact_id)
        written = case.wrote(opening.interviewers, no.moment, follow_up_id)
        if who is None or written or case.ended(follow_up_id):
            continue
        known = {"name": case.name(who), "company": case.company(opening)}
        told = case.wall(no.moment)
        yield case.follow_up(
            Kind.GRACIOUS_REPLY,
            causes=(no.fact_id,),
            contact_id=who,
            opening_id=opening.opening_id,
            due=told.hours_later(case.playbook.gracious_reply_after_hours),
            latest=told.days_later(case.playbook.gracious_reply_until_days),
            importance=90,
            title=case.phrases.say("gracious-reply.title", **known),
            reason=case.phrases.say("gracious-reply.reason", day=case.spoken(told.day), **known),
            any_day=True,
            personal=False,
        )


def feedback(case: Case) -> Iterator[Decision]:
    """Two days after a no the champion is asked: by call, or by mail where rapport was less."""
    for opening, no in _turned_down(case):
        if _asked_already(case, opening, no):
            continue
        company, day = case.company(opening), case.day(no.moment)
        champion = case.history.champion(opening.opening_id)
        if champion is None:
            yield case.against(
                Kind.FEEDBACK_CALL, "feedback.nobody", None, opening.opening_id, company=company
            )
            continue
        if champion.rapport < case.playbook.feedback_mail_rapport:
            yield case.against(
                Kind.FEEDBACK_CALL,
                "feedback.none",
                champion.contact_id,
                opening.opening_id,
                company=company,
                rapport=max(champion.rapports),
            )
            continue
        close = champion.rapport >= case.playbook.feedback_call_rapport
        kind = Kind.FEEDBACK_CALL if close else Kind.FEEDBACK_MAIL
        known = {"name": case.name(champion.contact_id), "company": company}
        yield case.follow_up(
            kind,
            causes=(no.fact_id,),
            contact_id=champion.contact_id,
            opening_id=opening.opening_id,
            due=case.on(day).days_later(case.playbook.feedback_after_days),
            latest=case.on(day).days_later(case.playbook.feedback_until_days),
            importance=(85 if close else 55) + (5 if opening.dream else 0),
            title=case.phrases.say(f"{kind}.title", **known),
            reason=case.phrases.say(
                f"{kind}.reason", day=case.spoken(day), why=case.why_champion(champion), **known
            ),
            personal=False,
        )


def _asked_already(case: Case, opening: Opening, no: Word) -> bool:
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
        case.ended(follow_up_id)
        or any(touch.follow_up_id == follow_up_id for touch in case.history.exchanges)
        for kind in (Kind.FEEDBACK_CALL, Kind.FEEDBACK_MAIL)
        if (follow_up_id := case.identify(kind, no.fact_id))
    )
