"""What a person typed between the lines of the mail that is answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from textwrap import fill
from time import process_time

import pytest

from rapport.mail import commands, mime, reply
from rapport.mail.mime import Message
from tests.unit.mail import clients, hostile
from tests.unit.mail.clients import CLIENTS, LANGUAGES, SENT, Language, divs, lines, mail

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
HEAD, TAIL = (part.strip() for part in SENT.split("Your draft:"))
BLUE = "<p class=MsoNormal><span style='color:#1F497D'>{}</span></p>"


def folded(text: str) -> str:
    return " ".join(text.split())


def block(words: Language) -> str:
    """The headers of the mail that is answered, as Outlook writes them."""
    values = ("Rapport <r@in.example>", words.sent, "Roger <roger@mail.example>", "Thank Stan")
    pairs = zip(words.outlook, values, strict=True)
    return "\n".join(f"{name}: {value}" for name, value in pairs)


def paragraphs(text: str) -> str:
    return "".join(f"<p class=MsoNormal>{line}</p>" for line in text.splitlines())


def outlook_text(typed: str, words: Language) -> Message | str:
    return f"{block(words)}\n\n{HEAD}\n\n{typed}\n\nYour draft:\n\n{TAIL}\n"


def outlook_wrapped(typed: str, words: Language) -> Message | str:
    head, tail = ("\n".join(fill(line, 37) for line in part.splitlines()) for part in (HEAD, TAIL))
    return f"{block(words)}\n\n{head}\n\n{typed}\n\nYour draft:\n\n{tail}\n"


def original_message(typed: str, words: Language) -> Message | str:
    return f"{words.original}\n{block(words)}\n\n{HEAD}\n{typed}\n\nYour draft:\n\n{TAIL}\n"


def outlook_page(typed: str, words: Language) -> Message | str:
    page = (
        "<div class=WordSection1><p class=MsoNormal>&nbsp;</p><div><div style='border:none;"
        f"border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal>{lines(block(words))}</p></div></div>"
        f"{paragraphs(HEAD)}{BLUE.format(typed)}{paragraphs('Your draft:')}{paragraphs(TAIL)}</div>"
    )
    return mime.read(mail(None, page).as_bytes())


def outlook_web(typed: str, words: Language) -> Message | str:
    page = (
        f'<div><br></div><div id="appendonsend"></div><div id="divRplyFwdMsg">'
        f"{lines(block(words))}</div>{divs(HEAD)}<div style='color:blue'>{typed}</div>"
        f"{divs('Your draft:')}{divs(TAIL)}"
    )
    return mime.read(mail(None, page).as_bytes())


def within_a_quote(typed: str, words: Language) -> Message | str:
    page = (
        f'<div dir="ltr"><br></div><div class="gmail_quote"><div class="gmail_attr">'
        f"{lines(words.gmail.format(who='R <r@x.example>'))}</div><blockquote class='gmail_quote'>"
        f"{paragraphs(HEAD)}<div>{typed}</div>{paragraphs('Your draft:')}{paragraphs(TAIL)}"
        "</blockquote></div>"
    )
    text = f"> {HEAD}\n{typed}\n\nYour draft:\n\n{TAIL}".replace("\n", "\n> ")
    return mime.read(mail(text, page).as_bytes())


def between_two_quotes(typed: str, words: Language) -> Message | str:
    del words
    page = (
        f"<blockquote type=cite>{divs(HEAD)}</blockquote><div>{typed}</div>"
        f"<blockquote type=cite>{divs('Your draft:')}{divs(TAIL)}</blockquote>"
    )
    return mime.read(mail(None, page).as_bytes())


def no_mark(typed: str, words: Language) -> Message | str:
    del words
    return f"{HEAD}\n\n{typed}\n\nYour draft:\n\n{TAIL}\n"


Writer = Callable[[str, Language], Message | str]
WRITERS: tuple[Writer, ...] = (
    outlook_text,
    outlook_wrapped,
    original_message,
    outlook_page,
    outlook_web,
    within_a_quote,
    between_two_quotes,
    no_mark,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("writer", WRITERS)
def test_an_answer_between_the_lines_is_read(writer: Writer, language: str) -> None:
    """Marked as quoted or below what announces history: what is not our text is theirs."""
    words = LANGUAGES[language]
    for typed in ("done", words.reply, "snooze 3 days"):
        text = reply.new_text(writer(typed, words), sent=SENT)
        assert folded(text) == folded(typed)
        read = commands.understand(text, now=NOW, zone="UTC")
        assert read == commands.understand(typed, now=NOW, zone="UTC")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("writer", WRITERS)
def test_nothing_typed_between_the_lines_is_nothing(writer: Writer, language: str) -> None:
    """No line of ours is taken for theirs, wrapped or not."""
    assert reply.new_text(writer("", LANGUAGES[language]), sent=SENT) == ""


CHANGED = {
    "letters": HEAD.replace("interview", "int?rview"),
    "signs": HEAD.replace("is due today,", "is due today *"),
    "a link behind": f"{HEAD}\n<https://rapport.example/f/1>",
    "a picture": f"{HEAD}\n[cid:image001.png@01D4773F]",
    "a phone's line": f"{HEAD}\nSent from my iPhone",
    "headers": f"{HEAD}\nSubject: stop",
    "a deeper quote": f"{HEAD}\n> stop",
}


@pytest.mark.parametrize("head", CHANGED.values(), ids=CHANGED)
def test_what_a_program_changed_is_not_theirs(head: str) -> None:
    """A letter, a sign, a link, a line of its own."""
    text = f"{block(LANGUAGES['en'])}\n\n{head}\n\nYour draft:\n\n{TAIL}\n"
    assert reply.new_text(text, sent=SENT) == ""


def test_only_a_mail_that_came_back_is_answered_between_its_lines() -> None:
    """What stands between a few lines of it may be another mail, with commands of its own."""
    history = f"{block(LANGUAGES['en'])}\n\n{HEAD}\n\nstop\n\nundo everything\n"
    assert reply.new_text(f"ok\n\n{history}", sent=SENT) == "ok"


def test_what_stands_above_between_and_below_keeps_its_order() -> None:
    """Several answers, each a paragraph."""
    page = (
        f"<div>first</div><blockquote type=cite>{divs(HEAD)}<div>second</div>{divs('Your draft:')}"
        f"<div>third</div>{divs(TAIL)}</blockquote><div>fourth</div>"
    )
    text = reply.new_text(mime.read(mail(None, page).as_bytes()), sent=SENT)
    assert text == "first\n\nsecond\n\nthird\n\nfourth"


def test_an_answer_on_the_line_of_the_question_is_read() -> None:
    """Behind our words, on the same line."""
    asked = "a thank-you note to Stan is due today, because the interview was yesterday."
    text = reply.new_text(SENT.replace(asked, f"{asked} - sent it!"), sent=SENT)
    assert text == "sent it!"


def test_what_only_the_page_of_our_mail_says_is_ours_too() -> None:
    """The button of the draft stands in the HTML part alone."""
    button = "Open it in your own mail program"
    sent = mime.read(mail(SENT, f"{divs(SENT)}<div>{button}</div>{divs('The end.')}").as_bytes())
    answer = f"{block(LANGUAGES['en'])}\n\n{HEAD}\n{button}\n\nYour draft:\n\n{TAIL}\n"
    assert reply.new_text(answer, sent=reply.as_sent(sent)) == ""


COMMANDS = """\
Hello Roger,

done
stop
skip
help
undo
list
snooze until Friday 8am
snooze 3 days
done. She said I should read "The Goal".
stop everything
erledigt
fertig
stopp
überspringen
hilfe
rückgängig
liste
erinnere mich am Freitag um 8 Uhr
verschieben bis Montag
alles stoppen

Rapport
"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("client", CLIENTS)
def test_no_quoted_command_is_ever_read(
    client: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """History of nothing but commands, in every program and language, known or not: what is read
    is what was written, and of nothing written nothing.
    """
    monkeypatch.setattr(clients, "SENT", COMMANDS)
    words = LANGUAGES[language]
    known = [COMMANDS] if client == "no-marker" else [COMMANDS, None]
    for written in (words.reply, ""):
        message = mime.read(CLIENTS[client](written, words).as_bytes())
        for sent in known:
            assert folded(reply.new_text(message, sent=sent)) == folded(written)


@pytest.mark.parametrize("name", [*hostile.TEXTS, *hostile.PAGES])
def test_no_mail_is_slow_where_much_is_known(name: str) -> None:
    """What is recognised as our mail may be as long as an attacker likes."""
    known = "\n".join(f"line {at} that is long enough to be known by itself" for at in range(1500))
    raw = hostile.raw(name)
    begun = process_time()
    reply.new_text(mime.read(raw), sent=known)
    assert process_time() - begun < 1.0
