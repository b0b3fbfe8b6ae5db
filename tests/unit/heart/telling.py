"""Stories as text: facts in plain lines, and the plan that they lead to, in words.

A story is a file that a person reads from top to bottom. A line that starts with a date is a fact.
A line `on <date> the plan is` is followed, indented, by the plan of that moment, and a line
`on <date> the remark is` by what is said to the newest fact. `about <company>` turns to another
relationship of the same seeker, which is planned by itself. `retell` writes what is really planned
and said into these places; a test holds that this changes nothing.

    python -m tests.unit.heart.telling        writes every story anew, for a reviewer to read
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rapport.agenda import reminder_at
from rapport.facts import (
    AdviceKind,
    AdviceRecorded,
    Answer,
    Channel,
    ContactDescribed,
    Data,
    ExchangeRecorded,
    Fact,
    FactRetracted,
    FeedbackRecorded,
    FollowUpAnswered,
    Format,
    Interviewer,
    InterviewLogged,
    OpeningFound,
    Outcome,
    OutcomeRecorded,
    ProgressRecorded,
    SeekerLanded,
    Step,
    derive,
)
from rapport.history import History
from rapport.objections import remarks
from rapport.plan import FollowUp, Plan, plan
from rapport.playbook import Playbook
from rapport.wall import Wall

STORIES = Path(__file__).parent / "stories"

MOMENT = r"\d{4}-\d\d-\d\d \d\d:\d\d"
SETTING = re.compile(r"(?P<name>[a-z_]+) = (?P<value>.+)")
FACT = re.compile(rf"(?P<moment>{MOMENT}) +(?P<words>.+)")
ABOUT = re.compile(r"about (?P<name>\w+)")
PLAN = re.compile(rf"on (?P<moment>{MOMENT}) the plan is")
REMARK = re.compile(rf"on (?P<moment>{MOMENT}) the remark is")


class Story:
    """What has been told so far."""

    def __init__(self, relationship: str = "a story") -> None:
        self.overrides: dict[str, Any] = {"zone": "Europe/Berlin"}
        self.told: dict[str, list[Fact]] = {}
        self.turn_to(relationship)
        self.said: dict[str, Fact] = {}
        self.seen: dict[str, FollowUp] = {}

    def turn_to(self, relationship: str) -> None:
        """What is told from now on is about this relationship."""
        self.relationship = derive(relationship)
        self.facts = self.told.setdefault(relationship, [])

    @property
    def playbook(self) -> Playbook:
        return Playbook.of(self.overrides)

    def instant(self, text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(self.playbook.zone))

    def history(self) -> History:
        return History.of(self.facts)

    def plan(self, moment: str) -> Plan:
        return plan(self.history(), self.playbook, self.instant(moment))

    def follow_up(self, title: str, moment: str) -> FollowUp:
        """What is planned under this title, or was when somebody last looked."""
        self.seen |= {one.title: one for one in self.plan(moment).follow_ups[::-1]}
        assert title in self.seen, f"by {moment} nothing planned was called {title!r}"
        return self.seen[title]

    def record(self, data: Data, moment: str) -> Fact:
        at = self.instant(moment)
        fact = Fact(
            fact_id=derive(self.relationship, len(self.facts)),
            seeker_id=derive("Roger"),
            relationship_id=self.relationship,
            occurred_at=at,
            recorded_at=at,
            correlation_id="a story",
            data=data,
        )
        self.facts.append(fact)
        return fact

    def tell(self, words: str, moment: str) -> Fact:
        """Record the fact that a line tells."""
        for pattern, make in SENTENCES:
            match = re.fullmatch(pattern, words)
            if match:
                said = {name: value for name, value in match.groupdict().items() if value}
                fact = self.record(make(self, moment, said), moment)
                self.said[words] = fact
                return fact
        raise ValueError(f"no such sentence: {words}")


def _interview(story: Story, moment: str, said: dict[str, str]) -> Data:
    people = [one.rsplit(" ", 1) for one in said["people"].split(", ")]
    return InterviewLogged(
        opening_id=derive(said["company"], said["title"]),
        company=said["company"],
        title=said["title"],
        round=int(said["round"]),
        at=Wall(local=datetime.fromisoformat(moment), zone=story.playbook.zone),
        format=Format(said["format"]),
        interviewers=tuple(
            Interviewer(
                contact_id=derive(name),
                name=name,
                mail=f"{name.split()[0].lower()}@{said['company'].lower()}.example",
                rapport=int(rapport),
            )
            for name, rapport in people
        ),
        rivals=int(said["rivals"]) if "rivals" in said else None,
        dream="dream" in said,
        answer_by=date.fromisoformat(said["by"]) if "by" in said else None,
    )


def _opening(story: Story, moment: str, said: dict[str, str]) -> Data:
    return OpeningFound(
        opening_id=derive(said["company"], said["title"]),
        company=said["company"],
        title=said["title"],
        referred_by=derive(said["who"]) if "who" in said else None,
    )


def _outcome(story: Story, moment: str, said: dict[str, str]) -> Data:
    return OutcomeRecorded(
        opening_id=derive(said["company"], said["title"]),
        outcome=Outcome(said["outcome"]),
        answer_by=date.fromisoformat(said["by"]) if "by" in said else None,
    )


def _exchange(story: Story, moment: str, said: dict[str, str]) -> Data:
    for_ = said.get("for")
    return ExchangeRecorded(
        contact_id=derive(said["who"]),
        direction="out" if said["way"] == "wrote to" else "in",
        channel=Channel(said["channel"]),
        follow_up_id=story.follow_up(for_, moment).follow_up_id if for_ else None,
        event=said.get("event"),
        event_on=date.fromisoformat(said["event_on"]) if "event_on" in said else None,
    )


def _feedback(story: Story, moment: str, said: dict[str, str]) -> Data:
    return FeedbackRecorded(
        contact_id=derive(said["who"]),
        stage=said["stage"],
        text=said.get("text", ""),
    )


def _advice(story: Story, moment: str, said: dict[str, str]) -> Data:
    return AdviceRecorded(
        advice_id=derive(said["title"]),
        contact_id=derive(said["who"]),
        kind=AdviceKind(said["kind"]),
        title=said["title"],
    )


def _progress(story: Story, moment: str, said: dict[str, str]) -> Data:
    return ProgressRecorded(
        advice_id=derive(said["title"]), step=Step(said["step"]), notes=said.get("notes", "")
    )


def _answer(story: Story, moment: str, said: dict[str, str]) -> Data:
    wanted = story.follow_up(said["title"], moment)
    until = said.get("until")
    return FollowUpAnswered(
        follow_up_id=wanted.follow_up_id,
        kind=wanted.kind,
        contact_id=wanted.contact_id,
        opening_id=wanted.opening_id,
        answer=Answer(said["answer"]),
        until=Wall(local=datetime.fromisoformat(until), zone=story.playbook.zone)
        if until
        else None,
        scope=said.get("scope"),
    )


def _undo(story: Story, moment: str, said: dict[str, str]) -> Data:
    return FactRetracted(retracts=story.said[said["words"]].fact_id)


def _describe(story: Story, moment: str, said: dict[str, str]) -> Data:
    field, value = said["field"], said["value"]
    if field in Playbook.model_fields:
        timing = None if value == "as for everybody" else int(value)
        return ContactDescribed(contact_id=derive(said["who"]), timings={field: timing})
    return ContactDescribed.model_validate({"contact_id": derive(said["who"]), field: value})


def _landed(story: Story, moment: str, said: dict[str, str]) -> Data:
    return SeekerLanded(
        opening_id=derive(said["company"], said["title"]),
        company=said["company"],
        title=said["title"],
        on=story.instant(moment).date(),
    )


PLACE = r"(?P<company>[A-Z]\w+) as (?P<title>[A-Z][\w ]+?)"
WHO = r"(?P<who>[A-Z]\w+ [A-Z]\w+)"
FORMAT = r"(?P<format>[a-z-]+)"
PEOPLE = r"(?P<people>[^;]+?)"
RIVALS = r"(?:; (?P<rivals>\d+) rivals)?"
DREAM = r"(?P<dream>; dream job)?"
FOR = r"(?:, for: (?P<for>.+))?"
EVENT = r"(?:, who mentioned (?P<event>.+) on (?P<event_on>\d{4}-\d\d-\d\d))?"
BY = r"(?:, answer by (?P<by>\d{4}-\d\d-\d\d))?"
SENTENCES: tuple[tuple[str, Callable[[Story, str, dict[str, str]], Data]], ...] = (
    (
        rf"interview at {PLACE}, round (?P<round>\d+), {FORMAT}: {PEOPLE}{RIVALS}{DREAM}{BY}",
        _interview,
    ),
    (rf"opening at {PLACE}(?:, named by (?P<who>.+))?", _opening),
    (rf"outcome at {PLACE}: (?P<outcome>[a-z]+){BY}", _outcome),
    (rf"(?P<way>wrote to|heard from) {WHO} \((?P<channel>[a-z]+)\){FOR}{EVENT}", _exchange),
    (rf"feedback of {WHO}: (?P<stage>[a-z]+)(?:, (?P<text>.+))?", _feedback),
    (rf"advice of {WHO}: (?P<kind>[a-z]+) “(?P<title>.+)”", _advice),
    (r"progress on “(?P<title>.+)”: (?P<step>[a-z-]+)(?:, (?P<notes>.+))?", _progress),
    (r"(?P<answer>done|skipped): (?P<title>.+)", _answer),
    (rf"(?P<answer>snoozed) until (?P<until>{MOMENT}): (?P<title>.+)", _answer),
    (r"(?P<answer>stopped) \((?P<scope>[a-z]+)\): (?P<title>.+)", _answer),
    (r"undo: (?P<words>.+)", _undo),
    (rf"{WHO}: (?P<field>[a-z_]+) (?P<value>.+)", _describe),
    (rf"landed at {PLACE}", _landed),
)


def retell(story: str) -> str:
    """The story with every plan in it as it really is."""
    told = Story()
    return "\n".join(_lines(told, story.splitlines())) + "\n"


def listen(name: str) -> Story:
    """The story of this name, with all that was told in it."""
    told = Story()
    for _ in _lines(told, (STORIES / f"{name}.txt").read_text(encoding="utf-8").splitlines()):
        pass
    return told


def _lines(told: Story, lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith("    "):
            continue
        yield line
        if match := PLAN.fullmatch(line):
            yield from spoken(told, match["moment"])
        elif match := REMARK.fullmatch(line):
            now = told.instant(match["moment"])
            said = [one.message for one in remarks(told.history(), told.playbook, now)]
            yield from (f"    {message}" for message in said or ["nothing"])
        elif match := FACT.fullmatch(line):
            told.tell(match["words"], match["moment"])
        elif match := ABOUT.fullmatch(line):
            told.turn_to(match["name"])
        elif match := SETTING.fullmatch(line):
            told.overrides[match["name"]] = match["value"]
        elif line and not line.startswith("#"):
            raise ValueError(f"no line of a story: {line}")


def spoken(told: Story, moment: str) -> Iterator[str]:
    """A plan in words: when the reminder comes, its title, why; then what was decided against."""
    made = told.plan(moment)
    for one in made.follow_ups:
        at = reminder_at(one.due, told.playbook, any_day=one.any_day)
        yield f"    {at.local:%a %Y-%m-%d %H:%M}  {one.title}"
        yield f"        {one.reason}"
    if made.decided_against:
        yield "    decided against"
    for no in made.decided_against:
        yield f"        {no.reason}"
    if not made.follow_ups and not made.decided_against:
        yield "    nothing"


if __name__ == "__main__":
    for path in sorted(STORIES.glob("*.txt")):
        path.write_text(retell(path.read_text(encoding="utf-8")), encoding="utf-8")
        sys.stdout.write(f"{path.name}\n")
