"""Errors that the local runtime raises on purpose."""


class LocalError(Exception):
    """Something the person at the console can act on; the message says what and how."""


class Refused(LocalError):
    """The template (or a call) asks for something that has no local counterpart."""


class Problem(LocalError):
    """A request to `/_local/` that cannot be answered; carries the HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
