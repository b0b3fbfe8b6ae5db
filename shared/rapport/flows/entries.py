"""What people and programs hand in: the same fields on the pages and in the JSON API."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from rapport.facts import (
    Address,
    AdviceKind,
    Answer,
    Channel,
    Format,
    Id,
    Line,
    Outcome,
    Prose,
    Rapport,
    Step,
)
from rapport.playbook import bounds, fits_person
from rapport.store.keys import (
    apart,
    company_lookup,
    contact_lookup,
    fold,
    mail_lookup,
    name_lookup,
    opening_lookup,
)
from rapport.wall import Wall


class Entry(BaseModel):
    """What a person or program hands in. What it does not know it refuses, by name."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")


class Statement(Entry):
    """An entry that may be asked back: is it really meant so?"""

    confirmed: bool = Field(False, description="True: it was asked back, and is meant so")


class Met(Entry):
    """An interviewer, as the seeker tells of them. Rapport goes from 1 (cold) to 5 (a friend).

    Somebody known from another company may be named with it: `Stan Kowalski (Northwind)`.
    """

    name: Line
    mail: Address | None = None
    title: Line | None = None
    rapport: Rapport
    notes: Prose = ""

    @field_validator("mail", "title", mode="before")
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        return None if value == "" else value


class InterviewEntry(Statement):
    """An interview to be logged: one round for an opening, on the wall clock of where it was."""

    company: Line
    title: Line = Field(description="The position")
    round: Annotated[int, Field(ge=1, le=50)] = 1
    at: Wall
    format: Format
    interviewers: Annotated[tuple[Met, ...], Field(min_length=1, max_length=20)]
    rivals: Annotated[int, Field(ge=0, le=1000)] | None = None
    dream: bool = False
    answer_by: date | None = None
    referred_by: Line | None = Field(
        None,
        description="Who named the opening: their id or mail address, or their name, with the "
        "company where it is another: `Stan Kowalski (Northwind)`",
    )
    notes: Prose = ""

    @field_validator("interviewers")
    @classmethod
    def _each_once(cls, interviewers: tuple[Met, ...]) -> tuple[Met, ...]:
        seen: set[str] = set()
        for met in interviewers:
            who = fold(met.mail or met.name)
            if who in seen:
                raise ValueError(f"{met.name} stands here twice")
            seen.add(who)
        return interviewers

    @model_validator(mode="after")
    def _promise_after_interview(self) -> InterviewEntry:
        if self.answer_by and self.answer_by < self.at.day:
            raise ValueError("the day by which they promised an answer lies before the interview")
        return self

    def lookups(self) -> tuple[str, ...]:
        """The lookup keys that tell who and what of this was met before."""
        elsewhere = filter(None, (apart(met.name) for met in self.interviewers))
        return tuple(
            dict.fromkeys(
                [
                    opening_lookup(self.company, self.title),
                    company_lookup(self.company),
                    *(mail_lookup(met.mail) for met in self.interviewers if met.mail),
                    *(name_lookup(self.company, met.name) for met in self.interviewers),
                    *(name_lookup(company, name) for name, company in elsewhere),
                    *self.referrers(),
                ]
            )
        )

    def referrers(self) -> tuple[str, ...]:
        """The lookup keys that may tell who named the opening, the surest first."""
        if not self.referred_by:
            return ()
        name, company = apart(self.referred_by) or (self.referred_by, self.company)
        return (
            contact_lookup(self.referred_by),
            mail_lookup(self.referred_by),
            name_lookup(company, name),
        )


class Happening(Statement):
    """Something that happened with a person, now or at an earlier time."""

    at: Wall | None = Field(None, description="When it was, if not just now")


class OutcomeEntry(Happening):
    """Where an opening stands now."""

    outcome: Outcome
    answer_by: date | None = None
    notes: Prose = ""


class AnswerEntry(Entry):
    """The seeker's answer to a follow-up. `until` belongs to snoozed, `scope` to stopped."""

    answer: Answer
    until: Wall | None = None
    scope: Literal["person", "kind", "everything"] | None = None
    said: Prose = ""

    @model_validator(mode="after")
    def _whole(self) -> AnswerEntry:
        if (self.answer is Answer.SNOOZED) != (self.until is not None):
            raise ValueError("until belongs to snoozed: say when to come back to it")
        if self.scope is not None and self.answer is not Answer.STOPPED:
            raise ValueError("scope belongs to stopped")
        return self


class ExchangeEntry(Happening):
    """A contact with a person: `out` from the seeker, `in` from them."""

    direction: Literal["in", "out"]
    channel: Channel
    text: Prose = ""
    event: Line | None = Field(None, description="Something coming up that they mentioned")
    event_on: date | None = None
    opening_id: Id | None = None

    @model_validator(mode="after")
    def _event_has_a_name(self) -> ExchangeEntry:
        if self.event_on and not self.event:
            raise ValueError("event: say what it is that takes place on that day")
        return self


class FeedbackEntry(Happening):
    """Feedback asked of a person, given by them, or declined."""

    stage: Literal["asked", "given", "declined"]
    text: Prose = ""
    opening_id: Id | None = None


class AdviceEntry(Happening):
    """Something that a person recommended."""

    kind: AdviceKind
    title: Line = Field(description="Of the book, the course, …")
    opening_id: Id | None = None


class ProgressEntry(Happening):
    """A step taken on a piece of advice."""

    step: Step
    notes: Prose = ""


class OpeningEntry(Happening):
    """An opening that a person named. `channel` says how, and is kept as a contact from them."""

    company: Line
    title: Line = Field(description="The position")
    channel: Channel | None = None
    notes: Prose = ""

    def lookups(self) -> tuple[str, ...]:
        """The lookup keys that tell whether the company was met before."""
        return (company_lookup(self.company),)


class NoteEntry(Happening):
    """Words to be kept with a person."""

    text: Annotated[Prose, Field(min_length=1)]


Clearable = Literal["mail", "title", "phone", "channel"]
CLEARABLE: tuple[Clearable, ...] = ("mail", "title", "phone", "channel")
CADENCE = "keep_in_touch_weeks"
"""The timing of the playbook that `cadence_weeks` sets for one person."""


class ContactEntry(Statement):
    """What is known of a person, or wanted for them. What is left out stays, null clears it."""

    name: Line | None = None
    mail: Address | None = None
    title: Line | None = None
    phone: Line | None = None
    channel: Channel | None = Field(None, description="How they like to be contacted")
    cadence_weeks: int | None = Field(
        None, description="Weeks between contacts; null: as the playbook has it"
    )
    timings: dict[Line, int | None] = Field(
        {},
        max_length=40,
        description="Settings of the playbook that are another for them; null: as for everybody",
    )
    rest: bool | None = Field(None, description="True: no reminders about them")
    seen: dict[Line, str | int | bool | None] = Field(
        {},
        max_length=20,
        description="What fields held when you read them: where that has changed, it is asked back",
    )

    @model_validator(mode="after")
    def _something(self) -> ContactEntry:
        if not self.model_fields_set - {"confirmed", "seen"}:
            raise ValueError("say what to change")
        return self

    @field_validator("cadence_weeks")
    @classmethod
    def _fits(cls, weeks: int | None) -> int | None:
        within = bounds(CADENCE)
        if not fits_person(CADENCE, weeks) and within:
            raise ValueError("give {} to {} weeks".format(*within))
        return weeks

    @field_validator("timings")
    @classmethod
    def _fit(cls, timings: dict[str, int | None]) -> dict[str, int | None]:
        for name, value in timings.items():
            within = bounds(name)
            if within is None:
                raise ValueError(f"there is no {name} that could be another for one person")
            if not fits_person(name, value):
                raise ValueError("for {} give {} to {}".format(name, *within))
        return timings

    def own_timings(self) -> dict[str, int | None] | None:
        """The timings that are to be their own."""
        rhythm = {CADENCE: self.cadence_weeks} if "cadence_weeks" in self.model_fields_set else {}
        return {**self.timings, **rhythm} or None

    def cleared(self) -> tuple[Clearable, ...]:
        """The fields that are to be empty."""
        given = self.model_fields_set
        return tuple(name for name in CLEARABLE if name in given and getattr(self, name) is None)


class MergeEntry(Statement):
    """Somebody who was entered twice. The entry of `merged_id` goes into the other."""

    merged_id: Id = Field(description="Id of the other entry of the same person")

    def lookups(self) -> tuple[str, ...]:
        """The lookup key that tells whether the other entry is known at all."""
        return (contact_lookup(self.merged_id),)


class ForgetEntry(Entry):
    """A person is to be forgotten. It cannot be undone."""

    how: Literal["anonymised", "deleted"]


Said = (
    OutcomeEntry
    | ExchangeEntry
    | FeedbackEntry
    | AdviceEntry
    | ProgressEntry
    | OpeningEntry
    | NoteEntry
    | ContactEntry
    | MergeEntry
)
"""What is said of something that is known: an opening, a person, a piece of advice."""
