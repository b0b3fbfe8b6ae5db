"""Openings: the list, and one with its rounds and where it stands."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import ValidationError

from rapport.facts import InterviewLogged, fresh
from rapport.flows.entries import OutcomeEntry
from rapport.flows.saying import Objected
from rapport.flows.visiting import Visitor
from web import answers
from web.call import Call, call_of, ids
from web.forms import Form
from web.labels import OUTCOMES
from web.views import item_of

router = APIGatewayHttpRouter()
LABELS = {
    "outcome": "What they said",
    "answer_by": "They will say more by",
    "notes": "Notes",
    "at": "When",
}


@router.get("/openings", include_in_schema=False)
def index() -> Response[Any]:
    """All of them, the open ones first."""
    call = call_of(router)
    visitor = call.visitor()
    cards = call.house.store.cards(visitor.seeker.seeker_id, "opening")
    cards.sort(key=lambda card: (card.body["closed"], card.order))
    return answers.page(call, "openings.html", cards=cards, outcomes=OUTCOMES)


@router.get("/openings/<relationship_id>/<opening_id>", include_in_schema=False)
def show(relationship_id: str, opening_id: str) -> Response[Any]:
    """One, with the form for its outcome."""
    call = call_of(router)
    visitor = call.visitor()
    return _shown(call, visitor, relationship_id, opening_id, Form.of({"key": fresh()}))


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
    logged = {
        round.fact_id: fact.data
        for round in opening.rounds
        if (fact := history.fact(round.fact_id)) and isinstance(fact.data, InterviewLogged)
    }
    planned = [item_of(one) for one in relationship.standing.values()]
    planned.sort(key=lambda item: item.standing.remind_at)
    return answers.page(
        call,
        "opening.html",
        status,
        relationship_id=relationship_id,
        opening=opening,
        logged=logged,
        people=history.people,
        planned=[item for item in planned if item.follow_up.opening_id == opening_id],
        outcomes=OUTCOMES,
        form=form,
    )
