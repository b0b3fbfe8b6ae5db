"""The secret that signs reply addresses and the links that end mails."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime, timedelta

from rapport.config import Answering
from rapport.later import dataclass
from rapport.mail.address import Addresses, Keys
from rapport.mail.unsubscribe import Unsubscribing
from rapport.outside import clock
from rapport.outside.clients import client


@dataclass(frozen=True)
class Signed:
    """All that goes out signed. Without a mail domain there are no addresses."""

    addresses: Addresses | None
    unsubscribing: Unsubscribing


LOOK_AGAIN = timedelta(minutes=1)
"""How soon the secret is read again at most, whatever forged signatures name."""


@dataclass(frozen=True)
class FetchedKeys(Keys):
    """The keys of a secret, read when the function starts, and again where a signature names a key
    that was not there then: a new one signs elsewhere before every process knows it.
    """

    secret_arn: str = ""
    looked: list[datetime] = field(default_factory=list)

    @classmethod
    def of(cls, secret_arn: str) -> FetchedKeys:
        """The keys as they are now."""
        read = _fetch(secret_arn)
        return cls(read.current, read.keys, secret_arn, [clock.now()])

    def signed(self, purpose: str, payload: str, signature: str) -> bool:
        """As `Keys.signed`, with the newest keys where one is unknown."""
        now = clock.now()
        if signature[:1] not in self.keys and now - self.looked[-1] >= LOOK_AGAIN:
            self.looked[:] = [now]
            self.keys.update(_fetch(self.secret_arn).keys)
        return super().signed(purpose, payload, signature)


def _fetch(secret_arn: str) -> Keys:
    secret = client("secretsmanager").get_secret_value(SecretId=secret_arn)
    return Keys.read(secret["SecretString"])


def signed(settings: Answering) -> Signed:
    """What the stack's secret signs."""
    keys = FetchedKeys.of(settings.secret_arn)
    return Signed(
        Addresses(settings.mail_domain, keys) if settings.mail_domain else None,
        Unsubscribing(keys, settings.public_url),
    )
