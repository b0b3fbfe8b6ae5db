"""Facts of a relationship become its follow-ups and their schedules.

Schedules first, then the table: whoever touched a schedule must then win the relationship's next
version, and tries again when it does not. So a crash or a race in between leaves the table as it
was, the message comes again, and the same plan is made again. Who finds nothing to change takes a
version too: else another, who read before the newest fact, could still save what it saw.

One event changes at most what one transaction saves, and asks for the rest. So whatever a
relationship holds, each event is done within its seconds, and what was done stays done. Who loses a
race makes good what it touched itself and goes on where it was: each loss is somebody else's
progress, so that many at one relationship come to an end too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from rapport import agenda, drafts
from rapport.facts import ReminderSent
from rapport.flows import landing
from rapport.flows.asking import replan_request, wake
from rapport.flows.cards import of_insight, of_lineages
from rapport.history import History
from rapport.outside.bus import Bus
from rapport.outside.schedules import Schedules
from rapport.plan import FollowUp, Plan, plan
from rapport.playbook import Playbook
from rapport.store import (
    Card,
    Conflict,
    PlanChange,
    Relationship,
    Seeker,
    Standing,
    Store,
)
from rapport.store.keys import order as order_of
from rapport.store.portions import portions
from rapport.wall import Wall

SOURCE = "rapport.plan"
TRIES = 5
"""A relationship is one person's: more writers than this at once are no race but a fault."""
AT_ONCE = 100
"""Schedules that one event sets anew only to be sure of them."""
ALL = "z" * 16
"""The last of all ids."""
MOST_REASONS = 40
"""What a list shows of what was decided against in one relationship."""


class UnknownRelationship(LookupError):
    """An event about a relationship that the table does not hold."""


class Planner:
    """Keeps plan, table and schedules the same."""

    def __init__(self, store: Store, schedules: Schedules, bus: Bus, horizon: timedelta) -> None:
        self._store = store
        self._schedules = schedules
        self._bus = bus
        self._horizon = horizon
        self._herald = landing.Herald(store)

    def replan(
        self,
        relationship_id: str,
        now: datetime,
        *,
        doubtful: bool = False,
        resettle: bool = False,
        after: str = "",
        correlation_id: str | None = None,
    ) -> None:
        """Make the relationship's follow-ups what its facts ask for, or the next portion of them.

        Where an earlier try may have got half way (`doubtful`), every schedule is set anew: of the
        follow-ups with an id `after` this one, so many at a time. With `resettle` the seeker's
        newest settings are fetched first. What is asked for then is of the same `correlation_id`.

        Raises:
            UnknownRelationship: there is none of this id.
            Conflict: others kept changing it; try again.
        """
        touched: set[str] = set()
        for _ in range(TRIES):
            relationship = self._store.relationship(relationship_id)
            if relationship is None:
                for follow_up_id in touched:
                    self._schedules.remove(follow_up_id)
                raise UnknownRelationship(relationship_id)
            newer = self._newer_settings(relationship) if resettle else None
            change = difference(relationship, newer, now)
            portion, *more = portions(change)
            kept = _kept(relationship, change, after) if doubtful else []
            touched |= self._schedule(portion, kept[:AT_ONCE], touched, now, everything=doubtful)
            try:
                self._store.save_plan(portion)
            except Conflict:
                continue
            if more or len(kept) > AT_ONCE:
                right_up_to = kept[:AT_ONCE][-1].follow_up_id if len(kept) > AT_ONCE else ALL
                self._go_on(relationship, correlation_id or relationship_id, right_up_to)
            else:
                self._tell_others(change, now, everything=doubtful)
            return
        raise Conflict(f"relationship {relationship_id} keeps changing")

    def _go_on(self, relationship: Relationship, correlation_id: str, after: str) -> None:
        """Ask for what is left to do. Who dies before that comes again, in doubt."""
        seeker_id, home = relationship.seeker.seeker_id, relationship.relationship_id
        self._bus.publish([replan_request(SOURCE, seeker_id, home, correlation_id, after)])

    def _newer_settings(self, relationship: Relationship) -> Seeker | None:
        seeker = self._store.seeker(relationship.seeker.seeker_id)
        return seeker if seeker and seeker.version > relationship.seeker.version else None

    def _schedule(
        self,
        portion: PlanChange,
        kept: Sequence[Standing],
        touched: Set[str],
        now: datetime,
        *,
        everything: bool,
    ) -> set[str]:
        """Make the schedules fit the portion, and those of what is `kept` as it is; which were
        touched by that.

        Nothing is taken for granted of those that an earlier try `touched`, and with `everything`
        of none.
        """
        stood = portion.relationship.standing
        wanted = {one.follow_up_id: one for one in (*kept, *portion.put)}
        gone = {one.follow_up_id for one in portion.drop}
        for follow_up_id in touched - wanted.keys() - gone:
            # Another writer's, or nobody's: as it stands.
            if follow_up_id in stood:
                wanted[follow_up_id] = stood[follow_up_id]
            else:
                gone.add(follow_up_id)
        done: set[str] = set()
        for follow_up_id in sorted(gone):
            if everything or follow_up_id in touched or stood[follow_up_id].waits:
                self._schedules.remove(follow_up_id)
                done.add(follow_up_id)
        for follow_up_id, standing in wanted.items():
            known = everything or follow_up_id in stood
            if standing.waits and standing.remind_at <= now + self._horizon:
                self._schedules.put(wake(standing), now)
                done.add(follow_up_id)
            elif follow_up_id in touched or (standing.waits and known):
                self._schedules.remove(follow_up_id)
                done.add(follow_up_id)
        return done

    def _tell_others(self, change: PlanChange, now: datetime, *, everything: bool) -> None:
        """Tell the other relationships of a job that was taken here, or is none any more.

        After saving, so that only who saved tells. Who dies in between comes again, in doubt.
        """
        relationship, jobs = change.relationship, change.announced
        known = frozenset() if everything else relationship.announced
        were = landing.ever_taken(relationship.facts) if everything else relationship.announced
        self._herald.tell(relationship, set(jobs - known), set(were - jobs), now)

    def has_left(self, seeker_id: str) -> bool:
        """Whether there is no such seeker any more: what is said of them is of no use."""
        return self._store.seeker(seeker_id) is None

    def replan_all(self, seeker_id: str, correlation_id: str) -> int:
        """Ask for a replan of every relationship of a seeker; how many."""
        relationships = self._store.relationships_of(seeker_id)
        self._bus.publish(
            [replan_request(SOURCE, seeker_id, one, correlation_id) for one in relationships]
        )
        return len(relationships)


def _kept(relationship: Relationship, change: PlanChange, after: str) -> list[Standing]:
    """What waits and is to stay as it stands, by id, from the one `after` this."""
    touched = {standing.follow_up_id for standing in (*change.put, *change.drop)}
    standing = sorted(relationship.standing.items())
    return [one for name, one in standing if name > after and name not in touched and one.waits]


def difference(relationship: Relationship, newer: Seeker | None, now: datetime) -> PlanChange:
    """What must change in the table so that it holds the plan of the relationship's facts.

    `newer` are settings newer than those kept beside the relationship.
    """
    seeker = newer or relationship.seeker
    history = History.of(relationship.facts)
    playbook = Playbook.of(seeker.playbook)
    made = plan(history, playbook, now)
    wanted = {
        standing.follow_up_id: standing
        for standing in _wanted(relationship, made, seeker, history, playbook, now)
    }
    cards = {
        f"CARD#{card.kind}#{card.card_id}": card for card in _cards(history, made, playbook.zone)
    }
    return PlanChange(
        relationship,
        put=[
            standing
            for follow_up_id, standing in wanted.items()
            if not _same(standing, relationship.standing.get(follow_up_id))
        ],
        drop=[
            standing
            for follow_up_id, standing in relationship.standing.items()
            if follow_up_id not in wanted
        ],
        cards=[card for key, card in cards.items() if relationship.cards.get(key) != card],
        dropped_cards=[card for key, card in relationship.cards.items() if key not in cards],
        planned=relationship.unplanned,
        seeker=newer,
        announced=frozenset(landing.taken(history)),
    )


def _wanted(
    relationship: Relationship,
    made: Plan,
    seeker: Seeker,
    history: History,
    playbook: Playbook,
    now: datetime,
) -> Iterator[Standing]:
    sent = {
        (fact.data.follow_up_id, fact.data.occasion)
        for fact in relationship.facts
        if isinstance(fact.data, ReminderSent)
    }
    for follow_up in made.follow_ups:
        first = agenda.reminder_at(follow_up.due, playbook, any_day=follow_up.any_day)
        draft = drafts.write(
            follow_up,
            history,
            playbook,
            seeker_name=seeker.name or None,
            now=first.instant,
            own_templates=seeker.own_words(playbook.language),
        )
        told = (follow_up.follow_up_id, follow_up.occasion) in sent
        standing = Standing(
            follow_up_id=follow_up.follow_up_id,
            relationship_id=relationship.relationship_id,
            seeker_id=seeker.seeker_id,
            occasion=follow_up.occasion,
            importance=follow_up.importance,
            first_at=first.instant,
            remind_at=first.instant,
            day=first.day,
            follow_up=follow_up.stored(),
            draft=asdict(draft),
            reminded=follow_up.occasion if told else None,
            lapses_at=follow_up.latest.instant if follow_up.latest else None,
        )
        stands = relationship.standing.get(follow_up.follow_up_id)
        yield _timed(standing, stands, follow_up, playbook, now)


def _timed(
    wanted: Standing,
    stands: Standing | None,
    follow_up: FollowUp,
    playbook: Playbook,
    now: datetime,
) -> Standing:
    if stands and (stands.first_at, stands.occasion) == (wanted.first_at, wanted.occasion):
        # The daily cap may have moved it on; that stays.
        return replace(
            wanted,
            remind_at=stands.remind_at,
            day=stands.day,
            claim=stands.claim,
            reminded=stands.reminded or wanted.reminded,
        )
    if wanted.first_at >= now:
        return wanted
    # It is overdue when we first hear of it: at the next moment that is not quiet.
    soon = agenda.reminder_at(Wall.at(now, playbook.zone), playbook, any_day=follow_up.any_day)
    return wanted.moved(soon.instant, soon.day)


def _same(wanted: Standing, stands: Standing | None) -> bool:
    return stands is not None and replace(stands, claim=None) == replace(wanted, claim=None)


def _cards(history: History, made: Plan, zone: str) -> Iterator[Card]:
    for opening in history.openings.values():
        company, title = opening.company or "", opening.title or ""
        body = {
            "relationship_id": history.facts[0].relationship_id,
            "company": company,
            "title": title,
            "outcome": opening.outcome.value if opening.outcome else None,
            "closed": opening.closed is not None,
            "rounds": len(opening.rounds),
            "newest": str(opening.rounds[-1].at.day) if opening.rounds else None,
        }
        state = "closed" if opening.closed else "active"  # in this order
        order = order_of(state, company, title)
        yield Card("opening", opening.opening_id, order, body)
    for person in history.people.values():
        name = person.name or ""
        body = {
            "relationship_id": history.facts[0].relationship_id,
            "name": name,
            "title": person.title,
            "mail": person.mail,
            "company": history.met_at(person),
            "rapport": person.rapport,
        }
        yield Card("person", person.contact_id, order_of(name), body)
    if made.decided_against:
        yield _decided_against(history, made)
    yield from of_lineages(history, zone)
    yield of_insight(history)


def _decided_against(history: History, made: Plan) -> Card:
    """What was considered here and left, with the reasons: the first few of them."""
    relationship_id = history.facts[0].relationship_id
    company = next((one.company for one in history.openings.values() if one.company), "")
    body = {
        "relationship_id": relationship_id,
        "company": company,
        "reasons": [
            {"kind": one.kind.value, "contact_id": one.contact_id, "reason": one.reason}
            for one in made.decided_against[:MOST_REASONS]
        ],
    }
    return Card("against", relationship_id, order_of(company), body)
