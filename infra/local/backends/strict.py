"""What DynamoDB refuses and moto lets pass, in the local runtime and in the tests alike."""

import inspect
import json
from typing import Any

from moto.dynamodb.exceptions import MockValidationException
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType

from infra.local.backends import wrap

LARGEST_EXPRESSION = 4_096
LARGEST_TRANSACTION = 4_194_304


def be_strict() -> None:
    """Refuse from now on, in this process: expressions and transactions that are too large, and
    ranges that end before they begin.
    """
    wrap(DynamoDBBackend, "transact_write_items", _transact)
    wrap(DynamoDBBackend, "query", _query)


def _transact(original: Any, backend: DynamoDBBackend, actions: list[dict[str, Any]]) -> Any:
    if len(json.dumps(actions, ensure_ascii=False).encode()) > LARGEST_TRANSACTION:
        raise MockValidationException("Transaction request cannot be larger than 4 MB")
    for action in actions:
        (said,) = action.values()
        if len(said.get("UpdateExpression", "").encode()) > LARGEST_EXPRESSION:
            raise MockValidationException("Invalid UpdateExpression: Expression size has exceeded")
    return original(backend, actions)


def _query(original: Any, backend: DynamoDBBackend, *args: Any, **more: Any) -> Any:
    asked = inspect.signature(original).bind(backend, *args, **more).arguments
    for _, comparison, values in asked.get("range_key_conditions") or []:
        if comparison == "BETWEEN" and DynamoType(values[1]) < DynamoType(values[0]):
            raise MockValidationException(
                "Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be "
                f"greater than or equal to lower bound; lower bound operand: {values[0]}, "
                f"upper bound operand: {values[1]}"
            )
    return original(backend, *args, **more)
