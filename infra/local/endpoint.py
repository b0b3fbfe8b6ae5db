"""The AWS endpoint: one small front before moto that sees every call.

It knows who calls (each function has an access key of its own), counts calls and bytes, refuses
what would not survive a crash, and has one place where a call can be made to fail.
"""

import json
import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import parse_qs

import botocore.session
from botocore.model import OperationModel, StructureShape
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import BaseWSGIServer, make_server

from infra.local.backends import LOCK

RUNTIME_KEY = "LOCALRUNTIMEITSELFAA"
_LONGEST_START = 60.0
_CREDENTIAL = re.compile(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/")
_READS = ("Get", "List", "Describe", "Query", "Scan", "Head", "BatchGet", "TransactGet")
_KEPT: dict[str, set[str]] = {
    "dynamodb": {
        "PutItem",
        "UpdateItem",
        "DeleteItem",
        "BatchWriteItem",
        "TransactWriteItems",
    },
    "sqs": {
        "SendMessage",
        "SendMessageBatch",
        "ReceiveMessage",
        "DeleteMessage",
        "DeleteMessageBatch",
        "ChangeMessageVisibility",
        "ChangeMessageVisibilityBatch",
        "PurgeQueue",
    },
    "events": {"PutEvents", "StartReplay"},
    "scheduler": {"CreateSchedule", "UpdateSchedule", "DeleteSchedule"},
    "s3": {"PutObject", "CopyObject", "DeleteObject", "DeleteObjects"},
    "secretsmanager": {"PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage"},
    "sns": {"Publish", "PublishBatch"},
    "sesv2": {"SendEmail", "DeleteSuppressedDestination"},
    "sts": set(),
}

Answer = tuple[int, list[tuple[str, str]], bytes]
"""Status, headers, body."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the AWS endpoint."""

    caller: str
    service: str
    operation: str
    body: bytes

    @property
    def name(self) -> str:
        """Such as `dynamodb:PutItem`."""
        return f"{self.service}:{self.operation}"


@dataclass(slots=True)
class Count:
    """How often an operation was called by one caller, and how many bytes went either way."""

    calls: int = 0
    errors: int = 0
    sent: int = 0
    received: int = 0


class Interference:
    """Where calls can be made to fail. Does nothing by itself; a subclass may."""

    def before(self, call: Call) -> Answer | None:  # noqa: ARG002
        """Before the effect: an answer given here is the call's, and nothing happens."""
        return None

    def after(self, call: Call, answer: Answer) -> Answer:  # noqa: ARG002
        """After the effect is kept: what the caller gets to see."""
        return answer


@dataclass(slots=True)
class Endpoint:
    """The endpoint of one runtime, on a loopback port.

    Attributes:
        callers: access key → name of the function that uses it.
        own: operations that are answered here instead of in moto, by `Call.name`.
        open: set once what was kept is loaded; functions' calls wait for it.
        flush: run under the lock after each call to moto, before it is acknowledged.
    """

    callers: dict[str, str] = field(default_factory=dict)
    own: dict[str, Callable[[Call], Answer]] = field(default_factory=dict)
    flush: dict[str, Callable[[], None]] = field(default_factory=dict)
    open: threading.Event = field(default_factory=threading.Event)
    interference: Interference = field(default_factory=Interference)
    counts: dict[str, dict[str, Count]] = field(default_factory=lambda: defaultdict(dict))
    _server: BaseWSGIServer | None = None
    _moto: Any = field(default_factory=lambda: DomainDispatcherApplication(create_backend_app))
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> str:
        """Begin to serve; gives the URL."""
        self._server = make_server(
            "127.0.0.1", 0, self._serve, threaded=True, request_handler=_QuietHandler
        )
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.port}"

    def stop(self) -> None:
        """Stop serving."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def _serve(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = _read(environ)
        call = identify(environ, body, self.callers)
        if call.caller != RUNTIME_KEY:
            self.open.wait(_LONGEST_START)
        answer = self.interference.before(call)
        if answer is None:
            answer = self._refusal(call) or self._work(call, environ)
            answer = self.interference.after(call, answer)
        status, headers, content = answer
        self._count(call, status, len(content))
        start_response(f"{status} {status}", headers)
        return [content]

    def _refusal(self, call: Call) -> Answer | None:
        if call.caller == RUNTIME_KEY or not call.operation:
            return None
        kept = _KEPT.get(call.service)
        if kept is not None and (call.operation in kept or call.operation.startswith(_READS)):
            return None
        return error(
            "NotKeptByLocalRuntime",
            f"{call.name} is not known to the local runtime: what it stores would not survive.",
            501,
        )

    def _work(self, call: Call, environ: dict[str, Any]) -> Answer:
        if (handler := self.own.get(call.name)) is not None:
            return handler(call)
        if call.name == "sqs:ReceiveMessage":  # may wait long, and locks for itself
            return self._ask_moto(environ)
        with LOCK:
            answer = self._ask_moto(environ)
            if (flush := self.flush.get(call.service)) is not None:
                flush()
            return answer

    def _ask_moto(self, environ: dict[str, Any]) -> Answer:
        seen: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
            seen.extend((int(status.split(" ", 1)[0]), headers))

        content = b"".join(self._moto(environ, start_response))
        return cast(Answer, (seen[0], seen[1], content))

    def _count(self, call: Call, status: int, received: int) -> None:
        with self._guard:
            count = self.counts[call.caller].setdefault(call.name, Count())
            count.calls += 1
            count.errors += status >= 400
            count.sent += len(call.body)
            count.received += received


class _QuietHandler(MotoRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log(self, *_arguments: Any) -> None:
        """The runtime has its own console."""


def error(code: str, message: str, status: int) -> Answer:
    """An error as AWS's JSON services give it."""
    body = json.dumps({"__type": code, "message": message}).encode()
    headers = [("Content-Type", "application/x-amz-json-1.1"), ("x-amzn-ErrorType", code)]
    return status, headers, body


def identify(environ: dict[str, Any], body: bytes, callers: dict[str, str]) -> Call:
    """Who calls which operation of which service."""
    found = _CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
    key, service = (found.group(1), found.group(3)) if found else ("", "")
    path: str = environ["PATH_INFO"]
    if service == "ses":
        service = "sesv2" if path.startswith("/v2/") else "ses"
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        operation = target.rsplit(".", 1)[-1]
    elif "/operation/" in path:
        operation = path.rsplit("/", 1)[-1]
    elif environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        operation = parse_qs(body.decode(errors="replace")).get("Action", [""])[0]
    else:
        operation = _rest_operation(
            service, environ["REQUEST_METHOD"], path, environ.get("QUERY_STRING", ""), environ
        )
    return Call(callers.get(key, key), service, operation, body)


_REST: dict[str, list[tuple[str, re.Pattern[str], frozenset[str], str]]] = {}
_MODELS = {"scheduler": "scheduler", "sesv2": "sesv2", "s3": "s3"}


def _rest_operation(
    service: str, method: str, path: str, query: str, environ: dict[str, Any]
) -> str:
    given = frozenset(parse_qs(query, keep_blank_values=True))
    best, most = "", -1
    for verb, pattern, needed, name in _rest_table(service):
        if verb == method and len(needed) > most and needed <= given and pattern.fullmatch(path):
            best, most = name, len(needed)
    if best == "PutObject" and "HTTP_X_AMZ_COPY_SOURCE" in environ:
        return "CopyObject"
    return best


def _rest_table(service: str) -> list[tuple[str, re.Pattern[str], frozenset[str], str]]:
    if service not in _MODELS:
        return []
    if service not in _REST:
        model = botocore.session.get_session().get_service_model(_MODELS[service])
        table = []
        for name in model.operation_names:
            operation = model.operation_model(name)
            http = operation.http
            address, _, query = http["requestUri"].partition("?")
            text = re.sub(r"\\\{[^}]+\\\+\\\}", ".+", re.escape(address))
            text = re.sub(r"\\\{[^}]+\\\}", "[^/]+", text)
            needed = frozenset(parse_qs(query, keep_blank_values=True)) - {"x-id"}
            # DeleteObject and AbortMultipartUpload differ by what they must carry only.
            needed |= _required(operation)
            table.append((http["method"], re.compile(text + "/?"), needed, name))
        _REST[service] = table
    return _REST[service]


def _required(operation: OperationModel) -> frozenset[str]:
    """The query parameters that an operation cannot do without."""
    given = operation.input_shape
    if not isinstance(given, StructureShape):
        return frozenset()
    members = (given.members[name] for name in given.required_members)
    return frozenset(
        member.serialization["name"]
        for member in members
        if member.serialization.get("location") == "querystring"
    )


def _read(environ: dict[str, Any]) -> bytes:
    """Take the body out, and put it back for whoever reads it next."""
    import io

    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        body = stream.read()
        environ["CONTENT_LENGTH"] = str(len(body))
    else:
        body = stream.read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return cast(bytes, body)
