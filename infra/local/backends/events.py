"""Event buses: rules that match as moto matches them, delivered as EventBridge delivers."""

import json
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

from moto.events.models import EventPattern, EventsBackend, Rule, events_backends
from moto.events.utils import EventTemplateParser

from infra.local.backends import ACCOUNT, LOCK, wrap
from infra.local.backends.sqs import Queues
from infra.local.errors import Refused
from infra.local.journal import Journal, Put

InvokeLater = Callable[[str, Any], None]
"""`invoke_later(function_arn, event)`"""

_RESERVED = {
    "ErrorCode": "NotAuthorizedForSourceException",
    "ErrorMessage": "Not authorized for the source.",
}


def matcher(patterns: list[str]) -> Callable[[dict[str, Any]], bool]:
    """Whether something matches any of these event patterns; no pattern matches everything."""
    loaded = [EventPattern.load(pattern) for pattern in patterns]

    def matches(thing: dict[str, Any]) -> bool:
        return not loaded or any(pattern.matches_event(cast(Any, thing)) for pattern in loaded)

    return matches


class Buses:
    """Every event bus of the runtime."""

    def __init__(
        self, journal: Journal, region: str, queues: Queues, invoke_later: InvokeLater
    ) -> None:
        self._journal = journal
        self.region = region
        self._queues = queues
        self._invoke_later = invoke_later
        wrap(Rule, "send_to_targets", self._send)
        wrap(EventsBackend, "put_events", self._put_events)

    @property
    def _backend(self) -> EventsBackend:
        return events_backends[ACCOUNT][self.region]

    def load(self) -> None:
        """Put back what the archives held."""
        for row in self._journal.rows("archive"):
            if (archive := self._backend.archives.get(row.container)) is not None:
                archive.events.append(row.value)

    def archived(self) -> dict[str, int]:
        """How many events each archive holds."""
        return {name: len(each.events) for name, each in self._backend.archives.items()}

    def exists(self, arn: str) -> bool:
        """Whether there is such a bus."""
        return arn.rsplit("/", 1)[-1] in self._backend.event_buses

    def publish(
        self,
        bus: str,
        source: str,
        detail_type: str,
        detail: str,
        resources: list[str] | None = None,
    ) -> None:
        """Put one event on a bus (name or ARN), as an AWS service would."""
        entry = {
            "Source": source,
            "DetailType": detail_type,
            "Detail": detail,
            "EventBusName": bus.rsplit("/", 1)[-1],
            "Resources": resources or [],
        }
        with LOCK:
            EventsBackend.put_events.wrapped_by_local_runtime(  # type: ignore[attr-defined]
                self._backend, [entry]
            )

    def _put_events(
        self, original: Any, backend: EventsBackend, events: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """A client's PutEvents: the names of AWS's own sources are not theirs."""
        reserved = [str(event.get("Source", "")).startswith("aws.") for event in events]
        allowed = [event for event, own in zip(events, reserved, strict=True) if not own]
        answers = iter(original(backend, allowed))
        return [dict(_RESERVED) if own else next(answers) for own in reserved]

    def _send(self, _original: Any, rule: Rule, event: Any, transform_input: bool = True) -> None:
        if rule.state != "ENABLED" or not rule.event_pattern.matches_event(event):
            return
        for target in rule.targets:
            self._deliver(rule, target, event, transform_input)

    def _deliver(self, rule: Rule, target: dict[str, Any], event: Any, transform: bool) -> None:
        arn = target["Arn"]
        service, kind = arn.split(":")[2], arn.split(":")[5].split("/")[0]
        if service == "events" and not kind:
            self._archive(rule, event)
            return
        payload = _input(target, event) if transform else _envelope(event)
        if service == "sqs":
            self._queues.send(arn, payload if isinstance(payload, str) else json.dumps(payload))
        elif service == "lambda":
            self._invoke_later(arn, payload)
        elif service == "events" and kind == "event-bus":
            self.publish(arn, event["source"], event["detail-type"], json.dumps(event["detail"]))
        else:
            raise Refused(f"rule {rule.name}: a target {arn} is not known here")

    def _archive(self, rule: Rule, event: Any) -> None:
        name = rule.name.removeprefix("Events-Archive-")
        archive = self._backend.archives[name]
        kept = dict(event)
        self._journal.write([Put("archive", name, event["id"], kept)])
        archive.events.append(cast(Any, kept))


def scheduled_event(rule_arn: str, region: str) -> dict[str, Any]:
    """What a rule with a schedule sends to its targets."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": time.time(),
        "region": region,
        "resources": [rule_arn],
        "detail": {},
    }


def _envelope(event: Any) -> dict[str, Any]:
    """The event as EventBridge writes it, without what moto adds for itself."""
    when = event["time"]
    if not isinstance(when, str):
        when = datetime.fromtimestamp(float(when), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    envelope = {
        "version": "0",
        "id": event["id"],
        "detail-type": event["detail-type"],
        "source": event["source"],
        "account": ACCOUNT,
        "time": when,
        "region": event["region"],
        "resources": event["resources"],
        "detail": event["detail"],
    }
    if "replay-name" in event:
        envelope["replay-name"] = event["replay-name"]
    return envelope


def _input(target: dict[str, Any], event: Any) -> Any:
    envelope = _envelope(event)
    if "Input" in target:
        return json.loads(target["Input"])
    if "InputPath" in target:
        part: Any = envelope
        for step in target["InputPath"].removeprefix("$").strip(".").split("."):
            part = part[step] if step else part
        return part
    if transformer := target.get("InputTransformer"):
        return EventTemplateParser.parse(
            input_template=transformer["InputTemplate"],
            input_paths_map=transformer.get("InputPathsMap", {}),
            event=cast(Any, envelope),
        )
    return envelope
