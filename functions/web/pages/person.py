"""A person: what happened with them, what comes next, and the forms to note more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import ValidationError

from rapport.facts import fresh
from rapport.flows.entries import (
    AdviceEntry,
    ContactEntry,
    ExchangeEntry,
    FeedbackEntry,
    MergeEntry,
    NoteEntry,
    OpeningEntry,
    ProgressEntry,
    Said,
)
from rapport.flows.saying import Objected
from rapport.flows.visiting import Visitor
from rapport.history import Advice, History, Opening, Person
from rapport.later import dataclass
from rapport.objections import remarks
from rapport.plan import Against, plan
from web import answers, labels, timeline
from web.call import Call, call_of, ids
from web.forms import Form
from web.views import namesakes, planned

router = APIGatewayHttpRouter()
MOST = 20
"""Pieces of advice and of feedback that have a place of their own; all are in the timeline."""


@dataclass(frozen=True)
class Saying:
    """A form of the page. Its fields are named after it, so that the others stay as they are."""

    entry: Callable[[dict[str, Any]], Said]
    fields: dict[str, str]
    choices: tuple[str, ...] = ()


SAYINGS = {
    "exchange": Saying(
        ExchangeEntry.model_validate,
        {
            "direction": "Who to whom",
            "channel": "How",
            "at": "When",
            "text": "What it was about",
            "event": "Something coming up that they mentioned",
            "event_on": "On",
            "opening_id": "About",
        },
        ("direction", "channel"),
    ),
    "opening": Saying(
        OpeningEntry.model_validate,
        {
            "company": "Company",
            "title": "Position",
            "channel": "How they told you",
            "at": "When",
            "notes": "What they said about it",
        },
    ),
    "advice": Saying(
        AdviceEntry.model_validate,
        {"kind": "What kind", "title": "What they recommended", "at": "When"},
        ("kind",),
    ),
    "feedback": Saying(
        FeedbackEntry.model_validate,
        {"stage": "What happened", "text": "What they said", "at": "When", "opening_id": "About"},
        ("stage",),
    ),
    "note": Saying(NoteEntry.model_validate, {"text": "Note"}),
    "progress": Saying(
        ProgressEntry.model_validate, {"step": "Step", "notes": "How it is going"}, ("step",)
    ),
    "merge": Saying(MergeEntry.model_validate, {"merged_id": "The other entry"}, ("merged_id",)),
    "contact": Saying(
        ContactEntry.model_validate,
        {
            "name": "Name",
            "title": "Their job",
            "mail": "Mail address",
            "phone": "Phone",
            "channel": "How they like to be contacted",
            "cadence_weeks": "Weeks between contacts",
            "rest": "Let them rest",
        },
    ),
}


@router.get("/people/<relationship_id>/<contact_id>", include_in_schema=False)
def show(relationship_id: str, contact_id: str) -> Response[Any]:
    """The page."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, contact_id)
    return _shown(call, visitor, relationship_id, contact_id, Form.of({"key": fresh()}))


@router.post("/people/<relationship_id>/<contact_id>", include_in_schema=False)
def say(relationship_id: str, contact_id: str) -> Response[Any]:
    """Take one of the forms, and come back to the page with it."""
    call = call_of(router)
    ids(relationship_id, contact_id)
    form = call.genuine_form()
    what = form.get("what")
    saying = SAYINGS.get(what)
    entry = _entry(form, what, saying) if saying else None
    visitor = call.visitor(entry.lookups() if isinstance(entry, OpeningEntry) else ())
    if entry is not None:
        subject = form.get("progress-of") if what == "progress" else contact_id
        ids(subject)
        key = f"form {form.get('key')}"
        try:
            said = call.house.desk.say(
                visitor, relationship_id, subject, entry, key=key, now=call.now
            )
        except Objected as error:
            form.object(error, dict(_places(what)))
        else:
            path = f"/people/{relationship_id}/{contact_id}"
            return answers.see(f"{path}?notice={what}&fact={said.fact.fact_id}#noted")
    return _shown(call, visitor, relationship_id, contact_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _places(what: str) -> Iterator[tuple[str, str]]:
    """From the places of an entry, or of the fact that it becomes, to the fields of its form."""
    for name in SAYINGS[what].fields:
        yield name, f"{what}-{name}"
    yield "at.local", f"{what}-at"
    yield "occurred_at", f"{what}-at"
    yield "", f"{what}-{next(iter(SAYINGS[what].fields))}"


def _entry(form: Form, what: str, saying: Saying) -> Said | None:
    """What a form says; None, with messages in it, where it does not say it properly."""
    told: dict[str, Any] = {name: form.given(f"{what}-{name}") for name in saying.fields}
    form.labels = {f"{what}-{name}": label for name, label in saying.fields.items()}
    if what == "contact":
        told = dict(_changes(form, told))
    else:
        told = {name: value for name, value in told.items() if value is not None}
        if at := told.get("at"):
            told["at"] = {"local": at, "zone": form.get("zone")}
    try:
        return saying.entry({**told, "confirmed": form.confirmed})
    except ValidationError as error:
        choices = {f"{what}-{name}" for name in saying.choices}
        form.refuse(error.errors(), dict(_places(what)), choices)
        return None


def _changes(form: Form, told: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What is another than the page showed, with what that was."""
    seen = {}
    for name, value in told.items():
        was = form.given(f"was-{name}")
        if value != was:
            yield name, value == "yes" if name == "rest" else value
            seen[name] = was == "yes" if name == "rest" else was
    yield "seen", seen


def _shown(
    call: Call,
    visitor: Visitor,
    relationship_id: str,
    contact_id: str,
    form: Form,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response[Any]:
    person, history, relationship = call.house.desk.person(
        visitor.seeker, relationship_id, contact_id
    )
    if person.contact_id != contact_id and status is HTTPStatus.OK:
        return answers.see(f"/people/{relationship_id}/{person.contact_id}")
    made = plan(history, visitor.playbook, call.now)
    lines = timeline.of_person(history, contact_id)
    fact = call.asked("fact") if call.asked("notice") in SAYINGS else ""
    noted = history.fact(fact)
    return answers.page(
        call,
        "person.html",
        status,
        path=f"/people/{relationship_id}/{contact_id}",
        relationship_id=relationship_id,
        person=person,
        company=history.met_at(person) or "",
        referrer=_as_referrer(history, person),
        openings=_openings(history, person),
        namesakes=[
            one
            for one in namesakes(call.house.store, visitor.seeker, person, call.asked("after"))
            if one.body["relationship_id"] != relationship_id
        ],
        others=[one for one in history.people.values() if one is not person],
        touched=[
            (way, touch.moment)
            for way in ("in", "out")
            if (touch := history.last_touch(contact_id, way))
        ],
        planned=[
            planned(one, relationship, visitor.playbook, call.now)
            for one in made.follow_ups
            if one.contact_id == contact_id
        ],
        against=_against(made.decided_against, contact_id),
        advice=_advice(history, contact_id),
        feedback=[one for one in reversed(history.feedback) if one.contact_id == contact_id],
        most=MOST,
        stretch=timeline.stretch(lines, call.asked("after")),
        told_lines=len(lines),
        noted=noted,
        remarks=remarks(history, visitor.playbook, call.now, fact_id=fact) if noted else (),
        form=form,
        labels=labels,
        playbook=visitor.playbook,
    )


def _as_referrer(history: History, person: Person) -> str:
    """How the form for an interview knows them."""
    company = history.met_at(person)
    return f"{person.name} ({company})" if person.name and company else person.contact_id


def _advice(history: History, contact_id: str) -> list[Advice]:
    """What they recommended: what still goes on, then what has ended, the newest of each first."""
    theirs = [one for one in reversed([*history.advice.values()]) if one.giver == contact_id]
    return sorted(theirs, key=lambda one: one.ended)


def _against(decided: tuple[Against, ...], contact_id: str) -> list[str]:
    return [one.reason for one in decided if one.contact_id == contact_id]


def _openings(history: History, person: Person) -> list[Opening]:
    """Where they were met, or which they named, the newest first."""
    theirs = {met.opening_id for met in person.meetings}
    return [
        opening
        for opening in reversed([*history.openings.values()])
        if opening.opening_id in theirs or opening.referred_by == person.contact_id
    ]
