"""Today: what is late, what is due, what comes next, each with the words ready."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.facts import fresh
from rapport.flows.visiting import Unknown, Visitor
from rapport.history import History
from rapport.objections import remarks
from rapport.wall import Wall
from web import answers
from web.call import ID, Call, call_of
from web.views import Item, item_of

router = APIGatewayHttpRouter()
MOST = 60


@router.get("/", include_in_schema=False)
def today() -> Response[Any]:
    """The list."""
    call = call_of(router)
    visitor = call.visitor()
    items = [item_of(one) for one in call.house.store.agenda(visitor.seeker.seeker_id, MOST)]
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
    planned = sum(1 for item in items if item.relationship_id == said["in"])
    return answers.page(
        call,
        "today.html",
        remarks=_remarks(call, visitor, said),
        groups=groups,
        dropped=dropped,
        more=len(items) == MOST,
        key=fresh(),
        said=said,
        planned=planned,
        here=here,
        capture=call.capture(),
    )


def _remarks(call: Call, visitor: Visitor, said: dict[str, str]) -> list[str]:
    """What a thoughtful assistant says to what was noted just now, without having asked before."""
    if said["notice"] not in ("logged", "outcome") or not said["fact"]:
        return []
    try:
        facts = call.house.desk.relationship(visitor.seeker, said["in"]).facts
    except Unknown:
        return []
    history = History.of(facts)
    found = remarks(history, visitor.playbook, call.now, fact_id=said["fact"])
    return [one.message for one in found]
