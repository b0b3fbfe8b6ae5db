"""A due follow-up becomes one mail to the seeker."""

from datetime import date
from functools import cache
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from rapport import config
from rapport.events import QueuedEvent
from rapport.flows.reminding import Due, Reminder, Result, Sent
from rapport.outside import clock
from rapport.outside.batches import Batch
from rapport.outside.bus import Bus
from rapport.outside.clients import client, later
from rapport.outside.mailer import Mailer
from rapport.outside.schedules import Schedules
from rapport.outside.secret import signed
from rapport.store.table import TableStore

logger = Logger()
metrics = Metrics()
batch = Batch(QueuedEvent, logger)


@cache
def reminder() -> Reminder:
    """Composed once for the life of the process."""
    storing, scheduling = config.read(config.Storing), config.read(config.Scheduling)
    answering = config.read(config.Answering)
    return Reminder(
        TableStore(client("dynamodb"), storing.table_name, due_shards=scheduling.due_shards),
        Schedules.of(scheduling, made=later),
        Bus(later("events"), scheduling.bus_name),
        Mailer.of(config.read(config.Mailing), config.read(config.Pacing)),
        public_url=answering.public_url,
        signed=signed(answering),
    )


def take(record: QueuedEvent) -> None:
    """Remind of what one event says is due."""
    detail = record.body.detail
    data = detail.data
    logger.append_keys(
        correlation_id=detail.metadata.correlation_id, follow_up_id=data["follow_up_id"]
    )
    due = Due(
        detail.metadata.seeker_id,
        data["relationship_id"],
        data["follow_up_id"],
        date.fromisoformat(data["day"]),
    )
    match reminder().remind(due, clock.now()):
        case Sent(mail_id, delay):
            logger.info("reminded", mail_id=mail_id, delay_s=round(delay.total_seconds()))
            metrics.add_metric("RemindersSent", MetricUnit.Count, 1)
            metrics.add_metric("ReminderDelay", MetricUnit.Seconds, max(0, delay.total_seconds()))
        case result:
            logger.info("no reminder", result=result)
            if result in (Result.HELD_BACK, Result.MAIL_STOPPED):
                metrics.add_metric("RemindersHeldBack", MetricUnit.Count, 1)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Remind of a batch of follow-ups; each that fails comes again by itself."""
    return batch.each(event, take)


config.at_start(reminder)
