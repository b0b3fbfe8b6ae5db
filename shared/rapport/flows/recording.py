"""What the doors take in becomes facts. Web, API and mail say the same things the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from rapport.facts import (
    Answer,
    Channel,
    Data,
    ExchangeRecorded,
    Fact,
    FactRetracted,
    FollowUpAnswered,
    Interviewer,
    InterviewLogged,
    Outcome,
    OutcomeRecorded,
    derive,
)
from rapport.flows.entries import AnswerEntry, InterviewEntry, Met
from rapport.later import dataclass
from rapport.plan import FollowUp, Kind
from rapport.store import Known, Recording, Seeker
from rapport.store.keys import (
    apart,
    company_lookup,
    contact_lookup,
    fold,
    mail_lookup,
    name_lookup,
    opening_lookup,
)

MOST_PEOPLE = 500
"""Of one company: more than anybody meets there, and planned within a function's seconds."""


class UnknownReferrer(ValueError):
    """The contact who is said to have named the opening is none of the seeker's."""


class TooManyPeople(ValueError):
    """More people of one company than are kept together."""


@dataclass(frozen=True)
class Source:
    """Where facts come from: who says it, when, and the key that makes saying it twice harmless."""

    seeker: Seeker
    key: str
    now: datetime
    causation_id: str | None = None

    @property
    def correlation_id(self) -> str:
        """What ties the facts of this source together."""
        return derive(self.seeker.seeker_id, self.key)

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
            correlation_id=self.correlation_id,
            causation_id=self.causation_id,
            data=data,
        )


def interview(entry: InterviewEntry, known: Mapping[str, Known], source: Source) -> Recording:
    """The recording of an interview.

    It is a round of the opening that is known by this position and company. A new one joins the
    relationship of whoever is known of its people, or of its company; with nobody known a
    relationship begins.

    Raises:
        UnknownReferrer: `referred_by` leads to nobody.
        TooManyPeople: there are so many of this company already.
    """
    referrer = next((known[one] for one in entry.referrers() if one in known), None)
    if entry.referred_by and referrer is None:
        raise UnknownReferrer("referred_by: no contact of yours is called so")
    opening = known.get(opening_lookup(entry.company, entry.title))
    home = opening.relationship_id if opening else _home(entry, known, referrer)
    seeker_id = source.seeker.seeker_id
    relationship_id = home or derive(seeker_id, "relationship", fold(entry.company))
    people = _contacts(entry, known, relationship_id)
    company = _counted(entry, known, relationship_id, people)
    opening_id = (opening and opening.opening_id) or opening_of(
        relationship_id, entry.company, entry.title
    )
    logged = InterviewLogged(
        opening_id=opening_id,
        company=entry.company,
        title=entry.title,
        referred_by=referrer.contact_id if referrer else None,
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
        known={
            company_lookup(entry.company): company,
            opening_lookup(entry.company, entry.title): Known(
                relationship_id, opening_id=opening_id
            ),
            **dict(_now_known(entry.company, people, relationship_id)),
        },
        new_relationship=None if home else source.seeker,
    )


def _counted(
    entry: InterviewEntry,
    known: Mapping[str, Known],
    relationship_id: str,
    people: Sequence[tuple[Met, str]],
) -> Known:
    """The company, with those who are met there for the first time. Raises TooManyPeople."""
    company = known.get(company_lookup(entry.company)) or Known(relationship_id)
    before = {one.contact_id for one in known.values()}
    many = (company.people or 0) + sum(
        # Who is known from another company is met here for the first time.
        contact_id not in before or name_lookup(entry.company, met.name) not in known
        for met, contact_id in people
    )
    if many > MOST_PEOPLE and many != company.people:
        raise TooManyPeople(
            f"no more than {MOST_PEOPLE} people of one company are kept together:"
            " name the part of it that these are from"
        )
    return replace(company, people=many)


def opening_of(relationship_id: str, company: str, title: str, again: object = "") -> str:
    """The id of an opening; `again` tells a position from one that was there before."""
    parts = (again,) if again else ()
    return derive(relationship_id, fold(company), fold(title), *parts)


def _home(entry: InterviewEntry, known: Mapping[str, Known], referrer: Known | None) -> str | None:
    company = known.get(company_lookup(entry.company))
    people = (known.get(mail_lookup(met.mail)) for met in entry.interviewers if met.mail)
    named = (_named_elsewhere(met, known) for met in entry.interviewers)
    found = next((one for one in (company, referrer, *people, *named) if one), None)
    return found.relationship_id if found else None


def _named_elsewhere(met: Met, known: Mapping[str, Known]) -> Known | None:
    """Who is named with the company that they are known from."""
    parts = apart(met.name)
    return known.get(name_lookup(parts[1], parts[0])) if parts else None


def _contacts(
    entry: InterviewEntry, known: Mapping[str, Known], relationship_id: str
) -> list[tuple[Met, str]]:
    """Everybody met, with their id; no two of one interview are the same person."""
    people: list[tuple[Met, str]] = []
    for entered in entry.interviewers:
        met, elsewhere = entered, _named_elsewhere(entered, known)
        if elsewhere and (parts := apart(entered.name)):
            met = entered.model_copy(update={"name": parts[0]})
        contact_id = _known_as(met, entry.company, elsewhere, known, relationship_id)
        if contact_id is None or contact_id in (taken for _, taken in people):
            contact_id = derive(relationship_id, fold(met.mail or met.name))
        people.append((met, contact_id))
    return people


def _known_as(
    met: Met,
    company: str,
    elsewhere: Known | None,
    known: Mapping[str, Known],
    relationship_id: str,
) -> str | None:
    """Whom we know somebody as: by address first, then by the company they are named with, else by
    name at the same company.

    A namesake with another address is somebody else, unless the seeker says who it is.
    """
    by_mail = known.get(mail_lookup(met.mail)) if met.mail else None
    for certain in (by_mail, elsewhere):
        if certain and certain.relationship_id == relationship_id:
            return certain.contact_id
    by_name = known.get(name_lookup(company, met.name))
    if by_name is None or by_name.relationship_id != relationship_id:
        return None
    namesake = met.mail and by_name.mail and fold(met.mail) != fold(by_name.mail)
    return None if namesake else by_name.contact_id


def _now_known(
    company: str, people: Sequence[tuple[Met, str]], relationship_id: str
) -> Iterator[tuple[str, Known]]:
    for met, contact_id in people:
        person = Known(relationship_id, contact_id, met.mail)
        yield contact_lookup(contact_id), person
        yield name_lookup(company, met.name), person
        if met.mail:
            yield mail_lookup(met.mail), person


TOUCHING = frozenset(Kind) - {Kind.NO_ANSWER, Kind.OFFER_DECISION, Kind.ADVICE_CHECK_IN}
"""Kinds of follow-up that are done by being in touch with the person."""


def answer(entry: AnswerEntry, follow_up: FollowUp, source: Source) -> Recording:
    """The recording of an answer to a follow-up.

    Done also means having been in touch; and where the question was whether to close an opening
    that nobody answered, that it is closed.
    """
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
    if entry.answer is Answer.DONE and follow_up.opening_id and follow_up.kind is Kind.NO_ANSWER:
        closed = OutcomeRecorded(opening_id=follow_up.opening_id, outcome=Outcome.SILENT)
        facts.append(source.fact(follow_up.relationship_id, closed))
    return Recording(facts)


def _scope(
    entry: AnswerEntry, follow_up: FollowUp
) -> Literal["person", "kind", "everything"] | None:
    if entry.answer is not Answer.STOPPED:
        return None
    return entry.scope or ("person" if follow_up.contact_id else "kind")


NOT_TAKEN_BACK = frozenset(
    {"fact-retracted", "reminder-sent", "mail-feedback", "contact-forgotten"}
)
"""What was mailed was mailed, and what was forgotten is gone."""


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
