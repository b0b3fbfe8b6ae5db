"""The table of headers that Notes draws above a mail that is answered, without a colon in it."""

from __future__ import annotations

import pytest

from rapport.mail import reply

ENGLISH = """\
Done, I rang her this morning.

Dana


"Rapport" <reminders@rapport.example>
03.11.2026 08:00
Please respond to
"Rapport" <r+abc@in.rapport.example>

To
dana@home.example
cc

Subject
Call Stan Kowalski

skip
"""
GERMAN = """\
erledigt

Rapport/Erinnerungen/DE
03.11.2026 08:00

An
dana@home.example
Kopie

Thema
Stan Kowalski anrufen

überspringen
"""
TYPED = """\
We went through the form with its many fields:

To
whom it goes
cc
nobody
Subject
whatever one likes

and she laughed.
"""


@pytest.mark.parametrize(
    ("mail", "words"),
    [(ENGLISH, "Done, I rang her this morning.\n\nDana"), (GERMAN, "erledigt"), (TYPED, TYPED)],
    ids=["English", "German", "a person's own"],
)
def test_what_stands_below_the_table_is_history(mail: str, words: str) -> None:
    """No quoted word runs as a command; whoever writes such labels alone keeps their words."""
    assert reply.new_text(mail).split() == words.split()
