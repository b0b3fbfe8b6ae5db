"""The inbox: held mails, and interviews that were read from mails, until they are settled."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from rapport.store import HeldMail, Proposal, Release, Waiting, keys
from rapport.store.dynamodb import (
    TRANSACTION,
    Cancelled,
    Dynamo,
    Item,
    as_epoch,
    as_json,
    as_key,
    as_s,
)
from rapport.store.items import held_item, read_held, read_known

PROPOSAL_MEMORY = timedelta(days=30)
"""How long an interview read from a mail waits for the seeker to confirm it: no longer than a key
is known, so that none seems to wait that was logged."""
RELEASE_MEMORY = timedelta(days=14)
"""How long the word on a held mail waits for it to be taken: as long as a queue keeps it."""


class Inbox(Dynamo):
    """What waits for a seeker's word."""

    def hold(self, held: HeldMail) -> None:
        unlisted = {"ConditionExpression": "attribute_not_exists(pk)"}
        try:
            self._put(keys.held(held.seeker_id, held.mail_id), held_item(held), **unlisted)
        except self._client.exceptions.ConditionalCheckFailedException:
            return  # delivered again; what its owner said of it meanwhile stays

    def held(self, seeker_id: str | None) -> list[HeldMail]:
        partition, prefix = keys.held(seeker_id, "")
        return [read_held(item, seeker_id) for item in self._under(partition, prefix)]

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
                "seeker_key": as_s(keys.seeker(seeker_id)),
                "seeker_order": as_s(keys.waiting_since(now, keys.digest(mail_id))),
                "expires_at": as_epoch(now + PROPOSAL_MEMORY),
            },
        )

    def proposal(self, seeker_id: str, mail_digest: str) -> dict[str, Any] | None:
        item = self._get(keys.proposal(seeker_id, mail_digest))
        entry: dict[str, Any] | None = json.loads(item["entry"]["S"]) if item else None
        return entry

    def withdraw(self, seeker_id: str, mail_digest: str) -> None:
        self._client.delete_item(
            TableName=self._name, Key=as_key(keys.proposal(seeker_id, mail_digest))
        )

    def forget_waiting(self, seeker_id: str, lookups: Collection[str]) -> None:
        gone: list[dict[str, Any]] = []
        for item in self._between(seeker_id, "INBOX", None):
            waits = _read(item, seeker_id)
            if waits.lookups.isdisjoint(lookups):
                continue
            gone.append(self._delete((item["pk"]["S"], item["sk"]["S"])))
            if isinstance(waits, HeldMail):
                gone.append(self._delete(keys.release(waits.mail_id)))
        for start in range(0, len(gone), TRANSACTION):
            self._transact(gone[start : start + TRANSACTION])

    def inbox(self, seeker_id: str, most: int, after: tuple[str, str] | None = None) -> Waiting:
        newest = self._behind(seeker_id, most + 1, after)
        listed = {(item["pk"]["S"], item["sk"]["S"]): item for item in newest[:most]}
        logged = {
            key: keys.client_key(seeker_id, keys.proposal_key(key[1].removeprefix("PROPOSAL#")))
            for key in listed
            if key[1].startswith("PROPOSAL#")
        }
        mails = [read_held(item, seeker_id) for item in listed.values() if _is_held(item)]
        senders = {
            keys.known(seeker_id, keys.mail_lookup(mail.address)): mail.address
            for mail in mails
            if mail.address
        }
        # The index is a moment behind: what was thrown away or logged meanwhile shows here.
        stands = self._batch([*listed, *logged.values(), *senders])
        following = _order(newest[most - 1]) if len(newest) > most else None
        return Waiting(
            tuple(
                _read(stands[key], seeker_id)
                for key in listed
                if key in stands and logged.get(key) not in stands
            ),
            {sender: read_known(stands[key]) for key, sender in senders.items() if key in stands},
            following,
        )

    def _behind(self, seeker_id: str, most: int, after: tuple[str, str] | None) -> list[Item]:
        """The newest that are older than what stands `after`, which may be gone by now."""
        last = f"INBOX#{'#'.join(after)}" if after else None
        found = self._between(seeker_id, "INBOX", most + 1, last=last, ScanIndexForward=False)
        return [item for item in found if item["seeker_order"]["S"] != last][:most]


def _read(item: Item, seeker_id: str) -> HeldMail | Proposal:
    if _is_held(item):
        return read_held(item, seeker_id)
    return Proposal(item["sk"]["S"].removeprefix("PROPOSAL#"), json.loads(item["entry"]["S"]))


def _order(item: Item) -> tuple[str, str]:
    _, at, name = item["seeker_order"]["S"].split("#", 2)
    return at, name


def _is_held(item: Item) -> bool:
    return bool(item["type"]["S"] == "held")
