"""The seeker's own addresses: add one, choose which gets the reminders, remove one."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import TypeAdapter, ValidationError

from rapport.facts import Address
from rapport.flows.own_addresses import LinkLost, NotThisOne
from rapport.flows.visiting import SignedOut, Ticket
from rapport.store import AddressTaken, Seeker
from web import answers
from web.call import SECRET, Call, call_of
from web.forms import Form
from web.words import sentence

router = APIGatewayHttpRouter()
ADDRESS: TypeAdapter[str] = TypeAdapter(Address)
PAGE = "/settings/addresses"


@router.get(PAGE, include_in_schema=False)
def show() -> Response[Any]:
    """The addresses."""
    call = call_of(router)
    call.visitor()
    return _shown(call, Form())


@router.post(PAGE, include_in_schema=False)
def add() -> Response[Any]:
    """Mail a link to an address, perhaps; the answer is the same."""
    call = call_of(router)
    seeker = call.visitor().seeker
    form = call.genuine_form()
    try:
        address = ADDRESS.validate_python(form.get("address"))
        call.house.own_addresses.ask(
            seeker,
            address,
            ticket=_ticket(call),
            source=call.source,
            url=lambda token: f"{call.origin}{PAGE}/confirm/{token}",
            now=call.now,
        )
    except ValidationError:
        form.wrong("address", "Please give one mail address, such as you@example.org.")
    except NotThisOne as error:
        form.wrong("address", sentence(str(error)))
    else:
        return answers.page(call, "address_mailed.html", address=address)
    return _shown(call, form, HTTPStatus.UNPROCESSABLE_ENTITY)


@router.post(f"{PAGE}/prefer", include_in_schema=False)
def prefer() -> Response[Any]:
    """Choose the one for reminders."""
    call = call_of(router)
    return _changed(call, call.house.own_addresses.prefer)


@router.post(f"{PAGE}/remove", include_in_schema=False)
def remove() -> Response[Any]:
    """Let one go."""
    call = call_of(router)
    return _changed(call, call.house.own_addresses.remove)


def _changed(call: Call, change: Callable[[Seeker, str], object]) -> Response[Any]:
    seeker = call.visitor().seeker
    form = call.genuine_form()
    try:
        change(seeker, form.get("address"))
    except NotThisOne as error:
        form.wrong("form", sentence(str(error)))
        return _shown(call, form, HTTPStatus.CONFLICT)
    return answers.see(PAGE)


@router.get(f"{PAGE}/confirm/<token>", include_in_schema=False)
def link(token: str) -> Response[Any]:
    """The page behind the link: a button, because mail scanners open links too."""
    call = call_of(router)
    call.visitor()
    return answers.page(call, "address_link.html", path=f"{PAGE}/confirm/{token}")


@router.post(f"{PAGE}/confirm/<token>", include_in_schema=False)
def confirm(token: str) -> Response[Any]:
    """Use the link up."""
    call = call_of(router)
    seeker = call.visitor().seeker
    form = call.genuine_form()
    try:
        if not SECRET.fullmatch(token):
            return _lost(call, Form())
        call.house.own_addresses.confirm(seeker, token, ticket=_ticket(call), now=call.now)
    except LinkLost:
        return _lost(call, Form())
    except AddressTaken:
        form = Form()
        form.wrong(
            "form",
            "This address signs in to another account here. Sign in with it and delete that"
            " account or remove the address there, then add it here again.",
        )
        return _shown(call, form, HTTPStatus.CONFLICT)
    return answers.see(PAGE)


def _lost(call: Call, form: Form) -> Response[Any]:
    form.wrong(
        "form",
        "This link leads nowhere any more: it was used, is too old, or was asked for in another"
        " session. Ask for a new one.",
    )
    return _shown(call, form, HTTPStatus.NOT_FOUND)


def _ticket(call: Call) -> Ticket:
    if call.ticket is None:
        raise SignedOut
    return call.ticket


def _shown(call: Call, form: Form, status: HTTPStatus = HTTPStatus.OK) -> Response[Any]:
    form.labels = {"address": "Another address"}
    return answers.page(call, "addresses.html", status, form=form)
