"""What the operations share: the client's key, the shapes of answers, what may go wrong."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Header, Query
from pydantic import BaseModel, Field

from rapport.facts import Fact
from rapport.flows.visiting import Noted
from rapport.store import Seeker
from web import answers
from web.api.marks import among, tags

MOST = 100
CHANGED = "The settings were changed in between"
CHANGING = (409, 413, 415, 422)
"""What may go wrong wherever something is stored."""
UNCHANGED = (*CHANGING, 412)
"""What may go wrong beside, where a change may be held to what was read."""
EDITING = (*UNCHANGED, 428)
"""What may go wrong beside, where it has to be."""

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

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=200,
        description="The `ETag` that was read, or several, or `*`, if `version` is left out. "
        "422 where it is blank.",
        examples=['"3"'],
    ),
]
Version = Annotated[
    int | None, Field(ge=1, description="The version that was read, if there is no `If-Match`")
]

After = Annotated[
    str, Query(max_length=4000, description="The `next` of the page before; none for the first")
]
Begins = Annotated[
    str, Query(max_length=200, description="How the names begin, in any case; all, if left out")
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
        412: "It was changed since the `ETag` in If-Match was read; errors may say which fields",
        413: "Too much at once",
        415: "Not JSON",
        428: "Neither `version` nor If-Match says what was read",
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


def giving_version(model: Any, what: str, *failing: int) -> dict[int, Any]:
    """The same of what is edited: its version stands in a header, too."""
    answer = giving(200, model, what, *failing)
    version = {"description": "What was read, for If-Match", "schema": {"type": "string"}}
    answer[200]["headers"] = {"ETag": version}
    return answer


def giving(status: int, model: Any, what: str, *failing: int) -> dict[int, Any]:
    """An answer of an operation, and the problems that it may have instead."""
    said = {"description": what, "content": {"application/json": {"model": model}}}
    return {status: said, **problems(*failing)}


def given(
    said: BaseModel, status: HTTPStatus = HTTPStatus.OK, *, etag: str | None = None
) -> Response[Any]:
    """The answer that a model makes, with the tag of what can be edited."""
    headers = {"ETag": etag} if etag else None
    return answers.told(said.model_dump(mode="json"), status, headers=headers)


def given_version(said: BaseModel, seeker: Seeker) -> Response[Any]:
    """The same of what is the seeker's to edit."""
    return given(said, etag=_etag(seeker))


def outdated(
    seeker: Seeker, version: int | None, if_match: str | None, *, stands: bool
) -> Response[Any] | None:
    """The answer to a change of something that is another by now than it was when it was read, or
    that does not say when that was. None where nothing is in its way: also where what is wanted
    `stands` already, because it was sent before and the answer was lost. Raises Implausible.
    """
    now = f"They are at version {seeker.version}: read them again."
    seen = tags(if_match)
    if version is None and not seen:
        return answers.problem(
            HTTPStatus.PRECONDITION_REQUIRED,
            "Say what you have read",
            "Give its version, or its ETag in If-Match, so that no other change is lost.",
        )
    if stands:
        return None
    if seen and not among(_etag(seeker), seen):
        return answers.problem(HTTPStatus.PRECONDITION_FAILED, CHANGED, now)
    if version not in (None, seeker.version):
        return answers.problem(HTTPStatus.CONFLICT, CHANGED, now)
    return None


def _etag(seeker: Seeker) -> str:
    return f'"{seeker.version}"'


def recorded(fact: Fact) -> dict[str, str]:
    """Where a fact is."""
    return {"relationship_id": fact.relationship_id, "fact_id": fact.fact_id}


def noted(what: Noted) -> dict[str, Any]:
    """Where a fact is, with the remarks on it."""
    return {**recorded(what.fact), "remarks": [one.message for one in what.remarks]}
