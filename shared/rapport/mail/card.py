"""A business card below a sign-off and a name, with no dashes above it.

The sign-off and the name stay. What is cut must be sure to be a card: people write numbers and
addresses, too, but not line by line below their own name, and nothing after them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rapport.later import pattern
from rapport.mail import card_words as words
from rapport.mail.lines import Lines

_MOST_LINES = 14
_LONGEST = 120
_LONGEST_PART = 60
"""Of a line that tells a position or a company."""
_MOST_WORDS = 8
_AROUND = " *_|,.:;-–—!·•()[]<>\"'，。"
_NAME = pattern(
    r"(?:(?:Mag|Dr|Prof|Ing|Dipl)\.(?:-Ing\.)? ?){0,3}[^\W\d_][\w.'’-]{0,30}"
    r"(?: [^\W\d_][\w.'’-]{0,30}){0,3}$"
)
_PRONOUNS = pattern(r" \([^()\d]{2,20}\)$")
_IMAGE = pattern(
    r"!?\[(?:cid:|image|logo)|!\[|<?cid:|\[[^\]]{1,80}\.(?:png|jpe?g|gif)\]", re.IGNORECASE
)
_REACHED = pattern(
    r"[^\s<>@()\[\]:]{1,64}@[^\s<>@()\[\]]{2,80}|"
    r"(?:https?://|www\.)[^\s<>|]{2,300}|"
    r"\b(?:[\w-]{2,40}\.){1,3}(?:com|org|net|de|at|ch|io|eu|fr|nl|uk|es|it|pl|se|dk|no)\b"
    r"(?:/[^\s<>|]{0,200})?|"
    r"(?<!\w)(?!\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4})\+?\(?\d(?:[ ./()-]{0,3}\d){6,16}(?!\w)",
    re.IGNORECASE,
)
"""A mail address, a page, or the number of a phone."""
_POST = pattern(r"(?:^|[ -])\d{4,5}(?: [A-Z]{2})?,? [A-Z][\w ]|[A-Z]\w+,? (?:[A-Z]{2} )?\d{5}\b")
_STREET = pattern("|".join(map(re.escape, words.STREETS)))
_WORD = pattern(r"[^\W\d_][\w'’-]*")


def begins(mail: Lines, end: int, own: Collection[str] = ()) -> int:
    """The first line of a card with which the words end, or `end`.

    `own` are the sender's name and address in lower case, where they are known.
    """
    last = _last_lines(mail, end)
    if len(last) < 3:
        return end
    for place, at in enumerate(last[:-1]):
        line, below = mail.seen[at], last[place + 1 :]
        signed = place > 0 and _signs_off(mail.seen[last[place - 1]])
        if signed and _is_card(mail, [at, *below]) and not _is_name(line):
            return at
        if not (signed and _is_name(line)) and not _signs_with_name(line):
            if not _is_name(line) or (at and mail.seen[at - 1]):
                continue
        else:
            signed = True
        repeated = _repeats(mail.seen[below[0]], line)
        if signed and repeated and not any(_adds(mail.seen[each]) for each in below):
            return below[0]  # whoever has signed and is named in full once more has said all
        if not (signed or repeated or _is_own(mail, [at, *below], own)):
            continue
        if _is_card(mail, below):
            return at if _signed_above_a_quote(mail, at) else below[0]
    return end


def _signed_above_a_quote(mail: Lines, at: int) -> bool:
    """Whether the person signed with a part of this name above what was quoted in between."""
    above = at - 1
    while above >= 0 and (mail.gone[above] or not mail.seen[above]):
        above -= 1
    if above < 0 or not any(mail.gone[above + 1 : at]) or not _is_name(mail.seen[above]):
        return False
    name = set(mail.seen[at].strip(_AROUND).split())
    return set(mail.seen[above].strip(_AROUND).split()) <= name


def _last_lines(mail: Lines, end: int) -> list[int]:
    """The last lines of the words, as far as nothing is quoted between them, in their order."""
    last: list[int] = []
    for at in range(end - 1, -1, -1):
        if not mail.seen[at] or (mail.gone[at] and not last):
            continue
        if mail.gone[at]:
            break
        last.append(at)
        if len(last) == _MOST_LINES + 2:
            break
    return last[::-1]


def _signs_off(line: str) -> bool:
    """Whether the line is nothing but a sign-off, perhaps in two languages."""
    if len(line) > _LONGEST_PART:
        return False
    return all(part.strip(_AROUND).lower() in words.SIGN_OFFS for part in re.split("[/|]", line))


def _signs_with_name(line: str) -> bool:
    """Whether a sign-off and a name share the line ("Best, Roger")."""
    said, comma, name = line.partition(",")
    return bool(comma) and _signs_off(said) and _is_name(name.strip())


def _is_name(line: str) -> bool:
    name = _PRONOUNS.sub("", line).strip(_AROUND)
    if not name or len(name) > _LONGEST_PART or line[-1] in "!?:;" or not _NAME.match(name):
        return False
    parts = name.split()
    return not parts[0].islower() and not parts[-1].islower()


def _repeats(line: str, name: str) -> bool:
    """Whether the line names in full who signed above it ("Eva", "Mag. Eva Musterfrau")."""
    parts = set(line.strip(_AROUND).split())
    return _is_name(line) and set(name.strip(_AROUND).split()) < parts


def _is_own(mail: Lines, card: Sequence[int], own: Collection[str]) -> bool:
    """Whether the card names whose mail it is: by name above it, or by address within."""
    name = mail.seen[card[0]].strip(_AROUND).lower()
    return name in own or any(
        "@" in mail.seen[at] and any("@" in one and one in mail.seen[at].lower() for one in own)
        for at in card
    )


def _reaches(line: str) -> bool:
    """Whether the line tells where somebody is reached, and hardly anything else."""
    if len(line) > 3 * _LONGEST:
        return False
    if _IMAGE.match(line):
        return True
    found = _REACHED.search(line)
    if found is None:
        low = line.lower()
        if line[-1] in "!?:" or not any(map(str.isdigit, line)) or len(line) > _LONGEST:
            return False
        return _POST.search(line) is not None or _STREET.search(low) is not None
    left = [word.lower() for word in _WORD.findall(_REACHED.sub(" ", line))]
    others = [word for word in left if word not in words.LABELS]
    return len(others) <= (6 if "|" in line or "," in line else 2) and line[-1] not in "!?"


def _is_card(mail: Lines, card: Sequence[int]) -> bool:
    """Whether the lines are those of a card: two of them tell where somebody is reached, and the
    others what somebody is, above or beside those.
    """
    if len(card) > _MOST_LINES:
        return False
    reached = [at for at in card if _reaches(mail.seen[at])]
    if len(reached) < 2:
        return False
    latest = reached[-1]
    for at in card:
        line = mail.seen[at]
        if _adds(line):
            return False
        if at in reached:
            continue
        if at > latest + 1 or not _tells_a_part(line):
            return False
    return True


def _adds(line: str) -> bool:
    """Whether a person goes on after the name."""
    return line.lower().startswith(words.ADDED)


def _tells_a_part(line: str) -> bool:
    """Whether the line may be a position, a company, a department."""
    part = line.strip(_AROUND)
    if not part:
        return True
    if len(part) > _LONGEST_PART or line[-1] in "?!:" or len(part.split()) > _MOST_WORDS:
        return False
    return not part[0].islower() and (line[-1] != "." or part.count(" ") < 3)
