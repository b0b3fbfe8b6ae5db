"""Unit tests reach nothing, and none depends on how busy the machine is.

A test that opens a socket fails. To look much longer than a usual run does:
`pytest --hypothesis-profile=thorough --timeout=0 tests/unit/heart`.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("calm", calm, max_examples=40)
settings.register_profile("thorough", calm, max_examples=2000)
if settings.get_current_profile_name() == "default":
    settings.load_profile("calm")


@pytest.fixture(autouse=True)
def _sockets_are_closed(socket_disabled: None) -> None:
    """pytest-socket closes them before each test."""
