"""A seeker at the web function: pages and forms, JSON, and what each of them costs."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

from rapport.store import Seeker, Session
from tests.integration.conftest import START, Context
from tests.integration.faults import Faults
from tests.integration.world import World
from web.call import form_token

SECRET = "a-session-secret-of-thirty-two-c"
ORIGIN = "https://rapport.example"


@dataclass(frozen=True)
class Answer:
    """What came back: `size` in bytes as transferred, `calls` to AWS that it took."""

    status: int
    text: str
    size: int
    calls: tuple[str, ...]
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")


class Browsing:
    """One signed-in seeker."""

    def __init__(
        self,
        world: World,
        load: Callable[[str], ModuleType],
        context: Context,
        faults: Faults,
        seeker: Seeker,
    ) -> None:
        self._web = load("web.app")
        self._context = context
        self._faults = faults
        self._keys = 0
        self.world = world
        self.seeker = seeker
        lasts = Session(seeker.seeker_id, START + timedelta(days=400))
        world.store.open_session(SECRET, lasts)

    def get(self, path: str) -> Answer:
        """Open a page, or ask the API."""
        return self._send("GET", path)

    def form(self, path: str, **fields: str) -> Answer:
        """Send a form of this session."""
        self._keys += 1
        key = {"csrf": form_token(SECRET), "key": f"form-key-{self._keys}"}
        body = urlencode({**key, **fields})
        return self._send("POST", path, body, "application/x-www-form-urlencoded")

    def api(self, method: str, path: str, body: Any, key: str | None = None) -> Answer:
        """Send JSON to the API."""
        self._keys += 1
        key = key or f"api-key-{self._keys}"
        return self._send(method, path, json.dumps(body), "application/json", key)

    def _send(
        self, method: str, path: str, body: str = "", kind: str = "", key: str = ""
    ) -> Answer:
        raw_path, _, query = path.partition("#")[0].partition("?")
        headers = {"host": "rapport.example", "accept-encoding": "gzip", "origin": ORIGIN}
        if kind:
            headers["content-type"] = kind
        if key:
            headers["idempotency-key"] = key
        event = {
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": raw_path,
            "rawQueryString": query,
            "headers": headers,
            "cookies": [f"__Host-session={self.seeker.seeker_id}.{SECRET}"],
            "requestContext": {
                "domainName": "rapport.example",
                "http": {"method": method, "path": raw_path, "sourceIp": "203.0.113.7"},
                "requestId": "sample",
                "stage": "$default",
            },
            "isBase64Encoded": False,
            "body": body,
        }
        if query:
            pairs = [pair.partition("=") for pair in query.split("&")]
            event["queryStringParameters"] = {name: value for name, _, value in pairs}
        self._faults.calls.clear()
        answer = self._web.handler(event, self._context)
        calls = tuple(self._faults.calls)
        raw = answer.get("body", "")
        sent = base64.b64decode(raw) if answer.get("isBase64Encoded") else raw.encode()
        packed = answer["headers"].get("Content-Encoding") == "gzip"
        text = (gzip.decompress(sent) if packed else sent).decode()
        return Answer(answer["statusCode"], text, len(sent), calls, answer["headers"])


def links(answer: Answer, beginning: str) -> list[str]:
    """The links of a page that begin so."""
    return re.findall(rf'href="({re.escape(beginning)}[^"]*)"', answer.text)
