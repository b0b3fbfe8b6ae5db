"""The story, through the real doors: pages, API and mail, on a clock that travels.

`make story` runs it and shows it as it goes. Whatever does not happen as told fails it.
"""

from __future__ import annotations

import email.message
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from infra.local.harness import LocalRuntime
from tests.e2e.visitor import Visitor

TEMPLATE = Path(__file__).parents[2] / "template.yaml"
ZONE = "Europe/Berlin"
ROGER = "roger@seeker.example"
LAST_DAY = 30


def first_day(now: datetime) -> datetime:
    """A Monday two to three weeks before the next spring change of the clocks, at midnight."""
    zone = ZoneInfo(ZONE)
    day = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    day += timedelta(days=30)
    while True:
        before, after = day.utcoffset(), (day + timedelta(days=1)).utcoffset()
        if before is not None and after is not None and after > before:
            monday = day - timedelta(days=14)
            return monday - timedelta(days=monday.weekday())
        day += timedelta(days=1)


@dataclass
class Story:
    """Roger, his mailbox, and the days that pass."""

    runtime: LocalRuntime
    visitor: Visitor
    start: datetime
    tell: Callable[[int, str, str], None]
    seen: int = 0
    day: int = 0
    opening: dict[str, str] = field(default_factory=dict)

    # Time and mail.

    def until(self, day: int, clock: str = "09:00") -> None:
        """Let time pass until a day of the story, on Roger's own clock."""
        hour, minute = map(int, clock.split(":"))
        at = (self.start + timedelta(days=day)).replace(hour=hour, minute=minute)
        self.runtime.travel_to(at.isoformat())
        self.day = day
        self._new_mails()

    def _new_mails(self) -> list[dict[str, Any]]:
        mails = self.runtime.mail()[self.seen :]
        self.seen += len(mails)
        for mail in mails:
            at = datetime.fromisoformat(mail["sent_at"]).astimezone(ZoneInfo(ZONE))
            day = (at.date() - self.start.date()).days
            self.tell(day, f"{at:%a %H:%M}", f"[bold cyan]✉[/] {mail['subject']}")
        return mails

    def mail(self, subject: str, *, by_day: int | None = None) -> dict[str, Any]:
        """The one mail with this subject. Two would be one too many."""
        found = [mail for mail in self.runtime.mail() if mail["subject"] == subject]
        assert len(found) == 1, f"{len(found)} mails say {subject!r}: {self.subjects()}"
        if by_day is not None:
            sent = datetime.fromisoformat(found[0]["sent_at"]).astimezone(ZoneInfo(ZONE))
            day = (sent.date() - self.start.date()).days
            assert day == by_day, f"{subject!r} came on day {day}, not on day {by_day}"
        return found[0]

    def subjects(self) -> list[str]:
        """What came so far."""
        return [mail["subject"] for mail in self.runtime.mail()]

    def answer(self, mail: dict[str, Any], words: str) -> None:
        """Answer a mail as a mail program does: the words, and the mail quoted below."""
        reply = email.message.EmailMessage()
        reply["From"] = f"Roger Frost <{ROGER}>"
        reply["To"] = mail["headers"]["Reply-To"]
        reply["Subject"] = f"Re: {mail['subject']}"
        reply["Message-ID"] = f"<{self.day}.{len(words)}@seeker.example>"
        quoted = "\n".join(f"> {line}" for line in mail["text"].splitlines())
        wrote = "On Mon, 15 Mar 2027 at 10:00, Rapport wrote:"
        reply.set_content(f"{words}\n\n{wrote}\n{quoted}\n")
        self.say(f"[green]Roger answers:[/] “{words}”")
        self.send(reply, mail["headers"]["Reply-To"])

    def send(self, message: email.message.EmailMessage, to: str) -> None:
        """Mail something in."""
        self.runtime.post_mail(message.as_bytes(), to)
        self.runtime.settle()
        self._new_mails()

    def say(self, what: str) -> None:
        """Tell what Roger does."""
        self.tell(self.day, "", what)

    # What Roger does on the web.

    def log(self, door: str, **entry: Any) -> dict[str, Any]:
        """Log an interview by the form or by the API."""
        names = ", ".join(f"{one['name']} ({one['rapport']})" for one in entry["interviewers"])
        self.say(
            f"[green]Roger logs by {door}:[/] {entry['company']}, round {entry['round']}, {names}"
        )
        said = self._by_form(entry) if door == "form" else self._by_api(entry)
        self.runtime.settle()
        self._new_mails()
        return said

    def _by_api(self, entry: dict[str, Any]) -> dict[str, Any]:
        said: dict[str, Any] = self.visitor.post("/api/interviews", entry, f"story-day-{self.day}")
        again = self.visitor.post("/api/interviews", entry, f"story-day-{self.day}")
        assert again == said, "the same key says the same again"
        return said

    def _by_form(self, entry: dict[str, Any]) -> dict[str, Any]:
        page = self.visitor.get("/log")
        for _ in entry["interviewers"][1:]:
            page = self.visitor.submit(page, page.form(action="/log"), action="add")
        date, _, clock = entry["at"]["local"].partition("T")
        fields = {
            "company": entry["company"],
            "title": entry["title"],
            "round": str(entry["round"]),
            "date": date,
            "time": clock,
            "zone": entry["at"]["zone"],
            "format": entry["format"],
            "rivals": str(entry.get("rivals", "")),
            "action": "log",
        }
        for row, met in enumerate(entry["interviewers"]):
            fields |= {f"{part}-{row}": str(value) for part, value in met.items()}
        page = self.visitor.submit(page, page.form(action="/log"), **fields)
        assert "Logged" in page.text, f"{page.status} instead of a logged interview"
        return {}

    def due(self) -> dict[str, dict[str, Any]]:
        """What the API says is to be done, by title."""
        items = self.visitor.ask("/api/follow-ups")["follow_ups"]
        return {item["title"]: item for item in items}

    def at(self, day: int, clock: str) -> dict[str, str]:
        """A wall-clock time of the story."""
        date = (self.start + timedelta(days=day)).date()
        return {"local": f"{date}T{clock}", "zone": ZONE}


def met(name: str, rapport: int) -> dict[str, Any]:
    """Somebody at Northwind."""
    return {
        "name": name,
        "mail": f"{name.split(maxsplit=1)[0].lower()}@northwind.example",
        "rapport": rapport,
    }


def northwind(story: Story) -> None:
    """Days 0 to 14: three rounds, thank-yous, an answer by mail."""
    job = {"company": "Northwind", "title": "Data engineer"}
    story.until(0, "16:00")
    story.log("form", **job, round=1, at=story.at(0, "15:00"), format="phone",
              interviewers=[met("Dana Reed", 3)])  # fmt: skip
    story.until(1, "18:00")
    story.mail("Thank Dana Reed (Northwind)", by_day=1)

    story.until(7, "12:00")
    status_before = story.due()["Ask Dana Reed where things stand (Northwind)"]["due"]["local"]
    story.log("form", **job, round=2, at=story.at(7, "10:00"), format="on-site",
              interviewers=[met("Stan Kowalski", 5), met("Priya Nair", 3)])  # fmt: skip
    checks = [item for title, item in story.due().items() if "where things stand" in title]
    assert min(item["due"]["local"] for item in checks) > status_before, (
        "the status check has moved"
    )
    story.until(8, "12:00")
    story.mail("Thank Priya Nair (Northwind)", by_day=8)
    reminder = story.mail("Thank Stan Kowalski (Northwind)", by_day=8)
    assert "Stan" in reminder["text"], "the words are ready"
    story.answer(reminder, "done")
    receipt = story.mail("Re: Thank Stan Kowalski (Northwind)", by_day=8)
    assert "Done: Thank Stan Kowalski" in receipt["text"]

    story.until(14, "16:00")
    story.log("API", **job, round=3, at=story.at(14, "11:00"), format="panel", rivals=2, dream=True,
              interviewers=[met("Stan Kowalski", 5), met("Lee Wong", 2)])  # fmt: skip
    story.until(15, "18:00")
    story.mail("Thank Lee Wong (Northwind)", by_day=15)
    story.mail("Thank Stan Kowalski (Northwind)")  # still the one of day 8


def contoso(story: Story) -> None:
    """Day 20: an interview elsewhere, told by mail and confirmed on the page."""
    story.until(20, "17:00")
    capture = re.search(r"log\+\w+@[\w.]+", story.visitor.get("/settings").text)
    assert capture, "the settings show the address for mailing in"
    message = email.message.EmailMessage()
    message["From"] = f"Roger Frost <{ROGER}>"
    message["To"] = capture[0]
    message["Subject"] = "Interview: Contoso, data analyst"
    message["Message-ID"] = "<contoso@seeker.example>"
    message.set_content(
        "First round, phone screen with Ana Ruiz <ana@contoso.example> today at 2pm, rapport 3.\n"
    )
    story.say("[green]Roger mails in:[/] Interview: Contoso, data analyst")
    story.send(message, capture[0])
    proposal = story.mail("Re: Interview: Contoso, data analyst", by_day=20)
    link = re.search(r"https?://[^/\s]+(/log\?\S+)", proposal["text"])
    assert link, "the proposal carries a link to the filled-in form"
    page = story.visitor.get(link[1])
    page = story.visitor.submit(page, page.form(action="/log"), action="log")
    assert "Logged" in page.text, f"{page.status} instead of a logged interview"
    story.say("[green]Roger looks it over and confirms it.[/]")
    story.runtime.settle()
    story.until(21, "18:00")
    story.mail("Thank Ana Ruiz (Contoso)", by_day=21)


def declined(story: Story) -> None:
    """Days 28 to 30: the no, the gracious reply, the call to the one with the best rapport."""
    story.until(28, "09:30")
    check = next(
        mail for mail in story.runtime.mail()
        if "where things stand" in mail["subject"] and "Northwind" in mail["subject"]
    )  # fmt: skip
    link = re.search(r"https?://[^/\s]+(/openings/\S+)", check["text"])
    assert link, "the status check carries a link to say what they answered"
    page = story.visitor.get(link[1])
    page = story.visitor.submit(page, page.form(action=link[1]), outcome="declined")
    story.say("[green]Roger was turned down,[/] and says so by the link in the status check.")
    story.runtime.settle()
    story.until(28, "19:30")
    assert not [
        title for title in story.due() if "where things stand" in title and "Northwind" in title
    ], "no more status checks at Northwind"
    replies = [one for one in story.subjects() if one.startswith("Reply graciously")]
    assert len(replies) == 1, story.subjects()
    story.mail(replies[0], by_day=28)
    story.until(30, "19:30")
    call = story.mail("Call Stan Kowalski for feedback (Northwind)", by_day=30)
    for ask in ("honest feedback", "keeping in touch", "would improve my chances"):
        assert ask in call["text"].lower(), f"the script asks for {ask}"
    assert "you met twice" in call["text"], "it says why Stan"


CHAPTERS: tuple[Callable[[Story], None], ...] = (northwind, contoso, declined)


@contextmanager
def telling() -> Iterator[Callable[[int, str, str], None]]:
    """The timeline on the terminal, with a bar of days below it."""
    console = Console(highlight=False, width=min(Console().width, 110))
    bar = Progress(
        TextColumn("[dim]day {task.completed:.0f} of {task.total:.0f}[/]"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
    )
    last = -1
    with bar:
        task = bar.add_task("days", total=LAST_DAY)

        def tell(day: int, clock: str, what: str) -> None:
            nonlocal last
            if day != last:
                bar.console.print(f"[bold]Day {day}[/]")
            last = day
            bar.console.print(f"  [dim]{clock:9}[/] {what}")
            bar.update(task, completed=max(day, 0))

        yield tell
        bar.update(task, completed=LAST_DAY)


def run() -> None:
    """Live the whole story on a fresh local runtime.

    Raises:
        AssertionError: something did not happen as told; the message says what.
    """
    start = first_day(datetime.now(UTC))
    with (
        tempfile.TemporaryDirectory() as data,
        telling() as tell,
        LocalRuntime(TEMPLATE, Path(data) / "kept", begin=start) as runtime,
        Visitor(runtime.url) as visitor,
    ):
        story = Story(runtime, visitor, start, tell)
        story.until(0, "08:00")
        page = story.visitor.sign_in(ROGER, runtime.mail)
        story.seen = len(runtime.mail())
        page = story.visitor.submit(page, page.form(action="/welcome"), name="Roger", zone=ZONE)
        story.say("[green]Roger signs in[/] with the link that was mailed to him.")
        for chapter in CHAPTERS:
            chapter(story)
        state = runtime.state()
        errors = {
            name: one["last_error"] for name, one in state["functions"].items() if one["errors"]
        }
        assert not errors, f"functions failed on the way: {errors}"


def main() -> int:
    """Run it; 1 where it deviates."""
    try:
        run()
    except AssertionError as deviation:
        Console(stderr=True).print(f"\n[bold red]The story deviates:[/] {deviation}")
        return 1
    Console().print("\n[bold green]The story came true, to day 30.[/]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
