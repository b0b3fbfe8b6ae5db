"""The templates of a language, and what a block of one says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from rapport.phrases import LANGUAGES, phrases, straight

if TYPE_CHECKING:
    from jinja2 import Environment, Template

BLOCKS = ("subject", "mail", "message", "call")


def template_of(kind: str, language: str) -> str:
    """The house's template of a kind of follow-up, for the seeker to edit."""
    folder = LANGUAGES / phrases(language).language
    return (folder / f"{kind}.j2").read_text(encoding="utf-8")


def house(kind: str, language: str) -> Template:
    """The house's template of a kind of follow-up, ready to use."""
    return environment(language).get_template(f"{kind}.j2")


def said(template: Template, block: str, values: Mapping[str, Any]) -> str:
    """What a block says: lines without spaces around them, paragraphs one empty line apart."""
    context = template.new_context(dict(values))
    text = "".join(template.blocks[block](context))
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


@cache
def environment(language: str) -> Environment:
    """Where the templates of a language are compiled; an undefined name is an error."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(LANGUAGES / language),
        undefined=StrictUndefined,
        lstrip_blocks=True,
        autoescape=False,  # plain text: whoever puts it into HTML escapes it there
        finalize=lambda value: straight(value) if isinstance(value, str) else value,
    )
