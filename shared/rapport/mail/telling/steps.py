"""Which steps were taken, and on what: "Bought the books"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapport.later import pattern
from rapport.mail.courtesy import plain
from rapport.mail.meanings import ProgressMade
from rapport.mail.telling.patterns import QUOTED, Patterns
from rapport.mail.telling.phrases import denied

_FURTHER = pattern(
    r"[.;!?](?:\s|$)|,\s(?:it|they|which|and it|too|so|very|but|because|really|pretty|great|"
    r"good|es|sie|er|das|die|der|und|aber|weil|sehr|zu|war|ist)\b|"
    r"(?<=\bit)\s(?:from|at|in)\b|\s(?:habe?|bin)\sich$|\s(?:ist|sind|war|habe?|is|are)$",
    re.IGNORECASE,
)
"""Where the thing ends that a step was taken on."""


def steps(sentence: str, patterns: Patterns) -> Iterator[ProgressMade]:
    """The steps that a sentence tells; none where it only thinks of them."""
    if any(word in sentence.lower() for word in patterns.words.unsure):
        return
    if alone := patterns.alone.get(plain(sentence)):
        yield ProgressMade("", alone, sentence)  # type: ignore[arg-type]
        return
    after = patterns.progress_after.match(sentence)
    if after and patterns.words.verb_last:
        for one in _taken(sentence, after, patterns):
            yield from _step(_behind(one), one["verb"], sentence, patterns)
        return
    verbs = list(patterns.progress.finditer(sentence))
    for place, verb in enumerate(verbs):
        end = verbs[place + 1].start() if place + 1 < len(verbs) else len(sentence)
        yield from _step(sentence[verb.end() : end], verb["verb"], sentence, patterns)
    if not verbs and after:
        yield from _step(_behind(after), after["verb"], sentence, patterns)


def _taken(sentence: str, first: re.Match[str], patterns: Patterns) -> Iterator[re.Match[str]]:
    """Steps one after the other: "Bücher gekauft und den Kurs gebucht"."""
    one: re.Match[str] | None = first
    while one is not None:
        yield one
        one = patterns.progress_after.match(sentence, one.end())


def _behind(after: re.Match[str]) -> str:
    """What a verb stands behind. A capital that only begins the sentence is none."""
    return after["what"] if after.start("what") else _lower_first(after["what"])


def _step(clause: str, verb: str, sentence: str, patterns: Patterns) -> Iterator[ProgressMade]:
    words = patterns.words
    step = patterns.steps[verb.lower()]
    if patterns.negation.search(clause) or denied(
        sentence.lower(), verb.lower(), patterns.negation
    ):
        return
    _, _, last = verb.rpartition(" ")
    clause = patterns.lately.sub("", f" {clause.strip()}").strip()
    # "read The Goal" was found by "read the", "got the book" by all of it.
    if last.lower() in words.articles or (last in words.advice_nouns and not clause):
        clause = f"{last} {clause}".strip()
    if clause.lower().startswith("both") or "both" in verb.lower():
        clause = clause if clause.lower().startswith("both") else f"both {clause}"
    quoted = [next(filter(None, found.groups())) for found in QUOTED.finditer(clause)]
    clause = _FURTHER.split(clause)[0]
    thing = patterns.article.sub("", clause.strip(" ,.:;!?-–")).strip()
    if step == "finished" and (half := patterns.half.match(clause) or patterns.half.match(thing)):
        step = "half-way"
        behind = clause if half.string is clause else thing
        thing = patterns.article.sub("", behind[half.end() :].strip(" ,.:;!?-–")).strip()
    elif step == "finished" and patterns.part.match(thing):
        return
    named = patterns.join.split(thing)
    titles = named if all(each[:1].isupper() for each in named) else [thing]
    for what in quoted or titles:
        yield ProgressMade(what.strip(" ,."), step, sentence)  # type: ignore[arg-type]


def _lower_first(words: str) -> str:
    """Without the capital of an article that begins the sentence."""
    first, space, rest = words.partition(" ")
    return f"{first.lower()}{space}{rest}" if len(first) <= 5 and rest[:1].isalpha() else words
