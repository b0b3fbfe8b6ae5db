"""Headers of the mails that go out, written down as they are and taken apart only for who asks.

The standard library parses every header that is set, to be able to fold and encode it. Ours are
short and nearly always ASCII, and parsing them took a quarter of what sending a reminder takes.
"""

from __future__ import annotations

import re
from email.headerregistry import HeaderRegistry
from email.policy import EmailPolicy
from typing import Any

__all__ = ["POLICY", "only_address"]

_PLAIN = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
"""An address that says itself: nothing in it has to be taken apart."""


class _Header(str):
    """The value of one header. What is not written as it stands is left to the standard library."""

    name: str
    _registry: HeaderRegistry
    _parsed: Any

    def __new__(cls, name: str, value: str, registry: HeaderRegistry) -> _Header:
        made = super().__new__(cls, value)
        made.name, made._registry, made._parsed = name, registry, None
        return made

    def fold(self, *, policy: EmailPolicy) -> str:
        """The line of the mail, or its lines."""
        line = f"{self.name}: {self}"
        longest = policy.max_line_length
        if line.isascii() and "=?" not in line and (not longest or len(line) <= longest):
            return line + policy.linesep
        return str(self._whole.fold(policy=policy))

    @property
    def _whole(self) -> Any:
        if self._parsed is None:
            self._parsed = HeaderRegistry.__call__(self._registry, self.name, str(self))
        return self._parsed

    def __getattr__(self, part: str) -> Any:
        return getattr(self._whole, part)


class _Headers(HeaderRegistry):
    """Also makes the class of a header once; the standard library makes one for every header."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        key = name.lower()
        if key not in self._made:
            self._made[key] = super().__getitem__(name)
        return self._made[key]

    def __call__(self, name: str, value: Any) -> Any:
        return _Header(name, str(value), self)


POLICY = EmailPolicy(header_factory=_Headers())


def only_address(header: Any) -> str:
    """The first address of a header that names people: as it stands where it is nothing else."""
    said = str(header)
    return said if _PLAIN.fullmatch(said) else str(header.addresses[0].addr_spec)
