"""What ties the lines of the logs together, from the form to the mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aws_lambda_powertools import Logger

from rapport.facts import Fact


def journey(logger: Logger) -> Callable[[Sequence[Fact]], None]:
    """Has the log say which journey a request or a mail begins: `make trace` follows it."""

    def note(facts: Sequence[Fact]) -> None:
        if facts:
            logger.append_keys(journey_id=facts[0].correlation_id)

    return note
