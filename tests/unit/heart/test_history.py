"""The history: people, openings, the champion, the ledger."""

from __future__ import annotations

import pytest

from rapport.facts import InterviewLogged, derive
from rapport.history import History
from rapport.phrases import phrases
from rapport.plan.case import Case
from tests.unit.heart.telling import Story

OPENING = derive("Northwind", "Engineer")
NOW = "2026-03-01 12:00"


def _told(*lines: str) -> Story:
    story = Story()
    for number, words in enumerate(lines):
        story.tell(words, f"2026-01-{number + 1:02} 10:00")
    return story


def _round(number: int, people: str) -> str:
    return f"interview at Northwind as Engineer, round {number}, panel: {people}"


def _champion(story: Story) -> tuple[str, str] | None:
    history = story.history()
    champion = history.champion(OPENING)
    if champion is None:
        return None
    case = Case(story.relationship, history, story.playbook, phrases("en"), story.instant(NOW))
    return case.name(champion.contact_id), case.why_champion(champion)


@pytest.mark.parametrize(
    ("lines", "name", "why"),
    [
        (
            [
                _round(1, "Dana Reed 3"),
                _round(2, "Stan Cole 5, Priya Shah 3"),
                _round(3, "Stan Cole 5, Lee Wong 2"),
            ],
            "Stan Cole",
            "Stan Cole: you met twice and felt a 5 both times; the others once, a 3 at most.",
        ),
        (
            [_round(1, "Dana Reed 2")],
            "Dana Reed",
            "Dana Reed: you met once and felt a 2; nobody else was there.",
        ),
        (
            [_round(1, "Dana Reed 4, Stan Cole 4"), _round(2, "Dana Reed 4")],
            "Dana Reed",
            "Dana Reed: you met twice and felt a 4 both times; the other once, a 4.",
        ),
        (
            [
                _round(1, "Dana Reed 4, Stan Cole 3"),
                _round(2, "Dana Reed 4"),
                _round(3, "Dana Reed 5"),
            ],
            "Dana Reed",
            "Dana Reed: you met 3 times and felt a 4, a 4 and a 5; the other once, a 3.",
        ),
        (
            [
                _round(1, "Dana Reed 4, Stan Cole 3, Lee Wong 2"),
                _round(2, "Dana Reed 4, Stan Cole 3"),
                _round(3, "Dana Reed 5"),
            ],
            "Dana Reed",
            (
                "Dana Reed: you met 3 times and felt a 4, a 4 and a 5; "
                "the others twice at most, and never more than a 3."
            ),
        ),
        (
            [_round(1, "Dana Reed 4"), _round(2, "Stan Cole 4")],
            "Stan Cole",
            "Stan Cole: you met once and felt a 4; the other once, a 4. You met Stan Cole last.",
        ),
    ],
)
def test_the_champion_is_who_rapport_was_best_with(lines: list[str], name: str, why: str) -> None:
    """Chosen from all rounds, with the comparison in words."""
    assert _champion(_told(*lines)) == (name, why)


def test_of_equals_the_one_met_last_is_chosen() -> None:
    """With the same rapport and as many meetings, the fresher memory counts."""
    found = _champion(_told(_round(1, "Dana Reed 4"), _round(2, "Stan Cole 4")))
    assert found
    assert found[0] == "Stan Cole"


def test_of_equals_the_one_who_can_be_reached_is_chosen() -> None:
    """Met together with the same rapport: whose number is known is easier to call."""
    story = _told(_round(1, "Dana Reed 4, Stan Cole 4"))
    history = story.history()
    without = [person for person in history.people.values() if not person.reachable]
    assert not without
    for name in ("Dana Reed", "Stan Cole"):
        bare = History.of(
            fact.model_copy(update={"data": _without_mail(fact.data, name)}) for fact in story.facts
        )
        champion = bare.champion(OPENING)
        assert champion
        assert champion.contact_id != derive(name)


def _without_mail(data: object, name: str) -> object:
    interviewers = data.interviewers  # type: ignore[attr-defined]
    bare = [
        met.model_copy(update={"mail": None}) if met.name == name else met for met in interviewers
    ]
    return data.model_copy(update={"interviewers": tuple(bare)})  # type: ignore[attr-defined]


def test_who_rests_is_no_champion() -> None:
    """Whoever the seeker wants no reminders about is left alone here too."""
    story = _told(_round(1, "Dana Reed 3, Stan Cole 5"), "Stan Cole: rest true")
    found = _champion(story)
    assert found
    assert found[0] == "Dana Reed"


def test_nobody_met_is_no_champion() -> None:
    """An opening without an interview has none."""
    assert _champion(_told("opening at Northwind as Engineer")) is None
    assert Story().history().champion(OPENING) is None


def test_last_touch_knows_the_direction() -> None:
    """In and out are told apart; an interview is both."""
    story = _told(
        _round(1, "Stan Cole 5"), "wrote to Stan Cole (mail)", "heard from Stan Cole (call)"
    )
    stan, history = derive("Stan Cole"), story.history()
    newest, out, came = (history.last_touch(stan, way) for way in (None, "out", "in"))
    assert newest == came
    assert newest
    assert out
    assert newest.moment > out.moment
    assert _told(_round(1, "Stan Cole 5")).history().last_touch(stan, "out")
    assert history.last_touch(derive("nobody")) is None


def test_the_ledger_keeps_who_said_what() -> None:
    """Asked, given, declined, by whom; every line stays."""
    story = _told(
        _round(1, "Stan Cole 5"),
        "feedback of Stan Cole: asked",
        "feedback of Stan Cole: given, light on SQL",
    )
    ledger = story.history().feedback
    assert [(one.stage, one.text) for one in ledger] == [("asked", ""), ("given", "light on SQL")]


def test_rapport_is_kept_per_round() -> None:
    """Each meeting keeps its own; the newest is what counts for the rhythm."""
    story = _told(_round(1, "Stan Cole 2"), _round(2, "Stan Cole 5"))
    person = story.history().people[derive("Stan Cole")]
    assert [met.rapport for met in person.meetings] == [2, 5]
    assert person.rapport == 5


def test_the_newest_description_counts() -> None:
    """A corrected name or address replaces the one of the interview."""
    story = _told(
        _round(1, "Stan Cole 5"), "Stan Cole: name Stanley Cole", "Stan Cole: mail stan@new.example"
    )
    person = story.history().people[derive("Stan Cole")]
    assert (person.name, person.mail) == ("Stanley Cole", "stan@new.example")


def test_the_timeline_has_everything_that_stands() -> None:
    """In order of time, without what was withdrawn."""
    story = _told(_round(1, "Stan Cole 5"), "wrote to Stan Cole (mail)")
    story.tell("undo: wrote to Stan Cole (mail)", NOW)
    kinds = [fact.data.detail_type for fact in story.history().timeline()]
    assert kinds == ["interview-logged", "fact-retracted"]


def test_between_equals_the_one_who_can_be_reached_is_the_champion() -> None:
    """Same panel, same rapport: an address decides, and the reason says so."""
    story = _told(_round(1, "Dana Reed 4, Stan Cole 4"))
    logged = story.facts[0].data
    assert isinstance(logged, InterviewLogged)
    dana, stan = logged.interviewers
    for without, who in ((dana, "Stan Cole"), (stan, "Dana Reed")):
        met = [
            one.model_copy(update={"mail": None}) if one is without else one for one in (dana, stan)
        ]
        again = logged.model_copy(update={"interviewers": tuple(met)})
        story.facts[0] = story.facts[0].model_copy(update={"data": again})
        found = _champion(story)
        assert found is not None
        assert found == (who, found[1])
        assert found[1].endswith(f"{who} is the one whose address you have.")
