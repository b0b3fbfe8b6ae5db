"""What the table's stream brings goes on the bus, at least once."""

from functools import cache
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from rapport import config
from rapport.flows.publishing import Publisher
from rapport.outside.bus import Bus
from rapport.outside.clients import client

logger = Logger()
metrics = Metrics()


@cache
def publisher() -> Publisher:
    """Composed once for the life of the process."""
    settings = config.read(config.Publishing)
    return Publisher(Bus(client("events"), settings.bus_name))


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Publish a batch of stream records; the stream goes on from the first that failed."""
    published, failed = publisher().publish(event["Records"])
    for one in published:
        metadata = one.detail["metadata"]
        ids = {name: metadata[name] for name in ("correlation_id", "causation_id", "event_id")}
        logger.info("published", detail_type=one.detail_type, **ids)
    metrics.add_metric("FactsPublished", MetricUnit.Count, len(published))
    if failed:
        logger.error("facts not published", sequence_numbers=failed)
    return {"batchItemFailures": [{"itemIdentifier": number} for number in failed]}


config.at_start(publisher)
