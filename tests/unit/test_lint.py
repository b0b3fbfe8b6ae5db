"""The house rules ring: each finds the fault that it is there for, and none in the templates."""

from __future__ import annotations

from pathlib import Path

import pytest
from cfnlint.config import ConfigMixIn
from cfnlint.rules import RulesCollection
from cfnlint.runner.template.runner import run_template_by_file_path

ROOT = Path(__file__).parents[2]
TEMPLATES = [ROOT / "template.yaml", *sorted((ROOT / "infra").glob("*.yaml"))]


def house_rules() -> RulesCollection:
    rules = RulesCollection()
    rules.create_from_directory(str(ROOT / "infra" / "lint"))
    assert len(rules) == 5
    return rules


def found(path: Path) -> set[tuple[str, str]]:
    """The rules that ring on a template, and what they say."""
    config = ConfigMixIn(regions=["eu-central-1"])
    matches = run_template_by_file_path(str(path), config, house_rules(), ignore_bad_template=False)
    return {(match.rule.id, match.message) for match in matches}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_the_templates_keep_the_house_rules(path: Path) -> None:
    """What is deployed breaks none of them."""
    assert found(path) == set()


FAULTS = [
    (
        "a queue that loses what fails",
        "RedrivePolicy: { deadLetterTargetArn: !GetAtt PlanDeadLetters.Arn, maxReceiveCount: 5 }\n",
        "\n",
        ("E9001", "PlanQueue has no dead-letter queue"),
    ),
    (
        "a queue that gives up at once",
        "!GetAtt PlanDeadLetters.Arn, maxReceiveCount: 5 }",
        "!GetAtt PlanDeadLetters.Arn, maxReceiveCount: 2 }",
        ("E9001", "PlanQueue gives up after fewer than 5 tries"),
    ),
    (
        "dead letters that nobody watches",
        "Value: !GetAtt PlanDeadLetters.QueueName",
        "Value: !GetAtt PlanQueue.QueueName",
        ("E9002", "nobody is told of what fails into PlanDeadLetters"),
    ),
    (
        "dead letters of schedules that nobody watches",
        "Value: !GetAtt ScheduleDeadLetters.QueueName",
        "Value: !GetAtt PlanQueue.QueueName",
        ("E9002", "nobody is told of what fails into ScheduleDeadLetters"),
    ),
    (
        "dead letters of the stream that nobody watches",
        "Value: !GetAtt UnpublishedFacts.QueueName",
        "Value: !GetAtt PlanQueue.QueueName",
        ("E9002", "nobody is told of what fails into UnpublishedFacts"),
    ),
    (
        "an alarm that waits for more than one",
        "Threshold: 0\n",
        "Threshold: 5\n",
        ("E9002", "nobody is told of what fails into PlanDeadLetters"),
    ),
    (
        "a role for two",
        "      Handler: tend.handler\n",
        "      Handler: tend.handler\n      Role: !GetAtt WebRole.Arn\n",
        ("E9003", "Tend takes a role that others may take too"),
    ),
    (
        "no time limit",
        "    Timeout: 30\n",
        "",
        ("E9003", "PublishFacts has no timeout"),
    ),
    (
        "logs kept for ever",
        "Properties: { RetentionInDays: !Ref LogRetentionDays }\n\nOutputs",
        "Properties: { LogGroupName: tend }\n\nOutputs",
        ("E9003", "Tend has no log group with a retention"),
    ),
    (
        "logs for two",
        "LoggingConfig: { LogGroup: !Ref TendLogs }",
        "LoggingConfig: { LogGroup: !Ref WebLogs }",
        ("E9003", "Tend logs where another function does"),
    ),
    (
        "a scan by name",
        "Action: [dynamodb:GetItem, dynamodb:Query, dynamodb:PutItem]",
        "Action: [dynamodb:GetItem, dynamodb:Query, dynamodb:Scan]",
        ("E9004", "Tend is allowed dynamodb:Scan: a function never scans"),
    ),
    (
        "a scan by wildcard",
        "Action: [dynamodb:GetItem, dynamodb:Query, dynamodb:PutItem]",
        "Action: [dynamodb:*] # quickly",
        ("E9004", "Tend is allowed dynamodb:*: a function never scans"),
    ),
    (
        "a scan in another language",
        "Action: [dynamodb:GetItem, dynamodb:Query, dynamodb:PutItem]",
        "Action: [dynamodb:GetItem, dynamodb:PartiQLSelect, dynamodb:PutItem]",
        ("E9004", "Tend is allowed dynamodb:PartiQLSelect: a function never scans"),
    ),
    (
        "a scan that is only not forbidden",
        "Action: [dynamodb:GetItem, dynamodb:Query, dynamodb:PutItem]",
        "NotAction: dynamodb:DeleteTable",
        ("E9004", "Tend is allowed *: a function never scans"),
    ),
    (
        "a scan by a canned policy",
        "        - Statement:\n            - Sid: FindWhatIsDue",
        "        - DynamoDBCrudPolicy: {}\n        - Statement:\n            - Sid: FindWhatIsDue",
        ("E9004", "Tend is allowed DynamoDBCrudPolicy: a function never scans"),
    ),
    (
        "a star without a reason",
        "Action: s3:GetObject\n",
        "Action: s3:Get*\n",
        ("E9005", "s3:Get* has no written reason"),
    ),
    (
        "a star whose reason went missing",
        'Resource: "*" # the account\'s suppression list has no name of its own\n',
        'Resource: "*"\n',
        ("E9005", "* has no written reason"),
    ),
    (
        "a bucket for anybody",
        "Principal: { Service: ses.amazonaws.com }\n            Action: s3:PutObject",
        'Principal: "*"\n            Action: s3:PutObject',
        ("E9005", "* has no written reason"),
    ),
    (
        "a resource of anybody's",
        "Resource: !Sub ${RawMail.Arn}/incoming/*\n            - Sid",
        "Resource: !Sub arn:${AWS::Partition}:s3:::*\n            - Sid",
        ("E9005", "arn:${AWS::Partition}:s3:::* has no written reason"),
    ),
]


@pytest.mark.parametrize(
    ("was", "becomes", "rings"), [fault[1:] for fault in FAULTS], ids=[one[0] for one in FAULTS]
)
def test_a_fault_is_found(was: str, becomes: str, rings: tuple[str, str], tmp_path: Path) -> None:
    """A rule that never rings would hold nothing."""
    text = TEMPLATES[0].read_text(encoding="utf-8")
    assert was in text
    broken = tmp_path / "template.yaml"
    broken.write_text(text.replace(was, becomes), encoding="utf-8")
    rule, message = rings
    assert [one for one in found(broken) if one[0] == rule and one[1].endswith(message)]
