"""What happens from here on, in a copy of this process: the one that asks goes on undisturbed.

A world is moto and some hundred objects in memory; a fork copies it where it stands, so that what
led here is played once for all that may follow.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Generic, NoReturn, TypeVar

Name = TypeVar("Name")
MOST_TOLD = 10_000
"""Bytes that a copy says: less than a pipe holds while nobody reads."""
FINE = b"\x00"
"""What a copy says that found nothing wrong. One that says nothing did not come to its end."""


class Branches(Generic[Name]):
    """Copies of this process, at most so many at once. Each has a name and a verdict: what was
    wrong, or nothing.
    """

    def __init__(self, most: int, ended: Callable[[Name, str | None], None]) -> None:
        self._most = most
        self._ended = ended
        self._running: dict[int, tuple[Name, int]] = {}
        self._tell: int | None = None

    @property
    def is_copy(self) -> bool:
        """Whether this process is one of the copies."""
        return self._tell is not None

    def begin(self, name: Name) -> bool:
        """Make a copy, once there is room for it. True in the copy, which has to `end`."""
        while len(self._running) >= self._most:
            self._wait()
        read, write = os.pipe()
        copy = os.fork()
        if copy == 0:
            os.close(read)
            self._tell = write
            return True
        os.close(write)
        self._running[copy] = (name, read)
        return False

    def end(self, wrong: str | None) -> NoReturn:
        """The copy is at its end, and has found this."""
        assert self._tell is not None
        os.write(self._tell, wrong.encode()[:MOST_TOLD] if wrong else FINE)
        os._exit(0)

    def wait(self) -> None:
        """Until every copy has ended."""
        while self._running:
            self._wait()

    def _wait(self) -> None:
        copy, _ = os.wait()
        name, read = self._running.pop(copy)
        with os.fdopen(read, "rb") as said:
            told = said.read()
        wrong = told.decode(errors="replace") or "it did not come to its end"
        self._ended(name, None if told == FINE else wrong)
