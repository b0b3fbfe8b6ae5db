"""What can go wrong at a call of AWS, made to go wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from types import SimpleNamespace
from typing import Any, Literal

from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from botocore.session import Session


class Crash(BaseException):
    """The process is gone. No handler of exceptions sees this, as none would."""


class Fault(StrEnum):
    """What happens to a call, and whether AWS did what it was asked."""

    DIES_BEFORE = "dies before"
    """The process is killed; nothing was done."""
    DIES_AFTER = "dies after"
    """It was done; the process is killed before it hears so."""
    THROTTLED = "throttled"
    """Refused for its pace, at every try of the client's own."""
    BROKEN = "broken"
    """The service answers that something is wrong with it; nothing was done."""
    UNREACHED = "unreached"
    """No connection within the time for it; nothing was done."""
    UNHEARD = "unheard"
    """It was done; the answer does not come within the time for it."""
    SENT_AGAIN = "sent again"
    """It was done, the answer was lost, and the client asked once more by itself."""
    PARTLY_REFUSED = "partly refused"
    """PutEvents: every other entry was refused, the first among them."""


KILLS = {Fault.DIES_BEFORE, Fault.DIES_AFTER}
BEFORE = {Fault.DIES_BEFORE, Fault.THROTTLED, Fault.BROKEN, Fault.UNREACHED}
AFTER = {Fault.DIES_AFTER, Fault.UNHEARD}
_THROTTLING = {"sesv2": (429, "TooManyRequestsException"), "s3": (503, "SlowDown")}


@dataclass(frozen=True)
class Call:
    """A call that was made, and whether its client may make it a second time by itself."""

    operation: str
    repeatable: bool
    parts: frozenset[str] = field(default=frozenset(), compare=False)
    """What a transaction is made of: `Put`, `Update`, `Delete`, `ConditionCheck`."""

    def faults(self) -> list[Fault]:
        """All that can happen to it."""
        return [
            fault
            for fault in Fault
            if (fault is not Fault.SENT_AGAIN or self.repeatable)
            and (fault is not Fault.PARTLY_REFUSED or self.operation == "PutEvents")
        ]


class Faults:
    """Counts the calls that a session's clients make, and lets one of them go wrong.

    It must be made before the clients are.
    """

    def __init__(self, session: Session) -> None:
        self.calls: list[str] = []
        self.made: list[Call] = []
        self._at: tuple[int, Fault] | None = None
        self._refused: list[Any] | None = None
        # What these handlers answer counts, though the types of the library do not know it.
        events: Any = session
        events.register("provide-client-params.events.PutEvents", self._entries)
        events.register("before-call", self._before)
        events.register("needs-retry", self._again)
        events.register("after-call", self._after)

    def strike(self, call: int, fault: Fault) -> None:
        """Let the call of this number, counted from 0 and from now on, go wrong once."""
        self.forget()
        self._at = (call, fault)

    def crash_at(self, call: int, when: Literal["before", "after"]) -> None:
        """Die once, at the call of this number."""
        self.strike(call, Fault.DIES_BEFORE if when == "before" else Fault.DIES_AFTER)

    def forget(self) -> None:
        """Count anew, and let live."""
        self.calls.clear()
        self.made.clear()
        self._at = self._refused = None

    @property
    def pending(self) -> bool:
        """Whether what was to go wrong has not yet."""
        return self._at is not None

    def _strikes(self, *faults: Fault) -> Fault | None:
        if self._at is None or self._at[0] != len(self.calls) - 1 or self._at[1] not in faults:
            return None
        fault = self._at[1]
        if fault is Fault.SENT_AGAIN and not self.made[-1].repeatable:
            return None
        self._at = None
        return fault

    def _before(self, model: Any, context: Any, params: Any, **_: Any) -> Any:
        tries = (context["client_config"].retries or {}).get("total_max_attempts")
        self.calls.append(model.name)
        # A transaction that is asked for again is known by its token, which moto ignores.
        repeatable = tries != 1 and model.name != "TransactWriteItems"
        self.made.append(Call(model.name, repeatable, _parts(model.name, params)))
        service = model.service_model.service_name
        match self._strikes(*BEFORE):
            case Fault.DIES_BEFORE:
                raise Crash
            case Fault.UNREACHED:
                raise ConnectTimeoutError(endpoint_url=service)
            case Fault.THROTTLED:
                return _refusal(*_THROTTLING.get(service, (400, "ThrottlingException")))
            case Fault.BROKEN:
                return _refusal(500, "InternalServerError")
        return None

    def _after(self, model: Any, parsed: Any, **_: Any) -> None:
        if self._refused is not None and model.name == "PutEvents":
            _refuse(parsed, self._refused)
            self._refused = None
        match self._strikes(*AFTER):
            case Fault.DIES_AFTER:
                raise Crash
            case Fault.UNHEARD:
                raise ReadTimeoutError(endpoint_url=model.service_model.service_name)

    def _again(self, **_: Any) -> int | None:
        # Who says a number wants the call to be made again after so many seconds.
        return 0 if self._strikes(Fault.SENT_AGAIN) else None

    def _entries(self, params: dict[str, Any], **_: Any) -> dict[str, Any] | None:
        if self._at != (len(self.calls), Fault.PARTLY_REFUSED):
            return None
        self._at = None
        self._refused = params["Entries"]
        # A call must have an entry: a lone one that is refused goes out under nobody's name.
        taken = params["Entries"][1::2] or [{**params["Entries"][0], "Source": "nobody"}]
        return {**params, "Entries": taken}


def _parts(operation: str, params: dict[str, Any]) -> frozenset[str]:
    if operation != "TransactWriteItems":
        return frozenset()
    return frozenset(kind for one in json.loads(params["body"])["TransactItems"] for kind in one)


def _refusal(status: int, code: str) -> tuple[Any, dict[str, Any]]:
    error = {"Code": code, "Message": "made to go wrong"}
    answer = {"Error": error, "ResponseMetadata": {"HTTPStatusCode": status}}
    return SimpleNamespace(status_code=status), answer


def _refuse(parsed: dict[str, Any], entries: list[Any]) -> None:
    """Say of every other entry that it was refused."""
    taken = iter(parsed["Entries"])
    refused = {"ErrorCode": "ThrottlingException", "ErrorMessage": "made to go wrong"}
    parsed["Entries"] = [
        refused if position % 2 == 0 else next(taken) for position in range(len(entries))
    ]
    parsed["FailedEntryCount"] = (len(entries) + 1) // 2
