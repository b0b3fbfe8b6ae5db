"""What one sentence tells: labels, who said what, outcomes, who was in touch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapport.mail.meanings import (
    AdviceGiven,
    Attempt,
    ExchangeSaid,
    FeedbackGiven,
    Note,
    OutcomeSaid,
    Understood,
)
from rapport.mail.telling.patterns import patterns_of, pieces
from rapport.mail.telling.phrases import denied, has, is_person, unreached
from rapport.mail.telling.steps import steps
from rapport.mail.telling.things import Things
from rapport.mail.vocabulary import Vocabulary


class Reader:
    """Reads sentences in turn and remembers whom they are about."""

    def __init__(self, words: Vocabulary, *, small: bool = False) -> None:
        self.words, self.patterns = words, patterns_of(words)
        self.last: str | None = None
        self.all_small = self.small = small
        """Whether the sentence was typed without capitals."""

    def read(self, sentence: str) -> Iterator[Understood]:
        """What one sentence tells; nothing where it fits no table."""
        self.small = self.all_small or sentence == sentence.lower()
        labelled = list(self.labelled(sentence))
        if labelled:
            yield from labelled
            return
        # First, since it says whom a pronoun behind it means.
        contact = self.contact(self.patterns.lately.sub("", sentence).strip(), sentence)
        if attempt := self.attempt(contact, sentence):
            yield attempt
            return
        speech = self.speech(self.said_first(sentence))
        told = [each for each in speech if not isinstance(each, ExchangeSaid)]
        if any(isinstance(each, AdviceGiven) for each in told):
            yield from (*contact, *told)
            return
        outcome = self.outcome(sentence)
        if contact and outcome == [OutcomeSaid("waiting", sentence)]:
            outcome = []  # "wrote to Priya, no answer yet" tells of Priya
        for reading in (outcome, [*contact, *told], speech):
            if reading:
                yield from reading
                return
        yield from steps(sentence, self.patterns)

    # Who.

    def person(self, who: str) -> str | None:
        """The person named, or the one that a pronoun stands for; None where nobody knows."""
        if who.lower() in self.words.pronouns | self.words.objects:
            return self.last
        self.last = who
        return who

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
            things = Things(self.patterns, small=self.small).things(rest, kind)
            yield from (AdviceGiven(self.last, *each) for each in things)

    # "She said …".

    def said_first(self, sentence: str) -> str:
        """ "She said read it", where that was told as "Read it, she said"."""
        found = self.patterns.quoted_first.fullmatch(sentence)
        if found is None or not is_person(found["who"], self.words):
            return sentence
        rest = found["rest"]
        return f"{found['who']} {found['verb']} {rest[:1].lower()}{rest[1:]}"

    def speech(self, sentence: str) -> list[Understood]:
        if by := self.patterns.according.fullmatch(sentence):
            return [FeedbackGiven(self.person(by["who"]), by["rest"].strip())]
        found = self.patterns.speech.search(sentence)
        if not found or not is_person(found["who"], self.words):
            return []
        who, rest = self.person(found["who"]), found["rest"].strip()
        if found["advised"] and rest.lower().startswith(("have ", "be more", "be less")):
            # "… said I should have asked more" looks back: no advice, but what was missing.
            return [FeedbackGiven(who, f"I should {rest}")]
        verb = (found["advised"] or "").lower()
        kind = "person" if verb in self.words.introduced else "book"
        things = Things(self.patterns, small=self.small)
        # A thing may follow "recommended" at once; behind "told me to" stands what to do with it.
        leads = verb.endswith(_LEADING_ON) and verb not in self.words.introduced
        advice, before = things.advice(rest, kind, named=bool(verb) and not leads)
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
        further = [Note("; ".join(things.left))] if advice and things.left else []
        return [*said, *(AdviceGiven(who, *each) for each in advice), *further]

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
            if is_person(found["who"], self.words) and found["who"].lower() not in no_names
        ]
        # A capital that only begins the sentence is the poorer name.
        who = min(named, key=lambda found: found.start() == 0, default=None)
        return Attempt(self.person(who["who"]) if who else None, sentence)

    def outcome(self, sentence: str) -> list[Understood]:
        low = " " + sentence.lower() + " "
        if any(word in low for word in self.words.unsure):
            return []
        found = self._became(low)
        if found and (told := self._without_what_only_sounds_so(low)) != low:
            found = self._became(told)
        return [OutcomeSaid(found, sentence)] if found else []  # type: ignore[arg-type]

    def _became(self, low: str) -> str | None:
        plain = self.patterns.colours.sub("", low)
        return next(
            (
                outcome
                for outcome, phrases in self.words.outcomes.items()
                if any(
                    has(said, phrase) and not denied(said, phrase, self.patterns.negation)
                    for said in {low, plain}
                    for phrase in phrases
                )
            ),
            None,
        )

    def _without_what_only_sounds_so(self, low: str) -> str:
        for phrase in self.words.sounds_like_outcomes:
            if has(low, phrase):
                low = low.replace(phrase, ";")
        return low

    def contact(self, happened: str, sentence: str) -> list[Understood]:
        """`happened` is the sentence without when it was."""
        low = happened.lower()
        if sentence.rstrip().endswith("?"):
            return []
        first: tuple[int, int] | None = None
        said: list[Understood] = []
        for phrase, (direction, channel) in self.words.contacts.items():
            if not all(piece in low for piece in pieces(phrase)):
                continue
            found = self.patterns.contact(phrase).search(happened)
            if found is None or denied(low, found[0].lower(), self.patterns.negation):
                continue
            named = found.groupdict().get("who")
            place = (found.start(), -len(found[0]))
            if (named is None or is_person(named, self.words)) and (first is None or place < first):
                first, who = place, named and self.person(named)
                said = [ExchangeSaid(who, sentence, direction, channel)]  # type: ignore[arg-type]
        return said


_LEADING_ON = (" to", " should", " soll", " solle", " sollte")


def _names(title: str) -> bool:
    """Whether it is a name of something: German nouns and all titles have a capital."""
    return any(word[:1].isupper() for word in title.split())
