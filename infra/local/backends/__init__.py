"""moto's services, made to keep what they are given: the only part that reaches into moto.

moto answers the calls. These modules watch its models from inside, hand every change to the journal
before the call is acknowledged, put back what a failed call left behind, and load it all at start.
"""

import threading
from collections.abc import Callable
from typing import Any

from infra.local.intrinsics import ACCOUNT

LOCK = threading.RLock()
"""Held while moto works: its models are not made for threads."""


def wrap(owner: Any, name: str, around: Callable[..., Any]) -> None:
    """Replace method `name` of a moto class by `around(original, self, …)`, once per process."""
    original = getattr(owner, name)
    while hasattr(original, "wrapped_by_local_runtime"):
        original = original.wrapped_by_local_runtime

    def replaced(self: Any, *args: Any, **kwargs: Any) -> Any:
        return around(original, self, *args, **kwargs)

    replaced.wrapped_by_local_runtime = original  # type: ignore[attr-defined]
    setattr(owner, name, replaced)


__all__ = ["ACCOUNT", "LOCK", "wrap"]
