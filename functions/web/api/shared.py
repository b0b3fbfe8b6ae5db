"""What the operations share: the client's key, the shapes of answers, what may go wrong."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Header, Query
from pydantic import BaseModel, Field

from rapport.facts import Fact
from rapport.flows.visiting import Noted
from web import answers

MOST = 100
CHANGING = (409, 413, 415, 422)
"""What may go wrong wherever something is stored."""

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=128,
        pattern=r"^[\x21-\x7e]+$",
        description="Yours to choose, another for each thing that you send; a UUID does well.",
    ),
]

After = Annotated[
    str, Query(max_length=4000, description="The `next` of the page before; none for the first")
]


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[dict[str, str]] = Field([], description="Where it is: `field` and `message` each")


class ContactSaid(BaseModel):
    """Somebody met."""

    contact_id: str
    name: str


class Recorded(BaseModel):
    """What was stored. `fact_id` is what an undo names."""

    relationship_id: str
    fact_id: str


class NotedSaid(Recorded):
    """What was stored, with what there is to remark on it, in the seeker's language."""

    remarks: list[str]


def problems(*statuses: int) -> dict[int, Any]:
    """Problems that an operation may answer with."""
    words = {
        401: "Neither a token nor a session that stands was shown",
        403: "This token may do less, or another site's page asked with the cookie",
        404: "There is nothing here, or it is somebody else's",
        409: (
            "It was changed in between, or the key came before with other content; or it is asked "
            "back, then errors holds the questions: send it again with `confirmed: true`"
        ),
        413: "Too much at once",
        415: "Not JSON",
        429: "Too many requests: Retry-After says for how many seconds to wait",
        422: "Not valid: each entry of errors names a field and says what is wrong with it",
    }
    return {
        status: {
            "description": words[status],
            "content": {"application/problem+json": {"model": Problem}},
        }
        for status in (401, 403, 422, 429, *statuses)
    }


def giving(status: int, model: Any, what: str, *failing: int) -> dict[int, Any]:
    """An answer of an operation, and the problems that it may have instead."""
    said = {"description": what, "content": {"application/json": {"model": model}}}
    return {status: said, **problems(*failing)}


def given(said: BaseModel, status: HTTPStatus = HTTPStatus.OK) -> Response[Any]:
    """The answer that a model makes."""
    return answers.told(said.model_dump(mode="json"), status)


def recorded(fact: Fact) -> dict[str, str]:
    """Where a fact is."""
    return {"relationship_id": fact.relationship_id, "fact_id": fact.fact_id}


def noted(what: Noted) -> dict[str, Any]:
    """Where a fact is, with the remarks on it."""
    return {**recorded(what.fact), "remarks": [one.message for one in what.remarks]}
