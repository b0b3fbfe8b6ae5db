"""Signing in by a one-time link, and signing up with the first one.

Whoever asks learns nothing: the answer is the same whether a mail went out or not, the table is
asked the same, and a mail that does not go out takes its time, too.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from rapport.facts import fresh
from rapport.later import dataclass
from rapport.mail import compose
from rapport.outside.clock import Wait
from rapport.outside.mailer import Mailer, NotSent
from rapport.phrases import FALLBACK
from rapport.playbook import Playbook
from rapport.store import Conflict, Seeker, Session, Store
from rapport.store.keys import fold

LINK_LASTS = timedelta(minutes=15)
SESSION_LASTS = timedelta(days=30)
ASKING_WINDOW = timedelta(minutes=15)
MAILS_PER_ADDRESS = 4
"""Links that one address is sent within the window."""
MAILS_PER_SOURCE = 20
"""Links that one network address may ask for within the window: a household, not a robot."""
SECRET_BYTES = 24
ANSWERS_AFTER = timedelta(seconds=0.7)
"""No answer comes earlier: more than the table and the mail service take, unless they are ill."""


@dataclass(frozen=True)
class SignedIn:
    """A session that was just opened. `secret` goes into the browser's cookie, nowhere else."""

    seeker: Seeker
    secret: str
    expires_at: datetime
    is_new: bool


class SigningIn:
    """The way in. `who_may_sign_up` is `*`, or addresses and @domains with commas between; `begun`
    begins a time before whose end nobody is answered.
    """

    def __init__(
        self,
        store: Store,
        mailer: Mailer,
        *,
        who_may_sign_up: str,
        default_zone: str,
        begun: Callable[[timedelta], Wait],
    ) -> None:
        self._begun = begun
        self._store = store
        self._mailer = mailer
        self._who = tuple(fold(one) for one in who_may_sign_up.split(","))
        self._default_zone = default_zone

    def ask(
        self,
        address: str,
        *,
        browser: str,
        source: str,
        url: Callable[[str], str],
        now: datetime,
    ) -> bool:
        """Mail a link to `address`, if it may have one; whether a mail went out.

        `browser` is the secret that the link will be good with, `source` the network address that
        asks, `url` makes a link of a token.
        """
        answer = self._begun(ANSWERS_AFTER)
        try:
            return self._ask(address, browser, source, url, now)
        finally:
            answer()

    def _ask(
        self, address: str, browser: str, source: str, url: Callable[[str], str], now: datetime
    ) -> bool:
        until = now + ASKING_WINDOW
        asked_by, asked_for = f"source {source}", f"address {fold(address)}"
        if not self._store.may_ask(asked_by, MAILS_PER_SOURCE, until, now):
            return False
        seeker = self._store.seeker_by_address(address) or self._nobody()
        if not self._store.may_ask(asked_for, MAILS_PER_ADDRESS, until, now):
            return False
        # A stranger is offered a link as well, but nobody is ever told it.
        token = secrets.token_urlsafe(SECRET_BYTES)
        self._store.offer_sign_in(token, address, browser, now + LINK_LASTS)
        message = compose.one_time_link(
            "sign-in",
            address,
            url(token),
            sender=self._mailer.sender,
            minutes=int(LINK_LASTS.total_seconds() // 60),
            now=now,
            language=Playbook.of(seeker.playbook).language if seeker else FALLBACK,
        )
        if seeker is None and not self._may_sign_up(address):
            return False
        try:
            self._mailer.send(message, {"purpose": "sign-in"})
        except NotSent:
            return False
        return True

    def _nobody(self) -> Seeker | None:
        """As many questions as about somebody known."""
        return self._store.seeker(fresh())

    def _may_sign_up(self, address: str) -> bool:
        folded = fold(address)
        domain = folded[folded.rindex("@") :]
        return any(one in ("*", folded, domain) for one in self._who)

    def enter(
        self, token: str, browser: str, now: datetime, *, device: str = ""
    ) -> SignedIn | None:
        """Use a link up and open a session; None where it is unknown, used, expired, or was asked
        for in another browser. `device` says roughly where the session is.
        """
        address = self._store.take_sign_in(token, browser, now)
        if address is None:
            return None
        seeker, is_new = self._seeker(address)
        secret = secrets.token_urlsafe(SECRET_BYTES)
        expires_at = now + SESSION_LASTS
        session = Session(seeker.seeker_id, expires_at, opened_at=now, device=device)
        self._store.open_session(secret, session)
        return SignedIn(seeker, secret, expires_at, is_new)

    def _seeker(self, address: str) -> tuple[Seeker, bool]:
        seeker = self._store.seeker_by_address(address)
        if seeker is not None:
            return seeker, False
        made = Seeker(fresh(), address, playbook={"zone": self._default_zone})
        try:
            self._store.add_seeker(made)
        except Conflict:
            # Two links of the same address were opened at once; the other one made the seeker.
            other = self._store.seeker_by_address(address)
            if other is None:
                raise
            return other, False
        return made, True
