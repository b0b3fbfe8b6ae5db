"""The secret that signs reply addresses."""

from __future__ import annotations

from rapport.config import Answering
from rapport.mail.address import Addresses, Keys
from rapport.outside.clients import client


def addresses(settings: Answering) -> Addresses | None:
    """The addresses of the stack's mail domain; None where it has none.

    The secret is read once, when the function starts.
    """
    if not settings.mail_domain:
        return None
    secret = client("secretsmanager").get_secret_value(SecretId=settings.secret_arn)
    return Addresses(settings.mail_domain, Keys.read(secret["SecretString"]))
