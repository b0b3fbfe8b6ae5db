"""One example of everything that goes over the bus."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from pydantic import BaseModel

from rapport.facts import (
    AdviceKind,
    AdviceRecorded,
    Answer,
    Channel,
    ContactDescribed,
    ContactForgotten,
    ContactsMerged,
    Data,
    ExchangeRecorded,
    Fact,
    FactRetracted,
    FeedbackRecorded,
    FollowUpAnswered,
    Format,
    Id,
    Interviewer,
    InterviewLogged,
    MailFeedback,
    NoteRecorded,
    OpeningFound,
    Outcome,
    OutcomeRecorded,
    ProgressRecorded,
    ReminderSent,
    SeekerLanded,
    Step,
    derive,
)
from rapport.flows import leaving, planning, publishing, reminding, tending
from rapport.flows.asking import replan_request
from rapport.outside import schedules
from rapport.outside.bus import Event
from rapport.outside.schedules import Wake
from rapport.wall import Wall

ACCOUNT = "123456789012"
REGION = "eu-central-1"
SEEKER, RELATIONSHIP, OPENING = derive("seeker"), derive("relationship"), derive("opening")
DANA, STAN = derive("Dana"), derive("Stan")
BOOK, FOLLOW_UP, OCCASION = derive("book"), derive("follow-up"), derive("occasion")
HAPPENED = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
RECORDED = datetime(2026, 3, 3, 15, 20, tzinfo=UTC)
LATER = RECORDED + timedelta(minutes=1)
"""When functions receive what was recorded then."""
DUE = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


class FollowUpDue(BaseModel):
    """The time has come to remind the seeker. It wakes the consumer and decides nothing."""

    detail_type: ClassVar[str] = "follow-up-due"
    version: ClassVar[int] = 1

    relationship_id: Id
    follow_up_id: Id
    occasion: Id
    day: date


class SettingsChanged(BaseModel):
    """A seeker changed how they want to be reminded; each relationship is planned anew."""

    detail_type: ClassVar[str] = "settings-changed"
    version: ClassVar[int] = 1

    settings_version: int


class ReplanRequested(BaseModel):
    """A relationship should be planned again, with the newest settings; where one event was not
    enough for it, the schedules of the follow-ups `after` this one are next.
    """

    detail_type: ClassVar[str] = "replan-requested"
    version: ClassVar[int] = 1

    relationship_id: Id
    after: Id | None = None


class SeekerLeaving(BaseModel):
    """A seeker wants everything deleted; the relationships `after` this one are next."""

    detail_type: ClassVar[str] = "seeker-leaving"
    version: ClassVar[int] = 1

    after: Id | None = None


FACTS: tuple[Data, ...] = (
    OpeningFound(
        opening_id=OPENING,
        company="Northwind",
        title="Data engineer",
        referred_by=STAN,
        notes="The team of his former colleague.",
    ),
    InterviewLogged(
        opening_id=OPENING,
        company="Northwind",
        title="Data engineer",
        referred_by=derive("Priya"),
        round=2,
        at=Wall(local=datetime(2026, 3, 3, 14, 0), zone="Europe/Berlin"),  # noqa: DTZ001  # wall time
        format=Format.VIDEO,
        interviewers=(
            Interviewer(
                contact_id=DANA,
                name="Dana Reed",
                mail="dana@northwind.example",
                title="Head of data",
                rapport=3,
                notes="Wants fewer tools.",
            ),
            Interviewer(contact_id=STAN, name="Stan Cole", rapport=5),
        ),
        rivals=4,
        dream=True,
        answer_by=date(2026, 3, 13),
        notes="They asked about testing.",
    ),
    OutcomeRecorded(
        opening_id=OPENING, outcome=Outcome.DECLINED, notes="Somebody from inside got it."
    ),
    ExchangeRecorded(
        contact_id=STAN,
        direction="in",
        channel=Channel.MAIL,
        opening_id=OPENING,
        follow_up_id=FOLLOW_UP,
        text="Glad to talk on Friday.",
        event="PyData meetup",
        event_on=date(2026, 4, 9),
    ),
    FeedbackRecorded(contact_id=STAN, opening_id=OPENING, stage="given", text="More depth in SQL."),
    AdviceRecorded(
        advice_id=BOOK,
        contact_id=STAN,
        kind=AdviceKind.BOOK,
        title="A book on streams",
        opening_id=OPENING,
    ),
    ProgressRecorded(advice_id=BOOK, step=Step.HALF_WAY, notes="Six chapters in."),
    FollowUpAnswered(
        follow_up_id=FOLLOW_UP,
        kind="thank-you",
        contact_id=STAN,
        opening_id=OPENING,
        answer=Answer.SNOOZED,
        until=Wall(local=datetime(2026, 3, 6, 9, 0), zone="Europe/Berlin"),  # noqa: DTZ001  # wall time
        said="snooze until Friday 9am",
    ),
    NoteRecorded(
        text="He starts a new team in May.",
        contact_id=STAN,
        opening_id=OPENING,
        follow_up_id=FOLLOW_UP,
    ),
    ContactDescribed(
        contact_id=STAN,
        name="Stan Cole",
        mail="stan@northwind.example",
        title="Staff engineer",
        phone="+49 30 5550100",
        channel=Channel.CALL,
        cadence_weeks=6,
        timings={"progress_report_every_days": 30, "status_checks": None},
        rest=False,
        cleared=("mail",),
    ),
    ContactsMerged(contact_id=STAN, merged_id=derive("Stan, entered twice")),
    ContactForgotten(contact_id=STAN, how="anonymised"),
    SeekerLanded(
        opening_id=OPENING, company="Northwind", title="Data engineer", on=date(2026, 4, 1)
    ),
    FactRetracted(retracts=derive("mistaken")),
    ReminderSent(
        follow_up_id=FOLLOW_UP, kind="thank-you", contact_id=STAN, occasion=OCCASION, late=True
    ),
    MailFeedback(feedback="bounced", follow_up_id=FOLLOW_UP, occasion=OCCASION),
)
"""A fact of every kind, with all its fields."""


@dataclass(frozen=True)
class Example:
    """An event as it goes out; `model` describes its data, `sources` who may say it."""

    model: type[BaseModel]
    detail_type: str
    version: int
    sources: tuple[str, ...]
    detail: dict[str, Any]

    @property
    def name(self) -> str:
        """The name of its files."""
        return f"{self.detail_type}.v{self.version}"

    def envelope(self) -> dict[str, Any]:
        """The whole event as the bus delivers it."""
        return envelope(self.sources[0], self.detail_type, self.detail)


def envelope(source: str, detail_type: str, detail: dict[str, Any]) -> dict[str, Any]:
    """An event as EventBridge delivers it."""
    event_id = detail.get("metadata", detail.get("mail", {}))
    return {
        "version": "0",
        "id": _uuid(json.dumps(event_id, sort_keys=True)),
        "detail-type": detail_type,
        "source": source,
        "account": ACCOUNT,
        "time": "2026-03-03T15:20:01Z",
        "region": REGION,
        "resources": [],
        "detail": detail,
    }


def _uuid(text: str) -> str:
    number = derive(text).encode().hex()
    return "-".join((number[:8], number[8:12], number[12:16], number[16:20], number[20:32]))


def fact(data: Data) -> Fact:
    """A fact that says `data`."""
    return Fact(
        fact_id=derive(data.detail_type),
        seeker_id=SEEKER,
        relationship_id=RELATIONSHIP,
        occurred_at=HAPPENED,
        recorded_at=RECORDED,
        correlation_id=derive("correlation"),
        causation_id=FOLLOW_UP if hasattr(data, "follow_up_id") else None,
        data=data,
    )


def examples() -> Sequence[Example]:
    """One example of every event, in the order of the catalogue."""
    return [*map(_of_fact, FACTS), _due(), _settings(), _replan(), _leaving()]


def _of_fact(data: Data) -> Example:
    detail = fact(data).event()
    return Example(type(data), data.detail_type, data.version, (publishing.SOURCE,), detail)


def wake() -> Wake:
    """The schedule of the sample follow-up."""
    return Wake(SEEKER, RELATIONSHIP, FOLLOW_UP, OCCASION, DUE, DUE.date())


def _due() -> Example:
    return _requested(FollowUpDue, (schedules.SOURCE,), wake().detail())


def settings_image() -> dict[str, dict[str, str]]:
    """A seeker's item after a change of settings, as the stream brings it."""
    seeker = {"seeker_id": SEEKER, "version": 2, "playbook": {"reminders_a_day": 3}}
    return {"type": {"S": "seeker"}, "seeker": {"S": json.dumps(seeker)}}


def _settings() -> Example:
    event: Event = publishing.event_of(settings_image())
    return _requested(SettingsChanged, (event.source,), event.detail)


def _replan() -> Example:
    sources = (planning.SOURCE, reminding.SOURCE, tending.SOURCE)
    event = replan_request(sources[0], SEEKER, RELATIONSHIP, derive("correlation"))
    return _requested(ReplanRequested, sources, event.detail)


def leaving_image() -> dict[str, dict[str, str]]:
    """The note that a seeker leaves, as the stream brings it."""
    return {"type": {"S": "leaving"}, "seeker_id": {"S": SEEKER}, "since": {"S": "2026-03-03"}}


def _leaving() -> Example:
    event: Event = publishing.event_of(leaving_image())
    sources = (event.source, leaving.SOURCE, tending.SOURCE)
    return _requested(SeekerLeaving, sources, event.detail)


def _requested(
    model: type[FollowUpDue | SettingsChanged | ReplanRequested | SeekerLeaving],
    sources: tuple[str, ...],
    detail: dict[str, Any],
) -> Example:
    return Example(model, model.detail_type, model.version, sources, detail)
