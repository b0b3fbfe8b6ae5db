"""`/_local/`: the mailbox, the clock and the state of the runtime, for people and scripts."""

import json
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from infra.local.backends.sqs import Depth
from infra.local.builder import Builder
from infra.local.clock import parse_instant
from infra.local.durations import parse_duration
from infra.local.errors import LocalError, Problem
from infra.local.functions import iso
from infra.local.mail import Verdicts
from infra.local.pages import new_mail, page, reply_to
from infra.local.parts import Parts
from infra.local.server import Request, Response
from infra.local.sources import QueueSource
from infra.local.timeline import SETTLE_SECONDS, Timeline

PREFIX = "/_local"
_SHOWN_LETTERS = 50
_FARTHEST = timedelta(days=3660)


class LocalApi:
    """Answers everything under `/_local/`."""

    def __init__(self, parts: Parts, timeline: Timeline, builder: Builder) -> None:
        self._parts = parts
        self._timeline = timeline
        self._builder = builder
        self._routes: dict[tuple[str, str], Callable[[Request], Any]] = {
            ("GET", ""): self._page,
            ("GET", "/mail"): self._mails,
            ("POST", "/mail"): self._take_mail,
            ("GET", "/clock"): lambda _request: self._clock(),
            ("POST", "/clock"): self._move_clock,
            ("POST", "/settle"): self._settle,
            ("GET", "/state"): lambda _request: self.state(),
            ("POST", "/redrive"): self._redrive,
            ("GET", "/page/count"): self._count,
            ("POST", "/page/clock"): self._form(self._clock_form),
            ("POST", "/page/reply"): self._form(self._reply_form),
            ("POST", "/page/mail"): self._form(self._mail_form),
            ("POST", "/page/redrive"): self._form(self._redrive_form),
        }

    def __call__(self, request: Request) -> Response:
        """Answer; what goes wrong is JSON with a message."""
        try:
            _only_from_here(request)
            answer = self._route(request)
        except Problem as problem:
            return _json(problem.status, {"message": str(problem)})
        except LocalError as error:
            return _json(422, {"message": str(error)})
        except Exception as error:  # noqa: BLE001  # told to the console, and to whoever asked
            self._parts.console.warn("".join(traceback.format_exception(error)))
            return _json(500, {"message": f"{type(error).__name__}: {error}"})
        return answer if isinstance(answer, Response) else _json(200, answer)

    def _route(self, request: Request) -> Any:
        path = request.path.removeprefix(PREFIX).rstrip("/")
        method = "GET" if request.method == "HEAD" else request.method
        if method == "GET" and path.startswith("/mail/"):
            return self._parts.mailbox.find(path.removeprefix("/mail/"))
        if (handler := self._routes.get((method, path))) is not None:
            return handler(request)
        allowed = [verb for verb, known in self._routes if known == path]
        if allowed:
            raise Problem(405, f"{PREFIX}{path} takes {' or '.join(allowed)}")
        raise Problem(404, f"there is no {PREFIX}{path}")

    def _page(self, request: Request) -> Response:
        given = {name: values[-1] for name, values in request.parameters().items()}
        content = page(
            self.state(),
            self._parts.mailbox.all(),
            given.get("mail"),
            given["view"] if given.get("view") in ("html", "text", "source") else "html",
            given.get("message"),
        )
        return Response(200, content.encode(), [("Content-Type", "text/html; charset=utf-8")])

    def _mails(self, request: Request) -> list[dict[str, Any]]:
        after = request.parameters().get("after", [""])[-1]
        return self._parts.mailbox.all(after)

    def _count(self, _request: Request) -> Response:
        count = str(self._parts.mailbox.count())
        return Response(200, count.encode(), [("Content-Type", "text/plain")])

    @staticmethod
    def _form(act: Callable[[dict[str, str]], None]) -> Callable[[Request], Response]:
        """A form of the page: does what it says, then shows the page again, or the error."""

        def answer(request: Request) -> Response:
            pairs = parse_qs(request.body.decode("utf-8", "replace"), keep_blank_values=True)
            given = {name: values[-1] for name, values in pairs.items()}
            back = {"mail": given["mail"]} if given.get("mail") else {}
            try:
                act(given)
            except LocalError as error:
                back["message"] = str(error)
            place = f"{PREFIX}/?{urlencode(back)}" if back else f"{PREFIX}/"
            return Response(303, b"", [("Location", place)])

        return answer

    def _clock_form(self, given: dict[str, str]) -> None:
        now = self._parts.clock.now()
        if given.get("go") == "next":
            target = max(self._timeline.next_due() or now, now)
        else:
            target = now + parse_duration(given.get("go", ""))
        self._timeline.travel(target, SETTLE_SECONDS)

    def _reply_form(self, given: dict[str, str]) -> None:
        mail = self._parts.mailbox.find(given.get("mail", ""))
        raw, recipients, sender = reply_to(mail, given.get("words", ""))
        self._parts.reception.take(raw, recipients, sender, Verdicts())
        self._timeline.settle()

    def _mail_form(self, given: dict[str, str]) -> None:
        sender, recipient = given.get("from", ""), given.get("to", "")
        raw = new_mail(sender, recipient, given.get("subject", ""), given.get("words", ""))
        verdicts = Verdicts(dmarc=given.get("dmarc", "PASS"))
        self._parts.reception.take(raw, [recipient], sender, verdicts)
        self._timeline.settle()

    def _redrive_form(self, given: dict[str, str]) -> None:
        self._send_back(given.get("queue", ""))
        self._timeline.settle()

    def _take_mail(self, request: Request) -> dict[str, Any]:
        given = request.parameters()
        known = {"to", "from", "spf", "dkim", "dmarc", "spam", "virus"}
        if odd := set(given) - known:
            raise Problem(422, f"{min(odd)} is not known; known are {', '.join(sorted(known))}")
        verdicts = Verdicts(
            **{
                name: given[name][-1].upper()
                for name in ("spf", "dkim", "dmarc", "spam", "virus")
                if name in given
            }
        )
        sender = given["from"][-1] if "from" in given else None
        return self._parts.reception.take(request.body, given.get("to", []), sender, verdicts)

    def _clock(self) -> dict[str, Any]:
        due = self._timeline.next_due()
        return {
            "now": iso(self._parts.clock.now().timestamp()),
            "offset_seconds": round(self._parts.clock.offset, 3),
            "next_due": iso(due.timestamp()) if due else None,
        }

    def _move_clock(self, request: Request) -> dict[str, Any]:
        wish = _object(request)
        if len(wish) - ("timeout" in wish) != 1 or not ({"advance", "to"} & set(wish)):
            raise Problem(422, 'give either {"advance": "P1D"} or {"to": "2030-01-01T08:00:00Z"}')
        now = self._parts.clock.now()
        if "advance" in wish:
            target = now + parse_duration(str(wish["advance"]))
        elif wish["to"] == "next":
            target = self._timeline.next_due() or now
        else:
            target = parse_instant(str(wish["to"]))
        if target - now > _FARTHEST:
            raise Problem(422, "farther than ten years; go in smaller steps")
        fired = self._timeline.travel(
            max(target, now) if wish.get("to") == "next" else target, _seconds(wish)
        )
        return {**self._clock(), "fired": fired}

    def _settle(self, request: Request) -> dict[str, Any]:
        self._timeline.settle(_seconds(_object(request) if request.body else {}))
        return {"settled": True, "now": iso(self._parts.clock.now().timestamp())}

    def _redrive(self, request: Request) -> dict[str, Any]:
        return self._send_back(str(_object(request).get("queue", "")))

    def _send_back(self, name: str) -> dict[str, Any]:
        physical = {logical: made for made, logical in self._builder.names.items()}.get(name, name)
        if not self._parts.queues.exists(physical):
            raise Problem(404, f"there is no queue {name!r}")
        return {"queue": name, "moved": self._parts.queues.redrive(physical)}

    def state(self) -> dict[str, Any]:
        """What there is and what has happened; resources go by their names in the template."""
        return {
            "stack": self._builder.stack.name,
            "clock": self._clock(),
            "settled": not self._timeline.unsettled() and not self._parts.activity.running,
            "unsettled": self._timeline.unsettled(),
            "functions": {name: self._function(name) for name in self._parts.functions},
            "queues": self._queues(),
            "dead_letters": self._dead_letters(),
            "schedules": self._schedules(),
            "tables": self._tables(),
            "archives": {
                self._logical(name): count for name, count in self._parts.buses.archived().items()
            },
            "calls": {
                caller: {
                    name: {
                        "calls": count.calls,
                        "errors": count.errors,
                        "bytes_sent": count.sent,
                        "bytes_received": count.received,
                    }
                    for name, count in sorted(counts.items())
                }
                for caller, counts in self._parts.endpoint.counts.items()
                if caller in self._parts.functions
            },
            "outputs": self._builder.outputs(),
            "endpoint": self._parts.address,
        }

    def _logical(self, physical: str) -> str:
        return self._builder.names.get(physical, physical)

    def _function(self, name: str) -> dict[str, Any]:
        function = self._parts.functions[name]
        tally = function.tally
        return {
            "invocations": tally.invocations,
            "errors": tally.errors,
            "timeouts": tally.timeouts,
            "processes": function.processes,
            "process_starts": tally.starts,
            "seconds": round(tally.seconds, 4),
            "last_error": tally.last_error,
            "last_error_at": tally.last_error_at,
        }

    def _queues(self) -> dict[str, dict[str, Any]]:
        fed = {source.name for source in self._parts.sources if isinstance(source, QueueSource)}
        letters = self._parts.queues.dead_letter_sources()
        found = {}
        for name in self._parts.queues.names():
            depth: Depth = self._parts.queues.depth(name)
            found[self._logical(name)] = {
                "name": name,
                "visible": depth.visible,
                "in_flight": depth.in_flight,
                "delayed": depth.delayed,
                "feeds_a_function": name in fed,
                "dead_letters_of": [self._logical(each) for each in letters.get(name, [])],
            }
        return found

    def _dead_letters(self) -> dict[str, list[dict[str, Any]]]:
        """Messages that nothing consumes: those of queues that feed no function."""
        found = {}
        for logical, queue in self._queues().items():
            if not queue["feeds_a_function"]:
                messages = self._parts.queues.peek(queue["name"], _SHOWN_LETTERS)
                if messages:
                    found[logical] = [
                        {
                            "id": each.id,
                            "body": each.body,
                            "receives": each.approximate_receive_count,
                            "sent_at": iso(float(str(each.sent_timestamp)) / 1000),
                        }
                        for each in messages
                    ]
        return found

    def _schedules(self) -> list[dict[str, Any]]:
        return [
            {
                "group": schedule.group_name,
                "name": schedule.name,
                "expression": schedule.schedule_expression,
                "zone": schedule.schedule_expression_timezone,
                "state": schedule.state,
                "next": iso(timer.due) if timer and timer.due else None,
                "target": schedule.target["Arn"],
                "detail_type": schedule.target.get("EventBridgeParameters", {}).get("DetailType"),
                "input": schedule.target.get("Input"),
            }
            for schedule, timer in self._parts.schedules.listing()
        ]

    def _tables(self) -> dict[str, dict[str, Any]]:
        return {
            self._logical(name): {"name": name, "items": self._parts.tables.size(name)}
            for name in self._parts.tables.names()
        }


def _only_from_here(request: Request) -> None:
    """A page of somebody else's that is open in the same browser gives no orders."""
    origin = request.header("Origin")
    if origin and urlsplit(origin).netloc != request.header("Host"):
        raise Problem(403, f"{origin} may not do this")


def _json(status: int, value: Any) -> Response:
    content = json.dumps(value, indent=1, ensure_ascii=False).encode()
    return Response(status, content, [("Content-Type", "application/json")])


def _object(request: Request) -> dict[str, Any]:
    try:
        value = json.loads(request.body or b"{}")
    except ValueError:
        raise Problem(422, "the body is not JSON") from None
    if not isinstance(value, dict):
        raise Problem(422, "the body is not a JSON object")
    return value


def _seconds(wish: dict[str, Any]) -> float:
    given = wish.get("timeout", SETTLE_SECONDS)
    if isinstance(given, bool) or not isinstance(given, int | float) or given <= 0:
        raise Problem(422, "timeout: must be a number of seconds")
    return float(given)
