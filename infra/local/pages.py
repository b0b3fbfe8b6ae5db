"""The page at `/_local/`."""

import html
import json
from typing import Any


def page(state: dict[str, Any], mails: list[dict[str, Any]], title: str) -> str:
    """The whole page."""
    return (
        f"<!doctype html><title>{html.escape(title)}</title>"
        f"<pre>{html.escape(json.dumps([state, mails], indent=1))}</pre>"
    )
