"""The people met on the way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel, Field

from rapport.history import History
from rapport.plan import plan
from rapport.store import Card
from rapport.store.keys import order
from rapport.wall import Wall
from web import timeline
from web.api import marks
from web.api.shared import MOST, After, Begins, given, giving, giving_version
from web.call import call_of, ids
from web.leafing import leaf
from web.views import namesakes

router = APIGatewayHttpRouter()


class PersonCard(BaseModel):
    """A person, in a list."""

    relationship_id: str
    contact_id: str
    name: str
    title: str | None
    mail: str | None
    rapport: int | None
    company: str | None = None


class PeopleSaid(BaseModel):
    """People by name."""

    people: list[PersonCard]
    next: str | None = Field(None, description="What `after` takes for the next hundred")


class FeedbackLine(BaseModel):
    """A line of the feedback ledger."""

    fact_id: str
    stage: str
    at: datetime
    opening_id: str | None
    text: str


class StepSaid(BaseModel):
    """A step taken on a piece of advice."""

    fact_id: str
    step: str
    at: datetime
    notes: str


class AdviceLine(BaseModel):
    """A piece of advice with its steps, in order of time."""

    advice_id: str
    kind: str
    title: str
    at: datetime
    steps: list[StepSaid]


class MeetingSaid(BaseModel):
    """An interview with them, and the rapport that was felt."""

    fact_id: str
    opening_id: str
    round: int
    at: Wall
    rapport: int


class PlannedSaid(BaseModel):
    """What comes next, and why."""

    follow_up_id: str
    kind: str
    title: str
    reason: str
    due: Wall


class HappenedSaid(BaseModel):
    """One thing that happened: `kind` is the kind of fact, `said` a sentence, `text` its words."""

    fact_id: str
    kind: str
    at: datetime
    said: str
    text: str
    rapport: int | None


class PersonSaid(BaseModel):
    """A person: what is known and wanted, what comes next, and what happened, newest first."""

    relationship_id: str
    contact_id: str
    name: str | None
    mail: str | None
    title: str | None
    phone: str | None
    channel: str | None
    cadence_weeks: int | None
    timings: dict[str, int] = Field(description="Settings that are another for them alone")
    rest: bool
    last_in: datetime | None = Field(description="When the seeker last heard from them")
    last_out: datetime | None = Field(description="When they last heard from the seeker")
    meetings: list[MeetingSaid]
    feedback: list[FeedbackLine]
    advice: list[AdviceLine]
    planned: list[PlannedSaid]
    decided_against: list[str]
    timeline: list[HappenedSaid]
    namesakes: list[PersonCard] = Field(
        description="Others who are called the same: perhaps the same person, met elsewhere"
    )
    next: str | None = Field(None, description="What `after` takes for what happened before")


@router.get(
    "/api/people",
    summary="All people",
    tags=["People"],
    responses=giving(200, PeopleSaid, "By name"),
)
def people(after: After = "", begins: Begins = "") -> Response[Any]:
    """Everybody met on the way, or those whose name begins so."""
    call = call_of(router)
    seeker_id = call.visitor().seeker.seeker_id
    page = leaf(call.house.store, seeker_id, "person", after, MOST, begins=order(begins))
    return given(
        PeopleSaid(
            people=[_card(card) for card in page.some],
            next=page.following,
        )
    )


@router.get(
    "/api/people/<relationship_id>/<contact_id>",
    summary="One person",
    tags=["People"],
    responses=giving_version(PersonSaid, "With a page of what happened", 404),
)
def person(relationship_id: str, contact_id: str, after: After = "") -> Response[Any]:
    """What is known, what is planned and why, what was decided against, and the timeline."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, contact_id)
    found, history, _ = call.house.desk.person(visitor.seeker, relationship_id, contact_id)
    who = found.contact_id
    made = plan(history, visitor.playbook, call.now)
    told = timeline.stretch(timeline.of_person(history, who), after, MOST)
    heard, wrote = history.last_touch(who, "in"), history.last_touch(who, "out")
    return given(
        PersonSaid(
            relationship_id=relationship_id,
            contact_id=who,
            name=found.name,
            mail=found.mail,
            title=found.title,
            phone=found.phone,
            channel=found.channel,
            cadence_weeks=found.cadence_weeks,
            timings=dict(found.timings),
            rest=found.rest,
            last_in=heard.moment if heard else None,
            last_out=wrote.moment if wrote else None,
            meetings=[
                MeetingSaid(**{name: getattr(met, name) for name in MeetingSaid.model_fields})
                for met in found.meetings
            ],
            feedback=_ledger(history, who),
            advice=_advice(history, who),
            planned=[
                PlannedSaid(**{name: getattr(one, name) for name in PlannedSaid.model_fields})
                for one in made.follow_ups
                if one.contact_id == who
            ],
            decided_against=[one.reason for one in made.decided_against if one.contact_id == who],
            timeline=[
                HappenedSaid(**{name: getattr(line, name) for name in HappenedSaid.model_fields})
                for line in told.lines
            ],
            namesakes=[
                _card(one) for one in namesakes(call.house.store, visitor.seeker, found, after)
            ],
            next=told.older,
        ),
        etag=marks.etag(marks.of_person(found)),
    )


def _card(card: Card) -> PersonCard:
    return PersonCard(contact_id=card.card_id, **card.body)


def _ledger(history: History, contact_id: str) -> list[FeedbackLine]:
    return [
        FeedbackLine(
            fact_id=one.fact_id,
            stage=one.stage,
            at=one.moment,
            opening_id=one.opening_id,
            text=one.text,
        )
        for one in history.feedback
        if one.contact_id == contact_id
    ]


def _advice(history: History, contact_id: str) -> list[AdviceLine]:
    return [
        AdviceLine(
            advice_id=one.advice_id,
            kind=one.kind,
            title=one.title,
            at=one.moment,
            steps=[
                StepSaid(fact_id=step.fact_id, step=step.step, at=step.moment, notes=step.notes)
                for step in one.steps
            ],
        )
        for one in history.advice.values()
        if one.giver == contact_id
    ]
