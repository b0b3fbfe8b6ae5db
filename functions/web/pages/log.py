"""Logging an interview: one page that grows with its interviewers, and needs no script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import ValidationError

from rapport.facts import Fact, fresh
from rapport.flows.entries import InterviewEntry
from rapport.flows.saying import Objected
from rapport.flows.visiting import Implausible, KeyUsed, Unknown, Visitor
from rapport.history import History
from rapport.store.keys import proposal_key
from rapport.wall import Wall
from web import answers
from web.call import Call, StaleForm, call_of
from web.forms import Form
from web.labels import FORMATS, RAPPORT
from web.leafing import leaf
from web.words import sentence
from web.zones import zones

router = APIGatewayHttpRouter()
MOST_INTERVIEWERS = 20
SUGGESTED = 40
"""People whom the form itself knows by name. Others it asks for as their names are typed; without
script it takes them as they are written on their page.
"""
MORE = ("answer_by", "rivals", "dream", "referred_by", "notes")
"""Fields that most leave blank: they are folded away until one is filled, or wrong."""
ROW = {
    "name": "name",
    "mail": "mail address",
    "title": "their job",
    "rapport": "how you got on",
    "notes": "notes",
}
LABELS = {
    "company": "Company",
    "title": "Position",
    "date": "Day and time",
    "round": "Round",
    "format": "Format",
    "interviewers": "Interviewers",
    "answer_by": "Promised answer",
    "rivals": "Other candidates",
    "referred_by": "Who told you about it",
    "zone": "Time zone",
    "notes": "Notes",
}
NAMES = {
    "at": "date",
    "at.local": "date",
    "at.zone": "zone",
    "interviewers": "interviewers",
    "": "form",
}


@router.get("/log", include_in_schema=False)
def blank() -> Response[Any]:
    """The form."""
    call = call_of(router)
    visitor = call.visitor()
    here = Wall.at(call.now, visitor.playbook.zone).local.replace(minute=0)
    asked = call.asked("proposal")
    told = call.house.store.proposal(visitor.seeker.seeker_id, asked) if asked else None
    key = f"proposal {asked}" if told else fresh()
    used = (
        call.house.store.recorded_under(visitor.seeker.seeker_id, proposal_key(asked))
        if told
        else None
    )
    if used:
        standing = _standing(call, visitor, *used)
        if standing:
            return answers.page(call, "logged_before.html", fact=standing, interview=standing.data)
        key = fresh()  # It was logged and taken back: it may be logged anew.
    form = Form.of(
        {
            "key": key,
            "rows": call.asked("rows") or "1",
            "round": call.asked("round")[:2] or "1",
            "date": f"{here:%Y-%m-%d}",
            "time": f"{here:%H:%M}",
            "zone": visitor.playbook.zone,
            "company": call.asked("company")[:200],
            "title": call.asked("title")[:200],
            "referred_by": call.asked("referred_by")[:200],
            **(_proposed(told) if told else {}),
        }
    )
    return _shown(call, visitor, form)


def _standing(call: Call, visitor: Visitor, relationship_id: str, fact_id: str) -> Fact | None:
    """A fact, unless it was taken back."""
    try:
        facts = call.house.desk.relationship(visitor.seeker, relationship_id).facts
    except Unknown:
        return None
    return History.of(facts).fact(fact_id)


def _proposed(told: Mapping[str, Any]) -> dict[str, str]:
    """The fields of an interview that was read from a mail, for the seeker to look over."""
    fields = {
        name: str(told[name])
        for name in ("company", "title", "round", "format", "rivals", "notes")
        if name in told
    }
    if "at" in told:
        date, _, clock = told["at"]["local"].partition("T")
        fields |= {"date": date, "time": clock, "zone": told["at"]["zone"]}
    if told.get("dream"):
        fields["dream"] = "yes"
    people = told.get("interviewers", [])
    for row, one in enumerate(people):
        fields |= {f"{part}-{row}": str(value) for part, value in one.items()}
    return fields | {"rows": str(max(len(people), 1))}


@router.post("/log", include_in_schema=False)
def log() -> Response[Any]:
    """Log it, or show the form again: with another row, or with what is wrong."""
    call = call_of(router)
    try:
        form = call.genuine_form()
    except StaleForm:
        call.form.wrong("form", "You had been signed out. Nothing was lost: look it over, send it.")
        return _shown(call, call.visitor(), call.form, HTTPStatus.CONFLICT)
    action = form.get("action", "log")
    if action != "log":
        rows = form.number("rows", 1, MOST_INTERVIEWERS)
        form, focus = _resized(form, rows, action)
        return _shown(call, call.visitor(), form, focus=focus)
    entry = _entry(form)
    if entry is not None:
        try:
            fact = call.house.desk.log_interview(
                call.ticket, entry, f"form {form.get('key')}", call.now
            )
        except KeyUsed:
            # The same form with other words: shown again, it is another one.
            form = Form.of({**dict(form.fields), "key": fresh()})
            form.wrong(
                "form",
                "You logged this interview before, with other words. What you sent first stands. "
                "If this is another interview, log it.",
            )
            return _shown(call, call.visitor(), form, HTTPStatus.CONFLICT)
        except Implausible as error:
            place = ".".join(error.field)
            form.wrong(NAMES.get(place, place), sentence(str(error)))
        except Objected as error:
            form.object(error, {"at": "date"})
        else:
            return answers.see(f"/?notice=logged&in={fact.relationship_id}&fact={fact.fact_id}")
    return _shown(call, call.visitor(), form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _shown(
    call: Call,
    visitor: Visitor,
    form: Form,
    status: HTTPStatus = HTTPStatus.OK,
    *,
    focus: int | None = None,
) -> Response[Any]:
    rows = range(form.number("rows", 1, MOST_INTERVIEWERS))
    form.labels = {**LABELS, **dict(_row_labels(rows))}
    people = leaf(call.house.store, visitor.seeker.seeker_id, "person", "", SUGGESTED)
    return answers.page(
        call,
        "log.html",
        status,
        form=form,
        rows=rows,
        most_rows=MOST_INTERVIEWERS,
        rapport=RAPPORT,
        formats=FORMATS,
        people=people,
        companies=sorted({company for one in people.some if (company := one.body.get("company"))}),
        # A form that came prefilled, or comes back, is not to be filled with an older draft.
        state="blank"
        if call.method == "GET" and set(call.event.query_string_parameters) <= {"rows"}
        else "begun",
        focus=focus,
        more_is_open=form.get("open-more") == "yes"
        or any(form.get(name) for name in MORE)
        or form.get("zone") != visitor.playbook.zone
        or bool({*MORE, "zone"} & form.errors.keys()),
        zones=zones(form.get("zone")),
    )


def _row_labels(rows: range) -> Iterator[tuple[str, str]]:
    for row in rows:
        for part, label in ROW.items():
            yield f"{part}-{row}", f"Interviewer {row + 1}, {label}"


def _resized(form: Form, rows: int, action: str) -> tuple[Form, int | None]:
    """The same form with a row more, or without one, and the row to go on with."""
    kept = {name: value for name, value in form.fields if name != "action"}
    if action == "add":
        rows = min(rows + 1, MOST_INTERVIEWERS)
        return Form.of({**kept, "rows": str(rows)}), rows - 1
    gone = action.removeprefix("remove-")
    if not gone.isdecimal() or len(gone) > 2 or rows == 1:
        return Form.of(kept), None
    for row in range(int(gone), rows):
        for part in (*ROW, "open"):
            kept[f"{part}-{row}"] = form.get(f"{part}-{row + 1}")
    return Form.of({**kept, "rows": str(rows - 1)}), min(int(gone), rows - 2)


def _entry(form: Form) -> InterviewEntry | None:
    """The interview that the form tells; None, with messages in the form, where it tells none."""
    rows = [row for row in range(form.number("rows", 1, MOST_INTERVIEWERS)) if _is_used(form, row)]
    names = dict(NAMES)
    for place, row in enumerate(rows):
        names |= {f"interviewers.{place}.{part}": f"{part}-{row}" for part in ROW}
    try:
        return InterviewEntry.model_validate(
            {
                "company": form.get("company"),
                "title": form.get("title"),
                "round": form.given("round") or 1,
                "at": {
                    "local": f"{form.get('date')}T{form.get('time')}",
                    "zone": form.get("zone"),
                },
                "format": form.given("format"),
                "interviewers": [
                    {
                        "name": form.get(f"name-{row}"),
                        "mail": form.given(f"mail-{row}"),
                        "title": form.given(f"title-{row}"),
                        "rapport": form.given(f"rapport-{row}"),
                        "notes": form.get(f"notes-{row}"),
                    }
                    for row in rows
                ],
                "rivals": form.given("rivals"),
                "dream": form.get("dream") == "yes",
                "answer_by": form.given("answer_by"),
                "referred_by": form.given("referred_by"),
                "notes": form.get("notes"),
                "confirmed": form.confirmed,
            }
        )
    except ValidationError as error:
        choices = {"format", *(f"rapport-{row}" for row in rows)}
        form.refuse(error.errors(), names, choices)
        return None


def _is_used(form: Form, row: int) -> bool:
    """Rows that were left blank tell nothing; the first one is asked for."""
    return row == 0 or any(form.given(f"{part}-{row}") for part in ROW)
