"""What has to hold after a load, whatever happened: each check says in words what does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain
from typing import TypeVar

from rapport.facts import FollowUpAnswered, InterviewLogged, ReminderSent
from rapport.flows.planning import difference
from tests.e2e.load.evidence import Evidence, Promised
from tests.e2e.load.figures import Use, busiest, waves

T = TypeVar("T")
Check = Callable[[Evidence, Promised], Iterator[str]]


def interviews_are_there(evidence: Evidence, promised: Promised) -> Iterator[str]:
    """Every interview that was accepted is one fact, and there is no other."""
    found = Counter(
        fact.data.company
        for relationship in evidence.relationships
        for fact in relationship.facts
        if isinstance(fact.data, InterviewLogged)
    )
    yield from _once("interview", "logged", promised.interviews, found)


def replies_are_there(evidence: Evidence, promised: Promised) -> Iterator[str]:
    """Every answer that was mailed is one fact, and its receipt went out once."""
    found = Counter(
        fact.data.follow_up_id
        for relationship in evidence.relationships
        for fact in relationship.facts
        if isinstance(fact.data, FollowUpAnswered)
    )
    yield from _once("answer to follow-up", "recorded", promised.answered, found)
    receipts = Counter(
        mail["headers"]["In-Reply-To"]
        for mail in evidence.mails
        if "In-Reply-To" in mail["headers"]
    )
    yield from _once("receipt of", "mailed", promised.replies, receipts)


def reminders_went_out_once(evidence: Evidence, promised: Promised) -> Iterator[str]:
    """Everything that was due was reminded of by one mail, and noted as one fact."""
    mailed = Counter(told for told, _ in evidence.reminders())
    yield from _once("reminder of follow-up", "mailed", promised.due, mailed)
    noted = Counter(
        (fact.data.follow_up_id, fact.data.occasion)
        for relationship in evidence.relationships
        for fact in relationship.facts
        if isinstance(fact.data, ReminderSent)
    )
    yield from _once("reminder of follow-up", "noted", promised.due, noted)


def plan_is_that_of_the_facts(evidence: Evidence, promised: Promised) -> Iterator[str]:
    """What stands in the table is what the facts ask for, and nothing waits to be planned."""
    for relationship in evidence.relationships:
        change = difference(relationship, None, evidence.now)
        wrong = [*change.put, *change.drop, *change.cards, *change.dropped_cards]
        if wrong or relationship.unplanned:
            yield (
                f"the plan of relationship {relationship.relationship_id} is not that of its "
                f"facts: {len(wrong)} entries differ, {len(relationship.unplanned)} facts wait"
            )


def schedules_equal_the_plan(evidence: Evidence, promised: Promised) -> Iterator[str]:
    """Each follow-up that waits within the horizon has its schedule; nothing else has one."""
    last = evidence.now + promised.horizon
    wanted = {
        standing.follow_up_id: standing.remind_at
        for relationship in evidence.relationships
        for standing in relationship.standing.values()
        if standing.waits and evidence.now < standing.remind_at <= last
    }
    for name in sorted(wanted.keys() | evidence.schedules.keys()):
        if wanted.get(name) != evidence.schedules.get(name):
            yield (
                f"follow-up {name} is scheduled for {evidence.schedules.get(name, 'never')}, "
                f"and planned for {wanted.get(name, 'never')}"
            )


def rate_is_kept(evidence: Evidence, promised: Promised) -> Iterator[str]:
    """No second has more reminders than the rate, but for one that each process may have begun
    before and was slow to hand over; and a whole wave is no faster.
    """
    sent = [at for _, at in evidence.reminders()]
    most = promised.rate + promised.processes
    if (fullest := busiest(sent)) > most:
        yield f"{fullest} reminders went out within one second, more than {most}"
    for wave in waves(sent):
        took = (wave[-1] - wave[0]).total_seconds()
        if len(wave) - 2 * promised.processes > took * promised.rate:
            yield f"{len(wave)} reminders in {took:.1f} s are more than {promised.rate} a second"


def queues_are_empty(evidence: Evidence, promised: Promised) -> Iterator[str]:
    """Nothing waits, nothing died, no function failed."""
    for name, depth in evidence.queued.items():
        if depth:
            yield f"{depth} messages wait in {name}"
    for name, depth in evidence.dead_letters.items():
        if depth:
            yield f"{depth} dead letters lie in {name}"
    for name, error in evidence.errors.items():
        yield f"{name} failed: {error}"


def _once(what: str, done: str, wanted: Collection[T], found: Mapping[T, int]) -> Iterator[str]:
    """Of what was to be done, what is missing, what is there more often, and what nobody asked."""
    for each in wanted:
        if not found.get(each):
            yield f"{what} {_named(each)} was not {done}"
    for each, often in found.items():
        if each not in wanted:
            yield f"{what} {_named(each)} was {done}, and nobody asked for it"
        elif often > 1:
            yield f"{what} {_named(each)} was {done} {often} times"


def _named(each: object) -> str:
    return str(each[0] if isinstance(each, tuple) else each)


PROMISES: tuple[Check, ...] = (
    interviews_are_there,
    replies_are_there,
    reminders_went_out_once,
    plan_is_that_of_the_facts,
    schedules_equal_the_plan,
    rate_is_kept,
    queues_are_empty,
)


def broken(evidence: Evidence, promised: Promised) -> list[str]:
    """What does not hold, in sentences; nothing where all is well."""
    return list(chain.from_iterable(check(evidence, promised) for check in PROMISES))


SLACK = 1.25
"""In the crowd some things come twice, which is noticed by a read or two."""
RACED = frozenset({"plan an answer"})
"""Not held to it: answers race with the notes of reminders of the same relationship, and who loses
plans that relationship again, however large the crowd is.
"""


def dearer(alone: Mapping[str, Use], crowd: Mapping[str, Use]) -> list[str]:
    """Operations that ask more of AWS when many do them at once, in sentences."""
    return [
        f"{name} takes {use.calls:.1f} calls in the crowd and {alone[name].calls:.1f} alone"
        for name, use in crowd.items()
        if name not in RACED and use.calls > alone[name].calls * SLACK
    ]
