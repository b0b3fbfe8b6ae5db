"""Long lists, a page at a time. A cursor says behind which entry the next page begins."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from typing import Generic, TypeVar

from rapport.later import dataclass
from rapport.store import Card, HeldMail, Known, Proposal, Standing, Store
from rapport.store.keys import stamp
from web.json_text import read

T = TypeVar("T")
PAGE = 50
PAGE_OF_MAILS = 25
MOST_CURSOR = 900
"""Bytes: what a sort key takes, less its kind. A longer cursor is none of ours."""


@dataclass(frozen=True)
class Leaf(Generic[T]):
    """Some entries of a list, and the cursor of those behind them."""

    some: list[T]
    following: str | None


def leaf(
    store: Store,
    seeker_id: str,
    kind: str,
    cursor: str,
    most: int = PAGE,
    *,
    begins: str = "",
    backwards: bool = False,
) -> Leaf[Card]:
    """The page of cards that a cursor leads to; the first for one that leads nowhere."""
    after = _read(cursor)
    cards = store.cards(seeker_id, kind, most + 1, after, begins=begins, backwards=backwards)
    return _leaf(cards, most, lambda card: (card.order, card.card_id))


def leaf_of_agenda(store: Store, seeker_id: str, cursor: str, most: int = PAGE) -> Leaf[Standing]:
    """The page of the follow-ups, by time."""
    agenda = store.agenda(seeker_id, most + 1, _read(cursor))
    return _leaf(agenda, most, lambda one: (stamp(one.remind_at), one.follow_up_id))


def leaf_of_inbox(
    store: Store, seeker_id: str, cursor: str, most: int = PAGE_OF_MAILS
) -> tuple[Leaf[HeldMail | Proposal], dict[str, Known]]:
    """The page of what waits in the inbox, and who is known by an address that a mail of it says it
    is from.
    """
    waiting = store.inbox(seeker_id, most, _read(cursor))
    following = _written(waiting.following) if waiting.following else None
    return Leaf(list(waiting.entries), following), waiting.known


def _leaf(found: list[T], most: int, place: Callable[[T], tuple[str, str]]) -> Leaf[T]:
    if len(found) <= most:
        return Leaf(found, None)
    return Leaf(found[:most], _written(place(found[most - 1])))


def _written(place: tuple[str, str]) -> str:
    text = json.dumps(place, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[str, str] | None:
    try:
        told = read(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        order, card_id = told
        fits = len(f"{order}{card_id}".encode()) <= MOST_CURSOR
    except (binascii.Error, ValueError, TypeError):
        return None
    texts = isinstance(order, str) and isinstance(card_id, str)
    return (order, card_id) if fits and texts else None
