"""What relationships came of: counted for each of them, summed over all when somebody looks.

What is counted are things that happened, never how well somebody does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import datetime, timedelta
from typing import Any

from rapport.facts import Outcome
from rapport.history import History
from rapport.later import dataclass
from rapport.lineage import reports
from rapport.playbook import Playbook
from rapport.wall import Wall

REPLY = timedelta(days=21)
"""An answer that comes later than this is another conversation."""
CLOSE = 4
"""The rapport from which on somebody is a relationship to keep."""
KEPT = 500
"""So many moments of a kind, and people, are kept of one relationship: the newest, and the closest.
What waited for an answer longer than `REPLY` is only counted, however much it is.
"""
UNPROMPTED = "unprompted"


def counted(history: History) -> dict[str, Any]:
    """What is kept of one relationship, as JSON values of bounded size; moments are ISO 8601."""
    return {
        "reached": _reached(history),
        "advice": _advice(history),
        "close": list(_close(history))[:KEPT],
        "noes": _newest(
            word.moment
            for opening in history.openings.values()
            for word in opening.words
            if word.outcome is Outcome.DECLINED
        ),
        "found": _newest(
            one.found_at for one in history.openings.values() if one.found_at and one.referred_by
        ),
        "referred": sum(1 for one in history.openings.values() if one.referred_by),
        "referred_landed": sum(
            1 for one in history.openings.values() if one.referred_by and one.accepted
        ),
        "openings": len(history.openings),
    }


def _newest(moments: Iterable[datetime]) -> list[str]:
    return [moment.isoformat() for moment in sorted(moments)[-KEPT:]]


def _reached(history: History) -> dict[str, dict[str, Any]]:
    """By kind of follow-up: how often an answer came, how often none came in time, and when those
    were sent that may still be answered.
    """
    found: dict[str, dict[str, Any]] = {}
    heard = {
        who: sorted(touch.moment for touch in touches if touch.direction != "out")
        for who, touches in history.touches.items()
    }
    waiting: dict[str, list[datetime]] = {}
    for touch in history.exchanges:
        if touch.direction != "out":
            continue
        answered = history.answers.get(touch.follow_up_id or "")
        kind = answered.kind if answered else UNPROMPTED
        counts = found.setdefault(kind, {"answered": 0, "over": 0, "unanswered": []})
        if _came_back(heard.get(touch.contact_id, []), touch.moment):
            counts["answered"] += 1
        else:
            waiting.setdefault(kind, []).append(touch.moment)
    for kind, moments in waiting.items():
        # Whenever somebody looks, it is later than the newest of them: these are over by then.
        open_since = max(moments) - REPLY
        recent = _newest(moment for moment in moments if moment > open_since)
        found[kind] |= {"over": len(moments) - len(recent), "unanswered": recent}
    return found


def _came_back(heard: Sequence[datetime], sent: datetime) -> bool:
    """Whether one of the moments, which are in order, is an answer to what was sent then."""
    after = bisect_right(heard, sent)
    return after < len(heard) and heard[after] <= sent + REPLY


def _advice(history: History) -> dict[str, int]:
    """Pieces of advice: all, those with a step taken, those whose giver was told of it."""
    told = {who: reports(history, who) for who in {one.giver for one in history.advice.values()}}
    taken = [one for one in history.advice.values() if one.steps]
    closed = [
        one
        for one in taken
        if any(touch.moment >= one.steps[0].moment for touch in told[one.giver])
    ]
    return {"given": len(history.advice), "taken": len(taken), "reported": len(closed)}


def _close(history: History) -> Iterator[dict[str, Any]]:
    """The people whom it went well with, and when they were last in touch."""
    people = sorted(history.people.values(), key=lambda one: (-(one.rapport or 0), one.contact_id))
    for person in people:
        touch = history.last_touch(person.contact_id)
        if person.rest or touch is None or (person.rapport or 0) < CLOSE:
            continue
        yield {
            "contact_id": person.contact_id,
            "name": person.name or "",
            "last": touch.moment.isoformat(),
            "rapport": person.rapport,
            "weeks": person.cadence_weeks,
        }


@dataclass(frozen=True)
class Person:
    """Somebody close, and when they were last in touch."""

    relationship_id: str
    contact_id: str
    name: str
    last: datetime
    weeks: int


@dataclass(frozen=True)
class Insight:
    """All relationships together. Counts are pairs: so many of so many.

    `replies` by kind of follow-up, `gaps` the days from a "no" to the next
    opening that somebody named, shortest first.
    """

    replies: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    given: int = 0
    taken: int = 0
    reported: int = 0
    warm: tuple[Person, ...] = ()
    cooling: tuple[Person, ...] = ()
    referred: tuple[int, int] = (0, 0)
    referred_landed: int = 0
    gaps: tuple[int, ...] = ()
    noes_open: int = 0
    """How often nothing has come after a "no" so far."""


def summed(counts: Mapping[str, Mapping[str, Any]], playbook: Playbook, now: datetime) -> Insight:
    """What `counted` gave, by relationship id, taken together at an aware `now`.

    What was sent less than `REPLY` ago and waits for an answer is not counted yet. Somebody is
    cooling when their rhythm, or that of the playbook, has passed without a touch.
    """
    answered, asked = Counter[str](), Counter[str]()
    total: Counter[str] = Counter()
    for body in counts.values():
        for kind, one in body["reached"].items():
            over = one.get("over", 0)  # plans of before this was counted do not have it
            over += sum(1 for sent in one["unanswered"] if _moment(sent) + REPLY <= now)
            answered[kind] += one["answered"]
            asked[kind] += one["answered"] + over
        total.update(body["advice"])
        total.update({name: body[name] for name in ("openings", "referred", "referred_landed")})
    people = sorted(_people(counts, playbook), key=lambda one: one.last)
    cooling = tuple(one for one in people if one.last + timedelta(weeks=one.weeks) < now)
    gaps, still_open = _gaps(counts, playbook.zone)
    return Insight(
        replies={kind: (answered[kind], asked[kind]) for kind in sorted(asked) if asked[kind]},
        given=total["given"],
        taken=total["taken"],
        reported=total["reported"],
        warm=tuple(reversed([one for one in people if one not in cooling])),
        cooling=cooling,
        referred=(total["referred"], total["openings"]),
        referred_landed=total["referred_landed"],
        gaps=gaps,
        noes_open=still_open,
    )


def _people(counts: Mapping[str, Mapping[str, Any]], playbook: Playbook) -> Iterator[Person]:
    for relationship_id, body in counts.items():
        for one in body["close"]:
            last = _moment(one["last"])
            weeks = one["weeks"] or playbook.rhythm(one["rapport"])
            yield Person(relationship_id, one["contact_id"], one["name"], last, weeks)


def _gaps(counts: Mapping[str, Mapping[str, Any]], zone: str) -> tuple[tuple[int, ...], int]:
    """Days of the calendar from each "no" to the opening that somebody named next, and how many
    wait for one.
    """
    found = sorted(_moment(one) for body in counts.values() for one in body["found"])
    gaps, still_open = [], 0
    for no in (_moment(one) for body in counts.values() for one in body["noes"]):
        after = next((moment for moment in found if moment > no), None)
        if after is None:
            still_open += 1
        else:
            gaps.append((Wall.at(after, zone).day - Wall.at(no, zone).day).days)
    return tuple(sorted(gaps)), still_open


def _moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored)
