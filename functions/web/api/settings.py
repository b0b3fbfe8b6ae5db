"""Name and playbook."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rapport.facts import Line
from rapport.flows.visiting import Implausible, Visitor
from rapport.playbook import Playbook
from web import answers
from web.api.shared import CHANGING, given, giving
from web.call import call_of

router = APIGatewayHttpRouter()


class SettingsSaid(BaseModel):
    """The seeker's name and playbook; `version` counts its changes."""

    name: str
    version: int
    settings: dict[str, Any]


class SettingsEntry(BaseModel):
    """Settings to change: those left out stay. `version` is the one that was read."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=1)]
    name: Line | None = None
    settings: dict[str, Any] = {}


@router.get(
    "/api/settings",
    summary="The settings",
    tags=["Settings"],
    responses=giving(200, SettingsSaid, "All of them, defaults included"),
)
def settings() -> Response[Any]:
    """Name and playbook."""
    return given(_settings(call_of(router).visitor()))


@router.patch(
    "/api/settings",
    summary="Change settings",
    tags=["Settings"],
    responses=giving(200, SettingsSaid, "As they are now", *CHANGING),
)
def change_settings(
    entry: Annotated[
        SettingsEntry,
        Body(
            openapi_examples={
                "quieter": {"value": {"version": 1, "settings": {"reminders_a_day": 2}}}
            }
        ),
    ],
) -> Response[Any]:
    """Change some. 409 where they were changed since `version` was read."""
    call = call_of(router)
    visitor = call.visitor()
    if entry.version != visitor.seeker.version:
        return answers.problem(
            HTTPStatus.CONFLICT,
            "The settings were changed in between",
            f"They are at version {visitor.seeker.version}: read them again.",
        )
    try:
        playbook = Playbook.of({**visitor.seeker.playbook, **entry.settings})
    except ValidationError as error:
        first = error.errors()[0]
        raise Implausible(("settings", *map(str, first["loc"])), first["msg"]) from error
    name = visitor.seeker.name if entry.name is None else entry.name
    changed = call.house.desk.change_settings(visitor.seeker, name, playbook.overrides())
    return given(_settings(Visitor(changed, playbook, {})))


def _settings(visitor: Visitor) -> SettingsSaid:
    return SettingsSaid(
        name=visitor.seeker.name,
        version=visitor.seeker.version,
        settings=visitor.playbook.model_dump(mode="json"),
    )
