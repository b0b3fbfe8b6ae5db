"""The order of things in virtual time: what is due fires, what follows settles, time moves on."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from infra.local.errors import Problem
from infra.local.parts import Parts
from infra.local.sources import QueueSource

SETTLE_SECONDS = 120.0


class Timeline:
    """Fires schedules as their time comes, and travels."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._turn = threading.RLock()
        self._stopped = False
        self._thread = threading.Thread(target=self._live, name="timeline", daemon=True)

    def start(self) -> None:
        """Let time pass by itself."""
        self._thread.start()

    def stop(self) -> None:
        """Fire nothing more."""
        self._stopped = True
        self._parts.schedules.wake()

    def unsettled(self) -> dict[str, int]:
        """What is not delivered yet, by source."""
        found: dict[str, int] = {}
        for source in self._parts.sources:
            if waiting := source.waiting():
                found[source.name] = found.get(source.name, 0) + waiting
        return found

    def settle(self, timeout: float = SETTLE_SECONDS) -> None:
        """Wait until every queue and stream is drained and no function runs.

        Raises:
            Problem: 504 when that does not happen in time; says what still waits.
        """
        if not self._parts.activity.wait_until(lambda: not self.unsettled(), timeout):
            left = ", ".join(f"{name}: {count}" for name, count in self.unsettled().items())
            raise Problem(
                504, f"not settled within {timeout:g} seconds ({left or 'still running'})"
            )

    def next_due(self) -> datetime | None:
        """The next instant at which something fires by itself."""
        times = [self._parts.schedules.next_due()]
        times += [
            self._parts.queues.next_visible(source.name, delayed=True)
            for source in self._parts.sources
            if isinstance(source, QueueSource)
        ]
        known = [each for each in times if each is not None]
        return datetime.fromtimestamp(min(known), UTC) if known else None

    def travel(
        self, target: datetime, timeout: float, progress: Callable[[int], None] | None = None
    ) -> int:
        """Go to `target`; whatever falls due on the way fires at its own time, in order.

        Each due instant is settled before the next. Gives how many schedules fired.

        Raises:
            Problem: 422 when the target lies behind, 504 when something does not settle.
        """
        clock, schedules = self._parts.clock, self._parts.schedules
        if target < clock.now():
            raise Problem(422, f"{target.isoformat()} has passed; time only moves forward")
        fired = 0
        with self._turn:
            self.settle(timeout)
            while (due := self.next_due()) is not None and due <= target:
                clock.move_to(due)
                fired += schedules.fire_due()
                self._wake_sources()
                self.settle(timeout)
                if progress is not None:
                    progress(fired)
            clock.move_to(target)
            schedules.wake()
            self._wake_sources()
            self.settle(timeout)
        return fired

    def _wake_sources(self) -> None:
        for source in self._parts.sources:
            if isinstance(source, QueueSource):
                source.wake()

    def _live(self) -> None:
        schedules = self._parts.schedules
        while not self._stopped:
            with self._turn:
                schedules.fire_due()
                due = schedules.next_due()
            now = self._parts.clock.now().timestamp()
            schedules.wait_for_change(None if due is None else max(0.001, due - now))
