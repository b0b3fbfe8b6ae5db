"""The secret that signs reply addresses and the links that end mails."""

from __future__ import annotations

from dataclasses import dataclass

from rapport.config import Answering
from rapport.mail.address import Addresses, Keys
from rapport.mail.unsubscribe import Unsubscribing
from rapport.outside.clients import client


@dataclass(frozen=True)
class Signed:
    """All that goes out signed. Without a mail domain there are no addresses."""

    addresses: Addresses | None
    unsubscribing: Unsubscribing


def signed(settings: Answering) -> Signed:
    """What the stack's secret signs: it is read once, when the function starts."""
    secret = client("secretsmanager").get_secret_value(SecretId=settings.secret_arn)
    keys = Keys.read(secret["SecretString"])
    return Signed(
        Addresses(settings.mail_domain, keys) if settings.mail_domain else None,
        Unsubscribing(keys, settings.public_url),
    )
