"""The seeker's verified addresses: each signs them in, and each may be written from.

Whoever adds one shows that it is theirs by a link that is mailed to it. The answer to asking is the
same whatever is known of the address: only who reads its mail learns that it is somebody's.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from rapport.flows.account import change_seeker
from rapport.flows.signing_in import (
    ASKING_WINDOW,
    LINK_LASTS,
    MAILS_PER_ADDRESS,
    MAILS_PER_SOURCE,
    SECRET_BYTES,
)
from rapport.flows.visiting import Ticket
from rapport.mail import compose
from rapport.outside.mailer import Mailer, NotSent
from rapport.playbook import Playbook
from rapport.store import Seeker, Store
from rapport.store.keys import fold

MOST_ADDRESSES = 10


class NotThisOne(ValueError):
    """What was asked cannot be done with this address; the message says why, and the way out."""


class LinkLost(LookupError):
    """A link that is unknown, used, expired, or was asked for in another session."""


class OwnAddresses:
    """Adds, prefers and removes addresses."""

    def __init__(self, store: Store, mailer: Mailer) -> None:
        self._store = store
        self._mailer = mailer

    def ask(
        self,
        seeker: Seeker,
        address: str,
        *,
        ticket: Ticket,
        source: str,
        url: Callable[[str], str],
        now: datetime,
    ) -> bool:
        """Mail a link to `address`, to show that it is the seeker's, or that mail arrives there
        again; whether a mail went out.

        Raises:
            NotThisOne: it is theirs already, or they have as many as there may be.
        """
        own = _own(seeker, address)
        if own and own not in seeker.stopped:
            raise NotThisOne("this address is yours already")
        if own is None and len(seeker.addresses) >= MOST_ADDRESSES:
            raise NotThisOne(f"you have {MOST_ADDRESSES} addresses: remove one first")
        until = now + ASKING_WINDOW
        if not self._store.may_ask(f"source {source}", MAILS_PER_SOURCE, until, now):
            return False
        if not self._store.may_ask(f"address {fold(address)}", MAILS_PER_ADDRESS, until, now):
            return False
        token = secrets.token_urlsafe(SECRET_BYTES)
        self._store.offer_sign_in(token, own or address, _session(ticket), now + LINK_LASTS)
        if own:
            self._mailer.allow_again(own)
        message = compose.one_time_link(
            "address",
            own or address,
            url(token),
            sender=self._mailer.sender,
            minutes=int(LINK_LASTS.total_seconds() // 60),
            now=now,
            language=Playbook.of(seeker.playbook).language,
        )
        try:
            self._mailer.send(message, {"purpose": "address"})
        except NotSent:
            return False
        return True

    def confirm(self, seeker: Seeker, token: str, *, ticket: Ticket, now: datetime) -> str:
        """Use a link up: the address that it was mailed to is the seeker's, and gets mail again.

        Raises:
            LinkLost: the link is good for nothing, or not here.
            rapport.store.AddressTaken: the address signs somebody else in.
            Conflict: their settings were changed at the same moment.
        """
        address = self._store.take_sign_in(token, _session(ticket), now)
        if address is None:
            raise LinkLost
        own = _own(seeker, address)
        if own is None:
            others = (*seeker.others, address)
            added = replace(seeker, others=others, version=seeker.version + 1)
            self._store.add_address(added, address)
        elif own in seeker.stopped:
            change_seeker(
                self._store,
                seeker,
                lambda stands: replace(
                    stands,
                    stopped={name: why for name, why in stands.stopped.items() if name != own},
                ),
            )
        return address

    def prefer(self, seeker: Seeker, address: str) -> Seeker:
        """Send the reminders to another of the seeker's addresses. Raises NotThisOne."""

        def change(stands: Seeker) -> Seeker:
            own = _own(stands, address)
            if own is None:
                raise NotThisOne("this address is not yours: add it first")
            others = tuple(one for one in stands.addresses if one != own)
            return replace(stands, address=own, others=others)

        return change_seeker(self._store, seeker, change)

    def remove(self, seeker: Seeker, address: str) -> None:
        """Let an address go; one that is gone already is no error.

        Raises:
            NotThisOne: it is the one that gets the reminders, perhaps the last.
            Conflict: the settings were changed at the same moment.
        """
        own = _own(seeker, address)
        if own == seeker.address:
            raise NotThisOne("this one gets your reminders: choose another for them first")
        if own is None:
            return
        others = tuple(one for one in seeker.others if one != own)
        stopped = {name: why for name, why in seeker.stopped.items() if name != own}
        changed = replace(seeker, others=others, stopped=stopped, version=seeker.version + 1)
        self._store.drop_address(changed, own)


def _own(seeker: Seeker, address: str) -> str | None:
    """The seeker's own address that this one is, as they wrote it; None where there is none."""
    return next((one for one in seeker.addresses if fold(one) == fold(address)), None)


def _session(ticket: Ticket) -> str:
    """What such a link is good in: the session that asked, and for no sign-in."""
    return f"address {ticket.seeker_id} {ticket.secret}"
