"""A mail that was passed on, as programs do it: whose it is, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from typing import NamedTuple

import pytest

from rapport.mail import mime, reply
from rapport.mail.forwarded import Forwarded, forwarded
from tests.unit.mail.clients import CLIENTS, LANGUAGES, mail, quoted


class Words(NamedTuple):
    """How programs speak of a mail that is passed on, in one language."""

    author: str
    date: str
    subject: str
    to: str
    apple: str
    title: str
    attribution: str
    prefix: str


WORDS = {
    "en": Words(
        "From",
        "Sent",
        "Subject",
        "To",
        "Begin forwarded message:",
        "Forwarded Message",
        'On 28/10/2026 12:46, "Ann Lee" <ann@x.example> wrote:',
        "Fwd",
    ),
    "de": Words(
        "Von",
        "Gesendet",
        "Betreff",
        "An",
        "Anfang der weitergeleiteten Nachricht:",
        "Weitergeleitete Nachricht",
        'Am 28/10/2026, 12:46 schrieb "Ann Lee" <ann@x.example>:',
        "WG",
    ),
    "fr": Words(
        "De",
        "Envoyé",
        "Objet",
        "À",
        "Début du message réexpédié :",
        "Message transmis",
        "Le 28/10/2026 12:46, « Ann Lee » <ann@x.example> a écrit :",
        "TR",
    ),
    "es": Words(
        "De",
        "Enviado",
        "Asunto",
        "Para",
        "Inicio del mensaje reenviado:",
        "Mensaje reenviado",
        'El 28/10/2026 12:46, "Ann Lee" <ann@x.example> escribió:',
        "RV",
    ),
    "pt": Words(
        "De",
        "Enviado",
        "Assunto",
        "Para",
        "Início da mensagem encaminhada:",
        "Mensagem encaminhada",
        'Em 28/10/2026 12:46, "Ann Lee" <ann@x.example> escreveu:',
        "ENC",
    ),
    "it": Words(
        "Da",
        "Inviato",
        "Oggetto",
        "A",
        "Inizio messaggio inoltrato:",
        "Messaggio inoltrato",
        'Il giorno 28/10/2026 12:46 "Ann Lee" <ann@x.example> ha scritto:',
        "I",
    ),
    "nl": Words(
        "Van",
        "Verzonden",
        "Onderwerp",
        "Aan",
        "Begin doorgestuurd bericht:",
        "Doorgestuurd bericht",
        "Op 28-10-2026 12:46 heeft Ann Lee <ann@x.example> geschreven:",
        "FW",
    ),
    "sv": Words(
        "Från",
        "Skickat",
        "Ämne",
        "Till",
        "Vidarebefordrat mejl:",
        "Vidarebefordrat meddelande",
        'Den 2026-10-28 12:46 skrev "Ann Lee" <ann@x.example> följande:',
        "VB",
    ),
    "da": Words(
        "Fra",
        "Dato",
        "Emne",
        "Til",
        "Start på videresendt besked:",
        "Videresendt meddelelse",
        'Den 28.10.2026 12.46 skrev "Ann Lee" <ann@x.example>:',
        "VS",
    ),
    "no": Words(
        "Fra",
        "Dato",
        "Emne",
        "Til",
        "Videresendt melding:",
        "Videresendt melding",
        "Ann Lee <ann@x.example> skrev følgende den 28.10.2026 12:46:",
        "Videresend",
    ),
    "fi": Words(
        "Lähettäjä",
        "Päivämäärä",
        "Aihe",
        "Vastaanottaja",
        "Välitetty viesti alkaa:",
        "Edelleenlähetetty viesti",
        "Ann Lee <ann@x.example> kirjoitti 28.10.2026 kello 12.46:",
        "VL",
    ),
    "pl": Words(
        "Od",
        "Data",
        "Temat",
        "Do",
        "Początek przekazywanej wiadomości:",
        "Przekazana wiadomość",
        "Dnia 28.10.2026 12:46 „Ann Lee” <ann@x.example> napisał:",
        "PD",
    ),
    "cs": Words(
        "Od",
        "Datum",
        "Předmět",
        "Komu",
        "Začátek přeposílané zprávy:",
        "Přeposlaná zpráva",
        "Dne 28.10.2026 12:46, Ann Lee <ann@x.example> napsal(a):",
        "FW",
    ),
    "sk": Words(
        "Od",
        "Dátum",
        "Predmet",
        "Komu",
        "Začiatok preposlanej správy:",
        "Preposlaná správa",
        "28.10.2026 12:46 používateľ Ann Lee (<ann@x.example>) napísal:",
        "FW",
    ),
    "hu": Words(
        "Feladó",
        "Dátum",
        "Tárgy",
        "Címzett",
        "Továbbított levél kezdete:",
        "Továbbított üzenet",
        "2026. 10. 28. 12:46 időpontban Ann Lee <ann@x.example> ezt írta:",
        "FW",
    ),
    "ro": Words(
        "De la",
        "Data",
        "Subiect",
        "Către",
        "Începe mesajul redirecționat:",
        "Mesaj redirecționat",
        "Pe 28.10.2026 12:46, Ann Lee <ann@x.example> a scris:",
        "Redir.",
    ),
    "hr": Words(
        "Šalje",
        "Datum",
        "Naslov",
        "Prima",
        "Započni proslijeđenu poruku:",
        "Proslijeđena poruka",
        "Dana 28. 10. 2026. u 12:46, Ann Lee <ann@x.example> je napisao/la:",
        "Fw",
    ),
    "ru": Words(
        "От",
        "Дата",
        "Тема",
        "Кому",
        "Начало переадресованного сообщения:",
        "Пересылаемое сообщение",
        '28.10.2026, 12:46, пользователь "Ann Lee" <ann@x.example> написал:',
        "FW",
    ),
    "uk": Words(
        "Від",
        "Дата",
        "Тема",
        "Кому",
        "Початок листа, що пересилається:",
        "Перенаправлене повідомлення",
        "28 жовт. 2026 р. о 12:46 Ann Lee <ann@x.example> пише:",
        "Fwd",
    ),
    "tr": Words(
        "Kimden",
        "Tarih",
        "Konu",
        "Kime",
        "İleti başlangıcı:",
        "İletilmiş Mesaj",
        '"Ann Lee" <ann@x.example>, 28.10.2026 12:46 tarihinde şunu yazdı:',
        "İLT",
    ),
    "ja": Words(
        "差出人",
        "日時",
        "件名",
        "宛先",
        "転送されたメッセージ:",
        "転送メッセージ",
        "2026/10/28 12:46、Ann Lee <ann@x.example>のメール:",
        "転送",
    ),
    "zh": Words(
        "发件人",
        "日期",
        "主题",
        "收件人",
        "下面是被转发的邮件：",
        "转发邮件",
        "在 2026/10/28 12:46，“Ann Lee”<ann@x.example> 写道:",
        "转发",
    ),
    "ko": Words(
        "보낸 사람",
        "날짜",
        "제목",
        "받는 사람",
        "전달된 메시지의 시작:",
        "전달된 메시지",
        "2026. 10. 28. 오후 12:46, Ann Lee <ann@x.example> 작성:",
        "전달",
    ),
    "he": Words(
        "מאת",
        "תאריך",
        "נושא",
        "אל",
        "תחילת ההודעה שהועברה:",
        "הודעה שהועברה",
        "ב-28 באוק׳ 2026, בשעה 12:46, Ann Lee <ann@x.example> כתב/ה:",
        "הועבר",
    ),
    "el": Words(
        "Από",
        "Ημερομηνία",
        "Θέμα",
        "Προς",
        "Αρχή προωθημένου μηνύματος:",
        "Προωθημένο μήνυμα",
        "Στις 28/10/26 12:46, ο/η Ann Lee <ann@x.example> έγραψε:",
        "Fwd",
    ),
    "ar": Words(
        "من",
        "التاريخ",
        "الموضوع",
        "إلى",
        "بداية الرسالة المعاد توجيهها:",
        "رسالة محولة",
        "في 28/10/2026 12:46، كتب Ann Lee <ann@x.example>:",
        "Fwd",
    ),
}

BODY = "Happy to talk next week.\n\nI liked your questions."
MAIL = f"{BODY}\n\nOn Mon, Oct 26, 2026 at 9:00 AM Roger <r@mail.example> wrote:\n> stop"
WANTED = Forwarded(mime.Mailbox("Ann Lee", "ann@x.example"), "Next steps", BODY)


def block(
    words: Words, *, by: str = "Ann Lee <ann@x.example>", order: str = "fdts", bold: str = ""
) -> str:
    """A block of headers, its lines in that order."""
    values = {
        "f": (words.author, by),
        "d": (words.date, "Wed, Oct 28, 2026 at 12:46 PM"),
        "t": (words.to, '"r@mail.example" <r@mail.example>'),
        "s": (words.subject, "Next steps"),
    }
    return "\n".join(f"{bold}{values[each][0]}:{bold} {values[each][1]}" for each in order)


def gmail(words: Words) -> str:
    """Of its headers Gmail translates From only."""
    english = WORDS["en"]._replace(author=words.author, date="Date")
    return f"---------- Forwarded message ---------\n{block(english)}\n\n\n{MAIL}"


FORMATS: dict[str, Callable[[Words], str]] = {
    "gmail": gmail,
    "translated": lambda w: f"---------- {w.title} ---------\n{block(w)}\n\n\n{MAIL}",
    "apple": lambda w: f"{w.apple}\n\n{quoted(block(w, order='fsdt') + chr(10) * 2 + MAIL)}",
    "apple-quoted": lambda w: quoted(f"{w.apple}\n\n{block(w, order='fsdt')}\n\n{MAIL}"),
    "outlook-web": lambda _: f"{'_' * 32}\n{block(WORDS['en'])}\n\n{MAIL}",
    "outlook-new": lambda w: f"{block(w)}\n{MAIL}",
    "outlook-bold": lambda w: (
        f"{block(w, by='Ann Lee [mailto:ann@x.example]', bold='*')}\n\n{MAIL}"
    ),
    "outlook-links": lambda w: (
        f"{block(w, by='Ann Lee <ann@x.example<mailto:ann@x.example>>')}\n\n{MAIL}"
    ),
    "outlook-for-mac": lambda w: f"{w.attribution}\n\n{MAIL}".replace("\n", "\n    "),
    "yahoo": lambda w: (
        f"   ----- {w.title} ----- {block(w, order='ftds').replace(chr(10), '')}\n {MAIL}"
    ),
    "thunderbird": lambda w: (
        f"-------- {w.title} --------\n"
        f"{block(w, order='sdft').replace(': ', ': ' + chr(9))}\n\n\n{MAIL}"
    ),
    "missive": lambda w: f"---------- {w.title} ----------\n{block(w)}\n\n{quoted(MAIL)}",
    "mailmate": lambda w: f"Forwarded message:\n\n{quoted(block(w) + chr(10) * 2 + MAIL)}",
    "ionos": lambda w: quoted(f"---------- Original Message ----------\n{block(w)}\n \n{MAIL}"),
    "wrapped": lambda w: (
        f"---------- {w.title} ---------\n"
        f"{block(w, by='Ann Lee' + chr(10) + '<ann@x.example>')}\n\n{MAIL}"
    ),
}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("name", FORMATS)
def test_a_mail_that_is_passed_on_says_whose_it_is(name: str, language: str) -> None:
    """In any program and language: the author, the subject, the author's words without their own
    history; and what was written above is the seeker's.
    """
    words = WORDS[language]
    for above in ("", "what do you think?\n\n"):
        message = mail(above + FORMATS[name](words))
        message.replace_header("Subject", f"{words.prefix}: Next steps")
        read = mime.read(message.as_bytes())
        assert forwarded(read) == WANTED
        assert reply.new_text(read) == above.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_alone_is_enough(language: str) -> None:
    """The block of headers in an HTML part."""
    message = mime.read(CLIENTS["outlook-web"]("", LANGUAGES[language]).as_bytes())
    found = forwarded(message)
    assert found is not None
    assert found.author.address == "reply+k1abcdef@in.rapport.example"
    assert found.subject == "Thank Stan today"
    assert found.text.startswith("Hello Roger,")


def test_what_is_written_below_a_quoted_mail_is_not_the_authors() -> None:
    """It is the seeker's own word on it."""
    text = f"{FORMATS['apple-quoted'](WORDS['en'])}\n\nWhat do you think?"
    message = mime.read(mail(text).as_bytes())
    assert forwarded(message) == WANTED
    assert reply.new_text(message) == "What do you think?"


def test_a_block_may_be_wrapped_and_have_blank_lines() -> None:
    """A long subject goes on, and some programs put blank lines between the headers."""
    text = (
        "-----Original Message-----\nFrom: Ann Lee <ann@x.example>\n\nDate: Sat, 22 Mar 2026 "
        f"12:16\nTo:<r@mail.example>\n\nSubject: Next\nsteps\nCc: x@y.example\n\n{MAIL}"
    )
    assert forwarded(mime.read(mail(text).as_bytes())) == WANTED


def test_an_attached_mail_is_passed_on_too() -> None:
    """As message/rfc822."""
    inner = EmailMessage()
    inner["From"] = "Ann Lee <ann@x.example>"
    inner["Subject"] = "Next steps"
    inner.set_content(MAIL)
    outer = mail("see below")
    outer.add_attachment(inner)
    assert forwarded(mime.read(outer.as_bytes())) == WANTED


def test_an_answer_passes_nothing_on() -> None:
    """An attribution tells of a mail that is passed on only where the subject says so."""
    answer = f"done\n\n{WORDS['en'].attribution}\n\n> {BODY}"
    assert forwarded(mime.read(mail(answer).as_bytes())) is None
    assert forwarded(mime.read(mail("done").as_bytes())) is None
    assert forwarded(mime.read(mail("From: Berlin\nTo: Munich\nDate: Friday").as_bytes())) is None
