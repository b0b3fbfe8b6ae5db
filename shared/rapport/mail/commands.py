"""What the new words of a mail ask for and tell, by tables of phrases that can be read.

A command counts only as the first sentence ("done. Stan said …"), or as what stands there ahead
of a comma or dash ("done, he was friendly"). So no word inside a sentence, and none that was
quoted, can ever run. All the rest is read for what happened.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from rapport.later import pattern
from rapport.mail import meant, until
from rapport.mail.courtesy import TRIM, plain, without_courtesies
from rapport.mail.interview import InterviewerSaid, InterviewSaid, interview_in
from rapport.mail.meanings import (
    TELLING,
    AdviceGiven,
    Attempt,
    Done,
    ExchangeSaid,
    FeedbackGiven,
    Help,
    ListPending,
    Note,
    OutcomeSaid,
    ProgressMade,
    Skip,
    Snooze,
    Stop,
    Understood,
    Undo,
    Yes,
)
from rapport.mail.people import as_typed, with_capitals
from rapport.mail.sentences import lines_of, sentences_of
from rapport.mail.telling import NAME, told, unreached
from rapport.mail.telling.patterns import patterns_of
from rapport.mail.telling.phrases import has, is_person
from rapport.mail.vocabulary import LANGUAGES, Vocabulary

__all__ = [
    "TELLING", "AdviceGiven", "Attempt", "Done", "ExchangeSaid", "FeedbackGiven", "Help",
    "InterviewSaid", "InterviewerSaid", "ListPending", "Note", "OutcomeSaid", "ProgressMade",
    "Skip", "Snooze", "Stop", "Understood", "Undo", "Yes", "interview_in", "understand",
]  # fmt: skip

MAX_TEXT = 16_000


def understand(
    text: str,
    *,
    now: datetime,
    zone: str,
    language: str | None = None,
    own_name: str = "",
    people: Iterable[str] = (),
) -> list[Understood]:
    """What the new text of a mail says, in its order; nothing where it is empty or all courtesy.

    `now` is aware, `zone` an IANA name. `language` is tried first; every table is tried for the
    command, and the one with the most understood sentences for the rest. `own_name` is whose mail
    it is: it says nothing where it signs. `people` are the names of those who may be spoken of,
    so that they are known where they are typed without capitals.
    """
    names = sorted(LANGUAGES, key=lambda name: name != language)

    def says(line: str) -> bool:
        read = _read([line], names, now, zone, small=small, people=known)
        return any(not isinstance(one, Note) for one in read)

    people = tuple(people)
    known = {name.split()[0].lower() for name in people if name.split()}
    typed = text[:MAX_TEXT]
    small = typed == typed.lower()
    read = with_capitals(typed, people)
    lines = without_courtesies(lines_of(read), says, own_name)
    understood = _read(lines, names, now, zone, small=small, people=known) if lines else []
    if read != typed:
        understood = [_as_typed(one, read, typed) for one in understood]
    if not understood and (said := _joined(lines)) and not said.isascii():
        return [Note(said)]  # "👍" can mean much
    return understood


def _as_typed(one: Understood, read: str, typed: str) -> Understood:
    """With the words that are kept as they were typed."""
    said: dict[str, Any] = {
        name: as_typed(words, read, typed)
        for name in ("text", "said")
        if isinstance(words := getattr(one, name, None), str)
    }
    return replace(one, **said) if said else one


def _read(
    lines: list[str],
    names: list[str],
    now: datetime,
    zone: str,
    *,
    small: bool,
    people: Collection[str],
) -> list[Understood]:
    """What the lines say; `names` are the languages in the order in which they are tried, `small`
    whether they were typed without capitals.
    """
    command, rest = None, lines
    for name, attempt in ((name, attempt) for attempt in (_whole, _ahead) for name in names):
        found = attempt(lines, name, now, zone)
        if found:
            first = next(iter(sentences_of(lines)), "")[:_LONGEST_COMMAND]
            if meant.is_for_a_while(found[0], first):
                found = Snooze(until.Reading(None), first), found[1]
            if not meant.is_meant(found[0], first, people):
                break
            command, rest = found
            names = sorted(names, key=name.__ne__)
            break
    sentences = [one for sentence in sentences_of(rest) for one in _one_thing_each(sentence)]
    readings = [told(sentences, LANGUAGES[name], small=small) for name in names]
    facts = max(readings, key=lambda each: sum(not isinstance(one, Note) for one in each))
    return [command, *facts] if command is not None else facts


_ADVISED = (
    r"recommend(?:ed|s)|suggest(?:ed|s)|advise[ds]|introduced\s+me|referred\s+me|"
    r"empfahl|empfiehlt|riet|rät|raet"
)
_AND_ADVISED = pattern(
    r"(?P<who>(?!(?:i|we|ich|wir)\b)[^\W\d_]+)\s.{1,400}?"
    r"(?P<gap>,?\s+(?:and|und|but|aber)\s+)(?:also\s+|auch\s+)?"
    rf"(?:{_ADVISED}|told\s+me\s+to)\b",
    re.IGNORECASE,
)
_HE_OR_SHE = pattern(r"\b(?:he|she|they|er|sie)\b", re.IGNORECASE)
_AND_SAID = pattern(
    rf".{{1,400}}?\b(?:{_ADVISED})\b.{{1,400}}?(?P<gap>[,;]\s+(?:(?:and|but|und|aber)\s+)?)"
    r"(?:he|she|they|er|sie)\s+(?:also\s+|auch\s+)?"
    r"(?:said|says|thinks|thought|told|felt|found|sagte?|meinte?|fand|findet|denkt)\b",
    re.IGNORECASE,
)


def _one_thing_each(sentence: str) -> Iterator[str]:
    """A sentence that says something and advises is two, in either order: "She said A and
    recommended B", "She recommended B, she also said A".
    """
    if both := _AND_SAID.match(sentence):
        yield sentence[: both.start("gap")]
        yield sentence[both.end("gap") :]
    elif both := _AND_ADVISED.match(sentence):
        before = sentence[: both.start("gap")]
        # "Called Stan, he was kind and recommended …": who recommends is the last one named so.
        who = ([both["who"], *_HE_OR_SHE.findall(before)])[-1]
        yield before
        yield f"{who} {sentence[both.end('gap') :]}"
    else:
        yield sentence


_Found = tuple[Understood, list[str]]
"""A command, and what is left to read after it."""


def _whole(lines: list[str], language: str, now: datetime, zone: str) -> _Found | None:
    """The command that the first sentence is."""
    words = LANGUAGES[language]
    line, first, rest = _first(lines, words)
    said = _bare(plain(first), words)
    asks = first.rstrip().endswith("?")
    if (said in words.done or _whenever(said, words) in words.done) and not asks:
        return _done(first, rest)
    if command := _simple(first, said, rest, words):
        return command, rest
    if found := _snooze(first, words, language, now, zone):
        snoozed, left = found
        if snoozed.until.at is None and (more := sentences_of([line])[1:]):
            # "Not yet. Ask me again on Friday."
            further = _snooze(more[0], words, language, now, zone)
            if further and further[0].until.at:
                rest = [*further[1], *([" ".join(more[1:])] if more[1:] else []), *lines[1:]]
                return further[0], rest
        return snoozed, [*left, *rest]
    if excused := _excused(first, rest, words, language, now, zone):
        return excused
    if asks:
        return None  # who asks does not order
    if stopped := _stop(first, said, words):
        return stopped, rest
    return _alone(first, said, words, language, now, zone) if not rest else None


def _simple(first: str, said: str, rest: list[str], words: Vocabulary) -> Understood | None:
    """The command of one phrase that a sentence is."""
    asks, exclaims = first.rstrip().endswith("?"), bool(rest) and first.rstrip().endswith("!")
    simple: tuple[tuple[frozenset[str], Understood], ...] = (
        (words.pending, ListPending()), (words.help, Help()), (words.skip, Skip()),
        (words.undo, Undo()), (words.stop, Stop(None)), (words.yes, Yes()),
    )  # fmt: skip
    for phrases, command in simple:
        if said not in phrases or (asks and not isinstance(command, ListPending | Help)):
            continue
        # "Yes! I got the offer" says yes to nothing.
        return None if exclaims and isinstance(command, Yes) else command
    return None


def _ahead(lines: list[str], language: str, _now: datetime, _zone: str) -> _Found | None:
    """The command that stands ahead of a comma or dash: "Done, he was very friendly"."""
    words = LANGUAGES[language]
    _, first, rest = _first(lines, words)
    if first.rstrip().endswith("?"):
        return None
    for gap in islice(_gaps(language).finditer(first, 0, _LONGEST_COMMAND), _MOST_GAPS):
        head, tail = first[: gap.start()], first[gap.end() :].strip()
        if not tail or _is_quoting(tail, words):
            continue
        found = _ahead_of(head, tail, rest, words)
        no_comma = not gap[0].strip() or gap[0].strip()[0].isalpha()
        inverted = tail.lower().startswith(words.inverted)
        if found and no_comma and (inverted or isinstance(found[0], Done)):
            found = None if _takes_back(tail, words) else found
        if found:
            return found
    before, comma, last = first[:_LONGEST_COMMAND].rpartition(",")
    said = _bare(plain(last), words)
    if (
        comma
        and not rest
        and len(first) <= _LONGEST_COMMAND
        and len(before.split()) <= _REASON
        and not _is_quoting(before, words)
    ):
        # "He left the company, no need", "oops I meant Dana, undo"
        for phrases, command in ((words.skip, Skip()), (words.undo, Undo())):
            if said in phrases and len(said) >= _PLAIN_ENOUGH:
                return command, [before]
    return None


_LONGEST_COMMAND = 200
"""Characters in which a command has to end; a story may follow."""
_PLAIN_ENOUGH = 4
"""Letters of a command that can stand last."""


@cache
def _gaps(language: str) -> re.Pattern[str]:
    """Where a command may end: a comma, a dash, a courtesy, or a new clause that no comma shows."""
    words = LANGUAGES[language]

    def either(phrases: Iterable[str]) -> str:
        return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))

    return re.compile(
        r"\s*(?:[,;:–—]|\s-|\s(?:and|und)\s)\s*|"
        rf"\s(?:{either(words.polite)})\s+|\s+(?=(?:{either(words.clauses)})\b)",
        re.IGNORECASE,
    )


def _takes_back(tail: str, words: Vocabulary) -> bool:
    """Whether what follows without a comma may make the opposite of it: "gemacht hab ich nicht"."""
    tail = tail[:_LONGEST_COMMAND]
    low = f" {tail.lower()} "
    said = plain(re.split(r"[,;.]", tail)[0])
    return said in words.taken_back or any(
        has(low, one) for one in (*words.negations, "n't", *words.unsure) if one.strip()
    )


def _is_quoting(tail: str, words: Vocabulary) -> bool:
    """Whether somebody else said it: "skip it, he said"."""
    said = plain(tail[:_LONGEST_COMMAND])
    return len(said.split()) <= _QUOTING and any(
        said.endswith(f" {verb}") or said.startswith(f"{verb} ") for verb in words.said
    )


_QUOTING = 4


def _ahead_of(head: str, tail: str, rest: list[str], words: Vocabulary) -> _Found | None:
    """The command that the head of a sentence is, whose tail says more."""
    said = _bare(plain(head), words)
    further = (
        []
        if plain(tail[:_LONGEST_COMMAND]) in _POLITE
        or _bare(plain(tail[:_LONGEST_COMMAND]), words) in _same(said, words)
        else [tail]
    )
    if said in words.skip and len(tail.split()) <= _REASON:
        return Skip(), [*further, *rest]
    if said in words.undo and len(tail.split()) <= _REASON:
        return Undo(), [*further, *rest]
    stopped = Stop(None) if said in words.stop else _stop(head, said, words)
    if stopped and len(tail.split()) <= _REASON:
        return stopped, [*further, *rest]
    if said in words.done or _whenever(said, words) in words.done:
        return _done(head, [tail, *rest])
    return None


def _whenever(said: str, words: Vocabulary) -> str:
    """Without when it was: "did it already on monday" is "did it"."""
    if len(said) > _LONGEST_COMMAND:
        return said
    return " ".join(patterns_of(words).lately.sub("", f" {said}").split())


def _same(said: str, words: Vocabulary) -> frozenset[str]:
    """What says once more what was said: "That was wrong, please undo"."""
    return next(
        (each for each in (words.undo, words.skip, words.stop) if said in each), frozenset[str]()
    )


_POLITE = frozenset(polite for each in LANGUAGES.values() for polite in each.polite)
_REASON = 12
"""Words behind a command that say why; more of them are a story that begins like one."""


def _done(said: str, rest: list[str]) -> _Found:
    """Done, unless what comes next takes it back, or says that nobody was reached.

    Any language may say so: "done" is a word of more than one.
    """
    following, *further = sentences_of(rest) or [""]
    for words in LANGUAGES.values():
        if plain(following) in words.taken_back:
            return Note(f"{said} {following}"), further
        called = any(call in plain(said).split() for call in words.calls)
        if unreached(following, words, called=called):
            return Attempt(None, f"{said.rstrip(' .,')}, {following}"), further
    return Done(_joined(rest)), rest


def _first(lines: list[str], words: Vocabulary) -> tuple[str, str, list[str]]:
    """The first line without a filler, its first sentence, and what comes after that sentence."""
    line = lines[0]
    head, comma, tail = line.partition(",")
    if comma and tail.strip() and plain(head) in (*words.fillers, *words.no):
        line = tail.strip()
    first, *more = sentences_of([line]) or [line]
    return line, first, [*([" ".join(more)] if more else []), *lines[1:]]


def _bare(said: str, words: Vocabulary) -> str:
    """Folded words without what is no part of a command: "yes done", "done today, thanks"."""
    ahead, behind = (*words.fillers, *words.lately), (*words.polite, *words.lately)
    # Not joined: there are thousands, and that would take longer than all else here.
    known = (words.done, words.skip, words.undo, words.pending, words.help, words.stop, words.yes)
    for _ in range(4):
        if any(said in some for some in known):
            return said
        begins = max((one for one in ahead if said.startswith(one + " ")), key=len, default="")
        ends = max((one for one in behind if said.endswith(" " + one)), key=len, default="")
        if ends:
            said = said[: -len(ends) - 1]
        elif begins:
            said = said[len(begins) + 1 :]
        else:
            return said
    return said


def _joined(rest: list[str]) -> str:
    return "\n".join(rest).strip()


def _alone(
    first: str, said: str, words: Vocabulary, language: str, now: datetime, zone: str
) -> _Found | None:
    """What means something only as the whole of a mail: the answer to what to stop, or a time."""
    if scope := words.scopes.get(said):
        return Stop(scope), []
    if len(said.split()) <= 4:
        reading, behind = _time_in(first, words, language, now, zone)
        if not (reading.at or reading.ambiguous):  # "pls, Monday"
            reading = until.read(_without_ends(said, words), now=now, zone=zone, language=language)
        if reading.at or reading.ambiguous:
            return Snooze(reading, said), behind
    return None


def _stop(first: str, said: str, words: Vocabulary) -> Stop | None:
    if scope := words.stops.get(said):
        return Stop(scope)
    for prefix in words.stop_prefixes:
        if not said.startswith(prefix + " "):
            continue
        about = _without_ends(said[len(prefix) + 1 :], words)
        about = about.removesuffix(" " + next(filter(about.endswith, words.polite), "\0"))
        if about in words.stop_everything:
            return Stop("everything")
        if about in words.stop_person:
            return Stop("person")
        if len(about.split()) <= 6 and any(kind in about for kind in words.stop_kind):
            return Stop("kind")
        at = first.lower().rfind(about)
        if at >= 0 and (named := re.fullmatch(NAME, first[at : at + len(about)])):
            return Stop("person", named[0])
        if prefix.endswith(_ABOUT) and about.isalpha() and is_person(about, words):
            return Stop("person", about.title())  # typed in haste
        # "stop by tomorrow" is no stop; a longer prefix can mean nothing else.
        return Stop(None) if len(prefix) > 12 else None
    return None


_ABOUT = (" about", " of", " an", " zu", " über")


_MOST_EXCUSED = 8
_THEN = pattern(r"\s*[,;]\s*(?:(?:so|and|also|und)\s)?|\s(?:so|and|also|und)\s")
_UNTIL = pattern(r"\b(?:until|till|til|bis)\s", re.IGNORECASE)


def _excused(
    first: str, rest: list[str], words: Vocabulary, language: str, now: datetime, zone: str
) -> _Found | None:
    """Why not now, with a time or without: "no time, Monday?", "busy. Later", "no time today"."""
    if len(first) > _LONGEST_COMMAND:
        return None
    head, comma, tail = re.sub(r"\s*(?:[,;]|\s-)\s+", "\0", first, count=1).partition("\0")
    if len(head.split()) > _MOST_EXCUSED or not patterns_of(words).excuse.match(head):
        return None
    further = tail if comma else next(iter(sentences_of(rest)), "")
    if further:
        wished = _wished(further, words, language, now, zone, [head])
        if wished is None and len(further.split()) <= _SHORT:
            reading, behind = _time_in(further, words, language, now, zone)
            wished = (Snooze(reading, further), [head, *behind]) if reading.at else None
        if wished:
            return wished[0], [*wished[1], *(rest if comma else sentences_of(rest)[1:])]
    if comma:
        return None
    if asked := _UNTIL.search(head):
        reading, behind = _time_in(head[asked.start() :], words, language, now, zone)
        if reading.at:
            return Snooze(reading, head), [*behind, *rest]
    return (Snooze(until.Reading(None), head), []) if not rest else None


_SHORT = 5


def _until_then(
    line: str, words: Vocabulary, language: str, now: datetime, zone: str
) -> tuple[Snooze, list[str]] | None:
    """ "He is away till 7 December, so remind me then"."""
    for gap in islice(_THEN.finditer(line[:_LONGEST_TIME]), _MOST_GAPS):
        before, behind = line[: gap.start()], line[gap.end() :]
        asked = _UNTIL.search(before)
        if asked and behind.lower().startswith(_SURE) and _only_wishes(behind, words):
            reading, _ = _time_in(before[asked.start() :], words, language, now, zone)
            if reading.at:
                return Snooze(reading, line), [before]
    return None


_ALWAYS_SNOOZE = ("snooze", "postpone", "verschieb", "aufschieben", "schlummern", "zurückstellen")
_NEVER_ALONE = (
    "wait", "move", "warten", "push", "come back", "try again", "delay", "away", "i'm away",
    "i am away", "on vacation", "on holiday", "i'm on", "i'm out", "i am out", "i'm off",
    "i'm travelling", "i'm traveling", "bin", "ich bin", "danach", "push", "frag", "ask", "tell",
    "need", "i need", "brauch", "ich brauch", "give", "gib", "on the road", "meld", "nicht vor",
)  # fmt: skip
_SURE = (
    "remind", "please remind", "pls remind", "ping me", "snooze", "ask me again", "postpone",
    "erinner", "bitte erinner", "try me", "ask again", "pls ask again", "please ask again",
)  # fmt: skip
"""What is a wish behind a comma too: "I'm busy, remind me on Thursday"."""


def _snooze(
    line: str, words: Vocabulary, language: str, now: datetime, zone: str
) -> tuple[Snooze, list[str]] | None:
    """The wish to be reminded later, and what else the line says."""
    head, comma, tail = line.partition(",")
    if comma and len(head.split()) <= 6 and tail.strip().lower().startswith(_SURE):
        before = [] if plain(head) in {*words.snooze, *words.fillers} else [head]
        found = _wished(tail.strip(), words, language, now, zone, before)
        if found and found[0].until.at:
            return found
    found = _wished(line, words, language, now, zone, [])
    return found or _until_then(line, words, language, now, zone)


def _wished(
    line: str, words: Vocabulary, language: str, now: datetime, zone: str, before: list[str]
) -> tuple[Snooze, list[str]] | None:
    asked = line
    prefixes: list[str] = []
    while len(prefixes) < _MOST_PREFIXES and (
        prefix := _begins_with(asked, (*words.snooze, *(words.polite if prefixes else ())))
    ):
        asked = asked[len(prefix) :].strip(" ,.:-–")
        prefixes.append(prefix)
    sure = any(each in prefix for each in _ALWAYS_SNOOZE for prefix in prefixes)
    if prefixes or _ASKS.match(line.lower()):
        reading, behind = _time_in(asked, words, language, now, zone)
        if prefixes and not (reading.at or reading.ambiguous):  # "later" of "later today"
            last = line[line.lower().rfind(prefixes[-1]) :] if asked else ""
            reading, behind = _time_in(last, words, language, now, zone)
        if reading.at or reading.ambiguous:
            return Snooze(reading, asked), [*before, *behind]
        alone = not TRIM.sub("", asked) and any(
            not prefix.startswith(_NEVER_ALONE) for prefix in prefixes
        )
        whenever = prefixes and prefixes[0].startswith(_SURE) and _WHENEVER.match(asked)
        if alone or sure or whenever:
            return Snooze(reading, asked), before
    return None


_LONGEST_TIME = 200
_MOST_GAPS = 10
"""Where a time may end, as far as one goes on: each is read anew."""
_REASONS = pattern(
    r"\s*[,;]\s*|\s+[-–—]\s+|\s+(?=(?:because|since|as|when|while|weil|da|denn|wenn)\s)"
)


def _time_in(
    asked: str, words: Vocabulary, language: str, now: datetime, zone: str
) -> tuple[until.Reading, list[str]]:
    """The time that is asked for, and what stands behind it: "until Friday, Stan called me"."""

    def read(text: str) -> until.Reading:
        return until.read(_without_ends(text, words), now=now, zone=zone, language=language)

    whole = read(asked)
    gaps = list(islice(_REASONS.finditer(asked[:_LONGEST_TIME]), _MOST_GAPS))
    # What is known as a whole ends where its beginning means the same; else as late as possible.
    for gap in gaps if whole.at or whole.ambiguous else reversed(gaps):
        reading, behind = read(asked[: gap.start()]), asked[gap.end() :]
        if not reading.at or (whole.at and reading.at != whole.at):
            continue
        says = not _only_wishes(behind, words) and not read(behind).at
        return reading, [behind] if says else []
    return whole, []


def _only_wishes(said: str, words: Vocabulary) -> bool:
    """Whether it only says once more that it is put off: "remind me then"."""
    for _ in range(_MOST_PREFIXES):
        said = said[len(_begins_with(said, words.snooze) or "") :].strip(" ,.:-–")
    return plain(said) in {*_POLITE, *words.snooze_ends, ""}


def _without_ends(asked: str, words: Vocabulary) -> str:
    """The time in "on Friday again, please?"."""
    asked = asked.rstrip(" ?!.,")
    for _ in range(_MOST_ENDS):
        low = asked[-_LONGEST_PREFIX:].lower()
        end = next((one for one in words.snooze_ends if low.endswith(" " + one)), "")
        if not end:
            break
        asked = asked[: -len(end)].rstrip(" ,")
    return asked


_LONGEST_PREFIX = 80
_MOST_PREFIXES = 5
"""Words of a wish in a row: "please, not now, remind me again"."""
_MOST_ENDS = 5
"""Words behind its time in a row: "on Friday again then, please"."""


def _begins_with(words: str, prefixes: Iterable[str]) -> str | None:
    low = words[:_LONGEST_PREFIX].lower()
    found = (
        prefix
        for prefix in prefixes
        if low.startswith(prefix) and not low[len(prefix) :][:1].isalnum()
    )
    return max(found, key=len, default=None)


_WHENEVER = pattern(r"(?:when|once|after|before|wenn|sobald|nach|bevor)\s", re.IGNORECASE)
"""What asks for a time that no calendar knows: "remind me when she is back"."""
_ASKS = pattern(r"(?:until|till|til|bis|in|for|für) ")
