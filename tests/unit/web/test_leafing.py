"""Cursors: our own lead on, all others to the beginning."""

from __future__ import annotations

import base64
import json

from hypothesis import given
from hypothesis import strategies as st

from rapport.store import Card
from rapport.store.keys import order
from tests.fakes.store import FakeStore
from web.leafing import MOST_CURSOR, leaf


class Lists(FakeStore):
    """A store with one long list, that notes what it is asked for."""

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
        self.after = after
        names = [
            (order(name), f"{number:016}") for number, name in enumerate(("a", "ä", "😀" * 300))
        ]
        behind = [Card("person", one[1], one[0], {}) for one in names if not after or one > after]
        return behind[:most]


def test_every_card_is_reached_also_one_with_a_name_of_any_length() -> None:
    """A page of one card each leads through all of them."""
    store, cursor, seen = Lists(), "", list[str]()
    while True:
        page = leaf(store, "a" * 16, "person", cursor, 1)
        seen += [card.card_id for card in page.some]
        if page.following is None:
            break
        cursor = page.following
    assert len(seen) == len(set(seen)) == 3


@given(st.text() | st.tuples(st.text(), st.text()).map(
    lambda two: base64.urlsafe_b64encode(json.dumps(two).encode()).decode()
))  # fmt: skip
def test_a_cursor_that_is_none_of_ours_does_no_harm(cursor: str) -> None:
    """Whatever somebody writes there asks for no key that the table cannot have."""
    store = Lists()
    leaf(store, "a" * 16, "person", cursor)
    assert store.after is None or len("".join(store.after).encode()) <= MOST_CURSOR


def test_a_forged_cursor_leads_to_the_beginning() -> None:
    """One that is too long, and one of half a character."""
    for told in (["x" * 2000, "y"], ["\ud800", "y"], [1, 2], {"a": 1, "b": 2}, "ab"):
        store = Lists()
        leaf(
            store, "a" * 16, "person", base64.urlsafe_b64encode(json.dumps(told).encode()).decode()
        )
        assert store.after in (None, ("a", "b"))
