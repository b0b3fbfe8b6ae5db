"""The parts of AWS that the handlers talk to, in moto, made from the real template."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import pytest
import time_machine

from rapport.store import Watch
from tests.integration import account
from tests.integration.account import REGION, own_client
from tests.integration.stack import stack_of
from tests.integration.table import a_table
from tests.integration.world import World

START = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
"""A Tuesday, 14:00 in Berlin."""


class Context:
    """What Lambda tells a handler of its call."""

    function_name = "test"
    memory_limit_in_mb = 128
    invoked_function_arn = "arn:aws:lambda:eu-central-1:123456789012:function:test"
    aws_request_id = "00000000-0000-0000-0000-000000000000"

    def get_remaining_time_in_millis(self) -> int:
        return 30_000


@contextmanager
def empty_account(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """An AWS account with nothing in it."""
    for name, value in {
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "POWERTOOLS_METRICS_NAMESPACE": "Rapport",
        "POWERTOOLS_METRICS_DISABLED": "true",
    }.items():
        patch.setenv(name, value)
    with account.empty():
        yield


def make_stack(patch: pytest.MonkeyPatch, table: str) -> dict[str, str]:
    """What the functions talk to, and an ear on the bus; the environment of all functions points
    at them.
    """
    environment = stack_of(table)
    # Nobody is kept waiting here, who is to be shown that everybody is, in test_sign_in.
    patch.setattr("rapport.outside.clock.at_earliest", lambda _: lambda: None)
    for name, value in environment.items():
        patch.setenv(name, value)
    make_ear()
    return environment


def make_ear() -> None:
    """A queue that hears everything that is said on the bus."""
    events, sqs = own_client("events"), own_client("sqs")
    url = sqs.create_queue(QueueName="Heard")["QueueUrl"]
    heard = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]
    everything = json.dumps({"source": [{"prefix": "rapport."}]})
    events.put_rule(Name="Everything", EventBusName="rapport", EventPattern=everything)
    events.put_targets(
        Rule="Everything",
        EventBusName="rapport",
        Targets=[{"Id": "all", "Arn": heard["QueueArn"]}],
    )


@contextmanager
def composed_anew() -> Iterator[Callable[[str], ModuleType]]:
    """Loads handlers by module name, composed anew for this account."""
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


@contextmanager
def world_of(
    load: Callable[[str], ModuleType], context: Any, begins: datetime = START
) -> Iterator[World]:
    """The whole loop, with nobody in it."""
    with time_machine.travel(begins, tick=False) as clock:
        world = World(load, context, clock)
        # As after an earlier run of tend; the very first one looks back a month.
        world.store.watched(
            Watch(begins - timedelta(hours=1), begins + timedelta(days=14), begins, begins)
        )
        yield world
        world.close()


@contextmanager
def fresh_world(begins: datetime = START) -> Iterator[World]:
    """A world of its own, in an account of its own, outside of any fixture."""
    with (
        pytest.MonkeyPatch.context() as patch,
        empty_account(patch),
        a_table() as table,
    ):
        make_stack(patch, table)
        with composed_anew() as load, world_of(load, Context(), begins) as world:
            yield world
