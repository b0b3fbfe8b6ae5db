"""Processes of functions under the official runtime client: how they start, and how they go on."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import endpoint
from bench.scene import Invoke
from bench.stage import Stage
from bench.tape import AwsCall
from infra.build.artefacts import ROOT
from infra.local.runtime_api import Invocation, RuntimeApi

PATIENCE = 60.0


@dataclass(frozen=True)
class Actor:
    """One that is started and invoked: a function with an event, or a floor."""

    name: str
    folder: Path
    handler: str
    event: dict[str, Any]
    calls: tuple[AwsCall, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """One life of a process. Times in ms, memory in MB; None where this machine does not say."""

    to_first_poll: float
    first_invoke: float
    cold_cpu: float | None
    """CPU time of start and first invoke together."""
    warm_cpu: float | None
    memory: float | None

    @property
    def both(self) -> float:
        return self.to_first_poll + self.first_invoke


class Failed(RuntimeError):
    """A function that did not start, or did not answer."""


def function(
    stage: Stage, logical_id: str, handler: str, invoke: Invoke, environment: Mapping[str, str]
) -> Actor:
    return Actor(
        logical_id, stage.path(logical_id), handler, invoke.event, invoke.calls, environment
    )


def floor_aws(stage: Stage, of: Actor) -> Actor:
    """Plain boto3, making the calls of another."""
    calls = [[call.service, _method(call.operation), _frozen(call.params)] for call in of.calls]
    file = stage.folder / f"calls-{of.name}.json"
    file.write_text(json.dumps(calls), encoding="utf-8")
    return Actor(
        f"floor-aws {of.name}",
        stage.folder / "Floors",
        "floor_aws.handler",
        of.event,
        of.calls,
        {"FLOOR_CALLS": str(file)},
    )


def floor_stack(stage: Stage) -> Actor:
    """Logger, a model, the event handler and a client, with one read."""
    event = json.loads((ROOT / "events" / "web_get.json").read_text(encoding="utf-8"))
    event["rawPath"] = event["requestContext"]["http"]["path"] = "/things"
    read = AwsCall(
        "dynamodb",
        "GetItem",
        "dynamodb DynamoDB_20120810.GetItem",
        {},
        0,
        200,
        {"Content-Type": "application/x-amz-json-1.0"},
        b"{}",
    )
    return Actor("floor-stack", stage.folder / "Floors", "floor_stack.handler", event, (read,))


def _method(operation: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower()


def _frozen(value: Any) -> Any:
    if isinstance(value, bytes | bytearray):
        return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, dict):
        return {key: _frozen(one) for key, one in value.items()}
    return [_frozen(one) for one in value] if isinstance(value, list | tuple) else value


@contextmanager
def playing(actors: Sequence[Actor]) -> Iterator[dict[str, int]]:
    """The process that answers for AWS; its ports by actor."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(endpoint.written({one.name: one.calls for one in actors}))
        file.flush()
        with subprocess.Popen(
            [sys.executable, "-m", "bench.endpoint", file.name],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                assert process.stdout is not None
                yield json.loads(process.stdout.readline())
            finally:
                process.kill()


def live(stage: Stage, actor: Actor, port: int, warm: int) -> Run:
    """Start it, have it answer once, then `warm` times more, and end it. Raises Failed."""
    api = RuntimeApi()
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join((str(actor.folder), str(stage.layer))),
        "AWS_LAMBDA_RUNTIME_API": api.address,
        "AWS_LAMBDA_FUNCTION_NAME": "bench",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
        "AWS_LAMBDA_LOG_FORMAT": "JSON",
        "AWS_LAMBDA_LOG_GROUP_NAME": "bench",
        "AWS_LAMBDA_LOG_STREAM_NAME": "bench",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "LAMBDA_TASK_ROOT": str(actor.folder),
        "AWS_REGION": "eu-central-1",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_EC2_METADATA_DISABLED": "true",
        "POWERTOOLS_METRICS_NAMESPACE": "Rapport",
        **actor.environment,
    }
    began = time.perf_counter()
    process = subprocess.Popen(
        [stage.python, "-P", "-m", "awslambdaric", actor.handler],
        cwd=actor.folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        if not api.ready.wait(PATIENCE) or api.init_error:
            said = api.init_error.message() if api.init_error else "it never asked for work"
            raise Failed(f"{actor.name} did not start: {said}")
        started = time.perf_counter()
        _invoke(api, actor)
        answered = time.perf_counter()
        before = _cpu(process.pid)
        for _ in range(warm):
            _invoke(api, actor)
        after = _cpu(process.pid)
        each = (
            (after - before) / warm if warm and before is not None and after is not None else None
        )
        return Run(
            (started - began) * 1000,
            (answered - started) * 1000,
            before,
            each,
            _memory(process.pid),
        )
    finally:
        process.kill()
        process.wait()
        api.close()


def _invoke(api: RuntimeApi, actor: Actor) -> None:
    deadline = int((time.time() + PATIENCE) * 1000)
    arn = "arn:aws:lambda:eu-central-1:123456789012:function:bench"
    invocation = Invocation(json.dumps(actor.event, default=str).encode(), arn, deadline)
    api.offer(invocation)
    outcome = invocation.done.result(PATIENCE)
    if outcome.failed:
        raise Failed(f"{actor.name}: {outcome.message()}")
    answer = outcome.value() or {}
    if answer.get("batchItemFailures") or answer.get("statusCode", 200) >= 500:
        raise Failed(f"{actor.name} answered {str(answer)[:300]}")


def _cpu(pid: int) -> float | None:
    """CPU time of all threads in ms, where the kernel counts it in nanoseconds."""
    try:
        tasks = [each / "schedstat" for each in Path(f"/proc/{pid}/task").iterdir()]
        return sum(int(each.read_text().split()[0]) for each in tasks) / 1e6
    except (OSError, ValueError, IndexError):
        return None


def _memory(pid: int) -> float | None:
    """The most memory that was resident, in MB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) * 1024 / 1e6 if found else None


def interleaved(
    stage: Stage, actors: Sequence[Actor], rounds: int, warm: int, tell: Callable[[str], None]
) -> dict[str, list[Run]]:
    """Every actor once a round, in turn, so that what the machine does meanwhile meets all."""
    runs: dict[str, list[Run]] = {one.name: [] for one in actors}
    with playing(actors) as ports:
        for _ in range(rounds):
            for actor in actors:
                tell(actor.name)
                runs[actor.name].append(live(stage, actor, ports[actor.name], warm))
    return runs
