"""What it costs in money: counted calls times the prices of bench/prices.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.tape import AwsCall

PRICES: dict[str, Any] = json.loads(
    Path(__file__).with_name("prices.json").read_text(encoding="utf-8")
)
ALARMS, SECRETS, POLLED = 13, 1, 4
"""Of each so many in the template; `POLLED` are the queues in front of functions."""
METRICS = 18
"""Names under which functions count something: nine, and one for each thing that may become of an
incoming mail, or be heard of one that was sent. One that counts nothing in an hour is free for it.
"""
HOURS = 730
ITEMS_STORED_KB = 400
"""What a seeker of a year's search keeps in the table."""
LOG_KB = 1.0
"""Log lines of one invoke."""
POLLS_A_MONTH = POLLED * 5 * 60 * 60 * 24 * 30 / 20
"""Empty receives of the pollers in front of queues, five each, waiting 20 seconds."""


@dataclass(frozen=True)
class Habits:
    """What an active seeker does in a month."""

    interviews: int = 4
    reminders: int = 15
    answers: int = 10
    pages: int = 40


@dataclass(frozen=True)
class Use:
    """What one operation takes: its calls, and its functions' runs with their CPU in ms."""

    calls: tuple[AwsCall, ...]
    invokes: int
    milliseconds: float


def month(uses: Mapping[str, Use], habits: Habits, seekers: int) -> dict[str, float]:
    """USD a month by service, for so many active seekers."""
    times = {
        "log": habits.interviews,
        "remind": habits.reminders,
        "answer": habits.answers,
        "page": habits.pages,
    }
    bill: dict[str, float] = {}

    def add(service: str, dollars: float) -> None:
        bill[service] = bill.get(service, 0.0) + dollars

    for name, often in times.items():
        use, count = uses[name], often * seekers
        add("Lambda", use.invokes * count / 1e6 * PRICES["lambda_million_requests"])
        seconds = use.milliseconds / 1000 * count
        add("Lambda", seconds * 0.5 * PRICES["lambda_gb_second_arm64"])
        add("CloudWatch", use.invokes * count * LOG_KB / 1e6 * PRICES["logs_ingested_gb"])
        for service, dollars in _calls(use.calls):
            add(service, dollars * count)
    add("API Gateway", habits.pages * seekers / 1e6 * PRICES["http_api_million_requests"])
    add("SES", habits.answers * seekers / 1e3 * PRICES["ses_thousand_mails_in"])
    # Sent, received, deleted: three requests for each message on its way to a function.
    messages = (habits.interviews * 2 + habits.reminders * 3 + habits.answers * 2) * seekers
    add("SQS", (3 * messages + POLLS_A_MONTH) / 1e6 * PRICES["sqs_million_requests"])
    add("Scheduler", habits.reminders * seekers / 1e6 * PRICES["scheduler_million_invocations"])
    add("DynamoDB", ITEMS_STORED_KB * seekers / 1e6 * PRICES["dynamodb_stored_gb_month"])
    add("Secrets Manager", SECRETS * PRICES["secret_month"])
    add("CloudWatch", ALARMS * PRICES["alarm_month"] + METRICS * PRICES["metric_month"])
    return dict(sorted(bill.items(), key=lambda one: -one[1]))


def _calls(calls: Iterable[AwsCall]) -> Iterable[tuple[str, float]]:
    for call in calls:
        match call.service:
            case "dynamodb" if call.operation in ("GetItem", "BatchGetItem", "Query"):
                units = max(1, -(-len(call.body) // 4096)) * (
                    len(call.params["RequestItems"]) if call.operation == "BatchGetItem" else 1
                )
                yield "DynamoDB", units / 1e6 * PRICES["dynamodb_million_read_units"]
            case "dynamodb":
                items = len(call.params.get("TransactItems", [1]))
                # A transaction writes twice; each item once more in each of two indexes.
                units = items * (2 if call.operation == "TransactWriteItems" else 1) + items
                yield "DynamoDB", units / 1e6 * PRICES["dynamodb_million_write_units"]
            case "events":
                yield (
                    "EventBridge",
                    len(call.params["Entries"]) / 1e6 * PRICES["eventbridge_million_events"],
                )
            case "sesv2":
                yield "SES", PRICES["ses_thousand_mails_out"] / 1e3


def always_on() -> float:
    """USD a month of the smallest alternative that is always there."""
    prices = PRICES["always_on"]
    hourly = prices["t4g_micro_hour"] + prices["db_t4g_micro_hour"] + prices["load_balancer_hour"]
    return float(hourly * HOURS + 20 * prices["db_gb_month"])
