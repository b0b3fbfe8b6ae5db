"""The playbook: every timing and cap, as settings that the seeker can edit.

Each setting says what it does, in which unit, within which bounds, and where its default comes
from; `Playbook.settings()` hands all of that to a page. What sources disagree on, or leave open, is
marked "interpolated".

A *personal* setting is about one person and may be set for that person alone: such values by name
are a person's timings (`Person.timings`). `Playbook.personal_settings` lists them for a page,
`fits_person` says whether a value may be stored, `Playbook.for_person` gives the rules that apply.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from typing import Annotated, Any, Literal, Self, cast

from annotated_types import Ge, Le
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from rapport.wall import Zone

LONGEST_QUIET_HOURS = 20
"""A day must leave this many hours less than 24 in which a reminder may come."""

Group = Literal["you", "interviews", "outcomes", "advice", "keep in touch"]


@dataclass(frozen=True, slots=True)
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
        "UTC", "you", "IANA zone", "Your time zone; every time is meant on its clocks.", "you"
    )
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = _setting(
        "en", "you", "language", "The language of reminders and drafts.", "you"
    )
    quiet_from: time = _setting(
        time(20, 0), "you", "time", "From this time on no reminder comes.", "house default"
    )
    quiet_until: time = _setting(
        time(8, 0), "you", "time", "Until this time no reminder comes.", "house default"
    )
    working_days: tuple[Weekday, ...] = _setting(
        (1, 2, 3, 4, 5),
        "you",
        "weekdays, 1 is Monday",
        "Days for reminders that can wait; thank-yous and replies come on any day.",
        "house default",
    )
    usual_time: time = _setting(
        time(9, 0), "you", "time", "When a reminder comes that is due on a day.", "house default"
    )
    reminders_a_day: int = _setting(
        3,
        "you",
        "reminders",
        "At most so many reminders a day; the rest moves to the next days by importance.",
        "house default; twenty on one day is what users of neighbouring tools complain about",
        ge=1,
        le=50,
    )

    # Interviews.
    thank_you_after_hours: int = _hours(
        20,
        "interviews",
        "A thank-you to each interviewer is due so long after the interview.",
        "within 24 h (WashU Law); 1-2 days, one per interviewer (Iowa State)",
        most=72,
        personal=True,
    )
    thank_you_until_days: int = _days(
        7, "interviews", "After so many days a thank-you is pointless.", "interpolated", most=30
    )
    thank_you_again_after_days: int = _days(
        10,
        "interviews",
        "A person who was thanked less than so many days before is not thanked again.",
        "interpolated: one thank-you per interviewer, not one per round (Iowa State)",
        most=90,
        personal=True,
    )
    status_check_after_days: int = _days(
        7,
        "interviews",
        "The first status check, counted from the newest word: an interview, an answer.",
        "a week after the interview (Georgetown); about a week (Yale)",
        most=60,
        personal=True,
    )
    status_check_after_promise_days: int = _days(
        0,
        "interviews",
        "The first status check, counted from the day by which they promised an answer.",
        "from the promised date on (Georgetown waits a week more)",
        most=60,
        personal=True,
    )
    status_check_time: time = _setting(
        time(17, 0),
        "interviews",
        "time",
        "When a status check comes on its day: late, so that an answer is noted by then.",
        "house default",
    )
    status_check_every_days: int = _days(
        7,
        "interviews",
        "From one status check to the next.",
        "again at two weeks (Georgetown)",
        least=1,
        most=60,
        personal=True,
    )
    status_checks: int = _cap(
        2,
        "interviews",
        "checks",
        "So many status checks without an answer, then the question whether to close it.",
        '"normally once" (UC Merced); two (career-ops); three (Naviga)',
    )
    unanswered_touches: int = _cap(
        2,
        "interviews",
        "touches",
        "So many touches of one person without an answer, over all openings; then they rest.",
        '"normally once" (UC Merced); two (career-ops); three (Naviga)',
        least=1,
        most=10,
    )

    # Outcomes.
    gracious_reply_after_hours: int = _hours(
        1,
        "outcomes",
        "A gracious reply to a no is due so long after it.",
        "at once (Chase Tech); 24-48 h (climbtheladder)",
        most=72,
    )
    gracious_reply_until_days: int = _days(
        5, "outcomes", "After so many days a reply to a no is pointless.", "interpolated", most=30
    )
    feedback_after_days: int = _days(
        2,
        "outcomes",
        "Feedback is asked so many days after a no.",
        "interpolated between 24-48 h (climbtheladder) and two weeks (Quick & Dirty Tips)",
        most=30,
        personal=True,
    )
    feedback_until_days: int = _days(
        14,
        "outcomes",
        "After so many days asking for feedback is pointless.",
        "about two weeks (Quick & Dirty Tips)",
        most=90,
    )
    feedback_call_rapport: int = _rapport(
        4,
        "outcomes",
        "From this rapport on feedback is asked in a call of about ten minutes.",
        "a 10-minute call (jhacareers)",
    )
    feedback_mail_rapport: int = _rapport(
        3,
        "outcomes",
        "From this rapport on feedback is asked by mail; below it, not at all.",
        "contra: safest not to ask (AgCareers)",
    )
    feedback_nudge_after_days: int = _days(
        7,
        "outcomes",
        "One nudge when feedback asked for did not come.",
        "interpolated",
        most=60,
        personal=True,
    )
    offer_decision_before_days: int = _days(
        2,
        "outcomes",
        "A decision on an offer is due so many days before it runs out.",
        "interpolated",
        most=30,
    )
    offer_decision_after_days: int = _days(
        5,
        "outcomes",
        "A decision on an offer without an end is due so many days after it came.",
        "interpolated",
        most=60,
    )
    door_open_after_days: int = _days(
        28,
        "outcomes",
        "After silence the door is kept open by one light note so many days later.",
        "interpolated",
    )
    news_after_days: int = _days(
        1,
        "outcomes",
        "News and thanks go to all who helped so many days after an offer was accepted.",
        "interpolated: close the loop with everybody who helped",
        most=60,
        personal=True,
    )
    news_until_days: int = _days(
        30, "outcomes", "After so many days the news is no news.", "interpolated"
    )

    # Advice.
    advice_check_in_after_days: int = _days(
        3,
        "advice",
        "The first question how it goes with advice, after it was given.",
        "interpolated",
        personal=True,
    )
    advice_check_in_every_days: int = _days(
        14,
        "advice",
        "From one such question to the next.",
        "interpolated",
        least=1,
        most=365,
        personal=True,
    )
    advice_check_ins: int = _cap(
        2,
        "advice",
        "questions",
        "So many questions about advice not begun; then it rests.",
        "house",
    )
    advice_idle_days: int = _days(
        28,
        "advice",
        "The question how it goes with advice that was begun, after the last step.",
        "interpolated",
        least=1,
        most=365,
        personal=True,
    )
    progress_report_after_hours: int = _hours(
        3,
        "advice",
        "A report to who gave the advice is due so long after a step.",
        "a report at each step of the advice (house rule); the delay is interpolated",
        personal=True,
    )
    progress_report_every_days: int = _days(
        14,
        "advice",
        "Two reports to one person are at least so many days apart; steps are bundled.",
        "periodically, not weekly (UConn)",
        personal=True,
    )

    # Keep in touch.
    keep_in_touch_rapport: int = _rapport(
        3, "keep in touch", "From this rapport on a person is kept in touch with.", "house default"
    )
    keep_in_touch_close_rapport: int = _rapport(
        4, "keep in touch", "From this rapport on the shorter rhythm applies.", "interpolated"
    )
    keep_in_touch_close_weeks: int = _weeks(
        8,
        "keep in touch",
        "The rhythm for people with good rapport, from the last touch in either direction.",
        "every few months (Santa Clara); interpolated",
    )
    keep_in_touch_weeks: int = _weeks(
        12,
        "keep in touch",
        "The rhythm for everybody else, from the last touch in either direction.",
        "every few months (Santa Clara); every 8 months is too rare (powerties)",
        personal=True,
    )
    keep_in_touch_window_weeks: int = _weeks(
        4, "keep in touch", "From the ideal date to the latest.", "interpolated", personal=True
    )
    event_note_after_days: int = _days(
        1,
        "keep in touch",
        "After something that a person mentioned, ask how it went.",
        "interpolated",
        most=60,
        personal=True,
    )
    event_note_until_days: int = _days(
        10, "keep in touch", "After so many days it is no longer a reason to write.", "interpolated"
    )
    referral_update_after_days: int = _days(
        1,
        "keep in touch",
        "Who referred you hears so many days after the first interview, and after the outcome.",
        "interpolated",
        most=60,
        personal=True,
    )
    referral_until_days: int = _days(
        14, "keep in touch", "After so many days thanks or an update are pointless.", "interpolated"
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
