"""Deleting everything leaves nothing, whatever dies on the way, and nobody else loses a thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest

from infra.catalogue.received import MAIL_DOMAIN, SAMPLE_SECRET
from rapport.events import MailEvent, MailEventDetail
from rapport.flows import leaving
from rapport.flows.account import Account
from rapport.flows.feedback import FeedbackTaker
from rapport.mail.address import Addresses, Keys
from rapport.store import Seeker, Session, Token
from tests.integration.account import own_client
from tests.integration.faults import Faults
from tests.integration.people import ROGER, hours, interview_entry, log
from tests.integration.table import everything
from tests.integration.test_loop import answered
from tests.integration.world import World

OLGA = Seeker("b" * 16, "olga@seeker.example", "Olga", {"zone": "Europe/Berlin"})


def of(seeker: Seeker) -> list[str]:
    """What in the table speaks of somebody, beside how far tend has come."""
    return [str(item) for item in everything() if seeker.seeker_id in str(item)]


def stranger() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "eve@evil.example", "x@y.example"
    mail["Subject"], mail["Message-ID"] = "Hello", "<stranger@evil.example>"
    mail.set_content("done")
    return mail.as_bytes()


def lived(world: World, *companies: str) -> Seeker:
    """Roger with all that somebody can have; Olga beside him. Roger as he is then."""
    for company in ("Contoso", *companies):
        log(world.store, interview_entry(world.now - hours(1), company), world.now, company)
    world.store.add_seeker(OLGA)
    log(world.store, interview_entry(world.now - hours(1)), world.now, "hers", OLGA)
    world.settle()
    world.advance(timedelta(days=1))
    reminder = next(mail for mail in world.mails if mail["To"] == ROGER.address)
    world.receive(answered(reminder, "done"), reminder["Reply-To"])
    capture = Addresses(MAIL_DOMAIN, Keys.read(SAMPLE_SECRET)).capture(ROGER.seeker_id)
    world.receive(stranger(), capture)
    world.settle()
    assert len(world.store.held(ROGER.seeker_id)) == 1
    account, store = Account(world.store), world.store
    account.make_token(ROGER, "A coach", "interviews", world.now)
    store.open_session("secret", Session(ROGER.seeker_id, world.now + timedelta(days=1)))
    store.propose(ROGER.seeker_id, "a mail", {"company": "Tailspin"}, world.now)
    theirs = replace(ROGER, others=("rog@work.example",), version=2)
    store.add_address(theirs, "rog@work.example")
    world.settle()
    assert isinstance(next(iter(store.tokens(ROGER.seeker_id).values())), Token)
    return theirs


def assert_gone(world: World) -> None:
    """Nothing of Roger is in the table, no schedule stands, no mail lies; Olga has it all."""
    assert of(ROGER) == []
    assert not any("rog@" in str(item) or "roger@" in str(item) for item in everything())
    assert not any("Contoso" in str(item) or "Tailspin" in str(item) for item in everything())
    raw = own_client("s3").list_objects_v2(Bucket="raw-mail").get("Contents", [])
    assert raw == []
    (hers,) = world.store.relationships_of(OLGA.seeker_id)
    world.assert_schedules_equal_plan(hers)
    world.assert_nothing_to_change(hers)
    assert world.store.seeker(OLGA.seeker_id) == OLGA


def test_nothing_is_left_of_who_left(world: World) -> None:
    """At once nobody is signed in, the address is free, no reminder goes out; soon all is gone."""
    roger = lived(world, "Fabrikam")
    mailed = [mail["To"] for mail in world.mails].count(ROGER.address)
    Account(world.store).leave(roger, world.now)
    assert world.store.visit(ROGER.seeker_id, "secret", world.now).seeker is None
    assert world.store.seeker_by_address("rog@work.example") is None
    world.settle()
    assert not any("Contoso" in str(item) for item in everything())
    world.advance(timedelta(hours=1))
    assert_gone(world)
    world.advance(timedelta(days=9))
    assert [mail["To"] for mail in world.mails].count(ROGER.address) == mailed
    assert of(ROGER) == []


@pytest.mark.parametrize("word", ["Send", "Bounce", "Complaint", "Reject"])
def test_what_is_heard_late_of_a_mail_brings_nothing_back(world: World, word: str) -> None:
    """Some complain weeks after they left: nothing is kept of it."""
    roger = lived(world)
    Account(world.store).leave(roger, world.now)
    world.settle()
    world.advance(timedelta(hours=1))
    assert_gone(world)
    tag = {
        "seeker": ROGER.seeker_id,
        "relationship": "c" * 16,
        "follow_up": "d" * 16,
        "occasion": "e" * 16,
        "kind": "thank-you",
    }
    told = {
        "eventType": word,
        "mail": {
            "messageId": "x",
            "destination": [ROGER.address],
            "tags": {name: [value] for name, value in tag.items()},
        },
        "bounce": {"bounceType": "Permanent"},
    }
    event = MailEvent(id="y", detail=MailEventDetail.model_validate(told))
    FeedbackTaker(world.store).take(event, world.now)
    assert of(ROGER) == []


def test_a_new_account_begins_anew_meanwhile(world: World) -> None:
    """Who signs up with the same address at once loses nothing to the deletion of the old one."""
    roger = lived(world)
    Account(world.store).leave(roger, world.now)
    again = Seeker("c" * 16, ROGER.address)
    world.store.add_seeker(again)
    home = log(world.store, interview_entry(world.now), world.now, "anew", again)
    world.settle()
    world.advance(timedelta(hours=2))
    assert of(ROGER) == []
    assert world.store.seeker_by_address(ROGER.address) == again
    world.assert_nothing_to_change(home)


CALLS = [
    *["GetItem", "Query", "Query", "DeleteObject", "DeleteObject", "BatchWriteItem"],
    *["Query", "BatchWriteItem", "Query"],
    *["Query", *["DeleteSchedule"] * 6, "Query", "BatchWriteItem"],
]
"""What the first step asks of AWS, with one relationship. After one is before the next."""


@pytest.mark.parametrize("call", range(len(CALLS)), ids=lambda n: f"{n}-{CALLS[n]}")
def test_a_crash_in_the_middle_is_made_up_for(world: World, faults: Faults, call: int) -> None:
    """Whatever step dies at whichever call, in the end nothing is left."""
    roger = lived(world)
    Account(world.store).leave(roger, world.now)
    world.before("plan_follow_ups", lambda: faults.crash_at(call, "before"))
    world.settle()
    world.advance(timedelta(hours=1))
    assert world.crashes == 1
    assert_gone(world)


def test_the_calls_of_a_step_are_known(world: World, faults: Faults) -> None:
    """No call is left out above."""
    roger = lived(world)
    Account(world.store).leave(roger, world.now)
    counted: list[str] = []
    world.before("plan_follow_ups", faults.calls.clear)
    world.after_call = lambda called: counted.extend(
        faults.calls if called == "plan_follow_ups" and not counted else ()
    )
    world.settle()
    assert counted == CALLS


def test_what_arrives_late_is_cleared_too(world: World) -> None:
    """Somebody's last words, stored while their place was being cleared, do not stay."""
    roger = lived(world)
    home = world.store.relationships_of(ROGER.seeker_id)[0]
    kept = world.store.relationship(home)
    assert kept is not None
    Account(world.store).leave(roger, world.now)
    world.settle()
    late = kept.facts[0].model_copy(update={"fact_id": "d" * 16, "recorded_at": world.now})
    world.record(late)
    world.settle()
    world.advance(timedelta(hours=1))
    assert_gone(world)


def test_it_goes_in_bounded_steps(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much there is, a step takes a bounded part and asks for the next."""
    monkeypatch.setattr(leaving, "RELATIONSHIPS_A_STEP", 1)
    monkeypatch.setattr(leaving, "MAILS_A_STEP", 1)
    roger = lived(world, "Fabrikam", "Tailspin")
    Account(world.store).leave(roger, world.now)
    world.settle()
    assert not any("Contoso" in str(item) for item in everything())
    world.advance(timedelta(hours=1))
    assert_gone(world)
