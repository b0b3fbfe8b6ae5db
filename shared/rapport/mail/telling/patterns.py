"""The tables of a language as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from rapport.later import pattern
from rapport.mail.vocabulary import LANGUAGES, Vocabulary

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĹŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽА-Я"
NAME = rf"[{_CAPITAL}][\w'-]{{1,30}}(?:\s[{_CAPITAL}][\w'-]{{0,30}}\.?){{0,2}}"
QUOTED = pattern(
    r"(?:(?<=[\s(:,])|^)'([^'\n]{2,150}(?:'[a-z][^'\n]{0,150})?)'(?=[\s.,;:!?)]|$)|"
    r"\"([^\"\n]{2,200})\"|“([^”“\n]{2,200})[”“]|„([^“”\n]{2,200})[“”]|‘([^\n‘]{2,200}?)'(?=\W|$)|"
    r"«\s?([^»\n]{2,200}?)\s?»|»([^«\n]{2,200})«|(?<!\w)[_*]([^_*\n]{3,200})[_*](?!\w)"
)


_BEGINS = r"(?:^|[,;:]\s|(?i:\b(?:and|but|then|also|yesterday|today|und|aber|dann|auch)\s))"
"""Where a clause begins."""
_OWN = (
    r"(?:(?:ok|okay|yes|ja|so|i|i've|i have|i am|i'm|ich|habe|hab|just|also|finally|already|have)"
    r"\s){0,3}"
)
"""What stands before what one did oneself."""


@lru_cache(maxsize=8)
def _of(key: int) -> Patterns:
    return Patterns(next(each for each in LANGUAGES.values() if id(each) == key))


def patterns_of(words: Vocabulary) -> Patterns:
    """The patterns of one of the languages; made once."""
    return _of(id(words))


class Patterns:
    """Each is made when a sentence first needs it."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words

    @cached_property
    def speech(self) -> re.Pattern[str]:
        """Somebody, a verb of saying, and what they said."""
        return re.compile(
            rf"{_BEGINS}{self._speaker}(?:\s|(?='s\b))(?:(?i:also|auch)\s)?"
            rf"(?i:(?P<advised>{_any(self.words.advised)})|(?P<said>{_any(self.words.said)})|"
            rf"(?P<hint>{_any(self.words.hints)}))"
            r"(?=[\s:,]|$)[\s:,]*(?P<rest>.*)",
            re.DOTALL,
        )

    @cached_property
    def quoted_first(self) -> re.Pattern[str]:
        """“read it, she said”"""
        return re.compile(
            rf"(?P<rest>.+),\s{self._speaker}\s(?P<verb>(?i:{_any(self.words.said)}))[.!]?",
            re.DOTALL,
        )

    @cached_property
    def according(self) -> re.Pattern[str]:
        """“according to Ann, …”"""
        return re.compile(
            rf"(?i:{self.words.according})\s(?P<who>{NAME}|(?i:{_any(self.words.objects)})),?\s"
            r"(?P<rest>.+)",
            re.DOTALL,
        )

    @cached_property
    def label(self) -> re.Pattern[str]:
        """“book: …”, “feedback was …”."""
        return re.compile(
            rf"(?:[-*•]\s*)?(?:(?P<label>{_any(self.words.labels)})(?:\s*:|\s[-–—])\s*|"
            rf"(?P<verdict>{_any(self._verdicts)})"
            r"\s(?:was|is|war|ist)(?:,?\s(?:that|dass))?\s)(?P<rest>.+)",
            re.IGNORECASE | re.DOTALL,
        )

    @cached_property
    def advice_verb(self) -> re.Pattern[str]:
        """The verb of an advice, where one may stand."""
        return re.compile(
            r"(?:^|\b(?:to|should|could|must|also|then|either)\s|[,;]\s(?:and\s|then\s|or\s)?|"
            rf"\b(?:and|or)\s|\bi\s)(?P<verb>{_any(self.words.advice_verbs)})(?=[\s:'\"“‘„]|$)"
            if not self.words.verb_last
            else rf"\s(?P<verb>{_any(self.words.advice_verbs)})(?=[\s,.;:!]|$)",
            re.IGNORECASE,
        )

    @cached_property
    def noun(self) -> re.Pattern[str]:
        """A noun that says the kind, before a title."""
        return re.compile(
            rf"(?i:{_any(self.words.advice_nouns)})\s(?:(?i:called|named|titled|namens)\s)?"
            rf"(?=[{_CAPITAL}])(?!(?:SQL|[A-Z]+)\b)"
        )

    @cached_property
    def article(self) -> re.Pattern[str]:
        """What leads up to a title, and is no part of it."""
        return re.compile(rf"^(?:(?:{_any(self.words.articles)})\s)+")

    @cached_property
    def join(self) -> re.Pattern[str]:
        """What stands between two things of one kind."""
        return re.compile(rf"\s*,?\s+(?:{_any(self.words.joins)})\s+|\s*[,;]\s+")

    @cached_property
    def progress(self) -> re.Pattern[str]:
        """A step whose verb stands before the thing."""
        return re.compile(
            rf"(?:^|[,;]\s(?:and\s|und\s)?|\b(?:and|und|but)\s){_OWN}"
            rf"(?P<verb>{_any(self._steps_before)})(?=[\s:,.!]|$)",
            re.IGNORECASE,
        )

    @cached_property
    def progress_after(self) -> re.Pattern[str]:
        """A step whose verb stands behind it."""
        return re.compile(
            rf"{_OWN}(?P<what>.{{2,200}}?)\s(?P<verb>{_any(self._steps_behind)})"
            r"(?:[\s.!]*$|\s+(?:und|and)\s+|\s*[,;]\s+|\s[-–—]\s|\s(?:das|den|die|der)\s)",
            re.IGNORECASE,
        )

    @cached_property
    def colours(self) -> re.Pattern[str]:
        """What is passed over where it is asked what became of something."""
        return re.compile(rf"\s(?:{_any(self.words.colours)})(?=\s)")

    @cached_property
    def lately(self) -> re.Pattern[str]:
        """When something was that has been."""
        return re.compile(rf"(?:^|\s)(?:{_any(self.words.lately)})(?=[\s,.!]|$)", re.IGNORECASE)

    @cached_property
    def negation(self) -> re.Pattern[str]:
        """What makes the opposite of what follows it."""
        return re.compile(rf"\b(?:{_any(self.words.negations)})\b|n't\b", re.IGNORECASE)

    @cached_property
    def part(self) -> re.Pattern[str]:
        """A part of a thing, within its first words."""
        return re.compile(rf"(?:\S+\s){{0,3}}(?:{_any(self.words.parts)})\b", re.IGNORECASE)

    @cached_property
    def excuse(self) -> re.Pattern[str]:
        """Why not now, at the beginning of what one says of oneself."""
        own = _any(self.words.of_oneself)
        return re.compile(
            rf"(?:(?:{own}),?\s){{0,4}}(?:{_any(self.words.excuses)})\b", re.IGNORECASE
        )

    @cached_property
    def for_a_while(self) -> re.Pattern[str]:
        """A time that something is for, or goes on until."""
        return re.compile(rf"\b(?:{_any(self.words.for_a_while)})\b", re.IGNORECASE)

    @cached_property
    def denies(self) -> re.Pattern[str]:
        """What may deny anything, where a sentence begins with it."""
        return re.compile(rf"(?:{_any(self.words.denies)})\b", re.IGNORECASE)

    @cached_property
    def spoilt(self) -> re.Pattern[str]:
        """What went wrong with what was done, or who else did it."""
        return re.compile(
            rf"\b(?:{_any(self.words.spoilt)})\b|"
            rf"^\w+\s(?:{_any(self.words.done_by_others)})\b"
            rf"(?!\s(?:{_any(self.words.answered)})\b)",
            re.IGNORECASE,
        )

    @cached_property
    def others(self) -> re.Pattern[str]:
        """What somebody else said: "He said", ", sagte er", "according to him"."""
        tells = _any(self.words.tells)
        nobody = _any({*self.words.oneself, *self.words.fillers})
        return re.compile(
            rf"\b(?!(?:{nobody})\s)[^\W\d_]+\s(?:{tells})\b|"
            rf",\s*(?:{tells})\s(?:{_any(self.words.pronouns)})\b|"
            rf"\b{re.escape(self.words.according)}\b",
            re.IGNORECASE,
        )

    @cached_property
    def answered(self) -> re.Pattern[str]:
        """What the seeker did, ahead of a comma; or behind one, what else is spoken of."""
        about = _any(self.words.about_things, gap=r"\s\w+\W*$")
        return re.compile(
            rf"(?:{_any(self.words.oneself)})\s(?:\w+\s)?(?:{_any(self.words.answered)})\b.*,|"
            rf".*,\s*(?:{about})(?!\w)",
            re.IGNORECASE,
        )

    @cached_property
    def put_off_elsewhere(self) -> re.Pattern[str]:
        """What is put off that is no reminder: "hold off on the offer until Friday"."""
        words = self.words
        reminders = _any((*words.reminders, *words.no_such_things))
        return re.compile(
            rf"(?:{_any(words.for_others)})\b|"
            rf".*\b(?:{_any(words.objects)}|(?:{_any(words.definite)})\s(?!{reminders})[^\W\d]+)"
            rf"\s(?:{_any(words.until)})\b",
            re.IGNORECASE,
        )

    @cached_property
    def half(self) -> re.Pattern[str]:
        """What says before a thing that it is half of it."""
        return re.compile(rf"(?:{_any(self.words.halves)})\s", re.IGNORECASE)

    @cached_property
    def who(self) -> str:
        """Somebody whom something is done with, or who does it."""
        return rf"(?P<who>{NAME}|(?i:\b(?:{_any(self.words.pronouns | self.words.objects)})\b))"

    @cached_property
    def _speaker(self) -> str:
        return rf"(?P<who>{NAME}|(?i:\b(?:{_any(self.words.pronouns)})))"

    @cached_property
    def _verdicts(self) -> list[str]:
        return [one for one, kind in self.words.labels.items() if kind == "feedback"]

    @cached_property
    def steps(self) -> dict[str, str]:
        """The step that each verb tells."""
        return {**self._steps_before, **self._steps_behind}

    @cached_property
    def _steps_before(self) -> dict[str, str]:
        return _by_phrase(self.words.progress)

    @cached_property
    def _steps_behind(self) -> dict[str, str]:
        return _by_phrase(self.words.progress_after)

    @cached_property
    def alone(self) -> dict[str, str]:
        """The step that each whole sentence tells."""
        return _by_phrase(self.words.progress_alone)

    def contact(self, phrase: str) -> re.Pattern[str]:
        """The pattern of one phrase of contact."""
        return _contact(self.who, phrase)


def _by_phrase(table: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {phrase: to for to, phrases in table.items() for phrase in phrases}


def _any(phrases: Iterable[str], gap: str = r"(?:\s\S+){1,3}") -> str:
    """Any of the phrases; `gap` is what " …" stands for in them. Where there are none, nothing."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(one).replace(_GAP, gap) for one in longest_first) or "(?!)"


_GAP = re.escape(" …")


@lru_cache(maxsize=1_024)
def _contact(who: str, phrase: str) -> re.Pattern[str]:
    words = re.escape(phrase).replace(re.escape("{who}"), f"(?-i:{who})")
    words = words.replace(re.escape(" …"), r"(?:\s\S+){0,6}?")
    return re.compile(rf"{_BEGINS}{_OWN}{words}\b", re.IGNORECASE)


@lru_cache(maxsize=1_024)
def pieces(phrase: str) -> tuple[str, ...]:
    """What has to stand in a sentence for its pattern of contact to be worth a look."""
    return tuple(piece.strip(" …") for piece in re.split(r"\{who\}|…", phrase))
