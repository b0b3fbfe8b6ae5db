"""Promise 2, where two workers go through one relationship's portions at the same moment: both end,
soon, and the schedules equal the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import cycle
from random import Random
from threading import Semaphore, Thread, current_thread
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.facts import Fact, FactRetracted
from rapport.flows import planning
from rapport.store import Conflict
from rapport.store import portions as cutting
from tests.unit.flows.test_planning_promise import (
    HOME,
    ROGER,
    Died,
    House,
    panel,
    planned_at_once,
)
from tests.unit.heart.worlds import fact

NOW = datetime.fromisoformat("2026-01-06T12:00:00+00:00")
AT_ONCE, WRITES = 5, 9
FAR_TOO_MANY = 300


@dataclass(frozen=True)
class Message:
    """A request to plan the relationship, and how often it came before."""

    after: str = ""
    came: int = 0
    asked: bool = True


class Workers:
    """So many functions at one queue. Each goes on at the next write of its own when `whose_turn`
    says its number; so every interleaving of reads and writes can be played, and played again.
    """

    def __init__(self, house: House, messages: list[Message], many: int = 2) -> None:
        self._house, self._queue = house, list(messages)
        self._turns = {f"worker {number}": Semaphore(0) for number in range(many)}
        self._back = Semaphore(0)
        self._busy: set[str] = set()
        self._fallen: list[BaseException] = []
        self.events = self.writes = 0
        self.deaths: set[int] = set()
        """At which writes somebody dies."""
        self.comes_between: dict[int, Callable[[], None]] = {}
        """What others do before which write."""

    def ask(self, message: Message) -> None:
        """One more event comes."""
        self._queue.append(message)

    def run(self, whose_turn: Iterator[int]) -> None:
        """Until the queue is empty and nobody works any more."""
        names, self._over = list(self._turns), False
        threads = [Thread(target=self._work, name=name, daemon=True) for name in names]
        self._house.store.on_write = self._house.schedules.on_write = self._write
        for thread in threads:
            thread.start()
        while self._queue or self._busy:
            able = [name for name in names if self._queue or name in self._busy]
            self._turns[able[next(whose_turn) % len(able)]].release()
            self._back.acquire()
            if self._fallen:
                raise self._fallen[0]
            assert self.events < FAR_TOO_MANY, "it never ends"
        self._house.store.on_write = self._house.schedules.on_write = lambda _: None
        self._over = True
        for name, thread in zip(names, threads, strict=True):
            self._turns[name].release()
            thread.join()

    def _work(self) -> None:
        me = current_thread().name
        self._turns[me].acquire()
        while not self._over:
            if self._queue:
                self._busy.add(me)
                try:
                    self._take(self._queue.pop(0))
                except BaseException as error:  # noqa: BLE001  # the test's own thread tells it
                    self._fallen.append(error)
                self._busy.discard(me)
            self._back.release()
            self._turns[me].acquire()

    def _take(self, message: Message) -> None:
        house, again = self._house, message.came > 0
        self.events += 1
        try:
            house.planner.replan(
                HOME,
                NOW,
                doubtful=message.asked or again,
                resettle=message.asked,
                after="" if again else message.after,
            )
        except (Conflict, Died):
            self._queue.append(replace(message, came=message.came + 1))
        # Whoever is at work says what it asks for before it gives way, so it is this one's.
        self._queue += [Message(one.detail["data"]["after"]) for one in house.bus.said]
        house.bus.said.clear()

    def _write(self, _: str) -> None:
        self._back.release()
        self._turns[current_thread().name].acquire()
        self.writes += 1
        self.comes_between.pop(self.writes, lambda: None)()
        if self.writes in self.deaths:
            raise Died


@contextmanager
def small() -> Iterator[None]:
    """A plan of a few people takes many events."""
    with patch.object(cutting, "WRITES", WRITES), patch.object(planning, "AT_ONCE", AT_ONCE):
        yield


def crowd() -> list[Fact]:
    """Two panels of one company."""
    return [panel(0), panel(1)]


def best(house: House, chains: int = 2) -> int:
    """The events that so many chains take that never meet."""
    waiting = sum(one.waits for one in house.plan.values())
    return chains * -(-waiting // AT_ONCE)


def is_whole(house: House) -> None:
    """The plan is that of the history, the schedules are the plan's."""
    relationship = house.store.relationship(HOME)
    assert relationship is not None
    left = planning.difference(relationship, None, NOW)
    assert [*left.put, *left.drop, *left.cards, *left.dropped_cards, *left.planned] == []
    assert house.standing_schedules == house.wanted_schedules


def in_blocks(length: int) -> Iterator[int]:
    """Each does so many writes, then the other."""
    return (number for number in cycle((0, 1)) for _ in range(length))


@pytest.mark.parametrize("block", [1, 2, 3, 5, 6, 7, 12])
def test_two_that_set_all_anew_end(block: int) -> None:
    """Two changes of the settings in a row, or a download that comes back: two chains, one worker
    each, by turns within each other's schedules. Who loses goes on where it was.
    """
    house = planned_at_once(crowd(), NOW)
    house.schedules.standing.clear()
    with small():
        workers = Workers(house, [Message(), Message()])
        workers.run(in_blocks(block))
    is_whole(house)
    assert workers.events <= best(house) * 3 // 2


def test_two_chains_that_never_meet_take_what_each_needs() -> None:
    """One worker takes their events by turns, and nothing is done twice."""
    house = planned_at_once(crowd(), NOW)
    house.schedules.standing.clear()
    with small():
        workers = Workers(house, [Message(), Message()], many=1)
        workers.run(cycle((0,)))
    is_whole(house)
    assert workers.events == best(house)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 1), max_size=200),
    st.randoms(use_true_random=False),
    st.sets(st.integers(1, 60), max_size=2),
    st.integers(1, 120),
    st.booleans(),
)
def test_however_two_come_between_each_other_they_end(
    turns: list[int], random: Random, deaths: set[int], when: int, moves: bool
) -> None:
    """Whoever's turn it is, whoever dies, and whatever is recorded or set meanwhile: after few
    events the plan is that of the history, and the schedules are the plan's.
    """
    house = planned_at_once(crowd(), NOW)
    optimum = best(house)
    if moves:
        zone = {**ROGER.playbook, "zone": "America/New_York"}
        house.store.change_seeker(replace(ROGER, playbook=zone, version=2))
        optimum += 2 * -(-len(house.plan) * 3 // WRITES)
    taken_back = fact(1, NOW, FactRetracted(retracts=panel(1).fact_id))
    with small():
        workers = Workers(house, [Message(), Message()])
        workers.deaths = deaths

        def comes_between() -> None:
            house.record(taken_back)
            workers.ask(Message(asked=False))

        workers.comes_between[when] = comes_between
        workers.run(_then(turns, random))
        if when > workers.writes:
            house.record(taken_back)
            workers.ask(Message(asked=False))
            workers.run(_then([], random))
    is_whole(house)
    assert workers.events <= optimum * (2 + len(deaths)) + 10


def _then(turns: list[int], random: Random) -> Iterator[int]:
    yield from turns
    while True:
        yield random.randrange(2)
