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


def replan_request(
    source: str,
    seeker_id: str,
    relationship_id: str,
    correlation_id: str,
    after: str | None = None,
) -> Event:
    """The event that asks for a relationship to be planned again, with the newest settings.

    `after` is how far a replan came that has more to do than one event does: the schedules of the
    follow-ups up to this id are right.
    """
    metadata = {
        "event_id": derive(relationship_id, correlation_id, "replan", *([after] if after else [])),
        "version": 1,
        "seeker_id": seeker_id,
        "correlation_id": correlation_id,
        "causation_id": None,
    }
    data = {"relationship_id": relationship_id, **({"after": after} if after else {})}
    return Event(source, "replan-requested", {"metadata": metadata, "data": data})
