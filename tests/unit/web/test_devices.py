"""Devices by rough names."""

from __future__ import annotations

import pytest

from web.devices import device_of


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:128.0) Firefox/128.0", "Firefox on Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) CriOS/126", "Chrome on iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) Version/17.5 Safari/605", "Safari on Mac"),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)
def test_a_device_is_called_roughly_what_it_is(user_agent: str, device: str) -> None:
    """Enough to tell a phone from a desk, and nothing that follows somebody around."""
    assert device_of(user_agent) == device
