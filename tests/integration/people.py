"""A seeker and an interview, as the doors record them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from infra.catalogue.samples import (
    DUE,
    FACTS,
    FOLLOW_UP,
    LATER,
    OCCASION,
    RELATIONSHIP,
    SEEKER,
    STAN,
    fact,
)
from rapport.flows import recording
from rapport.flows.entries import InterviewEntry, Met
from rapport.flows.planning import difference
from rapport.flows.recording import Source
from rapport.store import PlanChange, Recording, Seeker, Standing
from rapport.store.table import TableStore
from rapport.wall import Wall

ZONE = "Europe/Berlin"
ROGER = Seeker(
    "aaaaaaaaaaaaaaaa", "roger@seeker.example", "Roger", {"zone": ZONE, "language": "en"}
)


def interview_entry(at: datetime, company: str = "Northwind", round_: int = 1) -> InterviewEntry:
    """A phone screen with Dana and a talk with Stan."""
    return InterviewEntry(
        company=company,
        title="Data engineer",
        round=round_,
        at=Wall.at(at, ZONE),
        format="phone",
        interviewers=(
            Met(name="Dana Reed", mail="dana@northwind.example", rapport=3),
            Met(name="Stan Kowalski", mail="stan@northwind.example", rapport=5),
        ),
    )


def log(
    store: TableStore, entry: InterviewEntry, now: datetime, key: str, seeker: Seeker = ROGER
) -> str:
    """Log an interview as the web does; the relationship's id."""
    known = store.known(seeker.seeker_id, entry.lookups())
    made = recording.interview(entry, known, Source(seeker, key, now))
    store.record(made)
    return made.facts[0].relationship_id


SAMPLE_SEEKER = Seeker(SEEKER, "roger@seeker.example", "Roger", {"zone": ZONE, "language": "en"})


def seed(store: TableStore) -> Standing:
    """Store what the samples under events/ speak of: a seeker, an interview, and the thank-you to
    Stan, which is due; that thank-you.
    """
    store.add_seeker(SAMPLE_SEEKER)
    interview = next(fact(data) for data in FACTS if data.detail_type == "interview-logged")
    store.record(Recording([interview], new_relationship=SAMPLE_SEEKER))
    relationship = store.relationship(RELATIONSHIP)
    assert relationship is not None
    thanks = next(
        standing
        for standing in difference(relationship, None, LATER).put
        if (standing.follow_up["kind"], standing.follow_up["contact_id"]) == ("thank-you", STAN)
    )
    named = {**thanks.follow_up, "follow_up_id": FOLLOW_UP, "occasion": OCCASION}
    sample = replace(thanks, follow_up_id=FOLLOW_UP, occasion=OCCASION, follow_up=named)
    store.save_plan(PlanChange(relationship, put=[sample.moved(DUE, DUE.date())]))
    standing = store.find_standing(RELATIONSHIP, FOLLOW_UP)
    assert standing is not None
    return standing


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def with_settings(seeker: Seeker, **settings: object) -> Seeker:
    """The seeker after a change of settings."""
    return replace(seeker, playbook={**seeker.playbook, **settings}, version=seeker.version + 1)
