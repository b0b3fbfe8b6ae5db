"""An interview told by mail: "Interview: Contoso, data engineer" and a few natural lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rapport.mail import until

Format = Literal["phone", "video", "on-site", "panel", "other"]


@dataclass(frozen=True, slots=True)
class InterviewerSaid:
    """One who was there; what was not said is None."""

    name: str
    mail: str | None = None
    title: str | None = None
    rapport: int | None = None


@dataclass(frozen=True, slots=True)
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


_SUBJECT = re.compile(
    r"(?:(?:re|fwd?|aw|wg)\s*:\s*){0,3}"
    r"(?:new\s+|my\s+|neues\s+)?(?:job\s+)?(?:interview|vorstellungsgespräch|bewerbungsgespräch)"
    r"(?:\s*[:–—-]\s*|\s+(?:at|with|bei|mit)\s+)(?P<company>[^,;|–—]{1,100}?)"
    r"(?:\s*(?:[,;|–—]|\s-\s)\s*|\s+(?:for|as|als|für)\s+(?:an?\s+|the\s+)?)?"
    r"(?P<title>(?<=[\s,;|–—-]).{1,150})?",
    re.IGNORECASE,
)
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
_ROUND = re.compile(
    rf"\b(?:({_NUMBER})\s+(?:round|interview|runde)|(?:round|runde)\s+({_NUMBER}))\b", re.IGNORECASE
)
_RIVALS = re.compile(
    rf"\b({_NUMBER})\s+(?:other\s+|weitere\s+|andere\s+)?"
    r"(?:rivals?|candidates?|competitors?|mitbewerber(?:in(?:nen)?)?|bewerber(?:innen)?|"
    r"kandidaten)\b",
    re.IGNORECASE,
)
_RAPPORT = re.compile(r"\brapport\s*(?:of|was|is|war|:|=)?\s*([1-5])(?:\s*/\s*5)?\b", re.IGNORECASE)
_DREAM = re.compile(r"\bdream\s+job\b|\btraumjob\b|\btraumstelle\b", re.IGNORECASE)
_NOTES = re.compile(r"(?im)^\s*(?:notes?|notizen?|anmerkungen?)\s*:\s*")


def _words(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_FORMATS: tuple[tuple[Format, re.Pattern[str]], ...] = (
    ("panel", _words(r"panel|gremium")),
    ("on-site", _words(r"on[ -]?site|in person|at their office|vor ort")),
    ("video", _words(r"video(?:\s?call)?|zoom|teams|google meet|skype")),
    ("phone", _words(r"phone|telephone|call|telefon\w*|anruf")),
)
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĆČĎĐĒĘĚĞŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽА-Я"
_WORD = rf"[{_CAPITAL}][\w'’.-]{{0,30}}"
_NAME = rf"{_WORD}(?:\s(?:(?:van|von|de|der|den|la|del)\s){{0,2}}{_WORD}){{0,3}}"
_MAIL = r"[\w.+%'-]{1,64}@[A-Za-z0-9.-]{1,190}[A-Za-z0-9]"
_PERSON = re.compile(
    rf"(?:(?P<lead>\b(?:[Ww]ith|[Mm]it|[Bb]y|[Aa]nd|[Uu]nd|[Mm]et)\s+|[,;&]\s*|^\s*[-*•]?\s*)?)"
    rf"(?P<name>{_NAME})\s*(?:<(?:mailto:)?(?P<mail>{_MAIL})>|\((?P<round>[^()<>]{{1,80}})\))?",
    re.MULTILINE,
)
_TITLE_AFTER = re.compile(r"\s*,\s*(?P<title>[a-zäöü][^,;.\n<>\d]{2,60})(?=[,;.\n]|$)")
_NOT_TITLES = re.compile(
    r"rapport|rival|candidate|yesterday|today|tomorrow|round|gestern|heute|and |with |on |at |"
    r"phone|video|panel|mitbewerber|last |monday|tuesday|wednesday|thursday|friday",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:yesterday|today|tomorrow|this (?:morning|afternoon|evening)|gestern|heute|vorgestern|"
    r"(?:last |this |next |on |letzten |am )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:am |letzten )?(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|"
    r"(?:on |the |am )?\d{1,4}[./-]\d|"
    r"(?:on |the |am )?\d{1,2}(?:st|nd|rd|th|\.)?\s(?:of )?[A-Za-zä]{3,9}|"
    r"(?:on )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\s\d)",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:at|um)\s+\S.*", re.IGNORECASE)


def interview_in(subject: str, text: str, *, now: datetime, zone: str) -> InterviewSaid | None:
    """The interview that a mail tells of, or None where its subject announces none.

    `text` is the new text of the mail; `now` aware, `zone` an IANA name.
    """
    found = _SUBJECT.fullmatch(" ".join(subject[:300].split()))
    if not found:
        return None
    text = text[:8_000]
    told, notes = _told_and_notes(text)
    return InterviewSaid(
        company=found["company"].strip(" -,"),
        title=(found["title"] or "").strip(" ,-") or None,
        round=_number(_ROUND, told),
        at=_when(told, now=now, zone=zone),
        format=next((name for name, words in _FORMATS if words.search(told)), None),
        interviewers=_interviewers(told),
        rivals=_number(_RIVALS, told),
        dream=_DREAM.search(text) is not None,
        notes=notes,
    )


def _told_and_notes(text: str) -> tuple[str, str]:
    """What tells of the interview; and the notes, to which lines belong that tell nothing."""
    told, *notes = _NOTES.split(text, maxsplit=1)
    lines: list[str] = []
    loose: list[str] = []
    for line in told.splitlines():
        known = any(
            pattern.search(line)
            for pattern in (_ROUND, _RIVALS, _RAPPORT, _WHEN, *(each for _, each in _FORMATS))
        )
        person = re.search(rf"<{_MAIL}>|\b(?:[Ww]ith|[Mm]it)\s[{_CAPITAL}]", line)
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
    for line in told.splitlines():
        for begin in _WHEN.finditer(line):
            phrase = re.split(r"[,;](?!\s*\d{4})|\b(?:with|mit)\b|<", line[begin.start() :])[0]
            at = until.happened(phrase, now=now, zone=zone)
            if at is None and (clock := _TIME.search(line)):
                at = until.happened(f"{begin[0]} {clock[0]}", now=now, zone=zone)
            if at is None:
                at = until.happened(begin[0], now=now, zone=zone)
            if at:
                return at
    return None


def _interviewers(told: str) -> tuple[InterviewerSaid, ...]:
    people: list[tuple[re.Match[str], str | None]] = []
    listing = False
    for found in _PERSON.finditer(told):
        lead = (found["lead"] or "").strip().lower()
        named = lead in ("with", "mit", "by", "met") or found["mail"] is not None
        listing = named or (listing and lead in ("and", "und", ",", "&"))
        plain = found["name"].lower()
        if (
            not listing
            or plain == "rapport"
            or any(words.search(plain) for _, words in _FORMATS)
            or _WHEN.match(plain)
        ):
            continue
        after = _TITLE_AFTER.match(told, found.end())
        title = found["round"] or (after["title"] if after else None)
        people.append((found, None if title and _NOT_TITLES.search(title) else title))
    answer: list[InterviewerSaid] = []
    for place, (found, title) in enumerate(people[:20]):
        end = people[place + 1][0].start() if place + 1 < len(people) else len(told)
        rapport = _RAPPORT.search(told, found.end(), end)
        answer.append(
            InterviewerSaid(
                name=found["name"].strip(" ."),
                mail=found["mail"],
                title=title.strip() if title else None,
                rapport=int(rapport[1]) if rapport else None,
            )
        )
    return tuple(answer)
