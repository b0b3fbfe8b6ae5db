"""A fact in a sentence."""

from __future__ import annotations

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

ANSWERS = {
    Answer.DONE: "A follow-up was marked as done",
    Answer.SNOOZED: "A follow-up was put off",
    Answer.SKIPPED: "A follow-up was let go",
    Answer.STOPPED: "Reminders were stopped",
}


def told(fact: Fact) -> str:
    """What the fact says happened."""
    match fact.data:
        case InterviewLogged() as data:
            names = ", ".join(met.name for met in data.interviewers)
            return f"Interview at {data.company}, {data.title}, round {data.round}, with {names}"
        case OutcomeRecorded() as data:
            return f"An opening was marked as: {data.outcome}"
        case FollowUpAnswered() as data:
            until = f" until {data.until.local:%Y-%m-%d %H:%M}" if data.until else ""
            return ANSWERS[data.answer] + until
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
