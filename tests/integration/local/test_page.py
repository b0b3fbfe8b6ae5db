"""The page shows what there is, and its forms do what they say."""

import json
from email import message_from_bytes

from infra.local.harness import LocalRuntime
from tests.integration.local.conftest import Web

RAW = (
    b"From: Parcels <parcels@parcels.example>\r\nTo: me@example.org\r\n"
    b"Message-ID: <m@x.example>\r\n"
    b"Subject: <b>Where</b> is\r\n it?\r\nReply-To: reply+7@in.parcels.example\r\n"
    b"Content-Type: text/html\r\n\r\n<p onclick='x()'>\"Hello\"</p><script>alert(1)</script>\r\n"
)


def test_the_page_shows_mails_functions_queues_and_schedules(
    web: Web, runtime: LocalRuntime
) -> None:
    """Whatever a mail says, it is shown and never run."""
    sent = web.post("/mail", content=RAW).text
    page = web.get(f"/_local/?mail={sent}")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "&lt;b&gt;Where&lt;/b&gt; is it?" in page.text
    assert "<script>alert" not in page.text
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page.text
    for name in ("WorkQueue", "DeadLetters", "TickHourly", "Publish", "rate(1 hour)"):
        assert name in page.text
    assert "Message-ID: &lt;m@x.example&gt;" in web.get(f"/_local/?mail={sent}&view=source").text


def test_a_reply_goes_where_a_mail_program_would_send_it(web: Web, runtime: LocalRuntime) -> None:
    """To Reply-To, from the addressee, in the thread, with the mail quoted below."""
    sent = web.post("/mail", content=RAW.replace(b"text/html", b"text/plain")).text
    answer = web.post("/_local/page/reply", data={"mail": sent, "words": "yes"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/_local/?mail={sent}")
    runtime.settle()
    told = json.loads(web.notes("work")[-1]["body"])
    key = told["receipt"]["action"]["objectKey"]
    reply = message_from_bytes(web.get("/arrived", params={"key": key}).content)
    assert reply["From"] == "me@example.org"
    assert reply["To"] == "reply+7@in.parcels.example"
    assert reply["Subject"] == "Re: <b>Where</b> is it?"
    assert reply["In-Reply-To"] == "<m@x.example>"
    lines = str(reply.get_payload()).splitlines()
    assert lines[0] == "yes"
    assert lines[3].startswith("> <p onclick")


def test_the_clock_buttons_travel(web: Web, runtime: LocalRuntime) -> None:
    """And a wish that makes no sense is shown as a message."""
    before = runtime.clock()["offset_seconds"]
    assert web.post("/_local/page/clock", data={"go": "PT1H"}).status_code == 303
    assert 3590 < runtime.clock()["offset_seconds"] - before < 3601
    back = web.post("/_local/page/clock", data={"go": "soon"}).headers["location"]
    assert "not a duration" in web.get(back).text


def test_a_form_of_another_site_gives_no_orders(web: Web, runtime: LocalRuntime) -> None:
    """What is open in the same browser cannot move the clock."""
    answer = web.post(
        "/_local/page/clock", data={"go": "P1D"}, headers={"Origin": "https://elsewhere.example"}
    )
    assert answer.status_code == 403
