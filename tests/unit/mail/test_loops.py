"""Mail that no person wrote is recognised."""

from __future__ import annotations

import pytest

from rapport.mail import mime
from rapport.mail.loops import (
    AWAY,
    NOTICES,
    SENTENCES,
    Reason,
    automatic,
    is_notice,
    looks_automatic,
    sounds_automatic,
)

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


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Out of office: Re: Thank Stan", "I am on leave until 7 December."),
        (
            "Automatic reply: Thank Stan",
            "Hello,\n\nThank you for your email. I am currently out of the office.",
        ),
        (
            "Abwesenheitsnotiz",
            "Vielen Dank für Ihre Nachricht. Ich bin bis zum 7.12. nicht im Büro.",
        ),
        ("Réponse automatique : Thank Stan", "Je suis absent du bureau jusqu'au 7 décembre."),
        (
            "Respuesta automática: Thank Stan",
            "Gracias por su mensaje. Estaré fuera de la oficina hasta el 7 de diciembre.",
        ),
        ("Fuori ufficio", "Grazie per il messaggio. Sono in ferie fino al 7 dicembre."),
        ("Automatisch antwoord: x", "Bedankt voor uw bericht. Ik ben niet op kantoor."),
    ],
)
def test_a_notice_by_its_subject_and_its_words_is_none_to_look_at(subject: str, text: str) -> None:
    """A seeker who is away has no mail to look at for each reminder; alone, the words raise a doubt
    where they thank for a mail in form, and the subject alone does as well.
    """
    assert is_notice(subject, text)
    assert not is_notice("Re: Thank Stan (Northwind)", text)
    assert not is_notice(subject, "done")
    assert sounds_automatic(text) == ("for your" in text or text[:2] in ("Vi", "Gr", "Be"))


NOTICE = "I am on leave until 7 December."


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        # People head their own mails so.
        ("On leave until Monday", NOTICE),
        ("OOO until Monday", "I'm on vacation until Monday, try me then"),
        ("Im Urlaub bis Montag", "Ich bin im Urlaub."),
        ("Abwesend bis Montag", "Ich bin bis Montag abwesend."),
        ("OOO", NOTICE),
        ("Im Urlaub bis Montag", "Ich bin im Urlaub. Stan Kowalski hat mich angerufen."),
        # Something stands beside the notice.
        ("Out of office", f"{NOTICE} Stan Kowalski said my SQL is light. I sent Dana the note."),
        ("Out of office", f"{NOTICE} Snoozing is fine. Sent Stan the thank-you yesterday."),
        ("Out of office", "I am on leave until Monday, Stan called me"),
        ("Out of office", "I am on leave until Monday and Stan called me"),
        ("Out of office", "I am on leave until Monday stan called"),
        ("Out of office", "I am told Stan is on leave."),
        ("Out of office", "I am on leave, try me then"),
        ("Out of office", f"{NOTICE} I will be back with Stan on Monday"),
        ("Out of office", f"{NOTICE}\n\nNorthwind was kind."),
        ("Out of office", "Thank you for your message to Stan, it helped. I am on leave."),
        ("Abwesenheitsnotiz", "Ich bin im Urlaub. Stan hat mir das Buch The Goal empfohlen."),
        ("Abwesenheitsnotiz", "Ich bin bis Montag im Urlaub, frag mich dann wieder."),
        ("Automatische Antwort", "Danke für die Mail. Ich bin im Urlaub. Dana war nett."),
        ("Automatic reply", "Thanks for the mail."),
    ],
)
def test_a_persons_own_words_are_never_let_be(subject: str, text: str) -> None:
    """Whatever a person might have written, by its subject or by one word beside the notice, is
    held and shown.
    """
    assert not is_notice(subject, text)


@pytest.mark.parametrize(
    "text",
    [
        f"{NOTICE} For urgent matters please write to Dana at dana@northwind.example.",
        "Hi,\n\nI'm currently out of office until Monday, 7 December.\n\nRegards,\nRoger Smith",
        "Thank you for your email.\nI am on vacation and will be back on 7 December.",
        "Vielen Dank für Ihre E-Mail. Bis zum 7. Dezember bin ich im Urlaub. Ich melde mich dann.",
        "Ich bin derzeit nicht im Büro. In dringenden Fällen hilft Frau Reed.",
    ],
)
def test_all_that_a_notice_says_is_known(text: str) -> None:
    """With whom to ask, the day of the return, and the name below."""
    assert is_notice("Automatic reply: Thank Stan", text)


@pytest.mark.parametrize(
    "text",
    [
        'Thank you for your message "Reminder: skip or done?". I am on leave.',
        "Thank you for your mail. I am on leave. In urgent cases write to Skipper Abandoned.",
        "Danke für die Mail, ich bin im Urlaub bis Montag",
    ],
)
def test_a_notice_sounds_like_one_whatever_it_quotes(text: str) -> None:
    """A subject that it names, or a name in it, makes no person of its writer."""
    assert sounds_automatic(text)


@pytest.mark.parametrize(
    "text",
    [
        "Danke für die Mail, Stan ist im Urlaub bis Montag",
        "Thanks for the message. Wrote to Stan, he is out of the office.",
        "Thanks for the note, Dana is on holiday until Friday",
        "Danke für die Nachricht. Dana ist nicht im Büro.",
        "Vielen Dank für die Mail, sie ist abwesend",
        "Thanks for the message, I am fine. Stan is on leave.",
        "Thanks for reaching out. They are all on leave.",
        "I am on vacation until 7 December, remind me then",
        "Thank you for your mail, done. I am on leave now.",
        "Thanks for the reminder! He is out of office until Monday.",
        "Danke für die Erinnerung, er ist im Urlaub",
        "Thank you for your message to Stan, he said",
        "Stan is on leave",
        "ich bin raus",
        "done",
        "",
    ],
)
def test_nobody_who_answers_sounds_like_a_notice(text: str) -> None:
    """Whoever asks for something, or tells of somebody else who is away, is no machine."""
    assert not sounds_automatic(text)
