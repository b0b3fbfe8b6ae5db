"""The words of a follow-up, ready to send: a template per kind, a folder per language.

A template has the blocks `subject`, `mail`, and where it is worth having words of their own
`message` and `call`. Adding a language is adding a folder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from rapport.drafts.scene import scene
from rapport.facts import Channel
from rapport.history import History
from rapport.phrases import LANGUAGES, phrases
from rapport.playbook import Playbook

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from rapport.plan import FollowUp


@dataclass(frozen=True, slots=True)
class Draft:
    """Words ready for the seeker to send.

    `text` is a mail or a message by `channel`; for a call it is the mail to fall back on, and
    `script` what to say on the phone. `to_mail` is None when no address is known.
    """

    channel: Channel
    to_name: str
    to_mail: str | None
    subject: str
    text: str
    script: str | None


def write(
    follow_up: FollowUp,
    history: History,
    playbook: Playbook,
    *,
    seeker_name: str | None,
    now: datetime,
    own_templates: Mapping[str, str] | None = None,
) -> Draft:
    """The draft of a follow-up, from what is known at `now`.

    `own_templates` are the seeker's edits, by kind of follow-up.
    """
    language = phrases(playbook.language)
    values = scene(follow_up, history, playbook, language, seeker_name=seeker_name, now=now)
    own = (own_templates or {}).get(follow_up.kind.value)
    environment = _environment(language.language)
    template = (
        environment.from_string(own)
        if own
        else environment.get_template(f"{follow_up.kind.value}.j2")
    )
    channel = _channel(template, values)
    written = "message" if channel is Channel.MESSAGE and "message" in template.blocks else "mail"
    return Draft(
        channel=channel,
        to_name=values["name"],
        to_mail=values["mail"],
        subject=" ".join(_block(template, "subject", values).split()),
        text=_block(template, written, values),
        script=_block(template, "call", values) if channel is Channel.CALL else None,
    )


def _channel(template: Template, values: Mapping[str, Any]) -> Channel:
    """The person's preferred way; without one a call where the template has a script."""
    preferred: Channel | None = values["channel"]
    scripted = "call" in template.blocks
    if preferred is Channel.MESSAGE:
        return preferred
    if preferred in (Channel.CALL, Channel.MEETING) or preferred is None:
        return Channel.CALL if scripted else Channel.MAIL
    return Channel.MAIL


def _block(template: Template, name: str, values: Mapping[str, Any]) -> str:
    context = template.new_context(dict(values))
    text = "".join(template.blocks[name](context))
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


@cache
def _environment(language: str) -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(LANGUAGES / language),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # plain text: whoever puts it into HTML escapes it there
    )
