"""Incoming mail: what it is judged from, what is held, proposed and receipted."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from rapport.mail.address import Capture, ReplyTo
from rapport.store import Arrival, HeldMail, keys
from rapport.store.dynamodb import Dynamo, as_epoch, as_instant, as_json, as_key, as_s
from rapport.store.items import read_paragraphs, read_seeker, read_standing

PROPOSAL_MEMORY = timedelta(days=90)
"""How long an interview read from a mail waits for the seeker to confirm it."""


class Mails(Dynamo):
    """The mails that came in."""

    def inbound(self, mail_id: str, sender: str, place: ReplyTo | Capture | None) -> Arrival:
        address_key, taken_key = keys.address(sender), keys.taken(mail_id)
        wanted = [address_key, taken_key]
        plan_key = owner_key = None
        match place:
            case ReplyTo(relationship_id, follow_up_id):
                owner_key = keys.head(relationship_id)
                plan_key = keys.plan(relationship_id, follow_up_id)
                wanted += [owner_key, plan_key]
            case Capture(seeker_id):
                owner_key = keys.profile(seeker_id)
                wanted.append(owner_key)
        found = self._batch(wanted)
        pointer, taken = found.get(address_key), found.get(taken_key)
        owner = found.get(owner_key) if owner_key else None
        plan = found.get(plan_key) if plan_key else None
        return Arrival(
            sender_is=pointer["seeker_id"]["S"] if pointer else None,
            owner=read_seeker(owner) if owner else None,
            standing=read_standing(plan) if plan else None,
            taken_at=as_instant(taken["taken_at"]) if taken else None,
            receipt=read_paragraphs(taken) if taken else (),
            receipted="receipted" in (taken or {}),
        )

    def hold(self, held: HeldMail) -> None:
        item = {
            "type": as_s("held"),
            "reason": as_s(held.reason),
            "received_at": as_s(held.received_at.isoformat()),
            "bucket": as_s(held.bucket),
            "object_key": as_s(held.key),
        }
        self._put(keys.held(held.seeker_id, held.mail_id), item)

    def held(self, seeker_id: str | None) -> list[HeldMail]:
        partition, prefix = keys.held(seeker_id, "")
        return [
            HeldMail(
                item["sk"]["S"].removeprefix(prefix),
                seeker_id,
                item["reason"]["S"],
                datetime.fromisoformat(item["received_at"]["S"]),
                item["bucket"]["S"],
                item["object_key"]["S"],
            )
            for item in self._under(partition, prefix, 100)
        ]

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
