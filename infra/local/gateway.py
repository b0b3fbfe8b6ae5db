"""The HTTP API: requests become events of payload format 2.0, answers become responses."""

import base64
import json
import re
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import parse_qsl, unquote

from infra.local.intrinsics import ACCOUNT
from infra.local.runtime_api import Outcome
from infra.local.server import Request, Response

LARGEST_REQUEST = 10 * 1024 * 1024
LARGEST_EVENT = 6 * 1024 * 1024
_JSON = [("Content-Type", "application/json")]
_TEXT_TYPES = ("text/", "application/json", "application/xml", "application/javascript")
_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer"}
_PARAMETER = re.compile(r"\{([^}+]+)(\+?)\}")


class Invokable(Protocol):
    """What a route leads to."""

    def invoke(self, event: Any) -> Outcome:
        """Run on an event."""

    def warm_up(self) -> None:
        """Be ready for the first event."""


@dataclass(frozen=True, slots=True)
class Route:
    """A method (or ANY) and a path such as `/people/{id}` or `/{proxy+}`, or `$default`."""

    method: str
    path: str
    target: Invokable

    @property
    def key(self) -> str:
        """Its name in events."""
        return self.path if self.path == "$default" else f"{self.method} {self.path}"

    def match(self, method: str, path: str) -> dict[str, str] | None:
        """The path parameters when this route takes the request, else None."""
        if self.path == "$default":
            return {}
        if self.method not in ("ANY", method):
            return None
        found = self._pattern().fullmatch(path.rstrip("/") or "/")
        return found.groupdict() if found else None

    def _pattern(self) -> re.Pattern[str]:
        text, last = "", 0
        for parameter in _PARAMETER.finditer(self.path):
            text += re.escape(self.path[last : parameter.start()])
            name, greedy = parameter.groups()
            text += f"(?P<{name}>.+)" if greedy else f"(?P<{name}>[^/]+)"
            last = parameter.end()
        return re.compile(text + re.escape(self.path[last:].rstrip("/") if last else self.path))

    def rank(self) -> tuple[int, int, int]:
        """Smaller is more particular: exact, parameters, greedy, default; a method before ANY."""
        greedy = "+}" in self.path
        kind = 3 if self.path == "$default" else 2 if greedy else 1 if "{" in self.path else 0
        return kind, -len(self.path), int(self.method == "ANY")


class Gateway:
    """Answers requests through the routes of one HTTP API."""

    def __init__(self, api_id: str, routes: list[Route]) -> None:
        self.api_id = api_id
        self.routes = sorted(routes, key=Route.rank)

    def __call__(self, request: Request) -> Response:
        """Find the route, run its function, and shape the answer as API Gateway does."""
        if len(request.body) > LARGEST_REQUEST:
            return _message(413, "Request Entity Too Large")
        path = unquote(request.path)
        for route in self.routes:
            parameters = route.match(request.method, path)
            if parameters is not None:
                return self._run(route, request, path, parameters)
        return _message(404, "Not Found")

    def _run(
        self, route: Route, request: Request, path: str, parameters: dict[str, str]
    ) -> Response:
        event = self._event(route, request, path, parameters)
        if len(json.dumps(event)) > LARGEST_EVENT:
            return _message(413, "Request Entity Too Large")
        outcome = route.target.invoke(event)
        if outcome.failed:
            return _message(500, "Internal Server Error")
        try:
            return shape(outcome.value())
        except (TypeError, ValueError, AttributeError):
            return _message(500, "Internal Server Error")

    def _event(
        self, route: Route, request: Request, path: str, parameters: dict[str, str]
    ) -> dict[str, Any]:
        headers, cookies = _headers(request)
        now = time.time()
        host = headers.get("host", "localhost")
        domain = host.rsplit(":", 1)[0]
        body, encoded = _body(request.body, headers.get("content-type"))
        event: dict[str, Any] = {
            "version": "2.0",
            "routeKey": route.key,
            "rawPath": path,
            "rawQueryString": request.query,
            "headers": headers,
            "requestContext": {
                "accountId": ACCOUNT,
                "apiId": self.api_id,
                "domainName": domain,
                "domainPrefix": domain.split(".")[0],
                "http": {
                    "method": request.method,
                    "path": path,
                    "protocol": request.version,
                    "sourceIp": request.client,
                    "userAgent": headers.get("user-agent", ""),
                },
                "requestId": uuid.uuid4().hex[:15] + "=",
                "routeKey": route.key,
                "stage": "$default",
                "time": datetime.fromtimestamp(now, UTC).strftime("%d/%b/%Y:%H:%M:%S +0000"),
                "timeEpoch": int(now * 1000),
            },
            "isBase64Encoded": encoded,
        }
        if cookies:
            event["cookies"] = cookies
        if request.query:
            event["queryStringParameters"] = _query(request.query)
        if parameters:
            event["pathParameters"] = parameters
        if body is not None:
            event["body"] = body
        return event


def _headers(request: Request) -> tuple[dict[str, str], list[str]]:
    headers: dict[str, str] = {}
    cookies: list[str] = []
    for name, value in request.headers:
        key = name.lower()
        if key == "cookie":
            cookies += [each.strip() for each in value.split(";") if each.strip()]
        elif key not in _HOP_BY_HOP:
            headers[key] = f"{headers[key]},{value}" if key in headers else value
    host = headers.get("host", "localhost")
    headers.setdefault("x-forwarded-for", request.client)
    headers.setdefault("x-forwarded-port", host.rsplit(":", 1)[1] if ":" in host else "80")
    headers.setdefault("x-forwarded-proto", "http")
    headers["content-length"] = str(len(request.body))
    headers["x-amzn-trace-id"] = f"Root=1-{int(time.time()):08x}-{uuid.uuid4().hex[:24]}"
    return headers, cookies


def _query(query: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        values[name] = f"{values[name]},{value}" if name in values else value
    return values


def _body(body: bytes, content_type: str | None) -> tuple[str | None, bool]:
    """The body as text, or in base64 where its type is not one that API Gateway calls text."""
    if not body:
        return None, False
    kind = (content_type or "").strip().lower()
    if kind.startswith(_TEXT_TYPES):
        try:
            return body.decode(), False
        except UnicodeDecodeError:
            pass
    return base64.b64encode(body).decode(), True


def shape(answer: Any) -> Response:
    """The response that API Gateway makes of what a function returned.

    Without a `statusCode`, whatever was returned is the JSON body of a 200.

    Raises:
        TypeError, ValueError, AttributeError: the answer is malformed.
    """
    if not isinstance(answer, dict) or "statusCode" not in answer:
        text = answer if isinstance(answer, str) else json.dumps(answer)
        return Response(200, text.encode(), list(_JSON))
    status = int(answer["statusCode"])
    if not 100 <= status <= 599:
        raise ValueError(status)
    headers = [(name, str(value)) for name, value in (answer.get("headers") or {}).items()]
    for name, values in (answer.get("multiValueHeaders") or {}).items():
        headers += [(name, str(value)) for value in values]
    headers = [(n, v) for n, v in headers if n.lower() not in ("content-length", *_HOP_BY_HOP)]
    headers += [("Set-Cookie", cookie) for cookie in answer.get("cookies") or []]
    if any("\r" in text or "\n" in text for header in headers for text in header):
        raise ValueError("a header contains a line break")
    body = answer.get("body") or ""
    content = base64.b64decode(body) if answer.get("isBase64Encoded") else _text(body).encode()
    if not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("Content-Type", "text/plain;charset=UTF-8"))
    return Response(status, content, headers)


def _text(body: Any) -> str:
    if not isinstance(body, str):
        raise TypeError(body)
    return body


def _message(status: int, text: str) -> Response:
    return Response(status, json.dumps({"message": text}).encode(), list(_JSON))
