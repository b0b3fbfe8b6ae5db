"""What `make load` shows, for the report."""

from __future__ import annotations

from collections.abc import Callable

from bench.report import machine, table
from tests.e2e.load import play, report
from tests.e2e.load.size import Size


class BrokenPromise(RuntimeError):
    """The load was not carried as it should be."""


def carried(tell: Callable[[str], None]) -> str:
    """The load of `make load`, as it is without arguments.

    Raises:
        BrokenPromise: a promise was broken, so that its figures would say nothing.
    """
    size = Size()
    load = play.run(size, lambda what, done, of: tell(f"{what}, {done:,} of {of:,}"))
    if wrong := report.wrong(load):
        raise BrokenPromise(f"{len(wrong)} promises were broken, the first: {wrong[0]}.")
    tables = "\n".join(
        table(rows.head, rows.rows) for rows in (report.times(load), report.costs(load))
    )
    return (
        f"{machine()}. `make load`: {size.seekers} seekers, {size.together} things at once, every tenth of them twice, on the "
        "local runtime. Seconds are those of its moto, from the request to its answer, for a reminder from its minute to the "
        "mail, for an answer from its mail to the receipt; calls and kilobytes are what each function asks of AWS. Nothing was "
        f"lost, nothing came twice.\n\n{tables}\n{report.rate(load)}"
    )
