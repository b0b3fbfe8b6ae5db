"""The JSON API: the commands of the pages, for programs.

A program shows the session's cookie. Whatever it posts goes under a key of its own
(`Idempotency-Key`): sending the same again gives the same answer and stores nothing twice.
"""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Header
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rapport.facts import Answer, Fact, InterviewLogged, Line
from rapport.flows.recording import AnswerEntry, InterviewEntry, OutcomeEntry
from rapport.flows.visiting import Implausible, Settled, Visitor
from rapport.history import Opening
from rapport.playbook import Playbook
from rapport.store import Card
from rapport.wall import Wall
from web import answers, errors
from web.call import SESSION, Call, Foreign, TooLarge, call_of, ids
from web.views import Item, item_of

MOST = 100

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=128,
        pattern=r"^[\x21-\x7e]+$",
        description="Yours to choose, another for each thing that you send; a UUID does well.",
    ),
]


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[dict[str, str]] = Field([], description="Of 422: `field` and `message` each")


class ContactSaid(BaseModel):
    """Somebody met."""

    contact_id: str
    name: str


class Recorded(BaseModel):
    """What was stored. `fact_id` is what an undo names."""

    relationship_id: str
    fact_id: str


class InterviewSaid(Recorded):
    """An interview that was stored."""

    opening_id: str
    contacts: list[ContactSaid]


class WordsSaid(BaseModel):
    """A draft: `text` is a mail or message, `script` what to say in a call."""

    channel: str
    to_name: str
    to_mail: str | None
    subject: str
    text: str
    script: str | None


class FollowUpSaid(BaseModel):
    """Something to do about a person by a time."""

    relationship_id: str
    follow_up_id: str
    kind: str
    title: str
    reason: str
    due: Wall
    remind_at: datetime
    when: Literal["late", "due", "next"] = Field(description="On the seeker's own calendar")
    contact_id: str | None
    opening_id: str | None
    draft: WordsSaid


class FollowUpsSaid(BaseModel):
    """Follow-ups by time."""

    follow_ups: list[FollowUpSaid]


class OpeningCard(BaseModel):
    """An opening, in a list."""

    relationship_id: str
    opening_id: str
    company: str
    title: str
    outcome: str | None
    closed: bool
    rounds: int
    newest: date | None


class OpeningsSaid(BaseModel):
    """Openings by company and position."""

    openings: list[OpeningCard]


class RoundSaid(BaseModel):
    """One interview for an opening."""

    fact_id: str
    round: int
    at: Wall
    format: str
    contacts: list[ContactSaid]
    rivals: int | None
    answer_by: date | None


class OpeningSaid(BaseModel):
    """An opening with its rounds in order of time."""

    relationship_id: str
    opening_id: str
    company: str | None
    title: str | None
    outcome: str | None
    closed: bool
    dream: bool
    referred_by: str | None
    rounds: list[RoundSaid]


class PersonCard(BaseModel):
    """A person, in a list."""

    relationship_id: str
    contact_id: str
    name: str
    title: str | None
    mail: str | None
    rapport: int | None


class PeopleSaid(BaseModel):
    """People by name."""

    people: list[PersonCard]


class SettingsSaid(BaseModel):
    """The seeker's name and playbook; `version` counts its changes."""

    name: str
    version: int
    settings: dict[str, Any]


class SettingsEntry(BaseModel):
    """Settings to change: those left out stay. `version` is the one that was read."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=1)]
    name: Line | None = None
    settings: dict[str, Any] = {}


class UndoneSaid(BaseModel):
    """The facts that were taken back; none, where that had been done before."""

    taken_back: list[str]


def unwelcome(call: Call) -> Response[Any] | None:
    """Why a request is not even read, or None: what changes something comes as JSON, from the same
    site or from no site at all, and is no larger than what anybody types.

    Other sites' pages cannot send JSON without asking first, and nobody answers them.
    """
    if not call.is_api or call.method in ("GET", "HEAD"):
        return None
    kind = call.header("content-type").partition(";")[0].strip().lower()
    if kind != "application/json":
        return answers.problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Not JSON", "Send application/json."
        )
    try:
        call.same_origin()
        _ = call.body
    except (Foreign, TooLarge) as error:
        return errors.said(call, type(error))
    return None


def _failing(*statuses: int) -> dict[int, Any]:
    """Problems that an operation may answer with."""
    words = {
        401: "Signed out",
        404: "There is nothing here, or it is somebody else's",
        409: "It was changed in between, or the key came before with other content",
        413: "Too much at once",
        415: "Not JSON",
        422: "Not valid: each entry of errors names a field and says what is wrong with it",
    }
    return {
        status: {
            "description": words[status],
            "content": {"application/problem+json": {"model": Problem}},
        }
        for status in (401, *statuses)
    }


def _giving(status: int, model: Any, what: str, *failing: int) -> dict[int, Any]:
    said = {"description": what, "content": {"application/json": {"model": model}}}
    return {status: said, **_failing(*failing)}


router = APIGatewayHttpRouter()
CHANGING = (409, 413, 415, 422)
INTERVIEW = {
    "company": "Northwind",
    "title": "Data engineer",
    "round": 2,
    "at": {"local": "2026-03-10T14:00", "zone": "Europe/Berlin"},
    "format": "on-site",
    "interviewers": [
        {"name": "Stan Kowalski", "mail": "stan@northwind.example", "rapport": 5},
        {"name": "Priya Nair", "title": "Head of data", "rapport": 3},
    ],
    "rivals": 2,
    "dream": True,
    "answer_by": "2026-03-20",
    "notes": "They liked the SQL question.",
}


@router.post(
    "/api/interviews",
    summary="Log an interview",
    tags=["Interviews"],
    status_code=201,
    responses=_giving(201, InterviewSaid, "It is stored, the plan follows", *CHANGING),
)
def log_interview(
    entry: Annotated[
        InterviewEntry, Body(openapi_examples={"a second round": {"value": INTERVIEW}})
    ],
    key: Key,
) -> Response[Any]:
    """One round for an opening. Known companies and people are recognised by name and address."""
    call = call_of(router)
    fact = call.house.desk.log_interview(call.ticket, entry, f"api {key}", call.now)
    data = fact.data
    assert isinstance(data, InterviewLogged)  # noqa: S101  # it was just made, or compared
    said = InterviewSaid(
        **_recorded(fact),
        opening_id=data.opening_id,
        contacts=[
            ContactSaid(contact_id=one.contact_id, name=one.name) for one in data.interviewers
        ],
    )
    return answers.told(said.model_dump(mode="json"), HTTPStatus.CREATED)


@router.get(
    "/api/follow-ups",
    summary="What to do",
    tags=["Follow-ups"],
    responses=_giving(200, FollowUpsSaid, "The next hundred, by time"),
)
def follow_ups() -> Response[Any]:
    """Late, due and next, each with the words ready."""
    call = call_of(router)
    visitor = call.visitor()
    here = Wall.at(call.now, visitor.playbook.zone)
    items = [item_of(one) for one in call.house.store.agenda(visitor.seeker.seeker_id, MOST)]
    return _given(FollowUpsSaid(follow_ups=[_follow_up(item, here) for item in items]))


@router.get(
    "/api/follow-ups/<relationship_id>/<follow_up_id>",
    summary="One follow-up",
    tags=["Follow-ups"],
    responses=_giving(200, FollowUpSaid, "As it is planned", 404),
)
def follow_up(relationship_id: str, follow_up_id: str) -> Response[Any]:
    """A follow-up that is still planned."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, follow_up_id)
    found = call.house.desk.follow_up(visitor.seeker, relationship_id, follow_up_id)
    if isinstance(found, Settled):
        return answers.problem(HTTPStatus.NOT_FOUND, "There is nothing here", "It is settled.")
    return _given(_follow_up(item_of(found), Wall.at(call.now, visitor.playbook.zone)))


@router.post(
    "/api/follow-ups/<relationship_id>/<follow_up_id>/answer",
    summary="Answer a follow-up",
    tags=["Follow-ups"],
    status_code=201,
    responses=_giving(201, Recorded, "It is stored, the plan follows", 404, *CHANGING),
)
def answer_follow_up(
    relationship_id: str,
    follow_up_id: str,
    entry: Annotated[
        AnswerEntry,
        Body(
            openapi_examples={
                "done": {"value": {"answer": Answer.DONE, "said": "Stan was glad to hear it."}},
                "later": {
                    "value": {
                        "answer": Answer.SNOOZED,
                        "until": {"local": "2026-03-13T08:00", "zone": "Europe/Berlin"},
                    }
                },
            }
        ),
    ],
    key: Key,
) -> Response[Any]:
    """Done, snoozed, skipped or stopped."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, follow_up_id)
    fact = call.house.desk.answer(
        visitor.seeker, relationship_id, follow_up_id, entry, key=f"api {key}", now=call.now
    )
    return _given(Recorded(**_recorded(fact)), HTTPStatus.CREATED)


@router.get(
    "/api/openings",
    summary="All openings",
    tags=["Openings"],
    responses=_giving(200, OpeningsSaid, "By company and position"),
)
def openings() -> Response[Any]:
    """Every position, open or closed."""
    call = call_of(router)
    cards = call.house.store.cards(call.visitor().seeker.seeker_id, "opening", MOST)
    return _given(OpeningsSaid(openings=[_opening_card(card) for card in cards]))


@router.get(
    "/api/openings/<relationship_id>/<opening_id>",
    summary="One opening",
    tags=["Openings"],
    responses=_giving(200, OpeningSaid, "With its rounds in order of time", 404),
)
def opening(relationship_id: str, opening_id: str) -> Response[Any]:
    """A position with its interviews."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, opening_id)
    found, history, _ = call.house.desk.opening(visitor.seeker, relationship_id, opening_id)
    names = {one: person.name or "" for one, person in history.people.items()}
    return _given(_opening(relationship_id, found, names))


@router.post(
    "/api/openings/<relationship_id>/<opening_id>/outcome",
    summary="Say where an opening stands",
    tags=["Openings"],
    status_code=201,
    responses=_giving(201, Recorded, "It is stored, the plan follows", 404, *CHANGING),
)
def record_outcome(
    relationship_id: str,
    opening_id: str,
    entry: Annotated[
        OutcomeEntry,
        Body(openapi_examples={"a no": {"value": {"outcome": "declined", "notes": "By phone."}}}),
    ],
    key: Key,
) -> Response[Any]:
    """What the company said, or that it said nothing."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, opening_id)
    fact = call.house.desk.record_outcome(
        visitor.seeker, relationship_id, opening_id, entry, key=f"api {key}", now=call.now
    )
    return _given(Recorded(**_recorded(fact)), HTTPStatus.CREATED)


@router.get(
    "/api/people",
    summary="All people",
    tags=["People"],
    responses=_giving(200, PeopleSaid, "By name"),
)
def people() -> Response[Any]:
    """Everybody met on the way."""
    call = call_of(router)
    cards = call.house.store.cards(call.visitor().seeker.seeker_id, "person", MOST)
    return _given(
        PeopleSaid(people=[PersonCard(contact_id=card.card_id, **card.body) for card in cards])
    )


@router.get(
    "/api/settings",
    summary="The settings",
    tags=["Settings"],
    responses=_giving(200, SettingsSaid, "All of them, defaults included"),
)
def settings() -> Response[Any]:
    """Name and playbook."""
    return _given(_settings(call_of(router).visitor()))


@router.patch(
    "/api/settings",
    summary="Change settings",
    tags=["Settings"],
    responses=_giving(200, SettingsSaid, "As they are now", *CHANGING),
)
def change_settings(
    entry: Annotated[
        SettingsEntry,
        Body(
            openapi_examples={
                "quieter": {"value": {"version": 1, "settings": {"reminders_a_day": 2}}}
            }
        ),
    ],
) -> Response[Any]:
    """Change some. 409 where they were changed since `version` was read."""
    call = call_of(router)
    visitor = call.visitor()
    if entry.version != visitor.seeker.version:
        return answers.problem(
            HTTPStatus.CONFLICT,
            "The settings were changed in between",
            f"They are at version {visitor.seeker.version}: read them again.",
        )
    try:
        playbook = Playbook.of({**visitor.seeker.playbook, **entry.settings})
    except ValidationError as error:
        first = error.errors()[0]
        raise Implausible(("settings", *map(str, first["loc"])), first["msg"]) from error
    name = visitor.seeker.name if entry.name is None else entry.name
    changed = call.house.desk.change_settings(visitor.seeker, name, playbook.overrides())
    return _given(_settings(Visitor(changed, playbook, {})))


@router.post(
    "/api/undo/<relationship_id>/<fact_id>",
    summary="Take back what was recorded",
    tags=["Undo"],
    responses=_giving(200, UndoneSaid, "What was taken back", 404, 409, 413, 415),
)
def undo(relationship_id: str, fact_id: str) -> Response[Any]:
    """The fact, and what was recorded together with it. Doing it twice does no harm."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, fact_id)
    facts = call.house.desk.undo(visitor.seeker, relationship_id, fact_id, call.now)
    return _given(UndoneSaid(taken_back=[fact.fact_id for fact in facts]))


@router.get("/api/openapi.json", include_in_schema=False)
def openapi() -> Response[Any]:
    """The description of this API, for programs."""
    # The models of OpenAPI are heavy, and few requests ask for it.
    from aws_lambda_powertools.event_handler.openapi.models import APIKey, APIKeyIn

    app: Any = router.context["app"]
    text = app.get_openapi_json_schema(
        title="Rapport",
        version="1",
        description="Log interviews, see what to do next and with which words, say what it led to.",
        security_schemes={"session": APIKey(name=SESSION, **{"in": APIKeyIn.cookie})},
        security=[{"session": []}],
    )
    return answers.told(text)


def _given(said: BaseModel, status: HTTPStatus = HTTPStatus.OK) -> Response[Any]:
    return answers.told(said.model_dump(mode="json"), status)


def _recorded(fact: Fact) -> dict[str, str]:
    return {"relationship_id": fact.relationship_id, "fact_id": fact.fact_id}


def _follow_up(item: Item, here: Wall) -> FollowUpSaid:
    follow_up = item.follow_up
    return FollowUpSaid(
        relationship_id=item.relationship_id,
        follow_up_id=follow_up.follow_up_id,
        kind=follow_up.kind,
        title=follow_up.title,
        reason=follow_up.reason,
        due=follow_up.due,
        remind_at=item.standing.remind_at,
        when=item.group(here),
        contact_id=follow_up.contact_id,
        opening_id=follow_up.opening_id,
        draft=WordsSaid(**item.draft),
    )


def _opening_card(card: Card) -> OpeningCard:
    return OpeningCard(opening_id=card.card_id, **card.body)


def _opening(relationship_id: str, found: Opening, names: dict[str, str]) -> OpeningSaid:
    return OpeningSaid(
        relationship_id=relationship_id,
        opening_id=found.opening_id,
        company=found.company,
        title=found.title,
        outcome=found.outcome,
        closed=found.closed is not None,
        dream=found.dream,
        referred_by=found.referred_by,
        rounds=[
            RoundSaid(
                fact_id=one.fact_id,
                round=one.number,
                at=one.at,
                format=one.format,
                contacts=[
                    ContactSaid(contact_id=who, name=names.get(who, "")) for who in one.interviewers
                ],
                rivals=one.rivals,
                answer_by=one.answer_by,
            )
            for one in found.rounds
        ],
    )


def _settings(visitor: Visitor) -> SettingsSaid:
    return SettingsSaid(
        name=visitor.seeker.name,
        version=visitor.seeker.version,
        settings=visitor.playbook.model_dump(mode="json"),
    )
