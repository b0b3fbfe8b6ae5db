"""The queue that incoming mails wait in. Who lets a held one in puts its notice back there."""

from __future__ import annotations

from typing import Any


class InboundQueue:
    """Takes the mail service's word of a mail once more."""

    def __init__(self, client: Any, url: str) -> None:
        self._client = client
        self._url = url

    def put(self, notice: str) -> None:
        """Have the mail of this notice (JSON, as the mail service gave it) taken in."""
        self._client.send_message(QueueUrl=self._url, MessageBody=notice)
