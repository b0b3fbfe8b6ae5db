"""What is a seeker's own beside the settings: their words, who is let in, and all of it at once."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from rapport import drafts
from rapport.facts import derive
from rapport.flows.visiting import TRIES, SignedOut, Unknown
from rapport.phrases import languages
from rapport.plan import Kind
from rapport.store import (
    Conflict,
    HeldMail,
    Relationship,
    Scope,
    Seeker,
    Session,
    Store,
    Token,
)
from rapport.store.keys import fold

MOST_WORDS = 40_000
"""Characters of all templates of one seeker together: they go with each of their relationships."""


A_PART = 100
"""The most relationships in one part of a download: each is read by itself."""
LARGEST_PART = 4_000_000
"""Bytes that end a part. A function may answer with 6 MB, which the layout of the file, and one
fact more, must not exceed either: also where nobody compresses it."""
HELD = "held"
PLACE = rf"({HELD}|[a-z2-7]{{16}})(\.[a-z2-7]{{16}})?"
"""Where a part ends: the last relationship in it, and its last fact where others of it follow; or
among the held mails."""
MOST_TOKENS = 20
TOKEN_BYTES = 30


class TooManyTokens(ValueError):
    """A seeker has as many tokens as there may be."""


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
            if stands.templates.get(key) == source:
                return stands  # the same, sent twice
            if stands.templates.get(key) != was:
                raise Changed("these words were changed meanwhile")
            others = {name: text for name, text in stands.templates.items() if name != key}
            templates = others if source is None else {**others, key: source}
            if source is not None and sum(map(len, templates.values())) > MOST_WORDS:
                raise TooManyWords(f"all your own words together exceed {MOST_WORDS} characters")
            return replace(stands, templates=templates)

        return change_seeker(self._store, seeker, change)

    def mail(self, seeker: Seeker, kind: Kind, *, wanted: bool) -> Seeker:
        """Mail reminders of a kind, or only show them from now on. Raises Conflict."""

        def change(stands: Seeker) -> Seeker:
            others = tuple(one for one in stands.muted if one != kind)
            return replace(stands, muted=others if wanted else (*others, kind))

        return change_seeker(self._store, seeker, change)

    # All of it.

    def part(self, seeker: Seeker, after: str | None, now: datetime) -> dict[str, Any]:
        """One part of all that is kept of a seeker, as JSON values.

        The first holds what is theirs beside the relationships. `next` is what the next part comes
        after, a `PLACE`; None in the last. A relationship too large for one part goes on in the
        next, with the facts that follow.
        """
        part: dict[str, Any] = {"format": 1, "made_at": now.isoformat(), "next": None}
        if after is None:
            part["seeker"] = asdict(seeker)
            part |= self._beside(seeker, now)
        begun, _, last = (after or HELD).partition(".")
        if begun == HELD:
            part |= self._held_behind(seeker, last, _size(part))
            if part["next"]:
                return {**part, "relationships": []}
            begun = last = ""
        told: list[dict[str, Any]] = []
        part["relationships"] = told
        size = _size(part)
        every = sorted(self._store.relationships_of(seeker.seeker_id))
        left = [one for one in every if one > begun or (last and one == begun)]
        for relationship_id in left:
            if told and (len(told) >= A_PART or size > LARGEST_PART):
                part["next"] = told[-1]["relationship_id"]
                break
            relationship = self._store.relationship(relationship_id)
            if relationship is None:
                continue
            goes_on = last if relationship_id == begun else ""
            planned = [] if goes_on else _follow_ups(relationship)
            facts: list[dict[str, Any]] = []
            told.append({"relationship_id": relationship_id, "facts": facts, "follow_ups": planned})
            size += _size(told[-1])
            for fact in sorted(relationship.facts, key=lambda one: one.fact_id):
                if fact.fact_id <= goes_on:
                    continue
                if facts and size > LARGEST_PART:
                    part["next"] = f"{relationship_id}.{facts[-1]['fact_id']}"
                    return part
                facts.append(fact.stored())
                size += _size(facts[-1])
        return part

    def _beside(self, seeker: Seeker, now: datetime) -> dict[str, Any]:
        sessions = self._store.sessions(seeker.seeker_id, now).values()
        tokens = self._store.tokens(seeker.seeker_id).values()
        return {
            "sessions": [_plain(one) for one in sessions],
            "tokens": [_plain(one) for one in tokens],
        }

    def _held_behind(self, seeker: Seeker, last: str, size: int) -> dict[str, Any]:
        """The held mails behind a place, as many as go into a part that is so large already."""
        placed = sorted(
            ((derive(one.mail_id), one) for one in self._store.held(seeker.seeker_id)),
            key=lambda each: each[0],
        )
        told: list[dict[str, Any]] = []
        before = last
        for place, held in placed:
            if place <= last:
                continue
            if told and size > LARGEST_PART:
                return {"held_mails": told, "next": f"{HELD}.{before}"}
            told.append(_plain(held))
            size += _size(told[-1])
            before = place
        return {"held_mails": told}

    def leave(self, seeker: Seeker, now: datetime) -> None:
        """Delete everything: who they are at once, the rest follows. Raises Conflict."""
        self._store.leave(seeker, now)

    # Sessions and tokens.

    def sessions(self, seeker: Seeker, now: datetime) -> dict[str, Session]:
        """The browsers that are signed in, the newest first."""
        found = self._store.sessions(seeker.seeker_id, now)
        return dict(sorted(found.items(), key=lambda one: one[1].expires_at, reverse=True))

    def end_sessions(self, seeker: Seeker, session_ids: Iterable[str]) -> None:
        """Sign browsers out; those that are not there are no error."""
        self._store.close_sessions(seeker.seeker_id, session_ids)

    def tokens(self, seeker: Seeker) -> dict[str, Token]:
        """The programs that may ask, by name."""
        found = self._store.tokens(seeker.seeker_id)
        return dict(sorted(found.items(), key=lambda one: fold(one[1].name)))

    def make_token(self, seeker: Seeker, name: str, scope: Scope, now: datetime) -> str:
        """A new token's secret, which is kept nowhere. Raises TooManyTokens."""
        if len(self._store.tokens(seeker.seeker_id)) >= MOST_TOKENS:
            raise TooManyTokens(f"there are {MOST_TOKENS} tokens already: take one back first")
        secret = secrets.token_urlsafe(TOKEN_BYTES)
        self._store.add_token(secret, Token(seeker.seeker_id, name, scope, now))
        return secret

    def revoke_token(self, seeker: Seeker, token_id: str) -> None:
        """Take a token back; one that is not there is no error."""
        self._store.revoke_token(seeker.seeker_id, token_id)


def change_seeker(store: Store, seeker: Seeker, change: Callable[[Seeker], Seeker]) -> Seeker:
    """Change a seeker's record, and again where another change came between.

    Raises:
        SignedOut: the seeker is gone.
        Conflict: others kept changing the same record.
    """
    stands: Seeker | None = seeker
    for _ in range(TRIES):
        if stands is None:
            raise SignedOut
        changed = change(stands)
        if changed == stands:
            return stands
        changed = replace(changed, version=stands.version + 1)
        try:
            store.change_seeker(changed)
        except Conflict:
            stands = store.seeker(seeker.seeker_id)
        else:
            return changed
    raise Conflict("others keep changing the same record, try again in a moment")


def _follow_ups(relationship: Relationship) -> list[dict[str, Any]]:
    standing = relationship.standing.values()
    return [one.follow_up | {"draft": one.draft} for one in standing]


def _size(value: dict[str, Any]) -> int:
    """Bytes that it takes in the answer of a function, where JSON is a string within JSON."""
    return len(json.dumps(json.dumps(value, default=str, indent=1)))


def _plain(record: Session | Token | HeldMail) -> dict[str, Any]:
    values = asdict(record)
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


class Changed(Conflict):
    """What somebody meant to change is no longer what they saw."""


def words_key(language: str, kind: str) -> str:
    """What a template is kept under. Raises Unknown."""
    if language not in languages() or kind not in set(Kind):
        raise Unknown
    return f"{language}/{kind}"
