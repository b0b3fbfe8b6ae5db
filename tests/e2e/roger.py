"""Roger: what he does at the doors, what is in his mailbox, and the days that pass."""

from __future__ import annotations

import email.message
import email.policy
import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

from infra.local.harness import LocalRuntime
from tests.e2e.visitor import Page, Visitor

ZONE = "Europe/Berlin"
ROGER = "roger@seeker.example"


@dataclass
class Story:
    """Roger, his mailbox, and the days that pass."""

    runtime: LocalRuntime
    visitor: Visitor
    start: datetime
    tell: Callable[[int, str, str], None]
    seen: int = 0
    day: int = 0
    signed_in: int = 0
    written: list[str] = field(default_factory=list)

    # Time and mail.

    def until(self, day: int, clock: str = "09:00") -> None:
        """Let time pass until a day of the story, on Roger's own clock."""
        hour, minute = map(int, clock.split(":"))
        at = (self.start + timedelta(days=day)).replace(hour=hour, minute=minute)
        self.runtime.travel_to(at.isoformat())
        self.day = day
        self._new_mails()
        if self.day - self.signed_in >= 28:
            self.sign_in()

    def sign_in(self) -> Page:
        """Come back with a link by mail; a session lasts a month."""
        page = self.visitor.sign_in(ROGER, self.runtime.mail)
        self.say("[green]Roger signs in[/] with the link that was mailed to him.")
        self.signed_in = self.day
        self.seen = len(self.runtime.mail())
        return page

    def _new_mails(self) -> list[dict[str, Any]]:
        mails = self.runtime.mail()[self.seen :]
        self.seen += len(mails)
        for mail in mails:
            at = datetime.fromisoformat(mail["sent_at"]).astimezone(ZoneInfo(ZONE))
            self.tell(self.day_of(mail), f"{at:%a %H:%M}", f"[bold cyan]✉[/] {mail['subject']}")
        return mails

    def mail(self, subject: str, *, by_day: int | None = None) -> dict[str, Any]:
        """The one mail with this subject. Two would be one too many."""
        found = [mail for mail in self.runtime.mail() if mail["subject"] == subject]
        assert len(found) == 1, f"{len(found)} mails say {subject!r}: {self.subjects()}"
        if by_day is not None:
            day = self.day_of(found[0])
            assert day == by_day, f"{subject!r} came on day {day}, not on day {by_day}"
        return found[0]

    def newest(self, subject: str, *, by_day: int) -> dict[str, Any]:
        """The newest mail with this subject, which may have come before: this one came that day."""
        found = [mail for mail in self.runtime.mail() if mail["subject"] == subject]
        assert found, f"no mail says {subject!r}: {self.subjects()}"
        day = self.day_of(found[-1])
        assert day == by_day, f"the newest {subject!r} came on day {day}, not on day {by_day}"
        return found[-1]

    def day_of(self, mail: dict[str, Any]) -> int:
        """The day of the story on which a mail was sent."""
        sent = datetime.fromisoformat(mail["sent_at"]).astimezone(ZoneInfo(ZONE))
        return (sent.date() - self.start.date()).days

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

    def send_the_words(self, mail: dict[str, Any]) -> email.message.EmailMessage:
        """Press the button in a reminder, and send what the mail program then shows: to the person,
        with the capture address in Bcc. The copy comes in; the mail itself goes to them.
        """
        button = re.search(r'href="(mailto:[^"]+)"', mail["html"])
        assert button, "the reminder opens the words in the mail program"
        link = urlsplit(html.unescape(button[1]))
        fields = {name: values[0] for name, values in parse_qs(link.query).items()}
        return self.write(
            unquote(link.path),
            fields["subject"],
            fields["body"].replace("\r\n", "\n"),
            copy=fields["bcc"],
        )

    def write(self, to: str, subject: str, words: str, copy: str) -> email.message.EmailMessage:
        """Write to somebody, with a copy for the capture address."""
        written = email.message.EmailMessage(email.policy.SMTP)
        written["From"] = f"Roger Frost <{ROGER}>"
        written["To"] = to
        written["Subject"] = subject
        written["Message-ID"] = f"<{self.day}.{len(words)}.written@seeker.example>"
        written.set_content(words)
        self.say(f"[green]Roger writes to {to}:[/] {subject}")
        self.send(written, copy)
        return written

    def forward(self, author: str, subject: str, words: str) -> None:
        """Pass on what somebody answered, as a mail program does."""
        forwarded = email.message.EmailMessage()
        forwarded["From"] = f"Roger Frost <{ROGER}>"
        forwarded["To"] = self.capture()
        forwarded["Subject"] = f"Fwd: {subject}"
        forwarded["Message-ID"] = f"<{self.day}.forwarded@seeker.example>"
        head = f"From: {author}\nDate: Mon, 10 May 2027 at 18:12\nSubject: {subject}\nTo: {ROGER}"
        forwarded.set_content(f"---------- Forwarded message ---------\n{head}\n\n{words}\n")
        self.say(f"[green]Roger forwards[/] what {author.partition(' <')[0]} answered.")
        self.send(forwarded, forwarded["To"])

    def capture(self) -> str:
        """The address for copies and for what is mailed in, as the settings show it."""
        found = re.search(r"log\+\w+@[\w.]+", self.visitor.get("/settings").text)
        assert found, "the settings show the address for mailing in"
        return found[0]

    def send(self, message: email.message.EmailMessage, to: str) -> None:
        """Mail something in."""
        self.written.append(message.get_content())
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

    def person(self, name: str) -> dict[str, Any]:
        """Somebody, as the list of people has them."""
        found = [one for one in self.visitor.ask("/api/people")["people"] if one["name"] == name]
        assert len(found) == 1, f"{len(found)} people are called {name}"
        card: dict[str, Any] = found[0]
        return card

    def page_of(self, name: str) -> Page:
        """Somebody's page."""
        card = self.person(name)
        return self.visitor.get(f"/people/{card['relationship_id']}/{card['contact_id']}")

    def progress(self, who: str, title: str, step: str, notes: str = "") -> None:
        """Note a step on a piece of advice, on the page of who gave it."""
        page = self.page_of(who)
        form = re.search(
            r'name="progress-of" value="(\w+)"(?:(?!</form>).)*: ' + re.escape(title) + "</span>",
            page.text,
            re.DOTALL,
        )
        assert form, f"the page of {who} asks about {title}"
        self.say(f"[green]Roger notes on the web:[/] {title}: {step} {notes}".rstrip())
        self._noted(
            page,
            {"what": "progress", "progress-of": form[1]},
            {"progress-step": step, "progress-notes": notes},
        )

    def named(self, who: str, **opening: str) -> None:
        """Note on somebody's page that they named an opening."""
        self.say(f"[green]Roger notes on the web:[/] {who} called about {opening['title']}")
        fields = {f"opening-{name}": value for name, value in opening.items()}
        self._noted(self.page_of(who), {"what": "opening"}, fields)

    def _noted(self, page: Page, having: dict[str, str], fields: dict[str, str]) -> None:
        answer = self.visitor.submit(page, page.form(**having), **fields)
        assert "Noted" in answer.text, f"{answer.status} instead of a note: {answer.text}"
        self.runtime.settle()
        self._new_mails()

    def opening(self, words: str) -> dict[str, Any]:
        """An opening by its title or company, where only one has it."""
        found = [
            one
            for one in self.visitor.ask("/api/openings")["openings"]
            if words in (one["title"], one["company"])
        ]
        assert len(found) == 1, f"{len(found)} openings are called {words}"
        path = f"/api/openings/{found[0]['relationship_id']}/{found[0]['opening_id']}"
        opening: dict[str, Any] = self.visitor.ask(path)
        return opening

    def outcome(self, words: str, outcome: str, **more: str) -> None:
        """Say on an opening's page where it stands."""
        opening = self.opening(words)
        path = f"/openings/{opening['relationship_id']}/{opening['opening_id']}"
        page = self.visitor.get(path)
        page = self.visitor.submit(page, page.form(action=path), outcome=outcome, **more)
        assert page.status == 200, f"{page.status}: {page.text}"
        self.say(f"[green]Roger notes on the web:[/] {opening['company']}: {outcome}")
        self.runtime.settle()
        self._new_mails()

    def due(self) -> dict[str, dict[str, Any]]:
        """What the API says is to be done, by title."""
        items = self.visitor.ask("/api/follow-ups")["follow_ups"]
        return {item["title"]: item for item in items}

    def at(self, day: int, clock: str) -> dict[str, str]:
        """A wall-clock time of the story."""
        date = (self.start + timedelta(days=day)).date()
        return {"local": f"{date}T{clock}", "zone": ZONE}
