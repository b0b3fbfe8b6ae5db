"""docs/performance.md: every section as the newest run of it left it, tables made by the run."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles

HEAD = """# What it costs

Written by `make bench`, never by hand: `make bench ONLY=plan,calls` measures some sections anew and leaves
the others as they were. Times depend on the machine and on what else it does, ratios hardly. A figure that
could not be measured is missing and said to be.
"""
_SECTION = re.compile(r"^## ([^\n]+)\n<!-- (\w+) -->\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Section:
    """One part of the report: its name on the command line, its title, its text."""

    name: str
    title: str
    body: str


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; every column but the first is aligned to the right."""
    rule = ["---", *("---:" for _ in head[1:])]
    lines = [head, rule, *([str(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def spread(values: Sequence[float | None], digits: int = 0) -> str:
    """The median, and in brackets the quartiles, of what was measured."""
    known = [value for value in values if value is not None]
    if not known:
        return "not measured"
    if len(known) < 2:
        return f"{known[0]:,.{digits}f}"
    low, _, high = quantiles(known, n=4)
    return f"{median(known):,.{digits}f} ({low:,.{digits}f}–{high:,.{digits}f})"


def machine() -> str:
    """What it was measured on, without whose it is."""
    cores = os.cpu_count()
    return f"{date.today().isoformat()}, {platform.system()} on {platform.machine()}, {cores} cores"  # noqa: DTZ011  # the reader's own day


def merged(old: str, new: Sequence[Section], order: Sequence[str]) -> str:
    """The report with some sections measured anew."""
    sections = {name: Section(name, title, body) for title, name, body in _SECTION.findall(old)}
    sections |= {one.name: one for one in new}
    kept = [sections[name] for name in order if name in sections]
    return HEAD + "".join(
        f"\n## {one.title}\n<!-- {one.name} -->\n\n{one.body.strip()}\n" for one in kept
    )


def write(path: Path, new: Sequence[Section], order: Sequence[str]) -> None:
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(merged(old, new, order), encoding="utf-8")
