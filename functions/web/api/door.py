"""The door of the API: who may ask what and how often, before a request is read.

A program shows a token, from wherever it runs: also from the page of another site, because a token
is shown on purpose. The session's cookie comes by itself, so with it only our own pages may ask.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from http import HTTPStatus
from math import ceil
from typing import Any

from aws_lambda_powertools.event_handler import Response

from rapport.flows.visiting import Ticket
from rapport.store import Pace
from web import answers, errors
from web.call import Call, Foreign, TooLarge

MOST_A_MINUTE = 120
"""Requests of one session or token: more than a person asks for, less than a loop gone wild."""
ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After, WWW-Authenticate",
}
"""Pages of other sites may read the answer. Without credentials: cookies never come with it."""
PREFLIGHT = {
    **ANYWHERE,
    "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, If-Match",
    "Access-Control-Max-Age": "7200",
}
ALLOWED = {"interviews": {("POST", "/api/interviews")}}
"""What a token of a narrow scope may ask."""


_asked: Counter[tuple[int, Ticket]] = Counter()
"""Requests of sessions in this minute, as far as they came to this process."""


def unwelcome(call: Call) -> Response[Any] | None:
    """The answer to a request that is not even read; None where it is."""
    if not call.is_api:
        return None
    if call.method == "OPTIONS":
        return answers.nothing(PREFLIGHT)
    try:
        return _unreadable(call) or _too_often(call)
    except Exception as error:  # noqa: BLE001  # as for whatever is raised further in
        return errors.failed(call, error)


def open_to_pages_elsewhere(call: Call, headers: dict[str, Any]) -> None:
    """Let the page of another site read the answer to a request with a token."""
    if call.bearer is not None:
        headers.update(ANYWHERE)


def _unreadable(call: Call) -> Response[Any] | None:
    """What changes something comes as JSON, with a cookie only from our own pages or from no page
    at all, and is no larger than what anybody types.
    """
    if call.method in ("GET", "HEAD"):
        return None
    kind = call.header("content-type").partition(";")[0].strip().lower()
    if kind != "application/json":
        return answers.problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Not JSON", "Send application/json."
        )
    try:
        if call.bearer is None:
            call.same_origin()
        call.raw_body.decode("utf-8")
    except (Foreign, TooLarge) as error:
        return errors.said(call, type(error))
    except UnicodeDecodeError:
        return answers.problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "Not valid",
            "Nothing was stored.",
            [{"field": "body", "message": "This is no valid JSON: it is not UTF-8."}],
        )
    return None


def _too_often(call: Call) -> Response[Any] | None:
    pace = _pace(call)
    if pace is None:
        return None
    if pace.wait is not None:
        wait = ceil(pace.wait.total_seconds())
        return answers.problem(
            HTTPStatus.TOO_MANY_REQUESTS,
            "Too many requests",
            f"At most {MOST_A_MINUTE} a minute. Ask again in {wait} seconds.",
            headers={"Retry-After": str(wait)},
        )
    allowed = ALLOWED.get(pace.scope)
    if allowed is not None and (call.method, call.path) not in allowed:
        return answers.problem(
            HTTPStatus.FORBIDDEN,
            "This token may log interviews only",
            "Make one for everything on the settings page, if this is meant.",
        )
    return None


def _pace(call: Call) -> Pace | None:
    """How the one asks who asks; None where that is nobody.

    A token is counted in the table, wherever its requests arrive. A session is a person's browser:
    counting it here costs nothing, and stops a page that asks in a loop.
    """
    ticket = call.ticket
    if ticket is None:
        return None
    if ticket.token:
        return call.house.store.pace(ticket.seeker_id, ticket.secret, MOST_A_MINUTE, call.now)
    minute, second = divmod(int(call.now.timestamp()), 60)
    if any(counted != minute for counted, _ in _asked):
        _asked.clear()
    _asked[minute, ticket] += 1
    over = _asked[minute, ticket] > MOST_A_MINUTE
    return Pace("everything", timedelta(seconds=60 - second) if over else None)
