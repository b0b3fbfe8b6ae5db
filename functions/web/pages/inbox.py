"""Inbox: mails that were held, because they could not be taken as the seeker's own words; and what
was read from mails and waits for the seeker's word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.flows.holding import WAYS, Several
from rapport.flows.visiting import Implausible, Visitor
from rapport.store import Card, HeldMail, Known, Proposal
from rapport.wall import Wall
from web import answers
from web.call import Call, call_of
from web.forms import Form
from web.leafing import leaf_of_inbox

router = APIGatewayHttpRouter()


@router.get("/inbox", include_in_schema=False)
def index() -> Response[Any]:
    """The newest first."""
    call = call_of(router)
    return _shown(call, call.visitor(), Form())


@router.post("/inbox/<mail_id>", include_in_schema=False)
def decide(mail_id: str) -> Response[Any]:
    """Let a mail in, or throw it away."""
    call = call_of(router)
    visitor = call.visitor()
    form = call.genuine_form()
    inbox = call.house.inbox()
    action = form.get("action")
    if action == "discard":
        inbox.discard(visitor.seeker, mail_id)
        return answers.see("/inbox?notice=discarded")
    if action == "interview":
        proposal = inbox.as_interview(visitor.seeker, mail_id, call.now)
        return answers.see(f"/log?proposal={proposal}")
    how = next((way for way in WAYS if way == action), None)
    if how is None:
        raise Implausible(("action",), "choose what it is")
    who, words = form.given("contact_id"), form.given("person")
    choices: Sequence[Card] = ()
    try:
        if words and not who:
            who = inbox.person_called(visitor.seeker, words)
        inbox.release(visitor.seeker, mail_id, how, who, call.now)
    except Implausible as error:
        if isinstance(error, Several):
            choices = error.cards
        form.wrong(f"{error.field[0]}-{mail_id}", str(error).capitalize() + ".")
        return _shown(call, visitor, form, HTTPStatus.UNPROCESSABLE_ENTITY, mail_id, choices)
    return answers.see("/inbox?notice=released")


@router.post("/inbox/proposals/<digest>", include_in_schema=False)
def withdraw(digest: str) -> Response[Any]:
    """Throw away what was read from a mail."""
    call = call_of(router)
    visitor = call.visitor()
    call.genuine_form()
    call.house.store.withdraw(visitor.seeker.seeker_id, digest)
    return answers.see("/inbox?notice=withdrawn")


def _shown(
    call: Call,
    visitor: Visitor,
    form: Form,
    status: HTTPStatus = HTTPStatus.OK,
    asked_back: str = "",
    choices: Sequence[Card] = (),
) -> Response[Any]:
    """A page of the inbox. Of the mail that is `asked_back`, what was typed stays, beside the
    people who may be meant.
    """
    inbox = call.house.inbox()
    page, known = leaf_of_inbox(call.house.store, visitor.seeker.seeker_id, call.asked("after"))
    mails = [
        {
            "mail": mail,
            "ways": inbox.ways(mail, call.now),
            "kept_until": inbox.kept_until(mail),
            "person": form.get("person") if mail.mail_id == asked_back else _likely(mail, known),
            "is_known": mail.mail_id != asked_back and _likely(mail, known),
            "choices": choices if mail.mail_id == asked_back else (),
        }
        for mail in page.some
        if isinstance(mail, HeldMail)
    ]
    return answers.page(
        call,
        "inbox.html",
        status,
        page=page,
        mails=mails,
        form=form,
        proposals=[_proposed(one) for one in page.some if isinstance(one, Proposal)],
        notice=call.asked("notice"),
    )


def _likely(mail: HeldMail, known: Mapping[str, Known]) -> str:
    """The address that it says it is from, where somebody is known by it."""
    return mail.address if mail.address in known else ""


def _proposed(proposal: Proposal) -> dict[str, Any]:
    """An interview that was read from a mail, as far as it was told."""
    entry = proposal.entry
    told = [entry[part] for part in ("company", "title") if part in entry]
    beginning = next(iter(entry.get("notes", "").splitlines()), "")
    return {
        "id": proposal.proposal_id,
        "name": ", ".join(told) or beginning[:80] or "An interview",
        "at": Wall.model_validate(entry["at"]) if "at" in entry else None,
        "people": ", ".join(one["name"] for one in entry.get("interviewers", [])),
    }
