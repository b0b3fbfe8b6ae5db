"""The parts of AWS that the handlers talk to, in moto, made from the real template."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import time_machine

from rapport.outside import clients
from rapport.store import Watch
from rapport.store.table import TableStore
from tests.integration import account
from tests.integration.account import REGION, own_client
from tests.integration.faults import Faults
from tests.integration.people import ROGER
from tests.integration.stack import stack_of
from tests.integration.template import table_definition
from tests.integration.world import World


@pytest.fixture
def faults() -> Iterator[Faults]:
    """Death at any call of the functions."""
    faults = account.watched()
    faults.forget()
    yield faults
    faults.forget()


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty AWS account."""
    for name, value in {
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "POWERTOOLS_METRICS_NAMESPACE": "Rapport",
        "POWERTOOLS_METRICS_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)
    with account.empty():
        yield


@pytest.fixture
def table(aws: None) -> str:
    """The table, as template.yaml has it."""
    own_client("dynamodb").create_table(TableName="rapport", **table_definition())
    return "rapport"


@pytest.fixture
def store(table: str) -> TableStore:
    """The store on that table."""
    return TableStore(clients.client("dynamodb"), table)


@pytest.fixture
def stack(table: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Bus, queues behind its rules, schedule group and configuration set; the environment of all
    functions points at them.
    """
    environment = stack_of(table)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return environment


@pytest.fixture
def function(stack: dict[str, str]) -> Iterator[Callable[[str], ModuleType]]:
    """Handlers by module name, composed anew for this test's account."""
    used: list[ModuleType] = []

    def load(name: str) -> ModuleType:
        module = importlib.import_module(name)
        _recompose(module)
        used.append(module)
        return module

    yield load
    for module in used:
        _recompose(module)


def _recompose(module: ModuleType) -> None:
    for value in vars(module).values():
        if getattr(value, "__module__", None) == module.__name__ and hasattr(value, "cache_clear"):
            value.cache_clear()


class Context:
    """What Lambda tells a handler of its call."""

    function_name = "test"
    memory_limit_in_mb = 128
    invoked_function_arn = "arn:aws:lambda:eu-central-1:123456789012:function:test"
    aws_request_id = "00000000-0000-0000-0000-000000000000"

    def get_remaining_time_in_millis(self) -> int:
        return 30_000


@pytest.fixture
def context() -> Context:
    """What Lambda tells a handler of its call."""
    return Context()


@pytest.fixture
def sample() -> Callable[[str], Any]:
    """Sample events by the name of their file under events/."""
    folder = Path(__file__).parents[2] / "events"
    return lambda name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


START = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
"""A Tuesday, 14:00 in Berlin."""


@pytest.fixture
def nobodys_world(function: Callable[[str], ModuleType], context: Context) -> Iterator[World]:
    """The whole loop, with nobody in it, at START."""
    with time_machine.travel(START, tick=False) as clock:
        world = World(function, context, clock)
        # As after an earlier run of tend; the very first one looks back a month.
        world.store.watched(Watch(START - timedelta(hours=1), START + timedelta(days=14), START))
        yield world
        world.close()


@pytest.fixture
def world(nobodys_world: World) -> World:
    """The whole loop, with one seeker, at START."""
    nobodys_world.store.add_seeker(ROGER)
    return nobodys_world
