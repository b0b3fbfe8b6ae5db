"""Queues: kept messages, and a way to receive for the functions that they feed."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from moto.sqs.models import Message, Queue, SQSBackend, sqs_backends

from infra.local.backends import ACCOUNT, LOCK, wrap
from infra.local.journal import Change, Journal, Put, Remove

_KEPT = {
    "body": "body",
    "attributes": "message_attributes",
    "system": "system_attributes",
    "sent": "sent_timestamp",
    "first_received": "approximate_first_receive_timestamp",
    "receives": "approximate_receive_count",
    "delayed_until": "delayed_until",
    "group": "group_id",
    "deduplication": "deduplication_id",
    "sequence": "sequence_number",
}
_POLL = 0.05


@dataclass(frozen=True, slots=True)
class Depth:
    """How many messages of a queue can be had now, are being worked on, or come later."""

    visible: int
    in_flight: int
    delayed: int


class Queues:
    """Every queue of the runtime. Queues are named; an ARN or URL will do as a name."""

    def __init__(self, journal: Journal, region: str) -> None:
        self._journal = journal
        self._region = region
        self._listeners: dict[str, Callable[[], None]] = {}
        self.on_dead_letter: Callable[[str, str], None] = lambda _source, _target: None
        wrap(Queue, "add_message", self._add)
        wrap(Queue, "delete_message", self._delete)
        wrap(Message, "mark_received", self._received)
        wrap(SQSBackend, "receive_message", self._receive)
        wrap(SQSBackend, "purge_queue", self._purge)
        # moto makes two dates for each of these, of every message whenever one is looked for
        Message.visible = property(_is_visible)  # type: ignore[method-assign,assignment]
        Message.delayed = property(_is_delayed)  # type: ignore[method-assign,assignment]

    @property
    def _backend(self) -> SQSBackend:
        return sqs_backends[ACCOUNT][self._region]

    def _queue(self, name: str) -> Queue:
        return self._backend.get_queue(_bare(name))

    def exists(self, name: str) -> bool:
        """Whether there is such a queue."""
        return _bare(name) in self._backend.queues

    def names(self) -> list[str]:
        """The queues there are."""
        return list(self._backend.queues)

    def load(self) -> None:
        """Put back the messages that were kept. Those that were in flight can be had again."""
        for row in self._journal.rows("message"):
            name = row.value["queue"]
            if name in self._backend.queues:
                message = Message(row.key, "")
                for key, attribute in _KEPT.items():
                    setattr(message, attribute, row.value[key])
                message.queue_name = name  # type: ignore[attr-defined]
                self._backend.queues[name]._messages.append(message)

    def kept_elsewhere(self) -> dict[str, int]:
        """Queues that are no longer there but still hold messages, with how many."""
        lost: dict[str, int] = {}
        for row in self._journal.rows("message"):
            name = row.value["queue"]
            if name not in self._backend.queues:
                lost[name] = lost.get(name, 0) + 1
        return lost

    def listen(self, name: str, arrived: Callable[[], None]) -> None:
        """Call `arrived` whenever a message may have become available in a queue."""
        self._listeners[_bare(name)] = arrived

    def send(self, name: str, body: str, attributes: dict[str, Any] | None = None) -> str:
        """Put a message into a queue; gives its id. It is kept when this returns.

        Not by moto's own way, which counts what is in the queue each time.
        """
        with LOCK:
            queue = self._queue(name)
            message = Message(str(uuid.uuid4()), body)
            message.message_attributes = attributes or {}
            message.mark_sent(delay_seconds=queue.delay_seconds)  # type: ignore[attr-defined]
            queue.add_message(message)
            return message.id

    def receive(self, name: str, count: int) -> list[Message]:
        """Up to `count` messages, now in flight; those received too often become dead letters."""
        taken: list[Message] = []
        with LOCK:
            queue = self._queue(name)
            for message in list(queue._messages):
                if len(taken) == count:
                    break
                if message.delayed or not message.visible:
                    continue
                if self._is_dead(queue, message):
                    self._bury(queue, message)
                    continue
                message.mark_received(visibility_timeout=queue.visibility_timeout)  # type: ignore[attr-defined]
                taken.append(message)
        return taken

    @staticmethod
    def _is_dead(queue: Queue, message: Message) -> bool:
        policy = queue.redrive_policy
        return bool(
            queue.dead_letter_queue
            and policy
            and message.approximate_receive_count >= policy["maxReceiveCount"]
        )

    def _bury(self, queue: Queue, message: Message) -> None:
        grave = cast(Queue, queue.dead_letter_queue)
        queue._messages.remove(message)
        grave.add_message(message)

    def delete(self, name: str, ids: set[str]) -> None:
        """Forget messages for good."""
        with LOCK:
            queue = self._queue(name)
            self._journal.write(Remove("message", "", each) for each in ids)
            queue._messages = [each for each in queue._messages if each.id not in ids]

    def retry(self, name: str, ids: set[str], seconds: float) -> None:
        """Make messages in flight available again after so many seconds."""
        with LOCK:
            for message in self._queue(name)._messages:
                if message.id in ids:
                    message.visible_at = time.time() * 1000 + seconds * 1000

    def depth(self, name: str) -> Depth:
        """What is in a queue."""
        with LOCK:
            messages = self._queue(name)._messages
            delayed = sum(1 for each in messages if each.delayed)
            hidden = sum(1 for each in messages if not each.visible and not each.delayed)
            return Depth(len(messages) - delayed - hidden, hidden, delayed)

    def peek(self, name: str, count: int) -> list[Message]:
        """The oldest messages, without receiving them."""
        with LOCK:
            return self._queue(name)._messages[:count]

    def next_visible(self, name: str, *, delayed: bool) -> float | None:
        """When (seconds since the epoch) the next hidden message becomes available.

        Args:
            name: the queue.
            delayed: look at messages that were sent with a delay, else at those in flight.
        """
        with LOCK:
            messages = self._queue(name)._messages
            times = (
                [each.delayed_until for each in messages if each.delayed]
                if delayed
                else [each.visible_at for each in messages if not each.visible]
            )
        return min(times) / 1000 if times else None

    def dead_letter_sources(self) -> dict[str, list[str]]:
        """For each queue that takes other queues' dead letters: these queues."""
        found: dict[str, list[str]] = {}
        for queue in self._backend.queues.values():
            if queue.dead_letter_queue is not None:
                found.setdefault(queue.dead_letter_queue.name, []).append(queue.name)
        return found

    def redrive(self, name: str) -> int:
        """Send a dead-letter queue's messages back to where they came from; gives how many.

        The receive count starts again.
        """
        with LOCK:
            grave = self._queue(name)
            sources = self.dead_letter_sources().get(_bare(name), [])
            moved = 0
            for message in list(grave._messages):
                source = getattr(message, "came_from", None) or (sources[0] if sources else None)
                if source is None or source not in self._backend.queues:
                    continue
                grave._messages.remove(message)
                message.approximate_receive_count = 0
                message.visible_at = 0.0
                self._backend.queues[source].add_message(message)
                moved += 1
        return moved

    def _add(self, original: Any, queue: Queue, message: Message) -> None:
        with LOCK:
            source = getattr(message, "queue_name", None)
            message.queue_name = queue.name  # type: ignore[attr-defined]
            message.visible_at = 0.0
            original(queue, message)
            self._journal.write([self._row(message)])
        if source is not None and source != queue.name:
            self.on_dead_letter(source, queue.name)
        self._tell(queue.name)

    def _tell(self, name: str) -> None:
        if name in self._listeners:
            self._listeners[name]()

    def _received(
        self, original: Any, message: Message, visibility_timeout: int | None = None
    ) -> None:
        original(message, visibility_timeout)
        if hasattr(message, "queue_name"):
            self._journal.write([self._row(message)])

    def _row(self, message: Message) -> Put:
        value = {key: getattr(message, attribute) for key, attribute in _KEPT.items()}
        value["queue"] = message.queue_name  # type: ignore[attr-defined]
        return Put("message", "", message.id, value)

    def _delete(self, original: Any, queue: Queue, receipt_handle: str) -> None:
        with LOCK:
            gone: list[Change] = [
                Remove("message", "", message.id)
                for message in queue._messages
                if message.had_receipt_handle(receipt_handle)
            ]
            self._journal.write(gone)
            original(queue, receipt_handle)

    def _purge(self, original: Any, backend: SQSBackend, queue_name: str) -> None:
        with LOCK:
            queue = backend.get_queue(queue_name)
            self._journal.write([Remove("message", "", each.id) for each in queue._messages])
            original(backend, queue_name)

    def _receive(
        self,
        original: Any,
        backend: SQSBackend,
        queue_name: str,
        count: int,
        wait_seconds_timeout: int,
        *args: Any,
        **kwargs: Any,
    ) -> list[Message]:
        """A client's ReceiveMessage: waits without keeping everybody else from moto."""
        give_up = time.monotonic() + wait_seconds_timeout
        while True:
            with LOCK:
                found: list[Message] = original(backend, queue_name, count, 0, *args, **kwargs)
            if found or time.monotonic() >= give_up:
                return found
            time.sleep(_POLL)


def _is_visible(message: Message) -> bool:
    return time.time() * 1000 > message.visible_at


def _is_delayed(message: Message) -> bool:
    return time.time() * 1000 < message.delayed_until


def _bare(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit(":", 1)[-1]
