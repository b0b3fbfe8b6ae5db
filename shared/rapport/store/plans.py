"""The plan: follow-ups, cards and days, changed under a version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from rapport.store import Card, Conflict, PlanChange, Standing, keys
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
from rapport.store.items import due_order, place_in_day, read_card, read_standing, seeker_told
from rapport.store.portions import portions

DAY_MEMORY = timedelta(days=14)
LAST = "\U0010ffff"
"""No text stands behind this character."""


class Plans(Dynamo):
    """What stands of each relationship's plan."""

    def save_plan(self, change: PlanChange) -> None:
        for portion in portions(change):
            actions = [self._next_version(portion), *self._plan_actions(portion)]
            try:
                self._transact(actions)
            except Cancelled as cancelled:
                raise Conflict("the relationship was planned meanwhile") from cancelled

    def _next_version(self, change: PlanChange) -> Action:
        read = change.relationship.version
        values = {":read": as_n(read), ":next": as_n(read + 1)}
        update = "SET version = :next"
        if change.seeker is not None:
            update += ", seeker = :seeker"
            values[":seeker"] = as_s(as_json(seeker_told(change.seeker)))
        if change.announced != change.relationship.announced:
            update += ", announced = :announced"
            values[":announced"] = as_s(as_json(sorted(change.announced)))
        head = keys.head(change.relationship.relationship_id)
        return self._update(head, update, values, condition="version = :read")

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
                        **as_key(keys.card(relationship_id, card.kind, card.card_id)),
                        "type": as_s("card"),
                        "body": as_s(as_json(card.body)),
                        "seeker_key": as_s(keys.seeker(change.relationship.seeker.seeker_id)),
                        "seeker_order": as_s(f"{card.kind.upper()}#{card.order}#{card.card_id}"),
                    },
                }
            }
        for card in change.dropped_cards:
            yield self._delete(keys.card(relationship_id, card.kind, card.card_id))
        yield from self._day_actions(change)
        for fact_id in sorted(change.planned):
            # The fact itself never changes; it leaves the due index.
            yield self._update(
                keys.fact(relationship_id, fact_id),
                "REMOVE due_bucket, due_at",
                {},
                condition="attribute_exists(pk)",
            )

    def _put_plan(self, standing: Standing, stood: Standing | None) -> Action:
        # An update, not a put: claim and reminder are send_reminder's, and stay.
        condition, values = self._as_read(stood) if stood else (None, {})
        values |= {
            ":type": as_s("plan"),
            ":seeker_id": as_s(standing.seeker_id),
            ":plan": as_s(as_json(standing.follow_up)),
            ":draft": as_s(as_json(standing.draft)),
            ":occasion": as_s(standing.occasion),
            ":importance": as_n(standing.importance),
            ":first": as_s(keys.stamp(standing.first_at)),
            ":remind": as_s(keys.stamp(standing.remind_at)),
            ":day": as_s(standing.day.isoformat()),
            ":seeker": as_s(keys.seeker(standing.seeker_id)),
            ":order": as_s(due_order(standing)),
        }
        update = (
            "SET #type = :type, seeker_id = :seeker_id, #plan = :plan, draft = :draft,"
            " occasion = :occasion, importance = :importance, first_at = :first,"
            " remind_at = :remind, #day = :day, seeker_key = :seeker, seeker_order = :order"
        )
        if standing.lapses_at:
            update += ", lapses_at = :lapses"
            values[":lapses"] = as_s(keys.stamp(standing.lapses_at))
        if not standing.waits:
            update += ", reminded = :reminded"
            values[":reminded"] = as_s(standing.occasion)
        remove = [] if standing.lapses_at else ["lapses_at"]
        if stirs := self._stirs(standing):
            update += ", due_bucket = :bucket, due_at = :due"
            values |= stirs
        else:
            remove += ["due_bucket", "due_at"]
        if remove:
            update += f" REMOVE {', '.join(remove)}"
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
        values: Item = {":was": as_s(keys.stamp(stood.remind_at))}
        if stood.reminded is None:
            return "remind_at = :was AND attribute_not_exists(reminded)", values
        values[":told"] = as_s(stood.reminded)
        return "remind_at = :was AND reminded = :told", values

    def _stirs(self, standing: Standing) -> Item:
        """Its place in the due index: when its reminder is due, then when it lapses; or none."""
        at = standing.remind_at if standing.waits else standing.lapses_at
        if at is None:
            return {}
        shard = keys.shard(standing.seeker_id, self._shards)
        bucket = (keys.bucket if standing.waits else keys.lapsing)(at.astimezone(UTC).date(), shard)
        due_at = f"{keys.stamp(at)}#{standing.relationship_id}"
        return {":bucket": as_s(bucket), ":due": as_s(due_at)}

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
        values: Item = {":ttl": as_epoch(forget), ":type": as_s("day")}
        sets = ["#ttl = :ttl", "#type = :type"]
        for number, standing in enumerate(entering):
            names[f"#e{number}"] = f"w_{standing.follow_up_id}"
            values[f":e{number}"] = as_s(place_in_day(standing))
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

    def agenda(
        self, seeker_id: str, most: int = 100, after: tuple[str, str] | None = None
    ) -> list[Standing]:
        return [read_standing(item) for item in self._by_seeker(seeker_id, "DUE", most, after)]

    def cards(
        self,
        seeker_id: str,
        kind: str,
        most: int = 100,
        after: tuple[str, str] | None = None,
        *,
        begins: str = "",
        backwards: bool = False,
    ) -> list[Card]:
        prefix = kind.upper()
        if not backwards:
            found = self._by_seeker(seeker_id, prefix, most, after, begins)
            return [read_card(item) for item in found]
        # Up to the card itself, which is one too many where it is still there.
        last = f"{prefix}#{'#'.join(after)}" if after else None
        found = self._between(seeker_id, prefix, most + 1, last=last, ScanIndexForward=False)
        cards = map(read_card, found)
        return [card for card in cards if (card.order, card.card_id) != after][:most]

    def _by_seeker(
        self,
        seeker_id: str,
        prefix: str,
        most: int,
        after: tuple[str, str] | None,
        begins: str = "",
    ) -> Iterator[Item]:
        first = f"{prefix}#{begins}"
        if after:  # the next string behind what is left behind
            first = max(first, f"{prefix}#{'#'.join(after)}\0")
        last = f"{prefix}#{begins}{LAST}" if begins else None
        if last is not None and last < first:
            return iter(())  # DynamoDB does not look between what is the wrong way round
        return self._between(seeker_id, prefix, most, first=first, last=last)
