"""An incoming mail as it is read, before anybody is asked about it. Pure.

Whatever a mail holds, it can only break its own reading: `content` turns every fault in there into
`Broken`, so that the mail is put aside and the queue goes on. Faults outside come again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from rapport.events import MailReceived
from rapport.later import dataclass
from rapport.mail import commands, loops, mime, reply, sender
from rapport.mail.address import Addresses, BadAddress, Capture, ExpiredAddress, ReplyTo
from rapport.mail.forwarded import Forwarded, forwarded
from rapport.mail.mime import Mailbox, Message
from rapport.store import HeldMail
from rapport.store.keys import fold, mail_lookup

MOST_READ = mime.MAX_MAIL + 1
"""Bytes of a mail that are fetched: one more than is read, to see that it is too long."""
MOST_PEOPLE = 40
"""Addresses of one mail that are looked up."""
MOST_SHOWN = 2_000
"""Characters that are shown of a mail that is held."""


class Broken(ValueError):
    """The mail cannot be read; the message says why, and nothing of what it holds."""


@contextmanager
def content() -> Iterator[None]:
    """Around whatever works on what a mail holds, and on nothing outside.

    Raises:
        Broken: for every fault in there.
    """
    try:
        yield
    except mime.UnreadableMail as unreadable:
        raise Broken(str(unreadable)) from unreadable
    except Exception as fault:
        raise Broken(f"It could not be read ({type(fault).__name__}).") from fault


@dataclass(frozen=True)
class Letter:
    """A mail, read. `wrote` is the address that it says it is from, `expired` that its recipient
    address was ours and is too old.
    """

    notice: MailReceived
    message: Message
    place: ReplyTo | Capture | None
    expired: bool
    forwarded: Forwarded | None
    now: datetime

    @property
    def wrote(self) -> str:
        return self.message.from_[0].address if self.message.from_ else ""

    @property
    def mail_id(self) -> str:
        """What it is known by when it comes again. Nobody else's mail can take it: what is taken
        was proved to be from this address.
        """
        return f"{fold(self.wrote)} {self.message.message_id}"

    @property
    def key(self) -> str:
        """What makes taking it twice harmless."""
        return f"mail {self.mail_id}"

    @property
    def people(self) -> dict[str, Mailbox]:
        """To and Cc by address, in their order."""
        boxes = (*self.message.to, *self.message.cc)
        return {box.address: box for box in boxes[:MOST_PEOPLE]}

    @property
    def lookups(self) -> list[str]:
        """Where the people of this mail would be known from."""
        addresses = [*self.people, *([self.forwarded.author.address] if self.forwarded else [])]
        return [mail_lookup(address) for address in addresses]

    @property
    def is_to_us(self) -> bool:
        """Whether To or Cc name the address that it came to."""
        to = self.notice.receipt.recipients
        return any(sender.addressed(self.message, one) for one in to)

    @property
    def words(self) -> str:
        """The new text."""
        return reply.new_text(self.message)


def read(
    notice: MailReceived, raw: bytes, place: ReplyTo | Capture | None, expired: bool, now: datetime
) -> Letter:
    """The mail in `raw`. Raises whatever its content leads to: call it in `content`."""
    message = mime.read(raw)
    return Letter(notice, message, place, expired, forwarded(message), now)


def automatic(letter: Letter, own: str) -> bool:
    """Whether a machine wrote it. `own` is the address that our own mails come from."""
    envelope = letter.notice.mail.source
    reason = loops.automatic(letter.message, envelope_sender=envelope, own_addresses=(own,))
    if reason is not None:
        return True
    subject = letter.message.subject
    # The words are read only where the subject is one.
    if not loops.looks_automatic(subject) or not loops.is_notice(subject, letter.words):
        return False
    # "I am on leave until Monday" reads as a wish as well; nothing is lost with it.
    read = commands.understand(letter.words, now=letter.now, zone="UTC")
    return all(isinstance(one, commands.Note | commands.Snooze) for one in read)


def place_of(
    notice: MailReceived, addresses: Addresses | None, now: datetime
) -> tuple[ReplyTo | Capture | None, bool]:
    """What its recipient address stands for, and whether that has expired."""
    late: ReplyTo | None = None
    if addresses is None:
        return None, False
    for recipient in notice.receipt.recipients:
        try:
            return addresses.read(recipient, now), False
        except ExpiredAddress as expired:
            late = late or expired.place
        except BadAddress:
            continue
    return late, late is not None


def shown(letter: Letter) -> dict[str, str]:
    """What the mail says of itself, shortened for a list."""
    message = letter.message
    box = message.from_[0] if message.from_ else Mailbox("", "")
    return {
        "sender": (f"{box.name} <{box.address}>" if box.name else box.address)[:300],
        "subject": message.subject[:200],
        "dated": message.date.isoformat(timespec="minutes") if message.date else "",
        "excerpt": letter.words[:MOST_SHOWN],
    }


def held(
    notice: MailReceived, seeker_id: str | None, reason: str, now: datetime, mail: Letter | None
) -> HeldMail:
    """The mail as it is put aside; `mail` is None where it could not be read."""
    action = notice.receipt.action
    return HeldMail(
        mail_id=notice.mail.message_id,
        seeker_id=seeker_id,
        reason=reason,
        received_at=now,
        bucket=action.bucket_name,
        key=action.object_key,
        notice=notice.model_dump_json(by_alias=True),
        **(shown(mail) if mail else {}),  # type: ignore[arg-type]  # words, all of them
    )
