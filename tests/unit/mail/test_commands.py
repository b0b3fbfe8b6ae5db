"""What the words of a mail ask for and tell."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from rapport.mail.commands import (
    AdviceGiven,
    Done,
    ExchangeSaid,
    FeedbackGiven,
    Help,
    InterviewerSaid,
    InterviewSaid,
    ListPending,
    Note,
    OutcomeSaid,
    ProgressMade,
    Skip,
    Snooze,
    Stop,
    Understood,
    Undo,
    interview_in,
    understand,
)  # fmt: skip

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=ZoneInfo(BERLIN))
"""A Wednesday."""


def understood(text: str) -> list[Understood]:
    return understand(text, now=NOW, zone=BERLIN)


def snoozed(text: str) -> str | None:
    (command,) = understood(text)
    assert isinstance(command, Snooze)
    at = command.until.at
    return at.strftime("%Y-%m-%d %H:%M") if at else None


def test_the_story_of_day_31() -> None:
    """One mail: done, feedback, two books and a class."""
    said = (
        "Stan said I was light on SQL. He said read 'Designing Data-Intensive Applications' and "
        "'The Goal', and take an evening SQL class"
    )
    assert understood(f"done. {said}") == [
        Done(said),
        FeedbackGiven("Stan", "I was light on SQL."),
        AdviceGiven("Stan", "book", "Designing Data-Intensive Applications"),
        AdviceGiven("Stan", "book", "The Goal"),
        AdviceGiven("Stan", "class", "evening SQL class"),
    ]


def test_the_story_of_days_34_and_49() -> None:
    """A step on the advice, and a snooze to a wall-clock time."""
    assert understood("bought the books") == [ProgressMade("books", "bought", "bought the books")]
    assert snoozed("snooze until Friday 8am") == "2026-11-27 08:00"


def test_what_she_said_and_recommended_are_two_things() -> None:
    """Advice at the end of a sentence is advice all the same."""
    text = "She said my SQL is weak and recommended 'The Goal'"
    understood = understand(text, now=NOW, zone="Europe/Berlin")
    assert [type(one) for one in understood] == [FeedbackGiven, AdviceGiven]
    assert understand("I met her and recommended 'The Goal'", now=NOW, zone="Europe/Berlin") == [
        ExchangeSaid(None, "I met her and recommended 'The Goal'", "out", "meeting")
    ]


def test_small_talk_in_between_hides_nothing() -> None:
    """What fits no table is a note; what stands beside it is understood all the same."""
    text = "done. It was sunny. She said my SQL is weak. And then we walked. He recommended 'It'."
    understood = understand(text, now=NOW, zone="Europe/Berlin")
    assert [type(one) for one in understood] == [Done, Note, FeedbackGiven, Note, AdviceGiven]


def test_the_same_in_german() -> None:
    """The second language, found without being told."""
    said = (
        "Stan sagte, ich sei schwach in SQL. Er empfahl mir, 'Das Ziel' zu lesen und einen "
        "Abendkurs in SQL zu belegen."
    )
    assert understood(f"erledigt. {said}") == [
        Done(said),
        FeedbackGiven("Stan", "ich sei schwach in SQL."),
        AdviceGiven("Stan", "book", "Das Ziel"),
        AdviceGiven("Stan", "class", "Abendkurs in SQL"),
    ]
    assert understood("Habe die Bücher gekauft.") == [
        ProgressMade("Bücher", "bought", "Habe die Bücher gekauft.")
    ]
    assert snoozed("verschieben bis Freitag 8 Uhr") == "2026-11-27 08:00"


@pytest.mark.parametrize(
    "text",
    ["done", "Done!", "DONE ✅", "done.", "  done  ", "done, thanks", "Thanks, done.", "It's done",
     "I’ve done it", "done :)", "Hi Rapport,\n\ndone\n\nThanks,\nRoger", "erledigt", "Sent it!"],
)  # fmt: skip
def test_done_in_many_words(text: str) -> None:
    """The whole first sentence, with a greeting above and a sign-off below."""
    assert understood(text) == [Done("")]


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("skip", Skip()), ("Skip this one.", Skip()), ("überspringen", Skip()),
        ("stop", Stop(None)), ("Please stop.", Stop(None)), ("stop everything", Stop("everything")),
        ("stop all reminders", Stop("everything")), ("stop this person", Stop("person")),
        ("Stop reminding me about Stan", Stop("person", "Stan")),
        ("stop reminding me about Stan Lee.", Stop("person", "Stan Lee")),
        ("stop thank-you reminders", Stop("kind")), ("stop this kind", Stop("kind")),
        ("stopp alles", Stop("everything")), ("undo", Undo()), ("rückgängig", Undo()),
        ("list", ListPending()), ("What's pending?", ListPending()),
        ("Was steht an?", ListPending()),
        ("help", Help()), ("?", Help()), ("Hilfe!", Help()),
    ],
)  # fmt: skip
def test_a_command_is_the_whole_first_sentence(text: str, command: Understood) -> None:
    """One command, nothing else."""
    assert understood(text) == [command]


@pytest.mark.parametrize(
    "text", ["not yet", "not done yet", "I haven't done it yet.", "noch nicht gemacht"]
)
def test_what_is_not_done_yet_is_asked_for_a_time(text: str) -> None:
    """Nothing has moved until they name one, and the receipt says so."""
    (wish,) = understood(text)
    assert isinstance(wish, Snooze)
    assert (wish.until.at, wish.until.ambiguous) == (None, False)


@pytest.mark.parametrize("text", ["Angemeldet!!", "hab mich angemeldet", "registered!"])
def test_a_step_alone_is_about_what_the_reminder_is(text: str) -> None:
    """It names no thing, since the reminder did."""
    assert understood(text) == [ProgressMade("", "enrolled", text)]


@pytest.mark.parametrize(
    "text", ["Angemeldet hat er sich", "angemeldet?", "noch nicht angemeldet", "nicht angemeldet"]
)
def test_a_step_of_anybody_is_none(text: str) -> None:
    """A longer sentence that begins so is about somebody; who asks has done nothing."""
    assert not any(isinstance(each, ProgressMade) for each in understood(text))


@pytest.mark.parametrize(
    "text",
    ["stop by tomorrow", "I will stop soon", "skip school", "the list is long", "help Stan",
     "Stan asked me to stop", "is it done?", "undo my tie", "remind me of the milk",
     "snoozing is nice", "doner kebab", "He said\nstop\nskip\ndone"],
)  # fmt: skip
def test_a_command_word_within_a_sentence_does_nothing(text: str) -> None:
    """Only notes and exchanges: nothing that acts."""
    acting = (Done, Snooze, Skip, Stop, Undo, ListPending, Help)
    assert not any(isinstance(each, acting) for each in understood(text))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("snooze 3 days", "2026-11-28 10:30"),
        ("Snooze for 3 days, please", "2026-11-28 10:30"),
        ("remind me tomorrow at 9", "2026-11-26 09:00"),
        ("Not yet, remind me next week", "2026-11-30 09:00"),
        ("until Monday", "2026-11-30 09:00"),
        ("in two weeks", "2026-12-09 10:30"),
        ("move to Friday 8am", "2026-11-27 08:00"),
        ("snooze until Friday. Stan is away.", None),
        ("snooze", None),
        ("later", None),
        ("snooze until I feel like it", None),
        ("snooze until 01/02/2027", None),
    ],
)
def test_snooze_says_until_when_or_is_asked_back(text: str, at: str | None) -> None:
    """A time that is missing or unclear is a snooze all the same."""
    command = understood(text)[0]
    assert isinstance(command, Snooze)
    if "away" in text:
        at = "2026-11-27 09:00"
    assert (command.until.at.strftime("%Y-%m-%d %H:%M") if command.until.at else None) == at
    assert command.until.ambiguous is ("01/02" in text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            'I called Stan yesterday. He recommended Accelerate and "The Phoenix Project".',
            [
                ExchangeSaid("Stan", "I called Stan yesterday.", "out", "call"),
                AdviceGiven("Stan", "book", "Accelerate"),
                AdviceGiven("Stan", "book", "The Phoenix Project"),
            ],
        ),
        (
            "Stan called about another position.",
            [ExchangeSaid("Stan", "Stan called about another position.", "in", "call")],
        ),
        ("book: The Goal", [AdviceGiven(None, "book", "The Goal")]),
        (
            "- class: evening SQL\n- book: 'Accelerate'",
            [
                AdviceGiven(None, "class", "evening SQL"),
                AdviceGiven(None, "book", "Accelerate"),
            ],
        ),
        (
            "Stan suggested to talk to Priya Nair and to practice whiteboard interviews",
            [
                AdviceGiven("Stan", "person", "Priya Nair"),
                AdviceGiven("Stan", "practice", "practising whiteboard interviews"),
            ],
        ),
        (
            "She told me I should read The Mythical Man-Month.",
            [AdviceGiven(None, "book", "The Mythical Man-Month")],
        ),
        (
            "done - she said my answers were too long and that I should take a course on design.",
            [
                Done(
                    "she said my answers were too long and that I should take a course on design."
                ),
                FeedbackGiven(None, "my answers were too long"),
                AdviceGiven(None, "course", "course on design"),
            ],
        ),
        ("feedback: too quiet", [FeedbackGiven(None, "too quiet")]),
        (
            'Stan said "stop" is a funny word.',
            [ExchangeSaid("Stan", 'Stan said "stop" is a funny word.')],
        ),
        (
            'I finished "The Goal" and enrolled in the SQL class.',
            [
                ProgressMade(
                    "The Goal", "finished", 'I finished "The Goal" and enrolled in the SQL class.'
                ),
                ProgressMade(
                    "SQL class",
                    "enrolled",
                    'I finished "The Goal" and enrolled in the SQL class.',
                ),
            ],
        ),
        (
            "half way through 'The Goal'",
            [ProgressMade("The Goal", "half-way", "half way through 'The Goal'")],
        ),
        ("They turned me down.", [OutcomeSaid("declined", "They turned me down.")]),
        ("I got an offer!", [OutcomeSaid("offered", "I got an offer!")]),
        ("I accepted the offer", [OutcomeSaid("accepted", "I accepted the offer")]),
        ("Still waiting.", [OutcomeSaid("waiting", "Still waiting.")]),
        ("I withdrew my application", [OutcomeSaid("withdrawn", "I withdrew my application")]),
        (
            "I'm through to the next round",
            [OutcomeSaid("advanced", "I'm through to the next round")],
        ),
        ("Sie haben abgesagt.", [OutcomeSaid("declined", "Sie haben abgesagt.")]),
        ("If they turn me down I will cry", [Note("If they turn me down I will cry")]),
        ("I hope I get an offer", [Note("I hope I get an offer")]),
        ("the weather is nice", [Note("the weather is nice")]),
        ("", []),
        ("Thanks,\nRoger", []),
    ],
)
def test_what_happened_is_read_from_plain_words(text: str, wanted: list[Understood]) -> None:
    """Exchange, feedback, advice, progress, outcome; the rest is a note."""
    assert understood(text) == wanted


def test_an_interview_is_told_in_a_few_lines() -> None:
    """What the acceptance story sends to the capture address."""
    text = (
        "first round, phone screen with Ana Ruiz <ana@contoso.example> yesterday at 2pm, "
        "rapport 3\ntwo rivals\nnotes: they use Spark\nand Kafka"
    )
    assert interview_in("Interview: Contoso, data engineer", text, now=NOW, zone=BERLIN) == (
        InterviewSaid(
            company="Contoso",
            title="data engineer",
            round=1,
            at=datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo(BERLIN)),
            format="phone",
            interviewers=(InterviewerSaid("Ana Ruiz", "ana@contoso.example", None, 3),),
            rivals=2,
            dream=False,
            notes="they use Spark\nand Kafka",
        )
    )


def test_several_interviewers_each_have_their_own_rapport() -> None:
    """Names without addresses, titles in brackets or behind a comma."""
    text = (
        "Round 2 on site last Tuesday at 10:00 with Stan Lee (head of data), rapport 5 and Priya "
        "Nair, recruiter, rapport 3.\nDream job!\nThey liked me."
    )
    said = interview_in("Interview at Contoso for data engineer", text, now=NOW, zone=BERLIN)
    assert said is not None
    assert (said.company, said.title, said.round, said.format) == (
        "Contoso", "data engineer", 2, "on-site",
    )  # fmt: skip
    assert said.interviewers == (
        InterviewerSaid("Stan Lee", None, "head of data", 5),
        InterviewerSaid("Priya Nair", None, "recruiter", 3),
    )
    assert said.at == datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo(BERLIN))
    assert (said.rivals, said.dream, said.notes) == (None, True, "They liked me.")


def test_an_interview_in_german() -> None:
    """The second language."""
    said = interview_in(
        "Vorstellungsgespräch bei Contoso als Datenanalyst",
        "zweite Runde, gestern um 14 Uhr mit Ana Ruiz <a@b.example>, Rapport 4, keine Mitbewerber",
        now=NOW, zone=BERLIN,
    )  # fmt: skip
    assert said is not None
    assert (said.company, said.title, said.round, said.rivals) == ("Contoso", "Datenanalyst", 2, 0)
    assert said.at == datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo(BERLIN))
    assert said.interviewers == (InterviewerSaid("Ana Ruiz", "a@b.example", None, 4),)


@pytest.mark.parametrize(
    "subject", ["", "hello", "Re: your interview tips", "An interview", "Interview"]
)
def test_a_subject_that_announces_no_interview_is_none(subject: str) -> None:
    """Only a subject that names a company."""
    assert interview_in(subject, "with Ana yesterday", now=NOW.astimezone(UTC), zone=BERLIN) is None


def test_a_sign_off_with_a_business_card_says_nothing() -> None:
    """The card below the sign-off is no note; a postscript is one."""
    card = "Roger Smith | Analyst | Contoso GmbH\nTel: +49 170 1234567\nwww.contoso.example"
    assert understood(f"done\n\nBest regards,\nRoger\n\n{card}") == [Done("")]
    said = "Thanks,\nRoger\n\nP.S. Stan was ill last week, and I was not told about it."
    assert isinstance(understood(f"done\n\n{said}")[-1], Note)


@pytest.mark.parametrize(
    "command",
    ["skip", "done", "undo", "stop person", "snooze until Friday", "snooze 3 days", "überspringen",
     "erledigt", "verschieben bis Freitag", "called him"],
)  # fmt: skip
@pytest.mark.parametrize("gap", [", ", " - ", " – ", "; ", ". ", "! ", "\n"])
@pytest.mark.parametrize("tail", ["the zebra is here", "Zebra", "zebra on Monday"])
def test_no_word_behind_a_command_is_lost(command: str, gap: str, tail: str) -> None:
    """Whatever parts it from the command, it comes out in something that was understood."""
    (first, *further) = understood(command + gap + tail)
    assert not isinstance(first, Note)
    assert "zebra" in str(further).lower()


def test_more_of_how_people_say_it() -> None:
    """Contacts in passing, titles behind their noun, assessments behind a pronoun."""
    assert understood("Had a great call with Stan, he thinks my SQL is weak.") == [
        ExchangeSaid("Stan", "Had a great call with Stan, he thinks my SQL is weak.", "out"),
        FeedbackGiven("Stan", "my SQL is weak."),
    ]
    assert understood("Stan recommended the book Accelerate by Nicole Forsgren.") == [
        AdviceGiven("Stan", "book", "Accelerate by Nicole Forsgren")
    ]
    assert understood("I've read The Goal") == [
        ProgressMade("The Goal", "finished", "I've read The Goal")
    ]
    assert understood("I sent the thank you note to Stan") == [
        ExchangeSaid("Stan", "I sent the thank you note to Stan", "out", "mail")
    ]


def test_what_is_beyond_all_measure_is_kept_as_a_note() -> None:
    """Nothing is lost, and nothing is slow."""
    text = "\n".join(f"Line number {place} of a very long story." for place in range(200))
    (note,) = understood(text)
    assert isinstance(note, Note)
    assert note.text.startswith("Line number 0 ")
    assert note.text.endswith("Line number 199 of a very long story.")


BEHIND_ADVICE = {
    "en": (
        ['She recommended "Accelerate"', "He suggested a course on statistics",
         "Stan told me to read 'The Goal'", "She advised me to talk to Jonas Weber"],
        [", and to call again in the zebra season", ", but the zebra was not so sure",
         " because the zebra is so nice", ", he also said my zebra was too thin",
         " and that the zebra comes in May"],
    ),
    "de": (
        ['Er empfahl mir "Das Ziel"', "Sie hat mir 'Das Ziel' empfohlen",
         "Stan riet mir zu einem Kurs in SQL"],
        [", aber das Zebra war nicht sicher", ", und ich soll im Mai beim Zebra anrufen",
         " weil das Zebra so nett ist", ", er meinte auch, mein Zebra sei zu dünn"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [advice + tail for said in BEHIND_ADVICE.values() for advice in said[0] for tail in said[1]],
)
def test_no_word_behind_advice_is_lost(text: str) -> None:
    """A remark behind it is kept, in a note where it is nothing else."""
    found = understood(text)
    assert any(isinstance(one, AdviceGiven) for one in found)
    assert "zebra" in str(found).lower()


def test_a_remark_behind_advice_is_kept_as_it_was_written() -> None:
    """The receipt says it back, so it reads like what the seeker wrote."""
    advice, note = understood('She recommended "Accelerate", and to call again in May')
    assert isinstance(advice, AdviceGiven)
    assert note == Note("call again in May")


def test_what_is_kept_stands_as_it_was_typed() -> None:
    """A first name that is a word as well helps to read a sentence, and is not put into it."""
    for said in ("the rich client called me about the role", "call with stan was fine, i think"):
        kept = understand(
            said, now=NOW, zone="Europe/Berlin", people=["Rich Doe", "Stan Kowalski", "Call Me"]
        )
        words = [words for one in kept if (words := getattr(one, "text", None))]
        assert words
        assert all(each in said for each in words)
