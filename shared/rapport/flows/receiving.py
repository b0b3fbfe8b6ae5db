"""An incoming mail becomes facts, or is held for the seeker to look at. Nothing is dropped.

The facts are recorded together with the note that the mail was taken; the receipt goes last. When
we fail in between, the mail service's Send event says whether the receipt went out; `PATIENCE`
later, without one, it did not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from rapport.events import MailReceived
from rapport.facts import Fact
from rapport.flows import capturing, letter, understanding
from rapport.flows.capturing import Captured, Person
from rapport.flows.coming import coming
from rapport.flows.letter import Broken, Letter, content
from rapport.flows.reasons import (
    LOOKS_AUTOMATIC,
    NO_ADDRESS,
    NOT_ADDRESSED,
    NOT_KEPT,
    TOO_LATE,
    TOO_MUCH,
    UNCLEAR,
)
from rapport.flows.recording import NOT_TAKEN_BACK, Source
from rapport.flows.understanding import Meaning, Reader
from rapport.history import History
from rapport.mail import commands, compose, loops, mime, own_words, reply, sender
from rapport.mail.address import Addresses, Capture, ReplyTo
from rapport.mail.compose import Block, Link, Say
from rapport.outside.mailer import Mailer
from rapport.outside.raw_mail import Gone, RawMail
from rapport.plan import FollowUp
from rapport.playbook import Playbook
from rapport.store import (
    AlreadyRecorded,
    AlreadyTaken,
    Arrival,
    EnoughReceipts,
    HeldMail,
    ReceiptCap,
    Recording,
    Relationship,
    Release,
    Seeker,
    Standing,
    Store,
    TakenMail,
    keys,
)
from rapport.wall import Wall

MOST_FACTS = 80
"""Facts of one mail: they are stored all or none, and so is the undoing of them."""
MOST_PENDING = 10
"""Lines of the list of what is pending: what fits on a phone."""
PATIENCE = timedelta(minutes=10)
"""How long a Send event may take before a receipt without one counts as not sent."""


class ReceiptInDoubt(RuntimeError):
    """The mail was taken a moment ago, and whether its receipt went out is not known yet."""


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
    """Takes incoming mail in. At most `receipts_a_day` receipts go to a seeker."""

    def __init__(
        self,
        store: Store,
        raw_mail: RawMail,
        mailer: Mailer,
        *,
        public_url: str,
        addresses: Addresses | None,
        receipts_a_day: int,
    ) -> None:
        self._store = store
        self._raw_mail = raw_mail
        self._mailer = mailer
        self._public_url = public_url
        self._addresses = addresses
        self._receipts_a_day = receipts_a_day

    def take(self, notice: MailReceived, now: datetime) -> Result:
        """Take one mail: act on it, hold it, put it aside, or let an automatic one be.

        Raises:
            NotSent: the receipt was refused; the notice must come again.
            ReceiptInDoubt: the notice must come again, to see whether the receipt went out.
        """
        place, expired = letter.place_of(notice, self._addresses, now)
        try:
            return self._take(notice, place, expired, now)
        except Broken as broken:
            # Kept and listed; the next mail goes on.
            owner = self._store.inbound("", "", place).owner
            held = _held(notice, owner.seeker_id if owner else None, str(broken), now, None)
            self._store.record(Recording([], held=held))
            return Result.QUARANTINED

    def _take(
        self,
        notice: MailReceived,
        place: ReplyTo | Capture | None,
        expired: bool,
        now: datetime,
    ) -> Result:
        action = notice.receipt.action
        try:
            raw = self._raw_mail.read(action.bucket_name, action.object_key, letter.MOST_READ)
        except Gone:
            raise Broken(NOT_KEPT) from None
        with content():
            mail = letter.read(notice, raw, place, expired, now)
            if letter.automatic(mail, self._mailer.sender):
                return Result.AUTOMATIC
            mail_id, lookups = mail.mail_id, mail.lookups
        arrival = self._arrival(mail, mail_id, lookups)
        if arrival.receipted:
            return Result.TAKEN_BEFORE
        if arrival.owner is None:
            return self._nobodys(mail, arrival)
        if arrival.taken_at:
            return self._answer_late(mail, arrival, arrival.owner, arrival.taken_at)
        release = arrival.release
        if release is None or release.seeker_id != arrival.owner.seeker_id:
            release = None
        unproved = release is None or release.how == "again"
        if unproved and (doubt := _doubt(mail, arrival)):
            self._hold(notice, arrival.owner.seeker_id, doubt, now, mail, release)
            return Result.HELD
        meaning = self._meaning(mail, arrival, arrival.owner, release)
        return self._finish(mail, arrival, arrival.owner, release, meaning)

    def _arrival(self, mail: Letter, mail_id: str, lookups: Sequence[str]) -> Arrival:
        """What it is judged from. What came to no address of ours, and was let in, is taken as
        mailed to who let it in.
        """
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
            known = arrival.sender_is if _trust(mail, [mail.wrote]).trusted else None
        self._hold(mail.notice, known, NO_ADDRESS, mail.now, mail)
        return Result.HELD

    # What it means.

    def _meaning(
        self, mail: Letter, arrival: Arrival, owner: Seeker, release: Release | None
    ) -> Meaning:
        person = Person.named_in(release) if release else None
        if release and person and (release.how == "theirs" or not mail.is_to_us):
            meaning = self._named(mail, owner, person, "in" if release.how == "theirs" else "out")
        elif isinstance(mail.place, ReplyTo):
            meaning = self._answer(mail, mail.place, owner, arrival.standing)
        elif person:
            meaning = self._about(mail, owner, person)
        else:
            meaning = self._capture(mail, arrival, owner)
        silent = not meaning.facts and not meaning.receipt
        if person and (silent or len(meaning.facts) > MOST_FACTS):
            # Whom it is about was said: what it says is kept, whatever it may mean.
            meaning = self._about(mail, owner, person, as_note=True)
        say = compose.words(Playbook.of(owner.playbook).language)
        inbox = f"{self._public_url}/inbox"
        if len(meaning.facts) > MOST_FACTS:
            told = Link(say.say("receipt.too-much", url=inbox), inbox)
            return Meaning(receipt=[told], held=TOO_MUCH)
        if not meaning.facts and not meaning.receipt:
            told = Link(say.say("receipt.unclear", url=inbox), inbox)
            return Meaning(receipt=[told], held=UNCLEAR)
        return meaning

    def _answer(
        self, mail: Letter, place: ReplyTo, owner: Seeker, standing: Standing | None
    ) -> Meaning:
        playbook = Playbook.of(owner.playbook)
        follow_up = FollowUp.read(standing.follow_up) if standing else None
        relationship = self._relationship(place.relationship_id, owner)
        if relationship is None:
            return Meaning()
        with content():
            history = History.of(relationship.facts)
            sent = self._as_sent(mail, owner, follow_up, standing)
            words = reply.new_text(mail.message, sent=sent)
            understood = commands.understand(
                words,
                now=mail.now,
                zone=playbook.zone,
                language=playbook.language,
                own_name=owner.name,
                people=understanding.names(history),
            )
        pending: Sequence[Standing] = ()
        if any(isinstance(one, commands.ListPending) for one in understood):
            pending = self._store.agenda(owner.seeker_id, MOST_PENDING)
        with content():
            if mail.forwarded and (
                author := capturing.author_in(mail, history, place.relationship_id)
            ):
                homes = {place.relationship_id: relationship}
                return capturing.meaning(self._captured_of(mail, owner), [author], "in", homes)
            matter = understanding.matter(
                place, follow_up, history, playbook, self._public_url, pending
            )
            source = Source(owner, mail.key, mail.now, causation_id=place.follow_up_id)
            meaning = Reader(matter, source, compose.words(playbook.language)).read(understood)
            meaning.receipt += coming(
                relationship, meaning.facts, matter.contact_id, playbook, mail.now
            )
        return meaning

    def _as_sent(
        self, mail: Letter, owner: Seeker, follow_up: FollowUp | None, standing: Standing | None
    ) -> str | None:
        """What is answered: what of it comes back is no answer. A reminder as it was composed; of
        what was settled, and of a receipt, what can be recognised.
        """
        if follow_up is None or standing is None:
            return own_words.within(reply.whole_text(mail.message), owner.name)
        reminder = compose.reminder(
            follow_up,
            standing.draft,
            owner,
            sender=self._mailer.sender,
            public_url=self._public_url,
            addresses=self._addresses,
            late=True,  # one line more than where it came in time
            now=mail.now,
        )
        return reply.as_sent(mime.read(reminder.as_bytes()))

    def _capture(self, mail: Letter, arrival: Arrival, owner: Seeker) -> Meaning:
        """What came to the seeker's own address: a copy, a forward, an interview, a command."""
        written_to, heard_from = capturing.people_of(mail, arrival.known)
        if written_to:
            return self._captured(mail, owner, written_to, "out")
        if heard_from:
            return self._captured(mail, owner, [heard_from], "in")
        if not mail.is_to_us:
            return Meaning()
        with content():
            told = capturing.interview(mail, owner, self._public_url)
        if told:
            entry, meaning = told
            self._store.propose(owner.seeker_id, mail.message.message_id, entry, mail.now)
            return meaning
        return self._asked(mail, owner)

    def _captured(
        self,
        mail: Letter,
        owner: Seeker,
        people: Sequence[Person],
        direction: capturing.Direction,
    ) -> Meaning:
        homes = dict.fromkeys(person.relationship_id for person in people)
        found = {home: self._relationship(home, owner) for home in homes}
        known = {home: one for home, one in found.items() if one}
        with content():
            return capturing.meaning(self._captured_of(mail, owner), people, direction, known)

    def _captured_of(self, mail: Letter, owner: Seeker) -> Captured:
        return Captured(mail, owner, self._public_url)

    def _named(
        self, mail: Letter, owner: Seeker, person: Person, direction: capturing.Direction
    ) -> Meaning:
        """A mail from or to somebody, as the seeker said when they let it in."""
        relationship = self._relationship(person.relationship_id, owner)
        if relationship is None:
            return Meaning()
        with content():
            return capturing.named(self._captured_of(mail, owner), person, direction, relationship)

    def _about(
        self, mail: Letter, owner: Seeker, person: Person, *, as_note: bool = False
    ) -> Meaning:
        """The seeker's own words about somebody, as they said when they let the mail in."""
        relationship = self._relationship(person.relationship_id, owner)
        if relationship is None:
            return Meaning()
        told = capturing.noted if as_note else capturing.about
        with content():
            return told(self._captured_of(mail, owner), person, relationship)

    def _asked(self, mail: Letter, owner: Seeker) -> Meaning:
        """A command that is about nobody in particular."""
        playbook = Playbook.of(owner.playbook)
        with content():
            asked = commands.understand(
                mail.words,
                now=mail.now,
                zone=playbook.zone,
                language=playbook.language,
                own_name=owner.name,
            )[:1]
        pending: Sequence[Standing] = ()
        if any(isinstance(one, commands.ListPending) for one in asked):
            pending = self._store.agenda(owner.seeker_id, MOST_PENDING)
        return Meaning(
            receipt=understanding.told_without_matter(asked, pending, playbook, mail.now)
        )

    def _relationship(self, relationship_id: str, owner: Seeker) -> Relationship | None:
        found = self._store.relationship(relationship_id)
        return found if found and found.seeker.seeker_id == owner.seeker_id else None

    # What is done about it.

    def _finish(
        self,
        mail: Letter,
        arrival: Arrival,
        owner: Seeker,
        release: Release | None,
        meaning: Meaning,
    ) -> Result:
        delivery = mail.notice.mail.message_id
        playbook = Playbook.of(owner.playbook)
        blocks = [*meaning.receipt, *self._undo_links(meaning.facts, playbook.language)]
        told = tuple(
            (block.text, block.url if isinstance(block, Link) else None) for block in blocks
        )
        mail_id = keys.let_in_as(delivery) if release else mail.mail_id
        held = None
        if meaning.held:
            with content():
                held = _held(mail.notice, owner.seeker_id, meaning.held, mail.now, mail)
        action = mail.notice.receipt.action
        place = (action.bucket_name, action.object_key)
        taken = TakenMail(mail_id, mail.now, told, seeker_id=owner.seeker_id, place=place)
        recording = Recording(
            meaning.facts,
            known=meaning.known,
            mail=taken,
            cap=ReceiptCap(
                owner.seeker_id, Wall.at(mail.now, playbook.zone).day, self._receipts_a_day
            ),
            held=held,
            let_in=(owner.seeker_id, delivery) if release else None,
        )
        try:
            answered = self._record(recording, taken)
        except AlreadyTaken:
            return Result.TAKEN_BEFORE  # another of us is at it
        except AlreadyRecorded:
            # The same words were let in twice: they count once.
            self._store.discard(owner.seeker_id, delivery)
            return Result.TAKEN_BEFORE
        if not answered:
            return Result.UNANSWERED
        about = (
            ReplyTo(meaning.facts[0].relationship_id, meaning.facts[0].correlation_id)
            if (meaning.facts)
            else None
        )
        self._tell(mail, owner, _to(arrival, owner, mail), blocks, mail_id, about)
        return Result.ASKED if held else Result.TAKEN

    def _undo_links(self, facts: Sequence[Fact], language: str) -> list[Link]:
        """A link for each relationship in which something was recorded that can be taken back."""
        first: dict[str, Fact] = {}
        for fact in facts:
            if fact.data.detail_type not in NOT_TAKEN_BACK:
                first.setdefault(fact.relationship_id, fact)
        urls = [f"{self._public_url}/undo/{home}/{fact.fact_id}" for home, fact in first.items()]
        say = compose.words(language)
        return [Link(say.say("receipt.undo", url=url), url) for url in urls]

    def _record(self, recording: Recording, taken: TakenMail) -> bool:
        """Record it; whether a receipt is still due today."""
        try:
            self._store.record(recording)
        except EnoughReceipts:
            silent = replace(taken, receipt=(), silent=True)
            self._store.record(replace(recording, cap=None, mail=silent))
            return False
        return True

    def _answer_late(
        self, mail: Letter, arrival: Arrival, owner: Seeker, taken_at: datetime
    ) -> Result:
        """Send the receipt that no Send event has shown: it says what was understood then."""
        if mail.now - taken_at < PATIENCE:
            raise ReceiptInDoubt(f"taken at {taken_at:%H:%M:%S}")
        told: list[Block] = [Link(text, url) if url else Say(text) for text, url in arrival.receipt]
        delivery = mail.notice.mail.message_id
        mail_id = keys.let_in_as(delivery) if arrival.let_in else mail.mail_id
        self._tell(mail, owner, _to(arrival, owner, mail), told, mail_id)
        return Result.TAKEN

    def _tell(
        self,
        mail: Letter,
        owner: Seeker,
        to: str,
        told: Sequence[Block],
        mail_id: str,
        about: ReplyTo | None = None,
    ) -> None:
        receipt = compose.receipt(
            owner,
            to,
            mail.message.subject,
            told,
            in_reply_to=mail.message.header("message-id"),
            sender=self._mailer.sender,
            now=mail.now,
            reply_to=self._answered_at(mail, owner, about),
        )
        self._mailer.send(receipt, {"seeker": owner.seeker_id, "mail": keys.digest(mail_id)})

    def _answered_at(self, mail: Letter, owner: Seeker, about: ReplyTo | None) -> str | None:
        """Where an answer to the receipt goes: to what the mail was about."""
        if self._addresses is None:
            return None
        place = mail.place if isinstance(mail.place, ReplyTo) else about
        if place is None:
            return self._addresses.capture(owner.seeker_id)
        return self._addresses.reply(place, mail.now)

    def _hold(
        self,
        notice: MailReceived,
        seeker_id: str | None,
        reason: str,
        now: datetime,
        mail: Letter,
        release: Release | None = None,
    ) -> None:
        with content():
            held = _held(notice, seeker_id, reason, now, mail)
        if release is None:
            self._store.hold(held)
        else:
            let_in = (release.seeker_id, notice.mail.message_id)
            self._store.record(Recording([], held=held, let_in=let_in))


def _held(
    notice: MailReceived, seeker_id: str | None, reason: str, now: datetime, mail: Letter | None
) -> HeldMail:
    action = notice.receipt.action
    return HeldMail(
        mail_id=notice.mail.message_id,
        seeker_id=seeker_id,
        reason=reason,
        received_at=now,
        bucket=action.bucket_name,
        key=action.object_key,
        notice=notice.model_dump_json(by_alias=True),
        **(letter.shown(mail) if mail else {}),  # type: ignore[arg-type]  # words, all of them
    )


def _to(arrival: Arrival, owner: Seeker, mail: Letter) -> str:
    """Who hears of it: the address that wrote, where it is a verified one of the owner's."""
    return mail.wrote if arrival.sender_is == owner.seeker_id else owner.address


def _trust(mail: Letter, verified: Sequence[str]) -> sender.Trust:
    verdicts = sender.Verdicts.of(mail.notice.receipt.model_dump())
    return sender.judge(mail.message, verdicts, verified)


def _doubt(mail: Letter, arrival: Arrival) -> str | None:
    """Why the mail may not change anything, in words for the seeker; None where it may."""
    owner = arrival.owner
    with content():
        verified = [mail.wrote] if owner and arrival.sender_is == owner.seeker_id else []
        trust = _trust(mail, verified)
        if not trust.trusted:
            return trust.sentence
        if mail.expired:
            return TOO_LATE
        if isinstance(mail.place, ReplyTo) and not mail.is_to_us:
            return NOT_ADDRESSED
        if loops.looks_automatic(mail.message.subject):
            return LOOKS_AUTOMATIC
    return None
