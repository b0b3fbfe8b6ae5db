"""Facts: stored together or not at all, read by relationship."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NoReturn

from rapport.facts import Fact
from rapport.store import (
    AlreadyRecorded,
    AlreadyTaken,
    Card,
    Conflict,
    EnoughReceipts,
    Known,
    Recording,
    Relationship,
    Seeker,
    Standing,
    keys,
)
from rapport.store.dynamodb import (
    TRANSACTION,
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
    held_item,
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
RECEIPT_MEMORY = timedelta(days=3)
"""How long the receipts of a day are counted: past the end of that day everywhere."""
KEY_MEMORY = timedelta(days=90)
"""How long a client may come again with the same key; the facts themselves remember longer."""

NOT_PLANNED = {"reminder-sent", "mail-feedback", "note-recorded"}
"""Facts that change no plan, and that no rule of the bus leads to the planner."""

_Part = tuple[str, Action]
"""One action of a recording, with a name by which its refusal is known."""


class Recordings(Dynamo):
    """The facts, and where their people are known from."""

    def record(self, recording: Recording) -> None:
        self._before_recording(recording.facts)
        parts = [
            *self._mail(recording),
            *self._facts(recording),
            *self._people(recording),
        ]
        try:
            self._transact([action for _, action in parts])
        except Cancelled as cancelled:
            names = [name for name, _ in parts]
            failed = {names[position]: item for position, item in cancelled.failed.items()}
            _explain(failed, recording, cancelled)

    def _mail(self, recording: Recording) -> Iterator[_Part]:
        """The mail that the facts came in: that it was taken, its receipt, whether it is held."""
        mail, cap, held = recording.mail, recording.cap, recording.held
        if mail is not None:
            taken: Item = {
                "type": as_s("taken"),
                "taken_at": as_s(keys.stamp(mail.at)),
                "receipt": as_s(as_json(mail.receipt)),
                "expires_at": as_epoch(mail.at + MAIL_MEMORY),
            }
            if mail.seeker_id:
                taken["seeker_key"] = as_s(keys.seeker(mail.seeker_id))
                taken["seeker_order"] = as_s(f"MAIL#{keys.digest(mail.mail_id)}")
            if mail.place:
                taken["bucket"], taken["object_key"] = map(as_s, mail.place)
            if mail.silent:
                taken["receipted"] = {"BOOL": True}
            yield "mail", self._new(keys.taken(mail.mail_id), taken)
        if mail is not None and cap is not None:
            yield (
                "cap",
                self._update(
                    keys.receipts(cap.seeker_id, cap.day),
                    "ADD told :one SET #type = :type, expires_at = :forget",
                    {
                        ":one": as_n(1),
                        ":most": as_n(cap.most),
                        ":type": as_s("receipts"),
                        ":forget": as_epoch(mail.at + RECEIPT_MEMORY),
                    },
                    names={"#type": "type"},
                    condition="attribute_not_exists(told) OR told < :most",
                ),
            )
        if held is not None:
            item = {**as_key(keys.held(held.seeker_id, held.mail_id)), **held_item(held)}
            yield "held", {"Put": {"TableName": self._name, "Item": item}}
        if recording.let_in is not None:
            yield "let in", self._delete(keys.release(recording.let_in[1]))
            if held is None:
                yield "let in", self._delete(keys.held(*recording.let_in))

    def _facts(self, recording: Recording) -> Iterator[_Part]:
        if recording.key is not None:
            yield "key", self._key_used(recording.facts[0], recording.key)
        for fact in recording.facts:
            yield (
                f"fact {fact.fact_id}",
                self._new(
                    keys.fact(fact.relationship_id, fact.fact_id),
                    {
                        "type": as_s("fact"),
                        "fact": as_s(as_json(fact.stored())),
                        **self._unplanned(fact, recording.learned_at or fact.recorded_at),
                    },
                ),
            )

    def _unplanned(self, fact: Fact, learned_at: datetime) -> Item:
        """Its place in the due index until a plan is saved of it: if its event is lost on the way,
        that is how anybody knows.
        """
        if fact.data.detail_type in NOT_PLANNED:
            return {}
        shard = keys.shard(fact.seeker_id, self._shards)
        day = learned_at.astimezone(UTC).date()
        return {
            "seeker_id": as_s(fact.seeker_id),
            "due_bucket": as_s(keys.unplanned(day, shard)),
            "due_at": as_s(f"{keys.stamp(learned_at)}#{fact.relationship_id}"),
        }

    def _people(self, recording: Recording) -> Iterator[_Part]:
        """A relationship that begins, and where its people are known from."""
        if recording.new_relationship is not None:
            relationship_id = recording.facts[0].relationship_id
            for action in self._beginning(relationship_id, recording.new_relationship):
                yield "beginning", action
        for lookup, known in recording.known.items():
            item = {
                **as_key(keys.known(recording.facts[0].seeker_id, lookup)),
                **known_item(known),
            }
            yield "known", {"Put": {"TableName": self._name, "Item": item}}

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

    def rewrite(self, relationship_id: str, facts: Sequence[Fact], removed: Sequence[str]) -> None:
        actions = [
            self._update(
                keys.fact(relationship_id, fact.fact_id),
                "SET fact = :fact",
                {":fact": as_s(as_json(fact.stored()))},
                condition="attribute_exists(pk)",
            )
            for fact in facts
        ] + [self._delete(keys.fact(relationship_id, fact_id)) for fact_id in removed]
        for start in range(0, len(actions), TRANSACTION):
            self._transact(actions[start : start + TRANSACTION])

    def forget_known(self, seeker_id: str, lookups: Iterable[str], ids: Collection[str]) -> None:
        wanted = {keys.known(seeker_id, lookup): lookup for lookup in lookups}
        found = self._batch(list(wanted))
        theirs = [key for key, item in found.items() if read_known(item).contact_id in ids]
        for start in range(0, len(theirs), TRANSACTION):
            some = theirs[start : start + TRANSACTION]
            self._transact([self._delete(key) for key in some])

    def known(self, seeker_id: str, keys_: Iterable[str]) -> dict[str, Known]:
        lookups = {keys.known(seeker_id, lookup): lookup for lookup in keys_}
        found = self._batch(list(lookups))
        return {lookups[key]: read_known(item) for key, item in found.items()}

    def fact(self, relationship_id: str, fact_id: str) -> Fact | None:
        item = self._get(keys.fact(relationship_id, fact_id))
        return Fact.read(json.loads(item["fact"]["S"])) if item else None

    def recorded_under(self, seeker_id: str, key: str) -> tuple[str, str] | None:
        item = self._get(keys.client_key(seeker_id, key))
        return (item["relationship_id"]["S"], item["fact_id"]["S"]) if item else None

    def relationship(self, relationship_id: str) -> Relationship | None:
        facts: list[Fact] = []
        standing: dict[str, Standing] = {}
        cards: dict[str, Card] = {}
        head: Item | None = None
        unplanned: set[str] = set()
        for item in self._query(
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": as_s(keys.relationship(relationship_id))},
            ConsistentRead=True,
        ):
            match item["type"]["S"]:
                case "fact":
                    facts.append(Fact.read(json.loads(item["fact"]["S"])))
                    if "due_bucket" in item:
                        unplanned.add(facts[-1].fact_id)
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
            frozenset(unplanned),
        )


def _explain(failed: dict[str, Item], recording: Recording, cancelled: Cancelled) -> NoReturn:
    """What a refused recording means, by the names of its parts that were refused."""
    if "mail" in failed:
        raise AlreadyTaken("this mail was taken before") from cancelled
    if before := failed.get("key"):
        raise AlreadyRecorded(before["relationship_id"]["S"], before["fact_id"]["S"]) from cancelled
    for fact in recording.facts:
        if f"fact {fact.fact_id}" in failed:
            raise AlreadyRecorded(fact.relationship_id, fact.fact_id) from cancelled
    if "cap" in failed:
        raise EnoughReceipts("no more receipts today") from cancelled
    raise Conflict("the relationship or the settings were changed meanwhile") from cancelled
