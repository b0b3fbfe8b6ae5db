"""Facts that do not fit: accepted, asked back or refused as a thoughtful assistant would."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from rapport.facts import (
    AdviceKind,
    AdviceRecorded,
    Answer,
    Channel,
    ContactDescribed,
    Data,
    ExchangeRecorded,
    Fact,
    FactRetracted,
    FeedbackRecorded,
    FollowUpAnswered,
    Format,
    Interviewer,
    InterviewLogged,
    NoteRecorded,
    OpeningFound,
    Outcome,
    OutcomeRecorded,
    ProgressRecorded,
    SeekerLanded,
    Step,
    derive,
)
from rapport.objections import Severity, objections, remarks
from rapport.phrases import phrases
from rapport.plan import Kind
from rapport.wall import Wall
from tests.unit.heart.telling import Story

NOW = "2026-02-20 12:00"
OPENING = derive("Northwind", "Data Engineer")
STAN = derive("Stan Cole")
THE_GOAL = derive("The Goal")
UNKNOWN = derive("nobody knows this")


@pytest.fixture
def story() -> Story:
    """Two rounds at Northwind, a no, and two pieces of advice of Stan's, one of them finished."""
    told = Story()
    for moment, words in [
        (
            "2026-01-12 10:00",
            "interview at Northwind as Data Engineer, round 1, phone: Dana Reed 3",
        ),
        (
            "2026-01-19 10:00",
            "interview at Northwind as Data Engineer, round 2, panel: Stan Cole 5",
        ),
        ("2026-02-02 09:00", "outcome at Northwind as Data Engineer: declined"),
        ("2026-02-04 09:00", "advice of Stan Cole: book “The Goal”"),
        ("2026-02-04 09:00", "advice of Stan Cole: class “an SQL class”"),
        ("2026-02-10 09:00", "progress on “The Goal”: finished"),
        ("2026-02-10 09:00", "progress on “an SQL class”: half-way"),
    ]:
        told.tell(words, moment)
    return told


def _wall(text: str) -> Wall:
    return Wall(local=datetime.fromisoformat(text), zone="Europe/Berlin")


def _interview(
    at: str = "2026-01-26T10:00",
    number: int = 3,
    who: tuple[str, ...] = ("Stan Cole",),
    company: str = "Northwind",
    answer_by: date | None = None,
) -> InterviewLogged:
    return InterviewLogged(
        opening_id=OPENING,
        company=company,
        title="Data Engineer",
        round=number,
        at=_wall(at),
        format=Format.ON_SITE,
        interviewers=tuple(
            Interviewer(contact_id=derive(name), name=name, rapport=4) for name in who
        ),
        answer_by=answer_by,
    )


def _outcome(outcome: Outcome, answer_by: date | None = None, opening: str = OPENING) -> Data:
    return OutcomeRecorded(opening_id=opening, outcome=outcome, answer_by=answer_by)


def _answer(answer: Answer, until: str | None = None) -> Data:
    return FollowUpAnswered(
        follow_up_id=derive("one"),
        kind=Kind.THANK_YOU,
        answer=answer,
        until=_wall(until) if until else None,
    )


def _advice(title: str, who: str = "Stan Cole") -> Data:
    return AdviceRecorded(
        advice_id=derive("new", title), contact_id=derive(who), kind=AdviceKind.BOOK, title=title
    )


def _exchange(who: str = STAN, opening: str | None = None, event_on: str | None = None) -> Data:
    return ExchangeRecorded(
        contact_id=who,
        direction="in",
        channel=Channel.CALL,
        opening_id=opening,
        event="the fair" if event_on else None,
        event_on=date.fromisoformat(event_on) if event_on else None,
    )


REFUSE, ASK, NOTE = Severity.REFUSE, Severity.ASK, Severity.NOTE

CASES: list[tuple[str, Data, list[tuple[Severity, str]]]] = [
    ("a further round before the no", _interview(), []),
    ("an interview after the no", _interview("2026-02-19T10:00"), [(ASK, "opening_id")]),
    ("an interview tomorrow", _interview("2026-02-21T10:00"), [(ASK, "at"), (ASK, "opening_id")]),
    ("an interview in 2062", _interview("2062-02-19T10:00"), [(REFUSE, "at"), (ASK, "opening_id")]),
    ("an interview in 9999", _interview("9999-12-31T23:00"), [(REFUSE, "at")]),
    ("an interview in year 1", _interview("0001-01-01T00:00"), [(REFUSE, "at")]),
    ("an interview ten years ago", _interview("2016-02-19T10:00"), [(ASK, "at")]),
    ("the same interview again", _interview("2026-01-19T10:00", 2), [(ASK, "at")]),
    ("the same round on another day", _interview(number=2), [(ASK, "round")]),
    (
        "the same interviewer twice",
        _interview(who=("Stan Cole", "Stan Cole")),
        [(REFUSE, "interviewers.1")],
    ),
    ("the opening at another company", _interview(company="Contoso"), [(ASK, "company")]),
    ("the company in capitals", _interview(company="NORTHWIND"), []),
    (
        "an answer promised before the interview",
        _interview(answer_by=date(2026, 1, 20)),
        [(ASK, "answer_by")],
    ),
    (
        "an answer promised in forty years",
        _interview(answer_by=date(2066, 1, 20)),
        [(REFUSE, "answer_by")],
    ),
    ("a no, once more", _outcome(Outcome.DECLINED), [(NOTE, "outcome")]),
    ("an offer after the no", _outcome(Outcome.OFFERED), [(ASK, "outcome")]),
    (
        "accepted after the no, without an offer",
        _outcome(Outcome.ACCEPTED),
        [(ASK, "outcome"), (NOTE, "outcome")],
    ),
    (
        "waiting, for a day that is past",
        _outcome(Outcome.WAITING, date(2026, 2, 1)),
        [(ASK, "answer_by"), (ASK, "outcome")],
    ),
    (
        "an outcome of an unknown opening",
        _outcome(Outcome.DECLINED, opening=UNKNOWN),
        [(REFUSE, "opening_id")],
    ),
    (
        "the opening once more",
        OpeningFound(opening_id=OPENING, company="Northwind", title="Data Engineer"),
        [(NOTE, "opening_id")],
    ),
    ("a call of Stan's", _exchange(), []),
    ("a call of a stranger", _exchange(UNKNOWN), [(REFUSE, "contact_id")]),
    ("a call about a strange opening", _exchange(opening=UNKNOWN), [(REFUSE, "opening_id")]),
    ("an event last month", _exchange(event_on="2026-01-02"), [(NOTE, "event_on")]),
    ("an event in the next century", _exchange(event_on="2126-01-02"), [(REFUSE, "event_on")]),
    (
        "feedback of a stranger",
        FeedbackRecorded(contact_id=UNKNOWN, stage="given"),
        [(REFUSE, "contact_id")],
    ),
    ("new advice", _advice("Accelerate"), []),
    ("advice that Stan gave before", _advice("the goal"), [(ASK, "title")]),
    ("advice that Dana gives too", _advice("The Goal", "Dana Reed"), [(NOTE, "title")]),
    ("advice of a stranger", _advice("Accelerate", "Who Ever"), [(REFUSE, "contact_id")]),
    (
        "progress on unknown advice",
        ProgressRecorded(advice_id=UNKNOWN, step=Step.STARTED),
        [(REFUSE, "advice_id")],
    ),
    (
        "a finished book begun",
        ProgressRecorded(advice_id=THE_GOAL, step=Step.STARTED),
        [(ASK, "step")],
    ),
    (
        "a finished book finished",
        ProgressRecorded(advice_id=THE_GOAL, step=Step.FINISHED),
        [(NOTE, "step")],
    ),
    (
        "a step back",
        ProgressRecorded(advice_id=derive("an SQL class"), step=Step.ENROLLED),
        [(NOTE, "step")],
    ),
    (
        "a step on",
        ProgressRecorded(advice_id=derive("an SQL class"), step=Step.FINISHED),
        [],
    ),
    ("put off until Friday", _answer(Answer.SNOOZED, "2026-02-27T08:00"), []),
    ("put off without a time", _answer(Answer.SNOOZED), [(REFUSE, "until")]),
    ("put off until yesterday", _answer(Answer.SNOOZED, "2026-02-19T08:00"), [(REFUSE, "until")]),
    ("put off until 2099", _answer(Answer.SNOOZED, "2099-02-19T08:00"), [(REFUSE, "until")]),
    ("put off until year 1", _answer(Answer.SNOOZED, "0001-01-01T00:00"), [(REFUSE, "until")]),
    ("stop, but what", _answer(Answer.STOPPED), [(ASK, "scope")]),
    ("done", _answer(Answer.DONE), []),
    ("an empty note", NoteRecorded(text=" \n"), [(REFUSE, "text")]),
    (
        "rest and a rhythm at once",
        ContactDescribed(contact_id=STAN, rest=True, cadence_weeks=4),
        [(ASK, "rest")],
    ),
    (
        "rest and a rhythm at once, as a timing",
        ContactDescribed(contact_id=STAN, rest=True, timings={"keep_in_touch_weeks": 4}),
        [(ASK, "rest")],
    ),
    (
        "timings for one person, and one that goes back",
        ContactDescribed(contact_id=STAN, timings={"advice_idle_days": 9, "status_checks": None}),
        [],
    ),
    (
        "a timing out of bounds",
        ContactDescribed(contact_id=STAN, timings={"thank_you_after_hours": 100}),
        [(REFUSE, "timings.thank_you_after_hours")],
    ),
    (
        "a timing that is not about a person",
        ContactDescribed(contact_id=STAN, timings={"reminders_a_day": 5}),
        [(REFUSE, "timings.reminders_a_day")],
    ),
    (
        "a timing that there is not",
        ContactDescribed(contact_id=STAN, timings={"tea_at_five": None}),
        [(REFUSE, "timings.tea_at_five")],
    ),
    (
        "a job that begins in ten years",
        SeekerLanded(opening_id=OPENING, company="Contoso", title="Chef", on=date(2036, 1, 1)),
        [(REFUSE, "on")],
    ),
    ("an undo of nothing", FactRetracted(retracts=UNKNOWN), [(REFUSE, "retracts")]),
]


@pytest.mark.parametrize(
    ("data", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_does_not_fit_is_answered_as_an_assistant_would(
    story: Story, data: Data, expected: list[tuple[Severity, str]]
) -> None:
    """What cannot be true is refused, a likely slip is asked back, a remark is made in passing."""
    found = objections(data, story.history(), story.playbook, story.instant(NOW))
    assert sorted((one.severity, one.field) for one in found) == sorted(expected)
    assert [one.severity for one in found] == sorted(
        (one.severity for one in found), key=list(Severity).index
    )
    for one in found:
        assert one.message[0].isupper() or one.message[0] == "“"
        assert one.message.endswith((".", "?"))


@pytest.mark.parametrize(
    ("data", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_was_recorded_all_the_same_breaks_nothing(
    story: Story, data: Data, expected: list[tuple[Severity, str]]
) -> None:
    """A fact that slipped in is kept, and everybody can still be planned for."""
    before = story.history()
    story.record(data, NOW)
    after = story.history()
    assert len(after.facts) == len(before.facts) + 1
    assert story.plan(NOW).follow_ups


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (_interview("9999-12-31T23:00"), "out-of-calendar"),
        (_outcome(Outcome.DECLINED, opening=UNKNOWN), "unknown-opening"),
        (ProgressRecorded(advice_id=UNKNOWN, step=Step.STARTED), "unknown-advice"),
        (
            AdviceRecorded(
                advice_id=THE_GOAL, contact_id=STAN, kind=AdviceKind.BOOK, title="The Goal"
            ),
            "advice-twice",
        ),
        (_interview(who=("Stan Cole", "Stan Cole")), "same-person-twice"),
        (_answer(Answer.SNOOZED), "snoozed-without-time"),
        (
            ContactDescribed(contact_id=STAN, timings={"tea_at_five": 5}, phone="030 5550100"),
            "timing-does-not-fit",
        ),
        (
            ContactDescribed(contact_id=STAN, timings={"thank_you_after_hours": 100}),
            "timing-does-not-fit",
        ),
        (_outcome(Outcome.WAITING, date(9999, 1, 1)), "out-of-calendar"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_nothing_is_dropped_silently(story: Story, data: Data, why: str) -> None:
    """What the fold sets aside is listed, with a reason that can be read."""
    fact = story.record(data, NOW)
    oddities = story.history().oddities
    assert [(one.fact_id, one.why) for one in oddities] == [(fact.fact_id, why)]
    for language in ("en", "de"):
        assert phrases(language).say(f"oddity.{why}")


@pytest.mark.parametrize(
    ("data", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_was_recorded_unasked_is_remarked_on(
    story: Story, data: Data, expected: list[tuple[Severity, str]]
) -> None:
    """A door that records first says afterwards what it would have said before."""
    now = story.instant(NOW)
    before = objections(data, story.history(), story.playbook, now)
    fact = story.record(data, NOW)
    found = remarks(story.history(), story.playbook, now, fact_id=fact.fact_id)
    if not isinstance(data, FactRetracted):  # an undo of nothing has nothing to be taken back
        assert [(one.severity, one.message) for one in found] == [
            (one.severity, one.message) for one in before
        ]
        assert found == remarks(story.history(), story.playbook, now)
    assert {one.fact_id for one in found} <= {fact.fact_id}


def test_an_interview_after_the_no_is_remarked_on_until_it_is_clear(story: Story) -> None:
    """What is odd is said of the newest fact about an opening, and no more once it fits."""

    def said(now: str = NOW) -> list[str]:
        found = remarks(story.history(), story.playbook, story.instant(now), opening_id=OPENING)
        return [one.message for one in found]

    assert said() == []
    story.record(_interview("2026-02-19T10:00"), "2026-02-19 11:00")
    assert " ".join(said()) == (
        "Northwind said no on Monday 2 February. "
        "Did they come back to you? Then this opens it again."
    )
    story.tell("undo: outcome at Northwind as Data Engineer: declined", NOW)
    assert said() == []


def test_a_date_that_has_come_is_remarked_on_no_more(story: Story) -> None:
    """“Has not come yet” is not said of yesterday."""
    fact = story.record(_interview("2026-02-22T10:00"), NOW)
    said = [_said_of(fact, story, now) for now in (NOW, "2026-02-23 12:00")]
    assert [("has not come yet" in words) for words in said] == [True, False]


def test_a_promise_that_was_in_time_is_not_remarked_on_later(story: Story) -> None:
    """“Is past already” is said of a day that was past when it was noted, not of every day."""
    story.tell("undo: outcome at Northwind as Data Engineer: declined", NOW)
    fact = story.record(_outcome(Outcome.WAITING, date(2026, 2, 25)), NOW)
    late = story.record(_outcome(Outcome.WAITING, date(2026, 2, 18)), NOW)
    assert _said_of(fact, story, "2026-03-01 12:00") == ""
    assert "is past already" in _said_of(late, story, "2026-03-01 12:00")


def _said_of(fact: Fact, story: Story, moment: str) -> str:
    now = story.instant(moment)
    found = remarks(story.history(), story.playbook, now, fact_id=fact.fact_id)
    return " ".join(one.message for one in found)


def test_what_was_taken_back_is_not_remarked_on(story: Story) -> None:
    """A fact that does not stand, and one that nobody knows, need no word."""
    fact = story.record(_interview("2026-02-19T10:00"), "2026-02-19 11:00")
    story.record(FactRetracted(retracts=fact.fact_id), NOW)
    for fact_id in (fact.fact_id, UNKNOWN):
        assert remarks(story.history(), story.playbook, story.instant(NOW), fact_id=fact_id) == ()


def test_what_happens_tomorrow_has_not_happened(story: Story) -> None:
    """A call is noted when it took place."""
    now = story.instant(NOW)
    found = objections(
        _exchange(), story.history(), story.playbook, now, occurred_at=now + timedelta(days=1)
    )
    assert [(one.severity, one.field) for one in found] == [(REFUSE, "occurred_at")]


def test_an_undo_of_an_undone_fact_is_only_remarked_on(story: Story) -> None:
    """Pressing the link twice does no harm."""
    slip = story.said["outcome at Northwind as Data Engineer: declined"]
    story.record(FactRetracted(retracts=slip.fact_id), NOW)
    found = objections(
        FactRetracted(retracts=slip.fact_id), story.history(), story.playbook, story.instant(NOW)
    )
    assert [(one.severity, one.field) for one in found] == [(NOTE, "retracts")]


def test_a_second_answer_counts_and_says_so(story: Story) -> None:
    """Who answers twice is told that the newer answer counts."""
    story.record(_answer(Answer.DONE), NOW)
    found = objections(_answer(Answer.SKIPPED), story.history(), story.playbook, story.instant(NOW))
    assert [(one.severity, one.field) for one in found] == [(NOTE, "follow_up_id")]


def test_a_second_job_is_asked_back(story: Story) -> None:
    """Two jobs at once are possible, a slip is more likely."""
    story.tell("landed at Contoso as Chef", NOW)
    again = SeekerLanded(opening_id=OPENING, company="X", title="Y", on=date(2026, 2, 20))
    found = objections(again, story.history(), story.playbook, story.instant(NOW))
    assert [(one.severity, one.field) for one in found] == [(ASK, "opening_id")]


def test_an_interview_after_the_no_opens_it_again(story: Story) -> None:
    """Confirmed, it counts: the company came back, and the checks begin anew."""
    assert story.history().openings[OPENING].closed
    story.record(_interview("2026-02-19T10:00"), "2026-02-19 11:00")
    assert not story.history().openings[OPENING].closed
    kinds = {one.kind for one in story.plan(NOW).follow_ups}
    assert Kind.STATUS_CHECK in kinds
    assert Kind.FEEDBACK_CALL not in kinds


def test_the_newest_of_two_outcomes_counts(story: Story) -> None:
    """A no that turned into an offer is an offer."""
    story.record(_outcome(Outcome.OFFERED), NOW)
    assert story.history().openings[OPENING].outcome is Outcome.OFFERED
    assert Kind.OFFER_DECISION in {one.kind for one in story.plan(NOW).follow_ups}
