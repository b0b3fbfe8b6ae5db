"""Everything that is kept of the seeker, to take along and to bring back."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel, Field

from rapport.flows.account import PLACE
from rapport.flows.bringing import Download, Unfit
from web import answers
from web.api.shared import CHANGING, given, giving
from web.call import call_of
from web.words import places

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


class BroughtSaid(BaseModel):
    """What became of a part that was brought back."""

    recorded: int = Field(description="Facts that are stored now")
    stood: int = Field(description="Facts that were there, or are of somebody forgotten")
    left: int = Field(description="Facts for which the same part has to be sent once more")
    settings: bool = Field(description="Whether name, settings or words are others than before")


@router.post(
    "/api/data",
    summary="Bring a download back",
    tags=["Data"],
    responses=giving(200, BroughtSaid, "What became of it", *CHANGING),
)
def bring(
    download: Download,
    settings: Annotated[
        bool, Query(description="Take over name, settings and own words, too")
    ] = True,
) -> Response[Any]:
    """One part, as it was given out; send each in turn, and again while `left` is not 0.

    Facts are known by their ids, so it needs no `Idempotency-Key`: what is there stays. What is
    planned is made anew, and what was mailed is not mailed again.
    """
    call = call_of(router)
    seeker = call.visitor().seeker
    try:
        brought = call.house.carrier.bring(seeker, download, call.now, settings=settings)
    except Unfit as unfit:
        return answers.problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "Not valid",
            "Nothing was stored. Each entry of errors names a field and what is wrong with it.",
            [{"field": where, "message": why} for where, why in places(unfit.faults)],
        )
    return given(BroughtSaid(**asdict(brought)))
