"""Follows one journey through the logs of the local runtime: `make trace ID=…`.

Any id that a log line carries will do: of a request, a fact, a follow-up (it stands in the page's
address), a mail. Shown is what came of it, answers and what came of these included, and whatever
led there; not what else came of that.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Column, Table

WAY = (
    ("correlation_id", "causation_id"),
    ("follow_up_id",),
    ("event_id", "mail_id"),
    ("journey_id", "receipt_id"),
)
"""The ids of a line, from what it was about to what came of it. A reminder is of an occasion, a
mail is of a follow-up, and with it begins the journey of an answer. Lambda's request id ties
nothing: a batch has one for all its records.
"""
SHOWN_ELSEWHERE = frozenset(
    {
        *("level", "location", "message", "timestamp", "service", "cold_start", "function_name"),
        *("function_memory_size", "function_arn", "function_request_id", "xray_trace_id"),
    }
)

Line = dict[str, Any]


def lines(logs: Path) -> Iterator[Line]:
    """Every structured line of every function, with `function` where it comes from."""
    for file in sorted(logs.glob("*.log")):
        for text in file.read_text(encoding="utf-8").splitlines():
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if "message" in line and "_aws" not in line:
                yield {"function": file.stem, **line}


def way(line: Line) -> list[set[str]]:
    """The ids of a line, those that led there before those that came of them."""
    stages = ({str(line[name]) for name in names if line.get(name)} for names in WAY)
    return [stage for stage in stages if stage]


def journey(told: Iterable[Line], wanted: str) -> list[Line]:
    """The lines of what came of `wanted`, and of what led there, by time."""
    ways = [(line, stages) for line in told if (stages := way(line))]
    # A mail stands for the follow-up that it is about: its answers came of that.
    about = {
        str(line["follow_up_id"])
        for line, stages in ways
        if line.get("follow_up_id") and wanted in set().union(*stages)
    }
    came = _beyond({wanted, *about}, [stages for _, stages in ways])
    known = _beyond(came, [stages[::-1] for _, stages in ways])
    # A line tells of what came of it: of a fact came other reminders too, which are another way.
    found = [line for line, stages in ways if set().union(*stages[1:] or stages) & known]
    return sorted(found, key=lambda line: str(line.get("timestamp", "")))


def _beyond(known: set[str], ways: list[list[set[str]]]) -> set[str]:
    """`known`, and whatever stands behind one of them on a way."""
    while (
        more := {
            one
            for stages in ways
            for number, stage in enumerate(stages)
            if stage & known
            for one in set().union(*stages[number + 1 :])
        }
        - known
    ):
        known = known | more
    return known


def main() -> int:
    """Show the journey; 1 where no line knows the id."""
    parser = argparse.ArgumentParser(prog="python -m infra.trace", description=__doc__)
    parser.add_argument("id")
    parser.add_argument(
        "--logs", type=Path, default=Path(os.environ.get("DATA") or ".local", "logs")
    )
    given = parser.parse_args()
    found = journey(lines(given.logs), given.id)
    if not found:
        print(f"no line in {given.logs}/ knows {given.id}", file=sys.stderr)
        return 1
    ids = Column("ids and more", overflow="fold")  # whole, to be asked for next
    table = Table("when", "function", "what", ids, box=None, pad_edge=False)
    for line in found:
        more = {name: value for name, value in line.items() if name not in SHOWN_ELSEWHERE}
        more.pop("function")
        told = " ".join(f"{name}={value}" for name, value in more.items() if value is not None)
        table.add_row(str(line.get("timestamp")), line["function"], str(line["message"]), told)
    console = Console(highlight=False, markup=False)
    console.print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
