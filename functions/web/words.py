"""What is wrong with a value, in plain words, whoever found it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

_WORDS = {
    "missing": "Please fill this in.",
    "string_too_short": "Please give at least {min_length} characters.",
    "string_too_long": "Please shorten this to {max_length} characters.",
    "string_type": "Please write this as text.",
    "string_unicode": "This holds characters that are no text.",
    "int_parsing": "Please give a whole number.",
    "int_type": "Please give a whole number.",
    "int_from_float": "Please give a whole number.",
    "int_parsing_size": "This number is too large.",
    "bool_parsing": "Please say true or false.",
    "bool_type": "Please say true or false.",
    "greater_than_equal": "Please give {ge} or more.",
    "less_than_equal": "Please give {le} or less.",
    "enum": "Please choose one of {expected}.",
    "literal_error": "Please choose one of {expected}.",
    "too_short": "Please give at least {min_length}.",
    "too_long": "Please give at most {max_length}.",
    "extra_forbidden": "There is no such field.",
    "model_type": "Please give an object with fields.",
    "model_attributes_type": "Please give an object with fields.",
    "tuple_type": "Please give a list.",
    "list_type": "Please give a list.",
    "json_invalid": "This is no valid JSON.",
}
_BEGINNINGS = {
    "date_": "Please give a date, such as 2026-03-14.",
    "datetime_": "Please give a date and a time, such as 2026-03-14T09:30.",
    "time_": "Please give a time, such as 09:30.",
}
_PATTERNS = {
    "@": "Please give one mail address, such as stan@northwind.example.",
    "[a-z2-7]": "This is no id.",
    r"\x21-\x7e": "Please use letters, digits and signs without blanks, such as a UUID.",
}


def telling(errors: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The errors that tell something: a list is called too short for want of its wrong entries."""
    places = [tuple(error["loc"]) for error in errors]
    return [
        error
        for error, place in zip(errors, places, strict=True)
        if error["type"] != "too_short"
        or not any(other != place and other[: len(place)] == place for other in places)
    ]


def plain(error: Mapping[str, Any]) -> str:
    """The message for one error of a pydantic model."""
    kind, context = str(error["type"]), error.get("ctx") or {}
    if kind == "value_error":
        return sentence(str(context.get("error", error["msg"])))
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        return next((text for mark, text in _PATTERNS.items() if mark in pattern), "Not like this.")
    if kind == "string_too_short" and context.get("min_length") == 1:
        kind = "missing"
    if kind in _WORDS:
        return _WORDS[kind].format(**context)
    for beginning, text in _BEGINNINGS.items():
        if kind.startswith(beginning):
            return text
    return sentence(str(error["msg"]))


def places(faults: Iterable[BaseModel]) -> list[tuple[str, str]]:
    """Where each fault is, and what it is, in plain words."""
    told = [fault.model_dump() for fault in faults]
    return [(".".join(map(str, one["loc"])) or "file", plain(one)) for one in telling(told)]


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "?", "!")) else f"{whole}."
