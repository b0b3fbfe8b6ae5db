"""Who is busy: lets `settle` wait for the moment at which nothing moves any more."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOOK_AGAIN = 0.25


class Activity:
    """A bell that rings whenever work begins, ends or arrives."""

    def __init__(self) -> None:
        self._bell = threading.Condition()
        self._changes = 0
        self.running = 0

    def ring(self) -> None:
        """Something has changed; whoever waits looks again."""
        with self._bell:
            self._changes += 1
            self._bell.notify_all()

    @contextmanager
    def work(self) -> Iterator[None]:
        """While this is entered, something is running."""
        with self._bell:
            self.running += 1
            self._changes += 1
        try:
            yield
        finally:
            with self._bell:
                self.running -= 1
                self._changes += 1
                self._bell.notify_all()

    def wait_until(self, calm: Callable[[], bool], timeout: float) -> bool:
        """Wait until `calm()` holds and nothing runs; False after `timeout` seconds."""
        end = time.monotonic() + timeout
        while True:
            before = self._changes
            quiet = not self.running and calm()  # asked without the bell: it needs other locks
            with self._bell:
                if before != self._changes:
                    continue
                if quiet:
                    return True
                left = end - time.monotonic()
                if left <= 0:
                    return False
                self._bell.wait(min(left, _LOOK_AGAIN))
