"""Bus, schedules and mail service in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Any

from rapport.outside.bus import Bus, Event, NotPublished
from rapport.outside.mailer import Mailer, NotSent
from rapport.outside.schedules import SOONEST, Schedules, Wake


class FakeBus(Bus):
    """Keeps what was said; refuses events that say not who says them, as the real one does."""

    def __init__(self) -> None:
        self.said: list[Event] = []

    def publish(self, events: Sequence[Event]) -> None:
        failed = [position for position, event in enumerate(events) if not event.source]
        self.said += [event for event in events if event.source]
        if failed:
            raise NotPublished(failed, ["InvalidArgument"])


@dataclass(frozen=True)
class Scheduled:
    """A schedule as it stands."""

    at: datetime
    detail: dict[str, Any]


class FakeSchedules(Schedules):
    """Schedules by name. `on_write` is called with each write's name before it happens."""

    def __init__(self) -> None:
        self.standing: dict[str, Scheduled] = {}
        self.on_write: Callable[[str], None] = lambda _: None

    def put(self, wake: Wake, now: datetime) -> None:
        self.on_write("put")
        self.standing[wake.follow_up_id] = _scheduled(wake, now)

    def ensure(self, wake: Wake, now: datetime) -> None:
        self.on_write("ensure")
        self.standing.setdefault(wake.follow_up_id, _scheduled(wake, now))

    def remove(self, follow_up_id: str) -> None:
        self.on_write("remove")
        self.standing.pop(follow_up_id, None)


def _scheduled(wake: Wake, now: datetime) -> Scheduled:
    return Scheduled(max(wake.at, now + SOONEST).replace(microsecond=0), wake.detail())


class FakeMailer(Mailer):
    """Keeps what was sent; refuses a sender that nobody verified."""

    def __init__(self, *, sender: str, verified: bool = True) -> None:
        self.sender = sender
        self.sent: list[tuple[EmailMessage, dict[str, str]]] = []
        self._verified = verified

    def send(self, message: EmailMessage, tags: Mapping[str, str]) -> str:
        if not self._verified:
            raise NotSent("MessageRejected")
        self.sent.append((message, dict(tags)))
        return f"sent-{len(self.sent)}"
