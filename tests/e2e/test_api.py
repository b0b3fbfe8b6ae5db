"""The API is what its description says: schemathesis asks the running application."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Err
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from infra.local.harness import LocalRuntime
from tests.e2e.visitor import Visitor

TEMPLATE = Path(__file__).parents[2] / "template.yaml"
ROGER = "roger@seeker.example"
TOKENS = 18
"""Each may ask 120 times a minute; together they may ask as fast as this machine answers."""
MODES = list(GenerationMode)
INTERVIEW = {
    "company": "Northwind",
    "title": "Data engineer",
    "round": 1,
    "at": {"local": "2026-03-10T14:00", "zone": "Europe/Berlin"},
    "format": "phone",
    "interviewers": [{"name": "Stan Kowalski", "rapport": 5}],
    "confirmed": True,
}
CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRuntime]:
    """The whole application on this machine."""
    with LocalRuntime(TEMPLATE, tmp_path_factory.mktemp("rapport")) as running:
        yield running


@pytest.fixture(scope="module")
def tokens(runtime: LocalRuntime) -> Iterator[str]:
    """Tokens for everything, in turn."""
    made: list[str] = []
    with Visitor(runtime.url) as visitor:
        visitor.sign_in(ROGER, runtime.mail)
        for number in range(TOKENS):
            page = visitor.get("/settings/access")
            form = page.form(action="/settings/access/tokens")
            shown = visitor.submit(page, form, name=f"Program {number}", scope="everything")
            found = re.search(r"rapport-[a-z2-7]{16}\.[\w-]+", html.unescape(shown.text))
            assert found
            made.append(found[0])
    return itertools.cycle(made)


def there_is(runtime: LocalRuntime, token: str) -> dict[str, str]:
    """The ids of something of each kind, by the names that paths have for them."""
    shown = {"Authorization": f"Bearer {token}", "Idempotency-Key": "something-there"}
    with httpx.Client(base_url=runtime.url, headers=shown) as client:
        logged = client.post("/api/interviews", json=INTERVIEW).raise_for_status().json()
        home, (stan,) = logged["relationship_id"], logged["contacts"]
        advice = client.post(
            f"/api/people/{home}/{stan['contact_id']}/advice",
            json={"kind": "book", "title": "The Goal"},
            headers={"Idempotency-Key": "advice-there"},
        )
        runtime.settle()
        planned = client.get("/api/follow-ups").raise_for_status().json()["follow_ups"]
    return {
        "relationship_id": home,
        "opening_id": logged["opening_id"],
        "fact_id": logged["fact_id"],
        "contact_id": stan["contact_id"],
        "advice_id": advice.raise_for_status().json()["advice_id"],
        "follow_up_id": planned[0]["follow_up_id"],
        "language": "en",
        "kind": "thank-you",
    }


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def ask(operation: Any, tokens: Iterator[str], known: dict[str, str], data: st.DataObject) -> None:
    """Ask what the description allows, or does not, and hold the answer to it."""
    case = data.draw(operation.as_strategy(generation_mode=data.draw(st.sampled_from(MODES))))
    if data.draw(st.booleans(), label="of something that there is"):
        there = {name: known[name] for name in case.path_parameters if name in known}
        case.path_parameters.update(there)
    answer = case.call(headers={"Authorization": f"Bearer {next(tokens)}"})
    case.validate_response(answer, checks=CHECKS)


@pytest.mark.timeout(600)
def test_every_answer_is_one_that_is_described(
    runtime: LocalRuntime, tokens: Iterator[str]
) -> None:
    """Whatever is sent, right or wrong: no 5xx, and no status, type or shape that is not said."""
    schema = schemathesis.openapi.from_url(f"{runtime.url}/api/openapi.json")
    known = there_is(runtime, next(tokens))
    wrong: dict[str, str] = {}
    asked = 0
    for found in schema.get_all_operations():
        assert not isinstance(found, Err), found.err()
        operation = found.ok()
        asked += 1
        try:
            ask(operation, tokens, known)
        except (FailureGroup, Failure) as failure:
            wrong[operation.label] = str(getattr(failure, "exceptions", failure))
    assert not wrong, "\n".join(f"{name}: {why}" for name, why in wrong.items())
    assert asked >= 20
