"""Templates that the seeker wrote: what they may contain, and how they are used.

Most are plain: a line with the subject, and below it the mail, with names in double braces. Who
wants more writes blocks, as the house does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from rapport.drafts.scene import VALUES
from rapport.drafts.templates import BLOCKS, environment, said
from rapport.later import dataclass
from rapport.phrases import LANGUAGES, languages, phrases

if TYPE_CHECKING:
    from jinja2 import nodes

LONGEST_TEMPLATE = 4_000
"""Characters of one template; the longest of the house's just fits."""


_MORE = re.compile(r"\{%-?\s*block\b")
"""What only a template in blocks has."""


class TemplateRefused(ValueError):
    """A template of the seeker's that cannot be used: in which line, why, and what to write."""


@dataclass(frozen=True)
class Preview:
    """What a template makes of a made-up example; None where it has no such block."""

    subject: str
    mail: str
    message: str | None
    call: str | None


def is_plain(source: str) -> bool:
    """Whether it is the mail itself, with its subject in the first line."""
    return not _MORE.search(source)


def plain(source: str, language: str) -> str:
    """A template in blocks as a plain one: of several ways to say it the first.

    Nothing is taken for granted that the template itself asks for, unless the sentence around it
    stands without it too.

    Raises:
        TemplateRefused: as in `check`.
    """
    check(source, language)
    words = phrases(language)
    example = json.loads((LANGUAGES / words.language / "example.json").read_text("utf-8"))
    conditions = " ".join(re.findall(r"\{%-?\s*(?:el)?if\b(.*?)%\}", source))
    asked = set(re.findall(r"\w+", conditions)) - _LEAVE_NO_GAP
    stand_ins = {
        name: None if name in asked else f"{{{{ {name} }}}}"
        for name, value in example.items()
        if isinstance(value, str)
    }
    stand_ins = {**example, **stand_ins, **_PLAINLY}
    template = environment(words.language).from_string(source)
    subject, mail = (said(template, block, stand_ins) for block in ("subject", "mail"))
    return f"{words.say('subject-line')}: {' '.join(subject.split())}\n\n{mail}\n"


_PLAINLY: dict[str, Any] = {
    "meetings": 1,
    "rounds": 1,
    "others": 1,
    "recommended": 1,
    "turn": 0,
    "owed": False,
    "gave_feedback": False,
    "referred": False,
    "wrote_before": False,
}
"""What a plain template takes for granted, since it cannot ask."""
_LEAVE_NO_GAP = {"company", "position", "name", "format", "met_when", "last_when", "going"}
"""Known always, or else the sentence is whole without: “Thank you for the call {{ met_when }}.”"""


def _in_blocks(source: str, language: str) -> str:
    """A plain template as one in blocks, each line where it was. Raises TemplateRefused."""
    if not is_plain(source):
        return source
    labels = {phrases(one).say("subject-line") for one in languages()}
    first, _, mail = source.lstrip("\n").partition("\n")
    label, colon, subject = first.partition(":")
    if not colon or label.strip().lower() not in {one.lower() for one in labels}:
        label = phrases(language).say("subject-line")
        raise TemplateRefused(f"it lacks the subject, write it in the first line after “{label}:”")
    above = "\n" * (len(source) - len(source.lstrip("\n")))
    return (
        f"{above}{{% block subject %}}{subject}{{% endblock %}}"
        f"{{% block mail %}}\n{mail}{{% endblock %}}"
    )


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
    template = environment(phrases(language).language).from_string(_in_blocks(source, language))
    words = {
        block: re.sub(r" +(?=[.,;:!?])", "", said(template, block, known))
        for block in BLOCKS
        if block in template.blocks
    }
    return {**words, "subject": " ".join(words["subject"].split())}


def check(source: str, language: str = "en") -> None:
    """Accept a template that the seeker wrote.

    It may be plain: the subject in its first line, then the mail. Otherwise it has blocks. Allowed
    are the names in `VALUES`, conditions on them, and the blocks in `BLOCKS`; loops, calls and
    filters are not, so that a template can neither run long nor reach anything.

    Raises:
        TemplateRefused: it is too long, does not parse, lacks a block, or uses something else.
    """
    from jinja2 import TemplateSyntaxError

    if len(source) > LONGEST_TEMPLATE:
        over = len(source) - LONGEST_TEMPLATE
        raise TemplateRefused(f"it is longer than {LONGEST_TEMPLATE} characters, leave out {over}")
    try:
        parsed = environment(phrases(language).language).parse(_in_blocks(source, language))
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
