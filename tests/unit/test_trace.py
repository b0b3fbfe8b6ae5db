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
OTHER = {"function": "Web", "timestamp": "0", "correlation_id": "another"}
BATCH = {"function": "SendReminder", "timestamp": "4", "function_request_id": "same"}


def test_any_id_on_the_way_shows_all_of_the_way_in_order() -> None:
    """From the form to the word of the mail service, whichever id is at hand."""
    way = [FORM, FACT, PLAN, MAIL, TOLD]
    for wanted in ("request", "j", "f", "u", "m"):
        assert journey([TOLD, OTHER, MAIL, FORM, BATCH, PLAN, FACT], wanted) == way


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
