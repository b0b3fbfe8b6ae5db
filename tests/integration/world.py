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
from random import Random
from types import ModuleType, SimpleNamespace
from typing import Any

import time_machine
from botocore.exceptions import BotoCoreError, ClientError
from moto.core import DEFAULT_ACCOUNT_ID  # type: ignore[attr-defined]  # as moto itself does
from moto.scheduler.models import scheduler_backends
from moto.ses.models import ses_backends

from rapport import config
from rapport.facts import Fact
from rapport.flows.planning import difference
from rapport.outside.bus import NotPublished
from rapport.outside.clients import ONCE, client
from rapport.outside.schedules import Schedules, Wake
from rapport.store import Relationship
from rapport.store.table import TableStore
from tests.integration.account import REGION, own_client
from tests.integration.faults import Crash
from tests.integration.table import everything, streamed, table_name

Died = (Crash, ClientError, BotoCoreError, NotPublished)
"""How a handler ends that has no batch to answer for."""
PATIENCE = 12
"""Deliveries of one message before the test gives up: more than a queue would try."""
HORIZON = timedelta(days=14)
WEB = "web.app"
RECEIVED = {
    "ReminderQueue": "send_reminder",
    "PlanQueue": "plan_follow_ups",
    "InboundQueue": "inbound_mail",
}


class World:
    """The parts between the functions. `clock` is the time everywhere."""

    def __init__(
        self, load: Callable[[str], ModuleType], context: Any, clock: time_machine.Traveller
    ) -> None:
        self.load = load
        self._context = context
        self._clock = clock
        self.sqs = own_client("sqs")
        self.scheduler = own_client("scheduler")
        self.events = own_client("events")
        self._s3 = own_client("s3")
        self._mail_number = 0
        self._queues = {
            name: self.sqs.get_queue_url(QueueName=name)["QueueUrl"]
            for name in (*RECEIVED, "Heard")
        }
        self._modules = {
            name: load(name)
            for name in (*RECEIVED.values(), "publish_facts", "mail_feedback", "tend")
        }
        self.store = TableStore(own_client("dynamodb"), table_name())
        self._streamed = 0
        self._mails_told = 0
        self._failed = False
        self.tags: list[dict[str, str]] = []
        # moto forgets the tags; they are read off the requests that reach it.
        self._requests = client("sesv2", ONCE).meta.events
        self._requests.register_first("before-send.sesv2.SendEmail", self._tagged)
        self.crashes = 0
        self.failures = 0
        self.said: set[str] = set()
        self.heard: Callable[[dict[str, Any]], None] = lambda event: None
        self.before_call: Callable[[str], None] = lambda function: None
        self.after_call: Callable[[str], None] = lambda function: None
        self.deaf_to_mail_events = False

    def close(self) -> None:
        """Listen no longer."""
        self._requests.unregister("before-send.sesv2.SendEmail", self._tagged)

    def wait_until(self, moment: datetime) -> None:
        """Let time pass with nothing happening in it."""
        self._clock.move_to(moment, tick=False)

    def before(self, victim: str, do: Callable[[], None]) -> None:
        """Do something right before the function's next run."""

        def armed(called: str) -> None:
            if called == victim:
                self.before_call = lambda _: None
                do()

        self.before_call = armed

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
                self._listen()
                return
            # A message that failed comes again after the queue's visibility timeout.
            self._clock.shift(timedelta(minutes=3) if self._failed else timedelta())
            self._failed = False
        raise AssertionError("the loop never comes to rest")

    def advance(self, by: timedelta) -> None:
        """Let time pass: schedules fire at their time, and tend runs in the end."""
        end = self.now + by
        while due := [at for at in self.schedules.values() if at <= end]:
            self._clock.move_to(max(min(due), self.now), tick=False)
            self._fire()
            self.settle()
        self._clock.move_to(end, tick=False)
        self.call("tend", {})
        self.settle()

    def receive(self, raw: bytes, to: str, **verdicts: str | None) -> None:
        """A mail comes in, as the mail service delivers it; a verdict that is None is missing."""
        self._mail_number += 1
        key = f"incoming/{self._mail_number}"
        self._s3.put_object(Bucket="raw-mail", Key=key, Body=raw)
        checked = {"spam": "PASS", "virus": "PASS", "spf": "PASS", "dkim": "PASS", "dmarc": "PASS"}
        statuses = {
            f"{name}Verdict": {"status": status}
            for name, status in {**checked, **verdicts}.items()
            if status
        }
        notice = {
            "notificationType": "Received",
            "mail": {"messageId": f"ses-{self._mail_number}", "source": "somebody@example.org"},
            "receipt": {
                "recipients": [to],
                "action": {"type": "S3", "bucketName": "raw-mail", "objectKey": key},
                **statuses,
            },
        }
        self.send("InboundQueue", json.dumps(notice))

    def send(self, queue: str, body: str) -> None:
        """Put a message into a queue."""
        self.sqs.send_message(QueueUrl=self._queues[queue], MessageBody=body)

    def tell_of_mail(self, detail: dict[str, Any]) -> None:
        """The mail service says something of a mail; it says so until it is noted."""
        body = {"id": "told", "detail": detail}
        record = {"messageId": "m", "body": json.dumps(body), "attributes": {}}
        while self.call("mail_feedback", {"Records": [record]})["batchItemFailures"]:
            continue

    def say(self, event: dict[str, Any]) -> None:
        """An event is on the bus, once more."""
        self.events.put_events(
            Entries=[
                {
                    "EventBusName": "rapport",
                    "Source": event["source"],
                    "DetailType": event["detail-type"],
                    "Detail": json.dumps(event["detail"]),
                }
            ]
        )

    def carry(self, part: str) -> None:
        """One batch moves on: of the stream, of the mail service's words, or of a queue."""
        match part:
            case "stream":
                self._stream()
            case "mail":
                self._mail_events()
            case _:
                self._queue(part)

    def shuffle(self, queue: str, random: Random) -> None:
        """What waits in a queue comes in another order."""
        url = self._queues[queue]
        bodies: list[str] = []
        while got := self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in got:
                bodies.append(message["Body"])
                self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        random.shuffle(bodies)
        for body in bodies:
            self.send(queue, body)

    def lose_stream(self) -> None:
        """What the stream brings is never published: it ran out before anybody read it."""
        self._streamed = len(streamed())

    def lose_schedules(self, *, keep: int = 0) -> None:
        """Somebody deletes every schedule, or all but the first few."""
        for name in list(self._schedules())[keep:]:
            del self._schedules()[name]

    def set_schedule(self, wake: Wake) -> None:
        """Somebody sets a schedule."""
        settings = config.read(config.Scheduling)
        Schedules.of(settings).put(wake, self.now)

    def call(self, function: str, event: dict[str, Any]) -> dict[str, Any]:
        """Invoke a handler; one that dies is started again, as Lambda does."""
        for _ in range(PATIENCE):
            try:
                return self._run(function, event)
            except Died:
                self.crashes += 1
        raise AssertionError(f"{function} died {PATIENCE} times")

    @property
    def pages(self) -> Any:
        """The web function, which a browser asks: when it dies, only who asked can ask again."""
        return SimpleNamespace(handler=self._answer)

    def _answer(self, event: dict[str, Any], _: Any) -> dict[str, Any]:
        if WEB not in self._modules:
            self._modules[WEB] = self.load(WEB)
        try:
            return self._run(WEB, event)
        except Crash:
            self.crashes += 1
            raise

    def _run(self, function: str, event: dict[str, Any]) -> dict[str, Any]:
        self.before_call(function)
        try:
            result: dict[str, Any] = self._modules[function].handler(event, self._context) or {}
        except Crash:
            # A new process composes its parts anew, and knows nothing.
            self._modules[function] = self.load(function)
            raise
        self.after_call(function)
        self.failures += len(result.get("batchItemFailures", []))
        return result

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
        return {
            name: datetime.fromisoformat(schedule.schedule_expression[3:-1]).replace(tzinfo=UTC)
            for name, schedule in self._schedules().items()
        }

    def relationships(self) -> list[Relationship]:
        """Everything that the table holds of every relationship."""
        partitions = sorted(
            item["pk"]["S"].removeprefix("R#") for item in everything() if item["sk"]["S"] == "HEAD"
        )
        found = [self.store.relationship(one) for one in partitions]
        return [one for one in found if one is not None]

    def assert_nothing_to_change(self, relationship_id: str) -> None:
        """What stands in the table is what the facts ask for."""
        relationship = self.store.relationship(relationship_id)
        assert relationship is not None
        change = difference(relationship, None, self.now)
        assert [*change.put, *change.drop, *change.cards, *change.dropped_cards] == []

    def replan_everything(self, seeker_id: str) -> None:
        """What the runbook says to do for one seeker."""
        metadata = {
            "event_id": "by-hand",
            "version": 1,
            "seeker_id": seeker_id,
            "correlation_id": "by-hand",
            "causation_id": None,
        }
        detail = {"metadata": metadata, "data": {"settings_version": 0}}
        self.say({"source": "rapport.facts", "detail-type": "settings-changed", "detail": detail})
        self.settle()

    def assert_schedules_equal_plan(self, *relationship_ids: str, strays: bool = False) -> None:
        """Every follow-up that waits within the horizon has its schedule, nothing else has one; but
        for `strays`, which wake us for a follow-up that never came to stand, or is overdue.
        """
        relationships = [self.store.relationship(one) for one in relationship_ids]
        wanted = {
            standing.follow_up_id: standing.remind_at
            for relationship in relationships
            if relationship is not None
            for standing in relationship.standing.values()
            if standing.waits and self.now < standing.remind_at <= self.now + HORIZON
        }
        found = self.schedules
        if strays:
            # What is overdue may wait for the end of quiet hours.
            waits = {
                name
                for each in relationships
                if each
                for name, one in each.standing.items()
                if one.remind_at > self.now
            }
            found = {name: at for name, at in found.items() if name in waits}
        assert found == wanted, f"at {self.now}"

    # What AWS does.

    def _stream(self) -> bool:
        batch = streamed()[self._streamed :][:100]
        if not batch:
            return False
        numbers = [record["dynamodb"]["SequenceNumber"] for record in batch]
        taken = [record for record in batch if is_published(record)]
        answer = self.call("publish_facts", {"Records": taken}) if taken else {}
        failed = [one["itemIdentifier"] for one in answer.get("batchItemFailures", [])]
        self._streamed += numbers.index(failed[0]) if failed else len(batch)
        return True

    def _listen(self) -> None:
        url = self._queues["Heard"]
        while got := self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in got:
                event = json.loads(message["Body"])
                self.said.add(event["detail"]["metadata"]["event_id"])
                self.heard(event)
                self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])

    def _queue(self, name: str) -> bool:
        url = self._queues[name]
        # What fails is there again as soon as time goes on. Nobody else reads meanwhile; and moto
        # does not let go of a message by itself that had waited for more than half a day.
        answer = self.sqs.receive_message(
            QueueUrl=url,
            MaxNumberOfMessages=10,
            AttributeNames=["ApproximateReceiveCount"],
            VisibilityTimeout=0,
        )
        messages = answer.get("Messages", [])
        if not messages:
            return False
        event = {"Records": [_sqs_record(message) for message in messages]}
        try:
            result = self._run(RECEIVED[name], event)
            failed = {one["itemIdentifier"] for one in result["batchItemFailures"]}
        except Crash:
            self.crashes += 1
            failed = {message["MessageId"] for message in messages}
        for message in messages:
            if message["MessageId"] not in failed:
                self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                continue
            assert int(message["Attributes"]["ApproximateReceiveCount"]) < PATIENCE, message["Body"]
            self._failed = True
        return True

    def _schedules(self) -> dict[str, Any]:
        group = scheduler_backends[DEFAULT_ACCOUNT_ID][REGION].schedule_groups["rapport"]
        schedules: dict[str, Any] = group.schedules
        return schedules

    def _fire(self) -> None:
        for at, name in sorted((at, name) for name, at in self.schedules.items()):
            if at > self.now:
                continue
            target = self._schedules()[name].target
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
        for sent in told:
            tags = {name: [value] for name, value in self.tags[self._mails_told].items()}
            self._mails_told += 1
            mail = {"messageId": sent.id, "tags": tags}
            self.tell_of_mail({"eventType": "Send", "mail": mail})
        return True

    def _tagged(self, request: Any, **_: Any) -> None:
        tags = json.loads(request.body)["EmailTags"]
        self.tags.append({tag["Name"]: tag["Value"] for tag in tags})

    def _sent(self) -> list[Any]:
        return list(ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages)


def is_published(record: dict[str, Any]) -> bool:
    """Whether a record passes the filter in front of `publish_facts`."""
    kind = record["dynamodb"].get("NewImage", {}).get("type", {}).get("S")
    return (record["eventName"], kind) in (
        ("INSERT", "fact"),
        ("MODIFY", "seeker"),
        ("INSERT", "leaving"),
    )


def _sqs_record(message: dict[str, Any]) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": {"ApproximateReceiveCount": message["Attributes"]["ApproximateReceiveCount"]},
        "messageAttributes": {},
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:queue",
        "awsRegion": "eu-central-1",
    }
