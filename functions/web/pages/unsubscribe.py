"""The link in a reminder's headers: no more mails of its kind, with one click (RFC 8058).

A mail program posts here without a cookie or a page of ours, so the link's signature is all that
counts. Opening it changes nothing, because scanners open links too.
"""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.flows.visiting import Unknown
from rapport.mail.unsubscribe import ForgedLink
from rapport.plan import Kind
from rapport.store import Seeker
from web import answers
from web.call import Call, call_of
from web.forms import Form
from web.labels import REMINDERS

router = APIGatewayHttpRouter()
PAGE = "/unsubscribe/<kind>/<token>"


@router.get(PAGE, include_in_schema=False)
def ask(kind: str, token: str) -> Response[Any]:
    """A page that asks."""
    call = call_of(router)
    seeker, meant = _about(call, kind, token)
    return _shown(call, seeker, meant, done=False)


@router.post(PAGE, include_in_schema=False)
def act(kind: str, token: str) -> Response[Any]:
    """End the mails of this kind, or with `again` have them again; programs follow no redirect."""
    call = call_of(router)
    seeker, meant = _about(call, kind, token)
    wanted = bool(Form.read(call.body).get("again"))
    seeker = call.house.account.mail(seeker, meant, wanted=wanted)
    return _shown(call, seeker, meant, done=True)


def _about(call: Call, kind: str, token: str) -> tuple[Seeker, Kind]:
    """Whom and what a link is about. Raises Unknown."""
    try:
        seeker_id, meant = call.house.signed().unsubscribing.read(kind, token)
    except ForgedLink:
        raise Unknown from None
    seeker = call.house.store.seeker(seeker_id)
    if seeker is None:
        raise Unknown
    return seeker, meant


def _shown(call: Call, seeker: Seeker, kind: Kind, *, done: bool) -> Response[Any]:
    name, when = REMINDERS[kind]
    return answers.page(
        call,
        "unsubscribe.html",
        kind=name,
        when=when,
        is_mailed=kind not in seeker.muted,
        done=done,
    )
