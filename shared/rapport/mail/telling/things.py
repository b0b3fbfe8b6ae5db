"""What was advised: the titles in what somebody said, and the kind of each."""

from __future__ import annotations

import re
from typing import Literal

from rapport.later import pattern
from rapport.mail.telling.patterns import NAME, QUOTED, Patterns
from rapport.mail.telling.phrases import has, is_person

Kind = Literal["book", "course", "class", "person", "practice"]

_A_REMARK = 3
"""So many words beside advice are worth keeping."""

_TAIL = pattern(r"(?:[\s,]*\b(?:and|that|so|to|i|he|she|they))+\s*$", re.IGNORECASE)
"""What leads on from one thing to the next: "… and that I"."""


_INDEFINITE = ("a ", "an ", "another ", "some ", "ein ", "eine ", "einen ", "noch ")


class Things:
    """Finds things to do in one sentence; `left` is what stands beside them, and is none."""

    def __init__(self, patterns: Patterns, *, small: bool) -> None:
        self.words, self.patterns = patterns.words, patterns
        self.left: list[str] = []
        self.small = small
        """Whether the sentence has no capitals, so that titles have none either."""

    def beside(self, words: str) -> None:
        """Keep what stands beside advice, unless it is only a word that leads on."""
        plain = " ".join(words.strip(" ,.;:!?-–\0").split())
        if len(plain.split()) >= _A_REMARK:
            self.left.append(plain)

    def advice(self, rest: str, kind: str, *, named: bool) -> tuple[list[tuple[Kind, str]], str]:
        """The things advised in what somebody said, and what was said before them.

        `named`: the verb before was one like "recommended", which a thing may follow at once.
        """
        verbs = list(self.patterns.advice_verb.finditer(rest))
        if not verbs:
            return (self.things(rest, kind, sure=False), "") if named else ([], rest)
        things: list[tuple[Kind, str]] = []
        begin = 0
        for place, verb in enumerate(verbs):
            kind = self.words.advice_verbs[verb["verb"].lower()]
            if self.words.verb_last:
                clause, begin = rest[begin : verb.start()], verb.end()
            else:
                end = verbs[place + 1].start() if place + 1 < len(verbs) else len(rest)
                clause = rest[verb.end() : end]
            clause = _TAIL.sub("", clause)
            found = self.done_by(verb["verb"], clause, kind)
            if not found and len(clause.split()) > 1:
                last = self.words.verb_last
                self.beside(f"{clause} {verb['verb']}" if last else f"{verb['verb']} {clause}")
            things.extend(found)
        if self.words.verb_last and rest[begin:].startswith(":"):
            # What was recommended comes last: "… ein Buch empfohlen: The Goal".
            things = self.things(rest[begin + 1 :], self.kind(rest[:begin], kind))
        elif self.words.verb_last and (more := self.patterns.join.match(rest, begin)):
            # "… 'The Goal' empfohlen und einen SQL-Kurs"
            further = self.things(rest[more.end() :], kind, sure=False)
            things.extend(further)
            if not further:
                self.beside(rest[more.end() :])
        elif self.words.verb_last:
            self.beside(rest[begin:])
        before = "" if self.words.verb_last else _TAIL.sub("", rest[: verbs[0].start()]).strip()
        if named and (first := self.things(before, "book", sure=False)):
            # "recommended the book Accelerate, and to talk to Ann"
            return [*first, *things], ""
        return things, before

    def done_by(self, verb: str, clause: str, kind: str) -> list[tuple[Kind, str]]:
        """The things behind a verb; what is to be learned or practised is called so."""
        things = self.things(clause, kind, sure=False)
        if doing := self.words.doing.get(verb.lower()):
            return [
                (one, f"{doing} {title}" if one == "practice" else title) for one, title in things
            ]
        return things

    def things(self, clause: str, kind: str, *, sure: bool = True) -> list[tuple[Kind, str]]:
        """The titles in a clause: what stands in quotes, else its nouns.

        Not `sure`: without quotes only what is clearly a thing of that kind counts.
        """
        quoted = [next(filter(None, found.groups())) for found in QUOTED.finditer(clause)]
        if quoted:
            return self.quoted_things(QUOTED.sub("\0", clause), quoted, kind)
        pieces = re.split(
            r"[.;!?]\s|[.;!?]$|\s(?:because|so that|since|which|but|weil|damit|aber)\s|"
            r",\s(?=(?:i|forgot|can't|don't|didn't|though|hab|habe|weiß|vergessen)\b)",
            clause,
        )
        if not pieces or not pieces[0].strip():
            return []
        self.beside(clause[len(pieces[0]) :])
        listed = [piece for piece in self.patterns.join.split(pieces[0]) if piece.strip()]
        if len(listed) > 1 and not all(self.thing(piece, kind, sure=sure) for piece in listed):
            listed = [pieces[0]]
        return [each for piece in listed for each in self.thing(piece, kind, sure=sure)]

    def quoted_things(self, clause: str, quoted: list[str], kind: str) -> list[tuple[Kind, str]]:
        """The titles in their order; what is listed beside them counts where it has a noun."""
        things: list[tuple[Kind, str]] = []
        titles = iter(quoted)
        kind = "book" if kind == "person" else kind  # nobody's name stands in quotes
        for piece in self.patterns.join.split(clause):
            count = piece.count("\0")
            if count:
                kind = self.kind(piece, kind)
                things.extend(
                    (self.kind("", kind), next(titles).strip(" ,.")) for _ in range(count)
                )
                behind = piece.rpartition("\0")[2]
                if not behind.lower().startswith((" by ", " von ")):
                    self.beside(behind)
            else:
                found = self.thing(piece, kind, sure=False)
                things.extend(found)
                if not found:
                    self.beside(piece)
        return things

    def kind(self, words: str, kind: str) -> Kind:
        low = words.lower()
        for noun, named in self.words.advice_nouns.items():
            if has(low, noun):
                return named  # type: ignore[return-value]
        return kind  # type: ignore[return-value]

    def has_noun(self, words: str) -> bool:
        low = words.lower()
        return any(has(low, noun) for noun in self.words.advice_nouns)

    def thing(self, piece: str, kind: str, *, sure: bool) -> list[tuple[Kind, str]]:
        title = self.patterns.article.sub("", piece.strip(" ,.:;!?-–")).strip()
        # "the book Accelerate": the noun says the kind and is no part of the title.
        if kind_word := self.patterns.noun.match(title):
            kind, title = self.kind(kind_word[0], kind), title[kind_word.end() :]
            sure = True
        if not 2 <= len(title) <= 200 or title.lower() in self.words.no_titles:
            return []
        first = title.split()[0].lower()
        if first in self.words.negations or (self.small and first in self.words.no_titles):
            return []
        found = self.kind(title, kind)
        noun = found != kind or self.has_noun(title)
        indefinite = piece.strip().lower().startswith(_INDEFINITE)
        capital = title[0].isupper() or (self.small and not indefinite)
        if found == "person" and not title[0].isupper() and (name := re.search(NAME, title)):
            # "her friend Jonas Weber at Contoso"
            return [("person", name[0])] if is_person(name[0], self.words) else []
        if sure or noun:
            return [(found, title)]
        if found in ("book", "person"):
            named = is_person(title, self.words) or (found == "book" and " " in title)
            return [(found, title)] if capital and named else []
        if found == "course" and not capital:
            found = "practice"
        return [(found, title)] if len(title.split()) <= 8 and is_person(title, self.words) else []
