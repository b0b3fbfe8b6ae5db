"""What functions do to AWS, call by call, kept so that it can be counted and played again."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from botocore.response import StreamingBody
from botocore.session import Session


@dataclass(frozen=True)
class AwsCall:
    """One call and its answer. `key` tells it from others on the wire."""

    service: str
    operation: str
    key: str
    params: dict[str, Any]
    sent: int
    """Bytes of the request's body."""
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Tape:
    """The calls of all clients that a session makes after this."""

    calls: list[AwsCall] = field(default_factory=list)
    _asked: list[dict[str, Any]] = field(default_factory=list)
    _sent: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, session: Session) -> Tape:
        tape = cls()
        session.register("provide-client-params", tape._on_params)
        session.register("before-call", tape._on_call)
        session.register("after-call", tape._on_answer)
        return tape

    def _on_params(self, **told: Any) -> None:
        self._asked.append(dict(told["params"]))

    def _on_call(self, **told: Any) -> None:
        self._sent.append(told["params"])

    def _on_answer(self, **told: Any) -> None:
        model, answer, request = told["model"], told["http_response"], self._sent.pop()
        service = model.service_model.signing_name
        target = request["headers"].get("X-Amz-Target", request["method"])
        body = request["body"]
        if model.has_streaming_output:
            # A stream can be read once: it is read here, and handed on as if it had not been.
            answered = told["parsed"]["Body"].read()
            told["parsed"]["Body"] = StreamingBody(io.BytesIO(answered), len(answered))
        else:
            answered = answer.content
        self.calls.append(
            AwsCall(
                service=model.service_model.service_name,
                operation=model.name,
                key=f"{service} {target}",
                params=self._asked.pop(),
                sent=len(body.encode() if isinstance(body, str) else bytes(body or b"")),
                status=answer.status_code,
                headers={str(name): str(value) for name, value in answer.headers.items()},
                body=answered,
            )
        )
