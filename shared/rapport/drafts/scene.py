"""What a template may speak of: everything known about the follow-up, in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from rapport.facts import ExchangeRecorded, Step
from rapport.history import Advice, History, Meeting, Opening, Person, Progress
from rapport.phrases import Phrases
from rapport.playbook import Playbook
from rapport.wall import Wall

if TYPE_CHECKING:
    from rapport.plan import FollowUp

VALUES: dict[str, str] = {
    "hello": "the greeting, with the first name if it is known",
    "bye": "the closing, with your name if it is known",
    "seeker": "your name, or nothing",
    "name": "the person's whole name",
    "first_name": "the person's first name, or nothing",
    "company": "the company",
    "position": "the title of the position",
    "round": "the number of the round, or nothing",
    "rounds": "how many rounds there were for the position",
    "meetings": "how often you met this person",
    "met_when": "when you met, like “on Monday” or “in March”, or nothing",
    "last_when": "when you were last in touch, or nothing",
    "owed": "whether the last word was theirs",
    "closed": "whether the position is closed by now",
    "advised": "what this person recommended, or nothing",
    "begun": "whether you took a step on it",
    "done": "the steps you took and they do not know of, as a sentence, or nothing",
    "first_report": "whether they hear of the first steps now",
    "going": "what you noted about these steps, or nothing",
    "event": "what they mentioned, or nothing",
    "job": "the company where you took a job, or nothing",
    "job_title": "the title of that job, or nothing",
    "referred": "whether this person named an opening to you",
    "gave_feedback": "whether this person gave you feedback",
    "wrote_before": "whether you wrote to them before",
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
    first_name = person.name.split()[0] if person.name else None
    steps = _steps(history, follow_up)
    own_advice = [one for one in history.advice.values() if one.giver == person.contact_id]
    job, job_title = _job(history, follow_up)

    def local(moment: datetime) -> Wall:
        return Wall.at(moment, playbook.zone)

    today = local(now).day
    return {
        "hello": language.say("hello", first_name=first_name, name=person.name)
        if first_name
        else language.say("hello-all"),
        "bye": language.say("bye", seeker=seeker_name)
        if seeker_name
        else language.say("bye-unsigned"),
        "seeker": seeker_name or None,
        "name": person.name or language.say("somebody"),
        "first_name": first_name,
        "company": opening.company or language.say("a-company"),
        "position": opening.title or language.say("a-position"),
        "round": meeting.round if meeting else None,
        "rounds": len(opening.rounds),
        "meetings": len(person.meetings),
        "met_when": language.when(meeting.at.day, today) if meeting else None,
        "last_when": language.when(local(touch.moment).day, today) if touch else None,
        "owed": touch is not None and touch.direction == "in",
        "closed": opening.closed is not None,
        "advised": _titles(own_advice, language),
        "begun": any(one.steps for one in own_advice),
        "done": _done(history, steps, language),
        "first_report": not _told_before(history, person, steps),
        "going": " ".join(_sentence(step.notes) for step in steps if step.notes.strip()) or None,
        "event": _event(history, follow_up),
        "job": job,
        "job_title": job_title,
        "referred": any(one.referred_by == person.contact_id for one in history.openings.values()),
        "gave_feedback": any(
            entry.contact_id == person.contact_id and entry.stage == "given"
            for entry in history.feedback
        ),
        "wrote_before": any(
            touch.direction == "out" and touch.contact_id == person.contact_id
            for touch in history.exchanges
        ),
    }


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


def _steps(history: History, follow_up: FollowUp) -> list[Progress]:
    """The steps among the causes, in order of time."""
    causes = set(follow_up.causes)
    steps = [
        step for one in history.advice.values() for step in one.steps if step.fact_id in causes
    ]
    return sorted(steps, key=lambda step: (step.moment, step.fact_id))


def _titles(advice: list[Advice], language: Phrases) -> str | None:
    titles = [language.say("a-title", title=one.title) for one in advice]
    return language.listed(titles) if titles else None


def _done(history: History, steps: list[Progress], language: Phrases) -> str | None:
    """The newest step on each piece of advice, said by the seeker, the same steps together."""
    together: dict[Step, list[Advice]] = {}
    for step in {step.advice_id: step for step in steps}.values():
        together.setdefault(step.step, []).append(history.advice[step.advice_id])
    said = [
        language.say(f"i.{step}", titles=_titles(advice, language))
        for step, advice in together.items()
    ]
    return language.listed(said) if said else None


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


def _event(history: History, follow_up: FollowUp) -> str | None:
    for fact_id in follow_up.causes:
        fact = history.fact(fact_id)
        if fact and isinstance(fact.data, ExchangeRecorded) and fact.data.event:
            return fact.data.event
    return None


def _job(history: History, follow_up: FollowUp) -> tuple[str | None, str | None]:
    """Company and title of a job that was taken, where that is news to tell."""
    if history.landed and history.landed.fact_id in follow_up.causes:
        return history.landed.company, history.landed.title
    for opening in history.openings.values():
        if opening.accepted and opening.words[-1].fact_id in follow_up.causes:
            return opening.company, opening.title
    return None, None
