"""Logging interviews."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.facts import InterviewLogged
from rapport.flows.entries import InterviewEntry
from web import answers
from web.api.shared import CHANGING, ContactSaid, Key, Recorded, giving, recorded
from web.call import call_of

router = APIGatewayHttpRouter()
INTERVIEW = {
    "company": "Northwind",
    "title": "Data engineer",
    "round": 2,
    "at": {"local": "2026-03-10T14:00", "zone": "Europe/Berlin"},
    "format": "on-site",
    "interviewers": [
        {"name": "Stan Kowalski", "mail": "stan@northwind.example", "rapport": 5},
        {"name": "Priya Nair", "title": "Head of data", "rapport": 3},
    ],
    "rivals": 2,
    "dream": True,
    "answer_by": "2026-03-20",
    "notes": "They liked the SQL question.",
}


class InterviewSaid(Recorded):
    """An interview that was stored."""

    opening_id: str
    contacts: list[ContactSaid]


@router.post(
    "/api/interviews",
    summary="Log an interview",
    tags=["Interviews"],
    status_code=201,
    responses=giving(201, InterviewSaid, "It is stored, the plan follows", *CHANGING),
)
def log_interview(
    entry: Annotated[
        InterviewEntry, Body(openapi_examples={"a second round": {"value": INTERVIEW}})
    ],
    key: Key,
) -> Response[Any]:
    """One round for an opening. Known companies and people are recognised by name and address."""
    call = call_of(router)
    fact = call.house.desk.log_interview(call.ticket, entry, f"api {key}", call.now)
    data = fact.data
    assert isinstance(data, InterviewLogged)  # noqa: S101  # it was just made, or compared
    said = InterviewSaid(
        **recorded(fact),
        opening_id=data.opening_id,
        contacts=[
            ContactSaid(contact_id=one.contact_id, name=one.name) for one in data.interviewers
        ],
    )
    return answers.told(said.model_dump(mode="json"), HTTPStatus.CREATED)
