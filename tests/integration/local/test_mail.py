"""Mail out is caught, mail in arrives as SES would bring it."""

import json
from email.message import EmailMessage
from typing import Any

import pytest

from infra.local.errors import Problem
from infra.local.harness import LocalRuntime, raw_of
from tests.integration.local.conftest import Web

RAW = (
    b"From: Parcels <parcels@parcels.example>\r\nTo: me@example.org\r\n"
    b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nReply-To: reply+7@in.parcels.example\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n"
    b"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hello</p>\r\n--b--\r\n"
)


def arrivals(web: Web) -> list[dict[str, Any]]:
    """The receipt notifications that reached the queue."""
    bodies = [json.loads(each["body"]) for each in web.notes("work")]
    return [each for each in bodies if each.get("notificationType") == "Received"]


def test_a_sent_mail_is_in_the_mailbox(web: Web, runtime: LocalRuntime) -> None:
    """With its parts readable, its headers decoded, its raw bytes untouched."""
    sent = web.post("/mail", content=RAW).text
    mail = runtime.mail()[-1]
    assert mail["id"] == sent
    assert mail["to"] == ["me@example.org"]
    assert mail["subject"] == "Grüße"
    assert mail["text"].strip() == "Hello"
    assert mail["html"].strip() == "<p>Hello</p>"
    assert mail["headers"]["Reply-To"] == "reply+7@in.parcels.example"
    assert mail["tags"] == {"parcel": "7"}
    assert raw_of(mail) == RAW
    assert runtime.ask("GET", f"/_local/mail/{sent}") == mail
    with pytest.raises(Problem) as caught:
        runtime.ask("GET", "/_local/mail/none")
    assert caught.value.status == 404


def test_new_mails_are_had_without_the_old_ones(web: Web, runtime: LocalRuntime) -> None:
    """A script that waits for answers need not read the whole mailbox each time."""
    first, second, third = (web.post("/mail", content=RAW).text for _ in range(3))
    assert [mail["id"] for mail in runtime.mail(first)] == [second, third]
    assert runtime.mail(third) == []
    with pytest.raises(Problem) as caught:
        runtime.mail("none")
    assert caught.value.status == 404


def test_the_default_bus_hears_of_a_sent_mail(web: Web, runtime: LocalRuntime) -> None:
    """Sent and delivered, with the message's own tags."""
    sent = web.post("/mail", content=RAW).text
    runtime.settle()
    events = [json.loads(each["body"]) for each in web.notes("work") if sent in each["body"]]
    assert [each["detail-type"] for each in events] == ["Email Sent", "Email Delivered"]
    assert [each["source"] for each in events] == ["aws.ses", "aws.ses"]
    assert [each["detail"]["eventType"] for each in events] == ["Send", "Delivery"]
    assert events[0]["detail"]["mail"]["tags"]["parcel"] == ["7"]
    assert events[0]["detail"]["mail"]["messageId"] == sent


def test_an_incoming_mail_is_stored_and_told_with_its_verdicts(
    web: Web, runtime: LocalRuntime
) -> None:
    """The raw bytes lie in the bucket; the notification says who, where and how trustworthy."""
    message = EmailMessage()
    message["From"] = "Somebody <some@body.example>"
    message["To"] = "x@in.parcels.example"
    message["Subject"] = "Grüße"
    message.set_content("yes")
    taken = runtime.post_mail(
        message.as_bytes(), ["reply+7@in.parcels.example"], dmarc="fail", spam="GRAY"
    )
    runtime.settle()
    told = arrivals(web)[-1]
    assert told["mail"]["source"] == "some@body.example"
    assert told["mail"]["commonHeaders"]["subject"] == "Grüße"
    receipt = told["receipt"]
    assert receipt["recipients"] == ["reply+7@in.parcels.example"]
    assert receipt["dmarcVerdict"] == {"status": "FAIL"}
    assert receipt["spamVerdict"] == {"status": "GRAY"}
    assert receipt["spfVerdict"] == {"status": "PASS"}
    assert receipt["action"]["objectKey"] == taken["delivered"][0]["key"]
    assert receipt["action"]["objectKey"].startswith("in/")


def test_the_envelope_sender_may_differ_from_the_header(web: Web, runtime: LocalRuntime) -> None:
    """As it does for forwarded mail."""
    runtime.post_mail(b"From: a@b.example\n\nhi", "x@in.parcels.example", sender="bounce@c.example")
    runtime.settle()
    assert arrivals(web)[-1]["mail"]["source"] == "bounce@c.example"


@pytest.mark.parametrize(
    ("query", "raw", "status", "message"),
    [
        ("?to=x@elsewhere.example", b"From: a@b.c\n\nhi", 404, "no receipt rule takes mail for x@"),
        ("", b"From: a@b.c\n\nhi", 422, "to: is missing"),
        ("?to=nobody", b"From: a@b.c\n\nhi", 422, "is no address"),
        ("?to=x@in.parcels.example", b"", 422, "body is empty"),
        ("?to=x@in.parcels.example&spf=maybe", b"From: a@b.c\n\nhi", 422, "spf: must be one of"),
        ("?to=x@in.parcels.example&colour=red", b"From: a@b.c\n\nhi", 422, "colour is not known"),
    ],
)
def test_mail_that_cannot_be_taken_is_refused_with_the_reason(
    runtime: LocalRuntime, query: str, raw: bytes, status: int, message: str
) -> None:
    """Nothing arrives anywhere."""
    with pytest.raises(Problem, match=message) as caught:
        runtime.ask("POST", f"/_local/mail{query}", raw)
    assert caught.value.status == status


def nested(depth: int) -> bytes:
    """A mail whose parts lie in one another."""
    head = (
        b"From: some@body.example\r\nTo: me@example.org\r\nSubject: Deep\r\nMIME-Version: 1.0\r\n"
    )
    return head + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(depth)
    )


def test_a_mail_may_nest_as_deep_as_it_likes(web: Web, runtime: LocalRuntime) -> None:
    """Coming in it is stored and told as any other; going out it is caught and listed."""
    taken = runtime.post_mail(nested(1_000), "x@in.parcels.example")
    runtime.settle()
    told = arrivals(web)[-1]
    assert told["mail"]["messageId"] == taken["delivered"][0]["id"]
    assert told["mail"]["commonHeaders"]["subject"] == "Deep"
    sent = web.post("/mail", content=nested(1_000)).text
    mail = runtime.mail()[-1]
    assert (mail["id"], mail["subject"]) == (sent, "Deep")
    assert (mail["text"], mail["html"], mail["attachments"]) == (None, None, [])
    assert raw_of(mail) == nested(1_000)
    assert web.get("/_local/").status_code == 200


def test_unknown_addresses_of_the_api_are_told(runtime: LocalRuntime) -> None:
    """404 and 405 as JSON."""
    for method, path, status in (("GET", "/_local/x", 404), ("POST", "/_local/state", 405)):
        with pytest.raises(Problem) as caught:
            runtime.ask(method, path, b"" if method == "POST" else None)
        assert caught.value.status == status
