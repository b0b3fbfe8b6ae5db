"""A mail that was passed on: who wrote it, and the author's own words."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent

from rapport.later import dataclass, pattern
from rapport.mail import attribution, header_block, markup, mime
from rapport.mail import history_words as words
from rapport.mail.lines import MAX_LOOKS, QUOTE_MARKS, Lines, of_text
from rapport.mail.markup import Line
from rapport.mail.mime import Mailbox, Message
from rapport.mail.reply import new_text

_MAILTO = pattern(r"[<\[]mailto:([^>\]]{1,300})[>\]]")
_ADDRESS_TWICE = pattern(r"<<?([^<>]{1,300})<[^<>]{0,300}>>?")
_IN_SQUARES = pattern(r"\[([^\[\]\s@]{1,100}@[^\[\]\s]{1,200})\]")
_MARK = pattern(r" ?> ?")


@dataclass(frozen=True)
class Forwarded:
    """A mail that was passed on: who wrote it, as far as it says, and the author's own words."""

    author: Mailbox
    subject: str
    text: str


def forwarded(message: Message) -> Forwarded | None:
    """The newest mail that `message` passes on, attached or below what says whose it is, else None.

    Who wrote it is only what the mail says, and proves nothing.
    """
    if message.forwarded and message.forwarded[0].from_:
        inner = message.forwarded[0]
        return Forwarded(inner.from_[0], inner.subject, new_text(inner))
    if (message.text or "").strip():
        found = _in(message.text or "", message.subject)
        if found or not message.html:
            return found
    page = markup.read(message.html or "", whole=True)
    return _in("\n".join(each.text for each in page.lines), message.subject)


def _in(text: str, subject: str) -> Forwarded | None:
    written = of_text(text)
    mail = Lines.of(Line(QUOTE_MARKS.sub("", each.text), False) for each in written)
    for at, line in enumerate(mail.seen):
        if mail.looks > MAX_LOOKS:
            return None
        if not line:
            continue
        if header_block.begins(mail, at):
            values, below = header_block.values(mail, at)
            return _below(values, written[below:], written[at].text)
        if line[0] == "-" and "@" in line and (values := header_block.on_one_line(line)):
            return _below(values, written[at + 1 :], written[at].text)
    return _below_attribution(written, subject)


def _below_attribution(written: Sequence[Line], subject: str) -> Forwarded | None:
    """Some programs pass a mail on as they answer one; then the subject alone tells."""
    prefix, colon, rest = subject.partition(":")
    if not colon or prefix.strip(" .").lower() not in words.PASSED_ON:
        return None
    mail = Lines.of(written)
    ends = [attribution.may_end(line) for line in mail.seen]
    for at, line in enumerate(mail.seen):
        if line and not mail.quoted[at] and (found := attribution.begins(mail, at, ends)):
            told = " ".join(mail.seen[at : found.last + 1])[found.begins :]
            values = {"from": attribution.author(told), "subject": rest.strip()}
            return _below(values, written[found.last + 1 :], line)
    return None


def _below(values: dict[str, str], below: Sequence[Line], head: str) -> Forwarded | None:
    """The mail below what says whose it is, `head` being the first line of that."""
    author = _MAILTO.sub(r"<\1>", values.get("from", ""))
    author = _IN_SQUARES.sub(r"<\1>", _ADDRESS_TWICE.sub(r"<\1>", author))
    boxes, _ = mime.addresses(author)
    if not boxes or "@" not in boxes[0].address:
        return None
    depth = _depth(head)
    texts = [_unquoted(each.text, depth) for each in (_quoted(below) if depth else below)]
    first = next((text for text in texts if text.strip()), "")
    if _depth(first):  # the block stands outside of the quote that it is about
        texts = [_unquoted(text, 1) for text in texts]
    name = boxes[0].name.strip("'\" ")
    text = new_text(dedent("\n".join(texts)))
    return Forwarded(Mailbox(name, boxes[0].address), values.get("subject", ""), text)


def _quoted(below: Sequence[Line]) -> Sequence[Line]:
    """The lines up to where the one who passes the mail on writes again, below what is quoted."""
    for at in range(1, len(below)):
        begins = below[at].text.strip() and not _depth(below[at].text)
        if begins and not below[at - 1].text.strip():
            return below[:at]
    return below


def _depth(line: str) -> int:
    marks = QUOTE_MARKS.match(line)
    return marks[0].count(">") if marks else 0


def _unquoted(line: str, depth: int) -> str:
    """The line without its first quote marks; what was quoted deeper stays quoted."""
    for _ in range(depth):
        line = _MARK.sub("", line, count=1) if _MARK.match(line) else line
    return line
