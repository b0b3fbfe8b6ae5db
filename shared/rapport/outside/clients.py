"""Clients of AWS: one for each service, with bounded patience.

They are botocore's own, which are all that boto3 would hand out: boto3 adds resources and file
transfers, which nobody here needs and every cold start would load.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from botocore.config import Config
from botocore.handlers import BUILTIN_HANDLERS, REGISTER_FIRST, REGISTER_LAST
from botocore.loaders import Loader
from botocore.session import Session

MODELS = Path(__file__).with_name("models")
"""What the build puts into the layer of botocore's data: the calls that are made, and no others. A
checkout has it not, and reads botocore's own.
"""

SERVICES = ("dynamodb", "events", "s3", "scheduler", "secretsmanager", "sesv2", "sqs")

# A function has 30 s at most: three tries of 5 s leave room to answer. Standard mode backs off
# with jitter and retries throttling, lost connections and 5xx answers, nothing else.
PATIENCE = Config(
    connect_timeout=2,
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 3},
    tcp_keepalive=True,
    # Botocore's own name is of many parts, which it puts together for every call.
    user_agent="rapport",
    # A checkout finds a wrong parameter before it is sent; deployed code was tested, and the
    # service looks for itself.
    parameter_validation=not MODELS.is_dir(),
)
# SendEmail has no idempotency token: a lost answer must not be followed by a second mail.
ONCE = PATIENCE.merge(Config(retries={"mode": "standard", "total_max_attempts": 1}))


@cache
def session() -> Session:
    """What all clients of this process share: credentials, region, and what they have read."""
    made = Session(include_builtin_handlers=False)
    _mend(made.get_component("event_emitter"))
    if MODELS.is_dir():
        loader = Loader(extra_search_paths=[str(MODELS)], include_default_search_paths=False)
        made.register_component("data_loader", loader)
    return made


def _mend(events: Any) -> None:
    """Register those of botocore's own handlers that our services have a use for.

    It has two hundred, which mend what other services and the documentation need mended, and
    registering those took more than everything else about a session.
    """
    orders = {REGISTER_FIRST: events.register_first, REGISTER_LAST: events.register_last}
    for event, handler, *order in BUILTIN_HANDLERS:
        what, *about = event.split(".")
        if what != "docs" and (not about or about[0] in SERVICES):
            register = orders[order[0]] if order else events.register
            register(event, handler)


@cache
def client(service: str, config: Config = PATIENCE) -> Any:
    """The one client of `service` in this process."""
    return session().create_client(service, config=config)


def later(service: str, config: Config = PATIENCE) -> Any:
    """The same, made when it is first used: for a service that few invokes need."""
    return _Later(service, config)


class _Later:
    def __init__(self, service: str, config: Config) -> None:
        self._asked = service, config

    def __getattr__(self, name: str) -> Any:
        return getattr(client(*self._asked), name)
