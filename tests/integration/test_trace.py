"""What is logged of an answer ties it to what it answers, so that `make trace` shows one way."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest

from infra.trace import journey
from rapport.mail.address import ReplyTo
from tests.integration.people import ROGER, hours, interview_entry, log
from tests.integration.test_loop import answered
from tests.integration.test_mail_in import ADDRESSES
from tests.integration.world import World


@pytest.mark.parametrize(
    ("sender", "result"), [(ROGER.address, "taken"), ("stan@northwind.example", "held")]
)
def test_a_reply_is_seen_on_the_way_of_the_reminder_that_it_answers(
    world: World, monkeypatch: pytest.MonkeyPatch, sender: str, result: str
) -> None:
    """The follow-up leads to the answer, and from there to its receipt and to the facts that it
    became; to an answer that is held, too, and not to that of another follow-up.
    """
    relationship_id = log(world.store, interview_entry(world.now - hours(1)), world.now, "first")
    world.settle()
    world.advance(timedelta(days=1))
    reminders = world.mails
    for one in reminders:
        world.receive(answered(one, "done", sender), one["Reply-To"])
    said = io.StringIO()
    handler = world.load("inbound_mail").logger.registered_handler
    monkeypatch.setattr(handler, "stream", said)
    world.carry("InboundQueue")
    told = [
        line for text in said.getvalue().splitlines() if "message" in (line := json.loads(text))
    ]
    assert len(told) == len(reminders) == 2
    kept = world.store.relationship(relationship_id)
    assert kept is not None
    for number, one in enumerate(reminders):
        place = ADDRESSES.read(one["Reply-To"], world.now)
        assert isinstance(place, ReplyTo)
        (line,) = journey(told, place.follow_up_id)
        assert (line["mail_id"], line["result"]) == (f"ses-{1 + number}", result)
        became = {
            fact.correlation_id
            for fact in kept.facts
            if fact.causation_id == place.follow_up_id and fact.data.detail_type != "reminder-sent"
        }
        receipts = [sent.id for sent in world._sent()[len(reminders) :]]
        assert became == ({line["journey_id"]} if result == "taken" else set())
        assert line.get("receipt_id") == (receipts[number] if result == "taken" else None)
