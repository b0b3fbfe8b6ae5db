"""The sentences of a language: reasons, titles, days, lists; `drafts/<language>/phrases.json`.

Apart from the drafts, so that planning needs no template engine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rapport.later import dataclass

LANGUAGES = Path(__file__).parent / "drafts"
FALLBACK = "en"
TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that turn the direction of writing, until another sign ends that."""


def straight(sentence: str) -> str:
    """A sentence in which no name turns round what follows it."""
    return sentence if sentence.isascii() else sentence.translate(TURNS)


def languages() -> tuple[str, ...]:
    """The languages that there are: each is a folder."""
    return tuple(sorted(path.parent.name for path in LANGUAGES.glob("*/phrases.json")))


@dataclass(frozen=True)
class Phrases:
    """What one language says."""

    language: str
    sentences: dict[str, str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    times: tuple[str, ...]
    articles: tuple[str, ...]
    """Words before a noun, with which it needs no other."""
    stand_ins: tuple[str, ...]
    """What stands for a name that is not known."""

    def say(self, key: str, **values: Any) -> str:
        """The sentence `key` with its blanks filled.

        Raises:
            KeyError: the language lacks the sentence, or a value is missing.
        """
        return straight(self.sentences[key].format(**values))

    def sentence(self, key: str, **values: Any) -> str:
        """The same, beginning with a capital where it begins with a word of ours."""
        said = self.say(key, **values)
        return said[0].upper() + said[1:] if said.startswith(self.stand_ins) else said

    def day(self, day: date) -> str:
        """A day as people say it: weekday, day, month."""
        return self.say(
            "a-day",
            weekday=self.weekdays[day.weekday()],
            day=day.day,
            month=self.months[day.month - 1],
        )

    def dated(self, day: date, today: date) -> str:
        """The same, with the year where it is another than today's."""
        return self.day(day) if day.year == today.year else f"{self.day(day)} {day.year}"

    def when(self, day: date, today: date) -> str:
        """A past day as people recall it: on Monday, on 8 December, in December."""
        ago = (today - day).days
        form = "weekday" if ago < 7 else "date" if ago < 60 else "month" if ago < 300 else "year"
        return self.say(
            f"when.{form}",
            weekday=self.weekdays[day.weekday()],
            day=day.day,
            month=self.months[day.month - 1],
            year=day.year,
        )

    def often(self, times: int) -> str:
        """Once, twice, 3 times."""
        return self.times[times] if times < len(self.times) else self.say("n-times", n=times)

    def days(self, days: int) -> str:
        """One day, 5 days."""
        return self.say("one-day") if days == 1 else self.say("n-days", n=days)

    def post(self, title: str | None) -> str:
        """A position as a noun, to put an article before: “position of Analyst”, “position”."""
        return self.say("a-post", title=title) if title else self.say("a-post.untitled")

    def titles(self, advice: Iterable[tuple[str, str]]) -> str:
        """What was recommended, as kinds and titles: “The Goal” and an evening class."""
        return self.listed(self._titled(kind, title) for kind, title in advice)

    def _titled(self, kind: str, title: str) -> str:
        """One of them: a name as it is, what is none with the article of its kind."""
        first, *rest = title.split()
        has_article = first.lower() in self.articles
        words = rest if has_article else [first, *rest]
        if any(word[:1].isupper() and not word.isupper() for word in words):
            return self.say(f"title.{kind}", title=title)
        if has_article:
            return self.say(f"title.{kind}", title=" ".join([first.lower(), *rest]))
        return self.say(f"title.{kind}.plain", title=title)

    def taken(self, voice: str, steps: Iterable[tuple[str, str, str]]) -> str:
        """Steps on advice (step, kind, title) as one sentence, the same steps together.

        `voice` is "step" for what the seeker is told and "i" for what the seeker says. Who took
        them is said once, and so is the word that a step begins with where the one before it
        begins alike: “ich habe A gekauft und B gelesen”.
        """
        together: dict[str, list[tuple[str, str]]] = {}
        for step, kind, title in steps:
            own_words = self.sentences.get(f"{voice}.{step}.{kind}")
            words = own_words or self.sentences[f"{voice}.{step}"]
            together.setdefault(words, []).append((kind, title))
        said, before = [], ""
        for words, advice in together.items():
            first, _, rest = words.partition(" ")
            said.append((rest if first == before else words).format(titles=self.titles(advice)))
            before = first
        return self.say(voice, steps=self.listed(said))

    def listed(self, items: Iterable[str]) -> str:
        """a, b and c."""
        *head, last = items
        return self.say("and", head=", ".join(head), last=last) if head else last


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language; English where there is no such folder."""
    path = LANGUAGES / language / "phrases.json"
    if not path.is_file():
        path = LANGUAGES / FALLBACK / "phrases.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    sentences = content["sentences"]
    return Phrases(
        language=path.parent.name,
        sentences=sentences,
        weekdays=tuple(content["weekdays"]),
        months=tuple(content["months"]),
        times=tuple(content["times"]),
        articles=tuple(content["articles"]),
        stand_ins=tuple(sentences[key] for key in ("somebody", "a-company", "a-position")),
    )
