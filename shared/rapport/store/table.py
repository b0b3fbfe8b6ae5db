"""The store in DynamoDB: one table, every access pattern one bounded call."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rapport.agenda import Day, Slot
from rapport.facts import Fact
from rapport.mail.address import Capture, ReplyTo
from rapport.store import (
    AlreadyRecorded,
    AlreadyTaken,
    Arrival,
    Card,
    Claim,
    Conflict,
    DueItem,
    HeldMail,
    Known,
    PlanChange,
    Recording,
    Relationship,
    Seeker,
    Session,
    Standing,
    Visit,
    Watch,
    keys,
)

Item = dict[str, Any]
Action = dict[str, Any]

TRANSACTION = 100
"""Actions that one TransactWriteItems takes."""
MAIL_MEMORY = timedelta(days=180)
"""How long a mail is remembered as taken: as long as its reply address is valid."""
DAY_MEMORY = timedelta(days=14)
KEY_MEMORY = timedelta(days=30)
"""How long a client may come again with the same key; the facts themselves remember longer."""


class TableStore:
    """Keeps everything in one table. `client` is a DynamoDB client."""

    def __init__(self, client: Any, name: str, *, due_shards: int = 1) -> None:
        self._client = client
        self._name = name
        self._shards = due_shards

    # People who sign in.

    def may_ask(self, who: str, most: int, until: datetime, now: datetime) -> bool:
        count = self._update(
            keys.tries(who),
            "SET tries = tries + :one",
            {":one": _n(1), ":most": _n(most), ":now": _epoch(now)},
            condition="tries < :most AND expires_at > :now",
        )["Update"]
        begin = {"type": _s("tries"), "tries": _n(1), "expires_at": _epoch(until)}
        failed = self._client.exceptions.ConditionalCheckFailedException
        try:
            self._client.update_item(**count)
        except failed:
            try:
                self._put(
                    keys.tries(who),
                    begin,
                    ConditionExpression="attribute_not_exists(pk) OR expires_at <= :now",
                    ExpressionAttributeValues={":now": _epoch(now)},
                )
            except failed:
                return False
        return True

    def offer_sign_in(self, token: str, address: str, browser: str, expires_at: datetime) -> None:
        self._put(
            keys.sign_in(token),
            {
                "type": _s("sign-in"),
                "address": _s(address),
                "browser": _s(keys.digest(browser)),
                "expires_at": _epoch(expires_at),
            },
        )

    def take_sign_in(self, token: str, browser: str, now: datetime) -> str | None:
        try:
            answer = self._client.delete_item(
                TableName=self._name,
                Key=_key(keys.sign_in(token)),
                ConditionExpression="browser = :browser AND expires_at > :now",
                ExpressionAttributeValues={
                    ":browser": _s(keys.digest(browser)),
                    ":now": _epoch(now),
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
                        {"type": _s("address"), "seeker_id": _s(seeker.seeker_id)},
                    ),
                    self._new(keys.profile(seeker.seeker_id), _seeker_item(seeker)),
                ]
            )
        except _Cancelled as cancelled:
            raise Conflict("the address is somebody's already") from cancelled

    def change_seeker(self, seeker: Seeker) -> None:
        try:
            self._put(
                keys.profile(seeker.seeker_id),
                _seeker_item(seeker),
                ConditionExpression="version = :read",
                ExpressionAttributeValues={":read": _n(seeker.version - 1)},
            )
        except self._client.exceptions.ConditionalCheckFailedException as error:
            raise Conflict("the settings were changed meanwhile") from error

    def seeker(self, seeker_id: str) -> Seeker | None:
        item = self._get(keys.profile(seeker_id))
        return _seeker(item) if item else None

    def open_session(self, secret: str, session: Session) -> None:
        self._put(
            keys.session(session.seeker_id, secret),
            {"type": _s("session"), "expires_at": _epoch(session.expires_at)},
        )

    def close_session(self, seeker_id: str, secret: str) -> None:
        self._client.delete_item(TableName=self._name, Key=_key(keys.session(seeker_id, secret)))

    def visit(self, seeker_id: str, secret: str, now: datetime, known: Iterable[str] = ()) -> Visit:
        lookups = {keys.known(seeker_id, lookup): lookup for lookup in known}
        session_key, profile_key = keys.session(seeker_id, secret), keys.profile(seeker_id)
        found = self._batch([session_key, profile_key, *lookups])
        session = found.get(session_key)
        profile = found.get(profile_key)
        if session is None or profile is None:
            return Visit(None, None)
        expires = datetime.fromtimestamp(int(session["expires_at"]["N"]), UTC)
        if expires <= now:
            return Visit(None, None)
        return Visit(
            _seeker(profile),
            Session(seeker_id, expires),
            {lookup: _known(found[key]) for key, lookup in lookups.items() if key in found},
        )

    # Facts.

    def record(self, recording: Recording) -> None:
        actions: list[Action] = []
        if recording.mail is not None:
            forget = recording.mail.at + MAIL_MEMORY
            actions.append(
                self._new(
                    keys.taken(recording.mail.mail_id),
                    {
                        "type": _s("taken"),
                        "taken_at": _s(keys.stamp(recording.mail.at)),
                        "receipt": _s(_json(recording.mail.receipt)),
                        "expires_at": _epoch(forget),
                    },
                )
            )
        if recording.key is not None:
            actions.append(self._key_used(recording.facts[0], recording.key))
        actions += [
            self._new(
                keys.fact(fact.relationship_id, fact.fact_id),
                {"type": _s("fact"), "fact": _s(_json(fact.stored()))},
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
                        **_key(keys.known(recording.facts[0].seeker_id, lookup)),
                        "type": _s("known"),
                        "relationship_id": _s(known.relationship_id),
                        **({"contact_id": _s(known.contact_id)} if known.contact_id else {}),
                        **({"mail": _s(known.mail)} if known.mail else {}),
                    },
                }
            }
            for lookup, known in recording.known.items()
        ]
        try:
            self._transact(actions)
        except _Cancelled as cancelled:
            self._explain(cancelled, recording)

    def _key_used(self, fact: Fact, key: str) -> Action:
        # The same key with another company would be a fact in another partition: only a record of
        # its own can tell that it came before.
        return self._new(
            keys.client_key(fact.seeker_id, key),
            {
                "type": _s("key"),
                "relationship_id": _s(fact.relationship_id),
                "fact_id": _s(fact.fact_id),
                "expires_at": _epoch(fact.recorded_at + KEY_MEMORY),
            },
        )

    def _beginning(self, relationship_id: str, seeker: Seeker) -> list[Action]:
        # The copy of the settings must be the newest: whoever changes them meanwhile wins, and
        # this recording is tried again with what they are then.
        return [
            self._new(
                keys.head(relationship_id),
                {
                    "type": _s("head"),
                    "version": _n(1),
                    "seeker": _s(_json(_told(seeker))),
                },
            ),
            self._new(
                keys.belonging(seeker.seeker_id, relationship_id), {"type": _s("relationship")}
            ),
            {
                "ConditionCheck": {
                    "TableName": self._name,
                    "Key": _key(keys.profile(seeker.seeker_id)),
                    "ConditionExpression": "version = :read",
                    "ExpressionAttributeValues": {":read": _n(seeker.version)},
                }
            },
        ]

    def _explain(self, cancelled: _Cancelled, recording: Recording) -> None:
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
        return {lookups[key]: _known(item) for key, item in found.items()}

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
            ExpressionAttributeValues={":pk": _s(keys.relationship(relationship_id))},
            ConsistentRead=True,
        ):
            match item["type"]["S"]:
                case "fact":
                    facts.append(Fact.read(json.loads(item["fact"]["S"])))
                case "plan":
                    standing[item["sk"]["S"].removeprefix("PLAN#")] = _standing(item)
                case "card":
                    cards[item["sk"]["S"]] = _card(item)
                case "head":
                    head = item
        if head is None:
            return None
        return Relationship(
            relationship_id,
            _seeker(head),
            int(head["version"]["N"]),
            tuple(facts),
            standing,
            cards,
        )

    # The plan.

    def save_plan(self, change: PlanChange) -> None:
        version = change.relationship.version
        actions = list(self._plan_actions(change))
        room = TRANSACTION - 1
        for start in range(0, max(len(actions), 1), room):
            head = self._next_version(
                change.relationship.relationship_id,
                version,
                change.seeker if start == 0 else None,
            )
            try:
                self._transact([head, *actions[start : start + room]])
            except _Cancelled as cancelled:
                raise Conflict("the relationship was planned meanwhile") from cancelled
            version += 1

    def _next_version(self, relationship_id: str, read: int, seeker: Seeker | None) -> Action:
        values = {":read": _n(read), ":next": _n(read + 1)}
        update = "SET version = :next"
        if seeker is not None:
            update += ", seeker = :seeker"
            values[":seeker"] = _s(_json(_told(seeker)))
        return self._update(keys.head(relationship_id), update, values, condition="version = :read")

    def _plan_actions(self, change: PlanChange) -> Iterator[Action]:
        relationship_id = change.relationship.relationship_id
        stood = change.relationship.standing
        for standing in change.put:
            yield self._put_plan(standing, stood.get(standing.follow_up_id))
        for standing in change.drop:
            yield self._drop_plan(stood[standing.follow_up_id])
        for card in change.cards:
            yield {
                "Put": {
                    "TableName": self._name,
                    "Item": {
                        **_key(keys.card(relationship_id, card.kind, card.card_id)),
                        "type": _s("card"),
                        "body": _s(_json(card.body)),
                        "seeker_key": _s(keys.seeker(change.relationship.seeker.seeker_id)),
                        "seeker_order": _s(f"{card.kind.upper()}#{card.order}#{card.card_id}"),
                    },
                }
            }
        for card in change.dropped_cards:
            yield self._delete(keys.card(relationship_id, card.kind, card.card_id))
        yield from self._day_actions(change)

    def _put_plan(self, standing: Standing, stood: Standing | None) -> Action:
        # An update, not a put: claim and reminder are send_reminder's, and stay.
        condition, values = self._as_read(stood) if stood else (None, {})
        values |= {
            ":type": _s("plan"),
            ":seeker_id": _s(standing.seeker_id),
            ":plan": _s(_json(standing.follow_up)),
            ":draft": _s(_json(standing.draft)),
            ":occasion": _s(standing.occasion),
            ":importance": _n(standing.importance),
            ":first": _s(keys.stamp(standing.first_at)),
            ":remind": _s(keys.stamp(standing.remind_at)),
            ":day": _s(standing.day.isoformat()),
            ":seeker": _s(keys.seeker(standing.seeker_id)),
            ":order": _s(_due_order(standing)),
        }
        update = (
            "SET #type = :type, seeker_id = :seeker_id, #plan = :plan, draft = :draft,"
            " occasion = :occasion, importance = :importance, first_at = :first,"
            " remind_at = :remind, #day = :day, seeker_key = :seeker, seeker_order = :order"
        )
        if standing.waits:
            update += ", due_bucket = :bucket, due_at = :due"
            values |= self._due_values(standing)
        else:
            update += ", reminded = :reminded REMOVE due_bucket, due_at"
            values[":reminded"] = _s(standing.occasion)
        return self._update(
            keys.plan(standing.relationship_id, standing.follow_up_id),
            update,
            values,
            names={"#type": "type", "#plan": "plan", "#day": "day"},
            condition=condition,
        )

    def _drop_plan(self, stood: Standing) -> Action:
        condition, values = self._as_read(stood)
        action = self._delete(keys.plan(stood.relationship_id, stood.follow_up_id))
        action["Delete"] |= {"ConditionExpression": condition, "ExpressionAttributeValues": values}
        return action

    @staticmethod
    def _as_read(stood: Standing) -> tuple[str, Item]:
        """The condition that it was neither reminded of nor moved to another day meanwhile."""
        values: Item = {":was": _s(keys.stamp(stood.remind_at))}
        if stood.reminded is None:
            return "remind_at = :was AND attribute_not_exists(reminded)", values
        values[":told"] = _s(stood.reminded)
        return "remind_at = :was AND reminded = :told", values

    def _due_values(self, standing: Standing) -> Item:
        shard = keys.shard(standing.seeker_id, self._shards)
        on = standing.remind_at.astimezone(UTC).date()
        due_at = f"{keys.stamp(standing.remind_at)}#{standing.relationship_id}"
        return {":bucket": _s(keys.bucket(on, shard)), ":due": _s(due_at)}

    def _day_actions(self, change: PlanChange) -> Iterator[Action]:
        seeker_id = change.relationship.seeker.seeker_id
        stood = change.relationship.standing
        entering: dict[date, list[Standing]] = {}
        leaving: dict[date, list[str]] = {}
        for standing in change.put:
            before = stood.get(standing.follow_up_id)
            if before is not None and before.waits and before.day != standing.day:
                leaving.setdefault(before.day, []).append(before.follow_up_id)
            if standing.waits:
                entering.setdefault(standing.day, []).append(standing)
        for standing in change.drop:
            if standing.waits:
                leaving.setdefault(standing.day, []).append(standing.follow_up_id)
        for on in sorted({*entering, *leaving}):
            yield self._day_update(seeker_id, on, entering.get(on, []), leaving.get(on, []))

    def _day_update(
        self, seeker_id: str, on: date, entering: Sequence[Standing], leaving: Sequence[str]
    ) -> Action:
        names = {"#ttl": "expires_at", "#type": "type"}
        forget = datetime(on.year, on.month, on.day, tzinfo=UTC) + DAY_MEMORY
        values: Item = {":ttl": _epoch(forget), ":type": _s("day")}
        sets = ["#ttl = :ttl", "#type = :type"]
        for number, standing in enumerate(entering):
            names[f"#e{number}"] = f"w_{standing.follow_up_id}"
            values[f":e{number}"] = _s(_place(standing))
            sets.append(f"#e{number} = :e{number}")
        removes = []
        for number, follow_up_id in enumerate(leaving):
            names[f"#l{number}"] = f"w_{follow_up_id}"
            removes.append(f"#l{number}")
        update = f"SET {', '.join(sets)}" + (f" REMOVE {', '.join(removes)}" if removes else "")
        return self._update(keys.day(seeker_id, on), update, values, names=names)

    def relationships_of(self, seeker_id: str) -> list[str]:
        partition, prefix = keys.belonging(seeker_id, "")
        return [item["sk"]["S"].removeprefix(prefix) for item in self._under(partition, prefix)]

    def agenda(self, seeker_id: str, most: int = 100) -> list[Standing]:
        return [_standing(item) for item in self._by_seeker(seeker_id, "DUE#", most)]

    def cards(self, seeker_id: str, kind: str, most: int = 100) -> list[Card]:
        return [_card(item) for item in self._by_seeker(seeker_id, f"{kind.upper()}#", most)]

    def _by_seeker(self, seeker_id: str, order: str, most: int | None) -> Iterator[Item]:
        return self._query(
            IndexName="by-seeker",
            KeyConditionExpression="seeker_key = :seeker AND begins_with(seeker_order, :order)",
            ExpressionAttributeValues={
                ":seeker": _s(keys.seeker(seeker_id)),
                ":order": _s(order),
            },
            most=most,
        )

    # Reminding.

    def due(
        self, relationship_id: str, follow_up_id: str, seeker_id: str, day: date
    ) -> tuple[Standing | None, Seeker | None, Day]:
        plan_key = keys.plan(relationship_id, follow_up_id)
        profile_key, day_key = keys.profile(seeker_id), keys.day(seeker_id, day)
        found = self._batch([plan_key, profile_key, day_key])
        plan, profile, today = found.get(plan_key), found.get(profile_key), found.get(day_key)
        return (
            _standing(plan) if plan else None,
            _seeker(profile) if profile else None,
            _day(today) if today else Day(),
        )

    def claim(self, standing: Standing, day: date, seen: Day, now: datetime) -> None:
        claim = f"{standing.occasion}|{keys.stamp(now)}"
        values: Item = {
            ":claim": _s(claim),
            ":occasion": _s(standing.occasion),
            ":at": _s(keys.stamp(standing.remind_at)),
        }
        condition = "occasion = :occasion AND remind_at = :at"
        if standing.claim is None:
            condition += " AND attribute_not_exists(claim)"
        else:
            condition += " AND claim = :stood"
            values[":stood"] = _s(f"{standing.claim.occasion}|{keys.stamp(standing.claim.at)}")
        self._contested(
            [
                self._update(
                    keys.plan(standing.relationship_id, standing.follow_up_id),
                    "SET claim = :claim",
                    values,
                    condition=f"{condition} AND (attribute_not_exists(reminded) OR"
                    " reminded <> :occasion)",
                ),
                self._take_place(standing, day, seen),
            ]
        )

    def _take_place(self, standing: Standing, day: date, seen: Day) -> Action:
        # `places` counts what was sent: two reminders at once cannot both take the last place.
        sent = [name for name, slot in seen.slots.items() if slot.sent]
        taken = len(sent)
        mine = standing.occasion in sent
        forget = datetime(day.year, day.month, day.day, tzinfo=UTC) + DAY_MEMORY
        return self._update(
            keys.day(standing.seeker_id, day),
            "SET #sent = :sent, places = :places, expires_at = :ttl, #type = :type REMOVE #waiting",
            {
                ":sent": _s(_place(standing)),
                ":places": _n(taken if mine else taken + 1),
                ":seen": _n(taken),
                ":ttl": _epoch(forget),
                ":type": _s("day"),
            },
            names={
                "#sent": f"s_{standing.occasion}",
                "#waiting": f"w_{standing.follow_up_id}",
                "#type": "type",
            },
            condition="places = :seen"
            if taken
            else "attribute_not_exists(places) OR places = :seen",
        )

    def release(self, standing: Standing, day: date) -> None:
        self._contested(
            [
                self._update(
                    keys.plan(standing.relationship_id, standing.follow_up_id),
                    "REMOVE claim",
                    {":occasion": _s(standing.occasion)},
                    condition="begins_with(claim, :occasion)",
                ),
                self._update(
                    keys.day(standing.seeker_id, day),
                    "SET #waiting = :place, places = places - :one REMOVE #sent",
                    {":place": _s(_place(standing)), ":one": _n(1)},
                    names={
                        "#sent": f"s_{standing.occasion}",
                        "#waiting": f"w_{standing.follow_up_id}",
                    },
                    condition="attribute_exists(#sent)",
                ),
            ]
        )

    def reminded(self, standing: Standing, fact: Fact) -> None:
        note = self._new(
            keys.fact(fact.relationship_id, fact.fact_id),
            {"type": _s("fact"), "fact": _s(_json(fact.stored()))},
        )
        mark = self._update(
            keys.plan(standing.relationship_id, standing.follow_up_id),
            "SET reminded = :occasion REMOVE due_bucket, due_at",
            {":occasion": _s(standing.occasion)},
            condition="occasion = :occasion",
        )
        try:
            self._transact([note, mark])
        except _Cancelled as cancelled:
            if 0 in cancelled.failed:
                return  # noted before
            # The plan dropped the follow-up, or gave it a new date, while the mail was on its way.
            try:
                self._transact([note])
            except _Cancelled:
                return

    def defer(self, standing: Standing, later: Standing) -> None:
        values = {
            ":before": _s(keys.stamp(standing.remind_at)),
            ":occasion": _s(standing.occasion),
            ":remind": _s(keys.stamp(later.remind_at)),
            ":day": _s(later.day.isoformat()),
            ":order": _s(_due_order(later)),
            **self._due_values(later),
        }
        self._contested(
            [
                self._update(
                    keys.plan(standing.relationship_id, standing.follow_up_id),
                    "SET remind_at = :remind, #day = :day, seeker_order = :order,"
                    " due_bucket = :bucket, due_at = :due",
                    values,
                    names={"#day": "day"},
                    condition="remind_at = :before AND"
                    " (attribute_not_exists(reminded) OR reminded <> :occasion)",
                ),
                self._day_update(standing.seeker_id, standing.day, [], [standing.follow_up_id]),
                self._day_update(later.seeker_id, later.day, [later], []),
            ]
        )

    def find_standing(self, relationship_id: str, follow_up_id: str) -> Standing | None:
        item = self._get(keys.plan(relationship_id, follow_up_id))
        return _standing(item) if item else None

    def due_on(self, day: date, until: datetime, since: datetime | None = None) -> list[DueItem]:
        return [
            _due_item(item)
            for shard in range(self._shards)
            for item in self._query(
                IndexName="by-due",
                KeyConditionExpression="due_bucket = :bucket AND due_at BETWEEN :since AND :until",
                ExpressionAttributeValues={
                    ":bucket": _s(keys.bucket(day, shard)),
                    ":since": _s(keys.stamp(since) if since else day.isoformat()),
                    ":until": _s(f"{keys.stamp(until)}~"),
                },
            )
        ]

    def watch(self) -> Watch | None:
        item = self._get(keys.TEND)
        if item is None:
            return None
        return Watch(_instant(item["reminded_until"]), _instant(item["scheduled_until"]))

    def watched(self, watch: Watch) -> None:
        self._put(
            keys.TEND,
            {
                "type": _s("tend"),
                "reminded_until": _s(keys.stamp(watch.reminded_until)),
                "scheduled_until": _s(keys.stamp(watch.scheduled_until)),
            },
        )

    # Mail.

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
            owner=_seeker(owner) if owner else None,
            standing=_standing(plan) if plan else None,
            taken_at=_instant(taken["taken_at"]) if taken else None,
            receipt=_paragraphs(taken) if taken else (),
            receipted="receipted" in (taken or {}),
        )

    def hold(self, held: HeldMail) -> None:
        item = {
            "type": _s("held"),
            "reason": _s(held.reason),
            "received_at": _s(held.received_at.isoformat()),
            "bucket": _s(held.bucket),
            "object_key": _s(held.key),
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
                "type": _s("proposal"),
                "entry": _s(_json(entry)),
                "expires_at": _epoch(now + MAIL_MEMORY),
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
                Key=_key(keys.taken_by(mail_digest)),
                UpdateExpression="SET receipted = :yes",
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeValues={":yes": {"BOOL": True}},
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return  # forgotten meanwhile

    # DynamoDB.

    def _get(self, key: keys.Key) -> Item | None:
        answer = self._client.get_item(TableName=self._name, Key=_key(key), ConsistentRead=True)
        item: Item | None = answer.get("Item")
        return item

    def _put(self, key: keys.Key, item: Item, **condition: Any) -> None:
        self._client.put_item(TableName=self._name, Item={**_key(key), **item}, **condition)

    def _batch(self, wanted: Sequence[keys.Key]) -> dict[keys.Key, Item]:
        found: dict[keys.Key, Item] = {}
        waiting = [_key(key) for key in dict.fromkeys(wanted)]
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
        if most is not None:
            question["Limit"] = most
        while True:
            answer = self._client.query(TableName=self._name, **question)
            yield from answer["Items"]
            if most is not None or "LastEvaluatedKey" not in answer:
                return
            question["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def _under(self, partition: str, prefix: str, most: int | None = None) -> Iterator[Item]:
        return self._query(
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={":pk": _s(partition), ":prefix": _s(prefix)},
            ConsistentRead=True,
            most=most,
        )

    def _contested(self, actions: Sequence[Action]) -> None:
        try:
            self._transact(actions)
        except _Cancelled as cancelled:
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
                raise _Cancelled(failed) from error
            if any(reason.get("Code") == "TransactionConflict" for reason in reasons):
                raise Conflict("the same records are being written by another") from error
            raise

    def _new(self, key: keys.Key, item: Item) -> Action:
        return {
            "Put": {
                "TableName": self._name,
                "Item": {**_key(key), **item},
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
            "Key": _key(key),
            "UpdateExpression": update,
            "ExpressionAttributeValues": values,
        }
        if names:
            action["ExpressionAttributeNames"] = dict(names)
        if condition:
            action["ConditionExpression"] = condition
        return {"Update": action}

    def _delete(self, key: keys.Key) -> Action:
        return {"Delete": {"TableName": self._name, "Key": _key(key)}}


class _Cancelled(Exception):
    """A transaction whose conditions failed: positions, with what stands there."""

    def __init__(self, failed: dict[int, Item]) -> None:
        super().__init__(f"conditions failed at {sorted(failed)}")
        self.failed = failed


def _s(text: str) -> dict[str, str]:
    return {"S": text}


def _n(number: int) -> dict[str, str]:
    return {"N": str(number)}


def _epoch(at: datetime) -> dict[str, str]:
    return _n(int(at.timestamp()))


def _instant(attribute: Mapping[str, str]) -> datetime:
    return datetime.fromisoformat(attribute["S"])


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)


def _key(key: keys.Key) -> Item:
    return {"pk": _s(key[0]), "sk": _s(key[1])}


def _told(seeker: Seeker) -> dict[str, Any]:
    return {name: value for name, value in vars(seeker).items() if value not in (None, "", {})}


def _seeker_item(seeker: Seeker) -> Item:
    return {
        "type": _s("seeker"),
        "version": _n(seeker.version),
        "seeker": _s(_json(_told(seeker))),
    }


def _seeker(item: Item) -> Seeker:
    return Seeker(**json.loads(item["seeker"]["S"]))


def _known(item: Item) -> Known:
    contact, mail = item.get("contact_id", {}), item.get("mail", {})
    return Known(item["relationship_id"]["S"], contact.get("S"), mail.get("S"))


def _paragraphs(item: Item) -> tuple[tuple[str, str | None], ...]:
    return tuple((text, url) for text, url in json.loads(item["receipt"]["S"]))


def _due_order(standing: Standing) -> str:
    return f"DUE#{keys.stamp(standing.remind_at)}#{standing.follow_up_id}"


def _place(standing: Standing) -> str:
    return f"{standing.importance}|{keys.stamp(standing.remind_at)}"


def _standing(item: Item) -> Standing:
    claim = None
    if "claim" in item:
        occasion, _, at = item["claim"]["S"].partition("|")
        claim = Claim(occasion, datetime.fromisoformat(at))
    return Standing(
        follow_up_id=item["sk"]["S"].removeprefix("PLAN#"),
        relationship_id=item["pk"]["S"].removeprefix("R#"),
        seeker_id=item["seeker_id"]["S"],
        occasion=item["occasion"]["S"],
        importance=int(item["importance"]["N"]),
        first_at=_instant(item["first_at"]),
        remind_at=_instant(item["remind_at"]),
        day=date.fromisoformat(item["day"]["S"]),
        follow_up=json.loads(item["plan"]["S"]),
        draft=json.loads(item["draft"]["S"]),
        claim=claim,
        reminded=item["reminded"]["S"] if "reminded" in item else None,
    )


def _card(item: Item) -> Card:
    _, kind, card_id = item["sk"]["S"].split("#")
    order = item["seeker_order"]["S"].split("#", 1)[1].rsplit("#", 1)[0]
    return Card(kind, card_id, order, json.loads(item["body"]["S"]))


def _day(item: Item) -> Day:
    slots: dict[str, Slot] = {}
    for name, value in item.items():
        # What waits goes by its follow-up, what was sent by its occasion: a follow-up that was
        # snoozed for an hour takes two places.
        mark, _, slot_id = name.partition("_")
        if mark in ("w", "s"):
            importance, _, at = value["S"].partition("|")
            slots[slot_id] = Slot(int(importance), datetime.fromisoformat(at), sent=mark == "s")
    return Day(slots)


def _due_item(item: Item) -> DueItem:
    at, _, relationship_id = item["due_at"]["S"].partition("#")
    return DueItem(
        follow_up_id=item["sk"]["S"].removeprefix("PLAN#"),
        relationship_id=relationship_id,
        seeker_id=item["seeker_id"]["S"],
        occasion=item["occasion"]["S"],
        at=datetime.fromisoformat(at),
        day=date.fromisoformat(item["day"]["S"]),
    )
