"""A seeker's life as hypothesis makes it up: every door, faults, repetition, disorder, time.

    python -m tests.integration.machine --examples 50     shows how far it is and what ran

A form, a program and mails record what happened; functions fail at any call; events come twice and
in another order; hours and months pass, over both changes of the clocks. Whenever everything has
come to rest the promises hold.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from rapport.flows.visiting import Desk
from tests.integration import account
from tests.integration.afresh import fresh_world
from tests.integration.crashes import check
from tests.integration.faults import Fault
from tests.integration.people import ROGER, ZONE, with_settings
from tests.integration.scenarios import CAPTURE
from tests.integration.test_loop import answered
from tests.integration.visitor import Visitor
from tests.integration.world import RECEIVED, WEB

BEGINNINGS = [
    datetime(2026, 3, 3, 13, tzinfo=UTC),
    datetime(2026, 3, 27, 20, tzinfo=UTC),  # two days before spring's change in Berlin
    datetime(2026, 10, 23, 5, tzinfo=UTC),  # two days before autumn's
]
COMPANIES = ["Northwind", "Contoso", "Fabrikam"]
WORDS = [
    "done",
    "skip",
    "snooze for 3 days",
    "snooze until 2am tomorrow",
    "done. Stan said I was light on SQL. He said read 'The Goal'",
    "undo",
    "we spoke about the team",
]
FUNCTIONS = [WEB, *RECEIVED.values(), "publish_facts", "mail_feedback", "tend"]
MOMENT = timedelta(seconds=1)
CHANGES: list[dict[str, Any]] = [
    {"reminders_a_day": 1},
    {"reminders_a_day": 5},
    {"zone": "America/New_York"},
    {"zone": ZONE},
    {"thank_you_after_hours": 40},
    {"thank_you_after_hours": 2},
]

BETWEEN_RESTS = 6
"""Steps before everything may come to rest again: what is half done is what breaks."""
BETWEEN_LOSSES = 4
"""Steps before days pass with nobody there, or schedules are deleted, once more."""

steps: Counter[str] = Counter()
"""How often each rule ran, over all examples of this process."""


class Life(RuleBasedStateMachine):
    """One seeker, from some day on."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self._number = 0
        self._armed: tuple[str, int, Fault] | None = None
        self._heard: list[dict[str, Any]] = []
        self._since_rest = self._since_loss = 0

    @initialize(begins=st.sampled_from(BEGINNINGS))
    def begin(self, begins: datetime) -> None:
        """An empty account, and Roger, signed in."""
        self.faults = account.watched()
        self.world = self._stack.enter_context(fresh_world(begins))
        self.world.store.add_seeker(ROGER)
        self.world.before_call = self._begins
        self.world.heard = self._heard.append
        self.visitor = Visitor(self.world, tries_anything=True)
        self._sign_in()
        self.world.settle()

    def _sign_in(self) -> None:
        self._signed_in = self.world.now
        self.visitor.sign_in()

    def teardown(self) -> None:
        """Whatever was left half done comes to its end, and is right."""
        if hasattr(self, "world"):
            try:
                self.rest()
            finally:
                self.faults.forget()
                self._stack.close()

    # Doors.

    @rule(company=st.sampled_from(COMPANIES), rapport=st.integers(1, 5), ago=st.integers(0, 72))
    def a_program_logs(self, company: str, rapport: int, ago: int) -> None:
        """An interview, through the JSON API."""
        at = (self.world.now - timedelta(hours=ago)).astimezone(ZoneInfo(ZONE))
        body = {
            "company": company,
            "title": "Data engineer",
            "round": 1 + self._number,
            "at": {"local": f"{at:%Y-%m-%dT%H:%M}", "zone": ZONE},
            "format": "phone",
            "interviewers": [
                {"name": "Stan Cole", "mail": f"stan@{company}.example", "rapport": rapport}
            ],
        }
        self._post("/api/interviews", body)

    @rule(company=st.sampled_from(COMPANIES))
    def a_form_logs(self, company: str) -> None:
        """An interview, on the page."""
        at = self.world.now.astimezone(ZoneInfo(ZONE)) - timedelta(hours=1)
        form = self._open().get("/log").form("/log")
        fields = form.filled(
            company=company,
            title="Analyst",
            date=f"{at:%Y-%m-%d}",
            time=f"{at:%H:%M}",
            format="on-site",
            name__0="Priya Shah",
            rapport__0="4",
        )
        self.visitor.post("/log", fields)
        self._count("a form logs")

    @rule(company=st.sampled_from(COMPANIES))
    def a_mail_logs(self, company: str) -> None:
        """An interview, mailed in, to be confirmed."""
        raw = (
            f"From: {ROGER.address}\r\nTo: {CAPTURE}\r\nSubject: Interview: {company}, engineer\r\n"
            f"Message-ID: <{self._next()}@mail.example>\r\n\r\nMet Dana Reed, rapport 4.\r\n"
        )
        self.world.receive(raw.encode(), CAPTURE)
        self._count("a mail logs")

    @precondition(lambda self: self._reminders())
    @rule(which=st.integers(0, 50), text=st.sampled_from(WORDS), twice=st.booleans())
    def a_mail_answers(self, which: int, text: str, twice: bool) -> None:
        """A reminder, in the seeker's words, perhaps delivered twice."""
        reminders = self._reminders()
        mail = reminders[which % len(reminders)]
        raw = answered(mail, f"{text}{' ' * (self._next() % 7)}")
        for _ in range(1 + twice):
            self.world.receive(raw, mail["Reply-To"])
        self._count("a mail answers")

    @precondition(lambda self: self._reminders())
    @rule(which=st.integers(0, 50))
    def a_stranger_answers(self, which: int) -> None:
        """Whoever the reminder was forwarded to."""
        reminders = self._reminders()
        mail = reminders[which % len(reminders)]
        self.world.receive(answered(mail, "stop", "stan@northwind.example"), mail["Reply-To"])
        self._count("a stranger answers")

    @precondition(lambda self: self._standing())
    @rule(which=st.integers(0, 50), answer=st.sampled_from(["done", "skipped"]))
    def a_program_answers(self, which: int, answer: str) -> None:
        """A follow-up, through the JSON API."""
        standing = self._standing()
        relationship_id, follow_up_id = standing[which % len(standing)]
        self._post(f"/api/follow-ups/{relationship_id}/{follow_up_id}/answer", {"answer": answer})

    @precondition(lambda self: self._openings())
    @rule(
        which=st.integers(0, 50),
        outcome=st.sampled_from(["declined", "advanced", "offered", "accepted", "withdrawn"]),
    )
    def an_outcome(self, which: int, outcome: str) -> None:
        """Of some opening; a job that is taken is told everywhere."""
        openings = self._openings()
        relationship_id, opening_id = openings[which % len(openings)]
        body = {"outcome": outcome, "confirmed": True}
        self._post(f"/api/openings/{relationship_id}/{opening_id}/outcome", body)

    @precondition(lambda self: self._facts())
    @rule(which=st.integers(0, 500))
    def undo(self, which: int) -> None:
        """Whatever was recorded is taken back."""
        facts = self._facts()
        relationship_id, fact_id = facts[which % len(facts)]
        self._post(f"/api/undo/{relationship_id}/{fact_id}", {})

    @rule(change=st.sampled_from(CHANGES))
    def settings_change(self, change: dict[str, Any]) -> None:
        """Timings, the cap, another zone."""
        seeker = self.world.store.seeker(ROGER.seeker_id)
        assert seeker is not None
        changed = with_settings(seeker, **change)
        Desk(self.world.store).change_settings(seeker, seeker.name, changed.playbook)
        self._count("settings change")

    # Misfortune.

    @rule(
        function=st.sampled_from(FUNCTIONS),
        call=st.integers(0, 5),
        fault=st.sampled_from(Fault),
    )
    def something_will_go_wrong(self, function: str, call: int, fault: Fault) -> None:
        """At some call of a function's next run."""
        self._armed = (function, call, fault)
        self._count(f"{fault} at {function}")

    @precondition(lambda self: self._heard)
    @rule(which=st.integers(0, 10_000))
    def an_event_comes_again(self, which: int) -> None:
        """However old it is."""
        self.world.say(self._heard[which % len(self._heard)])
        self._count("an event comes again")

    @rule(queue=st.sampled_from(sorted(RECEIVED)), seed=st.randoms(use_true_random=False))
    def a_queue_is_shuffled(self, queue: str, seed: Any) -> None:
        """Standard queues promise no order."""
        self.world.shuffle(queue, seed)
        self._count("a queue is shuffled")

    @precondition(lambda self: self._since_loss >= BETWEEN_LOSSES)
    @rule()
    def schedules_are_lost(self) -> None:
        """Somebody deletes them."""
        self.world.lose_schedules()
        self._since_loss = 0
        self._count("schedules are lost")

    # Time.

    @rule(part=st.sampled_from(["stream", "mail", *sorted(RECEIVED)]))
    def one_batch(self, part: str) -> None:
        """Something moves on by one batch; the rest waits."""
        self.world.carry(part)
        self._count("one batch")

    @rule(hours=st.sampled_from([1, 5, 13, 26, 75]))
    def hours_pass(self, hours: int) -> None:
        """With everything that falls due in them."""
        self.world.advance(timedelta(hours=hours))
        self._count("hours pass")

    @precondition(lambda self: self.world.schedules)
    @rule()
    def it_rings(self) -> None:
        """Time passes until the next reminder is due."""
        rings = max(min(self.world.schedules.values()), self.world.now)
        self.world.advance(rings - self.world.now + MOMENT)
        self._count("it rings")

    @precondition(lambda self: self._since_loss >= BETWEEN_LOSSES)
    @rule(days=st.sampled_from([8, 31, 60]))
    def nobody_is_there(self, days: int) -> None:
        """Days pass with every function down; then all of it is caught up with."""
        self.world.settle()
        self.world.wait_until(self.world.now + timedelta(days=days))
        self._since_loss = 0
        self._count("nobody is there")

    @precondition(lambda self: self._since_rest >= BETWEEN_RESTS)
    @rule()
    def rest(self) -> None:
        """Everything comes to its end: the promises hold."""
        self._armed = None
        self.faults.forget()
        for _ in range(3):
            self.world.advance(timedelta(hours=1, minutes=5))
        self.world.replan_everything(ROGER.seeker_id)
        check(self.world, strays=True)
        missed = [
            standing
            for one in self.world.relationships()
            for standing in one.standing.values()
            if standing.waits
            and standing.remind_at < self.world.now - timedelta(hours=1)
            and standing.follow_up_id not in self.world.schedules
        ]
        assert missed == [], "whatever is due was reminded of, or waits for the end of quiet hours"
        self._count("rest")
        self._since_rest = 0

    @invariant()
    def nothing_is_mailed_twice(self) -> None:
        """One reminder for each follow-up and occasion, one receipt for each mail."""
        if not hasattr(self, "world"):
            return
        sent = Counter(tuple(sorted(tags.values())) for tags in self.world.tags if len(tags) > 1)
        assert [tags for tags, many in sent.items() if many > 1] == []

    # How it is done.

    def _open(self) -> Visitor:
        """The browser, signed in again where that was long ago."""
        if self.world.now - self._signed_in > timedelta(days=3):
            self._sign_in()
        return self.visitor

    def _begins(self, function: str) -> None:
        if self._armed and self._armed[0] == function:
            _, call, fault = self._armed
            self._armed = None
            self.faults.strike(call, fault)
        else:
            self.faults.forget()

    def _count(self, name: str) -> None:
        steps[name] += 1
        self._since_rest += 1
        self._since_loss += 1

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _post(self, path: str, body: dict[str, Any]) -> None:
        key = f"key-{self._next():04}"
        self._open().api("POST", path, body, idempotency_key=key)
        self._count(f"API {path.rsplit('/', maxsplit=1)[-1] if 'undo' not in path else 'undo'}")

    def _reminders(self) -> list[Any]:
        return [one for one in self.world.mails if one["List-Unsubscribe"] and one["Reply-To"]]

    def _standing(self) -> list[tuple[str, str]]:
        return [
            (one.relationship_id, follow_up_id)
            for one in self.world.relationships()
            for follow_up_id in sorted(one.standing)
        ]

    def _openings(self) -> list[tuple[str, str]]:
        return [
            (one.relationship_id, card.card_id)
            for one in self.world.relationships()
            for card in one.cards.values()
            if card.kind == "opening"
        ]

    def _facts(self) -> list[tuple[str, str]]:
        return [
            (one.relationship_id, fact.fact_id)
            for one in self.world.relationships()
            for fact in one.facts
            if fact.data.detail_type not in ("reminder-sent", "mail-feedback", "seeker-landed")
        ]


def live(
    examples: int,
    length: int = 25,
    *,
    seed: bool = False,
    shrink: bool = False,
    lived: Callable[[], None] = lambda: None,
) -> None:
    """Run so many lives of so many steps; fails with the first that breaks a promise, or with the
    shortest that can be found from it, which takes its time. `lived` hears of the end of each.
    """

    class Told(Life):
        def teardown(self) -> None:
            super().teardown()
            lived()

    run_state_machine_as_test(
        Told,
        settings=settings(
            max_examples=examples,
            stateful_step_count=length,
            deadline=None,
            derandomize=seed,
            database=None,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
            phases=(Phase.generate, Phase.shrink) if shrink else (Phase.generate,),
            report_multiple_bugs=False,
        ),
    )


def main() -> int:
    """Run, and say how many steps that were."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--examples", type=int, default=20)
    parser.add_argument("--length", type=int, default=25)
    parser.add_argument("--shrink", action="store_true", help="find the shortest that fails")
    chosen = parser.parse_args()
    os.environ["POWERTOOLS_LOG_LEVEL"] = "CRITICAL"
    warnings.simplefilter("ignore")
    console = Console(stderr=True, width=100)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    try:
        with (
            Progress(*columns, TimeElapsedColumn(), console=console) as bars,
            Path(os.devnull).open("w", encoding="utf-8") as nowhere,
            redirect_stdout(nowhere),
        ):
            lives = bars.add_task("Living", total=chosen.examples)

            def lived() -> None:
                bars.update(lives, advance=1, description=f"Living, {sum(steps.values()):,} steps")

            live(chosen.examples, chosen.length, shrink=chosen.shrink, lived=lived)
    finally:
        for name, many in steps.most_common():
            share = many / steps.total()
            console.print(f"{many:6} {share:4.0%} {name}", highlight=False)
        console.print(f"{sum(steps.values())} steps", highlight=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
