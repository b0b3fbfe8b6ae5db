"""Data classes and patterns are the standard library's own, only later."""

from __future__ import annotations

import re
from dataclasses import asdict, field, fields, replace
from functools import cached_property
from typing import Any

import pytest

from rapport.later import dataclass, pattern


def made(kind: type) -> bool:
    """Whether its methods are written."""
    return "__eq__" in vars(kind)


def two() -> tuple[Any, Any]:
    """A class and one that inherits from it, neither made yet."""

    @dataclass(frozen=True)
    class Person:
        name: str
        tags: dict[str, int] = field(default_factory=dict)

        def greeting(self) -> str:
            return f"Dear {self.name}"

    @dataclass(frozen=True)
    class Champion(Person):
        why: str = "liked the work"

    return Person, Champion


def test_a_class_that_nobody_uses_is_not_made() -> None:
    """Declaring one costs a start next to nothing."""
    assert not any(map(made, two()))


def test_the_first_instance_makes_it_what_it_would_have_been() -> None:
    """Equality, hash, defaults, patterns and how it is shown are all there."""
    person, champion = two()
    dana = person("Dana")
    assert made(person)
    assert not made(champion)
    assert dana == person(name="Dana", tags={})
    assert dana != person("Stan")
    assert dana != champion("Dana")
    assert dana != "Dana"
    assert repr(dana) == "two.<locals>.Person(name='Dana', tags={})"
    assert dana.greeting() == "Dear Dana"
    assert dana.tags is not person("Dana").tags
    assert person.__match_args__ == ("name", "tags")
    with pytest.raises(TypeError, match="name"):
        person()


def test_a_class_that_inherits_knows_the_fields_of_both() -> None:
    """Whichever is asked for first, both are made."""
    _, champion = two()
    one = champion("Dana", why="asked twice")
    assert asdict(one) == {"name": "Dana", "tags": {}, "why": "asked twice"}
    assert replace(one, name="Stan").why == "asked twice"


def test_asking_for_the_fields_makes_it() -> None:
    """Whoever reads settings into a class needs no instance before."""
    person, champion = two()
    assert [one.name for one in fields(champion)] == ["name", "tags", "why"]
    assert made(person)
    assert made(champion)


def test_what_changes_may_change() -> None:
    """Without `frozen` an instance is written to."""

    @dataclass()
    class Count:
        number: int = 0

    one = Count()
    one.number += 1
    assert one == Count(1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_what_is_frozen_can_be_a_key() -> None:
    """Two that are alike are one key, whatever else was computed of one of them."""

    @dataclass(frozen=True)
    class Place:
        town: str
        hidden: str = field(default="", repr=False)

        @cached_property
        def loud(self) -> str:
            return self.town.upper()

    one, other = Place("Ulm", "x"), Place("Ulm", "x")
    assert one.loud == "ULM"
    assert {one: 1}[other] == 1
    assert len({one, other, Place("Ulm")}) == 2
    assert "hidden" not in repr(one)


def test_a_pattern_is_compiled_when_it_is_asked() -> None:
    """One that is wrong says so then; one that is right finds what it would have found."""
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("any")
    word = pattern(r"(?P<first>[a-z])[a-z]*", re.IGNORECASE)
    for _ in range(2):
        assert word.sub(r"\g<first>", "Dear Dana") == "D D"
    assert word.pattern == r"(?P<first>[a-z])[a-z]*"
