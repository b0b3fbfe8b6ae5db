"""What the rules work with: one relationship's history under one playbook."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property
from operator import attrgetter

from rapport.facts import Answer, derive
from rapport.history import EARLIEST, Advice, Champion, History, Opening, Progress, Touch
from rapport.later import dataclass
from rapport.phrases import Phrases
from rapport.plan.follow_up import OF_AN_OPENING, Against, FollowUp, Kind
from rapport.playbook import Playbook
from rapport.wall import Wall, zone_info

RECRUITING = ("recruit", "talent", "human resources", "people partner", "hr ", "personal")
"""Title words of those whose work it is to answer applicants, in the languages spoken here."""

EXPLAINED_DAYS = 28
"""What was dropped is listed with its reason for so many days."""

NO_OPENING = Opening("")


@dataclass(frozen=True)
class Landing:
    """The job that the seeker took, here or elsewhere."""

    fact_id: str
    moment: datetime
    day: date
    opening_id: str
    company: str
    title: str


_moment = attrgetter("moment")


def in_order(steps: Iterable[Progress]) -> tuple[Progress, ...]:
    return tuple(sorted(steps, key=attrgetter("moment", "fact_id")))


def _came_after(opening: Opening, landing: Landing) -> bool:
    if opening.rounds:
        return opening.rounds[-1].moment > landing.moment
    return opening.found_at is not None and opening.found_at > landing.moment


@dataclass(frozen=True)
class Case:
    """One relationship to plan."""

    relationship_id: str
    history: History
    playbook: Playbook
    phrases: Phrases
    now: datetime

    # Times

    def wall(self, moment: datetime) -> Wall:
        """What the seeker's clock shows at a moment."""
        return Wall.at(moment, self.playbook.zone)

    def day(self, moment: datetime) -> date:
        """The seeker's calendar day of a moment."""
        return moment.astimezone(zone_info(self.playbook.zone)).date()

    def on(self, day: date, later: int = 0) -> Wall:
        """The usual time of a day, or of so many days later."""
        there = day + timedelta(days=later)
        return Wall.on(there, self.playbook.usual_time, self.playbook.zone)

    def here(self, wall: Wall) -> Wall:
        """The same clock time where the seeker is now."""
        return Wall(local=wall.local, zone=self.playbook.zone)

    def past(self, latest: Wall) -> bool:
        return self.now > latest.instant

    def long_past(self, latest: date) -> bool:
        """Whether it is so long too late that nobody asks any more why it was dropped."""
        return latest + timedelta(days=EXPLAINED_DAYS) < self._today

    @cached_property
    def _today(self) -> date:
        return self.day(self.now)

    # Rules

    def rules(self, contact_id: str | None) -> Playbook:
        """The playbook, with what was set for this person alone."""
        person = self.history.people.get(contact_id or "")
        return self.playbook.for_person(person.timings) if person else self.playbook

    # Names

    def name(self, contact_id: str | None) -> str:
        person = self.history.people.get(contact_id or "")
        return person.name if person and person.name else self.phrases.say("somebody")

    def company(self, opening: Opening) -> str:
        return opening.company or self.phrases.say("a-company")

    def position(self, opening: Opening) -> str:
        return opening.title or self.phrases.say("a-position")

    def post(self, opening: Opening) -> str:
        return self.phrases.post(opening.title)

    def company_of(self, contact_id: str | None) -> str:
        """Where a person was met, or is known from."""
        person = self.history.people.get(contact_id or "")
        known_for = [met.opening_id for met in reversed(person.meetings)] if person else []
        known_for += [
            opening.opening_id
            for opening in self.history.openings.values()
            if opening.referred_by == contact_id
        ]
        known_for += list(self.history.openings)
        return self.company(self.history.openings[known_for[0]] if known_for else NO_OPENING)

    def spoken(self, day: date) -> str:
        return self.phrases.day(day)

    # People of an opening

    def correspondent(self, opening: Opening) -> str | None:
        """Who answers for an opening: a recruiter if one was met, otherwise the champion."""
        for who in opening.interviewers:
            person = self.history.people[who]
            title = f"{person.title or ''} ".lower()
            if not person.rest and any(word in title for word in RECRUITING):
                return who
        champion = self.history.champion(opening.opening_id)
        if champion:
            return champion.contact_id
        return opening.interviewers[0] if opening.interviewers else None

    def why_champion(self, champion: Champion) -> str:
        """The comparison in words: how often met, what was felt, what the others reached."""
        say = self.phrases.say
        values = {
            "name": self.name(champion.contact_id),
            "often": self.phrases.often(len(champion.rapports)),
            "rapports": self._felt(champion.rapports),
        }
        if champion.others_best is None:
            return say("champion.alone", **values)
        times = champion.others_meetings
        form = "other" if len(times) == 1 else "compared"
        compared = say(
            f"champion.{form}" if len(set(times)) == 1 else "champion.compared.unevenly",
            others_often=self.phrases.often(max(times)),
            others_best=say("champion.a", rapport=champion.others_best),
            **values,
        )
        if champion.tipped_by is None:
            return compared
        return f"{compared} {say(f'champion.{champion.tipped_by}', **values)}"

    def _felt(self, rapports: tuple[int, ...]) -> str:
        if len(set(rapports)) == 1:
            key = {1: "once", 2: "same"}.get(len(rapports), "always")
            return self.phrases.say(f"champion.{key}", rapport=rapports[0])
        each = [self.phrases.say("champion.a", rapport=rapport) for rapport in rapports]
        return self.phrases.say("champion.mixed", rapports=self.phrases.listed(each))

    # Advice

    @cached_property
    def advice_by_giver(self) -> dict[str, list[Advice]]:
        """Everybody who gave advice, and what they recommended."""
        given: dict[str, list[Advice]] = {}
        for advice in self.history.advice.values():
            given.setdefault(advice.giver, []).append(advice)
        return given

    @cached_property
    def steps(self) -> tuple[Progress, ...]:
        """Every step on anybody's advice, in order of time."""
        return in_order(step for one in self.history.advice.values() for step in one.steps)

    def steps_on(self, giver: str) -> tuple[Progress, ...]:
        """The steps on the advice of one person, in order of time."""
        return in_order(step for one in self.advice_by_giver[giver] for step in one.steps)

    # What has been done

    def identify(
        self, kind: Kind, cause: str, whom: str | Opening | None = None, ordinal: int = 1
    ) -> str:
        """The id of the follow-up of `kind` about `whom` that the fact `cause` leads to.

        What concerns an opening is about the opening, and stays the same follow-up when somebody
        else becomes the one to write to.
        """
        about = whom.opening_id if isinstance(whom, Opening) else whom or ""
        return derive(self.relationship_id, cause, kind.value, about, ordinal)

    def wrote(
        self, contact_ids: Iterable[str | None], since: datetime, follow_up_id: str
    ) -> Touch | None:
        """The first exchange from the seeker to one of these people since a moment.

        One that was recorded for another follow-up does not count, one for this follow-up does,
        whoever it went to.
        """
        if follow_up_id in self._led_to:
            return self._led_to[follow_up_id]
        first: list[Touch] = []
        for who in contact_ids:
            written = self._unprompted.get(who or "", [])
            place = bisect_left(written, since, key=_moment)
            first += written[place : place + 1]
        return min(first, key=lambda touch: (touch.moment, touch.fact_id), default=None)

    @cached_property
    def _led_to(self) -> dict[str, Touch]:
        """The first exchange from the seeker that each follow-up led to."""
        return {
            touch.follow_up_id: touch
            for touch in reversed(self.history.exchanges)
            if touch.follow_up_id and touch.direction == "out"
        }

    @cached_property
    def _unprompted(self) -> dict[str, list[Touch]]:
        """What the seeker wrote to each person without a follow-up, in order of time."""
        written: dict[str, list[Touch]] = {}
        for touch in self.history.exchanges:
            if touch.direction == "out" and touch.follow_up_id is None:
                written.setdefault(touch.contact_id, []).append(touch)
        return written

    def ended(self, follow_up_id: str) -> bool:
        """Whether the seeker is through with it: done or skipped, or stopped and nothing else."""
        answered = self.history.answers.get(follow_up_id)
        if answered is None or answered.answer is Answer.SNOOZED:
            return False
        return answered.answer is not Answer.STOPPED or answered.scope is None

    def settled_by(
        self, follow_up_id: str, contact_ids: Iterable[str | None], since: datetime
    ) -> bool:
        """Whether a follow-up is over, by an answer or by writing to one of these people."""
        return self.ended(follow_up_id) or bool(self.wrote(contact_ids, since, follow_up_id))

    def last_heard(self, contact_id: str) -> datetime:
        """When a person was last met or heard from."""
        touch = self.history.last_touch(contact_id, "in")
        return touch.moment if touch else EARLIEST

    def nudges(self, contact_id: str | None, since: datetime = EARLIEST) -> tuple[Touch, ...]:
        """What the seeker wrote to a person, over all openings, that waits for an answer.

        Counted from when they were last heard from. Thanks, a reply and a report want no answer.
        """
        if contact_id is None:
            return ()
        heard = max(self.last_heard(contact_id), since)
        return tuple(
            touch
            for touch in self.history.exchanges
            if touch.contact_id == contact_id
            and touch.direction == "out"
            and touch.moment > heard
            and not (touch.follow_up_id and touch.follow_up_id in self._courtesies)
        )

    @cached_property
    def _courtesies(self) -> frozenset[str]:
        """Ids of every follow-up that there was or is and that gives rather than asks."""
        history, ids = self.history, set[str]()
        for person in history.people.values():
            for meeting in person.meetings:
                ids.add(self.identify(Kind.THANK_YOU, meeting.fact_id, person.contact_id))
        for opening in history.openings.values():
            for word in opening.words:
                for kind in (Kind.GRACIOUS_REPLY, Kind.OFFER_THANKS, Kind.WITHDRAWAL_NOTE):
                    ids.add(self.identify(kind, word.fact_id, opening))
            told = [met.fact_id for met in opening.rounds[:1]]
            for fact_id in told + [word.fact_id for word in opening.words]:
                ids.add(self.identify(Kind.REFERRAL_UPDATE, fact_id, opening.referred_by))
            thanks = opening.referral_fact or ""
            ids.add(self.identify(Kind.REFERRAL_THANKS, thanks, opening.referred_by))
        for advice in history.advice.values():
            for step in advice.steps:
                ids.add(self.identify(Kind.PROGRESS_REPORT, step.fact_id, advice.giver))
        return frozenset(ids)

    # The end of the search

    @cached_property
    def landing(self) -> Landing | None:
        """The job that ended the search; None before, and when it was resumed since.

        A later interview resumes it, and so does an opening that came up later.
        """
        found = self._accepted_here() or self._landed_elsewhere()
        openings = self.history.openings.values()
        return None if found and any(_came_after(one, found) for one in openings) else found

    def _accepted_here(self) -> Landing | None:
        accepted = [
            Landing(
                word.fact_id,
                word.moment,
                self.day(word.moment),
                opening.opening_id,
                self.company(opening),
                self.position(opening),
            )
            for opening in self.history.openings.values()
            if opening.accepted and (word := opening.closed)
        ]
        return max(accepted, key=lambda landing: (landing.moment, landing.fact_id), default=None)

    def _landed_elsewhere(self) -> Landing | None:
        fact = self.history.landed
        if fact is None:
            return None
        return Landing(
            fact.fact_id, fact.moment, fact.on, fact.opening_id, fact.company, fact.title
        )

    # Decisions

    def against(
        self, kind: Kind, why: str, contact_id: str | None, opening: Opening | None, **words: object
    ) -> Against:
        """A decision against; `why` is a phrase."""
        known = self._known(contact_id, opening) | words
        reason = self.phrases.sentence(why, **known)
        return Against(kind, contact_id, opening.opening_id if opening else None, reason)

    def follow_up(
        self,
        kind: Kind,
        *,
        causes: tuple[str, ...],
        due: Wall,
        importance: int,
        why: str | None = None,
        contact_id: str | None = None,
        opening: Opening | None = None,
        latest: Wall | None = None,
        occasion: str | None = None,
        ordinal: int = 1,
        any_day: bool = False,
        **words: object,
    ) -> FollowUp:
        """A follow-up caused first of all by `causes[0]`, which also names it.

        `why` is the phrase of its reason (the kind's own when not given), filled with `words`, the
        person's name, the company and the position.
        """
        known = self._known(contact_id, opening) | words
        return FollowUp(
            follow_up_id=self.identify(
                kind, causes[0], opening if kind in OF_AN_OPENING else contact_id, ordinal
            ),
            relationship_id=self.relationship_id,
            kind=kind,
            contact_id=contact_id,
            opening_id=opening.opening_id if opening else None,
            due=due,
            latest=latest,
            importance=max(0, min(100, importance)),
            title=self.phrases.sentence(f"{kind}.title", **known),
            reason=self.phrases.sentence(why or f"{kind}.reason", **known),
            causes=causes,
            occasion=occasion or causes[0],
            ordinal=ordinal,
            any_day=any_day,
        )

    def _known(self, contact_id: str | None, opening: Opening | None) -> dict[str, object]:
        return {
            "name": self.name(contact_id),
            "company": self.company(opening) if opening else self.company_of(contact_id),
            "position": self.position(opening or NO_OPENING),
            "post": self.post(opening or NO_OPENING),
        }


Decision = FollowUp | Against
