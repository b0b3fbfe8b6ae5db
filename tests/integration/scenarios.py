"""What happens to a seeker, short: each scenario takes some functions another way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from unittest.mock import patch

from infra.catalogue.received import MAIL_DOMAIN, SAMPLE_SECRET
from rapport.facts import AdviceRecorded, FactRetracted, Outcome, OutcomeRecorded, derive
from rapport.flows import planning
from rapport.flows.account import Account
from rapport.flows.entries import Met
from rapport.flows.recording import Source
from rapport.flows.visiting import Desk
from rapport.mail.address import Addresses, Keys
from rapport.store import Release, Seeker, portions
from tests.integration.people import ROGER, hours, interview_entry, log, with_settings
from tests.integration.test_loop import answered
from tests.integration.world import World

Scenario = Callable[[World], None]
CAPTURE = Addresses(MAIL_DOMAIN, Keys.read(SAMPLE_SECRET)).capture(ROGER.seeker_id)


def logged(world: World, *companies: str, seeker: Seeker = ROGER) -> list[str]:
    """Interviews that ended an hour ago, each at another company; their relationships."""
    at = world.now - hours(1)
    made = []
    for company in companies:
        entry = interview_entry(at, company)
        met = entry.interviewers[1].model_copy(update={"mail": f"stan@{company.lower()}.example"})
        one = entry.model_copy(update={"interviewers": (met,)})
        made.append(log(world.store, one, world.now, company, seeker))
    world.settle()
    return made


def _changed(world: World, **settings: object) -> Seeker:
    before = world.store.seeker(ROGER.seeker_id)
    assert before is not None
    changed = with_settings(before, **settings)
    Desk(world.store).change_settings(before, before.name, changed.playbook)
    after = world.store.seeker(ROGER.seeker_id)
    assert after is not None
    return after


def reminder(world: World, about: str = "Thank") -> EmailMessage:
    """The first reminder with these words in its subject."""
    return next(
        mail
        for mail in world.mails
        if mail["Auto-Submitted"] == "auto-generated" and about in mail["Subject"]
    )


def mailed(world: World, text: str, subject: str, sender: str, **verdicts: str) -> None:
    """A mail of these words comes to the seeker's own address."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, CAPTURE, subject
    mail["Message-ID"] = f"<{derive(text, subject)}@mail.example>"
    mail.set_content(text)
    world.receive(mail.as_bytes(), CAPTURE, **verdicts)
    world.settle()


def a_reminder_is_answered(world: World) -> None:
    """An interview, its reminder, "done" by mail, the receipt."""
    logged(world, "Northwind")
    world.advance(hours(21))
    world.advance(hours(2))
    rung = reminder(world)
    world.receive(answered(rung, "done"), rung["Reply-To"])
    world.settle()
    world.advance(hours(2))


def a_reminder_is_snoozed(world: World) -> None:
    """The same follow-up rings twice, at the time that the seeker asked for."""
    logged(world, "Northwind")
    world.advance(hours(23))
    rung = reminder(world)
    world.receive(answered(rung, "snooze until Friday 8am"), rung["Reply-To"])
    world.settle()
    world.advance(timedelta(days=3))


def a_job_is_taken_and_given_up(world: World) -> None:
    """It is told to the other companies, and then taken back."""
    home, *_ = logged(world, "Northwind", "Contoso", "Fabrikam")
    kept = world.store.relationship(home)
    assert kept is not None
    opening_id = kept.facts[0].data.opening_id  # type: ignore[attr-defined]  # an interview
    taken = OutcomeRecorded(opening_id=opening_id, outcome=Outcome.ACCEPTED)
    yes = Source(ROGER, "yes", world.now).fact(home, taken)
    world.record(yes)
    world.settle()
    world.advance(hours(6))
    sorry = FactRetracted(retracts=yes.fact_id)
    world.record(Source(ROGER, "no", world.now).fact(home, sorry))
    world.settle()
    world.advance(hours(2))


def settings_change(world: World) -> None:
    """Slower thanks, later quiet hours and another zone reach every relationship."""
    logged(world, "Northwind", "Contoso")
    _changed(world, thank_you_after_hours=30, zone="America/New_York")
    world.settle()
    world.advance(timedelta(days=2))


def a_day_is_full(world: World) -> None:
    """Three thank-yous for a day that takes one: they go out on three days."""
    logged(world, "Northwind", "Contoso", "Fabrikam", seeker=_changed(world, reminders_a_day=1))
    world.settle()
    for _ in range(8):
        world.advance(hours(12))


def schedules_are_lost(world: World) -> None:
    """Somebody deletes every schedule; what is due meanwhile is missed, and said again; what lies
    beyond the horizon comes near; what was let pass lapses.
    """
    logged(world, "Northwind")
    world.lose_schedules()
    world.advance(timedelta(days=1))
    world.advance(timedelta(days=1))
    for _ in range(7):
        world.advance(timedelta(days=1))


def nobody_was_there(world: World) -> None:
    """Nine days with everything down: what rings then is pointless, and no longer planned."""
    logged(world, "Northwind")
    world.wait_until(world.now + timedelta(days=9))
    world.advance(hours(2))


def a_held_mail_is_let_in(world: World) -> None:
    """Nobody vouches for an answer; it is held, and its owner says that it is theirs."""
    logged(world, "Northwind")
    world.advance(hours(23))
    rung = reminder(world)
    world.receive(answered(rung, "done"), rung["Reply-To"], dmarc="FAIL")
    world.settle()
    (held,) = world.store.held(ROGER.seeker_id)
    world.wait_until(world.now + timedelta(minutes=1))
    assert world.store.let_in(held.mail_id, Release(ROGER.seeker_id, "mine"), world.now)
    world.send("InboundQueue", held.notice)
    world.settle()
    world.advance(hours(2))


def an_interview_is_mailed(world: World) -> None:
    """To the seeker's own address, from an address that is theirs."""
    told = "Date: 2026-03-03 10:00\nRound: 1\nMet: Stan Kowalski <stan@contoso.example>, rapport 5"
    mailed(world, told, "Interview: Contoso, data analyst", ROGER.address)
    world.advance(hours(24))


def many_facts_at_once(world: World) -> None:
    """Twenty-three pieces of advice in one transaction, more than one call to the bus takes."""
    (home,) = logged(world, "Northwind")
    kept = world.store.relationship(home)
    assert kept is not None
    stan = kept.facts[0].data.interviewers[0].contact_id  # type: ignore[attr-defined]
    source = Source(ROGER, "books", world.now)
    world.record(
        *(
            source.fact(home, AdviceRecorded(**_book(number, stan)), part=number)
            for number in range(23)
        )
    )
    world.settle()
    world.advance(hours(24))


def a_crowd_at_once(world: World) -> None:
    """More people than one event plans for, it being small: each asks for the rest."""
    with patch.object(portions, "WRITES", 6), patch.object(planning, "AT_ONCE", 2):
        met = tuple(Met(name=f"Stan {seat}", rapport=4) for seat in range(3))
        entry = interview_entry(world.now - hours(1)).model_copy(update={"interviewers": met})
        log(world.store, entry, world.now, "panel")
        world.settle()
        world.advance(hours(23))
        _changed(world, thank_you_after_hours=30)
        world.settle()
        world.advance(hours(2))


def _book(number: int, contact_id: str) -> dict[str, Any]:
    return {
        "advice_id": derive("book", number),
        "contact_id": contact_id,
        "kind": "book",
        "title": f"Book {number}",
    }


def a_mail_comes_back(world: World) -> None:
    """The address is gone for good: it was said of a reminder, and no other is sent."""
    logged(world, "Northwind")
    world.advance(hours(23))
    tags = {name: [value] for name, value in world.tags[0].items()}
    bounce = {
        "eventType": "Bounce",
        "bounce": {"bounceType": "Permanent", "bouncedRecipients": []},
        "mail": {"messageId": "bounced", "tags": tags, "destination": [ROGER.address]},
    }
    world.tell_of_mail(bounce)
    world.settle()
    world.advance(timedelta(days=8))


def the_seeker_leaves(world: World) -> None:
    """Everything of theirs is deleted, a held mail included, and nothing rings any more."""
    logged(world, "Northwind", "Contoso")
    mailed(world, "Stan called", "Hello", ROGER.address, dmarc="FAIL")
    seeker = world.store.seeker(ROGER.seeker_id)
    assert seeker is not None
    Account(world.store).leave(seeker, world.now)
    world.settle()
    world.advance(hours(2))
    world.advance(hours(24))


SCENARIOS: dict[str, Scenario] = {
    scenario.__name__.replace("_", " "): scenario
    for scenario in (
        a_reminder_is_answered,
        a_reminder_is_snoozed,
        a_job_is_taken_and_given_up,
        settings_change,
        a_day_is_full,
        schedules_are_lost,
        nobody_was_there,
        a_held_mail_is_let_in,
        an_interview_is_mailed,
        many_facts_at_once,
        a_crowd_at_once,
        a_mail_comes_back,
        the_seeker_leaves,
    )
}
