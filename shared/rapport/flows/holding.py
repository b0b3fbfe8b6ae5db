"""Held mails: what the seeker sees of them, lets in, or throws away.

Letting in keeps the owner's word on the mail in the table first, and then has the mail taken again,
the way that every mail is. When we fail in between, the mail is still listed, and letting it in
again does no harm: it is taken once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Literal, get_args

from rapport.flows.called import is_called
from rapport.flows.reasons import NOT_UNDERSTOOD
from rapport.flows.visiting import Implausible, Unknown
from rapport.outside.inbound_queue import InboundQueue
from rapport.outside.raw_mail import RawMail
from rapport.store import Card, HeldMail, Known, Release, Seeker, Store
from rapport.store.keys import apart, contact_lookup, digest, fold, mail_lookup, name_lookup

MOST_LOOKED_THROUGH = 500
"""People among whom a name is looked for. An address finds anybody."""
MOST_CHOICES = 20

How = Literal["mine", "theirs", "again"]
WAYS: tuple[How, ...] = get_args(How)


class Several(Implausible):
    """More people than one are called so: `cards` are theirs."""

    def __init__(self, cards: Sequence[Card]) -> None:
        super().__init__(("contact_id",), "you know several people who are called so, choose one")
        self.cards = cards


class Inbox:
    """The mails of each seeker that could not be taken as theirs."""

    def __init__(
        self, store: Store, raw_mail: RawMail, queue: InboundQueue, keeps: timedelta
    ) -> None:
        self._store = store
        self._raw_mail = raw_mail
        self._queue = queue
        self._keeps = keeps

    def kept_until(self, mail: HeldMail) -> datetime:
        """When the mail itself is forgotten. What is listed of it stays until it is thrown away."""
        return mail.received_at + self._keeps

    def ways(self, mail: HeldMail, now: datetime) -> tuple[How, ...]:
        """How a mail can be let in: one that shows nothing of itself can only be read again, since
        nobody can say that it was theirs.
        """
        if not mail.notice or self.kept_until(mail) <= now:
            return ()
        return ("mine", "theirs") if mail.sender else ("again",)

    def release(
        self, seeker: Seeker, mail_id: str, how: How, contact_id: str | None, now: datetime
    ) -> None:
        """Let a mail in: as the seeker's own, as somebody's whom the seeker knows, or read again.

        Raises:
            Unknown: no mail of theirs is held under this id.
            Implausible: it cannot be let in so, or nobody of theirs has this `contact_id`.
        """
        mail = self._store.held_mail(seeker.seeker_id, mail_id)
        if mail is None:
            raise Unknown
        ways = self.ways(mail, now)
        if not ways:
            raise Implausible(("how",), "the mail itself is no longer kept, throw it away")
        if how not in ways:
            raise Implausible(("how",), f"this one can be let in as: {', '.join(ways)}")
        person = self._person(seeker, contact_id)
        if how == "theirs" and person is None:
            raise Implausible(("contact_id",), "choose who wrote it")
        if how == "mine" and person is None and mail.reason in NOT_UNDERSTOOD:
            raise Implausible(("contact_id",), "say whom this is about, or log it as an interview")
        release = Release(
            seeker.seeker_id,
            how,
            person.relationship_id if person else None,
            person.contact_id if person else None,
        )
        if not self._store.let_in(mail_id, release, now):
            raise Unknown  # taken in between
        self._queue.put(mail.notice)

    def _person(self, seeker: Seeker, contact_id: str | None) -> Known | None:
        if contact_id is None:
            return None
        lookup = contact_lookup(contact_id)
        found = self._store.known(seeker.seeker_id, [lookup]).get(lookup)
        if found is None:
            raise Implausible(("contact_id",), "nobody you know has this id")
        return found

    def person_called(self, seeker: Seeker, words: str) -> str:
        """The id of whom a seeker means by an address, a name with the company in brackets as in
        `Stan Kowalski (Northwind)`, or the name that people are called by.

        Raises:
            Several: more than one is called so.
            Implausible: nobody is.
        """
        found = self._exactly(seeker, words)
        if found:
            return found
        cards = self._store.cards(seeker.seeker_id, "person", MOST_LOOKED_THROUGH)
        called = [one for one in cards if is_called(words, one.body["name"] or "")]
        fully = [one for one in called if fold(one.body["name"]) == fold(words)]
        match fully or called:
            case [one]:
                return one.card_id
            case []:
                raise Implausible(
                    ("contact_id",), "nobody you know is called so, try their mail address"
                )
            case several:
                raise Several(several[:MOST_CHOICES])

    def _exactly(self, seeker: Seeker, words: str) -> str | None:
        lookups = [mail_lookup(parseaddr(words)[1] or words)]
        if named := apart(words):
            lookups.append(name_lookup(named[1], named[0]))
        known = self._store.known(seeker.seeker_id, lookups)
        return next((one.contact_id for one in known.values() if one.contact_id), None)

    def as_interview(self, seeker: Seeker, mail_id: str, now: datetime) -> str:
        """Propose what a mail tells as the notes of an interview; the proposal's id.

        The mail stays until it is thrown away. Raises Unknown.
        """
        mail = self._store.held_mail(seeker.seeker_id, mail_id)
        if mail is None:
            raise Unknown
        notes = "\n\n".join(filter(None, (mail.subject, mail.excerpt)))
        self._store.propose(seeker.seeker_id, mail_id, {"notes": notes}, now)
        return digest(mail_id)

    def discard(self, seeker: Seeker, mail_id: str) -> None:
        """Throw a mail away, at once and for good. Raises Unknown."""
        mail = self._store.held_mail(seeker.seeker_id, mail_id)
        if mail is None:
            raise Unknown
        self._raw_mail.discard(mail.bucket, mail.key)
        self._store.discard(seeker.seeker_id, mail_id)
