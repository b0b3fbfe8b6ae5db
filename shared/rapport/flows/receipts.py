"""What the seeker is told of a mail of theirs that was taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from rapport.facts import Fact
from rapport.flows.letter import Letter
from rapport.flows.recording import NOT_TAKEN_BACK
from rapport.mail import compose
from rapport.mail.address import Addresses, ReplyTo
from rapport.mail.compose import Block, Link, Say
from rapport.outside.mailer import Mailer
from rapport.playbook import Playbook
from rapport.store import Arrival, ReceiptCap, Seeker, keys
from rapport.wall import Wall

PATIENCE = timedelta(minutes=10)
"""How long a Send event may take before a receipt without one counts as not sent."""


class ReceiptInDoubt(RuntimeError):
    """The mail was taken a moment ago, and whether its receipt went out is not known yet."""


class Receipts:
    """Writes and sends receipts, at most `a_day` to a seeker."""

    def __init__(
        self, mailer: Mailer, *, public_url: str, addresses: Addresses | None, a_day: int
    ) -> None:
        self._mailer = mailer
        self._public_url = public_url
        self._addresses = addresses
        self._a_day = a_day

    def cap(self, owner: Seeker, now: datetime) -> ReceiptCap:
        """What is counted against, on the day of the seeker."""
        day = Wall.at(now, Playbook.of(owner.playbook).zone).day
        return ReceiptCap(owner.seeker_id, day, self._a_day)

    def undo_links(self, facts: Sequence[Fact], language: str) -> list[Link]:
        """A link for each relationship in which something was recorded that can be taken back."""
        first: dict[str, Fact] = {}
        for fact in facts:
            if fact.data.detail_type not in NOT_TAKEN_BACK:
                first.setdefault(fact.relationship_id, fact)
        urls = [f"{self._public_url}/undo/{home}/{fact.fact_id}" for home, fact in first.items()]
        say = compose.words(language)
        return [Link(say.say("receipt.undo", url=url), url) for url in urls]

    def send(
        self,
        mail: Letter,
        owner: Seeker,
        arrival: Arrival,
        told: Sequence[Block],
        mail_id: str,
        about: ReplyTo | None = None,
    ) -> str:
        """Send it, and give the mail service's id of it; `about` is what an answer to it is about,
        where the mail does not say.

        Raises:
            NotSent: the mail service refused it.
        """
        receipt = compose.receipt(
            owner,
            _to(arrival, owner, mail),
            mail.message.subject,
            told,
            in_reply_to=mail.message.header("message-id"),
            sender=self._mailer.sender,
            now=mail.now,
            reply_to=self._answered_at(mail, owner, about),
        )
        tags = {"seeker": owner.seeker_id, "mail": keys.digest(mail_id)}
        return self._mailer.send(receipt, tags)

    def _answered_at(self, mail: Letter, owner: Seeker, about: ReplyTo | None) -> str | None:
        """Where an answer to the receipt goes: to what the mail was about."""
        if self._addresses is None:
            return None
        place = mail.place if isinstance(mail.place, ReplyTo) else about
        if place is None:
            return self._addresses.capture(owner.seeker_id)
        return self._addresses.reply(place, mail.now)

    def send_late(
        self, mail: Letter, owner: Seeker, arrival: Arrival, mail_id: str, taken_at: datetime
    ) -> str:
        """Send the receipt that no Send event has shown: it says what was understood then.

        Raises:
            NotSent: the mail service refused it.
            ReceiptInDoubt: it is too early to tell.
        """
        if mail.now - taken_at < PATIENCE:
            raise ReceiptInDoubt(f"taken at {taken_at:%H:%M:%S}")
        told: list[Block] = [Link(text, url) if url else Say(text) for text, url in arrival.receipt]
        return self.send(mail, owner, arrival, told, mail_id)


def _to(arrival: Arrival, owner: Seeker, mail: Letter) -> str:
    """Who hears of it: the address that wrote, where it is a verified one of the owner's."""
    return mail.wrote if arrival.sender_is == owner.seeker_id else owner.address
