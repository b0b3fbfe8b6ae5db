"""Settings: name, playbook, and the welcome that asks for the first two of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import TypeAdapter, ValidationError

from rapport.facts import Line
from rapport.flows.visiting import Visitor
from rapport.later import dataclass
from rapport.phrases import languages
from rapport.plan import Kind
from rapport.playbook import Playbook, Setting
from rapport.store import Conflict, Seeker
from web import answers
from web.call import Call, call_of
from web.forms import Form
from web.labels import LANGUAGE_NAMES, REMINDERS
from web.timings import GROUPS, read_playbook, typed
from web.zones import zones

router = APIGatewayHttpRouter()
NAME: TypeAdapter[str] = TypeAdapter(Line)
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
    "usual_time": "Usual time",
    "working_days": "Working days",
    "reminders_a_day": "Reminders a day",
}
"""What stands first on the page, and is called by these names there."""


@dataclass(frozen=True)
class Group:
    """Settings that belong together: folded away until somebody looks for them."""

    name: str
    title: str
    settings: list[Setting]
    changed: int
    open: bool


@router.get("/welcome", include_in_schema=False)
def welcome() -> Response[Any]:
    """The first two questions."""
    call = call_of(router)
    return _shown(call, _filled(call.visitor().seeker), "welcome.html")


@router.post("/welcome", include_in_schema=False)
def begin() -> Response[Any]:
    """Keep the answers; whatever else there is has its default."""
    return _kept(call_of(router), "welcome.html", "/?notice=welcome")


@router.get("/settings", include_in_schema=False)
def show() -> Response[Any]:
    """The form."""
    call = call_of(router)
    return _shown(call, _filled(call.visitor().seeker), "settings.html")


@router.post("/settings", include_in_schema=False)
def change() -> Response[Any]:
    """Keep them; `default` names one that goes back to the house's value."""
    call = call_of(router)
    back = call.form.get("default")
    return _kept(
        call,
        "settings.html",
        f"/settings#{back}" if back in Playbook.model_fields else "/settings?kept=yes",
    )


def _kept(call: Call, template: str, then: str) -> Response[Any]:
    visitor = call.visitor()
    form = _with_default(call.genuine_form())
    name, playbook = _name(form), _playbook(form, visitor)
    wanted = (name, playbook.overrides()) if playbook else None
    if wanted == (visitor.seeker.name, visitor.seeker.playbook):
        return answers.see(then)  # also where it was sent before, and the answer was lost
    if form.get("version") != str(visitor.seeker.version):
        return _changed_meanwhile(call, form, template)
    if name is None or playbook is None:
        return _shown(call, form, template, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        call.house.desk.change_settings(visitor.seeker, name, playbook.overrides())
    except Conflict:
        return _changed_meanwhile(call, form, template)
    return answers.see(then)


def _with_default(form: Form) -> Form:
    """The form as if the house's value had been typed into the field that is to have it."""
    back = form.get("default")
    kept = [(name, value) for name, value in form.fields if name != "default"]
    values = dict(typed(Playbook().settings()))
    if back in values:
        kept = [(name, values[back] if name == back else value) for name, value in kept]
    return Form(kept, form.errors)


def _changed_meanwhile(call: Call, form: Form, template: str) -> Response[Any]:
    """Show what was typed, and what the other change made of each field; sending it again wins."""
    now = _filled(call.visitor().seeker)
    for name in dict.fromkeys(name for name, _ in now.fields if name != "version"):
        theirs, mine = now.all(name), form.all(name)
        if mine and theirs != mine:
            was = ", ".join(WEEKDAYS.get(one, one) for one in theirs) or "blank"
            form.wrong(name, f"Changed in between, to: {was}.")
    form.wrong("form", "The settings were changed in between. Look it over, then send it again.")
    kept = [(name, value) for name, value in form.fields if name != "version"]
    again = Form([*kept, ("version", now.get("version"))], form.errors)
    return _shown(call, again, template, HTTPStatus.CONFLICT)


def _filled(seeker: Seeker) -> Form:
    settings = Playbook.of(seeker.playbook).settings()
    return Form([("version", str(seeker.version)), ("name", seeker.name), *typed(settings)])


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
    given: dict[str, Any] = {
        name: form.get(name) for name in Playbook.model_fields if form.all(name)
    }
    if "zone" in given and "reminders_a_day" in given:
        # Of a list with nothing chosen a browser sends nothing: this form asked for it.
        given["working_days"] = form.all("working_days")
    if given.get("language", "en") not in languages():
        form.wrong("language", "Please choose one of the languages.")
    playbook, wrong = read_playbook({**visitor.seeker.playbook, **given})
    for name, message in wrong:
        form.wrong(name or "form", message)
    return None if form.errors else playbook


def _groups(form: Form) -> list[Group]:
    defaults = dict(typed(Playbook().settings()))
    grouped: dict[str, list[Setting]] = {name: [] for name in GROUPS}
    for setting in Playbook().settings():
        if setting.group in grouped:
            grouped[setting.group].append(setting)
    return [
        Group(
            name.replace(" ", "-"),
            GROUPS[name],
            settings,
            sum(form.get(one.name) != defaults[one.name] for one in settings),
            open=any(one.name in form.errors for one in settings),
        )
        for name, settings in grouped.items()
    ]


def _muted(call: Call) -> list[tuple[str, str]]:
    """The kinds that are not mailed, each with where that is changed."""
    if call.greeted is None or not call.greeted.seeker.muted:
        return []
    seeker, unsubscribing = call.greeted.seeker, call.house.signed().unsubscribing
    return [
        (REMINDERS[Kind(kind)][0], unsubscribing.link(seeker.seeker_id, Kind(kind)))
        for kind in seeker.muted
    ]


def _shown(
    call: Call, form: Form, template: str, status: HTTPStatus = HTTPStatus.OK
) -> Response[Any]:
    about = {one.name: one for one in Playbook().settings()}
    described = {name: one.description.rstrip(".") for name, one in about.items()}
    form.labels = {**described, **LABELS}
    return answers.page(
        call,
        template,
        status,
        form=form,
        zones=zones(form.get("zone")),
        weekdays=WEEKDAYS,
        languages={one: LANGUAGE_NAMES.get(one, one) for one in languages()},
        about=about,
        defaults=dict(typed(about.values())),
        groups=_groups(form),
        capture=call.capture(),
        muted=_muted(call),
        kept=call.method == "GET" and call.asked("kept") == "yes",
    )
