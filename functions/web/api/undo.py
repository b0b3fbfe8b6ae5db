"""Taking back what was recorded."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel

from web.api.shared import given, giving
from web.call import call_of, ids

router = APIGatewayHttpRouter()


class UndoneSaid(BaseModel):
    """The facts that were taken back; none, where that had been done before."""

    taken_back: list[str]


@router.post(
    "/api/undo/<relationship_id>/<fact_id>",
    summary="Take back what was recorded",
    tags=["Undo"],
    responses=giving(200, UndoneSaid, "What was taken back", 404, 409, 413, 415),
)
def undo(relationship_id: str, fact_id: str) -> Response[Any]:
    """The fact, and what was recorded together with it. Doing it twice does no harm."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, fact_id)
    facts = call.house.desk.undo(visitor.seeker, relationship_id, fact_id, call.now)
    return given(UndoneSaid(taken_back=[fact.fact_id for fact in facts]))
