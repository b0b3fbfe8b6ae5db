"""JSON that came from outside: read within bounds, whoever wrote it."""

from __future__ import annotations

import json
from json import JSONDecodeError
from typing import Any

MOST_DEPTH = 20
"""Lists and objects in one another; the deepest that we take has five."""
MOST_DIGITS = 18
"""Of a whole number: no field takes more, and long ones cost time to read."""


def read(text: str | bytes) -> Any:
    """The value that a text tells. Raises JSONDecodeError, also where it is too deep or long."""
    try:
        value = json.loads(text, parse_int=_whole, parse_constant=_no_number)
    except RecursionError as error:
        raise _refused("too deep") from error
    except JSONDecodeError:
        raise
    except ValueError as error:  # no UTF-8
        raise _refused(str(error)) from error
    level = [value]
    for _ in range(MOST_DEPTH):
        level = [inner for outer in level for inner in _within(outer)]
        if not level:
            return value
    raise _refused("too deep")


def _within(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise _refused("a number is too long")
    return int(digits)


def _no_number(word: str) -> None:
    raise _refused(f"{word} is no number")


def _refused(why: str) -> JSONDecodeError:
    return JSONDecodeError(why, "", 0)
