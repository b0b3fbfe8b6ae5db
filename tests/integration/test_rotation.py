"""The signing secret is rotated, and no reply is lost: not an old one, not one that is quicker."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from rapport.config import Answering
from rapport.mail.address import VALID_DAYS, ExpiredAddress, ForgedAddress, ReplyTo
from rapport.outside import clients
from rapport.outside.secret import LOOK_AGAIN, Signed, signed
from rapport.plan import Kind
from tests.integration.account import own_client
from tests.integration.afresh import START
from tests.integration.world import World

PLACE = ReplyTo("a" * 16, "b" * 16)
SEEKER = "c" * 16


def process(stack: dict[str, str]) -> Signed:
    """What a function holds that starts now."""
    return signed(Answering(stack["SECRET_ARN"], stack["MAIL_DOMAIN"], "https://rapport.example"))


def rotate(stack: dict[str, str]) -> None:
    """As the runbook's command does: one more key, which signs from now on."""
    client: Any = own_client("secretsmanager")
    old = client.get_secret_value(SecretId=stack["SECRET_ARN"])["SecretString"]
    new = json.dumps(
        {"current": "b", "keys": {"a": old, "b": "another-key"}}
        if not old.startswith("{")
        else {"current": "c", "keys": {**json.loads(old)["keys"], "c": "a-third-key"}}
    )
    client.update_secret(SecretId=stack["SECRET_ARN"], SecretString=new)


def test_a_reply_to_an_old_reminder_still_counts(world: World, stack: dict[str, str]) -> None:
    """Addresses and links that are out there are known after one rotation and after two."""
    before = process(stack)
    assert before.addresses is not None
    reply, capture = before.addresses.reply(PLACE, START), before.addresses.capture(SEEKER)
    link = before.unsubscribing.link(SEEKER, Kind.THANK_YOU)
    for _ in range(2):
        rotate(stack)
        after = process(stack)
        assert after.addresses is not None
        assert after.addresses.reply(PLACE, START) != reply, "the new key signs"
        assert after.addresses.read(reply, START) == PLACE
        assert after.addresses.read(capture, START).seeker_id == SEEKER  # type: ignore[union-attr]
        token = link.rpartition("/")[2]
        assert after.unsubscribing.read("thank-you", token) == (SEEKER, Kind.THANK_YOU)


def test_an_old_key_keeps_its_word_until_the_address_expires(
    world: World, stack: dict[str, str]
) -> None:
    """Rotation neither shortens nor lengthens how long a reminder can be answered: to the end of
    its last day. After that an answer is still known for whose it is, so that it is shown to them.
    """
    before = process(stack).addresses
    assert before is not None
    reply = before.reply(PLACE, START)
    rotate(stack)
    after = process(stack).addresses
    assert after is not None
    midnight = (START + timedelta(days=VALID_DAYS + 1)).replace(hour=0, minute=0)
    assert after.read(reply, midnight - timedelta(seconds=1)) == PLACE
    with pytest.raises(ExpiredAddress) as late:
        after.read(reply, midnight)
    assert late.value.place == PLACE


def test_a_key_that_was_taken_away_opens_nothing(world: World, stack: dict[str, str]) -> None:
    """Whoever stole a key loses it with the rotation that leaves it out."""
    before = process(stack).addresses
    assert before is not None
    reply = before.reply(PLACE, START)
    rotate(stack)
    client: Any = own_client("secretsmanager")
    kept = json.loads(client.get_secret_value(SecretId=stack["SECRET_ARN"])["SecretString"])
    del kept["keys"]["a"]
    client.update_secret(SecretId=stack["SECRET_ARN"], SecretString=json.dumps(kept))
    after = process(stack).addresses
    assert after is not None
    with pytest.raises(ForgedAddress):
        after.read(reply, START)


def test_a_reply_may_be_quicker_than_the_process_that_reads_it(
    world: World, stack: dict[str, str]
) -> None:
    """A process from before the rotation reads what one from after it signed."""
    running = process(stack)
    assert running.addresses is not None
    rotate(stack)
    world.wait_until(START + LOOK_AGAIN)
    started = process(stack)
    assert started.addresses is not None
    assert running.addresses.read(started.addresses.reply(PLACE, START), world.now) == PLACE


def test_forged_keys_do_not_have_the_secret_read_for_each(
    world: World, stack: dict[str, str]
) -> None:
    """Whoever makes up key ids costs us one call a minute, and is refused."""
    running = process(stack)
    assert running.addresses is not None
    forged = running.addresses.reply(PLACE, START).replace("reply+a", "reply+z")
    reads: list[str] = []
    events = clients.client("secretsmanager").meta.events
    events.register("before-call", lambda model, **_: reads.append(model.name))
    world.wait_until(START + timedelta(minutes=5))
    for _ in range(10):
        with pytest.raises(ForgedAddress):
            running.addresses.read(forged, world.now)
    assert reads == ["GetSecretValue"]
