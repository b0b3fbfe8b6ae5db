"""The benchmark measures something that works; how fast is for a quiet machine to say."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from bench import mail as bench
from rapport.mail import commands, mime, reply
from tests.unit.mail import hostile
from tests.unit.mail.clients import LANGUAGES

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def test_the_benchmark_measures_answers_that_are_read() -> None:
    """Every mail of it gives the words that were written, also above a long thread."""
    written = tuple(words.reply for words in LANGUAGES.values())
    for mails in bench.answers().values():
        assert len(mails) > 100
        for raw in mails[:: len(mails) // 40]:
            assert reply.new_text(mime.read(raw)).strip().startswith(written)


def test_the_benchmark_prints_a_row_of_figures() -> None:
    """The median and the 99th of a hundred."""
    line = bench.row("answers", bench.answers()["text alone"][:3], 1)
    assert line.startswith("answers")
    assert line.count(" ms") == 2


def test_every_hostile_mail_is_as_large_as_is_read() -> None:
    """Else it would say nothing about the worst case."""
    assert {len(text) for text in hostile.TEXTS.values()} == {hostile.TEXT}
    assert all(hostile.HTML - 20 <= len(page) <= hostile.HTML for page in hostile.PAGES.values())


@pytest.mark.parametrize("name", hostile.TALES)
def test_no_words_are_slow_to_understand(name: str) -> None:
    """Nor to find an interview in: a guard far above the 25 ms that are measured."""
    words = hostile.TALES[name]
    begun = time.process_time()
    commands.understand(words, now=NOW, zone="Europe/Berlin", people=("Stan Kowalski",))
    commands.interview_in("Interview: Contoso", words, now=NOW, zone="Europe/Berlin")
    assert time.process_time() - begun < 0.25
