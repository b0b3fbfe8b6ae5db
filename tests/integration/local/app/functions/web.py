"""Doors of the test application: what to do is the last part of the path."""

import base64
import json
import os
import time
from datetime import UTC, datetime
from typing import Any

import parcels
from parcels import client


def handler(event: dict[str, Any], context: Any) -> Any:
    body = event.get("body") or ""
    if event["isBase64Encoded"]:
        body = base64.b64decode(body).decode("latin-1")
    action = event["rawPath"].strip("/").replace("-", "_")
    return ACTIONS.get(action, echo)(event, context, body)


def echo(event: dict[str, Any], context: Any, body: str) -> Any:
    return {"event": event, "body": body, "now": time.time(), "remaining": remaining(context)}


def remaining(context: Any) -> int:
    return int(context.get_remaining_time_in_millis())


def store(event: dict[str, Any], context: Any, body: str) -> Any:
    for each in json.loads(body)["ids"]:
        client("dynamodb").put_item(
            TableName=os.environ["TABLE"], Item={"pk": {"S": f"parcel#{each}"}, "sk": {"S": "0"}}
        )
    return {"statusCode": 201, "body": ""}


def transact(event: dict[str, Any], context: Any, body: str) -> Any:
    wish = json.loads(body)
    try:
        client("dynamodb").transact_write_items(
            TransactItems=wish["items"],
            **({"ClientRequestToken": wish["token"]} if "token" in wish else {}),
        )
    except client("dynamodb").exceptions.TransactionCanceledException as error:
        return {"statusCode": 409, "body": str(error)}
    return {"statusCode": 200, "body": "done"}


def notes(event: dict[str, Any], context: Any, body: str) -> Any:
    found = client("dynamodb").query(
        TableName=os.environ["TABLE"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": event["queryStringParameters"]["pk"]}},
    )
    return [{key: value["S"] for key, value in item.items()} for item in found["Items"]]


def owned(event: dict[str, Any], context: Any, body: str) -> Any:
    """Pages of two from the index, first to last."""
    wish: dict[str, Any] = {}
    pages = []
    while True:
        found = client("dynamodb").query(
            TableName=os.environ["TABLE"],
            IndexName="by-owner",
            KeyConditionExpression="#o = :o",
            ExpressionAttributeNames={"#o": "owner"},
            ExpressionAttributeValues={":o": {"S": event["queryStringParameters"]["owner"]}},
            Limit=2,
            **wish,
        )
        pages.append([item["pk"]["S"] for item in found["Items"]])
        if "LastEvaluatedKey" not in found:
            return pages
        wish = {"ExclusiveStartKey": found["LastEvaluatedKey"]}


def send(event: dict[str, Any], context: Any, body: str) -> Any:
    wish = json.loads(body)
    for each in wish["bodies"]:
        client("sqs").send_message(
            QueueUrl=os.environ["QUEUE"], MessageBody=each, DelaySeconds=wish.get("delay", 0)
        )
    return "sent"


def schedule(event: dict[str, Any], context: Any, body: str) -> Any:
    wish = json.loads(body)
    target: dict[str, Any] = {
        "Arn": os.environ["BUS_ARN"],
        "RoleArn": "arn:aws:iam::123456789012:role/x",
    }
    target["EventBridgeParameters"] = {"Source": "parcels", "DetailType": "due"}
    target["Input"] = json.dumps({"name": wish["name"]})
    if wish.get("queue"):
        target = {
            "Arn": os.environ["QUEUE_ARN"],
            "RoleArn": target["RoleArn"],
            "Input": target["Input"],
        }
    call = "update_schedule" if wish.get("again") else "create_schedule"
    try:
        getattr(client("scheduler"), call)(
            Name=wish["name"],
            GroupName=os.environ["GROUP"],
            ScheduleExpression=wish["expression"],
            ScheduleExpressionTimezone=wish.get("zone", "UTC"),
            FlexibleTimeWindow={"Mode": "OFF"},
            ActionAfterCompletion="DELETE",
            Target=target,
        )
    except client("scheduler").exceptions.ClientError as error:
        return {"statusCode": 400, "body": str(error)}
    return "scheduled"


def mail(event: dict[str, Any], context: Any, body: str) -> Any:
    answer = client("sesv2").send_email(
        FromEmailAddress="parcels@parcels.example",
        Destination={"ToAddresses": ["me@example.org"]},
        Content={"Raw": {"Data": body.encode("latin-1")}},
        ConfigurationSetName=os.environ["SET"],
        EmailTags=[{"Name": "parcel", "Value": "7"}],
    )
    return answer["MessageId"]


def put(event: dict[str, Any], context: Any, body: str) -> Any:
    client("s3").put_object(
        Bucket=os.environ["BUCKET"], Key="kept", Body=body.encode(), Metadata={"a": "b"}
    )
    return "put"


def get(event: dict[str, Any], context: Any, body: str) -> Any:
    found = client("s3").get_object(Bucket=os.environ["BUCKET"], Key="kept")
    return {"body": found["Body"].read().decode(), "metadata": found["Metadata"]}


def binary(event: dict[str, Any], context: Any, body: str) -> Any:
    key = {"pk": {"S": "note#binary"}, "sk": {"S": "0"}}
    table = {"TableName": os.environ["TABLE"]}
    if event["requestContext"]["http"]["method"] == "POST":
        client("dynamodb").put_item(**table, Item={**key, "bytes": {"B": b"\x00\xff"}})
        return "stored"
    return client("dynamodb").get_item(**table, Key=key)["Item"]["bytes"]["B"].hex()


def arrived(event: dict[str, Any], context: Any, body: str) -> Any:
    """A mail that came in, as it came."""
    key = event["queryStringParameters"]["key"]
    content = client("s3").get_object(Bucket=os.environ["BUCKET"], Key=key)["Body"].read()
    return {
        "statusCode": 200,
        "body": base64.b64encode(content).decode(),
        "isBase64Encoded": True,
    }


def secret(event: dict[str, Any], context: Any, body: str) -> Any:
    return client("secretsmanager").get_secret_value(SecretId=os.environ["SECRET"])["SecretString"]


def cookies(event: dict[str, Any], context: Any, body: str) -> Any:
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "image/png", "X-One": "1"},
        "cookies": ["a=1; Secure", "b=2"],
        "body": base64.b64encode(b"\x00\xff").decode(),
        "isBase64Encoded": True,
    }


def greet(event: dict[str, Any], context: Any, body: str) -> Any:
    return {"greeting": parcels.GREETING, "pid": os.getpid()}


def environment(event: dict[str, Any], context: Any, body: str) -> Any:
    return dict(os.environ)


def now(event: dict[str, Any], context: Any, body: str) -> Any:
    return {"now": datetime.now(UTC).isoformat(), "remaining": remaining(context)}


def fail(event: dict[str, Any], context: Any, body: str) -> Any:
    raise ValueError("on purpose")


def leave(event: dict[str, Any], context: Any, body: str) -> Any:
    os._exit(3)


def sleep(event: dict[str, Any], context: Any, body: str) -> Any:
    time.sleep(30)


def ssm(event: dict[str, Any], context: Any, body: str) -> Any:
    try:
        client("ssm").put_parameter(Name="x", Value="y", Type="String")
    except client("ssm").exceptions.ClientError as error:
        return str(error)
    return "stored"


def write_many(event: dict[str, Any], context: Any, body: str) -> Any:
    """Put one item after the other, and say each that was acknowledged, until the time is over."""
    number, name = 0, event["queryStringParameters"]["name"]
    while remaining(context) > 100:
        client("dynamodb").put_item(
            TableName=os.environ["TABLE"],
            Item={"pk": {"S": f"parcel#{name}-{number}"}, "sk": {"S": "0"}},
        )
        print(f"acknowledged {name}-{number}", flush=True)
        number += 1
    return number


ACTIONS = {
    action.__name__: action
    for action in (
        arrived,
        binary,
        cookies,
        environment,
        fail,
        get,
        greet,
        leave,
        mail,
        notes,
        now,
        owned,
        put,
        schedule,
        secret,
        send,
        sleep,
        ssm,
        store,
        transact,
        write_many,
    )
}
