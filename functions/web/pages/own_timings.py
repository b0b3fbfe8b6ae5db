"""The timings of one person: what is another for them than for everybody."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.facts import fresh
from rapport.flows.entries import ContactEntry
from rapport.flows.visiting import Visitor
from rapport.history import Person
from rapport.playbook import Setting, fits_person
from web import answers
from web.call import Call, call_of, ids
from web.forms import Form
from web.timings import GROUPS

router = APIGatewayHttpRouter()
PATH = "/people/<relationship_id>/<contact_id>/timings"


@router.get(PATH, include_in_schema=False)
def show(relationship_id: str, contact_id: str) -> Response[Any]:
    """Every timing that may be theirs alone; blank where it is as for everybody."""
    call = call_of(router)
    visitor, person = _person(call, relationship_id, contact_id)
    own = [(name, str(value)) for name, value in person.timings.items()]
    return _shown(call, visitor, person, Form([("key", fresh()), *own]))


@router.post(PATH, include_in_schema=False)
def change(relationship_id: str, contact_id: str) -> Response[Any]:
    """Keep what is another now."""
    call = call_of(router)
    visitor, person = _person(call, relationship_id, contact_id)
    form = call.genuine_form()
    wanted = _read(form, _settings(visitor, person))
    if form.errors:
        return _shown(call, visitor, person, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    changed = {name: value for name, value in wanted.items() if value != person.timings.get(name)}
    path = f"/people/{relationship_id}/{person.contact_id}"
    if not changed:
        return answers.see(path)
    said = call.house.desk.say(
        visitor,
        relationship_id,
        person.contact_id,
        ContactEntry(timings=changed),
        key=f"form {form.get('key')}",
        now=call.now,
    )
    return answers.see(f"{path}?notice=contact&fact={said.fact.fact_id}#noted")


def _person(call: Call, relationship_id: str, contact_id: str) -> tuple[Visitor, Person]:
    visitor = call.visitor()
    ids(relationship_id, contact_id)
    person, _, _ = call.house.desk.person(visitor.seeker, relationship_id, contact_id)
    return visitor, person


def _settings(visitor: Visitor, person: Person) -> tuple[Setting, ...]:
    return visitor.playbook.personal_settings(person.timings, person.rapport)


def _read(form: Form, settings: tuple[Setting, ...]) -> dict[str, int | None]:
    """What the fields hold, by setting; None where one was left blank."""
    wanted: dict[str, int | None] = {}
    for setting in settings:
        text = form.given(setting.name)
        value = int(text) if text and text.isdecimal() and len(text) < 6 else None
        wanted[setting.name] = value
        if text and (value is None or not fits_person(setting.name, value)):
            form.wrong(setting.name, f"Give a whole number from {setting.least} to {setting.most}.")
    return wanted


def _shown(
    call: Call, visitor: Visitor, person: Person, form: Form, status: HTTPStatus = HTTPStatus.OK
) -> Response[Any]:
    settings = _settings(visitor, person)
    form.labels = {one.name: one.description.rstrip(".") for one in settings}
    groups = [
        (title, [one for one in settings if one.group == name]) for name, title in GROUPS.items()
    ]
    return answers.page(
        call,
        "own_timings.html",
        status,
        person=person,
        groups=[(title, some) for title, some in groups if some],
        path=call.path.removesuffix("/timings"),
        form=form,
    )
