"""What people are called: as one name says it, and as others do. Pure."""

from __future__ import annotations

from rapport.store.keys import fold


def is_called(who: str, name: str) -> bool:
    """Whether somebody of this name is called so: "Stan Kowalski", "Stan", "Mr Kowalski"."""
    called, full = fold(who).replace(".", "").split(), fold(name).replace(".", "").split()
    if not called or not full:
        return False
    if called == full or (len(called) == 1 and called[0] in full):
        return True
    if called[0] in ("mr", "mrs", "ms", "dr", "herr", "frau"):
        return len(called) > 1 and called[-1] == full[-1]
    initial = len(called) == 2 and len(called[1]) == 1 and len(full) > 1
    return initial and called[0] == full[0] and full[-1].startswith(called[1])
