"""Today: what is late, what is due, what comes next, each with the words ready."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.facts import fresh
from rapport.flows.visiting import Unknown, Visitor
from rapport.history import History
from rapport.later import dataclass
from rapport.objections import remarks
from rapport.plan import FollowUp, plan
from rapport.wall import Wall
from web import answers
from web.call import ID, Call, call_of
from web.views import Item, item_of, items_of

router = APIGatewayHttpRouter()
MOST = 40
LOOKS = 6
"""How often the page looks again by itself, while what was noted just now is being planned."""
_NUMBERS = frozenset(map(str, range(LOOKS + 1)))


@router.get("/", include_in_schema=False)
def today() -> Response[Any]:
    """The list."""
    call = call_of(router)
    visitor = call.visitor()
    items = items_of(call.house.store.agenda(visitor.seeker.seeker_id, MOST))
    here = Wall.at(call.now, visitor.playbook.zone)
    groups: dict[str, list[Item]] = {"late": [], "due": [], "next": []}
    dropped: list[Item] = []
    for item in items:
        # What was answered a moment ago still stands, until the answer has set its new occasion.
        just_answered = item.standing.follow_up_id == call.asked("of")
        if just_answered and item.standing.occasion != call.asked("fact"):
            continue
        (dropped if item.dropped(call.now) else groups[item.group(here)]).append(item)
    said = {name: call.asked(name) for name in ("notice", "in", "fact")}
    if not all(ID.fullmatch(said[name]) for name in ("in", "fact")):
        said |= {"in": "", "fact": ""}
    news = _news(call, visitor, said)
    look = int(call.asked("look")) if call.asked("look") in _NUMBERS else 0
    return answers.page(
        call,
        "today.html",
        news=news,
        look=look,
        most_looks=LOOKS,
        groups=groups,
        dropped=dropped,
        more=len(items) == MOST,
        key=fresh(),
        said=said,
        here=here,
        until=_until(call.asked("until"), here),
        capture=call.capture(),
    )


@dataclass(frozen=True)
class News:
    """What there is to say of what was noted just now."""

    remarks: tuple[str, ...] = ()
    """What a thoughtful assistant says, without having asked before."""
    follows: int = 0
    """How many follow-ups are planned because of it."""
    pending: bool = False
    """Whether the plan does not stand yet as the facts ask for it."""


def _mark(follow_up: FollowUp) -> tuple[str, str, tuple[str, ...]]:
    """What tells whether a follow-up is planned anew."""
    return follow_up.follow_up_id, follow_up.occasion, follow_up.causes


def _until(asked: str, here: Wall) -> Wall | None:
    """When something comes back that was put off just now."""
    try:
        return Wall(local=datetime.fromisoformat(asked[:16]), zone=here.zone)
    except ValueError:
        return None


def _news(call: Call, visitor: Visitor, said: dict[str, str]) -> News:
    if said["notice"] not in ("logged", "outcome") or not said["fact"]:
        return News()
    try:
        relationship = call.house.desk.relationship(visitor.seeker, said["in"])
    except Unknown:
        return News()
    history = History.of(relationship.facts)
    wanted = plan(history, visitor.playbook, call.now).follow_ups
    return News(
        tuple(
            one.message
            for one in remarks(history, visitor.playbook, call.now, fact_id=said["fact"])
        ),
        follows=sum(1 for one in wanted if said["fact"] in one.causes),
        pending={_mark(one) for one in wanted}
        != {_mark(item_of(one).follow_up) for one in relationship.standing.values()},
    )
