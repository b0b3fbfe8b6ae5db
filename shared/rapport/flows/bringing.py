"""A download comes back: into an emptied account, a new one, or one on another machine.

Facts keep their ids, so that the plan made of them names the same follow-ups and knows which were
mailed. Only whose they are is said anew. Plans, addresses, sessions and tokens are not taken over:
the first is computed, the others have to be proved.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from rapport import drafts
from rapport.facts import (
    ContactDescribed,
    ContactForgotten,
    Fact,
    Id,
    InterviewLogged,
    Line,
    MailFeedback,
    OpeningFound,
    ReminderSent,
    UnknownFact,
)
from rapport.flows.account import A_PART, MOST_WORDS, change_seeker, words_key
from rapport.flows.forgetting import forgetting
from rapport.flows.recording import MOST_PEOPLE
from rapport.flows.visiting import TRIES, Unknown
from rapport.history import FIRST_YEAR, LAST_YEAR, History
from rapport.phrases import languages
from rapport.plan import Kind
from rapport.playbook import Playbook
from rapport.store import AlreadyRecorded, Conflict, Known, Recording, Relationship, Seeker, Store
from rapport.store.keys import (
    company_lookup,
    contact_lookup,
    mail_lookup,
    name_lookup,
    opening_lookup,
)

FORMAT = 1
MOST_AT_ONCE = 1_000
"""Facts that one request stores; a function answers within its seconds. The rest: once more."""
TOGETHER = 95
"""Items of one transaction, which takes a hundred, beside those of a relationship that begins."""
LARGEST_FACT = 150_000
"""Bytes of one fact: as large a request as any door lets in."""
LARGEST_TRANSACTION = 2_000_000
MOST_OF_A_COMPANY = 2 * MOST_PEOPLE
"""People who come back. A door takes half: two interviews that come in at the same moment count as
one there, and what was let in has to come back.
"""
MOST_TOLD = 20
"""Faults that are told; who mends these comes again."""
_JOURNEY = TypeAdapter[str](Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")])
_AHEAD = timedelta(days=1)


class Fault(BaseModel):
    """What is wrong with a value, where: as pydantic tells it, and as `web.words` says it."""

    loc: tuple[str | int, ...]
    type: str
    msg: str
    ctx: dict[str, Any] = {}


class Unfit(ValueError):
    """A download that cannot be taken: nothing of it was stored."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults in a download")
        self.faults = tuple(faults[:MOST_TOLD])


class _Download(BaseModel):
    """Other fields are left aside: they are told, not taken."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="ignore")


class RelationshipDownload(_Download):
    """A relationship: its facts as they were recorded."""

    relationship_id: Id
    facts: Annotated[list[dict[str, Any]], Field(max_length=20_000)]


class SeekerDownload(_Download):
    """What the seeker set. Addresses are not taken over: each is proved where it is used."""

    name: Line | Literal[""] = ""
    playbook: dict[str, Any] = {}
    templates: Annotated[dict[str, str], Field(max_length=100)] = {}
    muted: Annotated[list[Kind], Field(max_length=len(Kind))] = []


class Download(_Download):
    """A part of a download, as it was given out."""

    format: Literal[1]
    relationships: Annotated[list[RelationshipDownload], Field(max_length=A_PART + 1)]
    seeker: SeekerDownload | None = None


@dataclass(frozen=True)
class Brought:
    """What became of a part: facts stored now, facts that stood already or are about somebody who
    was forgotten, facts that wait until the same part is sent once more, and whether the settings
    are others than before.
    """

    recorded: int
    stood: int
    left: int
    settings: bool


class Carrier:
    """Stores what a download holds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def bring(
        self, seeker: Seeker, download: Download, now: datetime, *, settings: bool = True
    ) -> Brought:
        """Store the facts that are not there yet, and with `settings` the seeker's own settings.

        Raises:
            Unfit: something in it cannot be taken; nothing was stored.
            Conflict: others write the same; sending it again goes on.
        """
        wanted = _settings(seeker, download.seeker) if settings and download.seeker else seeker
        told = _facts(seeker, download, now)
        standing = {one: self._store.relationship(one) for one in told}
        _refuse_others(seeker, download, standing)
        _refuse_crowds(download, told, standing)
        changed = wanted != seeker
        if changed:
            # First, so that the first plan is made with them.
            seeker = change_seeker(self._store, seeker, lambda stands: _laid_over(stands, wanted))
        recorded = stood = left = 0
        for relationship_id, facts in told.items():
            there = standing[relationship_id]
            stands = there.facts if there else ()
            missing = _missing(facts, stands)
            stood += len(facts) - len(missing)
            taken = _in_order(missing)[: max(0, MOST_AT_ONCE - recorded)]
            left += len(missing) - len(taken)
            whole = [*stands, *missing]
            self._record(seeker, relationship_id, taken, whole, begins=there is None, now=now)
            recorded += len(taken)
        return Brought(recorded, stood, left, changed)

    def _record(
        self,
        seeker: Seeker,
        relationship_id: str,
        taken: Sequence[Fact],
        facts: Sequence[Fact],
        *,
        begins: bool,
        now: datetime,
    ) -> None:
        if not taken:
            return
        found = _known(relationship_id, facts)
        lookups = {lookup for fact in taken for lookup in found.get(fact.fact_id, {})}
        there = self._store.known(seeker.seeker_id, sorted(lookups))
        news = {
            fact.fact_id: {
                lookup: known
                for lookup, known in found.get(fact.fact_id, {}).items()
                if lookup not in there
            }
            for fact in taken
        }
        for some in _transactions(taken, news):
            known = {lookup: one for fact in some for lookup, one in news[fact.fact_id].items()}
            self._store_some(
                Recording(some, known, new_relationship=seeker if begins else None, learned_at=now)
            )
            begins = False

    def _store_some(self, recording: Recording) -> None:
        """Raises Conflict."""
        for _ in range(TRIES):
            try:
                self._store.record(recording)
            except AlreadyRecorded as already:
                # The news of a job were told to this relationship by the one that brought it.
                left = [one for one in recording.facts if one.fact_id != already.fact_id]
                if not left:
                    return
                recording = replace(recording, facts=left)
            else:
                return
        raise Conflict("others write the same at this moment, send it again")


# Whether it can be taken.


def _facts(seeker: Seeker, download: Download, now: datetime) -> dict[str, list[Fact]]:
    """The facts by relationship, each once, said to be this seeker's. Raises Unfit."""
    faults: list[Fault] = []
    told: dict[str, list[Fact]] = {}
    for place, one in enumerate(download.relationships):
        found: dict[str, Fact] = {fact.fact_id: fact for fact in told.get(one.relationship_id, [])}
        for number, values in enumerate(one.facts):
            where = ("relationships", place, "facts", number)
            try:
                fact = _fact(values, one.relationship_id, seeker, now)
            except Unfit as unfit:
                faults += [
                    fault.model_copy(update={"loc": (*where, *fault.loc)}) for fault in unfit.faults
                ]
                if len(faults) >= MOST_TOLD:
                    raise Unfit(faults) from None
            else:
                found[fact.fact_id] = fact
        told[one.relationship_id] = list(found.values())
    if faults:
        raise Unfit(faults)
    return told


def _fact(values: dict[str, Any], relationship_id: str, seeker: Seeker, now: datetime) -> Fact:
    """One fact. Raises Unfit."""
    _shaped(values, relationship_id)
    try:
        fact = Fact.read({**values, "seeker_id": seeker.seeker_id})
    except UnknownFact:
        raise _unfit(
            ("detail_type",), "this kind of fact, or its version, is newer than this Rapport"
        ) from None
    except ValidationError as error:
        beneath = () if error.title == "Fact" else ("data",)
        raise Unfit(list(_told(error, beneath))) from None
    if not FIRST_YEAR < fact.occurred_at.year < LAST_YEAR:
        raise _unfit(("occurred_at",), "nothing can have been at this time")
    if not fact.recorded_at.year > FIRST_YEAR or fact.recorded_at > now + _AHEAD:
        raise _unfit(("recorded_at",), "nothing can have been recorded at this time")
    return fact


def _shaped(values: dict[str, Any], relationship_id: str) -> None:
    """Raises Unfit where these are no values that `Fact.stored` gave."""
    if len(json.dumps(values)) > LARGEST_FACT:
        raise _unfit((), "this fact is larger than any that is taken")
    for name, kind in (("detail_type", str), ("version", int), ("data", dict)):
        if not isinstance(values.get(name), kind):
            raise _unfit((name,), "this is no fact of a download")
    if values.get("relationship_id") != relationship_id:
        raise _unfit(("relationship_id",), "this fact belongs to another relationship")
    for name in ("correlation_id", "causation_id"):
        if values.get(name) is not None:
            _fitting(values[name], name)


def _fitting(journey: object, name: str) -> None:
    """Raises Unfit where what goes into logs and events is no id."""
    try:
        _JOURNEY.validate_python(journey)
    except ValidationError:
        raise _unfit((name,), "this is no id") from None


def _refuse_others(
    seeker: Seeker, download: Download, standing: Mapping[str, Relationship | None]
) -> None:
    """Raises Unfit where a relationship is kept for somebody else, or is just being deleted."""
    faults = [
        _fault(
            ("relationships", place, "relationship_id"),
            "another account holds this: download there, delete it there, and come back when that "
            "is done",
        )
        for place, one in enumerate(download.relationships)
        if (there := standing[one.relationship_id]) and there.seeker.seeker_id != seeker.seeker_id
    ]
    if faults:
        raise Unfit(faults)


def _refuse_crowds(
    download: Download,
    told: Mapping[str, Sequence[Fact]],
    standing: Mapping[str, Relationship | None],
) -> None:
    """Raises Unfit where a relationship would hold more people of one company than the doors let
    in. How many companies are one relationship, nobody bounds: there neither.
    """
    faults = []
    for place, one in enumerate(download.relationships):
        there = standing[one.relationship_id]
        facts = (*told[one.relationship_id], *(there.facts if there else ()))
        if any(len(met) > MOST_OF_A_COMPANY for met in _met(facts).values()):
            where = ("relationships", place, "facts")
            why = (
                f"no more than {MOST_OF_A_COMPANY} people of one company come back: "
                "leave out interviews with those who matter least"
            )
            faults.append(_fault(where, why))
    if faults:
        raise Unfit(faults)


def _met(facts: Iterable[Fact]) -> dict[str, set[str]]:
    """Everybody who was met in an interview, by company (as a lookup key)."""
    met: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if isinstance(fact.data, InterviewLogged):
            people = {one.contact_id for one in fact.data.interviewers}
            met[company_lookup(fact.data.company)] |= people
    return met


def _settings(seeker: Seeker, told: SeekerDownload) -> Seeker:
    """The seeker with the settings of the download. Raises Unfit."""
    faults: list[Fault] = []
    playbook: Playbook | None = None
    try:
        playbook = Playbook.of(told.playbook)
    except ValidationError as error:
        faults += _told(error, ("seeker", "playbook"))
    if playbook and playbook.language not in languages():
        faults.append(_fault(("seeker", "playbook", "language"), "there are no words in it"))
    for key, source in told.templates.items():
        language, _, kind = key.partition("/")
        try:
            words_key(language, kind)
            drafts.check(source, language)
        except Unknown:
            faults.append(_fault(("seeker", "templates", key), "there is no such template"))
        except drafts.TemplateRefused as error:
            faults.append(_fault(("seeker", "templates", key), str(error)))
    if sum(map(len, told.templates.values())) > MOST_WORDS:
        faults.append(_fault(("seeker", "templates"), "all of them together are too long"))
    if faults or playbook is None:
        raise Unfit(faults)
    return replace(
        seeker,
        name=told.name,
        playbook=playbook.overrides(),
        templates=dict(told.templates),
        muted=tuple(dict.fromkeys(kind.value for kind in told.muted)),
    )


def _laid_over(stands: Seeker, wanted: Seeker) -> Seeker:
    return replace(
        stands,
        name=wanted.name,
        playbook=wanted.playbook,
        templates=wanted.templates,
        muted=wanted.muted,
    )


def _unfit(loc: tuple[str | int, ...], why: str) -> Unfit:
    return Unfit([_fault(loc, why)])


def _fault(loc: tuple[str | int, ...], why: str) -> Fault:
    return Fault(loc=loc, type="value_error", msg=why, ctx={"error": why})


def _told(error: ValidationError, beneath: tuple[str | int, ...]) -> Iterator[Fault]:
    for one in error.errors(include_url=False, include_input=False):
        context = {name: str(value) for name, value in (one.get("ctx") or {}).items()}
        loc = (*beneath, *one["loc"])
        yield Fault(loc=loc, type=one["type"], msg=one["msg"], ctx=context)


# How it is stored.


def _missing(facts: Iterable[Fact], stands: Sequence[Fact]) -> list[Fact]:
    """Facts that are not there yet. Of people who were forgotten meanwhile they hold no more than
    they would if they had been there then.
    """
    there = {fact.fact_id for fact in stands}
    missing = [fact for fact in facts if fact.fact_id not in there]
    for fact in stands if missing else ():
        if isinstance(fact.data, ContactForgotten):
            gone = forgetting([*stands, *missing], fact.data.contact_id, fact.data.how)
            without = {one.fact_id: one for one in gone.rewritten}
            missing = [
                without.get(one.fact_id, one) for one in missing if one.fact_id not in gone.removed
            ]
    return missing


def _in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Facts so that a plan made when only the first of them are there reminds of nothing that the
    whole does not: what was mailed, then what settles, then the interviews that ask for something,
    each from the newest back.
    """

    def place(fact: Fact) -> tuple[int, float, str]:
        if isinstance(fact.data, ReminderSent | MailFeedback):
            rank = 0
        else:
            rank = 2 if isinstance(fact.data, InterviewLogged) else 1
        return rank, -fact.occurred_at.timestamp(), fact.fact_id

    return sorted(facts, key=place)


def _transactions(
    facts: Iterable[Fact], known: Mapping[str, Mapping[str, Known]]
) -> Iterator[list[Fact]]:
    """Facts that are stored together, each with what its people are known by."""
    some: list[Fact] = []
    room, space = TOGETHER, LARGEST_TRANSACTION
    for fact in facts:
        items, size = 1 + len(known[fact.fact_id]), len(json.dumps(fact.stored()))
        if some and (items > room or size > space):
            yield some
            some, room, space = [], TOGETHER, LARGEST_TRANSACTION
        some.append(fact)
        room, space = room - items, space - size
    if some:
        yield some


def _known(relationship_id: str, facts: Sequence[Fact]) -> dict[str, dict[str, Known]]:
    """What companies, positions and people are known by, as the doors keep it: by the fact that
    said it last, also where that was taken back. Who was forgotten is known by nothing.
    """
    history = History.of(facts)
    same = history.same
    gone = {
        same.get(fact.data.contact_id, fact.data.contact_id)
        for fact in facts
        if isinstance(fact.data, ContactForgotten)
    }
    met = _met(facts)
    last: dict[str, tuple[str, Known]] = {}
    for fact in sorted(facts, key=lambda one: one.order):
        for lookup, known in _known_by(relationship_id, fact, history):
            last[lookup] = (fact.fact_id, known)
    found: dict[str, dict[str, Known]] = {}
    for lookup, (fact_id, known) in last.items():
        who = known.contact_id
        if who is None and known.opening_id is None:
            known = replace(known, people=len(met.get(lookup, ())))
        if who is None or same.get(who, who) not in gone:
            found.setdefault(fact_id, {})[lookup] = known
    return found


def _known_by(here: str, fact: Fact, history: History) -> Iterator[tuple[str, Known]]:
    data = fact.data
    if isinstance(data, InterviewLogged | OpeningFound):
        yield company_lookup(data.company), Known(here)
        opening = Known(here, opening_id=data.opening_id)
        yield opening_lookup(data.company, data.title), opening
    if isinstance(data, InterviewLogged):
        for met in data.interviewers:
            person = Known(here, met.contact_id, met.mail)
            yield contact_lookup(met.contact_id), person
            yield name_lookup(data.company, met.name), person
            if met.mail:
                yield mail_lookup(met.mail), person
    if isinstance(data, ContactDescribed):
        who = history.people.get(history.same.get(data.contact_id, data.contact_id))
        person = Known(here, data.contact_id, data.mail or (who.mail if who else None))
        if data.mail:
            yield mail_lookup(data.mail), person
        for meeting in who.meetings if who and data.name else ():
            company = history.openings[meeting.opening_id].company
            if company and data.name:
                yield name_lookup(company, data.name), person
