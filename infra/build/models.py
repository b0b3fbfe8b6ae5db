"""What botocore has to know to make the calls that are made: a hundredth of what it brings.

Its own data describe every operation of every service, with a paragraph on each; a client reads all
of its service, and looks into the folder of every other one, before it can make the first call.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

CALLS = {
    "dynamodb": (
        "BatchGetItem",
        "BatchWriteItem",
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query",
        "TransactWriteItems",
        "UpdateItem",
    ),
    "events": ("PutEvents",),
    "s3": ("DeleteObject", "GetObject"),
    "scheduler": ("CreateSchedule", "DeleteSchedule", "UpdateSchedule"),
    "secretsmanager": ("GetSecretValue",),
    "sesv2": ("DeleteSuppressedDestination", "SendEmail"),
    "sqs": ("SendMessage",),
}
"""Every operation that a function calls, by service. A test compares it with the code."""
HOST_BY_CALL = ("s3",)
"""Services whose host depends on what is asked of them: a bucket is part of it. Rules find it anew
for each call. The host of any other service is known when its client is made.
"""
READ = {"GetObjectOutput": ("Body",)}
"""Members that are read of an answer that has one for each of forty headers. Each costs a look, a
date most of all. A test compares it with the code.
"""
DOCUMENT = {"type": "structure", "members": {}, "document": True}
OF_ALL = ("partitions", "sdk-default-configuration", "_retry")

Model = dict[str, Any]


def write(folder: Path) -> None:
    """Fill `folder` as botocore's own data are laid out, from those of the botocore at hand."""
    from botocore.loaders import Loader

    loader = Loader()
    for name in OF_ALL:
        _write(folder / f"{name}.json", loader.load_data(name))
    _write(folder / "endpoints.json", _with_our_services(loader.load_data("endpoints")))
    for service, calls in CALLS.items():
        version = loader.determine_latest_version(service, "service-2")
        there = folder / service / version
        model = loader.load_service_model(service, "service-2", version)
        _write(there / "service-2.json", trimmed(model, calls))
        if service in HOST_BY_CALL:
            rules = loader.load_service_model(service, "endpoint-rule-set-1", version)
            _write(there / "endpoint-rule-set-1.json", rules)


def trimmed(model: Mapping[str, Any], calls: tuple[str, ...]) -> Model:
    """A service's model with these operations, the shapes that they speak of, and no words.

    Attributes of a table are on the wire as the code has them, bytes excepted, which it never
    stores. As documents they are passed on whole; otherwise botocore would go through each.

    Raises KeyError for an operation that the service does not have.
    """
    operations = {call: _without_words(model["operations"][call]) for call in calls}
    shapes: Model = {}
    waiting = list(_named(operations))
    while waiting:
        name = waiting.pop()
        if name not in shapes:
            shape = _without_words(model["shapes"][name])
            shapes[name] = DOCUMENT if of_attributes(shape) else _as_read(name, shape)
            waiting += _named(shapes[name])
    rest = {
        key: model[key] for key in model if key not in ("operations", "shapes", "documentation")
    }
    return {**rest, "operations": operations, "shapes": shapes}


def of_attributes(shape: Mapping[str, Any]) -> bool:
    """Whether a shape of a model is that of an item, of its key, or of other attributes by name."""
    return bool(shape["type"] == "map" and shape["value"]["shape"] == "AttributeValue")


def _as_read(name: str, shape: Model) -> Model:
    """A shape with the members that are read of it."""
    if name not in READ:
        return shape
    return {**shape, "members": {member: shape["members"][member] for member in READ[name]}}


def _named(part: Any) -> Iterator[str]:
    """The shapes that a part of a model refers to."""
    if isinstance(part, Mapping):
        for key, value in part.items():
            if key == "shape" and isinstance(value, str):
                yield value
            else:
                yield from _named(value)
    elif isinstance(part, list):
        for one in part:
            yield from _named(one)


def _without_words(part: Any) -> Any:
    """The same without documentation; a member may be called so, and stays."""
    if isinstance(part, Mapping):
        return {
            key: _without_words(value)
            for key, value in part.items()
            if not (key == "documentation" and isinstance(value, str))
        }
    return [_without_words(one) for one in part] if isinstance(part, list) else part


def _with_our_services(endpoints: Model) -> Model:
    partitions = [
        {
            **partition,
            "services": {
                name: one for name, one in partition["services"].items() if name in PREFIXES
            },
        }
        for partition in endpoints["partitions"]
    ]
    return {**endpoints, "partitions": partitions}


PREFIXES = {"email" if service == "sesv2" else service for service in CALLS}
"""How endpoints are filed: by the name in the host."""


def _write(path: Path, data: Any) -> None:
    """Compressed, as botocore's own are: a tenth of the size, for a fraction of a millisecond."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, separators=(",", ":"))
    path.with_suffix(".json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
