"""Leaving: everything of a seeker goes, in bounded steps that may be taken again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from rapport.store import Conflict, KeptMail, Seeker, keys
from rapport.store.dynamodb import Cancelled, Dynamo, Item, as_instant, as_key, as_n, as_s

TOGETHER = 25
"""Items that one BatchWriteItem deletes."""
MOST_LEAVING = 100


class Leaving(Dynamo):
    """Those who leave."""

    def leave(self, seeker: Seeker, now: datetime) -> None:
        gone = self._delete(keys.profile(seeker.seeker_id))
        gone["Delete"] |= {
            "ConditionExpression": "version = :read",
            "ExpressionAttributeValues": {":read": as_n(seeker.version)},
        }
        # It says whose data is to be deleted, and nothing else of them.
        note = self._new(
            keys.leaving(seeker.seeker_id),
            {
                "type": as_s("leaving"),
                "seeker_id": as_s(seeker.seeker_id),
                "since": as_s(keys.stamp(now)),
            },
        )
        addresses = [self._delete(keys.address(one)) for one in seeker.addresses]
        try:
            self._transact([gone, note, *addresses])
        except Cancelled as cancelled:
            raise Conflict("the settings were changed meanwhile") from cancelled

    def leaving(self) -> dict[str, datetime]:
        found = self._query(
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": as_s(keys.LEAVING)},
            ConsistentRead=True,
            most=MOST_LEAVING,
        )
        return {item["sk"]["S"]: as_instant(item["since"]) for item in found}

    def leaving_since(self, seeker_id: str) -> datetime | None:
        item = self._get(keys.leaving(seeker_id))
        return as_instant(item["since"]) if item else None

    def mails_of(self, seeker_id: str, most: int) -> list[KeptMail]:
        taken = self._query(
            IndexName="by-seeker",
            KeyConditionExpression="seeker_key = :seeker AND begins_with(seeker_order, :order)",
            ExpressionAttributeValues={
                ":seeker": as_s(keys.seeker(seeker_id)),
                ":order": as_s("MAIL#"),
            },
            most=most,
        )
        partition, prefix = keys.held(seeker_id, "")
        held = self._under(partition, prefix, most)
        return [
            *(KeptMail((_key(item),), _place(item)) for item in taken),
            *(KeptMail((_release_of(item), _key(item)), _place(item)) for item in held),
        ]

    def forget_mails(self, mails: Sequence[KeptMail]) -> None:
        self._delete_all(key for mail in mails for key in mail.records)

    def forget_own(self, seeker_id: str) -> None:
        partition, prefix = keys.belonging(seeker_id, "")
        self._delete_all(key for key in self._keys_of(partition) if not key[1].startswith(prefix))

    def follow_ups_in(self, relationship_id: str) -> list[str]:
        partition, prefix = keys.plan(relationship_id, "")
        return [sk.removeprefix(prefix) for _, sk in self._keys_of(partition, prefix)]

    def forget_relationship(self, relationship_id: str) -> None:
        self._delete_all(self._keys_of(keys.relationship(relationship_id)))

    def left(self, seeker_id: str) -> None:
        self._delete_all(self._keys_of(keys.seeker(seeker_id)))
        self._delete_all([keys.leaving(seeker_id)])

    def _keys_of(self, partition: str, prefix: str = "") -> Iterator[keys.Key]:
        question: dict[str, Any] = {
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": {":pk": as_s(partition)},
        }
        if prefix:
            question["KeyConditionExpression"] += " AND begins_with(sk, :prefix)"
            question["ExpressionAttributeValues"][":prefix"] = as_s(prefix)
        found = self._query(ProjectionExpression="pk, sk", ConsistentRead=True, **question)
        return (_key(item) for item in found)

    def _delete_all(self, gone: Iterable[keys.Key]) -> None:
        waiting = [{"DeleteRequest": {"Key": as_key(key)}} for key in dict.fromkeys(gone)]
        while waiting:
            answer = self._client.batch_write_item(RequestItems={self._name: waiting[:TOGETHER]})
            left = answer.get("UnprocessedItems", {}).get(self._name, [])
            waiting = [*left, *waiting[TOGETHER:]]


def _key(item: Item) -> keys.Key:
    return item["pk"]["S"], item["sk"]["S"]


def _release_of(held: Item) -> keys.Key:
    _, prefix = keys.held(None, "")
    return keys.release(held["sk"]["S"].removeprefix(prefix))


def _place(item: Item) -> tuple[str, str] | None:
    return (item["bucket"]["S"], item["object_key"]["S"]) if "bucket" in item else None
