"""What was measured: how long things took, how many a second, what they asked of AWS."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from time import perf_counter
from typing import Any

SHARES = (0.50, 0.95, 0.99, 1.0)
"""Of the durations shown: the median, two that few exceed, the longest."""


@dataclass
class Stopwatch:
    """Seconds that each operation took, by its name; any thread may time one."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    _turn: Lock = field(default_factory=Lock)

    @contextmanager
    def timing(self, operation: str) -> Iterator[None]:
        """Time what is done inside, if it goes well."""
        began = perf_counter()
        yield
        self.note(operation, perf_counter() - began)

    def note(self, operation: str, seconds: float) -> None:
        """Something took so long."""
        with self._turn:
            self.seconds[operation].append(seconds)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all do not exceed.

    Raises:
        ValueError: there is no value.
    """
    if not values:
        raise ValueError("nothing was measured")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def busiest(instants: Sequence[datetime], span: timedelta = timedelta(seconds=1)) -> int:
    """How many of the instants lie in the fullest `span`, wherever it begins."""
    ordered = sorted(instants)
    most = first = 0
    for last, instant in enumerate(ordered):
        while instant - ordered[first] >= span:
            first += 1
        most = max(most, last - first + 1)
    return most


def waves(instants: Sequence[datetime]) -> list[list[datetime]]:
    """The instants in order, parted where nothing happened for an hour."""
    parted: list[list[datetime]] = []
    for instant in sorted(instants):
        if not parted or instant - parted[-1][-1] > timedelta(hours=1):
            parted.append([])
        parted[-1].append(instant)
    return parted


@dataclass(frozen=True)
class Use:
    """Calls to AWS, and bytes in them both ways."""

    calls: float = 0
    size: float = 0

    def __sub__(self, before: Use) -> Use:
        return Use(self.calls - before.calls, self.size - before.size)

    def each(self, times: int) -> Use:
        """The share of one of so many."""
        return Use(self.calls / times, self.size / times)


ONCE_A_PROCESS = frozenset({"secretsmanager:GetSecretValue"})
"""Not counted: what a process asks once in its life says nothing of an operation."""


def uses(state: Mapping[str, Any]) -> dict[str, Use]:
    """What each function has asked of AWS since the start, by the runtime's own count."""
    found = {}
    for function in state["functions"]:
        operations = state["calls"].get(function, {}).items()
        calls = [one for name, one in operations if name not in ONCE_A_PROCESS]
        found[function] = Use(
            sum(one["calls"] for one in calls),
            sum(one["bytes_sent"] + one["bytes_received"] for one in calls),
        )
    return found
