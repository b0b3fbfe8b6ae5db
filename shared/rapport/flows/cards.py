"""What lists show of a relationship beside its people and openings: computed from its facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rapport import insight
from rapport.history import History
from rapport.lineage import Lineage, lineages
from rapport.store import Card


def of_lineages(history: History, zone: str) -> Iterator[Card]:
    """A card for each opening that came of somebody met before, ordered by when that began.

    Its days are those of the calendar in `zone`.
    """
    for lineage in lineages(history, zone):
        body = told(lineage, history)
        yield Card("lineage", lineage.led_to, body["stops"][0]["first"], body)


def told(lineage: Lineage, history: History) -> dict[str, Any]:
    """A lineage as JSON values, with the names that it needs: instants are ISO 8601."""
    began, led_to = (history.openings[one] for one in (lineage.began, lineage.led_to))
    person = history.people[lineage.contact_id]
    return {
        "relationship_id": history.facts[0].relationship_id,
        "contact_id": lineage.contact_id,
        "name": person.name or "",
        "began": {
            "opening_id": lineage.began,
            "company": began.company or "",
            "title": began.title or "",
        },
        "led_to": {
            "opening_id": lineage.led_to,
            "company": led_to.company or "",
            "title": led_to.title or "",
        },
        "stops": [
            {
                "station": stop.station.value,
                "times": stop.times,
                "first": stop.first.isoformat(),
                "last": stop.last.isoformat(),
            }
            for stop in lineage.stops
        ],
        "days": lineage.days,
        "rivals": list(lineage.rivals),
        "landed": lineage.landed,
    }


def of_insight(history: History) -> Card:
    """What the relationship came of, to be summed with all others when somebody looks."""
    relationship_id = history.facts[0].relationship_id
    body = {"relationship_id": relationship_id, **insight.counted(history)}
    return Card("insight", relationship_id, relationship_id, body)
