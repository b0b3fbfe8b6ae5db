"""Five hundred relationships and five thousand facts: pages stay quick, small and bounded."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest

from rapport.facts import Step, derive
from rapport.flows import saying
from rapport.flows.entries import (
    AdviceEntry,
    ExchangeEntry,
    FeedbackEntry,
    InterviewEntry,
    Met,
    NoteEntry,
    OpeningEntry,
    OutcomeEntry,
    ProgressEntry,
    Said,
)
from rapport.flows.recording import Source
from rapport.flows.saying import Sayer
from rapport.history import History
from rapport.store import HeldMail, Relationship, Seeker, Standing
from rapport.store.table import TableStore
from rapport.wall import Wall
from tests.integration.account import own_client
from tests.integration.people import ZONE, log
from tests.integration.table import everything, table_name
from tests.integration.web.browser import Browser
from tests.integration.web.conftest import NOW
from tests.integration.web.test_pages import seeker_of

Plan = Callable[[str], list[Standing]]
TOLD = 10
"""Relationships that are told; all others are copies of them, about other people."""
MANY = 500
MORE_THAN_FIT = 220
"""More than any list shows at once."""
HELD = 60
MOST_CALLS = 3
MOST_BYTES = 60_000
UNBOUNDED = {
    "/settings/data/download", "/settings/data/following", "/api/data",
    "/api/openapi.json", "/static/<name>",
}  # fmt: skip
"""What is no page: parts of a download with a bound of their own, and files that are kept."""
ONE_MORE_PAGE = 1
"""A query of more than a megabyte goes on with another one."""
MOVED = ("/settings/words",)
LOST = ("/unsubscribe/",)
AN_ID = re.compile(r"(?<![a-z2-7])[a-z2-7]{16}(?![a-z2-7])")


@pytest.fixture
def roger(
    request: pytest.FixtureRequest, browser: Browser, store: TableStore, plan: Plan
) -> Relationship:
    """Roger, who has met so many people, and held mails; the relationship with one of them."""
    number_met: int = request.param
    seeker = seeker_of(store)
    homes = [_told(store, seeker, number) for number in range(TOLD)]
    for home in homes:
        plan(home)
    own = own_client("dynamodb")
    items = everything()
    theirs = [one for one in items if one["pk"]["S"].startswith("R#")]
    theirs += [one for one in items if one["sk"]["S"].startswith("RELATIONSHIP#")]
    written = [
        _copy(json.dumps(one), copy, seeker)
        for copy in range(1, number_met // TOLD)
        for one in theirs
    ]
    for start in range(0, len(written), 25):
        some = [{"PutRequest": {"Item": one}} for one in written[start : start + 25]]
        own.batch_write_item(RequestItems={table_name(): some})
    for number in range(HELD):
        store.hold(_held(seeker, number))
        store.propose(seeker.seeker_id, f"told {number}", {"company": "Fabrikam"}, NOW)
    assert len(store.relationships_of(seeker.seeker_id)) == number_met
    relationship = store.relationship(homes[1])
    assert relationship is not None
    assert len(relationship.facts) >= 10
    return relationship


def _told(store: TableStore, seeker: Seeker, number: int) -> str:
    """An interview, and nine things that came after it; the relationship's id."""
    at = NOW - timedelta(days=1 + 9 * number, hours=2)
    interview = InterviewEntry(
        company=f"Company 00{number} of the {'very ' * 4}long name",
        title="Head of everything that is done",
        round=1,
        at=Wall.at(at, ZONE),
        format="video",
        interviewers=(Met(name=f"Person 00{number} {'de ' * 6}Ruiz", rapport=number % 5 + 1),),
    )
    home = log(store, interview, at + timedelta(hours=1), f"interview-{number}", seeker)
    history = _history(store, home)
    (who,), (opening,) = history.people, history.openings
    after: list[tuple[str, Said]] = [
        (who, ExchangeEntry(direction="in", channel="mail", text="They wrote. " * 40)),
        (opening, OutcomeEntry(outcome="declined" if number % 2 else "waiting")),
        (who, FeedbackEntry(stage="given", text="Light on SQL. " * 40)),
        (who, AdviceEntry(kind="book", title="The Goal")),
        (who, ExchangeEntry(direction="out", channel="call", text="I told them. " * 40)),
        *((who, NoteEntry(text=f"Note {one}. " * 40)) for one in range(3)),
        (who, OpeningEntry(company=f"Tailspin 00{number}", title="Lead", channel="call")),
    ]
    for step, (subject, entry) in enumerate(after):
        source = Source(seeker, f"{number}-{step}", at + timedelta(hours=2 + step))
        sayer = Sayer(home, subject, _history(store, home), source, {})
        store.record(saying.said(entry, sayer))
    return home


def _copy(item: str, copy: int, seeker: Seeker) -> dict[str, Any]:
    """The same about somebody else: every id and number is another."""
    kept = {seeker.seeker_id}
    text = AN_ID.sub(lambda one: one[0] if one[0] in kept else derive(one[0], copy), item)
    text = re.sub(
        r"\b([Cc]ompany|[Pp]erson|[Tt]ailspin) 00(\d)",
        lambda one: f"{one[1]} {copy * TOLD + int(one[2]):03}",
        text,
    )
    made: dict[str, Any] = json.loads(text)
    return made


def _held(seeker: Seeker, number: int) -> HeldMail:
    return HeldMail(
        mail_id=f"mail-{number:03}",
        seeker_id=seeker.seeker_id,
        reason="not one of your verified addresses",
        received_at=NOW - timedelta(hours=number),
        bucket="raw-mail",
        key=f"incoming/{number}",
        sender=f"Person {number} <person.{number}@elsewhere.example>",
        subject=f"Hello {number} about the position",
        dated=NOW.isoformat(),
        excerpt="A few words of it. " * 10,
        notice=json.dumps({"mail": {}}),
    )


def _paths(module: ModuleType, relationship: Relationship) -> list[str]:
    """Whatever can be looked at, from the very routes: a new page is bounded like any other."""
    home, history = relationship.relationship_id, History.of(relationship.facts)
    names = {
        "relationship_id": home,
        "contact_id": next(iter(history.people)),
        "opening_id": next(iter(history.openings)),
        "follow_up_id": next(iter(relationship.standing), ""),
        "fact_id": relationship.facts[0].fact_id,
        "language": "en",
        "kind": "thank-you",
        "token": "a" * 32,
    }
    found = [f"/?notice=logged&in={home}&fact={names['fact_id']}"]
    app = module.resolver()
    routes = [one for one in (*app._static_routes, *app._dynamic_routes) if one.method == "GET"]
    found += [
        re.sub("<(.*?)>", lambda name: names[name[1]], one.path)
        for one in routes
        if one.path not in UNBOUNDED
    ]
    return found


def _bounded(browser: Browser, path: str, calls: list[str], most: int = MOST_CALLS) -> int:
    """How many bytes a page has, which asks the table a few times at most."""
    calls.clear()
    page = browser.get(path)
    assert page.status == (303 if path in MOVED else 404 if path.startswith(LOST) else 200), path
    assert len(calls) <= most, (path, calls)
    return len(gzip.compress(page.text.encode()))


@pytest.mark.timeout(400)  # moto sorts all of an index for every question
@pytest.mark.parametrize("roger", [MANY], indirect=True)
def test_every_page_is_bounded(
    browser: Browser, module: ModuleType, roger: Relationship, calls: list[str]
) -> None:
    """A few calls of anything and at most sixty kilobytes, whoever knows however many."""
    paths = _paths(module, roger)
    assert len(paths) > 35
    for path in paths:
        size = _bounded(browser, path, calls)
        assert size <= MOST_BYTES, (path, size)
    insight = browser.api("GET", "/api/insight").json
    assert (insight["relationships"], insight["all"]) == (MANY, True)
    assert insight["advice_given"] == MANY
    assert insight["openings_through_people"] == {"some": MANY, "of": 2 * MANY}
    assert len(insight["warm"] + insight["cooling"]) == MANY * 2 // 5  # who is a 4 or a 5


def test_the_pages_about_somebody_with_much_to_say_are_bounded(
    browser: Browser, module: ModuleType, store: TableStore, plan: Plan, calls: list[str]
) -> None:
    """Hundreds of long notes, pieces of advice with their steps, and feedback: sixty kilobytes at
    most, and all of it can be leafed to.
    """
    home, said = _talkative(store, seeker_of(store))
    plan(home)
    relationship = store.relationship(home)
    assert relationship is not None
    paths = [one for one in _paths(module, relationship) if not one.startswith("/api")]
    (person,) = (one for one in paths if re.fullmatch(r"/people/\w+/\w+", one))
    for path in paths:
        size = _bounded(browser, path, calls, MOST_CALLS + ONE_MORE_PAGE)
        assert size <= MOST_BYTES, (path, size)
    seen: list[str] = []
    following = person
    while following:
        one_more = ONE_MORE_PAGE if following == person else 0
        assert _bounded(browser, following, calls, MOST_CALLS + one_more) <= MOST_BYTES
        text = browser.get(following).text
        seen += re.findall(r"Word for word ([a-z0-9]+)", text.partition('id="timeline"')[2])
        older = re.search(rf'href="({person}\?after=\w+)#timeline">Older', text)
        following = older[1] if older else ""
    assert seen == said[::-1]


def _talkative(store: TableStore, seeker: Seeker) -> tuple[str, list[str]]:
    """A relationship of more than a megabyte, in words that do not compress; and how each begins,
    in order of time.
    """
    at = NOW - timedelta(days=40)
    chance = random.Random(7)

    def words(length: int) -> str:
        return " ".join(chance.randbytes(6).hex() for _ in range(length // 13))

    met = Met(name="Stan Kowalski", rapport=5, notes=words(18_000))
    interview = InterviewEntry(
        company="Northwind", title="Lead", round=1, at=Wall.at(at, ZONE), format="video",
        interviewers=(met,), notes=words(18_000),
    )  # fmt: skip
    home = log(store, interview, at + timedelta(hours=1), "interview", seeker)
    history = _history(store, home)
    (who,), (opening,) = history.people, history.openings
    said: list[str] = []

    def say(subject: str, entry: Said) -> None:
        said_at = at + timedelta(hours=2 + len(said))
        source = Source(seeker, f"said-{len(said)}", said_at)
        store.record(saying.said(entry, Sayer(home, subject, history, source, {})))

    def told(name: str, length: int) -> str:
        said.append(name)
        return f"Word for word {name} {words(length)}"

    for number in range(40):
        say(who, NoteEntry(text=told(f"n{number}", 14_000)))
    for number in range(25):
        say(who, FeedbackEntry(stage="given", text=told(f"f{number}", 6_000)))
        say(opening, OutcomeEntry(outcome="waiting", notes=told(f"o{number}", 6_000)))
    for number in range(25):
        said.append("")
        say(who, AdviceEntry(kind="book", title=f"Book {number} {words(150)}"))
    history = _history(store, home)
    for number, advice in enumerate(history.advice):
        for step in (Step.STARTED, Step.HALF_WAY):
            say(advice, ProgressEntry(step=step, notes=told(f"{step[0]}{number}", 6_000)))
    return home, [*filter(None, said)]


def _entries(browser: Browser, path: str, pattern: str) -> Iterator[str]:
    """What a pattern finds on the page and on all that follow it."""
    following = path
    while following:
        text = browser.get(following).text
        yield from re.findall(pattern, text)
        more = re.search(rf'href="({path}\?after=[^"]+)" rel="next"', text)
        following = more[1] if more else ""


def _all(browser: Browser, path: str, name: str) -> Iterator[dict[str, Any]]:
    """The entries of a list of the API, page after page."""
    after = ""
    while True:
        answer = browser.api("GET", f"{path}?after={after}").json
        yield from answer[name]
        if not (after := answer["next"] or ""):
            return


@pytest.mark.timeout(400)
@pytest.mark.parametrize("roger", [MORE_THAN_FIT], indirect=True)
def test_every_list_is_leafed_to_its_end(
    browser: Browser, store: TableStore, roger: Relationship
) -> None:
    """Each entry once and in order, on the pages and for programs: there is no hundred-and-first
    that nobody can reach.
    """
    seeker_id = seeker_of(store).seeker_id
    planned = [one.follow_up_id for one in store.agenda(seeker_id, 10_000)]
    assert len(planned) > 100
    shown = list(_entries(browser, "/plan", r'<h3><a href="/follow-ups/[a-z2-7]+/([a-z2-7]+)"'))
    assert len(shown) == len(set(shown))
    assert set(shown) == set(planned)
    told = [one["follow_up_id"] for one in _all(browser, "/api/follow-ups", "follow_ups")]
    assert len(told) == len(set(told))
    assert set(told) <= set(planned)

    against = [one.card_id for one in store.cards(seeker_id, "against", 10_000)]
    assert len(against) > 100
    shown = list(_entries(browser, "/plan/decided-against", r'<h3 id="a-([a-z2-7]+)"'))
    assert shown == against
    told = [
        one["relationship_id"] for one in _all(browser, "/api/decided-against", "decided_against")
    ]
    assert len(told) == len(set(told)) == len(against)

    lines = [one.card_id for one in store.cards(seeker_id, "lineage", 10_000)]
    assert len(lines) > 100
    shown = list(_entries(browser, "/lineage", r'<h2 id="l-([a-z2-7]+)"'))
    assert shown == lines[::-1]
    began = list(_all(browser, "/api/lineage", "lineages"))
    assert [one["led_to"]["opening_id"] for one in began] == lines[::-1]

    mails = [one.mail_id for one in store.held(seeker_id)]
    assert len(mails) == HELD
    shown = list(_entries(browser, "/inbox", r'action="/inbox/(mail-[0-9]+)[?"]'))
    assert shown == mails  # the newest are numbered first
    assert [one["mail_id"] for one in _all(browser, "/api/inbox", "mails")] == mails
    assert len(list(_all(browser, "/api/inbox", "proposals"))) == HELD

    for path, name, pattern in (
        ("/people", "people", r'<a href="/people/[a-z2-7]+/([a-z2-7]+)"'),
        ("/openings", "openings", r'<a href="/openings/[a-z2-7]+/([a-z2-7]+)"'),
    ):
        kind = name.removesuffix("s") if name != "people" else "person"
        cards = [one.card_id for one in store.cards(seeker_id, kind, 10_000)]
        assert len(cards) >= MORE_THAN_FIT
        assert list(_entries(browser, path, pattern)) == cards
        told = [
            one[f"{'contact' if kind == 'person' else kind}_id"]
            for one in _all(browser, f"/api{path}", name)
        ]
        assert told == cards


def test_a_cold_process_fetches_the_secret_once(
    browser: Browser, module: ModuleType, all_calls: list[str]
) -> None:
    """The first page that shows an address of the seeker's makes one call more, no other does."""
    module.house.cache_clear()
    for secrets in (1, 0):
        all_calls.clear()
        assert browser.get("/").status == 200
        assert all_calls.count("GetSecretValue") == secrets
        assert len(all_calls) <= MOST_CALLS + secrets


def _history(store: TableStore, home: str) -> History:
    relationship = store.relationship(home)
    assert relationship is not None
    return History.of(relationship.facts)
