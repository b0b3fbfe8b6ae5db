"""Every call of AWS that a function makes, gone wrong in every way that there is.

    python -m tests.integration.crashes                 all of it: prints how many points
    python -m tests.integration.crashes --sample 2000   so many of them, chosen by `--seed`
    python -m tests.integration.crashes --write         the list of calls, into calls.txt

Nothing here knows which calls there are. Each scenario is played once undisturbed, and its calls
are the points; then it is played once for each point and fault. Wherever it went wrong, redelivery,
`tend` and time must bring it to where the undisturbed run ended.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from random import Random

from rich.console import Console
from rich.markup import escape

from rapport.facts import Fact
from rapport.store import Seeker
from tests.integration import account
from tests.integration.afresh import fresh_world
from tests.integration.branches import Branches
from tests.integration.faults import KILLS, Call, Fault
from tests.integration.people import ROGER
from tests.integration.scenarios import SCENARIOS, Scenario
from tests.integration.visits import VISITS
from tests.integration.world import World

CALLS = Path(__file__).with_name("calls.txt")
LIVES: dict[str, Scenario] = SCENARIOS | VISITS
INSIDE = "  in transactions: "
SAYS_EVERY = 15.0
"""Seconds between two lines."""
COMES_TO_REST = timedelta(hours=3)
"""Time for tend to come round to what went wrong at the very end."""


@dataclass(frozen=True)
class Run:
    """One invocation of a function, the how-manieth of its scenario, and the calls it made."""

    function: str
    number: int
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class Point:
    """Where what goes wrong."""

    scenario: str
    function: str
    number: int
    call: int
    operation: str
    before: str
    """The call before it, in the same run."""
    fault: Fault

    def __str__(self) -> str:
        place = f"{self.function} {self.number}, call {self.call} ({self.operation})"
        return f"{self.scenario}: {place} {self.fault}"


@dataclass(frozen=True)
class Ending:
    """All that a run leaves behind, but for when it happened."""

    facts: frozenset[str]
    plan: frozenset[tuple[str, str, str | None]]
    mails: tuple[tuple[tuple[str, ...], int], ...]
    held: frozenset[str]
    seeker: tuple[object, ...] | None
    """Name, addresses, and settings."""


def ending(world: World) -> Ending:
    """Where the world has come to."""
    relationships = world.relationships()
    seeker = world.store.seeker(ROGER.seeker_id)
    # Whoever got no link asks for another: those may be more.
    sent = Counter(tuple(sorted(tags.values())) for tags in world.tags if "purpose" not in tags)
    return Ending(
        frozenset(fact.fact_id for one in relationships for fact in one.facts),
        frozenset(
            (standing.follow_up_id, standing.occasion, standing.reminded)
            for one in relationships
            for standing in one.standing.values()
        ),
        tuple(sorted(sent.items())),
        frozenset(held.mail_id for held in world.store.held(ROGER.seeker_id)),
        _kept(seeker) if seeker else None,
    )


def _kept(seeker: Seeker) -> tuple[object, ...]:
    settings = tuple(sorted(seeker.playbook.items()))
    return seeker.name, seeker.addresses, settings, seeker.muted, tuple(seeker.stopped)


def check(world: World, *, strays: bool = False) -> None:
    """The promises that hold wherever a run ended; `strays` are schedules that a planner set which
    died before it saved, and which a later fact made void.
    """
    relationships = world.relationships()
    facts = {fact.fact_id: fact for one in relationships for fact in one.facts}
    assert _kinds(facts, facts.keys() - world.said) == [], "every fact was published"
    for one in relationships:
        world.assert_nothing_to_change(one.relationship_id)
    ids = [one.relationship_id for one in relationships]
    world.assert_schedules_equal_plan(*ids, strays=strays)
    assert len(world.tags) == len(world.mails)


def _kinds(facts: dict[str, Fact], which: set[str]) -> list[str]:
    return [facts[one].data.detail_type for one in which]


def _listening(world: World) -> list[Run]:
    runs: list[Run] = []
    faults = account.watched()
    numbers: Counter[str] = Counter()

    def begins(_: str) -> None:
        faults.forget()

    def ended(function: str) -> None:
        numbers[function] += 1
        runs.append(Run(function, numbers[function], tuple(faults.made)))

    world.before_call, world.after_call = begins, ended
    return runs


@cache
def undisturbed(scenario: str) -> tuple[list[Run], Ending]:
    """What a scenario does by itself: every invocation with its calls, and where it ends."""
    with fresh_world() as world:
        runs = _listening(world)
        _play(world, scenario)
        assert (world.crashes, world.failures) == (0, 0), "nothing goes wrong by itself"
        check(world)
        return runs, ending(world)


def points(scenario: str) -> Iterator[Point]:
    """Every call of every way that a function took in the scenario, and every fault of it."""
    taken: set[tuple[str, tuple[Call, ...]]] = set()
    for run in undisturbed(scenario)[0]:
        if (run.function, run.calls) in taken:
            continue
        taken.add((run.function, run.calls))
        for number, call in enumerate(run.calls):
            for fault in call.faults():
                before = run.calls[number - 1].operation if number else ""
                where = (scenario, run.function, run.number, number)
                yield Point(*where, call.operation, before, fault)


@cache
def one_of_each() -> list[Point]:
    """Every fault of every call in its place, once: the same call after the same other call is
    struck in the first scenario only that makes it.
    """
    found: dict[tuple[str, str, str, Fault], Point] = {}
    for scenario in LIVES:
        for point in points(scenario):
            place = (point.function, point.before, point.operation, point.fault)
            found.setdefault(place, point)
    return list(found.values())


def strike(point: Point) -> None:
    """Play the scenario with what goes wrong at the point.

    Raises:
        AssertionError: it did not end where the undisturbed run did.
    """
    wanted = undisturbed(point.scenario)[1]
    with fresh_world() as world:
        begun: Counter[str] = Counter()

        def begins(function: str) -> None:
            begun[function] += 1
            if (function, begun[function]) == (point.function, point.number):
                account.watched().strike(point.call, point.fault)

        world.before_call = begins
        _play(world, point.scenario)
        _judge(world, point, wanted)


def strike_all(scenario: str, every: Sequence[Point], branches: Branches[Point]) -> None:
    """Play the scenario once; wherever something may go wrong, it does in a copy of the process."""
    wanted = undisturbed(scenario)[1]
    at = {
        run: list(points) for run, points in groupby(every, lambda one: (one.function, one.number))
    }
    struck: list[Point] = []
    begun: Counter[str] = Counter()
    with fresh_world() as world:

        def begins(function: str) -> None:
            begun[function] += 1
            for point in at.get((function, begun[function]), ()):
                if branches.begin(point):
                    world.before_call = lambda _: None
                    struck.append(point)
                    account.watched().strike(point.call, point.fault)
                    return

        world.before_call = begins
        try:
            _play(world, scenario)
            if struck:
                _judge(world, struck[0], wanted)
        except BaseException as error:
            if not branches.is_copy:
                raise
            branches.end(str(error) or repr(error))
        if branches.is_copy:
            branches.end(None)


def _play(world: World, scenario: str) -> None:
    world.store.add_seeker(ROGER)
    LIVES[scenario](world)
    world.advance(COMES_TO_REST)


def _judge(world: World, point: Point, wanted: Ending) -> None:
    faults = account.watched()
    assert not faults.pending, f"{point} never came"
    faults.forget()
    if point.fault in KILLS:
        assert world.crashes == 1, f"{point}: {world.crashes} deaths"
    try:
        check(world)
        assert ending(world) == wanted
    except AssertionError as error:
        raise AssertionError(f"{point}: {error}") from error


def listed() -> str:
    """The calls of every function in every scenario, each way that it takes, for people to read."""
    ways: dict[str, set[str]] = {}
    parts: dict[str, set[str]] = {}
    for scenario in LIVES:
        for run in undisturbed(scenario)[0]:
            names = [call.operation for call in run.calls]
            told = [f"{name} ×{many}" if many > 1 else name for name, many in _runs(names)]
            ways.setdefault(run.function, set()).add(", ".join(told) or "nothing")
            parts.setdefault(run.function, set()).update(*(call.parts for call in run.calls))
    lines = ["The calls of each function for one event or batch, each way that the scenarios take."]
    for function, taken in sorted(ways.items()):
        lines += ["", function]
        if parts[function]:
            lines.append(f"{INSIDE}{', '.join(sorted(parts[function]))}")
        lines += [f"  {way}" for way in sorted(taken)]
    return "\n".join(lines) + "\n"


def _runs(names: list[str]) -> Iterator[tuple[str, int]]:
    for name, several in groupby(names):
        yield name, len(list(several))


def operations() -> dict[str, set[str]]:
    """The operations that each function is known to call."""
    return {
        function: {
            word.split(" ×")[0]
            for line in lines
            if not line.startswith(INSIDE)
            for word in line.strip().split(", ")
        }
        - {"nothing"}
        for function, lines in _known().items()
    }


def transactions() -> dict[str, set[str]]:
    """What the transactions of each function are made of."""
    return {
        function: {
            word
            for line in lines
            if line.startswith(INSIDE)
            for word in line.removeprefix(INSIDE).split(", ")
        }
        for function, lines in _known().items()
    }


def _known() -> dict[str, list[str]]:
    _, *sections = CALLS.read_text(encoding="utf-8").strip().split("\n\n")
    return {name: lines for name, *lines in map(str.splitlines, sections)}


class Progress:
    """A line now and then, and what was wrong as soon as it is known."""

    def __init__(self, console: Console, total: int) -> None:
        self._console = console
        self._total = total
        self._begun = self._said = time.monotonic()
        self.ended = 0
        self.wrong = 0

    def __call__(self, point: Point, wrong: str | None) -> None:
        self.ended += 1
        if wrong:
            self.wrong += 1
            place = "" if str(point) in wrong else f"{point}: "
            self._console.print(f"[red]✗[/] {escape(place + wrong)}", highlight=False)
        if time.monotonic() - self._said >= SAYS_EVERY:
            self._said = time.monotonic()
            self._console.print(str(self), highlight=False)

    def __str__(self) -> str:
        seconds = time.monotonic() - self._begun
        told = f"{self.ended:,} of {self._total:,} points, {self.wrong} wrong"
        return f"{told}, {seconds:,.0f} seconds"


def main() -> int:
    """Strike everywhere; prints what it found."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--write", action="store_true", help="write calls.txt anew")
    parser.add_argument("--scenario", choices=LIVES, action="append")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument(
        "--few", action="store_true", help="each fault of each call in its place once"
    )
    parser.add_argument("--sample", type=int, help="so many points only, any of them as likely")
    parser.add_argument("--seed", type=int, default=0, help="which sample")
    chosen = parser.parse_args()
    console = Console(file=sys.stdout, width=200)
    # What the functions say of each fault is not what is asked for here.
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # until the end
    warnings.simplefilter("ignore")
    os.environ["POWERTOOLS_LOG_LEVEL"] = "CRITICAL"
    if chosen.write:
        CALLS.write_text(listed(), encoding="utf-8")
        return 0
    scenarios = chosen.scenario or list(LIVES)
    of_each = one_of_each() if chosen.few else [one for name in scenarios for one in points(name)]
    if chosen.sample is not None and chosen.sample < len(of_each):
        taken = set(Random(chosen.seed).sample(range(len(of_each)), chosen.sample))
        told = f"{chosen.sample:,} of {len(of_each):,} points, seed {chosen.seed}"
        console.print(told, highlight=False)
        of_each = [point for number, point in enumerate(of_each) if number in taken]
    every = {name: [one for one in of_each if one.scenario == name] for name in scenarios}
    struck = [point for points in every.values() for point in points]
    progress = Progress(console, len(struck))
    branches = Branches(chosen.processes, progress)
    for scenario, some in every.items():
        strike_all(scenario, some, branches)
    branches.wait()
    by_fault = Counter(point.fault.value for point in struck)
    console.print(", ".join(f"{fault} {number}" for fault, number in by_fault.items()))
    calls = len({(one.scenario, one.function, one.number, one.call) for one in struck})
    functions = len({one.function for one in struck})
    console.print(str(progress), highlight=False)
    console.print(
        f"{progress.ended} fault points at {calls} calls of {functions} functions in"
        f" {len(scenarios)} scenarios: {progress.wrong} went wrong"
    )
    return 1 if progress.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
