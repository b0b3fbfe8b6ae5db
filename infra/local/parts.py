"""Everything that one running local runtime consists of, and how the parts reach each other."""

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3

from infra.local.activity import Activity
from infra.local.backends.dynamodb import Tables
from infra.local.backends.elsewhere import TablesElsewhere
from infra.local.backends.events import Buses
from infra.local.backends.scheduler import Schedules
from infra.local.backends.sqs import Queues
from infra.local.backends.storage import Buckets, Secrets
from infra.local.clock import Clock
from infra.local.console import Console
from infra.local.endpoint import RUNTIME_KEY, Endpoint
from infra.local.errors import LocalError
from infra.local.functions import Function, FunctionConfig, FunctionSettings
from infra.local.gateway import Route
from infra.local.journal import Journal
from infra.local.mail import Mailbox, Reception
from infra.local.sources import (
    LaterSource,
    QueueMapping,
    QueueSource,
    Source,
    StreamMapping,
    StreamSource,
)
from infra.local.template import Stack


class Parts:
    """The parts of one runtime. Resources add to it while the stack is built."""

    def __init__(
        self,
        stack: Stack,
        data: Path,
        url: str,
        console: Console,
        most_processes: int,
        dynamodb_endpoint: str | None = None,
    ) -> None:
        region = stack.region
        self.region = region
        self.url = url
        self._clients: dict[str, Any] = {}
        self.most_processes = most_processes
        self.dynamodb_endpoint = dynamodb_endpoint
        self.api_id = hashlib.sha256(stack.name.encode()).hexdigest()[:10]
        self.console = console
        self.activity = Activity()
        self.journal = Journal(data / "kept.sqlite3")
        self.clock = Clock(data, self.journal)
        self.endpoint = Endpoint()
        self.tables = (
            TablesElsewhere(self.journal, self.client)
            if dynamodb_endpoint
            else Tables(self.journal, region)
        )
        self.queues = Queues(self.journal, region)
        self.buses = Buses(self.journal, region, self.queues, self.invoke_later)
        self.buckets = Buckets(self.journal)
        self.secrets = Secrets(self.journal, region)
        self.schedules = Schedules(
            self.journal, region, self.queues, self.buses, self.invoke_later, _is_function
        )
        self.mailbox = Mailbox(self.journal, self.clock, self.buses)
        self.reception = Reception(self.buckets, self.clock, self.publish)
        self.functions: dict[str, Function] = {}
        self.sources: list[Source] = []
        self.routes: list[Route] = []
        self.scheduled_rules: list[str] = []
        self.template_schedules: set[tuple[str, str]] = set()
        self._later: dict[str, LaterSource] = {}
        self._settings = FunctionSettings(
            region=region,
            endpoint="",
            clock=self.clock,
            logs=data / "logs",
            activity=self.activity,
            console=console,
        )
        self._settings.logs.mkdir(parents=True, exist_ok=True)
        if dynamodb_endpoint:
            self._settings.extra_environment["AWS_ENDPOINT_URL_DYNAMODB"] = dynamodb_endpoint

    def listen(self) -> None:
        """Open the AWS endpoint, which functions will use."""
        self._settings.endpoint = self.endpoint.start()
        self.endpoint.own["sesv2:SendEmail"] = self.mailbox.send
        self.endpoint.own["sesv2:DeleteSuppressedDestination"] = self.mailbox.forget_suppressed
        self.endpoint.flush["s3"] = self.buckets.flush
        self.endpoint.flush["secretsmanager"] = self.secrets.flush

    @property
    def address(self) -> str:
        """Where the AWS endpoint is."""
        return self._settings.endpoint

    def client(self, service: str) -> Any:
        """A boto3 client of the runtime's own."""
        if service not in self._clients:
            elsewhere = self.dynamodb_endpoint if service.startswith("dynamodb") else None
            create: Any = boto3.client  # its type knows services by literal name only
            self._clients[service] = create(
                service,
                region_name=self.region,
                endpoint_url=elsewhere or self._settings.endpoint,
                aws_access_key_id=RUNTIME_KEY,
                aws_secret_access_key="local",  # noqa: S106  # nothing checks it
            )
        return self._clients[service]

    def add_function(self, config: FunctionConfig, dead_letters: str | None) -> None:
        """A function of the stack."""
        function = Function(config, self._settings)
        self.functions[config.logical_id] = function
        self.endpoint.callers[function.access_key] = config.logical_id
        later = LaterSource(function, self.journal, self.send, dead_letters)
        self._later[config.logical_id] = later
        self.sources.append(later)

    def warm_up(self) -> None:
        """Start a process of each function that answers requests, and go on meanwhile."""
        for function in {id(route.target): route.target for route in self.routes}.values():
            threading.Thread(target=function.warm_up, daemon=True).start()

    def function(self, named: str) -> Function:
        """A function by name or ARN, with or without a version or alias.

        Raises:
            LocalError: there is none.
        """
        name = named.split(":")[6] if named.startswith("arn:") else named.split(":", maxsplit=1)[0]
        for function in self.functions.values():
            if function.config.name == name:
                return function
        raise LocalError(f"there is no function {named}")

    def later(self, named: str) -> LaterSource:
        """What runs a function's asynchronous invocations."""
        return self._later[self.function(named).config.logical_id]

    def invoke_later(self, arn: str, event: Any) -> None:
        """Invoke a function asynchronously: accepted and kept, run soon."""
        self.later(arn).add(event)

    def add_queue_source(self, mapping: QueueMapping, function: Function) -> None:
        """A queue feeds a function."""
        self.sources.append(QueueSource(mapping, function, self.queues))

    def add_stream_source(
        self,
        mapping: StreamMapping,
        function: Function,
        wants: Callable[[dict[str, Any]], bool],
    ) -> None:
        """A table's stream feeds a function."""
        self.sources.append(StreamSource(mapping, function, self.tables, wants, self.send))

    def send(self, arn: str, body: str) -> None:
        """Hand a text to a queue or a topic."""
        if ":sns:" in arn:
            self.publish(arn, "", body)
        else:
            self.queues.send(arn, body)

    def publish(self, topic: str, subject: str, message: str) -> None:
        """Publish on a topic."""
        extra = {"Subject": subject} if subject else {}
        self.client("sns").publish(TopicArn=topic, Message=message, **extra)


def _is_function(arn: str) -> bool:
    return ":lambda:" in arn and ":function:" in arn
