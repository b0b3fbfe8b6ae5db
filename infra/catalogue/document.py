"""docs/events.md: every event, what it carries, and who listens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from infra.catalogue.samples import Example, examples
from infra.catalogue.schemas import Schema, data_schema
from rapport.facts import Data

HEAD = """\
# Events

Made by `make events` from the models and from `template.yaml`; changes go there.

Every event goes over the stack's bus with a detail of `{metadata, data}`. The metadata carries
`event_id`, `version`, `seeker_id`, `correlation_id` (it follows a journey from door to mail) and
`causation_id` (what led to this event); facts and `follow-up-due` also say `occurred_at` and
`recorded_at`. Names, addresses and prose stay in the table: a consumer that needs them reads the
fact by its `event_id`. Delivery is at least once and in any order.

A sample and a JSON Schema of each lie under `events/`; `events/stored/` holds the same facts as
they stand in the table, and the others of its files are what each function receives. A field may
be added without a new version; what is renamed, removed or changes its meaning makes a new
version, and the samples of the old ones stay and must stay readable.
"""


def document(template: dict[str, Any]) -> str:
    """The catalogue in Markdown. `template` is template.yaml, its intrinsics written out."""
    listeners = list(_rules(template["Resources"]))
    parts = [HEAD, *(_section(example, listeners) for example in examples())]
    return "\n".join(parts)


def _rules(resources: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, str, list[str]]]:
    """Pattern, rule, queue and functions of every rule on the bus."""
    for name, resource in resources.items():
        if resource["Type"] != "AWS::Events::Rule":
            continue
        rule = resource["Properties"]
        if "EventBusName" not in rule:
            continue
        for target in rule["Targets"]:
            queue = target["Arn"]["Fn::GetAtt"][0]
            yield rule["EventPattern"], name, queue, list(_readers(resources, queue))


def _readers(resources: dict[str, Any], queue: str) -> Iterator[str]:
    for resource in resources.values():
        if resource["Type"] != "AWS::Serverless::Function":
            continue
        for event in resource["Properties"].get("Events", {}).values():
            if event.get("Properties", {}).get("Queue") == {"Fn::GetAtt": [queue, "Arn"]}:
                yield resource["Properties"]["Handler"].rpartition(".")[0]


def _section(example: Example, listeners: list[tuple[dict[str, Any], str, str, list[str]]]) -> str:
    schema = data_schema(example)
    required = schema.get("required", [])
    sources = " or ".join(f"`{source}`" for source in example.sources)
    lines = [
        f"## {example.detail_type}",
        "",
        _said(example),
        "",
        f"Version {example.version}, from {sources}.",
        f"[Sample](../events/{example.name}.json),",
        f"[schema](../events/{example.name}.schema.json).",
        "",
        "| field | value | |",
        "| --- | --- | --- |",
    ]
    for name, field in schema["properties"].items():
        lines.append(f"| `{name}` | {_type(field)} | {'' if name in required else 'optional'} |")
    if private := _private(example):
        lines += ["", f"Not on the bus: {', '.join(private)}."]
    lines += ["", _heard(example, listeners), ""]
    return "\n".join(lines)


def _said(example: Example) -> str:
    return " ".join((example.model.__doc__ or "").split())


def _type(field: Schema) -> str:
    if "enum" in field:
        return " · ".join(map(str, field["enum"]))
    if field.get("type") == "array":
        inside = field["items"].get("properties", {})
        return f"list of {', '.join(f'`{name}`' for name in inside)}"
    if field.get("type") == "object":
        return ", ".join(f"`{name}`" for name in field["properties"])
    if field.get("pattern") == "^[a-z2-7]{16}$":
        return "id"
    if "minimum" in field and "maximum" in field:
        return f"{field['minimum']} to {field['maximum']}"
    return str(field.get("format", field.get("type")))


def _private(example: Example) -> list[str]:
    if not issubclass(example.model, Data):
        return []
    names: list[str] = []
    for name, what in example.model.PRIVATE.items():
        if what is True:
            names.append(f"`{name}`")
        else:
            names += [f"`{name}[].{inner}`" for inner in sorted(what["__all__"])]
    return names


def _heard(example: Example, listeners: list[tuple[dict[str, Any], str, str, list[str]]]) -> str:
    heard = [
        f"`{', '.join(functions)}` (rule `{rule}`, queue `{queue}`)"
        for pattern, rule, queue, functions in listeners
        if set(pattern["source"]) & set(example.sources)
        and example.detail_type in pattern["detail-type"]
    ]
    if not heard:
        return "Heard by: nobody yet; it is on the bus and in the archive for who comes."
    return f"Heard by: {'; '.join(heard)}."
