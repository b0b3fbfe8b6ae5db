"""Inbox: mails that were held, because they could not be taken as the seeker's own words; and what
was read from mails and waits for the seeker's word.
"""

from __future__ import annotations

from email.utils import parseaddr
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.flows.holding import WAYS
from rapport.flows.visiting import Implausible, Visitor
from rapport.store.keys import fold
from rapport.wall import Wall
from web import answers
from web.call import Call, call_of
from web.forms import Form
from web.views import proposal_key

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
    action = form.get("action")
    if action == "discard":
        call.house.inbox().discard(visitor.seeker, mail_id)
        return answers.see("/inbox?notice=discarded")
    if action == "interview":
        proposal = call.house.inbox().as_interview(visitor.seeker, mail_id, call.now)
        return answers.see(f"/log?proposal={proposal}")
    how = next((way for way in WAYS if way == action), None)
    if how is None:
        raise Implausible(("action",), "choose what it is")
    try:
        call.house.inbox().release(visitor.seeker, mail_id, how, form.given("contact_id"), call.now)
    except Implausible as error:
        form.wrong(f"{error.field[0]}-{mail_id}", str(error).capitalize() + ".")
        return _shown(call, visitor, form, HTTPStatus.UNPROCESSABLE_ENTITY)
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
    call: Call, visitor: Visitor, form: Form, status: HTTPStatus = HTTPStatus.OK
) -> Response[Any]:
    inbox = call.house.inbox()
    held = inbox.held(visitor.seeker)
    people = call.house.store.cards(visitor.seeker.seeker_id, "person") if held else []
    wrote = {fold(card.body["mail"]): card.card_id for card in people if card.body.get("mail")}
    mails = [
        {
            "mail": mail,
            "ways": inbox.ways(mail, call.now),
            "kept_until": inbox.kept_until(mail),
            "likely": wrote.get(fold(parseaddr(mail.sender)[1])),
        }
        for mail in held
    ]
    return answers.page(
        call,
        "inbox.html",
        status,
        mails=mails,
        people=people,
        form=form,
        proposals=[
            _proposed(digest, entry)
            for digest, entry in call.house.store.proposals(visitor.seeker.seeker_id).items()
            if not call.house.store.recorded_under(visitor.seeker.seeker_id, proposal_key(digest))
        ],
        notice=call.asked("notice"),
    )


def _proposed(digest: str, entry: dict[str, Any]) -> dict[str, Any]:
    """An interview that was read from a mail, as far as it was told."""
    told = [entry[part] for part in ("company", "title") if part in entry]
    beginning = next(iter(entry.get("notes", "").splitlines()), "")
    return {
        "id": digest,
        "name": ", ".join(told) or beginning[:80] or "An interview",
        "at": Wall.model_validate(entry["at"]) if "at" in entry else None,
        "people": ", ".join(one["name"] for one in entry.get("interviewers", [])),
    }
