"""What is said of an opening, a person or a piece of advice, as facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from rapport.facts import (
    AdviceRecorded,
    ContactDescribed,
    ContactsMerged,
    Data,
    ExchangeRecorded,
    Fact,
    FeedbackRecorded,
    NoteRecorded,
    OpeningFound,
    OutcomeRecorded,
    ProgressRecorded,
    derive,
)
from rapport.flows.entries import (
    AdviceEntry,
    ContactEntry,
    ExchangeEntry,
    FeedbackEntry,
    Happening,
    MergeEntry,
    NoteEntry,
    OpeningEntry,
    OutcomeEntry,
    ProgressEntry,
    Said,
    Statement,
)
from rapport.flows.recording import Source, opening_of
from rapport.history import History
from rapport.later import dataclass
from rapport.objections import Objection, Severity, objections
from rapport.phrases import phrases
from rapport.playbook import Playbook
from rapport.store import Known, Recording
from rapport.store.keys import company_lookup, fold, mail_lookup, name_lookup, opening_lookup


class Objected(ValueError):
    """It was not recorded, because something speaks against it: the gravest first."""

    def __init__(self, objections: Sequence[Objection]) -> None:
        super().__init__(objections[0].message)
        self.objections = tuple(objections)

    @property
    def may_be_meant(self) -> bool:
        """Whether it is recorded when the seeker says that it is meant so."""
        return self.objections[0].severity is Severity.ASK


@dataclass(frozen=True)
class Sayer:
    """Who says something about what: one relationship, the subject's id, and where it comes from.

    `known` is what the entry's lookups lead to.
    """

    relationship_id: str
    subject: str
    history: History
    source: Source
    known: dict[str, Known]


def is_there(entry: Said, subject: str, history: History) -> bool:
    """Whether the history knows what the entry is about."""
    match entry:
        case OutcomeEntry():
            return subject in history.openings
        case ProgressEntry():
            return subject in history.advice
        case MergeEntry(merged_id=other):
            return subject != other and {subject, other} <= history.people.keys()
        case _:
            return subject in history.people


def said(entry: Said, sayer: Sayer) -> Recording:
    """The recording of what was said. The subject is known: see `is_there`."""
    at = entry.at.instant if isinstance(entry, Happening) and entry.at else None
    facts = [sayer.source.fact(sayer.relationship_id, data, at=at) for data in _data(entry, sayer)]
    return Recording(facts, known=dict(_now_known(entry, facts[0].data, sayer)))


def weighed(
    entry: Statement, made: Recording, history: History, playbook: Playbook, now: datetime
) -> None:
    """Nothing where the recording may stand. What only deserves a remark may.

    Raises:
        Objected: it cannot be meant, or it was not confirmed that it is.
    """
    against = [
        one
        for fact in made.facts
        for one in objections(fact.data, history, playbook, now, occurred_at=fact.occurred_at)
        if one.severity is Severity.REFUSE or (one.severity is Severity.ASK and not entry.confirmed)
    ]
    if isinstance(entry, ContactEntry) and not entry.confirmed:
        against += _changed_meanwhile(entry, made.facts[0], history, playbook)
    if against:
        raise Objected(sorted(against, key=lambda one: one.severity is not Severity.REFUSE))


def _changed_meanwhile(
    entry: ContactEntry, fact: Fact, history: History, playbook: Playbook
) -> Iterator[Objection]:
    """What is another by now than the seeker saw, and not what they want it to be."""
    said = phrases(playbook.language)
    person = history.people[getattr(fact.data, "contact_id", "")]
    for name in entry.model_fields_set & entry.seen.keys():
        is_now = getattr(person, name)
        if str(is_now) not in (str(entry.seen[name]), str(getattr(entry, name))):
            key = "objection.cleared-meanwhile" if is_now is None else "objection.changed-meanwhile"
            yield Objection(name, Severity.ASK, said.sentence(key, value=is_now))


def _data(entry: Said, sayer: Sayer) -> Iterator[Data]:
    who = sayer.subject
    match entry:
        case OutcomeEntry():
            yield OutcomeRecorded(
                opening_id=sayer.subject,
                outcome=entry.outcome,
                answer_by=entry.answer_by,
                notes=entry.notes,
            )
        case ExchangeEntry():
            yield ExchangeRecorded(
                contact_id=who,
                direction=entry.direction,
                channel=entry.channel,
                opening_id=entry.opening_id,
                text=entry.text,
                event=entry.event,
                event_on=entry.event_on,
            )
        case FeedbackEntry():
            yield FeedbackRecorded(
                contact_id=who, opening_id=entry.opening_id, stage=entry.stage, text=entry.text
            )
        case AdviceEntry():
            yield AdviceRecorded(
                advice_id=_advice_id(entry, sayer),
                contact_id=who,
                kind=entry.kind,
                title=entry.title,
                opening_id=entry.opening_id,
            )
        case ProgressEntry():
            yield ProgressRecorded(advice_id=sayer.subject, step=entry.step, notes=entry.notes)
        case OpeningEntry():
            yield from _opening(entry, sayer)
        case MergeEntry():
            yield ContactsMerged(contact_id=who, merged_id=entry.merged_id)
        case NoteEntry():
            yield NoteRecorded(text=entry.text, contact_id=who)
        case ContactEntry():
            told = entry.model_dump(
                exclude={"confirmed", "cadence_weeks", "timings", "seen"}, exclude_none=True
            )
            yield ContactDescribed(
                contact_id=who, timings=entry.own_timings(), cleared=entry.cleared(), **told
            )


def _advice_id(entry: AdviceEntry, sayer: Sayer) -> str:
    # As mails name it, so that the same advice told twice is one; unless it is meant twice.
    usual = derive(sayer.relationship_id, sayer.subject, fold(entry.title))
    if usual in sayer.history.advice and entry.confirmed:
        return derive(usual, sayer.source.key)
    return usual


def _opening(entry: OpeningEntry, sayer: Sayer) -> Iterator[Data]:
    opening_id = opening_of(sayer.relationship_id, entry.company, entry.title)
    before = sayer.history.openings.get(opening_id)
    if before and before.closed:
        # The same position once more, after it was closed, is another opening.
        again = sayer.source.key
        opening_id = opening_of(sayer.relationship_id, entry.company, entry.title, again)
    yield OpeningFound(
        opening_id=opening_id,
        company=entry.company,
        title=entry.title,
        referred_by=sayer.subject,
        notes=entry.notes,
    )
    if entry.channel:
        yield ExchangeRecorded(contact_id=sayer.subject, direction="in", channel=entry.channel)


def _now_known(entry: Said, first: Data, sayer: Sayer) -> Iterator[tuple[str, Known]]:
    """What makes the interview that follows find its opening, and its people their history."""
    here = sayer.relationship_id
    if isinstance(entry, OpeningEntry) and isinstance(first, OpeningFound):
        company = company_lookup(entry.company)
        if company not in sayer.known:
            yield company, Known(here)
        lookup = opening_lookup(entry.company, entry.title)
        yield lookup, Known(here, opening_id=first.opening_id)
    if isinstance(entry, ContactEntry):
        person = sayer.history.people[sayer.subject]
        who = Known(here, sayer.subject, entry.mail or person.mail)
        if entry.mail:
            yield mail_lookup(entry.mail), who
        if entry.name:
            for meeting in person.meetings:
                company_met = sayer.history.openings[meeting.opening_id].company
                if company_met:
                    yield name_lookup(company_met, entry.name), who
