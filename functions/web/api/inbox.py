"""Mails that were held, because they could not be taken as the seeker's own words."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel, ConfigDict, Field

from rapport.facts import Id
from rapport.flows.holding import How, Inbox
from rapport.store import HeldMail
from web.api.shared import given, giving
from web.call import call_of

router = APIGatewayHttpRouter()


class MailSaid(BaseModel):
    """A held mail. What it says of itself proves nothing, and is empty where it was not read."""

    mail_id: str
    sender: str
    subject: str
    dated: str = Field(description="When it was written, as it says")
    excerpt: str = Field(description="Its first new words")
    reason: str = Field(description="Why it was held")
    received_at: datetime
    kept_until: datetime = Field(description="When the mail itself is forgotten")
    ways: list[How] = Field(description="How it can be let in")
    released: How | None = Field(description="How it was let in, while that goes on")


class InboxSaid(BaseModel):
    """Held mails, the newest first."""

    mails: list[MailSaid]


class ReleaseEntry(BaseModel):
    """What a held mail is: `mine`, done as if it had been proved; `theirs`, kept as the words of
    `contact_id`; or, where it could not be read, to be read `again`.
    """

    model_config = ConfigDict(extra="forbid")

    how: How
    contact_id: Id | None = Field(None, description="With `mine`: whom it is about")


class DiscardEntry(BaseModel):
    """Nothing more to say."""

    model_config = ConfigDict(extra="forbid")


class DecidedSaid(BaseModel):
    """What was decided. What a released mail led to is mailed back, as for any mail."""

    mail_id: str
    decided: Literal["released", "discarded"]


@router.get(
    "/api/inbox",
    summary="The mails that are held",
    tags=["Inbox"],
    responses=giving(200, InboxSaid, "Held mails"),
)
def index() -> Response[Any]:
    """A hundred at most."""
    call = call_of(router)
    visitor = call.visitor()
    inbox = call.house.inbox()
    held = inbox.held(visitor.seeker)
    return given(InboxSaid(mails=[_said(mail, inbox, call.now) for mail in held]))


@router.post(
    "/api/inbox/<mail_id>/release",
    summary="Let a held mail in",
    tags=["Inbox"],
    responses=giving(200, DecidedSaid, "It is being taken", 404, 413, 415, 422),
)
def release(mail_id: str, entry: Annotated[ReleaseEntry, Body()]) -> Response[Any]:
    """It is taken the way every mail is, once, however often it is let in."""
    call = call_of(router)
    visitor = call.visitor()
    inbox = call.house.inbox()
    inbox.release(visitor.seeker, mail_id, entry.how, entry.contact_id, call.now)
    return given(DecidedSaid(mail_id=mail_id, decided="released"))


@router.post(
    "/api/inbox/<mail_id>/discard",
    summary="Throw a held mail away",
    tags=["Inbox"],
    responses=giving(200, DecidedSaid, "It is gone", 404, 413, 415, 422),
)
def discard(mail_id: str, entry: Annotated[DiscardEntry, Body()]) -> Response[Any]:
    """At once and for good, the mail as it came too."""
    call = call_of(router)
    visitor = call.visitor()
    call.house.inbox().discard(visitor.seeker, mail_id)
    return given(DecidedSaid(mail_id=mail_id, decided="discarded"))


def _said(mail: HeldMail, inbox: Inbox, now: datetime) -> MailSaid:
    return MailSaid(
        mail_id=mail.mail_id,
        sender=mail.sender,
        subject=mail.subject,
        dated=mail.dated,
        excerpt=mail.excerpt,
        reason=mail.reason,
        received_at=mail.received_at,
        kept_until=inbox.kept_until(mail),
        ways=list(inbox.ways(mail, now)),
        released=mail.released,
    )
