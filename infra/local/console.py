"""What the person who started the runtime gets to read."""

import sys
import threading

_LOCK = threading.Lock()


class Console:
    """Prints whole lines to the error stream; quiet leaves only what went wrong."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet

    def say(self, line: str) -> None:
        """Something good to know."""
        if not self.quiet:
            self._print(line)

    def warn(self, line: str) -> None:
        """Something went wrong."""
        self._print(f"! {line}")

    @staticmethod
    def _print(line: str) -> None:
        with _LOCK:
            sys.stderr.write(line + "\n")
            sys.stderr.flush()
