"""Forms: what was typed, kept as written, beside what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qsl

from rapport.flows.saying import Objected
from web.words import plain, telling

MOST_FIELDS = 300


class TooManyFields(ValueError):
    """More fields than any of our forms has."""


@dataclass
class Form:
    """The fields of a form in their order, and a message for each that is wrong.

    `labels` is what the page calls the fields, where a message stands apart from its field.
    """

    fields: list[tuple[str, str]] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    doubted: bool = False
    """Whether it was asked back: it is taken when the seeker says that it is meant so."""

    @classmethod
    def read(cls, body: str) -> Self:
        """A form as browsers send it. Raises TooManyFields."""
        try:
            fields = parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError as error:
            raise TooManyFields from error
        # Browsers send every line end as CR LF, whatever was typed.
        return cls([(name, value.replace("\r\n", "\n")) for name, value in fields])

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Self:
        """A form to begin with."""
        return cls(list(values.items()))

    def get(self, name: str, default: str = "") -> str:
        """The first value of a field."""
        return next((value for key, value in self.fields if key == name), default)

    def all(self, name: str) -> list[str]:
        """Every value of a field."""
        return [value for key, value in self.fields if key == name]

    def given(self, name: str) -> str | None:
        """The value of a field; None where it was left blank."""
        return self.get(name).strip() or None

    def number(self, name: str, least: int, most: int) -> int:
        """A number that the page itself put there, kept within bounds."""
        text = self.get(name)
        return min(max(int(text), least), most) if text.isdecimal() and len(text) < 6 else least

    def beside(self, what: str, values: Mapping[str, object]) -> Form:
        """Another form of the same page, that was not sent: its own values, nothing wrong."""
        return Form.of({f"{what}-{name}": str(value) for name, value in values.items()})

    def wrong(self, name: str, message: str) -> None:
        """Say what is wrong with a field; the first thing said stays."""
        self.errors.setdefault(name, message)

    def object(self, error: Objected, names: Mapping[str, str] | None = None) -> None:
        """Take over what speaks against it; `names` leads from fields of facts to ours."""
        self.doubted = error.may_be_meant
        for one in error.objections:
            self.wrong((names or {}).get(one.field, one.field), one.message)

    @property
    def confirmed(self) -> bool:
        """Whether the seeker said that it is meant so."""
        return self.get("confirmed") == "yes"

    def refuse(
        self,
        errors: Sequence[Mapping[str, Any]],
        names: Mapping[str, str],
        choices: Collection[str] = (),
    ) -> None:
        """Take over what a model found wrong; `names` leads from its places to our fields.

        `choices` are fields that are chosen from a few, not typed.
        """
        for error in telling(errors):
            place = ".".join(str(step) for step in error["loc"])
            name = names.get(place, place or "form")
            self.wrong(name, "Please choose one." if name in choices else plain(error))
