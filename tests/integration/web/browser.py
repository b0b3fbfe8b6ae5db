"""A browser without a screen: it keeps cookies, fills in forms, and calls the handler."""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

HOST = "abc123.execute-api.eu-central-1.amazonaws.com"
ORIGIN = f"https://{HOST}"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    cookies: list[str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def forms(self) -> list[PageForm]:
        reader = _Forms()
        reader.feed(self.text)
        return reader.forms

    def form(self, action: str) -> PageForm:
        """The first form that goes to `action`."""
        return next(form for form in self.forms if form.action == action)


@dataclass
class PageForm:
    """A form of a page, with the values that it would send."""

    action: str
    values: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, **values: str | None) -> list[tuple[str, str]]:
        """The fields with some replaced; None leaves one out. `_` stands for `-` in names."""
        wanted = {name.replace("__", "-"): value for name, value in values.items()}
        kept = [(name, value) for name, value in self.values if name not in wanted]
        return kept + [(name, value) for name, value in wanted.items() if value is not None]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[PageForm] = []
        self._text: tuple[str, str] | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(PageForm(has["action"]))
        if not self.forms:
            return
        if tag == "input":
            if has.get("type") not in ("radio", "checkbox") or "checked" in has:
                self.forms[-1].values.append((has["name"], has.get("value", "")))
        elif tag == "textarea":
            self._text = (has["name"], "")
        elif tag == "select":
            self._select = has["name"]
        elif tag == "option" and self._select and "selected" in has:
            self._text = (self._select, "") if "value" not in has else None
            if "value" in has:
                self.forms[-1].values.append((self._select, has["value"]))

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text = (self._text[0], self._text[1] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "option") and self._text:
            name, text = self._text
            self.forms[-1].values.append((name, text.removeprefix("\n")))
            self._text = None
        elif tag == "select":
            self._select = None


class Browser:
    """Calls the handler as API Gateway would for a browser on the application's own pages."""

    def __init__(self, module: ModuleType, context: Any) -> None:
        self._module = module
        self._context = context
        self.cookies: dict[str, str] = {}
        self.source = "203.0.113.7"

    def get(self, path: str, **headers: str) -> Answer:
        return self.request("GET", path, None, headers)

    def post(self, path: str, fields: Any, **headers: str) -> Answer:
        """Send a form."""
        sent = {
            "content-type": "application/x-www-form-urlencoded",
            "origin": ORIGIN,
            "sec-fetch-site": "same-origin",
            **headers,
        }
        return self.request("POST", path, urlencode(fields), sent)

    def api(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Send JSON."""
        kind = {} if body is None else {"content-type": "application/json"}
        text = body if isinstance(body, str) or body is None else json.dumps(body)
        return self.request(method, path, text, {**kind, **headers})

    def request(
        self, method: str, path: str, body: str | bytes | None, headers: dict[str, str]
    ) -> Answer:
        parts = urlsplit(path)
        named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        event: dict[str, Any] = {
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": parts.path,
            "rawQueryString": parts.query,
            "headers": {
                "host": HOST,
                "x-forwarded-proto": "https",
                "x-forwarded-port": "443",
                **named,
            },
            "requestContext": {
                "domainName": HOST,
                "http": {"method": method, "path": parts.path, "sourceIp": self.source},
                "requestId": "request",
                "stage": "$default",
            },
            "isBase64Encoded": False,
        }
        if self.cookies:
            event["cookies"] = [f"{name}={value}" for name, value in self.cookies.items()]
        if parts.query:
            event["queryStringParameters"] = dict(parse_qsl(parts.query, keep_blank_values=True))
        if body is not None:
            raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
            event["body"] = base64.b64encode(raw).decode()
            event["isBase64Encoded"] = True
        answer = self._module.handler(event, self._context)
        return self._kept(answer)

    def _kept(self, answer: dict[str, Any]) -> Answer:
        for cookie in answer.get("cookies", []):
            pair, *attributes = cookie.split("; ")
            name, _, value = pair.partition("=")
            if "Max-Age=0" in attributes:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        body = answer["body"] or ""
        raw = base64.b64decode(body) if answer["isBase64Encoded"] else body.encode()
        headers = {name.lower(): value for name, value in answer["headers"].items()}
        if headers.get("content-encoding") == "gzip":
            raw = gzip.decompress(raw)
        return Answer(answer["statusCode"], headers, answer.get("cookies", []), raw.decode())
