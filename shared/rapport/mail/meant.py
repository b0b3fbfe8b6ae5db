"""Whether a command was meant that a sentence seems to give, by what else stands in it.

A wrong action is worse than a note: in doubt it is none, and the words are kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from rapport.later import pattern
from rapport.mail.meanings import Done, Skip, Snooze, Stop, Understood, Undo

_FOR_A_WHILE = pattern(
    r"\b(?:today|tonight|tomorrow|this (?:week|month|year|morning)|for (?:now|a while|\w+ weeks?)|"
    r"until|till|right now|heute|diese[nrs]? (?:woche|monat|jahr)|vorerst|erstmal|momentan|bis)\b",
    re.IGNORECASE,
)
_DENIES = pattern(
    r"(?:bitte )?(?:(?:ich )?(?:will|möchte|moechte|brauche) )?keine?\b|nichts mehr|"
    r"i (?:don'?t|do not) want|no more|enough (?:of|with)",
    re.IGNORECASE,
)
"""What also denies what has nothing to do with reminders: "I don't want trouble"."""
_SPOILT = pattern(
    r"\b(?:bounced|wrong|came back|draft|only half|is dead|s?he was (?:out|away)|"
    r"kam (?:aber )?zurück|falsche\w*|nur halb|entwurf|(?:er|sie) war weg)\b|"
    r"^\w+ (?:hat|haben|bin) (?:er|sie|ich)\b(?! (?:angerufen|geschrieben|gesagt))",
    re.IGNORECASE,
)
_OTHERS = pattern(
    r"\b(?:he|she|they|er|sie|(?!(?:ups|oops|ich)\b)[^\W\d_]+) "
    r"(?:said|says|told|wrote|sagte|sagt|meinte|schrieb)\b|"
    r"\b(?:according to|laut)\b|,\s*(?:sagte?|meinte?) (?:er|sie)\b",
    re.IGNORECASE,
)
_ANSWERED = pattern(
    r"(?:i|we|ich|hab\w*) (?:\w+ )?(?:called|wrote|agreed|met|angerufen|geschrieben)\b.*,|"
    r".*,\s*(?:dass\b|(?:the|das|die|der) \w+\W*$)",
    re.IGNORECASE,
)
"""What is itself told ahead of "no need", or said of a thing behind it."""
_NOT_OURS = pattern(
    r"(?:wartet|war)\b|(?:s?he|they)'d\b|"
    r".*\b(?:ihn|her|him|them|(?:the|my|die|den|das) (?!remind|erinner|mail|note|road)[^\W\d]+)"
    r" (?:until|till|bis)\b",
    re.IGNORECASE,
)


def is_for_a_while(command: Understood, sentence: str) -> bool:
    """Whether a stop names a time, and so is none for good."""
    return isinstance(command, Stop) and bool(_FOR_A_WHILE.search(sentence))


def is_meant(command: Understood, sentence: str, people: Collection[str]) -> bool:
    """Whether nothing beside a command says otherwise; `people` are first names in lower case."""
    match command:
        case Stop(_, str() as who) if who not in sentence:  # typed in haste
            return who.split()[0].lower() in people
        case Stop(scope, who) if _DENIES.match(sentence):
            if who:
                return who.split()[0].lower() in people or "remind" in sentence.lower()
            return scope is not None
        case Done():
            return not _SPOILT.search(sentence)
        case Skip():
            return not (_OTHERS.search(sentence) or _ANSWERED.match(sentence))
        case Undo():
            return not _OTHERS.search(sentence)
        case Snooze(until):
            return until.at is None or not (_OTHERS.search(sentence) or _NOT_OURS.match(sentence))
        case _:
            return True
