"""The words of a follow-up, ready to send: a template per kind, a folder per language.

A template has the blocks `subject` and `mail`, and where it is worth having words of their own
`message` and `call`. It speaks of the names in `scene.VALUES`. A further language is a folder more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from rapport.drafts.scene import VALUES, scene
from rapport.facts import Channel
from rapport.history import History
from rapport.phrases import LANGUAGES, phrases
from rapport.playbook import Playbook

if TYPE_CHECKING:
    from jinja2 import Environment, Template, nodes

    from rapport.plan import FollowUp

__all__ = [
    "BLOCKS",
    "LONGEST_TEMPLATE",
    "VALUES",
    "Draft",
    "Preview",
    "TemplateRefused",
    "check",
    "preview",
    "template_of",
    "write",
]

BLOCKS = ("subject", "mail", "message", "call")
BEST_SAID = frozenset({"feedback-call", "offer-thanks", "offer-decision"})
"""Kinds of follow-up for which a call is best, unless the person prefers another way."""

LONGEST_TEMPLATE = 4_000
"""Characters of one template; the longest of the house's has 3,900."""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Preview:
    """What a template makes of a made-up example; None where it has no such block."""

    subject: str
    mail: str
    message: str | None
    call: str | None


class TemplateRefused(ValueError):
    """A template of the seeker's that cannot be used, and why."""


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
    has made unusable gives way to the house's words, so that the reminder still comes.
    """
    language = phrases(playbook.language)
    person = history.people.get(follow_up.contact_id or "")
    values = scene(follow_up, history, playbook, language, seeker_name=seeker_name, now=now)
    source = (own_templates or {}).get(follow_up.kind.value)
    own = _own(source, language.language) if source else None
    template = own or _house(follow_up.kind.value, language.language)
    channel = _channel(follow_up.kind.value, template, person.channel if person else None)
    written = "message" if channel is Channel.MESSAGE and "message" in template.blocks else "mail"
    return Draft(
        channel=channel,
        to_name=values["name"],
        to_mail=person.mail if person else None,
        subject=" ".join(_block(template, "subject", values).split()),
        text=_block(template, written, values),
        script=_block(template, "call", values) if channel is Channel.CALL else None,
        own=own is not None,
    )


def template_of(kind: str, language: str) -> str:
    """The house's template of a kind of follow-up, for the seeker to edit."""
    folder = LANGUAGES / phrases(language).language
    return (folder / f"{kind}.j2").read_text(encoding="utf-8")


def preview(source: str, language: str) -> Preview:
    """What a template makes of somebody who never was, met twice at a company that never was.

    Raises:
        TemplateRefused: as in `check`.
    """
    check(source, language)
    language = phrases(language).language
    template = _environment(language).from_string(source)
    example = json.loads((LANGUAGES / language / "example.json").read_text(encoding="utf-8"))
    said = {name: _block(template, name, example) for name in BLOCKS if name in template.blocks}
    return Preview(
        " ".join(said["subject"].split()), said["mail"], said.get("message"), said.get("call")
    )


def check(source: str, language: str = "en") -> None:
    """Accept a template that the seeker wrote.

    Allowed are the names in `VALUES`, conditions on them, and the blocks in `BLOCKS`; loops, calls
    and filters are not, so that a template can neither run long nor reach anything.

    Raises:
        TemplateRefused: it is too long, does not parse, lacks a block, or uses something else.
    """
    from jinja2 import TemplateSyntaxError

    if len(source) > LONGEST_TEMPLATE:
        raise TemplateRefused(f"it is longer than {LONGEST_TEMPLATE} characters")
    environment = _environment(phrases(language).language)
    try:
        parsed = environment.parse(source)
        _check_nodes(parsed)  # before compiling, which reckons constants
        environment.compile(parsed)
    except TemplateSyntaxError as error:
        raise TemplateRefused(f"line {error.lineno}: {error.message}") from error


def _check_nodes(parsed: nodes.Template) -> None:
    from jinja2 import nodes

    harmless = (
        nodes.Template,
        nodes.Block,
        nodes.Output,
        nodes.TemplateData,
        nodes.If,
        nodes.CondExpr,
        nodes.Name,
        nodes.Const,
        nodes.And,
        nodes.Or,
        nodes.Not,
        nodes.Compare,
        nodes.Operand,
    )
    for node in parsed.find_all(nodes.Node):
        if not isinstance(node, harmless):
            what = type(node).__name__.lower()
            raise TemplateRefused(f"line {node.lineno}: a {what} is not possible here")
        if isinstance(node, nodes.Name) and node.name not in VALUES:
            raise TemplateRefused(f"line {node.lineno}: nothing is called {node.name}")
    blocks = {block.name for block in parsed.find_all(nodes.Block)}
    if missing := {"subject", "mail"} - blocks:
        raise TemplateRefused(f"it lacks the block {max(missing)}")
    if unknown := blocks - set(BLOCKS):
        raise TemplateRefused(f"there is no block called {min(unknown)}")


def _channel(kind: str, template: Template, preferred: Channel | None) -> Channel:
    """The person's preferred way, if there are words for it; otherwise what suits the kind."""
    if preferred in (Channel.MAIL, Channel.MESSAGE):
        return preferred
    wanted = preferred is not None or kind in BEST_SAID
    return Channel.CALL if wanted and "call" in template.blocks else Channel.MAIL


def _block(template: Template, name: str, values: Mapping[str, Any]) -> str:
    context = template.new_context(dict(values))
    text = "".join(template.blocks[name](context))
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _house(kind: str, language: str) -> Template:
    return _environment(language).get_template(f"{kind}.j2")


def _own(source: str, language: str) -> Template | None:
    try:
        check(source, language)
    except TemplateRefused:
        return None
    return _environment(language).from_string(source)


@cache
def _environment(language: str) -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(LANGUAGES / language),
        undefined=StrictUndefined,
        lstrip_blocks=True,
        autoescape=False,  # plain text: whoever puts it into HTML escapes it there
    )
