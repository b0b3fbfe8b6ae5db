"""What a template may speak of: everything known about the follow-up, in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from rapport.facts import (
    Data,
    ExchangeRecorded,
    FeedbackRecorded,
    FollowUpAnswered,
    Outcome,
)
from rapport.history import Advice, History, Meeting, Opening, Person, Progress, Round
from rapport.later import dataclass
from rapport.phrases import Phrases
from rapport.playbook import Playbook
from rapport.wall import Wall

if TYPE_CHECKING:
    from rapport.plan import FollowUp

TURNS = 4
"""A template may say the same in so many ways, because colleagues compare notes."""

LONGEST_NOTES = 1200
"""Characters of one's own notes in a report: nobody reads a mail that is longer."""

ASKED_AGAIN = {"status-check", "feedback-nudge"}
"""Kinds of follow-up that may ask what was asked before."""

FORMS_OF_ADDRESS = {"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "herr", "frau", "dipl", "ing"}

VALUES: dict[str, str] = {
    "hello": "the greeting, with the first name if it is known",
    "this_is": "the first words on the phone, with both names if they are known",
    "bye": "the closing, with your name if it is known",
    "seeker": "your name, or nothing",
    "name": "the person's whole name",
    "first_name": "the person's first name, or nothing",
    "company": "the company",
    "position": "the title of the position",
    "post": "“position of” and its title, or only “position”",
    "round": "the number of the round, or nothing",
    "format": "how you met: phone, video, on-site, panel or other; or nothing",
    "rounds": "how many rounds there were for the position",
    "meetings": "how often you met this person",
    "others": "how many others you met for the position",
    "met_when": "when you met, like “on Monday” or “in March”, or nothing",
    "last_when": "when you were last in touch, or nothing",
    "owed": "whether the last word was theirs",
    "closed": "whether the position is closed by now",
    "offered": "whether they have made you an offer",
    "advised": "what this person recommended, or nothing",
    "recommended": "how many things this person recommended",
    "begun": "whether you took a step on it",
    "done": "the steps you took and they do not know of, as a sentence, or nothing",
    "first_report": "whether they hear of the first steps now",
    "going": "what you noted about these steps, or nothing",
    "event": "what they mentioned, or nothing",
    "job": "the company where you took a job, or nothing",
    "job_title": "the title of that job, or nothing",
    "referred": "whether this person named an opening to you",
    "referred_job": "whether it was this person who named the job that you took",
    "gave_feedback": "whether this person gave you feedback",
    "wrote_before": "whether you wrote to them before",
    "again": "whether you ask this for a second time",
    "turn": "0, 1, 2 or 3: another one for each of those who get such words together",
}
"""Every name that a template may use, and what it stands for, for whoever edits one."""


def scene(
    follow_up: FollowUp,
    history: History,
    playbook: Playbook,
    language: Phrases,
    *,
    seeker_name: str | None,
    now: datetime,
) -> dict[str, Any]:
    """The values of a template by the names in `VALUES`; texts are never blank, some are None."""
    person = history.people.get(follow_up.contact_id or "") or Person(follow_up.contact_id or "")
    opening = history.openings.get(follow_up.opening_id or "") or _opening_of(history, person)
    meeting = _meeting(person, follow_up, opening)
    touch = history.last_touch(person.contact_id)
    first_name = _first_name(person.name) if person.name else None
    steps = _steps(history, follow_up)
    own_advice = [one for one in history.advice.values() if one.giver == person.contact_id]
    job = _job(history, follow_up)
    met = next((one for one in opening.rounds if meeting and one.fact_id == meeting.fact_id), None)

    def local(moment: datetime) -> Wall:
        return Wall.at(moment, playbook.zone)

    today = local(now).day
    return {
        "hello": language.say("hello", first_name=first_name, name=person.name)
        if first_name
        else language.say("hello-all"),
        "this_is": language.say(
            {
                (True, True): "hello.call",
                (False, True): "hello.call.unnamed",
                (True, False): "hello.call.unsigned",
                (False, False): "hello.call.bare",
            }[bool(first_name), bool(seeker_name)],
            first_name=first_name,
            name=person.name,
            seeker=seeker_name,
        ),
        "bye": language.say("bye", seeker=seeker_name)
        if seeker_name
        else language.say("bye-unsigned"),
        "seeker": seeker_name or None,
        "name": person.name or language.say("somebody"),
        "first_name": first_name,
        "company": opening.company or language.say("a-company"),
        "position": opening.title or language.say("a-position"),
        "post": language.post(opening.title),
        "round": meeting.round if meeting else None,
        "format": met.format.value if met else None,
        "rounds": len(opening.rounds),
        "meetings": len(person.meetings),
        "others": len({*opening.interviewers} - {person.contact_id}),
        "met_when": language.when(meeting.at.day, today) if meeting else None,
        "last_when": language.when(local(touch.moment).day, today) if touch else None,
        "owed": touch is not None and touch.direction == "in",
        "closed": opening.closed is not None,
        "offered": any(word.outcome is Outcome.OFFERED for word in opening.words),
        "advised": _titles(own_advice, language),
        "recommended": len(own_advice),
        "begun": any(one.steps for one in own_advice),
        "done": _done(history, steps, language),
        "first_report": not _told_before(history, person, steps),
        "going": _going(steps),
        "event": _event(history, follow_up),
        "job": job.company if job else None,
        "job_title": job.title if job else None,
        "referred": any(one.referred_by == person.contact_id for one in history.openings.values()),
        "referred_job": job is not None
        and (taken := history.openings.get(job.opening_id)) is not None
        and taken.referred_by == person.contact_id,
        "gave_feedback": any(
            entry.contact_id == person.contact_id and entry.stage == "given"
            for entry in history.feedback
        ),
        "wrote_before": any(
            touch.direction == "out" and touch.contact_id == person.contact_id
            for touch in history.exchanges
        ),
        "again": _asked_before(history, follow_up),
        "turn": _turn(history, person, met),
    }


def _first_name(name: str) -> str:
    """What to call somebody: Stan for Stan Cole and for Cole, Stan; Mr Cole where that is all."""
    family, comma, given = name.partition(",")
    words = f"{given} {family}".split() if comma else name.split()
    names = [word for word in words if word.rstrip(".").lower() not in FORMS_OF_ADDRESS]
    return names[0] if names and (len(names) > 1 or len(words) == 1) else " ".join(words)


def _turn(history: History, person: Person, met: Round | None) -> int:
    """Which of the ways to say it: a different one for each who was there, and in the next round.

    Who was not met takes the place at which they became known.
    """
    if met:
        return (met.interviewers.index(person.contact_id) + met.number) % TURNS
    return [*history.people, person.contact_id].index(person.contact_id) % TURNS


def _opening_of(history: History, person: Person) -> Opening:
    """The opening that a person is known from."""
    if person.meetings:
        return history.openings[person.meetings[-1].opening_id]
    return next(iter(history.openings.values()), Opening(""))


def _meeting(person: Person, follow_up: FollowUp, opening: Opening) -> Meeting | None:
    """The meeting that caused the follow-up, otherwise the newest with them, best for it."""
    caused = [met for met in person.meetings if met.fact_id in follow_up.causes]
    about = [met for met in person.meetings if met.opening_id == opening.opening_id]
    found = caused or about or person.meetings
    return found[-1] if found else None


def _going(steps: list[Progress]) -> str | None:
    """What was noted about the steps, each note once: one note may be about two books."""
    notes = " ".join(dict.fromkeys(_sentence(step.notes) for step in steps if step.notes.strip()))
    if len(notes) <= LONGEST_NOTES:
        return notes or None
    short = notes[:LONGEST_NOTES]
    return f"{short.rpartition(' ')[0] or short} …"


def _steps(history: History, follow_up: FollowUp) -> list[Progress]:
    """The steps among the causes, in order of time."""
    causes = set(follow_up.causes)
    steps = [
        step for one in history.advice.values() for step in one.steps if step.fact_id in causes
    ]
    return sorted(steps, key=lambda step: (step.moment, step.fact_id))


def _titles(advice: list[Advice], language: Phrases) -> str | None:
    return language.titles((one.kind, one.title) for one in advice) if advice else None


def _done(history: History, steps: list[Progress], language: Phrases) -> str | None:
    """The newest step on each piece of advice, said by the seeker, the same steps together."""
    newest = {step.advice_id: step.step for step in steps}
    advice = history.advice
    said = [(step, advice[which].kind, advice[which].title) for which, step in newest.items()]
    words = language.taken("i", said) if said else ""
    return words[:1].upper() + words[1:] or None


def _told_before(history: History, person: Person, steps: list[Progress]) -> bool:
    """Whether they were written to between an earlier step and these."""
    earlier = [step.moment for one in history.advice.values() for step in one.steps]
    return bool(steps) and any(
        touch.contact_id == person.contact_id
        and touch.direction == "out"
        and min(earlier) <= touch.moment < steps[0].moment
        for touch in history.exchanges
    )


def _sentence(notes: str) -> str:
    """Notes as a sentence: a capital first, a full stop last."""
    words = " ".join(notes.split())
    return f"{words[0].upper()}{words[1:]}{'' if words[-1] in '.!?…' else '.'}"


def _asked_before(history: History, follow_up: FollowUp) -> bool:
    """Whether they were really asked before: it is a cause then, which a missed reminder is not."""
    asked = (history.fact(cause) for cause in follow_up.causes)
    return follow_up.kind.value in ASKED_AGAIN and any(
        fact is not None and _asks(fact.data) for fact in asked
    )


def _asks(data: Data) -> bool:
    """Whether it is something that the seeker did, and not something heard."""
    if isinstance(data, ExchangeRecorded):
        return data.direction == "out"
    if isinstance(data, FeedbackRecorded):
        return data.stage == "asked"
    return isinstance(data, FollowUpAnswered)


def _event(history: History, follow_up: FollowUp) -> str | None:
    for fact_id in follow_up.causes:
        fact = history.fact(fact_id)
        if fact and isinstance(fact.data, ExchangeRecorded) and fact.data.event:
            return fact.data.event
    return None


@dataclass(frozen=True)
class _Job:
    opening_id: str
    company: str | None
    title: str | None


def _job(history: History, follow_up: FollowUp) -> _Job | None:
    """A job that was taken, where that is news to tell."""
    landed = history.landed
    if landed and landed.fact_id in follow_up.causes:
        return _Job(landed.opening_id, landed.company, landed.title)
    for opening in history.openings.values():
        if opening.accepted and opening.words[-1].fact_id in follow_up.causes:
            return _Job(opening.opening_id, opening.company, opening.title)
    return None
