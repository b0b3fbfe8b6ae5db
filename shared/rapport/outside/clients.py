"""Clients of AWS: one for each service, with bounded patience."""

from __future__ import annotations

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

# A function has 30 s at most: three tries of 5 s leave room to answer. Standard mode backs off
# with jitter and retries throttling, lost connections and 5xx answers, nothing else.
PATIENCE = Config(
    connect_timeout=2,
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 3},
    tcp_keepalive=True,
)
# SendEmail has no idempotency token: a lost answer must not be followed by a second mail.
ONCE = PATIENCE.merge(Config(retries={"mode": "standard", "total_max_attempts": 1}))


@cache
def client(service: str, config: Config = PATIENCE) -> Any:
    """The one client of `service` in this process."""
    return boto3.client(service, config=config)  # type: ignore[call-overload]  # any service name
