"""What an `ETag` says of something that is read: a mark for each field of it.

So what was changed since somebody read it can be named, and no version has to be kept. A change
that comes again with its key is held to what was there before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Header

from rapport.facts import derive
from rapport.history import History, Opening, Person
from web.errors import Outdated
from web.views import Item

IfUnchanged = Annotated[
    str,
    Header(
        alias="If-Match",
        max_length=2000,
        description="The `ETag` that was read. 412 names the fields that are others by now.",
    ),
]
MARK = 6
"""Characters for a field: one change in a thousand million has the mark of what was before."""


def of_person(person: Person) -> dict[str, Any]:
    """What can be changed of somebody."""
    names = ("name", "mail", "title", "phone", "channel", "cadence_weeks", "rest", "timings")
    return {name: getattr(person, name) for name in names}


def of_opening(opening: Opening) -> dict[str, Any]:
    """What is known of where an opening stands."""
    names = ("company", "title", "outcome", "dream", "referred_by")
    return {name: getattr(opening, name) for name in names} | {"rounds": len(opening.rounds)}


def of_follow_up(item: Item) -> dict[str, Any]:
    """What is to be done, and when."""
    said = item.follow_up
    return {
        "title": said.title,
        "reason": said.reason,
        "due": said.due.local.isoformat(),
        "remind_at": item.standing.remind_at.isoformat(),
    }


def etag(fields: Mapping[str, Any]) -> str:
    """The tag of what is read so."""
    marks = (derive(_plain(value))[:MARK] for value in fields.values())
    return f'"{".".join(marks)}"'


def person_unchanged(if_match: str, contact_id: str) -> Callable[[History], None]:
    """Raises Outdated where the person in a history is not as they were read."""
    return lambda history: unchanged(if_match, of_person(history.people[contact_id]))


def opening_unchanged(if_match: str, opening_id: str) -> Callable[[History], None]:
    """Raises Outdated where the opening in a history is not as it was read."""
    return lambda history: unchanged(if_match, of_opening(history.openings[opening_id]))


def unchanged(if_match: str, fields: Mapping[str, Any]) -> None:
    """Nothing, where these fields have one of these tags, or none was sent. Raises Outdated."""
    tags = [one.strip() for one in if_match.split(",") if one.strip()]
    now = etag(fields)
    if not tags or "*" in tags or now in tags:
        return
    seen, stands = (tag.removeprefix("W/").strip('"').split(".") for tag in (tags[-1], now))
    ours = len(seen) == len(stands)
    raise Outdated(
        {
            name: _plain(value)
            for (name, value), was, mark in zip(fields.items(), seen, stands, strict=False)
            if ours and was != mark
        }
    )


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {value[name]}" for name in sorted(value))
    return "" if value is None else str(value)
