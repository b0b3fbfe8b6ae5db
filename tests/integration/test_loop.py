"""From an interview to a reminder in the mailbox and back, with the real handlers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

from rapport.events import MailEvent, MailEventDetail
from rapport.facts import Outcome, OutcomeRecorded, ReminderSent
from rapport.flows.account import Account
from rapport.flows.feedback import FeedbackTaker
from rapport.flows.recording import Source
from rapport.flows.visiting import Desk
from rapport.plan import Kind
from tests.integration.account import own_client
from tests.integration.faults import Faults
from tests.integration.people import ROGER, hours, interview_entry, log
from tests.integration.table import table_name
from tests.integration.world import World


def words(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def answered(mail: EmailMessage, text: str, sender: str = ROGER.address) -> bytes:
    """A reply to a mail, as a mail program writes it."""
    reply = EmailMessage()
    reply["From"] = sender
    reply["To"] = mail["Reply-To"]
    reply["Subject"] = f"Re: {mail['Subject']}"
    reply["Message-ID"] = f"<{abs(hash((text, mail['Reply-To'])))}@mail.example>"
    quoted = "".join(f"> {line}\n" for line in words(mail).splitlines())
    reply.set_content(f"{text}\n\nOn Wed, 4 Mar 2026 at 10:00, Rapport wrote:\n{quoted}")
    return reply.as_bytes()


def test_an_interview_becomes_one_reminder_per_interviewer(world: World) -> None:
    """Both interviewers get their thank-you reminder within a day, once each."""
    relationship = log(world.store, interview_entry(world.now - hours(1)), world.now, "first")
    world.settle()
    world.assert_schedules_equal_plan(relationship)
    world.advance(timedelta(days=2))
    subjects = sorted(mail["Subject"] for mail in world.mails)
    assert subjects == ["Thank Dana Reed (Northwind)", "Thank Stan Kowalski (Northwind)"]
    assert all(mail["To"] == ROGER.address for mail in world.mails)


def test_what_stands_is_what_the_facts_ask_for(world: World) -> None:
    """After everything came to rest nothing is left to change."""
    relationship = log(world.store, interview_entry(world.now - hours(1)), world.now, "first")
    world.settle()
    world.assert_nothing_to_change(relationship)


def test_what_lapses_after_its_reminder_is_dropped_with_a_reason(world: World) -> None:
    """A thank-you that was let pass leaves the list, though nothing else happens."""
    relationship = log(world.store, interview_entry(world.now - hours(1)), world.now, "first")
    world.settle()
    world.advance(timedelta(days=6))
    assert _planned(world, relationship) >= {"thank-you"}
    world.advance(timedelta(days=1, hours=2))
    assert not _planned(world, relationship) & {"thank-you"}
    (card,) = world.store.cards(ROGER.seeker_id, "against")
    reasons = [one["reason"] for one in card.body["reasons"] if one["kind"] == "thank-you"]
    assert len(reasons) == 2
    assert all("too late since" in reason for reason in reasons)
    world.assert_nothing_to_change(relationship)


def _planned(world: World, relationship: str) -> set[str]:
    kept = world.store.relationship(relationship)
    assert kept is not None
    return {standing.follow_up["kind"] for standing in kept.standing.values()}


def test_a_job_taken_is_known_everywhere(world: World) -> None:
    """What waits at other companies gives way to the news."""
    here = log(world.store, interview_entry(world.now - hours(1)), world.now, "first")
    there = log(world.store, interview_entry(world.now - hours(1), "Contoso"), world.now, "second")
    world.settle()
    assert "status-check" in _planned(world, there)
    kept = world.store.relationship(here)
    assert kept is not None
    opening_id = kept.facts[0].data.opening_id  # type: ignore[attr-defined]
    accepted = OutcomeRecorded(opening_id=opening_id, outcome=Outcome.ACCEPTED)
    world.record(Source(ROGER, "yes", world.now).fact(here, accepted))
    world.settle()
    assert "withdrawal-note" in _planned(world, there)
    assert "status-check" not in _planned(world, there)
    for one in (here, there):
        world.assert_nothing_to_change(one)


def test_done_by_mail_is_an_exchange_and_gets_a_receipt(world: World) -> None:
    """Answering "done" ends the follow-up, notes the exchange, and is confirmed by one mail."""
    relationship = log(world.store, interview_entry(world.now - hours(1)), world.now, "first")
    world.settle()
    world.advance(timedelta(days=1))
    reminder = next(mail for mail in world.mails if "Stan" in mail["Subject"])
    world.receive(answered(reminder, "done"), reminder["Reply-To"])
    world.settle()
    kept = world.store.relationship(relationship)
    assert kept is not None
    kinds = {fact.data.detail_type for fact in kept.facts}
    assert {"follow-up-answered", "exchange-recorded"} <= kinds
    assert "note-recorded" not in kinds, "nothing of the quoted reminder is taken for the answer"
    receipts = [mail for mail in world.mails if mail["Auto-Submitted"] == "auto-replied"]
    assert len(receipts) == 1
    assert "Done: Thank Stan Kowalski" in words(receipts[0])


def test_an_answer_from_somebody_else_is_held(world: World) -> None:
    """The interviewer who got the reminder forwarded can change nothing."""
    relationship = log(world.store, interview_entry(world.now - hours(1)), world.now, "first")
    world.settle()
    world.advance(timedelta(days=1))
    reminder = world.mails[0]
    before = world.store.relationship(relationship)
    world.receive(answered(reminder, "stop", "stan@northwind.example"), reminder["Reply-To"])
    world.settle()
    assert world.store.relationship(relationship) == before
    assert [held.seeker_id for held in world.store.held(ROGER.seeker_id)] == [ROGER.seeker_id]


def test_a_change_of_settings_or_words_reaches_the_next_reminder(world: World) -> None:
    """Whoever edits a timing or a template gets the next reminder by it, without another word."""
    at = world.now - hours(1)
    log(world.store, interview_entry(at), world.now, "first")
    world.settle()
    account = Account(world.store)
    own = "{% block subject %}Own{% endblock %}{% block mail %}My own words.{% endblock %}"
    changed = account.keep_words(ROGER, "en", "thank-you", own, was=None)
    slower = {**changed.playbook, "thank_you_after_hours": 44}
    Desk(world.store).change_settings(changed, changed.name, slower)
    world.settle()
    world.advance(timedelta(hours=30))
    assert world.mails == []
    world.advance(timedelta(hours=20))
    assert len(world.mails) == 2
    assert all("My own words." in words(mail) for mail in world.mails)


def test_each_of_a_seeker_s_addresses_may_answer(world: World) -> None:
    """Done, written from the office, is done; the receipt goes where the answer came from. A
    bounce there ends mail to the office, and no reminder.
    """
    office = "roger@office.example"
    theirs = replace(ROGER, others=(office,), version=2)
    world.store.add_address(theirs, office)
    entry = interview_entry(world.now - hours(1))
    relationship = log(world.store, entry, world.now, "first", theirs)
    world.settle()
    world.advance(timedelta(days=1))
    reminder = world.mails[0]
    world.receive(answered(reminder, "done", office), reminder["Reply-To"])
    world.settle()
    kept = world.store.relationship(relationship)
    assert kept is not None
    assert "follow-up-answered" in [fact.data.detail_type for fact in kept.facts]
    receipt = world.mails[-1]
    assert (receipt["To"], reminder["To"]) == (office, ROGER.address)
    bounce = {
        "eventType": "Bounce",
        "mail": {"messageId": "x", "destination": [office], "tags": {"seeker": [ROGER.seeker_id]}},
        "bounce": {"bounceType": "Permanent"},
    }
    FeedbackTaker(world.store).take(
        MailEvent(id="y", detail=MailEventDetail.model_validate(bounce)), world.now
    )
    seeker = world.store.seeker(ROGER.seeker_id)
    assert seeker is not None
    assert (set(seeker.stopped), seeker.mail_stopped) == ({office}, None)


def test_a_kind_that_was_unsubscribed_is_not_mailed_and_stands(world: World) -> None:
    """One click in the mail program: the next of its kind stands on the page only, and others are
    mailed as before.
    """
    log(world.store, interview_entry(world.now - hours(1)), world.now, "first")
    world.settle()
    seeker = world.store.seeker(ROGER.seeker_id)
    assert seeker is not None
    Account(world.store).mail(seeker, Kind.THANK_YOU, wanted=False)
    world.settle()
    world.advance(timedelta(days=2))
    assert world.mails == []
    standing = world.store.agenda(ROGER.seeker_id)
    assert len([one for one in standing if one.follow_up["kind"] == "thank-you"]) == 2
    world.advance(timedelta(days=7))
    assert ["where things stand" in mail["Subject"] for mail in world.mails] == [True]


def test_every_reminder_can_be_unsubscribed_and_no_receipt(world: World) -> None:
    """RFC 8058: what was not asked for carries the link; what answers the seeker does not."""
    log(world.store, interview_entry(world.now - hours(1)), world.now, "first")
    world.settle()
    world.advance(timedelta(days=1))
    for mail in world.mails:
        written = dict(mail.raw_items())["List-Unsubscribe"]
        assert re.fullmatch(r"<https://\S+/unsubscribe/thank-you/\w+>", str(written))
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    world.receive(answered(world.mails[0], "done"), world.mails[0]["Reply-To"])
    world.settle()
    assert world.mails[-1]["Auto-Submitted"] == "auto-replied"
    assert world.mails[-1]["List-Unsubscribe"] is None


def test_the_stop_switch_holds_reminders_back_and_loses_none(world: World) -> None:
    """While it is set nothing is mailed; when it is gone what was due comes, labelled late."""
    relationship = log(world.store, interview_entry(world.now - hours(1)), world.now, "first")
    world.settle()
    table = own_client("dynamodb")
    key = {"pk": {"S": "STOP"}, "sk": {"S": "MAIL"}}
    table.put_item(TableName=table_name(), Item={**key, "why": {"S": "too many complaints"}})
    world.advance(timedelta(days=2))
    assert world.mails == []
    assert _planned(world, relationship) >= {"thank-you"}
    table.delete_item(TableName=table_name(), Key=key)
    world.advance(timedelta(hours=20))
    assert len(world.mails) == 2
    assert all("late" in mail["Subject"].lower() for mail in world.mails)


def test_a_late_word_of_a_mail_does_not_hush_what_rings_anew(world: World, faults: Faults) -> None:
    """The function died before it could note the reminder, and its answer snoozed it before the
    mail service's word came: what went out is noted as what it was, and the snoozed one comes all
    the same, once, in its time.
    """
    both = interview_entry(world.now - hours(1))
    entry = both.model_copy(update={"interviewers": both.interviewers[:1]})
    relationship_id = log(world.store, entry, world.now, "first")
    world.settle()
    world.deaf_to_mail_events = True
    # It asks for the secret and what is due, claims, mails; noting it never comes about.
    world.before("send_reminder", lambda: faults.crash_at(3, "after"))
    (at,) = [at for at in world.schedules.values() if at - world.now < timedelta(days=1)]
    world.advance(at - world.now)
    (reminder,) = world.mails
    assert world.crashes == 1
    assert _reminded(world, relationship_id) == []
    world.receive(answered(reminder, "snooze for 3 days"), reminder["Reply-To"])
    world.settle()
    world.deaf_to_mail_events = False
    world.settle()
    (first,) = _reminded(world, relationship_id)
    kept = world.store.relationship(relationship_id)
    assert kept is not None
    standing = kept.standing[first.follow_up_id]
    assert standing.waits
    assert standing.occasion != first.occasion
    world.assert_schedules_equal_plan(relationship_id)
    world.advance(timedelta(days=4))
    assert [one.occasion for one in _reminded(world, relationship_id)] == [
        first.occasion,
        standing.occasion,
    ]
    sent = [mail for mail in world.mails if mail["Subject"] == reminder["Subject"]]
    assert len(sent) == 2


def _reminded(world: World, relationship_id: str) -> list[ReminderSent]:
    kept = world.store.relationship(relationship_id)
    assert kept is not None
    facts = sorted(kept.facts, key=lambda fact: fact.recorded_at)
    thanks = [fact.data for fact in facts if isinstance(fact.data, ReminderSent)]
    return [one for one in thanks if one.kind == "thank-you"]
