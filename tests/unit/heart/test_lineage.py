"""The lineage: interview, no, feedback, advice, reports, opening, landed."""

from __future__ import annotations

from rapport.facts import derive
from rapport.history import History
from rapport.lineage import Station, lineages
from tests.unit.heart.telling import FACT, STORIES, Story


def _told(story: str) -> History:
    told = Story()
    for line in (STORIES / f"{story}.txt").read_text(encoding="utf-8").splitlines():
        if match := FACT.fullmatch(line):
            told.tell(match["words"], match["moment"])
    return told.history()


def test_the_way_from_a_no_to_a_job() -> None:
    """Each stage of Roger's way, how long it took, and how the rivals dwindled."""
    (way,) = lineages(_told("roger-and-stan"))
    assert [(stop.station, stop.times) for stop in way.stops] == [
        (Station.INTERVIEW, 3),
        (Station.NO, 1),
        (Station.FEEDBACK, 1),
        (Station.ADVICE, 3),
        (Station.REPORT, 2),
        (Station.OPENING, 1),
        (Station.INTERVIEW, 1),
        (Station.OFFER, 1),
        (Station.LANDED, 1),
    ]
    assert way.days == 130  # and some hours: the first interview was in the afternoon
    assert way.rivals == (2, 0)
    assert way.landed
    assert way.contact_id == derive("Stan Cole")
    assert (way.began, way.led_to) == (
        derive("Northwind", "Data Engineer"),
        derive("Northwind", "Analytics Engineer"),
    )


def test_a_referral_by_somebody_never_met_is_no_lineage() -> None:
    """Nils named an opening without an interview before it."""
    assert lineages(_told("referred")) == ()


def test_a_way_that_has_not_ended_is_shown_as_far_as_it_goes() -> None:
    """Before the offer there is the opening, and nobody claims a job."""
    history = _told("roger-and-stan")
    opening = derive("Northwind", "Analytics Engineer")
    early = [
        fact
        for fact in history.facts
        if fact.occurred_at < history.openings[opening].rounds[0].moment
    ]
    (way,) = lineages(History.of(early))
    assert way.stops[-1].station is Station.OPENING
    assert not way.landed
    assert way.rivals == (2, None)


def test_facts_of_nobody_have_no_lineage() -> None:
    """Nothing recorded, nothing to draw."""
    assert lineages(History.of([])) == ()
