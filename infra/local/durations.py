"""ISO 8601 durations such as P1D, PT90M or P2W (no months or years: their length varies)."""

import re
from datetime import timedelta

from infra.local.errors import Problem

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)


def parse_duration(text: str) -> timedelta:
    """The length of time that `text` names.

    Raises:
        Problem: 422 when it is no such duration, or is zero long.
    """
    found = _DURATION.fullmatch(text)
    parts = {unit: float(n) for unit, n in found.groupdict().items() if n} if found else {}
    if not parts or not any(parts.values()):
        raise Problem(422, f"not a duration in weeks, days, hours, minutes or seconds: {text!r}")
    try:
        return timedelta(**parts)
    except OverflowError:
        raise Problem(422, f"longer than this clock can go: {text!r}") from None
