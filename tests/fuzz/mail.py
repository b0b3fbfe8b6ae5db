"""Feeds the reader of mails damaged mails until it breaks: `python -m tests.fuzz.mail --runs N`.

With atheris, where that is installed, guided by what the code does. It is no dependency, since it
has wheels for Linux on x86_64 alone: 3.0 for CPython 3.11, 3.1 for 3.12 to 3.14. Else by chance,
from a seed that is printed, so that a run can be repeated. A mail that breaks a promise is written
beside the message.

The promises: nothing but `UnreadableMail` is raised, a mail takes less than a second, and nothing
comes out that does not stand in it.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from rapport.mail import commands, lines, loops, mime, reply, sender
from rapport.mail.forwarded import forwarded
from tests.unit.mail.clients import CLIENTS, LANGUAGES, SENT

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
LONGEST = 1.0
"""Seconds of CPU time; the worst mail known takes a thirtieth of it."""
PIECES = (
    b"\n", b"\r\n", b"\n\n", b"\0", b" " * 70, b":", b"--", b"-- \n", b"<", b">", b'"', b"=\n",
    b"=3D", b"=?utf-8?q?=00?=", b"=?utf-8?b?", b"From: ", b"Subject: ",
    b"Content-Type: text/html\n\n", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
    b"Content-Type: message/rfc822\n\n", b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: quoted-printable\n", b"; charset=utf-16",
    b"; charset=iso-2022-kr", b"; charset*0*=utf-8''x", b"; format=flowed; delsp=yes", b"\xff\xfe",
    b"\xc3", b"\xe2\x80\x8f", b"\xe2\x80\xa8", b"> ", b"On 3 May 2026 at 10:00, ", b"wrote:",
    b"<blockquote>", b"</blockquote>", b"<div class=gmail_quote>", b"<!--", b"<style>", b"<head>",
    b"<p style='display:none'>", b"&#", b"&#x110000;", b"&nbsp;", b"<pre>", b"```",
    b"Interview: Contoso\n", b"with Ana Ruiz (4/5), ", b"rapport 3 and ", b"on Monday at 5 ",
    b"She recommended 'x' and ", b"he said no, but ", b"called stan ", b"bought the book, ",
    b"Sent from my ", b"confidential ", b"until 30.2. 25:00 ", b"snooze ", b"'", b"(" * 50,
    b"a" * 400,
)  # fmt: skip

_TAG = re.compile(r"<[^>]*>")


class Broken(AssertionError):
    """A promise that a mail has broken."""


def seeds() -> list[bytes]:
    """Sound mails, one of each program in some languages."""
    return [
        writer(words.reply, words).as_bytes()
        for writer in CLIENTS.values()
        for words in list(LANGUAGES.values())[::3]
    ]


def everything(raw: bytes) -> None:
    """The whole way of a mail through the pure part; raises `Broken`."""
    begun = time.process_time()
    try:
        message = mime.read(raw)
    except mime.UnreadableMail:
        return
    loops.automatic(message, envelope_sender=None, own_addresses=["a@b.example"])
    loops.looks_automatic(message.subject)
    verdicts = sender.Verdicts("PASS", "PASS", "PASS", "PASS", "GRAY")
    sender.judge(message, verdicts, ["a@b.example"])
    passed_on = forwarded(message)
    text = reply.new_text(message)
    known = reply.new_text(message, sent=SENT)
    for found in (text, known, passed_on.text if passed_on else ""):
        if len(found) > lines.MAX_CHARACTERS:
            raise Broken(f"{len(found)} characters came out")
    _stands_in(text, f"{message.text or ''}\n{message.html or ''}")
    commands.understand(text, now=NOW, zone="Europe/Berlin", people=("Stan Kowalski",))
    # Whatever its subject says: what an interview is found in is the same text.
    for subject in (message.subject, "Interview: Contoso"):
        commands.interview_in(subject, text, now=NOW, zone="Europe/Berlin")
    for values in message.headers.values():
        if any(char in value for value in values for char in "\r\n\0"):
            raise Broken("a control character came through in a header")
    if time.process_time() - begun > LONGEST:
        raise Broken(f"it took {time.process_time() - begun:.2f} s")


def _stands_in(found: str, given: str) -> None:
    """Every long word that came out went in, markup and entities aside."""
    if "=" in given:
        return  # what looked like a left-over encoding was decoded
    plain = {given, _TAG.sub("", given), unescape(_TAG.sub("", given)), unescape(given)}
    whole = "".join("".join(each.split()) for each in plain)
    for word in found.split():
        if len(word) > 3 and word.isalpha() and word.isascii() and word not in whole:
            raise Broken(f"{word!r} came out and never went in")


def damaged(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """The mail with some of it cut, doubled, changed, or replaced by a piece that matters."""
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(raw) + 1)
        length = chance.choice((0, 0, 1, 4, 40, 400))
        match chance.randrange(6):
            case 0:
                raw = raw[:at] + raw[at + length :]
            case 1:
                raw = raw[:at] + raw[at : at + length] * chance.randint(2, 9) + raw[at:]
            case 2:
                raw = raw[:at] + bytes(chance.randrange(256) for _ in range(4)) + raw[at + 4 :]
            case 3:
                other = chance.choice(others)
                raw = raw[:at] + other[chance.randrange(len(other)) :]
            case _:
                raw = (
                    raw[:at] + chance.choice(PIECES) * chance.choice((1, 1, 3)) + raw[at + length :]
                )
    return raw


def by_chance(runs: int, seed: int, check: Callable[[bytes], None] = everything) -> None:
    """Checks so many damaged mails. Raises `Broken`, with the place of the mail that broke it."""
    chance, sound = random.Random(seed), seeds()
    for run in range(runs):
        raw = damaged(chance.choice(sound), chance, sound)
        try:
            check(raw)
        except Exception as broken:
            with tempfile.NamedTemporaryFile(suffix=".eml", delete=False) as kept:
                kept.write(raw)
            raise Broken(f"run {run} of seed {seed}: {broken!r}, kept in {kept.name}") from broken


def guided(runs: int, folder: Path) -> None:
    """The same under atheris, from the sound mails put into `folder`; it does not return."""
    atheris = importlib.import_module("atheris")
    for number, raw in enumerate(seeds()):
        (folder / f"{number}.eml").write_bytes(raw)
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-runs={runs}", "-max_len=20000", str(folder)], everything)
    atheris.Fuzz()


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs it, and says what was survived."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.mail", description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--by-chance", action="store_true", help="also where atheris is installed")
    options = parser.parse_args(arguments)
    if importlib.util.find_spec("atheris") and not options.by_chance:
        with tempfile.TemporaryDirectory() as folder:
            guided(options.runs, Path(folder))
    by_chance(options.runs, options.seed)
    sys.stdout.write(f"{options.runs} damaged mails survived, seed {options.seed}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
