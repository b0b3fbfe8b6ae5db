"""The lines of a mail, as they were typed and as the rules look at them.

Everything is capped here, before the first pattern looks at it.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rapport.mail.markup import Line

MAX_CHARACTERS = 64 * 1024
MAX_LINES = 2_000
MAX_LINE = 1_000
"""Longer lines are kept whole, but only their beginning is looked at."""
MAX_LOOKS = 200
"""Closer looks at one mail. So many beginnings of history, and none of them one: nobody writes
that. What follows is left out, so that a mail made to be slow is neither slow nor read."""

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
QUOTE_MARKS = re.compile(r"^(?: ?>)+ ?")
RULE = re.compile(r"[-_=*~‐—–⎯─━\s]{3,}$")

_QUOTE = re.compile(r" ?(?:>|\|>|&gt;)")
_WRITTEN_OUT = re.compile("&(nbsp|lt|gt|quot);")
_SIGNS = {"nbsp": " ", "lt": "<", "gt": ">", "quot": '"'}
"""What is left of a page where a program made text of it by taking out the tags."""
_SOFT_BREAK = re.compile(r"\S=\r?\n")
_ESCAPED_LETTER = re.compile(r"=(?:C[2-9A-F]|D[0-9A-F]|E[0-9A-F]=[89AB][0-9A-F])=[89AB][0-9A-F]")
_ESCAPED = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")


def of_text(text: str) -> list[Line]:
    """The lines of a plain text, none of them marked as quoted yet."""
    text = text[:MAX_CHARACTERS]
    broken = _SOFT_BREAK.search(text) and len(_ESCAPED.findall(text)) > 1
    if broken or ("=" in text and len(_ESCAPED_LETTER.findall(text)) > 1):
        # A body whose program forgot to say that it is encoded.
        text = quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")
    return capped([Line(line, False) for line in text.splitlines()])


def capped(lines: Sequence[Line]) -> list[Line]:
    """The first of the lines, at most `MAX_LINES` of `MAX_CHARACTERS` together."""
    left = MAX_CHARACTERS
    kept: list[Line] = []
    for line in lines[:MAX_LINES]:
        left -= len(line.text) + 1
        if left < 0:
            break
        kept.append(line)
    return kept


@dataclass(slots=True)
class Lines:
    """The lines of a mail in three readings, and what has been found out about each.

    `raw` is what comes out, `seen` what the rules look at. `marked` says what its program marked
    as somebody else's words, `quoted` what else is, `gone` all that is not new. `looks` counts the
    closer looks that were taken.
    """

    raw: list[str]
    seen: list[str]
    marked: list[bool]
    quoted: list[bool]
    gone: list[bool] = field(default_factory=list)
    looks: int = 0

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Lines:
        raw: list[str] = []
        seen: list[str] = []
        marks: list[bool] = []
        quoted: list[bool] = []
        for text, marked in lines:
            clean = text if text.isascii() else INVISIBLE.sub("", text)
            look = BLANKS.sub(" ", clean[:MAX_LINE])
            if "&" in look:
                look = _WRITTEN_OUT.sub(lambda found: _SIGNS[found[1]], look)
            look = look.rstrip()
            quote = _QUOTE.match(look) is not None and not (
                look.endswith("<<") or (seen and not quoted[-1] and _opened(seen))
            )
            raw.append(text.rstrip())
            marks.append(marked)
            quoted.append(marked or quote)
            seen.append(look.strip())
        return cls(raw, seen, marks, quoted, list(quoted))

    def __len__(self) -> int:
        return len(self.seen)

    def next_text(self, at: int) -> int:
        """The first line from `at` on that is not blank, or the number of lines."""
        while at < len(self.seen) and not self.seen[at]:
            at += 1
        return at

    def quote_follows(self, at: int) -> bool:
        """Whether the next line with text from `at` on is a quoted one."""
        follows = self.next_text(at)
        return follows < len(self.seen) and self.quoted[follows]

    def says_something(self, end: int) -> bool:
        """Whether any line above `end` is the person's, as far as is known."""
        return any(
            text and not gone for text, gone in zip(self.seen[:end], self.gone, strict=False)
        )

    def own(self, at: int, end: int, most: int) -> list[str]:
        """The first lines between `at` and `end` that are the person's, as far as is known."""
        lines = (self.seen[line] for line in range(at, end) if not self.gone[line])
        return list(islice(filter(None, lines), most))

    def take(self, at: int) -> None:
        """Marks a line as somebody else's."""
        self.quoted[at] = self.gone[at] = True


def _opened(before: Sequence[str]) -> bool:
    """Whether an address or a link was wrapped before its ">", which then looks like a quote."""
    line = before[-1]
    if line.startswith("mailto:") and before[-2:-1] and before[-2].endswith("<"):
        return True
    opened = line.rfind("<")
    if opened < 0 or line.find(">", opened) >= 0:
        return False
    return "@" in line[opened:] or line.startswith(("http", "mailto"), opened + 1)
