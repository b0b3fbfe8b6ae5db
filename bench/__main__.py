"""Measures everything on this machine and writes docs/performance.md: `make bench`.

ONLY=functions,plan measures some sections, ONLY=test the tests, which nothing else does; QUICK=1 once
each, to see that it runs: it writes nothing.
"""

from __future__ import annotations

import argparse
import base64
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bench import cold, commands, crowd, growth, memory, money, past, plan, report, stage
from bench.cold import Actor, Run
from bench.report import Section, machine, spread, table
from bench.scene import PAGES, Invoke, Scene, scene
from bench.stage import Stage
from infra.build import interpreter
from infra.build.artefacts import ROOT
from rapport.facts import Fact

REPORT = ROOT / "docs" / "performance.md"
WORK = ROOT / ".bench"
LEAST_MEMORY_MB = 1_000
HANDLERS = {
    "InboundMail": "inbound_mail",
    "MailFeedback": "mail_feedback",
    "PlanFollowUps": "plan_follow_ups",
    "PublishFacts": "publish_facts",
    "SendReminder": "send_reminder",
    "Tend": "tend",
}


@dataclass(frozen=True)
class Effort:
    """How often things are measured."""

    rounds: int
    warm: int
    facts: tuple[int, ...]
    planned: tuple[int, ...]
    runtime: bool = True
    past: int = 1_000
    """Facts of a seeker whose lists are full."""


FULL = Effort(3, 20, (10, 100, 1_000, 10_000), (100, 1_000, 10_000, 100_000))
QUICK = Effort(1, 1, (10,), (100,), runtime=False, past=10)

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Day:
    """A seeker's day, as the functions lived it."""

    invokes: tuple[Invoke, ...]
    environment: dict[str, str]
    logged: tuple[Invoke, ...]
    reminded: tuple[Invoke, ...]
    answered: tuple[Invoke, ...]
    pages: dict[str, Invoke]


def live(facts: int, seeded: Callable[[int], None] = lambda _: None) -> Day:
    """A day of a seeker who has so many facts already."""
    with scene() as one:
        seeker_id = one.sign_in()
        one.seed(seeker_id, facts, seeded)
        before = len(one.invokes)
        one.log_interview(one.now - timedelta(hours=1), "Northwind")
        one.settle()
        logged = tuple(one.invokes[before:])
        return _rest_of(one, before, logged)


def _rest_of(one: Scene, before: int, logged: tuple[Invoke, ...]) -> Day:
    mark = len(one.invokes)
    one.advance(timedelta(hours=22))
    reminded = tuple(one.invokes[mark:])
    mark = len(one.invokes)
    one.answer(next(mail for mail in reversed(one.mails) if mail["Reply-To"]), "done")
    one.settle()
    answered = tuple(one.invokes[mark:])
    one.browser.get("/")  # the first page of a day notes that the session is used
    pages = {}
    for path in PAGES:
        one.browser.get(path, accept_encoding="gzip")
        pages[path] = one.invokes[-1]
    return Day(tuple(one.invokes[before:]), one.environment, logged, reminded, answered, pages)


@cache
def day() -> Day:
    return live(0)


@cache
def staged(runtime: bool) -> Stage:
    return stage.build(WORK / ("stage" if runtime else "trial"), runtime=runtime)


def actors_of(built: Stage) -> list[Actor]:
    """Every function with an event of its own, its floor, and the floor of the stack."""
    lived = day()
    made = [
        cold.function(
            built,
            logical_id,
            f"{name}.handler",
            next(one for one in lived.invokes if one.function == name),
            lived.environment,
        )
        for logical_id, name in HANDLERS.items()
    ]
    made.append(web(built, lived.pages["/"]))
    return [*made, *(cold.floor_aws(built, one) for one in made), cold.floor_stack(built)]


def web(built: Stage, page: Invoke) -> Actor:
    """The function of all pages, with one of them."""
    lived = day()
    # What a process reads once was read before this page, and is read again by a fresh process.
    secret = next(
        call for one in lived.invokes for call in one.calls if call.operation == "GetSecretValue"
    )
    alone = replace(page, calls=(secret, *page.calls))
    return cold.function(built, "Web", "web.app.handler", alone, lived.environment)


_RUNS: dict[Effort, dict[str, list[Run]]] = {}


def runs(effort: Effort, tell: Tell) -> dict[str, list[Run]]:
    """The lives of all, measured once for all sections that speak of them."""
    if effort not in _RUNS:
        built = staged(effort.runtime)
        _RUNS[effort] = cold.interleaved(built, actors_of(built), effort.rounds, effort.warm, tell)
    return _RUNS[effort]


def functions(effort: Effort, tell: Tell) -> str:
    lived, measured = actors_of(staged(effort.runtime)), runs(effort, tell)
    calls = {one.name: len(one.calls) for one in lived}
    stack = measured["floor-stack"]
    rows = []
    for name, each in measured.items():
        floor = measured.get(f"floor-aws {name}")
        warm = "–"
        if floor:
            warm = _ratio([run.warm_cpu for run in each], [run.warm_cpu for run in floor])
        rows.append(
            [
                name,
                spread([run.to_first_poll for run in each]),
                spread([run.first_invoke for run in each]),
                spread([run.both for run in each]),
                _ratio([run.both for run in each], [run.both for run in stack]),
                spread([run.cold_cpu for run in each]),
                _ratio([run.cold_cpu for run in each], [run.cold_cpu for run in stack]),
                spread([run.warm_cpu for run in each], 1),
                warm,
                spread([run.memory for run in each]),
                calls[name],
            ]
        )
    head = (
        "function", "start", "first invoke", "both", "÷ floor-stack", "CPU of both", "÷ floor-stack",
        "warm CPU", "÷ floor-aws", "memory", "AWS calls",
    )  # fmt: skip
    return (
        f"{machine()}; Python {interpreter.RUNTIME}, {effort.rounds} interleaved rounds. Milliseconds and MB, "
        "median and quartiles; ratios are medians of the ratios within a round. *Start* is from the process to its first "
        "poll, under the official runtime client, from the built artefact; AWS is played from a recording by another process. "
        "*floor-aws* is boto3 making the same calls and nothing else; *floor-stack* is Powertools' Logger and event handler, "
        "one model, one client and one read. CPU time is steadier than time where the machine has other work. Calls are those of one invoke, with the secret that the first one reads; "
        "a send_reminder is one of three reminders.\n\n" + table(head, rows)
    )


def _ratio(each: Sequence[float | None], floor: Sequence[float | None]) -> str:
    """The median of the ratios within a round, where both were measured."""
    ratios = [one / below for one, below in zip(each, floor, strict=True) if one and below]
    return f"{median(ratios):.2f}" if ratios else "not measured"


def _cost(invoke: Invoke) -> tuple[int, int]:
    """Calls of an invoke, and bytes sent and received in them."""
    return len(invoke.calls), sum(call.sent + len(call.body) for call in invoke.calls)


def calls(effort: Effort, tell: Tell) -> str:
    found: dict[str, dict[int, tuple[int, int]]] = {}
    day()  # so that a secret, which a process reads once, has been read at every size
    for facts in effort.facts:
        tell(f"{facts:,} facts")
        lived = live(facts, lambda done, facts=facts: tell(f"{done:,} of {facts:,} facts stored"))  # type: ignore[misc]
        operations = {
            f"{name}: {one.function}": one
            for name, part in (
                ("log an interview", lived.logged),
                ("remind", lived.reminded),
                ("answer by mail", lived.answered),
            )
            for one in reversed(part)  # so that the first of each function stands
        }
        operations |= {f"page {path}": one for path, one in lived.pages.items()}
        for name, one in operations.items():
            found.setdefault(name, {})[facts] = _cost(one)
    rows = [
        [name, *cells([costs.get(facts) for facts in effort.facts])]
        for name, costs in sorted(found.items())
    ]
    head = ["operation", *(f"{facts:,} facts" for facts in effort.facts)]
    if len(effort.facts) > 1:
        head += [f"{effort.facts[-1]:,} ÷ {effort.facts[0]:,}"]
    return (
        "Calls to AWS · kilobytes sent and received in them, of the first invoke of each function in an operation, for "
        f"seekers who have so many facts before, {past.FACTS_EACH} in each of their other relationships, which lie in a year "
        "past. An interview with three interviewers, in a relationship that begins with it, three reminders in a batch, an "
        "answer to one of them; each function in a process that has read its secret. Last, how calls and kilobytes grow. Pages "
        "are lists: they grow until a page is full, and no further. `tend`, after 22 hours without it, sets one schedule, in "
        "one call, for each follow-up of any seeker that came within the horizon meanwhile, and has what lapsed planned again, "
        "which is what plan_follow_ups does in *remind*, for up to ten at once: the more relationships, the more there is of both.\n\n"
        + table(head, rows)
    )


def cells(costs: Sequence[tuple[int, int] | None]) -> Iterator[str]:
    """What each size took, and how it grew; a dash where nothing of the sort happened."""
    for cost in costs:
        yield f"{cost[0]} · {cost[1] / 1000:,.1f}" if cost else "–"
    if len(costs) > 1:
        first, last = costs[0], costs[-1]
        yield (
            f"{last[0] / max(1, first[0]):.2f} · {last[1] / max(1, first[1]):.2f}"
            if first and last
            else "–"
        )


def paging(effort: Effort, tell: Tell) -> str:
    built = staged(effort.runtime)
    tell("a seeker with full lists")
    sizes = {0: day(), effort.past: live(effort.past)}
    actors = [
        replace(web(built, one.pages[path]), name=f"{path} {facts}")
        for facts, one in sizes.items()
        for path in PAGES
    ]
    found = cold.interleaved(built, actors, effort.rounds, effort.warm, tell)
    rows = []
    for path in PAGES:
        cells: list[str] = []
        for facts, one in sizes.items():
            cells.append(spread([run.warm_cpu for run in found[f"{path} {facts}"]], 1))
            cells.append(f"{_sent(one.pages[path]) / 1000:,.1f}")
        rows.append([path, *cells])
    head = ["page"]
    for facts in sizes:
        head += [f"ms, {facts:,} facts before", "kB"]
    return (
        f"{machine()}; Python {interpreter.RUNTIME}, {effort.rounds} interleaved rounds. CPU time of a warm `web` for one page, "
        "from the event to the answer, with its calls to AWS played by another process: milliseconds, median and quartiles. "
        "Kilobytes as they are sent, compressed.\n\n" + table(head, rows)
    )


def _sent(page: Invoke) -> int:
    """Bytes of a page's body on its way to the browser."""
    body = page.answer["body"]
    return len(base64.b64decode(body) if page.answer["isBase64Encoded"] else body.encode())


def starting(effort: Effort, tell: Tell) -> str:
    if effort.rounds == 1:
        return "Left out of the quick run."
    first, second = commands.starts(tell)
    return (
        f"{machine()}. Seconds from `make run` to the first page. The first time is in a fresh clone of what is committed: it "
        "makes the environment, with what pip and uv have in their caches, and compiles all there is.\n\n"
        + table(("start", "s"), [["the first", f"{first:,.1f}"], ["the second", f"{second:,.1f}"]])
    )


def testing(effort: Effort, tell: Tell) -> str:
    if effort.rounds == 1:
        return "Left out of the quick run."
    tell("make test")
    seconds, said = commands.tests()
    return f"{machine()}. `make test` took {seconds:,.0f} s: {said}."


def planning(effort: Effort, tell: Tell) -> str:
    typical = plan.relationship("Northwind", plan.TYPICAL_FACTS)
    times = 50 if effort.rounds > 1 else 2
    work: list[tuple[str, Callable[[], object], int]] = [
        (
            f"one changed fact in a relationship of {len(typical)}",
            partial(plan.one_change, typical),
            times,
        )
    ]
    for facts in effort.planned:
        places = facts // plan.TYPICAL_FACTS
        several = [
            [Fact.read(fact) for fact in plan.relationship(f"Company {n}", plan.TYPICAL_FACTS)]
            for n in range(places)
        ]
        work.append(
            (f"all {facts:,} facts in {places:,} relationships", partial(plan.whole, several),
             max(2, min(times, 20_000 // facts)))
        )  # fmt: skip
    rows = []
    for what, run, often in work:
        tell(what)
        rows.append([what, spread(plan.measured(run, often), 2)])
    return f"{machine()}. CPU time in milliseconds, median and quartiles.\n\n" + table(
        ("planned", "ms"), rows
    )


def reading(effort: Effort, tell: Tell) -> str:
    if effort.rounds == 1:
        return "Left out of the quick run."
    tell("answers")
    said = subprocess.run(
        [sys.executable, "-m", "bench.mail"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return f"{machine()}. CPU time from the raw mail to the new words.\n\n```\n{said.stdout.strip()}\n```"


def sizes(effort: Effort, tell: Tell) -> str:
    tell("artefacts")
    built = staged(effort.runtime).folder
    rows = []
    total = 0
    for name in ("Layer", *stage.FUNCTIONS):
        size = sum(one.stat().st_size for one in (built / name).rglob("*") if one.is_file())
        total += size
        rows.append([name, f"{size / 1e6:.2f}"])
    rows.append(["all", f"{total / 1e6:.2f}"])
    return "Unzipped, with bytecode, without boto3, which the runtime has.\n\n" + table(
        ("artefact", "MB"), rows
    )


def growing(__: Effort, tell: Tell) -> str:
    tell("quotas")
    sizes = ((10_000, 1), (1_000_000, 4), (100_000_000, 64))
    head = ("takes of the quota", *(f"{seekers:,} seekers" for seekers, _ in sizes))
    by_size = [{one.what: one.share for one in growth.loads(*size)} for size in sizes]
    rows = [
        [what, *(f"{shares[what]:,.1%}" for shares in by_size)]
        for what in max(by_size, key=lambda shares: max(shares.values()))
    ]
    waves = []
    for seekers, _ in sizes:
        due = int(seekers * growth.LARGEST_ZONE * growth.WAVE)
        waves.append(
            [f"{seekers:,} ({due:,} reminders)",
             *(f"{growth.wave(due, rate):,.0f} min" for rate in growth.SES_RATES)]
        )  # fmt: skip
    return (
        "Calculated from the habits and quotas in bench/growth.py, with 1, 4 and 64 shards of the due index (`DueShards`). "
        "More than 100% means another account, a cell of its own for some of the seekers, or a raised quota.\n\n"
        + table(head, rows)
        + "\nHow late the last mail is when a whole zone's reminders fall due at 8:00, by mails a second that SES allows:\n\n"
        + table(("seekers", *(f"{rate:,}/s" for rate in growth.SES_RATES)), waves)
    )


def under_load(effort: Effort, tell: Tell) -> str:
    return "Left out of the quick run." if effort.rounds == 1 else crowd.carried(tell)


def costing(effort: Effort, tell: Tell) -> str:
    lived, measured = day(), runs(effort, tell)
    spent = {
        name: median(run.warm_cpu or 0 for run in measured[logical_id])
        for logical_id, name in (*HANDLERS.items(), ("Web", "web"))
    }

    def use(part: tuple[Invoke, ...], share: float = 1.0) -> money.Use:
        kept = [one for one in part if one.function != "tend"]
        every = tuple(call for one in kept for call in one.calls)
        milliseconds = sum(spent[one.function] for one in kept) * share
        # A part that is shared by several operations counts for each with its share of the calls.
        return money.Use(every[: max(1, round(len(every) * share))], len(kept), milliseconds)

    uses = {
        "log": use(lived.logged),
        "remind": use(lived.reminded, 1 / 3),
        "answer": use(lived.answered),
        "page": use((lived.pages["/"],)),
    }
    habits = money.Habits()
    bill = money.month(uses, habits, 1_000)
    total = sum(bill.values())
    rows = [[service, f"{dollars:.2f}"] for service, dollars in bill.items()]
    return (
        f"USD a month for 1,000 active seekers, from the counted calls and bench/prices.json ({money.PRICES['as_of']}, "
        f"{money.PRICES['region']}). A seeker logs {habits.interviews} interviews a month, gets {habits.reminders} reminders, "
        f"answers {habits.answers} and opens {habits.pages} pages. Lambda is billed for time, of which the CPU time is known and "
        "waiting for AWS is not.\n\n"
        + table(("service", "USD"), [*rows, ["all", f"{total:.2f}"]])
        + f"\nA seeker's year: {total * 12 / 1000:.2f} USD. Always on instead ({money.PRICES['always_on']['what']}): "
        f"{money.always_on():.2f} USD a month, before the first seeker.\n"
    )


def sized(effort: Effort, tell: Tell) -> str:
    lived = {one.name: len(one.calls) for one in actors_of(staged(effort.runtime))}
    rows = []
    for name, each in runs(effort, tell).items():
        if name not in stage.FUNCTIONS:
            continue
        if any(run.cold_cpu is None or run.warm_cpu is None or run.memory is None for run in each):
            rows.append([name, "not measured"])
            continue
        worker = memory.Worker(
            median(run.cold_cpu or 0 for run in each),
            median(run.warm_cpu or 0 for run in each),
            median(run.memory or 0 for run in each),
            lived[name],
        )
        rows.append(
            [name, *(
                f"{memory.cold_ms(worker, size):,.0f} · {memory.warm_ms(worker, size):,.0f} · "
                f"{memory.dollars_a_million(worker, size):.2f}"
                if memory.fits(worker, size) else "too little"
                for size in memory.SIZES
            )]
        )  # fmt: skip
    return (
        f"{machine()}. Milliseconds from nothing to the first answer · of a warm invoke · USD for a million warm invokes. "
        "Calculated, not measured: CPU time as it was measured on one core of this machine, divided by the share of a core "
        f"that Lambda gives ({memory.WHOLE_CORE:,} MB is a whole one), and {memory.WAIT_MS:.0f} ms for each call to AWS. "
        "*Too little* is less than a third more than what was resident here. What template.yaml has, and why, is in "
        "[0057](decisions/0057-memory.md).\n\n"
        + table(("function", *(f"{size:,} MB" for size in memory.SIZES)), rows)
    )


SECTIONS: dict[str, tuple[str, Callable[[Effort, Tell], str]]] = {
    "functions": ("Functions, from a cold start on", functions),
    "memory": ("Memory against time and money", sized),
    "calls": ("Calls and bytes of each operation", calls),
    "pages": ("Pages", paging),
    "plan": ("Planning", planning),
    "mail": ("Reading answers", reading),
    "sizes": ("Artefacts", sizes),
    "run": ("From a clone to the first page", starting),
    "test": ("The tests", testing),
    "load": ("A thousand reminders in one minute", under_load),
    "growth": ("Growth", growing),
    "money": ("Money", costing),
}


NEED_THE_RUNTIME = ("functions", "memory", "pages", "sizes", "money")
ONLY_IF_ASKED = ("test",)


def _missing(reasons: Sequence[str]) -> str:
    return f"Not measured on {machine()}: {' '.join(reasons)}"


def missing() -> Iterator[str]:
    """What this machine lacks."""
    try:
        interpreter.find()
    except interpreter.NoInterpreter as reason:
        yield str(reason).partition("\n")[0]
    try:
        text = Path("/proc/meminfo").read_text(encoding="utf-8")
    except OSError:
        return
    free = int(text.split("MemAvailable:")[1].split()[0]) / 1000
    if free < LEAST_MEMORY_MB:
        yield f"Only {free:,.0f} MB of memory are free: processes would swap."


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", default="", help=f"of {','.join(SECTIONS)}")
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    chosen = [name for name in given.only.split(",") if name]
    chosen = chosen or [name for name in SECTIONS if name not in ONLY_IF_ASKED]
    if unknown := set(chosen) - SECTIONS.keys():
        sys.exit(f"no section {', '.join(sorted(unknown))}: there are {', '.join(SECTIONS)}")
    effort = QUICK if given.quick else FULL
    lacks = [] if given.quick else list(missing())
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        for name in chosen:
            title, measure = SECTIONS[name]
            task = progress.add_task(title, total=None)

            def tell(what: str, task: object = task, title: str = title) -> None:
                progress.update(task, description=f"{title}: {what}")  # type: ignore[arg-type]

            try:
                cannot = lacks if name in NEED_THE_RUNTIME else []
                body = _missing(cannot) if cannot else measure(effort, tell)
            except (cold.Failed, interpreter.NoInterpreter, subprocess.SubprocessError, OSError,
                    commands.NeverServed, MemoryError) as failed:  # fmt: skip
                if given.quick:
                    raise
                body = _missing([str(failed) or "too little memory"])
            progress.update(task, description=title, total=1, completed=1)
            if given.quick:
                sys.stdout.write(f"## {title}\n\n{body}\n\n")
            else:
                # One by one, so that a run that is cut short has not been for nothing.
                report.write(REPORT, [Section(name, title, body)], list(SECTIONS))
    if not given.quick:
        console.print(f"written to {REPORT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
