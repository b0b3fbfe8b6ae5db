"""An incoming mail becomes facts, or is held for the seeker to look at. Nothing is dropped.

The facts are recorded together with the note that the mail was taken; the receipt goes last. When
we fail in between, the mail service's Send event says whether the receipt went out; `PATIENCE`
later, without one, it did not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from rapport.events import MailReceived
from rapport.flows import letter
from rapport.flows.doubting import doubt, is_proved
from rapport.flows.letter import Broken, Letter, content
from rapport.flows.meaning import Meanings
from rapport.flows.reasons import NO_ADDRESS, NOT_KEPT
from rapport.flows.receipts import Receipts
from rapport.flows.understanding.scribe import Meaning
from rapport.mail.address import Addresses, Capture, ReplyTo
from rapport.mail.compose import Block, Link
from rapport.outside.mailer import Mailer
from rapport.outside.raw_mail import Gone, RawMail
from rapport.playbook import Playbook
from rapport.store import (
    AlreadyRecorded,
    AlreadyTaken,
    Arrival,
    EnoughReceipts,
    Recording,
    Release,
    Seeker,
    Store,
    TakenMail,
    keys,
)


class Result(StrEnum):
    """What became of an incoming mail."""

    TAKEN = "taken"
    UNANSWERED = "taken without a receipt"
    ASKED = "asked back"
    HELD = "held"
    QUARANTINED = "could not be read"
    AUTOMATIC = "automatic"
    TAKEN_BEFORE = "taken before"


class Receiver:
    """Takes incoming mail in. At most `receipts_a_day` receipts go to a seeker.

    `log` is told, by name, the ids that tie a mail to what it answers and to its receipt.
    """

    def __init__(
        self,
        store: Store,
        raw_mail: RawMail,
        mailer: Mailer,
        *,
        public_url: str,
        addresses: Addresses | None,
        receipts_a_day: int,
        log: Callable[..., None],
    ) -> None:
        self._store = store
        self._raw_mail = raw_mail
        self._addresses = addresses
        self._sender = mailer.sender
        self._meanings = Meanings(store, public_url=public_url, addresses=addresses)
        self._receipts = Receipts(
            mailer, public_url=public_url, addresses=addresses, a_day=receipts_a_day
        )
        self._log = log

    def take(self, notice: MailReceived, now: datetime) -> Result:
        """Take one mail: act on it, hold it, put it aside, or let an automatic one be.

        Raises:
            NotSent: the receipt was refused; the notice must come again.
            ReceiptInDoubt: the notice must come again, to see whether the receipt went out.
        """
        place, expired = letter.place_of(notice, self._addresses, now)
        if isinstance(place, ReplyTo):
            self._log(follow_up_id=place.follow_up_id)
        try:
            mail = self._read(notice, place, expired, now)
            return self._take(mail) if mail else Result.AUTOMATIC
        except Broken as broken:
            # Kept and listed; the next mail goes on.
            owner = self._store.inbound("", "", place).owner
            held = letter.held(notice, owner.seeker_id if owner else None, str(broken), now, None)
            self._store.record(Recording([], held=held))
            return Result.QUARANTINED

    def _take(self, mail: Letter) -> Result:
        arrival = self._arrival(mail)
        owner, release = arrival.owner, arrival.release
        if arrival.receipted:
            return Result.TAKEN_BEFORE
        if owner is None:
            return self._nobodys(mail, arrival)
        if arrival.taken_at:
            mail_id = _taken_as(mail, let_in=arrival.let_in)
            receipt = self._receipts.send_late(mail, owner, arrival, mail_id, arrival.taken_at)
            self._log(receipt_id=receipt)
            return Result.TAKEN
        if release and release.seeker_id != owner.seeker_id:
            release = None
        unproved = release is None or release.how == "again"
        if unproved and (reason := doubt(mail, arrival)):
            return self._hold(mail, owner.seeker_id, reason, release)
        meaning = self._meanings.of(mail, arrival, owner, release)
        return self._finish(mail, arrival, owner, release, meaning)

    def _read(
        self,
        notice: MailReceived,
        place: ReplyTo | Capture | None,
        expired: bool,
        now: datetime,
    ) -> Letter | None:
        """The mail; None where a machine sent it, or we did."""
        action = notice.receipt.action
        try:
            raw = self._raw_mail.read(action.bucket_name, action.object_key, letter.MOST_READ)
        except Gone:
            raise Broken(NOT_KEPT) from None
        with content():
            mail = letter.read(notice, raw, place, expired, now)
            return None if letter.automatic(mail, self._sender) else mail

    def _arrival(self, mail: Letter) -> Arrival:
        """What it is judged from. What came to no address of ours, and was let in, is taken as
        mailed to who let it in.
        """
        with content():
            mail_id, lookups = mail.mail_id, mail.lookups
        delivery = mail.notice.mail.message_id

        def at(place: ReplyTo | Capture | None) -> Arrival:
            return self._store.inbound(mail_id, mail.wrote, place, delivery=delivery, known=lookups)

        arrival = at(mail.place)
        if mail.place is None and arrival.release:
            arrival = at(Capture(arrival.release.seeker_id))
        return arrival

    def _nobodys(self, mail: Letter, arrival: Arrival) -> Result:
        """Nobody is addressed. Who wrote, where that is proved, is shown it all the same."""
        with content():
            known = arrival.sender_is if is_proved(mail) else None
        return self._hold(mail, known, NO_ADDRESS, None)

    def _hold(
        self, mail: Letter, seeker_id: str | None, reason: str, release: Release | None
    ) -> Result:
        with content():
            held = letter.held(mail.notice, seeker_id, reason, mail.now, mail)
        if release is None:
            self._store.hold(held)
        else:
            let_in = (release.seeker_id, mail.notice.mail.message_id)
            self._store.record(Recording([], held=held, let_in=let_in))
        return Result.HELD

    def _finish(
        self,
        mail: Letter,
        arrival: Arrival,
        owner: Seeker,
        release: Release | None,
        meaning: Meaning,
    ) -> Result:
        """Record what it means, and then tell of it."""
        language = Playbook.of(owner.playbook).language
        told = [*meaning.receipt, *self._receipts.undo_links(meaning.facts, language)]
        mail_id = _taken_as(mail, let_in=release is not None)
        recording = self._recording(
            mail, owner, release, meaning, _noted(mail, owner, mail_id, told)
        )
        try:
            answered = self._record(recording)
        except AlreadyTaken:
            return Result.TAKEN_BEFORE  # another of us is at it
        except AlreadyRecorded:
            # The same words were let in twice: they count once.
            self._store.discard(owner.seeker_id, mail.notice.mail.message_id)
            return Result.TAKEN_BEFORE
        if not answered:
            return Result.UNANSWERED
        first = meaning.facts[0] if meaning.facts else None
        about = ReplyTo(first.relationship_id, first.correlation_id) if first else None
        self._log(receipt_id=self._receipts.send(mail, owner, arrival, told, mail_id, about))
        return Result.ASKED if meaning.held else Result.TAKEN

    def _recording(
        self,
        mail: Letter,
        owner: Seeker,
        release: Release | None,
        meaning: Meaning,
        taken: TakenMail,
    ) -> Recording:
        held = None
        if meaning.held:
            with content():
                held = letter.held(mail.notice, owner.seeker_id, meaning.held, mail.now, mail)
        return Recording(
            meaning.facts,
            known=meaning.known,
            mail=taken,
            cap=self._receipts.cap(owner, mail.now),
            held=held,
            let_in=(owner.seeker_id, mail.notice.mail.message_id) if release else None,
        )

    def _record(self, recording: Recording) -> bool:
        """Record it; whether a receipt is still due today."""
        try:
            self._store.record(recording)
        except EnoughReceipts:
            silent = recording.mail and replace(recording.mail, receipt=(), silent=True)
            self._store.record(replace(recording, cap=None, mail=silent))
            return False
        return True


def _taken_as(mail: Letter, *, let_in: bool) -> str:
    """By what the taking of it is known: what was let in is taken once more, by its delivery."""
    return keys.let_in_as(mail.notice.mail.message_id) if let_in else mail.mail_id


def _noted(mail: Letter, owner: Seeker, mail_id: str, told: Sequence[Block]) -> TakenMail:
    """The note that it was taken, with what its receipt says."""
    said = tuple((block.text, block.url if isinstance(block, Link) else None) for block in told)
    action = mail.notice.receipt.action
    place = (action.bucket_name, action.object_key)
    return TakenMail(mail_id, mail.now, said, seeker_id=owner.seeker_id, place=place)
