"""The account that the tests talk to: moto, and clients that last from test to test.

Making a client takes longer than most tests.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from types import SimpleNamespace
from typing import Any
from unittest import mock

import boto3
from moto import mock_aws
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import Table
from moto.sesv2.responses import SESV2Response

from infra.local.backends.strict import be_strict
from rapport.outside import clients
from tests.integration.faults import Faults

REGION = "eu-central-1"
SUPPRESSED = "delete_suppressed_destination"


@contextmanager
def empty() -> Iterator[None]:
    """An account with nothing in it."""
    watched()
    be_strict()
    transact = _with_one_copy(DynamoDBBackend.transact_write_items)
    with (
        mock.patch.object(DynamoDBBackend, "transact_write_items", transact),
        # moto has no suppression list: no address is on it.
        mock.patch.object(SESV2Response, SUPPRESSED, _forgotten, create=True),
        mock_aws(config={"core": {"reset_boto3_session": False}}),
    ):
        yield


@cache
def watched() -> Faults:
    """What is watched of the functions' clients."""
    session = clients.session()
    session.set_credentials("testing", "testing")
    session.set_config_variable("region", REGION)
    return Faults(session)


def _forgotten(_: SESV2Response) -> str:
    return "{}"


@cache
def own_client(service: str) -> Any:
    """A client of the tests' own: what they do is not the functions' doing."""
    # boto3 knows a variable for streams too, but where tables are, there their streams are.
    place = os.environ.get("AWS_ENDPOINT_URL_DYNAMODB") if service == "dynamodbstreams" else None
    create: Any = _own_session().client  # its type knows services by literal name only
    return create(service, endpoint_url=place)


@cache
def _own_session() -> boto3.Session:
    return boto3.Session("testing", "testing", region_name=REGION)


def _with_one_copy(transact: Callable[..., None]) -> Callable[..., None]:
    """A transaction of moto's that copies each table once, to be put back if it fails.

    Moto copies the whole table for each of the actions, all before the first of them.
    """

    def transact_write_items(backend: DynamoDBBackend, actions: list[dict[str, Any]]) -> None:
        made: dict[str, Table] = {}

        def copied(value: Any) -> Any:
            if not isinstance(value, Table):
                return deepcopy(value)
            if value.name not in made:
                made[value.name] = deepcopy(value)
            return made[value.name]

        with mock.patch("moto.dynamodb.models.copy", SimpleNamespace(deepcopy=copied)):
            transact(backend, actions)

    return transact_write_items
