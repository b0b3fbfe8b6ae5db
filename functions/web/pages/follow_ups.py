"""One follow-up: why it is there, the words, and the seeker's answer."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import ValidationError

from rapport.facts import Answer, fresh
from rapport.flows.entries import AnswerEntry
from rapport.flows.visiting import Implausible, Settled, Visitor
from rapport.wall import Wall
from web import answers
from web.call import Call, call_of, ids
from web.forms import Form
from web.views import SNOOZES, item_of, snoozed_until
from web.words import sentence

router = APIGatewayHttpRouter()
LABELS = {"until": "Another time", "said": "What happened", "answer": "Your answer"}
NAMES = {"": "until", "until": "until", "until.local": "until"}


@router.get("/follow-ups/<relationship_id>/<follow_up_id>", include_in_schema=False)
def show(relationship_id: str, follow_up_id: str) -> Response[Any]:
    """The follow-up, or how it was settled."""
    call = call_of(router)
    visitor = call.visitor()
    return _shown(call, visitor, relationship_id, follow_up_id, Form.of({"key": fresh()}))


@router.post("/follow-ups/<relationship_id>/<follow_up_id>", include_in_schema=False)
def answer(relationship_id: str, follow_up_id: str) -> Response[Any]:
    """Take the answer, and go back to the list."""
    call = call_of(router)
    ids(relationship_id, follow_up_id)
    visitor = call.visitor()
    form = call.genuine_form()
    entry = _entry(form, Wall.at(call.now, visitor.playbook.zone), visitor)
    if entry is not None:
        try:
            fact = call.house.desk.answer(
                visitor.seeker,
                relationship_id,
                follow_up_id,
                entry,
                key=f"form {form.get('key')}",
                now=call.now,
            )
        except Implausible as error:
            form.wrong(error.field[0], sentence(str(error)))
        else:
            said = f"in={fact.relationship_id}&fact={fact.fact_id}&of={follow_up_id}"
            if entry.until:
                said += f"&until={entry.until.local:%Y-%m-%dT%H:%M}"
            return answers.see(f"/?notice={entry.answer}&{said}")
    return _shown(
        call, visitor, relationship_id, follow_up_id, form, HTTPStatus.UNPROCESSABLE_ENTITY
    )


def _shown(
    call: Call,
    visitor: Visitor,
    relationship_id: str,
    follow_up_id: str,
    form: Form,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response[Any]:
    ids(relationship_id, follow_up_id)
    form.labels = LABELS
    found = call.house.desk.follow_up(visitor.seeker, relationship_id, follow_up_id)
    if isinstance(found, Settled):
        return answers.page(call, "settled.html", status, settled=found, form=form)
    return answers.page(
        call,
        "follow_up.html",
        status,
        item=item_of(found),
        form=form,
        snoozes=SNOOZES,
        capture=call.capture(),
    )


def _entry(form: Form, here: Wall, visitor: Visitor) -> AnswerEntry | None:
    """The answer that was pressed; None, with messages in the form, where it is incomplete."""
    pressed, preset = form.get("answer"), form.get("snooze")
    until: Wall | dict[str, str] | None = snoozed_until(preset, here, visitor.playbook)
    if until is not None:
        pressed = Answer.SNOOZED
    elif pressed == Answer.SNOOZED:
        until = {"local": form.get("until"), "zone": here.zone}
    try:
        return AnswerEntry.model_validate(
            {
                "answer": pressed,
                "until": until,
                "scope": form.given("scope") if pressed == Answer.STOPPED else None,
                "said": form.get("said"),
            }
        )
    except ValidationError as error:
        form.refuse(error.errors(), NAMES, ["answer"])
        return None
