"""The table that a test has for itself, in moto or wherever AWS_ENDPOINT_URL_DYNAMODB points."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID  # type: ignore[attr-defined]  # as moto itself does
from moto.dynamodb.models import dynamodb_backends

from infra.local.backends.dynamodb import Outbox
from infra.local.backends.elsewhere import Reader
from tests.integration.account import REGION, own_client
from tests.integration.template import table_definition


def elsewhere() -> str | None:
    """The endpoint that tables are at, where it is not moto in this process."""
    return os.environ.get("AWS_ENDPOINT_URL_DYNAMODB")


@contextmanager
def a_table() -> Iterator[str]:
    """The table as template.yaml has it, empty, under a name of its own; gone afterwards."""
    client, name = own_client("dynamodb"), f"rapport-{uuid.uuid4().hex[:12]}"
    client.create_table(TableName=name, **table_definition())
    client.get_waiter("table_exists").wait(TableName=name)
    yield name
    client.delete_table(TableName=name)


def table_name() -> str:
    """The name of the table that the functions are told of."""
    return os.environ["TABLE_NAME"]


def everything() -> list[dict[str, Any]]:
    """Every item of that table."""
    pages = own_client("dynamodb").get_paginator("scan").paginate(TableName=table_name())
    return [item for page in pages for item in page["Items"]]


def streamed() -> list[dict[str, Any]]:
    """Every record that its stream ever brought."""
    if elsewhere():
        reader = _reader(table_name())
        reader.read()
        return [record for _, record in reader.outbox.records]
    # moto's own objects: reading them through the API is what most tests would wait for.
    shard = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables[table_name()].stream_shard
    assert shard is not None
    return [item.to_json() for item in shard.items]


@cache
def _reader(table: str) -> Reader:
    described = own_client("dynamodb").describe_table(TableName=table)["Table"]
    outbox = Outbox("tests", table, wants=lambda _: True, arrived=lambda: None)
    return Reader(own_client("dynamodbstreams"), described["LatestStreamArn"], outbox, {})
