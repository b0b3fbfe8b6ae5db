"""The playbook: every timing and cap, as settings that the seeker can edit.

Each setting says what it does, in which unit, within which bounds, and where its default comes
from, as a reader understands it; `Playbook.settings()` hands all of that to a page. What sources
disagree on, or leave open, is called our own estimate.

A *personal* setting is about one person and may be set for that person alone: such values by name
are a person's timings (`Person.timings`). `Playbook.personal_settings` lists them for a page,
`fits_person` says whether a value may be stored, `Playbook.for_person` gives the rules that apply.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from functools import cache
from typing import Annotated, Any, Literal, Self, cast

from annotated_types import Ge, Le
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from rapport.later import dataclass
from rapport.wall import Zone

_CHOICE = "our own choice"
_ESTIMATE = "our own estimate, where advice differs or is silent"
_TOUCHES = "advice goes from one (UC Merced, “normally once”) to three (Naviga)"

LONGEST_QUIET_HOURS = 20
"""A day must leave this many hours less than 24 in which a reminder may come."""

Group = Literal["you", "interviews", "outcomes", "advice", "keep in touch"]


@dataclass(frozen=True)
class Setting:
    """One line of the settings page."""

    name: str
    group: Group
    value: Any
    default: Any
    unit: str
    least: float | None
    most: float | None
    description: str
    source: str
    personal: bool = False


def _setting(
    default: Any,
    group: Group,
    unit: str,
    description: str,
    source: str,
    ge: int | None = None,
    le: int | None = None,
    personal: bool = False,
) -> Any:
    about: dict[str, Any] = {"group": group, "unit": unit, "source": source, "personal": personal}
    return Field(default, description=description, json_schema_extra=about, ge=ge, le=le)


def _hours(
    default: int,
    group: Group,
    description: str,
    source: str,
    most: int = 336,
    personal: bool = False,
) -> Any:
    return _setting(default, group, "hours", description, source, 0, most, personal)


def _days(
    default: int,
    group: Group,
    description: str,
    source: str,
    least: int = 0,
    most: int = 365,
    personal: bool = False,
) -> Any:
    return _setting(default, group, "days", description, source, least, most, personal)


def _weeks(
    default: int, group: Group, description: str, source: str, personal: bool = False
) -> Any:
    return _setting(default, group, "weeks", description, source, 1, 104, personal)


def _cap(
    default: int,
    group: Group,
    unit: str,
    description: str,
    source: str,
    least: int = 0,
    most: int = 20,
) -> Any:
    return _setting(default, group, unit, description, source, least, most, personal=True)


def _rapport(default: int, group: Group, description: str, source: str) -> Any:
    return _setting(default, group, "rapport", description, source, ge=1, le=5)


_WINDOWS = (
    ("thank_you_after_hours", "thank_you_until_days"),
    ("gracious_reply_after_hours", "gracious_reply_until_days"),
    ("feedback_after_days", "feedback_until_days"),
    ("news_after_days", "news_until_days"),
    ("event_note_after_days", "event_note_until_days"),
    ("referral_update_after_days", "referral_until_days"),
)
"""When something is due, and when it has become pointless, which must be later."""

Weekday = Annotated[int, Field(ge=1, le=7)]


class Playbook(BaseModel):
    """Timings and caps of one seeker. Days are calendar days of the seeker's own zone."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")

    # You: where you are and when you want to hear from the system.
    zone: Zone = _setting(
        "UTC", "you", "IANA zone", "Your time zone; every time is meant on its clocks.", _CHOICE
    )
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = _setting(
        "en", "you", "language", "The language of reminders and drafts.", _CHOICE
    )
    quiet_from: time = _setting(
        time(20, 0), "you", "time", "From this time on no reminder comes.", _CHOICE
    )
    quiet_until: time = _setting(
        time(8, 0), "you", "time", "Until this time no reminder comes.", _CHOICE
    )
    working_days: tuple[Weekday, ...] = _setting(
        (1, 2, 3, 4, 5),
        "you",
        "weekdays, 1 is Monday",
        "Days for reminders to write to somebody that can wait; thank-yous, replies, and what is "
        "for you alone, such as your studies, come on any day.",
        _CHOICE,
    )
    usual_time: time = _setting(
        time(9, 0), "you", "time", "When reminders come that are due on a day.", _CHOICE
    )
    reminders_a_day: int = _setting(
        3,
        "you",
        "reminders",
        "At most this many reminders a day. The rest moves on, the least important first.",
        "our own choice: a few are done, twenty are put off",
        ge=1,
        le=50,
    )

    # Interviews.
    thank_you_after_hours: int = _hours(
        20,
        "interviews",
        "Thank each interviewer this long after the interview.",
        "within a day (WashU Law), or one to two days (Iowa State)",
        most=72,
        personal=True,
    )
    thank_you_until_days: int = _days(
        7, "interviews", "A thank-you is too late after this long.", _ESTIMATE, most=30
    )
    thank_you_again_after_days: int = _days(
        10,
        "interviews",
        "Do not thank somebody again who was thanked less than this long ago.",
        "our own estimate: one thank-you for each interviewer, not for each round (Iowa State)",
        most=90,
        personal=True,
    )
    status_check_after_days: int = _days(
        7,
        "interviews",
        "Ask where things stand this long after the last word: an interview, an answer.",
        "a week after the interview (Georgetown, Yale)",
        most=60,
        personal=True,
    )
    status_check_after_promise_days: int = _days(
        0,
        "interviews",
        "Where they promised an answer by a day, ask this long after that day.",
        "our own choice; Georgetown advises to wait a week more",
        most=60,
        personal=True,
    )
    status_check_time: time = _setting(
        time(17, 0),
        "interviews",
        "time",
        "The time of day to ask where things stand: late, because an answer may come that day.",
        _CHOICE,
    )
    status_check_every_days: int = _days(
        7,
        "interviews",
        "Ask again where things stand after this long.",
        "again after two weeks (Georgetown)",
        least=1,
        most=60,
        personal=True,
    )
    status_checks: int = _cap(
        2,
        "interviews",
        "checks",
        "Ask this often without an answer; then you are asked whether to close it.",
        _TOUCHES,
    )
    unanswered_touches: int = _cap(
        2,
        "interviews",
        "touches",
        "Write to a person this often without an answer, over all openings; then leave them alone.",
        _TOUCHES,
        least=1,
        most=10,
    )

    # Outcomes.
    gracious_reply_after_hours: int = _hours(
        1,
        "outcomes",
        "Reply graciously to a no after this long.",
        "at once (Chase Tech), or within one to two days (climbtheladder)",
        most=72,
    )
    gracious_reply_until_days: int = _days(
        5, "outcomes", "A reply to a no is too late after this long.", _ESTIMATE, most=30
    )
    feedback_after_days: int = _days(
        2,
        "outcomes",
        "Ask for feedback this long after a no.",
        "our own estimate, between a day (climbtheladder) and two weeks (Quick & Dirty Tips)",
        most=30,
        personal=True,
    )
    feedback_until_days: int = _days(
        14,
        "outcomes",
        "It is too late to ask for feedback after this long.",
        "about two weeks (Quick & Dirty Tips)",
        most=90,
    )
    feedback_call_rapport: int = _rapport(
        4,
        "outcomes",
        "Ask for feedback in a call with whom you got on at least this well.",
        "a call of ten minutes is advised (jhacareers); with whom is our own estimate",
    )
    feedback_mail_rapport: int = _rapport(
        3,
        "outcomes",
        "Ask for feedback by mail with whom you got on at least this well; below it, do not ask.",
        "our own estimate; some advise never to ask (AgCareers)",
    )
    feedback_nudge_after_days: int = _days(
        7,
        "outcomes",
        "Ask once more for feedback that did not come, after this long.",
        _ESTIMATE,
        most=60,
        personal=True,
    )
    offer_decision_before_days: int = _days(
        2,
        "outcomes",
        "Decide on an offer this long before it runs out.",
        _ESTIMATE,
        most=30,
    )
    offer_decision_after_days: int = _days(
        5,
        "outcomes",
        "Decide on an offer without an end this long after it came.",
        _ESTIMATE,
        most=60,
    )
    door_open_after_days: int = _days(
        28,
        "outcomes",
        "After a silence, send one light note this much later.",
        _ESTIMATE,
    )
    news_after_days: int = _days(
        1,
        "outcomes",
        "When you took a job, tell and thank all who helped after this long.",
        _ESTIMATE,
        most=60,
        personal=True,
    )
    news_until_days: int = _days(30, "outcomes", "It is news no longer after this long.", _ESTIMATE)

    # Advice.
    advice_check_in_after_days: int = _days(
        3,
        "advice",
        "You are asked how it goes with advice this long after it was given.",
        _ESTIMATE,
        personal=True,
    )
    advice_check_in_every_days: int = _days(
        14,
        "advice",
        "You are asked again after this long.",
        _ESTIMATE,
        least=1,
        most=365,
        personal=True,
    )
    advice_check_ins: int = _cap(
        2,
        "advice",
        "questions",
        "You are asked this often about advice that you have not begun; then it rests.",
        _CHOICE,
    )
    advice_idle_days: int = _days(
        28,
        "advice",
        "You are asked about advice that you have begun this long after the last step.",
        _ESTIMATE,
        least=1,
        most=365,
        personal=True,
    )
    progress_report_after_hours: int = _hours(
        3,
        "advice",
        "Report to whoever gave the advice this long after a step.",
        "our own choice: they hear of each step",
        personal=True,
    )
    progress_report_every_days: int = _days(
        14,
        "advice",
        "Leave this long between two reports to one person; steps are told together.",
        "now and then, not weekly (UConn)",
        personal=True,
    )

    # Keep in touch.
    keep_in_touch_rapport: int = _rapport(
        3, "keep in touch", "Keep in touch with whom you got on at least this well.", _CHOICE
    )
    keep_in_touch_close_rapport: int = _rapport(
        4,
        "keep in touch",
        "Write more often to whom you got on with at least this well.",
        _ESTIMATE,
    )
    keep_in_touch_close_weeks: int = _weeks(
        8,
        "keep in touch",
        "Those hear from you this long after you were last in touch.",
        "every few months (Santa Clara)",
    )
    keep_in_touch_weeks: int = _weeks(
        12,
        "keep in touch",
        "Everybody else hears from you this long after you were last in touch.",
        "every few months (Santa Clara)",
        personal=True,
    )
    keep_in_touch_window_weeks: int = _weeks(
        4,
        "keep in touch",
        "A greeting may be late by this much, until it is dropped.",
        _ESTIMATE,
        personal=True,
    )
    event_note_after_days: int = _days(
        1,
        "keep in touch",
        "Ask how it went this long after something that a person mentioned.",
        _ESTIMATE,
        most=60,
        personal=True,
    )
    event_note_until_days: int = _days(
        10, "keep in touch", "That is no reason to write any more after this long.", _ESTIMATE
    )
    referral_update_after_days: int = _days(
        1,
        "keep in touch",
        "Tell who referred you how it went this long after the first interview, and the outcome.",
        _ESTIMATE,
        most=60,
        personal=True,
    )
    referral_until_days: int = _days(
        14,
        "keep in touch",
        "Thanks for a referral, or news of it, are too late after this long.",
        _ESTIMATE,
    )

    @field_validator("working_days")
    @classmethod
    def _some_days(cls, days: tuple[int, ...]) -> tuple[int, ...]:
        if not days:
            raise ValueError("choose at least one day, otherwise no reminder could ever come")
        return tuple(sorted(set(days)))

    @field_validator("quiet_from", "quiet_until", "usual_time", "status_check_time")
    @classmethod
    def _to_the_minute(cls, clock: time) -> time:
        if clock.tzinfo is not None:
            raise ValueError("write the time without an offset, the zone is a setting of its own")
        return clock.replace(second=0, microsecond=0)

    @model_validator(mode="after")
    def _some_hours(self) -> Self:
        if self.quiet_minutes > LONGEST_QUIET_HOURS * 60:
            raise ValueError(
                f"quiet_from, quiet_until: quiet for more than {LONGEST_QUIET_HOURS} hours "
                "leaves too little of the day for reminders"
            )
        return self

    @model_validator(mode="after")
    def _due_before_pointless(self) -> Self:
        for after, until in _WINDOWS:
            hours = getattr(self, after) * (1 if after.endswith("_hours") else 24)
            if hours >= getattr(self, until) * 24:
                raise ValueError(f"{after}, {until}: due when it is pointless already")
        return self

    @property
    def quiet_minutes(self) -> int:
        """The length of the quiet hours; 0 when both ends are the same."""
        start = self.quiet_from.hour * 60 + self.quiet_from.minute
        end = self.quiet_until.hour * 60 + self.quiet_until.minute
        return (end - start) % (24 * 60)

    @classmethod
    def of(cls, overrides: dict[str, Any]) -> Self:
        """The defaults with `overrides` (JSON values by setting name) laid over them.

        Raises:
            pydantic.ValidationError: an unknown setting, or a value out of bounds.
        """
        return cls.model_validate(overrides)

    def overrides(self) -> dict[str, Any]:
        """What differs from the defaults, as JSON values; `of` takes it back."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def settings(self) -> tuple[Setting, ...]:
        """Every setting with its value, unit, bounds and source, for a page or an API."""
        return tuple(
            Setting(name=name, value=getattr(self, name), **about)
            for name, about in _catalogue().items()
        )

    def personal_settings(
        self, timings: Mapping[str, int], rapport: int | None = None
    ) -> tuple[Setting, ...]:
        """The settings of a person with these timings and the rapport felt last, for a page.

        The default of each is what applies without a timing: the seeker's own value.
        """
        general = {
            name: getattr(self, name) for name, about in _catalogue().items() if about["personal"]
        }
        general["keep_in_touch_weeks"] = self.rhythm(rapport)
        return tuple(
            Setting(
                name=name,
                value=timings.get(name, default),
                **{**_catalogue()[name], "default": default},
            )
            for name, default in general.items()
        )

    def rhythm(self, rapport: int | None) -> int:
        """Weeks from touch to touch with somebody of this rapport."""
        close = (rapport or 0) >= self.keep_in_touch_close_rapport
        return self.keep_in_touch_close_weeks if close else self.keep_in_touch_weeks

    def for_person(self, timings: Mapping[str, int]) -> Self:
        """The rules for a person with these timings, each of which `fits_person`.

        Something that is due later for them than it is pointless for others is pointless later too.
        """
        if not timings:
            return self
        wider: dict[str, int] = {}
        for after, until in _WINDOWS:
            if after in timings:
                days = timings[after] // (24 if after.endswith("_hours") else 1)
                wider[until] = max(getattr(self, until), days + 1)
        return self.model_copy(update={**wider, **timings})


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    catalogue: dict[str, dict[str, Any]] = {}
    for name, field in Playbook.model_fields.items():
        extra = cast("dict[str, Any]", field.json_schema_extra)
        catalogue[name] = {
            "group": extra["group"],
            "default": field.default,
            "unit": extra["unit"],
            "least": next((bound.ge for bound in field.metadata if isinstance(bound, Ge)), None),
            "most": next((bound.le for bound in field.metadata if isinstance(bound, Le)), None),
            "description": field.description,
            "source": extra["source"],
            "personal": extra["personal"],
        }
    return catalogue


def bounds(name: str) -> tuple[int, int] | None:
    """Between what a personal setting may lie; None where no setting of this name is personal."""
    about = _catalogue().get(name)
    return (about["least"], about["most"]) if about and about["personal"] else None


def fits_person(name: str, value: int | None) -> bool:
    """Whether a timing may be set for one person; None goes back to the seeker's own."""
    within = bounds(name)
    return within is not None and (value is None or within[0] <= value <= within[1])
