"""Long lists, a page at a time. A cursor says behind which card the next page begins."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass

from rapport.store import Card, Store
from web.json_text import read

PAGE = 50
MOST_CURSOR = 900
"""Bytes: what a sort key takes, less its kind. A longer cursor is none of ours."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some cards, and the cursor of those behind them."""

    cards: list[Card]
    following: str | None


def leaf(store: Store, seeker_id: str, kind: str, cursor: str, most: int = PAGE) -> Leaf:
    """The page that a cursor leads to; the first for one that leads nowhere."""
    cards = store.cards(seeker_id, kind, most + 1, _read(cursor))
    if len(cards) <= most:
        return Leaf(cards, None)
    return Leaf(cards[:most], _written(cards[most - 1]))


def _written(card: Card) -> str:
    text = json.dumps([card.order, card.card_id], separators=(",", ":"), ensure_ascii=False)
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
