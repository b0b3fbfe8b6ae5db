"""What a template may speak of: everything known about the follow-up, in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from rapport.history import History, Meeting, Opening, Person
from rapport.phrases import Phrases
from rapport.playbook import Playbook
from rapport.wall import Wall

if TYPE_CHECKING:
    from rapport.plan import FollowUp


def scene(
    follow_up: FollowUp,
    history: History,
    playbook: Playbook,
    language: Phrases,
    *,
    seeker_name: str | None,
    now: datetime,
) -> dict[str, Any]:
    """The values of a template. Texts are never blank; what is not known is None."""
    person = history.people.get(follow_up.contact_id or "") or Person(follow_up.contact_id or "")
    opening = history.openings.get(follow_up.opening_id or "")
    meeting = _meeting(person, follow_up, opening)
    first_name = person.name.split()[0] if person.name else None
    today = Wall.at(now, playbook.zone).day
    return {
        "seeker": seeker_name or None,
        "name": person.name or language.say("somebody"),
        "first_name": first_name,
        "hello": language.say("hello", first_name=first_name, name=person.name)
        if first_name
        else language.say("hello-all"),
        "bye": language.say("bye", seeker=seeker_name)
        if seeker_name
        else language.say("bye-unsigned"),
        "mail": person.mail,
        "channel": person.channel,
        "company": opening.company if opening and opening.company else language.say("a-company"),
        "position": opening.title if opening and opening.title else language.say("a-position"),
        "round": meeting.round if meeting else None,
        "rounds": len(opening.rounds) if opening else 0,
        "met_on": language.day(meeting.at.day) if meeting else None,
        "met_days_ago": (today - meeting.at.day).days if meeting else None,
        "meetings": len(person.meetings),
        "dream": bool(opening and opening.dream),
    }


def _meeting(person: Person, follow_up: FollowUp, opening: Opening | None) -> Meeting | None:
    """The meeting that caused the follow-up, otherwise the newest with them for the opening."""
    for meeting in person.meetings:
        if meeting.fact_id in follow_up.causes:
            return meeting
    about = [met for met in person.meetings if not opening or met.opening_id == opening.opening_id]
    return about[-1] if about else None
