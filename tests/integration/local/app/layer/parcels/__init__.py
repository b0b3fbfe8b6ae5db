"""What the functions of the test application share."""

import os
import time
import uuid
from functools import cache
from typing import Any

import boto3

GREETING = "first"


@cache
def client(service: str) -> Any:
    """One client per service and process."""
    make: Any = boto3.client  # its type knows services by literal name only
    return make(service)


def note(kind: str, **values: Any) -> None:
    """Remember in the table that something happened."""
    item = {"pk": {"S": f"note#{kind}"}, "sk": {"S": f"{time.time():.6f}#{uuid.uuid4()}"}}
    for key, value in values.items():
        item[key] = {"S": str(value)}
    client("dynamodb").put_item(TableName=os.environ["TABLE"], Item=item)
