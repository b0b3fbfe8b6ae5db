"""Incoming mail: what it is judged from, what is held, proposed and receipted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from rapport.mail.address import Capture, ReplyTo
from rapport.store import Arrival, HeldMail, Release, keys
from rapport.store.dynamodb import (
    Cancelled,
    Dynamo,
    Item,
    as_epoch,
    as_instant,
    as_json,
    as_key,
    as_s,
)
from rapport.store.items import (
    held_item,
    read_held,
    read_known,
    read_paragraphs,
    read_seeker,
    read_standing,
)

PROPOSAL_MEMORY = timedelta(days=30)
"""How long an interview read from a mail waits for the seeker to confirm it: no longer than a key
is known, so that none seems to wait that was logged."""
RELEASE_MEMORY = timedelta(days=14)
"""How long the word on a held mail waits for it to be taken: as long as a queue keeps it."""


class Mails(Dynamo):
    """The mails that came in."""

    def inbound(
        self,
        mail_id: str,
        sender: str,
        place: ReplyTo | Capture | None,
        *,
        delivery: str = "",
        known: Iterable[str] = (),
    ) -> Arrival:
        address_key, taken_key = keys.address(sender), keys.taken(mail_id)
        release_key, let_in_key = keys.release(delivery), keys.taken(keys.let_in_as(delivery))
        wanted = [address_key, taken_key, release_key, let_in_key]
        plan_key = owner_key = None
        lookups: dict[keys.Key, str] = {}
        match place:
            case ReplyTo(relationship_id, follow_up_id):
                owner_key = keys.head(relationship_id)
                plan_key = keys.plan(relationship_id, follow_up_id)
                wanted += [owner_key, plan_key]
            case Capture(seeker_id):
                owner_key = keys.profile(seeker_id)
                lookups = {keys.known(seeker_id, lookup): lookup for lookup in known}
                wanted += [owner_key, *lookups]
        found = self._batch(wanted)
        pointer, release, taken = (found.get(k) for k in (address_key, release_key, let_in_key))
        let_in = taken is not None
        if taken is None and release is None:
            taken = found.get(taken_key)
        owner = found.get(owner_key) if owner_key else None
        plan = found.get(plan_key) if plan_key else None
        return Arrival(
            sender_is=pointer["seeker_id"]["S"] if pointer else None,
            owner=read_seeker(owner) if owner else None,
            standing=read_standing(plan) if plan else None,
            taken_at=as_instant(taken["taken_at"]) if taken else None,
            receipt=read_paragraphs(taken) if taken else (),
            receipted="receipted" in (taken or {}),
            let_in=let_in,
            known={lookups[key]: read_known(found[key]) for key in lookups if key in found},
            release=_release(release),
        )

    def hold(self, held: HeldMail) -> None:
        unlisted = {"ConditionExpression": "attribute_not_exists(pk)"}
        try:
            self._put(keys.held(held.seeker_id, held.mail_id), held_item(held), **unlisted)
        except self._client.exceptions.ConditionalCheckFailedException:
            return  # delivered again; what its owner said of it meanwhile stays

    def held(self, seeker_id: str | None) -> list[HeldMail]:
        partition, prefix = keys.held(seeker_id, "")
        return [read_held(item, seeker_id) for item in self._under(partition, prefix, 100)]

    def held_mail(self, seeker_id: str, mail_id: str) -> HeldMail | None:
        item = self._get(keys.held(seeker_id, mail_id))
        return read_held(item, seeker_id) if item else None

    def let_in(self, mail_id: str, release: Release, now: datetime) -> bool:
        mark = self._update(
            keys.held(release.seeker_id, mail_id),
            "SET released = :how",
            {":how": as_s(release.how)},
            condition="attribute_exists(pk)",
        )
        word = {
            "type": as_s("release"),
            "release": as_s(as_json(vars(release))),
            "expires_at": as_epoch(now + RELEASE_MEMORY),
        }
        put = {"TableName": self._name, "Item": {**as_key(keys.release(mail_id)), **word}}
        try:
            self._transact([mark, {"Put": put}])
        except Cancelled:
            return False
        return True

    def discard(self, seeker_id: str, mail_id: str) -> None:
        self._transact(
            [self._delete(keys.held(seeker_id, mail_id)), self._delete(keys.release(mail_id))]
        )

    def propose(self, seeker_id: str, mail_id: str, entry: dict[str, Any], now: datetime) -> None:
        self._put(
            keys.proposal(seeker_id, keys.digest(mail_id)),
            {
                "type": as_s("proposal"),
                "entry": as_s(as_json(entry)),
                "expires_at": as_epoch(now + PROPOSAL_MEMORY),
            },
        )

    def proposal(self, seeker_id: str, mail_digest: str) -> dict[str, Any] | None:
        item = self._get(keys.proposal(seeker_id, mail_digest))
        entry: dict[str, Any] | None = json.loads(item["entry"]["S"]) if item else None
        return entry

    def proposals(self, seeker_id: str) -> dict[str, dict[str, Any]]:
        partition, prefix = keys.proposal(seeker_id, "")
        return {
            item["sk"]["S"].removeprefix(prefix): json.loads(item["entry"]["S"])
            for item in self._under(partition, prefix, 100)
        }

    def withdraw(self, seeker_id: str, mail_digest: str) -> None:
        self._client.delete_item(
            TableName=self._name, Key=as_key(keys.proposal(seeker_id, mail_digest))
        )

    def receipted(self, mail_digest: str) -> None:
        try:
            self._client.update_item(
                TableName=self._name,
                Key=as_key(keys.taken_by(mail_digest)),
                UpdateExpression="SET receipted = :yes",
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeValues={":yes": {"BOOL": True}},
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return  # forgotten meanwhile


def _release(item: Item | None) -> Release | None:
    return Release(**json.loads(item["release"]["S"])) if item else None
