"""What happened with people: feedback, advice, being in touch. Pure."""

from __future__ import annotations

from rapport.facts import (
    AdviceKind,
    AdviceRecorded,
    Channel,
    ExchangeRecorded,
    FeedbackRecorded,
    NoteRecorded,
    derive,
)
from rapport.flows.recording import TOUCHING
from rapport.flows.understanding.matter import Matter
from rapport.flows.understanding.scribe import Scribe
from rapport.mail import commands as said
from rapport.store.keys import fold


def about_a_person(
    scribe: Scribe, one: said.FeedbackGiven | said.ExchangeSaid | said.AdviceGiven, part: int
) -> None:
    """Feedback, advice, or that they were in touch; of nobody known it is a note."""
    contact_id = scribe.matter.whom(one.who)
    if contact_id is None:
        scribe.note(one.title if isinstance(one, said.AdviceGiven) else one.text, part)
        return
    mine = contact_id == scribe.matter.contact_id
    opening_id = scribe.matter.opening_id if mine else None
    name = scribe.matter.name_of(contact_id)
    match one:
        case said.FeedbackGiven(_, text):
            feedback = FeedbackRecorded(
                contact_id=contact_id, opening_id=opening_id, stage="given", text=text
            )
            scribe.record(feedback, part, "receipt.feedback", name=name, text=text)
        case said.ExchangeSaid(_, text, direction, channel):
            exchange = ExchangeRecorded(
                contact_id=contact_id,
                direction=direction,
                channel=Channel(channel),
                opening_id=opening_id,
                follow_up_id=_led_to_it(scribe.matter) if mine and direction == "out" else None,
                text=text,
            )
            key = "receipt.heard" if direction == "in" else "receipt.exchange"
            scribe.record(exchange, part, key, name=name)
        case said.AdviceGiven(_, kind, title):
            advice = AdviceRecorded(
                advice_id=derive(scribe.matter.relationship_id, contact_id, fold(title)),
                contact_id=contact_id,
                kind=AdviceKind(kind),
                title=title,
                opening_id=opening_id,
            )
            said_kind = scribe.say.say(f"kind.{kind}")
            scribe.record(advice, part, "receipt.advice", name=name, title=title, kind=said_kind)


def attempt(scribe: Scribe, who: str | None, text: str, part: int) -> None:
    """A call that reached nobody settles nothing: it is a note, and the reminder stays."""
    contact_id = scribe.matter.whom(who)
    note = NoteRecorded(text=text, contact_id=contact_id)
    scribe.record(note, part, "receipt.unreached", name=scribe.matter.name_of(contact_id))
    if follow_up := scribe.matter.follow_up:
        scribe.tell("receipt.stays", title=follow_up.title)


def _led_to_it(matter: Matter) -> str | None:
    """The follow-up that is answered, where being in touch is what it asked for."""
    follow_up = matter.follow_up
    return follow_up.follow_up_id if follow_up and follow_up.kind in TOUCHING else None
