"""A job taken at one company is known in every other relationship, whatever dies on the way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rapport.facts import (
    Fact,
    FactRetracted,
    Format,
    Interviewer,
    InterviewLogged,
    Outcome,
    OutcomeRecorded,
    derive,
)
from rapport.flows.planning import Planner
from rapport.history import History
from rapport.store import Conflict, Recording, Seeker
from rapport.wall import Wall
from tests.fakes.outside import FakeBus, FakeSchedules
from tests.fakes.store import FakeStore

ROGER = Seeker(derive("Roger"), "roger@seeker.example", "Roger", {"zone": "Europe/Berlin"})
NOW = datetime(2026, 5, 12, 12, tzinfo=UTC)
COMPANIES = ("Northwind", "Contoso", "Fabrikam")


class Died(BaseException):
    """The function was killed."""


class Search:
    """A seeker with a relationship at each company, planned once."""

    def __init__(self) -> None:
        self.store = FakeStore()
        self.store.add_seeker(ROGER)
        self.planner = Planner(self.store, FakeSchedules(), FakeBus(), timedelta(days=14))
        for company in COMPANIES:
            at = Wall(local=datetime(2026, 5, 4, 10), zone="Europe/Berlin")  # noqa: DTZ001
            met = InterviewLogged(
                opening_id=derive(company, "job"),
                company=company,
                title="Data engineer",
                round=1,
                at=at,
                format=Format.VIDEO,
                interviewers=(
                    Interviewer(
                        contact_id=derive(company, "who"), name=f"Ann {company}", rapport=4
                    ),
                ),
            )
            self.store.record(
                Recording([self.fact(company, "met", met, at.instant)], new_relationship=ROGER)
            )
            self.planner.replan(derive(company), NOW)

    def fact(
        self, company: str, what: str, data: OutcomeRecorded | InterviewLogged | FactRetracted,
        at: datetime = NOW,
    ) -> Fact:  # fmt: skip
        return Fact(
            fact_id=derive(company, what),
            seeker_id=ROGER.seeker_id,
            relationship_id=derive(company),
            occurred_at=at,
            recorded_at=NOW,
            correlation_id=derive(company, what),
            data=data,
        )

    def accept(self, company: str) -> Fact:
        said = OutcomeRecorded(opening_id=derive(company, "job"), outcome=Outcome.ACCEPTED)
        accepted = self.fact(company, "accepted", said)
        self.store.record(Recording([accepted]))
        return accepted

    def take_back(self, accepted: Fact, company: str) -> None:
        back = FactRetracted(retracts=accepted.fact_id)
        self.store.record(Recording([self.fact(company, "back", back)]))

    def knows(self, company: str) -> str | None:
        """Where this relationship thinks that the seeker works now."""
        found = self.store.relationship(derive(company))
        assert found is not None
        history = History.of(found.facts)
        return history.landed.company if history.landed else None

    def kinds(self, company: str) -> set[str]:
        """Kinds of follow-up that are planned here."""
        self.planner.replan(derive(company), NOW)
        found = self.store.relationship(derive(company))
        assert found is not None
        return {str(one.follow_up["kind"]) for one in found.standing.values()}


@pytest.fixture
def search() -> Search:
    return Search()


def test_every_other_relationship_hears_of_the_job(search: Search) -> None:
    """The open applications elsewhere are withdrawn instead of being asked about."""
    assert "status-check" in search.kinds("Contoso")
    search.accept("Northwind")
    search.planner.replan(derive("Northwind"), NOW)
    assert [search.knows(company) for company in COMPANIES] == [None, "Northwind", "Northwind"]
    for company in ("Contoso", "Fabrikam"):
        kinds = search.kinds(company)
        assert "withdrawal-note" in kinds
        assert "status-check" not in kinds


def test_an_acceptance_taken_back_is_taken_back_everywhere(search: Search) -> None:
    """After an undo everything elsewhere is as it was."""
    before = search.kinds("Contoso")
    accepted = search.accept("Northwind")
    search.planner.replan(derive("Northwind"), NOW)
    search.take_back(accepted, "Northwind")
    search.planner.replan(derive("Northwind"), NOW)
    assert [search.knows(company) for company in COMPANIES] == [None, None, None]
    assert search.kinds("Contoso") == before


def test_planning_again_tells_nothing_again(search: Search) -> None:
    """Who knows is not told twice, also when it is asked for in doubt."""
    search.accept("Northwind")
    search.planner.replan(derive("Northwind"), NOW)
    told = search.store.relationship(derive("Contoso"))
    search.planner.replan(derive("Northwind"), NOW)
    search.planner.replan(derive("Northwind"), NOW, doubtful=True)
    assert search.store.relationship(derive("Contoso")) == told


@pytest.mark.parametrize("told", [0, 1])
def test_who_died_while_telling_tells_the_rest(
    search: Search, monkeypatch: pytest.MonkeyPatch, told: int
) -> None:
    """The message comes again, in doubt, and everybody is told."""
    search.accept("Northwind")
    _dies_after(search, monkeypatch, told)
    with pytest.raises(Died):
        search.planner.replan(derive("Northwind"), NOW)
    monkeypatch.undo()
    search.planner.replan(derive("Northwind"), NOW, doubtful=True)
    assert [search.knows(company) for company in COMPANIES] == [None, "Northwind", "Northwind"]


def test_who_died_while_taking_back_takes_back_the_rest(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when another planner saved in between."""
    accepted = search.accept("Northwind")
    search.planner.replan(derive("Northwind"), NOW)
    search.take_back(accepted, "Northwind")
    _dies_after(search, monkeypatch, 1)
    with pytest.raises(Died):
        search.planner.replan(derive("Northwind"), NOW)
    monkeypatch.undo()
    search.planner.replan(derive("Northwind"), NOW)
    search.planner.replan(derive("Northwind"), NOW, doubtful=True)
    assert [search.knows(company) for company in COMPANIES] == [None, None, None]


def test_a_plan_that_was_never_saved_tells_nobody(search: Search) -> None:
    """Who saw the acceptance but lost to whoever saw it taken back says nothing."""
    accepted = search.accept("Northwind")
    left = [1]

    def between(write: str) -> None:
        if write == "save_plan" and left.pop():
            left.append(0)
            search.take_back(accepted, "Northwind")
            raise Conflict(write)

    search.store.on_write = between
    search.planner.replan(derive("Northwind"), NOW)
    assert [search.knows(company) for company in COMPANIES] == [None, None, None]


def _dies_after(search: Search, monkeypatch: pytest.MonkeyPatch, facts: int) -> None:
    """Telling dies after so many relationships, each in a transaction of its own."""
    monkeypatch.setattr("rapport.flows.landing.TOGETHER", 1)
    record, left = search.store.record, [facts]

    def dying(recording: Recording) -> None:
        if left[0] == 0:
            raise Died
        left[0] -= 1
        record(recording)

    monkeypatch.setattr(search.store, "record", dying)
