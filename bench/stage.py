"""What cold starts are measured on: the artefacts, built for this machine, and their Python."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from infra.build import artefacts, interpreter
from infra.build.artefacts import ROOT, Runtime

FUNCTIONS = (
    "InboundMail",
    "MailFeedback",
    "PlanFollowUps",
    "PublishFacts",
    "SendReminder",
    "Tend",
    "Web",
)
PYTHON, VERSION = sys.executable, platform.python_version().rpartition(".")[0]
FLOORS = Path(__file__).with_name("floors")


@dataclass(frozen=True)
class Stage:
    """The artefacts under `folder`, and a `python` that has the runtime client and boto3."""

    folder: Path
    python: str

    def path(self, logical_id: str) -> Path:
        """A function's own folder: /var/task."""
        return self.folder / logical_id

    @property
    def layer(self) -> Path:
        """The layer's packages: /opt/python."""
        return self.folder / "Layer" / "python"


def build(folder: Path, *, runtime: bool) -> Stage:
    """Artefacts as `make build` fills them, with libraries that run here.

    With `runtime` they are compiled for, and run on, the deployed version of Python; without, on
    the Python at hand, which shows whether they run but not how fast.

    Raises:
        interpreter.NoInterpreter: there is no Python of the deployed version.
        subprocess.CalledProcessError: something could not be installed.
    """
    shutil.rmtree(folder, ignore_errors=True)
    place = f"{platform.machine()}-manylinux_2_28"
    here = Runtime(place, interpreter.RUNTIME if runtime else VERSION, None if runtime else PYTHON)
    artefacts.layer(folder / "Layer", here)
    for logical_id in FUNCTIONS:
        artefacts.function(logical_id, folder / logical_id, here)
    shutil.copytree(FLOORS, folder / "Floors")
    artefacts.compile_all(folder / "Floors", "/var/task", here)
    return Stage(folder, _with_client(folder / "runtime") if runtime else PYTHON)


def _with_client(folder: Path) -> str:
    """An environment of the deployed Python with the locked runtime client and boto3."""
    lock = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
    versions = dict(re.findall(r"^([a-z0-9-]+)==([^ \n]+)", lock, re.MULTILINE))
    wanted = ("awslambdaric", "boto3")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as constraints:
        constraints.write("".join(f"{name}=={version}\n" for name, version in versions.items()))
        constraints.flush()
        subprocess.run(
            [interpreter.uv(), "venv", "--quiet", "--python", interpreter.find(), folder],
            check=True,
        )
        python = str(folder / "bin" / "python")
        subprocess.run(
            [
                *(interpreter.uv(), "pip", "install", "--quiet", "--python", python),
                *("--compile-bytecode", "--constraint", constraints.name),
                *(f"{name}=={versions[name]}" for name in wanted),
            ],
            check=True,
        )
    return python
