"""Settings, and the welcome that asks for the first two of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import TypeAdapter, ValidationError

from rapport.facts import Line
from rapport.flows.visiting import Visitor
from rapport.phrases import languages
from rapport.playbook import Playbook
from rapport.store import Conflict, Seeker
from web import answers
from web.call import Call, call_of
from web.forms import Form
from web.zones import zones

router = APIGatewayHttpRouter()
NAME: TypeAdapter[str] = TypeAdapter(Line)
CLOCKS = ("quiet_from", "quiet_until")
WEEKDAYS = {
    "1": "Monday",
    "2": "Tuesday",
    "3": "Wednesday",
    "4": "Thursday",
    "5": "Friday",
    "6": "Saturday",
    "7": "Sunday",
}
LABELS = {
    "name": "Your name",
    "zone": "Time zone",
    "language": "Language",
    "quiet_from": "Quiet from",
    "quiet_until": "Quiet until",
    "working_days": "Working days",
    "reminders_a_day": "Reminders a day",
}
LANGUAGE_NAMES = {"en": "English", "de": "Deutsch"}


@router.get("/welcome", include_in_schema=False)
def welcome() -> Response[Any]:
    """The first two questions."""
    call = call_of(router)
    return _shown(call, _filled(call.visitor().seeker), "welcome.html")


@router.post("/welcome", include_in_schema=False)
def begin() -> Response[Any]:
    """Keep the answers; whatever else there is has its default."""
    return _kept(call_of(router), "welcome.html", "welcome")


@router.get("/settings", include_in_schema=False)
def show() -> Response[Any]:
    """The form."""
    call = call_of(router)
    return _shown(call, _filled(call.visitor().seeker), "settings.html")


@router.post("/settings", include_in_schema=False)
def change() -> Response[Any]:
    """Keep them."""
    return _kept(call_of(router), "settings.html", "settings")


def _kept(call: Call, template: str, notice: str) -> Response[Any]:
    visitor = call.visitor()
    form = call.genuine_form()
    if form.get("version") != str(visitor.seeker.version):
        return _changed_meanwhile(call, form, template)
    name, playbook = _name(form), _playbook(form, visitor)
    if name is None or playbook is None:
        return _shown(call, form, template, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        call.house.desk.change_settings(visitor.seeker, name, playbook.overrides())
    except Conflict:
        return _changed_meanwhile(call, form, template)
    return answers.see(f"/?notice={notice}")


def _changed_meanwhile(call: Call, form: Form, template: str) -> Response[Any]:
    """Show what was typed, and what the other change made of each field; sending it again wins."""
    now = _filled(call.visitor().seeker)
    for name in LABELS:
        theirs, mine = now.all(name), form.all(name)
        if mine and theirs != mine:
            was = ", ".join(WEEKDAYS.get(one, one) for one in theirs) or "blank"
            form.wrong(name, f"Changed in between, to: {was}.")
    form.wrong("form", "The settings were changed in between. Look it over, then send it again.")
    kept = [(name, value) for name, value in form.fields if name != "version"]
    again = Form([*kept, ("version", now.get("version"))], form.errors)
    return _shown(call, again, template, HTTPStatus.CONFLICT)


def _filled(seeker: Seeker) -> Form:
    playbook = Playbook.of(seeker.playbook)
    return Form(
        [
            ("version", str(seeker.version)),
            ("name", seeker.name),
            ("zone", playbook.zone),
            ("language", playbook.language),
            ("quiet_from", f"{playbook.quiet_from:%H:%M}"),
            ("quiet_until", f"{playbook.quiet_until:%H:%M}"),
            ("reminders_a_day", str(playbook.reminders_a_day)),
            *(("working_days", str(day)) for day in playbook.working_days),
        ]
    )


def _name(form: Form) -> str | None:
    if not form.get("name").strip():
        return ""
    try:
        return NAME.validate_python(form.get("name"))
    except ValidationError as error:
        form.refuse(error.errors(), {"": "name"})
        return None


def _playbook(form: Form, visitor: Visitor) -> Playbook | None:
    """The playbook with the fields that the form has laid over it."""
    asked = {name: form.get(name) for name in ("zone", "language", *CLOCKS, "reminders_a_day")}
    given: dict[str, Any] = {name: value for name, value in asked.items() if form.all(name)}
    if "zone" in given and "reminders_a_day" in given:
        given["working_days"] = form.all("working_days")
    if given.get("language", "en") not in languages():
        form.wrong("language", "Please choose one of the languages.")
        return None
    try:
        return Playbook.of({**visitor.seeker.playbook, **given})
    except ValidationError as error:
        form.refuse(error.errors(), {"": "quiet_until"})
        return None


def _shown(
    call: Call, form: Form, template: str, status: HTTPStatus = HTTPStatus.OK
) -> Response[Any]:
    form.labels = LABELS
    return answers.page(
        call,
        template,
        status,
        form=form,
        zones=zones(form.get("zone")),
        weekdays=WEEKDAYS,
        languages={one: LANGUAGE_NAMES.get(one, one) for one in languages()},
        capture=call.capture(),
    )
