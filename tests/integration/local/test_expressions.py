"""Schedule expressions mean what EventBridge says they mean."""

from datetime import UTC, datetime

import pytest

from infra.local.expressions import BadExpressionError, parse


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


START = instant("2026-03-10T12:30:15")


@pytest.mark.parametrize(
    ("expression", "zone", "expected"),
    [
        ("at(2026-03-11T09:00:00)", "UTC", "2026-03-11T09:00:00"),
        ("at(2026-07-11T09:00:00)", "Europe/Berlin", "2026-07-11T07:00:00"),
        ("at(2026-03-29T02:30:00)", "Europe/Berlin", "2026-03-29T01:30:00"),
        ("rate(1 hour)", "UTC", "2026-03-10T13:30:15"),
        ("rate(15 minutes)", "UTC", "2026-03-10T12:45:15"),
        ("cron(0 8 * * ? *)", "UTC", "2026-03-11T08:00:00"),
        ("cron(0 8 * * ? *)", "America/New_York", "2026-03-11T12:00:00"),
        ("cron(0/20 * * * ? *)", "UTC", "2026-03-10T12:40:00"),
        ("cron(15 10 ? * MON-FRI *)", "UTC", "2026-03-11T10:15:00"),
        ("cron(0 18 ? * 7 *)", "UTC", "2026-03-14T18:00:00"),
        ("cron(0 0 L * ? *)", "UTC", "2026-03-31T00:00:00"),
        ("cron(0 0 ? * FRIL *)", "UTC", "2026-03-27T00:00:00"),
        ("cron(0 0 ? * TUE#1 *)", "UTC", "2026-04-07T00:00:00"),
        ("cron(0 0 29 FEB ? *)", "UTC", "2028-02-29T00:00:00"),
        ("cron(5,35 14 * * ? 2027)", "UTC", "2027-01-01T14:05:00"),
    ],
)
def test_the_next_instant_is_found(expression: str, zone: str, expected: str) -> None:
    """Wall times of a zone, steps, names, last and nth days, leap years."""
    assert parse(expression, zone).next(START, START) == instant(expected)


def test_a_rate_counts_from_its_anchor() -> None:
    """However late one looks."""
    rate = parse("rate(6 hours)")
    assert rate.next(instant("2026-03-12T00:00:00"), START) == instant("2026-03-12T00:30:15")


def test_what_has_passed_is_never_next() -> None:
    """A one-shot has one instant; a cron may run out of years."""
    assert parse("at(2026-03-10T12:30:15)").next(START, START) is None
    assert parse("cron(0 0 1 1 ? 2020)").next(START, START) is None


@pytest.mark.parametrize(
    "expression",
    [
        *("", "at(2026-13-01T00:00:00)", "at(2026-01-01)", "rate(0 hours)", "rate(2 hour)"),
        *("rate(1 week)", "cron(* * * * *)", "cron(0 0 * * * *)", "cron(60 0 * * ? *)"),
        *("cron(0 24 * * ? *)", "cron(0 0 ? * XYZ *)", "cron(a 0 * * ? *)", "cron(0 0 32 * ? *)"),
    ],
)
def test_what_is_no_expression_is_refused(expression: str) -> None:
    """With a message, not with a schedule that never fires."""
    with pytest.raises(BadExpressionError):
        parse(expression)
