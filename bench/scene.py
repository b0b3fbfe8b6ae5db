"""A seeker's days, lived through the real handlers on moto, with every call to AWS on tape.

The handlers, their events and what AWS answered are what the other measurements play again: the
cold starts in fresh processes, the floors with the same calls.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest import mock

import time_machine
from moto.dynamodb.models import DynamoDBBackend

from bench import past
from bench.tape import AwsCall, Tape
from infra.build.artefacts import ROOT
from rapport.outside import clients
from rapport.store import Watch
from tests.integration import account
from tests.integration.account import REGION, own_client
from tests.integration.afresh import make_ear
from tests.integration.stack import stack_of
from tests.integration.table import streamed
from tests.integration.template import table_definition
from tests.integration.web.browser import ORIGIN, Browser
from tests.integration.world import HORIZON, World

TRANSACT = DynamoDBBackend.transact_write_items
"""As moto has it, before tests teach it to copy less."""
ADDRESS = "roger@seeker.example"
PAGES = ("/", "/plan", "/people", "/openings", "/log", "/settings")


@dataclass(frozen=True)
class Invoke:
    """One run of one function: what it got, what it gave, what it asked of AWS meanwhile."""

    function: str
    event: dict[str, Any]
    answer: dict[str, Any]
    calls: tuple[AwsCall, ...]


class Scene(World):
    """The loop with its seeker signed in; every invoke is kept."""

    def __init__(self, clock: time_machine.Traveller, environment: dict[str, str]) -> None:
        context = SimpleNamespace(
            function_name="bench",
            memory_limit_in_mb=512,
            invoked_function_arn="arn:aws:lambda:eu-central-1:123456789012:function:bench",
            aws_request_id="00000000-0000-0000-0000-000000000000",
            get_remaining_time_in_millis=lambda: 30_000,
        )
        super().__init__(importlib.import_module, context, clock)
        self.environment = environment
        self.invokes: list[Invoke] = []
        self._modules["web"] = importlib.import_module("web.app")
        door = SimpleNamespace(handler=lambda event, _: self._run("web", event))
        self.browser = Browser(_as_module(door), context)
        self.zone = _zone_at_noon(self.now)

    def _run(self, function: str, event: dict[str, Any]) -> dict[str, Any]:
        before = len(_tape().calls)
        with redirect_stdout(io.StringIO()):  # where logs and metrics go
            answer = super()._run(function, event)
        self.invokes.append(Invoke(function, event, answer, tuple(_tape().calls[before:])))
        return answer

    def since(self, mark: int, function: str) -> list[Invoke]:
        """The invokes of a function after the first `mark` of all."""
        return [one for one in self.invokes[mark:] if one.function == function]

    def sign_in(self) -> str:
        """The seeker signs in for the first time and says where they are; their id."""
        form = self.browser.get("/sign-in").form("/sign-in")
        self.browser.post("/sign-in", form.filled(address=ADDRESS))
        link = next(
            line
            for line in _text(self.mails[-1]).split()
            if line.startswith("https://") and "/sign-in/" in line
        )
        page = self.browser.get(link[link.index("/sign-in/") :])
        self.browser.post(page.forms[0].action, page.forms[0].values)
        seeker_id = self.browser.cookies["__Host-session"].partition(".")[0]
        seeker = self.store.seeker(seeker_id)
        settings = {"zone": self.zone, "language": "en", "usual_time": "12:00"}
        read = self.browser.api("GET", "/api/settings").headers["etag"]
        said = self.browser.api("PATCH", "/api/settings", {"settings": settings}, If_Match=read)
        if said.status != 200:
            raise RuntimeError(f"the settings were refused: {said.text}")
        assert seeker is not None
        self.settle()
        return seeker_id

    def log_interview(self, at: datetime, company: str) -> None:
        """Through the API, with three interviewers."""
        local = at.astimezone(_zone(self.zone)).replace(tzinfo=None, second=0, microsecond=0)
        people = ("Dana Reed", "Stan Kowalski", "Priya Rao")
        entry = {
            "company": company,
            "title": "Data engineer",
            "round": 1,
            "format": "panel",
            "at": {"local": local.isoformat(timespec="minutes"), "zone": self.zone},
            "interviewers": [
                {
                    "name": name,
                    "mail": f"{name.split()[0].lower()}@{company.lower()}.example",
                    "rapport": 3 + place % 3,
                }
                for place, name in enumerate(people)
            ],
        }
        said = self.browser.api(
            "POST", "/api/interviews", entry, idempotency_key=f"bench-{company}"
        )
        if said.status != 201:
            raise RuntimeError(f"the interview was refused: {said.text}")

    def seed(self, seeker_id: str, facts: int, tell: Callable[[int], None]) -> None:
        """So many facts in the table, planned, as if they had come in long ago; `tell` is told how
        many are there.
        """
        seeker = self.store.seeker(seeker_id)
        assert seeker is not None
        past.lived(seeker, facts, self.now, tell)
        # What was seeded has been published: only what comes now is of interest.
        self._streamed = len(streamed())

    def answer(self, mail: EmailMessage, text: str) -> None:
        """The seeker answers a reminder."""
        reply = EmailMessage()
        reply["From"], reply["To"] = f"Roger <{ADDRESS}>", str(mail["Reply-To"])
        reply["Subject"] = f"Re: {mail['Subject']}"
        reply["Message-ID"] = f"<{len(self.invokes)}@seeker.example>"
        reply.set_content(text)
        self.receive(reply.as_bytes(), str(mail["Reply-To"]))


@contextmanager
def scene() -> Iterator[Scene]:
    """A scene a day before now, so that what it plans falls due at the present moment."""
    sys.path.insert(0, str(ROOT / "functions"))
    started = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(hours=22)
    quiet = {"POWERTOOLS_LOG_LEVEL": "ERROR", "POWERTOOLS_METRICS_NAMESPACE": "Rapport"}
    nothing_rolls_back = mock.patch(
        "moto.dynamodb.models.copy", SimpleNamespace(deepcopy=lambda value: value)
    )
    with (
        mock.patch.dict(os.environ, {**quiet, "AWS_DEFAULT_REGION": REGION, "AWS_REGION": REGION}),
        time_machine.travel(started, tick=False) as clock,
        account.empty(),
        # Moto copies the whole table before each transaction; none of these fails.
        mock.patch.object(DynamoDBBackend, "transact_write_items", TRANSACT),
        nothing_rolls_back,
    ):
        own_client("dynamodb").create_table(TableName="rapport", **table_definition())
        environment = {**stack_of("rapport"), "PUBLIC_URL": ORIGIN}
        make_ear()
        with mock.patch.dict(os.environ, environment):
            _tape()
            made = Scene(clock, environment)
            hour = timedelta(hours=1)
            made.store.watched(Watch(started - hour, started + HORIZON, started, started))
            try:
                yield made
            finally:
                made.close()
                sys.path.remove(str(ROOT / "functions"))


_TAPES: list[Tape] = []


def _tape() -> Tape:
    """The one tape of this process; it must be there before the clients are."""
    if not _TAPES:
        account.watched()
        _TAPES.append(Tape.of(clients.session()))
    return _TAPES[0]


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body else ""


def _as_module(made: Any) -> ModuleType:
    module: ModuleType = made
    return module


def _zone(name: str) -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def _zone_at_noon(now: datetime) -> str:
    """A zone where it is about noon an hour from a day hence, whatever the hour here: no reminder
    of a measurement may fall into quiet hours.
    """
    behind = (now + timedelta(hours=22)).hour - 12
    return "Etc/GMT" if behind == 0 else f"Etc/GMT{behind:+d}"
