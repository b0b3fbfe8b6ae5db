"""A form that brings a file is read within bounds."""

from __future__ import annotations

import pytest

from web import uploads
from web.forms import TooManyFields

KIND = "multipart/form-data; boundary=B"


def part(head: str, content: str) -> str:
    """One part of such a form."""
    return f"--B\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n"


def sent(*parts: str) -> bytes:
    """All of the form."""
    return f"{''.join(parts)}--B--\r\n".encode()


def test_a_head_is_read_no_further_than_a_browser_writes_one() -> None:
    """To take one apart takes longer than its length: a whole file of it would take minutes."""
    hostile = part(f'name="csrf"{"; " * 100_000}', "x")
    form, files = uploads.read(KIND, sent(hostile, part('name="settings"', "yes")))
    assert form.fields == [("settings", "yes")]
    assert files == {}


def test_a_form_of_many_parts_is_refused() -> None:
    """Ours has three."""
    with pytest.raises(TooManyFields):
        uploads.read(KIND, sent(*[part('name="x"', "y")] * (uploads.MOST_PARTS + 1)))
