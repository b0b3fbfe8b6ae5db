"""The load itself: two rounds of the same, one seeker alone and then the crowd."""

from __future__ import annotations

import email
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from infra.local.harness import LocalRuntime
from infra.local.pages import reply_to
from tests.e2e.load.crowd import Interview, Somebody
from tests.e2e.load.evidence import Desk, Evidence, Promised
from tests.e2e.load.figures import Stopwatch, Use, uses
from tests.e2e.load.size import BY_FORM, MOST_A_DAY, Size
from tests.integration.template import TEMPLATE, resource, template

AT_A_DOOR = 20
"""People whom the sign-in lets in from one network address in a quarter of an hour."""
TIME_TO_LOOK = timedelta(minutes=10)
"""Before the minute comes, what it will bring is read."""

Tell = Callable[[str, int, int], None]
"""`tell(what, done, of)`"""


@dataclass
class Round:
    """What one round did, and what each of its operations took.

    `spans` are seconds of the wall clock by operation, with how many were done in them.
    """

    watch: Stopwatch = field(default_factory=Stopwatch)
    spans: dict[str, tuple[int, float]] = field(default_factory=dict)
    costs: dict[str, Use] = field(default_factory=dict)
    interviews: list[str] = field(default_factory=list)
    due: set[tuple[str, str]] = field(default_factory=set)
    answered: list[str] = field(default_factory=list)
    replies: dict[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Load:
    """What came of it."""

    size: Size
    rate: int
    alone: Round
    crowd: Round
    promised: Promised
    evidence: Evidence


def run(size: Size, tell: Tell) -> Load:
    """Put the load on a runtime of its own, and look at what it holds then.

    Raises:
        AssertionError, Problem: a door did not answer as it should, or it never came to rest.
    """
    parameters = template()["Parameters"]
    rate = size.rate or parameters["RemindersASecond"]["Default"]
    mapping = resource("SendReminder")["Events"]["Due"]["Properties"]
    begin = _tuesday(datetime.now(UTC))
    with (
        tempfile.TemporaryDirectory() as data,
        LocalRuntime(
            TEMPLATE,
            Path(data) / "kept",
            begin=begin,
            parameters={"RemindersASecond": str(rate)},
        ) as runtime,
    ):
        stage = Stage(runtime, tell)
        alone = stage.play(size.one(), begin)
        crowd = stage.play(size, begin + timedelta(days=1))
        # What was planned anew while its reminder was on the way wakes us once more, for nothing.
        runtime.advance("PT2M")
        tell("look at what is there", 0, 1)
        evidence = stage.desk.evidence()
        tell("look at what is there", 1, 1)
    rounds = (alone, crowd)
    promised = Promised(
        interviews=[one for each in rounds for one in each.interviews],
        due=frozenset(one for each in rounds for one in each.due),
        answered=[one for each in rounds for one in each.answered],
        replies=[one for each in rounds for one in each.replies],
        rate=rate,
        processes=mapping["ScalingConfig"]["MaximumConcurrency"],
        horizon=timedelta(days=parameters["HorizonDays"]["Default"]),
    )
    _how_late(alone, evidence, begin)
    _how_late(crowd, evidence, begin + timedelta(days=1))
    return Load(size, rate, alone, crowd, promised, evidence)


def _tuesday(now: datetime) -> datetime:
    """Three in the afternoon of a Tuesday to come: the days after it are working days."""
    day = now + timedelta(days=1)
    day += timedelta(days=(1 - day.weekday()) % 7)
    return day.replace(hour=15, minute=0, second=0, microsecond=0)


def _minute_due(begin: datetime) -> datetime:
    """When the thank-yous of an interview at two are due: twenty hours later."""
    return begin + timedelta(hours=19)


def _how_late(played: Round, evidence: Evidence, begin: datetime) -> None:
    """How long reminders took from their minute on, and receipts from the answer on."""
    due = _minute_due(begin)
    for told, at in evidence.reminders():
        if told in played.due:
            played.watch.note("remind", (at - due).total_seconds())
    receipts = []
    for mail in evidence.mails:
        if posted := played.replies.get(mail["headers"].get("In-Reply-To", "")):
            receipts.append(datetime.fromisoformat(mail["sent_at"]))
            played.watch.note("answer by mail", (receipts[-1] - posted).total_seconds())
    times = played.watch.seconds["remind"]
    played.spans["remind"] = (len(times), max(times, default=0.0))
    first = min(played.replies.values())
    played.spans["answer by mail"] = (
        len(receipts),
        (max(receipts, default=first) - first).total_seconds(),
    )


class Stage:
    """A runtime with its doors, and who goes through them."""

    def __init__(self, runtime: LocalRuntime, tell: Tell) -> None:
        self._runtime = runtime
        self._tell = tell
        self.desk = Desk(runtime)
        self._people = 0

    def play(self, size: Size, begin: datetime) -> Round:
        """One round, from `begin` on."""
        played = Round()
        if datetime.fromisoformat(self._runtime.clock()["now"]) < begin:
            self._runtime.travel_to(begin.isoformat())
        crowd = self._arrive(played, size)
        try:
            self._log(played, size, crowd, begin - timedelta(hours=1))
        finally:
            for one in crowd:
                one.close()
        self._remind_and_answer(played, size, _minute_due(begin))
        return played

    def _arrive(self, played: Round, size: Size) -> list[Somebody]:
        crowd: list[Somebody] = []
        with self._spanning(played, "sign in", size.seekers):
            for number in range(size.seekers):
                if number and number % AT_A_DOOR == 0:
                    self._runtime.advance("PT15M1S")
                one = Somebody(self._runtime.url, self._people, played.watch)
                one.arrive(partial(self._runtime.mail, self._last_mail()), MOST_A_DAY)
                crowd.append(one)
                self._people += 1
                self._tell("sign in", number + 1, size.seekers)
        self._runtime.settle()
        return crowd

    def _last_mail(self) -> str:
        mails = self._runtime.mail()
        return str(mails[-1]["id"]) if mails else ""

    def _log(self, played: Round, size: Size, crowd: Sequence[Somebody], held: datetime) -> None:
        """All log what they had today: first the programs, then those who fill in the form."""
        planned = _interviews(size, crowd, held)
        before = uses(self._runtime.state())
        started = time.monotonic()
        for operation, jobs in planned.items():
            self._burst(played, size, operation, jobs)
        self._runtime.settle(600)
        done = sum(map(len, planned.values()))
        played.spans["plan an interview"] = (done, time.monotonic() - started)
        self._cost(played, before, {"plan an interview": ("PlanFollowUps", done)})

    def _burst(
        self,
        played: Round,
        size: Size,
        operation: str,
        jobs: Sequence[tuple[Somebody, Interview]],
    ) -> None:
        before = uses(self._runtime.state())
        sent = 0

        def do(place: int) -> int:
            who, interview = jobs[place]
            if operation == "log by form":
                who.fill_in(interview)
                return 1
            again = size.repeats(place)
            who.log(interview, again=again)
            return 1 + again

        with (
            self._spanning(played, operation, len(jobs)),
            ThreadPoolExecutor(size.together) as pool,
        ):
            for number, times in enumerate(pool.map(do, range(len(jobs))), 1):
                sent += times
                self._tell(operation, number, len(jobs))
        played.interviews += [interview.company for _, interview in jobs]
        self._cost(played, before, {operation: ("Web", sent)})

    def _remind_and_answer(self, played: Round, size: Size, due: datetime) -> None:
        runtime = self._runtime
        runtime.travel_to((due - TIME_TO_LOOK).isoformat(), 600)
        standing = self.desk.due(due)
        played.due |= {(one.follow_up_id, one.occasion) for one in standing}
        assert len(standing) == size.due, f"{len(standing)} follow-ups are due, not {size.due}"
        again = [
            one
            for one in runtime.state()["schedules"]
            if one["detail_type"] == "follow-up-due" and one["name"] in {i for i, _ in played.due}
        ]
        again = [one for place, one in enumerate(again) if size.repeats(place)]
        before, last, were = uses(runtime.state()), self._last_mail(), self._mails()
        with ThreadPoolExecutor(size.together + 1) as pool:
            gone = pool.submit(runtime.travel_to, due.isoformat(), 60 + 2 * size.due)
            self._wait_for(were + min(size.due, 2 * size.replies), were, size, gone)
            self.desk.say_again(again)
            mails = [one for one in runtime.mail(last) if "follow_up" in one["tags"]]
            answers = pool.submit(
                self._answer, played, size, mails[:: max(1, len(mails) // size.replies)]
            )
            self._wait_for(were + size.due, were, size, gone)
            gone.result()
            answers.result()
        runtime.settle(600)
        self._tell("remind", size.due, size.due)
        self._cost(
            played,
            before,
            {
                "remind": ("SendReminder", size.due),
                "hear of a sent mail": ("MailFeedback", self._mails() - were),
                "answer by mail": ("InboundMail", len(played.answered)),
                "plan an answer": ("PlanFollowUps", len(played.answered)),
            },
        )

    def _wait_for(self, mails: int, were: int, size: Size, gone: Future[Any]) -> None:
        """Until so many mails have gone out, or nothing moves any more."""
        while (now := self._mails()) < mails and not gone.done():
            self._tell("remind", min(now - were, size.due), size.due)
            time.sleep(0.25)

    def _mails(self) -> int:
        number: int = self._runtime.ask("GET", "/_local/page/count")
        return number

    def _answer(self, played: Round, size: Size, mails: Sequence[Mapping[str, Any]]) -> None:
        """Answer reminders while others still go out."""
        offset = self._runtime.clock()["offset_seconds"]
        chosen = mails[: size.replies]

        def answer(place: int) -> None:
            mail = dict(chosen[place])
            raw, recipients, _ = reply_to(mail, "done")
            posted = datetime.fromtimestamp(time.time() + offset, UTC)
            for _ in range(2 if size.repeats(place) else 1):
                self._runtime.post_mail(raw, recipients)
            played.answered.append(mail["tags"]["follow_up"])
            played.replies[str(email.message_from_bytes(raw)["Message-ID"])] = posted

        with ThreadPoolExecutor(size.together) as pool:
            for number, _ in enumerate(pool.map(answer, range(len(chosen))), 1):
                self._tell("answer", number, len(chosen))

    @contextmanager
    def _spanning(self, played: Round, operation: str, times: int) -> Iterator[None]:
        began = time.monotonic()
        yield
        played.spans[operation] = (times, time.monotonic() - began)

    def _cost(
        self, played: Round, before: Mapping[str, Use], shares: Mapping[str, tuple[str, int]]
    ) -> None:
        """What each operation asked of AWS since then, by the function that does it."""
        after = uses(self._runtime.state())
        for operation, (function, times) in shares.items():
            played.costs[operation] = (after[function] - before[function]).each(times)


def _interviews(
    size: Size, crowd: Sequence[Somebody], held: datetime
) -> dict[str, list[tuple[Somebody, Interview]]]:
    """Who logs which interview by which door, so that `size.due` people are to be thanked."""
    jobs: dict[str, list[tuple[Somebody, Interview]]] = {"log by API": [], "log by form": []}
    number = 0
    for place, who in enumerate(crowd):
        left = size.due // size.seekers + (place < size.due % size.seekers)
        while left:
            people = min(size.people, left)
            left -= people
            door = "log by form" if number % BY_FORM == 0 else "log by API"
            company = f"Company {who.address.partition('@')[0]} {number}"
            jobs[door].append((who, Interview(company, people, held)))
            number += 1
    return jobs
