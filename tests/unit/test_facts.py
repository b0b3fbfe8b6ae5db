"""Facts: what happened, whole in the table, without the private parts on the bus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from infra.catalogue.samples import FACTS, fact
from rapport import facts
from rapport.facts import REGISTRY, Data, Fact, Id, UnknownFact, derive, fresh

IDS = TypeAdapter(Id)
ADDRESSES = TypeAdapter(facts.Address)


@given(st.lists(st.text() | st.integers(), min_size=1))
def test_a_derived_id_is_always_the_same_and_always_an_id(parts: list[object]) -> None:
    """The same cause gives the same id, and it fits wherever an id does."""
    assert derive(*parts) == derive(*parts)
    assert IDS.validate_python(derive(*parts))


def test_parts_do_not_run_into_each_other() -> None:
    """Two causes never share an id because their parts happen to join alike."""
    assert derive("ab", "c") != derive("a", "bc")


def test_fresh_ids_differ() -> None:
    """Nobody's id can be foretold from another's."""
    assert len({fresh() for _ in range(100)}) == 100
    assert IDS.validate_python(fresh())


@pytest.mark.parametrize("data", FACTS, ids=lambda data: data.detail_type)
def test_a_stored_fact_comes_back_whole(data: Data) -> None:
    """What was accepted is kept, word for word."""
    kept = fact(data)
    assert Fact.read(kept.stored()) == kept


@pytest.mark.parametrize("data", FACTS, ids=lambda data: data.detail_type)
def test_a_field_from_later_does_not_hurt(data: Data) -> None:
    """A fact written by newer code of the same version can be read: unknown fields are ignored."""
    stored = fact(data).stored()
    stored["data"]["invented_later"] = 1
    assert Fact.read(stored) == fact(data)


def test_a_fact_of_an_unknown_kind_is_refused_by_name() -> None:
    """What this code does not know is not read as something else."""
    stored = fact(FACTS[0]).stored()
    with pytest.raises(UnknownFact, match="moon-landed v1"):
        Fact.read({**stored, "detail_type": "moon-landed"})


def test_a_fact_of_a_newer_version_is_refused() -> None:
    """A version whose meaning this code cannot know is left to the code that does."""
    stored = fact(FACTS[0]).stored()
    with pytest.raises(UnknownFact, match="v99"):
        Fact.read({**stored, "version": 99})


def test_a_fact_needs_a_moment_with_its_zone() -> None:
    """Instants are never naive."""
    stored = fact(FACTS[0]).stored()
    with pytest.raises(ValidationError):
        Fact.read({**stored, "occurred_at": "2026-03-03T13:00:00"})


def test_what_is_wrong_with_a_fact_is_said_without_its_words() -> None:
    """Errors reach the logs: they name the field, never what stood in it."""
    stored = fact(FACTS[1]).stored()
    stored["data"]["interviewers"][0]["mail"] = "dana at northwind.example"
    with pytest.raises(ValidationError) as refused:
        Fact.read(stored)
    assert "interviewers.0.mail" in str(refused.value)
    assert "dana at" not in str(refused.value)


def test_facts_are_told_by_when_they_happened() -> None:
    """The order of telling does not depend on the order of arrival."""
    early, late = fact(FACTS[0]), fact(FACTS[1])
    early = early.model_copy(update={"occurred_at": early.occurred_at - timedelta(days=1)})
    assert sorted([late, early], key=lambda one: one.order) == [early, late]
    twin = late.model_copy(update={"fact_id": derive("twin")})
    assert (twin.order < late.order) != (late.order < twin.order)


PROSE = (facts.Line, facts.Prose, facts.Address)


def _texts(model: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    """The paths of all fields that hold names, addresses or prose."""
    for name, field in model.model_fields.items():
        inner = _model_within(field.annotation)
        if inner is not None:
            yield from ((name, *rest) for rest in _texts(inner))
        elif _is_text(model, name, field):
            yield (name,)


def _model_within(annotation: Any) -> type[BaseModel] | None:
    if get_origin(annotation) is tuple:
        annotation = get_args(annotation)[0]
    if annotation is facts.Interviewer:
        return facts.Interviewer
    return None


def _is_text(model: type[BaseModel], name: str, field: FieldInfo) -> bool:
    # With postponed annotations the words in the source tell Line from Id.
    said = model.__annotations__[name]
    return any(kind in said for kind in ("Line", "Prose", "Address"))


@pytest.mark.parametrize("model", REGISTRY.values(), ids=REGISTRY)
def test_names_addresses_and_prose_are_private(model: type[Data]) -> None:
    """A new field of text stays off the bus unless somebody changes this rule knowingly."""
    private: set[tuple[str, ...]] = set()
    for name, what in model.PRIVATE.items():
        private |= {(name,)} if what is True else {(name, one) for one in what["__all__"]}
    assert set(_texts(model)) == private


@pytest.mark.parametrize(
    "address",
    ["a@b@c", "a b@c.example", "Dana <dana@c.example>", "a@c.example,b@c.example", "@c", "a@", "x"],
)
def test_an_address_is_one_address(address: str) -> None:
    """No second recipient can be slipped in where one address is meant."""
    with pytest.raises(ValidationError):
        ADDRESSES.validate_python(address)


def test_the_event_says_who_when_and_why() -> None:
    """Every consumer can tell events apart, order them and follow a journey."""
    kept = fact(FACTS[0]).model_copy(update={"causation_id": "cause"})
    metadata = kept.event()["metadata"]
    assert metadata["event_id"] == kept.fact_id
    assert metadata["causation_id"] == "cause"
    assert metadata["correlation_id"] == kept.correlation_id
    assert datetime.fromisoformat(metadata["occurred_at"]).astimezone(UTC) == kept.occurred_at
