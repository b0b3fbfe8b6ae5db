"""What to do, and what became of it."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel, Field

from rapport.facts import Answer
from rapport.flows.entries import AnswerEntry
from rapport.flows.visiting import Settled
from rapport.wall import Wall
from web import answers
from web.api import marks
from web.api.marks import IfUnchanged
from web.api.shared import (
    MOST,
    UNCHANGED,
    After,
    Key,
    Recorded,
    given,
    giving,
    giving_version,
    recorded,
)
from web.call import call_of, ids
from web.leafing import leaf_of_agenda
from web.views import Item, item_of, items_of

router = APIGatewayHttpRouter()


class WordsSaid(BaseModel):
    """A draft: `text` is a mail or message, `script` what to say in a call."""

    channel: str
    to_name: str
    to_mail: str | None
    subject: str
    text: str
    script: str | None


class FollowUpSaid(BaseModel):
    """Something to do about a person by a time."""

    relationship_id: str
    follow_up_id: str
    kind: str
    title: str
    reason: str
    due: Wall
    remind_at: datetime
    when: Literal["late", "due", "next"] = Field(description="On the seeker's own calendar")
    contact_id: str | None
    opening_id: str | None
    draft: WordsSaid


class FollowUpsSaid(BaseModel):
    """Follow-ups by time."""

    follow_ups: list[FollowUpSaid]
    next: str | None = Field(None, description="What `after` takes for the next hundred")


@router.get(
    "/api/follow-ups",
    summary="What to do",
    tags=["Follow-ups"],
    responses=giving(200, FollowUpsSaid, "A hundred, by time"),
)
def follow_ups(after: After = "") -> Response[Any]:
    """Late, due and next, each with the words ready."""
    call = call_of(router)
    visitor = call.visitor()
    here = Wall.at(call.now, visitor.playbook.zone)
    page = leaf_of_agenda(call.house.store, visitor.seeker.seeker_id, after, MOST)
    items = items_of(page.some)
    to_do = [_follow_up(item, here) for item in items if not item.dropped(call.now)]
    return given(FollowUpsSaid(follow_ups=to_do, next=page.following))


@router.get(
    "/api/follow-ups/<relationship_id>/<follow_up_id>",
    summary="One follow-up",
    tags=["Follow-ups"],
    responses=giving_version(FollowUpSaid, "As it is planned", 404),
)
def follow_up(relationship_id: str, follow_up_id: str) -> Response[Any]:
    """A follow-up that is still planned."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, follow_up_id)
    found = call.house.desk.follow_up(visitor.seeker, relationship_id, follow_up_id)
    if isinstance(found, Settled):
        return answers.problem(HTTPStatus.NOT_FOUND, "There is nothing here", "It is settled.")
    item = item_of(found)
    said = _follow_up(item, Wall.at(call.now, visitor.playbook.zone))
    return given(said, etag=marks.etag(marks.of_follow_up(item)))


@router.post(
    "/api/follow-ups/<relationship_id>/<follow_up_id>/answer",
    summary="Answer a follow-up",
    tags=["Follow-ups"],
    status_code=201,
    responses=giving(201, Recorded, "It is stored, the plan follows", 404, *UNCHANGED),
)
def answer_follow_up(
    relationship_id: str,
    follow_up_id: str,
    entry: Annotated[
        AnswerEntry,
        Body(
            openapi_examples={
                "done": {"value": {"answer": Answer.DONE, "said": "Stan was glad to hear it."}},
                "later": {
                    "value": {
                        "answer": Answer.SNOOZED,
                        "until": {"local": "2026-03-13T08:00", "zone": "Europe/Berlin"},
                    }
                },
            }
        ),
    ],
    key: Key,
    if_match: IfUnchanged = None,
) -> Response[Any]:
    """Done, snoozed, skipped or stopped."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, follow_up_id)
    fact = call.house.desk.answer(
        visitor.seeker,
        relationship_id,
        follow_up_id,
        entry,
        key=f"api {key}",
        now=call.now,
        unless=lambda found: marks.unchanged(if_match, marks.of_follow_up(item_of(found))),
    )
    return given(Recorded(**recorded(fact)), HTTPStatus.CREATED)


def _follow_up(item: Item, here: Wall) -> FollowUpSaid:
    follow_up = item.follow_up
    return FollowUpSaid(
        relationship_id=item.relationship_id,
        follow_up_id=follow_up.follow_up_id,
        kind=follow_up.kind,
        title=follow_up.title,
        reason=follow_up.reason,
        due=follow_up.due,
        remind_at=item.standing.remind_at,
        when=item.group(here),
        contact_id=follow_up.contact_id,
        opening_id=follow_up.opening_id,
        draft=WordsSaid(**item.draft),
    )
