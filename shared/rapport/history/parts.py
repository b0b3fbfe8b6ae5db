"""What a history consists of: people and openings, and what happened between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, date, datetime
from typing import Literal

from rapport.facts import AdviceKind, Answer, Channel, Format, Outcome, Step
from rapport.later import dataclass
from rapport.wall import Wall

Direction = Literal["in", "out", "both"]

CLOSING = frozenset({Outcome.DECLINED, Outcome.ACCEPTED, Outcome.WITHDRAWN, Outcome.SILENT})
"""Outcomes that end an opening, until a later interview or word shows that it goes on."""

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Dates outside are slips of a finger; reckoning with them would leave the calendar."""

EARLIEST = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
"""Before every fact that counts."""


@dataclass(frozen=True)
class Meeting:
    """One person in one interview."""

    fact_id: str
    opening_id: str
    round: int
    at: Wall
    moment: datetime
    rapport: int
    notes: str


@dataclass(frozen=True)
class Person:
    """Somebody met on the way, as known by the newest facts. Meetings are in order of time."""

    contact_id: str
    name: str | None = None
    mail: str | None = None
    title: str | None = None
    phone: str | None = None
    channel: Channel | None = None
    timings: Mapping[str, int] = field(default_factory=dict)
    """Settings of the playbook for this person alone, by name."""
    rest: bool = False
    meetings: tuple[Meeting, ...] = ()

    @property
    def cadence_weeks(self) -> int | None:
        """The rhythm of keeping in touch that was set for them alone."""
        return self.timings.get("keep_in_touch_weeks")

    @property
    def reachable(self) -> bool:
        """Whether an address or a number is known."""
        return bool(self.mail or self.phone)

    @property
    def rapport(self) -> int | None:
        """The rapport felt last; None before the first interview."""
        return self.meetings[-1].rapport if self.meetings else None


@dataclass(frozen=True)
class Round:
    """One interview for an opening."""

    fact_id: str
    opening_id: str
    number: int
    at: Wall
    moment: datetime
    format: Format
    interviewers: tuple[str, ...]
    rivals: int | None
    answer_by: date | None


@dataclass(frozen=True)
class Word:
    """What was heard of an opening: an outcome, perhaps with a promised day."""

    fact_id: str
    moment: datetime
    outcome: Outcome
    answer_by: date | None


@dataclass(frozen=True)
class Opening:
    """A position. Rounds and words are in order of time."""

    opening_id: str
    company: str | None = None
    title: str | None = None
    referred_by: str | None = None
    referral_fact: str | None = None
    found_at: datetime | None = None
    found_fact: str | None = None
    dream: bool = False
    rounds: tuple[Round, ...] = ()
    words: tuple[Word, ...] = ()

    @property
    def outcome(self) -> Outcome | None:
        """The newest outcome that was recorded."""
        return self.words[-1].outcome if self.words else None

    @property
    def closed(self) -> Word | None:
        """The word that closed it; None while it is open, or open again."""
        if not self.words or self.words[-1].outcome not in CLOSING:
            return None
        last = self.words[-1]
        if self.rounds and self.rounds[-1].moment > last.moment:
            return None
        return last

    @property
    def accepted(self) -> bool:
        """Whether the seeker took this job."""
        return self.closed is not None and self.closed.outcome is Outcome.ACCEPTED

    @property
    def interviewers(self) -> tuple[str, ...]:
        """Ids of everybody met for it, in the order of first meeting."""
        return tuple(dict.fromkeys(who for round in self.rounds for who in round.interviewers))


@dataclass(frozen=True)
class Touch:
    """A contact with a person: an exchange, an interview, words that they gave."""

    fact_id: str
    contact_id: str
    moment: datetime
    direction: Direction
    channel: Channel | None
    opening_id: str | None = None
    follow_up_id: str | None = None
    event: str | None = None
    event_on: date | None = None


@dataclass(frozen=True)
class Progress:
    """A step on a piece of advice."""

    fact_id: str
    advice_id: str
    moment: datetime
    step: Step
    notes: str


@dataclass(frozen=True)
class Advice:
    """What a contact recommended, and every step taken on it in order of time."""

    advice_id: str
    fact_id: str
    giver: str
    kind: AdviceKind
    title: str
    opening_id: str | None
    moment: datetime
    steps: tuple[Progress, ...] = ()

    @property
    def step(self) -> Step | None:
        """How far the seeker is; None before the first step."""
        return self.steps[-1].step if self.steps else None

    @property
    def ended(self) -> bool:
        return self.step in (Step.FINISHED, Step.DROPPED)


@dataclass(frozen=True)
class Feedback:
    """A line of the feedback ledger: asked of somebody, given or declined by them."""

    fact_id: str
    contact_id: str
    opening_id: str | None
    moment: datetime
    stage: Literal["asked", "given", "declined"]
    text: str


@dataclass(frozen=True)
class Answered:
    """What the seeker said to a follow-up."""

    fact_id: str
    follow_up_id: str
    kind: str
    contact_id: str | None
    opening_id: str | None
    moment: datetime
    answer: Answer
    until: Wall | None
    scope: Literal["person", "kind", "everything"] | None


@dataclass(frozen=True)
class Note:
    """Words kept as they came."""

    fact_id: str
    moment: datetime
    text: str
    contact_id: str | None
    opening_id: str | None


@dataclass(frozen=True)
class Landed:
    """The seeker accepted an offer, in this relationship or elsewhere."""

    fact_id: str
    moment: datetime
    opening_id: str
    company: str
    title: str
    on: date


@dataclass(frozen=True)
class Champion:
    """The interviewer to turn to, and the comparison that says why.

    `rapports` are all that were felt, in order; `others_best` is the highest anybody else reached,
    `others_meetings` how often each of them was met. `tipped_by` says what decided between equals:
    that they were met last, or can be reached.
    """

    contact_id: str
    rapports: tuple[int, ...]
    others_best: int | None
    others_meetings: tuple[int, ...]
    tipped_by: Literal["last", "reachable"] | None

    @property
    def rapport(self) -> float:
        return sum(self.rapports) / len(self.rapports)


@dataclass(frozen=True)
class Oddity:
    """A fact, or a part of one, that was set aside, and why (a key of the phrases)."""

    fact_id: str
    why: str
