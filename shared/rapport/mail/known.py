"""The mail that is answered, where it is known: its lines are not the person's.

That works in any language and without any marker, and through another program's wrapping.
"""

from __future__ import annotations

from functools import lru_cache

from rapport.later import dataclass
from rapport.mail.lines import BLANKS, INVISIBLE, MAX_CHARACTERS, MAX_LINE, QUOTE_MARKS, Lines

_SURE = 12
"""From so many characters on a line is the known mail's own, wherever it stands."""
_LONG = 24
"""From so many characters on a part of a line is, too: the line was wrapped."""


@dataclass(frozen=True)
class Known:
    """The mail that is answered, folded for comparing."""

    lines: frozenset[str]
    text: str

    @classmethod
    def of(cls, sent: str | None) -> Known | None:
        """What is known of the text that was sent; nothing of an empty one."""
        return _known(sent[:MAX_CHARACTERS]) if sent else None

    def has(self, line: str) -> bool:
        """Whether the folded `line` is a line of it, or a good part of one that was wrapped."""
        return line in self.lines or (len(line) >= _LONG and line in self.text)


@lru_cache(maxsize=32)
def _known(sent: str) -> Known:
    folded = [_folded(line) for line in sent.splitlines()]
    return Known(frozenset(line for line in folded if line), " ".join(filter(None, folded)))


def _folded(line: str) -> str:
    return BLANKS.sub(" ", INVISIBLE.sub("", line[:MAX_LINE])).strip().strip("*_").strip()


def take_out(mail: Lines, known: Known) -> None:
    """Marks the lines of the mail that is answered as quoted.

    Long lines first; a short one ("Thank you") only beside lines that are quoted already, since
    the person may have written the same words.
    """
    plain = [_folded(QUOTE_MARKS.sub("", line)) for line in mail.seen]
    for at, line in enumerate(plain):
        if len(line) >= _SURE and known.has(line):
            mail.take(at)
    for order in (range(len(plain)), range(len(plain) - 1, -1, -1)):
        beside = False
        for at in order:
            if mail.quoted[at]:
                beside = True
            elif plain[at]:
                beside = beside and plain[at] in known.lines
                if beside:
                    mail.take(at)
