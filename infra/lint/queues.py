"""Nothing is lost in a queue, and nothing waits in one unseen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cfnlint.rules import CloudFormationLintRule, RuleMatch
from cfnlint.template import Template

TRIES = 5
"""Deliveries before a message is put aside; fewer, and a bad minute of a service loses patience."""


class QueueKeepsWhatFails(CloudFormationLintRule):
    """Every queue has a dead-letter queue, or is one."""

    id = "E9001"
    shortdesc = "A queue has somewhere for what fails"
    description = "Every queue redrives to a dead-letter queue of the template, or is one"

    def match(self, cfn: Template) -> list[RuleMatch]:
        """One match for each queue that would lose what fails."""
        queues = cfn.get_resources("AWS::SQS::Queue")
        kept = dead_letters(cfn.template["Resources"])
        found = []
        for name, queue in queues.items():
            if name in kept:
                continue
            redrive = queue["Properties"].get("RedrivePolicy", {})
            path = ["Resources", name, "Properties"]
            if target(redrive.get("deadLetterTargetArn")) not in queues:
                found.append(RuleMatch(path, f"{name} has no dead-letter queue"))
            elif redrive.get("maxReceiveCount", 0) < TRIES:
                found.append(RuleMatch(path, f"{name} gives up after fewer than {TRIES} tries"))
        return found


class DeadLettersAreAlarmed(CloudFormationLintRule):
    """One message that failed is enough to ring."""

    id = "E9002"
    shortdesc = "A dead-letter queue has an alarm"
    description = "Every dead-letter queue has an alarm on its first visible message"

    def match(self, cfn: Template) -> list[RuleMatch]:
        """One match for each dead-letter queue that nobody watches."""
        watched = {
            target(dimension.get("Value"))
            for alarm in cfn.get_resources("AWS::CloudWatch::Alarm").values()
            for dimension in alarm["Properties"].get("Dimensions", [])
            if rings_at_once(alarm["Properties"])
        }
        return [
            RuleMatch(["Resources", name], f"nobody is told of what fails into {name}")
            for name in sorted(dead_letters(cfn.template["Resources"]))
            if name not in watched
        ]


def rings_at_once(alarm: dict[str, Any]) -> bool:
    """Whether an alarm goes off at the first message that waits."""
    return (
        alarm.get("MetricName") == "ApproximateNumberOfMessagesVisible"
        and alarm.get("Threshold") == 0
        and alarm.get("ComparisonOperator") == "GreaterThanThreshold"
    )


def dead_letters(resources: Any) -> set[str]:
    """Queues that hold what failed: of queues, rules, schedules, streams, asynchronous calls."""
    return set(_destinations(resources))


def _destinations(value: Any) -> Iterator[str]:
    match value:
        case {"deadLetterTargetArn": arn} | {"DeadLetterConfig": {"Arn": arn}}:
            yield target(arn)
        case {"OnFailure": {"Destination": arn}}:
            yield target(arn)
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inside:
        yield from _destinations(one)


def target(value: Any) -> str:
    """The logical id that a Ref or GetAtt means; empty where it is none."""
    match value:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), *_]}:
            return name
        case {"Fn::GetAtt": str(name)}:
            return name.partition(".")[0]
    return ""
