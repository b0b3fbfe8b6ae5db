"""What the doors take in becomes facts. Web, API and mail say the same things the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from rapport.facts import (
    Address,
    Answer,
    Channel,
    Data,
    ExchangeRecorded,
    Fact,
    FactRetracted,
    FollowUpAnswered,
    Format,
    Id,
    Interviewer,
    InterviewLogged,
    Line,
    Outcome,
    OutcomeRecorded,
    Prose,
    Rapport,
    derive,
)
from rapport.plan import FollowUp, Kind
from rapport.store import Known, Recording, Seeker
from rapport.store.keys import company_lookup, contact_lookup, fold, mail_lookup, name_lookup
from rapport.wall import Wall

FURTHEST_YEARS = 2
"""An interview is logged after it took place, or shortly before; not in another decade."""


class Entry(BaseModel):
    """What a person or program hands in. What it does not know it refuses, by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Met(Entry):
    """An interviewer, as the seeker tells of them. Rapport goes from 1 (cold) to 5 (a friend)."""

    name: Line
    mail: Address | None = None
    title: Line | None = None
    rapport: Rapport
    notes: Prose = ""

    @field_validator("mail", "title", mode="before")
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        return None if value == "" else value


class InterviewEntry(Entry):
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
    referred_by: Id | None = Field(None, description="Id of the contact who named the opening")
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
        return tuple(
            dict.fromkeys(
                [
                    company_lookup(self.company),
                    *(mail_lookup(met.mail) for met in self.interviewers if met.mail),
                    *(name_lookup(self.company, met.name) for met in self.interviewers),
                    *([contact_lookup(self.referred_by)] if self.referred_by else []),
                ]
            )
        )


class OutcomeEntry(Entry):
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


class UnknownReferrer(ValueError):
    """The contact who is said to have named the opening is none of the seeker's."""


@dataclass(frozen=True)
class Source:
    """Where facts come from: who says it, when, and the key that makes saying it twice harmless."""

    seeker: Seeker
    key: str
    now: datetime
    causation_id: str | None = None

    def fact(
        self, relationship_id: str, data: Data, *, part: object = "", at: datetime | None = None
    ) -> Fact:
        """A fact from this source; `part` tells the facts of one source apart."""
        fact_id = derive(self.seeker.seeker_id, self.key, data.detail_type, part)
        return Fact(
            fact_id=fact_id,
            seeker_id=self.seeker.seeker_id,
            relationship_id=relationship_id,
            occurred_at=at or self.now,
            recorded_at=self.now,
            correlation_id=derive(self.seeker.seeker_id, self.key),
            causation_id=self.causation_id,
            data=data,
        )


def interview(entry: InterviewEntry, known: Mapping[str, Known], source: Source) -> Recording:
    """The recording of an interview.

    A new opening joins the relationship of whoever is known of its people, or of its company; with
    nobody known a relationship begins.

    Raises:
        UnknownReferrer: `referred_by` leads to nobody.
    """
    referrer = known.get(contact_lookup(entry.referred_by)) if entry.referred_by else None
    if entry.referred_by and referrer is None:
        raise UnknownReferrer("referred_by: no contact of yours has this id")
    home = _home(entry, known, referrer)
    seeker_id = source.seeker.seeker_id
    relationship_id = home or derive(seeker_id, "relationship", fold(entry.company))
    people = _contacts(entry, known, relationship_id)
    logged = InterviewLogged(
        opening_id=derive(relationship_id, fold(entry.company), fold(entry.title)),
        company=entry.company,
        title=entry.title,
        referred_by=entry.referred_by,
        round=entry.round,
        at=entry.at,
        format=entry.format,
        interviewers=tuple(
            Interviewer(
                contact_id=contact_id,
                name=met.name,
                mail=met.mail,
                title=met.title,
                rapport=met.rapport,
                notes=met.notes,
            )
            for met, contact_id in people
        ),
        rivals=entry.rivals,
        dream=entry.dream,
        answer_by=entry.answer_by,
        notes=entry.notes,
    )
    fact = source.fact(relationship_id, logged, at=entry.at.instant)
    return Recording(
        [fact],
        known=dict(_now_known(entry.company, people, relationship_id)),
        new_relationship=None if home else source.seeker,
    )


def _home(entry: InterviewEntry, known: Mapping[str, Known], referrer: Known | None) -> str | None:
    company = known.get(company_lookup(entry.company))
    people = (known.get(mail_lookup(met.mail)) for met in entry.interviewers if met.mail)
    found = next((one for one in (company, referrer, *people) if one), None)
    return found.relationship_id if found else None


def _contacts(
    entry: InterviewEntry, known: Mapping[str, Known], relationship_id: str
) -> list[tuple[Met, str]]:
    """Everybody met, with their id; no two of one interview are the same person."""
    people: list[tuple[Met, str]] = []
    for met in entry.interviewers:
        contact_id = _known_as(met, entry.company, known, relationship_id)
        if contact_id is None or contact_id in (taken for _, taken in people):
            contact_id = derive(relationship_id, fold(met.mail or met.name))
        people.append((met, contact_id))
    return people


def _known_as(
    met: Met, company: str, known: Mapping[str, Known], relationship_id: str
) -> str | None:
    """Whom we know somebody as: by address first, else by name at the same company.

    A namesake with another address is somebody else.
    """
    by_mail = known.get(mail_lookup(met.mail)) if met.mail else None
    if by_mail and by_mail.relationship_id == relationship_id:
        return by_mail.contact_id
    by_name = known.get(name_lookup(company, met.name))
    if by_name is None or by_name.relationship_id != relationship_id:
        return None
    namesake = met.mail and by_name.mail and fold(met.mail) != fold(by_name.mail)
    return None if namesake else by_name.contact_id


def _now_known(
    company: str, people: Sequence[tuple[Met, str]], relationship_id: str
) -> Iterator[tuple[str, Known]]:
    yield company_lookup(company), Known(relationship_id)
    for met, contact_id in people:
        person = Known(relationship_id, contact_id, met.mail)
        yield contact_lookup(contact_id), person
        yield name_lookup(company, met.name), person
        if met.mail:
            yield mail_lookup(met.mail), person


def outcome(
    entry: OutcomeEntry, relationship_id: str, opening_id: str, source: Source
) -> Recording:
    """The recording of where an opening stands."""
    said = OutcomeRecorded(
        opening_id=opening_id,
        outcome=entry.outcome,
        answer_by=entry.answer_by,
        notes=entry.notes,
    )
    return Recording([source.fact(relationship_id, said)])


TOUCHING = frozenset(Kind) - {Kind.NO_ANSWER, Kind.OFFER_DECISION, Kind.ADVICE_CHECK_IN}
"""Kinds of follow-up that are done by being in touch with the person."""


def answer(entry: AnswerEntry, follow_up: FollowUp, source: Source) -> Recording:
    """The recording of an answer to a follow-up; done also means having been in touch."""
    said = FollowUpAnswered(
        follow_up_id=follow_up.follow_up_id,
        kind=follow_up.kind,
        contact_id=follow_up.contact_id,
        opening_id=follow_up.opening_id,
        answer=entry.answer,
        until=entry.until,
        scope=_scope(entry, follow_up),
        said=entry.said,
    )
    facts = [source.fact(follow_up.relationship_id, said)]
    if entry.answer is Answer.DONE and follow_up.contact_id and follow_up.kind in TOUCHING:
        exchange = ExchangeRecorded(
            contact_id=follow_up.contact_id,
            direction="out",
            channel=Channel.CALL if follow_up.kind is Kind.FEEDBACK_CALL else Channel.MAIL,
            opening_id=follow_up.opening_id,
            follow_up_id=follow_up.follow_up_id,
            text=entry.said,
        )
        facts.append(source.fact(follow_up.relationship_id, exchange))
    return Recording(facts)


def _scope(
    entry: AnswerEntry, follow_up: FollowUp
) -> Literal["person", "kind", "everything"] | None:
    if entry.answer is not Answer.STOPPED:
        return None
    return entry.scope or ("person" if follow_up.contact_id else "kind")


NOT_TAKEN_BACK = frozenset({"fact-retracted", "reminder-sent", "mail-feedback"})
"""Facts that are not the seeker's words: what was mailed was mailed."""


def undo(facts: Sequence[Fact], source: Source) -> Recording:
    """The recording that takes facts back."""
    return Recording(
        [
            source.fact(
                fact.relationship_id, FactRetracted(retracts=fact.fact_id), part=fact.fact_id
            )
            for fact in facts
        ]
    )


def same_words(one: Fact, other: Fact) -> bool:
    """Whether two facts say the same, whenever they were recorded."""
    return one.data == other.data


def too_far(at: Wall, now: datetime) -> str | None:
    """Why an interview's date cannot be meant, or None."""
    years = abs((at.instant - now.astimezone(UTC)).days) / 365
    if years > FURTHEST_YEARS:
        return f"{at.day} is more than {FURTHEST_YEARS} years away, please check the year"
    return None
