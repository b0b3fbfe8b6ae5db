"""How people really answer: every sentence of the tables in tests/data/said, and its meaning."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.mail import commands as said

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=ZoneInfo(BERLIN))
"""A Wednesday."""
OWN_NAME = "Roger Smith"
PEOPLE = ("Stan Kowalski", "Dana Reed", "Priya Nair", "Mark May")
TABLES = Path(__file__).parents[2] / "data" / "said"


def sentences(language: str) -> list[tuple[str, str]]:
    """The words of each line, and what they mean."""
    lines = (TABLES / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if " => " in line and line[0] != "#"]
    return [(words.replace("|", "\n"), meaning) for words, meaning in pairs]


def meaning(one: said.Understood) -> str:
    """One thing understood, in the words of the tables."""
    match one:
        case said.Done():
            return "done"
        case said.Snooze(until, _):
            return f"snooze {until.at:%Y-%m-%d %H:%M}" if until.at else "snooze ?"
        case said.Stop(scope, who):
            return " ".join(filter(None, ("stop", scope or "?", who)))
        case said.FeedbackGiven(who, _):
            return f"feedback {who or '-'}"
        case said.ExchangeSaid(who, _, direction, channel):
            return f"{'heard' if direction == 'in' else 'wrote'} {who or '-'} {channel}"
        case said.Attempt(who, _):
            return f"tried {who or '-'}"
        case said.AdviceGiven(_, kind, title):
            return f"advice {kind} {title}"
        case said.ProgressMade(what, step, _):
            return f"progress {step} {what or 'it'}"
        case said.OutcomeSaid(outcome, _):
            return f"outcome {outcome}"
        case _:
            return type(one).__name__.lower().removesuffix("pending")


def understood(text: str, language: str) -> str:
    """What the text is understood as."""
    found = said.understand(
        text, now=NOW, zone=BERLIN, language=language, own_name=OWN_NAME, people=PEOPLE
    )
    return "; ".join(map(meaning, found)) or "nothing"


@pytest.mark.parametrize(
    ("language", "words", "wanted"),
    [
        pytest.param(language, words, wanted, id=f"{language}-{words[:50]}")
        for language in ("en", "de")
        for words, wanted in sentences(language)
    ],
)
def test_a_sentence_means_what_its_table_says(language: str, words: str, wanted: str) -> None:
    """Whatever language the seeker chose, since nobody keeps to one."""
    assert understood(words, language) == wanted
    other = "de" if language == "en" else "en"
    assert understood(words, other) == wanted


GREETINGS = ("", "Hi", "Hi Rapport,", "Hello there!", "Hallo,", "Hey", "Good morning Rapport.")
SIGN_OFFS = ("", "Thanks!", "Best,|Roger", "Danke", "Viele Grüße|Roger Smith", "Roger", "LG Roger")


@pytest.mark.parametrize("greeting", GREETINGS)
@pytest.mark.parametrize("sign_off", SIGN_OFFS)
@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("done", "done"),
        ("skip", "skip"),
        ("got an offer", "outcome offered"),
        ("Stan called me", "heard Stan call"),
        ("bought the books", "progress bought books"),
        ("the weather is nice", "note"),
        ("erledigt", "done"),
        ("Bücher gekauft", "progress bought Bücher"),
    ],
)
def test_no_courtesy_hides_what_stands_beside_it(
    greeting: str, sign_off: str, gap: str, words: str, wanted: str
) -> None:
    """Whatever greets above, on the same line or not, and whatever signs below."""
    text = f"{greeting}{gap}{words}\n{sign_off}".replace("|", "\n")
    assert understood(text, "en") == understood(text, "de") == wanted


TELLING = ("done", "the dog barked", "👍", "Stan called", "no")
COURTEOUS = (
    "Hi",
    "Hi Rapport,",
    "Thanks!",
    "Roger",
    "Best, Roger",
    "Danke",
    "",
    "Analyst",
    "Cheers",
)


@given(st.lists(st.sampled_from(TELLING + COURTEOUS), max_size=6))
def test_only_what_is_all_courtesy_comes_to_nothing(lines: list[str]) -> None:
    """In any order, as people do write "Thanks!" first and what happened below."""
    if set(lines) & set(TELLING):
        assert understood("\n".join(lines), "en") != "nothing"
