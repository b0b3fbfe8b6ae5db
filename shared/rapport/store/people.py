"""Who signs in: one-time links, seekers."""

from __future__ import annotations

from datetime import datetime

from rapport.store import AddressTaken, Conflict, Seeker, keys
from rapport.store.dynamodb import Action, Cancelled, Dynamo, as_epoch, as_key, as_n, as_s
from rapport.store.items import read_seeker, seeker_item


class People(Dynamo):
    """The seekers, and the links that let them in."""

    def may_ask(self, who: str, most: int, until: datetime, now: datetime) -> bool:
        count = self._update(
            keys.tries(who),
            "SET tries = tries + :one",
            {":one": as_n(1), ":most": as_n(most), ":now": as_epoch(now)},
            condition="tries < :most AND expires_at > :now",
        )["Update"]
        begin = {"type": as_s("tries"), "tries": as_n(1), "expires_at": as_epoch(until)}
        failed = self._client.exceptions.ConditionalCheckFailedException
        try:
            self._client.update_item(**count)
        except failed:
            try:
                self._put(
                    keys.tries(who),
                    begin,
                    ConditionExpression="attribute_not_exists(pk) OR expires_at <= :now",
                    ExpressionAttributeValues={":now": as_epoch(now)},
                )
            except failed:
                return False
        return True

    def offer_sign_in(self, token: str, address: str, browser: str, expires_at: datetime) -> None:
        self._put(
            keys.sign_in(token),
            {
                "type": as_s("sign-in"),
                "address": as_s(address),
                "browser": as_s(keys.digest(browser)),
                "expires_at": as_epoch(expires_at),
            },
        )

    def take_sign_in(self, token: str, browser: str, now: datetime) -> str | None:
        try:
            answer = self._client.delete_item(
                TableName=self._name,
                Key=as_key(keys.sign_in(token)),
                ConditionExpression="browser = :browser AND expires_at > :now",
                ExpressionAttributeValues={
                    ":browser": as_s(keys.digest(browser)),
                    ":now": as_epoch(now),
                },
                ReturnValues="ALL_OLD",
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return None
        return str(answer["Attributes"]["address"]["S"])

    def seeker_by_address(self, address: str) -> Seeker | None:
        pointer = self._get(keys.address(address))
        return self.seeker(pointer["seeker_id"]["S"]) if pointer else None

    def add_seeker(self, seeker: Seeker) -> None:
        try:
            self._transact(
                [
                    self._new(
                        keys.address(seeker.address),
                        {"type": as_s("address"), "seeker_id": as_s(seeker.seeker_id)},
                    ),
                    self._new(keys.profile(seeker.seeker_id), seeker_item(seeker)),
                ]
            )
        except Cancelled as cancelled:
            raise Conflict("the address is somebody's already") from cancelled

    def change_seeker(self, seeker: Seeker) -> None:
        try:
            self._put(
                keys.profile(seeker.seeker_id),
                seeker_item(seeker),
                ConditionExpression="version = :read",
                ExpressionAttributeValues={":read": as_n(seeker.version - 1)},
            )
        except self._client.exceptions.ConditionalCheckFailedException as error:
            raise Conflict("the settings were changed meanwhile") from error

    def add_address(self, seeker: Seeker, address: str) -> None:
        pointer = {"type": as_s("address"), "seeker_id": as_s(seeker.seeker_id)}
        try:
            self._transact([self._new(keys.address(address), pointer), self._changed(seeker)])
        except Cancelled as cancelled:
            stands = cancelled.failed.get(0)
            if stands and stands["seeker_id"]["S"] != seeker.seeker_id:
                raise AddressTaken("the address is somebody else's") from cancelled
            raise Conflict("the settings were changed meanwhile") from cancelled

    def drop_address(self, seeker: Seeker, address: str) -> None:
        try:
            self._transact([self._delete(keys.address(address)), self._changed(seeker)])
        except Cancelled as cancelled:
            raise Conflict("the settings were changed meanwhile") from cancelled

    def _changed(self, seeker: Seeker) -> Action:
        return {
            "Put": {
                "TableName": self._name,
                "Item": {**as_key(keys.profile(seeker.seeker_id)), **seeker_item(seeker)},
                "ConditionExpression": "version = :read",
                "ExpressionAttributeValues": {":read": as_n(seeker.version - 1)},
            }
        }

    def seeker(self, seeker_id: str) -> Seeker | None:
        item = self._get(keys.profile(seeker_id))
        return read_seeker(item) if item else None
