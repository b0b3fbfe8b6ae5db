"""Tables may live behind another endpoint: same application, same promises."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.local.backends.dynamodb import Outbox
from infra.local.backends.elsewhere import Reader
from infra.local.harness import LocalRuntime
from tests.integration.another_endpoint import another_endpoint
from tests.integration.local.conftest import APP, Web


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """An endpoint that has nothing to do with the runtime's own."""
    with another_endpoint() as there:
        yield there.url


def test_a_table_elsewhere_feeds_its_functions_all_the_same(elsewhere: str, tmp_path: Path) -> None:
    """Its stream is polled, settling waits for it, and after a crash nothing is read twice."""
    runtime = LocalRuntime(
        APP / "template.yaml", tmp_path / "data", extra={"AWS_ENDPOINT_URL_DYNAMODB": elsewhere}
    )
    with runtime:
        Web(runtime).post("/store", json={"ids": ["one", "two"]})
        runtime.settle()
        batches = Web(runtime).notes("batch")
        assert ",".join(each["ids"] for each in batches) == "one,two"
        assert len(Web(runtime).notes("work")) == 2
        runtime.kill()
    with runtime:
        Web(runtime).post("/store", json={"ids": ["three"]})
        runtime.settle()
        assert [each["ids"] for each in Web(runtime).notes("batch")][len(batches) :] == ["three"]


class Forgetful:
    """A stream of one shard whose iterators are good for one look."""

    def __init__(self) -> None:
        self.numbers = ["1", "2"]
        self._good = ""

    def describe_stream(self, **_: Any) -> Any:
        return {"StreamDescription": {"Shards": [{"ShardId": "shard"}]}}

    def get_shard_iterator(self, *, SequenceNumber: str = "0", **_: Any) -> Any:  # noqa: N803
        self._good = SequenceNumber
        return {"ShardIterator": SequenceNumber}

    def get_records(self, *, ShardIterator: str) -> Any:  # noqa: N803
        if ShardIterator != self._good:
            raise ClientError({"Error": {"Code": "ExpiredIteratorException"}}, "GetRecords")
        self._good = ""
        return {
            "Records": [
                {"eventName": "INSERT", "dynamodb": {"SequenceNumber": number}}
                for number in self.numbers
                if number > ShardIterator
            ],
            "NextShardIterator": "expired",
        }


def test_a_stream_is_read_on_after_a_long_sleep() -> None:
    """An iterator that is too old is followed by another, and each record is read once."""
    stream = Forgetful()
    outbox = Outbox("feed", "table", wants=lambda _: True, arrived=lambda: None)
    reader = Reader(stream, "arn", outbox, {})
    assert [reader.read(), reader.read()] == [2, 0]
    stream.numbers.append("3")
    assert reader.read() == 1
    assert [place for place, _ in outbox.records] == ["shard|1", "shard|2", "shard|3"]
