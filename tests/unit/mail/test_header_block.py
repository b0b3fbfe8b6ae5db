"""Blocks of headers above history: Outlook's and others', in the languages of no writer's table."""

from __future__ import annotations

import pytest

from rapport.mail import reply

BLOCKS = {
    "Danish": ("Fra", "Sendt", "Til", "Emne", "24. november 2026 09:00"),
    "Finnish": ("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe", "24. marraskuuta 2026 9.00"),
    "Czech": ("Od", "Odesláno", "Komu", "Předmět", "úterý 24. listopadu 2026 9:00"),
    "Slovak": ("Od", "Odoslané", "Komu", "Predmet", "utorok 24. novembra 2026 9:00"),
    "Hungarian": ("Feladó", "Elküldve", "Címzett", "Tárgy", "2026. november 24., kedd 9:00"),
    "Romanian": ("De la", "Trimis", "Către", "Subiect", "marți, 24 noiembrie 2026 09:00"),
    "Bulgarian": ("От", "Изпратено", "До", "Относно", "вторник, 24 ноември 2026 г. 9:00"),
    "Greek": ("Από", "Στάλθηκε", "Προς", "Θέμα", "Τρίτη, 24 Νοεμβρίου 2026 9:00 πμ"),
    "Croatian": ("Šalje", "Poslano", "Prima", "Predmet", "utorak, 24. studenoga 2026. 9:00"),
    "Serbian": ("Od", "Poslato", "Za", "Tema", "utorak, 24. novembar 2026. 9:00"),
    "Slovenian": ("Od", "Poslano", "Za", "Zadeva", "torek, 24. november 2026 9:00"),
    "Estonian": ("Saatja", "Saatmisaeg", "Adressaat", "Teema", "24. november 2026 9:00"),
    "Latvian": ("No", "Nosūtīts", "Kam", "Tēma", "otrdiena, 2026. gada 24. novembris 9:00"),
    "Lithuanian": ("Nuo", "Išsiųsta", "Kam", "Tema", "2026 m. lapkričio 24 d. 9:00"),
    "Icelandic": ("Frá", "Sent", "Til", "Efni", "þriðjudagur, 24. nóvember 2026 09:00"),
    "Catalan": ("De", "Enviat", "Per a", "Tema", "dimarts, 24 de novembre de 2026 9:00"),
    "Arabic": ("من", "تم الإرسال", "إلى", "الموضوع", "الثلاثاء، 24 نوفمبر 2026 9:00"),
    "Vietnamese": ("Từ", "Đã gửi", "Đến", "Chủ đề", "24 Tháng Mười Một 2026 9:00"),
    "Thai": ("จาก", "ส่ง", "ถึง", "เรื่อง", "24 พฤศจิกายน 2569 9:00"),
    "Indonesian": ("Dari", "Dikirim", "Kepada", "Perihal", "Selasa, 24 November 2026 9:00"),
    "Chinese, Taiwan": ("寄件者", "寄件日期", "收件者", "主旨", "2026年11月24日 上午 09:00"),
}


def block(names: tuple[str, ...], author: str) -> str:
    *heads, sent = names
    values = (author, sent, "Roger", "Thank Stan today")
    return "\n".join(f"{name}: {value}" for name, value in zip(heads, values, strict=True))


@pytest.mark.parametrize("author", ["Rapport", "Rapport <r@x.example>"])
@pytest.mark.parametrize("names", BLOCKS.values(), ids=BLOCKS)
def test_a_block_in_any_language_begins_history(names: tuple[str, ...], author: str) -> None:
    """With an address or without one, as inside a company; no command below leaks."""
    for between in ("\n\n", "\n"):
        text = f"it went well{between}{block(names, author)}\n\nstop\n\nundo everything"
        assert reply.new_text(text) == "it went well"


def test_a_block_that_lost_its_line_breaks_begins_history() -> None:
    """As one gateway leaves it, in whatever order."""
    text = 'Temat: Thank Stan 2026-11-24 9:00Nadawca: "R" r@x.example Adresat:\nstop'
    assert reply.new_text(f"it went well\n{text}") == "it went well"


QUOTED = "From: R <r@x.example>\nSent: Tuesday, November 24, 2026 9:00 AM\nSubject: T\n"


def test_an_answer_below_a_block_and_its_quote_is_read() -> None:
    """Where the mail begins with the block, and what was quoted bears marks."""
    assert reply.new_text(f"{QUOTED}\n> stop\n> skip\n\nit went well") == "it went well"
    assert reply.new_text(f"{QUOTED}> stop\n\nit went well\n> skip\nit did") == (
        "it went well\nit did"
    )


def test_below_a_block_without_marks_all_is_history() -> None:
    """Nobody can tell an answer there from a command that was quoted."""
    assert reply.new_text(f"{QUOTED}\nstop\n\nundo everything") == ""
    assert reply.new_text(f"it went well\n\n{QUOTED}\n> a quote in it\n\nstop") == "it went well"
