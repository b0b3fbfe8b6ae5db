"""Signing in and out."""

from __future__ import annotations

import hmac
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import TypeAdapter, ValidationError

from rapport.facts import Address
from rapport.flows.visiting import SignedOut
from web import answers
from web.call import (
    BROWSER,
    SECRET,
    SESSION,
    Call,
    call_of,
    forget,
    form_token,
    local_path,
    session_cookie,
)
from web.devices import device_of
from web.forms import Form
from web.way_in import LEAVING, asking, kept

router = APIGatewayHttpRouter()
ADDRESS: TypeAdapter[str] = TypeAdapter(Address)


@router.get("/sign-in", include_in_schema=False)
def ask() -> Response[Any]:
    """The form for the address."""
    call = call_of(router)
    return asking(call, Form.of({"next": local_path(call.asked("next"))}))


@router.post("/sign-in", include_in_schema=False)
def send() -> Response[Any]:
    """Mail a link, perhaps; the answer is the same."""
    call = call_of(router)
    form = call.form
    address = _address(form)
    if address and (call.browser is None or not _genuine(call, form)):
        form.wrong("form", "Please send this once more: this browser had forgotten the page.")
    if address is None or call.browser is None or form.errors:
        return asking(call, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    then = local_path(form.get("next"))
    query = f"?next={quote(then)}" if then != "/" else ""
    call.house.way_in.ask(
        address,
        browser=call.browser,
        source=call.source,
        url=lambda token: f"{call.origin}/sign-in/{token}{query}",
        now=call.now,
    )
    return answers.page(call, "mailed.html", address=address, kept=kept(form))


@router.get("/sign-in/<token>", include_in_schema=False)
def link(token: str) -> Response[Any]:
    """The page behind the link: a button, because mail scanners open links too."""
    call = call_of(router)
    if call.browser is None or not SECRET.fullmatch(token):
        return answers.page(call, "link_lost.html", HTTPStatus.NOT_FOUND)
    return answers.page(
        call,
        "link.html",
        path=f"/sign-in/{token}",
        browser_token=form_token(call.browser),
        then=local_path(call.asked("next")),
    )


@router.post("/sign-in/<token>", include_in_schema=False)
def enter(token: str) -> Response[Any]:
    """Use the link up, and open a session."""
    call = call_of(router)
    form = call.form
    signed_in = None
    if call.browser and SECRET.fullmatch(token) and _genuine(call, form):
        device = device_of(call.header("user-agent"))
        signed_in = call.house.way_in.enter(token, call.browser, call.now, device=device)
    if signed_in is None:
        return answers.page(call, "link_lost.html", HTTPStatus.NOT_FOUND)
    return answers.see(
        "/welcome" if signed_in.is_new else local_path(form.get("next")),
        cookies=[session_cookie(signed_in.seeker.seeker_id, signed_in.secret), forget(BROWSER)],
    )


@router.post(LEAVING, include_in_schema=False)
def leave() -> Response[Any]:
    """Forget the session, here and in the table."""
    call = call_of(router)
    if call.ticket is None:
        raise SignedOut
    call.genuine_form()
    call.house.store.close_session(call.ticket.seeker_id, call.ticket.secret)
    return answers.see("/sign-in", cookies=[forget(SESSION)])


def _address(form: Form) -> str | None:
    try:
        return ADDRESS.validate_python(form.get("address"))
    except ValidationError:
        form.wrong("address", "Please give one mail address, such as you@example.org.")
        return None


def _genuine(call: Call, form: Form) -> bool:
    token = form_token(call.browser or "")
    return hmac.compare_digest(form.get("csrf").encode(), token.encode())
