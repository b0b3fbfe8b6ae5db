"""The SAM template, with its parameters decided and its transform expanded, ready to be created."""

import hashlib
import json
import logging
import os
import re
import shlex
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from infra.local.errors import LocalError, Refused

LOCAL_BUCKET = "local-source"
_SECTIONS = {
    "AWSTemplateFormatVersion",
    "Transform",
    "Description",
    "Metadata",
    "Parameters",
    "Mappings",
    "Conditions",
    "Globals",
    "Resources",
    "Outputs",
    "Rules",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What samconfig.toml says about one environment."""

    stack_name: str
    region: str
    parameters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Stack:
    """A template whose SAM resources have become plain ones; intrinsics are still in it."""

    name: str
    region: str
    root: Path
    parameters: dict[str, Any]
    conditions: dict[str, Any]
    mappings: dict[str, Any]
    resources: dict[str, dict[str, Any]]
    outputs: dict[str, Any]


def read_settings(template: Path, environment: str, parameters: Sequence[str] = ()) -> Settings:
    """The section `[<environment>.deploy.parameters]` of the samconfig.toml beside the template.

    Without such a file: no parameters, and a stack named after the folder. `parameters`, each
    `Name=value`, come over those of the file.
    """
    over = _overrides(list(parameters))
    file = template.with_name("samconfig.toml")
    fallback = re.sub(r"[^A-Za-z0-9-]", "-", template.parent.resolve().name) or "local"
    if not file.exists():
        return Settings(f"{fallback}-local", "eu-central-1", over)
    document = tomllib.loads(file.read_text())
    if environment not in document:
        names = ", ".join(name for name in document if isinstance(document[name], dict))
        raise LocalError(f"{file.name} has no [{environment}]; it has: {names}")
    merged: dict[str, Any] = {}
    for command in ("global", "deploy"):
        merged |= document[environment].get(command, {}).get("parameters", {})
    return Settings(
        stack_name=merged.get("stack_name", f"{fallback}-local"),
        region=merged.get("region", "eu-central-1"),
        parameters=_overrides(merged.get("parameter_overrides", "")) | over,
    )


def _overrides(given: str | list[str]) -> dict[str, str]:
    words = shlex.split(given) if isinstance(given, str) else given
    pairs = [word.partition("=") for word in words]
    if odd := [word for word, equals, _ in pairs if not equals]:
        raise LocalError(f"parameter_overrides: {odd[0]!r} is not of the form Name=value")
    return {name: value.strip("\"'") for name, _, value in pairs}


def load_stack(template: Path, settings: Settings, cache: Path | None = None) -> Stack:
    """Read, check and expand a template.

    Args:
        template: the SAM template; sources that it names are relative to it.
        settings: stack name, region, parameter values.
        cache: a file that remembers the expansion, which is slow, until the template changes.

    Raises:
        LocalError: a parameter is missing, unknown or does not meet its constraint.
        Refused: the template uses a section that has no local counterpart.
    """
    if not template.exists():
        raise LocalError(f"there is no template at {template}")
    text = template.read_text()
    parts = (text, repr(settings), version("aws-sam-translator"), __version__)
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    document = _cached(cache, digest)
    if document is None:
        document = _expand(text, settings)
        if cache is not None:
            cache.write_text(json.dumps({"digest": digest, "document": document}))
    return Stack(
        name=settings.stack_name,
        region=settings.region,
        root=template.parent.resolve(),
        parameters=_decide(document.get("Parameters", {}), settings.parameters),
        conditions=document.get("Conditions", {}),
        mappings=document.get("Mappings", {}),
        resources=document["Resources"],
        outputs=document.get("Outputs", {}),
    )


__version__ = "1"


def _cached(cache: Path | None, digest: str) -> dict[str, Any] | None:
    if cache is None or not cache.exists():
        return None
    try:
        kept = json.loads(cache.read_text())
    except ValueError:
        return None
    found: dict[str, Any] | None = kept["document"] if kept.get("digest") == digest else None
    return found


def _expand(text: str, settings: Settings) -> dict[str, Any]:
    os.environ.setdefault("AWS_DEFAULT_REGION", settings.region)
    from samtranslator.model.exceptions import InvalidDocumentException
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse

    # It warns of features of SAM's own service that are not switched on here: there are none.
    logging.getLogger("samtranslator.feature_toggle").setLevel(logging.ERROR)
    try:
        document = yaml_parse(text)
    except yaml.YAMLError as error:
        raise LocalError(f"the template is not YAML: {error}") from error
    if unknown := set(document) - _SECTIONS:
        raise Refused(f"template section {min(unknown)} has no local counterpart")
    for properties, key in _sources(document):
        source = properties[key]
        if not isinstance(source, str):
            raise Refused(f"{key}: only a local folder is known here, not {source!r}")
        properties[key] = f"s3://{LOCAL_BUCKET}/{source.strip('/') or '.'}"
    values = _decide(document.get("Parameters", {}), settings.parameters)
    try:
        expanded = transform(document, values, _NoManagedPolicies())
    except InvalidDocumentException as error:
        causes = "; ".join(cause.message for cause in error.causes)
        raise LocalError(f"the template is not valid: {causes}") from error
    plain: dict[str, Any] = json.loads(json.dumps(expanded, default=str))
    return plain


def _sources(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Where a template names local folders, which the transform only takes as s3:// addresses."""
    shared = document.get("Globals", {}).get("Function", {})
    if "CodeUri" in shared:
        yield shared, "CodeUri"
    for resource in document.get("Resources", {}).values():
        key = {
            "AWS::Serverless::Function": "CodeUri",
            "AWS::Serverless::LayerVersion": "ContentUri",
        }.get(resource.get("Type"))
        if key and key in resource.get("Properties", {}):
            yield resource["Properties"], key


class _NoManagedPolicies:
    def load(self) -> dict[str, str]:
        """Policies have no meaning on one machine, so none need be known by name."""
        return {}


def _decide(declared: dict[str, Any], given: dict[str, str]) -> dict[str, Any]:
    """A checked value for every parameter."""
    if unknown := set(given) - set(declared):
        raise LocalError(f"samconfig.toml gives {min(unknown)}, which is no parameter")
    return {name: _value(name, rules, given.get(name)) for name, rules in declared.items()}


def _value(name: str, rules: dict[str, Any], given: str | None) -> Any:
    value = given if given is not None else rules.get("Default")
    if value is None:
        raise LocalError(
            f"parameter {name} has no value: it has no Default and samconfig.toml gives none"
        )
    kind = rules.get("Type", "String")
    text = str(value)
    because = rules.get("ConstraintDescription", "see its constraints in the template")
    allowed = rules.get("AllowedValues")
    if allowed is not None and text not in [str(each) for each in allowed]:
        raise LocalError(f"parameter {name}: {text!r} is not allowed: {because}")
    pattern = rules.get("AllowedPattern")
    if pattern is not None and not re.search(pattern, text):
        raise LocalError(f"parameter {name}: {text!r} does not match its pattern: {because}")
    if kind == "Number":
        return _number(name, rules, text)
    if kind in ("CommaDelimitedList", "List<String>"):
        return [part.strip() for part in text.split(",")]
    if kind != "String":
        raise Refused(f"parameter {name}: type {kind} has no local counterpart")
    if not int(rules.get("MinLength", 0)) <= len(text) <= int(rules.get("MaxLength", 1 << 20)):
        raise LocalError(f"parameter {name}: {text!r} is too short or too long: {because}")
    return text


def _number(name: str, rules: dict[str, Any], text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        raise LocalError(f"parameter {name}: {text!r} is no number") from None
    low = float(rules.get("MinValue", "-inf"))
    high = float(rules.get("MaxValue", "inf"))
    if not low <= number <= high:
        raise LocalError(f"parameter {name}: {text} is not between {low:g} and {high:g}")
    return text
