"""`make trace` follows one journey, and none beside it."""

from __future__ import annotations

import json
from pathlib import Path

from infra.trace import journey, lines

FORM = {"function": "Web", "timestamp": "1", "correlation_id": "request", "journey_id": "j"}
FACT = {"function": "PublishFacts", "timestamp": "2", "correlation_id": "j", "event_id": "f"}
PLAN = {"function": "PlanFollowUps", "timestamp": "3", "correlation_id": "j", "event_id": "f"}
MAIL = {"function": "SendReminder", "timestamp": "4", "correlation_id": "f", "follow_up_id": "u"}
TOLD = {"function": "MailFeedback", "timestamp": "5", "follow_up_id": "u", "mail_id": "m"}
ANSWER = {
    "function": "InboundMail",
    "timestamp": "6",
    "mail_id": "in",
    "follow_up_id": "u",
    "journey_id": "k",
    "receipt_id": "r",
}
HEARD = {
    "function": "PublishFacts",
    "timestamp": "7",
    "correlation_id": "k",
    "causation_id": "u",
    "event_id": "g",
}
AGAIN = {"function": "PlanFollowUps", "timestamp": "8", "correlation_id": "k", "event_id": "g"}
RECEIPT = {"function": "MailFeedback", "timestamp": "9", "mail_id": "r"}
SIBLING = {"function": "SendReminder", "timestamp": "4", "correlation_id": "f", "follow_up_id": "v"}
BESIDE = {"function": "InboundMail", "timestamp": "6", "mail_id": "in2", "follow_up_id": "v"}
OTHER = {"function": "Web", "timestamp": "0", "correlation_id": "another"}
BATCH = {"function": "SendReminder", "timestamp": "4", "function_request_id": "same"}


def test_any_id_on_the_way_shows_all_of_the_way_in_order() -> None:
    """From the form to the word of the mail service, whichever id is at hand."""
    way = [FORM, FACT, PLAN, MAIL, TOLD]
    for wanted in ("request", "j", "f", "u", "m"):
        assert journey([TOLD, OTHER, MAIL, FORM, BATCH, PLAN, FACT], wanted) == way


def test_an_answer_is_part_of_the_way_of_what_it_answers() -> None:
    """Its receipt and what is planned of it too, whichever id is at hand."""
    way = [FORM, FACT, PLAN, MAIL, TOLD, ANSWER, HEARD, AGAIN, RECEIPT]
    for wanted in ("request", "j", "f", "u", "m", "in", "k", "r"):
        assert journey([*reversed(way), OTHER], wanted) == way


def test_an_answer_that_comes_to_nothing_is_seen_all_the_same() -> None:
    """Held, or not read: the follow-up that it answered leads to it, and it to the follow-up."""
    held = {"function": "InboundMail", "timestamp": "6", "mail_id": "in", "follow_up_id": "u"}
    assert journey([held, MAIL, FORM, FACT], "u") == [FORM, FACT, MAIL, held]
    assert journey([held, MAIL, FORM, FACT], "in") == [FORM, FACT, MAIL, held]


def test_what_came_of_the_same_fact_is_another_way() -> None:
    """An interview has many reminders. Asked of one, the others do not hide it; asked of the
    interview, all are shown.
    """
    told = [FORM, FACT, MAIL, SIBLING, TOLD, ANSWER, BESIDE]
    assert journey(told, "u") == [FORM, FACT, MAIL, TOLD, ANSWER]
    assert journey(told, "v") == [FORM, FACT, SIBLING, BESIDE]
    assert journey(told, "j") == told


def test_an_answer_on_the_page_is_part_of_the_way_too() -> None:
    """Its fact says what it was about, and the request stands behind that."""
    click = {"function": "Web", "timestamp": "6", "correlation_id": "click", "journey_id": "k"}
    assert journey([FORM, FACT, MAIL, click, HEARD], "u") == [FORM, FACT, MAIL, click, HEARD]


def test_an_unknown_id_leads_nowhere() -> None:
    """Nothing is shown rather than something else; an empty id leads nowhere either."""
    assert journey([FORM, OTHER], "nobody") == []
    assert journey([{**FORM, "journey_id": ""}], "") == []


def test_logs_are_read_past_what_is_no_line_of_ours(tmp_path: Path) -> None:
    """Metrics, broken lines and the runtime's own words do not stop it."""
    said = {"message": "answered", "correlation_id": "request"}
    metric = {"_aws": {}, "message": "x", "correlation_id": "request"}
    text = f"{json.dumps(said)}\n{json.dumps(metric)}\nbroken {{\n" + '{"type": "platform"}\n'
    (tmp_path / "Web.log").write_text(text, encoding="utf-8")
    assert list(lines(tmp_path)) == [{"function": "Web", **said}]
