"""Held mails: what the seeker sees of them, lets in, or throws away.

Letting in keeps the owner's word on the mail in the table first, and then has the mail taken again,
the way that every mail is. When we fail in between, the mail is still listed, and letting it in
again does no harm: it is taken once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, get_args

from rapport.flows.reasons import NOT_UNDERSTOOD
from rapport.flows.visiting import Implausible, Unknown
from rapport.outside.inbound_queue import InboundQueue
from rapport.outside.raw_mail import RawMail
from rapport.store import HeldMail, Known, Release, Seeker, Store
from rapport.store.keys import contact_lookup, digest

How = Literal["mine", "theirs", "again"]
WAYS: tuple[How, ...] = get_args(How)


class Inbox:
    """The mails of each seeker that could not be taken as theirs."""

    def __init__(
        self, store: Store, raw_mail: RawMail, queue: InboundQueue, keeps: timedelta
    ) -> None:
        self._store = store
        self._raw_mail = raw_mail
        self._queue = queue
        self._keeps = keeps

    def held(self, seeker: Seeker) -> list[HeldMail]:
        """A seeker's held mails, the newest first."""
        held = self._store.held(seeker.seeker_id)
        return sorted(held, key=lambda mail: mail.received_at, reverse=True)

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
