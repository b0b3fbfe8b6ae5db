"""Held mails on the inbox page and in the API: what they show, letting in, throwing away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from rapport.flows.reasons import NOT_UNDERSTOOD
from rapport.store import HeldMail, Release, Standing
from rapport.store.keys import digest
from rapport.store.table import TableStore
from tests.integration.account import REGION, own_client
from tests.integration.web.browser import Browser
from tests.integration.web.conftest import NOW
from tests.integration.web.test_pages import log, seeker_of

Plan = Callable[[str], list[Standing]]
NOTICE = json.dumps({"mail": {"messageId": "ses-1"}, "receipt": {"recipients": ["x"]}})
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def queue(table: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The queue of incoming mails; its URL."""
    url: str = own_client("sqs").create_queue(QueueName="InboundQueue")["QueueUrl"]
    monkeypatch.setenv("INBOUND_QUEUE_URL", url)
    return url


@pytest.fixture
def bucket(table: str) -> str:
    """The bucket of mails, with the one that is held."""
    s3 = own_client("s3")
    s3.create_bucket(Bucket="raw-mail", CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket="raw-mail", Key="incoming/ses-1", Body=b"From: x\n\nstop\n")
    return "raw-mail"


@pytest.fixture
def held(browser: Browser, store: TableStore, queue: str, bucket: str) -> HeldMail:
    """A mail that waits in Roger's inbox, with everything in it that does harm elsewhere."""
    log(browser, mail__0="stan@northwind.example")
    mail = HeldMail(
        mail_id="ses-1",
        seeker_id=seeker_of(store).seeker_id,
        reason="The sender's address is not one of your verified addresses.",
        received_at=NOW - timedelta(hours=1),
        bucket=bucket,
        key="incoming/ses-1",
        sender=f"{SCRIPT} <stan@northwind.example>",
        subject=f"stop everything {SCRIPT}",
        dated="2026-03-10T12:00+00:00",
        excerpt=f"stop\n{SCRIPT}",
        notice=NOTICE,
    )
    store.hold(mail)
    return mail


def test_no_sender_s_name_turns_round_their_address(
    browser: Browser, held: HeldMail, store: TableStore
) -> None:
    """A name cannot make the address beside it read like another one."""
    store.hold(replace(held, mail_id="ses-2", sender="\u202eBoss <eve@evil.example>"))
    assert "Boss &lt;eve@evil.example&gt;" in (text := browser.get("/inbox").text)
    assert "\u202e" not in text


@pytest.fixture
def queued(queue: str) -> Callable[[], list[dict[str, Any]]]:
    """What waits in the queue."""

    def waiting() -> Iterator[dict[str, Any]]:
        answer = own_client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
        for message in answer.get("Messages", []):
            yield json.loads(message["Body"])

    return lambda: list(waiting())


def is_kept(mail: HeldMail) -> bool:
    try:
        own_client("s3").head_object(Bucket=mail.bucket, Key=mail.key)
    except ClientError:
        return False
    return True


def stan(store: TableStore) -> tuple[str, str]:
    """Stan's relationship and id."""
    (relationship_id,) = store.relationships_of(seeker_of(store).seeker_id)
    relationship = store.relationship(relationship_id)
    assert relationship is not None
    (met,) = relationship.facts[0].data.interviewers  # type: ignore[attr-defined]
    return relationship_id, met.contact_id


def test_a_held_mail_is_shown_and_does_no_harm(browser: Browser, held: HeldMail) -> None:
    """Who wrote it as it says, when, what about, why it was held; and nothing in it is markup."""
    page = browser.get("/inbox").text
    assert "not one of your verified addresses" in page.replace("&#39;", "'")
    assert "stan@northwind.example" in page
    assert "stop everything" in page
    assert "yesterday" not in page
    assert "today, 13:20" in page
    assert "<script>" not in page
    assert "<img src=x" not in page
    assert page.count("&lt;script&gt;") >= 3


def test_letting_in_hands_the_mail_over_once_more(
    browser: Browser,
    held: HeldMail,
    store: TableStore,
    queued: Callable[[], list[dict[str, Any]]],
) -> None:
    """With the owner's word beside it; pressing twice says the same twice, and harms nobody."""
    form = browser.get("/inbox").form("/inbox/ses-1").filled(action="mine", person="")
    for _ in range(2):
        answer = browser.post("/inbox/ses-1", form)
        assert (answer.status, answer.headers["location"]) == (303, "/inbox?notice=released")
        assert queued() == [json.loads(NOTICE)]
    release = store.inbound("x", "", None, delivery="ses-1").release
    assert release == Release(seeker_of(store).seeker_id, "mine")
    assert "You let it in" in browser.get("/inbox").text
    assert is_kept(held)


def test_whose_words_they_are_is_said_with_it(
    browser: Browser, held: HeldMail, store: TableStore
) -> None:
    """The sender's address suggests who, and the seeker decides."""
    browser_form = browser.get("/inbox").form("/inbox/ses-1")
    relationship_id, contact_id = stan(store)
    form = browser_form.filled(action="theirs", contact_id=contact_id)
    assert browser.post("/inbox/ses-1", form).status == 303
    release = store.inbound("x", "", None, delivery="ses-1").release
    assert release == Release(seeker_of(store).seeker_id, "theirs", relationship_id, contact_id)


@pytest.mark.parametrize(
    "words",
    [
        "Stan Kowalski",
        "stan",
        "Mr Kowalski",
        "Stan K.",
        " stan@Northwind.example",
        "Stan Kowalski (Northwind)",
        "Stan <stan@northwind.example>",
    ],
)
def test_whom_it_is_about_is_said_in_words(
    browser: Browser, held: HeldMail, store: TableStore, plan: Plan, words: str
) -> None:
    """By the name that one calls them, or their address, however many people there are."""
    relationship_id, contact_id = stan(store)
    plan(relationship_id)
    form = browser.get("/inbox").form("/inbox/ses-1")
    assert browser.post("/inbox/ses-1", form.filled(action="theirs", person=words)).status == 303
    release = store.inbound("x", "", None, delivery="ses-1").release
    assert release == Release(seeker_of(store).seeker_id, "theirs", relationship_id, contact_id)


def test_who_shares_a_name_is_asked_back(
    browser: Browser, held: HeldMail, store: TableStore, plan: Plan
) -> None:
    """Nothing is let in until one is chosen; what was typed stays."""
    _, contact_id = stan(store)
    log(browser, company="Contoso", name__0="Stan Laurel")
    for home in store.relationships_of(seeker_of(store).seeker_id):
        plan(home)
    form = browser.get("/inbox").form("/inbox/ses-1")
    asked = browser.post("/inbox/ses-1", form.filled(action="theirs", person="Stan"))
    assert (asked.status, "several people" in asked.text) == (422, True)
    assert "Stan Laurel</strong>" in asked.text
    assert "Contoso</small>" in asked.text
    assert dict(asked.form("/inbox/ses-1").values)["person"] == "Stan"
    assert store.inbound("x", "", None, delivery="ses-1").release is None
    chosen = asked.form("/inbox/ses-1").filled(action="theirs", contact_id=contact_id)
    assert browser.post("/inbox/ses-1", chosen).status == 303
    release = store.inbound("x", "", None, delivery="ses-1").release
    assert release is not None
    assert release.contact_id == contact_id


def test_who_wrote_is_suggested_by_their_address(browser: Browser, held: HeldMail) -> None:
    """Only where somebody is known by it: an address alone is nobody."""
    page = browser.get("/inbox")
    assert dict(page.form("/inbox/ses-1").values)["person"] == "stan@northwind.example"
    assert "You know somebody with this address" in page.text


@pytest.mark.parametrize(
    ("contact_id", "message"), [(None, "Choose who wrote it"), ("a" * 16, "Nobody you know")]
)
def test_words_of_nobody_are_asked_back(
    browser: Browser, held: HeldMail, store: TableStore, contact_id: str | None, message: str
) -> None:
    """Nothing is let in until it is said whose words they are."""
    form = browser.get("/inbox").form("/inbox/ses-1").filled(action="theirs", person="")
    given = [("contact_id", contact_id)] if contact_id else []
    answer = browser.post("/inbox/ses-1", [*form, *given])
    assert answer.status == 422
    assert message in answer.text
    assert store.inbound("x", "", None, delivery="ses-1").release is None


def test_what_is_thrown_away_is_gone_at_once(
    browser: Browser,
    held: HeldMail,
    store: TableStore,
    queued: Callable[[], list[dict[str, Any]]],
) -> None:
    """From the list, and the mail itself from the bucket."""
    form = browser.get("/inbox").form("/inbox/ses-1").filled(action="discard")
    assert browser.post("/inbox/ses-1", form).status == 303
    assert store.held(seeker_of(store).seeker_id) == []
    assert not is_kept(held)
    assert queued() == []
    assert browser.post("/inbox/ses-1", form).status == 404


def test_a_mail_that_is_no_longer_kept_says_so(
    browser: Browser, held: HeldMail, store: TableStore
) -> None:
    """It can only be thrown away."""
    form = browser.get("/inbox").form("/inbox/ses-1").filled(action="mine")
    assert "no longer kept" not in browser.get("/inbox").text
    held_since = datetime.fromisoformat("2025-11-01T00:00+00:00")
    seeker_id = held.seeker_id
    assert seeker_id
    store.discard(seeker_id, "ses-1")
    store.hold(replace(held, received_at=held_since))
    page = browser.get("/inbox").text
    assert "no longer kept" in page
    assert 'value="mine"' not in page
    assert browser.post("/inbox/ses-1", form).status == 422


def test_a_mail_that_could_not_be_read_is_read_again_at_most(
    browser: Browser, held: HeldMail, store: TableStore
) -> None:
    """Nobody can say that words were theirs which they cannot see."""
    store.discard(seeker_of(store).seeker_id, "ses-1")
    store.hold(replace(held, sender="", subject="", dated="", excerpt=""))
    form = browser.get("/inbox").form("/inbox/ses-1")
    assert browser.post("/inbox/ses-1", form.filled(action="mine")).status == 422
    assert browser.post("/inbox/ses-1", form.filled(action="again")).status == 303


def test_what_was_decided_is_said(browser: Browser, held: HeldMail) -> None:
    """Letting in says that it is being taken, and offers nothing twice; throwing away says so."""
    form = browser.get("/inbox").form("/inbox/ses-1")
    then = browser.post("/inbox/ses-1", form.filled(action="mine", person=""))
    page = browser.get(then.headers["location"]).text
    assert "It is being taken" in page.partition("<h1>")[0]
    assert "<details>" in page.partition('value="mine"')[0].rpartition("You let it in.")[2]
    then = browser.post("/inbox/ses-1", form.filled(action="discard"))
    assert "Thrown away, for good." in browser.get(then.headers["location"]).text


def test_what_was_read_from_a_mail_and_logged_waits_no_longer(
    browser: Browser, store: TableStore
) -> None:
    """Once is enough, from whichever link."""
    store.propose(seeker_of(store).seeker_id, "a mail", {"company": "Contoso"}, NOW)
    form = browser.get(f"/log?proposal={digest('a mail')}").form("/log")
    filled = form.filled(
        title="Analyst", format="phone", name__0="Ana", rapport__0="3", action="log"
    )
    assert browser.post("/log", filled).status == 303
    assert "Contoso" not in browser.get("/inbox").text


def test_what_was_read_from_a_mail_waits_to_be_looked_over(
    browser: Browser, store: TableStore, sign_in: Callable[[str], Browser]
) -> None:
    """It is listed with the way to log it, until it is thrown away; by nobody else."""
    seeker_id = seeker_of(store).seeker_id
    told = {
        "company": "Contoso",
        "title": "Data analyst",
        "at": {"local": "2026-03-10T09:00", "zone": "Europe/Berlin"},
        "interviewers": [{"name": "Ana Ruiz"}],
        "notes": "Met Ana.",
    }
    store.propose(seeker_id, "a mail", told, NOW)
    page = browser.get("/inbox?notice=released")
    assert "looked it over" in page.text.partition("<h1>")[0]
    assert "Contoso, Data analyst" in page.text
    assert "today, 09:00, with <bdi>Ana Ruiz</bdi>" in page.text
    assert f'href="/log?proposal={digest("a mail")}"' in page.text
    assert "Contoso" not in sign_in("olga@seeker.example").get("/inbox").text
    place = f"/inbox/proposals/{digest('a mail')}"
    assert browser.post(place, [("csrf", "forged")]).status == 409
    answer = browser.post(place, page.form(place).filled())
    assert answer.headers["location"] == "/inbox?notice=withdrawn"
    assert "Contoso" not in browser.get("/inbox").text


def test_a_mail_can_be_logged_as_an_interview(
    browser: Browser, held: HeldMail, store: TableStore
) -> None:
    """The form opens with its words; the mail stays until it is thrown away."""
    form = browser.get("/inbox").form("/inbox/ses-1").filled(action="interview")
    answer = browser.post("/inbox/ses-1", form)
    assert answer.status == 303
    notes = dict(browser.get(answer.headers["location"]).form("/log").values)["notes"]
    assert notes.replace("\r", "").strip() == f"{held.subject}\n\n{held.excerpt}"
    assert store.held(seeker_of(store).seeker_id) == [held]


@pytest.mark.parametrize("reason", sorted(NOT_UNDERSTOOD))
def test_what_was_not_understood_is_not_let_in_as_it_is(
    browser: Browser,
    held: HeldMail,
    store: TableStore,
    queued: Callable[[], list[dict[str, Any]]],
    reason: str,
) -> None:
    """It would come straight back. Whom it is about is asked, and that lets it in."""
    store.discard(seeker_of(store).seeker_id, "ses-1")
    store.hold(replace(held, reason=reason))
    form = browser.get("/inbox").form("/inbox/ses-1")
    answer = browser.post("/inbox/ses-1", form.filled(action="mine", person=""))
    assert answer.status == 422
    assert "whom this is about" in answer.text
    assert queued() == []
    form_about = form.filled(action="mine", contact_id=stan(store)[1])
    assert browser.post("/inbox/ses-1", form_about).status == 303
    assert len(queued()) == 1


def test_somebody_elses_mail_is_nobodys(
    held: HeldMail, sign_in: Callable[[str], Browser], store: TableStore
) -> None:
    """Another seeker sees nothing of it, lets nothing in, throws nothing away."""
    olga = sign_in("olga@seeker.example")
    page = olga.get("/inbox")
    assert "Nothing is held" in page.text
    token = olga.get("/log").form("/log").values[0]
    for action in ("mine", "discard"):
        assert olga.post("/inbox/ses-1", [token, ("action", action)]).status == 404
    assert store.held(seeker_of(store).seeker_id) == [held]
    assert is_kept(held)


def test_programs_do_the_same(
    browser: Browser,
    held: HeldMail,
    store: TableStore,
    queued: Callable[[], list[dict[str, Any]]],
) -> None:
    """List, let in, throw away; and what is wrong is said by field."""
    (said,) = browser.get("/api/inbox").json["mails"]
    assert (said["mail_id"], said["ways"], said["released"]) == ("ses-1", ["mine", "theirs"], None)
    assert said["sender"].endswith("<stan@northwind.example>")
    wrong = browser.api("POST", "/api/inbox/ses-1/release", {"how": "theirs"})
    assert (wrong.status, wrong.json["errors"][0]["field"]) == (422, "contact_id")
    assert browser.api("POST", "/api/inbox/ses-1/release", {"how": "perhaps"}).status == 422
    assert browser.api("POST", "/api/inbox/ses-9/release", {"how": "mine"}).status == 404
    right = browser.api("POST", "/api/inbox/ses-1/release", {"how": "mine"})
    assert right.json == {"mail_id": "ses-1", "decided": "released"}
    assert queued() == [json.loads(NOTICE)]
    assert browser.get("/api/inbox").json["mails"][0]["released"] == "mine"
    assert browser.api("POST", "/api/inbox/ses-1/discard", {}).json["decided"] == "discarded"
    assert browser.get("/api/inbox").json["mails"] == []
    assert not is_kept(held)
    store.propose(held.seeker_id or "", "a mail", {"company": "Contoso"}, NOW)
    told = {"proposal_id": digest("a mail"), "told": {"company": "Contoso"}}
    assert browser.get("/api/inbox").json == {"mails": [], "proposals": [told], "next": None}
    place = f"/api/inbox/proposals/{digest('a mail')}/discard"
    for _ in range(2):
        assert browser.api("POST", place, {}).json == {"proposal_id": digest("a mail")}
    assert browser.get("/api/inbox").json["proposals"] == []
