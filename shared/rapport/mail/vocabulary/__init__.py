"""How people say it: the phrases that `commands` and `telling` understand, a module per language.

Phrases are lower case. In patterns, `{who}` stands for a person, a name or a pronoun. A further
language is a further module, named here.
"""

from __future__ import annotations

from rapport.mail.vocabulary.english import ENGLISH
from rapport.mail.vocabulary.german import GERMAN
from rapport.mail.vocabulary.language import Vocabulary, as_typed

__all__ = ["LANGUAGES", "Vocabulary"]

LANGUAGES: dict[str, Vocabulary] = {"en": as_typed(ENGLISH), "de": as_typed(GERMAN)}
