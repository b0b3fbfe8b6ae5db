"""Asks whether a library of the locks has a known vulnerability: `python -m infra.audit`.

The answer comes from a service outside, so there are three: 0, none is known; 1, some are;
75, the services could not be asked, or not about everything. A closed network is no clean bill.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TOOL = ROOT / ".venv-audit" / "bin" / "pip-audit"
SERVICES = ("osv", "pypi")
"""Whom to ask, the better informed first."""
UNASKED = 75
"""As `EX_TEMPFAIL` in sysexits.h: try again elsewhere."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said of one lock."""

    known: tuple[str, ...]
    """Vulnerabilities, a sentence each."""
    unasked: tuple[str, ...]
    """Libraries that it could say nothing of."""


Ask = Callable[[Path, str], Answer | None]


def locks() -> list[Path]:
    """Every lock: what is deployed first, then what develops and checks it."""
    return [ROOT / "shared" / "requirements.txt", *sorted((ROOT / "requirements").glob("*.txt"))]


def ask(lock: Path, service: str) -> Answer | None:
    """What a service says of a lock; None where it does not answer."""
    told = subprocess.run(
        [
            *(TOOL, "--requirement", lock, "--require-hashes", "--disable-pip"),
            *("--vulnerability-service", service, "--timeout", "15"),
            *("--format", "json", "--progress-spinner", "off"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return read(told.stdout)


def read(told: str) -> Answer | None:
    """An answer out of pip-audit's JSON; None where there is none in it."""
    try:
        libraries: list[dict[str, Any]] = json.loads(told)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None
    return Answer(
        tuple(
            f"{library['name']} {library['version']}: {one['id']}"
            f", mended in {', '.join(one['fix_versions']) or 'no version yet'}"
            for library in libraries
            for one in library.get("vulns", [])
        ),
        tuple(library["name"] for library in libraries if "skip_reason" in library),
    )


def together(answers: Iterable[Answer | None]) -> Answer | None:
    """What services say one after the other, until one leaves nothing open."""
    said: Answer | None = None
    for answer in answers:
        if answer is None:
            continue
        before = said or Answer((), answer.unasked)
        known = dict.fromkeys((*before.known, *answer.known))
        said = Answer(tuple(known), min(before.unasked, answer.unasked, key=len))
        if not said.unasked:
            break
    return said


def main(asking: Ask = ask) -> int:
    """Ask about every lock, say what came of it; gives the exit status."""
    status = 0
    for lock in locks():
        name = lock.relative_to(ROOT)
        answer = together(asking(lock, service) for service in SERVICES)
        if answer is None:
            print(f"NOT AUDITED  {name}: neither {' nor '.join(SERVICES)} answered")
            status = status or UNASKED
            continue
        for sentence in answer.known:
            print(f"VULNERABLE   {name}: {sentence}")
            status = 1
        if answer.unasked:
            print(f"NOT AUDITED  {name}: nothing is told of {_few(answer.unasked)}")
            status = status or UNASKED
        elif not answer.known:
            print(f"clean        {name}")
    if status == UNASKED:
        print(
            "Run `make audit` where api.osv.dev or pypi.org answers: the workflow on GitHub does."
        )
    return status


def _few(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


if __name__ == "__main__":
    sys.exit(main())
