"""A Lambda runtime client in plain Python, for systems where the official one is not to be had."""

import http.client
import importlib
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

_VERSION = "/2018-06-01/runtime"


class Context:
    """What a handler gets as its second argument."""

    def __init__(self, request_id: str, arn: str, deadline_ms: int) -> None:
        self.aws_request_id = request_id
        self.invoked_function_arn = arn
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.client_context = None
        self.identity = None
        self._deadline_ms = deadline_ms

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the runtime ends the invocation."""
        return max(0, self._deadline_ms - int(time.time() * 1000))


def run(handler: str, address: str, before_each: Callable[[], None]) -> None:
    """Load the handler and serve invocations from `address` for ever."""
    runtime = http.client.HTTPConnection(address)
    try:
        serve = _load(handler)
    except BaseException as error:  # noqa: BLE001  # told to the runtime, then the end
        _post(runtime, f"{_VERSION}/init/error", _describe(error))
        sys.exit(1)
    while True:
        runtime.request("GET", f"{_VERSION}/invocation/next")
        answer = runtime.getresponse()
        event = json.loads(answer.read())
        before_each()
        request_id = answer.headers["Lambda-Runtime-Aws-Request-Id"]
        context = Context(
            request_id,
            answer.headers["Lambda-Runtime-Invoked-Function-Arn"],
            int(answer.headers["Lambda-Runtime-Deadline-Ms"]),
        )
        path = f"{_VERSION}/invocation/{request_id}"
        try:
            result = json.dumps(serve(event, context))
        except Exception as error:  # noqa: BLE001  # whatever a handler raises is its answer
            traceback.print_exc()
            _post(runtime, f"{path}/error", _describe(error))
        else:
            _post(runtime, f"{path}/response", result.encode())


def _load(handler: str) -> Callable[[Any, Context], Any]:
    module, _, name = handler.rpartition(".")
    loaded: Callable[[Any, Context], Any] = getattr(
        importlib.import_module(module.replace("/", ".")), name
    )
    return loaded


def _describe(error: BaseException) -> bytes:
    return json.dumps(
        {
            "errorMessage": str(error),
            "errorType": type(error).__name__,
            "stackTrace": traceback.format_exception(error),
        }
    ).encode()


def _post(runtime: http.client.HTTPConnection, path: str, body: bytes) -> None:
    runtime.request("POST", path, body, {"Content-Type": "application/json"})
    runtime.getresponse().read()
