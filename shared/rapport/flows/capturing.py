"""What comes to the seeker's own address: copies, forwards, interviews told by mail. Pure.

A copy says that the seeker was in touch, a forward that a contact was. What a contact wrote is
kept as their words and never read for commands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Self

from rapport.facts import Answer, Channel, ExchangeRecorded, Fact
from rapport.flows import recording
from rapport.flows.coming import coming
from rapport.flows.entries import AnswerEntry
from rapport.flows.letter import Letter
from rapport.flows.recording import TOUCHING, Source
from rapport.flows.understanding import read
from rapport.flows.understanding.matter import Matter, names
from rapport.flows.understanding.scribe import Meaning
from rapport.history import History
from rapport.later import dataclass
from rapport.mail import commands, compose
from rapport.mail.compose import ANSWERED, Link, Say, Words
from rapport.plan import FollowUp
from rapport.playbook import Playbook
from rapport.store import Known, Relationship, Release, Seeker, Standing, keys
from rapport.store.keys import fold, mail_lookup
from rapport.wall import Wall

Direction = Literal["in", "out"]
MOST_TEXT = 20_000


@dataclass(frozen=True)
class Person:
    """Somebody known, and the relationship that they belong to."""

    relationship_id: str
    contact_id: str

    @classmethod
    def of(cls, known: Known | None) -> Self | None:
        """The person behind a lookup; None where it leads to a company, or nowhere."""
        return cls(known.relationship_id, known.contact_id) if known and known.contact_id else None

    @classmethod
    def named_in(cls, release: Release) -> Self | None:
        """Whom the owner named when they let a mail in."""
        if release.relationship_id and release.contact_id:
            return cls(release.relationship_id, release.contact_id)
        return None


@dataclass(frozen=True)
class Captured:
    """A mail that was captured, and for whom."""

    mail: Letter
    owner: Seeker
    public_url: str

    @property
    def playbook(self) -> Playbook:
        return Playbook.of(self.owner.playbook)

    @property
    def source(self) -> Source:
        return Source(self.owner, self.mail.key, self.mail.now)

    @property
    def say(self) -> Words:
        return compose.words(self.playbook.language)


def people_of(mail: Letter, known: Mapping[str, Known]) -> tuple[list[Person], Person | None]:
    """Whom the mail was written to, of those known; and whose words it forwards."""
    written_to = [Person.of(known.get(mail_lookup(address))) for address in mail.people]
    author = mail.forwarded.author.address if mail.forwarded else None
    heard_from = Person.of(known.get(mail_lookup(author))) if author else None
    return list(dict.fromkeys(one for one in written_to if one)), heard_from


def named(
    captured: Captured, person: Person, direction: Direction, relationship: Relationship
) -> Meaning:
    """An exchange with somebody whom the seeker named, because the address was not known; it is
    from now on.
    """
    mail = captured.mail
    told = meaning(captured, [person], direction, {person.relationship_id: relationship})
    written_to = [address for address in mail.people if not _is_ours(mail, address)]
    author = mail.forwarded.author.address if mail.forwarded else mail.wrote
    addresses = written_to if direction == "out" else [author]
    if len(addresses) == 1:
        person_there = Known(person.relationship_id, person.contact_id, addresses[0])
        told.known[mail_lookup(addresses[0])] = person_there
    return told


def _is_ours(mail: Letter, address: str) -> bool:
    return fold(address) in map(fold, mail.notice.receipt.recipients)


def author_in(mail: Letter, history: History, relationship_id: str) -> Person | None:
    """Whose words a mail forwards, where it is somebody of this relationship."""
    author = fold(mail.forwarded.author.address) if mail.forwarded else ""
    for person in history.people.values():
        if person.mail and fold(person.mail) == author:
            return Person(relationship_id, person.contact_id)
    return None


def meaning(
    captured: Captured,
    people: Sequence[Person],
    direction: Direction,
    relationships: Mapping[str, Relationship],
) -> Meaning:
    """An exchange with each of the people, and what that settles."""
    meaning = Meaning()
    for relationship_id, relationship in relationships.items():
        theirs = [one for one in people if one.relationship_id == relationship_id]
        facts: list[Fact] = []
        for person in theirs:
            facts += _exchange(captured, person, direction, relationship, meaning)
        meaning.facts += facts
        whom = theirs[0].contact_id if len(theirs) == 1 else None
        meaning.receipt += coming(relationship, facts, whom, captured.playbook, captured.mail.now)
    return meaning


def _exchange(
    captured: Captured,
    person: Person,
    direction: Direction,
    relationship: Relationship,
    meaning: Meaning,
) -> list[Fact]:
    mail, say = captured.mail, captured.say
    known = History.of(relationship.facts).people.get(person.contact_id)
    name = (known.name if known else None) or person.contact_id
    settled = None
    if direction == "out":
        settled = _settled(person.contact_id, mail.message.subject, relationship, mail.now)
    heard = direction == "in" and mail.forwarded is not None
    text = mail.forwarded.text if heard and mail.forwarded else mail.words
    exchange = ExchangeRecorded(
        contact_id=person.contact_id,
        direction=direction,
        channel=Channel.MAIL,
        opening_id=settled.opening_id if settled else None,
        follow_up_id=settled.follow_up_id if settled else None,
        text=text[:MOST_TEXT],
    )
    facts = [captured.source.fact(person.relationship_id, exchange, part=person.contact_id)]
    if settled:
        done = recording.answer(AnswerEntry(answer=Answer.DONE), settled, captured.source).facts[0]
        facts.insert(
            0, captured.source.fact(person.relationship_id, done.data, part=person.contact_id)
        )
        meaning.receipt.append(Say(say.say("receipt.copied-done", name=name, title=settled.title)))
    else:
        key = "receipt.copied" if direction == "out" else "receipt.forwarded"
        meaning.receipt.append(Say(say.say(key, name=name)))
    if heard and mail.words:
        # What the seeker wrote above it is theirs, so it is read; but it answers no reminder.
        matter = _matter(captured, person, relationship)
        own = read(
            _without_commands(captured, mail.words, matter.history), matter, captured.source, say
        )
        facts += own.facts
        meaning.receipt += own.receipt
    return facts


def about(captured: Captured, person: Person, relationship: Relationship) -> Meaning:
    """What the seeker wrote about somebody."""
    history = History.of(relationship.facts)
    words = captured.mail.words
    understood = _without_commands(captured, words, history) if words else []
    return _read(captured, person, relationship, understood or [_note(captured)])


def noted(captured: Captured, person: Person, relationship: Relationship) -> Meaning:
    """What the seeker wrote about somebody, kept as it stands; of an empty mail its subject."""
    return _read(captured, person, relationship, [_note(captured)])


def _note(captured: Captured) -> commands.Note:
    text = captured.mail.words or captured.mail.message.subject or "…"
    return commands.Note(text[:MOST_TEXT])


def _read(
    captured: Captured,
    person: Person,
    relationship: Relationship,
    understood: Sequence[commands.Understood],
) -> Meaning:
    matter = _matter(captured, person, relationship)
    meaning = read(understood, matter, captured.source, captured.say)
    meaning.receipt += coming(
        relationship, meaning.facts, person.contact_id, captured.playbook, captured.mail.now
    )
    return meaning


def _without_commands(
    captured: Captured, words: str, history: History
) -> list[commands.Understood]:
    """What the words tell. A command among them would be one to a reminder, and there is none."""
    playbook = captured.playbook
    understood = commands.understand(
        words,
        now=captured.mail.now,
        zone=playbook.zone,
        language=playbook.language,
        own_name=captured.owner.name,
        people=names(history),
    )
    telling = [one for one in understood if isinstance(one, commands.TELLING)]
    return [*telling] or [commands.Note(words)]


def _matter(captured: Captured, person: Person, relationship: Relationship) -> Matter:
    history = History.of(relationship.facts)
    known = history.people.get(person.contact_id)
    return Matter(
        relationship_id=person.relationship_id,
        thread="",
        follow_up=None,
        contact_id=person.contact_id,
        opening_id=None,
        name=(known.name if known else None) or "",
        history=history,
        playbook=captured.playbook,
        public_url=captured.public_url,
    )


def _settled(
    contact_id: str, subject: str, relationship: Relationship, now: datetime
) -> FollowUp | None:
    """The follow-up that a mail to this person settles.

    The one whose draft has this subject; else the only one that is due. What is due later is left
    to the plan, which counts the exchange.
    """
    pending = sorted(
        (
            one
            for one in relationship.standing.values()
            if one.follow_up["contact_id"] == contact_id and one.follow_up["kind"] in TOUCHING
        ),
        key=lambda one: (one.remind_at, one.follow_up_id),
    )
    wanted = fold(ANSWERED.sub("", subject))
    same = [one for one in pending if wanted and fold(one.draft["subject"]) == wanted]
    due = [one for one in pending if one.remind_at <= now]
    found: Standing | None = same[0] if same else due[0] if len(due) == 1 else None
    return FollowUp.read(found.follow_up) if found else None


# --- an interview told by mail ----------------------------------------------------------------


def interview(
    mail: Letter, owner: Seeker, public_url: str
) -> tuple[dict[str, Any], Meaning] | None:
    """An interview told by mail, in the words of the form, and what the receipt says of it.

    It is proposed back, and counts when the seeker confirms it. None where the mail tells of none,
    or forwards what somebody else wrote of one.
    """
    if mail.forwarded:
        return None
    playbook = Playbook.of(owner.playbook)
    words = mail.words
    told = commands.interview_in(mail.message.subject, words, now=mail.now, zone=playbook.zone)
    if told is None:
        return None
    say = compose.words(playbook.language)
    url = f"{public_url}/log?proposal={keys.digest(mail.message.message_id)}"
    when = say.when(Wall.at(told.at, playbook.zone)) if told.at else "…"
    sentence = say.say(
        "receipt.interview",
        company=told.company,
        position=told.title or "…",
        round=told.round or 1,
        when=when,
        names=", ".join(one.name for one in told.interviewers) or "…",
        url=url,
    )
    return _proposal(told, playbook.zone, words), Meaning(receipt=[Link(sentence, url)])


def _proposal(told: commands.InterviewSaid, zone: str, words: str) -> dict[str, Any]:
    """What was read, in the words of the form; what was not said is left out.

    The mail itself is the notes, unless it says which part of it is.
    """
    at = Wall.at(told.at, zone) if told.at else None
    entry: dict[str, Any] = {
        "company": told.company,
        "title": told.title,
        "round": told.round,
        "at": {"local": at.local.isoformat(timespec="minutes"), "zone": zone} if at else None,
        "format": told.format,
        "interviewers": [
            {
                name: value
                for name, value in {
                    "name": one.name,
                    "mail": one.mail,
                    "title": one.title,
                    "rapport": one.rapport,
                }.items()
                if value is not None
            }
            for one in told.interviewers
        ],
        "rivals": told.rivals,
        "dream": told.dream,
        "notes": told.notes or words,
    }
    return {name: value for name, value in entry.items() if value not in (None, [], "")}
