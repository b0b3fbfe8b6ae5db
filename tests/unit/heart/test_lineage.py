"""The lineage: interview, no, feedback, advice, reports, opening, landed."""

from __future__ import annotations

from rapport.facts import derive
from rapport.history import History
from rapport.lineage import Station, lineages, reports
from tests.unit.heart.telling import listen


def _told(story: str, about: str = "a story") -> History:
    return History.of(listen(story).told[about])


def test_the_way_from_a_no_to_a_job() -> None:
    """Each stage of Roger's way, how long it took, and how the rivals dwindled."""
    (way,) = lineages(_told("roger-and-stan", "Northwind"), "Europe/Berlin")
    assert [(stop.station, stop.times) for stop in way.stops] == [
        (Station.INTERVIEW, 3),
        (Station.NO, 1),
        (Station.FEEDBACK, 1),
        (Station.ADVICE, 3),
        (Station.REPORT, 4),
        (Station.OPENING, 1),
        (Station.INTERVIEW, 1),
        (Station.OFFER, 1),
        (Station.LANDED, 1),
    ]
    assert way.days == 131
    assert way.rivals == (2, 0)
    assert way.landed
    assert way.contact_id == derive("Stan Cole")
    assert (way.began, way.led_to) == (
        derive("Northwind", "Data Engineer"),
        derive("Northwind", "Analytics Engineer"),
    )


def test_each_stop_has_its_day() -> None:
    """What a page draws: the day of each stop, counted on the seeker's calendar."""
    (way,) = lineages(_told("roger-and-stan", "Northwind"), "Europe/Berlin")
    assert [
        (stop.station.value, way.day(stop.first), way.day(stop.last)) for stop in way.stops
    ] == [
        ("interview", 0, 14),
        ("no", 28, 28),
        ("feedback", 31, 31),
        ("advice", 31, 31),
        ("report", 35, 102),
        ("opening", 122, 122),
        ("interview", 127, 127),
        ("offer", 130, 130),
        ("landed", 131, 131),
    ]


def test_a_message_without_news_is_no_report() -> None:
    """Four mails told of steps; thanks, replies and a greeting in between are not counted."""
    history = _told("roger-and-stan", "Northwind")
    stan = derive("Stan Cole")
    sent = [touch for touch in history.exchanges if touch.contact_id == stan]
    assert len(reports(history, stan)) == 4 < len(sent)


def test_a_referral_by_somebody_never_met_is_no_lineage() -> None:
    """Nils named an opening without an interview before it."""
    assert lineages(_told("referred")) == ()


def test_a_way_that_has_not_ended_is_shown_as_far_as_it_goes() -> None:
    """Before the offer there is the opening, and nobody claims a job."""
    history = _told("roger-and-stan", "Northwind")
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
