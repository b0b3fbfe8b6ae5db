"""What the seeker's own words become: facts, and the sentences of the receipt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rapport import agenda
from rapport.facts import (
    AdviceKind,
    AdviceRecorded,
    Answer,
    Channel,
    Data,
    ExchangeRecorded,
    Fact,
    FeedbackRecorded,
    FollowUpAnswered,
    NoteRecorded,
    ProgressRecorded,
    Step,
    derive,
)
from rapport.flows import recording
from rapport.flows.entries import AnswerEntry
from rapport.flows.recording import Source
from rapport.history import Advice, History
from rapport.mail import commands as said
from rapport.mail.compose import Link, Say, Words
from rapport.plan import FollowUp
from rapport.playbook import Playbook
from rapport.store.keys import fold
from rapport.wall import Wall


@dataclass
class Meaning:
    """What a mail comes to: facts to record, and what the receipt says of them."""

    facts: list[Fact] = field(default_factory=list)
    receipt: list[Say | Link] = field(default_factory=list)


@dataclass(frozen=True)
class Matter:
    """What an answer is about. `follow_up` is None where it was settled before."""

    relationship_id: str
    follow_up_id: str
    follow_up: FollowUp | None
    contact_id: str | None
    opening_id: str | None
    name: str
    history: History
    playbook: Playbook
    public_url: str


class Reader:
    """Turns what was understood of one answer into facts."""

    def __init__(self, matter: Matter, source: Source, say: Words) -> None:
        self._matter = matter
        self._source = source
        self._say = say
        self._meaning = Meaning()

    def read(self, understood: Sequence[said.Understood]) -> Meaning:
        """The facts and the receipt of everything that was understood, in its order."""
        for part, one in enumerate(understood):
            self._take(one, part)
        self._in_touch(understood)
        if self._meaning.facts:
            first = self._meaning.facts[0]
            url = f"{self._matter.public_url}/undo/{first.relationship_id}/{first.fact_id}"
            self._meaning.receipt.append(Link(self._say.say("receipt.undo", url=url), url))
        return self._meaning

    def _in_touch(self, understood: Sequence[said.Understood]) -> None:
        """Who gave feedback or advice was in touch, also where nothing else says so."""
        told = (said.FeedbackGiven, said.AdviceGiven)
        plain = (said.Done, said.ExchangeSaid)
        contact_id = self._matter.contact_id
        if (
            contact_id is None
            or not any(isinstance(one, told) and self._is_meant(one.who) for one in understood)
            or any(isinstance(one, plain) for one in understood)
        ):
            return
        heard = ExchangeRecorded(
            contact_id=contact_id,
            direction="in",
            channel=Channel.CALL,
            opening_id=self._matter.opening_id,
        )
        self._record(heard, "in touch", "receipt.heard")

    def _take(self, one: said.Understood, part: int) -> None:
        match one:
            case said.FeedbackGiven() | said.ExchangeSaid() | said.AdviceGiven():
                self._about_a_person(one, part)
            case said.OutcomeSaid(_, text):
                self._outcome(text, part)
            case said.ProgressMade(what, step, text):
                self._progress(what, Step(step), text, part)
            case said.Note(text):
                self._note(text, part)
            case _:
                self._obey(one)

    def _obey(self, command: said.Understood) -> None:
        match command:
            case said.Done(words):
                self._answer(AnswerEntry(answer=Answer.DONE, said=words), "receipt.done")
            case said.Skip():
                self._answer(AnswerEntry(answer=Answer.SKIPPED), "receipt.skipped")
            case said.Snooze(until, _):
                self._snooze(until.at)
            case said.Stop(scope, _):
                self._stop(AnswerEntry(answer=Answer.STOPPED, scope=scope))
            case said.Undo():
                self._undo()
            case _:
                self._say_only("receipt.help")

    def _about_a_person(
        self, one: said.FeedbackGiven | said.ExchangeSaid | said.AdviceGiven, part: int
    ) -> None:
        contact_id, opening_id = self._matter.contact_id, self._matter.opening_id
        if contact_id is None or not self._is_meant(one.who):
            self._note(one.title if isinstance(one, said.AdviceGiven) else one.text, part)
            return
        data: Data
        match one:
            case said.FeedbackGiven(_, text):
                data = FeedbackRecorded(
                    contact_id=contact_id, opening_id=opening_id, stage="given", text=text
                )
                self._record(data, part, "receipt.feedback", text=text)
            case said.ExchangeSaid(_, text, direction, channel):
                data = ExchangeRecorded(
                    contact_id=contact_id,
                    direction=direction,
                    channel=Channel(channel),
                    opening_id=opening_id,
                    text=text,
                )
                key = "receipt.heard" if direction == "in" else "receipt.exchange"
                self._record(data, part, key)
            case said.AdviceGiven(_, kind, title):
                data = AdviceRecorded(
                    advice_id=derive(self._matter.relationship_id, contact_id, fold(title)),
                    contact_id=contact_id,
                    kind=AdviceKind(kind),
                    title=title,
                    opening_id=opening_id,
                )
                self._record(
                    data, part, "receipt.advice", title=title, kind=self._say.say(f"kind.{kind}")
                )

    def _is_meant(self, who: str | None) -> bool:
        """Whether somebody named is the person of this follow-up: by full or by first name."""
        return who is None or fold(who) in (
            fold(self._matter.name),
            *fold(self._matter.name).split(),
        )

    def _answer(self, entry: AnswerEntry, key: str, **values: str) -> None:
        follow_up = self._matter.follow_up
        if follow_up is None:
            self._say_only("receipt.settled")
            if entry.said:
                self._note(entry.said, "said")
            return
        made = recording.answer(entry, follow_up, self._source)
        self._meaning.facts += made.facts
        self._say_only(key, title=follow_up.title, name=self._matter.name, **values)

    def _snooze(self, at: datetime | None) -> None:
        if at is None:
            self._say_only("receipt.unclear-time")
            return
        until = Wall.at(at, self._matter.playbook.zone)
        entry = AnswerEntry(answer=Answer.SNOOZED, until=until)
        comes = agenda.reminder_at(until, self._matter.playbook, any_day=True)
        self._answer(entry, "receipt.snoozed", when=self._say.when(comes))

    def _stop(self, entry: AnswerEntry) -> None:
        scope = entry.scope or ("person" if self._matter.contact_id else "kind")
        self._answer(entry, f"receipt.stopped.{scope}")

    def _undo(self) -> None:
        """Take back the newest answer to this follow-up, with all that came in the same mail."""
        history = self._matter.history
        answers = [
            fact
            for fact in history.facts
            if isinstance(fact.data, FollowUpAnswered)
            and fact.data.follow_up_id == self._matter.follow_up_id
        ]
        if not answers:
            self._say_only("receipt.nothing-to-undo")
            return
        newest = max(answers, key=lambda fact: fact.order)
        together = [one for one in history.facts if one.correlation_id == newest.correlation_id]
        self._meaning.facts += recording.undo(together, self._source).facts
        self._say_only("receipt.undone", title=self._title(newest))

    def _title(self, answer: Fact) -> str:
        data = answer.data
        return data.said or data.answer.value if isinstance(data, FollowUpAnswered) else ""

    def _outcome(self, text: str, part: int) -> None:
        self._note(text, part)
        place = f"{self._matter.relationship_id}/{self._matter.opening_id or ''}"
        url = f"{self._matter.public_url}/openings/{place}".rstrip("/")
        self._meaning.receipt.append(Link(self._say.say("receipt.outcome", url=url), url))

    def _progress(self, what: str, step: Step, text: str, part: int) -> None:
        matching = list(_matching(what, self._matter.history))
        if not matching:
            self._note(text, part)
            self._say_only("receipt.whom")
        for advice in matching:
            self._record(
                ProgressRecorded(advice_id=advice.advice_id, step=step, notes=text),
                f"{part}.{advice.advice_id}",
                "receipt.progress",
                title=advice.title,
                step=self._say.say(f"step.{step}"),
            )

    def _note(self, text: str, part: object) -> None:
        data = NoteRecorded(
            text=text,
            contact_id=self._matter.contact_id,
            opening_id=self._matter.opening_id,
            follow_up_id=self._matter.follow_up_id,
        )
        self._record(data, part, "receipt.note", text=text)

    def _record(self, data: Data, part: object, key: str, **values: str) -> None:
        fact = self._source.fact(self._matter.relationship_id, data, part=part)
        self._meaning.facts.append(fact)
        self._say_only(key, name=self._matter.name, **values)

    def _say_only(self, key: str, **values: str) -> None:
        self._meaning.receipt.append(Say(self._say.say(key, **values)))


_KINDS: dict[AdviceKind, tuple[str, ...]] = {
    AdviceKind.BOOK: ("book", "books", "buch", "bücher"),
    AdviceKind.CLASS: ("class", "classes", "unterricht"),
    AdviceKind.COURSE: ("course", "courses", "kurs", "kurse"),
}
"""Words by which people call advice when they do not name it."""


def _matching(what: str, history: History) -> Iterator[Advice]:
    """The open advice that words such as "the books" or "the SQL class" mean.

    By title first; else all of the kind that is named.
    """
    words = set(fold(what).split())
    still_open = [advice for advice in history.advice.values() if not advice.ended]
    titled = [
        advice
        for advice in still_open
        if fold(advice.title) in fold(what) or _shares_words(words, advice)
    ]
    if titled:
        yield from titled
        return
    for kind, names in _KINDS.items():
        if words & set(names):
            yield from (advice for advice in still_open if advice.kind is kind)


def _shares_words(words: set[str], advice: Advice) -> bool:
    telling = {word for word in fold(advice.title).split() if len(word) > 2}
    telling -= {name for names in _KINDS.values() for name in names} | {"the", "and", "der", "die"}
    return bool(telling) and len(words & telling) * 2 >= len(telling)
