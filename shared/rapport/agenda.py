"""When a reminder goes out: quiet hours and working days defer it, the daily cap spreads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, time, timedelta

from rapport.later import dataclass
from rapport.playbook import Playbook
from rapport.wall import Wall


def reminder_at(due: Wall, playbook: Playbook, *, any_day: bool = False) -> Wall:
    """The first moment from `due` on that is neither quiet nor, unless `any_day`, a day off."""
    wall = _as_shown(Wall(local=due.local, zone=playbook.zone))
    if _quiet(wall.local.time(), playbook):
        wall = _when_quiet_ends(wall, playbook)
    while not any_day and wall.local.isoweekday() not in playbook.working_days:
        wall = _day_begins(wall.days_later(1), playbook)
    return wall


def next_day(wall: Wall, playbook: Playbook, *, any_day: bool = False) -> Wall:
    """When a reminder that found its day full goes instead: the next allowed day, same time."""
    return reminder_at(wall.days_later(1), playbook, any_day=any_day)


def _as_shown(wall: Wall) -> Wall:
    """The same moment as a clock really shows it, where the spring change skips the time."""
    return Wall.at(wall.instant, wall.zone)


def _quiet(clock: time, playbook: Playbook) -> bool:
    start, end = playbook.quiet_from, playbook.quiet_until
    if start <= end:
        return start <= clock < end
    return clock >= start or clock < end


def _when_quiet_ends(wall: Wall, playbook: Playbook) -> Wall:
    end = wall.local.replace(hour=playbook.quiet_until.hour, minute=playbook.quiet_until.minute)
    if end <= wall.local:
        end += timedelta(days=1)
    return _as_shown(Wall(local=end, zone=wall.zone))


def _day_begins(wall: Wall, playbook: Playbook) -> Wall:
    """The usual time of a day, or its first time that is not quiet when the usual one is."""
    usual = _as_shown(Wall.on(wall.day, playbook.usual_time, wall.zone))
    if not _quiet(usual.local.time(), playbook):
        return usual
    start = _as_shown(Wall.on(wall.day, time.min, wall.zone))
    return _when_quiet_ends(start, playbook) if _quiet(start.local.time(), playbook) else start


@dataclass(frozen=True)
class Slot:
    """One reminder that falls on a day."""

    importance: int
    at: datetime
    sent: bool = False


@dataclass(frozen=True)
class Day:
    """The reminders of one seeker on one local date, over all relationships, by follow-up id."""

    slots: Mapping[str, Slot] = field(default_factory=dict)


def admitted(day: Day, follow_up_id: str, cap: int) -> bool:
    """Whether a reminder is among the best `cap` of its day.

    What was sent stays in; the others go by importance, then time, then id. A follow-up that the
    day does not know is not admitted.
    """
    ranked = sorted(
        day.slots,
        key=lambda one: (
            not day.slots[one].sent,
            -day.slots[one].importance,
            day.slots[one].at,
            one,
        ),
    )
    return follow_up_id in ranked[:cap]
