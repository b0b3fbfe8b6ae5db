"""A download comes back: what it was made from stands again, and nothing is mailed twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rapport.facts import Fact, Format, derive
from rapport.flows import bringing, recording
from rapport.flows.account import Account
from rapport.flows.bringing import Brought, Carrier, Download, Unfit
from rapport.flows.entries import InterviewEntry, Met
from rapport.flows.recording import Source
from rapport.playbook import Playbook
from rapport.store import Known, Seeker
from rapport.store.keys import company_lookup
from rapport.wall import Wall
from tests.fakes.store import FakeStore
from tests.integration.afresh import fresh_world
from tests.integration.crashes import check
from tests.integration.people import ROGER, hours
from tests.integration.scenarios import SCENARIOS
from tests.integration.table import everything
from tests.integration.world import World

ANEW = Seeker("bbbbbbbbbbbbbbbb", "roger@elsewhere.example", "", {"zone": "Asia/Tokyo"})
ELSEWHERE = {"the seeker leaves", "many facts at once", "a mail comes back"}
"""Nobody is left; slow; and another address is mailed what this one missed."""
LIVED = [name for name in SCENARIOS if name not in ELSEWHERE]


def downloaded(world: World) -> list[dict[str, Any]]:
    """Every part, as it comes out of the file."""
    seeker = world.store.seeker(ROGER.seeker_id)
    assert seeker is not None
    parts, after = [], None
    while True:
        text = json.dumps(Account(world.store).part(seeker, after, world.now))
        parts.append(json.loads(text))
        after = parts[-1]["next"]
        if after is None:
            return parts


def lived(scenario: str) -> tuple[list[dict[str, Any]], datetime, dict[str, Any], list[str]]:
    """A life: its download, when it was made, what stood then, and the mails of the week after."""
    with fresh_world() as world:
        world.store.add_seeker(ROGER)
        SCENARIOS[scenario](world)
        world.advance(timedelta(days=1))
        parts, at, was = downloaded(world), world.now, standing(world)
        before = len(reminders(world))
        world.advance(timedelta(days=7))
        return parts, at, was, reminders(world)[before:]


def reminders(world: World) -> list[str]:
    return [mail["Subject"] for mail in world.mails if mail["Auto-Submitted"] == "auto-generated"]


def standing(world: World) -> dict[str, Any]:
    """What plan and pages are made of, but for whose it is."""
    items = everything()
    known = {
        item["sk"]["S"]: {name: item[name] for name in item if name not in ("pk", "seeker_key")}
        for item in items
        if item["sk"]["S"].startswith("KNOWN#")
    }
    return {
        "facts": {
            fact.fact_id: {**fact.stored(), "seeker_id": ""}
            for one in world.relationships()
            for fact in one.facts
        },
        "plan": {
            id_: (one.occasion, one.reminded, one.follow_up, one.draft)
            for relationship in world.relationships()
            for id_, one in relationship.standing.items()
        },
        "cards": {one.relationship_id: one.cards for one in world.relationships()},
        "known": known,
    }


def bring(world: World, *parts: dict[str, Any], settings: bool = True) -> list[Brought]:
    made = []
    for part in parts:
        seeker = world.store.seeker(ANEW.seeker_id)
        assert seeker is not None
        download = Download.model_validate(part)
        made.append(Carrier(world.store).bring(seeker, download, world.now, settings=settings))
    return made


def facts_there(world: World) -> int:
    return sum(len(one.facts) for one in world.relationships())


@pytest.mark.parametrize("scenario", LIVED)
def test_what_is_brought_back_is_planned_as_it_was(scenario: str) -> None:
    """Into a new account, elsewhere: the same facts, plan, words, lists and people; the mails that
    follow are those that would have followed, and none that went out before.
    """
    parts, at, was, mails = lived(scenario)
    with fresh_world(at) as world:
        world.store.add_seeker(ANEW)
        bring(world, *parts)
        world.settle()
        check(world)
        now = standing(world)
        assert now["facts"].keys() == was["facts"].keys()
        assert now == was
        assert len(world.mails) == 0
        assert [one.seeker_id for home in world.relationships() for one in home.facts] == (
            [ANEW.seeker_id] * facts_there(world)
        )
        world.advance(timedelta(days=7))
        assert sorted(reminders(world)) == sorted(mails)


def test_bringing_it_twice_changes_nothing() -> None:
    """Neither facts nor settings, nor a version of anything."""
    parts, at, *_ = lived("a reminder is answered")
    with fresh_world(at) as world:
        world.store.add_seeker(ANEW)
        (first,) = bring(world, *parts)
        world.settle()
        before = everything()
        (again,) = bring(world, *parts)
        world.settle()
        assert (first.stood, again.recorded) == (0, 0)
        assert (first.recorded, first.settings, again.settings) == (again.stood, True, False)
        assert everything() == before


def test_a_lost_event_of_what_was_brought_is_found_within_the_hour() -> None:
    """It was recorded long ago, elsewhere; here it is new, and missed as what is new."""
    parts, at, was, _ = lived("a reminder is answered")
    later = at + timedelta(days=200)
    with fresh_world(later) as world:
        world.store.add_seeker(ANEW)
        bring(world, *parts)
        world.lose_stream()
        world.settle()
        assert not any(one.cards for one in world.relationships())
        world.advance(hours(1))
        for one in world.relationships():
            world.assert_nothing_to_change(one.relationship_id)
        assert {one.relationship_id for one in world.relationships()} == set(was["cards"])
        assert all(one.cards for one in world.relationships())


def test_much_is_brought_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """One request stores so much and no more; the same part again goes on, in whatever state the
    last one ended, and what was mailed is known first.
    """
    parts, at, was, _ = lived("a job is taken and given up")
    monkeypatch.setattr(bringing, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(bringing, "TOGETHER", 5)
    with fresh_world(at) as world:
        world.store.add_seeker(ANEW)
        steps = 0
        while bring(world, *parts)[0].left:
            steps += 1
            world.settle()
        world.settle()
        check(world)
        assert steps > 2
        assert standing(world)["plan"] == was["plan"]
        assert world.mails == []


def test_settings_are_taken_over_only_if_wanted() -> None:
    """And never an address: that is proved where it is used."""
    parts, at, *_ = lived("settings change")
    with fresh_world(at) as world:
        world.store.add_seeker(ANEW)
        bring(world, *parts, settings=False)
        kept = world.store.seeker(ANEW.seeker_id)
        assert kept == ANEW
        bring(world, *parts)
        changed = world.store.seeker(ANEW.seeker_id)
        assert changed is not None
        assert Playbook.of(changed.playbook) == Playbook.of(parts[0]["seeker"]["playbook"])
        assert changed.playbook != ANEW.playbook
        assert changed.name == "Roger"
        assert changed.addresses == ANEW.addresses


def test_what_another_account_holds_is_refused() -> None:
    """Whoever has somebody's file cannot write into what is theirs, nor read it."""
    with fresh_world() as world:
        world.store.add_seeker(ROGER)
        SCENARIOS["a reminder is answered"](world)
        (part,) = downloaded(world)
        world.store.add_seeker(ANEW)
        before = standing(world)
        part["relationships"][0]["facts"][0]["fact_id"] = derive("planted")
        with pytest.raises(Unfit, match="1 faults") as refused:
            bring(world, part)
        assert [fault.loc for fault in refused.value.faults] == [
            ("relationships", 0, "relationship_id")
        ]
        assert standing(world) == before
        assert world.store.seeker(ANEW.seeker_id) == ANEW


def sample() -> dict[str, Any]:
    with fresh_world() as world:
        world.store.add_seeker(ROGER)
        SCENARIOS["a reminder is answered"](world)
        (part,) = downloaded(world)
        return part


@pytest.fixture(scope="module")
def part() -> str:
    return json.dumps(sample())


@pytest.mark.parametrize(
    ("where", "value", "fault"),
    [
        (("detail_type",), "salary-recorded", ("detail_type",)),
        (("detail_type",), None, ("detail_type",)),
        (("version",), 99, ("detail_type",)),
        (("version",), "one", ("version",)),
        (("data",), [], ("data",)),
        (("fact_id",), "../HEAD", ("fact_id",)),
        (("relationship_id",), "a" * 16, ("relationship_id",)),
        (("recorded_at",), "9999-01-01T00:00:00Z", ("recorded_at",)),
        (("recorded_at",), "yesterday", ("recorded_at",)),
        (("occurred_at",), "0001-01-01T00:00:00Z", ("occurred_at",)),
        (("correlation_id",), "eve@seeker.example", ("correlation_id",)),
        (("correlation_id",), ["x"], ("correlation_id",)),
        (("causation_id",), "x" * 65, ("causation_id",)),
        (("data", "round"), 51, ("data", "round")),
        (("data", "interviewers", 0, "mail"), "no address", ("data", "interviewers", 0, "mail")),
        (("data", "notes"), "x" * 20_001, ("data", "notes")),
        (("data", "more"), "x" * 200_000, ()),
    ],
)
def test_a_spoilt_fact_is_named(
    part: str, where: tuple[str | int, ...], value: object, fault: tuple[str | int, ...]
) -> None:
    """Where it stands and in which field; nothing of the file is stored."""
    spoilt = json.loads(part)
    facts = spoilt["relationships"][0]["facts"]
    number = next(i for i, one in enumerate(facts) if one["detail_type"] == "interview-logged")
    inner = facts[number]
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    with fresh_world() as world:
        world.store.add_seeker(ANEW)
        with pytest.raises(Unfit) as refused:
            bring(world, spoilt)
        places = [one.loc for one in refused.value.faults]
        assert ("relationships", 0, "facts", number, *fault) in places
        assert world.relationships() == []
        assert world.store.seeker(ANEW.seeker_id) == ANEW


def test_a_crowd_is_refused_before_any_of_it_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    """A relationship with more people of one company than come back, of the file and of what stands
    already, is named; and what is known of a company says how many were met there.
    """
    part = lived("a crowd at once")[0][0]
    company = company_lookup("Northwind")
    with fresh_world() as world:
        world.store.add_seeker(ANEW)
        monkeypatch.setattr(bringing, "MOST_OF_A_COMPANY", 2)
        with pytest.raises(Unfit) as refused:
            bring(world, part)
        assert [one.loc for one in refused.value.faults] == [("relationships", 0, "facts")]
        assert world.relationships() == []
        monkeypatch.setattr(bringing, "MOST_OF_A_COMPANY", 3)
        bring(world, part)
        assert world.store.known(ANEW.seeker_id, [company])[company].people == 3


def test_as_many_as_the_doors_let_in_come_back() -> None:
    """Five companies full to the last place, one relationship by whoever was met at all of them."""
    known: dict[str, Known] = {}
    now = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
    companies = [f"Company {number}" for number in range(5)]

    def met(company: str, *people: Met) -> Fact:
        entry = InterviewEntry(
            company=company,
            title="Data engineer",
            at=Wall.at(now, "Europe/Berlin"),
            format=Format.PANEL,
            interviewers=people,
        )
        made = recording.interview(entry, known, Source(ROGER, f"{company} {people[0]}", now))
        known.update(made.known)
        return made.facts[0]

    def some(company: str, first: int) -> list[Met]:
        mails = (
            "ana" if n == 0 else f"{n}.{company.replace(' ', '')}" for n in range(first, first + 20)
        )
        return [Met(name=f"Ana {mail}", mail=f"{mail}@all.example", rapport=3) for mail in mails]

    places = range(0, recording.MOST_PEOPLE, 20)
    facts = [met(company, *some(company, first)) for company in companies for first in places]
    for company in companies:
        with pytest.raises(recording.TooManyPeople):
            met(company, Met(name="One more", rapport=3))
    (home,) = {fact.relationship_id for fact in facts}
    part = {"relationship_id": home, "facts": [fact.stored() for fact in facts]}
    store = FakeStore()
    store.add_seeker(ANEW)
    download = Download.model_validate({"format": 1, "relationships": [part]})
    assert Carrier(store).bring(ANEW, download, now) == Brought(len(facts), 0, 0, settings=False)
    there = store.known(ANEW.seeker_id, map(company_lookup, companies))
    assert [one.people for one in there.values()] == [recording.MOST_PEOPLE] * len(companies)


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({"playbook": {"zone": "Europe/Atlantis"}}, ("seeker", "playbook", "zone")),
        ({"playbook": {"pace": 1}}, ("seeker", "playbook", "pace")),
        ({"playbook": {"language": "xx"}}, ("seeker", "playbook", "language")),
        ({"templates": {"en/nothing": "x"}}, ("seeker", "templates", "en/nothing")),
        (
            {"templates": {"en/thank-you": "Hello\n\n{{ x.__class__ }}"}},
            ("seeker", "templates", "en/thank-you"),
        ),
    ],
)
def test_spoilt_settings_are_named(
    part: str, settings: dict[str, Any], fault: tuple[str, ...]
) -> None:
    """Also a template that reaches for more than it may."""
    spoilt = json.loads(part)
    spoilt["seeker"] |= settings
    with fresh_world() as world:
        world.store.add_seeker(ANEW)
        with pytest.raises(Unfit) as refused:
            bring(world, spoilt)
        assert [one.loc for one in refused.value.faults] == [fault]
        assert world.relationships() == []


def test_news_of_a_job_that_were_told_meanwhile_stand_once() -> None:
    """Whoever was brought first tells the others of its job, also those that come with that."""
    parts, at, was, _ = lived("a job is taken and given up")
    homes = [one["relationship_id"] for one in parts[0]["relationships"]]
    assert len(homes) > 1
    with fresh_world(at) as world:
        world.store.add_seeker(ANEW)
        for home in homes:
            some = [one for one in parts[0]["relationships"] if one["relationship_id"] == home]
            interviews = [
                {**one, "facts": [f for f in one["facts"] if f["detail_type"] != "seeker-landed"]}
                for one in some
            ]
            bring(world, {**parts[0], "relationships": interviews})
            world.settle()
        bring(world, *parts)
        world.settle()
        check(world)
        assert standing(world)["plan"].keys() == was["plan"].keys()


def test_an_account_that_was_emptied_takes_its_own_back() -> None:
    """The same person, who deleted everything: the same ids stand again."""
    with fresh_world() as world:
        world.store.add_seeker(ROGER)
        SCENARIOS["a reminder is answered"](world)
        world.advance(timedelta(days=1))
        parts, was = downloaded(world), standing(world)
        seeker = world.store.seeker(ROGER.seeker_id)
        assert seeker is not None
        Account(world.store).leave(seeker, world.now)
        world.settle()
        world.advance(hours(2))
        assert world.relationships() == []
        world.store.add_seeker(replace(ANEW, address=ROGER.address))
        mailed = len(world.mails)
        bring(world, *parts)
        world.settle()
        assert standing(world) == was
        world.advance(hours(2))
        assert len(world.mails) == mailed


def test_a_fact_reads_back_as_it_was(part: str) -> None:
    """Nothing of a fact is lost on the way out and in but whose it is."""
    for one in json.loads(part)["relationships"]:
        for values in one["facts"]:
            assert Fact.read(values).stored() == values
