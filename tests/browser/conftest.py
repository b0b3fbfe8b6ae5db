"""Chromium in front of the running application."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from infra.local.harness import LocalRuntime

TEMPLATE = Path(__file__).parents[2] / "template.yaml"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def installed() -> str | None:
    """Where the browser is, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """An installed Chromium or Chrome. Without one the tests are skipped, but not in CI."""
    path = installed()
    if path is None:
        missing = f"no browser: none of {', '.join(NAMES)} is installed"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        # Containers run as root, and Chromium's sandbox does not.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRuntime]:
    """The whole application on this machine, another for each module: within a quarter of an hour
    only twenty ask it for a link from one place, and all the tests together ask more often.
    """
    with LocalRuntime(TEMPLATE, tmp_path_factory.mktemp("rapport")) as running:
        yield running
