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
from tests.e2e.load import play, report
from tests.e2e.load.play import Tell
from tests.e2e.load.report import Rows, costs, rate, times
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


def shown(rows: Rows) -> Table:
    """A table on the terminal."""
    table = Table(*rows.head, title=rows.title)
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows.rows:
        table.add_row(*row)
    return table


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
    console.print(shown(times(load)), shown(costs(load)), rate(load), sep="\n")
    console.print("What a long history costs is counted by `make bench ONLY=calls`.")
    wrong = report.wrong(load)
    for sentence in wrong[:SHOWN]:
        console.print(f"[bold red]Broken:[/] {sentence}.")
    if wrong:
        console.print(f"[bold red]{len(wrong)} promises were broken.[/]")
        return 1
    console.print("[bold green]Nothing was lost, nothing came twice, all queues are empty.[/]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
