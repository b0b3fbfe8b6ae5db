"""One running local runtime: builds the stack, loads what was kept, serves, and stops."""

import fcntl
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from infra.local.builder import Builder
from infra.local.console import Console
from infra.local.errors import LocalError
from infra.local.gateway import Gateway
from infra.local.local_api import PREFIX, LocalApi
from infra.local.parts import Parts
from infra.local.resources import KINDS
from infra.local.server import HttpServer, Request, Response
from infra.local.template import load_stack, read_settings
from infra.local.timeline import Timeline

_LAST_WORK_SECONDS = 5.0
_LOCK_FILE = "lock"


@dataclass(frozen=True, slots=True)
class Options:
    """How to run."""

    template: Path
    environment: str = "local"
    port: int = 8000
    data: Path = Path(".local")
    fresh: bool = False
    quiet: bool = False
    most_processes: int = 2
    dynamodb_endpoint: str | None = None
    begin: datetime | None = None
    """What the clock shows at first, where nothing is kept yet."""
    parameters: tuple[str, ...] = ()
    """`Name=value` each, over those of samconfig.toml."""


class Runtime:
    """A stack that runs on this machine, in this process."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.console = Console(quiet=options.quiet)
        options.data.mkdir(parents=True, exist_ok=True)
        if options.fresh:
            _clear(options.data)
        self._lock = _take(options.data)
        try:
            self._server = HttpServer(self._answer, options.port)
        except OSError as error:
            raise LocalError(
                f"port {options.port} is taken ({error.strerror}); choose another with --port"
            ) from error
        self.url = f"http://localhost:{self._server.port}"
        settings = read_settings(options.template, options.environment, options.parameters)
        stack = load_stack(options.template, settings, options.data / "template.json")
        is_new = not any(options.data.glob("*.sqlite3"))
        self.parts = Parts(
            stack,
            options.data,
            self.url,
            self.console,
            options.most_processes,
            options.dynamodb_endpoint,
        )
        if is_new and options.begin is not None:
            self.parts.clock.move_to(options.begin)
        self.parts.listen()
        self.builder = Builder(stack, self.parts, KINDS)
        self.timeline = Timeline(self.parts)
        self._template_stamp = _stamp(options.template)
        self._local: LocalApi | None = None
        self._gateway: Gateway | None = None

    def start(self) -> None:
        """Create the resources, load what was kept, and begin to serve and to feed.

        Raises:
            LocalError: the template cannot run here; the message says why.
        """
        parts = self.parts
        self.builder.build()
        self._load()
        parts.endpoint.open.set()
        self._gateway = Gateway(parts.api_id, parts.routes)
        self._local = LocalApi(parts, self.timeline, self.builder)
        self._server.start()
        for source in parts.sources:
            source.start()
        self.timeline.start()

    def _load(self) -> None:
        parts = self.parts
        parts.tables.load()
        parts.queues.load()
        parts.buckets.load()
        parts.buses.load()
        lost = parts.schedules.load(parts.template_schedules)
        self._tell_what_is_kept_aside(lost)

    def _tell_what_is_kept_aside(self, lost_schedules: list[str]) -> None:
        """Data of resources that the template no longer has stays in the file."""
        there = {"item": self.parts.tables.names(), "object": self.parts.buckets.names()}
        for kind, names in there.items():
            for container, count in self.parts.journal.containers(kind).items():
                if container not in names:
                    self.console.warn(f"{container} is gone; its {count} {kind}s are kept aside")
        for name, count in self.parts.queues.kept_elsewhere().items():
            self.console.warn(f"queue {name} is gone; its {count} messages are kept aside")
        for name in lost_schedules:
            self.console.warn(f"schedule {name}: its group is gone; it is kept aside")

    def _advise_restart(self) -> None:
        stamp = _stamp(self.options.template)
        if stamp != self._template_stamp:
            self._template_stamp = stamp
            self.console.warn(f"{self.options.template.name} has changed: restart to use it")

    def _answer(self, request: Request) -> Response:
        self._advise_restart()
        if self._local is None or self._gateway is None:
            return Response(503, b"starting", [("Retry-After", "1")])
        if request.path == PREFIX or request.path.startswith(f"{PREFIX}/"):
            return self._local(request)
        return self._gateway(request)

    def stop(self) -> None:
        """End every process and close every file."""
        parts = self.parts
        self._server.stop()
        self.timeline.stop()
        for source in parts.sources:
            source.stop()
        parts.activity.wait_until(lambda: True, _LAST_WORK_SECONDS)
        for function in parts.functions.values():
            function.stop()
        parts.tables.stop()
        parts.endpoint.stop()
        parts.clock.stop()
        parts.journal.close()
        self._lock.close()


def _stamp(file: Path) -> tuple[int, int]:
    try:
        facts = file.stat()
    except FileNotFoundError:  # an editor may be about to replace it
        return 0, 0
    return facts.st_mtime_ns, facts.st_size


def _take(data: Path) -> IO[str]:
    """Keep other runtimes off a data folder for as long as this process lives."""
    lock = (data / _LOCK_FILE).open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise LocalError(
            f"{data} is in use by another runtime; stop that one, or keep yours elsewhere: "
            "--data, or DATA= with make"
        ) from error
    return lock


def _clear(data: Path) -> None:
    """Empty a data folder, and only one that a runtime has written."""
    _take(data).close()
    others = [each for each in data.iterdir() if each.name != _LOCK_FILE]
    if others and not (data / "kept.sqlite3").exists():
        raise LocalError(f"{data} holds something else; --fresh only clears a runtime's own data")
    for each in others:
        shutil.rmtree(each) if each.is_dir() else each.unlink()
