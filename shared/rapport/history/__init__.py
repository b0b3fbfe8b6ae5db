"""The history: the facts of one relationship, folded into people, openings, advice and exchanges.

Order and repetition of the facts do not matter, and no set of facts makes the fold fail. What does
not fit is set aside and listed in `oddities`, with the reason, never silently dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import Literal, Self

from rapport.facts import Fact
from rapport.history.fold import Fold, retracted
from rapport.history.merging import merged, retold
from rapport.history.parts import (
    CLOSING,
    EARLIEST,
    FIRST_YEAR,
    LAST_YEAR,
    Advice,
    Answered,
    Champion,
    Direction,
    Feedback,
    Landed,
    Meeting,
    Note,
    Oddity,
    Opening,
    Person,
    Progress,
    Round,
    Touch,
    Word,
)
from rapport.later import dataclass

__all__ = [
    "CLOSING",
    "EARLIEST",
    "FIRST_YEAR",
    "LAST_YEAR",
    "Advice",
    "Answered",
    "Champion",
    "Direction",
    "Feedback",
    "History",
    "Landed",
    "Meeting",
    "Note",
    "Oddity",
    "Opening",
    "Person",
    "Progress",
    "Round",
    "Touch",
    "Word",
]

Standing = tuple[float, int, datetime, bool, str]
"""Mean rapport, number of meetings, the last of them, whether reachable, and who."""


@dataclass(frozen=True)
class History:
    """One relationship, as its facts tell it, everything in order of time. See `History.of`."""

    facts: tuple[Fact, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    openings: Mapping[str, Opening] = field(default_factory=dict)
    exchanges: tuple[Touch, ...] = ()
    touches: Mapping[str, tuple[Touch, ...]] = field(default_factory=dict)
    advice: Mapping[str, Advice] = field(default_factory=dict)
    feedback: tuple[Feedback, ...] = ()
    answers: Mapping[str, Answered] = field(default_factory=dict)
    stops: tuple[Answered, ...] = ()
    """Answers that stopped a kind of follow-up, or every one. Stopping a person lets them rest."""
    notes: tuple[Note, ...] = ()
    landed: Landed | None = None
    retracted: frozenset[str] = frozenset()
    same: Mapping[str, str] = field(default_factory=dict)
    """Ids of entries that were merged into another one, and who they are."""
    oddities: tuple[Oddity, ...] = ()

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> Self:
        """Fold facts of one relationship, in any order and any number of repetitions."""
        distinct = {fact.fact_id: fact for fact in facts}
        ordered = sorted(distinct.values(), key=attrgetter("order"))
        gone = retracted(ordered)
        standing = [fact for fact in ordered if fact.fact_id not in gone]
        same = merged(standing)
        fold = Fold()
        for fact in standing:
            fold.take(retold(fact, same) if same else fact)
        return cls(retracted=frozenset(gone), same=same, **fold.result())

    def timeline(self) -> tuple[Fact, ...]:
        """Every fact that stands, in order of time."""
        return self.facts

    @cached_property
    def _by_id(self) -> dict[str, Fact]:
        return {fact.fact_id: fact for fact in self.facts}

    def met_at(self, person: Person) -> str | None:
        """The company where somebody was met last; None where they were not, or it has no name."""
        if not person.meetings:
            return None
        return self.openings[person.meetings[-1].opening_id].company

    def fact(self, fact_id: str) -> Fact | None:
        """A fact that stands, by its id."""
        return self._by_id.get(fact_id)

    def last_touch(self, contact_id: str, direction: Direction | None = None) -> Touch | None:
        """The newest touch with a person; with a direction, one that went (also) that way."""
        for touch in reversed(self.touches.get(contact_id, ())):
            if direction is None or touch.direction in (direction, "both"):
                return touch
        return None

    def champion(self, opening_id: str) -> Champion | None:
        """Whom to turn to: the best rapport over all rounds, then meetings, recency, reachability.

        None when nobody was met for it, or all who were asked to be left alone.
        """
        met = {
            who: tuple(meeting for meeting in person.meetings if meeting.opening_id == opening_id)
            for who in self._interviewers(opening_id)
            if not (person := self.people[who]).rest
        }
        if not met:
            return None

        def standing(who: str) -> Standing:
            rapports = [meeting.rapport for meeting in met[who]]
            mean = sum(rapports) / len(rapports)
            return mean, len(rapports), met[who][-1].moment, self.people[who].reachable, who

        best, *others = sorted(met, key=standing, reverse=True)
        best_of_others = standing(others[0]) if others else None
        return Champion(
            contact_id=best,
            rapports=tuple(meeting.rapport for meeting in met[best]),
            others_best=max((m.rapport for who in others for m in met[who]), default=None),
            others_meetings=tuple(len(met[who]) for who in others),
            tipped_by=_tipped_by(standing(best), best_of_others),
        )

    def _interviewers(self, opening_id: str) -> tuple[str, ...]:
        opening = self.openings.get(opening_id)
        return opening.interviewers if opening else ()


def _tipped_by(best: Standing, other: Standing | None) -> Literal["last", "reachable"] | None:
    """What decided, where rapport and number of meetings are the same."""
    if other is None or best[:2] != other[:2]:
        return None
    if best[2] > other[2]:
        return "last"
    return "reachable" if best[3] and not other[3] else None
