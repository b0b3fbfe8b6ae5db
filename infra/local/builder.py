"""Creates the resources of a stack: what is known first, then each when something asks for it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.errors import LocalError, Refused
from infra.local.intrinsics import ACCOUNT, NO_VALUE, Resolver
from infra.local.no_meaning import (
    ATTRIBUTES_WITHOUT_MEANING,
    PROPERTIES_WITHOUT_MEANING,
    TYPES_WITHOUT_MEANING,
)
from infra.local.parts import Parts
from infra.local.template import Stack


@dataclass(slots=True)
class Made:
    """What the rest of the template may ask of a created resource."""

    ref: Any
    attributes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one resource type is made, and which of its properties count."""

    make: "Callable[[Builder, str, dict[str, Any]], Made]"
    honoured: frozenset[str]


class Builder:
    """Creates the resources of a stack, each when something first asks for it."""

    def __init__(self, stack: Stack, parts: Parts, kinds: dict[str, Kind]) -> None:
        self.stack = stack
        self.parts = parts
        self._kinds = kinds
        self.region = stack.region
        self._made: dict[str, Made] = {}
        self._making: list[str] = []
        self.resolver = Resolver(stack, self._lookup)
        self.layers: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def build(self) -> None:
        """Refuse what is not known, then create everything.

        Raises:
            Refused: names the resource, its type, and the property where it is one.
            LocalError: a resource could not be created; says which and why.
        """
        wanted = [name for name in self.stack.resources if self._is_wanted(name)]
        for name in wanted:
            check(name, self.stack.resources[name], self._kinds)
        # The doors first, with all that they need: their processes start while the rest is made.
        for name in wanted:
            if self.stack.resources[name]["Type"] == "AWS::ApiGatewayV2::Api":
                self.make(name)
                self.parts.warm_up()
        for name in wanted:
            self.make(name)

    def outputs(self) -> dict[str, Any]:
        """The stack's outputs."""
        found = {}
        for name, output in self.stack.outputs.items():
            if "Condition" not in output or self.resolver.condition(output["Condition"]):
                found[name] = self.localize(self.resolver.resolve(output["Value"]))
        return found

    def make(self, name: str) -> Made:
        """The resource, created now if it was not before."""
        if name in self._made:
            return self._made[name]
        if name in self._making:
            circle = " → ".join([*self._making, name])
            raise LocalError(f"resources depend on each other in a circle: {circle}")
        resource = self.stack.resources[name]
        self._making.append(name)
        try:
            depends = resource.get("DependsOn", [])
            for other in [depends] if isinstance(depends, str) else depends:
                if self._is_wanted(other):
                    self.make(other)
            made = self._create(name, resource)
        finally:
            self._making.pop()
        self._made[name] = made
        return made

    def _create(self, name: str, resource: dict[str, Any]) -> Made:
        kind = self._kinds.get(resource["Type"])
        properties = resource.get("Properties", {})
        if kind is None:
            return self._stand_in(name, resource)
        chosen = {key: properties[key] for key in properties if key in kind.honoured}
        resolved = self.localize(self.resolver.resolve(chosen))
        try:
            return kind.make(self, name, resolved)
        except KeyError as error:
            raise LocalError(f"{name} ({resource['Type']}): {error} is missing") from error
        except (ClientError, BotoCoreError) as error:
            raise LocalError(f"{name} ({resource['Type']}): {error}") from error

    def _stand_in(self, name: str, resource: dict[str, Any]) -> Made:
        """A resource without local meaning still has a name and an ARN for others to mention."""
        service = resource["Type"].split("::")[1].lower()
        physical = self.name_of(name, self._given_name(resource))
        arn = f"arn:aws:{service}:{self.region}:{ACCOUNT}:{physical}"
        if service == "iam":
            arn = f"arn:aws:iam::{ACCOUNT}:role/{physical}"
        return Made(physical, {"Arn": arn, "RoleId": physical, "KeyId": physical})

    def _given_name(self, resource: dict[str, Any]) -> str | None:
        for key, value in resource.get("Properties", {}).items():
            if key in ("RoleName", "LogGroupName", "AlarmName", "RuleSetName", "AliasName"):
                return str(self.resolver.resolve(value))
        return None

    def _is_wanted(self, name: str) -> bool:
        if name not in self.stack.resources:
            raise LocalError(f"the template has no resource {name}")
        condition = self.stack.resources[name].get("Condition")
        return condition is None or self.resolver.condition(condition)

    def _lookup(self, name: str, attribute: str | None) -> Any:
        if not self._is_wanted(name):
            return NO_VALUE
        made = self.make(name)
        if attribute is None:
            return made.ref
        if attribute not in made.attributes:
            kind = self.stack.resources[name]["Type"]
            raise Refused(f"{name} ({kind}): attribute {attribute} is not known here")
        return made.attributes[attribute]

    def localize(self, value: Any) -> Any:
        """Put the local address wherever a resolved value names the HTTP API's own."""
        if isinstance(value, dict):
            return {key: self.localize(part) for key, part in value.items()}
        if isinstance(value, list):
            return [self.localize(part) for part in value]
        if isinstance(value, str) and self.parts.api_id in value:
            remote = f"https://{self.parts.api_id}.execute-api.{self.region}.amazonaws.com"
            return value.replace(remote, self.parts.url)
        return value

    def name_of(self, logical: str, given: str | None = None, longest: int = 64) -> str:
        """The physical name: the given one, or a lasting one made of stack and logical id."""
        name = given or f"{self.stack.name}-{logical}"
        if len(name) > longest:
            digest = hashlib.sha256(name.encode()).hexdigest()[:8]
            name = f"{name[: longest - 9]}-{digest}"
        self.names.setdefault(name, logical)
        return name

    def processes(self, function: str, reserved: Any) -> int:
        """How many processes a function may have: as its mappings and reservation allow.

        One where they say nothing; never more than this machine is meant to carry.
        """
        allowed = [int(reserved)] if reserved is not None else []
        for resource in self.stack.resources.values():
            if resource["Type"] == "AWS::Lambda::EventSourceMapping":
                mapping = resource["Properties"]
                limit = mapping.get("ScalingConfig", {}).get("MaximumConcurrency")
                if limit is not None and self._fed_by(mapping) == function:
                    allowed.append(int(self.resolver.resolve(limit)))
        return max(1, min(max(allowed, default=1), self.parts.most_processes))

    def _fed_by(self, mapping: dict[str, Any]) -> str:
        """The name in the template of the function that a mapping feeds, itself or by an alias."""
        name = str(mapping["FunctionName"].get("Ref", ""))
        target = self.stack.resources.get(name, {})
        if target.get("Type") == "AWS::Lambda::Alias":
            name = str(target["Properties"]["FunctionName"].get("Ref", ""))
        return name


def check(name: str, resource: dict[str, Any], kinds: dict[str, Kind]) -> None:
    """Refuse a resource whose type, attributes or properties are not known.

    Raises:
        Refused: names the resource, its type, and the property where it is one.
    """
    kind = resource.get("Type", "")
    if odd := set(resource) - ATTRIBUTES_WITHOUT_MEANING - {"Type", "Properties", "Condition"}:
        raise Refused(f"{name} ({kind}): resource attribute {min(odd)} is not known here")
    if kind in TYPES_WITHOUT_MEANING:
        return
    if kind not in kinds:
        raise Refused(f"{name}: resource type {kind} is not known here")
    known = kinds[kind].honoured | set(PROPERTIES_WITHOUT_MEANING.get(kind, {}))
    for each in resource.get("Properties", {}):
        if each not in known:
            raise Refused(f"{name} ({kind}): property {each} is not known here")


def only(name: str, where: str, given: dict[str, Any], known: set[str]) -> None:
    """Refuse keys inside a property that are not known."""
    for key in given:
        if key not in known:
            raise Refused(f"{name}: property {where}.{key} is not known here")
