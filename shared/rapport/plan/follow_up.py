"""What a plan is made of: follow-ups, and what was decided against."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Self

from rapport.later import dataclass
from rapport.wall import Wall


class Kind(StrEnum):
    """What a follow-up is about."""

    THANK_YOU = "thank-you"
    STATUS_CHECK = "status-check"
    NO_ANSWER = "no-answer"
    GRACIOUS_REPLY = "gracious-reply"
    FEEDBACK_CALL = "feedback-call"
    FEEDBACK_MAIL = "feedback-mail"
    FEEDBACK_NUDGE = "feedback-nudge"
    OFFER_THANKS = "offer-thanks"
    OFFER_DECISION = "offer-decision"
    WITHDRAWAL_NOTE = "withdrawal-note"
    DOOR_OPEN = "door-open"
    ADVICE_CHECK_IN = "advice-check-in"
    PROGRESS_REPORT = "progress-report"
    REFERRAL_THANKS = "referral-thanks"
    REFERRAL_UPDATE = "referral-update"
    NEWS_AND_THANKS = "news-and-thanks"
    EVENT_NOTE = "event-note"
    KEEP_IN_TOUCH = "keep-in-touch"


OF_AN_OPENING = frozenset(
    {
        Kind.STATUS_CHECK,
        Kind.NO_ANSWER,
        Kind.GRACIOUS_REPLY,
        Kind.FEEDBACK_CALL,
        Kind.FEEDBACK_MAIL,
        Kind.OFFER_THANKS,
        Kind.OFFER_DECISION,
        Kind.WITHDRAWAL_NOTE,
        Kind.DOOR_OPEN,
    }
)
"""Kinds that concern an opening rather than one person."""


@dataclass(frozen=True)
class FollowUp:
    """Something to do about a person by a time.

    `due` is the ideal moment on the seeker's wall clock, `latest` the moment after which it is
    pointless. `occasion` names what set the date: one reminder goes out per occasion. `reason`
    says why now, in the seeker's language, `title` is one line for lists and subject lines.
    `any_day` follow-ups do not wait for a working day.
    """

    follow_up_id: str
    relationship_id: str
    kind: Kind
    contact_id: str | None
    opening_id: str | None
    due: Wall
    latest: Wall | None
    importance: int
    title: str
    reason: str
    causes: tuple[str, ...]
    occasion: str
    ordinal: int
    any_day: bool

    def stored(self) -> dict[str, Any]:
        """JSON values; `FollowUp.read` takes them back."""
        return {
            **vars(self),
            "kind": self.kind.value,
            "causes": list(self.causes),
            "due": _stored_wall(self.due),
            "latest": _stored_wall(self.latest) if self.latest else None,
        }

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        """The follow-up that `stored()` gave."""
        latest = stored["latest"]
        return cls(
            **{
                **stored,
                "kind": Kind(stored["kind"]),
                "causes": tuple(stored["causes"]),
                "due": Wall.model_validate(stored["due"]),
                "latest": Wall.model_validate(latest) if latest else None,
                "importance": int(stored["importance"]),
                "ordinal": int(stored["ordinal"]),
            }
        )


def _stored_wall(wall: Wall) -> dict[str, str]:
    return {"local": wall.local.isoformat(timespec="minutes"), "zone": wall.zone}


@dataclass(frozen=True)
class Against:
    """Something that was considered and decided against, and why, in a sentence."""

    kind: Kind
    contact_id: str | None
    opening_id: str | None
    reason: str


@dataclass(frozen=True)
class Plan:
    """What to do, soonest first, and what was decided against."""

    follow_ups: tuple[FollowUp, ...] = ()
    decided_against: tuple[Against, ...] = ()
