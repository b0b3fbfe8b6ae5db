"""The house: imports point down only, the pure parts stay pure."""

from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError

ROOT = Path(__file__).parents[2]
SHARED, FUNCTIONS, INFRA = ROOT / "shared", ROOT / "functions", ROOT / "infra"

PURE = (
    "agenda",
    "drafts",
    "facts",
    "history",
    "insight",
    "lineage",
    "mail",
    "objections",
    "phrases",
    "plan",
    "playbook",
    "store.keys",
    "wall",
)
"""The parts that decide and write: no I/O, no clock."""
AWS = ("boto3", "botocore", "aws_lambda_powertools", "aws_xray_sdk")
KNOW_AWS = ("rapport.outside",)
HANDLERS = (
    "inbound_mail",
    "mail_feedback",
    "plan_follow_ups",
    "publish_facts",
    "send_reminder",
    "tend",
    "web.app",
)


def name_of(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules(root: Path) -> dict[str, Path]:
    """The modules under a root, by name."""
    return {name_of(path, root): path for path in sorted(root.rglob("*.py"))}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """Every module, or name of one, that a file imports: also late, and for types only."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield module
                yield from (f"{module}.{alias.name}" for alias in names)
            case ast.ImportFrom():
                raise AssertionError(f"{path}: a relative import hides where it points")


def within(name: str, part: str) -> bool:
    return name == part or name.startswith(f"{part}.")


def pure() -> dict[str, Path]:
    return {
        name: path
        for name, path in modules(SHARED).items()
        if any(within(name, f"rapport.{part}") for part in PURE)
    }


@cache
def arrows(root: Path = SHARED) -> dict[str, set[str]]:
    """Who imports whom within the layer, or within the functions."""
    known = modules(root)
    found: dict[str, set[str]] = {}
    for name, path in known.items():
        targets = {one for one in imports(path) if one in known}
        found[name] = targets - {name}
    return found


def reach(name: str) -> set[str]:
    """All that a module brings in, directly or not."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += arrows()[one]
    return seen


def test_every_pure_part_exists() -> None:
    """The rules below speak of something."""
    for part in PURE:
        assert any(within(name, f"rapport.{part}") for name in modules(SHARED)), part


def test_the_layer_knows_neither_the_functions_nor_the_tools() -> None:
    """Imports point down only: functions → shared."""
    above = {name.partition(".")[0] for root in (FUNCTIONS,) for name in modules(root)}
    above |= {"infra", "tests"}
    for name, path in modules(SHARED).items():
        wrong = {one for one in imports(path) if one.partition(".")[0] in above}
        assert not wrong, f"{name} imports {wrong}"


def test_functions_know_neither_each_other_nor_the_tools() -> None:
    """A function is deployed alone, with the layer: it finds nothing else at run time."""
    entries = {name.partition(".")[0] for name in modules(FUNCTIONS)}
    for name, path in modules(FUNCTIONS).items():
        own = name.partition(".")[0]
        foreign = (entries - {own}) | {"infra", "tests"}
        wrong = {one for one in imports(path) if one.partition(".")[0] in foreign}
        assert not wrong, f"{name} imports {wrong}"


@pytest.mark.parametrize("root", [SHARED, FUNCTIONS], ids=["shared", "functions"])
def test_nobody_imports_in_a_circle(root: Path) -> None:
    """Every module can be read, tested and changed with only what lies below it."""
    # `from a import b` names a module and its package; the package is no way back up. What is
    # imported for its types alone is known to the checker, and to nothing that runs.
    for_types = {("web.templates", "web.call")}
    graph = {
        name: {
            one
            for one in targets
            if not name.startswith(f"{one}.") and (name, one) not in for_types
        }
        for name, targets in arrows(root).items()
    }
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))
    assert len(order) == len(modules(root))


@pytest.mark.parametrize("doors", ["web.pages", "web.api"])
def test_doors_stand_beside_each_other(doors: str) -> None:
    """Pages and API share what lies below both; none of them is a place to keep something."""
    allowed = {"web.app"}
    for name, targets in arrows(FUNCTIONS).items():
        if name in allowed or within(name, doors):
            continue
        wrong = {one for one in targets if within(one, doors)}
        assert not wrong, f"{name} imports {wrong}"


@pytest.mark.parametrize("name", [one for one in modules(FUNCTIONS) if within(one, "web.pages")])
def test_no_page_imports_another(name: str) -> None:
    """What two pages share is neither's."""
    if name != "web.pages":
        wrong = {one for one in arrows(FUNCTIONS)[name] if one.startswith("web.pages.")}
        assert not wrong


def test_only_the_edges_know_aws() -> None:
    """boto3, botocore and Powertools are imported by `outside` alone; the store gets a client."""
    for name, path in modules(SHARED).items():
        if any(within(name, edge) for edge in KNOW_AWS):
            continue
        wrong = {one for one in imports(path) if one.partition(".")[0] in AWS}
        assert not wrong, f"{name} imports {wrong}"


@pytest.mark.parametrize("name", pure())
def test_the_pure_parts_reach_no_edge(name: str) -> None:
    """What decides cannot reach out, not even through what it imports."""
    reached = {one for one in reach(name) if any(within(one, edge) for edge in KNOW_AWS)}
    assert not reached


LOOKS_AT_THE_CLOCK = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "localtime"}
CLOCKS = {"datetime", "date", "time", "dt", "clock"}
UNSTEADY = {
    "os",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "time.time",
    "urllib.request",
    "uuid",
}


@pytest.mark.parametrize("name", pure())
def test_the_pure_parts_are_told_the_time(name: str) -> None:
    """`now` is an argument: the same facts at the same moment give the same plan and words."""
    for node in ast.walk(tree(pure()[name])):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=attribute)):
                looks = owner in CLOCKS and attribute in LOOKS_AT_THE_CLOCK
                assert not looks, f"{name}:{node.lineno} asks {owner}.{attribute}()"


@pytest.mark.parametrize("root", [SHARED, FUNCTIONS], ids=lambda root: root.name)
def test_nobody_starts_a_thread(root: Path) -> None:
    """What is made at its first use is made by one, and clients and caches are shared with none."""
    threads = ("threading", "_thread", "concurrent", "multiprocessing")
    for name, path in modules(root).items():
        assert not {one for one in imports(path) if one.partition(".")[0] in threads}, name


@pytest.mark.parametrize("name", pure())
def test_the_pure_parts_are_steady(name: str) -> None:
    """Neither chance nor the machine has a say in what is decided."""
    wrong = {one for one in imports(pure()[name]) if one in UNSTEADY}
    if name == "rapport.facts":
        wrong.remove("secrets")  # `fresh` makes ids for doors, no plan asks it
    assert not wrong


def test_a_fresh_id_is_made_at_doors_only() -> None:
    """What is planned has derived ids: planning twice gives the same."""
    asking = {
        name for name, path in modules(SHARED).items() if "rapport.facts.fresh" in imports(path)
    }
    assert asking <= {"rapport.flows.signing_in"}


FOREIGN = ("aws_xray_sdk", "infra", "moto", "pytest")
"""What is not deployed at all, or must not be."""
HEAVY = {
    "boto3": "botocore alone makes clients; boto3 adds resources and file transfers",
    "s3transfer": "comes with boto3",
    "multiprocessing": "comes with s3transfer",
    "asyncio": "no handler waits for two things at once",
    "aws_lambda_powertools.event_handler": "routes are for web",
    "aws_lambda_powertools.utilities.batch": "rapport.outside.batches does it without asyncio",
    "aws_lambda_powertools.utilities.parser": "pydantic reads models by itself",
    "jinja2": "pages are made by web, after its start",
    "pydantic.v1": "not in the layer",
    "rapport.drafts": "words are written with the plan",
    "rapport.flows.planning": "plans are made by plan_follow_ups",
    "rapport.lineage": "told with the plan, shown by web",
    "rapport.mail.markup": "mails are read by inbound_mail",
    "rapport.mail.reply": "mails are read by inbound_mail",
    "rapport.mail.until": "dates are read where people write them",
}
"""What costs a start more than it gives, and why most functions do without it."""
NEEDED = {
    "inbound_mail": {"rapport.mail.markup", "rapport.mail.reply", "rapport.mail.until"},
    "plan_follow_ups": {"rapport.drafts", "rapport.flows.planning", "rapport.lineage"},
    "web.app": {
        "aws_lambda_powertools.event_handler",
        "asyncio",  # comes with the event handler
        "rapport.drafts",  # small beside the routes that need them
        "rapport.lineage",
    },
}
"""What a function needs of it at nearly every invoke."""


@cache
def started_with(module: str) -> frozenset[str]:
    """All modules that are there once a handler has been imported, with no setting at hand."""
    answer = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"],
        cwd=FUNCTIONS,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join((str(FUNCTIONS), str(SHARED))),
            "POWERTOOLS_METRICS_NAMESPACE": "Rapport",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return frozenset(answer.stdout.split())


@pytest.mark.parametrize("module", HANDLERS)
def test_a_function_starts_without_its_environment(module: str) -> None:
    """Importing a handler needs no setting, makes no connection, and brings no tool along."""
    assert not {name.partition(".")[0] for name in started_with(module)} & set(FOREIGN)


@pytest.mark.parametrize("module", HANDLERS)
def test_a_function_starts_light(module: str) -> None:
    """A cold start loads what nearly every invoke needs, and nothing that few or none need."""
    heavy = {one for one in HEAVY if one in started_with(module)}
    extra = heavy - NEEDED.get(module, set())
    assert not extra, {one: HEAVY[one] for one in extra}


@pytest.mark.parametrize(("module", "needed"), NEEDED.items())
def test_what_a_function_may_load_it_does_load(module: str, needed: set[str]) -> None:
    """An allowance that nobody uses any more is taken back."""
    assert needed <= started_with(module)


def test_every_handler_of_the_template_is_started_here() -> None:
    """No function escapes the rule above."""
    text = (ROOT / "template.yaml").read_text(encoding="utf-8")
    named = {
        line.split()[1].removesuffix(".handler") for line in text.splitlines() if "Handler:" in line
    }
    assert named == set(HANDLERS)


def test_unit_tests_reach_nothing() -> None:
    """What is tested here needs no network, on no machine."""
    # It warns before it raises, and here a warning is an error.
    with pytest.raises((SocketBlockedError, UserWarning), match="tried to use socket"):
        socket.create_connection(("127.0.0.1", 9))
