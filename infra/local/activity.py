"""Who is busy: lets `settle` wait for the moment at which nothing moves any more."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Activity:
    """A bell that rings whenever work begins, ends or arrives."""

    def __init__(self) -> None:
        self._bell = threading.Condition()
        self.running = 0

    def ring(self) -> None:
        """Something has changed; whoever waits looks again."""
        with self._bell:
            self._bell.notify_all()

    @contextmanager
    def work(self) -> Iterator[None]:
        """While this is entered, something is running."""
        with self._bell:
            self.running += 1
        try:
            yield
        finally:
            with self._bell:
                self.running -= 1
                self._bell.notify_all()

    def wait_until(self, calm: Callable[[], bool], timeout: float) -> bool:
        """Wait until `calm()` holds and nothing runs; False after `timeout` seconds."""
        end = time.monotonic() + timeout
        with self._bell:
            while self.running or not calm():
                left = end - time.monotonic()
                if left <= 0:
                    return False
                self._bell.wait(min(left, 0.5))
        return True
