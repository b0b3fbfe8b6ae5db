"""Seekers at the doors: they sign in, log interviews by API and form, and answer by mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.e2e.load.figures import Stopwatch
from tests.e2e.visitor import Visitor

ZONE = "Etc/UTC"
FIRST = "Ada Ben Cleo Dan Eva Finn Gia Hugo Ida Jan".split()
LAST = "Abel Brandt Conti Duval Engel Fischer Garcia Hansen Ilic Jansen".split()


@dataclass(frozen=True)
class Interview:
    """An interview to be logged; of all that are logged, its company tells it apart."""

    company: str
    people: int
    held: datetime

    def entry(self) -> dict[str, Any]:
        """As the API takes it."""
        return {
            "company": self.company,
            "title": "Data engineer",
            "round": 1,
            "format": "panel",
            "at": {"local": f"{self.held:%Y-%m-%dT%H:%M}", "zone": ZONE},
            "interviewers": [
                {"name": f"{FIRST[n % 10]} {LAST[n // 10]}", "rapport": 1 + n % 5}
                for n in range(self.people)
            ],
        }

    def fields(self) -> dict[str, str]:
        """As the form has it."""
        entry = self.entry()
        date, _, clock = entry["at"]["local"].partition("T")
        people = {
            f"{part}-{row}": str(value)
            for row, met in enumerate(entry["interviewers"])
            for part, value in met.items()
        }
        head = {name: str(entry[name]) for name in ("company", "title", "round", "format")}
        return {**head, "date": date, "time": clock, "zone": ZONE, "action": "log", **people}


class Somebody:
    """One seeker, with a browser that stays signed in."""

    def __init__(self, url: str, number: int, watch: Stopwatch) -> None:
        self.address = f"seeker-{number}@seeker.example"
        self._visitor = Visitor(url)
        self._watch = watch

    def close(self) -> None:
        """Go home."""
        self._visitor.close()

    def arrive(self, mailbox: Callable[[], list[dict[str, Any]]], reminders_a_day: int) -> None:
        """Sign in for the first time, say who and where one is and how much a day may bring."""
        with self._watch.timing("sign in"):
            page = self._visitor.sign_in(self.address, mailbox)
            form = page.form(action="/welcome")
            self._visitor.submit(page, form, name="Sam", zone=ZONE)
        version = self._visitor.ask("/api/settings")["version"]
        wish = {"reminders_a_day": reminders_a_day}
        self._visitor.change("/api/settings", {"version": version, "settings": wish})

    def log(self, interview: Interview, *, again: bool = False) -> None:
        """By the API. `again` sends it twice, as a program does whose answer was lost."""
        key = f"load-{interview.company.replace(' ', '-')}"
        for _ in range(2 if again else 1):
            with self._watch.timing("log by API"):
                self._visitor.post("/api/interviews", interview.entry(), key)

    def fill_in(self, interview: Interview) -> None:
        """By the form."""
        page = self._visitor.get("/log")
        for _ in range(interview.people - 1):
            page = self._visitor.submit(page, page.form(action="/log"), action="add")
        with self._watch.timing("log by form"):
            page = self._visitor.submit(page, page.form(action="/log"), **interview.fields())
        assert page.status == 200, f"{page.status} instead of a logged interview"
        assert "Logged" in page.text, "the form came back"
