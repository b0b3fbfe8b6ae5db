"""Two entries that are one person: everything about the one is told of the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rapport.facts import (
    ContactsMerged,
    Data,
    ExchangeRecorded,
    Fact,
    InterviewLogged,
)

Same = Mapping[str, str]
"""Ids of entries that were merged away, and who they are."""


def merged(facts: Iterable[Fact]) -> Same:
    """Who is who by the merges among `facts`, in their order. A circle is left open."""
    same: dict[str, str] = {}
    for fact in facts:
        if isinstance(fact.data, ContactsMerged):
            stays = same.get(fact.data.contact_id, fact.data.contact_id)
            goes = same.get(fact.data.merged_id, fact.data.merged_id)
            if goes != stays:
                same |= {one: stays for one, other in same.items() if other == goes}
                same[goes] = stays
    return same


def retold(fact: Fact, same: Same) -> Fact:
    """The fact with everybody's own id. What was sent for a follow-up about an entry that is no
    more stands for itself.
    """
    data = fact.data
    changed: dict[str, Any] = {}
    for name in ("contact_id", "referred_by"):
        who = getattr(data, name, None)
        if who in same and not isinstance(data, ContactsMerged):
            changed[name] = same[str(who)]
    if changed and isinstance(data, ExchangeRecorded):
        changed["follow_up_id"] = None
    if isinstance(data, InterviewLogged) and same.keys() & _met(data):
        changed["interviewers"] = _each_once(data, same)
    return fact.model_copy(update={"data": data.model_copy(update=changed)}) if changed else fact


def _met(data: InterviewLogged) -> set[str]:
    return {met.contact_id for met in data.interviewers}


def _each_once(data: InterviewLogged, same: Same) -> tuple[Any, ...]:
    people: dict[str, Any] = {}
    for met in data.interviewers:
        who = same.get(met.contact_id, met.contact_id)
        people.setdefault(who, met.model_copy(update={"contact_id": who}))
    return tuple(people.values())


def about(data: Data) -> set[str]:
    """Ids of the people whom a fact is about."""
    named = {getattr(data, name, None) for name in ("contact_id", "referred_by")}
    met = _met(data) if isinstance(data, InterviewLogged) else set()
    return {one for one in named | met if one}
