"""Incoming mails as they came, in the bucket."""

from __future__ import annotations

from typing import Any


class RawMail:
    """Reads incoming mails."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def read(self, bucket: str, key: str, most: int) -> bytes:
        """At most `most` bytes of the mail kept under `key`."""
        answer = self._client.get_object(Bucket=bucket, Key=key, Range=f"bytes=0-{most - 1}")
        return bytes(answer["Body"].read())
