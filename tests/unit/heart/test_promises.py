"""What holds for every plan, whatever happened."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from rapport import drafts
from rapport.agenda import reminder_at
from rapport.facts import (
    AdviceKind,
    AdviceRecorded,
    Channel,
    ExchangeRecorded,
    Fact,
    FactRetracted,
    InterviewLogged,
    MailFeedback,
    Outcome,
    OutcomeRecorded,
    ProgressRecorded,
    ReminderSent,
    SeekerLanded,
    Step,
    derive,
)
from rapport.history import CLOSING, EARLIEST, History
from rapport.plan import FollowUp, Kind, plan
from rapport.playbook import Playbook
from tests.unit.heart.worlds import (
    MANY_DAYS,
    START,
    ZONES,
    contact,
    fact,
    instants,
    monologues,
    playbooks,
    wild_facts,
    worlds,
)

NEVER_IN_WORDS = re.compile(r"\bNone\b|[{}]|%\w|\bTrue\b|\bFalse\b|Undefined|<|  ")

DANGLING = re.compile(r"\s[,.;:?!]|\(\s|\s\)|\(\)|[,;:][,.;:?!]|\.\.(?!\.)|[,;:]\s*$|“”|„“")

AFTER_THE_END = {
    Outcome.DECLINED: {
        Kind.GRACIOUS_REPLY,
        Kind.FEEDBACK_CALL,
        Kind.FEEDBACK_MAIL,
        Kind.FEEDBACK_NUDGE,
        Kind.REFERRAL_UPDATE,
    },
    Outcome.WITHDRAWN: {Kind.WITHDRAWAL_NOTE, Kind.REFERRAL_UPDATE},
    Outcome.SILENT: {Kind.DOOR_OPEN, Kind.REFERRAL_UPDATE},
    Outcome.ACCEPTED: set(),
}
"""What the end itself gives reason to do; news and keeping in touch are about people."""

FROM_A_MOMENT = {
    Kind.GRACIOUS_REPLY,
    Kind.OFFER_THANKS,
    Kind.WITHDRAWAL_NOTE,
    Kind.PROGRESS_REPORT,
    Kind.REFERRAL_THANKS,
}


@given(worlds(), playbooks(), instants(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(
    facts: list[Fact], book: Playbook, now: datetime, random: Random
) -> None:
    """Any order and any number of deliveries of the same facts gives the same plan."""
    again = facts + random.choices(facts, k=5)
    random.shuffle(again)
    assert plan(History.of(again), book, now) == plan(History.of(facts), book, now)


@given(worlds(), playbooks(), instants(), st.data())
def test_retracting_is_as_if_it_had_never_been(
    facts: list[Fact], book: Playbook, now: datetime, data: st.DataObject
) -> None:
    """A withdrawn fact leaves the plan that it would have been without it."""
    slip = data.draw(st.sampled_from(facts))
    undo = fact(1000, facts[-1].occurred_at, FactRetracted(retracts=slip.fact_id))
    without = [one for one in facts if one is not slip]
    assert plan(History.of([*facts, undo]), book, now) == plan(History.of(without), book, now)


@given(worlds(), playbooks(), instants(), st.data())
def test_taking_a_retraction_back_brings_the_fact_back(
    facts: list[Fact], book: Playbook, now: datetime, data: st.DataObject
) -> None:
    """Undo of an undo is a redo."""
    slip = data.draw(st.sampled_from(facts))
    last = facts[-1].occurred_at
    undo = fact(1000, last, FactRetracted(retracts=slip.fact_id))
    redo = fact(1001, last + timedelta(minutes=1), FactRetracted(retracts=undo.fact_id))
    assert plan(History.of([*facts, undo, redo]), book, now) == plan(History.of(facts), book, now)


@given(worlds(), playbooks(), instants(), st.data())
def test_what_was_reminded_does_not_change_the_plan(
    facts: list[Fact], book: Playbook, now: datetime, data: st.DataObject
) -> None:
    """Reminders and what became of the mail are noted, and the plan stays what it was."""
    before = plan(History.of(facts), book, now)
    if not before.follow_ups:
        return
    one = data.draw(st.sampled_from(before.follow_ups))
    moment = data.draw(instants())
    sent = ReminderSent(follow_up_id=one.follow_up_id, kind=one.kind, occasion=one.occasion)
    came = MailFeedback(feedback="delivered", follow_up_id=one.follow_up_id, occasion=one.occasion)
    more = [fact(1000, moment, sent), fact(1001, moment, came)]
    assert plan(History.of([*facts, *more]), book, now) == before


@given(worlds(), playbooks(), instants())
def test_time_only_takes_away(facts: list[Fact], book: Playbook, now: datetime) -> None:
    """A plan made again later is the same plan, without what has become pointless since."""
    history = History.of(facts)
    early = plan(history, book, START - timedelta(days=2)).follow_ups
    late = plan(history, book, now).follow_ups
    assert late == tuple(one for one in early if not one.latest or now <= one.latest.instant)


@given(worlds(), playbooks(), instants())
def test_every_follow_up_has_a_reason_and_a_future(
    facts: list[Fact], book: Playbook, now: datetime
) -> None:
    """Each says why now in a sentence, stands on facts, and is not pointless yet."""
    history = History.of(facts)
    made = plan(history, book, now)
    for one in made.follow_ups:
        assert one.reason[0].isupper() or not one.reason[0].isalpha()
        assert one.reason[-1] in ".?!"
        assert not NEVER_IN_WORDS.search(f"{one.title}\n{one.reason}")
        assert all(history.fact(cause) for cause in one.causes)
        assert history.fact(one.occasion)
        assert one.latest is None or one.due.instant <= one.latest.instant >= now
        assert one.due.zone == book.zone
    for no in made.decided_against:
        assert no.reason.endswith(".")
        assert not NEVER_IN_WORDS.search(no.reason)


@given(worlds(), playbooks(), instants())
def test_no_reminder_of_a_plan_comes_in_quiet_hours(
    facts: list[Fact], book: Playbook, now: datetime
) -> None:
    """Each comes when the seeker's clock shows no quiet time, and on a day that is allowed."""
    for one in plan(History.of(facts), book, now).follow_ups:
        at = reminder_at(one.due, book, any_day=one.any_day)
        minute = at.local.hour * 60 + at.local.minute
        since_quiet = (minute - book.quiet_from.hour * 60 - book.quiet_from.minute) % (24 * 60)
        assert since_quiet >= book.quiet_minutes
        assert one.any_day or at.local.isoweekday() in book.working_days
        assert at.instant >= one.due.instant


@given(worlds(), st.sampled_from(["en", "de"]))
def test_interviewers_of_one_round_never_get_the_same_words(
    facts: list[Fact], language: str
) -> None:
    """They compare notes: without the name, no two thank-yous for one interview are the same."""
    history, book = History.of(facts), Playbook(language=language)
    now = START - timedelta(days=2)
    thanks: dict[str, list[str]] = {}
    for one in plan(history, book, now).follow_ups:
        if one.kind is Kind.THANK_YOU:
            draft = drafts.write(one, history, book, seeker_name=None, now=now)
            thanks.setdefault(one.causes[0], []).append(draft.text.split(",", 1)[1])
    for words in thanks.values():
        assert len(words) == len(set(words))


@given(worlds(), playbooks(), instants())
def test_ids_are_unique(facts: list[Fact], book: Playbook, now: datetime) -> None:
    """No two follow-ups of a plan share an id."""
    ids = [one.follow_up_id for one in plan(History.of(facts), book, now).follow_ups]
    assert len(ids) == len(set(ids))


@given(worlds(), st.sampled_from(sorted(CLOSING)))
def test_nothing_is_planned_for_a_closed_opening(facts: list[Fact], end: Outcome) -> None:
    """Once it is over, only what the end itself gives reason to do remains."""
    first = facts[0].data
    assert isinstance(first, InterviewLogged)
    over = OutcomeRecorded(opening_id=first.opening_id, outcome=end)
    history = History.of([*facts, fact(1000, facts[-1].occurred_at + timedelta(hours=1), over)])
    for one in plan(history, Playbook(), START - timedelta(days=2)).follow_ups:
        opening = history.openings.get(one.opening_id or "")
        if opening and opening.closed:
            assert one.kind in AFTER_THE_END[opening.closed.outcome]
            assert opening.closed.fact_id in one.causes


@given(
    worlds(zone="Europe/Berlin", hours=st.just(0)),
    st.sampled_from(ZONES),
    instants(),
)
def test_a_zone_change_moves_times_to_the_same_wall_clock(
    facts: list[Fact], zone: str, now: datetime
) -> None:
    """Who moves is reminded at the same hour there; what is so many hours away stays so."""
    history = History.of(facts)
    early = START - timedelta(days=2)
    here = {one.follow_up_id: one for one in plan(history, _in("Europe/Berlin"), early).follow_ups}
    there = {one.follow_up_id: one for one in plan(history, _in(zone), early).follow_ups}
    assert here.keys() == there.keys()
    for follow_up_id, one in here.items():
        other = there[follow_up_id]
        assert one.occasion == other.occasion
        same_clock = one.due.local == other.due.local
        assert same_clock or (one.kind in FROM_A_MOMENT and one.due.instant == other.due.instant)


def _in(zone: str) -> Playbook:
    return Playbook(zone=zone)


@given(worlds(), playbooks(), instants())
def test_follow_ups_survive_storage(facts: list[Fact], book: Playbook, now: datetime) -> None:
    """What is read from the table is what was planned."""
    for one in plan(History.of(facts), book, now).follow_ups:
        assert FollowUp.read(json.loads(json.dumps(one.stored()))) == one


@given(
    st.lists(
        st.tuples(st.integers(2, 120), st.booleans()), max_size=12, unique_by=lambda one: one[0]
    ),
    st.integers(0, 40),
)
def test_two_reports_to_one_person_are_days_apart(
    happened: list[tuple[int, bool]], apart: int
) -> None:
    """What was not told yet is reported, and never sooner than the set days after the last report.

    On some days a step is taken, on others the adviser is written to, which tells them.
    """
    stan = contact("Stan Cole")
    advice = AdviceRecorded(
        advice_id=derive("x"), contact_id=stan, kind=AdviceKind.BOOK, title="The Goal"
    )
    step = ProgressRecorded(advice_id=derive("x"), step=Step.STARTED)
    mail = ExchangeRecorded(contact_id=stan, direction="out", channel=Channel.MAIL)
    facts = [fact(0, START, advice)]
    told, waiting = None, False
    for day, stepped in sorted(happened):
        moment = START + timedelta(days=day)
        facts.append(fact(day, moment, step if stepped else mail))
        if stepped:
            waiting = True
        elif waiting:
            told, waiting = moment.date(), False
    book = Playbook(progress_report_every_days=apart)
    made = plan(History.of(facts), book, START).follow_ups
    reports = [one for one in made if one.kind is Kind.PROGRESS_REPORT]
    assert len(reports) == waiting
    assert all((one.due.day - told).days >= apart for one in reports if told)


@given(monologues(), st.integers(1, 3), instants())
def test_who_does_not_answer_is_left_alone(facts: list[Fact], most: int, now: datetime) -> None:
    """After so many messages without an answer, nothing that asks is planned for that person."""
    history = History.of(facts)
    asking = {Kind.STATUS_CHECK, Kind.DOOR_OPEN, Kind.KEEP_IN_TOUCH, Kind.FEEDBACK_NUDGE}
    for one in plan(history, Playbook(unanswered_touches=most), now).follow_ups:
        if one.kind in asking and one.contact_id:
            heard = history.last_touch(one.contact_id, "in")
            news = [*_something_new(history, one), heard.moment if heard else EARLIEST]
            unanswered = [
                touch
                for touch in history.exchanges
                if touch.contact_id == one.contact_id
                and touch.direction == "out"
                and touch.follow_up_id is None
                and touch.moment > max(news)
            ]
            assert len(unanswered) < most


def _something_new(history: History, one: FollowUp) -> list[datetime]:
    """Something to tell; for what concerns an opening, what was heard of that."""
    opening = history.openings.get(one.opening_id or "")
    if opening and one.kind is not Kind.DOOR_OPEN:
        told = [
            touch.moment
            for touch in history.exchanges
            if touch.direction == "in" and touch.contact_id in opening.interviewers
        ]
        return [
            *told,
            *(word.moment for word in opening.words),
            *(met.moment for met in opening.rounds),
        ]
    steps = [step.moment for advice in history.advice.values() for step in advice.steps]
    return steps + [fact.occurred_at for fact in history.facts if _is_landing(fact)]


def _is_landing(fact: Fact) -> bool:
    accepted = isinstance(fact.data, OutcomeRecorded) and fact.data.outcome is Outcome.ACCEPTED
    return accepted or isinstance(fact.data, SeekerLanded)


@given(wild_facts(), playbooks(), instants())
def test_no_set_of_facts_breaks_it(facts: list[Fact], book: Playbook, now: datetime) -> None:
    """Contradictions, unknown ids and dates off any calendar: planned around, listed, no crash."""
    history = History.of(facts)
    made = plan(history, book, now)
    assert {one.fact_id for one in history.facts} | set(history.retracted) >= {
        one.fact_id for one in facts
    }
    for one in made.follow_ups:
        drafts.write(one, history, book, seeker_name=None, now=now)


@given(worlds(), st.sampled_from(["en", "de"]), st.sampled_from([None, "Roger Hill"]), st.data())
def test_a_draft_never_shows_a_blank(
    facts: list[Fact], language: str, seeker: str | None, data: st.DataObject
) -> None:
    """Whatever is known or not, the words are whole: no "None", no hole, no name of a variable."""
    history = History.of(facts)
    book = Playbook(language=language)
    made = plan(history, book, START - timedelta(days=2)).follow_ups
    for one in made:
        now = START + timedelta(days=data.draw(st.integers(0, MANY_DAYS)))
        draft = drafts.write(one, history, book, seeker_name=seeker, now=now)
        for words in filter(None, (draft.subject, draft.text, draft.script)):
            assert words.strip() == words != ""
            assert not NEVER_IN_WORDS.search(words), words
            assert not DANGLING.search(words), words
        assert len(draft.subject) <= 120
