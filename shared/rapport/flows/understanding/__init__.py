"""What the seeker's own words become: facts, and the sentences of the receipt. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rapport.facts import Answer, Channel, ExchangeRecorded, Outcome, Step
from rapport.flows.entries import AnswerEntry
from rapport.flows.recording import TOUCHING, Source
from rapport.flows.understanding import answers, outcomes, people, steps
from rapport.flows.understanding.listing import told_without_matter
from rapport.flows.understanding.matter import Matter
from rapport.flows.understanding.scribe import Meaning, Scribe
from rapport.mail import commands as said
from rapport.mail.compose import Words


def read(
    understood: Sequence[said.Understood], matter: Matter, source: Source, say: Words
) -> Meaning:
    """The facts and the receipt of everything that was understood of one answer, in its order."""
    scribe = Scribe(matter, source, say)
    if not all(isinstance(one, said.Note) for one in understood):
        scribe.note_key = "receipt.note-beside"
    for part, one in enumerate(understood):
        if not _is_how_it_was_done(one, understood, matter):
            _take(scribe, one, part)
    _in_touch(scribe, understood)
    if not understood:
        scribe.tell("receipt.empty")
    return scribe.meaning


def _is_how_it_was_done(
    one: said.Understood, understood: Sequence[said.Understood], matter: Matter
) -> bool:
    """ "Done, sent her the note" is one exchange: being in touch is what the reminder asked for."""
    return (
        isinstance(one, said.ExchangeSaid)
        and one.direction == "out"
        and matter.whom(one.who) == matter.contact_id is not None
        and matter.follow_up is not None
        and matter.follow_up.kind in TOUCHING
        and isinstance(understood[0], said.Done)
    )


def _take(scribe: Scribe, one: said.Understood, part: int) -> None:
    match one:
        case said.FeedbackGiven() | said.ExchangeSaid() | said.AdviceGiven():
            people.about_a_person(scribe, one, part)
        case said.Attempt(who, text):
            people.attempt(scribe, who, text, part)
        case said.OutcomeSaid(outcome, text):
            outcomes.seems(scribe, Outcome(outcome), text, part)
        case said.ProgressMade(what, step, text):
            steps.progress(scribe, what, Step(step), text, part)
        case said.Note(text):
            scribe.note(text, part)
        case _:
            _obey(scribe, one)


def _obey(scribe: Scribe, command: said.Understood) -> None:
    match command:
        case said.Done(words):
            done = AnswerEntry(answer=Answer.DONE, said=words)
            answers.answer(scribe, done, "receipt.done")
        case said.Skip():
            answers.answer(scribe, AnswerEntry(answer=Answer.SKIPPED), "receipt.skipped")
        case said.Snooze(until, _):
            answers.snooze(scribe, until)
        case said.Stop():
            answers.stop(scribe, command)
        case said.Undo():
            answers.undo(scribe)
        case said.Yes():
            outcomes.yes(scribe)
        case _:
            about = scribe.matter
            scribe.meaning.receipt += told_without_matter(
                [command], about.pending, about.playbook, scribe.source.now
            )


def _in_touch(scribe: Scribe, understood: Sequence[said.Understood]) -> None:
    """Who gave feedback or advice was in touch, also where nothing else says so."""
    told = (said.FeedbackGiven, said.AdviceGiven)
    plain = (said.Done, said.ExchangeSaid)
    contact_id = scribe.matter.contact_id
    if (
        contact_id is None
        or not any(
            isinstance(one, told) and scribe.matter.whom(one.who) == contact_id
            for one in understood
        )
        or any(isinstance(one, plain) for one in understood)
    ):
        return
    heard = ExchangeRecorded(
        contact_id=contact_id,
        direction="in",
        channel=Channel.CALL,
        opening_id=scribe.matter.opening_id,
    )
    scribe.record(heard, "in touch", "receipt.heard", name=scribe.matter.name)
