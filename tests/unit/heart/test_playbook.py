"""The playbook: settings that can be read, edited within bounds, and changed at once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from rapport.plan import Kind
from rapport.playbook import Playbook
from tests.unit.heart.telling import Story
from tests.unit.heart.worlds import playbooks


def test_every_setting_explains_itself() -> None:
    """Each has a unit, a sentence, a source, and its default lies within its bounds."""
    for setting in Playbook().settings():
        assert setting.unit
        assert setting.source
        assert setting.description[0].isupper()
        assert setting.description.endswith(".")
        assert setting.value == setting.default
        if isinstance(setting.default, int):
            assert setting.least is not None
            assert setting.most is not None
            assert setting.least <= setting.default <= setting.most


def test_defaults_are_those_of_the_sources() -> None:
    """The numbers that sources agree on, and those interpolated between them."""
    book = Playbook()
    assert book.thank_you_after_hours == 20
    assert (book.status_check_after_days, book.status_checks) == (7, 2)
    assert book.status_check_after_days + book.status_check_every_days == 14
    assert book.unanswered_touches == 2
    assert (book.feedback_after_days, book.feedback_until_days) == (2, 14)
    assert book.progress_report_every_days == 14
    assert (book.keep_in_touch_close_weeks, book.keep_in_touch_weeks) == (8, 12)
    assert book.reminders_a_day == 3


@given(playbooks())
def test_overrides_are_what_differs(book: Playbook) -> None:
    """What is stored is only what was changed, as JSON, and gives the same playbook again."""
    assert Playbook.of(json.loads(json.dumps(book.overrides()))) == book
    assert Playbook().overrides() == {}
    assert Playbook(reminders_a_day=5).overrides() == {"reminders_a_day": 5}


@pytest.mark.parametrize(
    ("overrides", "field"),
    [
        ({"zone": "Europe/Atlantis"}, "zone"),
        ({"zone": "../../etc/passwd"}, "zone"),
        ({"language": "klingon"}, "language"),
        ({"reminders_a_day": 0}, "reminders_a_day"),
        ({"reminders_a_day": 1000}, "reminders_a_day"),
        ({"thank_you_after_hours": -1}, "thank_you_after_hours"),
        ({"keep_in_touch_weeks": 0}, "keep_in_touch_weeks"),
        ({"feedback_call_rapport": 6}, "feedback_call_rapport"),
        ({"working_days": []}, "working_days"),
        ({"working_days": [0]}, "working_days"),
        ({"quiet_from": "25:00"}, "quiet_from"),
        ({"quiet_from": "08:01", "quiet_until": "08:00"}, "quiet_from, quiet_until"),
        ({"thank_you_after_hours": 72, "thank_you_until_days": 3}, "thank_you_until_days"),
        ({"feedback_until_days": 2}, "feedback_after_days, feedback_until_days"),
        ({"usual_time": "09:00+02:00"}, "usual_time"),
        ({"thank_you_after_minutes": 5}, "thank_you_after_minutes"),
    ],
    ids=str,
)
def test_what_is_out_of_bounds_is_refused_by_name(overrides: dict[str, Any], field: str) -> None:
    """The message names the setting."""
    with pytest.raises(ValidationError, match=field):
        Playbook.of(overrides)


def test_changing_a_setting_changes_the_plan_at_once() -> None:
    """The same facts under another playbook are another plan; no follow-up is a new one."""
    story = Story()
    story.tell("interview at Northwind as Engineer, round 1, video: Eva Lind 4", "2026-03-02 10:00")
    before = {one.follow_up_id: one for one in story.plan("2026-03-02 11:00").follow_ups}
    story.overrides["keep_in_touch_close_weeks"] = 6
    after = {one.follow_up_id: one for one in story.plan("2026-03-02 11:00").follow_ups}
    moved = [after[one] for one in before if before[one].due != after[one].due]
    assert before.keys() == after.keys()
    assert [one.kind for one in moved] == [Kind.KEEP_IN_TOUCH]
    assert {before[one].occasion for one in before} == {after[one].occasion for one in after}
