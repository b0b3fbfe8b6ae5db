"""History and playbook in, follow-ups out: what to do next, about whom, by when and why.

The rules stand one below the other, each a sentence that a coach would say. They see the history
and nothing else; `now` only drops what has become pointless, so that a plan made again later is
the same plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from rapport.facts import Answer
from rapport.history import History
from rapport.phrases import phrases
from rapport.plan import advice, interviews, outcomes, people
from rapport.plan.case import Case, Decision
from rapport.plan.follow_up import OF_AN_OPENING, Against, FollowUp, Kind, Plan
from rapport.playbook import Playbook

__all__ = ["RULES", "Against", "FollowUp", "Kind", "Plan", "plan", "why_champion"]

RULES: tuple[Callable[[Case], Iterator[Decision]], ...] = (
    interviews.thank_you,
    interviews.status_check,
    outcomes.gracious_reply,
    outcomes.feedback,
    outcomes.feedback_nudge,
    outcomes.offer_thanks,
    outcomes.offer_decision,
    outcomes.withdrawal_note,
    outcomes.door_open,
    outcomes.landed,
    advice.check_in,
    people.referral,
    people.event_note,
    people.stay_in_touch,
)


def plan(history: History, playbook: Playbook, now: datetime) -> Plan:
    """The plan of one relationship at an aware `now`: the same for any order of the same facts."""
    if not history.facts:
        return Plan()
    case = _case(history, playbook, now)
    follow_ups: list[FollowUp] = []
    against: dict[str, Against] = {}
    for rule in RULES:
        for decision in rule(case):
            settled = _settled(case, decision)
            if isinstance(settled, FollowUp):
                follow_ups.append(settled)
            elif settled:
                against.setdefault(settled.reason, settled)
    follow_ups.sort(key=lambda one: (one.due.instant, -one.importance, one.follow_up_id))
    return Plan(tuple(follow_ups), tuple(against.values()))


def why_champion(
    history: History, opening_id: str, playbook: Playbook, now: datetime
) -> str | None:
    """Whom to turn to for an opening and why, in a sentence; None where there is nobody."""
    champion = history.champion(opening_id)
    return _case(history, playbook, now).why_champion(champion) if champion else None


def _case(history: History, playbook: Playbook, now: datetime) -> Case:
    relationship_id = history.facts[0].relationship_id
    return Case(relationship_id, history, playbook, phrases(playbook.language), now)


def _settled(case: Case, decision: Decision) -> Decision | None:
    """What the seeker's own answers and the passing of time make of a rule's decision."""
    if isinstance(decision, Against):
        return decision
    stopped = _stopped(case, decision)
    if stopped or case.ended(decision.follow_up_id):
        return stopped
    return _still_worth_it(case, _snoozed(case, decision))


def _stopped(case: Case, wanted: FollowUp) -> Against | None:
    """Against it, when the seeker stopped all here, this kind of follow-up, or lets them rest."""
    person = case.history.people.get(wanted.contact_id or "")
    scope = "person" if person and person.rest else None
    for stop in case.history.stops:
        about = stop.opening_id if wanted.kind in OF_AN_OPENING else stop.contact_id
        mine = wanted.opening_id if wanted.kind in OF_AN_OPENING else wanted.contact_id
        if stop.scope == "everything" or (
            stop.scope == "kind" and stop.kind == wanted.kind and about == mine
        ):
            scope = stop.scope
    if scope is None:
        return None
    reason = case.phrases.say(
        f"stopped.{scope}", what=wanted.title, name=case.name(wanted.contact_id)
    )
    return Against(wanted.kind, wanted.contact_id, wanted.opening_id, reason)


def _snoozed(case: Case, wanted: FollowUp) -> FollowUp:
    """Moved to the time that the seeker named, unless something newer has set another one.

    It comes on any day then, and stays worth it for a week.
    """
    answered = case.history.answers.get(wanted.follow_up_id)
    if answered is None or answered.answer is not Answer.SNOOZED or answered.until is None:
        return wanted
    newer = case.history.fact(wanted.occasion)
    if newer and newer.occurred_at > answered.moment:
        return wanted
    until = case.here(answered.until)
    latest = wanted.latest and max(wanted.latest, until.days_later(7), key=lambda w: w.instant)
    return replace(wanted, due=until, latest=latest, occasion=answered.fact_id, any_day=True)


def _still_worth_it(case: Case, wanted: FollowUp) -> Decision | None:
    if wanted.latest is None or not case.past(wanted.latest):
        return wanted
    if case.long_past(wanted.latest.day):
        return None
    reason = case.phrases.say("pointless", what=wanted.title, day=case.spoken(wanted.latest.day))
    return Against(wanted.kind, wanted.contact_id, wanted.opening_id, reason)
