"""What comes next after facts that were recorded just now. Pure.

The plan is made by another function, a moment later; it is a pure function of the facts, so what
it will say can be told now.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rapport import agenda
from rapport.facts import Answer, Fact, FollowUpAnswered, ReminderSent
from rapport.history import History
from rapport.mail import compose
from rapport.mail.compose import Say
from rapport.plan import FollowUp, plan
from rapport.playbook import Playbook
from rapport.store import Relationship
from rapport.wall import Wall

MOST = 2
"""What comes next and then, not all that is planned: the page has that."""


def coming(
    relationship: Relationship,
    new: Sequence[Fact],
    contact_id: str | None,
    playbook: Playbook,
    now: datetime,
    *,
    settled: bool = False,
) -> list[Say]:
    """Sentences of the next reminders, first those about the person; none without new facts, unless
    what was answered was `settled` before, where the next reminder is the way on.
    """
    if not new and not settled:
        return []
    facts = [*relationship.facts, *new]
    told = {
        (fact.data.follow_up_id, fact.data.occasion)
        for fact in facts
        if isinstance(fact.data, ReminderSent)
    }
    waiting = [
        (one.contact_id != contact_id, _when(one, relationship, playbook, now), one)
        for one in plan(History.of(facts), playbook, now).follow_ups
        if (one.follow_up_id, one.occasion) not in told
    ]
    # A time that the seeker has just said is not said to them once more.
    said = {
        fact.data.follow_up_id
        for fact in new
        if isinstance(fact.data, FollowUpAnswered) and fact.data.answer is Answer.SNOOZED
    }
    waiting = [each for each in waiting if each[2].follow_up_id not in said]
    waiting.sort(key=lambda each: (each[0], each[1].instant, each[2].follow_up_id))
    theirs = [each for each in waiting if not each[0]]
    say = compose.words(playbook.language)
    shown = (theirs or waiting)[: MOST if theirs else 1]
    return [
        Say(say.say(key, when=say.when(at), title=one.title))
        for key, (_, at, one) in zip(("receipt.next", "receipt.then"), shown, strict=False)
    ]


def _when(
    follow_up: FollowUp, relationship: Relationship, playbook: Playbook, now: datetime
) -> Wall:
    stands = relationship.standing.get(follow_up.follow_up_id)
    if stands and stands.occasion == follow_up.occasion and stands.remind_at > now:
        return Wall.at(stands.remind_at, playbook.zone)  # the daily cap may have moved it on
    due = follow_up.due if follow_up.due.instant > now else Wall.at(now, playbook.zone)
    return agenda.reminder_at(due, playbook, any_day=follow_up.any_day)
