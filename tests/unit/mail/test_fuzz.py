"""Whatever arrives: no error but `UnreadableMail`, and bounded results."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.mail import commands, lines, loops, markup, mime, reply, sender
from tests.unit.mail.clients import CLIENTS, LANGUAGES, SENT

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
RAWS = [CLIENTS[client]("done", LANGUAGES["fr"]).as_bytes() for client in CLIENTS]
PIECES = [
    b"\n", b"\r", b"\0", b" ", b":", b"--", b"<", b">", b'"', b"=?utf-8?q?=00?=", b"From: ",
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"Content-Type: message/rfc822\n\n",
    b"Content-Transfer-Encoding: base64\n", b"\xff\xfe", b"> ", b"On 3 May 2026 at 10:00, ",
    b"wrote:", b"<blockquote>", b"<div class=gmail_quote>", b"\xe2\x80\x8f", b"charset=utf-16;",
]  # fmt: skip


def everything(raw: bytes) -> None:
    """The whole way of a mail through the pure part."""
    with contextlib.suppress(mime.UnreadableMail):
        message = mime.read(raw)
        loops.automatic(message, envelope_sender=None, own_addresses=["a@b.example"])
        loops.looks_automatic(message.subject)
        verdicts = sender.Verdicts("PASS", "PASS", "PASS", "PASS", "GRAY")
        sender.judge(message, verdicts, ["a@b.example"])
        known = reply.new_text(message, sent=SENT)
        text = reply.new_text(message)
        assert max(len(known), len(text)) <= lines.MAX_CHARACTERS
        commands.understand(text, now=NOW, zone="Europe/Berlin")
        commands.interview_in(message.subject, text, now=NOW, zone="Europe/Berlin")
        values = (value for values in message.headers.values() for value in values)
        assert not any(char in value for value in values for char in "\r\n\0")


@given(st.binary(max_size=2_000))
def test_any_bytes(raw: bytes) -> None:
    """Noise."""
    everything(raw)


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8)), max_size=60))
def test_any_row_of_pieces_that_matter(pieces: list[bytes]) -> None:
    """Noise that gets further."""
    everything(b"From: a@b.example\n" + b"".join(pieces))


@settings(max_examples=200)
@given(
    st.sampled_from(RAWS),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES)), max_size=8),
)
def test_any_damage_to_a_real_mail(raw: bytes, damages: list[tuple[float, int, bytes]]) -> None:
    """Mails that were cut, and pieces put in where they do not belong."""
    for place, length, piece in damages:
        at = int(place * len(raw))
        raw = raw[:at] + piece + raw[at + length :]
    everything(raw)


@given(st.text(max_size=600), st.one_of(st.none(), st.text(max_size=600)))
def test_any_text(text: str, sent: str | None) -> None:
    """Nothing comes out that was not there: each line is one of the text's, or its beginning."""
    lines = text.splitlines()
    for line in reply.new_text(text, sent=sent).split("\n"):
        begin = line.strip()
        assert not begin or any(
            " ".join(begin.split()) in " ".join(each.split()) or begin in each for each in lines
        )


@given(st.text(alphabet="<>/=\"' abdivpq!-&;#0x", max_size=400))
def test_any_markup(page: str) -> None:
    """Tags in any state."""
    markup.read(page)


@given(st.text(max_size=300))
def test_any_words_are_understood_or_kept(text: str) -> None:
    """A text that says something is never understood as nothing at all."""
    understood = commands.understand(text, now=NOW, zone="UTC")
    assert isinstance(understood, list)
