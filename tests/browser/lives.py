"""Seekers to look at the pages with: one with nothing yet, one in the midst of it, and one whose
words fit nowhere.
"""

from __future__ import annotations

import email.message
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from infra.local.harness import LocalRuntime
from tests.e2e.visitor import Visitor

ZONE = "Europe/Berlin"


@dataclass(frozen=True)
class Words:
    """How somebody's life is told: names, and what is said in between."""

    me: str
    stan: str
    priya: str
    dana: str
    northwind: str
    contoso: str
    position: str
    book: str
    course: str
    said: str
    stranger: str


PLAIN = Words(
    me="Roger Frost",
    stan="Stan Kowalski",
    priya="Priya Nair",
    dana="Dana Reed",
    northwind="Northwind",
    contoso="Contoso",
    position="Data engineer",
    book="The Goal",
    course="Evening SQL class",
    said="He liked the question about SQL, and says that I should learn more of it.",
    stranger="Ana Ruiz",
)
ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
HOSTILE = Words(
    me="<b>Roger</b> & \"Sons\" 'of' {{ 7 * 7 }}",
    stan=(ENDLESS * 3)[:200],
    priya="פריה נאיר\u202e \u200f(العربية)\u200f 👩🏽\u200d💻👨\u200d👩\u200d👧\u200d👦",
    dana="<script>document.title = 'taken'</script><img src=x onerror=alert(1)>",
    northwind="N" * 200,
    contoso="شركة كونتوسو للتجارة العالمية المحدودة 🏴󠁧󠁢󠁥󠁮󠁧󠁿 <i>Contoso</i>",
    position="Head of everything that there is to be head of, " * 4,
    book="</textarea></script><h1>The Goal</h1> " + "Z̸̡̛a̷l̶g̵o̴" * 6,
    course="https://example.org/" + "a-very-long-path/" * 10,
    said="\n".join(
        [
            ENDLESS * 20,
            "שלום, זה טקסט מימין לשמאל עם English באמצע.",
            "{% for x in y %} <!-- --> &amp; &#x41; \\ ` ${1}",
            "🎉" * 150,
            "A line of its own. " * 60,
        ]
    ),
    stranger="\u202eevil.exe <b>nobody</b> " + "x" * 120,
)


def begin(visitor: Visitor, runtime: LocalRuntime, name: str, called: str = "") -> None:
    """Sign in for the first time, and say how one is called."""
    page = visitor.sign_in(f"{name}@seeker.example", runtime.mail)
    visitor.submit(page, page.form(action="/welcome"), name=called, zone=ZONE)


def live(visitor: Visitor, runtime: LocalRuntime, words: Words) -> list[str]:
    """Two months of it: three rounds, a no, feedback, advice, steps on it, another opening, a job
    offered; a process that runs, and one that is silent; mails to look at, words and timings of
    one's own. The paths of the pages that show most of it.
    """
    said = _Saying(visitor, words)
    stan = {"name": words.stan, "mail": "stan@northwind.example", "title": words.position}
    first = said.interview(60, words.northwind, {**stan, "rapport": 4})
    home = first["relationship_id"]
    second = said.interview(
        52,
        words.northwind,
        {**stan, "rapport": 5},
        {"name": words.priya, "rapport": 3, "notes": words.said},
        round=2,
        format="on-site",
        rivals=2,
        dream=True,
    )
    assert second["opening_id"] == first["opening_id"]
    opening = f"/api/openings/{home}/{first['opening_id']}/outcome"
    said(opening, 45, outcome="declined", notes=words.said)
    who = f"/api/people/{home}/{first['contacts'][0]['contact_id']}"
    said(f"{who}/exchanges", 43, direction="out", channel="call", text=words.said)
    said(f"{who}/feedback", 43, stage="given", text=words.said)
    book = said(f"{who}/advice", 43, kind="book", title=words.book)
    course = said(f"{who}/advice", 43, kind="course", title=words.course[:200])
    for advice, days, step in (
        (book, 30, "bought"),
        (book, 12, "finished"),
        (course, 9, "started"),
    ):
        path = f"/api/advice/{home}/{advice['advice_id']}/progress"
        said(path, days, step=step, notes=words.said)
    said(f"{who}/exchanges", 8, direction="in", channel="mail", text=words.said)
    said(f"{who}/notes", 8, text=words.said)
    said(f"{who}/openings", 6, company=words.northwind, title="Lead", channel="call")
    lead = said.interview(5, words.northwind, {**stan, "rapport": 5}, title="Lead", rivals=0)
    said(f"/api/openings/{home}/{lead['opening_id']}/outcome", 1, outcome="offered")
    said.interview(3, words.contoso, {"name": words.dana, "rapport": 2}, notes=words.said)
    said.interview(0, words.contoso, {"name": words.dana, "rapport": 4}, round=2)
    said.interview(40, f"Fabrikam {words.contoso}"[:200], {"name": words.priya, "rapport": 4})
    _settle(visitor, home, first["contacts"][0]["contact_id"], words)
    _mailed(visitor, runtime, words)
    runtime.settle()
    person = who.removeprefix("/api")
    return [
        *(f"{person}{more}" for more in ("", "/timings", "/forget")),
        f"/openings/{home}/{first['opening_id']}",
        f"/openings/{home}/{lead['opening_id']}",
    ]


def _nothing_yet(visitor: Visitor, runtime: LocalRuntime) -> list[str]:
    begin(visitor, runtime, "empty")
    return []


def _plain(visitor: Visitor, runtime: LocalRuntime) -> list[str]:
    begin(visitor, runtime, "full", PLAIN.me)
    return live(visitor, runtime, PLAIN)


def _hostile(visitor: Visitor, runtime: LocalRuntime) -> list[str]:
    begin(visitor, runtime, "hostile", HOSTILE.me)
    return live(visitor, runtime, HOSTILE)


LIVES: dict[str, Callable[[Visitor, LocalRuntime], list[str]]] = {
    "empty": _nothing_yet,
    "full": _plain,
    "hostile": _hostile,
}
"""Ways to live; each says which pages show most of it."""


class _Saying:
    """What somebody says happened, some days ago."""

    def __init__(self, visitor: Visitor, words: Words) -> None:
        self._visitor = visitor
        self._words = words
        self._keys: Iterator[int] = count(1)
        self._now = datetime.now(UTC)

    def __call__(self, path: str, days_ago: float, **entry: Any) -> Any:
        """Say it, confirmed."""
        entry = {"at": self._wall(days_ago), "confirmed": True, **entry}
        return self._visitor.post(path, entry, f"lived-{next(self._keys):04}")

    def interview(self, days_ago: int, company: str, *met: Any, **more: Any) -> Any:
        """Log one."""
        entry = {"title": self._words.position[:200], "round": 1, "format": "phone", **more}
        return self("/api/interviews", days_ago, company=company, interviewers=met, **entry)

    def _wall(self, days_ago: float) -> dict[str, str]:
        at = self._now - timedelta(days=days_ago, hours=2)
        return {"local": at.strftime("%Y-%m-%dT%H:%M"), "zone": "UTC"}


def _settle(visitor: Visitor, home: str, contact_id: str, words: Words) -> None:
    """A timing of one person's own, words of one's own, and a program that may log."""
    page = visitor.get(f"/people/{home}/{contact_id}/timings")
    form = page.form(action=f"/people/{home}/{contact_id}/timings")
    visitor.submit(page, form, keep_in_touch_weeks="9")
    page = visitor.get("/settings/words/en/thank-you")
    form = page.form(action="/settings/words/en/thank-you")
    visitor.submit(page, form, text=f"Subject: Thank you\n\n{words.said[:300]}")
    page = visitor.get("/settings/access")
    form = page.form(action="/settings/access/tokens")
    visitor.submit(page, form, name=words.stranger[:60], scope="interviews")


def _mailed(visitor: Visitor, runtime: LocalRuntime, words: Words) -> None:
    """A stranger's mail that is held, and an interview that waits to be confirmed."""
    found = re.search(r"log\+\w+@[\w.]+", visitor.get("/settings").text)
    assert found, "the settings show the address for mailing in"
    page = visitor.get("/settings")
    own = re.search(r"Signed in as <bdi>([^<]+)</bdi>", page.text)
    assert own
    for sender, subject, text in (
        (f'"{words.stranger}" <ana@elsewhere.example>', "Are you still looking?", words.said),
        (own[1], f"Interview: Tailspin, {words.position}"[:150], "Round 1 today at 2pm, by phone."),
    ):
        mail = email.message.EmailMessage()
        mail["From"] = sender
        mail["To"] = found[0]
        mail["Subject"] = subject
        mail["Message-ID"] = f"<{len(subject)}.{own[1]}>"
        mail.set_content(text)
        runtime.post_mail(mail.as_bytes(), found[0])
    runtime.settle()
