"""The events: what is written down is what is said, and what was said stays readable."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from infra.catalogue import received
from infra.catalogue.files import EVENTS, ROOT, wanted
from infra.catalogue.samples import FACTS, FOLLOW_UP, LATER, RELATIONSHIP, examples
from infra.catalogue.shapes import SHAPES, kept, shape
from rapport.events import BusEvent, QueuedEvent, QueuedMail, QueuedMailEvent, Record
from rapport.facts import REGISTRY, Data, Fact
from rapport.flows.publishing import event_of
from rapport.mail.address import Addresses, Keys, ReplyTo

SAID = sorted(path for path in EVENTS.glob("*.v*.json") if not path.name.endswith("schema.json"))
EVER = sorted(SHAPES.glob("*.json"))
STORED = sorted((EVENTS / "stored").glob("*.json"))


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def names(paths: list[Path]) -> list[str]:
    return [path.stem for path in paths]


def test_the_catalogue_is_what_the_models_say() -> None:
    """Samples, schemas and docs/events.md are current; `make events` brings them up to date."""
    outdated = [
        str(path.relative_to(ROOT))
        for path, text in wanted().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert not outdated, "run: make events"


def test_every_kind_of_fact_has_its_example() -> None:
    """No event goes over the bus that the catalogue does not show."""
    assert {type(data) for data in FACTS} == set(REGISTRY.values())


def test_an_example_has_every_field() -> None:
    """The examples leave nothing out, so that what they show is all there is."""
    empty = {
        f"{data.detail_type}.{name}"
        for data in FACTS
        for name in type(data).model_fields
        if getattr(data, name) in (None, "")
    }
    # Belong to other answers and other outcomes than the ones shown.
    assert empty == {
        "follow-up-answered.scope",
        "outcome-recorded.answer_by",
    }


@pytest.mark.parametrize("path", SAID, ids=names(SAID))
def test_a_sample_fits_its_schema(path: Path) -> None:
    """Who builds on a schema can read what is really sent."""
    schema = load(path.with_suffix("").with_suffix(f"{path.suffixes[-2]}.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(load(path), schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.name)
def test_a_schema_refuses_what_lacks_a_field(example: Any) -> None:
    """The schemas hold: without any one of its required fields a sample does not fit."""
    schema = load(EVENTS / f"{example.name}.schema.json")
    inside = schema["properties"]["detail"]["properties"]["data"]
    for field in inside["required"]:
        event = example.envelope()
        data = {key: value for key, value in event["detail"]["data"].items() if key != field}
        broken = {**event, "detail": {**event["detail"], "data": data}}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("path", SAID, ids=names(SAID))
def test_what_was_ever_said_can_be_read_today(path: Path) -> None:
    """An event out of the archive, of whatever version, is read by today's code."""
    event = BusEvent.model_validate(load(path))
    assert f"{event.detail_type}.v{event.detail.metadata.version}" == path.stem


@pytest.mark.parametrize("path", STORED, ids=names(STORED))
def test_what_was_ever_stored_can_be_read_today(path: Path) -> None:
    """A fact of whatever version is read by today's models, and nothing of it is lost."""
    stored = load(path)
    fact = Fact.read(stored)
    if stored["version"] == fact.data.version:
        assert fact.stored() == stored


@pytest.mark.parametrize("path", EVER, ids=names(EVER))
def test_a_fact_of_every_shape_is_read_whole(path: Path) -> None:
    """What was stored before a model gained a field is read as it was meant, and nothing of it is
    lost when it is written down again.
    """
    stored = load(path)
    fact = Fact.read(stored)
    if stored["version"] == fact.data.version:
        assert fact.stored() == stored
    Fact.read(fact.stored())


def test_no_shape_is_forgotten() -> None:
    """Shapes are numbered without a gap, and every one of them is another: none was taken out."""
    for data in FACTS:
        shapes = kept(f"{data.detail_type}.v{data.version}")
        numbers = [int(path.suffixes[-2][1:]) for path in shapes]
        assert numbers == list(range(1, len(shapes) + 1))
        assert len({frozenset(shape(load(path))) for path in shapes}) == len(shapes)


def _leaves(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for one in value.values():
                yield from _leaves(one)
        case list():
            for one in value:
                yield from _leaves(one)
        case str():
            yield value


@pytest.mark.parametrize("data", FACTS, ids=lambda data: data.detail_type)
def test_what_is_private_stays_in_the_table(data: Data) -> None:
    """No name, address or prose of a stored fact is found in its event."""
    whole = data.model_dump(mode="json", exclude_none=True)
    published = set(_leaves(data.published()))
    private = [text for text in _leaves(whole) if text and text not in published]
    event = json.dumps(load(EVENTS / f"{data.detail_type}.v{data.version}.json"))
    assert bool(private) == bool(type(data).PRIVATE)
    assert not [text for text in private if text in event]


def test_no_sample_of_the_bus_holds_a_mail_address() -> None:
    """Whatever else changes: no address goes over the bus."""
    assert not [path.name for path in SAID if "@" in path.read_text(encoding="utf-8")]


QUEUED: dict[str, type[Record]] = {
    "plan_follow_ups": QueuedEvent,
    "send_reminder": QueuedEvent,
    "mail_feedback": QueuedMailEvent,
    "inbound_mail": QueuedMail,
}


@pytest.mark.parametrize("name", QUEUED)
def test_what_a_function_receives_fits_what_it_reads(name: str) -> None:
    """The sample batches are of the shape that the functions take."""
    batch = load(EVENTS / f"{name}.json")["Records"]
    records = [QUEUED[name].model_validate(record) for record in batch]
    assert records
    assert len({record.messageId for record in records}) == len(records)


def test_the_stream_sample_becomes_the_samples_of_the_bus() -> None:
    """What the stream brings is what goes on the bus: one event each, with the same words."""
    records = load(EVENTS / "stream.json")["Records"]
    made = [event_of(record["dynamodb"]["NewImage"]) for record in records]
    for event in made:
        version = event.detail["metadata"]["version"]
        sample = load(EVENTS / f"{event.detail_type}.v{version}.json")
        assert (event.source, event.detail) == (sample["source"], sample["detail"])
    assert {event.detail_type for event in made} == {
        *REGISTRY,
        "settings-changed",
        "seeker-leaving",
    }


def test_the_receipt_sample_answers_the_sample_follow_up() -> None:
    """The incoming mail of the sample belongs to the follow-up of the others."""
    body = json.loads(load(EVENTS / "inbound_mail.json")["Records"][0]["body"])
    addresses = Addresses(received.MAIL_DOMAIN, Keys.read(received.SAMPLE_SECRET))
    place = addresses.read(body["receipt"]["recipients"][0], LATER + timedelta(days=1))
    assert place == ReplyTo(RELATIONSHIP, FOLLOW_UP)
