"""Which requests are not even read."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response

from web import answers, errors
from web.call import Call, Foreign, TooLarge


def unwelcome(call: Call) -> Response[Any] | None:
    """Why a request is not even read, or None: what changes something comes as JSON, from the same
    site or from no site at all, and is no larger than what anybody types.

    Other sites' pages cannot send JSON without asking first, and nobody answers them.
    """
    if not call.is_api or call.method in ("GET", "HEAD"):
        return None
    kind = call.header("content-type").partition(";")[0].strip().lower()
    if kind != "application/json":
        return answers.problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Not JSON", "Send application/json."
        )
    try:
        call.same_origin()
        _ = call.body
    except (Foreign, TooLarge) as error:
        return errors.said(call, type(error))
    return None
