"""The story's chapters, each a few days; whatever does not happen as told fails it."""

from __future__ import annotations

import email.message
import re
from collections.abc import Callable
from typing import Any

from tests.e2e.roger import ROGER, Story

STAN, PRIYA, LEE = "Stan Kowalski", "Priya Nair", "Lee Wong"
CALL = f"Call {STAN} for feedback (Northwind)"
REPORT = f"Tell {STAN} how it is going"
CHECK_IN = f"How is {STAN}'s advice going?"
DATA, GOAL = "Designing Data-Intensive Applications", "The Goal"
CLASS = "evening SQL class"


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
    capture = story.capture()
    message = email.message.EmailMessage()
    message["From"] = f"Roger Frost <{ROGER}>"
    message["To"] = capture
    message["Subject"] = "Interview: Contoso, data analyst"
    message["Message-ID"] = "<contoso@seeker.example>"
    message.set_content(
        "First round, phone screen with Ana Ruiz <ana@contoso.example> today at 2pm, rapport 3.\n"
    )
    story.say("[green]Roger mails in:[/] Interview: Contoso, data analyst")
    story.send(message, capture)
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
    article = "Hello Priya,\n\nyou asked about event sourcing: this article says it best.\n\nRoger"
    story.write("priya@northwind.example", "An article", article, story.capture())


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


def advised(story: Story) -> None:
    """Days 31 to 35: what Stan said, the first step on it, and the first report to him."""
    story.until(31, "17:30")
    story.answer(
        story.mail(CALL),
        f"done. Stan said I was light on SQL. He said read '{DATA}' and '{GOAL}', and take an"
        " evening SQL class",
    )
    receipt = story.mail(f"Re: {CALL}", by_day=31)["text"]
    for understood in ("light on SQL", DATA, GOAL, CLASS):
        assert understood in receipt, f"the receipt names {understood!r}: {receipt}"
    assert "/undo/" in receipt, "a mistake can be taken back"
    assert CALL not in story.due()

    story.until(34, "09:30")
    check_in = story.newest(CHECK_IN, by_day=34)
    story.answer(check_in, "bought the books")
    receipt = story.mail(f"Re: {CHECK_IN}", by_day=34)["text"]
    assert DATA in receipt, receipt
    assert GOAL in receipt, receipt
    story.until(34, "19:00")
    report = story.mail(REPORT, by_day=34)
    assert DATA in report["text"], report["text"]
    assert GOAL in report["text"], report["text"]

    story.until(35, "09:00")
    written = story.send_the_words(report)
    assert written["To"] == "stan@northwind.example"
    assert REPORT not in story.due(), "the copy says that it is done"


def at_it(story: Story) -> None:
    """Days 41 to 71: the class, a report put off until Friday, and a book in the same report."""
    story.until(41, "18:00")
    story.progress(STAN, CLASS, "enrolled")
    assert story.due()[REPORT]["due"]["local"].startswith(story.at(49, "09:00")["local"]), (
        "two reports are two weeks apart"
    )
    story.until(49, "09:30")
    reminder = story.newest(REPORT, by_day=49)
    assert CLASS in reminder["text"]
    story.answer(reminder, "snooze until Friday 8am")
    due = story.due()[REPORT]["due"]
    assert due["local"].startswith(story.at(53, "08:00")["local"]), (
        f"moved to that time on the wall: {due}"
    )
    story.until(53, "09:00")
    assert CLASS in story.newest(REPORT, by_day=53)["text"]

    story.until(60, "10:00")
    story.outcome("Contoso", "declined")
    story.until(63, "19:30")
    story.mail("Reply graciously to Ana Ruiz (Contoso)", by_day=60)
    story.send_the_words(story.mail("Ask Ana Ruiz for feedback by mail (Contoso)", by_day=63))
    story.until(64, "12:00")
    story.forward(
        "Ana Ruiz <ana@contoso.example>",
        "Re: A question about my application",
        "Hello Roger,\n\nof course: the others had built dashboards before.\n\nAll the best\nAna",
    )
    receipt = story.newest("Re: A question about my application", by_day=64)["text"]
    assert "Ana Ruiz" in receipt, receipt
    planned = {title for title in story.due() if "Ana Ruiz" in title}
    assert not any("Northwind" in title or "Stan" in title for title in planned), "nothing mixes"

    story.until(70, "20:30")
    story.progress(
        STAN, GOAL, "finished", notes="The chapter on bottlenecks changed how I plan my week."
    )
    story.until(71, "09:30")
    report = story.newest(REPORT, by_day=71)
    assert GOAL in report["text"], "the book and the class are one report"
    assert CLASS in report["text"], "the book and the class are one report"
    story.send_the_words(report)


def keeping_on(story: Story) -> None:
    """Days 85 to 105: two more reports, and a note to Priya with a reason to write."""
    story.until(85, "18:00")
    story.progress(STAN, CLASS, "finished")
    story.until(86, "10:00")
    story.send_the_words(story.newest(REPORT, by_day=86))
    story.until(100, "18:00")
    story.progress(STAN, DATA, "half-way")
    story.until(101, "10:00")
    story.send_the_words(story.newest(REPORT, by_day=101))
    story.until(105, "10:00")
    note = story.newest(f"Keep in touch with {PRIYA} (Northwind)", by_day=105)
    assert "A reason to write" in note["text"], note["text"]
    assert "class" in note["text"], note["text"]


def landed(story: Story) -> None:
    """Days 122 to 131: Stan calls, an interview without rivals, an offer, and the job."""
    story.until(122, "16:00")
    title = "Analytics engineer"
    story.named(STAN, company="Northwind", title=title, channel="call")
    planned = story.due()
    assert f"Thank {STAN} for the referral (Northwind)" in planned
    story.until(123, "17:00")
    story.send_the_words(story.newest(f"Thank {STAN} for the referral (Northwind)", by_day=123))

    story.until(127, "15:00")
    story.log("form", company="Northwind", title=title, round=1, at=story.at(127, "10:00"),
              format="on-site", rivals=0, interviewers=[met(STAN, 5)])  # fmt: skip
    opening = story.opening(title)
    assert opening["referred_by"] == story.person(STAN)["contact_id"]
    story.until(130, "15:00")
    story.outcome(title, "offered", answer_by=str(story.at(137, "09:00")["local"][:10]))
    assert "Decide on the offer of Northwind" in story.due()
    story.until(131, "10:00")
    story.outcome(title, "accepted")
    planned = story.due()
    assert f"Tell {STAN} the news, with thanks" in planned
    assert "Tell Ana Ruiz the news, with thanks" in planned, "who helped elsewhere hears of it too"
    assert not [one for one in planned.values() if one["kind"] in GONE], "nothing else is pending"
    page = story.visitor.get("/lineage").text
    for words in ("131 days", "4 reports"):
        assert words in page, f"the lineage says {words}"


GONE = ("status-check", "no-answer", "offer-decision", "offer-thanks", "advice-check-in",
        "progress-report", "feedback-call", "feedback-mail", "thank-you")  # fmt: skip
"""Kinds of follow-up that have no place after the job was taken."""

CHAPTERS: tuple[Callable[[Story], None], ...] = (
    northwind,
    contoso,
    declined,
    advised,
    at_it,
    keeping_on,
    landed,
)
