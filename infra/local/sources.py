"""What feeds functions by itself: queues, table streams and invocations that were put off."""

import json
import threading
import time
import uuid
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from moto.sqs.models import Message

from infra.local.backends.dynamodb import Outbox
from infra.local.backends.sqs import Queues
from infra.local.functions import Function, iso
from infra.local.journal import Journal, Put, Remove
from infra.local.runtime_api import Outcome

_FIRST_RETRY = 0.1
_LONGEST_RETRY = 2.0
_ASYNC_RETRIES = 2


class Streams(Protocol):
    """Where table streams come from."""

    def attach(self, outbox: Outbox) -> None:
        """Let a consumer have the records of a table's stream."""

    def refresh(self, outbox: Outbox) -> None:
        """Look whether there are new records."""

    def delivered(self, outbox: Outbox, count: int) -> None:
        """Forget the oldest records of an outbox."""


Send = Callable[[str, str], None]
"""`send(arn, body)` to a queue or topic."""


class Source(Protocol):
    """Something that feeds a function."""

    name: str

    def start(self) -> None:
        """Begin to feed."""

    def stop(self) -> None:
        """Feed no more."""

    def waiting(self) -> int:
        """How many records are not delivered yet, those in work or retry included."""


def retry_delay(attempt: int) -> float:
    """Seconds before attempt number `attempt` + 1: much quicker than on AWS."""
    return float(min(_FIRST_RETRY * 2 ** max(0, attempt - 1), _LONGEST_RETRY))


class _Loop(ABC):
    """A few threads that call `work()` whenever they are woken."""

    def __init__(self, name: str, threads: int) -> None:
        self._wakes = [threading.Event() for _ in range(threads)]
        self._stopped = False
        self._threads = [
            threading.Thread(target=self._turn, args=(wake,), name=name, daemon=True)
            for wake in self._wakes
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopped = True
        self.wake()

    def wake(self) -> None:
        for event in self._wakes:
            event.set()

    def _turn(self, wake: threading.Event) -> None:
        while not self._stopped:
            wake.clear()
            if not self.work():
                wake.wait(self.patience())

    @abstractmethod
    def work(self) -> bool:
        """Do one piece of work; False when there is none now."""

    def patience(self) -> float | None:
        """Seconds until there may be work without a wake-up."""
        return None


@dataclass(frozen=True, slots=True)
class QueueMapping:
    """How a queue feeds a function."""

    queue_arn: str
    batch_size: int
    partial: bool
    wants: Callable[[dict[str, Any]], bool]
    threads: int


class QueueSource(_Loop):
    """Feeds a function from a queue, in batches."""

    def __init__(self, mapping: QueueMapping, function: Function, queues: Queues) -> None:
        self.name = mapping.queue_arn.rsplit(":", 1)[-1]
        super().__init__(f"queue {self.name}", mapping.threads)
        self._mapping = mapping
        self._function = function
        self._queues = queues
        queues.listen(self.name, self.wake)

    def waiting(self) -> int:
        """Messages that can be had or are in flight; delayed ones come with the clock."""
        depth = self._queues.depth(self.name)
        return depth.visible + depth.in_flight

    def patience(self) -> float | None:
        """Until the next message is visible again, or its delay is over."""
        times = [self._queues.next_visible(self.name, delayed=each) for each in (False, True)]
        known = [each for each in times if each is not None]
        return max(0.0, min(known) - time.time()) + 0.002 if known else None

    def work(self) -> bool:
        """Deliver one batch."""
        batch = self._queues.receive(self.name, self._mapping.batch_size)
        if not batch:
            return False
        wanted = [each for each in batch if self._mapping.wants(_filterable(each))]
        if unwanted := {each.id for each in batch} - {each.id for each in wanted}:
            self._queues.delete(self.name, unwanted)
        if wanted:
            self._deliver(wanted)
        self._function.activity.ring()
        return True

    def _deliver(self, batch: list[Message]) -> None:
        records = [self._record(each) for each in batch]
        outcome = self._function.invoke({"Records": records})
        everything = {each.id for each in batch}
        failed = everything
        if not outcome.failed:
            failed = failed_ids(outcome, everything) if self._mapping.partial else set()
        if done := everything - failed:
            self._queues.delete(self.name, done)
        for message in batch:
            if message.id in failed:
                delay = retry_delay(message.approximate_receive_count)
                self._queues.retry(self.name, {message.id}, delay)

    def _record(self, message: Message) -> dict[str, Any]:
        return {
            "messageId": message.id,
            "receiptHandle": message.receipt_handle,
            "body": message.body,
            "attributes": {
                "ApproximateReceiveCount": str(message.approximate_receive_count),
                "SentTimestamp": str(message.sent_timestamp),
                "SenderId": message.sender_id,
                "ApproximateFirstReceiveTimestamp": str(
                    message.approximate_first_receive_timestamp
                ),
            },
            "messageAttributes": {
                name: _attribute(value) for name, value in message.message_attributes.items()
            },
            "md5OfBody": message.body_md5,
            "eventSource": "aws:sqs",
            "eventSourceARN": self._mapping.queue_arn,
            "awsRegion": self._mapping.queue_arn.split(":")[3],
        }


def _attribute(value: dict[str, Any]) -> dict[str, Any]:
    lowered = {name[0].lower() + name[1:]: part for name, part in value.items()}
    return {**lowered, "stringListValues": [], "binaryListValues": []}


def _filterable(message: Message) -> dict[str, Any]:
    try:
        body = json.loads(message.body)
    except ValueError:
        body = message.body
    return {"body": body}


def failed_ids(outcome: Outcome, everything: set[str]) -> set[str]:
    """Which records a partial batch response names; a response that makes no sense names all."""
    try:
        answer = outcome.value() or {}
        failures = answer.get("batchItemFailures") or []
        named = {failure["itemIdentifier"] for failure in failures}
    except (AttributeError, KeyError, TypeError, ValueError):
        return everything
    return min(named, everything)


@dataclass(frozen=True, slots=True)
class StreamMapping:
    """How a table's stream feeds a function. `retries` and `age` are None where unbounded."""

    name: str
    stream_arn: str
    batch_size: int
    partial: bool
    bisect: bool
    retries: int | None
    age: float | None
    on_failure: str | None


class StreamSource(_Loop):
    """Feeds a function from a table's stream: in order, stopping at what fails."""

    def __init__(
        self,
        mapping: StreamMapping,
        function: Function,
        tables: Streams,
        wants: Callable[[dict[str, Any]], bool],
        send: Send,
    ) -> None:
        self.name = mapping.name
        super().__init__(f"stream {self.name}", 1)
        self._mapping = mapping
        self._function = function
        self._tables = tables
        self._send = send
        table = mapping.stream_arn.split("/")[1]
        self.outbox = Outbox(mapping.name, table, wants, self.wake)
        self._attempts = 0
        self._limit = mapping.batch_size
        tables.attach(self.outbox)

    def waiting(self) -> int:
        """Records that are not delivered yet."""
        self._tables.refresh(self.outbox)
        return len(self.outbox.records)

    def work(self) -> bool:
        """Deliver one batch, or part of it."""
        batch = [record for _, record in list(self.outbox.records)[: self._limit]]
        if not batch:
            return False
        outcome = self._function.invoke({"Records": batch})
        done = self._done(outcome, batch)
        if done:
            self._tables.delivered(self.outbox, done)
        if done == len(batch):
            self._attempts, self._limit = 0, self._mapping.batch_size
        elif done and not outcome.failed:
            self._attempts, self._limit = 1, self._mapping.batch_size
            self._pause()
        else:
            self._again(batch, outcome)
        self._function.activity.ring()
        return True

    def _done(self, outcome: Outcome, batch: list[dict[str, Any]]) -> int:
        """How many records from the beginning of the batch were dealt with."""
        if outcome.failed:
            return 0
        if not self._mapping.partial:
            return len(batch)
        numbers = [record["dynamodb"]["SequenceNumber"] for record in batch]
        failed = failed_ids(outcome, set(numbers))
        return min((numbers.index(each) for each in failed), default=len(batch))

    def _again(self, batch: list[dict[str, Any]], outcome: Outcome) -> None:
        self._attempts += 1
        if self._given_up(batch):
            self._tell_failure(batch, outcome)
            self._tables.delivered(self.outbox, len(batch))
            self._attempts, self._limit = 0, self._mapping.batch_size
            return
        if self._mapping.bisect and len(batch) > 1:
            self._limit = (len(batch) + 1) // 2
        self._pause()

    def _given_up(self, batch: list[dict[str, Any]]) -> bool:
        mapping = self._mapping
        if mapping.retries is not None and self._attempts > mapping.retries:
            return True
        oldest = batch[0]["dynamodb"]["ApproximateCreationDateTime"]
        return mapping.age is not None and time.time() - oldest > mapping.age

    def _pause(self) -> None:
        time.sleep(retry_delay(self._attempts))

    def _tell_failure(self, batch: list[dict[str, Any]], outcome: Outcome) -> None:
        """What goes to an on-failure destination: where the records are, not the records."""
        if self._mapping.on_failure is None:
            return
        first, last = batch[0]["dynamodb"], batch[-1]["dynamodb"]
        note = {
            "requestContext": {
                "requestId": str(uuid.uuid4()),
                "functionArn": self._function.config.arn,
                "condition": "RetryAttemptsExhausted",
                "approximateInvokeCount": self._attempts,
            },
            "responseContext": {
                "statusCode": 200,
                "executedVersion": "$LATEST",
                "functionError": "Unhandled" if outcome.failed else None,
            },
            "version": "1.0",
            "timestamp": iso(time.time()),
            "DDBStreamBatchInfo": {
                "shardId": "shardId-00000000000000000000-local",
                "startSequenceNumber": first["SequenceNumber"],
                "endSequenceNumber": last["SequenceNumber"],
                "approximateArrivalOfFirstRecord": iso(first["ApproximateCreationDateTime"]),
                "approximateArrivalOfLastRecord": iso(last["ApproximateCreationDateTime"]),
                "batchSize": len(batch),
                "streamArn": self._mapping.stream_arn,
            },
        }
        self._send(self._mapping.on_failure, json.dumps(note))


class LaterSource(_Loop):
    """Asynchronous invocations of one function: kept, retried twice, then handed on as failed."""

    def __init__(
        self,
        function: Function,
        journal: Journal,
        send: Send,
        dead_letters: str | None = None,
        retries: int = _ASYNC_RETRIES,
    ) -> None:
        self.name = function.config.logical_id
        super().__init__(f"later {self.name}", 1)
        self._function = function
        self._journal = journal
        self._send = send
        self._dead_letters = dead_letters
        self._retries = retries
        self._attempts = 0
        self._waiting: deque[tuple[str, Any]] = deque(
            (row.key, row.value) for row in journal.rows("later") if row.container == self.name
        )

    def configure(self, retries: int, dead_letters: str | None) -> None:
        """What an event invoke configuration says."""
        self._retries = retries
        self._dead_letters = dead_letters or self._dead_letters

    def add(self, event: Any) -> None:
        """Accept an event; it is kept when this returns."""
        key = str(uuid.uuid4())
        self._journal.write([Put("later", self.name, key, event)])
        self._waiting.append((key, event))
        self.wake()

    def waiting(self) -> int:
        """Events that are not dealt with yet."""
        return len(self._waiting)

    def work(self) -> bool:
        """Run the oldest event."""
        if not self._waiting:
            return False
        key, event = self._waiting[0]
        outcome = self._function.invoke(event)
        self._attempts += 1
        if outcome.failed and self._attempts <= self._retries:
            time.sleep(retry_delay(self._attempts))
            return True
        if outcome.failed and self._dead_letters is not None:
            self._send(self._dead_letters, json.dumps(event))
        self._journal.write([Remove("later", self.name, key)])
        self._waiting.popleft()
        self._attempts = 0
        self._function.activity.ring()
        return True
