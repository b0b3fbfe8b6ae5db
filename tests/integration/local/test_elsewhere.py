"""Tables may live behind another endpoint: same application, same promises."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.harness import LocalRuntime
from tests.integration.another_endpoint import another_endpoint
from tests.integration.local.conftest import APP, Web


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """An endpoint that has nothing to do with the runtime's own."""
    with another_endpoint() as there:
        yield there.url


def test_a_table_elsewhere_feeds_its_functions_all_the_same(elsewhere: str, tmp_path: Path) -> None:
    """Its stream is polled, settling waits for it, and after a crash nothing is read twice."""
    runtime = LocalRuntime(
        APP / "template.yaml", tmp_path / "data", extra={"AWS_ENDPOINT_URL_DYNAMODB": elsewhere}
    )
    with runtime:
        Web(runtime).post("/store", json={"ids": ["one", "two"]})
        runtime.settle()
        batches = Web(runtime).notes("batch")
        assert ",".join(each["ids"] for each in batches) == "one,two"
        assert len(Web(runtime).notes("work")) == 2
        runtime.kill()
    with runtime:
        Web(runtime).post("/store", json={"ids": ["three"]})
        runtime.settle()
        assert [each["ids"] for each in Web(runtime).notes("batch")][len(batches) :] == ["three"]
