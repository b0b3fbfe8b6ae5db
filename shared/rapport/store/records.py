"""What is kept, as values; and what the store says when it cannot do what it was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from rapport.agenda import Day
from rapport.facts import Fact
from rapport.later import dataclass
from rapport.store.keys import mail_lookup, name_lookup


class Conflict(RuntimeError):
    """Somebody else changed the same record meanwhile: read again and decide again."""


class AlreadyRecorded(RuntimeError):
    """The facts of this recording, or some of them, stand already.

    `fact_id` is the first that stands, in `relationship_id`: another than this recording's own
    where the client's key came with other content before.
    """

    def __init__(self, relationship_id: str, fact_id: str) -> None:
        super().__init__(f"fact {fact_id} is recorded already")
        self.relationship_id = relationship_id
        self.fact_id = fact_id


class AlreadyTaken(RuntimeError):
    """This mail was taken before."""


class AddressTaken(RuntimeError):
    """This address signs somebody else in."""


class EnoughReceipts(RuntimeError):
    """The seeker got as many receipts today as go out in a day."""


@dataclass(frozen=True)
class Seeker:
    """Who looks for work, and how they want it (`playbook`: what differs from the defaults).

    `address` gets the reminders, `others` are theirs too: each signs in, and may be written from.
    `stopped` says of which of them mail came back, or was complained about, and why. `version`
    counts the changes. `templates` are their own words: by language and kind of follow-up, as
    `en/thank-you`. `muted` are the kinds that are not mailed: they stand on the page only.
    """

    seeker_id: str
    address: str
    name: str = ""
    playbook: dict[str, Any] = field(default_factory=dict)
    version: int = 1
    templates: dict[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    stopped: dict[str, str] = field(default_factory=dict)
    muted: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every verified address, the one for reminders first."""
        return (self.address, *self.others)

    @property
    def mail_stopped(self) -> str | None:
        """Why no reminder is mailed any more; None while they are."""
        return self.stopped.get(self.address)

    def own_words(self, language: str) -> dict[str, str]:
        """Their own templates in a language, by kind of follow-up."""
        mine = (key.partition("/") for key in self.templates)
        return {kind: self.templates[f"{of}/{kind}"] for of, _, kind in mine if of == language}


@dataclass(frozen=True)
class Session:
    """A signed-in browser: `device` says roughly which, `used_on` is the last UTC day of use."""

    seeker_id: str
    expires_at: datetime
    opened_at: datetime | None = None
    device: str = ""
    used_on: date | None = None


Scope = Literal["interviews", "everything"]
"""What a token may do: log interviews and nothing else, or all that the API has."""


@dataclass(frozen=True)
class Token:
    """A program that may use the API for a seeker; `used_on` is the last UTC day of its use."""

    seeker_id: str
    name: str
    scope: Scope
    made_at: datetime
    used_on: date | None = None


@dataclass(frozen=True)
class Pace:
    """How somebody asks: what they may, and how long they have to wait before they ask again."""

    scope: Scope
    wait: timedelta | None = None


@dataclass(frozen=True)
class Claim:
    """Somebody set out to send the reminder of `occasion`; whether it went is noted after."""

    occasion: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """A follow-up as it stands in the table.

    `follow_up` and `draft` are the plan's words as JSON values. `first_at` is the instant that the
    plan asked for, `remind_at` the one that counts: the daily cap may have moved it on. `day` is
    the seeker's own date of `remind_at`. `reminded` is the occasion last reminded. From `lapses_at`
    on it is pointless.
    """

    follow_up_id: str
    relationship_id: str
    seeker_id: str
    occasion: str
    importance: int
    first_at: datetime
    remind_at: datetime
    day: date
    follow_up: dict[str, Any]
    draft: dict[str, Any]
    claim: Claim | None = None
    reminded: str | None = None
    lapses_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether its reminder is still to come."""
        return self.reminded != self.occasion

    def moved(self, remind_at: datetime, day: date) -> Standing:
        """The same, to be reminded of at another time."""
        return replace(self, remind_at=remind_at, day=day)


@dataclass(frozen=True)
class Grounds:
    """What `send_reminder` decides from. `held_back` is why the stack mails no reminder now."""

    standing: Standing | None
    seeker: Seeker | None
    day: Day
    held_back: str | None = None


@dataclass(frozen=True)
class Card:
    """What a list shows of a relationship: an opening, a person, a lineage, what was decided
    against, what came of it. Computed from the facts.
    """

    kind: Literal["opening", "person", "against", "lineage", "insight"]
    card_id: str
    order: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Relationship:
    """All that is kept of one relationship, read at once.

    `announced` are the facts that say a job was taken here, as far as the seeker's other
    relationships are told of them. `unplanned` are the facts that no plan was saved of yet.
    """

    relationship_id: str
    seeker: Seeker
    version: int
    facts: tuple[Fact, ...] = ()
    standing: dict[str, Standing] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)
    announced: frozenset[str] = frozenset()
    unplanned: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PlanChange:
    """The difference between the plan that stands and the one that is wanted.

    It holds only if the relationship is still at the version that was read.
    """

    relationship: Relationship
    put: Sequence[Standing] = ()
    drop: Sequence[Standing] = ()
    cards: Sequence[Card] = ()
    dropped_cards: Sequence[Card] = ()
    planned: frozenset[str] = frozenset()
    """Facts that a plan is saved of with this: nobody need look for them any more."""
    seeker: Seeker | None = None
    """Newer settings, to be kept beside the relationship."""
    announced: frozenset[str] = frozenset()
    """What the other relationships are told of from now on, see `Relationship`."""


@dataclass(frozen=True)
class Known:
    """Where a company, a position or a person was met before, with the person's address if told,
    and of a company how many people were, if that was counted.
    """

    relationship_id: str
    contact_id: str | None = None
    mail: str | None = None
    opening_id: str | None = None
    people: int | None = None


@dataclass(frozen=True)
class TakenMail:
    """A mail that is taken once, whatever is delivered again. It may hold no fact.

    `receipt` are the paragraphs that the seeker is to be told, each with its link or None: kept, so
    that a receipt sent after a crash says what was understood then. `silent` mails get none.
    `seeker_id` is whose it is, `place` the bucket and key where it lies as it came.
    """

    mail_id: str
    at: datetime
    receipt: tuple[tuple[str, str | None], ...] = ()
    silent: bool = False
    seeker_id: str | None = None
    place: tuple[str, str] | None = None


@dataclass(frozen=True)
class KeptMail:
    """A mail that is kept of a seeker: its records, and the bucket and key where it lies."""

    records: tuple[tuple[str, str], ...]
    place: tuple[str, str] | None


@dataclass(frozen=True)
class ReceiptCap:
    """A receipt is one of at most `most` on the seeker's `day`."""

    seeker_id: str
    day: date
    most: int


@dataclass(frozen=True)
class HeldMail:
    """A mail that is kept for the seeker to look at, because it could not be taken as theirs.

    `sender`, `subject`, `dated` and `excerpt` are what the mail says of itself, shortened, and
    prove nothing; they are empty where it could not be read. `bucket` and `key` are where it lies
    as it came. `notice` is the mail service's word of it, as JSON. `released` is how its owner let
    it in, while that has not been done yet.
    """

    mail_id: str
    seeker_id: str | None
    reason: str
    received_at: datetime
    bucket: str
    key: str
    sender: str = ""
    subject: str = ""
    dated: str = ""
    excerpt: str = ""
    notice: str = ""
    released: Literal["mine", "theirs", "again"] | None = None

    @property
    def address(self) -> str:
        """The address that it says it is from; empty where it was not read."""
        return self.sender.rpartition("<")[2].removesuffix(">")

    @property
    def lookups(self) -> frozenset[str]:
        """Lookup keys of the person that it says it is from."""
        return frozenset([mail_lookup(self.address)] if self.address else [])


@dataclass(frozen=True)
class Proposal:
    """An interview that was read from a mail, and waits to be looked over and logged.

    `proposal_id` is the digest of the mail's id, `entry` as much of it as was told.
    """

    proposal_id: str
    entry: dict[str, Any]

    @property
    def lookups(self) -> frozenset[str]:
        """Lookup keys of the people who were met, by address and by name."""
        company = self.entry.get("company") or ""
        met = self.entry.get("interviewers") or ()
        mails = [mail_lookup(one["mail"]) for one in met if one.get("mail")]
        names = [name_lookup(company, one["name"]) for one in met if one.get("name")]
        return frozenset(mails + names)


@dataclass(frozen=True)
class Waiting:
    """Some of what waits in an inbox, the newest first.

    `known` are the people that senders of held mails are known to be, by the address that they
    wrote from, as it says. `following` is the order and name that the next begin behind.
    """

    entries: tuple[HeldMail | Proposal, ...]
    known: dict[str, Known]
    following: tuple[str, str] | None = None


@dataclass(frozen=True)
class Release:
    """The owner's word on a held mail: their own (`mine`), from the person named (`theirs`), or to
    be read `again`, which says nothing of whose it is.

    With `mine` the person, if one is named, is whom it is about.
    """

    seeker_id: str
    how: Literal["mine", "theirs", "again"]
    relationship_id: str | None = None
    contact_id: str | None = None


@dataclass(frozen=True)
class Recording:
    """Facts to be stored together, all or none, with what makes their people known again.

    `known` maps lookup keys (see `store.keys`) to what they lead to. `new_relationship` carries
    the seeker as read, when the relationship begins with these facts. `mail` is the mail they
    came in, `key` the client's key that they came under. `cap` counts the receipt of that mail,
    `held` is the mail itself where it has to be looked at, `let_in` the owner and id of a held one
    that is taken with this.
    """

    facts: Sequence[Fact]
    known: dict[str, Known] = field(default_factory=dict)
    new_relationship: Seeker | None = None
    mail: TakenMail | None = None
    key: str | None = None
    cap: ReceiptCap | None = None
    held: HeldMail | None = None
    let_in: tuple[str, str] | None = None
    learned_at: datetime | None = None


@dataclass(frozen=True)
class Visit:
    """What a page needs to know of its visitor, and of what it shows: one read."""

    seeker: Seeker | None
    session: Session | None
    known: dict[str, Known] = field(default_factory=dict)


@dataclass(frozen=True)
class Arrival:
    """What is known of an incoming mail before it is read.

    `sender_is` is the seeker whose verified address it says it comes from, `owner` the seeker whom
    the recipient address belongs to. `standing` is the follow-up that it answers, while that
    stands. `taken_at` is when this mail was taken before, `let_in` that it was by its owner's word
    of it, `receipt` what was to be said then, and `receipted` whether it was. `known` is what the
    lookup keys lead to, `release` what the owner said of it when it was held.
    """

    sender_is: str | None
    owner: Seeker | None
    standing: Standing | None = None
    taken_at: datetime | None = None
    receipt: tuple[tuple[str, str | None], ...] = ()
    receipted: bool = False
    let_in: bool = False
    known: dict[str, Known] = field(default_factory=dict)
    release: Release | None = None


@dataclass(frozen=True)
class DueItem:
    """A line of the due index: a reminder that waits, or one that went out and will lapse `at`."""

    follow_up_id: str
    relationship_id: str
    seeker_id: str
    occasion: str
    at: datetime
    day: date


@dataclass(frozen=True)
class Unplanned:
    """A fact that was recorded `at`, and that no plan was saved of yet."""

    relationship_id: str
    seeker_id: str
    fact_id: str
    at: datetime


@dataclass(frozen=True)
class Watch:
    """How far `tend` has come: schedules are set for what is due until `scheduled_until`, nothing
    that was due before `reminded_until` waits for its reminder, nothing stands that was reminded of
    and lapsed before `lapsed_until`, and every fact recorded before `planned_until` was planned.
    """

    reminded_until: datetime
    scheduled_until: datetime
    lapsed_until: datetime
    planned_until: datetime
