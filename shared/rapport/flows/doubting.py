"""Whether a mail may change anything: only what is proved to be the seeker's may. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rapport.flows.letter import Letter, content
from rapport.flows.reasons import LOOKS_AUTOMATIC, NOT_ADDRESSED, TOO_LATE
from rapport.mail import loops, sender
from rapport.mail.address import ReplyTo
from rapport.store import Arrival


def doubt(mail: Letter, arrival: Arrival) -> str | None:
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
        if loops.looks_automatic(mail.message.subject) or loops.sounds_automatic(mail.words):
            return LOOKS_AUTOMATIC
    return None


def is_proved(mail: Letter) -> bool:
    """Whether who wrote the mail is who it says."""
    return _trust(mail, [mail.wrote]).trusted


def _trust(mail: Letter, verified: Sequence[str]) -> sender.Trust:
    verdicts = sender.Verdicts.of(mail.notice.receipt.model_dump())
    return sender.judge(mail.message, verdicts, verified)
