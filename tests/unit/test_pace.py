"""Reminders go out no faster than the mail service allows."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rapport.outside.mailer import Pace
from tests.integration.template import resource


class Clock:
    """Time that passes when somebody sleeps or works."""

    def __init__(self) -> None:
        self.now = 1000.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def __call__(self) -> float:
        return self.now


@given(st.floats(0.01, 3), st.lists(st.floats(0, 5), min_size=1, max_size=40))
def test_two_mails_never_begin_closer_than_the_gap(gap: float, work: list[float]) -> None:
    """However long each takes, and after any rest: no burst makes up for what was slow."""
    clock = Clock()
    pace = Pace(gap, clock.sleep, clock)
    begun = []
    for each in work:
        pace.wait()
        begun.append(clock())
        clock.sleep(each)
    gaps = [later - earlier for earlier, later in pairwise(begun)]
    assert all(one >= gap - 1e-6 for one in gaps)


def test_a_quick_process_sends_its_share_and_no_less() -> None:
    """Two processes at ten a second: each sends five, if it can."""
    clock = Clock()
    pace = Pace(2 / 10, clock.sleep, clock)
    for _ in range(50):
        pace.wait()
        clock.sleep(0.05)
    assert clock() - 1000 < 50 * 0.2 + 0.1


def test_the_share_is_that_of_as_many_processes_as_run() -> None:
    """What the template says of the processes is how many the queue's mapping starts."""
    properties = resource("SendReminder")
    scaling = properties["Events"]["Due"]["Properties"]["ScalingConfig"]
    variables = properties["Environment"]["Variables"]
    assert int(variables["REMINDER_PROCESSES"]) == scaling["MaximumConcurrency"]
