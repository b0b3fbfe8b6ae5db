"""One click ends the mails of a kind (RFC 8058): the link in their headers, signed.

    https://…/unsubscribe/<kind>/<seeker><key><mac>

It is good for as long as its key is, because a mail is kept for longer than any date that we could
set. Whoever was forwarded the mail holds it too: it ends mails of one kind, and does nothing else.
"""

from __future__ import annotations

from email.message import EmailMessage

from rapport.mail.address import Keys
from rapport.plan import Kind

_PURPOSE = "unsubscribe"
_SEEKER = 16


class ForgedLink(ValueError):
    """A link that we did not make."""


class Unsubscribing:
    """Makes and reads the links."""

    def __init__(self, keys: Keys, public_url: str) -> None:
        self._keys = keys
        self._public_url = public_url

    def link(self, seeker_id: str, kind: Kind) -> str:
        """Where mails of this kind to this seeker are ended."""
        signature = self._keys.signature(_PURPOSE, f"{seeker_id}|{kind}")
        return f"{self._public_url}/unsubscribe/{kind}/{seeker_id}{signature}"

    def offer(self, message: EmailMessage, seeker_id: str, kind: Kind) -> None:
        """Put the link where mail programs look for it, and let them use it with one click."""
        message["List-Unsubscribe"] = f"<{self.link(seeker_id, kind)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"

    def read(self, kind: str, token: str) -> tuple[str, Kind]:
        """The seeker and the kind that a link is about. Raises ForgedLink."""
        seeker_id, signature = token[:_SEEKER], token[_SEEKER:]
        if kind not in set(Kind) or not self._keys.signed(
            _PURPOSE, f"{seeker_id}|{kind}", signature
        ):
            raise ForgedLink("the link carries no valid signature")
        return seeker_id, Kind(kind)
