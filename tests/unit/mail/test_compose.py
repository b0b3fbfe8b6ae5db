"""What a reminder says is known without writing the mail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from rapport.mail import compose, mime, reply
from rapport.mail.address import Addresses, Keys
from rapport.plan import FollowUp
from rapport.store import Seeker

WALL = {"local": "2026-11-24T09:13", "zone": "Europe/Berlin"}
FOLLOW_UP = {
    "any_day": True,
    "causes": ["xtkfo4hahdbkref5"],
    "contact_id": "c6zzsxyinm5dubwk",
    "due": WALL,
    "follow_up_id": "hdf3xk2ghsmnd5xw",
    "importance": 85,
    "kind": "thank-you",
    "latest": {"local": "2026-11-30T13:13", "zone": "Europe/Berlin"},
    "occasion": "xtkfo4hahdbkref5",
    "opening_id": "gyyfovb73gsvefgg",
    "ordinal": 1,
    "reason": "You met Zoë Müller – “Zo” – in round 1; a thank-you reads best within a day. " * 3,
    "relationship_id": "7p2g73h2wrrrlcrk",
    "title": "Thank Zoë Müller (Northwind)",
}
DRAFT: dict[str, Any] = {
    "channel": "mail",
    "own": False,
    "script": "Hello Zoë, is it a good moment?",
    "subject": "Good to talk to you",
    "text": "Hello Zoë,\n\nThank you.\n\n> what they said\nFrom here on: 1 < 2 & 3 = 3.\n\nBest",
    "to_mail": "zoe@northwind.example",
    "to_name": "Zoë Müller",
}
ADDRESSES = Addresses("in.rapport.example", Keys("a", {"a": b"k" * 32}))


@pytest.mark.parametrize("late", [True, False])
@pytest.mark.parametrize("addresses", [ADDRESSES, None], ids=["answered", "not answered"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_an_answer_is_held_against_the_very_words_of_the_mail(
    *, late: bool, addresses: Addresses | None, language: str
) -> None:
    """Text and page are those that a mail program shows, to the letter, without a mail having been
    put together and taken apart.
    """
    follow_up = FollowUp.read(FOLLOW_UP)
    seeker = Seeker("rj4xsfpd6usmp6qy", "roger@seeker.example", playbook={"language": language})
    text, page = compose.told(
        follow_up, DRAFT, seeker, public_url="https://r.example", addresses=addresses, late=late
    )
    mail = compose.reminder(
        follow_up,
        DRAFT,
        seeker,
        sender="reminders@rapport.example",
        public_url="https://r.example",
        addresses=addresses,
        late=late,
        now=datetime(2026, 11, 24, 9, tzinfo=UTC),
    )
    shown = mime.read(mail.as_bytes())
    assert ((shown.text or "").strip(), (shown.html or "").strip()) == (text.strip(), page.strip())
    assert reply.both_as_sent(text, page).split() == reply.as_sent(shown).split()
