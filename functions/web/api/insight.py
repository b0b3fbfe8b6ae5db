"""What relationships came of: the lines, and the counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel, Field

from rapport.insight import Person, summed
from web.api.shared import MOST, After, given, giving
from web.call import call_of
from web.leafing import leaf
from web.views import RELATIONSHIPS

router = APIGatewayHttpRouter()


class OpeningNamed(BaseModel):
    """An opening, by id and by name."""

    opening_id: str
    company: str
    title: str


class StopSaid(BaseModel):
    """A stage of the way: how often it was reached, when first and last."""

    station: str
    times: int
    first: datetime
    last: datetime


class LineageSaid(BaseModel):
    """The way from one opening to a later one, over somebody who was met on the first."""

    relationship_id: str
    contact_id: str
    name: str
    began: OpeningNamed
    led_to: OpeningNamed
    stops: list[StopSaid]
    days: int
    rivals: list[int | None] = Field(description="Other candidates then and now, null: not known")
    landed: bool


class LineagesSaid(BaseModel):
    """By when they began, the newest first."""

    lineages: list[LineageSaid]
    next: str | None = Field(None, description="What `after` takes for the next hundred")


class Share(BaseModel):
    """So many of so many."""

    some: int
    of: int


class CloseSaid(BaseModel):
    """Somebody close, and when they were last in touch."""

    relationship_id: str
    contact_id: str
    name: str
    last: datetime


class InsightSaid(BaseModel):
    """Counts of what happened."""

    relationships: int = Field(description="So many are counted, 500 at most")
    all: bool = Field(description="Whether these are all of them")
    replies: dict[str, Share] = Field(description="Answered in time, by kind of follow-up")
    advice_given: int
    advice_taken: int
    advice_reported: int
    warm: list[CloseSaid]
    cooling: list[CloseSaid]
    openings_through_people: Share
    landed_through_people: int
    days_from_no_to_opening: list[int] = Field(
        description="Days of the calendar from each no to the next opening that somebody named"
    )
    noes_without_opening: int


@router.get(
    "/api/lineage",
    summary="Which interview led to which opening",
    tags=["Insight"],
    responses=giving(200, LineagesSaid, "By when they began, the newest first"),
)
def lineage(after: After = "") -> Response[Any]:
    """Every opening that came of somebody met before, with the way there."""
    call = call_of(router)
    seeker_id = call.visitor().seeker.seeker_id
    page = leaf(call.house.store, seeker_id, "lineage", after, MOST, backwards=True)
    return given(
        LineagesSaid(
            lineages=[LineageSaid.model_validate(card.body) for card in page.some],
            next=page.following,
        )
    )


@router.get(
    "/api/insight",
    summary="What relationships came of",
    tags=["Insight"],
    responses=giving(200, InsightSaid, "Counts of what happened"),
)
def insight() -> Response[Any]:
    """All relationships together; what still may be answered is not counted yet."""
    call = call_of(router)
    visitor = call.visitor()
    page = leaf(call.house.store, visitor.seeker.seeker_id, "insight", "", RELATIONSHIPS)
    found = summed({card.card_id: card.body for card in page.some}, visitor.playbook, call.now)
    return given(
        InsightSaid(
            relationships=len(page.some),
            all=page.following is None,
            replies={kind: Share(some=some, of=of) for kind, (some, of) in found.replies.items()},
            advice_given=found.given,
            advice_taken=found.taken,
            advice_reported=found.reported,
            warm=[_close(one) for one in found.warm],
            cooling=[_close(one) for one in found.cooling],
            openings_through_people=Share(some=found.referred[0], of=found.referred[1]),
            landed_through_people=found.referred_landed,
            days_from_no_to_opening=list(found.gaps),
            noes_without_opening=found.noes_open,
        )
    )


def _close(person: Person) -> CloseSaid:
    return CloseSaid(
        relationship_id=person.relationship_id,
        contact_id=person.contact_id,
        name=person.name,
        last=person.last,
    )
