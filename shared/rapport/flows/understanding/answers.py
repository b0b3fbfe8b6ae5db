"""Answers to the reminder: done, skipped, later, stop; and taking back. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rapport import agenda
from rapport.facts import Answer, ContactDescribed, Fact, FollowUpAnswered, OutcomeRecorded
from rapport.flows import recording
from rapport.flows.entries import AnswerEntry
from rapport.flows.understanding.matter import named
from rapport.flows.understanding.scribe import Scribe
from rapport.history import History
from rapport.mail import commands as said
from rapport.mail.until import Reading
from rapport.plan import FollowUp, plan
from rapport.wall import Wall


def answer(scribe: Scribe, entry: AnswerEntry, key: str, **values: str) -> None:
    """Record an answer to the reminder, and what follows from it; `key` says so."""
    follow_up = scribe.matter.follow_up
    if follow_up is None:
        scribe.tell("receipt.settled")
        return
    made = recording.answer(entry, follow_up, scribe.source).facts
    scribe.meaning.facts += made
    scribe.tell(key, title=follow_up.title, name=scribe.matter.name, **values)
    opening = scribe.matter.opening()
    for fact in made:
        if isinstance(fact.data, OutcomeRecorded) and opening:
            outcome = scribe.say.say(f"outcome.{fact.data.outcome}")
            scribe.tell("receipt.outcome-noted", opening=named(opening), outcome=outcome)


def snooze(scribe: Scribe, asked: Reading) -> None:
    """Remind again at a time to come; where that can be two, or none was understood, ask."""
    at = asked.at
    if asked.ambiguous and scribe.matter.follow_up:
        zone = scribe.matter.playbook.zone
        times = [scribe.say.when(Wall.at(one, zone)) for one in asked.readings]
        scribe.tell("receipt.which-time", times=scribe.say.say("or").join(times))
        return
    if at is None or at <= scribe.source.now:
        scribe.tell("receipt.unclear-time")
        return
    until = Wall.at(at, scribe.matter.playbook.zone)
    entry = AnswerEntry(answer=Answer.SNOOZED, until=until)
    comes = agenda.reminder_at(until, scribe.matter.playbook, any_day=True)
    answer(scribe, entry, "receipt.snoozed", when=scribe.say.when(comes))


def stop(scribe: Scribe, asked: said.Stop) -> None:
    """Stop what was said; where it was not said what, ask, and stop nothing meanwhile."""
    who = scribe.matter.whom(asked.who)
    name = asked.who or scribe.matter.name
    if asked.scope is None:
        key = "receipt.stop-which" if scribe.matter.contact_id else "receipt.stop-which-kind"
        scribe.tell(key, name=scribe.matter.name)
    elif asked.scope == "person" and who is None:
        scribe.tell("receipt.nobody-called", name=name)
    elif asked.scope == "person" and not (scribe.matter.follow_up and asked.who is None):
        rest = ContactDescribed(contact_id=who or "", rest=True)
        scribe.record(rest, "stop", "receipt.stopped.person", name=scribe.matter.name_of(who))
    else:
        entry = AnswerEntry(answer=Answer.STOPPED, scope=asked.scope)
        answer(scribe, entry, f"receipt.stopped.{asked.scope}")


def undo(scribe: Scribe) -> None:
    """Take back what the last mail of this thread recorded."""
    newest = scribe.matter.last_mail()
    if not newest:
        scribe.tell("receipt.nothing-to-undo")
        return
    scribe.meaning.facts += recording.undo(newest, scribe.source).facts
    name, again = scribe.matter.name, _waiting_again(scribe, newest)
    for follow_up in again:
        scribe.tell("receipt.undone", title=follow_up.title)
    if not again:
        scribe.tell("receipt.undone-words" if name else "receipt.undone-mail", name=name)


def _waiting_again(scribe: Scribe, gone: Sequence[Fact]) -> list[FollowUp]:
    """The follow-ups that wait again without these facts: those that they had answered."""
    answered = {fact.data.follow_up_id for fact in gone if isinstance(fact.data, FollowUpAnswered)}
    if not answered:
        return []
    left = [fact for fact in scribe.matter.history.facts if fact not in gone]
    now = scribe.source.now
    planned = plan(History.of(left), scribe.matter.playbook, now).follow_ups
    return [one for one in planned if one.follow_up_id in answered]
