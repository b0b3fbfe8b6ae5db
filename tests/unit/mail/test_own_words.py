"""Our own mails within what answers them."""

from __future__ import annotations

import pytest

from rapport.mail import own_words, reply

RECEIPT = """Hello Roger,

Done: Thank Stan Kowalski.

Next, Monday, 7 December, 09:00: Ask Contoso how it stands.

A mistake? Take it back here: https://rapport.example/undo/a/b"""
GERMAN = RECEIPT.replace("Hello", "Hallo").replace(
    "A mistake? Take it back here", "Ein Irrtum? Hier nimmst du es zurück"
)


@pytest.mark.parametrize("ours", [RECEIPT, GERMAN])
@pytest.mark.parametrize("mark", ["", "> "])
def test_what_stands_around_our_words_is_kept(ours: str, mark: str) -> None:
    """Above and below, whether the program marks what it quotes or not."""
    quoted = "".join(f"{mark}{line}\n" for line in ours.splitlines())
    text = f"bought the books\n\n{quoted}\nand the class is booked"
    found = own_words.within(text, "Roger")
    assert found == ours
    assert reply.new_text(text, sent=found) == "bought the books\n\nand the class is booked"


@pytest.mark.parametrize(
    "text", ["", "done", "Hello Roger,\nsaid Stan.", "Hello Dana,\n\nDone: it"]
)
def test_nothing_else_is_taken_for_ours(text: str) -> None:
    """A greeting alone is no mail of ours."""
    assert own_words.within(text, "Roger") is None
