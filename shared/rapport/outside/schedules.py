"""Schedules: one one-shot for each pending follow-up inside the horizon."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from rapport.config import Scheduling
from rapport.facts import derive
from rapport.later import dataclass
from rapport.outside.clients import client

SOURCE = "rapport.schedule"
SOONEST = timedelta(minutes=1)
"""Schedules fire on the minute; one for a moment already gone is set this far ahead."""


@dataclass(frozen=True)
class Wake:
    """When to say that a follow-up is due: at an instant, on the seeker's own date."""

    seeker_id: str
    relationship_id: str
    follow_up_id: str
    occasion: str
    at: datetime
    day: date

    def detail(self) -> dict[str, Any]:
        """The detail of the follow-up-due event; the same however often it is said."""
        return {
            "metadata": {
                "event_id": derive(self.follow_up_id, self.occasion, self.at.isoformat()),
                "version": 1,
                "occurred_at": self.at.isoformat(),
                "recorded_at": self.at.isoformat(),
                "seeker_id": self.seeker_id,
                "correlation_id": self.occasion,
                "causation_id": self.follow_up_id,
            },
            "data": {
                "relationship_id": self.relationship_id,
                "follow_up_id": self.follow_up_id,
                "occasion": self.occasion,
                "day": self.day.isoformat(),
            },
        }


class Schedules:
    """The schedule group of one stack. A schedule's name is its follow-up's id."""

    def __init__(
        self, client: Any, *, group: str, role_arn: str, bus_arn: str, dead_letters_arn: str
    ) -> None:
        self._client = client
        self._group = group
        self._target = {
            "Arn": bus_arn,
            "RoleArn": role_arn,
            "DeadLetterConfig": {"Arn": dead_letters_arn},
            "RetryPolicy": {"MaximumRetryAttempts": 185, "MaximumEventAgeInSeconds": 86400},
            "EventBridgeParameters": {"Source": SOURCE, "DetailType": "follow-up-due"},
        }

    @classmethod
    def of(cls, settings: Scheduling, made: Callable[..., Any] = client) -> Schedules:
        """The schedules of this stack. `made` is `later` where few invokes touch one."""
        return cls(
            made("scheduler"),
            group=settings.schedule_group,
            role_arn=settings.schedule_role_arn,
            bus_arn=settings.bus_arn,
            dead_letters_arn=settings.schedule_dead_letters_arn,
        )

    def put(self, wake: Wake, now: datetime) -> None:
        """Set it, or move it where it stands already."""
        wanted = self._schedule(wake, now)
        try:
            self._client.create_schedule(**wanted)
        except self._client.exceptions.ConflictException:
            try:
                self._client.update_schedule(**wanted)
            except self._client.exceptions.ResourceNotFoundException:
                # It fired and went between the two calls.
                self._client.create_schedule(**wanted)

    def ensure(self, wake: Wake, now: datetime) -> None:
        """Set it where none stands; one that stands stays as it is."""
        try:
            self._client.create_schedule(**self._schedule(wake, now))
        except self._client.exceptions.ConflictException:
            return

    def remove(self, follow_up_id: str) -> None:
        """Take it back; one that fired or never stood is no error."""
        try:
            self._client.delete_schedule(Name=follow_up_id, GroupName=self._group)
        except self._client.exceptions.ResourceNotFoundException:
            return

    def _schedule(self, wake: Wake, now: datetime) -> dict[str, Any]:
        at = max(wake.at, now + SOONEST)
        return {
            "Name": wake.follow_up_id,
            "GroupName": self._group,
            # Computed from wall time and zone already: UTC leaves nothing to interpret.
            "ScheduleExpression": f"at({at:%Y-%m-%dT%H:%M:%S})",
            "ScheduleExpressionTimezone": "UTC",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "ActionAfterCompletion": "DELETE",
            "Target": {**self._target, "Input": json.dumps(wake.detail())},
        }
