"""CloudFormation's intrinsic functions, resolved against parameters and created resources."""

import re
from collections.abc import Callable
from typing import Any

from infra.local.errors import LocalError, Refused
from infra.local.template import Stack

ACCOUNT = "123456789012"
PARTITION = "aws"
URL_SUFFIX = "amazonaws.com"

_VARIABLE = re.compile(r"\$\{(!?)([^}]+)\}")


class NoValue:
    """What `AWS::NoValue` stands for: the property is not there."""


NO_VALUE = NoValue()

Lookup = Callable[[str, str | None], Any]
"""`lookup(logical_id, attribute)`: a resource's attribute, or what Ref gives where it is None."""


class Resolver:
    """Turns template values into plain ones. Resources are asked for through `lookup`."""

    def __init__(self, stack: Stack, lookup: Lookup) -> None:
        self._stack = stack
        self._lookup = lookup
        self._conditions: dict[str, bool] = {}
        self._pseudo: dict[str, Any] = {
            "AWS::AccountId": ACCOUNT,
            "AWS::Region": stack.region,
            "AWS::Partition": PARTITION,
            "AWS::URLSuffix": URL_SUFFIX,
            "AWS::StackName": stack.name,
            "AWS::StackId": (
                f"arn:{PARTITION}:cloudformation:{stack.region}:{ACCOUNT}:stack/{stack.name}/local"
            ),
            "AWS::NotificationARNs": [],
            "AWS::NoValue": NO_VALUE,
        }

    def resolve(self, value: Any) -> Any:
        """The plain value, with everything that is `AWS::NoValue` left out.

        Raises:
            LocalError: it names something that is not in the template.
            Refused: it uses a function that is not known here.
        """
        if isinstance(value, dict):
            if len(value) == 1:
                (name,) = value
                if name in ("Ref", "Condition") or name.startswith("Fn::"):
                    return self._call(name, value[name])
            resolved = {key: self.resolve(part) for key, part in value.items()}
            return {key: part for key, part in resolved.items() if part is not NO_VALUE}
        if isinstance(value, list):
            return [part for each in value if (part := self.resolve(each)) is not NO_VALUE]
        return value

    def condition(self, name: str) -> bool:
        """Whether a named condition of the template holds."""
        if name not in self._conditions:
            if name not in self._stack.conditions:
                raise LocalError(f"the template has no condition {name}")
            self._conditions[name] = bool(self.resolve(self._stack.conditions[name]))
        return self._conditions[name]

    def _call(self, name: str, argument: Any) -> Any:
        match name:
            case "Ref":
                return self._ref(argument)
            case "Condition":
                return self.condition(argument) if isinstance(argument, str) else {name: argument}
            case "Fn::If":
                condition, yes, no = argument
                return self.resolve(yes if self.condition(condition) else no)
            case "Fn::Sub":
                return self._sub(argument)
            case "Fn::GetAtt":
                logical, attribute = self._attribute(argument)
                return self._lookup(logical, attribute)
        return self._compute(name, self.resolve(argument))

    def _compute(self, name: str, argument: Any) -> Any:
        match name:
            case "Fn::Join":
                return argument[0].join(str(part) for part in argument[1])
            case "Fn::Select":
                return argument[1][int(argument[0])]
            case "Fn::Split":
                return argument[1].split(argument[0])
            case "Fn::Equals":
                return str(argument[0]) == str(argument[1])
            case "Fn::Not":
                return not argument[0]
            case "Fn::And":
                return all(argument)
            case "Fn::Or":
                return any(argument)
            case "Fn::FindInMap":
                return self._stack.mappings[argument[0]][argument[1]][argument[2]]
        raise Refused(f"the intrinsic function {name} is not known here")

    def _ref(self, name: str) -> Any:
        if name in self._pseudo:
            return self._pseudo[name]
        if name in self._stack.parameters:
            return self._stack.parameters[name]
        return self._lookup(name, None)

    def _attribute(self, argument: Any) -> tuple[str, str]:
        if isinstance(argument, str):
            logical, _, attribute = argument.partition(".")
            return logical, attribute
        logical, attribute = argument
        return logical, self.resolve(attribute)

    def _sub(self, argument: Any) -> str:
        text, names = (argument, {}) if isinstance(argument, str) else argument
        values = {name: self.resolve(value) for name, value in names.items()}

        def fill(found: re.Match[str]) -> str:
            literal, name = found.group(1), found.group(2).strip()
            if literal:
                return "${" + name + "}"
            if name in values:
                return str(values[name])
            if "." in name:
                logical, _, attribute = name.partition(".")
                return str(self._lookup(logical, attribute))
            return str(self._ref(name))

        return _VARIABLE.sub(fill, text)
