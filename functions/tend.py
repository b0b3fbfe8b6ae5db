"""Hourly healing: reminders that were missed, follow-ups that enter the horizon."""

from datetime import timedelta
from functools import cache
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from rapport import config
from rapport.flows.tending import Gardener
from rapport.outside import clock
from rapport.outside.bus import Bus
from rapport.outside.clients import client, later
from rapport.outside.schedules import Schedules
from rapport.store.table import TableStore

logger = Logger()
metrics = Metrics()


@cache
def gardener() -> Gardener:
    """Composed once for the life of the process."""
    storing, settings = config.read(config.Storing), config.read(config.Scheduling)
    return Gardener(
        TableStore(client("dynamodb"), storing.table_name, due_shards=settings.due_shards),
        Schedules.of(settings, made=later),
        Bus(later("events"), settings.bus_name),
        timedelta(days=settings.horizon_days),
    )


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Mend what drifted since the last run."""
    tended = gardener().tend(clock.now())
    metrics.add_metric("RemindersMissed", MetricUnit.Count, tended.missed)
    metrics.add_metric("FactsUnplanned", MetricUnit.Count, tended.unplanned)
    logger.info("tended", **vars(tended))


config.at_start(gardener)
