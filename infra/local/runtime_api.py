"""The Lambda Runtime API: where a function process asks for work and says what came of it."""

import json
import queue
import threading
import uuid
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from infra.local.server import HttpServer, Request, Response

_ROOT = "/2018-06-01/runtime"
_ACCEPTED = Response(202, b'{"status":"OK"}', [("Content-Type", "application/json")])
LARGEST_ANSWER = 6 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an invocation ended in: its answer, or the error that it raised."""

    payload: bytes
    error_type: str | None = None

    @property
    def failed(self) -> bool:
        """Whether the function did not answer."""
        return self.error_type is not None

    def value(self) -> Any:
        """The payload, read as JSON; None where it is empty."""
        return json.loads(self.payload) if self.payload else None

    def message(self) -> str:
        """One line for people that says what went wrong."""
        try:
            text = json.loads(self.payload).get("errorMessage", "")
        except (ValueError, AttributeError):
            text = self.payload.decode(errors="replace")
        return f"{self.error_type}: {text}" if text else str(self.error_type)


def failure(error_type: str, message: str) -> Outcome:
    """An outcome that the runtime itself decides on."""
    body = {"errorType": error_type, "errorMessage": message}
    return Outcome(json.dumps(body).encode(), error_type)


@dataclass(frozen=True, slots=True)
class Invocation:
    """One event on its way through a process."""

    event: bytes
    arn: str
    deadline_ms: int
    request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    done: "Future[Outcome]" = field(default_factory=Future)


class RuntimeApi:
    """Serves one process. `ready` is set at its first request for work."""

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[Invocation | None] = queue.SimpleQueue()
        self._current: Invocation | None = None
        self.ready = threading.Event()
        self.init_error: Outcome | None = None
        self._server = HttpServer(self._answer)
        self._server.start()
        self.address = f"127.0.0.1:{self._server.port}"

    def offer(self, invocation: Invocation) -> None:
        """Hand the process its next event."""
        self._work.put(invocation)

    def close(self) -> None:
        """Let go of the process's connection."""
        self._work.put(None)
        self._server.stop()

    def _answer(self, request: Request) -> Response:
        path = request.path.removeprefix(_ROOT)
        if request.method == "GET" and path == "/invocation/next":
            return self._next()
        if request.method == "POST" and path == "/init/error":
            self.init_error = self._error(request)
            self.ready.set()
            return _ACCEPTED
        if request.method == "POST" and path.startswith("/invocation/"):
            return self._finish(request, *path.split("/")[2:4])
        return Response(404)

    def _next(self) -> Response:
        self.ready.set()
        invocation = self._work.get()
        if invocation is None:
            return Response(410)
        self._current = invocation
        return Response(
            200,
            invocation.event,
            [
                ("Content-Type", "application/json"),
                ("Lambda-Runtime-Aws-Request-Id", invocation.request_id),
                ("Lambda-Runtime-Deadline-Ms", str(invocation.deadline_ms)),
                ("Lambda-Runtime-Invoked-Function-Arn", invocation.arn),
                (
                    "Lambda-Runtime-Trace-Id",
                    f"Root=1-{uuid.uuid4().hex[:8]}-{uuid.uuid4().hex[:24]}",
                ),
            ],
        )

    def _finish(self, request: Request, request_id: str, how: str) -> Response:
        current = self._current
        if current is None or current.request_id != request_id or current.done.done():
            return Response(400, b'{"errorType":"InvalidRequestID"}')
        if how == "error":
            current.done.set_result(self._error(request))
        elif len(request.body) > LARGEST_ANSWER:
            current.done.set_result(
                failure(
                    "Function.ResponseSizeTooLarge",
                    f"Response payload size ({len(request.body)} bytes) exceeded maximum "
                    f"allowed payload size ({LARGEST_ANSWER} bytes).",
                )
            )
        else:
            current.done.set_result(Outcome(request.body))
        return _ACCEPTED

    @staticmethod
    def _error(request: Request) -> Outcome:
        try:
            kind = json.loads(request.body).get("errorType")
        except (ValueError, AttributeError):
            kind = None
        named = kind or request.header("Lambda-Runtime-Function-Error-Type") or "Unhandled"
        return Outcome(request.body, named)
