"""The whole plan: what will happen when and why, and what was decided against and why."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport import agenda
from rapport.agenda import Slot
from rapport.later import dataclass
from rapport.playbook import Playbook
from rapport.wall import Wall
from web import answers
from web.call import call_of
from web.leafing import leaf, leaf_of_agenda
from web.views import Item, items_of

router = APIGatewayHttpRouter()
MOST_AGAINST = 10
"""Relationships with something decided against that the plan itself shows; others follow on a page
of their own.
"""


@dataclass(frozen=True)
class PlannedDay:
    """What stands on a day, and the ids of what is too many for it."""

    at: Wall
    items: list[Item]
    move_on: frozenset[str]


@router.get("/plan", include_in_schema=False)
def show() -> Response[Any]:
    """Day by day, then what was left and the reasons."""
    call = call_of(router)
    visitor = call.visitor()
    seeker_id = visitor.seeker.seeker_id
    after = call.asked("after")
    page = leaf_of_agenda(call.house.store, seeker_id, after)
    against = leaf(call.house.store, seeker_id, "against", "", MOST_AGAINST)
    return answers.page(
        call,
        "plan.html",
        days=by_day(
            items_of(page.some),
            visitor.playbook,
            begun=bool(after),
            goes_on=page.following is not None,
        ),
        page=page,
        against=against,
        playbook=visitor.playbook,
    )


@router.get("/plan/decided-against", include_in_schema=False)
def show_against() -> Response[Any]:
    """All that was left, and the reasons."""
    call = call_of(router)
    seeker_id = call.visitor().seeker.seeker_id
    page = leaf(call.house.store, seeker_id, "against", call.asked("after"))
    return answers.page(call, "decided_against.html", page=page)


def by_day(
    items: Iterable[Item], playbook: Playbook, *, begun: bool = False, goes_on: bool = False
) -> list[PlannedDay]:
    """Items that stand in order of time, by the day of their reminder on the seeker's clock.

    Where the list was `begun` on another page, or `goes_on` there, its first or last day may stand
    there in part, and nothing is said of what is too many for it.
    """
    walls = ((Wall.at(item.standing.remind_at, playbook.zone), item) for item in items)
    placed = [[*group] for _, group in groupby(walls, key=lambda one: one[0].day)]
    in_part = [0] * begun + [len(placed) - 1] * goes_on
    days = []
    for number, group in enumerate(placed):
        theirs = [item for _, item in group]
        move_on = frozenset[str]() if number in in_part else _too_many(theirs, playbook)
        days.append(PlannedDay(group[0][0], theirs, move_on))
    return days


def _too_many(items: list[Item], playbook: Playbook) -> frozenset[str]:
    """Which of a day's reminders find it full, as it stands now, and move on when it comes."""
    slots = {
        item.standing.follow_up_id: Slot(
            item.follow_up.importance, item.standing.remind_at, sent=not item.standing.waits
        )
        for item in items
    }
    day = agenda.Day(slots)
    return frozenset(
        one for one in slots if not agenda.admitted(day, one, playbook.reminders_a_day)
    )
