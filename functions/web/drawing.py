"""The lineage as a line: from an interview over a "no" to the opening that came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from rapport.later import dataclass
from rapport.wall import Wall

STRAIGHT, ASIDE = 26, 74
"""Where the line runs: straight on at a company, aside with the person alone."""
TOP, LEAST, MOST = 28, 54, 96
"""Where it begins, and how far apart two stops are at least and at most."""
PER_DAY = 2.2
WITH_THE_PERSON = frozenset({"feedback", "advice", "report"})
LABELS = {
    "interview": ("Interview", "{n} interviews"),
    "no": ("They said no", "They said no"),
    "feedback": ("Honest feedback", "Feedback, {n} times"),
    "advice": ("A piece of advice", "{n} pieces of advice"),
    "report": ("A report back", "{n} reports back"),
    "opening": ("A new opening", "A new opening"),
    "offer": ("An offer", "An offer"),
    "landed": ("Landed", "Landed"),
}


@dataclass(frozen=True)
class Point:
    """A stop on the drawing: where, what, when."""

    station: str
    label: str
    first: date
    last: date
    x: int
    y: int


@dataclass(frozen=True)
class Drawing:
    """The stops of a lineage and the line through them, in units of its own `height`."""

    told: Mapping[str, Any]
    points: tuple[Point, ...]
    path: str
    height: int

    @property
    def rivals(self) -> str:
        """How many others there were then and now, as far as it was said."""
        then, now = ("?" if one is None else str(one) for one in self.told["rivals"])
        return "" if then == now == "?" else f"{then} → {now}"


def drawn(told: Mapping[str, Any], zone: str) -> Drawing:
    """The drawing of a lineage that `cards.told` gave, with days on the clock of `zone`."""
    points = tuple(_points(told["stops"], zone))
    return Drawing(told, points, _path(points), points[-1].y + TOP)


def _points(stops: list[Mapping[str, Any]], zone: str) -> Iterator[Point]:
    y, before = TOP, None
    for stop in stops:
        first, last = (
            Wall.at(datetime.fromisoformat(stop[name]), zone).day for name in ("first", "last")
        )
        if before is not None:
            y += round(min(max((first - before).days * PER_DAY, LEAST), MOST))
        one, several = LABELS[stop["station"]]
        label = one if stop["times"] == 1 else several.format(n=stop["times"])
        x = ASIDE if stop["station"] in WITH_THE_PERSON else STRAIGHT
        yield Point(stop["station"], label, first, last, x, y)
        before = last


def _path(points: tuple[Point, ...]) -> str:
    steps = [f"M{points[0].x} {points[0].y}"]
    for one, two in pairwise(points):
        middle = (one.y + two.y) // 2
        curve = f"C{one.x} {middle} {two.x} {middle} {two.x} {two.y}"
        steps.append(f"V{two.y}" if one.x == two.x else curve)
    return " ".join(steps)
