"""The lineage: how an interview led, over a "no", to a job."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from rapport.facts import Outcome, Step
from rapport.history import History, Opening, Touch
from rapport.later import dataclass
from rapport.wall import Wall


class Station(StrEnum):
    """A stage on the way."""

    INTERVIEW = "interview"
    NO = "no"
    FEEDBACK = "feedback"
    ADVICE = "advice"
    REPORT = "report"
    OPENING = "opening"
    OFFER = "offer"
    LANDED = "landed"


@dataclass(frozen=True)
class Stop:
    """A stage that was reached, how often, when first and last, and the facts that say so."""

    station: Station
    times: int
    first: datetime
    last: datetime
    facts: tuple[str, ...]
    opening_id: str | None = None
    contact_id: str | None = None


@dataclass(frozen=True)
class Lineage:
    """The way from one opening to a later one that somebody met on the first led to.

    `stops` in the order of the stages. `days` from the first interview to the last stop, as the
    calendar in `zone` counts them, `rivals` those of the last round then and now where they are
    known, `landed` whether it became a job.
    """

    began: str
    led_to: str
    contact_id: str
    stops: tuple[Stop, ...]
    rivals: tuple[int | None, int | None]
    zone: str

    @property
    def days(self) -> int:
        return self.day(self.stops[-1].last)

    def day(self, moment: datetime) -> int:
        """The day of an aware moment on this way; the first interview was on day 0."""
        began, then = (Wall.at(one, self.zone).day for one in (self.stops[0].first, moment))
        return (then - began).days

    def stop(self, station: Station) -> Stop | None:
        """The first stop at a station, None where the way did not lead there."""
        return next((stop for stop in self.stops if stop.station is station), None)

    @property
    def landed(self) -> bool:
        return self.stops[-1].station is Station.LANDED


def lineages(history: History, zone: str = "UTC") -> tuple[Lineage, ...]:
    """Every opening that came of somebody met on an earlier one, oldest first.

    `zone` is where the seeker counts days.
    """
    found = [
        _lineage(history, began, opening, opening.referred_by, zone)
        for opening in history.openings.values()
        if opening.referred_by and (began := _met_on(history, opening, opening.referred_by))
    ]
    return tuple(sorted(found, key=lambda one: (one.stops[0].first, one.led_to)))


def _met_on(history: History, led_to: Opening, contact_id: str) -> Opening | None:
    """The opening on which a person was first met, before this one came up."""
    person = history.people[contact_id]
    for meeting in person.meetings:
        earlier = led_to.found_at is not None and meeting.moment < led_to.found_at
        if meeting.opening_id != led_to.opening_id and earlier:
            return history.openings[meeting.opening_id]
    return None


def _lineage(
    history: History, began: Opening, led_to: Opening, contact_id: str, zone: str
) -> Lineage:
    return Lineage(
        began=began.opening_id,
        led_to=led_to.opening_id,
        contact_id=contact_id,
        stops=tuple(_stops(history, began, led_to, contact_id)),
        rivals=(_rivals(began), _rivals(led_to)),
        zone=zone,
    )


def _stops(history: History, began: Opening, led_to: Opening, who: str) -> Iterator[Stop]:
    def stop(
        station: Station, happened: list[tuple[datetime, str]], opening: Opening | None = None
    ) -> Iterator[Stop]:
        if happened:
            happened.sort()
            yield Stop(
                station,
                len(happened),
                happened[0][0],
                happened[-1][0],
                tuple(fact_id for _, fact_id in happened),
                opening.opening_id if opening else None,
                None if opening else who,
            )

    def said(opening: Opening, outcome: Outcome) -> list[tuple[datetime, str]]:
        words = [word for word in opening.words if word.outcome is outcome]
        return [(word.moment, word.fact_id) for word in words[-1:]]

    until = led_to.found_at or led_to.rounds[0].moment
    yield from stop(Station.INTERVIEW, [(met.moment, met.fact_id) for met in began.rounds], began)
    yield from stop(Station.NO, said(began, Outcome.DECLINED), began)
    given = [one for one in history.feedback if one.contact_id == who and one.stage == "given"]
    yield from stop(Station.FEEDBACK, [(one.moment, one.fact_id) for one in given])
    advice = [one for one in history.advice.values() if one.giver == who]
    yield from stop(Station.ADVICE, [(one.moment, one.fact_id) for one in advice])
    told = [touch for touch in reports(history, who) if touch.moment <= until]
    yield from stop(Station.REPORT, [(touch.moment, touch.fact_id) for touch in told])
    came = led_to.found_fact or led_to.rounds[0].fact_id
    yield from stop(Station.OPENING, [(until, came)], led_to)
    yield from stop(Station.INTERVIEW, [(met.moment, met.fact_id) for met in led_to.rounds], led_to)
    yield from stop(Station.OFFER, said(led_to, Outcome.OFFERED), led_to)
    if led_to.accepted:
        yield from stop(Station.LANDED, said(led_to, Outcome.ACCEPTED), led_to)


def reports(history: History, contact_id: str) -> list[Touch]:
    """Messages and calls to a person that told them of steps on their advice.

    However many steps one told of, it is one report; a message without a step since the last one
    is none, and giving something up is no step.
    """
    steps = sorted(
        step.moment
        for advice in history.advice.values()
        if advice.giver == contact_id
        for step in advice.steps
        if step.step is not Step.DROPPED
    )
    told: list[Touch] = []
    for touch in history.exchanges:
        if touch.contact_id == contact_id and touch.direction == "out":
            since = told[-1].moment if told else None
            if any((since is None or step > since) and step <= touch.moment for step in steps):
                told.append(touch)
    return told


def _rivals(opening: Opening) -> int | None:
    """How many others there were when it was last said."""
    known = [met.rivals for met in opening.rounds if met.rivals is not None]
    return known[-1] if known else None
