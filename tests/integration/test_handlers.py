"""Every handler with its event from events/, on the table that template.yaml describes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from types import ModuleType
from typing import Any

import pytest

from infra.catalogue.received import MAIL_DOMAIN, SAMPLE_SECRET
from infra.catalogue.samples import DUE, FOLLOW_UP, LATER, OCCASION, RELATIONSHIP, SEEKER
from rapport.facts import ReminderSent
from rapport.flows.reminding import tags
from rapport.mail.address import Addresses, Keys, ReplyTo
from rapport.store import PlanChange, Session
from rapport.store.table import TableStore
from tests.integration.account import own_client
from tests.integration.afresh import Context
from tests.integration.people import SAMPLE_SEEKER, seed
from tests.integration.test_loop import words
from tests.integration.world import World

Sample = Callable[[str], Any]
SECRET = "a-session-secret-of-thirty-two-c"


def facts(store: TableStore) -> list[str]:
    """The kinds of facts of the samples' relationship."""
    relationship = store.relationship(RELATIONSHIP)
    assert relationship is not None
    return sorted(fact.data.detail_type for fact in relationship.facts)


def heard(queue: str) -> list[dict[str, Any]]:
    """What the bus brought to a queue, oldest first."""
    sqs = own_client("sqs")
    url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    said: list[dict[str, Any]] = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        said += [json.loads(message["Body"]) for message in messages]
    return said


def ear() -> None:
    """A queue named `ear` that hears all that is said on the bus."""
    events, sqs = own_client("events"), own_client("sqs")
    url = sqs.create_queue(QueueName="ear")["QueueUrl"]
    answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    arn = answer["Attributes"]["QueueArn"]
    events.put_rule(Name="ear", EventBusName="rapport", EventPattern='{"version": ["0"]}')
    events.put_targets(Rule="ear", EventBusName="rapport", Targets=[{"Id": "ear", "Arn": arn}])


def only(event: dict[str, Any], number: int) -> dict[str, Any]:
    """The event with one of its records alone."""
    return {"Records": [event["Records"][number]]}


def test_publish_facts_says_all_that_the_stream_brings(
    function: Callable[[str], ModuleType], context: Context, sample: Sample
) -> None:
    """A fact of every kind, a change of settings and a farewell, in their order, as documented."""
    ear()
    records = sample("stream")["Records"]
    answer = function("publish_facts").handler({"Records": records}, context)
    assert answer == {"batchItemFailures": []}
    said = heard("ear")
    stored = [json.loads(one["dynamodb"]["NewImage"]["fact"]["S"]) for one in records[:-2]]
    kinds = [*(one["detail_type"] for one in stored), "settings-changed", "seeker-leaving"]
    assert [one["detail-type"] for one in said] == kinds
    for event in said:
        documented = sample(f"{event['detail-type']}.v1")
        assert (event["source"], event["detail"]) == (documented["source"], documented["detail"])


def test_plan_follow_ups_plans_what_happened(nobodys_world: World, sample: Sample) -> None:
    """An interview gets its follow-ups and schedules; changed settings ask for all to be planned
    anew.
    """
    world = nobodys_world
    world.wait_until(LATER)
    seed(world.store)
    answer = world.call("plan_follow_ups", sample("plan_follow_ups"))
    assert answer == {"batchItemFailures": []}
    world.assert_nothing_to_change(RELATIONSHIP)
    world.assert_schedules_equal_plan(RELATIONSHIP)
    assert world.schedules
    (asked,) = heard("PlanQueue")
    assert asked["detail-type"] == "replan-requested"
    assert asked["detail"]["data"] == {"relationship_id": RELATIONSHIP}


def test_what_there_is_no_time_for_comes_again(
    nobodys_world: World, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch that is running out of time is done with what it did; the rest is named."""
    world = nobodys_world
    world.wait_until(LATER)
    seed(world.store)
    event = sample("plan_follow_ups")
    left = iter([20_000, *[1_000] * len(event["Records"])])
    monkeypatch.setattr(Context, "get_remaining_time_in_millis", lambda _: next(left))
    answer = world.call("plan_follow_ups", event)
    rest = [{"itemIdentifier": one["messageId"]} for one in event["Records"][1:]]
    assert rest
    assert answer == {"batchItemFailures": rest}
    assert len(world.schedules) + len(heard("PlanQueue")) > 0, "the first was taken"


@pytest.mark.parametrize("there", [True, False], ids=["still here", "gone"])
def test_a_mail_that_went_out_is_noted_though_the_plan_dropped_it(
    nobodys_world: World, there: bool
) -> None:
    """The function died before it could note it, and the follow-up was undone meanwhile: should it
    ever be wanted again, it is not mailed again. Of a seeker who is gone nothing is kept.
    """
    world = nobodys_world
    standing = seed(world.store)
    relationship = world.store.relationship(RELATIONSHIP)
    assert relationship is not None
    world.store.save_plan(PlanChange(relationship, drop=[standing]))
    if not there:
        world.store.leave(SAMPLE_SEEKER, world.now)
    tagged = {name: [value] for name, value in tags(standing).items()}
    for _ in range(2):
        world.tell_of_mail({"eventType": "Send", "mail": {"messageId": "m", "tags": tagged}})
    after = world.store.relationship(RELATIONSHIP)
    assert after is not None
    sent = [fact.data for fact in after.facts if isinstance(fact.data, ReminderSent)]
    assert [(one.follow_up_id, one.occasion) for one in sent] == (
        [(FOLLOW_UP, standing.occasion)] if there else []
    )


def test_send_reminder_mails_the_seeker_once(nobodys_world: World, sample: Sample) -> None:
    """However often it is said to be due; answers come back to the follow-up, and the mail
    service's events find it by the tags.
    """
    world = nobodys_world
    world.wait_until(DUE)
    seed(world.store)
    for _ in range(2):
        answer = world.call("send_reminder", sample("send_reminder"))
        assert answer == {"batchItemFailures": []}
    (mail,) = world.mails
    assert mail["To"] == SAMPLE_SEEKER.address
    assert mail["Cc"] is mail["Bcc"] is None
    assert mail["Subject"] == "Thank Stan Cole (Northwind)"
    addresses = Addresses(MAIL_DOMAIN, Keys.read(SAMPLE_SECRET))
    answers_go_to = mail["Reply-To"].addresses[0].addr_spec
    assert addresses.read(answers_go_to, world.now) == ReplyTo(RELATIONSHIP, FOLLOW_UP)
    assert world.tags == [
        {
            "seeker": SEEKER,
            "relationship": RELATIONSHIP,
            "follow_up": FOLLOW_UP,
            "occasion": OCCASION,
            "kind": "thank-you",
        }
    ]
    assert facts(world.store) == ["interview-logged", "reminder-sent"]


def test_mail_feedback_settles_a_claim_left_in_doubt(nobodys_world: World, sample: Sample) -> None:
    """A Send event says that the reminder went out, so it does not go out again."""
    world = nobodys_world
    world.wait_until(DUE)
    seed(world.store)
    grounds = world.store.due(RELATIONSHIP, FOLLOW_UP, SEEKER, DUE.date())
    assert grounds.standing is not None
    world.store.claim(grounds.standing, DUE.date(), grounds.day, world.now)
    answer = world.call("mail_feedback", only(sample("mail_feedback"), 0))
    assert answer == {"batchItemFailures": []}
    settled = world.store.find_standing(RELATIONSHIP, FOLLOW_UP)
    assert settled is not None
    assert not settled.waits
    assert facts(world.store) == ["interview-logged", "reminder-sent"]
    world.wait_until(DUE + timedelta(hours=1))
    world.call("send_reminder", sample("send_reminder"))
    assert world.mails == []


def test_a_lasting_bounce_ends_mail(nobodys_world: World, sample: Sample) -> None:
    """The bounce is noted at its reminder, and nothing more goes to that address."""
    world = nobodys_world
    world.wait_until(DUE)
    seed(world.store)
    for _ in range(2):
        answer = world.call("mail_feedback", only(sample("mail_feedback"), 1))
        assert answer == {"batchItemFailures": []}
    seeker = world.store.seeker(SEEKER)
    assert seeker is not None
    assert seeker.mail_stopped
    assert facts(world.store) == ["interview-logged", "mail-feedback"]
    world.call("send_reminder", sample("send_reminder"))
    assert world.mails == []


def test_inbound_mail_takes_an_answer_once(nobodys_world: World, sample: Sample) -> None:
    """What the seeker writes under a reminder settles it, and is confirmed by one mail."""
    world = nobodys_world
    world.wait_until(DUE + timedelta(hours=1, minutes=12))
    seed(world.store)
    event = sample("inbound_mail")
    receipt = json.loads(event["Records"][0]["body"])["receipt"]
    mail = EmailMessage()
    mail["From"], mail["To"] = SAMPLE_SEEKER.address, receipt["recipients"][0]
    mail["Subject"], mail["Message-ID"] = "Re: Thank Stan Cole (Northwind)", "<one@mail.example>"
    mail.set_content("done")
    place = {"Bucket": receipt["action"]["bucketName"], "Key": receipt["action"]["objectKey"]}
    own_client("s3").put_object(**place, Body=mail.as_bytes())
    for _ in range(2):
        assert world.call("inbound_mail", event) == {"batchItemFailures": []}
        world.wait_until(world.now + timedelta(hours=1))
        world.settle()
    assert world.store.held(SEEKER) == []
    assert facts(world.store) == ["exchange-recorded", "follow-up-answered", "interview-logged"]
    (confirmed,) = world.mails
    assert confirmed["To"] == SAMPLE_SEEKER.address
    assert "Done: Thank Stan Cole" in words(confirmed)
    assert world.store.find_standing(RELATIONSHIP, FOLLOW_UP) is None


def test_tend_says_again_what_was_missed(nobodys_world: World, sample: Sample) -> None:
    """A reminder whose schedule was lost is said to be due; when it was sent, no more."""
    world = nobodys_world
    seed(world.store)
    world.wait_until(DUE + timedelta(hours=2))
    assert world.schedules == {}
    world.call("tend", sample("tend"))
    (again,) = heard("ReminderQueue")
    due = sample("follow-up-due.v1")
    assert (again["detail-type"], again["detail"]) == (due["detail-type"], due["detail"])
    world.call("send_reminder", sample("send_reminder"))
    (mail,) = world.mails
    assert mail["Subject"].startswith("Late: ")
    world.call("tend", sample("tend"))
    assert heard("ReminderQueue") == []


def test_web_answers_a_visitor(
    nobodys_world: World,
    function: Callable[[str], ModuleType],
    context: Context,
    sample: Sample,
) -> None:
    """Who is signed in gets the form, and logs by the API; who is not gets neither."""
    store = nobodys_world.store
    store.add_seeker(SAMPLE_SEEKER)
    store.open_session(SECRET, Session(SEEKER, LATER + timedelta(days=1)))
    web = function("web.app")
    shown, posted = sample("web_get"), sample("web_post")
    signed_out = [web.handler(event, context) for event in (shown, posted)]
    assert [one["statusCode"] for one in signed_out] == [303, 401]
    assert store.relationships_of(SEEKER) == []
    cookies = {"cookies": [f"__Host-session={SEEKER}.{SECRET}"]}
    page = web.handler({**shown, **cookies}, context)
    assert page["statusCode"] == 200
    assert "<form" in page["body"]
    answer = web.handler({**posted, **cookies}, context)
    assert answer["statusCode"] == 201
    said = json.loads(answer["body"])
    assert store.relationships_of(SEEKER) == [said["relationship_id"]]
    stored = store.fact(said["relationship_id"], said["fact_id"])
    assert stored is not None
    assert stored.data.detail_type == "interview-logged"
