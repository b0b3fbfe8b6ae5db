"""Sends, bounces and complaints become facts; a Send event settles a claim left in doubt."""

from functools import cache
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from rapport import config
from rapport.events import QueuedMailEvent
from rapport.flows.feedback import FeedbackTaker
from rapport.outside import clock
from rapport.outside.batches import Batch
from rapport.outside.clients import client
from rapport.store.table import TableStore

logger = Logger()
metrics = Metrics()
batch = Batch(QueuedMailEvent, logger)


@cache
def taker() -> FeedbackTaker:
    """Composed once for the life of the process."""
    return FeedbackTaker(TableStore(client("dynamodb"), config.read(config.Storing).table_name))


def take(record: QueuedMailEvent) -> None:
    """Note what became of one mail."""
    mail = record.body.detail.mail
    logger.append_keys(mail_id=mail.message_id)
    if about := mail.tags.get("follow_up"):
        logger.append_keys(follow_up_id=about[0])
    word = taker().take(record.body, clock.now())
    if word is not None:
        logger.info("mail feedback", word=word)
        metrics.add_metric(f"Mail{word.capitalize()}", MetricUnit.Count, 1)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Note a batch of the mail service's words; each that fails comes again by itself."""
    return batch.each(event, take)


config.at_start(taker)
