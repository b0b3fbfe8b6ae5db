"""How it grows: which quota is met first, and how late the last mail of a wave is.

Calculated from a seeker's habits and the service quotas below; the wave is played minute by minute.
"""

from __future__ import annotations

from dataclasses import dataclass

MAILS_A_SEEKER_A_DAY = 0.5
FACTS_A_SEEKER_A_DAY = 1.0
PENDING_IN_HORIZON = 6
"""Follow-ups of one active seeker that are due within the horizon."""
SCHEDULES = 10_000_000
CREATES_A_SECOND = 5_000
STARTS_A_SECOND = 1_000
PUT_EVENTS_A_SECOND = 10_000
SES_RATES = (14, 200, 5_000)
"""Mails a second: as an account begins, after a raised quota, and a large sender's."""
PARTITION_WRITES_A_SECOND = 1_000
TEND_BUDGET = 300 * 50
"""What one run of tend can schedule: its time-out in seconds, at 50 creates a second."""
LARGEST_ZONE = 0.2
"""Share of all seekers who live in one and the same zone."""
WAVE = 0.3
"""Share of a zone's seekers with a reminder that morning."""


@dataclass(frozen=True)
class Load:
    """What so many active seekers ask for, beside what a quota allows."""

    what: str
    needed: float
    allowed: float

    @property
    def share(self) -> float:
        """How much of the quota it takes."""
        return self.needed / self.allowed


def loads(seekers: int, shards: int) -> list[Load]:
    """What the account is asked for, the tightest first."""
    wave = seekers * LARGEST_ZONE * WAVE
    entering = seekers * MAILS_A_SEEKER_A_DAY / 24
    found = [
        Load("schedules standing", seekers * PENDING_IN_HORIZON, SCHEDULES),
        Load("schedule starts in the minute of a wave, a second", wave / 60, STARTS_A_SECOND),
        Load("schedule creates, a second", entering / 3600, CREATES_A_SECOND),
        Load(
            "PutEvents entries, a second",
            seekers * FACTS_A_SEEKER_A_DAY / 86_400,
            PUT_EVENTS_A_SECOND,
        ),
        Load(
            "due index writes in the minute of a wave, a second and shard",
            2 * min(wave / 60, SES_RATES[-1]) / shards,
            PARTITION_WRITES_A_SECOND,
        ),
        Load("follow-ups that tend schedules in an hour", entering, TEND_BUDGET),
    ]
    return sorted(found, key=lambda one: -one.share)


def wave(reminders: int, mails_a_second: int, spread_minutes: int = 1) -> float:
    """Minutes until the last mail is out, when so many fall due at 8:00, spread over some minutes.

    Each second schedules start, as many as Scheduler allows, and wait in the queue; as many mails
    leave it as SES allows.
    """
    each_second = reminders / (60 * spread_minutes)
    to_start = queued = 0.0
    arriving, second = float(reminders), 0
    while arriving > 1e-6 or to_start > 1e-6 or queued > 1e-6:
        come = min(each_second, arriving)
        arriving -= come
        to_start += come
        started = min(to_start, STARTS_A_SECOND)
        to_start -= started
        queued += started
        queued -= min(queued, mails_a_second)
        second += 1
        if not arriving and not to_start:
            return (second + queued / mails_a_second) / 60
    return second / 60
