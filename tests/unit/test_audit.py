"""`make audit` says what is known, and never that all is well when it could not ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra import audit
from infra.audit import Answer, read, together

CLEAN = Answer((), ())


def said(*answers: Answer | None) -> int:
    """The exit status when every lock gets these answers, a service each."""
    by_service = dict(zip(audit.SERVICES, answers, strict=True))
    return audit.main(lambda lock, service: by_service[service])


def test_every_lock_is_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    """No lock is forgotten, the layer's least of all."""
    assert said(CLEAN, CLEAN) == 0
    names = {line.split()[-1] for line in capsys.readouterr().out.splitlines()}
    locks = Path(audit.ROOT, "requirements").glob("*.txt")
    assert names == {"shared/requirements.txt", *(f"requirements/{one.name}" for one in locks)}


def test_a_closed_network_is_no_clean_bill(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody answered: it is said aloud, and where they would, and the status is that of a question
    left open.
    """
    assert said(None, None) == audit.UNASKED
    *told, way_out = capsys.readouterr().out.splitlines()
    assert {line.split("  ")[0] for line in told} == {"NOT AUDITED"}
    assert way_out.startswith("Run `make audit` where")


def test_half_an_answer_is_no_clean_bill(capsys: pytest.CaptureFixture[str]) -> None:
    """What a service could say nothing of is named."""
    assert said(None, Answer((), ("jinja2",))) == audit.UNASKED
    assert "nothing is told of jinja2" in capsys.readouterr().out


def test_what_is_known_fails_though_the_rest_is_open(capsys: pytest.CaptureFixture[str]) -> None:
    """A known vulnerability outweighs a question left open."""
    assert said(Answer(("jinja2 2.0: CVE-1",), ("pydantic",)), None) == 1
    assert "jinja2 2.0: CVE-1" in capsys.readouterr().out


def test_a_second_service_fills_the_gaps_of_the_first() -> None:
    """What either knows counts, and the second is not asked where the first left nothing open."""
    assert together([Answer(("a",), ("b", "c")), Answer((), ("c",))]) == Answer(("a",), ("c",))

    def asked() -> Iterator[Answer]:
        yield CLEAN
        raise AssertionError("nothing was open")

    assert together(asked()) == CLEAN


def test_the_tools_own_words_are_read() -> None:
    """pip-audit's report: what is vulnerable, since when it is mended, and what was skipped."""
    told = {
        "dependencies": [
            {"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2", "3"]}]},
            {"name": "b", "version": "1", "vulns": [{"id": "CVE-2", "fix_versions": []}]},
            {"name": "c", "version": "1", "vulns": []},
            {"name": "d", "skip_reason": "not found"},
        ]
    }
    assert read(json.dumps(told)) == Answer(
        ("a 1: CVE-1, mended in 2, 3", "b 1: CVE-2, mended in no version yet"), ("d",)
    )


@pytest.mark.parametrize("told", ["", "Traceback", "[]", "{}"])
def test_no_report_is_no_answer(told: str) -> None:
    """A tool that broke off has not said that all is well."""
    assert read(told) is None
