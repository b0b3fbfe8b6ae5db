"""The one clock of the runtime: real time plus an offset that only ever grows.

The runtime's own process travels as a whole, so that everything stored in it (message times,
envelope times, visibility) is virtual. Function processes read the offset from a small file before
each invocation (see `bootstrap.py`).
"""

import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import time_machine

from infra.local.errors import Problem
from infra.local.journal import Journal, Put

OFFSET_FILE = "clock"


def real_time() -> float:
    """Seconds since the epoch as this machine sees them."""
    hatch = time_machine.escape_hatch
    return hatch.time.time() if hatch.is_travelling() else time.time()


class Clock:
    """Virtual time of one runtime. Moves forward only; keeps its offset in the journal."""

    def __init__(self, data: Path, journal: Journal) -> None:
        self._journal = journal
        self._lock = threading.Lock()
        self.file = data / OFFSET_FILE
        self._travel: time_machine.travel | None = None
        self._traveller: time_machine.Traveller | None = None
        kept = [row.value for row in journal.rows("clock")]
        self.offset: float = kept[0] if kept else 0.0
        self._apply()

    def now(self) -> datetime:
        """The virtual instant, in UTC."""
        return datetime.fromtimestamp(real_time() + self.offset, UTC)

    def move_to(self, instant: datetime) -> None:
        """Move forward to `instant`; an instant that has passed already changes nothing."""
        with self._lock:
            offset = instant.timestamp() - real_time()
            if offset <= self.offset:
                return
            self.offset = offset
            self._journal.write([Put("clock", "", "offset", offset)])
            self._apply()

    def _apply(self) -> None:
        fresh = self.file.with_suffix(".new")
        fresh.write_text(repr(self.offset))
        fresh.replace(self.file)
        if not self.offset:
            return
        if self._traveller is None:
            self._travel = time_machine.travel(real_time() + self.offset, tick=True)
            self._traveller = self._travel.start()
        self._traveller.move_to(real_time() + self.offset, tick=True)

    def stop(self) -> None:
        """Let this process return to real time."""
        if self._travel is not None:
            self._travel.stop()
            self._travel = self._traveller = None


def parse_instant(text: str) -> datetime:
    """An ISO 8601 instant with its offset.

    Raises:
        Problem: 422 when it is no date and time, or has no offset from UTC.
    """
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise Problem(422, f"not an ISO 8601 date and time: {text!r}") from None
    if instant.tzinfo is None:
        raise Problem(422, f"{text!r} has no offset from UTC; add one, for example Z or +02:00")
    return instant.astimezone(UTC)
