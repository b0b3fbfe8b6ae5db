"""A DynamoDB of its own, in another process, as DynamoDB Local would be."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SERVE = """
import sys
from moto.dynamodb.models import DynamoDBBackend
from moto.moto_server.threaded_moto_server import ThreadedMotoServer
from infra.local.backends.strict import be_strict
be_strict()
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
make, made = DynamoDBBackend.create_table, []
def create_table(backend, name, *args, **more):
    made.append(name)
    return make(backend, name, *args, **more)
DynamoDBBackend.create_table = create_table
print(server.get_host_and_port()[1], flush=True)
for _ in sys.stdin:
    print(len(made), flush=True)
"""


class Endpoint:
    """One that runs, at `url`."""

    def __init__(self, server: subprocess.Popen[str]) -> None:
        self._server = server
        self.url = f"http://127.0.0.1:{self._heard()}"

    def tables_made(self) -> int:
        """How many tables were ever made there."""
        assert self._server.stdin is not None
        self._server.stdin.write("\n")
        self._server.stdin.flush()
        return self._heard()

    def _heard(self) -> int:
        assert self._server.stdout is not None
        return int(self._server.stdout.readline())


@contextmanager
def another_endpoint() -> Iterator[Endpoint]:
    """Runs while this is entered."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        yield Endpoint(server)
        server.kill()
