"""The benchmark measures something that works; how fast is for a quiet machine to say."""

from __future__ import annotations

from bench.plan import one_change, relationship, row, whole
from rapport.facts import Fact


def test_the_benchmark_runs() -> None:
    """It plans real facts, and prints what it took."""
    facts = relationship("Northwind", 20)
    assert len({str(fact["fact_id"]) for fact in facts}) == 20
    assert one_change(facts) > 0
    line = row("everything", lambda: whole([[Fact.read(fact) for fact in facts]]), 3)
    assert line.startswith("everything")
    assert " ms " in line
