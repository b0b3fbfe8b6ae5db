"""Our own mails, found in what answers them when it is not known any more what they said.

A reminder that was settled is gone, and not every program marks what it quotes. But all our mails
greet the seeker first, and our sentences follow.
"""

from __future__ import annotations

from functools import cache

from rapport.mail.compose import words
from rapport.mail.lines import QUOTE_MARKS
from rapport.phrases import languages

_SURE = 16
"""Nobody else's line begins with so many characters of one of our sentences."""


def within(text: str, name: str) -> str | None:
    """The part of a text that is a mail of ours to `name`, or None: from its greeting to the last
    of our sentences. What was written above and below is no part of it.
    """
    lines = [QUOTE_MARKS.sub("", line).strip() for line in text.splitlines()]
    greetings = {
        greeting
        for each in map(words, languages())
        for greeting in (each.say("hello", name=name), each.say("hello-unnamed"))
    }
    begin = next((at for at, line in enumerate(lines) if line in greetings), None)
    if begin is None:
        return None
    end = max((at for at in range(begin, len(lines)) if lines[at].startswith(_ours())), default=0)
    if not end:
        return None
    while end < len(lines) and lines[end]:  # it may have been wrapped
        end += 1
    return "\n".join(lines[begin:end])


@cache
def _ours() -> tuple[str, ...]:
    """How our sentences begin, up to what is filled in."""
    begins = (
        sentence.partition("{")[0]
        for each in map(words, languages())
        for sentence in each.sentences.values()
    )
    return tuple(begin[:40] for begin in begins if len(begin) >= _SURE)
