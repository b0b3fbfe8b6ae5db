"""The mail service. Mail goes to the seeker, never to a contact."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from typing import Any

from botocore.exceptions import ClientError

from rapport.config import Mailing, Pacing
from rapport.mail.headers import only_address
from rapport.outside.clients import ONCE, client

LONGEST_LINE = 998
"""Characters of a header's line. At the usual 78 a link would be broken up and encoded, and mail
programs that look for it in List-Unsubscribe would not find it.
"""


class NotSent(RuntimeError):
    """The service refused the mail, so it certainly did not go out."""


class Pace:
    """Keeps `gap` seconds between the beginnings of two mails of one process."""

    def __init__(
        self,
        gap: float,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._gap = gap
        self._sleep = sleep
        self._clock = clock
        self._next = clock()

    @classmethod
    def of(cls, pacing: Pacing) -> Pace:
        """One process's share: all of them together keep to the rate."""
        return cls(pacing.reminder_processes / pacing.reminders_a_second)

    def wait(self) -> None:
        """Until the next mail may go."""
        if (early := self._next - self._clock()) > 0:
            self._sleep(early)
        self._next = max(self._next, self._clock()) + self._gap


class Mailer:
    """Sends raw MIME through SES under one configuration set."""

    def __init__(
        self, client: Any, *, sender: str, configuration_set: str, pace: Pace | None = None
    ) -> None:
        self._client = client
        self._configuration_set = configuration_set
        self._pace = pace
        self.sender = sender

    @classmethod
    def of(
        cls, settings: Mailing, pacing: Pacing | None = None, made: Callable[..., Any] = client
    ) -> Mailer:
        """The mailer of this stack; with `pacing` it never sends faster. `made` is `later` where
        few invokes send mail.
        """
        return cls(
            made("sesv2", ONCE),
            sender=settings.sender_address,
            configuration_set=settings.configuration_set,
            pace=Pace.of(pacing) if pacing else None,
        )

    def send(self, message: EmailMessage, tags: Mapping[str, str]) -> str:
        """Send to the message's To; returns the service's id of the mail.

        `tags` come back with every event about this mail.

        Raises:
            NotSent: refused, nothing went out. Any other error leaves open whether it did.
        """
        if message.is_multipart():
            # Else the standard library compiles a pattern for each mail, to look for one it made.
            message.set_boundary(f"={secrets.token_hex(16)}")
        raw = message.as_bytes(policy=message.policy.clone(max_line_length=LONGEST_LINE))
        if self._pace:
            self._pace.wait()
        try:
            answer = self._client.send_email(
                FromEmailAddress=self.sender,
                Destination={"ToAddresses": [only_address(message["To"])]},
                Content={"Raw": {"Data": raw}},
                ConfigurationSetName=self._configuration_set,
                EmailTags=[{"Name": name, "Value": value} for name, value in tags.items()],
            )
        except ClientError as error:
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            if 400 <= status < 500:
                # The service's own words name the recipient, and what is raised is logged.
                raise NotSent(error.response["Error"]["Code"]) from None
            raise
        return str(answer["MessageId"])

    def allow_again(self, address: str) -> None:
        """Have the service forget that mail to this address came back, so that it sends again."""
        try:
            self._client.delete_suppressed_destination(EmailAddress=address)
        except self._client.exceptions.NotFoundException:
            return  # it had never heard of it
