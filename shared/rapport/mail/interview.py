"""An interview told by mail: "Interview: Contoso, data engineer" and a few natural lines."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time
from itertools import islice
from typing import Literal

from rapport.later import dataclass, pattern
from rapport.mail import until

MOST_PEOPLE_TEXT = 3_000
"""Characters in which people are looked for: twenty of them with all that is said of each."""
MOST_DAYS = 20
"""Days that are looked at until one can be meant; each is read as a phrase of its own."""

Format = Literal["phone", "video", "on-site", "panel", "other"]


@dataclass(frozen=True)
class InterviewerSaid:
    """One who was there; what was not said is None."""

    name: str
    mail: str | None = None
    title: str | None = None
    rapport: int | None = None


@dataclass(frozen=True)
class InterviewSaid:
    """One round, to be confirmed before it counts. `at` is aware, in the seeker's zone."""

    company: str
    title: str | None
    round: int | None
    at: datetime | None
    format: Format | None
    interviewers: tuple[InterviewerSaid, ...]
    rivals: int | None
    dream: bool
    notes: str


_SUBJECT = pattern(
    r"(?:(?:re|aw)\s*:\s*){0,3}"
    r"(?:new\s+|my\s+|neues\s+)?(?:job\s+)?"
    r"(?:interview|vorstellungsgespräch|bewerbungsgespräch|gespräch(?=\s*:))"
    r"(?:\s*[:–—]\s*|\s+-\s+|\s+(?:at|with|bei|mit)\s+)"
    r"(?:(?P<title_first>[^,;|–—]{1,100}?)\s+(?:at|bei)\s+)?"
    r"(?P<company>[^,;|–—]{1,100}?)"
    r"(?:(?:\s*[,;|–—]\s*|\s+-\s+|\s+(?:for|as|als|für)\s+(?:an?\s+|the\s+)?)(?P<title>.{1,150}))?",
    re.IGNORECASE,
)
"""A title stands behind a separator or before "at": two words alone are a company's name."""
_NUMBERS = {
    word: place
    for place, words in enumerate(
        (
            "no zero kein keine keinen",
            "one first ein eine einen erste ersten 1st single",
            "two second zwei zweite zweiten 2nd",
            "three third drei dritte dritten 3rd",
            "four fourth vier vierte vierten 4th",
            "five fifth fünf fünfte 5th",
            "six sixth sechs sechste 6th",
            "seven seventh sieben siebte 7th",
        )
    )
    for word in words.split()
}
_NUMBER = "|".join(_NUMBERS) + r"|\d{1,3}"
_ROUND = pattern(
    rf"\b(?:({_NUMBER})\s+(?:round|interview|runde)|(?:round|runde)\s*:?\s*({_NUMBER}))\b",
    re.IGNORECASE,
)
_RIVALS = pattern(
    rf"\b(?:({_NUMBER})[ \t]+(?:other\s+|weitere\s+|andere\s+)?"
    r"(?:rivals?|candidates?|competitors?|mitbewerber(?:in(?:nen)?)?|bewerber(?:innen)?|"
    rf"kandidaten)|(?:rivals?|candidates|competitors|mitbewerber)\s*:\s*({_NUMBER}))\b",
    re.IGNORECASE,
)
_FELT = r"([1-5])(?!\d)(?:\s*(?:/|out\s+of|von)\s*5)?"
_RAPPORT = pattern(
    rf"\brapport\s*(?:of|was|is|war|:|=)?\s*{_FELT}|(?<![\d:.])([1-5])\s*(?:/|out\s+of|von)\s*5\b",
    re.IGNORECASE,
)
_RAPPORTS = pattern(
    r"\brapports?\s*:?\s*([1-5](?:(?:\s*,\s*|\s+(?:and|und)\s+)[1-5])+)(?!\s*\d)", re.IGNORECASE
)
"""One for each, in the order that they were named."""
_DREAM = pattern(r"\bdream\s+job\b|\btraumjob\b|\btraumstelle\b", re.IGNORECASE)
_NOTES = pattern(r"(?im)^\s*(?:notes?|notizen?|anmerkungen?)\s*:\s*")


def _words(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_FORMATS: tuple[tuple[Format, re.Pattern[str]], ...] = (
    ("panel", _words(r"panel|gremium")),
    ("on-site", _words(r"on[ -]?site|in person|at their office|vor ort")),
    ("video", _words(r"video(?:\s?call)?|zoom|teams|google meet|skype")),
    ("phone", _words(r"phone|telephone|call|telefon\w*|anruf")),
)
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĆČĎĐĒĘĚĞŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽА-Я"
_WORD = rf"(?:[{_CAPITAL}]\.|(?:Dr|Prof|St)\.|[{_CAPITAL}][\w'’-]{{1,30}})"
_NAME = rf"{_WORD}(?:\s(?:(?:van|von|de|der|den|la|del)\s){{0,2}}{_WORD}){{0,3}}"
_MAIL = r"[\w.+%'-]{1,64}@[A-Za-z0-9.-]{1,190}[A-Za-z0-9]"
_HONORIFIC = pattern(r"(?:Mr|Mrs|Ms|Herrn?|Frau)\.?\s+")
_LEAD = (
    r"with|mit|by|von|met|talked\s+to|spoke\s+(?:to|with)|who\s*:|interviewers?\s*:|wer\s*:|"
    r"people\s*:|panel\s*:|gespräch\s+mit"
)
_PERSON = pattern(
    rf"(?P<lead>\b(?:{_LEAD})\s+|\b(?:and|und)\s+|:\s+|[,;&]\s*|^\s*(?:[-*•]\s*)?)?"
    rf"(?P<name>(?-i:(?:(?:Mr|Mrs|Ms|Herrn?|Frau)\.?\s+)?{_NAME}))(?!\w)",
    re.MULTILINE | re.IGNORECASE,
)
_ADDRESS = pattern(rf"\s*<(?:mailto:)?({_MAIL})>")
_BRACKET = pattern(r"\s*\(([^()<>]{1,120})\)")
_TITLE = pattern(
    r"\s*,\s*(?P<title>(?-i:[a-zäöü])[^,;.\n<>()\d]{2,60}|(?-i:[A-Z]{2,5})(?![\w])"
    r"(?:\s(?:-?[a-z]+\s?){1,4})?)(?=\s*[,;.\n(]|\s+(?:and|und)\s|$)",
    re.IGNORECASE,
)
_NOT_TITLES = pattern(
    r"rapport|rival|candidate|yesterday|today|tomorrow|round|gestern|heute|runde|and |with |on |"
    r"at |phone|video|panel|mitbewerber|last |great |good |"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uar)?y?|feb(?:ruar)?y?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|"
    r"aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\.?"
)
_DAY = pattern(
    r"\b(?:yesterday|today|tomorrow|this (?:morning|afternoon|evening)|gestern|heute|vorgestern|"
    r"(?:(?:last|this|next|letzten|letzte|am|on)\s)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./](?:\d{2,4})?|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}})?|"
    rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?)(?!\w)",
    re.IGNORECASE,
)
_CLOCK = pattern(
    r"(?<![\d.:/-])(?:(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)(?:\s*(?P<half>[ap])\.?m\b|\s*uhr)?|"
    r"(?P<hour2>\d{1,2})\s*(?:(?P<half2>[ap])\.?m\b|uhr\b)|"
    r"\b(?:at|um)\s(?P<hour3>\d{1,2})(?!\d|[.:/]\d|\s*[ap]\.?m\b|\s*uhr\b)|"
    r"\b(?P<noon>noon|midday|mittags?)\b)(?!\.\d)",
    re.IGNORECASE,
)


_TELLING = (_ROUND, _RIVALS, _RAPPORT, _RAPPORTS, _DAY, _CLOCK)
"""What a line holds that tells of the interview."""


def interview_in(subject: str, text: str, *, now: datetime, zone: str) -> InterviewSaid | None:
    """The interview that a mail tells of.

    None where its subject announces none, or nothing says more of it than that: no position, no
    time, no round, nobody who was there.

    `text` is the new text of the mail; `now` aware, `zone` an IANA name.
    """
    found = _SUBJECT.fullmatch(" ".join(subject[:300].split()))
    if not found:
        return None
    text = text[:8_000]
    told, notes = _told_and_notes(text)
    said = InterviewSaid(
        company=found["company"].strip(" -,"),
        title=(found["title"] or found["title_first"] or "").strip(" ,-") or None,
        round=_number(_ROUND, told),
        at=_when(told, now=now, zone=zone),
        format=next((name for name, words in _FORMATS if words.search(told)), None),
        interviewers=_interviewers(told[:MOST_PEOPLE_TEXT]),
        rivals=_number(_RIVALS, told),
        dream=_DREAM.search(text) is not None,
        notes=notes,
    )
    return said if said.title or said.at or said.interviewers or said.round else None


def _told_and_notes(text: str) -> tuple[str, str]:
    """What tells of the interview; and the notes, to which lines belong that tell nothing."""
    told, *notes = _NOTES.split(text, maxsplit=1)
    lines: list[str] = []
    loose: list[str] = []
    for line in told.splitlines():
        known = any(
            pattern.search(line) for pattern in (*_TELLING, *(each for _, each in _FORMATS))
        )
        person = re.search(rf"{_MAIL}|\b(?i:{_LEAD})\s+[{_CAPITAL}]", line)
        (lines if known or person else loose).append(line)
    kept = [
        line.strip() for line in loose if line.strip() and not _DREAM.fullmatch(line.strip(" .!"))
    ]
    return "\n".join(lines), "\n".join([*kept, *(note.strip() for note in notes)]).strip()


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    if not found:
        return None
    word = next(filter(None, found.groups())).lower()
    return _NUMBERS[word] if word in _NUMBERS else int(word)


def _when(told: str, *, now: datetime, zone: str) -> datetime | None:
    """The first day that is named, at the first time of day beside it."""
    named = ((line, day) for line in told.splitlines() for day in _DAY.finditer(line))
    for line, day in islice(named, MOST_DAYS):
        phrase = re.sub(r"(?i)this (?:morning|afternoon|evening)", "today", day[0])
        at = until.happened(phrase, now=now, zone=zone)
        if at is None:
            continue
        clock = _clock(line[: day.start()] + " " * len(day[0]) + line[day.end() :])
        clock = clock or _clock(_DAY.sub(" ", told))
        return at.replace(hour=clock.hour, minute=clock.minute) if clock else at
    return None


def _clock(text: str) -> time | None:
    for found in _CLOCK.finditer(text):
        if found["noon"]:
            return time(12)
        hour = int(found["hour"] or found["hour2"] or found["hour3"])
        half = (found["half"] or found["half2"] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour < 24:
            return time(hour, int(found["minute"] or 0))
    return None


def _interviewers(told: str) -> tuple[InterviewerSaid, ...]:
    told, felt = _felt_with(told)
    people: list[tuple[InterviewerSaid, int]] = []
    listing = False
    for found in _PERSON.finditer(told):
        name = _HONORIFIC.sub("", found["name"]).strip(" .")
        if people and found.start("name") < people[-1][1]:
            continue
        one, end = _described(name, told, found.end())
        lead = (found["lead"] or "").strip().lower()
        listed = lead in ("and", "und", ",", "&", ";")
        named = bool(lead) and not listed and lead not in "-*•"
        named = named or one.mail is not None or one.rapport is not None
        listing = named or (listing and listed)
        if listing and _is_name(name):
            people.append((one, end))
    each = _RAPPORTS.search(told)
    ratings = re.findall(r"[1-5]", each[1]) if each else []
    if len(ratings) == len(people):
        people = [
            (replace(one, rapport=int(rating)), end)
            for (one, end), rating in zip(people, ratings, strict=True)
        ]
    answer: list[InterviewerSaid] = []
    for place, (one, end) in enumerate(people[:20]):
        last = people[place + 1][1] if place + 1 < len(people) else len(told)
        rapport = one.rapport or next((f for who, f in felt if who in one.name.split()), None)
        if rapport is None and not ratings and (later := _RAPPORT.search(told, end)):
            begins = told.find(people[place + 1][0].name) if place + 1 < len(people) else last
            rapport = _number_of(later) if later.start() < begins or begins < 0 else None
        answer.append(replace(one, rapport=rapport))
    return tuple(answer)


def _described(name: str, told: str, at: int) -> tuple[InterviewerSaid, int]:
    """Somebody with what stands behind the name: an address, brackets, a title, a rapport."""
    mail = title = None
    rapport: int | None = None
    while True:
        if found := _ADDRESS.match(told, at):
            mail = found[1]
        elif found := _BRACKET.match(told, at):
            for part in re.split(r"[,;]", found[1]):
                said = part.strip()
                felt = re.fullmatch(rf"(?i)(?:rapport\s*:?\s*)?{_FELT}", said)
                if re.fullmatch(_MAIL, said):
                    mail = said
                elif felt:
                    rapport = int(felt[1])
                elif said and not _NOT_TITLES.search(said):
                    title = title or said
        elif (found := _TITLE.match(told, at)) and not _NOT_TITLES.search(found["title"]):
            title = title or found["title"].strip()
        elif found := re.compile(rf"(?i)\s*[,:–-]?\s*{_RAPPORT.pattern}").match(told, at):
            rapport = _number_of(found)
        else:
            return InterviewerSaid(name, mail, title, rapport), at
        at = found.end()


def _number_of(rapport: re.Match[str]) -> int:
    return int(next(filter(None, rapport.groups())))


def _felt_with(told: str) -> tuple[str, list[tuple[str, int]]]:
    """What is said of the rapport with each by name, and the text without it."""
    felt: list[tuple[str, int]] = []

    def noted(found: re.Match[str]) -> str:
        felt.extend((who, int(how)) for who, how in _FELT_WITH.findall(found[0]))
        return " "

    return _FELT_WITH_EACH.sub(noted, told), felt


_FELT_WITH = pattern(rf"(?:[Ww]ith|[Mm]it)\s({_WORD})\s*:?\s*([1-5])(?!\d)")
_FELT_WITH_EACH = pattern(rf"[Rr]apport(?:(?:,|\s+and|\s+und)?\s+{_FELT_WITH.pattern})+")


_NO_NAMES = frozenset("rapport panel round runde she he it they sie er es".split())


def _is_name(name: str) -> bool:
    plain = name.lower()
    return not (
        plain in _NO_NAMES
        or _DAY.match(plain)
        or re.fullmatch(_MONTH, plain)
        or any(words.search(plain) for _, words in _FORMATS)
    )
