"""Settings: complete or refused, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rapport import config
from rapport.config import MissingSetting

SCHEDULING = {
    "BUS_NAME": "rapport",
    "BUS_ARN": "arn:bus",
    "SCHEDULE_GROUP": "rapport",
    "SCHEDULE_ROLE_ARN": "arn:role",
    "SCHEDULE_DEAD_LETTERS_ARN": "arn:queue",
    "HORIZON_DAYS": "14",
    "DUE_SHARDS": "1",
}


def test_settings_are_read_with_their_types() -> None:
    """Numbers arrive as numbers, words as words."""
    settings = config.read(config.Scheduling, SCHEDULING)
    assert (settings.horizon_days, settings.schedule_group) == (14, "rapport")


def test_every_missing_setting_is_named() -> None:
    """Whoever deploys learns all that is missing at once, and where it is set."""
    given = {name: value for name, value in SCHEDULING.items() if "ARN" not in name}
    with pytest.raises(MissingSetting) as refused:
        config.read(config.Scheduling, given)
    for name in ("BUS_ARN", "SCHEDULE_ROLE_ARN", "SCHEDULE_DEAD_LETTERS_ARN"):
        assert f"{name} is not set" in str(refused.value)
    assert "template.yaml" in str(refused.value)
    assert "BUS_NAME" not in str(refused.value)


@pytest.mark.parametrize("value", ["two", "-1", "1.5"])
def test_a_number_that_is_none_is_refused(value: str) -> None:
    """A mistyped number stops the function at its start, not at its first use."""
    with pytest.raises(MissingSetting, match="HORIZON_DAYS is no whole number"):
        config.read(config.Scheduling, {**SCHEDULING, "HORIZON_DAYS": value})


def test_an_empty_setting_is_a_missing_one() -> None:
    """A variable that is set to nothing is no setting."""
    with pytest.raises(MissingSetting, match="TABLE_NAME is not set"):
        config.read(config.Storing, {"TABLE_NAME": ""})


def test_what_may_be_missing_has_a_default() -> None:
    """Without a mail domain there are no reply addresses, and that is no error."""
    assert config.read(config.Answering, {"SECRET_ARN": "arn:secret"}).mail_domain == ""


if TYPE_CHECKING:

    def _change(settings: config.Storing) -> None:
        # The type checker refuses it, as for all that is frozen: else this would be one too many.
        settings.table_name = "other"  # type: ignore[misc]


def test_on_lambda_a_function_composes_while_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing setting stops a deployed function at once, not a test that imports it."""
    composed: list[str] = []
    monkeypatch.delenv("AWS_LAMBDA_RUNTIME_API", raising=False)
    config.at_start(lambda: composed.append("elsewhere"))
    monkeypatch.setenv("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001")
    config.at_start(lambda: composed.append("on Lambda"))
    assert composed == ["on Lambda"]
