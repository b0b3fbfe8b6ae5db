"""Templates that the seeker wrote: what they may contain, and how they are used."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from rapport.drafts.scene import VALUES
from rapport.drafts.templates import BLOCKS, environment, said
from rapport.phrases import LANGUAGES, phrases

if TYPE_CHECKING:
    from jinja2 import nodes

LONGEST_TEMPLATE = 4_000
"""Characters of one template; the longest of the house's has 3,900."""


class TemplateRefused(ValueError):
    """A template of the seeker's that cannot be used: in which line, why, and what to write."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a template makes of a made-up example; None where it has no such block."""

    subject: str
    mail: str
    message: str | None
    call: str | None


def preview(source: str, language: str) -> Preview:
    """What a template makes of somebody who never was, met twice at a company that never was.

    Raises:
        TemplateRefused: as in `check`.
    """
    check(source, language)
    folder = LANGUAGES / phrases(language).language
    words = spoken(source, language, json.loads((folder / "example.json").read_text("utf-8")))
    return Preview(words["subject"], words["mail"], words.get("message"), words.get("call"))


def spoken(source: str, language: str, values: Mapping[str, Any]) -> dict[str, str]:
    """What each block says; what is not known leaves no gap, though its words may read oddly.

    Raises:
        TemplateRefused: as in `check`.
    """
    check(source, language)
    known = {name: "" if value is None else value for name, value in values.items()}
    template = environment(phrases(language).language).from_string(source)
    words = {
        block: re.sub(r" +(?=[.,;:!?])", "", said(template, block, known))
        for block in BLOCKS
        if block in template.blocks
    }
    return {**words, "subject": " ".join(words["subject"].split())}


def check(source: str, language: str = "en") -> None:
    """Accept a template that the seeker wrote.

    Allowed are the names in `VALUES`, conditions on them, and the blocks in `BLOCKS`; loops, calls
    and filters are not, so that a template can neither run long nor reach anything.

    Raises:
        TemplateRefused: it is too long, does not parse, lacks a block, or uses something else.
    """
    from jinja2 import TemplateSyntaxError

    if len(source) > LONGEST_TEMPLATE:
        over = len(source) - LONGEST_TEMPLATE
        raise TemplateRefused(f"it is longer than {LONGEST_TEMPLATE} characters, leave out {over}")
    try:
        parsed = environment(phrases(language).language).parse(source)
        _check_nodes(parsed)  # before compiling, which reckons constants
        environment(phrases(language).language).compile(parsed)
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
            raise TemplateRefused(
                f"line {node.lineno}: a {what} is not possible here, only names and conditions"
            )
        if isinstance(node, nodes.Name) and node.name not in VALUES:
            near = get_close_matches(node.name, VALUES, n=1) or ["hello"]
            raise TemplateRefused(
                f"line {node.lineno}: nothing is called {node.name}, write a name like {near[0]}"
            )
    blocks = {block.name for block in parsed.find_all(nodes.Block)}
    if missing := {"subject", "mail"} - blocks:
        name = max(missing)
        way = f"{{% block {name} %}}…{{% endblock %}}"
        raise TemplateRefused(f"it lacks the block {name}, write {way}")
    if unknown := blocks - set(BLOCKS):
        raise TemplateRefused(f"there is no block called {min(unknown)}, only {', '.join(BLOCKS)}")
