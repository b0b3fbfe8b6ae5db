"""Permissions are narrow, and where one is not, it says why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from cfnlint.rules import CloudFormationLintRule, RuleMatch
from cfnlint.template import Template

SCANS = re.compile(r"\*|dynamodb:(\w*\*|Scan|PartiQL\w*)")
"""Actions that read a table from end to end, or may."""


class NobodyScans(CloudFormationLintRule):
    """What an event costs cannot grow with the table."""

    id = "E9004"
    shortdesc = "No function may scan"
    description = "No function is allowed to scan a table: by name, by wildcard, by canned policy"

    def match(self, cfn: Template) -> list[RuleMatch]:
        """One match for each thing that would let a function scan."""
        return [
            RuleMatch(["Resources", name], f"{name} is allowed {action}: a function never scans")
            for name, one in cfn.get_resources("AWS::Serverless::Function").items()
            for policy in listed(one["Properties"].get("Policies", []))
            for action in scanning(policy)
        ]


def scanning(policy: Any) -> Iterator[str]:
    """What of a policy allows a scan. A canned one is not read: the handy ones all do."""
    match policy:
        case {"Statement": statements}:
            for statement in listed(statements):
                for action in listed(statement.get("Action", "*")):
                    if statement["Effect"] == "Allow" and SCANS.fullmatch(action):
                        yield action
        case dict():
            yield from policy
        case _:
            yield str(policy)


class WildcardSaysWhy(CloudFormationLintRule):
    """A star that reaches past what is our own explains itself, on its line or the one above."""

    id = "E9005"
    shortdesc = "A wildcard has its written reason"
    description = "An allowed action, principal or resource with an unbound * carries a comment"

    def match(self, cfn: Template) -> list[RuleMatch]:
        """One match for each star without a comment."""
        # The transform drops comments and places, so the file is read as it was written.
        text = Path(cfn.filename).read_text(encoding="utf-8")
        lines = text.splitlines()
        found = []
        for scalar in allowed(yaml.compose(text, Loader=yaml.SafeLoader)):
            number = scalar.start_mark.line
            if "#" in lines[number] or lines[number - 1].lstrip().startswith("#"):
                continue
            message = f"line {number + 1}: {scalar.value} has no written reason"
            found.append(RuleMatch(["Resources"], message))
        return found


OWN = re.compile(r"\$\{(?!AWS::)[\w.]+\}[-/\w*]*\*$")
"""A star that follows the name of something of ours reaches no further than that."""


def allowed(node: Any) -> Iterator[Any]:
    """Every scalar with an unbound star in an Allow statement; a denial needs no excuse."""
    if isinstance(node, yaml.MappingNode):
        said = {key.value: value for key, value in node.value}
        effect = said.get("Effect")
        if effect is not None and effect.value == "Allow":
            for name in ("Action", "Principal", "Resource"):
                yield from (one for one in scalars(said.get(name)) if is_unbound(one.value))
        for value in said.values():
            yield from allowed(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from allowed(value)


def is_unbound(value: str) -> bool:
    """Whether a value reaches past what this template names."""
    return "*" in value and not OWN.search(value)


def scalars(node: Any) -> Iterator[Any]:
    """Every scalar of a node."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from scalars(value)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from scalars(value)


def listed(value: Any) -> list[Any]:
    """A value that may stand alone, as a list."""
    return value if isinstance(value, list) else [value]
