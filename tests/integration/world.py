"""The whole loop in one process: the real handlers on moto, with what AWS does in between.

`World` carries stream records, queue messages, schedules and mail events to the handlers, as often
as it takes: a message whose handler failed or died comes again.
"""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from types import ModuleType
from typing import Any

import boto3
import time_machine
from botocore.config import Config
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

from rapport.facts import Fact
from rapport.flows.planning import difference
from rapport.store import PlanChange
from rapport.store.table import TableStore
from tests.integration.faults import Crash

PATIENCE = 12
"""Deliveries of one message before the test gives up: more than a queue would try."""
HORIZON = timedelta(days=14)
RECEIVED = {
    "ReminderQueue": "send_reminder",
    "PlanQueue": "plan_follow_ups",
}


class World:
    """The parts between the functions. `clock` is the time everywhere."""

    def __init__(
        self, load: Callable[[str], ModuleType], context: Any, clock: time_machine.Traveller
    ) -> None:
        self._context = context
        self._clock = clock
        # A session of its own: what the test does is not the functions' doing.
        session = boto3.Session()
        self.sqs = session.client("sqs")
        self.scheduler = session.client("scheduler")
        self.events = session.client("events")
        self.dynamodb = session.client("dynamodb")
        # moto knows the streams by their older address only.
        older = Config(account_id_endpoint_mode="disabled")
        self._streams = session.client("dynamodbstreams", config=older)
        self._queues = {
            name: self.sqs.get_queue_url(QueueName=name)["QueueUrl"] for name in RECEIVED
        }
        self._modules = {
            name: load(name)
            for name in ("publish_facts", "plan_follow_ups", "send_reminder", "mail_feedback", "tend")
        }
        self.store = TableStore(self.dynamodb, "rapport")
        self._streamed = 0
        self._mails_told = 0
        self.crashes = 0
        self.deaf_to_mail_events = False

    @property
    def now(self) -> datetime:
        """What time it is."""
        return datetime.now(UTC)

    # What the test does.

    def record(self, *facts: Fact) -> None:
        """Facts arrive in the table."""
        from rapport.store import Recording

        self.store.record(Recording(list(facts)))

    def settle(self) -> None:
        """Carry everything to where it goes, until nothing moves any more."""
        for _ in range(200):
            if not any([self._stream(), *map(self._queue, RECEIVED), self._mail_events()]):
                return
            self._clock.shift(timedelta(seconds=1))  # a message that failed is visible again
        raise AssertionError("the loop never comes to rest")

    def advance(self, by: timedelta, step: timedelta = timedelta(hours=1)) -> None:
        """Let time pass: schedules fire, tend runs hourly."""
        end = self.now + by
        while self.now < end:
            self._clock.move_to(min(self.now + step, end), tick=False)
            self._fire()
            self.settle()
            self.call("tend", {})
            self.settle()

    def call(self, function: str, event: dict[str, Any]) -> dict[str, Any]:
        """Invoke a handler; one that dies is started again, as Lambda does."""
        for _ in range(PATIENCE):
            try:
                return self._modules[function].handler(event, self._context) or {}
            except Crash:
                self.crashes += 1
        raise AssertionError(f"{function} died {PATIENCE} times")

    # What the test looks at.

    @property
    def mails(self) -> list[EmailMessage]:
        """Every mail that went out."""
        return [
            email.message_from_string(sent.raw_data, policy=email.policy.default)
            for sent in self._sent()
        ]

    @property
    def schedules(self) -> dict[str, datetime]:
        """Follow-up ids that have a schedule, and when it fires."""
        found = {}
        for page in self.scheduler.get_paginator("list_schedules").paginate(GroupName="rapport"):
            for summary in page["Schedules"]:
                schedule = self.scheduler.get_schedule(Name=summary["Name"], GroupName="rapport")
                at = datetime.fromisoformat(schedule["ScheduleExpression"][3:-1])
                found[summary["Name"]] = at.replace(tzinfo=UTC)
        return found

    def change_wanted(self, relationship_id: str) -> PlanChange:
        """What the plan of the facts would still change in the table."""
        relationship = self.store.relationship(relationship_id)
        assert relationship is not None
        return difference(relationship, None, self.now)

    def assert_schedules_equal_plan(self, relationship_id: str) -> None:
        """Every follow-up that waits within the horizon has its schedule, nothing else has one."""
        relationship = self.store.relationship(relationship_id)
        assert relationship is not None
        wanted = {
            one.follow_up_id: one.remind_at
            for one in relationship.standing.values()
            if one.waits and self.now < one.remind_at <= self.now + HORIZON
        }
        assert self.schedules == wanted

    # What AWS does.

    def _stream(self) -> bool:
        records = self._stream_records()
        batch = records[self._streamed : self._streamed + 100]
        if not batch:
            return False
        taken = [record for record in batch if _passes_filter(record)]
        if taken:
            answer = self.call("publish_facts", {"Records": taken})
            failed = [one["itemIdentifier"] for one in answer["batchItemFailures"]]
            if failed:
                numbers = [record["dynamodb"]["SequenceNumber"] for record in batch]
                self._streamed += numbers.index(failed[0])
                return True
        self._streamed += len(batch)
        return True

    def _stream_records(self) -> list[dict[str, Any]]:
        arn = self.dynamodb.describe_table(TableName="rapport")["Table"]["LatestStreamArn"]
        shard = self._streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]
        iterator = self._streams.get_shard_iterator(
            StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        records: list[dict[str, Any]] = self._streams.get_records(
            ShardIterator=iterator, Limit=1000
        )["Records"]
        return records

    def _queue(self, name: str) -> bool:
        url = self._queues[name]
        answer = self.sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["ApproximateReceiveCount"]
        )
        messages = answer.get("Messages", [])
        if not messages:
            return False
        event = {"Records": [_sqs_record(message) for message in messages]}
        try:
            result = self._modules[RECEIVED[name]].handler(event, self._context)
            failed = {one["itemIdentifier"] for one in result["batchItemFailures"]}
        except Crash:
            self.crashes += 1
            failed = {message["MessageId"] for message in messages}
        for message in messages:
            if message["MessageId"] not in failed:
                self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                continue
            assert int(message["Attributes"]["ApproximateReceiveCount"]) < PATIENCE, message["Body"]
            self.sqs.change_message_visibility(
                QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
            )
        return True

    def _fire(self) -> None:
        due = sorted((at, name) for name, at in self.schedules.items() if at <= self.now)
        for _, name in due:
            schedule = self.scheduler.get_schedule(Name=name, GroupName="rapport")
            target = schedule["Target"]
            self.events.put_events(
                Entries=[
                    {
                        "EventBusName": "rapport",
                        "Source": target["EventBridgeParameters"]["Source"],
                        "DetailType": target["EventBridgeParameters"]["DetailType"],
                        "Detail": target["Input"],
                    }
                ]
            )
            self.scheduler.delete_schedule(Name=name, GroupName="rapport")

    def _mail_events(self) -> bool:
        """The mail service says of each mail that it was sent."""
        told = self._sent()[self._mails_told :]
        if not told or self.deaf_to_mail_events:
            return False
        self._mails_told += len(told)
        for number, sent in enumerate(told):
            body = {
                "id": f"event-{self._mails_told}-{number}",
                "detail": {
                    "eventType": "Send",
                    "mail": {
                        "messageId": sent.id,
                        "tags": {tag["Name"]: [tag["Value"]] for tag in sent.email_tags},
                    },
                },
            }
            record = {"messageId": "m", "body": json.dumps(body), "attributes": {}}
            self.call("mail_feedback", {"Records": [record]})
        return True

    def _sent(self) -> list[Any]:
        return list(ses_backends[DEFAULT_ACCOUNT_ID]["eu-central-1"].sent_messages)


def _passes_filter(record: dict[str, Any]) -> bool:
    kind = record["dynamodb"].get("NewImage", {}).get("type", {}).get("S")
    return (record["eventName"], kind) in (("INSERT", "fact"), ("MODIFY", "seeker"))


def _sqs_record(message: dict[str, Any]) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": {
            "ApproximateReceiveCount": message["Attributes"]["ApproximateReceiveCount"]
        },
        "messageAttributes": {},
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:queue",
        "awsRegion": "eu-central-1",
    }
