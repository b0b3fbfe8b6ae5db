"""Five hundred people and five thousand facts: pages stay quick, small and bounded."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from rapport.history import History
from rapport.store import Seeker, Standing
from rapport.store.keys import fold
from rapport.store.table import TableStore
from tests.integration.account import own_client
from tests.integration.people import interview_entry, log
from tests.integration.web.browser import Browser
from tests.integration.web.conftest import NOW
from tests.integration.web.test_api import send
from tests.integration.web.test_pages import seeker_of

Plan = Callable[[str], list[Standing]]
PEOPLE = 500
MOST_CALLS = 3
MOST_BYTES = 60_000


@pytest.fixture
def roger(browser: Browser, store: TableStore, plan: Plan) -> str:
    """Roger knows one relationship well, and five hundred people from cards; its id."""
    seeker = seeker_of(store)
    home = log(store, interview_entry(NOW - timedelta(hours=2)), NOW, "first", seeker)
    plan(home)
    own = own_client("dynamodb")
    for start in range(0, PEOPLE, 25):
        some = [{"PutRequest": {"Item": _item(seeker, one)}} for one in range(start, start + 25)]
        own.batch_write_item(RequestItems={"rapport": some})
    return home


def _item(seeker: Seeker, number: int) -> dict[str, object]:
    """The card of somebody, as the planner writes it."""
    name = f"Person {number:03} of the {'very ' * 6}long name"
    body = {
        "relationship_id": "b" * 16,
        "name": name,
        "title": "Head of everything that is done",
        "mail": f"person.{number}@company-{number}.example",
        "rapport": number % 5 + 1,
        "company": f"Company {number:03}",
    }
    return {
        "pk": {"S": f"R#filler{number}"},
        "sk": {"S": f"CARD#person#{number:016}"},
        "type": {"S": "card"},
        "body": {"S": json.dumps(body)},
        "seeker_key": {"S": f"S#{seeker.seeker_id}"},
        "seeker_order": {"S": f"PERSON#{fold(name)}#{number:016}"},
    }


def test_every_page_is_bounded(
    browser: Browser, store: TableStore, roger: str, calls: list[str]
) -> None:
    """At most three calls and sixty kilobytes, whoever knows however many."""
    contact = next(iter(_history(store, roger).people))
    opening = next(iter(_history(store, roger).openings))
    for number in range(60):
        send(
            browser,
            f"/api/people/{roger}/{contact}/notes",
            {"text": "word " * 40},
            f"note-key-{number}",
        )
    for path in (
        "/", "/log", "/people", "/openings", "/insight", "/lineage", "/plan",
        f"/people/{roger}/{contact}", f"/openings/{roger}/{opening}",
    ):  # fmt: skip
        calls.clear()
        page = browser.get(path)
        assert page.status == 200, path
        assert len(calls) <= MOST_CALLS, (path, calls)
        assert len(gzip.compress(page.text.encode())) <= MOST_BYTES, path


def test_everybody_is_reached_by_leafing(browser: Browser, roger: str) -> None:
    """Page after page, each person once, by name; the API the same."""
    names: list[str] = []
    path = "/people"
    while path:
        text = browser.get(path).text
        names += re.findall(r"<h2[^>]*><a[^>]*>([^<]+)</a>", text)
        more = re.search(r'href="(/people\?after=[^"]+)" rel="next"', text)
        path = more[1] if more else ""
    assert len(names) == PEOPLE + 2
    assert names == sorted(names, key=fold)
    told: list[str] = []
    after = ""
    while True:
        answer = browser.api("GET", f"/api/people?after={after}").json
        told += [one["name"] for one in answer["people"]]
        if not (after := answer["next"] or ""):
            break
    assert told == names


def _history(store: TableStore, home: str) -> History:
    relationship = store.relationship(home)
    assert relationship is not None
    return History.of(relationship.facts)
