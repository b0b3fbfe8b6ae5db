"""What goes back: pages, redirects, problems, and the headers that keep them safe."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.shared.cookies import Cookie

from web import templates
from web.call import Call

SAFE = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Not "no-referrer": with that, browsers send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
UNKEPT = {**SAFE, "Cache-Control": "no-store"}


def page(
    call: Call,
    name: str,
    status: HTTPStatus = HTTPStatus.OK,
    *,
    cookies: list[Cookie] | None = None,
    **values: Any,
) -> Response[Any]:
    """The page that the template `name` makes of the values."""
    return Response(
        status_code=status,
        content_type="text/html; charset=utf-8",
        body=templates.render(call, name, values),
        headers=dict(UNKEPT),
        cookies=cookies,
        compress=True,
    )


def file(name: str, text: str) -> Response[Any]:
    """A JSON file to keep."""
    return Response(
        status_code=HTTPStatus.OK,
        content_type="application/json",
        body=text,
        headers={**UNKEPT, "Content-Disposition": f'attachment; filename="{name}"'},
        compress=True,
    )


def see(path: str, *, cookies: list[Cookie] | None = None) -> Response[Any]:
    """Go on at one of our own paths, with GET."""
    return Response(
        status_code=HTTPStatus.SEE_OTHER,
        content_type="text/plain; charset=utf-8",
        body="",
        headers={**UNKEPT, "Location": path},
        cookies=cookies,
    )


def told(
    value: Any, status: HTTPStatus = HTTPStatus.OK, *, headers: dict[str, str] | None = None
) -> Response[Any]:
    """A JSON answer of the API."""
    return Response(
        status_code=status,
        content_type="application/json",
        body=value,
        headers={**UNKEPT, **(headers or {})},
        compress=True,
    )


def problem(
    status: HTTPStatus,
    title: str,
    detail: str = "",
    errors: list[dict[str, str]] | None = None,
    *,
    headers: dict[str, str] | None = None,
) -> Response[Any]:
    """A JSON answer that says what is wrong, as RFC 9457 has it."""
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": int(status)}
    if detail:
        body["detail"] = detail
    if errors is not None:
        body["errors"] = errors
    return Response(
        status_code=status,
        content_type="application/problem+json",
        body=json.dumps(body),
        headers={**UNKEPT, **(headers or {})},
    )


def nothing(headers: dict[str, str]) -> Response[Any]:
    """An answer that is all in its headers."""
    return Response(status_code=HTTPStatus.NO_CONTENT, body="", headers={**UNKEPT, **headers})
