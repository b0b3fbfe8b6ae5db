"""The resources of template.yaml, for tests that build the real thing from it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from samtranslator.yaml_helper import yaml_parse

TEMPLATE = Path(__file__).parents[2] / "template.yaml"


@cache
def template() -> dict[str, Any]:
    """The whole template, short intrinsics written out."""
    parsed: dict[str, Any] = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
    return parsed


def resource(logical_id: str) -> dict[str, Any]:
    """The properties of one resource."""
    properties: dict[str, Any] = template()["Resources"][logical_id]["Properties"]
    return properties


def table_definition() -> dict[str, Any]:
    """What CreateTable takes, of the table as the template has it."""
    properties = resource("Table")
    wanted = (
        "AttributeDefinitions",
        "KeySchema",
        "GlobalSecondaryIndexes",
        "BillingMode",
        "StreamSpecification",
    )
    definition = {name: properties[name] for name in wanted}
    definition["StreamSpecification"] = {"StreamEnabled": True, **definition["StreamSpecification"]}
    return definition
