"""What seekers keep of themselves, beside the settings: their own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rapport import drafts
from rapport.flows.visiting import TRIES, SignedOut, Unknown
from rapport.phrases import languages
from rapport.plan import Kind
from rapport.store import Conflict, Seeker, Store

MOST_WORDS = 40_000
"""Characters of all templates of one seeker together: they go with each of their relationships."""


class TooManyWords(ValueError):
    """All of a seeker's templates together are too long."""


class Account:
    """Where seekers look after what is theirs."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep_words(
        self, seeker: Seeker, language: str, kind: str, source: str | None, *, was: str | None
    ) -> Seeker:
        """Keep the seeker's own template for a kind of follow-up; None goes back to the house's.

        `was` is their own template as they saw it before. The plan is made anew at once.

        Raises:
            Unknown: there is no such kind or language.
            rapport.drafts.TemplateRefused: the template cannot be used.
            TooManyWords: all their templates together would be too long.
            Conflict: the same template was changed meanwhile.
        """
        key = words_key(language, kind)
        if source is not None:
            drafts.check(source, language)

        def change(stands: Seeker) -> Seeker:
            if stands.templates.get(key) != was:
                raise Changed("these words were changed meanwhile")
            others = {name: text for name, text in stands.templates.items() if name != key}
            templates = others if source is None else {**others, key: source}
            if source is not None and sum(map(len, templates.values())) > MOST_WORDS:
                raise TooManyWords(f"all your own words together exceed {MOST_WORDS} characters")
            return replace(stands, templates=templates)

        return self._change(seeker, change)

    def _change(self, seeker: Seeker, change: Callable[[Seeker], Seeker]) -> Seeker:
        """Change the seeker's record, and again where another change came between."""
        stands: Seeker | None = seeker
        for _ in range(TRIES):
            if stands is None:
                raise SignedOut
            changed = change(stands)
            if changed == stands:
                return stands
            changed = replace(changed, version=stands.version + 1)
            try:
                self._store.change_seeker(changed)
            except Conflict:
                stands = self._store.seeker(seeker.seeker_id)
            else:
                return changed
        raise Conflict("others keep changing the same record, try again in a moment")


class Changed(Conflict):
    """What somebody meant to change is no longer what they saw."""


def words_key(language: str, kind: str) -> str:
    """What a template is kept under. Raises Unknown."""
    if language not in languages() or kind not in set(Kind):
        raise Unknown
    return f"{language}/{kind}"
