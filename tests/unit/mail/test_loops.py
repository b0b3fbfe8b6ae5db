"""Mail that no person wrote is recognised."""

from __future__ import annotations

import pytest

from rapport.mail import mime
from rapport.mail.loops import AWAY, NOTICES, SENTENCES, Reason, automatic, looks_automatic

OWN = ("reply@in.rapport.example", "hello@rapport.example")


def reason(*headers: str, envelope: str | None = "roger@mail.example") -> Reason | None:
    head = ["From: roger@mail.example", *headers]
    if any(each.lower().startswith("from:") for each in headers):
        head = list(headers)
    message = mime.read("\n".join([*head, "", "done"]).encode())
    return automatic(message, envelope_sender=envelope, own_addresses=OWN)


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        (("Auto-Submitted: auto-replied",), Reason.AUTO_SUBMITTED),
        (("Auto-Submitted: auto-generated; owner=x",), Reason.AUTO_SUBMITTED),
        (("X-Autoreply: yes",), Reason.AUTOREPLY_HEADER),
        (("X-Autorespond: x",), Reason.AUTOREPLY_HEADER),
        (("Precedence: bulk",), Reason.PRECEDENCE),
        (("Precedence: Auto_Reply",), Reason.PRECEDENCE),
        (("Return-Path: <>",), Reason.EMPTY_SENDER),
        (("Content-Type: multipart/report; boundary=x",), Reason.REPORT),
        (("List-Id: <x.example>",), Reason.LIST),
        (("From: MAILER-DAEMON@x.example",), Reason.ROBOT_SENDER),
        (("From: Post <postmaster@x.example>",), Reason.ROBOT_SENDER),
        (("From: no-reply@x.example",), Reason.ROBOT_SENDER),
        (("From: noreply+7@x.example",), Reason.ROBOT_SENDER),
        (("From: donotreply@x.example",), Reason.ROBOT_SENDER),
        (("From: Reply+abc@in.rapport.example",), Reason.OWN_ADDRESS),
        (("From: hello@rapport.example",), Reason.OWN_ADDRESS),
    ],
)
def test_a_machines_mail_is_recognised(headers: tuple[str, ...], wanted: Reason) -> None:
    """By its headers, its sender or its form; each reason has a sentence."""
    assert reason(*headers) is wanted
    assert SENTENCES[wanted]


def test_a_bounce_has_no_envelope_sender() -> None:
    """A null sender is how bounces travel; a sender that is not known is no bounce."""
    assert reason(envelope="") is Reason.EMPTY_SENDER
    assert reason(envelope="<>") is Reason.EMPTY_SENDER
    assert reason(envelope=None) is None
    assert reason(envelope="reply+abc@in.rapport.example") is Reason.OWN_ADDRESS
    assert reason(envelope="bounces+1@sendservice.example") is None


@pytest.mark.parametrize("begin", [begin for begins in NOTICES.values() for begin in begins])
def test_a_notice_without_headers_is_doubted_in_any_language(begin: str) -> None:
    """Some programs set no header at all; the subject they write is known by its beginning."""
    for subject in (begin, f"{begin.capitalize()}: Re: Thank Stan", f"{begin} (Thank Stan)"):
        assert looks_automatic(subject)
        assert reason(f"Subject: {subject}") is None, "a subject is no proof"


@pytest.mark.parametrize("begin", [begin for begins in AWAY.values() for begin in begins])
def test_a_word_for_being_away_is_doubted_with_more(begin: str) -> None:
    """Alone, before the subject that it answers, or with the day of the return."""
    for subject in (begin, f"{begin.capitalize()}: Re: Thank Stan", f"{begin} until 3 March"):
        assert looks_automatic(subject)


@pytest.mark.parametrize(
    "subject",
    [
        "On vacation next week, a question first",
        "Read: The Goal",
        "Gelesen: Das Ziel",
        "Auto: der neue Wagen",
        "Urlaub: geht eine Woche später?",
        "Urlaub nächste Woche, vorher eine Frage",
        "Abwesend am Freitag",
        "Absence de nouvelles",
        "Out of office hours, a call",
        "Undeliverable promises",
        "Returned mailbox keys",
        "Re: Automatic reply from Stan",
        "Re: Thank Stan today",
        "",
    ],
)
def test_a_persons_subject_is_not_doubted(subject: str) -> None:
    """Whoever writes of a vacation, a car or a book read is no machine."""
    assert not looks_automatic(subject)


@pytest.mark.parametrize(
    "headers",
    [
        (),
        ("Auto-Submitted: no",),
        ("Subject: Re: Automatic reply from Stan",),
        ("Subject: Re: Thank Stan today",),
        ("Return-Path: <roger@mail.example>",),
        ("From: norepley.smith@x.example",),
        ("Precedence: first-class",),
    ],
)
def test_a_persons_mail_is_a_persons(headers: tuple[str, ...]) -> None:
    """Nothing that a person writes is lost for looking a bit like a machine's."""
    assert reason(*headers) is None
