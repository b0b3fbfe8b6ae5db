"""What the table holds, as pages and the API show it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any, Literal

from rapport.agenda import reminder_at
from rapport.history import History, Opening, Person
from rapport.later import dataclass
from rapport.objections import remarks
from rapport.plan import FollowUp, Kind
from rapport.playbook import Playbook
from rapport.store import Card, Relationship, Seeker, Standing, Store
from rapport.store.keys import order
from rapport.wall import Wall

ABOUT_AN_OUTCOME = frozenset({Kind.STATUS_CHECK, Kind.NO_ANSWER, Kind.OFFER_DECISION})
"""Kinds that an answer of the company settles."""


@dataclass(frozen=True)
class Item:
    """A follow-up on a page: what to do, about whom, why, and with which words."""

    standing: Standing
    follow_up: FollowUp

    @property
    def relationship_id(self) -> str:
        return self.standing.relationship_id

    @property
    def path(self) -> str:
        return path_of(self.standing)

    @property
    def person_path(self) -> str | None:
        """The page of the person, where it is about one."""
        who = self.follow_up.contact_id
        return f"/people/{self.relationship_id}/{who}" if who else None

    @property
    def outcome_path(self) -> str | None:
        """Where to note what the company said, if that would settle it."""
        if self.follow_up.kind not in ABOUT_AN_OUTCOME or not self.follow_up.opening_id:
            return None
        return f"/openings/{self.relationship_id}/{self.follow_up.opening_id}#outcome"

    @property
    def draft(self) -> dict[str, Any]:
        return self.standing.draft

    def dropped(self, now: datetime) -> bool:
        """Whether it has become pointless: the plan lets go of it as soon as it is made again."""
        lapses_at = self.standing.lapses_at
        return lapses_at is not None and lapses_at <= now

    def group(self, here: Wall) -> Literal["late", "due", "next"]:
        """Where it stands on the seeker's clock."""
        if self.standing.day < here.day:
            return "late"
        return "due" if self.standing.day == here.day else "next"


def path_of(standing: Standing) -> str:
    """The page of a follow-up."""
    return f"/follow-ups/{standing.relationship_id}/{standing.follow_up_id}"


def planned(
    follow_up: FollowUp, relationship: Relationship, playbook: Playbook, now: datetime
) -> tuple[FollowUp, datetime, str | None]:
    """What is planned, when it is reminded of, and where to read more, once it stands.

    Before that it is said when the reminder will be, so that the day does not change meanwhile.
    """
    standing = relationship.standing.get(follow_up.follow_up_id)
    path = path_of(standing) if standing else None
    first = reminder_at(follow_up.due, playbook, any_day=follow_up.any_day).instant
    if standing and (standing.first_at, standing.occasion) == (first, follow_up.occasion):
        return follow_up, standing.remind_at, path
    if first < now:
        soon = Wall.at(now, playbook.zone)
        first = reminder_at(soon, playbook, any_day=follow_up.any_day).instant
    return follow_up, first, path


NAMESAKES = 5


def namesakes(store: Store, seeker: Seeker, person: Person, after: str) -> list[Card]:
    """The cards of others who are called the same: perhaps the same person, met elsewhere. They
    stand where a person's page begins, not on those `after` it.
    """
    if not person.name or after:
        return []
    called = order(person.name)
    found = store.cards(seeker.seeker_id, "person", NAMESAKES + 1, begins=called)
    return [one for one in found if one.order == called and one.card_id != person.contact_id]


RELATIONSHIPS = 500
"""So many are summed when somebody looks at what they came of."""
REMARKED = 6
"""So many of the newest rounds and answers are weighed again: each folds the relationship anew."""


def remarked(
    opening: Opening, history: History, playbook: Playbook, now: datetime
) -> dict[str, list[str]]:
    """What is odd about what was said of an opening last, by the id of the fact."""
    said = sorted(
        [(one.moment, one.fact_id) for one in opening.rounds]
        + [(one.moment, one.fact_id) for one in opening.words]
    )
    return {
        fact_id: [one.message for one in remarks(history, playbook, now, fact_id=fact_id)]
        for _, fact_id in said[-REMARKED:]
    }


def item_of(standing: Standing) -> Item:
    """The item of a follow-up as it stands."""
    return Item(standing, FollowUp.read(standing.follow_up))


def items_of(agenda: Iterable[Standing]) -> list[Item]:
    """The items of follow-ups by time, what matters most first where times are the same."""
    items = [item_of(standing) for standing in agenda]
    return sorted(
        items,
        key=lambda item: (
            item.standing.remind_at,
            -item.follow_up.importance,
            item.follow_up.follow_up_id,
        ),
    )


SNOOZES = {"tomorrow": "Tomorrow", "three-days": "In 3 days", "week": "In a week"}
_DAYS = {"tomorrow": 1, "three-days": 3, "week": 7}


def snoozed_until(preset: str, here: Wall, playbook: Playbook) -> Wall | None:
    """The moment that a preset means: the usual time of that day. None where there is none."""
    if preset not in _DAYS:
        return None
    at: time = playbook.usual_time
    return Wall.on(here.day + timedelta(days=_DAYS[preset]), at, here.zone)
