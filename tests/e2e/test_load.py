"""A small crowd keeps the promises of a large one, and what breaks one is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rapport.facts import Fact, InterviewLogged
from rapport.store import Relationship
from tests.e2e.load import play
from tests.e2e.load.evidence import Evidence
from tests.e2e.load.figures import Use, busiest, percentile, waves
from tests.e2e.load.play import Load
from tests.e2e.load.promises import broken, dearer
from tests.e2e.load.size import Size

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def load() -> Load:
    """Thirty follow-ups of one minute, some answered while the others still go out."""
    return play.run(Size(seekers=3, due=30, replies=6), lambda *_: None)


def test_a_crowd_loses_nothing_and_gets_nothing_twice(load: Load) -> None:
    """Though every tenth request, answer and schedule comes twice: each is one fact and one mail,
    plan and schedules are what the facts ask for, reminders keep to the rate, all queues drain.
    """
    assert broken(load.evidence, load.promised) == []
    assert len(load.crowd.due) == 30
    assert len(load.crowd.answered) == 6


def test_an_operation_asks_no_more_of_aws_in_a_crowd(load: Load) -> None:
    """Calls of each operation, as the runtime counts them, beside those of a seeker alone."""
    assert dearer(load.alone.costs, load.crowd.costs) == []
    assert load.crowd.costs["remind"].calls >= 4


def without(evidence: Evidence, gone: Callable[[Fact], bool]) -> Evidence:
    """The same, with the first such fact lost."""

    def poorer(relationship: Relationship) -> Relationship:
        found = next((one for one in relationship.facts if gone(one)), None)
        if found is None or lost:
            return relationship
        lost.append(found)
        return replace(relationship, facts=tuple(f for f in relationship.facts if f is not found))

    lost: list[Fact] = []
    poor = [poorer(one) for one in evidence.relationships]
    assert lost
    return replace(evidence, relationships=poor)


def a_reminder_less(evidence: Evidence) -> Evidence:
    first = next(one for one in evidence.mails if "follow_up" in one["tags"])
    return replace(evidence, mails=[one for one in evidence.mails if one is not first])


def a_reminder_more(evidence: Evidence) -> Evidence:
    first = next(one for one in evidence.mails if "follow_up" in one["tags"])
    return replace(evidence, mails=[*evidence.mails, first])


def a_receipt_more(evidence: Evidence) -> Evidence:
    first = next(one for one in evidence.mails if "In-Reply-To" in one["headers"])
    return replace(evidence, mails=[*evidence.mails, first])


def an_interview_less(evidence: Evidence) -> Evidence:
    return without(evidence, lambda fact: isinstance(fact.data, InterviewLogged))


def an_interview_more(evidence: Evidence) -> Evidence:
    first, *others = evidence.relationships
    return replace(
        evidence, relationships=[replace(first, facts=(*first.facts, *first.facts)), *others]
    )


def an_answer_less(evidence: Evidence) -> Evidence:
    return without(evidence, lambda fact: fact.data.detail_type == "follow-up-answered")


def a_reminder_unnoted(evidence: Evidence) -> Evidence:
    return without(evidence, lambda fact: fact.data.detail_type == "reminder-sent")


def a_plan_forgotten(evidence: Evidence) -> Evidence:
    first, *others = evidence.relationships
    return replace(evidence, relationships=[replace(first, standing={}), *others])


def a_fact_unplanned(evidence: Evidence) -> Evidence:
    first, *others = evidence.relationships
    return replace(evidence, relationships=[replace(first, unplanned=frozenset({"one"})), *others])


def a_schedule_less(evidence: Evidence) -> Evidence:
    return replace(evidence, schedules=dict(list(evidence.schedules.items())[1:]))


def a_schedule_late(evidence: Evidence) -> Evidence:
    name, at = next(iter(evidence.schedules.items()))
    return replace(evidence, schedules={**evidence.schedules, name: at + timedelta(hours=1)})


def all_at_once(evidence: Evidence) -> Evidence:
    at = max(at for _, at in evidence.reminders()).isoformat()
    return replace(evidence, mails=[{**one, "sent_at": at} for one in evidence.mails])


def somewhat_faster(evidence: Evidence) -> Evidence:
    """The same number in most seconds, but no breath drawn between them: 11 a second."""
    reminders = 3 * [one for one in evidence.mails if "follow_up" in one["tags"]]
    sent = [
        {**one, "sent_at": (NOON + timedelta(seconds=place / 11)).isoformat()}
        for place, one in enumerate(reminders)
    ]
    return replace(evidence, mails=sent)


def a_message_left(evidence: Evidence) -> Evidence:
    return replace(evidence, queued={**evidence.queued, "PlanQueue": 1})


def a_dead_letter(evidence: Evidence) -> Evidence:
    return replace(evidence, dead_letters={**evidence.dead_letters, "PlanDeadLetters": 1})


def a_failure(evidence: Evidence) -> Evidence:
    return replace(evidence, errors={"Web": "out of memory"})


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (an_interview_less, "was not logged"),
        (an_interview_more, "was logged 2 times"),
        (an_answer_less, "was not recorded"),
        (a_receipt_more, "was mailed 2 times"),
        (a_reminder_less, "was not mailed"),
        (a_reminder_more, "was mailed 2 times"),
        (a_reminder_unnoted, "was not noted"),
        (a_plan_forgotten, "is not that of its facts"),
        (a_fact_unplanned, "1 facts wait"),
        (a_schedule_less, "is scheduled for never"),
        (a_schedule_late, "and planned for"),
        (all_at_once, "within one second, more than 12"),
        (somewhat_faster, "are more than 10 a second"),
        (a_message_left, "1 messages wait in PlanQueue"),
        (a_dead_letter, "1 dead letters lie in PlanDeadLetters"),
        (a_failure, "Web failed: out of memory"),
    ],
)
def test_what_breaks_a_promise_is_said(
    load: Load, fault: Callable[[Evidence], Evidence], words: str
) -> None:
    """A lost fact, a doubled mail, a plan or schedule that is off: one of each is enough."""
    said = broken(fault(load.evidence), load.promised)
    assert any(words in sentence for sentence in said), said


def test_a_call_more_is_said() -> None:
    """An operation that grows with what else goes on is named, with its calls."""
    assert dearer({"remind": Use(4)}, {"remind": Use(5.2)}) == [
        "remind takes 5.2 calls in the crowd and 4.0 alone"
    ]


def test_the_fullest_second_begins_anywhere() -> None:
    """Not on the second: a burst across its border counts as the one that it is."""
    sent = [NOON + timedelta(seconds=each) for each in (0.0, 0.6, 0.7, 1.2, 1.6, 3.0)]
    assert busiest(sent) == 3
    assert busiest([]) == 0


def test_waves_are_told_apart() -> None:
    """What went out hours earlier makes no wave slower."""
    sent = [NOON + timedelta(hours=each) for each in (0, 0.5, 5, 5.1)]
    assert waves(list(reversed(sent))) == [sent[:2], sent[2:]]


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.95, 4), (1.0, 4), (0.25, 1)])
def test_a_percentile_is_one_of_the_values(share: float, value: float) -> None:
    """The smallest that at least this share of all do not exceed."""
    assert percentile([4, 3, 2, 1], share) == value


@pytest.mark.parametrize(
    ("sizes", "rate", "words"),
    [
        ((1, 100, 1), None, "SEEKERS=2 at least"),
        ((5, 4, 1), None, "no more than DUE"),
        ((1, 1, 2), None, "no more than DUE"),
        ((1, 1, 1), 0, "RATE must be at least 1"),
    ],
)
def test_a_size_that_cannot_be_is_refused(
    sizes: tuple[int, int, int], rate: int | None, words: str
) -> None:
    """With the way out."""
    with pytest.raises(ValueError, match=words):
        Size(*sizes, rate=rate)
