"""docs/security.md says only what a test holds."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ")][2:]


def test_every_threat_has_its_test() -> None:
    """No defence is claimed that nothing would miss."""
    assert len(ROWS) >= 20
    for row in ROWS:
        threat, defence, test = (cell.strip() for cell in row.strip("|").split("|"))
        assert threat
        assert defence
        assert re.fullmatch(r"`tests/[\w/]+\.py::test_\w+`", test), row


@pytest.mark.parametrize("test", re.findall(r"`(tests/[\w/]+\.py::test_\w+)`", PAGE))
def test_a_named_test_is_there(test: str) -> None:
    """A test that was renamed takes its row along."""
    path, name = test.split("::")
    module = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in module.body if isinstance(node, ast.FunctionDef)}


def test_the_page_stays_a_page() -> None:
    """A threat model that nobody reads protects nobody."""
    assert len(PAGE.splitlines()) < 60
