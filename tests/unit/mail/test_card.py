"""A business card below a sign-off and a name."""

from __future__ import annotations

import pytest

from rapport.mail import mime, reply

CARDS = {
    "a position, a phone, a picture": "Software Engineer\n\n+31 20 555 0123\n\n"
    "[cid:image001.png@01D4773F.DA6368E0]<https://www.contoso.example/nl>",
    "an address of a street": "A-1000 Wien, Grüngasse 1\nTel: +44-7700-900333",
    "labels": "Contoso GmbH | Head of Data\nT +49 (0)30 555 01 23\nM: +49 170 5550123\n"
    "E: stan@contoso.example\nW: www.contoso.example",
    "bars between": "CTO\nTel. 030 5550123 | Fax 030 5550124\ns@x.example | www.x.example",
    "the company first": "Contoso Limited\n1 High Street, London\nPhone: 020 7946 0123",
    "Russian": "Руководитель отдела\nтел.: +7 495 555-01-23\nstan@contoso.example",
}
SIGNED = {
    "English": "Best regards,\nStan Lee",
    "one line": "Best, Stan",
    "German": "Mit freundlichen Grüßen\n\nStan Lee",
    "two languages": "Met vriendelijke groet / Kind regards,\n\nStan Lee",
    "French": "Bien cordialement,\nStan Lee",
    "Polish": "Z poważaniem\nStan Lee",
    "Swedish": "Med vänlig hälsning\nStan Lee",
    "Russian": "С уважением,\nСтэн Ли",
    "a name in full below": "Stan\n\nDr. Stan Lee",
}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
@pytest.mark.parametrize("signed", SIGNED.values(), ids=SIGNED)
def test_a_card_below_a_name_goes(signed: str, card: str) -> None:
    """The sign-off and the name stay, in any language, with history below or without."""
    kept = f"I have written to her.\n\n{signed.removesuffix('Dr. Stan Lee').rstrip()}"
    history = "On Tue, Nov 24, 2026 at 9:00 AM R <r@x.example> wrote:\n> stop"
    for below in ("", f"\n\n{history}"):
        assert reply.new_text(f"I have written to her.\n\n{signed}\n{card}{below}\n") == kept


def test_a_name_in_full_below_the_sign_off_begins_a_signature() -> None:
    """Whatever slogan follows: who has signed has said everything."""
    signed = "Ok.\n\nFreundliche Grüße\nAnke"
    below = "**Anke Lee**,\nSpecialist\n![Time](https://x.example/t.png)\n\nLearn it now!\nWebinars"
    assert reply.new_text(f"{signed}\n\n{below}\n") == signed


KEPT = {
    "words below the card": "Thanks,\nStan\n+49 170 5550123\nwww.stan.example\n\nDone",
    "a postscript": "Thanks,\nStan\n\nP.S. call me at +49 170 5550123\nor see www.stan.example",
    "a number alone": "Thanks,\nStan\n+49 170 5550123",
    "a sentence with a number": "Thanks,\nStan\nCall me at +49 170 5550123 until five\n"
    "or write to stan@x.example if that is easier for you",
    "whom to turn to": "She said I should ask\n\nPriya Rao\nCTO, Contoso\n+49 170 5550123\n"
    "priya@contoso.example",
    "whom to turn to, below a colon": "Thanks, that is her card:\nPriya Rao\n+49 170 5550123\n"
    "priya@contoso.example",
    "links": "Read these:\nhttps://x.example/a\nhttps://x.example/b",
    "a signature with a postscript": "Cheers\nAnke\n\nAnke Lee\nSpecialist\n\nP.S. I liked it",
    "numbers": "Thanks\nStan\n\n2026-11-24 14:30\n2026-11-25 9:00",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_is_no_card_stays(text: str) -> None:
    """A lost word is worse than a kept one."""
    assert reply.new_text(text).split() == text.split()


@pytest.mark.parametrize(
    ("sender", "kept"),
    [
        ("Priya Rao <p@x.example>", "Fine by me.\n\nPriya Rao"),
        ("priya@contoso.example", "Fine by me.\n\nPriya Rao"),
        ("Stan Lee <stan@x.example>", None),
    ],
)
def test_a_card_without_a_sign_off_goes_where_it_is_the_senders(
    sender: str, kept: str | None
) -> None:
    """Somebody else's card is what the mail is about."""
    text = "Fine by me.\n\nPriya Rao\nCTO, Contoso\n+49 170 5550123\npriya@contoso.example"
    raw = f"From: {sender}\nMIME-Version: 1.0\nContent-Type: text/plain\n\n{text}\n"
    assert reply.new_text(mime.read(raw.encode())) == (kept or text)
