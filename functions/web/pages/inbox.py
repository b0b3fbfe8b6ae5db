"""Inbox: mails that were held, because they could not be taken as the seeker's own words."""

from __future__ import annotations

from email.utils import parseaddr
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.flows.holding import WAYS
from rapport.flows.visiting import Implausible, Visitor
from rapport.store.keys import fold
from web import answers
from web.call import Call, call_of
from web.forms import Form

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
        return answers.see("/inbox")
    how = next((way for way in WAYS if way == action), None)
    if how is None:
        raise Implausible(("action",), "choose what it is")
    try:
        call.house.inbox().release(visitor.seeker, mail_id, how, form.given("contact_id"), call.now)
    except Implausible as error:
        form.wrong(f"{error.field[0]}-{mail_id}", str(error).capitalize() + ".")
        return _shown(call, visitor, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return answers.see("/inbox")


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
    return answers.page(call, "inbox.html", status, mails=mails, people=people, form=form)
