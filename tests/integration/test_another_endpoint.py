"""The same suites run against another DynamoDB: AWS_ENDPOINT_URL_DYNAMODB is all that it takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import boto3
import pytest

from tests.integration.account import REGION
from tests.integration.another_endpoint import another_endpoint

ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("suite", "fewest"),
    [
        (["tests/contract/test_store.py", "-k", "dynamodb"], 30),
        (["tests/integration/test_loop.py"], 10),
    ],
)
def test_a_suite_runs_against_another_endpoint(suite: list[str], fewest: int) -> None:
    """The contract of the store, and the whole loop with its stream: every test makes a table
    there, finds in it what it wrote, and leaves nothing behind.
    """
    with another_endpoint() as there:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *suite],
            cwd=ROOT,
            env={**os.environ, "AWS_ENDPOINT_URL_DYNAMODB": there.url},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        session = boto3.Session("testing", "testing", region_name=REGION)
        client = session.client("dynamodb", endpoint_url=there.url)
        assert there.tables_made() >= fewest
        assert client.list_tables()["TableNames"] == []
    passed = int(done.stdout.rpartition(" passed")[0].split()[-1])
    assert passed >= fewest
