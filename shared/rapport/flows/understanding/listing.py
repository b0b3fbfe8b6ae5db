"""What is said to a command that is about nobody: the list, the help. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rapport.mail import commands as said
from rapport.mail import compose
from rapport.mail.compose import Link, Say, Words
from rapport.plan import FollowUp
from rapport.playbook import Playbook
from rapport.store import Standing
from rapport.wall import Wall


def told_without_matter(
    asked: Sequence[said.Understood],
    pending: Sequence[Standing],
    playbook: Playbook,
    now: datetime,
) -> list[Say | Link]:
    """What is said to a command that needs no reminder to be about; nothing for anything else."""
    say = compose.words(playbook.language)
    told: list[Say | Link] = []
    for one in asked:
        match one:
            case said.ListPending():
                told += _listed(pending, playbook, say, now)
            case said.Help():
                told.append(Say(say.say("receipt.help")))
            case said.Undo():
                told.append(Say(say.say("receipt.undo-where")))
    return told


def _listed(
    pending: Sequence[Standing], playbook: Playbook, say: Words, now: datetime
) -> list[Say | Link]:
    """What the seeker was reminded of and has not answered, and then what is still to come."""
    if not pending:
        return [Say(say.say("receipt.list-empty"))]
    told: list[Say | Link] = []
    for heading, standing in (
        ("receipt.list-waiting", [one for one in pending if one.remind_at <= now]),
        ("receipt.list", [one for one in pending if one.remind_at > now]),
    ):
        lines = [
            say.say(
                "receipt.list-line",
                when=say.when(Wall.at(one.remind_at, playbook.zone)),
                title=FollowUp.read(one.follow_up).title,
            )
            for one in standing
        ]
        if lines:
            told += [Say(say.say(heading)), *map(Say, lines)]
    return told
