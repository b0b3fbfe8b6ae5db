"""Incoming mails as they came, in the bucket."""

from __future__ import annotations

from typing import Any


class Gone(LookupError):
    """The mail is no longer kept."""


class RawMail:
    """Reads incoming mails, and throws them away."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def read(self, bucket: str, key: str, most: int) -> bytes:
        """At most `most` bytes of the mail kept under `key`. Raises Gone."""
        try:
            answer = self._client.get_object(Bucket=bucket, Key=key, Range=f"bytes=0-{most - 1}")
        except self._client.exceptions.NoSuchKey:
            raise Gone from None
        return bytes(answer["Body"].read())

    def discard(self, bucket: str, key: str) -> None:
        """Keep the mail no longer; it may be gone already."""
        self._client.delete_object(Bucket=bucket, Key=key)
