"""What comes in wrong is reported or held, by itself; what is right beside it goes on."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from infra.catalogue.received import MAIL_DOMAIN, SAMPLE_SECRET
from infra.catalogue.samples import DUE, FOLLOW_UP, LATER, RELATIONSHIP, SEEKER
from rapport.flows import reasons
from rapport.mail import sender
from rapport.mail.address import VALID_DAYS, Addresses, Keys, ReplyTo
from tests.integration.account import own_client
from tests.integration.afresh import Context
from tests.integration.people import SAMPLE_SEEKER, seed
from tests.integration.test_handlers import Sample, ear, facts, heard
from tests.integration.world import World

PRIVATE = "what-nobody-may-read-in-a-log"


# Queues and the stream.


def bodies(good: dict[str, Any]) -> list[str]:
    """Bodies that nobody can read: no JSON, no event, an event that does not say of what."""
    event = json.loads(good["body"])
    event["detail"] = {**event["detail"], "data": {"said": PRIVATE}} if "detail" in event else None
    event["receipt"] = {"recipients": [PRIVATE]}
    return [PRIVATE, "{}", f'["{PRIVATE}"]', json.dumps({"detail": PRIVATE}), json.dumps(event)]


@contextmanager
def log_of(module: ModuleType) -> Iterator[io.StringIO]:
    """What a function writes to its log."""
    (handler,) = module.logger.handlers
    log = io.StringIO()
    before = handler.setStream(log)
    yield log
    handler.setStream(before)


def planned(world: World) -> bool:
    return len(world.schedules) > 0


def reminded(world: World) -> bool:
    return len(world.mails) == 1


def stopped(world: World) -> bool:
    seeker = world.store.seeker(SEEKER)
    return seeker is not None and seeker.mail_stopped is not None


def held(world: World) -> bool:
    return len(world.store.held(SEEKER)) == 1


@pytest.mark.parametrize(
    ("victim", "took_effect"),
    [
        ("plan_follow_ups", planned),
        ("send_reminder", reminded),
        ("mail_feedback", stopped),
        ("inbound_mail", held),
    ],
)
def test_a_malformed_record_fails_alone(
    nobodys_world: World,
    sample: Sample,
    function: Callable[[str], ModuleType],
    victim: str,
    took_effect: Callable[[World], bool],
) -> None:
    """Each has a failure entry of its own, so the queue brings it again and lays it aside in the
    end; those around it are done. The log says why, and not what it held.
    """
    world = nobodys_world
    world.wait_until(DUE)
    seed(world.store)
    records = sample(victim)["Records"]
    own_client("s3").put_object(
        Bucket="raw-mail", Key="incoming/f0sample0receipt0000000000000000000000001", Body=b" \n"
    )
    wrong = bodies(records[0])
    # Whoever reads a word of the mail service leaves what it says of other things alone.
    wrong = wrong[:-1] if victim == "mail_feedback" else wrong
    bad = [
        {**records[0], "messageId": f"bad-{number}", "body": body}
        for number, body in enumerate(wrong)
    ]
    with log_of(function(victim)) as log:
        answer = world.call(victim, {"Records": [*bad[:2], *records, *bad[2:]]})
    failed = [one["itemIdentifier"] for one in answer["batchItemFailures"]]
    assert failed == [one["messageId"] for one in bad]
    assert took_effect(world)
    logged = log.getvalue()
    assert logged.count("record failed") == len(bad)
    assert PRIVATE not in logged


def test_a_malformed_stream_record_is_reported(
    function: Callable[[str], ModuleType], context: Context, sample: Sample
) -> None:
    """The stream goes on from there, and all that stands before it is out."""
    ear()
    records = sample("stream")["Records"]
    wrong: list[dict[str, Any]] = [
        {"type": {"S": "fact"}, "fact": {"S": PRIVATE}},
        {"type": {"S": "fact"}, "fact": {"S": "{}"}},
        {"type": {"S": "fact"}},
        {},
    ]
    for image, place in zip(wrong, (5, 6, 0, 14), strict=True):
        batch = [*records]
        change = {**batch[place]["dynamodb"], "NewImage": image}
        batch[place] = {**batch[place], "dynamodb": change}
        answer = function("publish_facts").handler({"Records": batch}, context)
        assert answer == {"batchItemFailures": [{"itemIdentifier": change["SequenceNumber"]}]}
        said = [one["detail"]["metadata"]["event_id"] for one in heard("ear")]
        before = [
            json.loads(one["dynamodb"]["NewImage"]["fact"]["S"])["fact_id"]
            for one in records[:place]
        ]
        assert said[:place] == before


# Settings.

NEEDED = {
    "web.app": "WHO_MAY_SIGN_UP",
    "inbound_mail": "SECRET_ARN",
    "publish_facts": "BUS_NAME",
    "plan_follow_ups": "HORIZON_DAYS",
    "send_reminder": "SENDER_ADDRESS",
    "mail_feedback": "TABLE_NAME",
    "tend": "SCHEDULE_GROUP",
}


def started(module: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A function's start, as its runtime does it."""
    root = Path(__file__).parents[2]
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
    return subprocess.run(
        [sys.executable, "-c", f"import {module}"],
        env={
            **clean,
            **environment,
            "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9",
            "AWS_DEFAULT_REGION": "eu-central-1",
            "PYTHONPATH": os.pathsep.join([str(root / "functions"), str(root / "shared")]),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("module", "name"), NEEDED.items())
def test_a_missing_setting_stops_the_start(stack: dict[str, str], module: str, name: str) -> None:
    """Before the first event, with an error that names the variable and who sets it."""
    ended = started(module, {one: value for one, value in stack.items() if one != name})
    assert ended.returncode == 1
    last = ended.stderr.strip().splitlines()[-1]
    assert f"MissingSetting: {name} is not set" in last
    assert "template.yaml" in last


def test_with_all_settings_a_function_starts(stack: dict[str, str]) -> None:
    """So that what was missing above was the one thing missing."""
    ended = started("tend", stack)
    assert ended.returncode == 0, ended.stderr


# Mails.

ADDRESSES = Addresses(MAIL_DOMAIN, Keys.read(SAMPLE_SECRET))
PLACE = ReplyTo(RELATIONSHIP, FOLLOW_UP)
GOOD = ADDRESSES.reply(PLACE, LATER)
OLD = ADDRESSES.reply(PLACE, LATER - timedelta(days=VALID_DAYS + 1))
FORGED = Addresses(MAIL_DOMAIN, Keys.read("x" * 64)).reply(PLACE, LATER)
NO_VERDICTS = dict.fromkeys(("spam", "virus", "spf", "dkim", "dmarc"))


@dataclass(frozen=True)
class Wrong:
    """A mail that is held: what is wrong with it, and why it is said to be held."""

    reason: str
    to: str = GOOD
    by: str = SAMPLE_SEEKER.address
    written_to: str | None = None
    said: str = "stop"
    headers: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, str | None] = field(default_factory=dict)
    owned: bool = True

    def raw(self) -> bytes:
        mail = EmailMessage()
        mail["From"], mail["To"] = self.by, self.written_to or self.to
        mail["Subject"], mail["Message-ID"] = "Re: Thank Stan Cole", "<one@mail.example>"
        for name, value in self.headers.items():
            mail[name] = value
        mail.set_content(self.said)
        return mail.as_bytes()


WRONG = {
    "unknown-address": Wrong(reasons.NO_ADDRESS, to=f"hello@{MAIL_DOMAIN}"),
    "unknown-address-and-sender": Wrong(
        reasons.NO_ADDRESS, to=f"hello@{MAIL_DOMAIN}", by="stan@northwind.example", owned=False
    ),
    "unknown-address-and-no-proof": Wrong(
        reasons.NO_ADDRESS, to=f"hello@{MAIL_DOMAIN}", verdicts={"dmarc": "FAIL"}, owned=False
    ),
    "expired-token": Wrong(reasons.TOO_LATE, to=OLD),
    "expired-token-from-a-stranger": Wrong(
        sender.SENTENCES[sender.Reason.UNKNOWN_SENDER], to=OLD, by="stan@northwind.example"
    ),
    "forged-token": Wrong(reasons.NO_ADDRESS, to=FORGED),
    "foreign-sender": Wrong(
        sender.SENTENCES[sender.Reason.UNKNOWN_SENDER], by="stan@northwind.example"
    ),
    "no-verdicts": Wrong(sender.SENTENCES[sender.Reason.NO_VERDICTS], verdicts=NO_VERDICTS),
    "dmarc-fail": Wrong(sender.SENTENCES[sender.Reason.DMARC_FAILED], verdicts={"dmarc": "FAIL"}),
    "dmarc-unknown": Wrong(sender.SENTENCES[sender.Reason.DMARC_UNKNOWN], verdicts={"dmarc": None}),
    "spam": Wrong(sender.SENTENCES[sender.Reason.SPAM], verdicts={"spam": "FAIL"}),
    "passed-on": Wrong(reasons.NOT_ADDRESSED, written_to="stan@northwind.example"),
    "unreadable": Wrong(
        "a mail has more than 500 headers", headers={f"X-{n}": "x" for n in range(600)}
    ),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_mail_that_proves_nothing_is_held(nobodys_world: World, wrong: Wrong) -> None:
    """It is kept with the reason, before who is addressed, else before who proved to have written
    it; it changes nothing and is not answered.
    """
    world = nobodys_world
    world.wait_until(DUE)
    seed(world.store)
    world.settle()
    before = world.store.relationship(RELATIONSHIP)
    world.receive(wrong.raw(), wrong.to, **wrong.verdicts)
    world.settle()
    (kept,) = world.store.held(SEEKER if wrong.owned else None)
    assert kept.reason == wrong.reason
    mail = own_client("s3").get_object(Bucket=kept.bucket, Key=kept.key)
    assert mail["Body"].read() == wrong.raw()
    assert world.store.held(None if wrong.owned else SEEKER) == []
    assert world.store.relationship(RELATIONSHIP) == before
    assert world.mails == []


def test_an_automatic_answer_is_let_be(nobodys_world: World) -> None:
    """An out-of-office notice is neither an answer nor worth one; nobody need look at it."""
    world = nobodys_world
    world.wait_until(DUE)
    seed(world.store)
    world.settle()
    before = world.store.relationship(RELATIONSHIP)
    for headers in ({"Auto-Submitted": "auto-replied"}, {"Precedence": "bulk"}):
        world.receive(Wrong("", said="done", headers=headers).raw(), GOOD)
        world.settle()
    assert world.store.relationship(RELATIONSHIP) == before
    assert world.store.held(SEEKER) == world.store.held(None) == []
    assert world.mails == []


def test_a_replayed_answer_counts_once(nobodys_world: World) -> None:
    """The same mail delivered again, under another id of the mail service, does nothing."""
    world = nobodys_world
    world.wait_until(DUE)
    seed(world.store)
    world.settle()
    good = Wrong("", said="Stan starts a new team in May.").raw()
    for _ in range(3):
        world.receive(good, GOOD)
        world.settle()
        world.wait_until(world.now + timedelta(hours=1))
    assert facts(world.store) == ["interview-logged", "note-recorded"]
    assert len(world.mails) == 1
    assert world.store.held(SEEKER) == []
