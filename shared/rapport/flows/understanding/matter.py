"""What an answer is about: a reminder, its person and opening, and the thread. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rapport.facts import Fact, ReminderSent
from rapport.flows import recording
from rapport.flows.called import is_called
from rapport.history import History, Opening
from rapport.later import dataclass
from rapport.mail.address import ReplyTo
from rapport.plan import FollowUp
from rapport.playbook import Playbook
from rapport.store import Standing


@dataclass(frozen=True)
class Matter:
    """What an answer is about. `follow_up` is None where it was settled before.

    `thread` is what its facts say that they come from: the id of the follow-up that was answered,
    or of the journey of the mail whose receipt was. `pending` is the list, where it was asked for.
    """

    relationship_id: str
    thread: str
    follow_up: FollowUp | None
    contact_id: str | None
    opening_id: str | None
    name: str
    history: History
    playbook: Playbook
    public_url: str
    pending: Sequence[Standing] = ()

    def whom(self, who: str | None) -> str | None:
        """Who is meant: by full name, first name, or first name and initial; None names the person
        that this is about. None where nobody, or more than one, is called so.
        """
        if who is None:
            return self.contact_id
        about = self.contact_id
        if about and is_called(who, self.name):
            return about
        named = [
            person.contact_id
            for person in self.history.people.values()
            if is_called(who, person.name or "")
        ]
        return named[0] if len(named) == 1 else None

    def name_of(self, contact_id: str | None) -> str:
        """What somebody is called; of nobody known, what the person is that this is about."""
        person = self.history.people.get(contact_id or "")
        return (person.name if person else None) or self.name

    def opening(self) -> Opening | None:
        """The opening that this is about: the reminder's, else the only one that is open."""
        openings = self.history.openings
        if self.opening_id in openings:
            return openings[self.opening_id or ""]
        still_open = [one for one in openings.values() if one.closed is None]
        return still_open[0] if len(still_open) == 1 else None

    def last_mail(self) -> list[Fact]:
        """What stands of the newest recording of this thread."""
        thread = [
            fact
            for fact in self.history.facts
            if self.thread in (fact.causation_id, fact.correlation_id)
            and fact.data.detail_type not in recording.NOT_TAKEN_BACK
            and not isinstance(fact.data, ReminderSent)
        ]
        if not thread:
            return []
        newest = max(thread, key=lambda fact: (fact.recorded_at, fact.fact_id))
        return [one for one in thread if one.correlation_id == newest.correlation_id]


def matter(
    place: ReplyTo,
    follow_up: FollowUp | None,
    history: History,
    playbook: Playbook,
    public_url: str,
    pending: Sequence[Standing] = (),
) -> Matter:
    """What an answer to a reminder, or to a receipt, is about."""
    contact_id, opening_id = _was_about(place.follow_up_id, history)
    if follow_up:
        contact_id, opening_id = follow_up.contact_id, follow_up.opening_id
    person = history.people.get(contact_id or "")
    return Matter(
        relationship_id=place.relationship_id,
        thread=place.follow_up_id,
        follow_up=follow_up,
        contact_id=contact_id,
        opening_id=opening_id,
        name=(person.name if person else None) or "",
        history=history,
        playbook=playbook,
        public_url=public_url,
        pending=pending,
    )


def names(history: History) -> list[str]:
    """What the people of a relationship are called."""
    return [person.name for person in history.people.values() if person.name]


def _was_about(thread: str, history: History) -> tuple[str | None, str | None]:
    """Whom and which opening a reminder was about that is settled meanwhile, or a receipt."""
    for fact in history.facts:
        data = fact.data
        named = getattr(data, "follow_up_id", None) == thread or fact.correlation_id == thread
        if named and getattr(data, "contact_id", None):
            return getattr(data, "contact_id", None), getattr(data, "opening_id", None)
    return None, None


def named(opening: Opening) -> str:
    """An opening as a receipt names it."""
    return ", ".join(part for part in (opening.company, opening.title) if part)
