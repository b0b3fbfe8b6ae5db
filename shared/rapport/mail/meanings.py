"""What can be understood of a mail: things asked for, and things told."""

from __future__ import annotations

from typing import Literal

from rapport.later import dataclass
from rapport.mail.until import Reading


@dataclass(frozen=True)
class Understood:
    """One thing that was understood."""


@dataclass(frozen=True)
class Done(Understood):
    """The follow-up is done; `said` is the rest of the mail, word for word."""

    said: str


@dataclass(frozen=True)
class Snooze(Understood):
    """Remind again at `until`; where that is unclear it has to be asked back. `words` as typed."""

    until: Reading
    words: str


@dataclass(frozen=True)
class Skip(Understood):
    """Leave this follow-up out."""


@dataclass(frozen=True)
class Stop(Understood):
    """No more reminders: about a person (`who`, None for the one of this mail), of this kind, or
    at all. Scope None has to be asked back.
    """

    scope: Literal["person", "kind", "everything"] | None
    who: str | None = None


@dataclass(frozen=True)
class Undo(Understood):
    """Take back what the last mail recorded."""


@dataclass(frozen=True)
class Yes(Understood):
    """Yes, to what the last receipt asked."""


@dataclass(frozen=True)
class ListPending(Understood):
    """Say what is pending."""


@dataclass(frozen=True)
class Help(Understood):
    """Say what can be said."""


@dataclass(frozen=True)
class FeedbackGiven(Understood):
    """An assessment of the seeker. `who` None: the person that the mail is about."""

    who: str | None
    text: str


@dataclass(frozen=True)
class ExchangeSaid(Understood):
    """A contact with a person: `in` from them, `out` from the seeker."""

    who: str | None
    text: str
    direction: Literal["in", "out"] = "in"
    channel: Literal["mail", "call", "meeting", "message"] = "call"


@dataclass(frozen=True)
class Attempt(Understood):
    """The seeker called and reached nobody: no contact, and nothing is done."""

    who: str | None
    text: str


@dataclass(frozen=True)
class AdviceGiven(Understood):
    """One thing that somebody recommended."""

    who: str | None
    kind: Literal["book", "course", "class", "person", "practice"]
    title: str


@dataclass(frozen=True)
class ProgressMade(Understood):
    """A step on `what`, as the seeker calls it, to be matched with the open advice."""

    what: str
    step: Literal["started", "bought", "enrolled", "half-way", "finished", "dropped"]
    text: str


@dataclass(frozen=True)
class OutcomeSaid(Understood):
    """How the application stands; to be asked back before it counts."""

    outcome: Literal["declined", "offered", "accepted", "advanced", "withdrawn", "waiting"]
    text: str


@dataclass(frozen=True)
class Note(Understood):
    """What was not understood, kept and shown."""

    text: str


TELLING = (FeedbackGiven, ExchangeSaid, Attempt, AdviceGiven, ProgressMade, OutcomeSaid, Note)
"""What tells of something; everything else asks for something."""
