"""Fills the folders that become the layer and the functions, the same to the byte each time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from infra.build import interpreter

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = "aarch64-manylinux2014"
EPOCH = 315_619_200
"""1980-01-02, the age of all that is built: an archive can name that day in every time zone."""

_JUNK = shutil.ignore_patterns("__pycache__", "*.pyc", ".*_cache")
# Versions are read from METADATA at run time and licences must travel with the code.
# What else an installer notes down is of no use there, and differs from machine to machine.
_KEPT_OF_DIST_INFO = re.compile(r"METADATA|entry_points\.txt|licenses|(LICEN[CS]E|NOTICE).*")


def layer(target: Path) -> None:
    """`rapport` and the libraries of `shared/requirements.txt`, for /opt on the runtime."""
    packages = target / "python"
    subprocess.run(
        [
            *(interpreter.uv(), "pip", "install", "--quiet", "--target", packages),
            *("--python-platform", PLATFORM, "--python-version", interpreter.RUNTIME),
            *("--only-binary", ":all:", "--require-hashes", "--no-compile", "--link-mode", "copy"),
            *("--requirements", ROOT / "shared" / "requirements.txt"),
        ],
        check=True,
    )
    _drop_what_the_runtime_never_reads(packages)
    shutil.copytree(ROOT / "shared" / "rapport", packages / "rapport", ignore=_JUNK)
    _compile(packages, "/opt/python")


def function(logical_id: str, target: Path) -> None:
    """The one module or package that a function is, for /var/task on the runtime.

    Its name follows from the logical id: `PublishFacts` is `functions/publish_facts.py` or
    `functions/publish_facts/`. Raises FileNotFoundError when there is neither.
    """
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", logical_id).lower()
    source = ROOT / "functions" / name
    if source.is_dir():
        shutil.copytree(source, target / name, ignore=_JUNK, dirs_exist_ok=True)
    elif (module := source.with_suffix(".py")).is_file():
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(module, target / module.name)
    else:
        raise FileNotFoundError(
            f"function {logical_id}: neither functions/{name}.py nor functions/{name}/ exists"
        )
    _compile(target, "/var/task")


def _drop_what_the_runtime_never_reads(packages: Path) -> None:
    (packages / ".lock").unlink(missing_ok=True)
    shutil.rmtree(packages / "bin", ignore_errors=True)
    for info in packages.glob("*.dist-info"):
        for entry in info.iterdir():
            if _KEPT_OF_DIST_INFO.fullmatch(entry.name):
                continue
            if entry.is_dir():
                shutil.rmtree(entry)
            else:
                entry.unlink()


def _compile(root: Path, deployed_at: str) -> None:
    """Bytecode beside the sources, trusted without a look at them.

    Time stamps do not survive packing, so bytecode that relies on them would never be used.
    """
    subprocess.run(
        [
            *(interpreter.find(), "-m", "compileall", "-q", "-f"),
            *("--invalidation-mode", "unchecked-hash"),
            *("-s", root, "-p", deployed_at, root),
        ],
        # The order of a set literal is part of the bytecode.
        env={**os.environ, "PYTHONHASHSEED": "0"},
        check=True,
    )
    _settle(root)


def _settle(root: Path) -> None:
    """Take off what an archive would keep of this machine: when it was, and who could write."""
    for path in (root, *root.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (EPOCH, EPOCH))
