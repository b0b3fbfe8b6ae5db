"""What became of a mail, as the mail service says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from rapport.events import MailEvent
from rapport.facts import Data, Fact, MailFeedback, ReminderSent, derive
from rapport.flows.reminding import sent_fact
from rapport.plan import FollowUp
from rapport.store import AlreadyRecorded, Recording, Seeker, Store
from rapport.store.keys import fold

Word = Literal["sent", "delivered", "bounced", "complained", "rejected"]

WORDS: dict[str, Word] = {
    "Send": "sent",
    "Delivery": "delivered",
    "Bounce": "bounced",
    "Complaint": "complained",
    "Reject": "rejected",
}
ENDS_MAIL: dict[Word, str] = {
    "bounced": "mails to this address came back",
    "complained": "this address reported our mail as unwanted",
}


class FeedbackTaker:
    """Notes what the mail service says of our mails."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def take(self, event: MailEvent, now: datetime) -> Word | None:
        """Note one word; None where it is of no mail of ours, or of no interest.

        A Send settles a claim or a receipt that was left in doubt. A lasting bounce or a complaint
        ends mailing to the address.
        """
        word = WORDS.get(event.detail.event_type)
        tag = {name: values[0] for name, values in event.detail.mail.tags.items() if values}
        if word is None or "seeker" not in tag:
            return None
        if word == "bounced" and event.detail.bounce.get("bounceType") != "Permanent":
            return None
        if word == "sent":
            if "mail" in tag:
                self._store.receipted(tag["mail"])
            if "follow_up" in tag:
                self._settle(tag, now)
        elif word != "delivered" and (seeker := self._store.seeker(tag["seeker"])):
            # Of who has left nothing is kept, however late it is heard.
            if word in ENDS_MAIL:
                self._stop_mail(seeker, event.detail.mail.destination, ENDS_MAIL[word])
            if "follow_up" in tag:
                self._note(tag, word, now)
        return word

    def _settle(self, tag: dict[str, str], now: datetime) -> None:
        standing = self._store.find_standing(tag["relationship"], tag["follow_up"])
        if standing is None or standing.occasion != tag["occasion"]:
            self._note_dropped(tag, now)
        elif standing.waits:
            fact = sent_fact(standing, FollowUp.read(standing.follow_up), now)
            self._store.reminded(standing, fact)

    def _note_dropped(self, tag: dict[str, str], now: datetime) -> None:
        """The plan has let go of the follow-up, or has it ring anew. The mail went out all the
        same: should the plan come back to it, it is not sent again.
        """
        if "kind" not in tag or self._store.seeker(tag["seeker"]) is None:
            return
        sent = ReminderSent(
            follow_up_id=tag["follow_up"], kind=tag["kind"], occasion=tag["occasion"]
        )
        self._record(tag, "reminded", sent, now)

    def _note(self, tag: dict[str, str], word: Word, now: datetime) -> None:
        said = MailFeedback(feedback=word, follow_up_id=tag["follow_up"], occasion=tag["occasion"])
        self._record(tag, word, said, now)

    def _record(self, tag: dict[str, str], part: str, data: Data, now: datetime) -> None:
        fact = Fact(
            fact_id=derive(tag["follow_up"], tag["occasion"], part),
            seeker_id=tag["seeker"],
            relationship_id=tag["relationship"],
            occurred_at=now,
            recorded_at=now,
            correlation_id=tag["occasion"],
            causation_id=tag["follow_up"],
            data=data,
        )
        try:
            self._store.record(Recording([fact]))
        except AlreadyRecorded:
            return

    def _stop_mail(self, seeker: Seeker, to: Sequence[str], why: str) -> None:
        went_to = {fold(one) for one in to}
        ended = {one: why for one in seeker.addresses if fold(one) in went_to}
        if ended.keys() - seeker.stopped.keys():
            stopped = {**ended, **seeker.stopped}
            self._store.change_seeker(replace(seeker, stopped=stopped, version=seeker.version + 1))
