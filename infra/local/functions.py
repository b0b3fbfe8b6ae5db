"""Functions: one pool of processes each, run by the official runtime client."""

import base64
import hashlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import TimeoutError as TimedOut
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from infra.local.activity import Activity
from infra.local.bootstrap import CLOCK_VARIABLE
from infra.local.clock import Clock
from infra.local.console import Console
from infra.local.intrinsics import ACCOUNT
from infra.local.runtime_api import Invocation, Outcome, RuntimeApi, failure

_INIT_SECONDS = 30.0
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "SSL_CERT_FILE", "TZDIR")
_BOOTSTRAP = Path(__file__).with_name("bootstrap.py")
_IGNORED_FOLDERS = {"__pycache__", "node_modules"}


@dataclass(frozen=True, slots=True)
class FunctionConfig:
    """What the template says about one function."""

    logical_id: str
    name: str
    arn: str
    handler: str
    code: Path
    layers: tuple[Path, ...]
    environment: dict[str, str]
    timeout: float
    memory: int
    processes: int = 1
    log_format: str = "Text"
    log_group: str = ""

    def sources(self) -> tuple[Path, ...]:
        """The folders that the process imports from, in this order."""
        return (self.code, *(path for layer in self.layers for path in _layer_paths(layer)))


@dataclass(slots=True)
class Tally:
    """What has happened to one function since the runtime started."""

    invocations: int = 0
    errors: int = 0
    timeouts: int = 0
    starts: int = 0
    seconds: float = 0.0
    last_error: str | None = None
    last_error_at: str | None = None


@dataclass(slots=True)
class FunctionSettings:
    """What every function process needs to know of the runtime."""

    region: str
    endpoint: str
    clock: Clock
    logs: Path
    activity: Activity
    console: Console
    extra_environment: dict[str, str] = field(default_factory=dict)


class Function:
    """Invokes one function; starts, replaces and ends its processes."""

    def __init__(self, config: FunctionConfig, settings: FunctionSettings) -> None:
        self.config = config
        self.tally = Tally()
        self.activity = settings.activity
        self.access_key = access_key(config.logical_id)
        self._settings = settings
        self._slots = threading.Semaphore(config.processes)
        self._idle: queue.LifoQueue[Process] = queue.LifoQueue()
        self._all: set[Process] = set()
        self._guard = threading.Lock()

    @property
    def processes(self) -> list[int]:
        """The ids of the processes that live now."""
        return [each.pid for each in list(self._all)]

    def invoke(self, event: Any) -> Outcome:
        """Run the handler on an event and wait for its outcome. Errors are counted and told."""
        with self.activity.work(), self._slots:
            began = time.perf_counter()
            outcome = self._run(json.dumps(event).encode())
            self._count(outcome, time.perf_counter() - began)
            return outcome

    def warm_up(self) -> None:
        """Have a process ready before the first event."""
        with self._slots:
            process = self._take()
            process.start()
            self._idle.put(process)

    def stop(self) -> None:
        """End all processes."""
        for process in list(self._all):
            self._discard(process)

    def _run(self, event: bytes) -> Outcome:
        process = self._take()
        outcome = process.start()
        if outcome is None:
            outcome = process.invoke(event, self.config.timeout)
        if process.alive:
            self._idle.put(process)
        else:
            self._discard(process)
        return outcome

    def _take(self) -> "Process":
        """An idle process that runs the sources as they are now, or a fresh one."""
        stamp = fingerprint(self.config.sources())
        while True:
            try:
                process = self._idle.get_nowait()
            except queue.Empty:
                break
            if process.stamp == stamp and process.alive:
                return process
            if process.alive:
                self._settings.console.say(f"{self.config.logical_id}: sources changed, reloaded")
            self._discard(process)
        process = Process(self.config, self._settings, stamp, self.access_key)
        with self._guard:
            self._all.add(process)
            self.tally.starts += 1
        return process

    def _discard(self, process: "Process") -> None:
        process.stop()
        with self._guard:
            self._all.discard(process)

    def _count(self, outcome: Outcome, seconds: float) -> None:
        with self._guard:
            self.tally.invocations += 1
            self.tally.seconds += seconds
            if not outcome.failed:
                return
            self.tally.errors += 1
            self.tally.timeouts += outcome.error_type == "Sandbox.Timedout"
            self.tally.last_error = outcome.message()
            self.tally.last_error_at = self._settings.clock.now().isoformat()
        self._settings.console.warn(f"{self.config.logical_id}: {_one_line(outcome.message())}")


class Process:
    """One process of a function."""

    def __init__(
        self, config: FunctionConfig, settings: FunctionSettings, stamp: int, key: str
    ) -> None:
        self._config = config
        self._settings = settings
        self.stamp = stamp
        self._started = False
        self._api = RuntimeApi()
        self._current: Invocation | None = None
        self._child = subprocess.Popen(  # the command is this interpreter
            [sys.executable, "-P", str(_BOOTSTRAP), config.handler],
            cwd=config.code,
            env=self._environment(key),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.pid = self._child.pid
        self._log = threading.Thread(target=self._keep_log, daemon=True)
        self._log.start()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def alive(self) -> bool:
        """Whether it can take an event."""
        return self._child.poll() is None and self._api.init_error is None

    def start(self) -> Outcome | None:
        """Wait until it asks for work; gives the error if it will not."""
        if self._started:
            return None
        ready = self._api.ready.wait(_INIT_SECONDS)
        if self._api.init_error is not None:
            return self._api.init_error
        if self._child.poll() is not None:
            return failure("Runtime.ExitError", f"ended at start with {self._child.returncode}")
        if not ready:
            self.stop()
            return failure("Sandbox.Timedout", f"did not start within {_INIT_SECONDS:g} seconds")
        self._started = True
        return None

    def invoke(self, event: bytes, timeout: float) -> Outcome:
        """Hand it one event; kills it when it takes longer than `timeout` seconds."""
        deadline = time.time() + timeout
        invocation = Invocation(event, self._config.arn, int(deadline * 1000))
        self._current = invocation
        self._api.offer(invocation)
        if self._child.poll() is not None:
            return self._ended()
        try:
            return invocation.done.result(timeout)
        except TimedOut:
            self.stop()
            return failure("Sandbox.Timedout", f"Task timed out after {timeout:.2f} seconds")
        finally:
            self._current = None

    def stop(self) -> None:
        """End it, with whatever it has started."""
        if self._child.poll() is None:
            try:
                os.killpg(self._child.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                self._child.kill()
            self._child.wait()
        self._api.close()

    def _watch(self) -> None:
        self._child.wait()
        self._log.join(0.2)
        self._api.ready.set()
        current = self._current
        if current is not None and not current.done.done():
            current.done.set_result(self._ended())

    def _ended(self) -> Outcome:
        code = self._child.returncode
        how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"
        return failure("Runtime.ExitError", f"Runtime exited with error: {how}")

    def _environment(self, key: str) -> dict[str, str]:
        config, settings = self._config, self._settings
        passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return {
            "LANG": "C.UTF-8",
            **passed,
            "TZ": ":UTC",
            "PYTHONPATH": os.pathsep.join(str(path) for path in config.sources()),
            "PYTHONUNBUFFERED": "1",
            CLOCK_VARIABLE: str(settings.clock.file.resolve()),
            "AWS_LAMBDA_RUNTIME_API": self._api.address,
            "AWS_LAMBDA_FUNCTION_NAME": config.name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(config.memory),
            "AWS_LAMBDA_LOG_GROUP_NAME": config.log_group or f"/aws/lambda/{config.name}",
            "AWS_LAMBDA_LOG_STREAM_NAME": f"local/[$LATEST]{self.stamp & 0xFFFFFFFF:08x}",
            "AWS_LAMBDA_LOG_FORMAT": config.log_format,
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_EXECUTION_ENV": (
                f"AWS_Lambda_python{sys.version_info.major}.{sys.version_info.minor}"
            ),
            "LAMBDA_TASK_ROOT": str(config.code),
            "LAMBDA_RUNTIME_DIR": str(Path(__file__).parent),
            "_HANDLER": config.handler,
            "AWS_REGION": settings.region,
            "AWS_DEFAULT_REGION": settings.region,
            "AWS_ACCESS_KEY_ID": key,
            "AWS_SECRET_ACCESS_KEY": "local",
            "AWS_ENDPOINT_URL": settings.endpoint,
            "AWS_EC2_METADATA_DISABLED": "true",
            **settings.extra_environment,
            **config.environment,
        }

    def _keep_log(self) -> None:
        file = self._settings.logs / f"{self._config.logical_id}.log"
        stream = self._child.stdout
        if stream is None:
            return
        with file.open("ab", buffering=0) as log, stream:
            _copy_lines(stream, log, self._config.logical_id, self._settings.clock)


def _copy_lines(stream: IO[bytes], log: Any, name: str, clock: Clock) -> None:
    for line in stream:
        text = line.rstrip(b"\r\n")
        if not text:
            continue
        if not (text.startswith(b"{") and text.endswith(b"}")):
            entry = {
                "timestamp": clock.now().astimezone(UTC).isoformat(),
                "function": name,
                "message": text.decode(errors="replace"),
            }
            text = json.dumps(entry, ensure_ascii=False).encode()
        log.write(text + b"\n")


def access_key(logical_id: str) -> str:
    """The made-up access key by which calls of one function are told from others'."""
    digest = hashlib.sha256(logical_id.encode()).digest()
    return "LOCAL" + base64.b32encode(digest).decode()[:15].replace("=", "A")


def fingerprint(folders: tuple[Path, ...]) -> int:
    """A number that changes when a file under these folders does."""
    return hash(tuple(stamp for folder in folders for stamp in _stamps(str(folder))))


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _IGNORED_FOLDERS:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _stamps(entry.path)
        else:
            facts = entry.stat()
            yield entry.path, facts.st_mtime_ns, facts.st_size


def _layer_paths(layer: Path) -> tuple[Path, ...]:
    return (layer / "python",) if (layer / "python").is_dir() else (layer,)


def _one_line(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 300 else flat[:299] + "…"


def function_arn(name: str, region: str) -> str:
    """The ARN of a function of this runtime."""
    return f"arn:aws:lambda:{region}:{ACCOUNT}:function:{name}"


def iso(seconds: float) -> str:
    """An instant given in seconds since the epoch, as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
