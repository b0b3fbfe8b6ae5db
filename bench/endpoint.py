"""AWS as it answered once, played again: a process of its own, one port for each that measures.

`python -m bench.endpoint FILE` reads what to play, as `written` puts it, and prints the ports.
"""

from __future__ import annotations

import base64
import json
import re
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.tape import AwsCall
from infra.local.server import HttpServer, Request, Response

_SERVICE = re.compile(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/")
_NOT_HANDED_ON = {"content-length", "connection", "date", "server", "transfer-encoding"}


def written(plays: Mapping[str, Sequence[AwsCall]]) -> str:
    """What the process is to play, as it reads it."""
    return json.dumps(
        {
            name: [
                [
                    call.key,
                    call.status,
                    [
                        pair
                        for pair in call.headers.items()
                        if pair[0].lower() not in _NOT_HANDED_ON
                    ],
                    base64.b64encode(call.body).decode(),
                ]
                for call in calls
            ]
            for name, calls in plays.items()
        }
    )


class Player:
    """Answers each kind of call with what was answered then, in order, and from the start again."""

    def __init__(self, calls: Sequence[Sequence[Any]]) -> None:
        self._answers: dict[str, list[Response]] = {}
        self._next: dict[str, int] = {}
        for key, status, headers, body in calls:
            answer = Response(status, base64.b64decode(body), [tuple(one) for one in headers])
            self._answers.setdefault(key, []).append(answer)
        self._server = HttpServer(self._answer)
        self._server.start()
        self.port = self._server.port

    def _answer(self, request: Request) -> Response:
        service = _SERVICE.search(request.header("authorization") or "")
        what = request.header("x-amz-target") or request.method
        key = f"{service[1] if service else '?'} {what}"
        answers = self._answers.get(key)
        if answers is None:
            return Response(501, f"nothing was recorded for {key}".encode())
        turn = self._next.get(key, 0)
        self._next[key] = turn + 1
        return answers[turn % len(answers)]


def main() -> None:
    plays = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    players = {name: Player(calls) for name, calls in plays.items()}
    sys.stdout.write(json.dumps({name: each.port for name, each in players.items()}) + "\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    main()
