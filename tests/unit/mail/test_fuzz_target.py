"""The fuzzer that anybody can run finds what is broken, and nothing where nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import mail as fuzz


def test_damaged_mails_are_survived(capsys: pytest.CaptureFixture[str]) -> None:
    """A short run, from the command."""
    assert fuzz.main(["--runs", "150", "--seed", "1", "--by-chance"]) == 0
    assert capsys.readouterr().out == "150 damaged mails survived, seed 1\n"


def test_a_mail_that_breaks_a_promise_is_kept() -> None:
    """With the seed, to do it again."""

    def check(raw: bytes) -> None:
        if b"\0" in raw:
            raise ValueError("null")

    with pytest.raises(fuzz.Broken, match=r"run \d+ of seed 1: .*null.* kept in ") as raised:
        fuzz.by_chance(2_000, 1, check)
    kept = Path(str(raised.value).rpartition(" ")[2])
    assert b"\0" in kept.read_bytes()
    kept.unlink()
