"""The test application, running."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from infra.local.harness import LocalRuntime

APP = Path(__file__).parent / "app"


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A copy of the application that a test may change."""
    return Path(
        shutil.copytree(APP, tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    )


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRuntime]:
    """One runtime for the tests of a module."""
    data = tmp_path_factory.mktemp("local") / "data"
    with LocalRuntime(APP / "template.yaml", data) as running:
        yield running


@pytest.fixture(scope="module")
def web(runtime: LocalRuntime) -> Iterator[httpx.Client]:
    """A client of the application's pages."""
    with httpx.Client(base_url=runtime.url, timeout=60) as client:
        yield client
