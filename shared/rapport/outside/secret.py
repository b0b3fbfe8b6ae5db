"""The secret that signs reply addresses."""

from __future__ import annotations

from typing import Any

from rapport.mail.address import Keys


class Secret:
    """A secret in Secrets Manager, read at its first use and kept for the life of the process."""

    def __init__(self, client: Any, arn: str) -> None:
        self._client = client
        self._arn = arn
        self._keys: Keys | None = None

    def keys(self) -> Keys:
        """The signing keys."""
        if self._keys is None:
            value = self._client.get_secret_value(SecretId=self._arn)
            self._keys = Keys.read(value["SecretString"])
        return self._keys
