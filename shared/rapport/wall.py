"""Wall-clock time: what a person reads on the clock, and where. Instants are computed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, WithJsonSchema, field_validator


@lru_cache(maxsize=64)
def zone_info(zone: str) -> ZoneInfo:
    """The tz database entry of an IANA name.

    Raises:
        ValueError: no such zone.
    """
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{zone!r} is no IANA time zone, write one like Europe/Berlin") from error


def _known_zone(zone: str) -> str:
    zone_info(zone)
    return zone


_LOCAL = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$"
"""A date and a time without an offset, which is not what JSON Schema calls a date-time."""

Zone = Annotated[str, AfterValidator(_known_zone)]


class Wall(BaseModel):
    """A wall-clock time in an IANA zone, to the minute.

    A time that the spring change skips means the moment as far after the gap; a time that the
    autumn change doubles means its first occurrence.
    """

    model_config = ConfigDict(defer_build=True, frozen=True, hide_input_in_errors=True)

    local: Annotated[datetime, WithJsonSchema({"type": "string", "pattern": _LOCAL})]
    zone: Zone

    @field_validator("local")
    @classmethod
    def _naive(cls, local: datetime) -> datetime:
        if local.tzinfo is not None:
            raise ValueError("write the local time without an offset, the zone stands beside it")
        return local.replace(second=0, microsecond=0, fold=0)

    @classmethod
    def at(cls, instant: datetime, zone: str) -> Self:
        """What the clock in `zone` shows at an aware `instant`."""
        return cls(local=instant.astimezone(zone_info(zone)).replace(tzinfo=None), zone=zone)

    @classmethod
    def on(cls, day: date, clock: time, zone: str) -> Self:
        """The time `clock` of `day` in `zone`."""
        return cls(local=datetime.combine(day, clock), zone=zone)

    @property
    def instant(self) -> datetime:
        """The moment meant, aware, in UTC."""
        return self.local.replace(tzinfo=zone_info(self.zone)).astimezone(UTC)

    @property
    def day(self) -> date:
        """The calendar day."""
        return self.local.date()

    def days_later(self, days: int) -> Self:
        """The same time of day, `days` calendar days on (a day is not 24 hours)."""
        return type(self)(local=self.local + timedelta(days=days), zone=self.zone)

    def hours_later(self, hours: float) -> Self:
        """So many real hours on, over a clock change too."""
        return self.at(self.instant + timedelta(hours=hours), self.zone)

    def __str__(self) -> str:
        return f"{self.local:%Y-%m-%dT%H:%M}[{self.zone}]"
