"""The bus: facts and requests go out as events."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rapport.later import dataclass

BATCH = 10
"""Entries that one PutEvents call takes."""


@dataclass(frozen=True)
class Event:
    """An event on its way out: detail is `{metadata, data}`, JSON values only."""

    source: str
    detail_type: str
    detail: dict[str, Any]


class NotPublished(RuntimeError):
    """The bus refused events; `failed` holds their positions, in order."""

    def __init__(self, failed: Sequence[int], codes: Sequence[str]) -> None:
        super().__init__(f"{len(failed)} events refused: {', '.join(sorted(set(codes)))}")
        self.failed = tuple(failed)


class Bus:
    """The event bus of one stack."""

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._name = name

    def publish(self, events: Sequence[Event]) -> None:
        """Put all events on the bus, ten a call.

        Raises:
            NotPublished: some entries were refused; the others are out.
        """
        failed: list[int] = []
        codes: list[str] = []
        for start in range(0, len(events), BATCH):
            answer = self._client.put_events(
                Entries=[self._entry(event) for event in events[start : start + BATCH]]
            )
            if answer["FailedEntryCount"]:
                for position, entry in enumerate(answer["Entries"], start):
                    if "ErrorCode" in entry:
                        failed.append(position)
                        codes.append(entry["ErrorCode"])
        if failed:
            raise NotPublished(failed, codes)

    def _entry(self, event: Event) -> dict[str, str]:
        return {
            "EventBusName": self._name,
            "Source": event.source,
            "DetailType": event.detail_type,
            "Detail": json.dumps(event.detail, separators=(",", ":")),
        }
