"""Headers that are written as they stand say what the standard library's would have said."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.mail.headers import POLICY, only_address

LONGEST = 998
LINES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=200
).map(str.strip)

BOXES = (
    "Dana Reed <dana@northwind.example>",
    "dana@northwind.example, stan@northwind.example",
    "dana@northwind.example (at work)",
    '"dana reed"@northwind.example',
    "dana.o'neil+jobs@mail.northwind.example",
    "dana@[192.0.2.1]",
)


def sent(subject: str, how: Any) -> bytes:
    message = EmailMessage(how)
    message["Subject"] = subject
    message.set_content("Hello\n")
    return message.as_bytes(policy=how.clone(max_line_length=LONGEST))


def read(raw: bytes) -> str:
    return str(message_from_bytes(raw, policy=policy.default)["Subject"])


@given(LINES)
def test_a_subject_is_read_as_it_would_have_been(subject: str) -> None:
    """Whatever somebody wrote, in whatever letters, arrives as with the standard library."""
    assert read(sent(subject, POLICY)) == read(sent(subject, policy.default))


@given(st.emails() | st.sampled_from(BOXES))
def test_a_mail_goes_to_whom_the_standard_library_would_send_it(box: str) -> None:
    """Whether the header is an address alone, has a name, or names several."""
    ours, theirs = EmailMessage(POLICY), EmailMessage(policy.default)
    ours["To"] = theirs["To"] = box
    assert only_address(ours["To"]) == theirs["To"].addresses[0].addr_spec


@given(LINES)
def test_a_header_is_ascii_and_no_line_is_too_long(subject: str) -> None:
    """What is not is encoded and folded."""
    head = sent(subject * 8, POLICY).partition(b"\n\n")[0]
    assert head.isascii()
    assert all(len(line) <= LONGEST for line in head.splitlines())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_value_cannot_bring_another_header_along(end: str) -> None:
    """A name or subject with a line end in it is refused, not sent."""
    with pytest.raises(ValueError, match=r"linefeed|newline|carriage"):
        sent(f"Hello{end}Bcc: everybody@example.com", POLICY)


def test_the_parts_of_a_header_are_there_for_who_asks() -> None:
    """Addresses, parameters and dates are found as ever."""
    message = EmailMessage(POLICY)
    message["To"] = "Dana Reed <dana@northwind.example>, stan@northwind.example"
    message.set_content("Hello\n")
    message.add_alternative("<p>Hello</p>", subtype="html")
    assert [one.addr_spec for one in message["To"].addresses] == [
        "dana@northwind.example",
        "stan@northwind.example",
    ]
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content().strip() for part in message.iter_parts()] == [
        "Hello",
        "<p>Hello</p>",
    ]
    with pytest.raises(ValueError, match="at most 1 To"):
        message["To"] = "priya@northwind.example"
