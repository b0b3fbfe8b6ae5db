"""The benchmark measures planning that has something to plan; how fast is for a quiet machine."""

from __future__ import annotations

import pytest

from bench import plan as bench
from rapport.facts import (
    AdviceRecorded,
    ExchangeRecorded,
    Fact,
    InterviewLogged,
    OutcomeRecorded,
    ProgressRecorded,
)
from rapport.history import History


def test_its_relationship_is_one_that_is_busy() -> None:
    """Facts of every sort, folded without a contradiction, that leave something to do."""
    stored = bench.relationship("Northwind", bench.TYPICAL_FACTS)
    facts = [Fact.read(fact) for fact in stored]
    assert len({fact.fact_id for fact in facts}) == bench.TYPICAL_FACTS
    assert {type(fact.data) for fact in facts} >= {
        InterviewLogged,
        OutcomeRecorded,
        ExchangeRecorded,
        AdviceRecorded,
        ProgressRecorded,
    }
    assert not History.of(facts).oddities
    assert bench.one_change(stored) >= 5


def test_every_run_is_timed_but_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row has the median and the quartiles of what each run took, in milliseconds."""
    clock = iter([0.0, 0.001, 1.0, 1.002, 2.0, 2.009])
    runs: list[None] = []
    monkeypatch.setattr(bench, "process_time", lambda: next(clock))
    line = bench.row("three runs", lambda: runs.append(None), 3)
    assert len(runs) == 4
    assert line.split() == ["three", "runs", "2.00", "ms", "(1.00", "to", "9.00)"]


def test_a_seeker_is_planned_relationship_by_relationship(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything means every relationship, each with its own facts."""
    planned: list[int] = []
    monkeypatch.setattr(bench, "plan", lambda history, *_: planned.append(len(history.facts)))
    bench.whole(
        [
            [Fact.read(fact) for fact in bench.relationship("Northwind", 3)],
            [Fact.read(fact) for fact in bench.relationship("Contoso", 7)],
        ]
    )
    assert planned == [3, 7]
