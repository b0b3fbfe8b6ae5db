"""What stands whether anybody comes or not is counted as the template has it."""

from __future__ import annotations

from pathlib import Path

from bench import money

TEMPLATE = (Path(__file__).parents[2] / "template.yaml").read_text(encoding="utf-8")


def test_what_is_paid_for_standing_is_what_stands() -> None:
    """An alarm, a secret or a queue that is added changes the bill, and so the report."""
    kinds = [line.split("Type:")[1].strip() for line in TEMPLATE.splitlines() if "Type:" in line]
    assert kinds.count("AWS::CloudWatch::Alarm") == money.ALARMS
    assert kinds.count("AWS::SecretsManager::Secret") == money.SECRETS
    assert kinds.count("SQS") == money.POLLED
