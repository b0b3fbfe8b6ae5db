"""What the tests stand on: an account, the stack in it, the loop through it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from rapport.outside import clients
from rapport.store.table import TableStore
from tests.integration import account, afresh
from tests.integration.afresh import Context
from tests.integration.faults import Faults
from tests.integration.people import ROGER
from tests.integration.table import a_table
from tests.integration.world import World


@pytest.fixture
def faults() -> Iterator[Faults]:
    """What goes wrong at a call of the functions."""
    faults = account.watched()
    faults.forget()
    yield faults
    faults.forget()


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty AWS account."""
    with afresh.empty_account(monkeypatch):
        yield


@pytest.fixture
def table(aws: None) -> Iterator[str]:
    """The table, as template.yaml has it."""
    with a_table() as name:
        yield name


@pytest.fixture
def store(table: str) -> TableStore:
    """The store on that table."""
    return TableStore(clients.client("dynamodb"), table)


@pytest.fixture
def stack(table: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Bus, queues behind its rules, schedule group and configuration set; the environment of all
    functions points at them.
    """
    return afresh.make_stack(monkeypatch, table)


@pytest.fixture
def function(stack: dict[str, str]) -> Iterator[Callable[[str], ModuleType]]:
    """Handlers by module name, composed anew for this test's account."""
    with afresh.composed_anew() as load:
        yield load


@pytest.fixture
def context() -> Context:
    """What Lambda tells a handler of its call."""
    return Context()


@pytest.fixture
def sample() -> Callable[[str], Any]:
    """Sample events by the name of their file under events/."""
    folder = Path(__file__).parents[2] / "events"
    return lambda name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def nobodys_world(function: Callable[[str], ModuleType], context: Context) -> Iterator[World]:
    """The whole loop, with nobody in it, at START."""
    with afresh.world_of(function, context) as world:
        yield world


@pytest.fixture
def world(nobodys_world: World) -> World:
    """The whole loop, with one seeker, at START."""
    nobodys_world.store.add_seeker(ROGER)
    return nobodys_world
