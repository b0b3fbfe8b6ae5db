"""What others try by mail: nothing of it changes anything, and nothing of it is lost."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage

import pytest

from infra.catalogue.received import MAIL_DOMAIN, SAMPLE_SECRET
from rapport.facts import derive
from rapport.flows.reasons import NO_ADDRESS
from rapport.mail import sender
from rapport.mail.address import Addresses, Keys, ReplyTo
from rapport.mail.sender import Reason
from rapport.store import Seeker
from tests.integration.people import ROGER, hours, interview_entry, log
from tests.integration.test_loop import words
from tests.integration.test_mail_in import CAPTURE, Mailbox
from tests.integration.world import World

ADDRESSES = Addresses(MAIL_DOMAIN, Keys.read(SAMPLE_SECRET))
OLGA = Seeker("bbbbbbbbbbbbbbbb", "olga@seeker.example", "Olga", {"zone": "Europe/Berlin"})


@pytest.fixture
def roger(world: World) -> Mailbox:
    return Mailbox(world)


def raw(to: str, *headers: str, text: str = "stop everything", subject: str = "Re: x") -> bytes:
    """A mail as somebody wrote it, header by header."""
    head = [f"To: {to}", f"Subject: {subject}", "Message-ID: <attack@evil.example>", *headers]
    return ("\r\n".join(head) + f"\r\n\r\n{text}\r\n").encode()


@dataclass(frozen=True)
class Attack:
    """Header lines of a mail in which somebody passes for Roger, and why it is held."""

    reason: Reason
    headers: tuple[str, ...]
    verdicts: dict[str, str | None] = field(default_factory=dict)


ATTACKS = {
    "two-addresses-in-from": Attack(
        Reason.SEVERAL_FROM, (f"From: {ROGER.address}, evil@evil.example",)
    ),
    "two-from-headers": Attack(
        Reason.SEVERAL_FROM, ("From: evil@evil.example", f"From: {ROGER.address}")
    ),
    "address-as-display-name": Attack(
        Reason.UNKNOWN_SENDER, (f'From: "{ROGER.address}" <evil@evil.example>',)
    ),
    "encoded-display-name": Attack(
        Reason.UNKNOWN_SENDER,
        ("From: =?utf-8?q?roger=40seeker=2Eexample=3C?= <evil@evil.example>",),
    ),
    "comment-after-address": Attack(
        Reason.ODD_FROM, (f"From: {ROGER.address} (x) <evil@evil.example>",)
    ),
    "look-alike-domain": Attack(Reason.UNKNOWN_SENDER, ("From: roger@seeker.example.evil",)),
    "cyrillic-look-alike": Attack(Reason.ODD_FROM, ("From: roger@s\u0435eker.example",)),
    "punycode-look-alike": Attack(Reason.UNKNOWN_SENDER, ("From: roger@xn--seker-3ve.example",)),
    "route-in-address": Attack(Reason.ODD_FROM, (f"From: <@evil.example:{ROGER.address}>",)),
    "dmarc-fails-though-dkim-passes": Attack(
        Reason.DMARC_FAILED,
        (f"From: {ROGER.address}", "DKIM-Signature: v=1; d=seeker.example; b=x"),
        {"dmarc": "FAIL", "dkim": "PASS"},
    ),
    "no-dmarc-and-foreign-dkim": Attack(
        Reason.DKIM_NOT_ALIGNED,
        (f"From: {ROGER.address}", "DKIM-Signature: v=1; d=evil.example; b=x"),
        {"dmarc": "GRAY", "dkim": "PASS"},
    ),
    "no-dmarc-and-no-dkim": Attack(
        Reason.DKIM_FAILED, (f"From: {ROGER.address}",), {"dmarc": "GRAY", "dkim": "GRAY"}
    ),
    "gray-spam": Attack(Reason.SPAM, (f"From: {ROGER.address}",), {"spam": "GRAY"}),
    "virus": Attack(Reason.VIRUS, (f"From: {ROGER.address}",), {"virus": "FAIL"}),
    "claims-of-its-own": Attack(
        Reason.DMARC_FAILED,
        (f"From: {ROGER.address}", "Authentication-Results: amazonses.com; dmarc=pass; dkim=pass"),
        {"dmarc": "FAIL"},
    ),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_who_passes_for_the_seeker_is_held(roger: Mailbox, attack: Attack) -> None:
    """With the token in hand, as an interviewer has it to whom a reminder was forwarded."""
    to = roger.reminder("Thank Stan")["Reply-To"]
    before = roger.facts
    roger.world.receive(raw(to, *attack.headers), to, **attack.verdicts)
    assert roger.receipt() == ""
    assert roger.facts == before
    assert [held.reason for held in roger.held()] == [sender.SENTENCES[attack.reason]]


def _replaced(address: str, begin: int, end: int | None, by: str) -> str:
    """The address with other letters in its token."""
    local, _, domain = address.partition("@")
    purpose, _, token = local.partition("+")
    return f"{purpose}+{token[:begin]}{by}{token[end:] if end else ''}@{domain}"


def _mac(address: str) -> str:
    return address.partition("@")[0][-16:]


def _payload(address: str) -> str:
    return address.partition("@")[0].partition("+")[2][1:-16]


OTHER_KEYS = Addresses(MAIL_DOMAIN, Keys.read("what somebody guessed"))
FORGERIES: dict[str, Callable[[str, ReplyTo, World], str]] = {
    "wrong-mac": lambda to, _, __: _replaced(to, -16, None, _mac(to)[::-1]),
    "one-letter-of-the-mac": lambda to, _, __: _replaced(
        to, -1, None, "a" if _mac(to)[-1] != "a" else "b"
    ),
    "truncated-mac": lambda to, _, __: _replaced(to, -1, None, ""),
    "no-mac": lambda to, _, __: _replaced(to, -16, None, ""),
    "longer-mac": lambda to, _, __: _replaced(to, -16, None, _mac(to) + "a"),
    "mac-of-another-follow-up": lambda to, at, world: _replaced(
        to,
        -16,
        None,
        _mac(ADDRESSES.reply(ReplyTo(at.relationship_id, derive("another")), world.now)),
    ),
    "follow-up-of-another-mac": lambda to, _, __: _replaced(to, 17, 33, derive("another")),
    "relationship-of-another-mac": lambda to, _, __: _replaced(to, 1, 17, derive("another")),
    "valid-for-longer": lambda to, _, __: _replaced(to, 33, 37, "7777"),
    "other-key": lambda to, _, __: _replaced(to, 0, 1, "b"),
    "somebodys-own-key": lambda _, at, world: OTHER_KEYS.reply(at, world.now),
    "other-purpose": lambda to, _, __: to.replace("reply+", "log+"),
    "signed-for-another-purpose": lambda to, at, __: _replaced(
        to,
        -16,
        None,
        Keys.read(SAMPLE_SECRET).signature("log", _payload(to))[1:],
    ),
    "unknown-prefix": lambda to, _, __: to.replace("reply+", "reply2+"),
    "other-domain": lambda to, _, __: to.replace(MAIL_DOMAIN, f"evil.{MAIL_DOMAIN}"),
    "capture-of-another-seeker": lambda _, __, ___: _replaced(CAPTURE, 1, 17, OLGA.seeker_id),
    "capture-with-wrong-mac": lambda _, __, ___: _replaced(CAPTURE, -16, None, _mac(CAPTURE)[::-1]),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_token_opens_nothing(
    roger: Mailbox, forge: Callable[[str, ReplyTo, World], str]
) -> None:
    """Whoever writes to it: nothing is recorded, and nobody is answered. What is proved to be
    Roger's own is shown to him, since a mail program may have cut his address short; what is not,
    is kept, and shown to nobody.
    """
    to = roger.reminder("Thank Stan")["Reply-To"]
    place = ADDRESSES.read(to, roger.world.now)
    assert isinstance(place, ReplyTo)
    forged = forge(to, place, roger.world)
    assert forged.lower() != to
    before, mails = roger.facts, len(roger.world.mails)
    others = (("evil@evil.example", "PASS"), (ROGER.address, "FAIL"), (OLGA.address, "PASS"))
    for who, dmarc in others:
        said = roger.send("stop everything", sender=who, to=forged, envelope=forged, dmarc=dmarc)
        assert said == ""
    assert roger.held() == []
    assert [held.reason for held in roger.world.store.held(None)] == [NO_ADDRESS] * len(others)
    assert roger.send("stop everything", to=forged, envelope=forged) == ""
    assert [held.reason for held in roger.held()] == [NO_ADDRESS]
    assert roger.facts == before
    assert len(roger.world.mails) == mails


def test_capitals_make_no_other_address(roger: Mailbox) -> None:
    """Programs may change the case of an address on the way: it stays the one it was, for Roger
    alone.
    """
    to = roger.reminder("Thank Stan")["Reply-To"].swapcase()
    before = roger.facts
    assert roger.send("stop everything", sender="evil@evil.example", to=to, envelope=to) == ""
    assert roger.facts == before
    assert [held.reason for held in roger.held()] == [sender.SENTENCES[Reason.UNKNOWN_SENDER]]
    assert "Done: Thank Stan" in roger.send("done", to=to, envelope=to)


def test_a_contact_who_got_the_reminder_can_do_nothing(roger: Mailbox) -> None:
    """Proved to be who they are, they are not the seeker, at none of the addresses."""
    reminder = roger.reminder("Thank Stan")
    before = roger.facts
    for to in (reminder["Reply-To"], CAPTURE):
        for text in ("done", "undo", "yes", "list", "stop everything"):
            receipt = roger.send(text, sender="stan@northwind.example", to=to, envelope=to)
            assert receipt == ""
    assert roger.facts == before
    assert len(roger.held()) == 10


def test_another_seekers_address_is_none_of_ours(roger: Mailbox) -> None:
    """A seeker who answers to somebody else's reminder, or captures for them, changes nothing."""
    world = roger.world
    world.store.add_seeker(OLGA)
    entry = interview_entry(world.now - hours(1), company="Contoso")
    hers = log(world.store, entry, world.now, "olga", OLGA)
    roger.receipt()
    to = roger.reminder("Thank Stan")["Reply-To"]
    before = roger.facts
    assert roger.send("stop everything", sender=OLGA.address, to=to, envelope=to) == ""
    assert roger.send("Hi", sender=OLGA.address, to="stan@northwind.example") == ""
    assert roger.facts == before
    assert len(roger.held()) == 2
    assert world.store.held(OLGA.seeker_id) == []
    # A token signed for her, with a follow-up of his.
    mixed = ADDRESSES.reply(ReplyTo(hers, derive("whatever")), world.now)
    assert roger.send("stop everything", to=mixed, envelope=mixed) == ""
    assert len(world.store.held(OLGA.seeker_id)) == 1


def test_a_replay_counts_once_without_a_message_id_too(roger: Mailbox) -> None:
    """The same mail delivered again, under another id of the mail service."""
    to = roger.reminder("Thank Stan")["Reply-To"]
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = ROGER.address, to, "Re: x"
    mail.set_content("Stan starts a new team in May.")
    assert "Message-ID" not in mail
    answers = []
    for _ in range(3):
        roger.world.receive(mail.as_bytes(), to)
        answers.append(roger.receipt())
    assert [bool(answer) for answer in answers] == [True, False, False]
    assert roger.kinds() == ["note-recorded"]


def test_a_replay_over_another_session_counts_once(roger: Mailbox) -> None:
    """Other stations on its way, other line ends, another encoding: the words were written once.
    The same words, written again, count again.
    """
    to = roger.reminder("Thank Stan")["Reply-To"]

    def deliver(hop: str, encoding: str, date: str, line_end: str = "\n") -> bool:
        mail = EmailMessage()
        mail["Received"] = f"from {hop} by mx.rapport.example; Tue, 3 Mar 2026 15:20:00 +0000"
        mail["From"], mail["To"], mail["Subject"], mail["Date"] = ROGER.address, to, "Re: x", date
        mail.set_content("Müller starts a new team in May.", cte=encoding)
        roger.world.receive(mail.as_bytes().replace(b"\n", line_end.encode()), to)
        return bool(roger.receipt())

    monday = "Mon, 02 Mar 2026 15:20:00 +0000"
    assert deliver("one.example", "8bit", monday)
    assert not deliver("two.example", "8bit", monday)
    assert not deliver("three.example", "quoted-printable", monday)
    assert not deliver("four.example", "base64", monday, "\r\n")
    assert roger.kinds() == ["note-recorded"]
    assert deliver("one.example", "8bit", "Tue, 03 Mar 2026 15:20:00 +0000")
    assert roger.kinds() == ["note-recorded", "note-recorded"]


def test_nobody_takes_a_mail_away_by_its_message_id(roger: Mailbox) -> None:
    """Who sends first under the id that a mail of Roger's will have gains nothing."""
    to = roger.reminder("Thank Stan")["Reply-To"]
    world = roger.world
    world.store.add_seeker(OLGA)
    hers = ADDRESSES.capture(OLGA.seeker_id)
    world.receive(raw(hers, f"From: {OLGA.address}", text="help"), hers)
    assert roger.receipt()
    world.receive(raw(to, f"From: {ROGER.address}", text="done"), to)
    assert "Done: Thank Stan" in roger.receipt()


INJECTIONS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "encoded-line-ends": lambda _: (
        "Subject: =?utf-8?q?x=0D=0ABcc:_evil@evil.example=0D=0A=0D=0Aevil?=",
        "Message-ID: <a@b>",
    ),
    "folded": lambda _: ("Subject: x\r\n Bcc: evil@evil.example", "Message-ID: <a@b>"),
    "message-id": lambda _: (
        "Subject: x",
        "Message-ID: <a@b>\r\n <c@d>\r\n Bcc: evil@evil.example",
    ),
    "reply-to": lambda _: (
        "Subject: x",
        "Message-ID: <a@b>",
        "Reply-To: evil@evil.example",
        "Return-Receipt-To: evil@evil.example",
        "Disposition-Notification-To: evil@evil.example",
    ),
    "name": lambda address: (
        "Subject: x",
        "Message-ID: <a@b>",
        f"From: =?utf-8?q?R=0D=0ABcc=3A_evil=40evil.example?= <{address}>",
    ),
}


@pytest.mark.parametrize("injection", INJECTIONS.values(), ids=INJECTIONS)
def test_no_header_of_a_mail_gets_into_its_receipt(
    roger: Mailbox, injection: Callable[[str], tuple[str, ...]]
) -> None:
    """It goes to the seeker alone, with the headers that we write."""
    to = roger.reminder("Thank Stan")["Reply-To"]
    headers = injection(ROGER.address)
    if not any(header.startswith("From:") for header in headers):
        headers = (f"From: {ROGER.address}", *headers)
    mail = "\r\n".join((f"To: {to}", *headers)) + "\r\n\r\ndone\r\n"
    roger.world.receive(mail.encode(), to)
    receipt = roger.receipt()
    assert "Done: Thank Stan" in receipt
    sent = roger.newest
    assert sent["To"] == ROGER.address
    assert sent["Reply-To"] == to
    allowed = {
        "From", "To", "Subject", "Date", "Auto-Submitted", "Reply-To", "In-Reply-To", "References",
        "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Message-ID",
    }  # fmt: skip
    assert set(sent.keys()) <= allowed
    assert "evil" not in " ".join(str(sent[name]) for name in allowed - {"Subject"} if sent[name])
    again = email.message_from_bytes(sent.as_bytes(), policy=email.policy.default)
    assert again["Bcc"] is None


def test_a_subject_is_never_a_command(roger: Mailbox) -> None:
    """Only the words of the mail are read; a mail without any is said to be empty."""
    to = roger.reminder("Thank Stan")["Reply-To"]
    for number, subject in enumerate(("stop everything", "undo", "done", "yes")):
        head = (f"From: {ROGER.address}", f"Message-ID: <s{number}@seeker.example>")
        mail = "\r\n".join((f"To: {to}", f"Subject: {subject}", *head)) + "\r\n\r\n\r\n"
        roger.world.receive(mail.encode(), to)
        assert "no new words" in roger.receipt()
    assert roger.kinds() == []


def test_what_a_page_or_mail_would_run_is_only_shown(roger: Mailbox) -> None:
    """Markup in the words comes back as words, in the HTML of the receipt too."""
    evil = "She said I was <script>alert(1)</script><b onmouseover=x>light</b> on SQL."
    roger.answer(roger.reminder("Thank Stan"), evil)
    page = roger.newest.get_body(("html",))
    assert page is not None
    html = str(page.get_content())
    assert "<script" not in html
    assert "<b onmouseover" not in html
    assert "&lt;script&gt;" in html


MACHINES = {
    "vacation": ("Auto-Submitted: auto-replied",),
    "bounce": ("Content-Type: multipart/report; report-type=delivery-status; boundary=x",),
    "list": ("List-Id: <jobs.example>",),
    "ourselves": ("From: Rapport <reminders@rapport.example>",),
}


def test_machines_are_let_be(roger: Mailbox) -> None:
    """Out-of-office notices, bounces, lists, own mails: neither taken, held, nor answered."""
    to = roger.reminder("Thank Stan")["Reply-To"]
    for number, headers in enumerate(MACHINES.values()):
        head = [f"To: {to}", f"Message-ID: <m{number}@seeker.example>", *headers]
        if not any(header.startswith("From:") for header in headers):
            head.append(f"From: {ROGER.address}")
        roger.world.receive(("\r\n".join(head) + "\r\n\r\ndone\r\n").encode(), to)
        assert roger.receipt() == ""
    assert roger.kinds() == []
    assert roger.held() == []


NOTICES = (
    "Automatische Antwort: Thank you",
    "R\u00e9ponse automatique : Thank you",
    "Respuesta autom\u00e1tica: Thank you",
    "Risposta automatica: Thank you",
    "Automatisch antwoord: Thank you",
    "Resposta autom\u00e1tica: Thank you",
    "Automatiskt svar: Thank you",
    "Automatyczna odpowied\u017a: Thank you",
    "\u81ea\u52d5\u5fdc\u7b54: Thank you",
)


def test_what_only_its_subject_makes_a_machines_is_held(roger: Mailbox) -> None:
    """Neither taken nor answered, since it may be a machine's; listed, since it may be theirs."""
    to = roger.reminder("Thank Stan")["Reply-To"]
    for subject in NOTICES:
        assert roger.send("done", to=to, envelope=to, subject=subject) == ""
    assert roger.kinds() == []
    assert {held.subject for held in roger.held()} == set(NOTICES)
    assert all("let it in" in held.reason for held in roger.held())
    assert "Done: Thank Stan" in roger.let_in(roger.held()[0], "mine")


AWAY = "Thank you for your email. I am out of the office and will be back on 7 December."


def test_a_notice_of_absence_without_headers_is_never_answered(roger: Mailbox) -> None:
    """Its words alone: held, since it may be theirs. Subject and words: let be, or a seeker who is
    away would have one mail to look at for each reminder.
    """
    reminder = roger.reminder("Thank Stan")
    to = reminder["Reply-To"]
    assert roger.send(AWAY, to=to, envelope=to, subject=f"Re: {reminder['Subject']}") == ""
    assert [held.subject for held in roger.held()] == [f"Re: {reminder['Subject']}"]
    subject = f"Out of office: {reminder['Subject']}"
    assert roger.send(AWAY, to=to, envelope=to, subject=subject) == ""
    assert len(roger.held()) == 1
    assert roger.kinds() == []


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Im Urlaub bis Montag",
            "Ich bin im Urlaub. Stan Kowalski hat mich angerufen und mir The Goal empfohlen.",
        ),
        ("On leave until Monday", "I am on leave. Stan Kowalski said my SQL is light."),
        ("OOO until Monday", "I'm on vacation until Monday, try me then"),
        ("OOO until Monday", "I am on leave until Monday."),
        ("Out of office", "I am on leave until Monday. Sent Stan the thank-you yesterday."),
        ("Abwesenheitsnotiz", "Ich bin bis Montag im Urlaub. Stan habe ich gedankt."),
    ],
)
def test_a_seekers_own_mail_about_being_away_is_never_let_be(
    roger: Mailbox, subject: str, text: str
) -> None:
    """Headed as a notice may be headed, to their own address or to a reminder's: held and shown."""
    to = roger.reminder("Thank Stan")["Reply-To"]
    assert roger.send(text, subject=subject) == ""
    assert roger.send(text, to=to, envelope=to, subject=subject) == ""
    assert [(held.subject, held.excerpt) for held in roger.held()] == [(subject, text)] * 2


def test_a_mail_about_being_away_is_no_machines(roger: Mailbox) -> None:
    """A subject that a machine might begin with is the seeker's own word, and taken."""
    for subject in ("On vacation next week, a question first", "Read: The Goal"):
        said = roger.send("I finished it.", to="stan@northwind.example", subject=subject)
        assert "Stan Kowalski" in said
    assert roger.held() == []
    assert roger.kinds().count("exchange-recorded") == 2


def test_a_receipt_is_known_for_one(roger: Mailbox) -> None:
    """A machine that answers it would break a rule; and its answer would be let be."""
    roger.answer(roger.reminder("Thank Stan"), "done")
    assert roger.newest["Auto-Submitted"] == "auto-replied"
    assert roger.newest["Precedence"] is None
    assert "done" not in [line.strip().lower() for line in words(roger.newest).splitlines()]
