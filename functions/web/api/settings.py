"""Name and playbook."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel, ConfigDict, Field

from rapport.facts import Line
from rapport.plan import Kind
from rapport.playbook import Playbook
from rapport.store import Seeker
from web import answers
from web.api.shared import EDITING, IfMatch, Version, given_version, giving_version, outdated
from web.call import call_of
from web.timings import read_playbook

router = APIGatewayHttpRouter()


class SettingSaid(BaseModel):
    """A timing or cap of the playbook, and where its default comes from."""

    name: str
    group: str
    value: Any
    default: Any
    unit: str
    least: float | None
    most: float | None
    description: str
    source: str


class SettingsSaid(BaseModel):
    """The seeker's name and playbook; `version` counts its changes."""

    name: str
    version: int
    settings: dict[str, Any]
    muted: list[Kind] = Field(description="Kinds of follow-up that are shown and not mailed")
    playbook: list[SettingSaid] = Field(description="The same settings, each explained")


class SettingsEntry(BaseModel):
    """Settings to change: those left out stay. `version` is the one that was read."""

    model_config = ConfigDict(extra="forbid")

    version: Version = None
    name: Line | None = None
    settings: dict[str, Any] = Field({}, description="By name; null goes back to the default")
    muted: list[Kind] | None = Field(None, max_length=len(Kind), description="All of them anew")


@router.get(
    "/api/settings",
    summary="The settings",
    tags=["Settings"],
    responses=giving_version(SettingsSaid, "All of them, defaults included"),
)
def settings() -> Response[Any]:
    """Name and playbook."""
    seeker = call_of(router).visitor().seeker
    return given_version(_settings(seeker), seeker)


@router.patch(
    "/api/settings",
    summary="Change settings",
    tags=["Settings"],
    responses=giving_version(SettingsSaid, "As they are now", *EDITING),
)
def change_settings(
    entry: Annotated[
        SettingsEntry,
        Body(
            openapi_examples={
                "quieter": {"value": {"version": 1, "settings": {"reminders_a_day": 2}}},
                "as the house has it": {
                    "value": {"version": 2, "settings": {"reminders_a_day": None}}
                },
                "with If-Match": {"value": {"name": "Roger"}},
            }
        ),
    ],
    if_match: IfMatch = None,
) -> Response[Any]:
    """Change some. 409 or 412 where they were changed since they were read, into something else."""
    call = call_of(router)
    seeker = call.visitor().seeker
    wanted = {**seeker.playbook, **entry.settings}
    playbook, wrong = read_playbook(
        {name: value for name, value in wanted.items() if value is not None}
    )
    wrong += [
        (name, "There is no such field.")
        for name, value in entry.settings.items()
        if value is None and name not in Playbook.model_fields
    ]
    if playbook is None or wrong:
        return answers.problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "Not valid",
            "Nothing was stored. Each entry of errors names a field and what is wrong with it.",
            [
                {"field": f"settings.{name}" if name else "settings", "message": message}
                for name, message in wrong
            ],
        )
    name = seeker.name if entry.name is None else entry.name
    muted = None if entry.muted is None else tuple(dict.fromkeys(map(str, entry.muted)))
    stands = (name, playbook.overrides(), seeker.muted if muted is None else muted) == (
        seeker.name,
        seeker.playbook,
        seeker.muted,
    )
    if answer := outdated(seeker, entry.version, if_match, stands=stands):
        return answer
    changed = call.house.desk.change_settings(seeker, name, playbook.overrides(), muted)
    return given_version(_settings(changed), changed)


def _settings(seeker: Seeker) -> SettingsSaid:
    playbook = Playbook.of(seeker.playbook)
    values = playbook.model_dump(mode="json")
    defaults = Playbook().model_dump(mode="json")
    return SettingsSaid(
        name=seeker.name,
        version=seeker.version,
        settings=values,
        muted=[Kind(kind) for kind in seeker.muted],
        playbook=[
            SettingSaid(
                name=one.name,
                group=one.group,
                value=values[one.name],
                default=defaults[one.name],
                unit=one.unit,
                least=one.least,
                most=one.most,
                description=one.description,
                source=one.source,
            )
            for one in playbook.settings()
        ],
    )
