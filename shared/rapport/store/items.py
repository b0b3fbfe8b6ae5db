"""Records as items of the table, and back."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from rapport.agenda import Day, Slot
from rapport.store import Card, Claim, DueItem, HeldMail, Known, Seeker, Standing, Unplanned, keys
from rapport.store.dynamodb import Item, as_instant, as_json, as_n, as_s


def seeker_told(seeker: Seeker) -> dict[str, Any]:
    return {name: value for name, value in vars(seeker).items() if value not in (None, "", {}, ())}


def seeker_item(seeker: Seeker) -> Item:
    return {
        "type": as_s("seeker"),
        "version": as_n(seeker.version),
        "seeker": as_s(as_json(seeker_told(seeker))),
    }


def read_seeker(item: Item) -> Seeker:
    told = json.loads(item["seeker"]["S"])
    for name in ("others", "muted"):
        told[name] = tuple(told.get(name, ()))
    if why := told.pop("mail_stopped", None):  # kept before seekers had several addresses
        told["stopped"] = {told["address"]: why}
    return Seeker(**told)


def read_announced(head: Item) -> frozenset[str]:
    return frozenset(json.loads(head["announced"]["S"])) if "announced" in head else frozenset()


def read_known(item: Item) -> Known:
    told = {name: item[name]["S"] for name in ("contact_id", "mail", "opening_id") if name in item}
    people = int(item["people"]["N"]) if "people" in item else None
    return Known(item["relationship_id"]["S"], **told, people=people)


def known_item(known: Known) -> Item:
    told = {
        name: as_n(value) if isinstance(value, int) else as_s(value)
        for name, value in vars(known).items()
        if value is not None
    }
    return {"type": as_s("known"), **told}


def read_paragraphs(item: Item) -> tuple[tuple[str, str | None], ...]:
    return tuple((text, url) for text, url in json.loads(item["receipt"]["S"]))


_SAID = ("sender", "subject", "dated", "excerpt", "notice", "released")


def held_item(held: HeldMail) -> Item:
    said = {name: as_s(value) for name in _SAID if (value := getattr(held, name))}
    if held.seeker_id:
        said["seeker_key"] = as_s(keys.seeker(held.seeker_id))
        said["seeker_order"] = as_s(keys.waiting_since(held.received_at, held.mail_id))
    return {
        "type": as_s("held"),
        "reason": as_s(held.reason),
        "received_at": as_s(held.received_at.isoformat()),
        "bucket": as_s(held.bucket),
        "object_key": as_s(held.key),
        **said,
    }


def read_held(item: Item, seeker_id: str | None) -> HeldMail:
    said: dict[str, Any] = {name: item[name]["S"] for name in _SAID if name in item}
    return HeldMail(
        mail_id=item["sk"]["S"].removeprefix("HELD#"),
        seeker_id=seeker_id,
        reason=item["reason"]["S"],
        received_at=datetime.fromisoformat(item["received_at"]["S"]),
        bucket=item["bucket"]["S"],
        key=item["object_key"]["S"],
        **said,
    )


def due_order(standing: Standing) -> str:
    return f"DUE#{keys.stamp(standing.remind_at)}#{standing.follow_up_id}"


def place_in_day(standing: Standing) -> str:
    return f"{standing.importance}|{keys.stamp(standing.remind_at)}"


def read_standing(item: Item) -> Standing:
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
        first_at=as_instant(item["first_at"]),
        remind_at=as_instant(item["remind_at"]),
        day=date.fromisoformat(item["day"]["S"]),
        follow_up=json.loads(item["plan"]["S"]),
        draft=json.loads(item["draft"]["S"]),
        claim=claim,
        reminded=item["reminded"]["S"] if "reminded" in item else None,
        lapses_at=as_instant(item["lapses_at"]) if "lapses_at" in item else None,
    )


def read_card(item: Item) -> Card:
    _, kind, card_id = item["sk"]["S"].split("#")
    order = item["seeker_order"]["S"].split("#", 1)[1].rsplit("#", 1)[0]
    return Card(kind, card_id, order, json.loads(item["body"]["S"]))


def read_day(item: Item) -> Day:
    slots: dict[str, Slot] = {}
    for name, value in item.items():
        # What waits goes by its follow-up, what was sent by its occasion: a follow-up that was
        # snoozed for an hour takes two places.
        mark, _, slot_id = name.partition("_")
        if mark in ("w", "s"):
            importance, _, at = value["S"].partition("|")
            slots[slot_id] = Slot(int(importance), datetime.fromisoformat(at), sent=mark == "s")
    return Day(slots)


def read_unplanned(item: Item) -> Unplanned:
    at, _, relationship_id = item["due_at"]["S"].partition("#")
    return Unplanned(
        relationship_id=relationship_id,
        seeker_id=item["seeker_id"]["S"],
        fact_id=item["sk"]["S"].removeprefix("FACT#"),
        at=datetime.fromisoformat(at),
    )


def read_due_item(item: Item) -> DueItem:
    at, _, relationship_id = item["due_at"]["S"].partition("#")
    return DueItem(
        follow_up_id=item["sk"]["S"].removeprefix("PLAN#"),
        relationship_id=relationship_id,
        seeker_id=item["seeker_id"]["S"],
        occasion=item["occasion"]["S"],
        at=datetime.fromisoformat(at),
        day=date.fromisoformat(item["day"]["S"]),
    )
