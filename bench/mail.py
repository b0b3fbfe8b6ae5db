"""How long reading an answer takes: `python -m bench.mail`.

CPU time from the raw mail to the new words, in milliseconds a mail, for

- answers in all programs and languages that the tests know, also above a long thread;
- mails made to be slow, each of the largest size that is read: the slowest by name.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from statistics import median, quantiles
from time import process_time

from rapport.mail import commands, mime, reply
from tests.unit.mail import hostile
from tests.unit.mail.clients import CLIENTS, LANGUAGES, SENT, mail

STYLE = "<style>" + "p.MsoNormal, li.MsoNormal {margin:0cm; font-size:11.0pt}\n" * 60 + "</style>"


def answers() -> dict[str, list[bytes]]:
    """The raw mails by what they are."""
    written = [
        writer(words.reply, words) for writer in CLIENTS.values() for words in LANGUAGES.values()
    ]
    several = [each for each in written if each.is_multipart()]
    return {
        "text and HTML": [each.as_bytes() for each in several],
        "text alone": [each.as_bytes() for each in written if not each.is_multipart()],
        "with a long thread": [_with_thread(each) for each in several],
    }


def _with_thread(message: EmailMessage) -> bytes:
    """The mail with a style sheet above it and ten mails of history below."""
    parts = [part.get_content() for part in message.iter_parts()]
    text, page = map(str, parts[:2])
    thread = "\n".join(f"> {line}" for line in SENT.splitlines() * 10)
    paragraphs = "".join(f"<p class=MsoNormal>{line}</p>" for line in SENT.splitlines() * 10)
    head = f"<html><head>{STYLE}</head><body>"
    return mail(text + thread, f"{head}{page}<blockquote>{paragraphs}</blockquote>").as_bytes()


def spent(raw: bytes, *, sent: str | None = None) -> float:
    """Milliseconds of CPU time for one mail, all the way."""
    begun = process_time()
    reply.new_text(mime.read(raw), sent=sent)
    return (process_time() - begun) * 1_000


def row(name: str, mails: Sequence[bytes], times: int, *, sent: str | None = None) -> str:
    """A line of the table: the median and the 99th of a hundred, over that many rounds."""
    taken = [median(spent(raw, sent=sent) for _ in range(times)) for raw in mails]
    last = quantiles(taken, n=100)[-1]
    return f"{name:<44}{len(mails):>7}{median(taken):>12.3f} ms{last:>12.3f} ms"


def worst(times: int) -> list[tuple[float, str]]:
    """The hostile mails and their milliseconds, the slowest first."""
    names = [*hostile.TEXTS, *hostile.PAGES]
    found = [(min(spent(hostile.raw(name)) for _ in range(times)), name) for name in names]
    return sorted(found, reverse=True)


def worst_tales(times: int) -> list[tuple[float, str]]:
    """Words that are slow to understand, and to find an interview in, and their milliseconds."""
    now = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)

    def taken(words: str, *, announced: bool) -> float:
        begun = process_time()
        if announced:
            commands.interview_in("Interview: Contoso", words, now=now, zone="Europe/Berlin")
        else:
            commands.understand(words, now=now, zone="Europe/Berlin")
        return (process_time() - begun) * 1_000

    return [
        (min(taken(words, announced=announced) for _ in range(times)), f"{name}, {what}")
        for name, words in hostile.TALES.items()
        for what, announced in (("understood", False), ("as an interview", True))
    ]


def main(times: int = 7) -> int:
    """Prints the table."""
    out = sys.stdout
    out.write(f"{'answers':<44}{'mails':>7}{'median':>15}{'p99':>15}\n")
    for name, mails in answers().items():
        out.write(row(name, mails, times) + "\n")
        out.write(row(f"{name}, the reminder known", mails, times, sent=SENT) + "\n")
    found = sorted((*worst(3), *worst_tales(3)), reverse=True)
    out.write(f"\n{f'the slowest of {len(found)} hostile mails':<51}{'ms':>12}\n")
    for taken, name in found[:5]:
        out.write(f"{name:<51}{taken:>12.1f} ms\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
