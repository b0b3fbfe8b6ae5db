"""What flows ask of each other: a plan made again, a schedule set.

Apart from `planning`, so that who only asks need not load the rules and the words.
"""

from __future__ import annotations

from rapport.facts import derive
from rapport.outside.bus import Event
from rapport.outside.schedules import Wake
from rapport.store import Standing


def wake(standing: Standing) -> Wake:
    """The schedule that a standing follow-up wants."""
    return Wake(
        standing.seeker_id,
        standing.relationship_id,
        standing.follow_up_id,
        standing.occasion,
        standing.remind_at,
        standing.day,
    )


def replan_request(source: str, seeker_id: str, relationship_id: str, correlation_id: str) -> Event:
    """The event that asks for a relationship to be planned again, with the newest settings."""
    metadata = {
        "event_id": derive(relationship_id, correlation_id, "replan"),
        "version": 1,
        "seeker_id": seeker_id,
        "correlation_id": correlation_id,
        "causation_id": None,
    }
    data = {"relationship_id": relationship_id}
    return Event(source, "replan-requested", {"metadata": metadata, "data": data})
