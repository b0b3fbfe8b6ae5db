"""Who is let in: the browsers that are signed in, and the programs that hold a token."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field, TypeAdapter, ValidationError

from rapport.facts import Line
from rapport.flows.account import TooManyTokens
from rapport.store import Scope
from rapport.store.keys import digest
from web import answers
from web.call import TOKEN_BEGINS, Call, call_of
from web.forms import Form
from web.words import sentence

router = APIGatewayHttpRouter()
NAME: TypeAdapter[str] = TypeAdapter(Annotated[Line, Field(max_length=60)])
SCOPES: dict[Scope, tuple[str, str]] = {
    "interviews": ("Log interviews only", "For a form elsewhere. It can read nothing."),
    "everything": ("Everything", "What you can see and record here, the program can."),
}
SECRET_DIGEST = re.compile(r"[0-9a-f]{40}")


@router.get("/settings/access", include_in_schema=False)
def show() -> Response[Any]:
    """Sessions and tokens."""
    call = call_of(router)
    call.visitor()
    return _shown(call, Form.of({"scope": "interviews"}))


@router.post("/settings/access/end", include_in_schema=False)
def end() -> Response[Any]:
    """Sign a browser out, or all but this one."""
    call = call_of(router)
    seeker = call.visitor().seeker
    form = call.genuine_form()
    if form.get("session") == "others":
        here = _here(call)
        ending = [one for one in call.house.account.sessions(seeker, call.now) if one != here]
    else:
        ending = [one for one in form.all("session") if SECRET_DIGEST.fullmatch(one)]
    call.house.account.end_sessions(seeker, ending)
    return answers.see("/settings/access")


@router.post("/settings/access/tokens", include_in_schema=False)
def make() -> Response[Any]:
    """Make a token, and show it: this once."""
    call = call_of(router)
    seeker = call.visitor().seeker
    form = call.genuine_form()
    name = None
    scope = next((one for one in SCOPES if one == form.get("scope")), None)
    try:
        name = NAME.validate_python(form.get("name"))
    except ValidationError as error:
        form.refuse(error.errors(), {"": "name"})
    if scope is None:
        form.wrong("scope", "Please choose one.")
    if name is None or scope is None:
        return _shown(call, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        secret = call.house.account.make_token(seeker, name, scope, call.now)
    except TooManyTokens as error:
        form.wrong("form", sentence(str(error)))
        return _shown(call, form, HTTPStatus.CONFLICT)
    token = f"{TOKEN_BEGINS}{seeker.seeker_id}.{secret}"
    return answers.page(
        call,
        "token.html",
        HTTPStatus.CREATED,
        made=name,
        value=token,
        scope=SCOPES[scope][0],
    )


@router.post("/settings/access/revoke", include_in_schema=False)
def revoke() -> Response[Any]:
    """Take a token back."""
    call = call_of(router)
    seeker = call.visitor().seeker
    token_id = call.genuine_form().get("token")
    if SECRET_DIGEST.fullmatch(token_id):
        call.house.account.revoke_token(seeker, token_id)
    return answers.see("/settings/access#programs")


def _here(call: Call) -> str:
    return digest(call.ticket.secret) if call.ticket else ""


def _shown(call: Call, form: Form, status: HTTPStatus = HTTPStatus.OK) -> Response[Any]:
    form.labels = {"name": "Name", "scope": "What it may do"}
    seeker = call.visitor().seeker if call.greeted is None else call.greeted.seeker
    return answers.page(
        call,
        "access.html",
        status,
        form=form,
        sessions=call.house.account.sessions(seeker, call.now),
        here=_here(call),
        tokens=call.house.account.tokens(seeker),
        scopes=SCOPES,
    )
