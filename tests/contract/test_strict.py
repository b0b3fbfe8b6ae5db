"""The tests' DynamoDB, and the local runtime's, refuses what DynamoDB refuses."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from tests.integration.account import empty, own_client
from tests.integration.table import a_table


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    """On the table and on an index; where both ends are the same, there is one place in it."""
    with empty(), a_table() as name:
        for index, pk, sk in ((None, "pk", "sk"), ("by-seeker", "seeker_key", "seeker_order")):

            def look(first: str, last: str) -> int:
                found = own_client("dynamodb").query(
                    TableName=name,
                    KeyConditionExpression=f"{pk} = :pk AND {sk} BETWEEN :first AND :last",  # noqa: B023
                    ExpressionAttributeValues={
                        ":pk": {"S": "x"},
                        ":first": {"S": first},
                        ":last": {"S": last},
                    },
                    **({"IndexName": index} if index else {}),  # noqa: B023
                )
                return int(found["Count"])

            assert look("a", "b") == look("a", "a") == 0
            with pytest.raises(ClientError, match="requires upper bound to be greater") as refused:
                look("b", "a")
            assert refused.value.response["Error"]["Code"] == "ValidationException"
