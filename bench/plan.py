"""How long planning takes: `python -m bench.plan`.

Medians of CPU time with the spread between the quartiles, for

- one changed fact: read the facts of one relationship as stored, fold, plan;
- a whole seeker: every relationship folded and planned, for growing numbers of facts.

Facts are those of a busy job search: rounds, outcomes, advice, progress, exchanges and answers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from statistics import median, quantiles
from time import process_time

from rapport.facts import (
    AdviceKind,
    AdviceRecorded,
    Answer,
    Channel,
    Data,
    ExchangeRecorded,
    Fact,
    FeedbackRecorded,
    FollowUpAnswered,
    Format,
    Interviewer,
    InterviewLogged,
    Outcome,
    OutcomeRecorded,
    ProgressRecorded,
    ReminderSent,
    Step,
    derive,
)
from rapport.history import History
from rapport.plan import Kind, plan
from rapport.playbook import Playbook
from rapport.wall import Wall

ZONE = "Europe/Berlin"
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
TYPICAL_FACTS = 50
BOOK = Playbook(zone=ZONE)

Stored = dict[str, object]


def relationship(name: str, facts: int, began: datetime = START) -> list[Stored]:
    """So many stored facts of one relationship, less than a day from one to the next."""
    happenings = _happenings(name)
    stored = []
    for number in range(facts):
        moment = began + timedelta(hours=20 * number)
        fact = Fact(
            fact_id=derive(name, number),
            seeker_id=derive("seeker"),
            relationship_id=derive(name),
            occurred_at=moment,
            recorded_at=moment,
            correlation_id="bench",
            data=next(happenings)(moment),
        )
        stored.append(fact.stored())
    return stored


def _happenings(name: str) -> Iterator[Callable[[datetime], Data]]:
    """What happens, one after the other: an interview, what follows on it, and again."""
    for number in count(1):
        opening, advice = derive(name, "opening", number // 4), derive(name, "advice", number)
        people = [derive(name, "person", (number + n) % 6) for n in range(3)]
        report, giver = derive(name, "report", number), people[0]
        yield partial(_interview, name, opening, people, number)
        for who in people:
            yield _always(ExchangeRecorded(contact_id=who, direction="out", channel=Channel.MAIL))
        yield _always(OutcomeRecorded(opening_id=opening, outcome=Outcome.DECLINED))
        yield _always(FeedbackRecorded(contact_id=giver, stage="given", text="more practice"))
        yield _always(
            AdviceRecorded(
                advice_id=advice, contact_id=giver, kind=AdviceKind.BOOK, title=f"Book {number}"
            )
        )
        yield _always(ProgressRecorded(advice_id=advice, step=Step.STARTED))
        yield _always(
            FollowUpAnswered(
                follow_up_id=report,
                kind=Kind.PROGRESS_REPORT,
                contact_id=giver,
                answer=Answer.DONE,
            )
        )
        yield _always(
            ReminderSent(follow_up_id=report, kind=Kind.PROGRESS_REPORT, occasion=derive(number))
        )


def _always(data: Data) -> Callable[[datetime], Data]:
    return lambda _: data


def _interview(
    company: str, opening: str, people: list[str], number: int, moment: datetime
) -> Data:
    return InterviewLogged(
        opening_id=opening,
        company=company,
        title="Engineer",
        round=number % 4 + 1,
        at=Wall.at(moment, ZONE),
        format=Format.VIDEO,
        interviewers=tuple(
            Interviewer(contact_id=who, name=f"P {who[:4]}", rapport=n + 3)
            for n, who in enumerate(people)
        ),
    )


def one_change(stored: list[Stored]) -> int:
    """What one changed fact costs in the pure part; gives the number of follow-ups."""
    history = History.of(Fact.read(fact) for fact in stored)
    return len(plan(history, BOOK, _newest(history.facts)).follow_ups)


def _newest(facts: Sequence[Fact]) -> datetime:
    """When the newest fact was recorded, which is when it is planned."""
    return max(fact.recorded_at for fact in facts)


def measured(work: Callable[[], object], times: int) -> list[float]:
    """CPU milliseconds of each of so many runs, after one to warm up."""
    work()
    taken = []
    for _ in range(times):
        before = process_time()
        work()
        taken.append((process_time() - before) * 1000)
    return taken


def row(what: str, work: Callable[[], object], times: int = 200) -> str:
    taken = measured(work, times)
    low, _, high = quantiles(taken, n=4)
    return f"{what:<46} {median(taken):8.2f} ms  ({low:.2f} to {high:.2f})"


def main() -> None:
    typical = relationship("Northwind", TYPICAL_FACTS)
    read = [Fact.read(fact) for fact in typical]
    history = History.of(read)
    rows = [
        row(f"one changed fact, relationship of {TYPICAL_FACTS}", lambda: one_change(typical)),
        row("  of this: reading the facts", lambda: [Fact.read(fact) for fact in typical]),
        row("  of this: folding them", lambda: History.of(read)),
        row("  of this: planning", lambda: plan(history, BOOK, _newest(read))),
    ]
    for facts in (100, 1_000, 10_000):
        places = facts // TYPICAL_FACTS
        several = [
            [Fact.read(fact) for fact in relationship(f"Company {n}", TYPICAL_FACTS)]
            for n in range(places)
        ]
        rows.append(row(f"{facts} facts in {places} relationships", partial(whole, several), 10))
    for facts in (100, 1_000):
        large = [Fact.read(fact) for fact in relationship("One company", facts)]
        rows.append(row(f"{facts} facts in one relationship", partial(whole, [large]), 10))
    sys.stdout.write("\n".join(rows) + "\n")


def whole(relationships: list[list[Fact]]) -> None:
    """What planning everything of a seeker costs."""
    for facts in relationships:
        plan(History.of(facts), BOOK, _newest(facts))


if __name__ == "__main__":
    main()
