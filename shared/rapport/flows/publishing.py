"""The stream is the outbox: what was stored goes on the bus."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from rapport.facts import Fact, derive
from rapport.flows import leaving
from rapport.outside.bus import Bus, Event, NotPublished

SOURCE = "rapport.facts"

Image = Mapping[str, Mapping[str, str]]


def event_of(image: Image) -> Event:
    """The event of a stored fact, of a seeker's changed settings, or of one who leaves.

    `image` is the item as DynamoDB types it.

    Raises:
        KeyError, ValueError: it is no item of ours.
    """
    if image["type"]["S"] == "seeker":
        return _settings_changed(json.loads(image["seeker"]["S"]))
    if image["type"]["S"] == "leaving":
        return leaving.request(SOURCE, image["seeker_id"]["S"])
    fact = Fact.read(json.loads(image["fact"]["S"]))
    return Event(SOURCE, fact.data.detail_type, fact.event())


def _settings_changed(seeker: dict[str, Any]) -> Event:
    event_id = derive(seeker["seeker_id"], "settings", seeker["version"])
    metadata = {
        "event_id": event_id,
        "version": 1,
        "seeker_id": seeker["seeker_id"],
        "correlation_id": event_id,
        "causation_id": None,
    }
    return Event(
        SOURCE,
        "settings-changed",
        {"metadata": metadata, "data": {"settings_version": seeker["version"]}},
    )


class Publisher:
    """Puts stream records on the bus."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def publish(self, records: Iterable[Mapping[str, Any]]) -> tuple[list[Event], list[str]]:
        """Publish stream records, ten a call.

        Returns what went out, and the sequence numbers of those that did not. The stream goes
        on from the first of these, so what follows it is published again: at least once.
        """
        events: list[Event] = []
        numbers: list[str] = []
        failed: list[str] = []
        for record in records:
            change = record["dynamodb"]
            try:
                events.append(event_of(change["NewImage"]))
            except (KeyError, ValueError):
                failed.append(change["SequenceNumber"])
            else:
                numbers.append(change["SequenceNumber"])
        refused: tuple[int, ...] = ()
        try:
            self._bus.publish(events)
        except NotPublished as error:
            refused = error.failed
        failed += [numbers[position] for position in refused]
        published = [event for at, event in enumerate(events) if at not in refused]
        return published, sorted(failed, key=int)
