"""A change of a plan, cut so that each part of it is one transaction.

What goes is saved first, then what comes, the soonest first. That a plan is saved of a fact, and
what others are told of, is noted with the last part only: until then somebody goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from rapport.store.records import PlanChange, Standing

WRITES = 99
"""A transaction takes a hundred; one is the relationship's next version."""
LARGEST = 900_000
"""Characters of words, of four bytes at most; a transaction takes 4 MB."""


def portions(change: PlanChange) -> Iterator[PlanChange]:
    """The change in parts that are to be saved one after the other; most changes are one part."""
    parts: list[dict[str, list[Any]]] = [{}]
    days: set[date] = set()
    size = writes = 0
    for name, value in _in_order(change):
        touched = _days(change, name, value)
        more = _size(name, value)
        if writes and (writes + 1 + len(touched - days) > WRITES or size + more > LARGEST):
            parts.append({})
            days, size, writes = set(), 0, 0
        parts[-1].setdefault(name, []).append(value)
        writes += 1 + len(touched - days)
        size += more
        days |= touched
    read = change.relationship
    for number, part in enumerate(parts):
        is_last = number == len(parts) - 1
        yield PlanChange(
            # Each takes the relationship's next version.
            replace(read, version=read.version + number),
            put=part.get("put", ()),
            drop=part.get("drop", ()),
            cards=part.get("cards", ()),
            dropped_cards=part.get("dropped_cards", ()),
            planned=frozenset(part.get("planned", ())),
            seeker=None if number else change.seeker,
            announced=change.announced if is_last else read.announced,
        )


def _in_order(change: PlanChange) -> Iterator[tuple[str, Any]]:
    parts = {
        "drop": change.drop,
        "put": sorted(change.put, key=lambda one: one.remind_at),
        "cards": change.cards,
        "dropped_cards": change.dropped_cards,
        "planned": sorted(change.planned),
    }
    return ((name, value) for name, values in parts.items() for value in values)


def _days(change: PlanChange, name: str, value: Any) -> set[date]:
    """The days in which a follow-up takes or leaves a place: an item each."""
    if name not in ("put", "drop"):
        return set()
    stood: Standing | None = change.relationship.standing.get(value.follow_up_id)
    return {one.day for one in (value, stood) if one is not None}


def _size(name: str, value: Any) -> int:
    match name:
        case "put":
            return len(str(value.draft)) + len(str(value.follow_up))
        case "cards":
            return len(str(value.body))
        case _:
            return 0
