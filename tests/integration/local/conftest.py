"""The test application, running."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.local.harness import LocalRuntime

APP = Path(__file__).parent / "app"


class Web:
    """The application's pages, each request on a connection of its own."""

    def __init__(self, runtime: LocalRuntime, timeout: float = 60) -> None:
        self._url = runtime.url
        # Without encryption there is nothing to verify, and reading certificates takes its time.
        self._how: dict[str, Any] = {"timeout": timeout, "verify": False}

    def get(self, path: str, **more: Any) -> httpx.Response:
        """GET a page."""
        return httpx.get(self._url + path, **self._how, **more)

    def put(self, path: str, **more: Any) -> httpx.Response:
        """PUT to a page."""
        return httpx.put(self._url + path, **self._how, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        """POST to a page."""
        return httpx.post(self._url + path, **self._how, **more)

    def notes(self, kind: str) -> list[dict[str, str]]:
        """What the functions have noted, oldest first."""
        found: list[dict[str, str]] = self.get("/notes", params={"pk": f"note#{kind}"}).json()
        return found


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A copy of the application that a test may change."""
    ignored = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(APP, tmp_path / "app", ignore=ignored))


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRuntime]:
    """One runtime for all tests that neither stop nor change it; its clock only moves on."""
    data = tmp_path_factory.mktemp("local") / "data"
    with LocalRuntime(APP / "template.yaml", data) as running:
        yield running


@pytest.fixture(scope="session")
def web(runtime: LocalRuntime) -> Web:
    """The pages of that runtime's application."""
    return Web(runtime)
