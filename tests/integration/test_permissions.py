"""What the functions call on AWS, their roles allow. Nothing else notices before it is deployed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.crashes import operations, transactions
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
    "DeleteItem": {"dynamodb:DeleteItem"},
    "DeleteSuppressedDestination": {"ses:DeleteSuppressedDestination"},
    "SendMessage": {"sqs:SendMessage"},
    # It has no permission of its own: what it is made of is checked.
    "TransactWriteItems": set(),
}
INSIDE = {
    "ConditionCheck": {"dynamodb:ConditionCheckItem"},
    "Delete": {"dynamodb:DeleteItem"},
    "Put": {"dynamodb:PutItem"},
    "Update": {"dynamodb:UpdateItem"},
}
"""What is asked of a role for each part of a transaction."""
NO_CALL = {
    ("inbound_mail", "s3:ListBucket"): "no call: GetObject of a mail that is gone asks for it",
}
"""What is allowed and met by no call of a scenario, each with its reason."""


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


def asked(module: str) -> set[str]:
    """The actions that the calls of the function ask for, in all scenarios."""
    calls = (ASKED_FOR[call] for call in operations()[module])
    return set[str]().union(*calls, *(INSIDE[part] for part in transactions()[module]))


@pytest.mark.parametrize("module", operations())
def test_a_role_allows_what_its_function_calls(module: str) -> None:
    """A function is not denied what it does for every event."""
    assert asked(module) - allowed(module) == set()


def test_what_a_role_allows_goes_wrong_in_some_scenario() -> None:
    """No action that a function may take escapes the faults, and none is granted for nothing."""
    modules = {
        str(resource["Properties"]["Handler"]).removesuffix(".handler")
        for resource in template()["Resources"].values()
        if resource["Type"] == "AWS::Serverless::Function"
    }
    assert modules == operations().keys()
    unmet = {(module, action) for module in modules for action in allowed(module) - asked(module)}
    assert unmet == NO_CALL.keys()
