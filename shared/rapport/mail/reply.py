"""The words that a person wrote now, out of a mail that carries much else.

Line by line: what is quoted, what announces history, what is a signature or a notice. The HTML
part goes first where its program marked quotes or signatures there; the same rules then run over
its lines. Where the text of the mail that is answered is known, its lines are taken out as well.

From a shell: `python -m rapport.mail.reply FILE… [--sent FILE] [--time]`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rapport.mail import boilerplate, card, known, lines, markup, mime, notices, quoted, signature
from rapport.mail.lines import Lines
from rapport.mail.markup import Line
from rapport.mail.mime import Message


def new_text(message: Message | str, *, sent: str | None = None) -> str:
    """The new words of a reply, without history, signatures, disclaimers and phone lines.

    `message` is a mail, or the plain text of one. `sent` is the text of the mail that is answered,
    where it is known. Lines are kept as they were typed, blanks around the whole apart; an empty
    string means that nothing new was written.
    """
    answered = known.Known.of(sent)
    mail = Lines.of(_lines(message, answered))
    return "\n".join(_new(mail, answered, _own(message), _named(message))).strip()


def whole_text(message: Message | str) -> str:
    """All that a mail says as text, history included."""
    if isinstance(message, str):
        return message
    if message.text is not None:
        return message.text
    return "\n".join(line.text for line in markup.read(message.html or "").lines)


def as_sent(message: Message | str) -> str:
    """All that an answer to a mail may bring back of it: its text, and what its page says more."""
    text = whole_text(message)
    if isinstance(message, str) or not message.html or message.text is None:
        return text
    return both_as_sent(text, message.html)


def both_as_sent(text: str, html: str) -> str:
    """The same of a mail that says it as text and as a page."""
    told = {line.strip() for line in text.splitlines()}
    page = markup.read(html, whole=True).lines
    return "\n".join([text, *(line.text for line in page if line.text.strip() not in told)])


def _lines(message: Message | str, answered: known.Known | None) -> list[Line]:
    """The lines of the part that tells most: of the HTML where its program marked something."""
    if isinstance(message, str):
        return lines.of_text(message)
    text = message.text or ""
    if message.html is not None:
        whole = answered is None or answered.comes_back_whole(text)
        page = markup.read(message.html, further=0 if whole or not answered else answered.reach)
        if not text.strip() or (page.marked and any(line.text for line in page.lines)):
            return lines.capped(page.lines)
    return lines.of_text(text)


def _own(message: Message | str) -> list[str]:
    """How the sender is called and reached, in lower case."""
    boxes = () if isinstance(message, str) else message.from_[:1]
    return [told.lower() for box in boxes for told in (box.name, box.address) if told]


def _named(message: Message | str) -> list[str]:
    """How everybody is called whom the mail is from or to, in lower case."""
    if isinstance(message, str):
        return []
    boxes = (*message.from_, *message.to, *message.cc)
    return [box.name.lower() for box in boxes if box.name]


def _new(mail: Lines, answered: known.Known | None, own: list[str], named: list[str]) -> list[str]:
    taken = known.take_out(mail, answered) if answered else []
    notices.take_out_banners(mail)
    quoted.part_glued(mail)
    quoted.take_out_named(mail)
    quoted.take_out_other_marks(mail)
    quoted.take_out_broken(mail)
    quoted.take_out_titles(mail, named)
    boilerplate.part_glued(mail)
    end = card.begins(mail, signature.begins(mail, quoted.history_begins(mail)), own)
    kept = [at for at in range(end) if not mail.gone[at]]
    if end < len(mail):
        while kept and _leads_out(mail.seen[kept[-1]]):
            kept.pop()
    typed = known.between(mail, taken, answered, end) if answered else []
    kept = sorted(kept + typed)
    if answered and not kept and (below := known.ends(mail, taken, answered)):
        rest = zip(mail.raw[below:], mail.marked[below:], strict=True)
        return _new(Lines.of(Line(*each) for each in rest), None, own, named)
    text: list[str] = []
    for at in kept:
        text += ["", mail.raw[at], ""] if at in typed else [mail.raw[at]]
    return _trimmed(text)


def _leads_out(line: str) -> bool:
    """Whether the last line belongs to what was cut below it: a blank, a rule, a title."""
    return (
        not line
        or lines.RULE.match(line) is not None
        or boilerplate.is_title(line)
        or quoted.is_title(line)
    )


def _trimmed(kept: list[str]) -> list[str]:
    """Without more than one blank line in a row."""
    trimmed: list[str] = []
    for line in kept:
        if line.strip() or (trimmed and trimmed[-1]):
            trimmed.append(line)
    return trimmed


# --- the command ------------------------------------------------------------------------------


def loaded(raw: bytes) -> Message | str:
    """A raw mail where `raw` begins with the headers of one, else the text of a mail.

    Raises `UnreadableMail`.
    """
    head = re.split(rb"\r?\n\r?\n", raw[: 64 * 1024].lstrip(), maxsplit=1)[0]
    named = {name.lower() for name in re.findall(rb"(?m)^([A-Za-z][A-Za-z0-9-]*):", head)}
    begins = re.match(rb"\s*(?:From \S+ .*\n)?[A-Za-z][A-Za-z0-9-]*:", raw) is not None
    sure = {b"mime-version", b"message-id", b"content-type", b"received", b"return-path"}
    plain = b"sent" not in named and named & {b"to", b"subject", b"date"}
    addressed = re.search(rb"(?mi)^from:.{0,300}@", head) is not None
    if begins and (named & sure or (plain and addressed)):
        return mime.read(raw)
    try:
        return raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace").replace("\r\n", "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints `{"file", "text"}` for each file, one JSON object a line."""
    parser = argparse.ArgumentParser(prog="python -m rapport.mail.reply", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="raw mail or text")
    parser.add_argument("--sent", type=Path, help="the mail that was answered")
    parser.add_argument("--time", action="store_true", help="add the milliseconds it took")
    options = parser.parse_args(arguments)
    sent = as_sent(loaded(options.sent.read_bytes())) if options.sent else None
    failed = 0
    for path in options.files:
        raw = path.read_bytes()
        begun = time.perf_counter()
        answer: dict[str, object] = {"file": str(path)}
        try:
            answer["text"] = new_text(loaded(raw), sent=sent)
        except mime.UnreadableMail as unreadable:
            answer |= {"text": None, "error": str(unreadable)}
            failed = 1
        if options.time:
            answer["ms"] = round((time.perf_counter() - begun) * 1000, 3)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return failed


if __name__ == "__main__":
    sys.exit(main())
