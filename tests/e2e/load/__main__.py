"""Puts a load on a local runtime of its own, shows what it took, and holds it to its promises.

`make load SEEKERS=40 DUE=1000 REPLIES=100 RATE=10`: exits with 1 where a promise was broken.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bench.report import machine
from infra.local.errors import LocalError
from tests.e2e.load import play
from tests.e2e.load.figures import SHARES, busiest, percentile
from tests.e2e.load.play import Load, Tell
from tests.e2e.load.promises import broken, dearer
from tests.e2e.load.size import Size

SHOWN = 10
"""Sentences shown of what was broken; a flood of them says nothing more."""


@contextmanager
def telling(console: Console) -> Iterator[Tell]:
    """A bar for each thing that goes on."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as bars:
        known: dict[str, object] = {}

        def tell(what: str, done: int, of: int) -> None:
            if what not in known:
                known[what] = bars.add_task(what, total=of)
            bars.update(known[what], completed=done, total=of)  # type: ignore[arg-type]

        yield tell


def times(load: Load) -> Table:
    """How many, how fast, how long."""
    table = Table("operation", "times", "a second", "p50", "p95", "p99", "longest", title="Seconds")
    for column in table.columns[1:]:
        column.justify = "right"
    for operation, (number, span) in load.crowd.spans.items():
        seconds = load.crowd.watch.seconds.get(operation)
        spread = [f"{percentile(seconds, share):.2f}" for share in SHARES] if seconds else ["–"] * 4
        table.add_row(operation, f"{number:,}", f"{number / span:.1f}" if span else "–", *spread)
    return table


def costs(load: Load) -> Table:
    """What an operation asks of AWS, alone and in the crowd."""
    table = Table(
        "operation", "calls alone", "in the crowd", "kB alone", "in the crowd", title="AWS"
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for operation, crowd in load.crowd.costs.items():
        alone = load.alone.costs[operation]
        table.add_row(
            operation,
            f"{alone.calls:.2f}",
            f"{crowd.calls:.2f}",
            f"{alone.size / 1000:.1f}",
            f"{crowd.size / 1000:.1f}",
        )
    return table


def rate(load: Load) -> str:
    """How fast reminders went out, beside how fast they may."""
    sent = [at for told, at in load.evidence.reminders() if told in load.crowd.due]
    number, span = load.crowd.spans["remind"]
    return (
        f"{number:,} reminders of one minute took {span:.0f} s from that minute to the last mail, "
        f"{number / max(span, 0.001):.1f} a second; {busiest(sent)} in the fullest second. "
        f"RemindersASecond is {load.rate}, MaximumConcurrency {load.promised.processes}."
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.load", description=__doc__)
    standard = Size()
    parser.add_argument("--seekers", type=int, default=standard.seekers)
    parser.add_argument("--due", type=int, default=standard.due, help="follow-ups of one minute")
    parser.add_argument("--replies", type=int, default=standard.replies, help="answers by mail")
    parser.add_argument("--rate", type=int, help="RemindersASecond instead of the template's")
    given = parser.parse_args()
    console = Console(highlight=False)
    try:
        size = Size(given.seekers, given.due, given.replies, rate=given.rate)
    except ValueError as odd:
        parser.error(str(odd))
    try:
        with telling(console) as tell:
            load = play.run(size, tell)
    except (AssertionError, LocalError) as stopped:
        console.print(f"[bold red]The load was not carried:[/] {stopped}")
        return 1
    console.print(f"\n{machine()}. The moto of the local runtime stands in for AWS.\n")
    console.print(times(load), costs(load), rate(load), sep="\n")
    wrong = [
        *broken(load.evidence, load.promised),
        *dearer(load.alone.costs, load.crowd.costs),
    ]
    for sentence in wrong[:SHOWN]:
        console.print(f"[bold red]Broken:[/] {sentence}.")
    if wrong:
        console.print(f"[bold red]{len(wrong)} promises were broken.[/]")
        return 1
    console.print("[bold green]Nothing was lost, nothing came twice, all queues are empty.[/]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
