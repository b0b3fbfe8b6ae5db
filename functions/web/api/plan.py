"""What was decided against, beside what is planned."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel, Field

from web.api.shared import MOST, After, given, giving
from web.call import call_of
from web.leafing import leaf

router = APIGatewayHttpRouter()


class ReasonSaid(BaseModel):
    """Something that was considered and left, and why, in a sentence."""

    kind: str
    contact_id: str | None
    reason: str


class AgainstSaid(BaseModel):
    """What was decided against in one relationship."""

    relationship_id: str
    company: str
    reasons: list[ReasonSaid]


class DecidedAgainstSaid(BaseModel):
    """By company."""

    decided_against: list[AgainstSaid]
    next: str | None = Field(None, description="What `after` takes for the next hundred")


@router.get(
    "/api/decided-against",
    summary="What was decided against",
    tags=["Follow-ups"],
    responses=giving(200, DecidedAgainstSaid, "A hundred relationships, by company"),
)
def decided_against(after: After = "") -> Response[Any]:
    """What was considered and left, with the reasons; the other side of the follow-ups."""
    call = call_of(router)
    page = leaf(call.house.store, call.visitor().seeker.seeker_id, "against", after, MOST)
    return given(
        DecidedAgainstSaid(
            decided_against=[AgainstSaid(**card.body) for card in page.some], next=page.following
        )
    )
