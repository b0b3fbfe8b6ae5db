"""Which piece of advice the seeker means by "the books", "the SQL class", "the first one". Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rapport.facts import AdviceKind, Step
from rapport.history import Advice, History
from rapport.store.keys import fold

_READ = (AdviceKind.BOOK,)
_TAUGHT = (AdviceKind.CLASS, AdviceKind.COURSE)
_KINDS: dict[str, tuple[AdviceKind, ...]] = {
    **dict.fromkeys(("book", "buch"), _READ),
    **dict.fromkeys(("class", "kurs", "course", "abendkurs", "seminar", "unterricht"), _TAUGHT),
}
"""What people call one piece of advice when they do not name it."""
_SEVERAL: dict[str, tuple[AdviceKind, ...]] = {
    **dict.fromkeys(("books", "bücher"), _READ),
    **dict.fromkeys(("classes", "courses", "kurse"), _TAUGHT),
}
_EVERY = frozenset({"both", "all", "everything", "beide", "beides", "beiden", "alle", "alles"})
_IT = frozenset({"it", "that", "this", "one", "es", "das", "damit", "ihn", "sie", ""})
_ORDINALS: dict[str, int] = {
    **dict.fromkeys(("first", "1st", "erste", "ersten", "erstes"), 0),
    **dict.fromkeys(("second", "2nd", "zweite", "zweiten", "zweites"), 1),
    **dict.fromkeys(("third", "3rd", "dritte", "dritten", "drittes"), 2),
    **dict.fromkeys(("last", "letzte", "letzten", "letztes"), -1),
}
_OF_STEP: dict[Step, tuple[AdviceKind, ...]] = {Step.BOUGHT: _READ, Step.ENROLLED: _TAUGHT}
"""What a step can be taken on, where the words do not say."""
_SMALL = frozenset(
    {"the", "and", "for", "with", "about", "der", "die", "das", "und", "ein", "eine", "für"}
)


class Unclear(LookupError):
    """It could be any of the `candidates`; with none, nothing here was meant."""

    def __init__(self, candidates: Sequence[str] = ()) -> None:
        super().__init__(f"{len(candidates)} pieces of advice fit")
        self.candidates = tuple(candidates)


def which(what: str, step: Step, history: History, giver: str | None = None) -> list[Advice]:
    """The open advice that `what` names: by title, by number, or by kind.

    Where more than one fits, who is being answered (`giver`) decides.

    Raises:
        Unclear: nothing fits, or more than was said.
    """
    every = list(history.advice.values())
    still_open = [advice for advice in every if not advice.ended]
    found = _by_title(what, still_open) or _by_kind(what, step, every, giver)
    if not found:
        raise Unclear
    return found


def _by_title(what: str, still_open: list[Advice]) -> list[Advice]:
    whole = [advice for advice in still_open if fold(advice.title) in fold(what)]
    return whole or [advice for advice in still_open if _shares_words(what, advice)]


def _shares_words(what: str, advice: Advice) -> bool:
    common = {*_KINDS, *_SEVERAL, *_SMALL}
    telling = {word for word in _words(advice.title) if len(word) > 2} - common
    return bool(telling) and len(_words(what) & telling) * 2 >= len(telling)


def _words(text: str) -> set[str]:
    return {word.strip(".,;:!?'\"“”„") for word in fold(text).split()}


def _by_kind(what: str, step: Step, every: list[Advice], giver: str | None) -> list[Advice]:
    words = _words(what)
    several = next((kinds for word, kinds in _SEVERAL.items() if word in words), None)
    one = next((kinds for word, kinds in _KINDS.items() if word in words), None)
    if not (several or one or words <= _IT | _EVERY | set(_ORDINALS)):
        return []
    kinds = several or one or _OF_STEP.get(step) or tuple(AdviceKind)
    fitting = [advice for advice in every if advice.kind in kinds]
    fitting = [advice for advice in fitting if advice.giver == giver] or fitting
    still_open = [advice for advice in fitting if not advice.ended]
    numbered = next((_ORDINALS[word] for word in words if word in _ORDINALS), None)
    if numbered is not None:
        # The first is the first that was named, whether the others are finished or not.
        return [advice for advice in fitting[numbered:][:1] if not advice.ended]
    if several or words & _EVERY or len(still_open) == 1:
        return still_open
    begun = [advice for advice in still_open if advice.steps]
    if len(begun) == 1 and step in (Step.HALF_WAY, Step.FINISHED, Step.DROPPED):
        return begun  # nobody finishes what they never began
    if still_open:
        raise Unclear([advice.title for advice in still_open])
    return []
