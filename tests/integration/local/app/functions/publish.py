"""Table stream → bus. An id that begins with "bad" never gets through."""

import json
import os
from typing import Any

from parcels import client, note


def handler(event: dict[str, Any], context: Any) -> Any:
    ids = [record["dynamodb"]["Keys"]["pk"]["S"].split("#")[1] for record in event["Records"]]
    note("batch", ids=",".join(ids), names=",".join(r["eventName"] for r in event["Records"]))
    for record, each in zip(event["Records"], ids, strict=True):
        if each.startswith("raise"):
            raise ValueError(each)
        if each.startswith("bad"):
            number = record["dynamodb"]["SequenceNumber"]
            return {"batchItemFailures": [{"itemIdentifier": number}]}
        client("events").put_events(
            Entries=[
                {
                    "EventBusName": os.environ["BUS"],
                    "Source": "parcels",
                    "DetailType": "parcel-stored",
                    "Detail": json.dumps({"id": each}),
                }
            ]
        )
    return {"batchItemFailures": []}
