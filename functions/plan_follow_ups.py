"""Facts of a relationship become its follow-ups and their schedules."""

from datetime import timedelta
from functools import cache
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from rapport import config
from rapport.events import QueuedEvent
from rapport.flows.leaving import Leaver
from rapport.flows.planning import Planner, UnknownRelationship
from rapport.outside import clock
from rapport.outside.batches import Batch
from rapport.outside.bus import Bus
from rapport.outside.clients import client, later
from rapport.outside.raw_mail import RawMail
from rapport.outside.schedules import Schedules
from rapport.store.table import TableStore

logger = Logger()
metrics = Metrics()
batch = Batch(QueuedEvent, logger)

TAKES = 12_000
"""Milliseconds that the largest event may take: four hundred calls, some of them twice."""


@cache
def planner() -> Planner:
    """Composed once for the life of the process."""
    storing, settings = config.read(config.Storing), config.read(config.Scheduling)
    return Planner(
        TableStore(client("dynamodb"), storing.table_name, due_shards=settings.due_shards),
        Schedules.of(settings),
        Bus(later("events"), settings.bus_name),
        timedelta(days=settings.horizon_days),
    )


@cache
def leaver() -> Leaver:
    """Composed when the first seeker leaves."""
    storing, settings = config.read(config.Storing), config.read(config.Scheduling)
    return Leaver(
        TableStore(client("dynamodb"), storing.table_name),
        Schedules.of(settings),
        RawMail(client("s3")),
        Bus(client("events"), settings.bus_name),
    )


def take(record: QueuedEvent, planned: set[str]) -> None:
    """Plan what one event is about, unless it was `planned` for another of the same batch: that saw
    every fact whose event is in it.
    """
    event = record.body
    metadata, kind = event.detail.metadata, event.detail_type
    logger.append_keys(correlation_id=metadata.correlation_id, event_id=metadata.event_id)
    if kind == "seeker-leaving":
        leaver().go_on(metadata.seeker_id, event.detail.data.get("after"), clock.now())
        return
    if kind == "settings-changed":
        planner().replan_all(metadata.seeker_id, metadata.correlation_id)
        return
    asked, home = kind == "replan-requested", event.detail.data["relationship_id"]
    doubtful = asked or record.is_redelivered
    if home in planned and not doubtful:
        logger.info("planned with another", detail_type=kind)
        return
    try:
        planner().replan(
            home,
            clock.now(),
            doubtful=doubtful,
            resettle=asked,
            # Who comes again knows no longer how far it came.
            after="" if record.is_redelivered else event.detail.data.get("after", ""),
            correlation_id=metadata.correlation_id,
        )
    except UnknownRelationship:
        if not planner().has_left(metadata.seeker_id):
            raise
        return
    planned.add(home)
    logger.info("planned", detail_type=kind)
    metrics.add_metric("RelationshipsPlanned", MetricUnit.Count, 1)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Plan a batch of events; each that fails comes again by itself."""
    planned: set[str] = set()
    return batch.each(
        event,
        lambda record: take(record, planned),
        lambda: context.get_remaining_time_in_millis() > TAKES,
    )


config.at_start(planner)
