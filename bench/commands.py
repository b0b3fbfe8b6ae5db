"""What whoever has just cloned waits for: `make run` until the first page is there, `make test`."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.build.artefacts import ROOT

PATIENCE = 900.0
"""Seconds in which a start must be over."""


class NeverServed(RuntimeError):
    """The application did not answer, or ended before it did."""


def starts(tell: Callable[[str], None]) -> tuple[float, float]:
    """Seconds from `make run` to the first page, in a clone with nothing made, and again after it.

    Raises:
        NeverServed: no page came.
        subprocess.CalledProcessError: there is no clone of this folder to be had.
    """
    with tempfile.TemporaryDirectory(prefix="rapport-") as folder:
        clone = Path(folder, "clone")
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, clone], check=True)
        tell("in an empty clone")
        first = _until_served(clone)
        tell("again")
        return first, _until_served(clone)


def _until_served(clone: Path) -> float:
    port = _free_port()
    page = f"http://127.0.0.1:{port}/sign-in"
    began = time.perf_counter()
    with _running(clone, port) as process:
        while time.perf_counter() - began < PATIENCE:
            if process.poll() is not None:
                raise NeverServed(f"`make run` ended with {process.returncode}.")
            try:
                with urllib.request.urlopen(page, timeout=30) as answer:
                    answer.read()
                    return time.perf_counter() - began
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.02)
    raise NeverServed(f"`make run` served no page in {PATIENCE:.0f} s.")


@contextmanager
def _running(clone: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`make run` in a process group of its own, all of which ends with it."""
    names = ("VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "DATA")
    kept = {name: value for name, value in os.environ.items() if name not in names}
    with subprocess.Popen(
        ["make", "run"],
        cwd=clone,
        env={**kept, "PORT": str(port)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def tests() -> tuple[float, str]:
    """Seconds of `make test`, and its last line. Tests that fail are timed as they are: the last
    line says so.
    """
    began = time.perf_counter()
    done = subprocess.run(["make", "test"], cwd=ROOT, capture_output=True, text=True, check=False)
    said = (done.stdout.strip() or done.stderr.strip()).splitlines()
    return time.perf_counter() - began, said[-1].strip("= ") if said else "it said nothing"
