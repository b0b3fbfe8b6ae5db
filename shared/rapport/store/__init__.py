"""The port through which everything else reaches what is kept; its records are handed on here.

`rapport.store.table` keeps them in DynamoDB. One relationship is one partition, so that planning
it is one read whatever else the seeker has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from rapport.agenda import Day
from rapport.facts import Fact
from rapport.mail.address import Capture, ReplyTo
from rapport.store.records import (
    AddressTaken,
    AlreadyRecorded,
    AlreadyTaken,
    Arrival,
    Card,
    Claim,
    Conflict,
    DueItem,
    EnoughReceipts,
    Grounds,
    HeldMail,
    KeptMail,
    Known,
    Pace,
    PlanChange,
    Proposal,
    ReceiptCap,
    Recording,
    Relationship,
    Release,
    Scope,
    Seeker,
    Session,
    Standing,
    TakenMail,
    Token,
    Unplanned,
    Visit,
    Waiting,
    Watch,
)

__all__ = [
    "AddressTaken",
    "AlreadyRecorded",
    "AlreadyTaken",
    "Arrival",
    "Card",
    "Claim",
    "Conflict",
    "DueItem",
    "EnoughReceipts",
    "Grounds",
    "HeldMail",
    "KeptMail",
    "Known",
    "Pace",
    "PlanChange",
    "Proposal",
    "ReceiptCap",
    "Recording",
    "Relationship",
    "Release",
    "Scope",
    "Seeker",
    "Session",
    "Standing",
    "Store",
    "TakenMail",
    "Token",
    "Unplanned",
    "Visit",
    "Waiting",
    "Watch",
]


class Store(Protocol):
    """Every access pattern, by name. Reads are consistent unless they say otherwise."""

    # People who sign in.
    def may_ask(self, who: str, most: int, until: datetime, now: datetime) -> bool:
        """Count one more try of `who`; False where there were `most` already. The count begins
        anew after the `until` of its first try.
        """

    def offer_sign_in(self, token: str, address: str, browser: str, expires_at: datetime) -> None:
        """Keep a one-time sign-in for `address`, good in the browser that asked only."""

    def take_sign_in(self, token: str, browser: str, now: datetime) -> str | None:
        """Use a one-time sign-in up: its address, or None where it is unknown, used or expired."""

    def seeker_by_address(self, address: str) -> Seeker | None:
        """The seeker with this verified address."""

    def add_seeker(self, seeker: Seeker) -> None:
        """A new seeker. Raises Conflict where the address is somebody's already."""

    def change_seeker(self, seeker: Seeker) -> None:
        """Keep changed settings: `version` is one more than what was read, else Conflict."""

    def add_address(self, seeker: Seeker, address: str) -> None:
        """Keep a seeker whose `address` is new. Raises AddressTaken, or Conflict as above."""

    def drop_address(self, seeker: Seeker, address: str) -> None:
        """Keep a seeker whose `address` is theirs no longer. Raises Conflict as above."""

    def seeker(self, seeker_id: str) -> Seeker | None:
        """One seeker."""

    # Sessions and tokens.
    def open_session(self, secret: str, session: Session) -> None:
        """Keep a session under its secret."""

    def close_session(self, seeker_id: str, secret: str) -> None:
        """Forget a session."""

    def sessions(self, seeker_id: str, now: datetime) -> dict[str, Session]:
        """A seeker's sessions that have not ended, by the digest of their secret."""

    def close_sessions(self, seeker_id: str, session_ids: Iterable[str]) -> None:
        """Forget sessions, by the digest of their secret."""

    def used(self, seeker_id: str, secret: str, on: date) -> None:
        """Note the day of a session's use."""

    def add_token(self, secret: str, token: Token) -> None:
        """Keep a token under its secret."""

    def tokens(self, seeker_id: str) -> dict[str, Token]:
        """A seeker's tokens, by the digest of their secret."""

    def revoke_token(self, seeker_id: str, token_id: str) -> None:
        """Forget a token, by the digest of its secret."""

    def pace(self, seeker_id: str, secret: str, most: int, now: datetime) -> Pace | None:
        """Count one request of a token; whether it is one too many in this minute.

        None where there is no such token.
        """

    def visit(
        self,
        seeker_id: str,
        secret: str,
        now: datetime,
        known: Iterable[str] = (),
        *,
        token: bool = False,
    ) -> Visit:
        """The visitor behind a session or token, with what the lookup keys lead to."""

    # Leaving.
    def leave(self, seeker: Seeker, now: datetime) -> None:
        """Forget the seeker and their addresses at once, and note that the rest is to follow.

        From then on nobody is signed in as them, and nothing is taken from their addresses. Raises
        Conflict where the seeker was changed since they were read.
        """

    def leaving(self) -> dict[str, datetime]:
        """Who is leaving, and since when; the first hundred."""

    def leaving_since(self, seeker_id: str) -> datetime | None:
        """Since when a seeker is leaving; None where all is done, or nobody left."""

    def mails_of(self, seeker_id: str, most: int) -> list[KeptMail]:
        """Mails that were taken as a seeker's, or are held for them (eventually consistent)."""

    def forget_mails(self, mails: Sequence[KeptMail]) -> None:
        """Forget that mails came."""

    def forget_own(self, seeker_id: str) -> None:
        """Forget all that is kept of a seeker beside their relationships."""

    def follow_ups_in(self, relationship_id: str) -> list[str]:
        """The ids of all follow-ups of a relationship, whatever else is left of it."""

    def forget_relationship(self, relationship_id: str) -> None:
        """Forget all of a relationship but that it was a seeker's."""

    def left(self, seeker_id: str) -> None:
        """Forget which relationships a seeker had, and that they were leaving."""

    # Facts.
    def record(self, recording: Recording) -> None:
        """Store all or nothing. Raises AlreadyRecorded, AlreadyTaken, EnoughReceipts, Conflict."""

    def rewrite(self, relationship_id: str, facts: Sequence[Fact], removed: Sequence[str]) -> None:
        """Store facts instead of what they were, and remove others by their ids: for privacy's
        sake alone. It may end half way; doing it again ends it.
        """

    def forget_known(self, seeker_id: str, lookups: Iterable[str], ids: Collection[str]) -> None:
        """Remove what lookup keys lead to, where that is one of these contacts."""

    def forget_waiting(self, seeker_id: str, lookups: Collection[str]) -> None:
        """Remove what waits in the inbox and is from, or of a meeting with, one of whom these are
        lookup keys, by address, or by name within a company.
        """

    def known(self, seeker_id: str, keys: Iterable[str]) -> dict[str, Known]:
        """What lookup keys lead to; those that lead nowhere are left out."""

    def fact(self, relationship_id: str, fact_id: str) -> Fact | None:
        """One fact."""

    def recorded_under(self, seeker_id: str, key: str) -> tuple[str, str] | None:
        """The ids of the relationship and the fact that came under a client's key, if one did."""

    def relationship(self, relationship_id: str) -> Relationship | None:
        """All of one relationship."""

    # The plan.
    def save_plan(self, change: PlanChange) -> None:
        """Make the change, one of `portions` at a time. Raises Conflict when the relationship moved
        on meanwhile.
        """

    def relationships_of(self, seeker_id: str) -> list[str]:
        """The ids of all relationships of a seeker."""

    def agenda(
        self, seeker_id: str, most: int = 100, after: tuple[str, str] | None = None
    ) -> list[Standing]:
        """A seeker's follow-ups by time, the first `most` behind the `keys.stamp` and id of `after`
        (eventually consistent).
        """

    def cards(
        self,
        seeker_id: str,
        kind: str,
        most: int = 100,
        after: tuple[str, str] | None = None,
        *,
        begins: str = "",
        backwards: bool = False,
    ) -> list[Card]:
        """A seeker's cards of a kind by their order, or from the last to the first, the first
        `most` behind the order and id of `after` (eventually consistent). `begins` is how the
        order of those begins that are wanted, going forwards.
        """

    # Reminding.
    def due(self, relationship_id: str, follow_up_id: str, seeker_id: str, day: date) -> Grounds:
        """What `send_reminder` decides from: one read."""

    def claim(self, standing: Standing, day: date, seen: Day, now: datetime) -> None:
        """Set out to remind, and take a place in the day. Raises Conflict.

        A claim of the same occasion is taken over only if it is the one that `standing` carries.
        """

    def release(self, standing: Standing, day: date) -> None:
        """Give a claim and its place back: the mail certainly did not go out."""

    def reminded(self, standing: Standing, fact: Fact) -> None:
        """Note that the reminder went out; noting it twice is no error."""

    def pass_over(self, standing: Standing) -> None:
        """Let the reminder's time go by without a mail. Raises Conflict."""

    def defer(self, standing: Standing, later: Standing) -> None:
        """Move the reminder to another day. Raises Conflict."""

    def find_standing(self, relationship_id: str, follow_up_id: str) -> Standing | None:
        """One follow-up."""

    def due_on(self, day: date, until: datetime, since: datetime | None = None) -> list[DueItem]:
        """Follow-ups that wait for their reminder on a UTC date, between instants (eventual)."""

    def lapsed_on(self, day: date, until: datetime) -> list[DueItem]:
        """Follow-ups that were reminded of and lapse on a UTC date, until an instant (eventual)."""

    def unplanned_on(self, day: date, until: datetime) -> list[Unplanned]:
        """Facts recorded on a UTC date, until an instant, that no plan knows of (eventual)."""

    def watch(self) -> Watch | None:
        """How far `tend` has come."""

    def watched(self, watch: Watch) -> None:
        """Remember how far `tend` has come."""

    # Mail.
    def inbound(
        self,
        mail_id: str,
        sender: str,
        place: ReplyTo | Capture | None,
        *,
        delivery: str = "",
        known: Iterable[str] = (),
    ) -> Arrival:
        """What an incoming mail is judged from: one read. `delivery` is the mail service's id of
        it; the lookup keys in `known` are asked where the place says whose they are.
        """

    def hold(self, held: HeldMail) -> None:
        """Keep a mail for the seeker to look at, once."""

    def held(self, seeker_id: str | None) -> list[HeldMail]:
        """The held mails of a seeker, or those that could be laid before nobody: all of them."""

    def held_mail(self, seeker_id: str, mail_id: str) -> HeldMail | None:
        """One held mail of a seeker."""

    def let_in(self, mail_id: str, release: Release, now: datetime) -> bool:
        """Keep the owner's word on a held mail; False where it is held no longer."""

    def discard(self, seeker_id: str, mail_id: str) -> None:
        """Forget a held mail."""

    def propose(self, seeker_id: str, mail_id: str, entry: dict[str, Any], now: datetime) -> None:
        """Keep an interview read from a mail until the seeker has looked it over."""

    def proposal(self, seeker_id: str, mail_digest: str) -> dict[str, Any] | None:
        """What was read from a mail, by the digest of the mail's id."""

    def inbox(self, seeker_id: str, most: int, after: tuple[str, str] | None = None) -> Waiting:
        """What waits for a seeker's word, the newest first: the first `most` behind the
        `following` of `after`, less what was settled a moment ago. At most 45 at once.
        """

    def withdraw(self, seeker_id: str, mail_digest: str) -> None:
        """Forget what was read from a mail."""

    def receipted(self, mail_digest: str) -> None:
        """Note that the receipt of a mail went out, by the digest of the mail's id."""
