"""Follows one journey through the logs of the local runtime: `make trace ID=…`.

Any id that a log line carries will do: of a request, a fact, a follow-up (it stands in the page's
address), a mail. Lines that share an id belong together, and so do those that share one with these.
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
from rich.table import Table

LINKS = ("correlation_id", "journey_id", "event_id", "follow_up_id", "mail_id")
"""What ties lines together. Lambda's request id does not: a batch has one for all its records."""
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


def ids(line: Line) -> set[str]:
    """The ids of a line that lead to others."""
    return {str(line[name]) for name in LINKS if line.get(name)}


def journey(told: Iterable[Line], wanted: str) -> list[Line]:
    """The lines that share an id with `wanted`, directly or through each other, by time."""
    left = list(told)
    known, found = {wanted}, list[Line]()
    while more := [line for line in left if ids(line) & known]:
        found += more
        left = [line for line in left if not ids(line) & known]
        known = known.union(*map(ids, more))
    return sorted(found, key=lambda line: str(line.get("timestamp", "")))


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
    table = Table("when", "function", "what", "ids and more", box=None, pad_edge=False)
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
