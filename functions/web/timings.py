"""The playbook as pages and API take it: each setting as it is typed, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from pydantic import ValidationError

from rapport.playbook import Playbook, Setting
from web.words import plain

GROUPS = {
    "interviews": "After an interview",
    "outcomes": "After a no, an offer, or silence",
    "advice": "Advice and reports",
    "keep in touch": "Keeping in touch",
}
"""The groups of the playbook that open one by one; the first group, "you", is always open."""


def typed(settings: Iterable[Setting]) -> Iterable[tuple[str, str]]:
    """The fields of settings, as somebody would type them: one for each entry of a list."""
    for setting in settings:
        entries = setting.value if isinstance(setting.value, tuple) else (setting.value,)
        for entry in entries:
            yield setting.name, f"{entry:%H:%M}" if isinstance(entry, time) else str(entry)


def read_playbook(
    overrides: Mapping[str, Any],
) -> tuple[Playbook | None, list[tuple[str, str]]]:
    """The playbook, or what is wrong: a setting's name and a sentence each.

    The name is empty where it cannot be told which setting is wrong.
    """
    try:
        return Playbook.of(dict(overrides)), []
    except ValidationError as error:
        return None, [(name, plain(one)) for one in error.errors() for name in _blamed(one)]


def _blamed(error: Any) -> list[str]:
    """The settings that an error is about; one that is about several names them first."""
    if error["loc"]:
        return [str(error["loc"][0])]
    named = str((error.get("ctx") or {}).get("error", "")).partition(":")[0].split(", ")
    return [name for name in named if name in Playbook.model_fields] or [""]
