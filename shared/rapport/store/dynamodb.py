"""DynamoDB's calls and types: bounded, consistent, with what a refusal means."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from rapport.facts import Fact
from rapport.store import Conflict, keys

Item = dict[str, Any]
Action = dict[str, Any]

TRANSACTION = 100
"""Actions that one TransactWriteItems takes."""


class Cancelled(Exception):
    """A transaction whose conditions failed: positions, with what stands there."""

    def __init__(self, failed: dict[int, Item]) -> None:
        super().__init__(f"conditions failed at {sorted(failed)}")
        self.failed = failed


class Dynamo:
    """One table. `client` is a DynamoDB client; `due_shards` splits a day's due index.

    `before_recording` is shown the facts that are about to be stored, for the log's sake.
    """

    def __init__(
        self,
        client: Any,
        name: str,
        *,
        due_shards: int = 1,
        before_recording: Callable[[Sequence[Fact]], None] = lambda _: None,
    ) -> None:
        self._client = client
        self._before_recording = before_recording
        self._name = name
        self._shards = due_shards

    def _get(self, key: keys.Key) -> Item | None:
        answer = self._client.get_item(TableName=self._name, Key=as_key(key), ConsistentRead=True)
        item: Item | None = answer.get("Item")
        return item

    def _put(self, key: keys.Key, item: Item, **condition: Any) -> None:
        self._client.put_item(TableName=self._name, Item={**as_key(key), **item}, **condition)

    def _batch(self, wanted: Sequence[keys.Key]) -> dict[keys.Key, Item]:
        found: dict[keys.Key, Item] = {}
        waiting = [as_key(key) for key in dict.fromkeys(wanted)]
        while waiting:
            answer = self._client.batch_get_item(
                RequestItems={self._name: {"Keys": waiting[:100], "ConsistentRead": True}}
            )
            for item in answer["Responses"].get(self._name, []):
                found[item["pk"]["S"], item["sk"]["S"]] = item
            left = answer.get("UnprocessedKeys", {}).get(self._name, {}).get("Keys", [])
            waiting = [*left, *waiting[100:]]
        return found

    def _query(self, *, most: int | None = None, **question: Any) -> Iterator[Item]:
        """All that a question finds, or the first `most`: a megabyte at a time."""
        while most is None or most > 0:
            if most is not None:
                question["Limit"] = most
            answer = self._client.query(TableName=self._name, **question)
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            most = None if most is None else most - len(answer["Items"])
            question["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def _under(self, partition: str, prefix: str, most: int | None = None) -> Iterator[Item]:
        return self._query(
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={":pk": as_s(partition), ":prefix": as_s(prefix)},
            ConsistentRead=True,
            most=most,
        )

    def _between(
        self,
        seeker_id: str,
        prefix: str,
        most: int | None,
        *,
        first: str | None = None,
        last: str | None = None,
        **how: Any,
    ) -> Iterator[Item]:
        """A seeker's records of a kind; all of them lie between `#` and the character behind it."""
        return self._query(
            IndexName="by-seeker",
            KeyConditionExpression="seeker_key = :seeker AND seeker_order BETWEEN :first AND :last",
            ExpressionAttributeValues={
                ":seeker": as_s(keys.seeker(seeker_id)),
                ":first": as_s(first or f"{prefix}#"),
                ":last": as_s(last or f"{prefix}{chr(ord('#') + 1)}"),
            },
            most=most,
            **how,
        )

    def _contested(self, actions: Sequence[Action]) -> None:
        try:
            self._transact(actions)
        except Cancelled as cancelled:
            raise Conflict("the follow-up was changed meanwhile") from cancelled

    def _transact(self, actions: Sequence[Action]) -> None:
        try:
            self._client.transact_write_items(TransactItems=list(actions))
        except self._client.exceptions.TransactionCanceledException as error:
            reasons = error.response.get("CancellationReasons", [])
            failed = {
                position: reason.get("Item") or {}
                for position, reason in enumerate(reasons)
                if reason.get("Code") == "ConditionalCheckFailed"
            }
            if failed:
                raise Cancelled(failed) from error
            if any(reason.get("Code") == "TransactionConflict" for reason in reasons):
                raise Conflict("the same records are being written by another") from error
            raise

    def _new(self, key: keys.Key, item: Item) -> Action:
        return {
            "Put": {
                "TableName": self._name,
                "Item": {**as_key(key), **item},
                "ConditionExpression": "attribute_not_exists(pk)",
                "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
            }
        }

    def _update(
        self,
        key: keys.Key,
        update: str,
        values: Item,
        *,
        names: Mapping[str, str] | None = None,
        condition: str | None = None,
    ) -> Action:
        action: Action = {
            "TableName": self._name,
            "Key": as_key(key),
            "UpdateExpression": update,
        }
        if values:
            action["ExpressionAttributeValues"] = values
        if names:
            action["ExpressionAttributeNames"] = dict(names)
        if condition:
            action["ConditionExpression"] = condition
        return {"Update": action}

    def _delete(self, key: keys.Key) -> Action:
        return {"Delete": {"TableName": self._name, "Key": as_key(key)}}


def as_s(text: str) -> dict[str, str]:
    return {"S": text}


def as_n(number: int) -> dict[str, str]:
    return {"N": str(number)}


def as_epoch(at: datetime) -> dict[str, str]:
    return as_n(int(at.timestamp()))


def as_instant(attribute: Mapping[str, str]) -> datetime:
    return datetime.fromisoformat(attribute["S"])


def as_json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)


def as_key(key: keys.Key) -> Item:
    return {"pk": as_s(key[0]), "sk": as_s(key[1])}
