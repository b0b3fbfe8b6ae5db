"""Facts: stored together or not at all, read by relationship."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta

from rapport.facts import Fact
from rapport.store import (
    AlreadyRecorded,
    AlreadyTaken,
    Card,
    Conflict,
    Known,
    Recording,
    Relationship,
    Seeker,
    Standing,
    keys,
)
from rapport.store.dynamodb import (
    Action,
    Cancelled,
    Dynamo,
    Item,
    as_epoch,
    as_json,
    as_key,
    as_n,
    as_s,
)
from rapport.store.items import (
    known_item,
    read_announced,
    read_card,
    read_known,
    read_seeker,
    read_standing,
    seeker_told,
)

MAIL_MEMORY = timedelta(days=180)
"""How long a mail is remembered as taken: as long as its reply address is valid."""
KEY_MEMORY = timedelta(days=30)
"""How long a client may come again with the same key; the facts themselves remember longer."""


class Recordings(Dynamo):
    """The facts, and where their people are known from."""

    def record(self, recording: Recording) -> None:
        actions: list[Action] = []
        if recording.mail is not None:
            forget = recording.mail.at + MAIL_MEMORY
            actions.append(
                self._new(
                    keys.taken(recording.mail.mail_id),
                    {
                        "type": as_s("taken"),
                        "taken_at": as_s(keys.stamp(recording.mail.at)),
                        "receipt": as_s(as_json(recording.mail.receipt)),
                        "expires_at": as_epoch(forget),
                    },
                )
            )
        if recording.key is not None:
            actions.append(self._key_used(recording.facts[0], recording.key))
        actions += [
            self._new(
                keys.fact(fact.relationship_id, fact.fact_id),
                {"type": as_s("fact"), "fact": as_s(as_json(fact.stored()))},
            )
            for fact in recording.facts
        ]
        if recording.new_relationship is not None:
            actions += self._beginning(
                recording.facts[0].relationship_id, recording.new_relationship
            )
        actions += [
            {
                "Put": {
                    "TableName": self._name,
                    "Item": {
                        **as_key(keys.known(recording.facts[0].seeker_id, lookup)),
                        **known_item(known),
                    },
                }
            }
            for lookup, known in recording.known.items()
        ]
        try:
            self._transact(actions)
        except Cancelled as cancelled:
            self._explain(cancelled, recording)

    def _key_used(self, fact: Fact, key: str) -> Action:
        # The same key with another company would be a fact in another partition: only a record of
        # its own can tell that it came before.
        return self._new(
            keys.client_key(fact.seeker_id, key),
            {
                "type": as_s("key"),
                "relationship_id": as_s(fact.relationship_id),
                "fact_id": as_s(fact.fact_id),
                "expires_at": as_epoch(fact.recorded_at + KEY_MEMORY),
            },
        )

    def _beginning(self, relationship_id: str, seeker: Seeker) -> list[Action]:
        # The copy of the settings must be the newest: whoever changes them meanwhile wins, and
        # this recording is tried again with what they are then.
        return [
            self._new(
                keys.head(relationship_id),
                {
                    "type": as_s("head"),
                    "version": as_n(1),
                    "seeker": as_s(as_json(seeker_told(seeker))),
                },
            ),
            self._new(
                keys.belonging(seeker.seeker_id, relationship_id), {"type": as_s("relationship")}
            ),
            {
                "ConditionCheck": {
                    "TableName": self._name,
                    "Key": as_key(keys.profile(seeker.seeker_id)),
                    "ConditionExpression": "version = :read",
                    "ExpressionAttributeValues": {":read": as_n(seeker.version)},
                }
            },
        ]

    def _explain(self, cancelled: Cancelled, recording: Recording) -> None:
        failed = cancelled.failed
        if recording.mail is not None:
            if 0 in failed:
                raise AlreadyTaken("this mail was taken before") from cancelled
            failed = {position - 1: item for position, item in failed.items()}
        if recording.key is not None:
            if before := failed.get(0):
                raise AlreadyRecorded(
                    before["relationship_id"]["S"], before["fact_id"]["S"]
                ) from cancelled
            failed = {position - 1: item for position, item in failed.items()}
        for position, fact in enumerate(recording.facts):
            if position in failed:
                raise AlreadyRecorded(fact.relationship_id, fact.fact_id) from cancelled
        raise Conflict("the relationship or the settings were changed meanwhile") from cancelled

    def known(self, seeker_id: str, keys_: Iterable[str]) -> dict[str, Known]:
        lookups = {keys.known(seeker_id, lookup): lookup for lookup in keys_}
        found = self._batch(list(lookups))
        return {lookups[key]: read_known(item) for key, item in found.items()}

    def fact(self, relationship_id: str, fact_id: str) -> Fact | None:
        item = self._get(keys.fact(relationship_id, fact_id))
        return Fact.read(json.loads(item["fact"]["S"])) if item else None

    def relationship(self, relationship_id: str) -> Relationship | None:
        facts: list[Fact] = []
        standing: dict[str, Standing] = {}
        cards: dict[str, Card] = {}
        head: Item | None = None
        for item in self._query(
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": as_s(keys.relationship(relationship_id))},
            ConsistentRead=True,
        ):
            match item["type"]["S"]:
                case "fact":
                    facts.append(Fact.read(json.loads(item["fact"]["S"])))
                case "plan":
                    standing[item["sk"]["S"].removeprefix("PLAN#")] = read_standing(item)
                case "card":
                    cards[item["sk"]["S"]] = read_card(item)
                case "head":
                    head = item
        if head is None:
            return None
        return Relationship(
            relationship_id,
            read_seeker(head),
            int(head["version"]["N"]),
            tuple(facts),
            standing,
            cards,
            read_announced(head),
        )
