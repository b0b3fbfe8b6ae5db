"""What an `ETag` says of something that is read: a mark for each field of it.

So what was changed since somebody read it can be named, and no version has to be kept. A change
that comes again with its key is held to what was there before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Header

from rapport.facts import derive
from rapport.flows.visiting import Implausible
from rapport.history import History, Opening, Person
from web.errors import Outdated
from web.views import Item

IfUnchanged = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=2000,
        description="The `ETag` that was read, or several, or `*`. 412 names the fields that are "
        "others by now. 422 where it is blank.",
    ),
]
MARK = 6
"""Characters for a field: one change in a thousand million has the mark of what was before."""
TAG = re.compile(rf'(W/)?"(?P<marks>[a-z2-7]{{{MARK}}}(\.[a-z2-7]{{{MARK}}})*)"')
"""What a tag looks like. A weak one is told what is another, but matches nothing."""


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


def person_unchanged(if_match: str | None, contact_id: str) -> Callable[[History], None]:
    """Raises Outdated where the person in a history is not as they were read, also by an id of
    theirs that was merged away.
    """
    return lambda history: unchanged(
        if_match, of_person(history.people[history.same.get(contact_id, contact_id)])
    )


def opening_unchanged(if_match: str | None, opening_id: str) -> Callable[[History], None]:
    """Raises Outdated where the opening in a history is not as it was read."""
    return lambda history: unchanged(if_match, of_opening(history.openings[opening_id]))


def tags(if_match: str | None) -> tuple[str, ...]:
    """The tags in an If-Match; none where it was not sent.

    Raises Implausible where it was sent and names none: its sender means to overwrite nothing, and
    has lost what they read.
    """
    found = tuple(one.strip() for one in (if_match or "").split(",") if one.strip())
    if if_match is not None and not found:
        raise Implausible(("If-Match",), "name the ETag that was read, or leave the header out")
    return found


def among(etag_now: str, tags: tuple[str, ...]) -> bool:
    """Whether one of the tags, to the letter, is what stands. `*` is whatever stands."""
    return "*" in tags or etag_now in tags


def unchanged(if_match: str | None, fields: Mapping[str, Any]) -> None:
    """Nothing, where these fields have one of these tags, or none was sent.

    Raises Outdated with the fields that are others than in the nearest of the tags; with none where
    no tag can be of these fields. Raises Implausible where If-Match is blank.
    """
    sent, now = tags(if_match), etag(fields)
    if not sent or among(now, sent):
        return
    stands = _marks(now)
    seen = [marks for marks in map(_marks, sent) if len(marks) == len(stands)]
    others = [
        {
            name: _plain(value)
            for (name, value), was, mark in zip(fields.items(), marks, stands, strict=True)
            if was != mark
        }
        for marks in seen
    ]
    raise Outdated(min(others, key=len, default={}))


def _marks(tag: str) -> list[str]:
    """The marks in a tag; none where it is not one of ours."""
    found = TAG.fullmatch(tag)
    return found["marks"].split(".") if found else []


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {value[name]}" for name in sorted(value))
    return "" if value is None else str(value)
