"""The people met on the way."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel, Field

from web.api.shared import MOST, After, given, giving
from web.call import call_of
from web.leafing import leaf

router = APIGatewayHttpRouter()


class PersonCard(BaseModel):
    """A person, in a list."""

    relationship_id: str
    contact_id: str
    name: str
    title: str | None
    mail: str | None
    rapport: int | None
    company: str | None = None


class PeopleSaid(BaseModel):
    """People by name."""

    people: list[PersonCard]
    next: str | None = Field(None, description="What `after` takes for the next hundred")


@router.get(
    "/api/people",
    summary="All people",
    tags=["People"],
    responses=giving(200, PeopleSaid, "By name"),
)
def people(after: After = "") -> Response[Any]:
    """Everybody met on the way."""
    call = call_of(router)
    page = leaf(call.house.store, call.visitor().seeker.seeker_id, "person", after, MOST)
    return given(
        PeopleSaid(
            people=[PersonCard(contact_id=card.card_id, **card.body) for card in page.cards],
            next=page.following,
        )
    )
