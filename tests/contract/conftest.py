"""Every port twice: the stand-in, and the real adapter on moto with the template's own table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, cast

import boto3
import pytest

from rapport.outside.bus import Bus, Event
from rapport.outside.mailer import Mailer
from rapport.outside.schedules import Schedules
from rapport.store import Store
from rapport.store.table import TableStore
from tests.fakes.outside import FakeBus, FakeMailer, FakeSchedules, Scheduled
from tests.fakes.store import FakeStore
from tests.integration import conftest as integration
from tests.integration.account import empty, own_client
from tests.integration.table import a_table

aws = integration.aws

BUS, GROUP, SENDER = "rapport", "rapport", "reminders@rapport.example"
ARN = "arn:aws:sqs:eu-central-1:123456789012:dead-letters"


@pytest.fixture(params=["fake", "dynamodb"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The store, in memory and in DynamoDB, empty."""
    if request.param == "fake":
        yield FakeStore()
        return
    with empty(), a_table() as name:
        yield TableStore(own_client("dynamodb"), name, due_shards=3)


Heard = Callable[[], list[Event]]


@pytest.fixture(params=["fake", "eventbridge"])
def bus(request: pytest.FixtureRequest) -> tuple[Bus, Heard]:
    """The bus, and what was heard on it."""
    if request.param == "fake":
        fake = FakeBus()
        return fake, lambda: fake.said
    request.getfixturevalue("aws")
    events, sqs = boto3.client("events"), boto3.client("sqs")
    events.create_event_bus(Name=BUS)
    url = sqs.create_queue(QueueName="ear")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    events.put_rule(Name="all", EventBusName=BUS, EventPattern='{"account": ["123456789012"]}')
    ear = arn["Attributes"]["QueueArn"]
    events.put_targets(Rule="all", EventBusName=BUS, Targets=[{"Id": "ear", "Arn": ear}])
    return Bus(events, BUS), lambda: _drained(sqs, url)


def _drained(sqs: Any, url: str) -> list[Event]:
    heard: list[Event] = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            body = json.loads(message["Body"])
            heard.append(Event(body["source"], body["detail-type"], body["detail"]))
    return heard


Shown = Callable[[], dict[str, Scheduled]]


@pytest.fixture(params=["fake", "scheduler"])
def schedules(request: pytest.FixtureRequest) -> tuple[Schedules, Shown]:
    """The schedules, and how they stand."""
    if request.param == "fake":
        fake = FakeSchedules()
        return fake, lambda: dict(fake.standing)
    request.getfixturevalue("aws")
    client = boto3.client("scheduler")
    client.create_schedule_group(Name=GROUP)
    real = Schedules(
        client,
        group=GROUP,
        role_arn="arn:aws:iam::123456789012:role/schedules",
        bus_arn="arn:aws:events:eu-central-1:123456789012:event-bus/rapport",
        dead_letters_arn=ARN,
    )
    return real, lambda: _shown(client)


def _shown(client: Any) -> dict[str, Scheduled]:
    shown = {}
    for summary in client.list_schedules(GroupName=GROUP)["Schedules"]:
        schedule = client.get_schedule(Name=summary["Name"], GroupName=GROUP)
        at = datetime.fromisoformat(schedule["ScheduleExpression"][3:-1]).replace(tzinfo=UTC)
        shown[summary["Name"]] = Scheduled(at, json.loads(schedule["Target"]["Input"]))
    return shown


@pytest.fixture(params=["fake", "ses"])
def make_mailer(request: pytest.FixtureRequest) -> Callable[[bool], Mailer]:
    """A mailer, whose sender is verified or not."""

    def make(verified: bool) -> Mailer:
        if request.param == "fake":
            return FakeMailer(sender=SENDER, verified=verified)
        request.getfixturevalue("aws")
        client = boto3.client("sesv2")
        client.create_configuration_set(ConfigurationSetName="rapport")
        if verified:
            client.create_email_identity(EmailIdentity=SENDER)
        return Mailer(cast(Any, client), sender=SENDER, configuration_set="rapport")

    return make
