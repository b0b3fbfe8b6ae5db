"""Finds a Python of the deployed runtime's version, which alone can compile bytecode for it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

RUNTIME = "3.13"
"""The minor version that the functions run on; bytecode of any other is ignored there."""

_NAME = f"python{RUNTIME}"
_PROBE = "import sys; print('%s %d.%d' % (sys.implementation.name, *sys.version_info[:2]))"


class NoInterpreter(Exception):
    """There is no Python of the runtime's version, and none could be installed."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Only a CPython {RUNTIME} can compile the functions' bytecode, and none was found.\n"
            f"{reason}\n"
            "Ways out:\n"
            f"  install one: `uv python install {RUNTIME}`, `pyenv install {RUNTIME}`, "
            f"`brew install python@{RUNTIME}` or your system's {_NAME} package\n"
            f"  or name one that is installed: `make build RUNTIME_PYTHON=/path/to/{_NAME}`"
        )


def find() -> str:
    """The path of an interpreter that runs and is of the runtime's version.

    Raises `NoInterpreter` when there is none and uv cannot install one either, and when
    RUNTIME_PYTHON names one that will not do.
    """
    if named := os.environ.get("RUNTIME_PYTHON"):
        if _will_do(named):
            return named
        raise NoInterpreter(f"RUNTIME_PYTHON names {named}, which is not one.")
    return next(filter(_will_do, _installed()), None) or _install()


def _will_do(interpreter: str) -> bool:
    """Whether it really runs: a version manager's shim may be on PATH with nothing behind it."""
    try:
        probe = subprocess.run(
            [interpreter, "-I", "-c", _PROBE],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return probe.stdout.strip() == f"cpython {RUNTIME}"


def _installed() -> Iterator[str]:
    """Where one may be, the likeliest first."""
    yield sys.executable
    for directory in os.get_exec_path():
        yield str(Path(directory, _NAME))
    yield from _known_to_uv()
    # Version managers keep their installations side by side, some in a folder a version.
    for shelf, places in zip(Path(sys.base_prefix).resolve().parents, ("*", "*/*"), strict=False):
        if shelf.parent != shelf:
            yield from map(str, shelf.glob(f"{places}/bin/{_NAME}"))
    # HOME may have been set aside, by a container or a clean environment; the user's own has not.
    for home in (Path.home(), Path(pwd.getpwuid(os.getuid()).pw_dir)):
        yield from map(str, home.glob(f".pyenv/versions/*/bin/{_NAME}"))


def _known_to_uv() -> Iterator[str]:
    found = subprocess.run(
        [uv(), "python", "find", "--no-project", "--system", "--no-python-downloads", RUNTIME],
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode == 0:
        yield found.stdout.strip()


def _install() -> str:
    print(f"No Python {RUNTIME} here: asking uv to install one …", file=sys.stderr)
    install = subprocess.run(
        [uv(), "python", "install", "--no-progress", "--no-bin", RUNTIME],
        capture_output=True,
        text=True,
        check=False,
    )
    for interpreter in _known_to_uv():
        if _will_do(interpreter):
            return interpreter
    raise NoInterpreter(f"uv could not install one: {install.stderr.strip()}")


def uv() -> str:
    """The installer that stands beside the running Python, else the one on PATH."""
    beside = shutil.which("uv", path=str(Path(sys.executable).parent))
    if found := beside or shutil.which("uv"):
        return found
    raise FileNotFoundError("uv is not installed: run `make setup`")
