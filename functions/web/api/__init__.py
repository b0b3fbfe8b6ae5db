"""The JSON API: the commands of the pages, for programs.

A program shows a token, or a session's cookie. Whatever it posts goes under a key of its own
(`Idempotency-Key`): sending the same again gives the same answer and stores nothing twice.
"""

from web.api import (
    data,
    document,
    follow_ups,
    inbox,
    insight,
    interviews,
    openings,
    people,
    plan,
    saying,
    settings,
    undo,
    words,
)
from web.api.door import open_to_pages_elsewhere, unwelcome

ROUTERS = (
    interviews.router,
    follow_ups.router,
    plan.router,
    openings.router,
    people.router,
    saying.router,
    settings.router,
    words.router,
    inbox.router,
    data.router,
    insight.router,
    undo.router,
    document.router,
)

__all__ = ["ROUTERS", "open_to_pages_elsewhere", "unwelcome"]
