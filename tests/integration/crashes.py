"""Every call of AWS that a function makes, gone wrong in every way that there is.

    python -m tests.integration.crashes            all of it, some minutes: prints how many points
    python -m tests.integration.crashes --write    the list of calls, into calls.txt

Nothing here knows which calls there are. Each scenario is played once undisturbed, and its calls
are the points; then it is played once for each point and fault. Wherever it went wrong, redelivery,
`tend` and time must bring it to where the undisturbed run ended.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.progress import track

from rapport.facts import Fact
from tests.integration import account
from tests.integration.afresh import fresh_world
from tests.integration.faults import KILLS, Call, Crash, Fault
from tests.integration.people import ROGER
from tests.integration.scenarios import SCENARIOS
from tests.integration.world import World

CALLS = Path(__file__).with_name("calls.txt")
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
    stopped: bool


def ending(world: World) -> Ending:
    """Where the world has come to."""
    relationships = world.relationships()
    seeker = world.store.seeker(ROGER.seeker_id)
    sent = Counter(tuple(sorted(tags.values())) for tags in world.tags)
    return Ending(
        frozenset(fact.fact_id for one in relationships for fact in one.facts),
        frozenset(
            (standing.follow_up_id, standing.occasion, standing.reminded)
            for one in relationships
            for standing in one.standing.values()
        ),
        tuple(sorted(sent.items())),
        frozenset(held.mail_id for held in world.store.held(ROGER.seeker_id)),
        bool(seeker and seeker.mail_stopped),
    )


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
        world.store.add_seeker(ROGER)
        runs = _listening(world)
        SCENARIOS[scenario](world)
        world.advance(COMES_TO_REST)
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
    for scenario in SCENARIOS:
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
    faults = account.watched()
    with fresh_world() as world:
        world.store.add_seeker(ROGER)
        begun: Counter[str] = Counter()

        def begins(function: str) -> None:
            begun[function] += 1
            if (function, begun[function]) == (point.function, point.number):
                faults.strike(point.call, point.fault)

        world.before_call = begins
        SCENARIOS[point.scenario](world)
        world.advance(COMES_TO_REST)
        assert not faults.pending, f"{point} never came"
        faults.forget()
        if point.fault in KILLS:
            assert world.crashes == 1, f"{point}: {world.crashes} deaths"
        try:
            check(world)
            assert ending(world) == wanted
        except AssertionError as error:
            raise AssertionError(f"{point}: {error}") from error


def failure(point: Point) -> str | None:
    """What is wrong with a point, or nothing."""
    try:
        strike(point)
    except (AssertionError, Crash) as error:
        return str(error) or repr(error)
    return None


def listed() -> str:
    """The calls of every function in every scenario, each way that it takes, for people to read."""
    ways: dict[str, dict[str, None]] = {}
    for scenario in SCENARIOS:
        for run in undisturbed(scenario)[0]:
            names = [call.operation for call in run.calls]
            told = [f"{name} ×{many}" if many > 1 else name for name, many in _runs(names)]
            ways.setdefault(run.function, {})[", ".join(told) or "nothing"] = None
    lines = ["The calls of each function for one event or batch, each way that the scenarios take."]
    for function, taken in sorted(ways.items()):
        lines += ["", function, *(f"  {way}" for way in sorted(taken))]
    return "\n".join(lines) + "\n"


def _runs(names: list[str]) -> Iterator[tuple[str, int]]:
    for name, several in groupby(names):
        yield name, len(list(several))


def operations() -> dict[str, set[str]]:
    """The operations that each function is known to call."""
    found: dict[str, set[str]] = {}
    function = ""
    for line in CALLS.read_text(encoding="utf-8").splitlines()[2:]:
        if line.startswith("  "):
            names = {word.split(" ×")[0] for word in line.strip().split(", ")}
            found[function] |= names - {"nothing"}
        elif line:
            function = line
            found[function] = set()
    return found


def _quiet() -> None:
    # What the functions say of each fault is not what is asked for here.
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # until the end
    warnings.simplefilter("ignore")


def main() -> int:
    """Strike everywhere; prints what it found."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--write", action="store_true", help="write calls.txt anew")
    parser.add_argument("--scenario", choices=SCENARIOS, action="append")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument(
        "--few", action="store_true", help="each fault of each call in its place once"
    )
    chosen = parser.parse_args()
    console = Console()
    os.environ["POWERTOOLS_LOG_LEVEL"] = "CRITICAL"
    if chosen.write:
        CALLS.write_text(listed(), encoding="utf-8")
        return 0
    scenarios = chosen.scenario or list(SCENARIOS)
    if chosen.few:
        every = [point for point in one_of_each() if point.scenario in scenarios]
    else:
        every = [point for scenario in scenarios for point in points(scenario)]
    with ProcessPoolExecutor(chosen.processes, initializer=_quiet) as pool:
        found = pool.map(failure, every, chunksize=4)
        wrong = [one for one in track(found, "Striking", len(every), console=console) if one]
    for one in wrong:
        console.print(f"[red]✗[/] {one}", highlight=False)
    by_fault = Counter(point.fault.value for point in every)
    console.print(", ".join(f"{fault} {number}" for fault, number in by_fault.items()))
    calls = len({(one.scenario, one.function, one.number, one.call) for one in every})
    functions = len({one.function for one in every})
    console.print(
        f"{len(every)} fault points at {calls} calls of {functions} functions in {len(scenarios)}"
        f" scenarios: {len(wrong)} went wrong"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
