"""Pages from templates: every value is escaped, and a value that is missing is an error."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapport.mail.compose import mailto
from rapport.phrases import FALLBACK, phrases, straight
from rapport.wall import Wall

if TYPE_CHECKING:
    from jinja2 import Environment

    from web.call import Call

HERE = Path(__file__).parent
STATIC = HERE / "static"
SOURCES = HERE / "templates"
COMPILED = HERE / "compiled"
"""The templates as modules: what a build makes, so that no page is compiled at a cold start."""
UTC_ZONE = "UTC"


def render(call: Call, name: str, values: dict[str, Any]) -> str:
    """The page that the template `name` makes."""
    visitor = call.greeted
    zone = visitor.playbook.zone if visitor else UTC_ZONE
    shared = {
        "call": call,
        "visitor": visitor,
        "zone": zone,
        "now": Wall.at(call.now, zone),
        "token": call.token,
    }
    return _environment().get_template(name).render({**shared, **values})


def ready() -> None:
    """Load what makes pages, ahead of the first request."""
    _environment()


def compile_into(folder: Path) -> None:
    """Write every template as a Python module, as the artefact carries them in `COMPILED`."""
    _environment().compile_templates(folder, zip=None)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, ModuleLoader, StrictUndefined

    environment = Environment(
        loader=ModuleLoader(COMPILED) if COMPILED.is_dir() else FileSystemLoader(SOURCES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "read_instant": datetime.fromisoformat,
        "when": when,
        "spoken": spoken,
        "dated": dated,
        "straight": straight,
    }
    environment.globals |= {"static": static, "mailto": mailto, "Wall": Wall}
    return environment


@cache
def static(name: str) -> str:
    """The path of a static file, under a name that changes with its content."""
    stem, _, ending = name.rpartition(".")
    return f"/static/{stem}.{_digest(name)}.{ending}"


@cache
def files() -> dict[str, Path]:
    """The static files by the paths that they are served under."""
    return {static(path.name): path for path in STATIC.iterdir() if path.is_file()}


def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def day(wall: Wall, now: Wall) -> str:
    """A day as people say it."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((wall.day - now.day).days)
    if near:
        return near
    return spoken(wall.day, now)


def spoken(on: date | str, now: Wall) -> str:
    """A date with its weekday, and its year where that is another."""
    on = date.fromisoformat(on) if isinstance(on, str) else on
    said = phrases(FALLBACK).day(on)
    return said if on.year == now.day.year else f"{said} {on.year}"


def dated(on: date, now: Wall) -> str:
    """A date without its weekday, and with its year where that is another."""
    said = f"{on.day} {phrases(FALLBACK).months[on.month - 1]}"
    return said if on.year == now.day.year else f"{said} {on.year}"


def when(moment: datetime | Wall, now: Wall) -> str:
    """A moment on the clocks of where `now` is."""
    instant = moment.instant if isinstance(moment, Wall) else moment.astimezone(UTC)
    wall = Wall.at(instant, now.zone)
    return f"{day(wall, now)}, {wall.local:%H:%M}"
