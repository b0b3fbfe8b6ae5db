"""The stories in `stories/` are to be read as they are; these tests hold that they are true."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.heart.telling import STORIES, retell


@pytest.mark.parametrize("path", sorted(STORIES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_plan_is_what_the_story_says(path: Path) -> None:
    """Given these facts, on this day, this is the plan in words, and why."""
    story = path.read_text(encoding="utf-8")
    assert retell(story) == story
