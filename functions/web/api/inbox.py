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
from rapport.store import HeldMail, Proposal
from web.api.shared import After, given, giving
from web.call import call_of
from web.leafing import leaf_of_inbox

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


class ProposalSaid(BaseModel):
    """An interview that was read from a mail. It counts when it is logged."""

    proposal_id: str
    told: dict[str, Any] = Field(description="As much as was told, named as in an interview")


class InboxSaid(BaseModel):
    """What waits for a word, the newest first: held mails, and interviews read from others."""

    mails: list[MailSaid]
    proposals: list[ProposalSaid]
    next: str | None = Field(None, description="What `after` takes for those behind them")


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


class WithdrawnSaid(BaseModel):
    """What waits no longer."""

    proposal_id: str


@router.get(
    "/api/inbox",
    summary="What waits in the inbox",
    tags=["Inbox"],
    responses=giving(200, InboxSaid, "Some of it, and where the rest begins"),
)
def index(after: After = "") -> Response[Any]:
    """Twenty-five at once, mails and interviews together."""
    call = call_of(router)
    visitor = call.visitor()
    inbox = call.house.inbox()
    page, _ = leaf_of_inbox(call.house.store, visitor.seeker.seeker_id, after)
    mails = [one for one in page.some if isinstance(one, HeldMail)]
    proposals = [one for one in page.some if isinstance(one, Proposal)]
    said = InboxSaid(
        mails=[_said(mail, inbox, call.now) for mail in mails],
        proposals=[ProposalSaid(proposal_id=one.proposal_id, told=one.entry) for one in proposals],
        next=page.following,
    )
    return given(said)


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
    "/api/inbox/proposals/<proposal_id>/discard",
    summary="Throw away an interview that was read from a mail",
    tags=["Inbox"],
    responses=giving(200, WithdrawnSaid, "It is gone", 404, 413, 415, 422),
)
def withdraw(proposal_id: str, entry: Annotated[DiscardEntry, Body()]) -> Response[Any]:
    """It is not logged. One that is gone already is no error."""
    call = call_of(router)
    visitor = call.visitor()
    call.house.store.withdraw(visitor.seeker.seeker_id, proposal_id)
    return given(WithdrawnSaid(proposal_id=proposal_id))


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
