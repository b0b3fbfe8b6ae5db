"""An opening: its rounds, whom to turn to and why, what comes next, and where it stands."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import ValidationError

from rapport.facts import InterviewLogged, OpeningFound, fresh
from rapport.flows import cards
from rapport.flows.entries import OutcomeEntry
from rapport.flows.saying import Objected
from rapport.flows.visiting import Visitor
from rapport.history import History
from rapport.lineage import lineages
from rapport.plan import plan, why_champion
from web import answers
from web.call import Call, call_of, ids
from web.drawing import Drawing, drawn
from web.forms import Form
from web.labels import OUTCOMES
from web.views import planned, remarked

router = APIGatewayHttpRouter()
MOST = 20
"""Rounds and words about where it stands, the newest; long notes are whole on a person's page."""
LABELS = {
    "outcome": "What they said",
    "answer_by": "They will say more by",
    "notes": "Notes",
    "at": "When",
}


@router.get("/openings/<relationship_id>/<opening_id>", include_in_schema=False)
def show(relationship_id: str, opening_id: str) -> Response[Any]:
    """One, with the form for its outcome."""
    call = call_of(router)
    visitor = call.visitor()
    # A link in a mail may have chosen the outcome; it is noted when the form is sent.
    chosen = {"key": fresh(), "outcome": call.asked("outcome")}
    return _shown(call, visitor, relationship_id, opening_id, Form.of(chosen))


@router.post("/openings/<relationship_id>/<opening_id>", include_in_schema=False)
def record(relationship_id: str, opening_id: str) -> Response[Any]:
    """Record the outcome."""
    call = call_of(router)
    ids(relationship_id, opening_id)
    visitor = call.visitor()
    form = call.genuine_form()
    form.labels = LABELS
    entry = _entry(form)
    if entry is not None:
        key = f"form {form.get('key')}"
        try:
            said = call.house.desk.say(
                visitor, relationship_id, opening_id, entry, key=key, now=call.now
            )
        except Objected as error:
            form.object(error, {"occurred_at": "at"})
        else:
            fact = said.fact
            return answers.see(f"/?notice=outcome&in={fact.relationship_id}&fact={fact.fact_id}")
    return _shown(call, visitor, relationship_id, opening_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _entry(form: Form) -> OutcomeEntry | None:
    """The outcome that was chosen; None, with messages in the form, where there is none."""
    try:
        return OutcomeEntry.model_validate(
            {
                "outcome": form.given("outcome"),
                "answer_by": form.given("answer_by"),
                "notes": form.get("notes"),
                "at": {"local": at, "zone": form.get("zone")} if (at := form.given("at")) else None,
                "confirmed": form.confirmed,
            }
        )
    except ValidationError as error:
        form.refuse(error.errors(), {"at.local": "at"}, ["outcome"])
        return None


def _shown(
    call: Call,
    visitor: Visitor,
    relationship_id: str,
    opening_id: str,
    form: Form,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response[Any]:
    ids(relationship_id, opening_id)
    opening, history, relationship = call.house.desk.opening(
        visitor.seeker, relationship_id, opening_id
    )
    made = plan(history, visitor.playbook, call.now)
    champion = history.champion(opening_id)
    return answers.page(
        call,
        "opening.html",
        status,
        path=f"/openings/{relationship_id}/{opening_id}",
        relationship_id=relationship_id,
        opening=opening,
        logged={
            fact.fact_id: fact.data
            for fact in history.facts
            if isinstance(fact.data, InterviewLogged | OpeningFound)
        },
        words={word.fact_id: history.fact(word.fact_id) for word in opening.words},
        people=history.people,
        champion=champion,
        why=why_champion(history, opening_id, visitor.playbook, call.now),
        planned=[
            planned(one, relationship, visitor.playbook, call.now)
            for one in made.follow_ups
            if one.opening_id == opening_id
        ],
        against=[one.reason for one in made.decided_against if one.opening_id == opening_id],
        remarks=remarked(opening, history, visitor.playbook, call.now),
        lines=_lines(history, opening_id, visitor.playbook.zone),
        outcomes=OUTCOMES,
        form=form,
        most=MOST,
    )


def _lines(history: History, opening_id: str, zone: str) -> list[Drawing]:
    """The lineages that the opening began, or came of."""
    return [
        drawn(cards.told(one, history), zone)
        for one in lineages(history, zone)
        if opening_id in (one.began, one.led_to)
    ]
