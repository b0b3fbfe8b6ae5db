"""EventBridge Scheduler: schedules that are checked, kept, and really fire."""

import json
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from moto.scheduler.exceptions import ScheduleGroupNotFound, ValidationException
from moto.scheduler.models import EventBridgeSchedulerBackend, Schedule, scheduler_backends
from moto.scheduler.responses import EventBridgeSchedulerResponse

from infra.local.backends import ACCOUNT, LOCK, wrap
from infra.local.backends.events import Buses
from infra.local.backends.sqs import Queues
from infra.local.expressions import BadExpressionError, Expression, parse
from infra.local.journal import Journal, Put, Remove

_KEPT = (
    "description",
    "schedule_expression",
    "schedule_expression_timezone",
    "flexible_time_window",
    "target",
    "state",
    "kms_key_arn",
    "start_date",
    "end_date",
    "action_after_completion",
)


@dataclass(slots=True)
class Timer:
    """When a schedule began to count, and when (seconds since the epoch) it is due next."""

    anchor: float
    due: float | None


class Schedules:
    """Every schedule of the runtime."""

    def __init__(
        self,
        journal: Journal,
        region: str,
        queues: Queues,
        buses: Buses,
        invoke_later: Callable[[str, Any], None],
        is_function: Callable[[str], bool],
    ) -> None:
        self._journal = journal
        self._region = region
        self._queues = queues
        self._buses = buses
        self._invoke_later = invoke_later
        self._is_function = is_function
        self._timers: dict[tuple[str, str], Timer] = {}
        self._kept = list(journal.rows("schedule"))
        self._from_template: set[tuple[str, str]] = set()
        self._loaded = False
        self._after_completion: str | None = None
        self._changed = threading.Event()
        self.fired: Callable[[str], None] = lambda _name: None
        wrap(EventBridgeSchedulerBackend, "create_schedule", self._create)
        wrap(EventBridgeSchedulerBackend, "update_schedule", self._update)
        wrap(EventBridgeSchedulerResponse, "update_schedule", self._update_call)
        wrap(EventBridgeSchedulerBackend, "delete_schedule", self._delete)

    @property
    def _backend(self) -> EventBridgeSchedulerBackend:
        return scheduler_backends[ACCOUNT][self._region]

    def load(self, from_template: set[tuple[str, str]]) -> list[str]:
        """Put back what was made by calls, and when what the template makes is due.

        Gives the names of kept schedules whose group is no longer there.
        """
        lost = []
        self._loaded = True
        self._from_template = from_template
        for row in self._kept:
            key = (row.container, row.key)
            group = self._backend.schedule_groups.get(row.container)
            timer = Timer(row.value["anchor"], row.value["due"])
            made_by_template = row.value["made_by_template"]
            if made_by_template and key not in from_template:
                self._journal.write([Remove("schedule", *key)])
            elif group is None:
                lost.append(f"{row.container}/{row.key}")
            elif made_by_template:
                if row.value["schedule_expression"] == group.schedules[row.key].schedule_expression:
                    self._timers[key] = timer
            else:
                group.add_schedule(self._restored(row.container, row.key, row.value))
                self._timers[key] = timer
        for key in from_template:
            self._keep(self._backend.schedule_groups[key[0]].schedules[key[1]])
        return lost

    def _restored(self, group: str, name: str, value: dict[str, Any]) -> Schedule:
        given = {key: value[key] for key in _KEPT} | {"start_date": None}
        schedule = Schedule(
            region=self._region, account_id=ACCOUNT, group_name=group, name=name, **given
        )
        schedule.start_date = value["start_date"]
        return schedule

    def listing(self) -> list[tuple[Schedule, Timer | None]]:
        """Every schedule with its timer, the next due first."""
        with LOCK:
            found = [
                (schedule, self._timers.get((group.name, schedule.name)))
                for group in self._backend.schedule_groups.values()
                for schedule in group.schedules.values()
            ]
        return sorted(found, key=lambda each: (each[1] and each[1].due) or float("inf"))

    def next_due(self) -> float | None:
        """When the next schedule fires."""
        with LOCK:
            return min((t.due for t in self._timers.values() if t.due is not None), default=None)

    def wait_for_change(self, seconds: float | None) -> None:
        """Sleep until a schedule was changed, at most so many seconds."""
        self._changed.wait(seconds)
        self._changed.clear()

    def wake(self) -> None:
        """End a wait at once."""
        self._changed.set()

    def fire_due(self) -> int:
        """Fire whatever is due by now, oldest first; gives how many."""
        count = 0
        now = time.time()
        while due := self._due_by(now):
            for when, (group, name) in due:
                with LOCK:
                    timer = self._timers.get((group, name))
                    if timer is None or timer.due != when:  # changed since
                        continue
                    self._fire(self._backend.schedule_groups[group].schedules[name], when)
                    count += 1
        return count

    def _due_by(self, now: float) -> list[tuple[float, tuple[str, str]]]:
        with LOCK:
            return sorted(
                (timer.due, key)
                for key, timer in self._timers.items()
                if timer.due is not None and timer.due <= now
            )

    def _fire(self, schedule: Schedule, when: float) -> None:
        key = (schedule.group_name, schedule.name)
        self._send(schedule, when)
        expression = parse(schedule.schedule_expression, schedule.schedule_expression_timezone)
        timer = self._timers[key]
        timer.due = _due(schedule, expression, timer.anchor, time.time())
        if timer.due is None and schedule.action_after_completion == "DELETE":
            self._backend.schedule_groups[key[0]].schedules.pop(key[1], None)
            del self._timers[key]
            self._journal.write([Remove("schedule", *key)])
        else:
            self._keep(schedule)
        self.fired(f"{schedule.group_name}/{schedule.name}")

    def _send(self, schedule: Schedule, when: float) -> None:
        target = schedule.target
        arn = target["Arn"]
        text = _fill_in(target.get("Input") or _default_input(schedule), schedule, when)
        if self._is_function(arn):
            self._invoke_later(arn, json.loads(text))
        elif ":sqs:" in arn and self._queues.exists(arn):
            self._queues.send(arn, text)
        elif ":event-bus/" in arn and self._buses.exists(arn):
            kind = target["EventBridgeParameters"]
            self._buses.publish(arn, kind["Source"], kind["DetailType"], text, [schedule.arn])
        elif letters := target.get("DeadLetterConfig", {}).get("Arn"):
            self._queues.send(letters, text)

    def _create(self, original: Any, backend: Any, **given: Any) -> Schedule:
        with LOCK:
            expression = self._check(given, given["name"])
            if (given.get("group_name") or "default") not in backend.schedule_groups:
                raise ScheduleGroupNotFound(given["group_name"])
            schedule: Schedule = original(backend, **given)
            self._set_timer(schedule, expression)
        self._changed.set()
        return schedule

    def _update(self, original: Any, backend: Any, **given: Any) -> Schedule:
        with LOCK:
            expression = self._check(given, given["name"])
            given["state"] = given.get("state") or "ENABLED"
            schedule: Schedule = original(backend, **given)
            schedule.action_after_completion = self._after_completion
            self._set_timer(schedule, expression)
        self._changed.set()
        return schedule

    def _update_call(self, original: Any, response: Any) -> Any:
        """An update replaces everything; moto forgets this part on the way to its backend."""
        with LOCK:
            self._after_completion = response._get_param("ActionAfterCompletion")
            return original(response)

    def _delete(self, original: Any, backend: Any, group_name: str | None, name: str) -> None:
        with LOCK:
            original(backend, group_name, name)
            key = (group_name or "default", name)
            self._timers.pop(key, None)
            self._journal.write([Remove("schedule", *key)])
        self._changed.set()

    def _set_timer(self, schedule: Schedule, expression: Expression) -> None:
        now = time.time()
        anchor = float(schedule.start_date or now)
        # An instant of this minute that has just passed still fires: precision is a minute.
        due = _due(schedule, expression, anchor, now - 60 * expression.once)
        self._timers[(schedule.group_name, schedule.name)] = Timer(anchor, due)
        self._keep(schedule)

    def _keep(self, schedule: Schedule) -> None:
        if not self._loaded:
            return
        key = (schedule.group_name, schedule.name)
        timer = self._timers[key]
        value = {name: getattr(schedule, name) for name in _KEPT}
        value |= {"anchor": timer.anchor, "due": timer.due}
        value["made_by_template"] = key in self._from_template
        self._journal.write([Put("schedule", *key, value)])

    def _check(self, given: dict[str, Any], name: str) -> Expression:
        """Refuse what the service would refuse, which moto takes."""
        if not 1 <= len(name) <= 64:
            raise ValidationException(f"Value '{name}' at 'name': must have length 1 to 64")
        arn = given["target"]["Arn"]
        if ":scheduler:::" in arn:
            raise ValidationException(f"Universal target {arn} is not known to the local runtime")
        if ":event-bus/" in arn and "EventBridgeParameters" not in given["target"]:
            raise ValidationException("A PutEvents target needs EventBridgeParameters")
        if not (self._is_function(arn) or ":sqs:" in arn or ":event-bus/" in arn):
            raise ValidationException(f"Provided Arn {arn} is not a target known here")
        try:
            expression = parse(
                given["schedule_expression"], given.get("schedule_expression_timezone") or "UTC"
            )
        except BadExpressionError as error:
            raise ValidationException(f"Invalid Schedule Expression: {error}") from None
        if expression.once and expression.next(_instant(time.time() - 60), _instant(0)) is None:
            raise ValidationException("Invalid Schedule Expression: it lies in the past")
        return expression


def _due(schedule: Schedule, expression: Expression, anchor: float, after: float) -> float | None:
    if schedule.state != "ENABLED":
        return None
    following = expression.next(_instant(after), _instant(anchor))
    if following is None:
        return None
    end = schedule.end_date
    if end is not None and not expression.once and following.timestamp() > float(end):
        return None
    return following.timestamp()


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _default_input(schedule: Schedule) -> str:
    """What a target gets when the schedule gives it no input."""
    return json.dumps(
        {
            "version": "0",
            "id": "<aws.scheduler.execution-id>",
            "detail-type": "Scheduled Event",
            "source": "aws.scheduler",
            "account": ACCOUNT,
            "time": "<aws.scheduler.scheduled-time>",
            "region": schedule.arn.split(":")[3],
            "resources": [schedule.arn],
            "detail": "{}",
        }
    )


def _fill_in(text: str, schedule: Schedule, when: float) -> str:
    """Replace the keywords that Scheduler knows inside an input."""
    if "<aws.scheduler." not in text:
        return text
    values = {
        "schedule-arn": schedule.arn,
        "scheduled-time": _instant(when).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "execution-id": str(uuid.uuid4()),
        "attempt-number": "1",
    }
    for name, value in values.items():
        text = text.replace(f"<aws.scheduler.{name}>", value)
    return text
