"""The time zones to choose from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def zones(chosen: str) -> list[str]:
    """Every zone that people live in, and the chosen one if it is another."""
    known = _zones()
    return known if chosen in known or not chosen else [chosen, *known]


@cache
def _zones() -> list[str]:
    listed = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    names = (line.split("\t")[2] for line in listed.splitlines() if not line.startswith("#"))
    return ["UTC", *sorted(names)]
