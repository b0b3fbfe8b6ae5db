"""One book that two people recommended."""

from __future__ import annotations

import pytest

from rapport.facts import AdviceKind, AdviceRecorded, ProgressRecorded, Step, derive
from rapport.plan import FollowUp, Kind
from tests.unit.heart.telling import Story

STAN, PRIYA = "Stan Cole", "Priya Shah"


@pytest.fixture
def story() -> Story:
    """Both sat in one interview, and each named the same book on the same day."""
    story = Story()
    story.tell(
        f"interview at Northwind as Engineer, round 1, panel: {STAN} 5, {PRIYA} 4",
        "2026-01-12 10:00",
    )
    for who, title, at in ((STAN, "The Goal", "10:00"), (PRIYA, "the goal", "11:00")):
        _advise(story, who, title, f"2026-01-13 {at}")
    return story


def _advise(story: Story, who: str, title: str, moment: str) -> None:
    advice = AdviceRecorded(
        advice_id=derive(title, who), contact_id=derive(who), kind=AdviceKind.BOOK, title=title
    )
    story.record(advice, moment)


def _asked(story: Story, moment: str) -> list[FollowUp]:
    return [one for one in story.plan(moment).follow_ups if one.kind is Kind.ADVICE_CHECK_IN]


def test_one_book_is_asked_after_once(story: Story) -> None:
    """Under the name of who recommended it last, not twice on one day."""
    asked = _asked(story, "2026-01-13 12:00")
    assert {one.contact_id for one in asked} == {derive(PRIYA)}
    assert len({one.due for one in asked}) == len(asked)


def test_what_only_one_of_them_named_is_asked_after_too(story: Story) -> None:
    """Stan's other book is not lost, and is asked after alone."""
    _advise(story, STAN, "Accelerate", "2026-01-13 12:00")
    reasons = [one.reason for one in _asked(story, "2026-01-13 13:00") if STAN in one.reason]
    assert any("“Accelerate”" in reason for reason in reasons)
    assert not any("The Goal" in reason for reason in reasons)


def test_who_rests_does_not_stand_for_both(story: Story) -> None:
    """Letting Priya rest does not end the question about Stan's advice."""
    story.tell(f"{PRIYA}: rest true", "2026-01-13 12:00")
    assert {one.contact_id for one in _asked(story, "2026-01-13 13:00")} == {derive(STAN)}


def test_both_hear_how_it_goes(story: Story) -> None:
    """The seeker is asked once, and still reports to each of them."""
    for who, title in ((STAN, "The Goal"), (PRIYA, "the goal")):
        step = ProgressRecorded(advice_id=derive(title, who), step=Step.BOUGHT)
        story.record(step, "2026-01-15 10:00")
    told = {
        one.contact_id
        for one in story.plan("2026-01-15 11:00").follow_ups
        if one.kind is Kind.PROGRESS_REPORT
    }
    assert told == {derive(STAN), derive(PRIYA)}
