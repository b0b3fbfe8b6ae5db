"""Errors become answers, here and nowhere else: pages for people, problem details for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError

from rapport.flows.saying import Objected
from rapport.flows.visiting import Implausible, KeyUsed, SignedOut, Unknown
from rapport.store import Conflict
from web import answers
from web.call import SESSION, Call, Foreign, StaleForm, TooLarge, call_of, forget
from web.forms import TooManyFields
from web.way_in import way_back
from web.words import plain, sentence, telling

logger = Logger(child=True)


class Outdated(ValueError):
    """What was to be changed is no longer as it was read. `fields` holds what is another now."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("it was changed since it was read")
        self.fields = fields


Answer = Callable[[Call, Any], Response[Any]]
FIELDS = {"occurred_at": "at"}
"""What entries call the fields of facts, where they call them otherwise."""


def answer_on(app: APIGatewayHttpResolver) -> None:
    """Make `app` answer with a page or a problem whatever is raised."""
    for kind, answer in _ANSWERS.items():
        app.exception_handler(kind)(_bound(app, answer))


def _bound(app: APIGatewayHttpResolver, answer: Answer) -> Callable[[Exception], Response[Any]]:
    def bound(error: Exception) -> Response[Any]:
        call = call_of(app)
        try:
            return answer(call, error)
        except Exception as another:  # noqa: BLE001  # whatever it is has an answer of its own
            return _once_more(call, another)

    return bound


def _once_more(call: Call, error: Exception) -> Response[Any]:
    """The answer to what went wrong while answering; there is no third attempt."""
    answer = next(_ANSWERS[kind] for kind in type(error).__mro__ if kind in _ANSWERS)
    try:
        return answer(call, error)
    except Exception as another:  # noqa: BLE001  # this page needs neither form nor session
        return failed(call, another)


def _signed_out(call: Call, _: Exception) -> Response[Any]:
    if call.is_api:
        return answers.problem(
            HTTPStatus.UNAUTHORIZED,
            "This needs a token that is valid",
            "Show it in Authorization: Bearer, or the cookie of a session that has not ended.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return way_back(call, cookies=[forget(SESSION)] if call.ticket else [])


def _stale(call: Call, _: Exception) -> Response[Any]:
    """The form to send once more. Raises SignedOut: there is no session left to send it in."""
    call.visitor()
    fields = [(name, value) for name, value in call.form.fields if name != "csrf"]
    return answers.page(call, "again.html", HTTPStatus.CONFLICT, fields=fields)


def _invalid(call: Call, error: RequestValidationError) -> Response[Any]:
    """What is wrong with it. Raises SignedOut: nobody is told more than that they are nobody."""
    call.visitor()
    return answers.problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Not valid",
        "Nothing was stored. Each entry of errors names a field and what is wrong with it.",
        [{"field": _place(one["loc"]), "message": plain(one)} for one in telling(error.errors())],
    )


def _implausible(call: Call, error: Implausible) -> Response[Any]:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if call.is_api:
        wrong = {"field": ".".join(error.field), "message": sentence(str(error))}
        return answers.problem(status, "Not valid", "Nothing was stored.", [wrong])
    return _said(call, status, "That does not work", sentence(str(error)))


def _objected(call: Call, error: Objected) -> Response[Any]:
    if not call.is_api:
        return _said(call, HTTPStatus.UNPROCESSABLE_ENTITY, "Is that right?", str(error))
    found = [
        {"field": FIELDS.get(one.field, one.field), "message": one.message}
        for one in error.objections
    ]
    if not error.may_be_meant:
        detail = "Nothing was stored. Each entry of errors names a field and what is wrong with it."
        return answers.problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Not valid", detail, found)
    detail = "Nothing was stored. Send it again with confirmed: true, if it is meant so."
    return answers.problem(HTTPStatus.CONFLICT, "Is that right?", detail, found)


def _outdated(_: Call, error: Outdated) -> Response[Any]:
    return answers.problem(
        HTTPStatus.PRECONDITION_FAILED,
        "It was changed since you read it",
        "Nothing was stored. "
        + (
            "Each entry of errors names a field that is another now. "
            if error.fields
            else "No tag in If-Match is the ETag of what stands; tags match to the letter. "
        )
        + "Read it again, and send the change with the new ETag if it is still meant.",
        [
            {"field": name, "message": f"It is {value} by now." if value else "It is blank by now."}
            for name, value in error.fields.items()
        ],
    )


def failed(call: Call, error: Exception) -> Response[Any]:
    """The answer to what nobody foresaw; the log says what it was."""
    logger.error("a request failed", exc_info=error)
    return _said(
        call,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "Something went wrong here",
        "It is not your fault. Try again in a moment: sending the same form twice does no harm.",
    )


def _saying(status: HTTPStatus, title: str, detail: str) -> Answer:
    return lambda call, _: _said(call, status, title, detail)


def _both(status: HTTPStatus, title: str, page: str, program: str) -> Answer:
    """Another way out for people than for programs."""
    return lambda call, _: _said(call, status, title, program if call.is_api else page)


_NOT_HERE = (
    HTTPStatus.NOT_FOUND,
    "There is nothing here",
    "The address may be mistyped, or what it led to is not yours or is gone.",
)
_TOO_LARGE = (
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "That is too much at once",
    "Shorten the notes, then send it again.",
)
_ANSWERS: dict[type[Exception], Answer] = {
    Exception: failed,
    SignedOut: _signed_out,
    StaleForm: _stale,
    Implausible: _implausible,
    Objected: _objected,
    Outdated: _outdated,
    RequestValidationError: _invalid,
    NotFoundError: _saying(*_NOT_HERE),
    Unknown: _saying(*_NOT_HERE),
    TooLarge: _saying(*_TOO_LARGE),
    TooManyFields: _saying(*_TOO_LARGE),
    Foreign: _saying(
        HTTPStatus.FORBIDDEN,
        "This came from another site",
        "Open the page here and send it from there.",
    ),
    KeyUsed: _both(
        HTTPStatus.CONFLICT,
        "This was sent before, with other words",
        "What was sent first stands. Reload the page to see it, and to send something new.",
        "What was sent first under this Idempotency-Key stands. Give something new another key.",
    ),
    Conflict: _both(
        HTTPStatus.CONFLICT,
        "It was changed in between",
        "Somebody, perhaps you in another tab, changed the same thing. Reload and try again.",
        "Read it again, and send the change once more.",
    ),
}


def said(call: Call, kind: type[Exception]) -> Response[Any]:
    """The answer to an error that was met before the request was read."""
    return _ANSWERS[kind](call, kind())


def _said(call: Call, status: HTTPStatus, title: str, detail: str) -> Response[Any]:
    if call.is_api:
        return answers.problem(status, title, detail)
    return answers.page(call, "message.html", status, title=title, detail=detail)


def _place(loc: Sequence[str | int]) -> str:
    """Where it stands: the field alone for a body, with its kind for a header or a query."""
    steps = [str(step) for step in loc]
    return ".".join(steps[1:] if steps[:1] == ["body"] and len(steps) > 1 else steps)
