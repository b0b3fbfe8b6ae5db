"""An incoming mail becomes facts, or is held for the seeker to look at."""

from functools import cache
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from rapport import config
from rapport.events import QueuedMail
from rapport.flows.receiving import Receiver
from rapport.outside import clock
from rapport.outside.batches import Batch
from rapport.outside.clients import client
from rapport.outside.journeys import journey
from rapport.outside.mailer import Mailer
from rapport.outside.raw_mail import RawMail
from rapport.outside.secret import signed
from rapport.store.table import TableStore

logger = Logger()
metrics = Metrics()
batch = Batch(QueuedMail, logger)


@cache
def receiver() -> Receiver:
    """Composed once for the life of the process."""
    answering = config.read(config.Answering)
    return Receiver(
        TableStore(
            client("dynamodb"),
            config.read(config.Storing).table_name,
            before_recording=journey(logger),
        ),
        RawMail(client("s3")),
        Mailer.of(config.read(config.Mailing)),
        public_url=answering.public_url,
        addresses=signed(answering).addresses,
        receipts_a_day=config.read(config.Receiving).receipts_a_day,
        log=logger.append_keys,
    )


def take(record: QueuedMail) -> None:
    """Take one mail in."""
    mail_id = record.body.mail.message_id
    logger.append_keys(mail_id=mail_id)
    result = receiver().take(record.body, clock.now())
    logger.info("mail received", result=result)
    metrics.add_metric(f"Mail{result.name.title().replace('_', '')}", MetricUnit.Count, 1)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Take a batch of mails in; each that fails comes again by itself."""
    return batch.each(event, take)


config.at_start(receiver)
