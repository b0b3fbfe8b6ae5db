"""Unit tests reach nothing: a test that opens a socket fails."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _sockets_are_closed(socket_disabled: None) -> None:
    """pytest-socket closes them before each test."""
