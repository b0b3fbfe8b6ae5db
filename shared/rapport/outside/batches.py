"""Batches of queue messages: each that fails comes again by itself, the others are done."""

from __future__ import annotations

from typing import Any, cast

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType

from rapport.events import Record

KEYS = ("correlation_id", "event_id", "follow_up_id", "mail_id", "journey_id")
"""What functions add to the log's lines while they are at a record."""


class LoudBatch(BatchProcessor):
    """Says in the log why a record failed, before it comes again."""

    def __init__(self, model: type[Record], logger: Logger) -> None:
        # Powertools types the parameter with its own models and asks of them only what ours have.
        super().__init__(EventType.SQS, model=cast(Any, model), raise_on_entire_batch_failure=False)
        self._logger = logger

    def _process_record(self, record: Any) -> Any:
        # What one record added to the log's lines is not true of the next.
        self._logger.remove_keys(KEYS)
        return super()._process_record(record)

    def failure_handler(self, record: Any, exception: Any) -> Any:
        """Log and count a failed record."""
        self._logger.error("record failed", exc_info=exception)
        return super().failure_handler(record, exception)
