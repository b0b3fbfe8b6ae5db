"""The clock. Everything else is told what time it is."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
Wait = Callable[[], None]


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def at_earliest(lasting: timedelta) -> Wait:
    """Begin a time that something takes; what is given back waits for its end, if that is to come.

    It is about how long somebody is kept waiting, not about the hour: no clock that travels counts.
    """
    end = time.perf_counter() + lasting.total_seconds()
    return lambda: time.sleep(max(0.0, end - time.perf_counter()))
