"""Everything that is kept of the seeker, to take along."""

from __future__ import annotations

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel, Field

from rapport.flows.account import PLACE
from web import answers
from web.api.shared import giving
from web.call import call_of

router = APIGatewayHttpRouter()


class RelationshipSaid(BaseModel):
    """A relationship: its facts as they were recorded, and what is planned.

    One too large for a part comes again in the next, with the facts that follow.
    """

    relationship_id: str
    facts: list[dict[str, Any]]
    follow_ups: list[dict[str, Any]]


class DataSaid(BaseModel):
    """A part of everything; the first one holds what is there beside the relationships."""

    format: int
    made_at: str
    next: str | None = Field(description="What the next part comes `after`; null in the last")
    relationships: list[RelationshipSaid]
    seeker: dict[str, Any] | None = None
    sessions: list[dict[str, Any]] = []
    tokens: list[dict[str, Any]] = []
    held_mails: list[dict[str, Any]] = []


@router.get(
    "/api/data",
    summary="Everything, to take along",
    tags=["Data"],
    responses=giving(200, DataSaid, "In parts of about four megabytes", 422),
)
def data(
    after: Annotated[
        str | None, Query(pattern=f"^{PLACE}$", description="The `next` of the part before")
    ] = None,
) -> Response[Any]:
    """Ask until `next` is null."""
    call = call_of(router)
    return answers.told(call.house.account.part(call.visitor().seeker, after, call.now))
