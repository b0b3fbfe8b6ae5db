"""A due follow-up becomes one mail to the seeker.

The schedule only wakes us: what it says may be older than the plan, so the table is believed. The
claim comes first and the mail last, so that no two of us send it. When we fail in between, the mail
service's Send event says whether it went out; `PATIENCE` later, without one, it did not.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from rapport import agenda
from rapport.agenda import Day, Slot
from rapport.facts import Fact, ReminderSent, derive
from rapport.flows.asking import replan_request, wake
from rapport.later import dataclass
from rapport.mail import compose
from rapport.outside.bus import Bus
from rapport.outside.mailer import Mailer, NotSent
from rapport.outside.schedules import Schedules
from rapport.outside.secret import Signed
from rapport.plan import FollowUp
from rapport.playbook import Playbook
from rapport.store import Seeker, Standing, Store
from rapport.wall import Wall

SOURCE = "rapport.reminders"
PATIENCE = timedelta(minutes=10)
"""How long a Send event may take before a claim without one counts as not sent."""
EARLY = timedelta(minutes=1)
"""Schedules fire to the minute."""
LATE = timedelta(hours=1)
"""A reminder this long after its time is labelled late."""


class Result(StrEnum):
    """Why a follow-up-due event led to no mail."""

    GONE = "gone"
    REMINDED_BEFORE = "reminded before"
    NOT_YET = "not yet"
    QUIET = "quiet hours"
    POINTLESS = "pointless"
    DEFERRED = "deferred"
    IN_DOUBT = "in doubt"
    MAIL_STOPPED = "mail stopped"
    HELD_BACK = "held back"
    MUTED = "muted"


@dataclass(frozen=True)
class Sent:
    """The reminder went out, `delay` after its time; `mail_id` is the mail service's."""

    mail_id: str
    delay: timedelta


@dataclass(frozen=True)
class Due:
    """A follow-up that is said to be due."""

    seeker_id: str
    relationship_id: str
    follow_up_id: str
    day: date
    """The seeker's own date that it was planned for."""


@dataclass(frozen=True)
class _Case:
    """All that the decision needs."""

    standing: Standing
    seeker: Seeker
    playbook: Playbook
    follow_up: FollowUp
    here: Wall
    day: Day
    now: datetime
    held_back: str | None

    @property
    def is_claimed(self) -> bool:
        """Whether somebody set out to send this very reminder before."""
        claim = self.standing.claim
        return claim is not None and claim.occasion == self.standing.occasion

    @property
    def claimed_at(self) -> datetime:
        """When that was."""
        return self.standing.claim.at if self.standing.claim else self.now


class Reminder:
    """Reminds a seeker of what is due."""

    def __init__(
        self,
        store: Store,
        schedules: Schedules,
        bus: Bus,
        mailer: Mailer,
        *,
        public_url: str,
        signed: Signed,
    ) -> None:
        self._store = store
        self._schedules = schedules
        self._bus = bus
        self._mailer = mailer
        self._public_url = public_url
        self._signed = signed

    def remind(self, due: Due, now: datetime) -> Sent | Result:
        """Send the reminder, or say why not.

        Raises:
            Conflict: another of us was quicker; the event must come again.
            NotSent: the mail service refused; the event must come again.
        """
        case = self._look(due, now)
        if case is None:
            return Result.GONE
        standing = case.standing
        if not standing.waits:
            return Result.REMINDED_BEFORE
        if standing.remind_at > now + EARLY:
            self._schedules.put(wake(standing), now)
            return Result.NOT_YET
        if held_back := self._held_back(case) or self._in_doubt(case) or self._full(case):
            return held_back
        return self._send(case)

    def _look(self, due: Due, now: datetime) -> _Case | None:
        # Which date it is for the seeker is not known before the read; most reminders go out on
        # the day that they were planned for, so a second look is rare.
        case = self._look_at(due, due.day, now)
        if case and case.here.day != due.day:
            case = self._look_at(due, case.here.day, now)
        return case

    def _look_at(self, due: Due, day: date, now: datetime) -> _Case | None:
        grounds = self._store.due(due.relationship_id, due.follow_up_id, due.seeker_id, day)
        standing, seeker = grounds.standing, grounds.seeker
        if standing is None or seeker is None:
            return None
        playbook = Playbook.of(seeker.playbook)
        return _Case(
            standing,
            seeker,
            playbook,
            FollowUp.read(standing.follow_up),
            Wall.at(now, playbook.zone),
            grounds.day,
            now,
            grounds.held_back,
        )

    def _held_back(self, case: _Case) -> Result | None:
        """Why the reminder does not go out now; what has to follow is done."""
        standing, follow_up, playbook = case.standing, case.follow_up, case.playbook
        if follow_up.latest and follow_up.latest.instant < case.now:
            request = replan_request(
                SOURCE, standing.seeker_id, standing.relationship_id, standing.occasion
            )
            self._bus.publish([request])
            return Result.POINTLESS
        # It goes on waiting, and `tend` asks again, until mail goes out once more.
        if case.seeker.mail_stopped:
            return Result.MAIL_STOPPED
        if case.held_back:
            return Result.HELD_BACK
        if follow_up.kind in case.seeker.muted:
            self._store.pass_over(standing)
            return Result.MUTED
        allowed = agenda.reminder_at(case.here, playbook, any_day=follow_up.any_day)
        if allowed.instant > case.now + EARLY:
            later = wake(standing.moved(allowed.instant, allowed.day))
            self._schedules.put(later, case.now)
            return Result.QUIET
        return None

    def _in_doubt(self, case: _Case) -> Result | None:
        """Whether somebody claimed it so lately that the Send event may still come."""
        if not case.is_claimed or case.now - case.claimed_at >= PATIENCE:
            return None
        return Result.IN_DOUBT

    def _full(self, case: _Case) -> Result | None:
        """Whether the day has no place for it; then it is moved to the next."""
        standing, playbook = case.standing, case.playbook
        mine = Slot(standing.importance, standing.remind_at)
        today = Day({standing.follow_up_id: mine, **case.day.slots})
        if case.is_claimed or agenda.admitted(
            today, standing.follow_up_id, playbook.reminders_a_day
        ):
            return None
        tomorrow = agenda.next_day(case.here, playbook, any_day=case.follow_up.any_day)
        later = standing.moved(tomorrow.instant, tomorrow.day)
        self._schedules.put(wake(later), case.now)
        self._store.defer(standing, later)
        return Result.DEFERRED

    def _send(self, case: _Case) -> Sent:
        standing = case.standing
        message = compose.reminder(
            case.follow_up,
            standing.draft,
            case.seeker,
            sender=self._mailer.sender,
            public_url=self._public_url,
            addresses=self._signed.addresses,
            late=case.now - standing.remind_at > LATE,
            now=case.now,
        )
        self._signed.unsubscribing.offer(message, standing.seeker_id, case.follow_up.kind)
        self._store.claim(standing, case.here.day, case.day, case.now)
        try:
            mail_id = self._mailer.send(message, tags(standing))
        except NotSent:
            self._store.release(standing, case.here.day)
            raise
        self._store.reminded(standing, sent_fact(standing, case.follow_up, case.now))
        return Sent(mail_id, case.now - standing.remind_at)


def tags(standing: Standing) -> dict[str, str]:
    """The tags by which the mail service's events find the follow-up again."""
    return {
        "seeker": standing.seeker_id,
        "relationship": standing.relationship_id,
        "follow_up": standing.follow_up_id,
        "occasion": standing.occasion,
        "kind": str(standing.follow_up["kind"]),
    }


def sent_fact(standing: Standing, follow_up: FollowUp, now: datetime) -> Fact:
    """The fact that a reminder went out: the same, whoever notes it."""
    return Fact(
        fact_id=derive(standing.follow_up_id, standing.occasion, "reminded"),
        seeker_id=standing.seeker_id,
        relationship_id=standing.relationship_id,
        occurred_at=now,
        recorded_at=now,
        correlation_id=standing.occasion,
        causation_id=standing.follow_up_id,
        data=ReminderSent(
            follow_up_id=standing.follow_up_id,
            kind=follow_up.kind,
            contact_id=follow_up.contact_id,
            occasion=standing.occasion,
            late=now - standing.remind_at > LATE,
        ),
    )
