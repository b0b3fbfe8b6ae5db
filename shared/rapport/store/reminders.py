"""Reminding: claims, places in a day, and what tend watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from rapport.agenda import Day
from rapport.facts import Fact
from rapport.store import DueItem, Grounds, Standing, Unplanned, Watch, keys
from rapport.store.dynamodb import (
    Action,
    Cancelled,
    Item,
    as_epoch,
    as_instant,
    as_json,
    as_n,
    as_s,
)
from rapport.store.items import (
    due_order,
    place_in_day,
    read_day,
    read_due_item,
    read_seeker,
    read_standing,
    read_unplanned,
)
from rapport.store.plans import DAY_MEMORY, Plans


class Reminders(Plans):
    """What is due, and who is at it."""

    def due(self, relationship_id: str, follow_up_id: str, seeker_id: str, day: date) -> Grounds:
        plan_key = keys.plan(relationship_id, follow_up_id)
        profile_key, day_key = keys.profile(seeker_id), keys.day(seeker_id, day)
        wanted = [plan_key, profile_key, day_key, keys.STOP]
        found = self._batch(wanted)
        plan, profile, today, stop = map(found.get, wanted)
        return Grounds(
            read_standing(plan) if plan else None,
            read_seeker(profile) if profile else None,
            read_day(today) if today else Day(),
            stop["why"]["S"] if stop else None,
        )

    def claim(self, standing: Standing, day: date, seen: Day, now: datetime) -> None:
        claim = f"{standing.occasion}|{keys.stamp(now)}"
        values: Item = {
            ":claim": as_s(claim),
            ":occasion": as_s(standing.occasion),
            ":at": as_s(keys.stamp(standing.remind_at)),
        }
        condition = "occasion = :occasion AND remind_at = :at"
        if standing.claim is None:
            condition += " AND attribute_not_exists(claim)"
        else:
            condition += " AND claim = :stood"
            values[":stood"] = as_s(f"{standing.claim.occasion}|{keys.stamp(standing.claim.at)}")
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
                ":sent": as_s(place_in_day(standing)),
                ":places": as_n(taken if mine else taken + 1),
                ":seen": as_n(taken),
                ":ttl": as_epoch(forget),
                ":type": as_s("day"),
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
                    {":occasion": as_s(standing.occasion)},
                    condition="begins_with(claim, :occasion)",
                ),
                self._update(
                    keys.day(standing.seeker_id, day),
                    "SET #waiting = :place, places = places - :one REMOVE #sent",
                    {":place": as_s(place_in_day(standing)), ":one": as_n(1)},
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
            {"type": as_s("fact"), "fact": as_s(as_json(fact.stored()))},
        )
        lapse = self._stirs(replace(standing, reminded=standing.occasion))
        mark = self._update(
            keys.plan(standing.relationship_id, standing.follow_up_id),
            "SET reminded = :occasion, due_bucket = :bucket, due_at = :due"
            if lapse
            else "SET reminded = :occasion REMOVE due_bucket, due_at",
            {":occasion": as_s(standing.occasion), **lapse},
            condition="occasion = :occasion",
        )
        try:
            self._transact([note, mark])
        except Cancelled as cancelled:
            if 0 in cancelled.failed:
                return  # noted before
            # The plan dropped the follow-up, or gave it a new date, while the mail was on its way.
            try:
                self._transact([note])
            except Cancelled:
                return

    def pass_over(self, standing: Standing) -> None:
        lapse = self._stirs(replace(standing, reminded=standing.occasion))
        self._contested(
            [
                self._update(
                    keys.plan(standing.relationship_id, standing.follow_up_id),
                    "SET reminded = :occasion, due_bucket = :bucket, due_at = :due"
                    if lapse
                    else "SET reminded = :occasion REMOVE due_bucket, due_at",
                    {
                        ":occasion": as_s(standing.occasion),
                        ":at": as_s(keys.stamp(standing.remind_at)),
                        **lapse,
                    },
                    condition="occasion = :occasion AND remind_at = :at",
                ),
                self._day_update(standing.seeker_id, standing.day, [], [standing.follow_up_id]),
            ]
        )

    def defer(self, standing: Standing, later: Standing) -> None:
        values = {
            ":before": as_s(keys.stamp(standing.remind_at)),
            ":occasion": as_s(standing.occasion),
            ":remind": as_s(keys.stamp(later.remind_at)),
            ":day": as_s(later.day.isoformat()),
            ":order": as_s(due_order(later)),
            **self._stirs(later),
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
        return read_standing(item) if item else None

    def due_on(self, day: date, until: datetime, since: datetime | None = None) -> list[DueItem]:
        return self._stirring(keys.bucket, day, until, since)

    def lapsed_on(self, day: date, until: datetime) -> list[DueItem]:
        return self._stirring(keys.lapsing, day, until, None)

    def unplanned_on(self, day: date, until: datetime) -> list[Unplanned]:
        return [read_unplanned(item) for item in self._indexed(keys.unplanned, day, until, None)]

    def _stirring(
        self,
        bucket: Callable[[date, int], str],
        day: date,
        until: datetime,
        since: datetime | None,
    ) -> list[DueItem]:
        return [read_due_item(item) for item in self._indexed(bucket, day, until, since)]

    def _indexed(
        self,
        bucket: Callable[[date, int], str],
        day: date,
        until: datetime,
        since: datetime | None,
    ) -> Iterator[Item]:
        first = keys.stamp(since) if since else day.isoformat()
        last = f"{keys.stamp(until)}~"
        if last < first:
            return  # DynamoDB does not look between what is the wrong way round
        for shard in range(self._shards):
            yield from self._query(
                IndexName="by-due",
                KeyConditionExpression="due_bucket = :bucket AND due_at BETWEEN :since AND :until",
                ExpressionAttributeValues={
                    ":bucket": as_s(bucket(day, shard)),
                    ":since": as_s(first),
                    ":until": as_s(last),
                },
            )

    def watch(self) -> Watch | None:
        item = self._get(keys.TEND)
        if item is None:
            return None
        return Watch(
            as_instant(item["reminded_until"]),
            as_instant(item["scheduled_until"]),
            as_instant(item["lapsed_until"] if "lapsed_until" in item else item["reminded_until"]),
            as_instant(item["planned_until" if "planned_until" in item else "reminded_until"]),
        )

    def watched(self, watch: Watch) -> None:
        self._put(
            keys.TEND,
            {
                "type": as_s("tend"),
                "reminded_until": as_s(keys.stamp(watch.reminded_until)),
                "scheduled_until": as_s(keys.stamp(watch.scheduled_until)),
                "lapsed_until": as_s(keys.stamp(watch.lapsed_until)),
                "planned_until": as_s(keys.stamp(watch.planned_until)),
            },
        )
