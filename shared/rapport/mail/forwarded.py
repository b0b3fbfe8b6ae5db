"""A mail that was passed on: who wrote it, and the author's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapport.mail import header_block, markup, mime
from rapport.mail.lines import MAX_LOOKS, QUOTE_MARKS, Lines, of_text
from rapport.mail.markup import Line
from rapport.mail.mime import Mailbox, Message
from rapport.mail.reply import new_text

_MAILTO = re.compile(r"[<\[]mailto:([^>\]]{1,300})[>\]]")
_ADDRESS_TWICE = re.compile(r"<<?([^<>]{1,300})<[^<>]{0,300}>>?")


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A mail that was passed on: who wrote it, as far as it says, and the author's own words."""

    author: Mailbox
    subject: str
    text: str


def forwarded(message: Message) -> Forwarded | None:
    """The newest mail that `message` passes on, attached or below a block of headers, else None.

    Who wrote it is only what the mail says, and proves nothing.
    """
    if message.forwarded and message.forwarded[0].from_:
        inner = message.forwarded[0]
        return Forwarded(inner.from_[0], inner.subject, new_text(inner))
    text = message.text
    if not (text or "").strip():
        text = "\n".join(each.text for each in markup.read(message.html or "", whole=True).lines)
    lines = [QUOTE_MARKS.sub("", each.text) for each in of_text(text or "")]
    mail = Lines.of(Line(each, False) for each in lines)
    for at, line in enumerate(mail.seen):
        if mail.looks > MAX_LOOKS:
            break
        if line and header_block.kind_of(line) and header_block.begins(mail, at):
            return _below(mail, at)
    return None


def _below(mail: Lines, at: int) -> Forwarded | None:
    """What the block of headers at a line says, and the mail below it."""
    values, begins = header_block.values(mail, at)
    written = _MAILTO.sub(r"<\1>", values.get("from", ""))
    boxes, _ = mime.addresses(_ADDRESS_TWICE.sub(r"<\1>", written))
    if not boxes or "@" not in boxes[0].address:
        return None
    return Forwarded(boxes[0], values.get("subject", ""), new_text("\n".join(mail.raw[begins:])))
