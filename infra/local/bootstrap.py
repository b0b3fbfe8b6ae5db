"""Starts one function process: travelling clock first, then the official runtime client.

Run as a program with the handler's name as its argument. It imports nothing of this package, so
that the function sees only what it would see on Lambda.
"""

import importlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

CLOCK_VARIABLE = "LOCAL_RUNTIME_CLOCK"


class FollowedClock:
    """Moves this process's time to the runtime's, read from the file it keeps."""

    def __init__(self, file: str) -> None:
        self._file = Path(file)
        self._offset = 0.0
        self._real: Callable[[], float] = time.time
        self._traveller: Any = None

    def follow(self) -> None:
        """Take over the offset as it is now."""
        offset = float(self._file.read_text())
        if offset == self._offset:
            return
        self._offset = offset
        if self._traveller is None:
            # It would import pytest where that is installed; a function need not wait for it.
            sys.modules["pytest"] = None  # type: ignore[assignment]
            import time_machine

            del sys.modules["pytest"]
            self._traveller = time_machine.travel(time.time() + offset, tick=True).start()
            self._real = time_machine.escape_hatch.time.time
        self._traveller.move_to(self._real() + offset, tick=True)


def main() -> None:
    """Run the handler until the process is ended."""
    handler = sys.argv[1]
    clock = FollowedClock(os.environ.pop(CLOCK_VARIABLE))
    clock.follow()
    address = os.environ["AWS_LAMBDA_RUNTIME_API"]
    try:
        from awslambdaric import bootstrap
        from awslambdaric.lambda_runtime_client import LambdaRuntimeClient
    except ImportError:
        _run_fallback(handler, address, clock)
        return

    class Client(LambdaRuntimeClient):  # type: ignore[misc]  # it carries no types
        def wait_next_invocation(self) -> Any:
            invocation = super().wait_next_invocation()
            clock.follow()
            return invocation

    bootstrap.run(handler, Client(address))


def _run_fallback(handler: str, address: str, clock: FollowedClock) -> None:
    sys.path.append(str(Path(__file__).parent))
    fallback = importlib.import_module("fallback_runtime")
    sys.path.pop()
    fallback.run(handler, address, clock.follow)


if __name__ == "__main__":
    main()
