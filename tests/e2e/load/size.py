"""How large a load is."""

from __future__ import annotations

from dataclasses import dataclass, replace

MOST_A_DAY = 50
"""Reminders that a seeker may ask for a day."""
BY_FORM = 5
"""Every fifth interview is logged by the form."""
TWICE = 10
"""Every tenth request, mail and schedule comes twice."""


@dataclass(frozen=True)
class Size:
    """How many seekers, follow-ups due in one minute, and answers to their reminders.

    `people` are met in one interview, `together` things go on at once. `rate` is reminders a
    second; None is what the template says.
    """

    seekers: int = 40
    due: int = 1000
    replies: int = 100
    people: int = 5
    together: int = 8
    rate: int | None = None
    twice: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.seekers <= self.due:
            raise ValueError("SEEKERS must be at least 1, and no more than DUE")
        if self.due > self.seekers * MOST_A_DAY:
            least = -(-self.due // MOST_A_DAY)
            raise ValueError(
                f"a seeker gets {MOST_A_DAY} reminders a day: SEEKERS={least} at least"
            )
        if not 1 <= self.replies <= self.due:
            raise ValueError("REPLIES must be at least 1, and no more than DUE")
        if self.rate is not None and self.rate < 1:
            raise ValueError("RATE must be at least 1")

    def repeats(self, place: int) -> bool:
        """Whether what stands at this place of its kind comes twice."""
        return self.twice and place % TWICE == 0

    def one(self) -> Size:
        """The same for a seeker alone, to whom nothing happens twice."""
        each = BY_FORM * self.people
        return replace(self, seekers=1, due=each, replies=min(self.replies, 2), twice=False)
