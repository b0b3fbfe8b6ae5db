"""What the sentences of a mail tell: feedback, exchanges, advice, steps, outcomes.

Read sentence by sentence with the tables of one language; what fits no table is kept as a `Note`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from rapport.later import dataclass
from rapport.mail.meanings import (
    AdviceGiven,
    Attempt,
    ExchangeSaid,
    FeedbackGiven,
    Note,
    OutcomeSaid,
    ProgressMade,
    Understood,
)
from rapport.mail.vocabulary import LANGUAGES, Vocabulary

_MAX_SENTENCES = 60
_MAX_SENTENCE = 1_000

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĹŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽА-Я"
NAME = rf"[{_CAPITAL}][\w'-]{{1,30}}(?:\s[{_CAPITAL}][\w'-]{{0,30}}\.?){{0,2}}"
_QUOTED = re.compile(
    r"(?:(?<=[\s(:,])|^)'([^'\n]{2,150}(?:'[a-z][^'\n]{0,150})?)'(?=[\s.,;:!?)]|$)|"
    r"\"([^\"\n]{2,200})\"|“([^”“\n]{2,200})[”“]|„([^“”\n]{2,200})[“”]|‘([^\n‘]{2,200}?)'(?=\W|$)|"
    r"«\s?([^»\n]{2,200}?)\s?»|»([^«\n]{2,200})«|(?<!\w)[_*]([^_*\n]{3,200})[_*](?!\w)"
)


def told(sentences: list[str], words: Vocabulary) -> list[Understood]:
    """What the sentences tell, in their order, by the tables of one language."""
    facts: list[Understood] = []
    noted: list[str] = []
    reader = _Reader(words, _patterns(id(words)))
    for place, sentence in enumerate(sentences):
        # Nobody tells so much in one mail: what is beyond is kept, not read.
        short = place < _MAX_SENTENCES and len(sentence) <= _MAX_SENTENCE
        found = list(reader.read(sentence)) if short else []
        if facts and not noted and (attempt := _reached_nobody(facts[-1], sentence, words)):
            facts[-1] = attempt
            continue
        if not found:
            noted.append(sentence)
            continue
        if noted:
            facts.append(Note(" ".join(noted)))
            noted = []
        facts.extend(found)
    if noted:
        facts.append(Note(" ".join(noted)))
    return facts


def unreached(text: str, words: Vocabulary, *, called: bool = False) -> bool:
    """Whether it says that a call reached nobody; `called`: it is known that there was a call."""
    low = text.lower().replace("’", "'")
    if any(_has_parts(low, phrase) for phrase in words.unreached):
        return True
    called = called or any(_has(low, call) for call in words.calls)
    return called and any(_has(low, phrase) for phrase in words.no_answer)


def _has_parts(low: str, phrase: str) -> bool:
    if "…" not in phrase:
        return _has(low, phrase)
    begin, end = phrase.split(" … ")
    return begin in low and end in low and _parts(begin, end).search(low) is not None


@lru_cache(maxsize=64)
def _parts(begin: str, end: str) -> re.Pattern[str]:
    return re.compile(rf"\b{begin},?(?:\s\S+){{1,3}}\s{end}\b")


def _reached_nobody(before: Understood, sentence: str, words: Vocabulary) -> Attempt | None:
    """ "I called Stan." and then "No answer." is one attempt."""
    if not isinstance(before, ExchangeSaid) or before.direction == "in" or before.channel != "call":
        return None
    if len(sentence.split()) > _SHORT or not unreached(sentence, words, called=True):
        return None
    return Attempt(before.who, f"{before.text} {sentence}")


_SHORT = 8
"""Words of a sentence that only says what became of a call."""


_TAIL = re.compile(r"(?:[\s,]*\b(?:and|that|so|to|i|he|she|they))+\s*$", re.IGNORECASE)
"""What leads on from one thing to the next: "… and that I"."""


@dataclass(frozen=True)
class _Patterns:
    """The tables of a language as patterns, made once."""

    speech: re.Pattern[str]
    advice_verb: re.Pattern[str]
    label: re.Pattern[str]
    progress: re.Pattern[str]
    progress_after: re.Pattern[str]
    begins: str
    who: str
    article: re.Pattern[str]
    join: re.Pattern[str]
    noun: re.Pattern[str]
    steps: dict[str, str]
    according: re.Pattern[str]
    quoted_first: re.Pattern[str]
    lately: re.Pattern[str]
    negation: re.Pattern[str]


def _any(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


@lru_cache(maxsize=8)
def _patterns(key: int) -> _Patterns:
    words = next(each for each in LANGUAGES.values() if id(each) == key)
    who = rf"(?P<who>{NAME}|(?i:\b(?:{_any(words.pronouns)})))"
    whom = rf"(?P<who>{NAME}|(?i:\b(?:{_any(words.pronouns | words.objects)})\b))"
    begins = r"(?:^|[,;:]\s|(?i:\b(?:and|but|then|also|yesterday|today|und|aber|dann|auch)\s))"
    steps = {phrase: step for step, phrases in words.progress.items() for phrase in phrases}
    after = {phrase: step for step, phrases in words.progress_after.items() for phrase in phrases}
    own = r"(?:(?:i|i've|i have|i am|i'm|ich|habe|hab|just|also|finally|already|have)\s){0,3}"
    return _Patterns(
        speech=re.compile(
            rf"{begins}{who}(?:\s|(?='s\b))(?:(?i:also|auch)\s)?"
            rf"(?i:(?P<advised>{_any(words.advised)})|(?P<said>{_any(words.said)})|"
            rf"(?P<hint>{_any(words.hints)}))"
            r"(?=[\s:,]|$)[\s:,]*(?P<rest>.*)",
            re.DOTALL,
        ),
        advice_verb=re.compile(
            r"(?:^|\b(?:to|should|could|must|also|then|either)\s|[,;]\s(?:and\s|then\s|or\s)?|"
            rf"\b(?:and|or)\s|\bi\s)(?P<verb>{_any(words.advice_verbs)})(?=[\s:'\"“‘„]|$)"
            if not words.verb_last
            else rf"\s(?P<verb>{_any(words.advice_verbs)})(?=[\s,.;:!]|$)",
            re.IGNORECASE,
        ),
        label=re.compile(
            rf"(?:[-*•]\s*)?(?:(?P<label>{_any(words.labels)})(?:\s*:|\s[-–—])\s*|"
            rf"(?P<verdict>{_any(one for one, kind in words.labels.items() if kind == 'feedback')})"
            r"\s(?:was|is|war|ist)(?:,?\s(?:that|dass))?\s)(?P<rest>.+)",
            re.IGNORECASE | re.DOTALL,
        ),
        progress=re.compile(
            rf"(?:^|[,;]\s(?:and\s|und\s)?|\b(?:and|und|but)\s){own}"
            rf"(?P<verb>{_any(steps)})(?=[\s:,.!]|$)",
            re.IGNORECASE,
        ),
        progress_after=re.compile(
            rf"{own}(?P<what>.{{2,200}}?)\s(?P<verb>{_any(after)})"
            r"(?:[\s.!]*$|\s+(?:und|and)\s+|\s*[,;]\s+|\s[-–—]\s)",
            re.IGNORECASE,
        ),
        begins=begins,
        who=whom,
        according=re.compile(
            rf"(?i:{words.according})\s(?P<who>{NAME}|(?i:{_any(words.objects)})),?\s(?P<rest>.+)",
            re.DOTALL,
        ),
        quoted_first=re.compile(
            rf"(?P<rest>.+),\s{who}\s(?P<verb>(?i:{_any(words.said)}))[.!]?", re.DOTALL
        ),
        lately=re.compile(rf"\s(?:{_any(words.lately)})(?=[\s,.!]|$)", re.IGNORECASE),
        negation=re.compile(rf"\b(?:{_any(words.negations)})\b|n't\b", re.IGNORECASE),
        article=re.compile(rf"^(?:(?:{_any(words.articles)})\s)+"),
        noun=re.compile(
            rf"(?i:{_any(words.advice_nouns)})\s(?:(?i:called|named|titled|namens)\s)?"
            rf"(?=[{_CAPITAL}])(?!(?:SQL|[A-Z]+)\b)"
        ),
        join=re.compile(rf"\s*,?\s+(?:{_any(words.joins)})\s+|\s*[,;]\s+"),
        steps={**steps, **after},
    )


@lru_cache(maxsize=1_024)
def _contact(begins: str, who: str, phrase: str) -> re.Pattern[str]:
    """The pattern of one phrase of contact; made when a sentence first has its words."""
    words = re.escape(phrase).replace(re.escape("{who}"), f"(?-i:{who})")
    words = words.replace(re.escape(" …"), r"(?:\s\S+){0,6}?")
    own = r"(?:(?:i|i've|i have|i also|i just|ich)\s)?"
    return re.compile(rf"{begins}{own}{words}\b", re.IGNORECASE)


@lru_cache(maxsize=1_024)
def _pieces(phrase: str) -> tuple[str, ...]:
    """What has to stand in a sentence for its pattern to be worth a look."""
    return tuple(piece.strip(" …") for piece in re.split(r"\{who\}|…", phrase))


class _Reader:
    """Reads sentences in turn and remembers whom they are about."""

    def __init__(self, words: Vocabulary, patterns: _Patterns) -> None:
        self.words, self.patterns = words, patterns
        self.last: str | None = None
        self.left: list[str] = []
        """What stands beside advice in the sentence, and is none."""
        self.small = False
        """Whether the sentence has no capitals, so that titles have none either."""

    def read(self, sentence: str) -> Iterator[Understood]:
        self.small = sentence == sentence.lower()
        labelled = list(self.labelled(sentence))
        if labelled:
            yield from labelled
            return
        # First, since it says whom a pronoun behind it means.
        contact = self.contact(self.patterns.lately.sub("", sentence), sentence)
        if attempt := self.attempt(contact, sentence):
            yield attempt
            return
        speech = self.speech(self.said_first(sentence))
        told = [each for each in speech if not isinstance(each, ExchangeSaid)]
        if any(isinstance(each, AdviceGiven) for each in told):
            yield from (*contact, *told)
            return
        for reading in (self.outcome(sentence), [*contact, *told], speech):
            if reading:
                yield from reading
                return
        yield from self.progress(sentence)

    # Who.

    def person(self, who: str) -> str | None:
        """The person named, or the one that a pronoun stands for; None where nobody knows."""
        if who.lower() in self.words.pronouns | self.words.objects:
            return self.last
        self.last = who
        return who

    def is_person(self, who: str) -> bool:
        low = who.lower()
        return (
            low in self.words.pronouns | self.words.objects
            or low.split()[0] not in self.words.not_names
        )

    # "book: …", "feedback: …".

    def labelled(self, sentence: str) -> Iterator[Understood]:
        found = self.patterns.label.fullmatch(sentence)
        if not found:
            return
        label = found["label"] or found["verdict"]
        kind, rest = self.words.labels[label.lower()], found["rest"].strip()
        if kind == "feedback":
            yield FeedbackGiven(self.last, rest)
        elif kind == "note":
            yield Note(rest)
        elif kind == "said":
            yield ExchangeSaid(self.last, rest)
        else:
            yield from (AdviceGiven(self.last, *each) for each in self.things(rest, kind))

    # "She said …".

    def said_first(self, sentence: str) -> str:
        """ "She said read it", where that was told as "Read it, she said"."""
        found = self.patterns.quoted_first.fullmatch(sentence)
        if found is None or not self.is_person(found["who"]):
            return sentence
        rest = found["rest"]
        return f"{found['who']} {found['verb']} {rest[:1].lower()}{rest[1:]}"

    def speech(self, sentence: str) -> list[Understood]:
        if by := self.patterns.according.fullmatch(sentence):
            return [FeedbackGiven(self.person(by["who"]), by["rest"].strip())]
        found = self.patterns.speech.search(sentence)
        if not found or not self.is_person(found["who"]):
            return []
        who, rest = self.person(found["who"]), found["rest"].strip()
        if found["advised"] and rest.lower().startswith(("have ", "be more", "be less")):
            # "… said I should have asked more" looks back: no advice, but what was missing.
            return [FeedbackGiven(who, f"I should {rest}")]
        self.left.clear()
        verb = (found["advised"] or "").lower()
        kind = "person" if verb in self.words.introduced else "book"
        advice, before = self.advice(rest, kind, named=bool(verb))
        if found["hint"] and self.outcome(sentence) and not any(_names(one) for _, one in advice):
            return []  # "hat abgesagt, mir aber geraten …"
        said: list[Understood] = []
        if found["hint"] and not advice:
            return []
        told = before if advice else rest
        if told and told.lower().startswith(self.words.feedback):
            said.append(FeedbackGiven(who, told.rstrip(" ,;")))
        elif not advice:
            said.append(ExchangeSaid(who, sentence))
        further = [Note("; ".join(self.left))] if advice and self.left else []
        return [*said, *(AdviceGiven(who, *each) for each in advice), *further]

    def beside(self, words: str) -> None:
        """Keep what stands beside advice, unless it is only a word that leads on."""
        plain = " ".join(words.strip(" ,.;:!?-–\0").split())
        if len(plain.split()) >= _A_REMARK:
            self.left.append(plain)

    def advice(self, rest: str, kind: str, *, named: bool) -> tuple[list[tuple[_Kind, str]], str]:
        """The things advised in what somebody said, and what was said before them.

        `named`: the verb before was one like "recommended", which a thing may follow at once.
        """
        verbs = list(self.patterns.advice_verb.finditer(rest))
        if not verbs:
            return (self.things(rest, kind, sure=False), "") if named else ([], rest)
        things: list[tuple[_Kind, str]] = []
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

    def done_by(self, verb: str, clause: str, kind: str) -> list[tuple[_Kind, str]]:
        """The things behind a verb; what is to be learned or practised is called so."""
        things = self.things(clause, kind, sure=False)
        if doing := self.words.doing.get(verb.lower()):
            return [
                (one, f"{doing} {title}" if one == "practice" else title) for one, title in things
            ]
        return things

    def things(self, clause: str, kind: str, *, sure: bool = True) -> list[tuple[_Kind, str]]:
        """The titles in a clause: what stands in quotes, else its nouns.

        Not `sure`: without quotes only what is clearly a thing of that kind counts.
        """
        quoted = [next(filter(None, found.groups())) for found in _QUOTED.finditer(clause)]
        if quoted:
            return self.quoted_things(_QUOTED.sub("\0", clause), quoted, kind)
        pieces = re.split(
            r"[.;!?]\s|[.;!?]$|\s(?:because|so that|since|which|but|weil|damit|aber)\s", clause
        )
        if not pieces or not pieces[0].strip():
            return []
        self.beside(clause[len(pieces[0]) :])
        listed = [piece for piece in self.patterns.join.split(pieces[0]) if piece.strip()]
        if len(listed) > 1 and not all(self.thing(piece, kind, sure=sure) for piece in listed):
            listed = [pieces[0]]
        return [each for piece in listed for each in self.thing(piece, kind, sure=sure)]

    def quoted_things(self, clause: str, quoted: list[str], kind: str) -> list[tuple[_Kind, str]]:
        """The titles in their order; what is listed beside them counts where it has a noun."""
        things: list[tuple[_Kind, str]] = []
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

    def kind(self, words: str, kind: str) -> _Kind:
        low = words.lower()
        for noun, named in self.words.advice_nouns.items():
            if _has(low, noun):
                return named  # type: ignore[return-value]
        return kind  # type: ignore[return-value]

    def has_noun(self, words: str) -> bool:
        low = words.lower()
        return any(_has(low, noun) for noun in self.words.advice_nouns)

    def thing(self, piece: str, kind: str, *, sure: bool) -> list[tuple[_Kind, str]]:
        title = self.patterns.article.sub("", piece.strip(" ,.:;!?-–")).strip()
        # "the book Accelerate": the noun says the kind and is no part of the title.
        if kind_word := self.patterns.noun.match(title):
            kind, title = self.kind(kind_word[0], kind), title[kind_word.end() :]
            sure = True
        if not 2 <= len(title) <= 200 or title.lower() in self.words.no_titles:
            return []
        found = self.kind(title, kind)
        noun = found != kind or self.has_noun(title)
        capital = title[0].isupper() or self.small
        if found == "person" and not title[0].isupper() and (name := re.search(NAME, title)):
            # "her friend Jonas Weber at Contoso"
            return [("person", name[0])] if self.is_person(name[0]) else []
        if sure or noun:
            return [(found, title)]
        if found in ("book", "person"):
            named = self.is_person(title) or (found == "book" and " " in title)
            return [(found, title)] if capital and named else []
        if found == "course" and not capital:
            found = "practice"
        return [(found, title)] if len(title.split()) <= 8 and self.is_person(title) else []

    # What became of the application, and who was in touch.

    def attempt(self, contact: list[Understood], sentence: str) -> Attempt | None:
        """A call that reached nobody, unless they called back, or it is only a thought."""
        asks = sentence.rstrip().endswith("?")
        if asks or not unreached(sentence, self.words) or self.speech(sentence):
            return None
        said = contact[0] if contact else None
        if isinstance(said, ExchangeSaid):
            return Attempt(said.who, sentence) if said.direction == "out" else None
        told = (*self.words.unreached, *self.words.no_answer, *self.words.calls)
        no_names = {word for phrase in told for word in phrase.split()} | {*self.words.articles}
        named = [
            found
            for found in re.finditer(self.patterns.who, sentence)
            if self.is_person(found["who"]) and found["who"].lower() not in no_names
        ]
        # A capital that only begins the sentence is the poorer name.
        who = min(named, key=lambda found: found.start() == 0, default=None)
        return Attempt(self.person(who["who"]) if who else None, sentence)

    def outcome(self, sentence: str) -> list[Understood]:
        low = " " + sentence.lower() + " "
        if any(word in low for word in self.words.unsure):
            return []
        for outcome, phrases in self.words.outcomes.items():
            if any(_has(low, phrase) and not self.denied(low, phrase) for phrase in phrases):
                return [OutcomeSaid(outcome, sentence)]  # type: ignore[arg-type]
        return []

    def denied(self, low: str, phrase: str) -> bool:
        """Whether a "not" stands before the phrase, in the same clause: "they never …"."""
        before = re.split(r"[,;:]", low[: low.find(phrase)])[-1]
        return self.patterns.negation.search(before) is not None

    def contact(self, happened: str, sentence: str) -> list[Understood]:
        """`happened` is the sentence without when it was."""
        low = happened.lower()
        first: tuple[int, int] | None = None
        said: list[Understood] = []
        for phrase, (direction, channel) in self.words.contacts.items():
            if not all(piece in low for piece in _pieces(phrase)):
                continue
            found = _contact(self.patterns.begins, self.patterns.who, phrase).search(happened)
            if found is None or self.denied(low, found[0].lower()):
                continue
            named = found.groupdict().get("who")
            place = (found.start(), -len(found[0]))
            if (named is None or self.is_person(named)) and (first is None or place < first):
                first, who = place, named and self.person(named)
                said = [ExchangeSaid(who, sentence, direction, channel)]  # type: ignore[arg-type]
        return said

    # "Bought the books."

    def progress(self, sentence: str) -> Iterator[Understood]:
        if any(word in sentence.lower() for word in self.words.unsure):
            return
        after = self.patterns.progress_after.match(sentence)
        if after and self.words.verb_last:
            for one in self.taken(sentence, after):
                yield from self.steps(self.behind(one), one["verb"], sentence)
            return
        verbs = list(self.patterns.progress.finditer(sentence))
        for place, verb in enumerate(verbs):
            end = verbs[place + 1].start() if place + 1 < len(verbs) else len(sentence)
            yield from self.steps(sentence[verb.end() : end], verb["verb"], sentence)
        if not verbs and after:
            yield from self.steps(self.behind(after), after["verb"], sentence)

    def taken(self, sentence: str, first: re.Match[str]) -> Iterator[re.Match[str]]:
        """Steps one after the other: "Bücher gekauft und den Kurs gebucht"."""
        one: re.Match[str] | None = first
        while one is not None:
            yield one
            one = self.patterns.progress_after.match(sentence, one.end())

    def behind(self, after: re.Match[str]) -> str:
        """What a verb stands behind. A capital that only begins the sentence is none."""
        return after["what"] if after.start("what") else _lower_first(after["what"])

    def steps(self, clause: str, verb: str, sentence: str) -> Iterator[Understood]:
        step = self.patterns.steps[verb.lower()]
        if self.patterns.negation.search(clause) or self.denied(sentence.lower(), verb.lower()):
            return
        _, _, last = verb.rpartition(" ")
        clause = self.patterns.lately.sub("", f" {clause.strip()}").strip()
        # "read The Goal" was found by "read the", "got the book" by all of it.
        if last.lower() in self.words.articles or (last in self.words.advice_nouns and not clause):
            clause = f"{last} {clause}".strip()
        if clause.lower().startswith("both") or "both" in verb.lower():
            clause = clause if clause.lower().startswith("both") else f"both {clause}"
        quoted = [next(filter(None, found.groups())) for found in _QUOTED.finditer(clause)]
        clause = _FURTHER.split(clause)[0]
        plain = self.patterns.article.sub("", clause.strip(" ,.:;!?-–")).strip()
        named = self.patterns.join.split(plain)
        titles = named if all(each[:1].isupper() for each in named) else [plain]
        for what in quoted or titles:
            yield ProgressMade(what.strip(" ,."), step, sentence)  # type: ignore[arg-type]


def _names(title: str) -> bool:
    """Whether it is a name of something: German nouns and all titles have a capital."""
    return any(word[:1].isupper() for word in title.split())


_A_REMARK = 3
"""So many words beside advice are worth keeping."""
_FURTHER = re.compile(
    r"[.;!?](?:\s|$)|,\s(?:it|they|which|and it|too|so|very|but|because|really|pretty|great|"
    r"good|es|sie|er|das|die|der|und|aber|weil|sehr|zu|war|ist)\b|"
    r"(?<=\bit)\s(?:from|at|in)\b|\s(?:habe?|bin)\sich$|\s(?:ist|sind|war|habe?|is|are)$",
    re.IGNORECASE,
)
"""Where the thing ends that a step was taken on."""


def _has(low: str, phrase: str) -> bool:
    """Whether a phrase stands in lower-case text as words of their own."""
    at = low.find(phrase)
    while at >= 0:
        before, after = low[at - 1 : at], low[at + len(phrase) :][:1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = low.find(phrase, at + 1)
    return False


def _lower_first(words: str) -> str:
    """Without the capital of an article that begins the sentence."""
    first, space, rest = words.partition(" ")
    return f"{first.lower()}{space}{rest}" if len(first) <= 5 and rest[:1].isalpha() else words


_Kind = Literal["book", "course", "class", "person", "practice"]
