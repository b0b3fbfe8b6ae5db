"""The mail service. Mail goes to the seeker, never to a contact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.message import EmailMessage
from typing import Any

from botocore.exceptions import ClientError

from rapport.config import Mailing
from rapport.outside.clients import ONCE, client

LONGEST_LINE = 998
"""Characters of a header's line. At the usual 78 a link would be broken up and encoded, and mail
programs that look for it in List-Unsubscribe would not find it.
"""


class NotSent(RuntimeError):
    """The service refused the mail, so it certainly did not go out."""


class Mailer:
    """Sends raw MIME through SES under one configuration set."""

    def __init__(self, client: Any, *, sender: str, configuration_set: str) -> None:
        self._client = client
        self._configuration_set = configuration_set
        self.sender = sender

    @classmethod
    def of(cls, settings: Mailing, made: Callable[..., Any] = client) -> Mailer:
        """The mailer of this stack. `made` is `later` where few invokes send mail."""
        return cls(
            made("sesv2", ONCE),
            sender=settings.sender_address,
            configuration_set=settings.configuration_set,
        )

    def send(self, message: EmailMessage, tags: Mapping[str, str]) -> str:
        """Send to the message's To; returns the service's id of the mail.

        `tags` come back with every event about this mail.

        Raises:
            NotSent: refused, nothing went out. Any other error leaves open whether it did.
        """
        raw = message.as_bytes(policy=message.policy.clone(max_line_length=LONGEST_LINE))
        try:
            answer = self._client.send_email(
                FromEmailAddress=self.sender,
                Destination={"ToAddresses": [message["To"].addresses[0].addr_spec]},
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
