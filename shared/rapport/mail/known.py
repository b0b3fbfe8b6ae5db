"""The mail that is answered, where it is known: its lines are not the person's.

That works in any language and without any marker, and through another program's wrapping. What
stands between its lines, and is none of them, is the person's even where a program marked it as
quoted: an answer that was typed right below the question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from rapport.later import dataclass
from rapport.mail import header_block, phone_line
from rapport.mail.lines import (
    BLANKS,
    INVISIBLE,
    MAX_CHARACTERS,
    MAX_LINE,
    QUOTE_MARKS,
    RULE,
    Lines,
)

_SURE = 12
"""From so many characters on a line is the known mail's own, wherever it stands."""
_LONG = 24
"""From so many characters on a part of a line is, too: the line was wrapped."""


_MOST_KNOWN = 16 * 1024
_MOST_LINES = 200
"""No mail of ours is longer; what is recognised in an answer may be as long as somebody likes."""
_TAIL = 24
"""So many letters of the line before tell whether the next one goes on with it."""
_RUN = 200
"""So much of the lines before is kept for that."""
_LINK = re.compile(r"[<(\[]?\b(?:https?://|mailto:|www\.|cid:)[^\s<>\[\]()]{1,500}[>)\]]?")
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Known:
    """The mail that is answered, folded for comparing."""

    lines: frozenset[str]
    long: Mapping[str, str]
    text: str
    words: frozenset[str]
    keys: frozenset[str]
    key: str
    letters: str
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, sent: str | None) -> Known | None:
        """What is known of the text that was sent; nothing of an empty one."""
        return _known(sent[:_MOST_KNOWN]) if sent else None

    @property
    def reach(self) -> int:
        """How many lines of a mail may be this one, however it was wrapped and answered."""
        return 2 * min(len(self.lines), _MOST_LINES) + 20

    def has(self, line: str) -> bool:
        """Whether the folded `line` is a line of it, or a good part of one that was wrapped."""
        if line in self.lines or len(line) < _LONG:
            return line in self.lines
        parts = line.split(maxsplit=2)
        return (len(parts) < 3 or parts[1] in self.words) and line in self.text

    def comes_back_whole(self, text: str) -> bool:
        """Whether a text brings it back, wrapped perhaps, and nothing between its lines."""
        before, other, left = "", False, self.reach
        for raw in text[:MAX_CHARACTERS].splitlines():
            line = raw.lstrip("> ").rstrip()
            if not line or not left:
                continue
            left -= before != ""
            if line in self.lines or (line := _folded(line)) in self.lines:
                if other:
                    return False
                before = line
            elif before and f"{before} {line}" in self.text:
                before = f"{before} {line}"
            else:
                other = before != ""
        return before != ""

    def goes_on(self, before: str, line: str) -> bool:
        """Whether in it the one line follows the other: what is left of one that was wrapped."""
        for letters, text in ((_key, self.key), (_letters, self.letters)):
            tail, head = letters(before)[-_TAIL:], letters(line)[:_TAIL]
            if min(len(tail), len(head)) > 0 and len(tail + head) > _SURE and tail + head in text:
                return True
        return False

    def answered_on(self, line: str) -> str:
        """What stands behind a line of it on the same line, or an empty string."""
        own = self.long.get(line[:_LONG])
        if own is None or len(line) == len(own) or not line.startswith(own):
            return ""
        return line[len(own) :].lstrip(" -–—>:*_")

    def resembles(self, line: str) -> bool:
        """Whether it says much the same, though a program may have changed a letter or a sign."""
        if _key(line) in self.keys:
            return True
        told = list(pairwise(_words(line)))
        return len(told) > 1 and 2 * sum(pair in self.pairs for pair in told) >= len(told)


@lru_cache(maxsize=32)
def _known(sent: str) -> Known:
    folded = list(filter(None, map(_folded, sent.splitlines())))
    text = " ".join(folded)
    return Known(
        frozenset(folded),
        {line[:_LONG]: line for line in folded if len(line) >= _LONG},
        text,
        frozenset(text.split()),
        frozenset(map(_key, folded)),
        _key(text),
        _letters(text),
        frozenset(pairwise(_words(text))),
    )


def _folded(line: str) -> str:
    return BLANKS.sub(" ", INVISIBLE.sub("", line[:MAX_LINE])).strip().strip("*_").strip()


def _words(line: str) -> list[str]:
    return [word for word in _NO_LETTER.split(line.lower()) if word]


def _key(line: str) -> str:
    """Letters and digits alone, links apart: what no program changes."""
    return _letters(_LINK.sub("", line))


def _letters(line: str) -> str:
    return _NO_LETTER.sub("", line).casefold()


def take_out(mail: Lines, known: Known) -> list[bool]:
    """Marks the lines of the mail that is answered as quoted, and says which they are.

    Long lines first; a short one ("Thank you") only beside lines that are known already, since
    the person may have written the same words.
    """
    plain = [_folded(QUOTE_MARKS.sub("", line)) for line in mail.seen]
    taken = [len(line) >= _SURE and known.has(line) for line in plain]
    for at, line in enumerate(plain):
        if taken[at]:
            mail.take(at)
        elif len(line) > _LONG and not mail.gone[at] and (rest := known.answered_on(line)):
            mail.raw[at] = mail.seen[at] = plain[at] = rest
    _take_neighbours(mail, plain, taken, known, 1)
    _take_neighbours(mail, plain, taken, known, -1)
    return taken


def _take_neighbours(
    mail: Lines, plain: list[str], taken: list[bool], known: Known, step: int
) -> None:
    """Takes the short lines, and what is left of wrapped ones, beside those that are taken."""
    beside, run = False, ""
    for at in range(len(plain))[::step]:
        line = plain[at]
        if not taken[at] and line and beside:
            first, then = (run, line) if step > 0 else (line, run)
            taken[at] = line in known.lines or known.goes_on(first, then)
        if taken[at]:
            mail.take(at)
            beside = True
            run = f"{run} {line}"[-_RUN:] if step > 0 else f"{line} {run}"[:_RUN]
        elif line and not mail.quoted[at] and not RULE.match(line):
            beside, run = False, ""


def between(mail: Lines, taken: list[bool], known: Known, end: int) -> list[int]:
    """The lines that the person typed into the mail that is answered, where it came back below
    `end` or was marked as quoted.

    Only between lines of it, and only where most of it came back as it was sent: else a program
    may have changed it, or they are somebody else's.
    """
    back = [at for at, own in enumerate(taken) if own and (at >= end or mail.marked[at])]
    if not _most_came(mail, back, known):
        return []
    return [
        at
        for at in range(back[0], back[-1])
        if not taken[at]
        and (at >= end or mail.marked[at])
        and _may_be_typed(mail.seen[at])
        and not known.resembles(mail.seen[at])
    ]


def ends(mail: Lines, taken: list[bool], known: Known) -> int:
    """The line below the mail that is answered, where most of it came back as it was sent; else 0.

    Nothing of the person's stands above: who answers below needs no mark between.
    """
    back = [at for at, own in enumerate(taken) if own]
    return back[-1] + 1 if _most_came(mail, back, known) else 0


def _most_came(mail: Lines, back: list[int], known: Known) -> bool:
    told = {_key(mail.seen[at]) for at in back}
    return bool(back) and 2 * sum(map(len, told)) >= len(known.key)


def _may_be_typed(line: str) -> bool:
    if not _key(line) or line[0] in ">|" or RULE.match(line):
        return False
    return header_block.kind_of(line) is None and not phone_line.is_one(line)
