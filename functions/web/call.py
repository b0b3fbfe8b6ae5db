"""One request as the pages see it: who asks, from where, and whether it is meant."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from aws_lambda_powertools.shared.cookies import Cookie, SameSite
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from rapport.facts import Id
from rapport.flows.account import Account
from rapport.flows.bringing import Carrier
from rapport.flows.holding import Inbox
from rapport.flows.own_addresses import OwnAddresses
from rapport.flows.signing_in import SESSION_LASTS, SigningIn
from rapport.flows.visiting import Desk, Ticket, Unknown, Visitor
from rapport.later import dataclass
from rapport.outside.secret import Signed
from rapport.store import Store
from web.forms import Form

SESSION = "__Host-session"
BROWSER = "__Host-browser"
TOKEN_BEGINS = "rapport-"  # noqa: S105  # what every token begins with is no secret
"""What every token of the API begins with, so that one is known where it should not be."""
MOST_BODY = 150_000
"""Bytes of a request: what one item of the table holds, with room for how it is written there."""
MOST_FILE = 4_500_000
"""Bytes of a request that brings a file: a part of a download, and what a function may be sent."""
TAKES_A_FILE = {"/api/data": "application/json", "/settings/data/bring": "multipart/form-data"}
"""Where one is taken, and as what."""
ID = re.compile(r"[a-z2-7]{16}")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,64}")
LOCAL_PATH = re.compile(r"/(?:[a-z0-9-]+(?:/[a-z0-9-]+)*)?(?:#[a-z-]+)?")
BROWSER_LASTS = 60 * 60


class TooLarge(ValueError):
    """More was sent than anybody types."""


class Foreign(PermissionError):
    """The request was made by another site's page."""


class StaleForm(ValueError):
    """A form without the token of this session: made before signing in anew, or by nobody."""


@dataclass(frozen=True)
class House:
    """What the pages are served from."""

    store: Store
    desk: Desk
    way_in: SigningIn
    account: Account
    carrier: Carrier
    own_addresses: OwnAddresses
    inbox: Callable[[], Inbox]
    """Made when a page first shows it: few do, and its clients take a moment."""
    public_url: str
    signed: Callable[[], Signed]
    """Signed addresses and links; the secret is fetched when a page first needs it."""


class Call:
    """A request at a moment."""

    def __init__(self, house: House, event: APIGatewayProxyEventV2, now: datetime) -> None:
        self.house = house
        self.event = event
        self.now = now
        self.greeted: Visitor | None = None
        """Who it turned out to be, once that was asked."""

    def capture(self) -> str | None:
        """The visitor's own address for copies and for what is mailed in, where there is one."""
        addresses = self.house.signed().addresses if self.greeted else None
        return (
            addresses.capture(self.greeted.seeker.seeker_id) if addresses and self.greeted else None
        )

    @property
    def method(self) -> str:
        return self.event.http_method.upper()

    @property
    def path(self) -> str:
        return self.event.path

    @property
    def is_api(self) -> bool:
        return self.path.startswith("/api/")

    def header(self, name: str) -> str:
        return self.event.headers.get(name, "")

    def asked(self, name: str) -> str:
        """A value of the query; empty where it is not there."""
        return self.event.query_string_parameters.get(name, "")

    @property
    def source(self) -> str:
        """The network address that asks."""
        return self.event.request_context.http.source_ip

    @cached_property
    def origin(self) -> str:
        """Scheme, host and port under which the pages are reached."""
        if self.house.public_url:
            return self.house.public_url
        host = self.event.request_context.domain_name
        if host not in ("localhost", "127.0.0.1"):
            return f"https://{host}"
        return f"{self.header('x-forwarded-proto')}://{host}:{self.header('x-forwarded-port')}"

    # Cookies.

    @cached_property
    def _cookies(self) -> dict[str, str]:
        pairs = (cookie.partition("=") for cookie in self.event.cookies)
        return {name.strip(): value for name, _, value in pairs}

    @cached_property
    def bearer(self) -> str | None:
        """The token that a program shows; whoever shows one is not asked for a cookie."""
        scheme, _, token = self.header("authorization").strip().partition(" ")
        return token.strip() if scheme.lower() == "bearer" and self.is_api else None

    @cached_property
    def ticket(self) -> Ticket | None:
        """What the session cookie says, or the token of a program."""
        is_token = self.bearer is not None
        shown = (self.bearer or "") if is_token else self._cookies.get(SESSION, "")
        seeker_id, _, secret = shown.removeprefix(TOKEN_BEGINS if is_token else "").partition(".")
        if ID.fullmatch(seeker_id) and SECRET.fullmatch(secret):
            return Ticket(seeker_id, secret, token=is_token)
        return None

    @cached_property
    def browser(self) -> str | None:
        """The secret of this browser, by which it is told from others before anybody signs in."""
        secret = self._cookies.get(BROWSER, "")
        return secret if SECRET.fullmatch(secret) else None

    # Who.

    def visitor(self, known: Iterable[str] = ()) -> Visitor:
        """Who asks. Raises SignedOut."""
        self.greeted = self.house.desk.visitor(self.ticket, self.now, known)
        return self.greeted

    @cached_property
    def token(self) -> str:
        """What the forms of this session carry, so that no other site can make one."""
        secret = self.ticket.secret if self.ticket else ""
        return form_token(secret)

    # What was sent.

    @cached_property
    def body(self) -> str:
        """The body as text. Raises TooLarge."""
        return self.raw_body.decode("utf-8", errors="replace")

    @cached_property
    def raw_body(self) -> bytes:
        """The body as it was sent. Raises TooLarge."""
        text = self.event.body or ""
        most = MOST_FILE if self.brings_file else MOST_BODY
        if len(text) > 2 * most:
            raise TooLarge
        encoded = self.event.is_base64_encoded
        raw = base64.b64decode(text) if encoded else text.encode("utf-8", errors="replace")
        if len(raw) > most:
            raise TooLarge
        return raw

    @property
    def brings_file(self) -> bool:
        """Whether a file comes, which is larger than what anybody types."""
        kind = self.header("content-type").partition(";")[0].strip().lower()
        return bool(kind) and TAKES_A_FILE.get(self.path) == kind

    @cached_property
    def form(self) -> Form:
        """The form that was sent; empty where it brings a file. Raises TooLarge, Foreign."""
        self.same_origin()
        return Form() if self.brings_file else Form.read(self.body)

    def same_origin(self) -> None:
        """Raises Foreign where the browser says that another site's page made the request."""
        site = self.header("sec-fetch-site")
        origin = self.header("origin")
        if site not in ("", "same-origin", "none") or origin not in ("", self.origin):
            raise Foreign

    def genuine_form(self) -> Form:
        """The form, made by a page of this very session. Raises TooLarge, Foreign, StaleForm."""
        return self.genuine(self.form)

    def genuine(self, form: Form) -> Form:
        """A form, where a page of this very session made it. Raises StaleForm."""
        if not hmac.compare_digest(form.get("csrf").encode(), self.token.encode()):
            raise StaleForm
        return form


def call_of(router: Any) -> Call:
    """The request that a router is answering."""
    call: Call = router.context["call"]
    return call


def form_token(secret: str) -> str:
    """The token of a session's or browser's forms."""
    digest = hmac.new(secret.encode(), b"forms", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:18]).decode()


def fresh_browser() -> str:
    """A new secret for a browser."""
    return secrets.token_urlsafe(24)


def session_cookie(seeker_id: str, secret: str) -> Cookie:
    """The cookie of a session."""
    return _cookie(SESSION, f"{seeker_id}.{secret}", int(SESSION_LASTS.total_seconds()))


def browser_cookie(secret: str) -> Cookie:
    """The cookie of a browser that is about to sign in."""
    return _cookie(BROWSER, secret, BROWSER_LASTS)


def forget(name: str) -> Cookie:
    """The cookie that makes a browser forget one."""
    return _cookie(name, "", 0)


def _cookie(name: str, value: str, seconds: int) -> Cookie:
    return Cookie(
        name,
        value,
        path="/",
        max_age=seconds,
        secure=True,
        http_only=True,
        same_site=SameSite.LAX_MODE,
    )


def ids(*given: Id) -> None:
    """Raises Unknown where one is no id at all: as unknown as one that leads nowhere."""
    if not all(ID.fullmatch(one) for one in given):
        raise Unknown


def local_path(path: str) -> str:
    """The path, where it is one of ours; otherwise the first page."""
    return path if LOCAL_PATH.fullmatch(path) else "/"
