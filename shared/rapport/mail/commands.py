"""What the new words of a mail ask for and tell, by tables of phrases that can be read.

A command counts only as the whole first sentence ("done. Stan said …"), so that no word inside
a sentence, and none that was quoted, can ever run. The rest is read sentence by sentence for what
happened; what fits no table is kept as a `Note`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from rapport.mail import until
from rapport.mail.interview import InterviewerSaid, InterviewSaid, interview_in
from rapport.mail.until import Reading
from rapport.mail.vocabulary import LANGUAGES, Vocabulary

__all__ = [
    "TELLING", "AdviceGiven", "Done", "ExchangeSaid", "FeedbackGiven", "Help", "InterviewSaid",
    "InterviewerSaid", "ListPending", "Note", "OutcomeSaid", "ProgressMade", "Skip", "Snooze",
    "Stop", "Understood", "Undo", "Yes", "interview_in", "understand",
]  # fmt: skip

MAX_TEXT = 16_000
_MAX_SENTENCES = 60
_MAX_SENTENCE = 1_000


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing that was understood."""


@dataclass(frozen=True, slots=True)
class Done(Understood):
    """The follow-up is done; `said` is the rest of the mail, word for word."""

    said: str


@dataclass(frozen=True, slots=True)
class Snooze(Understood):
    """Remind again at `until`; where that is unclear it has to be asked back. `words` as typed."""

    until: Reading
    words: str


@dataclass(frozen=True, slots=True)
class Skip(Understood):
    """Leave this follow-up out."""


@dataclass(frozen=True, slots=True)
class Stop(Understood):
    """No more reminders: about a person (`who`, None for the one of this mail), of this kind, or
    at all. Scope None has to be asked back.
    """

    scope: Literal["person", "kind", "everything"] | None
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Undo(Understood):
    """Take back what the last mail recorded."""


@dataclass(frozen=True, slots=True)
class Yes(Understood):
    """Yes, to what the last receipt asked."""


@dataclass(frozen=True, slots=True)
class ListPending(Understood):
    """Say what is pending."""


@dataclass(frozen=True, slots=True)
class Help(Understood):
    """Say what can be said."""


@dataclass(frozen=True, slots=True)
class FeedbackGiven(Understood):
    """An assessment of the seeker. `who` None: the person that the mail is about."""

    who: str | None
    text: str


@dataclass(frozen=True, slots=True)
class ExchangeSaid(Understood):
    """A contact with a person: `in` from them, `out` from the seeker."""

    who: str | None
    text: str
    direction: Literal["in", "out"] = "in"
    channel: Literal["mail", "call", "meeting", "message"] = "call"


@dataclass(frozen=True, slots=True)
class AdviceGiven(Understood):
    """One thing that somebody recommended."""

    who: str | None
    kind: Literal["book", "course", "class", "person", "practice"]
    title: str


@dataclass(frozen=True, slots=True)
class ProgressMade(Understood):
    """A step on `what`, as the seeker calls it, to be matched with the open advice."""

    what: str
    step: Literal["started", "bought", "enrolled", "half-way", "finished", "dropped"]
    text: str


@dataclass(frozen=True, slots=True)
class OutcomeSaid(Understood):
    """How the application stands; to be asked back before it counts."""

    outcome: Literal["declined", "offered", "accepted", "advanced", "withdrawn", "waiting"]
    text: str


@dataclass(frozen=True, slots=True)
class Note(Understood):
    """What was not understood, kept and shown."""

    text: str


TELLING = (FeedbackGiven, ExchangeSaid, AdviceGiven, ProgressMade, OutcomeSaid, Note)
"""What tells of something; everything else asks for something."""


def understand(
    text: str, *, now: datetime, zone: str, language: str | None = None
) -> list[Understood]:
    """What the new text of a mail says, in its order; an empty text says nothing.

    `now` is aware, `zone` an IANA name. `language` is tried first; every table is tried for the
    command, and the one with the most understood sentences for the rest.
    """
    lines = _lines(text[:MAX_TEXT])
    if not lines:
        return []
    names = sorted(LANGUAGES, key=lambda name: name != language)
    command, rest = None, lines
    for name in names:
        command, rest = _command(lines, name, now, zone)
        if command is not None:
            names.sort(key=name.__ne__)
            break
    sentences = [one for sentence in _sentences(rest) for one in _one_thing_each(sentence)]
    readings = [_facts(sentences, LANGUAGES[name]) for name in names]
    facts = max(readings, key=lambda each: sum(not isinstance(one, Note) for one in each))
    return [command, *facts] if command is not None else facts


# --- lines and sentences ----------------------------------------------------------------------

_BULLET = re.compile(r"[-*•–]\s+|\d{1,2}[.)]\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]?\s+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|e\.g|i\.e|z\.b|ca|vs|no|nr|[a-z]))\.$", re.IGNORECASE
)
_TRIM = re.compile(r"^[\W_]+|[\W_]+$")


def _lines(text: str) -> list[str]:
    """The lines that say something, without a greeting above and a sign-off below."""
    lines = [" ".join(line.replace("’", "'").split()) for line in text.splitlines()]
    while lines and (not lines[0] or _is_greeting(lines[0])):
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    for at in range(len(lines) - 1, max(-1, len(lines) - 12), -1):
        if _plain(lines[at]) in _SIGN_OFFS:
            if all(len(line.split()) <= 4 or _CARD.search(line) for line in lines[at + 1 :]):
                return lines[:at]
            break
    return lines


# A line of a business card: an address, a number, a page, parts between bars.
_CARD = re.compile(r"@|www\.|https?:|\s\|\s|\+?\d[\d ()/-]{6,}|[A-Z]\w+ (?:GmbH|Inc|Ltd|AG|LLC)\b")
_SIGN_OFFS = frozenset[str]().union(*(each.sign_offs for each in LANGUAGES.values()))
_GREETINGS = tuple(greeting for each in LANGUAGES.values() for greeting in each.greetings)


def _is_greeting(line: str) -> bool:
    low = line.lower()
    if len(low) > 40 or len(low.split()) > 4 or low.rstrip(" ,.!") != low.rstrip(" ,.!?:"):
        return False
    return any(
        low.startswith(greeting) and not low[len(greeting) :][:1].isalnum()
        for greeting in _GREETINGS
    )


def _plain(words: str) -> str:
    """Folded for looking up: lower case, no punctuation at the ends or commas within."""
    low = words.lower().replace("’", "'").replace(",", " ")
    if low.strip() == "?":
        return "?"
    return " ".join(_TRIM.sub("", low).split())


def _sentences(lines: Iterable[str]) -> list[str]:
    """The sentences of the lines; a line that was wrapped goes on in the next one."""
    paragraphs: list[list[str]] = []
    wrapped = False
    for line in lines:
        if line and wrapped and not _BULLET.match(line):
            paragraphs[-1].append(line)
        elif line:
            paragraphs.append([line])
        wrapped = len(line) >= 50
    sentences: list[str] = []
    for paragraph in map(" ".join, paragraphs):
        begin = 0
        for end in _SENTENCE_END.finditer(paragraph):
            if _ABBREVIATION.search(paragraph[max(0, end.start() - 6) : end.start()]):
                continue
            sentences.append(paragraph[begin : end.end()].strip())
            begin = end.end()
        sentences.append(paragraph[begin:].strip())
    return [sentence for sentence in sentences if _TRIM.sub("", sentence)]


# --- commands ---------------------------------------------------------------------------------


_AND_ADVISED = re.compile(
    r"(?P<who>(?!(?:i|we|ich|wir)\b)[^\W\d_]+)\s.{1,400}?"
    r"(?P<gap>\s+(?:and|und)\s+)(?:also\s+|auch\s+)?"
    r"(?:recommended|suggested|advised|told\s+me\s+to|empfahl|riet)\b",
    re.IGNORECASE,
)


def _one_thing_each(sentence: str) -> Iterator[str]:
    """A sentence that says something and then advises is two: "She said A and recommended B"."""
    both = _AND_ADVISED.match(sentence)
    if both is None:
        yield sentence
    else:
        yield sentence[: both.start("gap")]
        yield f"{both['who']} {sentence[both.end('gap') :]}"


def _command(
    lines: list[str], language: str, now: datetime, zone: str
) -> tuple[Understood | None, list[str]]:
    """The command that the first sentence is, and what is left to read after it."""
    words = LANGUAGES[language]
    line = _without_filler(lines[0], words)
    first, *more = _sentences([line]) or [line]
    rest = [*([" ".join(more)] if more else []), *lines[1:]]
    plain = _bare(_plain(first), words)
    if first.rstrip().endswith("?") and plain not in words.help | words.pending:
        return None, lines  # who asks does not order
    if plain in words.done:
        return Done(_said(rest)), rest
    if not _said(rest) and (scope := words.scopes.get(plain)):
        return Stop(scope), []
    simple: tuple[tuple[frozenset[str], Understood], ...] = (
        (words.skip, Skip()), (words.undo, Undo()), (words.pending, ListPending()),
        (words.help, Help()), (words.stop, Stop(None)), (words.yes, Yes()),
    )  # fmt: skip
    for phrases, command in simple:
        if plain in phrases:
            return command, rest
    if stopped := _stop(first, plain, words):
        return stopped, rest
    if snoozed := _snooze(line, words, language, now, zone):
        return snoozed, rest
    head, _, tail = re.sub(
        r"\s*(?:[,;:–—]|\s-|\s(?:and|und)\s)\s*", "\0", first, count=1
    ).partition("\0")
    if tail and _plain(head) in words.skip and len(tail.split()) <= 4:
        return Skip(), rest
    if tail and _plain(head) in words.done:
        rest = [" ".join([tail, *more]), *lines[1:]]
        return Done(_said(rest)), rest
    return None, lines


def _bare(plain: str, words: Vocabulary) -> str:
    """Folded words without a filler before them ("yes done")."""
    for filler in words.fillers:
        if plain.startswith(filler + " "):
            return plain[len(filler) + 1 :]
    return plain


def _without_filler(line: str, words: Vocabulary) -> str:
    """ "Thanks, done." without the thanks."""
    head, comma, tail = line.partition(",")
    if comma and tail.strip() and _plain(head) in words.fillers:
        return tail.strip()
    return line


def _said(rest: list[str]) -> str:
    return "\n".join(rest).strip()


def _stop(first: str, plain: str, words: Vocabulary) -> Stop | None:
    for prefix in words.stop_prefixes:
        if not plain.startswith(prefix + " "):
            continue
        about = plain[len(prefix) + 1 :]
        if about in words.stop_everything:
            return Stop("everything")
        if about in words.stop_person:
            return Stop("person")
        if len(about.split()) <= 6 and any(kind in about for kind in words.stop_kind):
            return Stop("kind")
        named = re.fullmatch(_NAME, _TRIM.sub("", first)[-len(about) :])
        if named:
            return Stop("person", named[0])
        # "stop by tomorrow" is no stop; a longer prefix can mean nothing else.
        return Stop(None) if len(prefix) > 12 else None
    return None


_ALWAYS_SNOOZE = ("snooze", "postpone", "verschieb", "aufschieben", "schlummern", "zurückstellen")
_NEVER_ALONE = ("wait", "move", "warten", "push", "come back", "try again", "delay")


def _snooze(line: str, words: Vocabulary, language: str, now: datetime, zone: str) -> Snooze | None:
    asked, prefixes = line, []
    while prefix := _begins_with(asked, words.snooze):
        asked = asked[len(prefix) :].strip(" ,:-–")
        prefixes.append(prefix)
    if prefixes or _ASKS.match(line.lower()):
        reading = until.read(asked, now=now, zone=zone, language=language)
        if reading.at or reading.ambiguous:
            return Snooze(reading, asked)
        alone = not _TRIM.sub("", asked) and any(
            not prefix.startswith(_NEVER_ALONE) for prefix in prefixes
        )
        if alone or any(sure in prefix for sure in _ALWAYS_SNOOZE for prefix in prefixes):
            return Snooze(reading, asked)
    return None


def _begins_with(words: str, prefixes: Iterable[str]) -> str | None:
    low = words.lower()
    for prefix in prefixes:
        if low.startswith(prefix) and not low[len(prefix) :][:1].isalnum():
            return prefix
    return None


_ASKS = re.compile(r"(?:until|till|til|bis|in|for|für) ")


# --- what happened ----------------------------------------------------------------------------

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĹŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽА-Я"
_NAME = rf"[{_CAPITAL}][\w'-]{{1,30}}(?:\s[{_CAPITAL}][\w'-]{{0,30}}\.?){{0,2}}"
_QUOTED = re.compile(
    r"(?:(?<=[\s(:,])|^)'([^'\n]{2,150}(?:'[a-z][^'\n]{0,150})?)'(?=[\s.,;:!?)]|$)|"
    r"\"([^\"\n]{2,200})\"|“([^”“\n]{2,200})[”“]|„([^“”\n]{2,200})[“”]|‘([^\n‘]{2,200}?)'(?=\W|$)|"
    r"«\s?([^»\n]{2,200}?)\s?»|»([^«\n]{2,200})«|(?<!\w)[_*]([^_*\n]{3,200})[_*](?!\w)"
)


def _facts(sentences: list[str], words: Vocabulary) -> list[Understood]:
    facts: list[Understood] = []
    noted: list[str] = []
    reader = _Reader(words, _patterns(id(words)))
    for place, sentence in enumerate(sentences):
        # Nobody tells so much in one mail: what is beyond is kept, not read.
        short = place < _MAX_SENTENCES and len(sentence) <= _MAX_SENTENCE
        found = list(reader.read(sentence)) if short else []
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


@dataclass(frozen=True, slots=True)
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


def _any(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


@lru_cache(maxsize=8)
def _patterns(key: int) -> _Patterns:
    words = next(each for each in LANGUAGES.values() if id(each) == key)
    who = rf"(?P<who>{_NAME}|(?i:\b(?:{_any(words.pronouns)})))"
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
            else rf"\s(?P<verb>{_any(words.advice_verbs)})(?=[\s,.;!]|$)",
            re.IGNORECASE,
        ),
        label=re.compile(
            rf"(?:[-*•]\s*)?(?P<label>{_any(words.labels)})\s*:\s*(?P<rest>.+)",
            re.IGNORECASE | re.DOTALL,
        ),
        progress=re.compile(
            rf"(?:^|[,;]\s(?:and\s|und\s)?|\b(?:and|und|but)\s){own}"
            rf"(?P<verb>{_any(steps)})(?=[\s:,.!]|$)",
            re.IGNORECASE,
        ),
        progress_after=re.compile(
            rf"^{own}(?P<what>.{{2,200}}?)\s(?P<verb>{_any(after)})[\s.!]*$", re.IGNORECASE
        ),
        begins=begins,
        who=who,
        article=re.compile(rf"^(?:(?:{_any(words.articles)})\s)+"),
        noun=re.compile(
            rf"(?i:{_any(words.advice_nouns)})\s(?:(?i:called|named|titled|namens)\s)?"
            rf"(?=[{_CAPITAL}])(?!(?:SQL|[A-Z]+)\b)"
        ),
        join=re.compile(rf"\s*,?\s+(?:{_any(words.joins)})\s+|\s*[,;]\s+"),
        steps={**steps, **after},
    )


@lru_cache(maxsize=256)
def _contact(begins: str, who: str, phrase: str) -> re.Pattern[str]:
    """The pattern of one phrase of contact; made when a sentence first has its words."""
    words = re.escape(phrase).replace(re.escape("{who}"), f"(?-i:{who})")
    own = r"(?:(?:i|i've|i have|i also|i just)\s)?"
    return re.compile(rf"{begins}{own}{words}\b", re.IGNORECASE)


class _Reader:
    """Reads sentences in turn and remembers whom they are about."""

    def __init__(self, words: Vocabulary, patterns: _Patterns) -> None:
        self.words, self.patterns = words, patterns
        self.last: str | None = None

    def read(self, sentence: str) -> Iterator[Understood]:
        labelled = list(self.labelled(sentence))
        if labelled:
            yield from labelled
            return
        # First, since it says whom a pronoun behind it means.
        contact = self.contact(sentence)
        speech = self.speech(sentence)
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
        if who.lower() in self.words.pronouns:
            return self.last
        self.last = who
        return who

    def is_person(self, who: str) -> bool:
        low = who.lower()
        return low in self.words.pronouns or low.split()[0] not in self.words.not_names

    # "book: …", "feedback: …".

    def labelled(self, sentence: str) -> Iterator[Understood]:
        found = self.patterns.label.fullmatch(sentence)
        if not found:
            return
        kind, rest = self.words.labels[found["label"].lower()], found["rest"].strip()
        if kind == "feedback":
            yield FeedbackGiven(self.last, rest)
        elif kind == "note":
            yield Note(rest)
        elif kind == "said":
            yield ExchangeSaid(self.last, rest)
        else:
            yield from (AdviceGiven(self.last, *each) for each in self.things(rest, kind))

    # "She said …".

    def speech(self, sentence: str) -> list[Understood]:
        found = self.patterns.speech.search(sentence)
        if not found or not self.is_person(found["who"]):
            return []
        who, rest = self.person(found["who"]), found["rest"].strip()
        advice, before = self.advice(rest, named=found["advised"] is not None)
        said: list[Understood] = []
        if found["hint"] and not advice:
            return []
        told = before if advice else rest
        if told and told.lower().startswith(self.words.feedback):
            said.append(FeedbackGiven(who, told.rstrip(" ,;")))
        elif not advice:
            said.append(ExchangeSaid(who, sentence))
        return [*said, *(AdviceGiven(who, *each) for each in advice)]

    def advice(self, rest: str, *, named: bool) -> tuple[list[tuple[_Kind, str]], str]:
        """The things advised in what somebody said, and what was said before them.

        `named`: the verb before was one like "recommended", which a thing may follow at once.
        """
        verbs = list(self.patterns.advice_verb.finditer(rest))
        if not verbs:
            return (self.things(rest, "book", sure=False), "") if named else ([], rest)
        things: list[tuple[_Kind, str]] = []
        begin = 0
        for place, verb in enumerate(verbs):
            kind = self.words.advice_verbs[verb["verb"].lower()]
            if self.words.verb_last:
                clause, begin = rest[begin : verb.start()], verb.end()
            else:
                end = verbs[place + 1].start() if place + 1 < len(verbs) else len(rest)
                clause = rest[verb.end() : end]
            things.extend(self.things(clause, kind, sure=False))
        before = "" if self.words.verb_last else rest[: verbs[0].start()]
        return things, re.sub(
            r"(?:\b(?:and|that|so|i|he|she|they)\s*)+$", "", before, flags=re.IGNORECASE
        ).strip()

    def things(self, clause: str, kind: str, *, sure: bool = True) -> list[tuple[_Kind, str]]:
        """The titles in a clause: what stands in quotes, else its nouns.

        Not `sure`: without quotes only what is clearly a thing of that kind counts.
        """
        quoted = [next(filter(None, found.groups())) for found in _QUOTED.finditer(clause)]
        if quoted:
            return self.quoted_things(_QUOTED.sub("\0", clause), quoted, kind)
        pieces = re.split(
            r"[.;!?]\s|[.;!?]$|\s(?:because|so that|since|which|weil|damit)\s", clause
        )
        if not pieces or not pieces[0].strip():
            return []
        listed = [piece for piece in self.patterns.join.split(pieces[0]) if piece.strip()]
        if len(listed) > 1 and not all(self.thing(piece, kind, sure=sure) for piece in listed):
            listed = [pieces[0]]
        return [each for piece in listed for each in self.thing(piece, kind, sure=sure)]

    def quoted_things(self, clause: str, quoted: list[str], kind: str) -> list[tuple[_Kind, str]]:
        """The titles in their order; what is listed beside them counts where it has a noun."""
        things: list[tuple[_Kind, str]] = []
        titles = iter(quoted)
        for piece in self.patterns.join.split(clause):
            count = piece.count("\0")
            if count:
                kind = self.kind(piece, kind)
                things.extend(
                    (self.kind("", kind), next(titles).strip(" ,.")) for _ in range(count)
                )
            else:
                things.extend(self.thing(piece, kind, sure=False))
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
        if not 2 <= len(title) <= 200:
            return []
        found = self.kind(title, kind)
        noun = found != kind or self.has_noun(title)
        capital = title[0].isupper()
        if sure or noun:
            return [(found, title)]
        if found in ("book", "person"):
            named = self.is_person(title) or (found == "book" and " " in title)
            return [(found, title)] if capital and named else []
        if found == "course" and not capital:
            found = "practice"
        return [(found, title)] if len(title.split()) <= 8 and self.is_person(title) else []

    # What became of the application, and who was in touch.

    def outcome(self, sentence: str) -> list[Understood]:
        low = " " + sentence.lower() + " "
        if any(word in low for word in self.words.unsure):
            return []
        for outcome, phrases in self.words.outcomes.items():
            if any(_has(low, phrase) for phrase in phrases):
                return [OutcomeSaid(outcome, sentence)]  # type: ignore[arg-type]
        return []

    def contact(self, sentence: str) -> list[Understood]:
        low = sentence.lower()
        for phrase, (direction, channel) in self.words.contacts.items():
            if not all(piece.strip() in low for piece in phrase.split("{who}")):
                continue
            found = _contact(self.patterns.begins, self.patterns.who, phrase).search(sentence)
            if found and self.is_person(found["who"]):
                who = self.person(found["who"])
                return [ExchangeSaid(who, sentence, direction, channel)]  # type: ignore[arg-type]
        return []

    # "Bought the books."

    def progress(self, sentence: str) -> Iterator[Understood]:
        if any(word in sentence.lower() for word in self.words.unsure):
            return
        after = self.patterns.progress_after.match(sentence)
        if after and self.words.verb_last:
            yield from self.steps(_lower_first(after["what"]), after["verb"], sentence)
            return
        verbs = list(self.patterns.progress.finditer(sentence))
        for place, verb in enumerate(verbs):
            end = verbs[place + 1].start() if place + 1 < len(verbs) else len(sentence)
            yield from self.steps(sentence[verb.end() : end], verb["verb"], sentence)
        if not verbs and after:
            yield from self.steps(_lower_first(after["what"]), after["verb"], sentence)

    def steps(self, clause: str, verb: str, sentence: str) -> Iterator[Understood]:
        step = self.patterns.steps[verb.lower()]
        _, _, article = verb.rpartition(" ")
        if article.lower() in self.words.articles:  # "read The Goal" was found by "read the"
            clause = f"{article} {clause.strip()}"
        quoted = [next(filter(None, found.groups())) for found in _QUOTED.finditer(clause)]
        clause = re.split(r"[.;!?](?:\s|$)", clause)[0]
        plain = self.patterns.article.sub("", clause.strip(" ,.:;!?-–")).strip()
        for what in quoted or [plain]:
            yield ProgressMade(what.strip(" ,."), step, sentence)  # type: ignore[arg-type]


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
