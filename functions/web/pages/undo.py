"""Taking back what was recorded. A link only asks: mail scanners open links too."""

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.facts import Fact, FollowUpAnswered
from rapport.phrases import straight
from web import answers
from web.call import Call, call_of, ids, local_path
from web.telling import told

router = APIGatewayHttpRouter()


@router.get("/undo/<relationship_id>/<fact_id>", include_in_schema=False)
def ask(relationship_id: str, fact_id: str) -> Response[Any]:
    """What would be taken back."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, fact_id)
    facts = call.house.desk.revocable(visitor.seeker, relationship_id, fact_id)
    return answers.page(
        call,
        "undo.html",
        path=f"/undo/{relationship_id}/{fact_id}",
        back=local_path(call.asked("back")),
        told=[straight(told(fact, _title(call, fact))) for fact in facts],
    )


def _title(call: Call, fact: Fact) -> str | None:
    """What the follow-up is called that a fact answers, while it is planned."""
    if not isinstance(fact.data, FollowUpAnswered):
        return None
    standing = call.house.store.find_standing(fact.relationship_id, fact.data.follow_up_id)
    return str(standing.follow_up["title"]) if standing else None


@router.post("/undo/<relationship_id>/<fact_id>", include_in_schema=False)
def undo(relationship_id: str, fact_id: str) -> Response[Any]:
    """Take it back."""
    call = call_of(router)
    visitor = call.visitor()
    back = local_path(call.genuine_form().get("back"))
    ids(relationship_id, fact_id)
    call.house.desk.undo(visitor.seeker, relationship_id, fact_id, call.now)
    return answers.see(f"{back}?notice=undone")
