"""What a load took, as tables of words."""

from __future__ import annotations

from dataclasses import dataclass

from tests.e2e.load.figures import SHARES, busiest, percentile
from tests.e2e.load.play import Load
from tests.e2e.load.promises import broken, dearer


@dataclass(frozen=True)
class Rows:
    """A table: its title, the names of its columns, and its cells, all but the first figures."""

    title: str
    head: tuple[str, ...]
    rows: list[list[str]]


def times(load: Load) -> Rows:
    """How many, how fast, how long: from the request to its answer, for a reminder from its minute
    to the mail, for an answer from its mail to the receipt.
    """
    rows = []
    for operation, (number, span) in load.crowd.spans.items():
        seconds = load.crowd.watch.seconds.get(operation)
        spread = [f"{percentile(seconds, share):.2f}" for share in SHARES] if seconds else ["–"] * 4
        rows.append([operation, f"{number:,}", f"{number / span:.1f}" if span else "–", *spread])
    return Rows("Seconds", ("operation", "times", "a second", "p50", "p95", "p99", "longest"), rows)


def costs(load: Load) -> Rows:
    """What an operation asks of AWS, of a seeker alone and in the crowd."""
    rows = []
    for operation, crowd in load.crowd.costs.items():
        alone = load.alone.costs[operation]
        calls = [f"{alone.calls:.2f}", f"{crowd.calls:.2f}"]
        sizes = [f"{alone.size / 1000:.1f}", f"{crowd.size / 1000:.1f}"]
        rows.append([operation, *calls, *sizes])
    head = ("operation", "calls alone", "calls in the crowd", "kB alone", "kB in the crowd")
    return Rows("AWS", head, rows)


def rate(load: Load) -> str:
    """How fast reminders went out, beside how fast they may."""
    sent = [at for told, at in load.evidence.reminders() if told in load.crowd.due]
    number, span = load.crowd.spans["remind"]
    return (
        f"{number:,} reminders of one minute took {span:.0f} s from that minute to the last mail, "
        f"{number / max(span, 0.001):.1f} a second; {busiest(sent)} in the fullest second. "
        f"RemindersASecond is {load.rate}, MaximumConcurrency {load.promised.processes}."
    )


def wrong(load: Load) -> list[str]:
    """What does not hold, in sentences."""
    return [*broken(load.evidence, load.promised), *dearer(load.alone.costs, load.crowd.costs)]
