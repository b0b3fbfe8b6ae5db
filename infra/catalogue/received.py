"""What the functions receive, as AWS hands it over."""

from __future__ import annotations

import json
from typing import Any

from infra.catalogue.samples import (
    ACCOUNT,
    FACTS,
    FOLLOW_UP,
    LATER,
    OCCASION,
    REGION,
    RELATIONSHIP,
    SEEKER,
    envelope,
    examples,
    fact,
    leaving_image,
    settings_image,
)
from rapport.facts import derive
from rapport.mail.address import Addresses, Keys, ReplyTo

SAMPLE_SECRET = "0123456789abcdef" * 4
"""Signs the sample's reply address; no stack has it."""

MAIL_DOMAIN = "in.rapport.example"

_POST = json.dumps(
    {
        "company": "Northwind",
        "title": "Data engineer",
        "round": 2,
        "at": {"local": "2026-03-03T14:00", "zone": "Europe/Berlin"},
        "format": "video",
        "interviewers": [
            {"name": "Dana Reed", "mail": "dana@northwind.example", "rapport": 3},
            {"name": "Stan Cole", "rapport": 5},
        ],
    }
)


def received() -> dict[str, Any]:
    """The samples by the name of their file."""
    out = {one.detail_type: one.envelope() for one in examples()}
    planned = [out["interview-logged"], out["settings-changed"], out["replan-requested"]]
    return {
        "stream": {"Records": _stream()},
        "plan_follow_ups": _queued("PlanQueue", planned),
        "send_reminder": _queued("ReminderQueue", [out["follow-up-due"]]),
        "mail_feedback": _queued("FeedbackQueue", [_mail_event("Send"), _mail_event("Bounce")]),
        "inbound_mail": _queued("InboundQueue", [_receipt()]),
        "tend": {},
        "web_get": _request("GET", "/log"),
        "web_post": _request("POST", "/api/interviews", _POST),
    }


def _stream() -> list[dict[str, Any]]:
    inserted = [_fact_record(number, data) for number, data in enumerate(FACTS)]
    changed = _record(len(FACTS), "MODIFY", (f"S#{SEEKER}", "PROFILE"), settings_image())
    left = _record(len(FACTS) + 1, "INSERT", ("LEAVING", SEEKER), leaving_image())
    return [*inserted, changed, left]


def _fact_record(number: int, data: Any) -> dict[str, Any]:
    made = fact(data)
    image = {
        "type": {"S": "fact"},
        "fact": {"S": json.dumps(made.stored(), separators=(",", ":"), sort_keys=True)},
    }
    return _record(number, "INSERT", (f"R#{RELATIONSHIP}", f"FACT#{made.fact_id}"), image)


def _record(number: int, name: str, key: tuple[str, str], image: dict[str, Any]) -> dict[str, Any]:
    typed = {"pk": {"S": key[0]}, "sk": {"S": key[1]}}
    return {
        "eventID": f"{number:032x}",
        "eventName": name,
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": REGION,
        "dynamodb": {
            "ApproximateCreationDateTime": int(LATER.timestamp()),
            "Keys": typed,
            "NewImage": {**typed, **image},
            "SequenceNumber": str(111_000_000_000_000_000_000 + number),
            "SizeBytes": len(json.dumps(image)),
            "StreamViewType": "NEW_IMAGE",
        },
        "eventSourceARN": f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/rapport/stream/2026-03-01",
    }


def _queued(queue: str, bodies: list[dict[str, Any]]) -> dict[str, Any]:
    sent = str(int(LATER.timestamp() * 1000))
    return {
        "Records": [
            {
                "messageId": f"00000000-0000-4000-8000-{number:012d}",
                "receiptHandle": derive(queue, number),
                "body": json.dumps(body, separators=(",", ":")),
                "attributes": {
                    "ApproximateReceiveCount": "1",
                    "SentTimestamp": sent,
                    "SenderId": "AIDASAMPLE",
                    "ApproximateFirstReceiveTimestamp": sent,
                },
                "messageAttributes": {},
                "md5OfBody": "0" * 32,
                "eventSource": "aws:sqs",
                "eventSourceARN": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{queue}",
                "awsRegion": REGION,
            }
            for number, body in enumerate(bodies)
        ]
    }


def _mail_event(kind: str) -> dict[str, Any]:
    tags = {
        "ses:configuration-set": ["rapport"],
        "seeker": [SEEKER],
        "relationship": [RELATIONSHIP],
        "follow_up": [FOLLOW_UP],
        "occasion": [OCCASION],
    }
    mail = {
        "timestamp": "2026-03-04T08:00:02.000Z",
        "source": "reminders@rapport.example",
        "messageId": "0107018f-sample-000000",
        "destination": ["roger@seeker.example"],
        "tags": tags,
    }
    detail: dict[str, Any] = {"eventType": kind, "mail": mail}
    if kind == "Send":
        detail["send"] = {}
        return envelope("aws.ses", "Email Sent", detail)
    detail["bounce"] = {
        "bounceType": "Permanent",
        "bounceSubType": "General",
        "bouncedRecipients": [{"emailAddress": "roger@seeker.example", "status": "5.1.1"}],
        "timestamp": "2026-03-04T08:00:04.000Z",
    }
    return envelope("aws.ses", "Email Bounced", detail)


def _receipt() -> dict[str, Any]:
    addresses = Addresses(MAIL_DOMAIN, Keys.read(SAMPLE_SECRET))
    recipient = addresses.reply(ReplyTo(RELATIONSHIP, FOLLOW_UP), LATER)
    message_id = "f0sample0receipt0000000000000000000000001"
    passed = {"status": "PASS"}
    return {
        "notificationType": "Received",
        "mail": {
            "timestamp": "2026-03-04T09:12:00.000Z",
            "source": "roger@seeker.example",
            "messageId": message_id,
            "destination": [recipient],
            "headersTruncated": False,
            "commonHeaders": {"subject": "Re: Thank Stan Cole (Northwind)"},
        },
        "receipt": {
            "timestamp": "2026-03-04T09:12:00.000Z",
            "processingTimeMillis": 412,
            "recipients": [recipient],
            "spamVerdict": passed,
            "virusVerdict": passed,
            "spfVerdict": passed,
            "dkimVerdict": passed,
            "dmarcVerdict": passed,
            "action": {
                "type": "S3",
                "topicArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:incoming-mail",
                "bucketName": "raw-mail",
                "objectKeyPrefix": "incoming/",
                "objectKey": f"incoming/{message_id}",
            },
        },
    }


def _request(method: str, path: str, body: str | None = None) -> dict[str, Any]:
    headers = {"host": "rapport.example", "accept": "*/*"}
    if body is not None:
        headers |= {"content-type": "application/json", "idempotency-key": "sample-key-1"}
    request: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": headers,
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": "sample",
            "domainName": "rapport.example",
            "domainPrefix": "sample",
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "203.0.113.7",
                "userAgent": "sample",
            },
            "requestId": "sample",
            "routeKey": "$default",
            "stage": "$default",
            "time": "03/Mar/2026:15:20:00 +0000",
            "timeEpoch": int(LATER.timestamp() * 1000),
        },
        "isBase64Encoded": False,
    }
    return request if body is None else {**request, "body": body}
