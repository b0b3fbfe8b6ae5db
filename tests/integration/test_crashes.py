"""Every call of AWS that a function makes goes wrong in every way, and the promises hold."""

from __future__ import annotations

import pytest

from tests.integration import crashes
from tests.integration.crashes import CALLS, LIVES, listed, one_of_each, strike

pytestmark = pytest.mark.timeout(900)  # a hundred short lives in one test


@pytest.mark.parametrize("scenario", LIVES)
def test_whatever_goes_wrong_where_it_ends_the_same(scenario: str) -> None:
    """Promises 1 to 3: a call dies, is throttled, times out, or is made twice. Every fact is there
    and was published, plan and schedules are what the facts ask for, and each mail went out once,
    as if nothing had been wrong.
    """
    for point in one_of_each():
        if point.scenario == scenario:
            strike(point)


def test_the_calls_of_every_function_are_known() -> None:
    """None is made that nobody counted: more calls are more ways to die, and cost more. If it is
    meant, `python -m tests.integration.crashes --write` notes the difference.
    """
    assert listed() == CALLS.read_text(encoding="utf-8")


def test_a_call_that_nobody_thought_of_is_struck() -> None:
    """The points are learned by watching: every operation in the list has each of its faults."""
    struck = {(one.function, one.operation) for one in one_of_each()}
    known = crashes.operations().items()
    assert struck == {(function, name) for function, names in known for name in names}
