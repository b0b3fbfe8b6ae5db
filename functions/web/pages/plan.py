"""The whole plan: what will happen when and why, and what was decided against and why."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.wall import Wall
from web import answers
from web.call import call_of
from web.views import Item, items_of

router = APIGatewayHttpRouter()
MOST = 100


@router.get("/plan", include_in_schema=False)
def show() -> Response[Any]:
    """Day by day, then what was left and the reasons."""
    call = call_of(router)
    visitor = call.visitor()
    seeker_id = visitor.seeker.seeker_id
    items = items_of(call.house.store.agenda(seeker_id, MOST))
    against = call.house.store.cards(seeker_id, "against", MOST)
    return answers.page(
        call,
        "plan.html",
        days=by_day(items, visitor.playbook.zone),
        more=len(items) == MOST,
        against=against,
        playbook=visitor.playbook,
    )


def by_day(items: Iterable[Item], zone: str) -> list[tuple[Wall, list[Item]]]:
    """Items that stand in order of time, by the day of their reminder on the seeker's clock."""
    walls = ((Wall.at(item.standing.remind_at, zone), item) for item in items)
    return [
        (first[0], [first[1], *(item for _, item in rest)])
        for _, rest in groupby(walls, key=lambda one: one[0].day)
        for first in [next(rest)]
    ]
