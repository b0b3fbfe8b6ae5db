"""A small threaded HTTP/1.1 server: requests in, responses out, connections kept alive."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

LARGEST_BODY = 48 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came over the wire: `path` is still percent-encoded."""

    method: str
    path: str
    query: str
    headers: list[tuple[str, str]]
    body: bytes
    client: str
    version: str = "HTTP/1.1"

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), None)

    def parameters(self) -> dict[str, list[str]]:
        """The query, decoded; a name may come more than once."""
        return parse_qs(self.query, keep_blank_values=True)


@dataclass(frozen=True, slots=True)
class Response:
    """What goes back; the length is added."""

    status: int
    body: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list)


Handler = Callable[[Request], Response]


class HttpServer:
    """Serves `handler` on a loopback port in threads of its own."""

    def __init__(self, handler: Handler, port: int = 0, host: str = "127.0.0.1") -> None:
        kind = type("BoundHandler", (_Wire,), {"answer": staticmethod(handler)})
        self._server = _Server((host, port), kind)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 60}, daemon=True
        )

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening. Connections that are busy end with their threads."""
        self._server.socket.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news."""

    def service_actions(self) -> None:
        if self.socket.fileno() == -1:
            raise SystemExit


class _Wire(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    answer: Handler

    def log_message(self, format: str, *args: Any) -> None:
        """The runtime has its own console."""

    def _serve(self) -> None:
        body = self._body()
        if body is None:
            return
        path, _, query = self.path.partition("?")
        request = Request(
            method=self.command,
            path=path,
            query=query,
            headers=list(self.headers.items()),
            body=body,
            client=self.client_address[0],
            version=self.request_version,
        )
        self._send(self.answer(request))

    def _body(self) -> bytes | None:
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return self._chunks()
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit():
            self._reject(400, "Content-Length is not a number")
            return None
        if int(length) > LARGEST_BODY:
            self._reject(413, "Request Entity Too Large")
            return None
        return self.rfile.read(int(length)) if length != "0" else b""

    def _chunks(self) -> bytes | None:
        whole = bytearray()
        while True:
            try:
                size = int(self.rfile.readline(64).split(b";")[0], 16)
            except ValueError:
                self._reject(400, "chunk size is not a number")
                return None
            if len(whole) + size > LARGEST_BODY:
                self._reject(413, "Request Entity Too Large")
                return None
            whole += self.rfile.read(size)
            self.rfile.readline(8)
            if size == 0:
                return bytes(whole)

    def _reject(self, status: int, message: str) -> None:
        self.close_connection = True
        self._send(Response(status, message.encode(), [("Content-Type", "text/plain")]))

    def _send(self, response: Response) -> None:
        self.send_response_only(response.status)
        self.send_header("Date", self.date_time_string())
        for name, value in response.headers:
            self.send_header(name, value)
        bodiless = response.status in (204, 304) or response.status < 200
        if not bodiless:
            self.send_header("Content-Length", str(len(response.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD" and not bodiless:
            self.wfile.write(response.body)
        self.wfile.flush()

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = _serve
