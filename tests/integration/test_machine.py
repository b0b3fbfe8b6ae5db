"""A few made-up lives; `python -m tests.integration.machine` makes up more of them."""

from __future__ import annotations

import pytest

from tests.integration import machine


@pytest.mark.timeout(900)  # each life is a hundred small tests
@pytest.mark.filterwarnings("ignore")  # hypothesis and metrics speak of how long it takes
def test_whatever_happens_in_whatever_order_the_promises_hold() -> None:
    """Doors, faults, repetition, disorder, months: nothing is lost, nothing is mailed twice, plan
    and schedules are what the facts ask for.
    """
    machine.live(3, 10, seed=True)
    assert sum(machine.steps.values()) > 10
