"""An incoming mail becomes facts, or is held for the seeker to look at. Nothing is dropped.

The facts are recorded together with the note that the mail was taken; the receipt goes last. When
we fail in between, the mail service's Send event says whether the receipt went out; `PATIENCE`
later, without one, it did not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from rapport.events import MailReceived
from rapport.facts import Channel, ExchangeRecorded, Fact, ReminderSent
from rapport.flows.recording import Source
from rapport.flows.understanding import Matter, Meaning, Reader
from rapport.history import History
from rapport.mail import commands, compose, loops, mime, reply, sender
from rapport.mail.address import Addresses, BadAddress, Capture, ReplyTo
from rapport.mail.compose import Block, Link, Say
from rapport.mail.mime import Message
from rapport.outside.mailer import Mailer
from rapport.outside.raw_mail import RawMail
from rapport.plan import FollowUp
from rapport.playbook import Playbook
from rapport.store import (
    AlreadyTaken,
    Arrival,
    HeldMail,
    Known,
    Recording,
    Seeker,
    Standing,
    Store,
    TakenMail,
    keys,
)
from rapport.store.keys import mail_lookup
from rapport.wall import Wall

NO_ADDRESS = "It came to an address that was never given out."
NOT_ADDRESSED = "It was written to somebody else and passed on, so it cannot be an answer."
UNCLEAR = "It could not be told what, or whom, this is about."


TOO_MUCH = "It says more at once than can be noted in one go."
MOST_FACTS = 80
"""Facts of one mail: they are stored all or none, and so is the undoing of them."""
PATIENCE = timedelta(minutes=10)
"""How long a Send event may take before a receipt without one counts as not sent."""


class ReceiptInDoubt(RuntimeError):
    """The mail was taken a moment ago, and whether its receipt went out is not known yet."""


class Result(StrEnum):
    """What became of an incoming mail."""

    TAKEN = "taken"
    HELD = "held"
    AUTOMATIC = "automatic"
    TAKEN_BEFORE = "taken before"


@dataclass(frozen=True)
class _Mail:
    """An incoming mail, read."""

    notice: MailReceived
    message: Message
    owner: Seeker
    now: datetime

    @property
    def key(self) -> str:
        """What makes taking it twice harmless."""
        return f"mail {self.message.message_id}"


class Receiver:
    """Takes incoming mail in."""

    def __init__(
        self,
        store: Store,
        raw_mail: RawMail,
        mailer: Mailer,
        *,
        public_url: str,
        addresses: Addresses | None,
    ) -> None:
        self._store = store
        self._raw_mail = raw_mail
        self._mailer = mailer
        self._public_url = public_url
        self._addresses = addresses

    def take(self, notice: MailReceived, now: datetime) -> Result:
        """Take one mail: act on it, hold it, or let an automatic one be.

        Raises:
            NotSent: the receipt was refused; the notice must come again.
            ReceiptInDoubt: the notice must come again, to see whether the receipt went out.
        """
        place = self._place(notice, now)
        raw = self._raw_mail.read(
            notice.receipt.action.bucket_name, notice.receipt.action.object_key, mime.MAX_MAIL + 1
        )
        try:
            message = mime.read(raw)
        except mime.UnreadableMail as unreadable:
            arrival = self._store.inbound(notice.mail.message_id, "", place)
            return self._hold(notice, arrival.owner, str(unreadable), now)
        own = (self._mailer.sender,)
        if loops.automatic(message, envelope_sender=notice.mail.source, own_addresses=own):
            return Result.AUTOMATIC
        wrote = message.from_[0].address if message.from_ else ""
        arrival = self._store.inbound(message.message_id, wrote, place)
        if arrival.receipted:
            return Result.TAKEN_BEFORE
        if arrival.taken_at and now - arrival.taken_at < PATIENCE:
            raise ReceiptInDoubt(f"taken at {arrival.taken_at:%H:%M:%S}")
        if arrival.owner is None or place is None:
            return self._hold(notice, None, NO_ADDRESS, now)
        if doubt := self._doubt(notice, message, place, arrival, wrote):
            return self._hold(notice, arrival.owner, doubt, now)
        if arrival.taken_at:
            return self._answer_late(message, arrival, now)
        mail = _Mail(notice, message, arrival.owner, now)
        meaning = self._meaning(mail, place, arrival.standing)
        if meaning is None:
            return self._hold(notice, arrival.owner, UNCLEAR, now)
        if len(meaning.facts) > MOST_FACTS:
            return self._hold(notice, arrival.owner, TOO_MUCH, now)
        return self._finish(mail, meaning, wrote)

    def _doubt(
        self,
        notice: MailReceived,
        message: Message,
        place: ReplyTo | Capture,
        arrival: Arrival,
        wrote: str,
    ) -> str | None:
        """Why the mail may not change anything, in words for the seeker; None where it may."""
        verdicts = sender.Verdicts.of(notice.receipt.model_dump())
        trust = sender.judge(message, verdicts, _verified(arrival, wrote))
        if not trust.trusted:
            return trust.sentence
        to = notice.receipt.recipients
        if isinstance(place, ReplyTo) and not any(sender.addressed(message, one) for one in to):
            return NOT_ADDRESSED
        return None

    def _place(self, notice: MailReceived, now: datetime) -> ReplyTo | Capture | None:
        if self._addresses is None:
            return None
        for recipient in notice.receipt.recipients:
            try:
                return self._addresses.read(recipient, now)
            except BadAddress:
                continue
        return None

    def _meaning(
        self, mail: _Mail, place: ReplyTo | Capture, standing: Standing | None
    ) -> Meaning | None:
        if isinstance(place, ReplyTo):
            return self._answer(mail, place, standing)
        return self._interview(mail) or self._copy(mail)

    def _answer(self, mail: _Mail, place: ReplyTo, standing: Standing | None) -> Meaning | None:
        playbook = Playbook.of(mail.owner.playbook)
        relationship = self._store.relationship(place.relationship_id)
        if relationship is None:
            return None
        follow_up = FollowUp.read(standing.follow_up) if standing else None
        sent = self._as_sent(mail, follow_up, standing) if follow_up and standing else None
        words = reply.new_text(mail.message, sent=sent)
        understood = commands.understand(
            words, now=mail.now, zone=playbook.zone, language=playbook.language
        )
        if not understood:
            return None
        matter = _matter(
            place, follow_up, History.of(relationship.facts), playbook, self._public_url
        )
        source = Source(mail.owner, mail.key, mail.now, causation_id=place.follow_up_id)
        return Reader(matter, source, compose.words(playbook.language)).read(understood)

    def _as_sent(self, mail: _Mail, follow_up: FollowUp, standing: Standing) -> str:
        """The reminder that is answered, as it was composed: what of it comes back is no answer."""
        reminder = compose.reminder(
            follow_up,
            standing.draft,
            mail.owner,
            sender=self._mailer.sender,
            public_url=self._public_url,
            addresses=self._addresses,
            late=False,
            now=mail.now,
        )
        body = reminder.get_body(("plain",))
        return str(body.get_content()) if body else ""

    def _interview(self, mail: _Mail) -> Meaning | None:
        """An interview told by mail is proposed back: it counts when the seeker confirms it."""
        playbook = Playbook.of(mail.owner.playbook)
        words = reply.new_text(mail.message)
        told = commands.interview_in(
            mail.message.subject,
            words,
            now=mail.now,
            zone=playbook.zone,
        )
        if told is None:
            return None
        entry = _proposal(told, playbook.zone, words)
        self._store.propose(mail.owner.seeker_id, mail.message.message_id, entry, mail.now)
        say = compose.words(playbook.language)
        url = f"{self._public_url}/log?proposal={keys.digest(mail.message.message_id)}"
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
        return Meaning(receipt=[Link(sentence, url)])

    def _copy(self, mail: _Mail) -> Meaning | None:
        """A copy of a mail to somebody known: the seeker was in touch with them."""
        addressed = {box.address: box for box in (*mail.message.to, *mail.message.cc)}
        known = self._store.known(
            mail.owner.seeker_id, [mail_lookup(address) for address in addressed]
        )
        say = compose.words(Playbook.of(mail.owner.playbook).language)
        source = Source(mail.owner, mail.key, mail.now)
        meaning = Meaning()
        words = reply.new_text(mail.message)
        for address, box in addressed.items():
            person = known.get(mail_lookup(address))
            if person is None or person.contact_id is None:
                continue
            meaning.facts.append(_written(person, words, source))
            meaning.receipt.append(Say(say.say("receipt.copied", name=box.name or address)))
        return meaning if meaning.facts else None

    def _finish(self, mail: _Mail, meaning: Meaning, wrote: str) -> Result:
        told = tuple(
            (block.text, block.url if isinstance(block, Link) else None)
            for block in meaning.receipt
        )
        taken = TakenMail(mail.message.message_id, mail.now, told)
        try:
            self._store.record(Recording(meaning.facts, mail=taken))
        except AlreadyTaken:
            return Result.TAKEN_BEFORE  # another of us is at it
        self._tell(mail.message, mail.owner, meaning.receipt, wrote, mail.now)
        return Result.TAKEN

    def _answer_late(self, message: Message, arrival: Arrival, now: datetime) -> Result:
        """Send the receipt that no Send event has shown: it says what was understood then."""
        assert arrival.owner is not None  # noqa: S101  # it was judged to be the owner's
        told: list[Block] = [Link(text, url) if url else Say(text) for text, url in arrival.receipt]
        self._tell(message, arrival.owner, told, message.from_[0].address, now)
        return Result.TAKEN

    def _tell(
        self, message: Message, owner: Seeker, told: Sequence[Block], to: str, now: datetime
    ) -> None:
        receipt = compose.receipt(
            owner,
            to,
            message.subject,
            told,
            in_reply_to=message.header("message-id"),
            sender=self._mailer.sender,
            now=now,
        )
        mail_digest = keys.digest(message.message_id)
        self._mailer.send(receipt, {"seeker": owner.seeker_id, "mail": mail_digest})

    def _hold(
        self, notice: MailReceived, owner: Seeker | None, reason: str, now: datetime
    ) -> Result:
        action = notice.receipt.action
        self._store.hold(
            HeldMail(
                mail_id=notice.mail.message_id,
                seeker_id=owner.seeker_id if owner else None,
                reason=reason,
                received_at=now,
                bucket=action.bucket_name,
                key=action.object_key,
            )
        )
        return Result.HELD


def _verified(arrival: Arrival, wrote: str) -> list[str]:
    """The sender's address, where it is one of the owner's verified ones."""
    owner = arrival.owner
    return [wrote] if owner and arrival.sender_is == owner.seeker_id else []


def _matter(
    place: ReplyTo,
    follow_up: FollowUp | None,
    history: History,
    playbook: Playbook,
    public_url: str,
) -> Matter:
    contact_id = follow_up.contact_id if follow_up else _reminded_about(place, history)
    person = history.people.get(contact_id or "")
    return Matter(
        relationship_id=place.relationship_id,
        follow_up_id=place.follow_up_id,
        follow_up=follow_up,
        contact_id=contact_id,
        opening_id=follow_up.opening_id if follow_up else None,
        name=(person.name if person else None) or "",
        history=history,
        playbook=playbook,
        public_url=public_url,
    )


def _reminded_about(place: ReplyTo, history: History) -> str | None:
    """Whom a reminder was about whose follow-up is settled meanwhile."""
    for fact in history.facts:
        data = fact.data
        if isinstance(data, ReminderSent) and data.follow_up_id == place.follow_up_id:
            return data.contact_id
    return None


def _written(person: Known, words: str, source: Source) -> Fact:
    exchange = ExchangeRecorded(
        contact_id=person.contact_id or "",
        direction="out",
        channel=Channel.MAIL,
        text=words[:20_000],
    )
    return source.fact(person.relationship_id, exchange, part=person.contact_id)


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
