"""Openings, their rounds, and where they stand."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel, Field

from rapport.flows.entries import OutcomeEntry
from rapport.history import Opening
from rapport.plan import plan, why_champion
from rapport.store import Card
from rapport.store.keys import order
from rapport.wall import Wall
from web.api import marks
from web.api.marks import IfUnchanged
from web.api.shared import (
    MOST,
    UNCHANGED,
    After,
    Begins,
    ContactSaid,
    Key,
    NotedSaid,
    given,
    giving,
    giving_version,
    noted,
)
from web.call import call_of, ids
from web.leafing import leaf
from web.views import remarked

router = APIGatewayHttpRouter()
STATES = ("active", "closed")
"""By which openings are listed first."""
COMPLETED = 30
"""So many openings of each state are looked at for the names of their companies."""


class OpeningCard(BaseModel):
    """An opening, in a list."""

    relationship_id: str
    opening_id: str
    company: str
    title: str
    outcome: str | None
    closed: bool
    rounds: int
    newest: date | None


class OpeningsSaid(BaseModel):
    """Openings by company and position."""

    openings: list[OpeningCard]
    next: str | None = Field(None, description="What `after` takes for the next hundred")


class CompaniesSaid(BaseModel):
    """Companies, by name."""

    companies: list[str]


class RoundSaid(BaseModel):
    """One interview for an opening."""

    fact_id: str
    round: int
    at: Wall
    format: str
    contacts: list[ContactSaid]
    rivals: int | None
    answer_by: date | None
    remarks: list[str] = Field(description="What is odd about it, beside what else is known")


class OpeningSaid(BaseModel):
    """An opening with its rounds in order of time."""

    relationship_id: str
    opening_id: str
    company: str | None
    title: str | None
    outcome: str | None
    closed: bool
    dream: bool
    referred_by: str | None
    rounds: list[RoundSaid]
    champion: ContactSaid | None = Field(description="Whom to turn to")
    why_champion: str | None
    decided_against: list[str]


@router.get(
    "/api/openings",
    summary="All openings",
    tags=["Openings"],
    responses=giving(200, OpeningsSaid, "By company and position"),
)
def openings(after: After = "") -> Response[Any]:
    """Every position, open or closed."""
    call = call_of(router)
    page = leaf(call.house.store, call.visitor().seeker.seeker_id, "opening", after, MOST)
    cards = [_opening_card(card) for card in page.some]
    return given(OpeningsSaid(openings=cards, next=page.following))


@router.get(
    "/api/companies",
    summary="Companies by how their names begin",
    tags=["Openings"],
    responses=giving(200, CompaniesSaid, "Those of the first openings that are found"),
)
def companies(begins: Begins = "") -> Response[Any]:
    """To complete a name that is being typed."""
    call = call_of(router)
    seeker_id = call.visitor().seeker.seeker_id
    found = {
        card.body["company"]
        for state in STATES
        for card in call.house.store.cards(
            seeker_id, "opening", COMPLETED, begins=order(state, begins)
        )
    }
    return given(CompaniesSaid(companies=sorted(filter(None, found), key=order)))


@router.get(
    "/api/openings/<relationship_id>/<opening_id>",
    summary="One opening",
    tags=["Openings"],
    responses=giving_version(OpeningSaid, "With its rounds in order of time", 404),
)
def opening(relationship_id: str, opening_id: str) -> Response[Any]:
    """A position with its interviews."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, opening_id)
    found, history, _ = call.house.desk.opening(visitor.seeker, relationship_id, opening_id)
    names = {one: person.name or "" for one, person in history.people.items()}
    champion = history.champion(opening_id)
    who = champion.contact_id if champion else None
    made = plan(history, visitor.playbook, call.now)
    return given(
        OpeningSaid(
            **_opening(
                relationship_id,
                found,
                names,
                remarked(found, history, visitor.playbook, call.now),
            ),
            champion=ContactSaid(contact_id=who, name=names[who]) if who else None,
            why_champion=why_champion(history, opening_id, visitor.playbook, call.now),
            decided_against=[
                one.reason for one in made.decided_against if one.opening_id == opening_id
            ],
        ),
        etag=marks.etag(marks.of_opening(found)),
    )


@router.post(
    "/api/openings/<relationship_id>/<opening_id>/outcome",
    summary="Say where an opening stands",
    tags=["Openings"],
    status_code=201,
    responses=giving(201, NotedSaid, "It is stored, the plan follows", 404, *UNCHANGED),
)
def record_outcome(
    relationship_id: str,
    opening_id: str,
    entry: Annotated[
        OutcomeEntry,
        Body(openapi_examples={"a no": {"value": {"outcome": "declined", "notes": "By phone."}}}),
    ],
    key: Key,
    if_match: IfUnchanged = None,
) -> Response[Any]:
    """What the company said, or that it said nothing."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, opening_id)
    said = call.house.desk.say(
        visitor,
        relationship_id,
        opening_id,
        entry,
        key=f"api {key}",
        now=call.now,
        unless=marks.opening_unchanged(if_match, opening_id),
    )
    return given(NotedSaid(**noted(said)), HTTPStatus.CREATED)


def _opening_card(card: Card) -> OpeningCard:
    return OpeningCard(opening_id=card.card_id, **card.body)


def _opening(
    relationship_id: str, found: Opening, names: dict[str, str], remarks: dict[str, list[str]]
) -> dict[str, Any]:
    return {
        "relationship_id": relationship_id,
        "opening_id": found.opening_id,
        "company": found.company,
        "title": found.title,
        "outcome": found.outcome,
        "closed": found.closed is not None,
        "dream": found.dream,
        "referred_by": found.referred_by,
        "rounds": [
            RoundSaid(
                fact_id=one.fact_id,
                round=one.number,
                at=one.at,
                format=one.format,
                contacts=[
                    ContactSaid(contact_id=who, name=names.get(who, "")) for who in one.interviewers
                ],
                rivals=one.rivals,
                answer_by=one.answer_by,
                remarks=remarks.get(one.fact_id, []),
            )
            for one in found.rounds
        ],
    }
