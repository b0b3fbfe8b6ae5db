"""What drifted is found and mended, by `tend` or by one command that may be repeated."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from rapport.outside.schedules import Wake
from rapport.store.recordings import NOT_PLANNED
from tests.integration.account import own_client
from tests.integration.crashes import check, ending
from tests.integration.people import ROGER, hours, interview_entry, log
from tests.integration.table import everything, table_name
from tests.integration.template import resource
from tests.integration.world import World


def met(world: World, company: str = "Northwind") -> str:
    """An interview an hour ago; its relationship."""
    entry = interview_entry(world.now - hours(1), company)
    people = [
        one.model_copy(update={"mail": f"{number}@{company.lower()}.example"})
        for number, one in enumerate(entry.interviewers)
    ]
    entry = entry.model_copy(update={"interviewers": tuple(people)})
    return log(world.store, entry, world.now, company)


def planned(world: World, relationship_id: str) -> int:
    kept = world.store.relationship(relationship_id)
    assert kept is not None
    return len(kept.standing)


def test_a_fact_whose_event_was_lost_is_planned(world: World) -> None:
    """Nobody published it: within the next run of tend but one it is planned all the same, and its
    reminder goes out on time.
    """
    relationship = met(world)
    world.lose_stream()
    world.settle()
    assert planned(world, relationship) == 0
    world.advance(hours(1))
    assert planned(world, relationship) > 0
    world.assert_schedules_equal_plan(relationship)
    world.assert_nothing_to_change(relationship)
    world.advance(hours(24))
    assert [mail["Subject"].startswith("Late") for mail in world.mails] == [False, False]


def test_a_fact_that_was_planned_is_asked_for_no_more(world: World) -> None:
    """What tend looks for is only what is missing: no replan without a reason."""
    relationship = met(world)
    world.settle()
    kept = world.store.relationship(relationship)
    assert kept is not None
    assert kept.unplanned == frozenset()
    world.advance(hours(2))
    after = world.store.relationship(relationship)
    assert after is not None
    assert after.version == kept.version


def test_what_needs_no_plan_is_what_no_rule_leads_to_the_planner() -> None:
    """Every other kind of fact stands in the due index until it is planned."""
    from rapport.facts import REGISTRY

    pattern = resource("OtherFacts")["EventPattern"]
    led = {*pattern["detail-type"], *resource("InterviewLogged")["EventPattern"]["detail-type"]}
    assert REGISTRY.keys() - led == NOT_PLANNED


def test_a_lost_schedule_is_set_again_before_it_is_due(world: World) -> None:
    """Somebody deleted all of them: the reminder is on time, not an hour late."""
    met(world)
    world.settle()
    world.lose_schedules()
    for _ in range(26):
        world.advance(hours(1))
    subjects = [mail["Subject"] for mail in world.mails]
    assert sorted(subjects) == ["Thank Dana Reed (Northwind)", "Thank Stan Kowalski (Northwind)"]


def test_a_schedule_of_nothing_wakes_nobody_and_goes(world: World) -> None:
    """One for a follow-up that is not there fires once."""
    relationship = met(world)
    world.settle()
    stray = Wake("a" * 16, relationship, "b" * 16, "c" * 16, world.now + hours(3), world.now.date())
    world.set_schedule(stray)
    assert "b" * 16 in world.schedules
    world.advance(hours(4))
    world.assert_schedules_equal_plan(relationship)
    assert world.mails == []


def restore(backup: list[dict[str, Any]]) -> None:
    """The table as it was; nothing of it comes over the stream as new."""
    table = own_client("dynamodb")
    for item in everything():
        table.delete_item(TableName=table_name(), Key={"pk": item["pk"], "sk": item["sk"]})
    for item in backup:
        table.put_item(TableName=table_name(), Item=item)


def test_a_restored_table_heals_to_the_same_plan(world: World) -> None:
    """The table is as it was when one fact was not planned yet; the schedules are those of later,
    others are gone. Plan and mails come to what they would have been; the schedules of what is due
    later are set hour by hour as it comes near, or all at once by the command in the runbook.
    """
    first = met(world)
    world.settle()
    second = met(world, "Contoso")
    backup = everything()
    world.settle()
    third = met(world, "Fabrikam")
    world.settle()
    assert world.store.relationship(third) is not None
    restore(backup)
    world.lose_stream()
    world.lose_schedules(keep=1)
    for _ in range(26):
        world.advance(hours(1))
    world.replan_everything(ROGER.seeker_id)
    check(world)
    assert world.store.relationship(third) is None, "what came after the backup is lost"
    told = sorted(mail["Subject"].removeprefix("Late: ") for mail in world.mails)
    assert told == sorted(
        f"Thank {name} ({company})"
        for company in ("Northwind", "Contoso")
        for name in ("Dana Reed", "Stan Kowalski")
    )
    assert planned(world, first) == planned(world, second) > 0


def test_replaying_the_archive_changes_nothing(world: World) -> None:
    """Every event that ever was on the bus, once more and backwards: no mail, the same plan."""
    heard: list[dict[str, Any]] = []
    world.heard = heard.append
    met(world)
    world.settle()
    world.advance(timedelta(days=2))
    before = ending(world)
    for event in reversed(list(heard)):
        world.say(event)
    world.settle()
    check(world)
    assert ending(world) == before


def test_a_redriven_message_may_have_been_handled_before(world: World) -> None:
    """Whatever lies in a dead-letter queue, twice, after all of it was done some other way."""
    heard: list[dict[str, Any]] = []
    world.heard = heard.append
    met(world)
    world.settle()
    world.advance(timedelta(days=2))
    before = ending(world)
    for event in heard:
        due = event["detail-type"] == "follow-up-due"
        for _ in range(2):
            world.send("ReminderQueue" if due else "PlanQueue", json.dumps(event))
    world.settle()
    check(world)
    assert ending(world) == before
