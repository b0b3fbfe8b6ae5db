"""What the seeker mails in, and what comes of it: answers, copies, forwards, questions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from itertools import product
from textwrap import fill
from typing import Any

import pytest

from infra.catalogue.received import MAIL_DOMAIN, SAMPLE_SECRET
from rapport.facts import Fact
from rapport.flows import meaning
from rapport.mail import markup, mime, reply
from rapport.mail.address import Addresses, Keys
from rapport.store import HeldMail, Release
from tests.integration.account import own_client
from tests.integration.faults import Faults
from tests.integration.people import ROGER, hours, interview_entry, log
from tests.integration.test_loop import answered, words
from tests.integration.world import World

ADDRESSES = Addresses(MAIL_DOMAIN, Keys.read(SAMPLE_SECRET))
CAPTURE = ADDRESSES.capture(ROGER.seeker_id)


class Mailbox:
    """Roger, three weeks after an interview with Dana and Stan, and what he mails in."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.relationship = log(
            world.store, interview_entry(world.now - hours(1)), world.now, "first"
        )
        world.settle()
        world.advance(timedelta(days=1))
        self._seen = len(world.mails)
        self._number = 0

    def reminder(self, about: str) -> EmailMessage:
        """The newest reminder that has this in its subject."""
        return [
            mail
            for mail in self.world.mails
            if about in mail["Subject"] and mail["Auto-Submitted"] == "auto-generated"
        ][-1]

    def answer(self, mail: EmailMessage, text: str) -> str:
        """Answer a mail; the receipt's words."""
        self.world.wait_until(self.world.now + timedelta(minutes=1))
        self.world.receive(answered(mail, text), mail["Reply-To"])
        return self.receipt()

    def send(
        self,
        text: str,
        *,
        to: str = CAPTURE,
        subject: str = "Hello",
        sender: str = ROGER.address,
        cc: str = "",
        envelope: str = CAPTURE,
        **verdicts: str | None,
    ) -> str:
        """Write a mail; the receipt's words, or nothing where none came."""
        self._number += 1
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, to, subject
        if cc:
            mail["Cc"] = cc
        mail["Message-ID"] = f"<{self._number}@mail.example>"
        mail.set_content(text)
        self.world.wait_until(self.world.now + timedelta(minutes=1))
        self.world.receive(mail.as_bytes(), envelope, **verdicts)
        return self.receipt()

    def receipt(self) -> str:
        self.world.settle()
        came = self.world.mails[self._seen :]
        self._seen = len(self.world.mails)
        assert len(came) <= 1, "one mail per mail"
        return words(came[0]) if came else ""

    def skip_reminders(self) -> None:
        """Look past the reminders that came meanwhile."""
        self.world.settle()
        self._seen = len(self.world.mails)

    @property
    def newest(self) -> EmailMessage:
        return self.world.mails[-1]

    @property
    def facts(self) -> list[Fact]:
        kept = self.world.store.relationship(self.relationship)
        assert kept is not None
        return sorted(kept.facts, key=lambda fact: fact.recorded_at)

    def kinds(self) -> list[str]:
        """What was recorded since the interview, reminders left out."""
        dull = ("interview-logged", "reminder-sent", "mail-feedback")
        return sorted(
            fact.data.detail_type for fact in self.facts if fact.data.detail_type not in dull
        )

    def pending(self) -> set[str]:
        kept = self.world.store.relationship(self.relationship)
        assert kept is not None
        return {one.follow_up["title"] for one in kept.standing.values()}

    def held(self) -> list[HeldMail]:
        return self.world.store.held(ROGER.seeker_id)

    def let_in(self, held: HeldMail, how: Any, name: str = "") -> str:
        """Let a held mail in, as the inbox page does; the receipt's words."""
        kept = self.world.store.relationship(self.relationship)
        assert kept is not None
        found = [card for card in kept.cards.values() if name and name in card.body.get("name", "")]
        person = (self.relationship, found[0].card_id) if found else (None, None)
        self.world.wait_until(self.world.now + timedelta(minutes=1))
        release = Release(ROGER.seeker_id, how, *person)
        assert self.world.store.let_in(held.mail_id, release, self.world.now)
        url = own_client("sqs").get_queue_url(QueueName="InboundQueue")["QueueUrl"]
        own_client("sqs").send_message(QueueUrl=url, MessageBody=held.notice)
        return self.receipt()


@pytest.fixture
def roger(world: World) -> Mailbox:
    return Mailbox(world)


# Receipts.


def test_a_receipt_says_what_comes_next(roger: Mailbox) -> None:
    """After what was recorded, not as it stood before: the thank-you is done, so the next is said,
    with its day, and it is what the plan says a moment later.
    """
    receipt = roger.answer(roger.reminder("Thank Stan"), "done")
    (line,) = re.findall(r"^Next, (.+)$", receipt, re.MULTILINE)[:1]
    when, _, title = line.partition(": ")
    assert title.rstrip(".") in roger.pending()
    assert "Thank Stan" not in line
    assert re.search(r"\d{2}:\d{2}$", when)


def test_every_receipt_of_something_recorded_can_take_it_back(roger: Mailbox) -> None:
    """By its link, and by the answer "undo"."""
    for receipt in (
        roger.answer(roger.reminder("Thank Stan"), "Stan said I was light on SQL."),
        roger.send("Dear Dana, thank you", to="dana@northwind.example", subject="Thank you"),
    ):
        assert re.search(rf"/undo/{roger.relationship}/\w+", receipt)
    recorded = roger.kinds()
    undone = roger.answer(roger.newest, "undo")
    assert "Taken back" in undone
    assert "/undo/" not in undone, "what takes back is not taken back by a link"
    assert roger.kinds().count("fact-retracted") == recorded.count("follow-up-answered") + 1
    assert any("Thank Dana" in title for title in roger.pending()), "it waits again"


def test_undo_takes_back_the_last_mail_of_its_thread(roger: Mailbox) -> None:
    """Twice takes back the one before; what other mails recorded stays; then nothing is left."""
    stan = roger.reminder("Thank Stan")
    roger.answer(stan, "Stan said I was light on SQL.")
    roger.answer(stan, "He recommended 'The Goal'.")
    roger.answer(roger.reminder("Thank Dana"), "done")
    standing = {fact.data.detail_type for fact in standing_facts(roger)}
    assert {"feedback-recorded", "advice-recorded", "follow-up-answered"} <= standing
    roger.answer(stan, "undo")
    standing = {fact.data.detail_type for fact in standing_facts(roger)}
    assert "advice-recorded" not in standing
    assert "feedback-recorded" in standing
    roger.answer(stan, "please undo")
    standing = {fact.data.detail_type for fact in standing_facts(roger)}
    assert "feedback-recorded" not in standing
    assert "follow-up-answered" in standing, "Dana's thread is another"
    assert "nothing to take back" in roger.answer(stan, "undo that")


def standing_facts(roger: Mailbox) -> list[Fact]:
    taken_back = {getattr(fact.data, "retracts", None) for fact in roger.facts}
    return [fact for fact in roger.facts if fact.fact_id not in taken_back]


def test_a_receipt_can_be_answered(roger: Mailbox) -> None:
    """The answer is about what the receipt was about, also where that was a copy."""
    roger.send("Dear Dana, thank you", to="dana@northwind.example", subject="Thank you")
    receipt = roger.answer(roger.newest, "She recommended 'The Goal'.")
    assert "Advice from Dana Reed: The Goal (book)." in receipt


def test_receipts_are_capped_per_day(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the cap nothing is mailed and everything is recorded; the next day has its own."""
    monkeypatch.setenv("RECEIPTS_A_DAY", "2")
    roger = Mailbox(world)
    stan = roger.reminder("Thank Stan")
    receipts = [roger.answer(stan, f"He starts a team of {number}.") for number in range(4)]
    assert [bool(receipt) for receipt in receipts] == [True, True, False, False]
    assert roger.kinds() == ["note-recorded"] * 4
    world.advance(timedelta(days=1))
    roger.receipt()
    assert roger.answer(stan, "He starts a team of five.")


def test_each_verified_address_may_write(roger: Mailbox) -> None:
    """And hears of it there; one that was taken away may not any more."""
    reminder = roger.reminder("Thank Stan")
    answer = {"to": reminder["Reply-To"], "envelope": reminder["Reply-To"]}
    seeker = roger.world.store.seeker(ROGER.seeker_id)
    assert seeker is not None
    added = replace(seeker, version=seeker.version + 1, others=("roger@work.example",))
    roger.world.store.add_address(added, "roger@work.example")
    roger.skip_reminders()
    receipt = roger.send("He starts a team.", sender="Roger@Work.example", **answer)
    assert "kept as a note" in receipt
    assert str(roger.newest["To"]).lower() == "roger@work.example"
    dropped = replace(added, version=added.version + 1, others=())
    roger.world.store.drop_address(dropped, "roger@work.example")
    roger.skip_reminders()
    assert roger.send("He starts two.", sender="roger@work.example", **answer) == ""
    assert len(roger.held()) == 1


# Asked back.


def test_list_says_what_is_pending(roger: Mailbox) -> None:
    """What was reminded of, then what is to come; in a reply and in a mail of its own."""
    for receipt in (
        roger.answer(roger.reminder("Thank Stan"), "list"),
        roger.send("What is next?"),
    ):
        waiting, planned = receipt.split("What is planned next:")
        assert re.search(r"\w+ \d+ \w+, \d{2}:\d{2}: Thank Stan Kowalski", waiting)
        assert "What is waiting for you:" in waiting
        assert "Thank Stan Kowalski" not in planned
    assert roger.kinds() == []
    assert roger.held() == []


def test_help_says_what_can_be_said(roger: Mailbox) -> None:
    """With every way in."""
    receipt = roger.send("help")
    for way in ("snooze", "undo", "list", "Bcc", "forward", "Interview: "):
        assert way in receipt


@pytest.mark.parametrize(
    ("answer", "gone"),
    [
        ("stop person", {"Thank Stan"}),
        ("Stop kind.", {"Thank Stan"}),
        ("stop everything", {"Thank Stan", "Thank Dana"}),
        ("this person", {"Thank Stan"}),
    ],
)
def test_a_bare_stop_is_asked_back(roger: Mailbox, answer: str, gone: set[str]) -> None:
    """It stops nothing; one of the answers that it names does."""
    stan = roger.reminder("Thank Stan")
    receipt = roger.answer(stan, "stop")
    assert "“stop person”" in receipt
    assert roger.kinds() == []
    roger.answer(roger.newest, answer)
    left = {title[:10] for title in roger.pending() if title.startswith("Thank")}
    assert left == {"Thank Stan", "Thank Dana"} - gone


def test_stop_names_another_person(roger: Mailbox) -> None:
    """Who is named is meant; an unknown name stops nobody."""
    assert "nobody here who is called Olga" in roger.answer(
        roger.reminder("Thank Stan"), "stop reminding me about Olga"
    )
    receipt = roger.answer(roger.reminder("Thank Stan"), "stop reminding me about Dana")
    assert "No more reminders about Dana Reed" in receipt
    assert not any("Dana" in title for title in roger.pending() if "Thank" in title)
    assert any("Thank Stan" in title for title in roger.pending())


def test_an_outcome_counts_when_it_is_confirmed(roger: Mailbox) -> None:
    """The words are a note and a question; "yes" to the receipt, and nothing else, records it."""
    receipt = roger.answer(roger.reminder("Thank Stan"), "They turned me down.")
    assert "Northwind, Data engineer" in receipt
    assert re.search(rf"/openings/{roger.relationship}/\w+\?outcome=declined", receipt)
    assert roger.kinds() == ["note-recorded"]
    receipt = roger.answer(roger.newest, "yes")
    assert "they said no" in receipt
    assert "outcome-recorded" in roger.kinds()


def test_yes_to_nothing_changes_nothing(roger: Mailbox) -> None:
    """No question stands, or a newer mail came after it."""
    stan = roger.reminder("Thank Stan")
    assert "asked nothing" in roger.answer(stan, "yes")
    roger.answer(stan, "They turned me down.")
    roger.answer(stan, "It was raining.")
    assert "asked nothing" in roger.answer(stan, "ja")
    assert "outcome-recorded" not in roger.kinds()


@pytest.mark.parametrize(
    "answer", ["Hi,\n\ndone\n\nRoger", "done\n\nBest, Roger", "Hi Rapport, done"]
)
def test_nobody_is_asked_about_their_own_name(roger: Mailbox, answer: str) -> None:
    """It signs the mail, with or without a sign-off above, and is no note."""
    receipt = roger.answer(roger.reminder("Thank Stan"), answer)
    assert "Done: Thank Stan" in receipt
    assert "note" not in receipt
    assert "note-recorded" not in roger.kinds()


@pytest.mark.parametrize("answer", ["I left him a voicemail.", "called him, no answer"])
def test_a_call_that_reached_nobody_is_no_contact(roger: Mailbox, answer: str) -> None:
    """It is kept as a note, the reminder stays, and the receipt says so."""
    receipt = roger.answer(roger.reminder("Thank Stan"), answer)
    assert "you tried to reach Stan Kowalski" in receipt
    assert "still waits for you: Thank Stan" in receipt
    assert roger.kinds() == ["note-recorded"]
    assert any("Thank Stan" in title for title in roger.pending())


def unmarked(roger: Mailbox, mail: EmailMessage, text: str) -> str:
    """Answer with all of the mail below, unmarked, as some programs do; the receipt's words."""
    return roger.send(
        f"{text}\n\n{words(mail)}",
        to=mail["Reply-To"],
        envelope=mail["Reply-To"],
        subject=f"Re: {mail['Subject']}",
    )


def test_history_without_marks_is_no_note(roger: Mailbox) -> None:
    """Neither of a reminder that was settled, nor of a receipt, nor of one that waits."""
    stan = roger.reminder("Thank Stan")
    assert "note" not in unmarked(roger, stan, "done")
    receipt = roger.newest
    assert "note" not in unmarked(roger, stan, "He recommended 'The Goal'.")
    assert "note" not in unmarked(roger, receipt, "He recommended 'Deep Work'.")
    assert roger.kinds().count("advice-recorded") == 2
    assert "note-recorded" not in roger.kinds()
    said = unmarked(roger, receipt, "It rained all day.")
    assert "“It rained all day.”" in said


@pytest.mark.parametrize("marked", [True, False])
def test_an_answer_between_the_lines_of_a_reminder_is_recorded(
    roger: Mailbox, marked: bool
) -> None:
    """Typed right into what was quoted, in its page or in its text, and nothing else is."""
    stan = roger.reminder("Thank Stan")
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = ROGER.address, stan["Reply-To"], "Re: Stan"
    answer["Message-ID"] = "<between@mail.example>"
    if marked:
        part = stan.get_body(("html",))
        assert part is not None
        page = str(part.get_content()).replace("</p>", "</p><p>He recommended 'The Goal'.</p>", 1)
        answer.set_content(f"<div><br></div><blockquote type=cite>{page}</blockquote>", "html")
    else:
        text = words(stan).replace("\n\n", "\n\nHe recommended 'The Goal'.\n\n", 1)
        head = f"From: Rapport <r@in.example>\nSent: Today\nTo: {ROGER.address}\nSubject: Stan"
        answer.set_content(f"{head}\n\n{text}")
    roger.world.wait_until(roger.world.now + timedelta(minutes=1))
    roger.world.receive(answer.as_bytes(), stan["Reply-To"])
    assert "The Goal" in roger.receipt()
    assert roger.kinds().count("advice-recorded") == 1
    assert not {"note-recorded", "follow-up-answered"} & set(roger.kinds())


def test_no_line_of_a_reminder_is_taken_for_an_answer(roger: Mailbox) -> None:
    """However a program wraps it, below a block of headers or in a quote, text or page."""
    head = f"From: Rapport <r@in.example>\nSent: Today\nTo: {ROGER.address}\nSubject: Stan"
    for about in ("Thank Stan", "Thank Dana"):
        message = mime.read(roger.reminder(about).as_bytes())
        sent, page = reply.as_sent(message), markup.read(message.html or "", whole=True)
        texts = ((message.text or "").splitlines(), [line.text for line in page.lines])
        for width, text in product(range(24, 120), texts):
            wrapped = "\n".join(fill(line, width) for line in text)
            assert reply.new_text(f"ok\n\n{head}\n\n{wrapped}", sent=sent) == "ok"
        body = (message.html or "").partition("</head>")[2]
        quote = f"<p>ok</p><blockquote type=cite>{body}</blockquote>"
        assert reply.new_text(replace(message, text=None, html=quote), sent=sent) == "ok"


def test_what_stands_behind_a_command_is_kept(roger: Mailbox) -> None:
    """The reason for a skip is a note, and who called meanwhile is an exchange."""
    receipt = roger.answer(roger.reminder("Thank Stan"), "Skip - he left the company")
    assert "Let go: Thank Stan" in receipt
    assert "“he left the company”" in receipt
    receipt = roger.answer(roger.reminder("Thank Dana"), "snooze 3 days, Dana called me")
    assert "Noted that Dana Reed was in touch" in receipt


@pytest.mark.parametrize("answer", ["done", "skip", "snooze 3 days"])
def test_undo_says_what_waits_again(roger: Mailbox, answer: str) -> None:
    """By its title, also where the answer had settled the reminder."""
    stan = roger.reminder("Thank Stan")
    roger.answer(stan, answer)
    undone = roger.answer(stan, "undo")
    assert "This waits for you again: Thank Stan" in undone
    assert any("Thank Stan" in title for title in roger.pending())


def test_what_was_settled_before_leads_on(roger: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """The receipt says what comes next with the person, or where the plan is when nothing does."""
    stan = roger.reminder("Thank Stan")
    roger.answer(stan, "done")
    receipt = roger.answer(stan, "snooze 3 days")
    assert "taken care of before" in receipt
    assert "Next, " in receipt
    assert "Stan" in receipt.partition("Next, ")[2]
    monkeypatch.setattr(meaning, "coming", lambda *_, **__: [])
    receipt = roger.answer(stan, "snooze 4 days")
    assert "Nothing else is planned" in receipt
    assert "/plan" in receipt


def test_an_empty_answer_is_said_to_be_empty(roger: Mailbox) -> None:
    """The seeker's own mail is never left without a word."""
    assert "no new words" in roger.answer(roger.reminder("Thank Stan"), " ")
    assert roger.held() == []


# Copies and forwards.


def test_a_copy_does_what_it_answers(roger: Mailbox) -> None:
    """By the draft's subject, though another follow-up about the person is due too."""
    kept = roger.world.store.relationship(roger.relationship)
    assert kept is not None
    draft = next(
        one.draft
        for one in kept.standing.values()
        if one.follow_up["title"].startswith("Thank Stan")
    )
    receipt = roger.send(
        draft["text"], to="Stan Kowalski <stan@northwind.example>", subject=draft["subject"]
    )
    assert "Noted that you wrote to Stan Kowalski. So this is done: Thank Stan" in receipt
    assert roger.kinds() == ["exchange-recorded", "follow-up-answered"]
    exchange = next(fact.data for fact in roger.facts if "exchange" in fact.data.detail_type)
    done = next(fact.data for fact in roger.facts if "answered" in fact.data.detail_type)
    assert getattr(exchange, "follow_up_id", "") == getattr(done, "follow_up_id", None)
    assert not any("Thank Stan" in title for title in roger.pending())
    assert any("Thank Dana" in title for title in roger.pending())


def test_a_copy_in_own_words_does_what_is_due(roger: Mailbox) -> None:
    """Whoever is in Cc was written to as well, and so were several at once."""
    receipt = roger.send(
        "It was a pleasure.",
        to="dana@northwind.example",
        cc="stan@northwind.example, who@elsewhere.example",
        subject="Yesterday",
    )
    assert "Dana Reed" in receipt
    assert "Stan Kowalski" in receipt
    assert not any(title.startswith("Thank") for title in roger.pending())
    assert len(re.findall("/undo/", receipt)) == 1


def test_a_copy_is_never_read_for_commands(roger: Mailbox) -> None:
    """What the seeker writes to somebody is not said to us."""
    roger.send("stop\n\nThey turned me down.", to="dana@northwind.example", subject="stop")
    assert set(roger.kinds()) <= {"exchange-recorded", "follow-up-answered"}


def test_a_copy_to_nobody_known_is_asked_back(roger: Mailbox) -> None:
    """Kept and listed, with a link to say whom it was to; that said, it is recorded."""
    receipt = roger.send("Dear Mr Kowalski", to="s.kowalski@private.example", subject="Hello")
    assert "/inbox" in receipt
    (held,) = roger.held()
    assert (held.subject, held.excerpt) == ("Hello", "Dear Mr Kowalski")
    assert roger.kinds() == []
    assert "Noted that you wrote to Stan Kowalski" in roger.let_in(held, "mine", "Stan")
    assert roger.held() == []
    assert "exchange-recorded" in roger.kinds()
    again = roger.send("Me again", to="s.kowalski@private.example", subject="Again")
    assert "Noted that you wrote to Stan Kowalski" in again, "the address is known from now on"


def test_a_copy_about_an_interview_is_a_copy(roger: Mailbox) -> None:
    """Whom it was written to says what it is; its subject makes no interview of it."""
    subject = "Interview: thank you, and one more question"
    receipt = roger.send("What are the next steps?", to="stan@northwind.example", subject=subject)
    assert "Noted that you wrote to Stan Kowalski" in receipt or "Done: Thank Stan" in receipt
    assert "/log?proposal" not in receipt
    assert "exchange-recorded" in roger.kinds()
    unknown = roger.send("And yours?", to="s.kowalski@private.example", subject=subject)
    assert "/inbox" in unknown, "asked back, as every copy to nobody known"
    assert "/log?proposal" not in unknown


def test_an_interview_is_told_to_us(roger: Mailbox) -> None:
    """Mailed to the seeker's own address, it is proposed back."""
    said = "First round yesterday at 2pm with Ana Ruiz"
    assert "/log?proposal" in roger.send(said, subject="Interview: Contoso, data analyst")


FORWARD = """{above}

---------- Forwarded message ---------
From: Stan Kowalski <{author}>
Date: Tue, Mar 3, 2026 at 6:12 PM
Subject: Re: Thank you
To: Roger <roger@seeker.example>

stop
Nice of you to write. I am on holiday until Monday.
"""


def test_a_forward_is_what_its_author_wrote(roger: Mailbox) -> None:
    """An inbound exchange of the contact, found by the address in it; no word of theirs runs."""
    receipt = roger.send(
        FORWARD.format(above="", author="stan@northwind.example"), subject="Fwd: Re: Thank you"
    )
    assert "Stan Kowalski wrote to you" in receipt
    (fact,) = [fact for fact in roger.facts if fact.data.detail_type == "exchange-recorded"]
    assert getattr(fact.data, "direction", "") == "in"
    assert "on holiday" in getattr(fact.data, "text", "")
    assert "follow-up-answered" not in roger.kinds()


def test_a_forward_about_an_interview_is_a_forward(roger: Mailbox) -> None:
    """What somebody else wrote is theirs, known or not, whatever it was headed."""
    subject = "Fwd: Interview: Data engineer, next steps"
    known = FORWARD.format(above="", author="stan@northwind.example")
    assert "Stan Kowalski wrote to you" in roger.send(known, subject=subject)
    for headed in (subject, "Interview: Data engineer, next steps"):
        unknown = FORWARD.format(above="", author="stan@private.example")
        receipt = roger.send(unknown, subject=headed)
        assert "/inbox" in receipt
        assert "/log?proposal" not in receipt
    assert roger.kinds() == ["exchange-recorded"]


def test_a_forward_may_carry_own_words_above(roger: Mailbox) -> None:
    """They are the seeker's, and read as such."""
    text = FORWARD.format(above="He recommended 'The Goal'.", author="stan@northwind.example")
    receipt = roger.send(text, subject="Fwd: Re: Thank you")
    assert "Advice from Stan Kowalski: The Goal" in receipt


def test_a_forward_to_the_reminder_counts_as_well(roger: Mailbox) -> None:
    """People forward to whatever address of ours they find."""
    reminder = roger.reminder("Thank Stan")
    receipt = roger.send(
        FORWARD.format(above="", author="stan@northwind.example"),
        to=reminder["Reply-To"],
        envelope=reminder["Reply-To"],
        subject="Fwd: Re: Thank you",
    )
    assert "Stan Kowalski wrote to you" in receipt


def test_a_forward_from_somebody_unknown_is_asked_back(roger: Mailbox) -> None:
    """Nothing is lost; said whose it is, it is an exchange of theirs."""
    text = FORWARD.format(above="", author="stan@private.example")
    assert "/inbox" in roger.send(text, subject="Fwd: Re: Thank you")
    (held,) = roger.held()
    roger.let_in(held, "theirs", "Stan")
    assert roger.kinds() == ["exchange-recorded"]
    exchange = next(fact.data for fact in roger.facts if "exchange" in fact.data.detail_type)
    assert "on holiday" in getattr(exchange, "text", "")


def test_a_copy_is_taken_in_four_calls(roger: Mailbox, faults: Faults) -> None:
    """And the reading of the mail: as much as an answer."""
    roger.send("help")
    faults.calls.clear()
    roger.send("It was a pleasure.", to="dana@northwind.example", subject="Yesterday")
    assert faults.calls[:5] == [
        "GetObject", "BatchGetItem", "Query", "TransactWriteItems", "SendEmail"
    ]  # fmt: skip


# Held and let in.


def test_a_held_mail_says_who_wrote_it(roger: Mailbox) -> None:
    """As far as it says itself; and why it was held."""
    reminder = roger.reminder("Thank Stan")
    said = roger.send(
        "stop everything",
        sender="Stan <stan@northwind.example>",
        to=reminder["Reply-To"],
        envelope=reminder["Reply-To"],
        subject="Re: Thank Stan",
    )
    assert said == "", "whoever is not proved to be the seeker hears nothing"
    (held,) = roger.held()
    assert held.sender == "Stan <stan@northwind.example>"
    assert (held.subject, held.excerpt) == ("Re: Thank Stan", "stop everything")
    assert "not one of your verified addresses" in held.reason


def test_a_released_mail_acts_as_the_seekers_own_once(roger: Mailbox) -> None:
    """It goes the same way as any; its receipt goes to an address that is proved."""
    reminder = roger.reminder("Thank Stan")
    stranger = {"sender": "roger@work.example", "to": reminder["Reply-To"]}
    roger.send("done", envelope=reminder["Reply-To"], **stranger)
    (held,) = roger.held()
    receipt = roger.let_in(held, "mine")
    assert "Done: Thank Stan" in receipt
    assert roger.newest["To"] == ROGER.address
    assert roger.held() == []
    url = own_client("sqs").get_queue_url(QueueName="InboundQueue")["QueueUrl"]
    own_client("sqs").send_message(QueueUrl=url, MessageBody=held.notice)
    assert roger.receipt() == "", "delivered again, it was taken before"
    assert roger.kinds() == ["exchange-recorded", "follow-up-answered"]


def test_a_strangers_mail_let_in_as_theirs_runs_no_command(roger: Mailbox) -> None:
    """It is what the contact said, whatever it says."""
    reminder = roger.reminder("Thank Stan")
    roger.send(
        "stop everything",
        sender="stan@northwind.example",
        to=reminder["Reply-To"],
        envelope=reminder["Reply-To"],
    )
    (held,) = roger.held()
    assert "Stan Kowalski wrote to you" in roger.let_in(held, "theirs", "Stan")
    assert roger.kinds() == ["exchange-recorded"]


def test_only_the_owner_lets_in(roger: Mailbox) -> None:
    """Somebody else's word on a mail is none."""
    reminder = roger.reminder("Thank Stan")
    roger.send(
        "done",
        sender="stan@northwind.example",
        to=reminder["Reply-To"],
        envelope=reminder["Reply-To"],
    )
    (held,) = roger.held()
    stranger = Release("bbbbbbbbbbbbbbbb", "mine")
    assert not roger.world.store.let_in(held.mail_id, stranger, roger.world.now)
    url = own_client("sqs").get_queue_url(QueueName="InboundQueue")["QueueUrl"]
    own_client("sqs").send_message(QueueUrl=url, MessageBody=held.notice)
    assert roger.receipt() == ""
    assert roger.kinds() == []


def test_a_mail_to_a_lapsed_address_can_be_let_in(roger: Mailbox) -> None:
    """The token is too old to act by itself; the seeker's word is not."""
    reminder = roger.reminder("Thank Stan")
    roger.world.wait_until(roger.world.now + timedelta(days=200))
    roger.answer(reminder, "Stan said I was light on SQL.")
    (held,) = roger.held()
    assert "half a year" in held.reason
    assert "Feedback from Stan Kowalski" in roger.let_in(held, "mine")


@pytest.mark.parametrize(
    "text", ["Stan said I was light on SQL.\nHe recommended the book Fluent Python.", ""]
)
def test_what_was_said_to_be_about_somebody_is_kept(
    roger: Mailbox, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """Too much to be noted bit by bit, or nothing but a subject: it does not come back."""
    roger.send(text, to=CAPTURE, subject="From the train")
    (held,) = roger.held()
    monkeypatch.setattr(meaning, "MOST_FACTS", 1)
    assert "kept as a note" in roger.let_in(held, "mine", "Stan")
    assert roger.held() == []
    (kept,) = [fact.data for fact in roger.facts if fact.data.detail_type == "note-recorded"]
    assert kept.text == (text or "From the train")  # type: ignore[attr-defined]


# What breaks.


def test_a_mail_that_breaks_the_reading_is_put_aside(
    roger: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong with one mail's words: it is listed with the class of the fault and none
    of its words, and the queue goes on.
    """

    def broken(*_: object, **__: object) -> None:
        raise RecursionError("secret words of the mail")

    with monkeypatch.context() as patched:
        patched.setattr("rapport.mail.reply.new_text", broken)
        assert roger.answer(roger.reminder("Thank Stan"), "done") == ""
    (held,) = roger.held()
    assert held.reason == "It could not be read (RecursionError)."
    assert "Done" in roger.answer(roger.reminder("Thank Stan"), "done!")


def test_a_fault_outside_comes_again(roger: Mailbox, faults: Faults) -> None:
    """When AWS fails, nothing is put aside: the mail is taken when it comes again."""
    faults.crash_at(1, "before")
    assert "Done" in roger.answer(roger.reminder("Thank Stan"), "done")
    assert roger.held() == []


def test_a_mail_that_is_no_longer_kept_is_listed(roger: Mailbox) -> None:
    """The bucket forgets; the list says so, and nothing goes round in circles."""
    place: Callable[..., Any] = own_client("sqs").send_message
    url = own_client("sqs").get_queue_url(QueueName="InboundQueue")["QueueUrl"]
    notice = {
        "mail": {"messageId": "gone", "source": ROGER.address},
        "receipt": {
            "recipients": [CAPTURE],
            "action": {"bucketName": "raw-mail", "objectKey": "incoming/gone"},
        },
    }
    place(QueueUrl=url, MessageBody=json.dumps(notice))
    assert roger.receipt() == ""
    (held,) = roger.held()
    assert "no longer kept" in held.reason


# The story of advice, by mail alone.


def test_advice_is_taken_followed_and_reported_by_mail(roger: Mailbox) -> None:
    """Days 31 to 35: what Stan said, the books bought, and the report that the copy settles."""
    receipt = roger.answer(
        roger.reminder("Thank Stan"),
        "done. Stan said I was light on SQL. He said read 'Designing Data-Intensive Applications' "
        "and 'The Goal', and take an evening SQL class",
    )
    for sentence in (
        "Feedback from Stan Kowalski: “I was light on SQL.”",
        "Advice from Stan Kowalski: Designing Data-Intensive Applications (book).",
        "Advice from Stan Kowalski: The Goal (book).",
        "Advice from Stan Kowalski: evening SQL class (class).",
    ):
        assert sentence in receipt
    receipt = roger.answer(roger.newest, "bought the books")
    assert "Progress: Designing Data-Intensive Applications – bought." in receipt
    assert "Progress: The Goal – bought." in receipt
    roger.world.advance(timedelta(days=4))
    roger.skip_reminders()
    report = next(title for title in roger.pending() if "Stan" in title and "Tell" in title)
    kept = roger.world.store.relationship(roger.relationship)
    assert kept is not None
    draft = next(one.draft for one in kept.standing.values() if one.follow_up["title"] == report)
    assert "The Goal" in draft["text"]
    copied = roger.send(draft["text"], to="stan@northwind.example", subject=draft["subject"])
    assert f"So this is done: {report}." in copied
    assert report not in roger.pending()
    assert "Next, " in copied


@pytest.mark.parametrize(
    ("words_", "said"),
    [
        ("finished the first book", "Designing Data-Intensive Applications – finished"),
        ("finished the second book", "The Goal – finished"),
        ("enrolled in the class", "evening SQL class – enrolled"),
        ("signed up!", "evening SQL class – enrolled"),
        ("half way through The Goal", "The Goal – half way"),
        ("finished the book", "Did you mean “Designing Data-Intensive Applications” or “The Goal”"),
        ("bought the bicycle", "which advice you mean"),
        ("Habe beide Bücher gekauft", "The Goal – bought"),
    ],
)
def test_a_step_finds_its_advice_or_is_asked_back(roger: Mailbox, words_: str, said: str) -> None:
    """By title, number or kind; where it could be either, it is a note, and said so."""
    roger.answer(
        roger.reminder("Thank Stan"),
        "He recommended 'Designing Data-Intensive Applications' and 'The Goal'. "
        "He told me to take an evening SQL class.",
    )
    assert said in roger.answer(roger.newest, words_)


def test_several_people_are_told_apart(roger: Mailbox) -> None:
    """Each word goes to who said it, a pronoun to who was named last; strangers stay in notes."""
    receipt = roger.answer(
        roger.reminder("Thank Stan"),
        "Stan said I was light on SQL. Dana said my English is good. She recommended 'It'. "
        "Olga said I was late.",
    )
    assert "Feedback from Stan Kowalski" in receipt
    assert "Feedback from Dana Reed: “my English is good.”" in receipt
    assert "Advice from Dana Reed: It (book)." in receipt
    assert "Kept as a note: “I was late.”" in receipt


# What the words of an answer come to.


def test_how_it_was_done_is_no_second_exchange(roger: Mailbox) -> None:
    """ "Done, called him" tells of one call."""
    said = roger.answer(roger.reminder("Thank Stan"), "Done, sent him the note this morning")
    assert roger.kinds() == ["exchange-recorded", "follow-up-answered"]
    assert said.count("Stan") == said.count("Stan Kowalski"), said


def test_a_date_that_can_be_two_is_asked_back_with_both(roger: Mailbox) -> None:
    """Nothing moves until one of them was chosen."""
    said = roger.answer(roger.reminder("Thank Stan"), "snooze until 01/02/2030")
    assert "Which do you mean" in said
    assert "1 February" in said
    assert "2 January" in said
    assert roger.kinds() == []


def test_a_time_that_was_asked_for_is_said_once(roger: Mailbox) -> None:
    """The reminder that was put off is not what comes next as well."""
    said = roger.answer(roger.reminder("Thank Stan"), "kids are sick, remind me in 3 days")
    assert said.count("Thank Stan Kowalski") == 1
    assert "Kept as a note: “kids are sick”" in said
    assert "not quite understand" not in said
