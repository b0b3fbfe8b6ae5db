"""Forgetting a person: privacy goes before the immutability of facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from rapport.facts import (
    AdviceRecorded,
    ContactDescribed,
    ContactForgotten,
    Data,
    Fact,
    InterviewLogged,
    NoteRecorded,
    ProgressRecorded,
)
from rapport.history import History
from rapport.history.merging import about
from rapport.later import dataclass
from rapport.store.keys import contact_lookup, mail_lookup, name_lookup

NOBODY = "Somebody"
GONE = "–"
How = Literal["anonymised", "deleted"]


@dataclass(frozen=True)
class Forgetting:
    """Facts to be stored instead of those that stand, ids of those to be removed, and the lookup
    keys by which nobody is to be found any more.
    """

    rewritten: tuple[Fact, ...]
    removed: tuple[str, ...]
    lookups: tuple[str, ...]
    ids: frozenset[str]


def forgetting(facts: Sequence[Fact], contact_id: str, how: How) -> Forgetting:
    """What has to change so that a person is forgotten, under every id that they had.

    Anonymised, they stay as somebody without name, address and words, so that counts stay true.
    Deleted, what is only about them goes; an interview with nobody else stays, with somebody.
    """
    same = History.of(facts).same
    who = same.get(contact_id, contact_id)
    ids = frozenset({who, *(one for one, other in same.items() if other == who)})
    advice = {
        fact.data.advice_id
        for fact in facts
        if isinstance(fact.data, AdviceRecorded) and fact.data.contact_id in ids
    }
    rewritten: list[Fact] = []
    removed: list[str] = []
    for fact in facts:
        theirs = about(fact.data) & ids or getattr(fact.data, "advice_id", None) in advice
        if not theirs or isinstance(fact.data, ContactForgotten):
            continue
        data = _without(fact.data, ids, how)
        if data is None:
            removed.append(fact.fact_id)
        elif data != fact.data:
            rewritten.append(fact.model_copy(update={"data": data}))
    lookups = tuple(dict.fromkeys(_lookups(facts, ids)))
    return Forgetting(tuple(rewritten), tuple(removed), lookups, ids)


def _without(data: Data, ids: frozenset[str], how: How) -> Data | None:
    """The data without the person; None where nothing is left of it."""
    if isinstance(data, InterviewLogged):
        return _interview(data, ids, how)
    if getattr(data, "referred_by", None) in ids:
        changed: dict[str, Any] = {"notes": ""}
        return data.model_copy(update=changed | ({"referred_by": None} if how == "deleted" else {}))
    if how == "deleted":
        return None
    words = {name: "" for name in ("text", "notes", "said") if getattr(data, name, "")}
    if isinstance(data, NoteRecorded):
        words = {"text": GONE}
    named = {name: None for name in ("event", "event_on") if getattr(data, name, None)}
    if isinstance(data, ContactDescribed):
        named = dict.fromkeys(("name", "mail", "title", "phone"))
    if getattr(data, "title", None) and not isinstance(data, ContactDescribed | ProgressRecorded):
        words["title"] = GONE
    return data.model_copy(update={**words, **named})


def _interview(data: InterviewLogged, ids: frozenset[str], how: How) -> InterviewLogged:
    others = tuple(met for met in data.interviewers if met.contact_id not in ids)
    if how == "deleted" and others:
        people = others
    else:
        nobody = {"name": NOBODY, "mail": None, "title": None, "notes": ""}
        people = tuple(
            met.model_copy(update=nobody) if met.contact_id in ids else met
            for met in data.interviewers
        )
    changed: dict[str, Any] = {"interviewers": people}
    if how == "deleted" and data.referred_by in ids:
        changed["referred_by"] = None
    if not others:
        changed["notes"] = ""
    return data.model_copy(update=changed)


def _lookups(facts: Iterable[Fact], ids: frozenset[str]) -> Iterator[str]:
    names: set[str] = set()
    companies: set[str] = set()
    yield from map(contact_lookup, ids)
    for fact in facts:
        data = fact.data
        if isinstance(data, InterviewLogged):
            for met in data.interviewers:
                if met.contact_id in ids:
                    companies.add(data.company)
                    names.add(met.name)
                    yield from map(mail_lookup, filter(None, [met.mail]))
        elif isinstance(data, ContactDescribed) and data.contact_id in ids:
            names.update(filter(None, [data.name]))
            yield from map(mail_lookup, filter(None, [data.mail]))
    yield from (name_lookup(company, name) for company in companies for name in names)
