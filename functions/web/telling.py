"""A fact in a sentence."""

from __future__ import annotations

from datetime import datetime

from rapport.facts import (
    AdviceRecorded,
    Answer,
    ExchangeRecorded,
    Fact,
    FeedbackRecorded,
    FollowUpAnswered,
    InterviewLogged,
    NoteRecorded,
    OutcomeRecorded,
    ProgressRecorded,
)
from rapport.wall import Wall
from web.labels import KINDS
from web.templates import spoken

_ANSWERS = {
    Answer.DONE: "“{what}” was marked as done",
    Answer.SNOOZED: "“{what}” was put off",
    Answer.SKIPPED: "“{what}” was let go",
    Answer.STOPPED: "Reminders were stopped (at “{what}”)",
}


def answered(data: FollowUpAnswered, at: datetime, title: str | None = None) -> str:
    """What was answered at `at`, and to which follow-up: its title, or else its kind."""
    said = _ANSWERS[data.answer].format(what=title or KINDS.get(data.kind, "A follow-up"))
    if data.until is None:
        return said
    day = spoken(data.until.day, Wall.at(at, data.until.zone))
    return f"{said} until {day}, {data.until.local:%H:%M}"


def told(fact: Fact, title: str | None = None) -> str:
    """What the fact says happened; `title` is that of the follow-up that it answers."""
    match fact.data:
        case InterviewLogged() as data:
            names = ", ".join(met.name for met in data.interviewers)
            return f"Interview at {data.company}, {data.title}, round {data.round}, with {names}"
        case OutcomeRecorded() as data:
            return f"An opening was marked as: {data.outcome}"
        case FollowUpAnswered() as data:
            return answered(data, fact.occurred_at, title)
        case ExchangeRecorded() as data:
            return f"A contact by {data.channel} was noted" + _words(data.text)
        case FeedbackRecorded() as data:
            return f"Feedback was noted as {data.stage}" + _words(data.text)
        case AdviceRecorded() as data:
            return f"Advice was noted: {data.title} ({data.kind})"
        case ProgressRecorded() as data:
            return f"Progress was noted: {data.step}"
        case NoteRecorded() as data:
            return "A note was kept" + _words(data.text)
        case data:
            return data.detail_type.replace("-", " ").capitalize()


def _words(text: str) -> str:
    short = " ".join(text.split())
    return f": “{short[:160]}{'…' if len(short) > 160 else ''}”" if short else ""
