"""The words of a follow-up, ready to send: a template per kind, a folder per language.

A template has the blocks `subject` and `mail`, and where it is worth having words of their own
`message` and `call`. It speaks of the names in `scene.VALUES`. A further language is a folder more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rapport.drafts.own import (
    LONGEST_TEMPLATE,
    Preview,
    TemplateRefused,
    check,
    is_plain,
    plain,
    preview,
    spoken,
)
from rapport.drafts.scene import VALUES, scene
from rapport.drafts.templates import BLOCKS, house, said, template_of
from rapport.facts import Channel
from rapport.history import History
from rapport.later import dataclass
from rapport.phrases import phrases
from rapport.playbook import Playbook

if TYPE_CHECKING:
    from rapport.plan import FollowUp

__all__ = [
    "BLOCKS",
    "LONGEST_TEMPLATE",
    "VALUES",
    "Draft",
    "Preview",
    "TemplateRefused",
    "check",
    "is_plain",
    "plain",
    "preview",
    "template_of",
    "write",
]

BEST_SAID = frozenset({"feedback-call", "offer-thanks", "offer-decision"})
"""Kinds of follow-up for which a call is best, unless the person prefers another way."""


@dataclass(frozen=True)
class Draft:
    """Words ready for the seeker to send.

    `text` is a mail or a message by `channel`; for a call it is the mail to fall back on, and
    `script` what to say on the phone. `to_mail` is None when no address is known. `own` says
    whether the seeker's own template was used.
    """

    channel: Channel
    to_name: str
    to_mail: str | None
    subject: str
    text: str
    script: str | None
    own: bool = False


def write(
    follow_up: FollowUp,
    history: History,
    playbook: Playbook,
    *,
    seeker_name: str | None,
    now: datetime,
    own_templates: Mapping[str, str] | None = None,
) -> Draft:
    """The draft of a follow-up, from what is known at an aware `now`.

    `own_templates` are the seeker's edits, by kind of follow-up. One that an update of the house
    has made unusable, or that says nothing here, gives way to the house's words, so that the
    reminder still comes.
    """
    language = phrases(playbook.language)
    person = history.people.get(follow_up.contact_id or "")
    values = scene(follow_up, history, playbook, language, seeker_name=seeker_name, now=now)
    kind = follow_up.kind.value
    source = (own_templates or {}).get(kind)
    own = _own(source, language.language, values)
    template = house(kind, language.language)
    blocks = own or template.blocks
    if own and source and is_plain(source) and "call" in template.blocks:
        # A plain text is a mail, and says nothing of what to say on the phone.
        own = blocks = {**own, "call": said(template, "call", values)}
    channel = _channel(kind, blocks, person.channel if person else None)
    written = "message" if channel is Channel.MESSAGE and "message" in blocks else "mail"
    needed = ("subject", written, "call") if channel is Channel.CALL else ("subject", written)
    words = own or {block: said(template, block, values) for block in needed}
    return Draft(
        channel=channel,
        to_name=values["name"],
        to_mail=person.mail if person else None,
        subject=words["subject"],
        text=words[written],
        script=words["call"] if channel is Channel.CALL else None,
        own=own is not None,
    )


def _own(source: str | None, language: str, values: Mapping[str, Any]) -> dict[str, str] | None:
    try:
        words = spoken(source, language, values) if source else {}
    except TemplateRefused:
        return None
    return words if words and all(words.values()) else None


def _channel(kind: str, blocks: Mapping[str, Any], preferred: Channel | None) -> Channel:
    """The person's preferred way, if there are words for it; otherwise what suits the kind."""
    if preferred in (Channel.MAIL, Channel.MESSAGE):
        return preferred
    wanted = preferred is not None or kind in BEST_SAID
    return Channel.CALL if wanted and "call" in blocks else Channel.MAIL
