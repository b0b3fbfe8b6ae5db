"""The words ready inside: whole, in every language, by the way the person prefers."""

from __future__ import annotations

import json
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from rapport import drafts
from rapport.drafts import (
    TemplateRefused,
    check,
    is_plain,
    plain,
    preview,
    template_of,
    write,
)
from rapport.drafts.own import spoken
from rapport.drafts.scene import VALUES
from rapport.drafts.templates import environment
from rapport.facts import (
    AdviceKind,
    AdviceRecorded,
    Channel,
    ContactDescribed,
    ProgressRecorded,
    Step,
    derive,
)
from rapport.phrases import LANGUAGES, languages, phrases
from rapport.plan import FollowUp, Kind
from tests.unit.heart.telling import Story

TURNED_DOWN = [
    ("2026-01-12 10:00", "interview at Northwind as Data Engineer, round 1, phone: Dana Reed 3"),
    ("2026-01-19 10:00", "interview at Northwind as Data Engineer, round 2, panel: Stan Cole 5"),
    ("2026-02-02 09:00", "outcome at Northwind as Data Engineer: declined"),
]
ADVISED = [
    *TURNED_DOWN,
    ("2026-02-04 09:00", "heard from Stan Cole (call)"),
    ("2026-02-04 09:00", "advice of Stan Cole: book “The Goal”"),
    ("2026-02-08 09:00", "progress on “The Goal”: half-way, it reads like a novel"),
]


def _story(told: list[tuple[str, str]], **overrides: str) -> Story:
    story = Story()
    story.overrides |= overrides
    for moment, words in told:
        story.tell(words, moment)
    return story


def _planned(story: Story, kind: Kind, moment: str) -> FollowUp:
    return next(one for one in story.plan(moment).follow_ups if one.kind is kind)


def _draft(
    story: Story, kind: Kind, moment: str, own: dict[str, str] | None = None
) -> drafts.Draft:
    return write(
        _planned(story, kind, moment),
        story.history(),
        story.playbook,
        seeker_name="Roger Hill",
        now=story.instant(moment),
        own_templates=own,
    )


def test_there_are_two_languages() -> None:
    """English and one other; a third is a folder."""
    assert set(languages()) >= {"en", "de"}


@pytest.mark.parametrize("language", languages())
def test_every_kind_of_follow_up_has_words(language: str) -> None:
    """A template for each kind, and the same ways to use it as in English."""
    for kind in Kind:
        blocks = _blocks(template_of(kind, language))
        assert {"subject", "mail"} <= blocks
        assert blocks == _blocks(template_of(kind, "en"))
    templates = {path.stem for path in (LANGUAGES / language).glob("*.j2")}
    assert templates == {kind.value for kind in Kind}


@pytest.mark.parametrize("language", languages())
def test_templates_speak_only_of_what_is_known(language: str) -> None:
    """Each name in a template is one that the seeker is told of."""
    for kind in Kind:
        used = meta.find_undeclared_variables(Environment().parse(template_of(kind, language)))
        assert used <= VALUES.keys()


def _blocks(source: str) -> set[str]:
    return {block.name for block in Environment().parse(source).find_all(nodes.Block)}


@pytest.mark.parametrize("language", languages())
def test_every_sentence_is_there(language: str) -> None:
    """The same sentences with blanks that can be filled: none missing, none too many."""
    english, other = phrases("en"), phrases(language)
    assert other.sentences.keys() == english.sentences.keys()
    for key, sentence in other.sentences.items():
        if not key.startswith(("when.", "hello")):  # how one says it, not what
            assert _holes(sentence) <= _holes(english.sentences[key])
    assert (len(other.weekdays), len(other.months)) == (7, 12)


def _holes(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_sentence_is_used() -> None:
    """No sentence waits for somebody who never comes."""
    code = "".join(
        path.read_text(encoding="utf-8") for path in Path(LANGUAGES).parent.rglob("*.py")
    )
    for key in phrases("en").sentences:
        stem = key.split(".")[-1]
        assert key in code or stem in code or key.split(".")[0] in set(Kind)


@pytest.fixture
def esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A third language: a copy of the English folder, in which a greeting is changed."""
    shutil.copytree(LANGUAGES, tmp_path / "drafts")
    folder = shutil.copytree(LANGUAGES / "en", tmp_path / "drafts" / "eo")
    sentences = folder / "phrases.json"
    text = sentences.read_text(encoding="utf-8").replace("Hello {first_name},", "Saluton {name},")
    sentences.write_text(text, encoding="utf-8")
    for module in ("rapport.phrases", "rapport.drafts.templates", "rapport.drafts.own"):
        monkeypatch.setattr(f"{module}.LANGUAGES", tmp_path / "drafts")
    phrases.cache_clear()
    environment.cache_clear()
    yield "eo"
    phrases.cache_clear()
    environment.cache_clear()


def test_a_third_language_is_a_folder_more(esperanto: str) -> None:
    """Who copies a folder and translates it is done: no code names the languages."""
    assert esperanto in languages()
    draft = _draft(_story(TURNED_DOWN, language=esperanto), Kind.GRACIOUS_REPLY, "2026-02-02 10:00")
    assert draft.text.startswith("Saluton Stan Cole,\n\nThank you for letting me know")
    check(template_of("thank-you", esperanto), esperanto)
    assert preview(template_of("thank-you", esperanto), esperanto).mail


def test_an_unknown_language_speaks_english() -> None:
    """A reminder in the wrong language is better than none."""
    assert phrases("xx").language == "en"


def test_the_feedback_call_has_the_three_asks() -> None:
    """Honest feedback, keeping in touch, what would improve my chances; in this order."""
    draft = _draft(_story(TURNED_DOWN), Kind.FEEDBACK_CALL, "2026-02-02 10:00")
    assert draft.channel is Channel.CALL
    assert draft.script
    asks = ["Honest feedback", "Keeping in touch", "improve my chances"]
    places = [draft.script.index(ask) for ask in asks]
    assert places == sorted(places)
    assert "Stan" in draft.script
    assert "Roger Hill" in draft.script
    assert draft.to_mail == "stan@northwind.example"
    assert "Stan" in draft.text  # somebody who cannot be reached by phone can be written to


def test_the_report_names_advice_steps_and_how_it_goes() -> None:
    """What was advised, what was done, how it is going."""
    draft = _draft(_story(ADVISED), Kind.PROGRESS_REPORT, "2026-02-08 10:00")
    assert "I took your advice" in draft.text
    assert "I am half way through “The Goal”" in draft.text
    assert "It reads like a novel." in draft.text


def test_a_report_stays_a_mail_however_much_was_noted() -> None:
    """Long notes are cut between two words; the rest is the seeker's own to tell."""
    story = _story(ADVISED)
    advice_id = next(iter(story.history().advice))
    notes = "I learned a lot. " * 900
    story.record(
        ProgressRecorded(advice_id=advice_id, step=Step.FINISHED, notes=notes), "2026-02-09 09:00"
    )
    text = _draft(story, Kind.PROGRESS_REPORT, "2026-02-09 09:00").text
    assert "It reads like a novel." in text
    assert "I learned a lot. I learned a lot." in text
    assert re.search(r"\b(I|learned|a|lot\.) …$", text, re.MULTILINE)
    assert len(text) < 2000


def test_the_report_names_all_that_was_advised() -> None:
    """Of two pieces of advice one was followed: both are named, and what was done."""
    story = _story([*ADVISED, ("2026-02-08 09:10", "advice of Stan Cole: class “a SQL class”")])
    draft = _draft(story, Kind.PROGRESS_REPORT, "2026-02-08 10:00")
    assert "You recommended “The Goal” and a SQL class to me" in draft.text
    assert "I am half way through “The Goal”." in draft.text


@pytest.mark.parametrize("channel", ["mail", "message"])
@pytest.mark.parametrize("language", languages())
def test_colleagues_are_not_thanked_in_the_same_words(language: str, channel: str) -> None:
    """Interviewers compare notes: four on one panel get no sentence in common, nor a subject."""
    names = ["Stan Cole", "Priya Shah", "Lee Wong", "Ann Berg"]
    people = ", ".join(f"{name} 4" for name in names)
    told = [
        ("2026-01-12 10:00", f"interview at Northwind as Engineer, round 1, panel: {people}"),
        *(("2026-01-12 10:30", f"{name}: channel {channel}") for name in names),
    ]
    thanks = _all_drafts(_story(told, language=language), Kind.THANK_YOU, "2026-01-12 11:00")
    assert len({draft.subject for draft in thanks}) == len(names)
    said = [sentence for draft in thanks for sentence in _sentences(draft)]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("language", languages())
def test_helpers_are_not_told_the_news_in_the_same_words(language: str) -> None:
    """All who helped hear of the job at the same time, each in words of their own."""
    people = "Stan Cole 4, Priya Shah 4, Lee Wong 4, Ann Berg 4"
    met = ("2026-01-12 10:00", f"interview at Northwind as Engineer, round 1, panel: {people}")
    here = ("2026-01-20 10:00", "outcome at Northwind as Engineer: accepted")
    no = ("2026-01-19 10:00", "outcome at Northwind as Engineer: declined")
    elsewhere = ("2026-01-20 10:00", "landed at Contoso as Engineer")
    for told in ([met, here], [met, no, elsewhere]):
        story = _story(told, language=language)
        news = _all_drafts(story, Kind.NEWS_AND_THANKS, "2026-01-20 11:00")
        texts = {draft.text.split("\n", 1)[1] for draft in news}
        assert len(texts) == len(news) == 4


@pytest.mark.parametrize("progress", [1, 2], ids=["first report", "next report"])
@pytest.mark.parametrize("language", languages())
def test_givers_of_one_book_are_not_told_in_the_same_words(language: str, progress: int) -> None:
    """Who recommended the same book hear of it on the same day, each in words of their own."""
    names = ["Stan Cole", "Priya Shah", "Lee Wong", "Ann Berg"]
    people = ", ".join(f"{name} 4" for name in names)
    story = _story(
        [("2026-01-12 10:00", f"interview at Northwind as Engineer, round 1, panel: {people}")],
        language=language,
    )
    for who in names:
        for book in ("The Goal", "Accelerate"):
            advice = AdviceRecorded(
                advice_id=derive(book, who),
                contact_id=derive(who),
                kind=AdviceKind.BOOK,
                title=book,
            )
            story.record(advice, "2026-01-13 10:00")
    for book, moment in [("The Goal", "2026-01-20 10:00"), ("Accelerate", "2026-02-20 10:00")]:
        for who in names:
            step = ProgressRecorded(advice_id=derive(book, who), step=Step.STARTED)
            story.record(step, moment)
        if book == "The Goal":
            for who in names[: progress // 2 * len(names)]:
                story.tell(f"wrote to {who} (mail)", "2026-01-20 12:00")
    reports = _all_drafts(story, Kind.PROGRESS_REPORT, "2026-02-20 11:00")
    assert len(reports) == len({one.subject for one in reports}) == len(names)
    said = [_said_around_the_steps(draft) for draft in reports]
    assert len({sentence for one in said for sentence in one}) == sum(map(len, said))


def _said_around_the_steps(draft: drafts.Draft) -> list[str]:
    """The sentences of a report without the steps, which are the same for everybody."""
    return [one.split(":")[0] for one in _sentences(draft)]


def _all_drafts(story: Story, kind: Kind, moment: str) -> list[drafts.Draft]:
    now = story.instant(moment)
    return [
        write(one, story.history(), story.playbook, seeker_name=None, now=now)
        for one in story.plan(moment).follow_ups
        if one.kind is kind
    ]


def _sentences(draft: drafts.Draft) -> list[str]:
    """What is said between greeting and closing, each sentence once."""
    body = draft.text.split(",", 1)[1]
    closing = phrases("en").say("bye-unsigned"), phrases("de").say("bye-unsigned")
    found = [one.strip() for one in re.split(r"[.?!](?:\s|$)", body)]
    return [one for one in found if one and one not in closing]


@pytest.mark.parametrize(
    ("name", "hello"),
    [
        ("Stan Cole", "Hello Stan,"),
        ("Stan", "Hello Stan,"),
        ("Dr. Anna Berg", "Hello Anna,"),
        ("Prof. Dr. Berg", "Hello Prof. Dr. Berg,"),
        ("Mr Cole", "Hello Mr Cole,"),
        ("Cole, Stan", "Hello Stan,"),
        ("Cole,", "Hello Cole,"),
    ],
)
def test_people_are_greeted_by_their_name(name: str, hello: str) -> None:
    """By the first name, never by a title alone, never with a comma too many."""
    story = _story(TURNED_DOWN)
    story.tell("heard from Stan Cole (mail)", "2026-02-02 09:05")
    story.record(ContactDescribed(contact_id=derive("Stan Cole"), name=name), "2026-02-02 09:10")
    draft = _draft(story, Kind.GRACIOUS_REPLY, "2026-02-02 10:00")
    assert draft.text.startswith(f"{hello}\n\n")


def test_no_name_turns_round_what_is_said_after_it() -> None:
    """A sign that turns the direction of writing is kept in the name, and in no sentence."""
    story = _story(TURNED_DOWN)
    name = "\u202eStan \u2067Cole"
    story.record(ContactDescribed(contact_id=derive("Stan Cole"), name=name), "2026-02-02 09:10")
    assert story.history().people[derive("Stan Cole")].name == name
    moment = "2026-02-04 09:00"
    planned = _planned(story, Kind.FEEDBACK_CALL, moment)
    draft = _draft(story, Kind.FEEDBACK_CALL, moment)
    words = {"feedback-call": "Subject: Hm\n\nDear {{ name }}, may I call you?"}
    own = _draft(story, Kind.FEEDBACK_CALL, moment, words)
    assert own.own
    for said in (planned.title, planned.reason, draft.text, draft.script or "", own.text):
        assert "Stan" in said
        assert not {"\u202e", "\u2067"} & {*said}


def test_who_prefers_a_call_gets_something_to_say() -> None:
    """A script by preference, too, where a call makes sense; without a preference a mail."""
    told = TURNED_DOWN[:2]
    moment = "2026-01-19 12:00"
    assert _draft(_story(told), Kind.KEEP_IN_TOUCH, moment).channel is Channel.MAIL
    called = _story(
        [*told, *((moment, f"{who}: channel call") for who in ("Stan Cole", "Dana Reed"))]
    )
    draft = _draft(called, Kind.KEEP_IN_TOUCH, moment)
    assert draft.channel is Channel.CALL
    assert (draft.script or "").startswith("Hello Stan, this is Roger Hill.")
    assert _draft(called, Kind.THANK_YOU, moment).channel is Channel.MAIL


def test_the_report_in_german() -> None:
    """The same in the seeker's language, reason included."""
    story = _story(ADVISED, language="de")
    draft = _draft(story, Kind.PROGRESS_REPORT, "2026-02-08 10:00")
    assert "Ich bin mit „The Goal“ halb durch. It reads like a novel." in draft.text
    reason = _planned(story, Kind.PROGRESS_REPORT, "2026-02-08 10:00").reason
    assert reason == (
        "Stan Cole weiß noch nicht, dass du dem Rat gefolgt bist: "
        "du bist mit „The Goal“ halb durch."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "I finished “The Goal”, started “Accelerate”, enrolled in an SQL class"
                " and am half way through “Mindset”."
            ),
        ),
        (
            "de",
            (
                "Ich habe „The Goal“ gelesen, „Accelerate“ begonnen, mich für „an SQL class“"
                " angemeldet und bin mit „Mindset“ halb durch."
            ),
        ),
    ],
)
def test_steps_are_one_sentence_with_one_subject(language: str, said: str) -> None:
    """Nobody writes “I finished, I started and I am”."""
    advice = ("book “The Goal”", "book “Accelerate”", "class “an SQL class”", "book “Mindset”")
    steps = ("“The Goal”: finished", "“Accelerate”: started", "“an SQL class”: enrolled")
    story = _story(
        [
            *TURNED_DOWN,
            *(("2026-02-04 09:00", f"advice of Stan Cole: {one}") for one in advice),
            *((f"2026-02-08 09:0{n}", f"progress on {one}") for n, one in enumerate(steps)),
            ("2026-02-08 09:03", "progress on “Mindset”: half-way"),
        ],
        language=language,
    )
    assert said in _draft(story, Kind.PROGRESS_REPORT, "2026-02-08 10:00").text


@pytest.mark.parametrize(
    ("language", "doubled"),
    [("en", "position of the position"), ("de", "Stelle als die Stelle")],
)
def test_a_position_without_a_title_is_named_once(language: str, doubled: str) -> None:
    """Where no title is known it is “the position”, and not that of itself."""
    values = json.loads((LANGUAGES / language / "example.json").read_text(encoding="utf-8"))
    untitled = phrases(language).say("a-position")
    values |= {"position": untitled, "post": phrases(language).post(None), "job_title": None}
    for kind in Kind:
        for words in spoken(template_of(kind, language), language, values).values():
            assert doubled not in words
            assert f"({untitled})" not in words


@pytest.mark.parametrize(
    ("preferred", "channel", "scripted"),
    [
        ("mail", Channel.MAIL, False),
        ("message", Channel.MESSAGE, False),
        ("call", Channel.CALL, True),
        ("meeting", Channel.CALL, True),
    ],
)
def test_the_person_s_preferred_way_is_taken(
    preferred: str, channel: Channel, scripted: bool
) -> None:
    """Who prefers mail gets mail words, who prefers a call a script."""
    story = _story([*TURNED_DOWN, ("2026-02-02 09:30", f"Stan Cole: channel {preferred}")])
    draft = _draft(story, Kind.FEEDBACK_CALL, "2026-02-02 10:00")
    assert draft.channel is channel
    assert (draft.script is not None) is scripted


def test_a_message_is_short() -> None:
    """Nobody wants a letter as a chat message."""
    told = TURNED_DOWN[:2]
    mail = _draft(_story(told), Kind.THANK_YOU, "2026-01-19 11:00")
    story = _story([*told, ("2026-01-19 10:30", "Stan Cole: channel message")])
    message = write(
        next(one for one in story.plan("2026-01-19 11:00").follow_ups if "Stan" in one.title),
        story.history(),
        story.playbook,
        seeker_name=None,
        now=story.instant("2026-01-19 11:00"),
    )
    assert message.channel is Channel.MESSAGE
    assert len(message.text) < len(mail.text) / 1.5


OWN = """\
{% block subject %}Hi from {{ seeker or "me" }}{% endblock %}
{% block mail %}{{ hello }} {% if meetings > 1 %}again {% endif %}thanks!{% endblock %}
"""


def test_the_seeker_s_own_words_are_used() -> None:
    """An edited template replaces the house's for that kind, with the same names to use."""
    draft = _draft(_story(TURNED_DOWN), Kind.GRACIOUS_REPLY, "2026-02-02 10:00")
    own = _draft(
        _story(TURNED_DOWN), Kind.GRACIOUS_REPLY, "2026-02-02 10:00", {"gracious-reply": OWN}
    )
    assert own.subject == "Hi from Roger Hill"
    assert own.text == "Hello Stan, thanks!"
    assert (draft.own, own.own) == (False, True)


def test_what_is_not_known_leaves_no_gap_in_own_words() -> None:
    """A seeker's template that does not ask whether something is known never says “None”."""
    own = {"thank-you": OWN.replace("thanks!", "thanks for the {{ event }} , {{ job }}.")}
    draft = _draft(_story(TURNED_DOWN[:2]), Kind.THANK_YOU, "2026-01-19 11:00", own)
    assert draft.own
    assert draft.text == "Hello Stan, thanks for the,."


PLAIN = "Subject: Hi from {{ seeker }}\n\n{{ hello }}\n\nthanks!\n"


def test_own_words_may_be_plain() -> None:
    """The first line is the subject, the rest the mail; what to say on the phone stays."""
    story = _story(TURNED_DOWN)
    own = _draft(story, Kind.GRACIOUS_REPLY, "2026-02-02 10:00", {"gracious-reply": PLAIN})
    assert (own.subject, own.text) == ("Hi from Roger Hill", "Hello Stan,\n\nthanks!")
    assert own.own
    call = _draft(story, Kind.FEEDBACK_CALL, "2026-02-04 10:00", {"feedback-call": PLAIN})
    assert (call.channel, call.text) == (Channel.CALL, "Hello Stan,\n\nthanks!")
    assert call.script
    betreff = PLAIN.replace("Subject", "betreff ")
    assert preview(betreff, "en").subject == "Hi from Roger"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Hello!\n\nThanks.", "write it in the first line after “Subject:”"),
        ("Dear all: hello\nThanks.", "lacks the subject"),
        ("Subject: x\n\n{{ hello }}\n{{ nmae }}", "line 4: nothing is called nmae"),
    ],
)
def test_plain_words_that_cannot_be_used_say_why(text: str, why: str) -> None:
    """With the line as the seeker sees it."""
    with pytest.raises(TemplateRefused, match=why):
        check(text)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", Kind)
def test_the_house_s_words_have_a_plain_form(kind: Kind, language: str) -> None:
    """No conditions, nothing unknown in it, and it can be kept as it stands."""
    text = plain(template_of(kind, language), language)
    assert is_plain(text)
    assert "{%" not in text
    assert "None" not in text
    assert preview(text, language).mail


def test_own_words_that_say_nothing_give_way() -> None:
    """A subject that is empty here would be a mail without one: the house's words come instead."""
    own = {"thank-you": OWN.replace('Hi from {{ seeker or "me" }}', "{{ job }}")}
    draft = _draft(_story(TURNED_DOWN[:2]), Kind.THANK_YOU, "2026-01-19 11:00", own)
    assert not draft.own
    assert draft.subject


CHECK = "Ask Stan Cole where things stand (Northwind)"
ASKED_BEFORE = {
    "en": ("I asked a while ago", "once more"),
    "de": ("vor einiger Zeit habe ich", "noch einmal"),
}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("first", "asked"),
    [
        (None, False),
        (f"skipped: {CHECK}", False),
        (f"done: {CHECK}", True),
        (f"wrote to Stan Cole (mail), for: {CHECK}", True),
        ("wrote to Dana Reed (mail)", True),
    ],
    ids=["missed", "skipped", "done", "written for it", "written unprompted"],
)
def test_an_employer_is_told_of_an_earlier_question_only_if_there_was_one(
    language: str, first: str | None, asked: bool
) -> None:
    """“I asked a while ago” is said after asking, not after a reminder that was let pass."""
    for channel in ("mail", "message", "call"):
        story = _story([*TURNED_DOWN[:2], ("2026-01-19 11:00", f"Stan Cole: channel {channel}")])
        if first:
            story.tell(first, "2026-01-26 17:10")
        story.overrides["language"] = language
        draft = _draft(story, Kind.STATUS_CHECK, "2026-02-03 09:00")
        said = f"{draft.text} {draft.script}"
        assert any(words in said for words in ASKED_BEFORE[language]) is asked


def test_a_nudge_says_that_it_asks_again() -> None:
    """A seeker's own template of the nudge may say so, because it is true."""
    told = [*TURNED_DOWN, ("2026-02-04 09:00", "feedback of Stan Cole: asked")]
    own = {"feedback-nudge": OWN.replace("thanks!", "{% if again %}Once more:{% endif %} please.")}
    draft = _draft(_story(told), Kind.FEEDBACK_NUDGE, "2026-02-05 09:00", own)
    assert draft.text == "Hello Stan, Once more: please."


def test_an_offer_is_declined_as_an_offer() -> None:
    """Who has an offer in hand and took another job declines it, and withdraws no application."""
    told = [
        *TURNED_DOWN[:2],
        ("2026-01-26 09:00", "outcome at Northwind as Data Engineer: offered"),
        ("2026-01-28 09:00", "landed at Contoso as Analyst"),
    ]
    draft = _draft(_story(told), Kind.WITHDRAWAL_NOTE, "2026-01-28 10:00")
    assert "Thank you very much for your offer." in draft.text
    assert "withdraw" not in draft.text


def test_a_template_that_became_unusable_gives_way() -> None:
    """The reminder still comes, with the house's words."""
    broken = {"gracious-reply": "{% block mail %}{{ no_such_name }}{% endblock %}"}
    draft = _draft(_story(TURNED_DOWN), Kind.GRACIOUS_REPLY, "2026-02-02 10:00", broken)
    assert not draft.own
    assert draft.subject == "Thank you for letting me know"


@pytest.mark.parametrize("language", languages())
def test_the_house_s_templates_can_be_edited_as_they_are(language: str) -> None:
    """Who opens a template to edit it can save it unchanged."""
    for kind in Kind:
        check(template_of(kind, language), language)


@pytest.mark.parametrize("language", languages())
def test_every_template_can_be_tried(language: str) -> None:
    """The made-up example has every value, so that nobody sees a gap where a real one has none."""
    example = json.loads((LANGUAGES / language / "example.json").read_text(encoding="utf-8"))
    assert example.keys() == VALUES.keys()
    for kind in Kind:
        shown = preview(template_of(kind, language), language)
        said = [shown.subject, shown.mail, shown.message or "…", shown.call or "…"]
        assert all(said)
        assert not any("None" in one for one in said)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("{% block mail %}x{% endblock %}", "lacks the block subject"),
        ("{% block subject %}x{% endblock %}", "lacks the block mail"),
        (OWN + "{% block footer %}x{% endblock %}", "no block called footer"),
        (OWN + "{{ password }}", "nothing is called password, write a name like "),
        (OWN + "{{ hello.__class__.__mro__ }}", "a getattr is not possible here"),
        (OWN + "{{ hello[0] }}", "a getitem is not possible here"),
        (OWN + "{% for x in name %}{% endfor %}", "not possible here|nothing is called x"),
        (OWN + "{{ hello * 1000000000 }}", "a mul is not possible here"),
        (OWN + "{{ 9 ** 9 ** 9 ** 9 }}", "a pow is not possible here"),
        (OWN + "{{ hello|upper }}", "a filter is not possible here"),
        (OWN + "{{ hello() }}", "a call is not possible here"),
        (OWN + "{% include 'thank-you.j2' %}", "an? include is not possible here"),
        (OWN + "{% set x = 1 %}", "not possible here|nothing is called x"),
        (OWN + "{% if %}", "line 3"),
        (OWN + "{% block mail %}twice{% endblock %}", "line 3"),
        (OWN + "{{ first_nam }}", "line 3: .* write a name like first_name"),
        (OWN + "x" * 4_001, "longer than"),
    ],
    ids=lambda value: value[:30] if "%" not in value else None,
)
def test_a_template_that_could_do_more_is_refused(source: str, why: str) -> None:
    """Names, conditions and blocks; nothing that runs long or reaches anything."""
    with pytest.raises(TemplateRefused, match=why):
        check(source)


def test_values_are_never_read_as_templates() -> None:
    """What a contact is called or was noted is text, whatever it looks like."""
    story = _story(ADVISED)
    story.tell("progress on “The Goal”: finished, {{ seeker }} {% block x %}", "2026-02-08 09:30")
    draft = _draft(story, Kind.PROGRESS_REPORT, "2026-02-08 10:00")
    assert "{{ seeker }} {% block x %}" in draft.text


def test_phrases_are_valid_json() -> None:
    """Each language's sentences load, and say which weekday and month they mean."""
    for language in languages():
        content = json.loads((LANGUAGES / language / "phrases.json").read_text(encoding="utf-8"))
        assert content.keys() == {"weekdays", "months", "times", "articles", "sentences"}


def test_planning_needs_no_template_engine() -> None:
    """Jinja2 is imported when the first draft is written, not when the planner starts."""
    code = "import sys, rapport.plan, rapport.drafts; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("SQL class", "the SQL class"),
        ("evening SQL class", "the evening SQL class"),
        ("an evening SQL class", "an evening SQL class"),
        ("An evening class", "an evening class"),
        ("SQL for Analysts", "SQL for Analysts"),
    ],
)
def test_a_class_is_named_as_people_do(title: str, said: str) -> None:
    """A name stands alone, a description gets its article."""
    assert phrases("en").titles([("class", title)]) == said
