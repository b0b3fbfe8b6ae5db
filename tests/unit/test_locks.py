"""The locks: what is installed is what was locked, the same everywhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYER = ROOT / "shared" / "requirements.txt"
LOCKS = [LAYER, *sorted((ROOT / "requirements").glob("*.txt"))]


def entries(lock: Path) -> list[str]:
    """The lock's requirements, each with its hashes, without comments."""
    lines = [line for line in lock.read_text().splitlines() if not line.lstrip().startswith("#")]
    return "\n".join(lines).replace("\\\n", " ").splitlines()


def versions(lock: Path) -> dict[str, str]:
    pins = (re.match(r"([a-z0-9-]+)==(\S+)", entry) for entry in entries(lock))
    return {pin[1]: pin[2] for pin in pins if pin}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_names_versions_and_hashes_and_no_place_to_fetch_them_from(lock: Path) -> None:
    """A checkout can be installed from any index, and gives the same files from each."""
    assert entries(lock)
    for entry in entries(lock):
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^\\]+?)?(\s+--hash=sha256:[0-9a-f]{64})+", entry)
        assert "://" not in entry


def test_the_layer_has_the_versions_that_were_developed_and_tested_with() -> None:
    """What passed its tests is what is deployed."""
    layer = versions(LAYER)
    assert layer
    assert layer.items() <= versions(ROOT / "requirements" / "dev.txt").items()


def test_every_declared_library_is_locked() -> None:
    """Whoever declares a library and forgets the lock is told so here, not in production."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = {
        name[0]
        for requirement in project["project"]["dependencies"]
        if (name := re.match(r"[a-z0-9-]+", requirement))
    }
    assert declared <= versions(LAYER).keys()


def test_the_layer_carries_neither_boto3_nor_the_x_ray_sdk() -> None:
    """The runtime has the one, and the other costs every cold start."""
    assert not versions(LAYER).keys() & {"boto3", "botocore", "aws-xray-sdk"}
