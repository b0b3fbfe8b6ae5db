"""Incoming mail: what it is judged from, and whether its receipt went out."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rapport.mail.address import Capture, ReplyTo
from rapport.store import Arrival, Release, keys
from rapport.store.dynamodb import (
    Dynamo,
    Item,
    as_instant,
    as_key,
)
from rapport.store.items import (
    read_known,
    read_paragraphs,
    read_seeker,
    read_standing,
)


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
