"""Somebody at a browser, without one: pages are fetched, forms are filled in and sent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Self
from urllib.parse import urlencode

import httpx


@dataclass
class Form:
    """A form of a page, the `place`th of it, with what its fields hold."""

    action: str
    method: str
    place: int
    fields: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = ""
        self._option = False
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = given.get("method", "get").lower()
            self.forms.append(Form(given.get("action", ""), method, len(self.forms)))
        elif not self.forms:
            return
        elif tag == "input":
            chosen = given.get("type") not in ("radio", "checkbox") or "checked" in given
            if chosen and "name" in given:
                self.forms[-1].fields[given["name"]] = given.get("value", "on")
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._select:
            chosen_first = self._select not in self.forms[-1].fields
            if "selected" in given or chosen_first:
                self.forms[-1].fields[self._select] = given.get("value", "")
                self._option = "value" not in given
        elif tag == "textarea":
            self._area = given.get("name", "")
            self.forms[-1].fields[self._area] = ""

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.forms[-1].fields[self._area] += data
        elif self._option:
            self.forms[-1].fields[self._select] = data.strip()
            self._option = False

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = ""


@dataclass(frozen=True)
class Page:
    """What came back."""

    url: str
    status: int
    text: str

    def form(self, **having: str) -> Form:
        """The form whose fields, or action, are the ones given."""
        parser = _Forms()
        parser.feed(self.text)
        action = having.pop("action", None)
        for form in parser.forms:
            fits = all(form.fields.get(name) == value for name, value in having.items())
            if fits and form.method == "post" and (action is None or form.action == action):
                return form
        raise AssertionError(f"no form {action or having} on {self.url}")


class Visitor:
    """Keeps cookies, follows redirects, and talks to the JSON API with them too."""

    def __init__(self, base_url: str) -> None:
        self._client = httpx.Client(base_url=base_url, timeout=60)
        self._base = base_url
        self.cookies: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave."""
        self._client.close()

    def get(self, path: str) -> Page:
        """Open a page."""
        return self._page(self._send("GET", path))

    def submit(self, page: Page, form: Form, **fields: str) -> Page:
        """Send a form of a page, with these fields filled in."""
        body = urlencode({**form.fields, **fields})
        path = form.action or re.sub(r"\?.*", "", page.url)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self._base}
        return self._page(self._send("POST", path, content=body, headers=headers))

    def post(self, path: str, body: Any, key: str) -> Any:
        """Post to the JSON API."""
        answer = self._send("POST", path, json=body, headers={"Idempotency-Key": key})
        assert answer.status_code < 300, answer.text
        return answer.json()

    def change(self, path: str, body: Any) -> None:
        """Patch by the JSON API."""
        answer = self._send("PATCH", path, json=body)
        assert answer.status_code < 300, answer.text

    def ask(self, path: str) -> Any:
        """Get from the JSON API."""
        return self._send("GET", path).json()

    def sign_in(self, address: str, mailbox: Any) -> Page:
        """Ask for a link, find it in the mailbox, use it; the page after that."""
        page = self.get("/sign-in")
        self.submit(page, page.form(), address=address)
        mail = next(one for one in reversed(mailbox()) if address in one["to"])
        link = re.search(r"https?://[^/\s]+(/sign-in/\S+)", mail["text"])
        assert link, "the mail carries the link"
        page = self.get(link[1])
        return self.submit(page, page.form())

    def _send(self, method: str, path: str, **more: Any) -> httpx.Response:
        # Secure cookies are kept back by HTTP clients where there is no TLS; browsers make an
        # exception for this machine, and so is one made here.
        headers = {**more.pop("headers", {}), "Cookie": self.cookie_header()}
        answer = self._client.request(method, path, headers=headers, **more)
        for name, value in re.findall(
            r"(?:^|, )([\w-]+)=([^;,]*);", ", ".join(answer.headers.get_list("set-cookie"))
        ):
            self.cookies[name] = value
        if answer.is_redirect:
            return self._send("GET", answer.headers["location"])
        return answer

    def cookie_header(self) -> str:
        """All cookies, as a request carries them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)

    def _page(self, answer: httpx.Response) -> Page:
        return Page(answer.url.raw_path.decode(), answer.status_code, answer.text)
