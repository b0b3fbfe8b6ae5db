"""What is said of people: exchanges, feedback, advice and its progress, openings, notes."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.facts import AdviceRecorded, OpeningFound
from rapport.flows.entries import (
    AdviceEntry,
    ContactEntry,
    ExchangeEntry,
    FeedbackEntry,
    ForgetEntry,
    MergeEntry,
    NoteEntry,
    OpeningEntry,
    ProgressEntry,
    Said,
)
from rapport.flows.visiting import Noted, as_it_is
from web import answers
from web.api import marks
from web.api.marks import IfUnchanged
from web.api.shared import (
    CHANGING,
    UNCHANGED,
    Key,
    NotedSaid,
    given,
    giving,
    giving_version,
    noted,
    problems,
)
from web.call import call_of, ids

router = APIGatewayHttpRouter()
Saying = Callable[..., Response[Any]]
Route = Callable[[Saying], Saying]
STORED = "It is stored, the plan follows"
PERSON = "/api/people/<relationship_id>/<contact_id>"
ADVICE = "/api/advice/<relationship_id>/<advice_id>"


class AdviceSaid(NotedSaid):
    """A piece of advice that was stored."""

    advice_id: str


class OpeningFoundSaid(NotedSaid):
    """An opening that was stored: the interviews for it find it by company and position."""

    opening_id: str


def _example(**values: Any) -> Any:
    examples: dict[str, Any] = {"as told": {"value": values}}
    return Body(openapi_examples=examples)


def _saying(
    about: str,
    what: str,
    summary: str,
    model: Any = NotedSaid,
    failing: tuple[int, ...] = CHANGING,
) -> Route:
    """The route on which something is said of a person or of a piece of advice."""
    return router.post(
        f"{about}/{what}",
        summary=summary,
        tags=["People"],
        status_code=201,
        responses=giving(201, model, STORED, 404, *failing),
    )


def _say(
    relationship_id: str,
    subject: str,
    entry: Said,
    key: str,
    *,
    lookups: tuple[str, ...] = (),
    if_match: str | None = None,
) -> Noted:
    call = call_of(router)
    visitor = call.visitor(lookups)
    ids(relationship_id, subject)
    return call.house.desk.say(
        visitor,
        relationship_id,
        subject,
        entry,
        key=f"api {key}",
        now=call.now,
        unless=as_it_is if if_match is None else marks.person_unchanged(if_match, subject),
    )


def _said(relationship_id: str, subject: str, entry: Said, key: str) -> Response[Any]:
    said = _say(relationship_id, subject, entry, key)
    return given(NotedSaid(**noted(said)), HTTPStatus.CREATED)


@_saying(PERSON, "exchanges", "Record a contact with a person")
def exchange(
    relationship_id: str,
    contact_id: str,
    entry: Annotated[
        ExchangeEntry,
        _example(
            direction="in",
            channel="call",
            text="He asked whether I am still looking.",
            event="Data meetup",
            event_on="2026-03-26",
        ),
    ],
    key: Key,
) -> Response[Any]:
    """A call, mail, meeting or message, in either direction."""
    return _said(relationship_id, contact_id, entry, key)


@_saying(PERSON, "feedback", "Record feedback")
def feedback(
    relationship_id: str,
    contact_id: str,
    entry: Annotated[FeedbackEntry, _example(stage="given", text="Light on SQL.")],
    key: Key,
) -> Response[Any]:
    """Asked of a person, given by them, or declined."""
    return _said(relationship_id, contact_id, entry, key)


@_saying(PERSON, "advice", "Record advice", AdviceSaid)
def advice(
    relationship_id: str,
    contact_id: str,
    entry: Annotated[AdviceEntry, _example(kind="book", title="The Goal")],
    key: Key,
) -> Response[Any]:
    """Something that a person recommended."""
    said = _say(relationship_id, contact_id, entry, key)
    data = said.fact.data
    assert isinstance(data, AdviceRecorded)  # noqa: S101  # it was just made, or compared
    return given(AdviceSaid(**noted(said), advice_id=data.advice_id), HTTPStatus.CREATED)


@_saying(ADVICE, "progress", "Record progress on advice")
def progress(
    relationship_id: str,
    advice_id: str,
    entry: Annotated[ProgressEntry, _example(step="finished", notes="The second half is best.")],
    key: Key,
) -> Response[Any]:
    """A step taken; a report to who gave the advice is planned."""
    return _said(relationship_id, advice_id, entry, key)


@_saying(PERSON, "openings", "Record an opening that a person named", OpeningFoundSaid)
def opening(
    relationship_id: str,
    contact_id: str,
    entry: Annotated[
        OpeningEntry, _example(company="Northwind", title="Senior data engineer", channel="call")
    ],
    key: Key,
) -> Response[Any]:
    """The opening is referred by this person; its first interview can be logged next."""
    said = _say(relationship_id, contact_id, entry, key, lookups=entry.lookups())
    data = said.fact.data
    assert isinstance(data, OpeningFound)  # noqa: S101  # it was just made, or compared
    return given(OpeningFoundSaid(**noted(said), opening_id=data.opening_id), HTTPStatus.CREATED)


@_saying(PERSON, "notes", "Keep a note")
def note(
    relationship_id: str,
    contact_id: str,
    entry: Annotated[NoteEntry, _example(text="Has two children, likes climbing.")],
    key: Key,
) -> Response[Any]:
    """Words kept with a person, as they are."""
    return _said(relationship_id, contact_id, entry, key)


@_saying(PERSON, "merge", "Say that two entries are one person", failing=UNCHANGED)
def merge(
    relationship_id: str,
    contact_id: str,
    entry: Annotated[MergeEntry, _example(merged_id="mfzwizlomrxw24ta")],
    key: Key,
    if_match: IfUnchanged = None,
) -> Response[Any]:
    """Everything about the other entry of the same relationship moves here; it can be undone."""
    said = _say(relationship_id, contact_id, entry, key, lookups=entry.lookups(), if_match=if_match)
    return given(NotedSaid(**noted(said)), HTTPStatus.CREATED)


@router.post(
    f"{PERSON}/forget",
    summary="Forget a person",
    tags=["People"],
    status_code=204,
    responses=problems(404, *UNCHANGED) | {204: {"description": "They are forgotten"}},
)
def forget(
    relationship_id: str,
    contact_id: str,
    entry: Annotated[ForgetEntry, _example(how="anonymised")],
    if_match: IfUnchanged = None,
) -> Response[Any]:
    """Removes name, addresses and words from everything that is kept. It cannot be undone."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, contact_id)
    call.house.desk.forget(
        visitor.seeker,
        relationship_id,
        contact_id,
        entry.how,
        call.now,
        unless=lambda person: marks.unchanged(if_match, marks.of_person(person)),
    )
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=dict(answers.UNKEPT))


@router.patch(
    PERSON,
    summary="Change what is known of a person",
    tags=["People"],
    responses=giving_version(NotedSaid, STORED, 404, *UNCHANGED),
)
def describe(
    relationship_id: str,
    contact_id: str,
    entry: Annotated[
        ContactEntry,
        _example(
            cadence_weeks=8,
            channel="call",
            phone=None,
            timings={"status_checks": 1},
            seen={"cadence_weeks": None, "channel": "mail", "phone": "+1 555 0100"},
        ),
    ],
    key: Key,
    if_match: IfUnchanged = None,
) -> Response[Any]:
    """What is left out stays as it is, null clears it. Where a field is no longer as `seen` says,
    it is asked back; with If-Match nothing is changed where anything is another by now.
    """
    said = _say(relationship_id, contact_id, entry, key, if_match=if_match)
    who = said.history.same.get(contact_id, contact_id)
    etag = marks.etag(marks.of_person(said.history.people[who]))
    return given(NotedSaid(**noted(said)), etag=etag)
