"""Quotes with other marks than ">", and the footers of lists and helpdesks."""

from __future__ import annotations

import pytest

from rapport.mail import reply

MARKS = ("| ", "|", ": ", "} ", "Kurt> ", "SL> ", "Stan.Lee> ", "| > ")
COMMANDS = ("STOP", "PAUSE", "WEITER", "UNSUBSCRIBE")
FOOTERS = (
    "__,_._,___\nGroup footer",
    "Post message: x@list.example\nSubscribe: s@list.example\nUnsubscribe: u@list.example",
    "To unsubscribe, e-mail: dev-unsubscribe@list.example",
    "This SF.net email is sponsored by: somebody\nhttp://ad.example/",
    "This mail was sent to stan@x.example.",
    "Acme is registered as a charity (ref. XT32865) and is run by volunteers.",
    "Acme Ltd\nRegistered in England and Wales No. 1234567",
    "Sitz der Gesellschaft: Bonn, Amtsgericht Bonn, HRB 12345",
    "~*~*~*~*~*~*\nThe committee",
    "-----------------\n-Stan Lee",
)
KEPT = (
    "| day | time |\n|-----|------|\n| Mon | 9:00 |",
    "Plan\n-----\nI finished the report and will send it on Monday.",
    "I wrote the note on how to unsubscribe, and sent it.",
    "mysql> select 1;\nmysql> select 2;",
    "Acme GmbH signed the contract today.",
)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("mark", MARKS)
def test_no_command_behind_another_mark_is_read(mark: str, command: str) -> None:
    """What is quoted with any mark goes, and the answers between stay."""
    quote = f"{mark}Dear Stan\n{mark}{command}"
    text = f"{quote}\n\nFirst answer.\n\n{quote}\n\nSecond answer."
    assert reply.new_text(text) == "First answer.\n\nSecond answer."


@pytest.mark.parametrize("footer", FOOTERS)
def test_a_footer_goes(footer: str) -> None:
    """The footer of a list, a platform or a company is nobody's answer."""
    assert reply.new_text(f"I finished the report.\n\n{footer}\n") == "I finished the report."


@pytest.mark.parametrize("text", KEPT)
def test_own_words_stay(text: str) -> None:
    """Tables, headings, prompts and sentences about such things are the person's."""
    assert reply.new_text(text) == text


def test_a_helpdesk_leaves_what_is_above_and_under_its_notice() -> None:
    """What stands above the first and below the last of its two marks is the person's."""
    above, under = "=-=-= write above this line =-=-=", "=_=_= write under this line =_=_="
    text = f"Above.\n\n{above}\n\nSTOP\n\n{under}\n\nUnder."
    assert reply.new_text(text) == "Above.\n\nUnder."
