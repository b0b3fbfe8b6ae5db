"""What nobody asked for is never done: a note or a question is the most that comes of it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from rapport.mail.commands import Done, Skip, Snooze, Stop, Understood, Undo, understand

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=ZoneInfo(BERLIN))
PEOPLE = ("Stan Kowalski", "Dana Reed", "Mark May")

STOPS_FOR_A_WHILE = """\
no more reminders today|no more emails today please|no more reminders this week
keine Mails mehr heute|heute keine Mails mehr|keine Erinnerungen mehr heute
no more mails until Monday|stop reminding me about Stan for now|stop all mails for a week
tonight no more mails|diese Woche keine Erinnerungen mehr|vorerst keine Mails mehr
keine Erinnerungen mehr bis Montag|no more reminders, today at least"""
STOPS_NOTHING = """\
nichts mehr von Stan gehört|ich brauche keine Hilfe|ich will keine Absage
ich möchte keine Zeit verlieren|will keine Umstände machen|nichts mehr zu tun
nichts mehr über die Stelle gehört|keine Zeit heute, aber gestern erledigt|enough of Contoso
stop reminding me about tax|i don't want trouble|no more Northwind|keine Ahnung
ich brauche keine Tipps|I don't want Contoso|bitte keine Umstände"""
NOT_DONE = """\
called he was out|angerufen aber er war weg|sent but it bounced|sent but to the wrong person
sent but the address is dead|wrote him but he is the wrong one|done it was a draft only
geschickt aber an den Falschen|geschickt aber kam zurück|erledigt aber nur halb|gemacht hat er
erledigt hat er das|erledigt bin ich|sent, but it bounced|sent, but to the wrong person
erledigt, aber nur halb|geschickt, kam aber zurück|called she was away|angerufen er war weg
gemacht haben sie das|done only half of it|emailed him but the mail came back"""
NOT_LATER = """\
wartet auf mich bis Freitag|ich brauche ihn bis Freitag|hold off on the offer until Friday
he'd wait until Friday|war bis Freitag weg|ask me again tomorrow, he said
Wait until Friday, he said|Try me next week, he said|Warte bis Freitag, sagte er
ich brauche die Unterlagen bis Freitag|I need the papers until Friday|need her until Friday
she'd hold off until Monday|war bis gestern krank|remind me on Friday, she said"""
NOT_SKIPPED = """\
I called, no need|We agreed on Monday, no need|He told us not to, skip|according to him, no need
it's obsolete, the book|nicht nötig, dass du mich erinnerst, mach ich morgen
He said there's no need, undo|not needed, the course|I wrote to Stan, no need
Stan said it is fine, skip|laut ihm, nicht nötig|Er sagte es passt, vergiss es
she wrote that, undo"""


def phrases(table: str) -> list[str]:
    return [one for line in table.splitlines() for one in line.split("|")]


def acts(one: Understood) -> bool:
    """Whether it changes what comes; what is asked back does not."""
    match one:
        case Stop(scope):
            return scope is not None
        case Snooze(until):
            return until.at is not None
        case _:
            return isinstance(one, Done | Skip | Undo)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "text",
    [
        *phrases(STOPS_FOR_A_WHILE),
        *phrases(STOPS_NOTHING),
        *phrases(NOT_DONE),
        *phrases(NOT_LATER),
        *phrases(NOT_SKIPPED),
    ],
)
def test_what_only_sounds_like_a_command_does_nothing(text: str, language: str) -> None:
    """A stop for a while, a stop of something else, what went wrong, what others said or do."""
    read = understand(text, now=NOW, zone=BERLIN, language=language, people=PEOPLE)
    assert read
    assert not any(acts(one) for one in read), read
