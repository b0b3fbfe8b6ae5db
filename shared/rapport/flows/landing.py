"""A job taken at one company is told to every other relationship, as a fact of its own there.

So each can plan its news and thanks without reading the others. A relationship's head notes which
acceptances the others were told of; what is told is derived from the acceptance, so that telling it
twice is telling it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from rapport.facts import Fact, FactRetracted, Outcome, OutcomeRecorded, SeekerLanded, derive
from rapport.history import History, Opening
from rapport.phrases import phrases
from rapport.playbook import Playbook
from rapport.store import AlreadyRecorded, Recording, Relationship, Seeker, Store
from rapport.wall import Wall

TOGETHER = 50
"""Facts told in one transaction; it takes a hundred actions."""


def taken(history: History) -> dict[str, Opening]:
    """The positions that the seeker took here, by the fact that says so."""
    return {
        opening.closed.fact_id: opening
        for opening in history.openings.values()
        if opening.accepted and opening.closed
    }


def ever_taken(facts: Iterable[Fact]) -> set[str]:
    """The facts that ever said so, also those that were taken back or overtaken."""
    return {
        fact.fact_id
        for fact in facts
        if isinstance(fact.data, OutcomeRecorded) and fact.data.outcome is Outcome.ACCEPTED
    }


class Herald:
    """Tells the other relationships of a seeker what one of them brought."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def tell(
        self, relationship: Relationship, news: set[str], gone: set[str], now: datetime
    ) -> None:
        """Tell of the acceptances in `news`, and take back those in `gone`."""
        if not news and not gone:
            return
        seeker = relationship.seeker
        others = self._store.relationships_of(seeker.seeker_id)
        history = History.of(relationship.facts)
        tidings = [
            tiding
            for other in others
            if other != relationship.relationship_id
            for tiding in _tidings(other, seeker, history, news, gone, now)
        ]
        for start in range(0, len(tidings), TOGETHER):
            self._record(tidings[start : start + TOGETHER])

    def _record(self, tidings: list[Fact]) -> None:
        try:
            self._store.record(Recording(tidings))
        except AlreadyRecorded:
            if len(tidings) > 1:
                for tiding in tidings:
                    self._record([tiding])


def _tidings(
    other: str,
    seeker: Seeker,
    history: History,
    news: set[str],
    gone: set[str],
    now: datetime,
) -> Iterator[Fact]:
    for fact_id, opening in taken(history).items():
        accepted = history.fact(fact_id)
        if fact_id in news and accepted:
            yield Fact(
                fact_id=derive(other, fact_id, "landed"),
                seeker_id=seeker.seeker_id,
                relationship_id=other,
                occurred_at=accepted.occurred_at,
                recorded_at=now,
                correlation_id=accepted.correlation_id,
                causation_id=fact_id,
                data=_landed(opening, accepted, Playbook.of(seeker.playbook)),
            )
    for fact_id in sorted(gone):
        yield Fact(
            fact_id=derive(other, fact_id, "landed", "taken back"),
            seeker_id=seeker.seeker_id,
            relationship_id=other,
            occurred_at=now,
            recorded_at=now,
            correlation_id=fact_id,
            causation_id=fact_id,
            data=FactRetracted(retracts=derive(other, fact_id, "landed")),
        )


def _landed(opening: Opening, accepted: Fact, playbook: Playbook) -> SeekerLanded:
    say = phrases(playbook.language).say
    return SeekerLanded(
        opening_id=opening.opening_id,
        company=opening.company or say("a-company"),
        title=opening.title or say("a-position"),
        on=Wall.at(accepted.occurred_at, playbook.zone).day,
    )
