"""What the functions talk to, made in the account from what template.yaml says of it."""

from __future__ import annotations

import json

from infra.catalogue.received import MAIL_DOMAIN, SAMPLE_SECRET
from tests.integration.account import REGION, own_client
from tests.integration.template import resource


def stack_of(table: str) -> dict[str, str]:
    """Bus, queues behind its rules, schedule group, mail service, bucket and secret, beside a table
    that is there; the environment of all functions, which points at them.
    """
    events, sqs = own_client("events"), own_client("sqs")
    bus = events.create_event_bus(Name="rapport")["EventBusArn"]
    queues = {}
    for name in ("PlanQueue", "ReminderQueue", "InboundQueue", "ScheduleDeadLetters"):
        url = sqs.create_queue(QueueName=name)["QueueUrl"]
        attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        queues[name] = attributes["Attributes"]["QueueArn"]
    for rule in ("InterviewLogged", "OtherFacts", "FollowUpDue"):
        properties = resource(rule)
        target = properties["Targets"][0]["Arn"]["Fn::GetAtt"][0]
        events.put_rule(
            Name=rule, EventBusName="rapport", EventPattern=json.dumps(properties["EventPattern"])
        )
        events.put_targets(
            Rule=rule, EventBusName="rapport", Targets=[{"Id": target, "Arn": queues[target]}]
        )
    own_client("scheduler").create_schedule_group(Name="rapport")
    sesv2 = own_client("sesv2")
    sesv2.create_email_identity(EmailIdentity="rapport.example")
    sesv2.create_configuration_set(ConfigurationSetName="rapport")
    own_client("s3").create_bucket(
        Bucket="raw-mail", CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    secret = own_client("secretsmanager").create_secret(
        Name="mail-tokens", SecretString=SAMPLE_SECRET
    )
    return {
        "TABLE_NAME": table,
        "BUS_NAME": "rapport",
        "BUS_ARN": bus,
        "SCHEDULE_GROUP": "rapport",
        "SCHEDULE_ROLE_ARN": "arn:aws:iam::123456789012:role/schedules",
        "SCHEDULE_DEAD_LETTERS_ARN": queues["ScheduleDeadLetters"],
        "HORIZON_DAYS": "14",
        "DUE_SHARDS": "1",
        "SENDER_ADDRESS": "reminders@rapport.example",
        "CONFIGURATION_SET": "rapport",
        "SECRET_ARN": secret["ARN"],
        "MAIL_DOMAIN": MAIL_DOMAIN,
        "PUBLIC_URL": "https://abc123.execute-api.eu-central-1.amazonaws.com",
        "WHO_MAY_SIGN_UP": "*",
        "DEFAULT_ZONE": "Europe/Berlin",
        "INBOUND_QUEUE_URL": "https://sqs.eu-central-1.amazonaws.com/123456789012/InboundQueue",
        "RAW_MAIL_DAYS": "90",
        "RECEIPTS_A_DAY": "20",
        "REMINDERS_A_SECOND": "100000",
        "REMINDER_PROCESSES": "2",
    }
