"""What happened with a person or on an opening, a line for each thing, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from rapport.facts import (
    AdviceRecorded,
    Answer,
    Channel,
    ContactDescribed,
    ContactsMerged,
    ExchangeRecorded,
    Fact,
    FeedbackRecorded,
    FollowUpAnswered,
    Interviewer,
    InterviewLogged,
    NoteRecorded,
    OpeningFound,
    OutcomeRecorded,
    ProgressRecorded,
    SeekerLanded,
    Step,
)
from rapport.history import History
from rapport.later import dataclass
from rapport.phrases import straight
from web.labels import ADVICE, OUTCOMES
from web.telling import answered

PAGE = 20
"""Lines of a timeline on one page."""
WEIGHT = 40_000
"""Bytes of words on one page: fewer lines stand there where they are long, but always one."""

Told = tuple[str, str]

_DID = {
    Step.STARTED: "You started",
    Step.BOUGHT: "You bought",
    Step.ENROLLED: "You enrolled in",
    Step.HALF_WAY: "You are half way through",
    Step.FINISHED: "You finished",
    Step.DROPPED: "You gave up",
}
_OUT = {
    Channel.MAIL: "You wrote to {name}",
    Channel.CALL: "You called {name}",
    Channel.MEETING: "You met {name}",
    Channel.MESSAGE: "You sent {name} a message",
}
_IN = {
    Channel.MAIL: "{name} wrote",
    Channel.CALL: "{name} called",
    Channel.MEETING: "{name} met you",
    Channel.MESSAGE: "{name} sent a message",
}
_STAGES = {
    "asked": "You asked {name} for feedback",
    "given": "{name} gave feedback",
    "declined": "{name} declined to give feedback",
}


@dataclass(frozen=True)
class Line:
    """One thing that happened. `kind` is a detail-type, `text` the words kept with it."""

    fact_id: str
    kind: str
    at: datetime
    said: str
    text: str = ""
    rapport: int | None = None


@dataclass(frozen=True)
class Stretch:
    """Some lines, and the fact after which the older ones begin."""

    lines: tuple[Line, ...]
    older: str | None = None


def of_person(history: History, contact_id: str) -> list[Line]:
    """Everything about one person, newest first."""
    return _told(history, lambda fact: _concerns(fact, history, contact_id), contact_id)


def stretch(lines: list[Line], after: str = "", most: int = PAGE) -> Stretch:
    """A page of lines, from behind the line of the fact `after`; from the newest if unknown."""
    start = next((n + 1 for n, line in enumerate(lines) if line.fact_id == after), 0)
    some = tuple(_light(lines[start : start + most]))
    return Stretch(some, some[-1].fact_id if len(lines) > start + len(some) else None)


def _light(lines: list[Line]) -> Iterator[Line]:
    """The first of them, as many as weigh no more than a page may."""
    weight = 0
    for line in lines:
        weight += len(f"{line.said}{line.text}".encode())
        if weight > WEIGHT and line is not lines[0]:
            return
        yield line


def _told(history: History, concerns: Callable[[Fact], bool], contact_id: str) -> list[Line]:
    teller = _Teller(history, contact_id)
    lines = [
        line for fact in history.facts if concerns(fact) and (line := teller.line(fact)) is not None
    ]
    return sorted(lines, key=lambda line: (line.at, line.fact_id), reverse=True)


def _concerns(fact: Fact, history: History, contact_id: str) -> bool:
    match fact.data:
        case InterviewLogged() as data:
            return contact_id in (met.contact_id for met in data.interviewers)
        case ProgressRecorded() as data:
            advice = history.advice.get(data.advice_id)
            return advice is not None and advice.giver == contact_id
        case OpeningFound() as data:
            return data.referred_by == contact_id
        case OutcomeRecorded() as data:
            opening = history.openings[data.opening_id]
            return contact_id in (*opening.interviewers, opening.referred_by)
        case SeekerLanded():
            return True
        case data:
            return getattr(data, "contact_id", None) == contact_id


class _Teller:
    """Tells facts from the side of one person. Each way of telling gives a sentence and words."""

    def __init__(self, history: History, contact_id: str) -> None:
        self._history = history
        self._who = contact_id
        person = history.people.get(contact_id)
        self._name = (person and person.name) or "Somebody"
        self._exchanged = {
            fact.correlation_id for fact in history.facts if isinstance(fact.data, ExchangeRecorded)
        }

    def line(self, fact: Fact) -> Line | None:
        data = fact.data
        tell = _TELLING.get(type(data))
        if tell is None or self._stands_beside(fact):
            return None
        self._at = fact.occurred_at
        said, text = tell(self, data)
        met = self._met(data) if isinstance(data, InterviewLogged) else None
        at = data.at.instant if isinstance(data, InterviewLogged) else fact.occurred_at
        rapport = met.rapport if met else None
        return Line(fact.fact_id, data.detail_type, at, straight(said), text, rapport)

    def _stands_beside(self, fact: Fact) -> bool:
        """Whether it is an answer "done" to the exchange that tells the same."""
        data = fact.data
        return (
            isinstance(data, FollowUpAnswered)
            and data.answer is Answer.DONE
            and fact.correlation_id in self._exchanged
        )

    def _met(self, data: InterviewLogged) -> Interviewer | None:
        return next((one for one in data.interviewers if one.contact_id == self._who), None)

    def interview(self, data: InterviewLogged) -> Told:
        met = self._met(data)
        said = f"Interview, round {data.round}: {data.title} at {data.company}"
        return said, _both(met.notes if met else "", data.notes)

    def exchange(self, data: ExchangeRecorded) -> Told:
        words = _IN if data.direction == "in" else _OUT
        return words[data.channel].format(name=self._name), _both(data.text, _event(data))

    def feedback(self, data: FeedbackRecorded) -> Told:
        return _STAGES[data.stage].format(name=self._name), data.text

    def advice(self, data: AdviceRecorded) -> Told:
        return f"{self._name} recommended ({ADVICE[data.kind].lower()}): {data.title}", ""

    def progress(self, data: ProgressRecorded) -> Told:
        advice = self._history.advice.get(data.advice_id)
        return f"{_DID[data.step]} “{advice.title if advice else 'something'}”", data.notes

    def opening(self, data: OpeningFound) -> Told:
        return f"{self._name} named an opening: {data.title} at {data.company}", data.notes

    def outcome(self, data: OutcomeRecorded) -> Told:
        company = self._history.openings[data.opening_id].company or "An opening"
        return f"{company}: {OUTCOMES[data.outcome][0].lower()}", data.notes

    def note(self, data: NoteRecorded) -> Told:
        return "You noted", data.text

    def answer(self, data: FollowUpAnswered) -> Told:
        return answered(data, self._at), data.said

    def merged(self, _: ContactsMerged) -> Told:
        return "You said that two entries are this person", ""

    def described(self, data: ContactDescribed) -> Told:
        return f"You changed: {', '.join(_changed(data))}", ""

    def landed(self, data: SeekerLanded) -> Told:
        return f"You took the job: {data.title} at {data.company}", ""


_TELLING: dict[type, Callable[[_Teller, Any], Told]] = {
    InterviewLogged: _Teller.interview,
    ExchangeRecorded: _Teller.exchange,
    FeedbackRecorded: _Teller.feedback,
    AdviceRecorded: _Teller.advice,
    ProgressRecorded: _Teller.progress,
    OpeningFound: _Teller.opening,
    OutcomeRecorded: _Teller.outcome,
    NoteRecorded: _Teller.note,
    FollowUpAnswered: _Teller.answer,
    ContactDescribed: _Teller.described,
    ContactsMerged: _Teller.merged,
    SeekerLanded: _Teller.landed,
}


def _changed(data: ContactDescribed) -> Iterator[str]:
    words = {
        "name": "name",
        "mail": "mail address",
        "title": "their job",
        "phone": "phone",
        "channel": "how they like to be contacted",
        "cadence_weeks": "rhythm",
        "timings": "rhythm",
        "rest": "rest",
    }
    named = (name for name in words if getattr(data, name) not in (None, {}))
    yield from dict.fromkeys(words[name] for name in (*named, *data.cleared))


def _event(data: ExchangeRecorded) -> str:
    on = f", {data.event_on:%Y-%m-%d}" if data.event_on else ""
    return f"Coming up: {data.event}{on}" if data.event else ""


def _both(*texts: str) -> str:
    return "\n".join(filter(None, texts))
