"""Who is let in: sessions of browsers, tokens of programs, and how often they ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rapport.store import Pace, Session, Token, Visit, keys
from rapport.store.dynamodb import (
    Dynamo,
    Item,
    as_epoch,
    as_instant,
    as_key,
    as_n,
    as_s,
)
from rapport.store.items import read_known, read_seeker

MINUTE = 60


class Access(Dynamo):
    """The sessions and tokens of seekers."""

    def open_session(self, secret: str, session: Session) -> None:
        item = {"type": as_s("session"), "expires_at": as_epoch(session.expires_at)}
        if session.opened_at:
            item |= {
                "opened_at": as_s(keys.stamp(session.opened_at)),
                "used_on": as_s(session.opened_at.date().isoformat()),
            }
        if session.device:
            item["device"] = as_s(session.device)
        self._put(keys.session(session.seeker_id, secret), item)

    def close_session(self, seeker_id: str, secret: str) -> None:
        self._client.delete_item(TableName=self._name, Key=as_key(keys.session(seeker_id, secret)))

    def sessions(self, seeker_id: str, now: datetime) -> dict[str, Session]:
        partition, prefix = keys.seeker(seeker_id), "SESSION#"
        found = {
            item["sk"]["S"].removeprefix(prefix): _read_session(seeker_id, item)
            for item in self._under(partition, prefix)
        }
        return {name: session for name, session in found.items() if session.expires_at > now}

    def close_sessions(self, seeker_id: str, session_ids: Iterable[str]) -> None:
        for session_id in session_ids:
            key = (keys.seeker(seeker_id), f"SESSION#{session_id}")
            self._client.delete_item(TableName=self._name, Key=as_key(key))

    def used(self, seeker_id: str, secret: str, on: date) -> None:
        update = self._update(
            keys.session(seeker_id, secret),
            "SET used_on = :on",
            {":on": as_s(on.isoformat())},
            condition="attribute_exists(pk)",
        )["Update"]
        try:
            self._client.update_item(**update)
        except self._client.exceptions.ConditionalCheckFailedException:
            return  # it ended meanwhile

    def add_token(self, secret: str, token: Token) -> None:
        self._put(
            keys.token(token.seeker_id, secret),
            {
                "type": as_s("token"),
                "name": as_s(token.name),
                "scope": as_s(token.scope),
                "made_at": as_s(keys.stamp(token.made_at)),
            },
        )

    def tokens(self, seeker_id: str) -> dict[str, Token]:
        partition, prefix = keys.seeker(seeker_id), "TOKEN#"
        return {
            item["sk"]["S"].removeprefix(prefix): _read_token(seeker_id, item)
            for item in self._under(partition, prefix)
        }

    def revoke_token(self, seeker_id: str, token_id: str) -> None:
        key = (keys.seeker(seeker_id), f"TOKEN#{token_id}")
        self._client.delete_item(TableName=self._name, Key=as_key(key))

    def pace(self, seeker_id: str, secret: str, most: int, now: datetime) -> Pace | None:
        key = keys.token(seeker_id, secret)
        minute = int(now.timestamp()) // MINUTE
        begins = datetime.fromtimestamp((minute + 1) * MINUTE, UTC)
        values = {":minute": as_n(minute), ":one": as_n(1)}
        # Within a minute one update counts and reads; the first of each minute takes another.
        again = self._update(
            key,
            "SET asked = asked + :one",
            {**values, ":most": as_n(most)},
            names={"#minute": "minute"},
            condition="#minute = :minute AND asked < :most",
        )["Update"]
        anew = self._update(
            key,
            "SET asked = :one, #minute = :minute, used_on = :on",
            {**values, ":on": as_s(now.astimezone(UTC).date().isoformat())},
            names={"#minute": "minute"},
            condition="attribute_exists(pk) AND"
            " (attribute_not_exists(#minute) OR #minute <> :minute)",
        )["Update"]
        for update in (again, anew, again):
            found, stands = self._counted(update)
            if found is not None:
                return Pace(found["scope"]["S"])
            if stands is None:
                return None
            if int(stands.get("minute", as_n(0))["N"]) == minute and update is again:
                return Pace(stands["scope"]["S"], wait=max(begins - now, timedelta(seconds=1)))
        return None

    def _counted(self, update: Any) -> tuple[Item | None, Item | None]:
        """The item after an update; or, where its condition failed, the item as it stands."""
        failed = self._client.exceptions.ConditionalCheckFailedException
        try:
            answer = self._client.update_item(
                **update, ReturnValues="ALL_NEW", ReturnValuesOnConditionCheckFailure="ALL_OLD"
            )
        except failed as error:
            return None, error.response.get("Item")
        return answer["Attributes"], None

    def visit(
        self,
        seeker_id: str,
        secret: str,
        now: datetime,
        known: Iterable[str] = (),
        *,
        token: bool = False,
    ) -> Visit:
        lookups = {keys.known(seeker_id, lookup): lookup for lookup in known}
        pass_key = keys.token(seeker_id, secret) if token else keys.session(seeker_id, secret)
        profile_key = keys.profile(seeker_id)
        found = self._batch([pass_key, profile_key, *lookups])
        shown, profile = found.get(pass_key), found.get(profile_key)
        if shown is None or profile is None:
            return Visit(None, None)
        session = None if token else _read_session(seeker_id, shown)
        if session is not None and session.expires_at <= now:
            return Visit(None, None)
        return Visit(
            read_seeker(profile),
            session,
            {lookup: read_known(found[key]) for key, lookup in lookups.items() if key in found},
        )


def _read_session(seeker_id: str, item: Item) -> Session:
    return Session(
        seeker_id,
        datetime.fromtimestamp(int(item["expires_at"]["N"]), UTC),
        opened_at=as_instant(item["opened_at"]) if "opened_at" in item else None,
        device=item["device"]["S"] if "device" in item else "",
        used_on=_used_on(item),
    )


def _read_token(seeker_id: str, item: Item) -> Token:
    return Token(
        seeker_id,
        item["name"]["S"],
        item["scope"]["S"],
        as_instant(item["made_at"]),
        used_on=_used_on(item),
    )


def _used_on(item: Item) -> date | None:
    return date.fromisoformat(item["used_on"]["S"]) if "used_on" in item else None
