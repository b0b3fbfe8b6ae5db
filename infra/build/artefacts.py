"""Fills the folders that become the layer and the functions, the same to the byte each time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from infra.build import interpreter, models

ROOT = Path(__file__).resolve().parents[2]
EPOCH = 315_619_200
"""1980-01-02, the age of all that is built: an archive can name that day in every time zone."""

_JUNK = shutil.ignore_patterns("__pycache__", "*.pyc", ".*_cache")
# Versions are read from METADATA at run time and licences must travel with the code.
# What else an installer notes down is of no use there, and differs from machine to machine.
_UNUSED = {
    "**/*.pyi": "types are for checkers",
    "**/py.typed": "types are for checkers",
    "**/*.c": "sources of what is compiled already",
    "**/bin": "commands that nobody calls there",
    ".lock": "uv's own note",
    "pydantic/mypy.py": "a plugin of mypy",
    "pydantic/v1": "the models of pydantic 1, for programs that are still to move on",
    **{
        f"aws_lambda_powertools/utilities/{part}": "a utility that no function uses"
        for part in (
            "auth_alpha",
            "batch",
            "circuit_breaker",
            "data_masking",
            "feature_flags",
            "idempotency",
            "kafka",
            "parameters",
            "parser",
            "streaming",
            "validation",
        )
    },
    "aws_lambda_powertools/event_handler/openapi/swagger_ui/*.js": "a page that is not served",
    "aws_lambda_powertools/event_handler/openapi/swagger_ui/*.css": "a page that is not served",
    "aws_lambda_powertools/metrics/provider/datadog": "metrics for another service",
}
"""What the libraries bring and no function reads, by pattern, and why. Less is quicker to unpack at
a cold start. `tests/e2e/test_bench.py` starts every function on what is left.
"""
_KEPT_OF_DIST_INFO = re.compile(r"METADATA|entry_points\.txt|licenses|(LICEN[CS]E|NOTICE).*")


@dataclass(frozen=True)
class Runtime:
    """Where artefacts are to run: a platform as uv calls it, a version of Python, and where one is
    that compiles for it; None has it looked for.
    """

    platform: str
    version: str
    python: str | None = None


DEPLOYED = Runtime("aarch64-manylinux2014", interpreter.RUNTIME)
"""Runtime and Architectures of template.yaml. To try artefacts on the machine that builds them,
they are built for another.
"""


def layer(target: Path, runtime: Runtime = DEPLOYED) -> None:
    """`rapport` and the libraries of `shared/requirements.txt`, for /opt on the runtime."""
    packages = target / "python"
    subprocess.run(
        [
            *(interpreter.uv(), "pip", "install", "--quiet", "--target", packages),
            *("--python-platform", runtime.platform, "--python-version", runtime.version),
            *("--only-binary", ":all:", "--require-hashes", "--no-compile", "--link-mode", "copy"),
            *("--requirements", ROOT / "shared" / "requirements.txt"),
        ],
        check=True,
    )
    _drop_what_the_runtime_never_reads(packages)
    shutil.copytree(ROOT / "shared" / "rapport", packages / "rapport", ignore=_JUNK)
    models.write(packages / "rapport" / "outside" / "models")
    compile_all(packages, "/opt/python", runtime)
    without_sources(packages)


def function(logical_id: str, target: Path, runtime: Runtime = DEPLOYED) -> None:
    """The one module or package that a function is, for /var/task on the runtime.

    Its name follows from the logical id: `PublishFacts` is `functions/publish_facts.py` or
    `functions/publish_facts/`. Raises FileNotFoundError when there is neither.
    """
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", logical_id).lower()
    source = ROOT / "functions" / name
    if source.is_dir():
        shutil.copytree(source, target / name, ignore=_JUNK, dirs_exist_ok=True)
        if (target / name / "templates").is_dir():
            _compile_templates(name, target / name)
    elif (module := source.with_suffix(".py")).is_file():
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(module, target / module.name)
    else:
        raise FileNotFoundError(
            f"function {logical_id}: neither functions/{name}.py nor functions/{name}/ exists"
        )
    compile_all(target, "/var/task", runtime)


def _drop_what_the_runtime_never_reads(packages: Path) -> None:
    for pattern in _UNUSED:
        for path in list(packages.glob(pattern)):
            _remove(path)
    for info in packages.glob("*.dist-info"):
        for entry in info.iterdir():
            if not _KEPT_OF_DIST_INFO.fullmatch(entry.name):
                _remove(entry)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _compile_templates(package: str, target: Path) -> None:
    """Pages as Python modules instead of templates, written by the package itself."""
    call = f"import sys; from {package} import templates; templates.compile_into(sys.argv[1])"
    subprocess.run(
        [sys.executable, "-c", call, target / "compiled"],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(ROOT / "functions"), str(ROOT / "shared"))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONHASHSEED": "0",
        },
        check=True,
    )
    shutil.rmtree(target / "templates")


def compile_all(root: Path, deployed_at: str, runtime: Runtime = DEPLOYED) -> None:
    """Bytecode beside the sources, trusted without a look at them.

    Time stamps do not survive packing, so bytecode that relies on them would never be used.
    """
    subprocess.run(
        [
            *(runtime.python or interpreter.find(), "-m", "compileall", "-q", "-f"),
            *("--invalidation-mode", "unchecked-hash"),
            *("-s", root, "-p", deployed_at, root),
        ],
        # The order of a set literal is part of the bytecode.
        env={**os.environ, "PYTHONHASHSEED": "0"},
        check=True,
    )
    _settle(root)


def without_sources(packages: Path) -> None:
    """Leave only the bytecode of libraries, beside which Python looks for no source.

    Sources are a quarter of the layer, and only a traceback would quote them. Ours stay for that.
    """
    for source in list(packages.rglob("*.py")):
        if source.relative_to(packages).parts[0] != "rapport":
            (bytecode,) = (source.parent / "__pycache__").glob(f"{source.stem}.*.pyc")
            bytecode.rename(source.with_suffix(".pyc"))
            source.unlink()
    for cache in list(packages.rglob("__pycache__")):
        if not any(cache.iterdir()):
            cache.rmdir()
    _settle(packages)


def _settle(root: Path) -> None:
    """Take off what an archive would keep of this machine: when it was, and who could write."""
    for path in (root, *root.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (EPOCH, EPOCH))
