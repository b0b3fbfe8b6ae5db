"""What became of the application, as a mail seems to tell it. Pure."""

from __future__ import annotations

from rapport.facts import NoteRecorded, Outcome, OutcomeRecorded
from rapport.flows.understanding.matter import named, names
from rapport.flows.understanding.scribe import Scribe
from rapport.mail import commands as said
from rapport.mail.compose import Link


def seems(scribe: Scribe, outcome: Outcome, text: str, part: int) -> None:
    """Kept as a note, and asked back: it counts when the seeker has confirmed it."""
    scribe.record(scribe.as_note(text), part, None)
    opening = scribe.matter.opening()
    path = f"/{scribe.matter.relationship_id}/{opening.opening_id}" if opening else ""
    asked = f"?outcome={outcome}" if opening else ""
    url = f"{scribe.matter.public_url}/openings{path}{asked}"
    key = "receipt.outcome" if opening else "receipt.outcome-where"
    told = scribe.say.say(
        key,
        outcome=scribe.say.say(f"outcome.{outcome}"),
        opening=named(opening) if opening else "",
        url=url,
    )
    scribe.meaning.receipt.append(Link(told, url))


def yes(scribe: Scribe) -> None:
    """Yes to the question of the last receipt: the outcome that the last mail seemed to tell.

    The question is in the facts, so it is asked of them: nothing else has to be remembered.
    """
    opening = scribe.matter.opening()
    playbook = scribe.matter.playbook
    told = [
        one
        for fact in scribe.matter.last_mail()
        if isinstance(fact.data, NoteRecorded)
        for one in said.understand(
            fact.data.text,
            now=scribe.source.now,
            zone=playbook.zone,
            language=playbook.language,
            people=names(scribe.matter.history),
        )
        if isinstance(one, said.OutcomeSaid)
    ]
    if not told or opening is None:
        scribe.tell("receipt.yes-to-what")
        return
    noted = OutcomeRecorded(
        opening_id=opening.opening_id,
        outcome=Outcome(told[-1].outcome),
        notes=told[-1].text,
    )
    outcome = scribe.say.say(f"outcome.{noted.outcome}")
    scribe.record(noted, "", "receipt.outcome-noted", opening=named(opening), outcome=outcome)
