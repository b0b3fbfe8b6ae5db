"""What the runtime holds after a load, put beside what the crowd was promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import boto3

from infra.local.harness import LocalRuntime
from rapport.store import Relationship, Standing
from rapport.store.table import TableStore

REGION = "eu-central-1"
SOURCE = "rapport.schedule"


@dataclass(frozen=True)
class Promised:
    """What was accepted, and what the plan had asked for before its minute came.

    `interviews` holds the company of each that was accepted. `due` are the follow-ups of the minute
    as (id, occasion), `answered` the ids of those that were answered by mail, and `replies` the
    Message-IDs of these mails. `rate` is reminders a second, kept by `processes` together.
    """

    interviews: Sequence[str]
    due: frozenset[tuple[str, str]]
    answered: Sequence[str]
    replies: Sequence[str]
    rate: int
    processes: int
    horizon: timedelta


@dataclass(frozen=True)
class Evidence:
    """What is there afterwards: the table, every mail, and what waits."""

    relationships: Sequence[Relationship]
    mails: Sequence[Mapping[str, Any]]
    schedules: Mapping[str, datetime]
    queued: Mapping[str, int]
    dead_letters: Mapping[str, int]
    errors: Mapping[str, str]
    now: datetime

    def reminders(self) -> Iterator[tuple[tuple[str, str], datetime]]:
        """Each reminder that went out, as (follow-up, occasion), and when."""
        for mail in self.mails:
            if "follow_up" in mail["tags"]:
                told = mail["tags"]["follow_up"], mail["tags"]["occasion"]
                yield told, datetime.fromisoformat(mail["sent_at"])


class Desk:
    """Looks at what the runtime holds, as whoever operates it would."""

    def __init__(self, runtime: LocalRuntime) -> None:
        state = runtime.state()
        self._runtime = runtime
        self._session = boto3.Session("testing", "testing", region_name=REGION)
        self._endpoint = state["endpoint"]
        self._table = state["tables"]["Table"]["name"]
        self._dynamodb = self._client("dynamodb")
        self._events = self._client("events")
        self._store = TableStore(self._dynamodb, self._table)

    def _client(self, service: str) -> Any:
        client: Any = self._session.client
        return client(service, endpoint_url=self._endpoint)

    def relationships(self) -> list[Relationship]:
        """Everything of everybody."""
        pages = self._dynamodb.get_paginator("scan").paginate(
            TableName=self._table,
            FilterExpression="sk = :head",
            ExpressionAttributeValues={":head": {"S": "HEAD"}},
            ProjectionExpression="pk",
        )
        found = (
            self._store.relationship(item["pk"]["S"].removeprefix("R#"))
            for page in pages
            for item in page["Items"]
        )
        return [one for one in found if one is not None]

    def due(self, at: datetime) -> list[Standing]:
        """The follow-ups that are to be reminded of at this instant."""
        return [
            standing
            for relationship in self.relationships()
            for standing in relationship.standing.values()
            if standing.waits and standing.remind_at == at
        ]

    def say_again(self, schedules: Iterable[Mapping[str, Any]]) -> None:
        """Say once more on the bus what these schedules say, as Scheduler may."""
        bus = next(
            one["Name"]
            for one in self._events.list_event_buses()["EventBuses"]
            if one["Name"] != "default"
        )
        for schedule in schedules:
            event = {
                "EventBusName": bus,
                "Source": SOURCE,
                "DetailType": schedule["detail_type"],
                "Detail": schedule["input"],
            }
            answer = self._events.put_events(Entries=[event])
            assert not answer["FailedEntryCount"], answer

    def evidence(self) -> Evidence:
        """What is there now."""
        state = self._runtime.state()
        queues = state["queues"].items()
        depths = {name: one["visible"] + one["in_flight"] + one["delayed"] for name, one in queues}
        feeding = {name for name, one in queues if one["feeds_a_function"]}
        return Evidence(
            relationships=self.relationships(),
            mails=self._runtime.mail(),
            schedules={
                one["name"]: datetime.fromisoformat(one["next"])
                for one in state["schedules"]
                if one["detail_type"] == "follow-up-due"
            },
            queued={name: depths[name] for name in feeding} | state["unsettled"],
            dead_letters={name: depths[name] for name in depths.keys() - feeding},
            errors={
                name: one["last_error"] for name, one in state["functions"].items() if one["errors"]
            },
            now=datetime.fromisoformat(state["clock"]["now"]),
        )
