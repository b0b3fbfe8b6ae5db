"""A function stands by itself: what it may do, how long it may take, where it logs."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from cfnlint.rules import CloudFormationLintRule, RuleMatch
from cfnlint.template import Template


class FunctionStandsByItself(CloudFormationLintRule):
    """Own role, own timeout, own logs that are forgotten."""

    id = "E9003"
    shortdesc = "A function has its own role, timeout and log retention"
    description = "Every function has a role and a log group that no other has, and a timeout"

    def match(self, cfn: Template) -> list[RuleMatch]:
        """One match for each thing that a function lacks or shares."""
        everybody = cfn.template.get("Globals", {}).get("Function", {})
        functions = {
            name: everybody | one["Properties"]
            for name, one in cfn.get_resources("AWS::Serverless::Function").items()
        }
        groups = Counter(_group(one) for one in functions.values())
        forgetting = {
            name
            for name, one in cfn.get_resources("AWS::Logs::LogGroup").items()
            if "RetentionInDays" in one.get("Properties", {})
        }
        found = []
        for name, one in functions.items():
            path = ["Resources", name]
            if "Role" in one:
                found.append(RuleMatch(path, f"{name} takes a role that others may take too"))
            if "Timeout" not in one:
                found.append(RuleMatch(path, f"{name} has no timeout"))
            if json.loads(_group(one)).get("Ref") not in forgetting:
                found.append(RuleMatch(path, f"{name} has no log group with a retention"))
            elif groups[_group(one)] > 1:
                found.append(RuleMatch(path, f"{name} logs where another function does"))
        return found


def _group(function: dict[str, Any]) -> str:
    return json.dumps(function.get("LoggingConfig", {}).get("LogGroup", {}), sort_keys=True)
