"""Queues, streams, buses and schedules feed functions as the template says."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from infra.local.builder import Builder
from infra.local.errors import Problem
from infra.local.harness import LocalRuntime
from infra.local.resources import KINDS
from infra.local.template import load_stack, read_settings
from tests.integration.local.conftest import Web


def worked(web: Web) -> list[dict[str, str]]:
    return web.notes("work")


def dead(runtime: LocalRuntime, queue: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = runtime.state()["dead_letters"].get(queue, [])
    return found


def test_what_is_stored_is_published_and_worked_on(web: Web, runtime: LocalRuntime) -> None:
    """Table → stream → function → bus → rule → queue → function, each once and in order."""
    ids = [f"chain-{number}" for number in range(12)]
    web.post("/store", json={"ids": ids})
    runtime.settle()
    seen = [each for each in worked(web) if "chain-" in each["body"]]
    envelopes = [json.loads(each["body"]) for each in seen]
    assert sorted(each["detail"]["id"] for each in envelopes) == sorted(ids)
    envelope = envelopes[0]
    assert envelope["account"] == "123456789012"
    assert envelope["detail-type"] == "parcel-stored"
    assert set(envelope) == {
        *("version", "id", "detail-type", "source", "account", "time", "region"),
        *("resources", "detail"),
    }
    published = ",".join(each["ids"] for each in web.notes("batch")).split(",")
    assert [each for each in published if each.startswith("chain-")] == ids
    assert seen[0]["url"] == runtime.url


def test_a_message_that_fails_is_tried_again_and_counted(web: Web, runtime: LocalRuntime) -> None:
    """The receive count is what a function may decide on, so it has to be right."""
    web.post("/send", json={"bodies": [json.dumps({"name": "again", "fail_times": 2})]})
    runtime.settle()
    mine = [each for each in worked(web) if '"again"' in each["body"]]
    assert [each["receives"] for each in mine] == ["3"]


def test_a_message_that_always_fails_is_a_dead_letter_and_others_are_not(
    web: Web, runtime: LocalRuntime
) -> None:
    """MaxReceiveCount 3: settled means that it lies in the dead-letter queue."""
    bodies = [json.dumps({"name": f"dead-{n}", "fail_times": 99 * (n == 1)}) for n in range(3)]
    web.post("/send", json={"bodies": bodies})
    runtime.settle()
    letters = dead(runtime, "DeadLetters")
    assert [json.loads(each["body"])["name"] for each in letters] == ["dead-1"]
    assert letters[0]["receives"] == 3
    done = [json.loads(each["body"]).get("name") for each in worked(web)]
    assert {"dead-0", "dead-2"} <= set(done)
    assert "dead-1" not in done


def test_dead_letters_can_be_sent_back(web: Web, runtime: LocalRuntime) -> None:
    """After the cause is mended, redriving gives them another chance."""
    web.post("/send", json={"bodies": [json.dumps({"name": "back", "fail_times": 3})]})
    runtime.settle()
    before = len(dead(runtime, "DeadLetters"))
    moved = runtime.ask("POST", "/_local/redrive", {"queue": "DeadLetters"})["moved"]
    assert moved == before >= 1
    runtime.settle()
    assert not [each for each in dead(runtime, "DeadLetters") if each["receives"] < 3]
    with pytest.raises(Problem, match="no queue"):
        runtime.ask("POST", "/_local/redrive", {"queue": "nothing"})


def test_a_stream_goes_on_behind_what_it_cannot_deliver(web: Web, runtime: LocalRuntime) -> None:
    """After bounded retries the record's place goes to the on-failure queue, in order."""
    web.post("/store", json={"ids": ["before", "bad-1", "after"]})
    runtime.settle()
    note = json.loads(dead(runtime, "Unpublished")[-1]["body"])
    assert ":table/parcels-test-Table/stream/" in note["DDBStreamBatchInfo"]["streamArn"]
    assert note["requestContext"]["condition"] == "RetryAttemptsExhausted"
    assert note["DDBStreamBatchInfo"]["batchSize"] >= 1
    done = [json.loads(each["body"]).get("detail", {}).get("id") for each in worked(web)]
    assert "before" in done
    assert "bad-1" not in done


def test_a_raising_batch_is_cut_in_halves_until_the_culprit_is_alone(
    web: Web, runtime: LocalRuntime
) -> None:
    """Bisecting loses nothing but what is bad."""
    web.post("/store", json={"ids": ["h-1", "h-2", "raise-1", "h-3", "h-4"]})
    runtime.settle()
    done = [json.loads(each["body"]).get("detail", {}).get("id") for each in worked(web)]
    assert {"h-1", "h-2", "h-3", "h-4"} <= set(done)


def test_a_stream_filter_keeps_other_items_out(web: Web, runtime: LocalRuntime) -> None:
    """Notes are items of the same table; the function never sees one."""
    web.post("/store", json={"ids": ["filtered"]})
    runtime.settle()
    batches = ",".join(each["ids"] for each in web.notes("batch"))
    assert "filtered" in batches
    assert "work" not in batches


def test_a_delayed_message_waits_for_the_clock(web: Web, runtime: LocalRuntime) -> None:
    """Settled does not wait for it; travelling past its delay delivers it."""
    web.post("/send", json={"bodies": ['{"name": "delayed"}'], "delay": 600})
    runtime.settle()
    assert not [each for each in worked(web) if "delayed" in each["body"]]
    assert runtime.state()["queues"]["WorkQueue"]["delayed"] == 1
    runtime.advance("PT11M")
    assert len([each for each in worked(web) if "delayed" in each["body"]]) == 1


ALIASED = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: work.handler
      CodeUri: functions
      AutoPublishAlias: live
      Events:
        Messages:
          Type: SQS
          Properties: { Queue: !GetAtt Queue.Arn, ScalingConfig: { MaximumConcurrency: 4 } }
"""


@pytest.mark.parametrize(
    "aliased", [ALIASED, ALIASED.replace("      AutoPublishAlias: live\n", "")]
)
def test_as_many_processes_run_as_the_mapping_allows(aliased: str, tmp_path: Path) -> None:
    """Whether it feeds the function itself or an alias: else nothing here is ever concurrent."""
    (tmp_path / "functions").mkdir()
    template = tmp_path / "template.yaml"
    template.write_text(aliased)
    stack = load_stack(template, read_settings(template, "local"))
    parts: Any = SimpleNamespace(most_processes=3, url="", api_id="none")
    assert Builder(stack, parts, KINDS).processes("Work", None) == 3
