"""A local runtime for tests: a process of its own, spoken to through its addresses.

with LocalRuntime(template="template.yaml", data=tmp_path) as runtime:
    httpx.post(f"{runtime.url}/orders", json={…})
    runtime.settle()
    assert runtime.mail()[-1]["subject"] == "Thank you"
"""

import base64
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from infra.local.errors import LocalError, Problem

_ROOT = Path(__file__).parents[2]
_START_SECONDS = 60.0
_ANSWER_SECONDS = 300.0


class LocalRuntime:
    """Runs `python -m infra.local` for a template and waits until it serves.

    Args:
        template: the SAM template.
        data: where everything is kept; give the same folder again to go on.
        port: 0 takes a free one.
        environment: the section of samconfig.toml.
        fresh: forget what the folder keeps.
        processes: most processes of one function.
        extra: variables to add to the process's environment.
        begin: an aware instant, later than now: what the clock shows at first.
        parameters: of the template, over those of samconfig.toml.

    Raises:
        LocalError: it did not start; the message is what it said.
    """

    def __init__(
        self,
        template: str | Path,
        data: str | Path,
        port: int = 0,
        environment: str = "local",
        *,
        fresh: bool = False,
        processes: int = 2,
        extra: dict[str, str] | None = None,
        begin: datetime | None = None,
        parameters: dict[str, str] | None = None,
    ) -> None:
        self._template = Path(template).resolve()
        self.data = Path(data).resolve()
        self._port = port
        self._environment = environment
        self._fresh = fresh
        self._processes = processes
        self._extra = extra or {}
        self._begin = begin
        self._parameters = parameters or {}
        self._child: subprocess.Popen[bytes] | None = None
        self.url = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start it, and wait until it serves."""
        self.data.mkdir(parents=True, exist_ok=True)
        ready = self.data.with_name(f"{self.data.name}.address")
        ready.unlink(missing_ok=True)
        with self.console_file.open("ab") as console:
            self._child = subprocess.Popen(  # the command is this interpreter
                [sys.executable, "-m", "infra.local", *self._arguments(ready)],
                cwd=_ROOT,
                env={**os.environ, **self._extra},
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
            )
        give_up = time.monotonic() + _START_SECONDS
        while not (ready.exists() and ready.read_text()):
            if self._child.poll() is not None:
                raise LocalError(self.console())
            if time.monotonic() > give_up:
                self.kill()
                raise LocalError(f"did not start within {_START_SECONDS:g} s: {self.console()}")
            time.sleep(0.02)
        self.url = ready.read_text()

    def _arguments(self, ready: Path) -> list[str]:
        arguments = [
            *("--template", str(self._template)),
            *("--config-env", self._environment),
            *("--port", str(self._port)),
            *("--data", str(self.data)),
            *("--processes", str(self._processes)),
            *("--ready-file", str(ready)),
        ]
        for name, value in self._parameters.items():
            arguments += ["--parameter", f"{name}={value}"]
        if self._begin is not None:
            arguments += ["--begin", self._begin.isoformat()]
        return [*arguments, "--fresh"] if self._fresh else arguments

    @property
    def console_file(self) -> Path:
        """Where what it says goes."""
        return self.data.with_name(f"{self.data.name}.console")

    def console(self) -> str:
        """What it has said."""
        return self.console_file.read_text()

    @property
    def pid(self) -> int:
        """Its process id."""
        if self._child is None:
            raise LocalError("it is not running")
        return self._child.pid

    def stop(self) -> None:
        """Ask it to stop, and wait until it has."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a crash would, with the function processes it leaves behind."""
        orphans = []
        if self._child is not None and self.url:
            orphans = [
                pid for each in self.state()["functions"].values() for pid in each["processes"]
            ]
        self._end(signal.SIGKILL)
        for pid in orphans:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def _end(self, how: signal.Signals) -> None:
        if self._child is None:
            return
        self._child.send_signal(how)
        try:
            self._child.wait(20)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._child = None

    def mail(self, after: str = "") -> list[dict[str, Any]]:
        """The mails that were sent, oldest first; those after the one with this id."""
        query = f"?{urllib.parse.urlencode({'after': after})}" if after else ""
        found: list[dict[str, Any]] = self.ask("GET", f"/_local/mail{query}")
        return found

    def post_mail(self, raw: bytes, to: str | list[str], **verdicts: str) -> dict[str, Any]:
        """Let a raw mail arrive; verdicts as `dmarc="FAIL"`, the envelope sender as `sender=`."""
        if "sender" in verdicts:
            verdicts["from"] = verdicts.pop("sender")
        pairs = [("to", each) for each in ([to] if isinstance(to, str) else to)]
        query = urllib.parse.urlencode([*pairs, *verdicts.items()])
        answer: dict[str, Any] = self.ask("POST", f"/_local/mail?{query}", raw)
        return answer

    def clock(self) -> dict[str, Any]:
        """`now`, `next_due` and `offset_seconds`."""
        answer: dict[str, Any] = self.ask("GET", "/_local/clock")
        return answer

    def advance(self, duration: str) -> dict[str, Any]:
        """Travel by an ISO 8601 duration; everything due on the way has happened afterwards."""
        answer: dict[str, Any] = self.ask("POST", "/_local/clock", {"advance": duration})
        return answer

    def travel_to(self, instant: str, timeout: float = 120.0) -> dict[str, Any]:
        """Travel to an ISO 8601 instant, or to what is due next with `next`.

        What falls due at one instant may take `timeout` seconds to settle.
        """
        wish = {"to": instant, "timeout": timeout}
        answer: dict[str, Any] = self.ask("POST", "/_local/clock", wish, patience=timeout)
        return answer

    def settle(self, timeout: float = 60.0) -> None:
        """Wait until every queue and stream is drained."""
        self.ask("POST", "/_local/settle", {"timeout": timeout}, patience=timeout)

    def state(self) -> dict[str, Any]:
        """Queues, dead letters, schedules, functions, calls."""
        answer: dict[str, Any] = self.ask("GET", "/_local/state")
        return answer

    def ask(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | bytes | None = None,
        *,
        patience: float = 0.0,
    ) -> Any:
        """One request to `/_local/`, which may take `patience` seconds longer than most.

        Raises:
            Problem: it answered with an error; carries the status and the message.
        """
        content = json.dumps(body).encode() if isinstance(body, dict) else body
        request = urllib.request.Request(self.url + path, content, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=_ANSWER_SECONDS + patience) as answer:  # noqa: S310
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                message = json.loads(error.read()).get("message", "")
            raise Problem(error.code, message) from None


def raw_of(mail: dict[str, Any]) -> bytes:
    """The mail as it was handed to the mail service."""
    return base64.b64decode(mail["raw"])
