"""What measures runs, and every function answers from its built artefact. Nothing is timed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench import __main__ as measures
from bench import growth, memory, report
from bench.report import Section
from bench.scene import PAGES

ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform != "linux", reason="the runtime client has wheels for Linux only")
def test_every_function_starts_and_answers_from_its_artefact() -> None:
    """What the build leaves out is needed by nobody, and pages come from compiled templates: each
    function is built, started under the official runtime client, and answers twice.
    """
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "bench",
            "--quick",
            "--only",
            "functions,memory,pages,sizes,money",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("InboundMail", "PlanFollowUps", "PublishFacts", "SendReminder", "Tend", "Web"):
        assert f"| {name} |" in done.stdout
    for path in PAGES:
        assert f"| {path} |" in done.stdout


def test_every_operation_is_counted_and_planned() -> None:
    """Calls and planning are measured by living a day through the real handlers."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bench", "--quick", "--only", "calls,plan,growth"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "| log an interview: web | 2 " in done.stdout


def test_a_section_measured_anew_leaves_the_others_as_they_were() -> None:
    """Whoever measures one thing does not lose what took half an hour."""
    order = ["plan", "calls"]
    first = report.merged(
        "", [Section("calls", "Calls", "two"), Section("plan", "Plan", "1")], order
    )
    again = report.merged(first, [Section("plan", "Plan", "2")], order)
    assert again == first.replace("\n1\n", "\n2\n")


def test_what_was_not_measured_is_said_to_be() -> None:
    """No figure is made up where the machine gives none."""
    assert report.spread([None, None]) == "not measured"
    assert report.spread([3.0, None]) == "3"


def test_what_did_not_happen_at_a_size_has_a_dash_there() -> None:
    """Every figure stands in the column of the size that it was measured at."""
    assert list(measures.cells([None, (2, 2_000), (3, 9_000)])) == ["–", "2 · 2.0", "3 · 9.0", "–"]
    assert list(measures.cells([(2, 2_000), None, (3, 9_000)]))[1:] == [
        "–",
        "3 · 9.0",
        "1.50 · 4.50",
    ]


@pytest.mark.parametrize(("due", "rate", "minutes"), [(840, 14, 1.0), (60_000, 200, 5.0)])
def test_a_wave_ends_when_the_slowest_gate_has_let_all_through(
    due: int, rate: int, minutes: float
) -> None:
    """The last mail waits for the sending rate, whatever came before it."""
    assert growth.wave(due, rate) == pytest.approx(minutes, rel=0.2)


def test_more_memory_is_never_slower_and_too_little_is_said() -> None:
    """Time falls with memory up to a whole core, and waiting is not bought off."""
    worker = memory.Worker(cold_cpu=400, warm_cpu=10, resident=100, calls=4)
    times = [memory.warm_ms(worker, size) for size in memory.SIZES]
    assert times == sorted(times, reverse=True)
    assert times[-1] == pytest.approx(10 + 4 * memory.WAIT_MS)
    assert memory.cold_ms(worker, 1_769) == pytest.approx(400 + 4 * memory.WAIT_MS)
    assert [size for size in memory.SIZES if not memory.fits(worker, size)] == [128]
