"""What the rules work with: one relationship's history under one playbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from rapport.facts import Answer, derive
from rapport.history import Champion, History, Opening, Touch
from rapport.phrases import Phrases
from rapport.plan.follow_up import Against, FollowUp, Kind
from rapport.playbook import Playbook
from rapport.wall import Wall

RECRUITING = ("recruit", "talent", "human resources", "people partner", "hr ", "personal")
"""Title words of those whose work it is to answer applicants, in the languages spoken here."""


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
        return self.wall(moment).day

    def on(self, day: date) -> Wall:
        """The usual time of a day."""
        return Wall.on(day, self.playbook.usual_time, self.playbook.zone)

    def here(self, wall: Wall) -> Wall:
        """The same clock time where the seeker is now."""
        return Wall(local=wall.local, zone=self.playbook.zone)

    # Names

    def name(self, contact_id: str | None) -> str:
        person = self.history.people.get(contact_id or "")
        return person.name if person and person.name else self.phrases.say("somebody")

    def company(self, opening: Opening) -> str:
        return opening.company or self.phrases.say("a-company")

    def position(self, opening: Opening) -> str:
        return opening.title or self.phrases.say("a-position")

    def spoken(self, day: date) -> str:
        return self.phrases.day(day)

    # People of an opening

    def correspondent(self, opening: Opening) -> str | None:
        """Who answers for an opening: a recruiter if one was met, otherwise the champion."""
        for who in opening.interviewers:
            title = f"{self.history.people[who].title or ''} ".lower()
            if any(word in title for word in RECRUITING):
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
        if not champion.others or champion.others_best is None:
            return say("champion.alone", **values)
        return say(
            "champion.compared" if champion.others > 1 else "champion.other",
            others_often=self.phrases.often(champion.others_most_meetings),
            others_best=say("champion.a", rapport=champion.others_best),
            **values,
        )

    def _felt(self, rapports: tuple[int, ...]) -> str:
        if len(set(rapports)) == 1:
            key = {1: "once", 2: "same"}.get(len(rapports), "always")
            return self.phrases.say(f"champion.{key}", rapport=rapports[0])
        each = [self.phrases.say("champion.a", rapport=rapport) for rapport in rapports]
        return self.phrases.say("champion.mixed", rapports=self.phrases.listed(each))

    # What has been done

    def identify(
        self, kind: Kind, cause: str, contact_id: str | None = None, ordinal: int = 1
    ) -> str:
        return derive(self.relationship_id, cause, kind.value, contact_id or "", ordinal)

    def wrote(
        self, contact_ids: Iterable[str | None], since: datetime, follow_up_id: str
    ) -> Touch | None:
        """The first exchange from the seeker to one of these people since a moment.

        One that was recorded for another follow-up does not count, one for this follow-up does,
        whoever it went to.
        """
        people = set(contact_ids)
        for touch in self.history.exchanges:
            if touch.follow_up_id == follow_up_id and touch.direction == "out":
                return touch
            if (
                touch.direction == "out"
                and touch.contact_id in people
                and touch.follow_up_id is None
                and touch.moment >= since
            ):
                return touch
        return None

    def ended(self, follow_up_id: str) -> bool:
        """Whether the seeker answered it with done or skip."""
        answered = self.history.answers.get(follow_up_id)
        return answered is not None and answered.answer in (Answer.DONE, Answer.SKIPPED)

    # Decisions

    def against(
        self, kind: Kind, key: str, contact_id: str | None, opening_id: str | None, **values: object
    ) -> Against:
        return Against(kind, contact_id, opening_id, self.phrases.say(key, **values))

    def follow_up(
        self,
        kind: Kind,
        *,
        causes: tuple[str, ...],
        due: Wall,
        importance: int,
        reason: str,
        title: str,
        contact_id: str | None = None,
        opening_id: str | None = None,
        latest: Wall | None = None,
        occasion: str | None = None,
        ordinal: int = 1,
        any_day: bool = False,
        personal: bool = True,
    ) -> FollowUp:
        """A follow-up caused first of all by `causes[0]`.

        `personal=False` is for what concerns an opening rather than one person: its id stays the
        same when somebody else becomes the one to write to.
        """
        return FollowUp(
            follow_up_id=self.identify(kind, causes[0], contact_id if personal else None, ordinal),
            relationship_id=self.relationship_id,
            kind=kind,
            contact_id=contact_id,
            opening_id=opening_id,
            due=due,
            latest=latest,
            importance=max(0, min(100, importance)),
            title=title,
            reason=reason,
            causes=causes,
            occasion=occasion or causes[0],
            ordinal=ordinal,
            any_day=any_day,
        )


Decision = FollowUp | Against
