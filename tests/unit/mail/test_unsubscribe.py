"""Links that end mails of one kind: ours alone, for one seeker and one kind, however old."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.mail.address import Keys
from rapport.mail.unsubscribe import ForgedLink, Unsubscribing
from rapport.plan import Kind

SEEKER = "abcdefghijklmnop"
URL = "https://abcdefghij.execute-api.eu-central-1.amazonaws.com"
OURS = Unsubscribing(Keys.read("first-secret"), URL)


def parts(link: str) -> tuple[str, str]:
    assert link.startswith(f"{URL}/unsubscribe/")
    kind, token = link.removeprefix(f"{URL}/unsubscribe/").split("/")
    return kind, token


@pytest.mark.parametrize("kind", Kind)
def test_a_link_is_about_one_seeker_and_one_kind(kind: Kind) -> None:
    """What was signed is what is read, and for no other kind."""
    told, token = parts(OURS.link(SEEKER, kind))
    assert OURS.read(told, token) == (SEEKER, kind)
    for other in set(Kind) - {kind}:
        with pytest.raises(ForgedLink):
            OURS.read(other, token)


@given(st.text(max_size=60), st.text(max_size=60))
def test_nobody_else_makes_one(kind: str, token: str) -> None:
    """Whatever somebody writes there is refused as forged, and never fails otherwise."""
    with pytest.raises(ForgedLink):
        OURS.read(kind, token)
    with pytest.raises(ForgedLink):
        OURS.read(Kind.THANK_YOU, token)


def test_a_link_for_one_seeker_is_none_for_another() -> None:
    """The seeker is part of what is signed."""
    kind, token = parts(OURS.link(SEEKER, Kind.THANK_YOU))
    with pytest.raises(ForgedLink):
        OURS.read(kind, SEEKER[::-1] + token[16:])


def test_a_mail_program_finds_it_and_needs_one_click() -> None:
    """One HTTPS address, and the word that a POST there is enough (RFC 8058)."""
    message = EmailMessage()
    OURS.offer(message, SEEKER, Kind.THANK_YOU)
    assert message["List-Unsubscribe"] == f"<{OURS.link(SEEKER, Kind.THANK_YOU)}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
