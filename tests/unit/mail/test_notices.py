"""Notices that nobody wrote are no words, and words about notices are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rapport.mail import reply

DATA = Path(__file__).parents[2] / "data" / "mail" / "notices.json"
NOTICES: dict[str, list[str]] = json.loads(DATA.read_text("utf-8"))
HISTORY = "On Tue, 24 Nov 2026 at 09:00, Rapport <a@b.example> wrote:\n> stop"


@pytest.mark.parametrize("banner", NOTICES["banners"])
def test_what_a_gateway_put_above_is_cut(banner: str) -> None:
    """In any language, wrapped or not; alone it is nothing."""
    assert reply.new_text(f"{banner}\n\ndone\n\n{HISTORY}\n") == "done"
    assert reply.new_text(f"{banner}\n") == ""


@pytest.mark.parametrize("footer", NOTICES["footers"])
def test_what_a_scanner_or_list_put_below_is_cut(footer: str) -> None:
    """Above history and at the end."""
    assert reply.new_text(f"done\n\n{footer}\n") == "done"
    assert reply.new_text(f"done\n\n{footer}\n\n{HISTORY}\n") == "done"


@pytest.mark.parametrize("words", NOTICES["words of a person"])
def test_what_a_person_says_of_such_things_stays(words: str) -> None:
    """Of mails, links, viruses, outsiders and lists; and of what somebody wrote, and when."""
    for below in ("", "\n\nI wrote to Stan.", f"\n\n{HISTORY}"):
        kept = words + below.removesuffix(f"\n\n{HISTORY}")
        assert reply.new_text(words + below) == kept


def test_a_real_attribution_without_an_address_is_still_one() -> None:
    """A program writes a whole date, or marks the quote."""
    for line in ("On 24 Nov 2026 at 10:00 Stan wrote:", "Am 24.11.2026 um 10:00 schrieb Stan:"):
        assert reply.new_text(f"{line}\nstop") == ""
    assert reply.new_text("On Monday at 10:00 Stan wrote:\n> stop") == ""
