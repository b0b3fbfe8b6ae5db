"""What the functions call on AWS, their roles allow. Nothing else notices before it is deployed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.crashes import operations
from tests.integration.template import template

ASKED_FOR = {
    "BatchGetItem": {"dynamodb:BatchGetItem"},
    "BatchWriteItem": {"dynamodb:BatchWriteItem"},
    "CreateSchedule": {"scheduler:CreateSchedule", "scheduler:UpdateSchedule", "iam:PassRole"},
    "DeleteObject": {"s3:DeleteObject"},
    "DeleteSchedule": {"scheduler:DeleteSchedule"},
    "UpdateSchedule": {"scheduler:UpdateSchedule", "iam:PassRole"},
    "UpdateItem": {"dynamodb:UpdateItem"},
    "GetItem": {"dynamodb:GetItem"},
    "GetObject": {"s3:GetObject"},
    "GetSecretValue": {"secretsmanager:GetSecretValue"},
    "PutEvents": {"events:PutEvents"},
    "PutItem": {"dynamodb:PutItem"},
    "Query": {"dynamodb:Query"},
    # With raw content it is checked as SendRawEmail.
    "SendEmail": {"ses:SendEmail", "ses:SendRawEmail"},
    # It has no permission of its own: what it is made of is checked.
    "TransactWriteItems": {"dynamodb:PutItem", "dynamodb:UpdateItem"},
}


def allowed(module: str) -> set[str]:
    """The actions that the role of the function in this module allows."""
    properties: dict[str, Any] = next(
        resource["Properties"]
        for resource in template()["Resources"].values()
        if resource["Type"] == "AWS::Serverless::Function"
        and resource["Properties"]["Handler"] == f"{module}.handler"
    )
    actions: set[str] = set()
    for policy in properties["Policies"]:
        for statement in policy["Statement"]:
            action = statement["Action"]
            actions |= {action} if isinstance(action, str) else set(action)
    return actions


@pytest.mark.parametrize("module", operations())
def test_a_role_allows_what_its_function_calls(module: str) -> None:
    """A function is not denied what it does for every event."""
    asked = set[str]().union(*(ASKED_FOR[call] for call in operations()[module]))
    assert asked - allowed(module) == set()
