"""What was acknowledged survives a stop and a crash; a changed template loses nothing."""

import re
import time
from pathlib import Path

import httpx
import pytest

from infra.local.harness import LocalRuntime
from infra.local.journal import Journal
from tests.integration.local.conftest import Web

RAW = b"From: parcels@parcels.example\r\nTo: me@example.org\r\nSubject: kept\r\n\r\nhello\r\n"


def test_everything_is_there_after_a_crash(app: Path, tmp_path: Path) -> None:
    """Items, objects, secrets, mails, schedules, delayed and dead messages, archive, clock.

    A schedule that fell due while nothing ran fires at the start: late, but once.
    """
    runtime = LocalRuntime(app / "template.yaml", tmp_path / "data")
    with runtime:
        web = Web(runtime)
        web.post("/store", json={"ids": ["kept"]})
        web.post("/binary", content="")
        web.post("/put", content="object")
        secret = web.get("/secret").text
        web.post("/mail", content=RAW)
        web.post("/schedule", json={"name": "later", "expression": "at(2099-01-01T00:00:00)"})
        web.post("/send", json={"bodies": ["delayed"], "delay": 900})
        web.post("/send", json={"bodies": ['{"fail_times": 99}']})
        runtime.advance("PT10M")
        before = runtime.state()
        worked = web.notes("work")
        soon = time.gmtime(time.time() + 600 + 2)
        wish = {"name": "missed", "expression": time.strftime("at(%Y-%m-%dT%H:%M:%S)", soon)}
        assert web.post("/schedule", json=wish).text == "scheduled"
        runtime.kill()
    time.sleep(2)
    with runtime:
        web = Web(runtime)
        runtime.settle()
        after = runtime.state()
        assert after["clock"]["offset_seconds"] == before["clock"]["offset_seconds"]
        fresh = web.notes("work")[len(worked) :]
        assert web.notes("work")[: len(worked)] == worked
        assert len(fresh) == 1
        assert "missed" in fresh[0]["body"]
        assert web.get("/get").json() == {"body": "object", "metadata": {"a": "b"}}
        assert web.get("/binary").text == "00ff"
        assert web.get("/secret").text == secret
        assert [each["subject"] for each in runtime.mail()] == ["kept"]
        for part in ("schedules", "dead_letters"):
            assert after[part] == before[part]
        assert after["queues"]["WorkQueue"]["delayed"] == 1
        assert after["archives"]["Archive"] == before["archives"]["Archive"] + 1
        runtime.advance("PT10M")
        assert [each["body"] for each in web.notes("work") if each["body"] == "delayed"]


def test_a_crash_in_the_middle_of_writing_loses_nothing_acknowledged(
    app: Path, tmp_path: Path
) -> None:
    """Killed twice while items are written and published: each that was said to be stored is
    there, is published, and is worked on in the end.
    """
    runtime = LocalRuntime(app / "template.yaml", tmp_path / "data")
    log = tmp_path / "data" / "logs" / "Web.log"
    for turn in range(2):
        with runtime:
            assert Web(runtime).get("/greet").status_code == 200
            with pytest.raises(httpx.TimeoutException):
                Web(runtime, timeout=0.8 + 0.3 * turn).get("/write-many", params={"name": turn})
            runtime.kill()
    acknowledged = set(re.findall(r"acknowledged (\d-\d+)", log.read_text()))
    assert {each.split("-")[0] for each in acknowledged} == {"0", "1"}
    with runtime:
        runtime.settle()
        bodies = " ".join(each["body"] for each in Web(runtime).notes("work"))
        assert acknowledged <= set(re.findall(r'"id": "(\d-\d+)"', bodies))
        assert not runtime.state()["unsettled"]


def test_what_a_removed_resource_held_is_kept_aside_until_it_is_forgotten(
    app: Path, tmp_path: Path
) -> None:
    """A new resource just appears; a removed one's data is named and stays; --fresh forgets."""
    template = app / "template.yaml"
    runtime = LocalRuntime(template, tmp_path / "data")
    with runtime:
        Web(runtime).post("/send", json={"bodies": ['{"fail_times": 99}']})
        runtime.settle()
        assert runtime.state()["dead_letters"]["DeadLetters"]
    original = template.read_text()
    template.write_text(original.replace("DeadLetters", "OtherLetters"))
    with runtime:
        state = runtime.state()
        assert "OtherLetters" in state["queues"]
        assert state["dead_letters"] == {}
        assert (
            "queue parcels-test-DeadLetters is gone; its 1 messages are kept" in runtime.console()
        )
    journal = Journal(tmp_path / "data" / "kept.sqlite3")
    kept = [row.value["queue"] for row in journal.rows("message")]
    journal.close()
    assert kept == ["parcels-test-DeadLetters"]
    template.write_text(original)
    with LocalRuntime(template, tmp_path / "data", fresh=True) as again:
        assert again.state()["dead_letters"] == {}
