"""What is wrong with a value, in plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rapport.flows.entries import InterviewEntry
from web.forms import Form, TooManyFields
from web.words import plain, telling

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
FIELDS = st.sampled_from(list(InterviewEntry.model_fields))


@given(st.dictionaries(FIELDS, JSON))
def test_every_error_becomes_a_sentence(data: dict[str, object]) -> None:
    """Whatever is handed in, each message is a sentence without a word of the machinery."""
    with pytest.raises(ValidationError) as caught:
        InterviewEntry.model_validate(data)
    for error in telling(caught.value.errors()):
        message = plain(error)
        assert message.endswith((".", "?", "!"))
        assert message[0].isupper() or not message[0].isalpha()
        assert "pydantic" not in message
        assert "Input should" not in message


def test_a_list_is_not_called_too_short_for_its_wrong_entries() -> None:
    """One wrong interviewer is one message, not two."""
    with pytest.raises(ValidationError) as caught:
        InterviewEntry.model_validate({"interviewers": [{"name": "Stan", "rapport": 9}]})
    places = [error["loc"] for error in telling(caught.value.errors())]
    assert ("interviewers", 0, "rapport") in places
    assert ("interviewers",) not in places


@given(st.lists(st.tuples(st.text(min_size=1), st.text())))
def test_a_form_keeps_what_was_typed(fields: list[tuple[str, str]]) -> None:
    """Any text comes back as it was written, but for the line ends that browsers add."""
    from urllib.parse import urlencode

    body = urlencode([(name, value) for name, value in fields], errors="replace")
    read = Form.read(body).fields
    assert [value for _, value in read] == [
        value.encode(errors="replace").decode().replace("\r\n", "\n") for _, value in fields
    ]


def test_a_form_has_an_end() -> None:
    """More fields than any page has are refused."""
    with pytest.raises(TooManyFields):
        Form.read("&".join(f"f{number}=" for number in range(400)))
