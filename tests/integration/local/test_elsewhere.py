"""Tables may live behind another endpoint: same application, same promises."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.harness import LocalRuntime
from tests.integration.local.conftest import APP, Web

SERVE = """
from moto.moto_server.threaded_moto_server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
input()
"""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """An endpoint that has nothing to do with the runtime's own."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        server.kill()


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
