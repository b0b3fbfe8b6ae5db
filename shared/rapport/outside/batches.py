"""Batches of queue messages: each that fails comes again by itself, the others are done.

Powertools' BatchProcessor does the same for seven sources and three ways to be called. It brings
asyncio and a data class for each of them along, a tenth of a cold start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from aws_lambda_powertools import Logger

from rapport.events import Record

R = TypeVar("R", bound=Record)

KEYS = ("correlation_id", "event_id", "follow_up_id", "mail_id", "journey_id", "receipt_id")
"""What functions add to the log's lines while they are at a record."""


class Batch(Generic[R]):
    """Messages whose records fit `model`."""

    def __init__(self, model: type[R], logger: Logger) -> None:
        self._model = model
        self._logger = logger

    def each(
        self,
        event: Mapping[str, Any],
        take: Callable[[R], None],
        has_time: Callable[[], bool] = lambda: True,
    ) -> dict[str, Any]:
        """Give every record to `take`; the answer names those that are to come again.

        A record that does not fit the model, or whose `take` raises, is logged and named. So is one
        that `has_time` leaves no time for: a function that runs out of it loses the whole batch.
        """
        failed = []
        for raw in event["Records"]:
            # What one record added to the log's lines is not true of the next.
            self._logger.remove_keys(KEYS)
            if not has_time():
                self._logger.warning("left for another time")
                failed.append({"itemIdentifier": raw["messageId"]})
                continue
            try:
                take(self._model.model_validate(raw))
            except Exception:
                self._logger.exception("record failed")
                failed.append({"itemIdentifier": raw["messageId"]})
        return {"batchItemFailures": failed}
