"""The playbook: settings that can be read, edited within bounds, and changed at once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from rapport.facts import ContactDescribed, derive
from rapport.history import History
from rapport.plan import Kind, plan
from rapport.playbook import Playbook, bounds
from tests.unit.heart.telling import FACT, PLAN, STORIES, Story
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


@pytest.mark.parametrize(
    "note", ["interpolated", "contra", "house", "career-ops", "so many", "rapport on"]
)
def test_settings_are_said_as_a_reader_understands(note: str) -> None:
    """What a setting does and where it comes from are words for people, not notes of ours."""
    for setting in Playbook().settings():
        assert note not in f"{setting.description} {setting.source}"


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


def test_a_person_has_timings_of_their_own() -> None:
    """What is set for one person counts for them alone, and going back is possible."""
    story = Story()
    story.tell(
        "interview at Northwind as Engineer, round 1, video: Eva Lind 4, Olaf Dahl 4",
        "2026-03-02 10:00",
    )
    before = story.plan("2026-03-02 11:00")
    story.tell("Eva Lind: thank_you_after_hours 30", "2026-03-02 10:30")
    after = story.plan("2026-03-02 11:00")
    moved = set(after.follow_ups) - set(before.follow_ups)
    assert [(one.kind, one.contact_id) for one in moved] == [(Kind.THANK_YOU, derive("Eva Lind"))]
    story.tell("Eva Lind: thank_you_after_hours as for everybody", "2026-03-02 10:45")
    assert story.plan("2026-03-02 11:00") == before


PERSONAL = [one.name for one in Playbook().settings() if one.personal]


@pytest.mark.parametrize("name", PERSONAL)
def test_every_personal_setting_makes_a_difference(name: str) -> None:
    """A setting that the page offers for one person changes the plan about them."""
    tales = sorted((STORIES).glob("*.txt"))
    assert any(_differs(path.read_text(encoding="utf-8"), name) for path in tales)


def _differs(story: str, name: str) -> bool:
    """Whether somewhere in a story the plan is another one when everybody has this timing."""
    told = Story()
    for line in story.splitlines():
        if fact := FACT.fullmatch(line):
            told.tell(fact["words"], fact["moment"])
        elif asked := PLAN.fullmatch(line):
            now = told.instant(asked["moment"])
            general = next(one for one in told.playbook.settings() if one.name == name)
            other = general.least if general.value != general.least else general.value + 1
            own = [
                ContactDescribed(contact_id=who, timings={name: other})
                for who in told.history().people
            ]
            facts = [
                told.facts[-1].model_copy(update={"fact_id": derive(one.contact_id), "data": one})
                for one in own
            ]
            with_own = plan(History.of([*told.facts, *facts]), told.playbook, now)
            if with_own != plan(told.history(), told.playbook, now):
                return True
    return False


def test_a_page_can_list_what_is_personal() -> None:
    """Value, default, unit, bounds and source of each; the rhythm by how one gets on."""
    book = Playbook(thank_you_after_hours=10)
    listed = {one.name: one for one in book.personal_settings({"advice_check_ins": 1}, rapport=5)}
    assert listed.keys() == set(PERSONAL)
    assert (listed["advice_check_ins"].value, listed["advice_check_ins"].default) == (1, 2)
    assert listed["thank_you_after_hours"].default == 10
    assert listed["keep_in_touch_weeks"].default == book.keep_in_touch_close_weeks
    assert bounds("status_checks") == (0, 20)
    assert bounds("zone") is bounds("tea_at_five") is None


def test_later_for_one_person_is_pointless_later_too() -> None:
    """Somebody who is to be thanked after three days is, though it is pointless for others then."""
    book = Playbook(thank_you_after_hours=20, thank_you_until_days=2)
    rules = book.for_person({"thank_you_after_hours": 72, "referral_update_after_days": 60})
    assert (rules.thank_you_until_days, rules.referral_until_days) == (4, 61)
    assert Playbook.of(rules.overrides()) == rules
    assert book.for_person({}) is book
