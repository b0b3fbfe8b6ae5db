"""The facts: what happened, immutable, and how each travels as an event.

A fact is stored whole and published without what no consumer needs: names, addresses and prose
stay in the table (`PRIVATE` of each model says which fields).
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import b32encode
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from rapport.wall import Wall

ID_BYTES = 10
"""80 bits: sixteen characters of base32, short enough to stand in a mail address."""

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(first + second for first in _ALPHABET for second in _ALPHABET)
_SHIFTS = tuple(range(8 * ID_BYTES - 10, -1, -10))


def derive(*parts: object) -> str:
    """An id that the same parts always give: 16 characters, a-z and 2-7."""
    text = "\x1f".join(map(str, parts))
    number = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=ID_BYTES).digest())
    # What base64.b32encode gives, in a fifth of the time: a plan derives many ids.
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])


def fresh() -> str:
    """A new random id of the same shape."""
    return b32encode(secrets.token_bytes(ID_BYTES)).decode().lower()


Id = Annotated[str, StringConstraints(pattern=r"^[a-z2-7]{16}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Prose = Annotated[str, StringConstraints(max_length=20_000)]
Address = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=254, pattern=r"^[^@\s<>\",;:]{1,64}@[^@\s<>\",;:]+$"
    ),
]
Rapport = Annotated[int, Field(ge=1, le=5)]


class Format(StrEnum):
    """How an interview was held."""

    PHONE = "phone"
    VIDEO = "video"
    ON_SITE = "on-site"
    PANEL = "panel"
    OTHER = "other"


class Outcome(StrEnum):
    """Where an opening stands."""

    WAITING = "waiting"
    ADVANCED = "advanced"
    DECLINED = "declined"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    SILENT = "silent"


class Channel(StrEnum):
    """The way of an exchange."""

    MAIL = "mail"
    CALL = "call"
    MEETING = "meeting"
    MESSAGE = "message"


class AdviceKind(StrEnum):
    """What was recommended."""

    BOOK = "book"
    COURSE = "course"
    CLASS = "class"
    PERSON = "person"
    PRACTICE = "practice"


class Step(StrEnum):
    """How far the seeker is with a piece of advice."""

    STARTED = "started"
    BOUGHT = "bought"
    ENROLLED = "enrolled"
    HALF_WAY = "half-way"
    FINISHED = "finished"
    DROPPED = "dropped"


class Answer(StrEnum):
    """What the seeker said to a reminder."""

    DONE = "done"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    STOPPED = "stopped"


class Data(BaseModel):
    """What a fact says. Subclasses name their event and version."""

    model_config = ConfigDict(
        defer_build=True, frozen=True, extra="ignore", hide_input_in_errors=True
    )

    detail_type: ClassVar[str]
    version: ClassVar[int] = 1
    PRIVATE: ClassVar[dict[str, Any]] = {}

    def published(self) -> dict[str, Any]:
        """The event's data: JSON values, without the private fields and without empty ones."""
        return self.model_dump(mode="json", exclude=self.PRIVATE, exclude_none=True)


class Interviewer(BaseModel):
    """Somebody met in an interview, and the rapport (1 to 5) felt."""

    model_config = ConfigDict(
        defer_build=True, frozen=True, extra="ignore", hide_input_in_errors=True
    )

    contact_id: Id
    name: Line
    mail: Address | None = None
    title: Line | None = None
    rapport: Rapport
    notes: Prose = ""


class OpeningFound(Data):
    """A position came up, perhaps because a contact named it."""

    detail_type = "opening-found"
    PRIVATE = {"company": True, "title": True, "notes": True}

    opening_id: Id
    company: Line
    title: Line
    referred_by: Id | None = None
    notes: Prose = ""


class InterviewLogged(Data):
    """One round for an opening: who was there, how it felt. `at` is when it took place."""

    detail_type = "interview-logged"
    PRIVATE = {
        "company": True,
        "title": True,
        "notes": True,
        "interviewers": {"__all__": {"name", "mail", "title", "notes"}},
    }

    opening_id: Id
    company: Line
    title: Line
    referred_by: Id | None = None
    round: Annotated[int, Field(ge=1, le=50)]
    at: Wall
    format: Format
    interviewers: tuple[Interviewer, ...] = Field(min_length=1, max_length=20)
    rivals: Annotated[int, Field(ge=0, le=1000)] | None = None
    dream: bool = False
    answer_by: date | None = None
    notes: Prose = ""


class OutcomeRecorded(Data):
    """Where an opening stands now; `answer_by` is the day by which they promised to say more."""

    detail_type = "outcome-recorded"
    PRIVATE = {"notes": True}

    opening_id: Id
    outcome: Outcome
    answer_by: date | None = None
    notes: Prose = ""


class ExchangeRecorded(Data):
    """Any contact with a person: `out` from the seeker, `in` from the contact."""

    detail_type = "exchange-recorded"
    PRIVATE = {"text": True, "event": True}

    contact_id: Id
    direction: Literal["in", "out"]
    channel: Channel
    opening_id: Id | None = None
    follow_up_id: Id | None = None
    text: Prose = ""
    event: Line | None = None
    """Something coming up that they mentioned: a reason to write again."""
    event_on: date | None = None


class FeedbackRecorded(Data):
    """Feedback asked of a contact, given by them, or declined."""

    detail_type = "feedback-recorded"
    PRIVATE = {"text": True}

    contact_id: Id
    opening_id: Id | None = None
    stage: Literal["asked", "given", "declined"]
    text: Prose = ""


class AdviceRecorded(Data):
    """Something that a contact recommended."""

    detail_type = "advice-recorded"
    PRIVATE = {"title": True}

    advice_id: Id
    contact_id: Id
    kind: AdviceKind
    title: Line
    opening_id: Id | None = None


class ProgressRecorded(Data):
    """A step taken on a piece of advice."""

    detail_type = "progress-recorded"
    PRIVATE = {"notes": True}

    advice_id: Id
    step: Step
    notes: Prose = ""


class FollowUpAnswered(Data):
    """The seeker's answer to a follow-up.

    `until` goes with snoozed. `scope` goes with stopped: this follow-up's person, its kind of
    follow-up with that person, or every reminder of the relationship.
    """

    detail_type = "follow-up-answered"
    PRIVATE = {"said": True}

    follow_up_id: Id
    kind: str
    contact_id: Id | None = None
    opening_id: Id | None = None
    answer: Answer
    until: Wall | None = None
    scope: Literal["person", "kind", "everything"] | None = None
    said: Prose = ""


class NoteRecorded(Data):
    """Words kept as they came, because nothing more could be read from them."""

    detail_type = "note-recorded"
    PRIVATE = {"text": True}

    text: Prose
    contact_id: Id | None = None
    opening_id: Id | None = None
    follow_up_id: Id | None = None


class ContactDescribed(Data):
    """What is known of a person, or wanted for them, beyond an interview; the newest value counts.

    `timings` sets personal settings of the playbook for this person by name, None goes back to the
    seeker's own; what is not named stays. `cadence_weeks` is an older name of the timing
    `keep_in_touch_weeks`. `rest` pauses everything about them. `cleared` names what is known no
    longer.
    """

    detail_type = "contact-described"
    PRIVATE = {"name": True, "mail": True, "title": True, "phone": True, "timings": True}

    contact_id: Id
    name: Line | None = None
    mail: Address | None = None
    title: Line | None = None
    phone: Line | None = None
    channel: Channel | None = None
    cadence_weeks: Annotated[int, Field(ge=1, le=104)] | None = None
    rest: bool | None = None
    timings: dict[Line, int | None] | None = Field(default=None, max_length=50)
    cleared: tuple[Literal["mail", "title", "phone", "channel"], ...] = ()


class ContactsMerged(Data):
    """Two entries turned out to be one person: all about `merged_id` is about `contact_id`."""

    detail_type = "contacts-merged"

    contact_id: Id
    merged_id: Id


class ContactForgotten(Data):
    """A person's name, addresses and words were removed from the facts, at the seeker's wish."""

    detail_type = "contact-forgotten"

    contact_id: Id
    how: Literal["anonymised", "deleted"]


class SeekerLanded(Data):
    """The seeker accepted an offer, told to a relationship: here, or at another company."""

    detail_type = "seeker-landed"
    PRIVATE = {"company": True, "title": True}

    opening_id: Id
    company: Line
    title: Line
    on: date


class FactRetracted(Data):
    """An earlier fact is withdrawn: the plan is as if it had never been recorded."""

    detail_type = "fact-retracted"

    retracts: Id


class ReminderSent(Data):
    """A reminder went to the seeker. `occasion` tells one reminder of a follow-up from the next."""

    detail_type = "reminder-sent"

    follow_up_id: Id
    kind: str
    contact_id: Id | None = None
    occasion: Id
    late: bool = False


class MailFeedback(Data):
    """What became of a mail, as the mail service says."""

    detail_type = "mail-feedback"

    feedback: Literal["sent", "delivered", "bounced", "complained", "rejected"]
    follow_up_id: Id
    occasion: Id


REGISTRY: dict[str, type[Data]] = {
    model.detail_type: model
    for model in (
        OpeningFound,
        InterviewLogged,
        OutcomeRecorded,
        ExchangeRecorded,
        FeedbackRecorded,
        AdviceRecorded,
        ProgressRecorded,
        FollowUpAnswered,
        NoteRecorded,
        ContactDescribed,
        ContactsMerged,
        ContactForgotten,
        SeekerLanded,
        FactRetracted,
        ReminderSent,
        MailFeedback,
    )
}
"""Every kind of fact by its detail-type."""


class UnknownFact(ValueError):
    """A stored or received fact of a kind or version that this code does not know."""


class Fact(BaseModel):
    """One immutable fact of one relationship.

    `occurred_at` is when it happened, `recorded_at` when the system learned of it, both instants.
    `correlation_id` follows a journey from door to mail, `causation_id` is the id of the fact or
    follow-up that led to this one.
    """

    model_config = ConfigDict(defer_build=True, frozen=True, hide_input_in_errors=True)

    fact_id: Id
    seeker_id: Id
    relationship_id: Id
    occurred_at: AwareDatetime
    recorded_at: AwareDatetime
    correlation_id: str
    causation_id: str | None = None
    data: Data

    @property
    def order(self) -> tuple[datetime, datetime, str]:
        """Facts are told in this order, whatever order they arrived in."""
        return (self.occurred_at, self.recorded_at, self.fact_id)

    def stored(self) -> dict[str, Any]:
        """All of it as JSON values; `Fact.read` takes it back."""
        head = self.model_dump(mode="json", exclude={"data"}, exclude_none=True)
        data = self.data.model_dump(mode="json", exclude_defaults=True)
        return {
            **head,
            "detail_type": self.data.detail_type,
            "version": self.data.version,
            "data": data,
        }

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Fact:
        """The fact that `stored()` gave.

        Raises:
            UnknownFact: a detail-type that the registry does not hold, or a newer version.
            pydantic.ValidationError: it does not fit its model.
        """
        model = REGISTRY.get(stored["detail_type"])
        if model is None or stored["version"] > model.version:
            raise UnknownFact(f"no model for {stored['detail_type']} v{stored['version']}")
        head = {
            key: value
            for key, value in stored.items()
            if key not in ("detail_type", "version", "data")
        }
        return cls(**head, data=model.model_validate(stored["data"]))

    def event(self) -> dict[str, Any]:
        """The event's detail, `{metadata, data}`, as it goes on the bus."""
        metadata = {
            "event_id": self.fact_id,
            "version": self.data.version,
            "occurred_at": self.occurred_at.isoformat(),
            "recorded_at": self.recorded_at.isoformat(),
            "seeker_id": self.seeker_id,
            "correlation_id": self.correlation_id,
            "causation_id": self.causation_id,
        }
        data = {"relationship_id": self.relationship_id, **self.data.published()}
        return {"metadata": metadata, "data": data}
