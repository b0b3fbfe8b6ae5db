"""What is made when it is first used: a function starts with much that one event will not need.

Writing all methods of a data class takes half a millisecond, and each function knows a hundred;
compiling a regular expression takes up to six.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "pattern"]

if TYPE_CHECKING:
    # Whoever checks types may take them for the standard library's own.
    from dataclasses import dataclass
    from re import compile as pattern
else:

    class pattern:  # noqa: N801  # it stands where a function would
        """As `re.compile`, which is called when the pattern is first asked for something."""

        def __init__(self, written: str, flags: int = 0) -> None:
            self._written = written, flags

        def __getattr__(self, name: str) -> Any:
            asked = getattr(re.compile(*self._written), name)
            # From now on it is found without coming here.
            setattr(self, name, asked)
            return asked

    def dataclass(*, frozen: bool = False) -> Any:
        """As `dataclasses.dataclass`. The methods are written when the class first has an instance,
        or somebody asks for its fields; by the only thread, since two would find it half made.

        That nobody changes what is frozen is for the type checker to see, in every line of ours:
        here it only means that there is a hash. To refuse it would take as long as all else.
        """

        def defer(kind: type) -> type:
            def make_first(self: Any, *args: Any, **named: Any) -> None:
                fields(kind)
                kind.__init__(self, *args, **named)

            kind.__init__ = make_first
            kind.__dataclass_fields__ = _Deferred(kind, frozen)
            return kind

        return defer

    class _Deferred:
        """Stands where the fields of a class will be."""

        def __init__(self, kind: type, frozen: bool) -> None:
            self._kind = kind
            self._frozen = frozen

        def __get__(self, instance: object, owner: type) -> dict[str, dataclasses.Field[Any]]:
            del self._kind.__init__, self._kind.__dataclass_fields__
            # Each method that it writes is a text to be compiled. These can do without.
            dataclasses.dataclass(repr=False, eq=False)(self._kind)
            made = self._kind.__dataclass_fields__
            _compare(self._kind, attrgetter("__class__", *made), frozen=self._frozen)
            self._kind.__repr__ = _shown
            return made

    def _compare(kind: type, values: Callable[[Any], object], *, frozen: bool) -> None:
        def same(self: Any, other: object) -> bool:
            return values(self) == values(other) if type(other) is type(self) else NotImplemented

        kind.__eq__ = same
        kind.__hash__ = (lambda self: hash(values(self))) if frozen else None

    def _shown(self: Any) -> str:
        told = [f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr]
        return f"{type(self).__qualname__}({', '.join(told)})"
