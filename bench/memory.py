"""Memory against time and money: calculated from the CPU time that was measured.

Lambda gives CPU in proportion to memory, a whole core at 1,769 MB, and bills memory times time.
What waits for AWS waits as long whatever the memory, and is billed with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from bench.money import PRICES

SIZES = (128, 256, 512, 1_024, 1_769)
WHOLE_CORE = 1_769
"""Megabytes at which a function has one core, as AWS says."""
WAIT_MS = 5.0
"""What one call to AWS takes to be answered within a region; assumed, since here nothing is far."""
ROOM = 1.3
"""How much of what was resident here a function must have: its runtime and a large event fill it."""


@dataclass(frozen=True)
class Worker:
    """One function: CPU time of start and first invoke, and of each later one, in ms; resident MB;
    calls that it makes in an invoke.
    """

    cold_cpu: float
    warm_cpu: float
    resident: float
    calls: int


def fits(worker: Worker, size: int) -> bool:
    """Whether it would have room."""
    return worker.resident * ROOM <= size


def cold_ms(worker: Worker, size: int) -> float:
    """From nothing to the first answer, as if the start had no more CPU than an invoke."""
    return worker.cold_cpu / _share(size) + worker.calls * WAIT_MS


def warm_ms(worker: Worker, size: int) -> float:
    return worker.warm_cpu / _share(size) + worker.calls * WAIT_MS


def dollars_a_million(worker: Worker, size: int) -> float:
    """A million warm invokes: time, to the next millisecond, and the invokes themselves."""
    billed = float(-(-warm_ms(worker, size) // 1)) / 1_000
    gigabyte_seconds = billed * size / 1_024 * 1e6
    return float(
        gigabyte_seconds * PRICES["lambda_gb_second_arm64"] + PRICES["lambda_million_requests"]
    )


def _share(size: int) -> float:
    """The part of a core. Our functions run one thread: more than one core is of no use to them."""
    return min(1.0, size / WHOLE_CORE)
