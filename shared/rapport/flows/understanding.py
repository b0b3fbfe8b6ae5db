"""What the seeker's own words become: facts, and the sentences of the receipt. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime, timedelta

from rapport import agenda
from rapport.facts import (
    AdviceKind,
    AdviceRecorded,
    Answer,
    Channel,
    ContactDescribed,
    Data,
    ExchangeRecorded,
    Fact,
    FeedbackRecorded,
    FollowUpAnswered,
    NoteRecorded,
    Outcome,
    OutcomeRecorded,
    ProgressRecorded,
    ReminderSent,
    Step,
    derive,
)
from rapport.flows import recording
from rapport.flows.called import is_called
from rapport.flows.entries import AnswerEntry
from rapport.flows.recording import TOUCHING, Source
from rapport.flows.which_advice import Unclear, which
from rapport.history import History, Opening
from rapport.later import dataclass
from rapport.mail import commands as said
from rapport.mail import compose
from rapport.mail.address import ReplyTo
from rapport.mail.compose import Link, Say, Words
from rapport.plan import FollowUp, plan
from rapport.playbook import Playbook
from rapport.store import Known, Standing
from rapport.store.keys import fold
from rapport.wall import Wall


@dataclass()
class Meaning:
    """What a mail comes to: facts to record, and what the receipt says of them.

    `known` are people who are known by a further address now. `held` is why somebody has to look at
    it, where it could not be told what it means.
    """

    facts: list[Fact] = field(default_factory=list)
    receipt: list[Say | Link] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    held: str | None = None


@dataclass(frozen=True)
class Matter:
    """What an answer is about. `follow_up` is None where it was settled before.

    `thread` is what its facts say that they come from: the id of the follow-up that was answered,
    or of the journey of the mail whose receipt was. `pending` is the list, where it was asked for.
    """

    relationship_id: str
    thread: str
    follow_up: FollowUp | None
    contact_id: str | None
    opening_id: str | None
    name: str
    history: History
    playbook: Playbook
    public_url: str
    pending: Sequence[Standing] = ()


def matter(
    place: ReplyTo,
    follow_up: FollowUp | None,
    history: History,
    playbook: Playbook,
    public_url: str,
    pending: Sequence[Standing] = (),
) -> Matter:
    """What an answer to a reminder, or to a receipt, is about."""
    contact_id, opening_id = _was_about(place.follow_up_id, history)
    if follow_up:
        contact_id, opening_id = follow_up.contact_id, follow_up.opening_id
    person = history.people.get(contact_id or "")
    return Matter(
        relationship_id=place.relationship_id,
        thread=place.follow_up_id,
        follow_up=follow_up,
        contact_id=contact_id,
        opening_id=opening_id,
        name=(person.name if person else None) or "",
        history=history,
        playbook=playbook,
        public_url=public_url,
        pending=pending,
    )


def names(history: History) -> list[str]:
    """What the people of a relationship are called."""
    return [person.name for person in history.people.values() if person.name]


def _was_about(thread: str, history: History) -> tuple[str | None, str | None]:
    """Whom and which opening a reminder was about that is settled meanwhile, or a receipt."""
    for fact in history.facts:
        data = fact.data
        named = getattr(data, "follow_up_id", None) == thread or fact.correlation_id == thread
        if named and getattr(data, "contact_id", None):
            return getattr(data, "contact_id", None), getattr(data, "opening_id", None)
    return None, None


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
        if not understood:
            self._tell("receipt.empty")
        return self._meaning

    def _in_touch(self, understood: Sequence[said.Understood]) -> None:
        """Who gave feedback or advice was in touch, also where nothing else says so."""
        told = (said.FeedbackGiven, said.AdviceGiven)
        plain = (said.Done, said.ExchangeSaid)
        contact_id = self._matter.contact_id
        if (
            contact_id is None
            or not any(
                isinstance(one, told) and self._whom(one.who) == contact_id for one in understood
            )
            or any(isinstance(one, plain) for one in understood)
        ):
            return
        heard = ExchangeRecorded(
            contact_id=contact_id,
            direction="in",
            channel=Channel.CALL,
            opening_id=self._matter.opening_id,
        )
        self._record(heard, "in touch", "receipt.heard", name=self._matter.name)

    def _take(self, one: said.Understood, part: int) -> None:
        match one:
            case said.FeedbackGiven() | said.ExchangeSaid() | said.AdviceGiven():
                self._about_a_person(one, part)
            case said.Attempt(who, text):
                self._attempt(who, text, part)
            case said.OutcomeSaid(outcome, text):
                self._outcome(Outcome(outcome), text, part)
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
            case said.Stop():
                self._stop(command)
            case said.Undo():
                self._undo()
            case said.Yes():
                self._yes()
            case _:
                self._meaning.receipt += told_without_matter(
                    [command], self._matter.pending, self._matter.playbook, self._source.now
                )

    # What happened with people.

    def _about_a_person(
        self, one: said.FeedbackGiven | said.ExchangeSaid | said.AdviceGiven, part: int
    ) -> None:
        contact_id = self._whom(one.who)
        if contact_id is None:
            self._note(one.title if isinstance(one, said.AdviceGiven) else one.text, part)
            return
        mine = contact_id == self._matter.contact_id
        opening_id = self._matter.opening_id if mine else None
        name = self._name(contact_id)
        match one:
            case said.FeedbackGiven(_, text):
                feedback = FeedbackRecorded(
                    contact_id=contact_id, opening_id=opening_id, stage="given", text=text
                )
                self._record(feedback, part, "receipt.feedback", name=name, text=text)
            case said.ExchangeSaid(_, text, direction, channel):
                exchange = ExchangeRecorded(
                    contact_id=contact_id,
                    direction=direction,
                    channel=Channel(channel),
                    opening_id=opening_id,
                    follow_up_id=self._led_to_it() if mine and direction == "out" else None,
                    text=text,
                )
                key = "receipt.heard" if direction == "in" else "receipt.exchange"
                self._record(exchange, part, key, name=name)
            case said.AdviceGiven(_, kind, title):
                advice = AdviceRecorded(
                    advice_id=derive(self._matter.relationship_id, contact_id, fold(title)),
                    contact_id=contact_id,
                    kind=AdviceKind(kind),
                    title=title,
                    opening_id=opening_id,
                )
                said_kind = self._say.say(f"kind.{kind}")
                self._record(advice, part, "receipt.advice", name=name, title=title, kind=said_kind)

    def _attempt(self, who: str | None, text: str, part: int) -> None:
        """A call that reached nobody settles nothing: it is a note, and the reminder stays."""
        contact_id = self._whom(who)
        note = NoteRecorded(text=text, contact_id=contact_id)
        self._record(note, part, "receipt.unreached", name=self._name(contact_id))
        if follow_up := self._matter.follow_up:
            self._tell("receipt.stays", title=follow_up.title)

    def _led_to_it(self) -> str | None:
        """The follow-up that is answered, where being in touch is what it asked for."""
        follow_up = self._matter.follow_up
        return follow_up.follow_up_id if follow_up and follow_up.kind in TOUCHING else None

    def _whom(self, who: str | None) -> str | None:
        """Who is meant: by full name, first name, or first name and initial; None names the person
        that this is about. None where nobody, or more than one, is called so.
        """
        if who is None:
            return self._matter.contact_id
        about = self._matter.contact_id
        if about and is_called(who, self._matter.name):
            return about
        named = [
            person.contact_id
            for person in self._matter.history.people.values()
            if is_called(who, person.name or "")
        ]
        return named[0] if len(named) == 1 else None

    def _name(self, contact_id: str | None) -> str:
        person = self._matter.history.people.get(contact_id or "")
        return (person.name if person else None) or self._matter.name

    # Answers to the reminder.

    def _answer(self, entry: AnswerEntry, key: str, **values: str) -> None:
        follow_up = self._matter.follow_up
        if follow_up is None:
            self._tell("receipt.settled")
            return
        made = recording.answer(entry, follow_up, self._source).facts
        self._meaning.facts += made
        self._tell(key, title=follow_up.title, name=self._matter.name, **values)
        opening = self._opening()
        for fact in made:
            if isinstance(fact.data, OutcomeRecorded) and opening:
                outcome = self._say.say(f"outcome.{fact.data.outcome}")
                self._tell("receipt.outcome-noted", opening=_named(opening), outcome=outcome)

    def _snooze(self, at: datetime | None) -> None:
        if at is None or at <= self._source.now:
            self._tell("receipt.unclear-time")
            return
        until = Wall.at(at, self._matter.playbook.zone)
        entry = AnswerEntry(answer=Answer.SNOOZED, until=until)
        comes = agenda.reminder_at(until, self._matter.playbook, any_day=True)
        self._answer(entry, "receipt.snoozed", when=self._say.when(comes))

    def _stop(self, stop: said.Stop) -> None:
        """Stop what was said; where it was not said what, ask, and stop nothing meanwhile."""
        who = self._whom(stop.who)
        name = stop.who or self._matter.name
        if stop.scope is None:
            key = "receipt.stop-which" if self._matter.contact_id else "receipt.stop-which-kind"
            self._tell(key, name=self._matter.name)
        elif stop.scope == "person" and who is None:
            self._tell("receipt.nobody-called", name=name)
        elif stop.scope == "person" and not (self._matter.follow_up and stop.who is None):
            rest = ContactDescribed(contact_id=who or "", rest=True)
            self._record(rest, "stop", "receipt.stopped.person", name=self._name(who))
        else:
            entry = AnswerEntry(answer=Answer.STOPPED, scope=stop.scope)
            self._answer(entry, f"receipt.stopped.{stop.scope}")

    def _undo(self) -> None:
        """Take back what the last mail of this thread recorded."""
        newest = self._last_mail()
        if not newest:
            self._tell("receipt.nothing-to-undo")
            return
        self._meaning.facts += recording.undo(newest, self._source).facts
        name, again = self._matter.name, self._waiting_again(newest)
        for follow_up in again:
            self._tell("receipt.undone", title=follow_up.title)
        if not again:
            self._tell("receipt.undone-words" if name else "receipt.undone-mail", name=name)

    def _waiting_again(self, gone: Sequence[Fact]) -> list[FollowUp]:
        """The follow-ups that wait again without these facts: those that they had answered."""
        answered = {
            fact.data.follow_up_id for fact in gone if isinstance(fact.data, FollowUpAnswered)
        }
        if not answered:
            return []
        left = [fact for fact in self._matter.history.facts if fact not in gone]
        now = self._source.now
        planned = plan(History.of(left), self._matter.playbook, now).follow_ups
        return [one for one in planned if one.follow_up_id in answered]

    def _last_mail(self) -> list[Fact]:
        """What stands of the newest recording of this thread."""
        thread = [
            fact
            for fact in self._matter.history.facts
            if self._matter.thread in (fact.causation_id, fact.correlation_id)
            and fact.data.detail_type not in recording.NOT_TAKEN_BACK
            and not isinstance(fact.data, ReminderSent)
        ]
        if not thread:
            return []
        newest = max(thread, key=lambda fact: (fact.recorded_at, fact.fact_id))
        return [one for one in thread if one.correlation_id == newest.correlation_id]

    # What became of the application.

    def _outcome(self, outcome: Outcome, text: str, part: int) -> None:
        """Kept as a note, and asked back: it counts when the seeker has confirmed it."""
        self._record(self._as_note(text), part, None)
        opening = self._opening()
        path = f"/{self._matter.relationship_id}/{opening.opening_id}" if opening else ""
        asked = f"?outcome={outcome}" if opening else ""
        url = f"{self._matter.public_url}/openings{path}{asked}"
        key = "receipt.outcome" if opening else "receipt.outcome-where"
        told = self._say.say(
            key,
            outcome=self._say.say(f"outcome.{outcome}"),
            opening=_named(opening) if opening else "",
            url=url,
        )
        self._meaning.receipt.append(Link(told, url))

    def _yes(self) -> None:
        """Yes to the question of the last receipt: the outcome that the last mail seemed to tell.

        The question is in the facts, so it is asked of them: nothing else has to be remembered.
        """
        opening = self._opening()
        playbook = self._matter.playbook
        told = [
            one
            for fact in self._last_mail()
            if isinstance(fact.data, NoteRecorded)
            for one in said.understand(
                fact.data.text,
                now=self._source.now,
                zone=playbook.zone,
                language=playbook.language,
                people=names(self._matter.history),
            )
            if isinstance(one, said.OutcomeSaid)
        ]
        if not told or opening is None:
            self._tell("receipt.yes-to-what")
            return
        noted = OutcomeRecorded(
            opening_id=opening.opening_id,
            outcome=Outcome(told[-1].outcome),
            notes=told[-1].text,
        )
        outcome = self._say.say(f"outcome.{noted.outcome}")
        self._record(noted, "", "receipt.outcome-noted", opening=_named(opening), outcome=outcome)

    def _opening(self) -> Opening | None:
        """The opening that this is about: the reminder's, else the only one that is open."""
        openings = self._matter.history.openings
        if self._matter.opening_id in openings:
            return openings[self._matter.opening_id or ""]
        still_open = [one for one in openings.values() if one.closed is None]
        return still_open[0] if len(still_open) == 1 else None

    # Steps on advice, and the rest.

    def _progress(self, what: str, step: Step, text: str, part: int) -> None:
        try:
            found = which(what, step, self._matter.history, self._matter.contact_id)
        except Unclear as unclear:
            self._note(text, part, said=False)
            if unclear.candidates:
                titles = self._say.either(unclear.candidates)
                self._tell("receipt.which-advice", text=text, titles=titles)
            else:
                self._tell("receipt.whom", text=text)
            return
        notes = text if _says_more(text, what) else ""
        for advice in found:
            self._record(
                ProgressRecorded(advice_id=advice.advice_id, step=step, notes=notes),
                f"{part}.{advice.advice_id}",
                "receipt.progress",
                title=advice.title,
                step=self._say.say(f"step.{step}"),
            )

    def _note(self, text: str, part: object, *, said: bool = True) -> None:
        self._record(self._as_note(text), part, "receipt.note" if said else None, text=text)

    def _as_note(self, text: str) -> NoteRecorded:
        follow_up = self._matter.follow_up
        return NoteRecorded(
            text=text,
            contact_id=self._matter.contact_id,
            opening_id=self._matter.opening_id,
            follow_up_id=follow_up.follow_up_id if follow_up else None,
        )

    def _record(self, data: Data, part: object, key: str | None, **values: str) -> None:
        # What was told first happened first: "the first book" is the one that was named first.
        at = self._source.now + timedelta(microseconds=len(self._meaning.facts))
        fact = self._source.fact(self._matter.relationship_id, data, part=part, at=at)
        self._meaning.facts.append(fact)
        if key:
            self._tell(key, **values)

    def _tell(self, key: str, **values: str) -> None:
        self._meaning.receipt.append(Say(self._say.say(key, **values)))


ONLY_THE_STEP = 4
"""So many words beside the thing itself say the step and no more: “I have just finished”."""


def _says_more(text: str, what: str) -> bool:
    """Whether a sentence tells more than that a step was taken, so that it is worth repeating."""
    return len(text.split()) - len(what.split()) > ONLY_THE_STEP


def told_without_matter(
    asked: Sequence[said.Understood],
    pending: Sequence[Standing],
    playbook: Playbook,
    now: datetime,
) -> list[Say | Link]:
    """What is said to a command that needs no reminder to be about; nothing for anything else."""
    say = compose.words(playbook.language)
    told: list[Say | Link] = []
    for one in asked:
        match one:
            case said.ListPending():
                told += _listed(pending, playbook, say, now)
            case said.Help():
                told.append(Say(say.say("receipt.help")))
            case said.Undo():
                told.append(Say(say.say("receipt.undo-where")))
    return told


def _listed(
    pending: Sequence[Standing], playbook: Playbook, say: Words, now: datetime
) -> list[Say | Link]:
    """What the seeker was reminded of and has not answered, and then what is still to come."""
    if not pending:
        return [Say(say.say("receipt.list-empty"))]
    told: list[Say | Link] = []
    for heading, standing in (
        ("receipt.list-waiting", [one for one in pending if one.remind_at <= now]),
        ("receipt.list", [one for one in pending if one.remind_at > now]),
    ):
        lines = [
            say.say(
                "receipt.list-line",
                when=say.when(Wall.at(one.remind_at, playbook.zone)),
                title=FollowUp.read(one.follow_up).title,
            )
            for one in standing
        ]
        if lines:
            told += [Say(say.say(heading)), *map(Say, lines)]
    return told


def _named(opening: Opening) -> str:
    return ", ".join(part for part in (opening.company, opening.title) if part)
