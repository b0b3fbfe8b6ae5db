"""Settings: frozen, read from the environment once, complete or refused."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import TypeVar

from rapport.later import dataclass

T = TypeVar("T")


class MissingSetting(RuntimeError):
    """An environment variable that the function cannot do without is not set."""


def read(kind: type[T], environment: Mapping[str, str] | None = None) -> T:
    """An instance of the settings dataclass `kind`; field `table_name` is TABLE_NAME.

    Raises:
        MissingSetting: names every variable that is missing, or is no number where one is meant.
    """
    given = os.environ if environment is None else environment
    values: dict[str, str | int] = {}
    wrong: list[str] = []
    for field in fields(kind):  # type: ignore[arg-type]  # every kind below is a dataclass
        name = field.name.upper()
        value = given.get(name)
        if not value:
            if field.default is MISSING:
                wrong.append(f"{name} is not set")
        elif field.type in ("int", int):
            if value.isdigit():
                values[field.name] = int(value)
            else:
                wrong.append(f"{name} is no whole number")
        else:
            values[field.name] = value
    if wrong:
        raise MissingSetting(f"{'; '.join(wrong)}. template.yaml sets it for each function.")
    return kind(**values)


def at_start(compose: Callable[[], object]) -> None:
    """On Lambda, compose while the function starts: clients are made, a missing setting stops it.

    Elsewhere, as in a test that imports a handler, nothing happens until the first call.
    """
    if "AWS_LAMBDA_RUNTIME_API" in os.environ:
        compose()


@dataclass(frozen=True)
class Storing:
    """What every function needs that touches the table."""

    table_name: str


@dataclass(frozen=True)
class Publishing:
    """What `publish_facts` needs."""

    bus_name: str


@dataclass(frozen=True)
class Scheduling:
    """What keeps schedules."""

    bus_name: str
    bus_arn: str
    schedule_group: str
    schedule_role_arn: str
    schedule_dead_letters_arn: str
    horizon_days: int
    due_shards: int


@dataclass(frozen=True)
class Mailing:
    """What sends mail."""

    sender_address: str
    configuration_set: str


@dataclass(frozen=True)
class Pacing:
    """How fast reminders go out, all processes of the function together."""

    reminders_a_second: int
    reminder_processes: int


@dataclass(frozen=True)
class Answering:
    """What makes or reads signed links, and signed addresses where there is a mail domain."""

    secret_arn: str
    mail_domain: str = ""
    public_url: str = ""


@dataclass(frozen=True)
class Receiving:
    """What takes incoming mail in."""

    receipts_a_day: int


@dataclass(frozen=True)
class Holding:
    """What lets held mails in, or throws them away."""

    inbound_queue_url: str
    raw_mail_days: int


@dataclass(frozen=True)
class Welcoming:
    """What the pages need."""

    who_may_sign_up: str
    default_zone: str
    public_url: str = ""
