"""A schedule → notes."""

import json
from datetime import UTC, datetime
from typing import Any

from parcels import note


def handler(event: dict[str, Any], context: Any) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    note("tick", at=now, event=json.dumps(event))
