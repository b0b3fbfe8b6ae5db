"""Queue → notes. A body that says so fails some times, or always."""

import json
import os
from typing import Any

from parcels import note


def handler(event: dict[str, Any], context: Any) -> Any:
    failures = []
    for record in event["Records"]:
        receives = int(record["attributes"]["ApproximateReceiveCount"])
        try:
            body = json.loads(record["body"])
        except ValueError:
            body = {"text": record["body"]}
        if receives <= body.get("fail_times", 0):
            failures.append({"itemIdentifier": record["messageId"]})
        else:
            note("work", body=record["body"], receives=receives, url=os.environ["PUBLIC_URL"])
    return {"batchItemFailures": failures}
