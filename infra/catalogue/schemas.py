"""JSON Schemas of what goes over the bus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from infra.catalogue.samples import ACCOUNT, Example
from rapport.facts import Data

Schema = dict[str, Any]

_ID = {"type": "string", "pattern": "^[a-z2-7]{16}$"}
_INSTANT = {"type": "string", "format": "date-time"}
_METADATA: Schema = {
    "type": "object",
    "properties": {
        "event_id": _ID,
        "version": {"type": "integer"},
        "occurred_at": _INSTANT,
        "recorded_at": _INSTANT,
        "seeker_id": _ID,
        "correlation_id": {"type": "string"},
        "causation_id": {"type": ["string", "null"]},
    },
    "required": ["event_id", "version", "seeker_id", "correlation_id", "causation_id"],
}
_WALL: Schema = {
    "type": "object",
    "description": "A wall-clock time in an IANA zone.",
    "properties": {
        "local": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$"},
        "zone": {"type": "string"},
    },
    "required": ["local", "zone"],
}


def data_schema(example: Example) -> Schema:
    """The schema of an event's data: its model without the private fields."""
    private = example.model.PRIVATE if issubclass(example.model, Data) else {}
    made = example.model.model_json_schema()
    definitions = made.pop("$defs", {})
    schema = _plain(made, definitions, private)
    schema.pop("title", None)
    if issubclass(example.model, Data):
        schema["properties"] = {"relationship_id": _ID, **schema["properties"]}
        schema["required"] = ["relationship_id", *schema.get("required", [])]
    return schema


def envelope_schema(example: Example) -> Schema:
    """The schema of the whole event as the bus delivers it."""
    has_times = "occurred_at" in example.detail["metadata"]
    times = ["occurred_at", "recorded_at"] if has_times else []
    metadata = {
        **_METADATA,
        "properties": {**_METADATA["properties"], "version": {"const": example.version}},
        "required": [*_METADATA["required"], *times],
    }
    detail = {
        "type": "object",
        "properties": {"metadata": metadata, "data": data_schema(example)},
        "required": ["metadata", "data"],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": example.name,
        "type": "object",
        "properties": {
            "version": {"type": "string"},
            "id": {"type": "string"},
            "detail-type": {"const": example.detail_type},
            "source": {"enum": list(example.sources)},
            "account": {"type": "string", "pattern": f"^\\d{{{len(ACCOUNT)}}}$"},
            "time": _INSTANT,
            "region": {"type": "string"},
            "resources": {"type": "array"},
            "detail": detail,
        },
        "required": ["detail-type", "source", "detail"],
    }


def _plain(schema: Schema, definitions: Mapping[str, Schema], private: Any) -> Schema:
    """The schema in one piece: nothing private, no references, and no null, since what is empty
    is left out.
    """
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        rest = {key: value for key, value in schema.items() if key not in ("$ref", "default")}
        found = _WALL if name == "Wall" else _plain(definitions[name], definitions, private)
        return {**found, **rest}
    if "anyOf" in schema:
        chosen = [one for one in schema["anyOf"] if one != {"type": "null"}]
        rest = {key: value for key, value in schema.items() if key not in ("anyOf", "default")}
        if len(chosen) == 1:
            return {**_plain(chosen[0], definitions, private), **_titleless(rest)}
    made = _titleless(schema)
    if "items" in made:
        each = private["__all__"] if isinstance(private, dict) and private else {}
        made["items"] = _plain(made["items"], definitions, each)
    if "properties" in made:
        made["properties"] = {
            name: _plain(field, definitions, _inside(private, name))
            for name, field in made["properties"].items()
            if not _is_private(private, name)
        }
        made["required"] = [name for name in made.get("required", []) if name in made["properties"]]
    return made


def _titleless(schema: Schema) -> Schema:
    # pydantic makes titles of the names of fields; they say nothing new.
    return {key: value for key, value in schema.items() if key != "title"}


def _is_private(private: Any, name: str) -> bool:
    return name in private and (not isinstance(private, dict) or private[name] is True)


def _inside(private: Any, name: str) -> Any:
    return private[name] if isinstance(private, dict) and name in private else {}
