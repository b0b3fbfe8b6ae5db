"""Death at any call: before AWS did what was asked, or after, with the answer lost."""

from __future__ import annotations

from typing import Any, Literal

from botocore.session import Session


class Crash(BaseException):
    """The process is gone. No handler of exceptions sees this, as none would."""


class Faults:
    """Counts the calls that a session's clients make, and dies at one of them.

    It must be made before the clients are.
    """

    def __init__(self, session: Session) -> None:
        self.calls: list[str] = []
        self._at: tuple[int, Literal["before", "after"]] | None = None
        session.register("before-call", self._before)
        session.register("after-call", self._after)

    def crash_at(self, call: int, when: Literal["before", "after"]) -> None:
        """Die once, at the call of this number, counted from 0 and from now on."""
        self.forget()
        self._at = (call, when)

    def forget(self) -> None:
        """Count anew, and let live."""
        self.calls.clear()
        self._at = None

    def _before(self, **told: Any) -> None:
        self.calls.append(told["model"].name)
        self._strike("before")

    def _after(self, **_: Any) -> None:
        self._strike("after")

    def _strike(self, when: str) -> None:
        if self._at == (len(self.calls) - 1, when):
            self._at = None
            raise Crash
