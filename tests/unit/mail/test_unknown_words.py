"""History in words of no table: titles, blocks and attributions by what they are made of."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from rapport.mail import mime, reply

COMMANDS = ("STOP", "PAUSE", "WEITER", "UNSUBSCRIBE")
HISTORY = {
    "curly apostrophe": "----- Message d’origine -----\nDe : x",
    "unknown title": "--- Něco docela jiného ---\nXyz: Stan <stan@x.example>",
    "unknown title and time": "-------- Оригинално писмо --------\n\nКога: 24.11.2026 09:00",
    "unknown block": "Хто: I <i@x.example>\nКоли: 24.11.2026 10:00\nДля: Stan\nПро: лист",
    "elided block": "От: Иван <x@y>\nДо: ...",
    "sent and to": "Sent: Sunday, December 28, 2025 2:18 PM\nTo: Stan",
    "Bulgarian sent and to": "Изпратено на: 28.12.2025 14:19\nДо: ...",
    "no colon": "Begin forwarded message\nFrom: A <a@a>",
    "date and verb": "On Mon Jan 1 wrote:",
    "name, date and verb": "Иванов И.И. 01.01.2024 написал:",
    "name, date and verb, Polish": "Kowalski J. 24.11.2026 napisał(a):",
    "name, date, time and verb": "Stan Lee, 24.11.2026 09:00 schrieb:",
    "legal": "________\nThis message is intended only for you.",
}
OWN = (
    "To: do: call mum\nBy: Friday",
    "Time: 10:00\nPlace: the café",
    "Mon: free\nTue: busy\nWed: 10:00",
    "From: Berlin 10:00\nTo: Munich 14:00",
    "From: Berlin\nTo: Munich\nDate: 24 November 2026",
    "Email: stan@x.example\nPhone: 0123 45678",
    "Meeting: 24 Nov 2026 10:00\nContact: Stan Lee <stan@x.example>",
    "Date: 24.11.2026 10:00\nTo: Stan",
    "Sent: 3\nTo: 4",
    "Pros: cheap\nCons: ...",
    "---- Plan ----\nMon: free\nTue: busy",
    "----- Agenda -----\nTime: 10:00\nPlace: here",
    "---- Trip ----\nFrom: Berlin\nTo: Munich",
    "On Monday I wrote: all is well.",
    "Begin forwarded message: nothing came, so I did it.",
    "He asked me what you wrote: I do not know.",
)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("history", HISTORY.values(), ids=HISTORY)
def test_history_of_any_words_goes(history: str, command: str) -> None:
    """No command below it is read, whatever language its program speaks."""
    below = "" if history.endswith("you.") else f"\n\n{command}"
    for between in ("\n\n", "\n"):
        assert reply.new_text(f"I rang her.{between}{history}{below}") == "I rang her."


@pytest.mark.parametrize("own", OWN)
def test_own_labels_stay(own: str) -> None:
    """A person writes lines with colons, and dashes around a heading, too."""
    for text in (f"Here it is.\n\n{own}", f"Here it is.\n{own}"):
        assert reply.new_text(text) == text


@pytest.mark.parametrize(
    "line", ["In your message you said:", "You wrote:", "Sie schrieben:", "Вы писали:"]
)
def test_you_wrote_goes_above_a_quote_and_at_the_end(line: str) -> None:
    """There it leads over to a quote; above own words it is the person's."""
    assert reply.new_text(f"I rang her.\n\n{line}\n> STOP") == "I rang her."
    assert reply.new_text(f"I rang her.\n\n{line}\n") == "I rang her."
    assert reply.new_text(f"{line}\nThat is what I did.") == f"{line}\nThat is what I did."


@pytest.mark.parametrize("heading", ["First Point:", "Next Week:", "My Plan:"])
def test_a_heading_above_a_quote_stays(heading: str) -> None:
    """Two words are an author's name only where the mail knows that name."""
    assert reply.new_text(f"{heading}\n> STOP\n\nI rang her.") == f"{heading}\n\nI rang her."


def test_a_name_above_a_quote_goes_where_the_mail_knows_it() -> None:
    """Of the one it is written to, or who signed in the quote."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Roger <r@x.example>", "Stan Lee <s@x.example>"
    mail.set_content("Stan Lee:\n> STOP\n\nI rang her.\n")
    assert reply.new_text(mime.read(mail.as_bytes())) == "I rang her."
    assert reply.new_text("Stan Lee:\n> STOP\n> Stan Lee\n\nI rang her.") == "I rang her."
    assert reply.new_text("[Stan Lee]\n> STOP\n\nI rang her.") == "I rang her."


def test_an_answer_below_a_footer_is_read() -> None:
    """Where only a quote stands above the footer; without a sentence below it all goes."""
    virus = "Virus-free. www.avast.com"
    assert reply.new_text(f"> STOP\n\n{virus}\n\nI rang her this morning.") == (
        "I rang her this morning."
    )
    assert reply.new_text(f"I rang her.\n\n{virus}\n\nPlease buy our other product.") == (
        "I rang her."
    )


def _page(markup: str) -> str:
    mail = EmailMessage()
    mail["From"] = "Roger Neal <r@x.example>"
    mail.set_content(markup, subtype="html")
    return reply.new_text(mime.read(mail.as_bytes()))


BORDERED = '<div style="margin-left:8px; border-left: 2px solid #ccc; padding-left: 8px">{}</div>'


def test_a_line_beside_the_last_part_of_a_page_marks_a_quote() -> None:
    """Below the person's words; above other words, or alone, it is theirs."""
    quote = BORDERED.format("<div>STOP</div>")
    assert _page(f"<div>I rang her.</div>{quote}") == "I rang her."
    assert _page(quote) == "STOP"
    assert _page(f"<p>So:</p>{BORDERED.format('my plan')}<p>Fine?</p>") == "So:\n\nmy plan\n\nFine?"
    assert "plan" in _page('<p>So:</p><div style="border-left:none; padding:1px">my plan</div>')


def test_a_quoted_page_with_a_head_loses_nothing_above_it() -> None:
    """Only a head with which the page begins is passed over."""
    quoted = "<!DOCTYPE html><html><head><title>T</title></head><body>STOP</body></html>"
    assert _page(f"<p>I rang her.</p><blockquote>{quoted}</blockquote>") == "I rang her."
    headed = (
        "<!DOCTYPE html>\n<html lang=en>\n<head><title>T</title></head><body>I rang her.</body>"
    )
    assert _page(headed) == "I rang her."


def test_a_card_below_the_quote_goes_with_its_name() -> None:
    """Whoever signed above the quote is not named once more below it."""
    mail = EmailMessage()
    mail["From"] = "Roger Neal <r@x.example>"
    card = "Roger Neal\nEngineer\nr@x.example\nPhone: +33 49 723 2619"
    mail.set_content(f"I rang her.\nRoger\n\n> STOP\n\n{card}\n")
    assert reply.new_text(mime.read(mail.as_bytes())) == "I rang her.\nRoger"


def test_a_company_below_the_name_goes() -> None:
    """Its name, what it does and its page, where no other footer is about."""
    company = "Acme Analysts Ltd, London.\nSoftware for everybody http://www.acme.example/"
    assert reply.new_text(f"I rang her.\n\nRoger\n\n\n{company}") == "I rang her.\n\nRoger"
