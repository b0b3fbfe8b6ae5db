"""Tables behind another endpoint, such as DynamoDB Local: their streams are polled.

The items are kept there; here only how far each consumer has read.
"""

import base64
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.backends.dynamodb import Outbox
from infra.local.journal import Journal, Put

_PAUSE = 0.2


class Reader:
    """Reads one stream for one consumer, shard after shard."""

    def __init__(self, client: Any, arn: str, outbox: Outbox, read: dict[str, str]) -> None:
        self._client = client
        self._arn = arn
        self.outbox = outbox
        self._read_up_to = read
        self._iterators: dict[str, str | None] = {}
        self._turn = threading.Lock()

    def read(self) -> int:
        """Take over new records; gives how many the consumer wants."""
        fresh = 0
        with self._turn:
            shards = self._client.describe_stream(StreamArn=self._arn)["StreamDescription"][
                "Shards"
            ]
            for shard in (each["ShardId"] for each in shards):
                fresh += self._read_shard(shard)
        return fresh

    def _read_shard(self, shard: str) -> int:
        if shard not in self._iterators:
            self._iterators[shard] = self._open(shard)
        fresh = 0
        while (iterator := self._iterators[shard]) is not None:
            try:
                answer = self._client.get_records(ShardIterator=iterator)
            except ClientError as error:
                if error.response["Error"]["Code"] != "ExpiredIteratorException":
                    raise
                # It lasts for some minutes, and this machine may have slept.
                self._iterators[shard] = self._open(shard)
                continue
            self._iterators[shard] = answer.get("NextShardIterator")
            for record in answer["Records"]:
                self._read_up_to[shard] = record["dynamodb"]["SequenceNumber"]
                event = {**_as_event(record), "eventSourceARN": self._arn}
                if self.outbox.wants(event):
                    place = f"{shard}|{event['dynamodb']['SequenceNumber']}"
                    self.outbox.records.append((place, event))
                    fresh += 1
            if not answer["Records"]:
                break
        return fresh

    def _open(self, shard: str) -> str:
        where: dict[str, str] = {"ShardIteratorType": "TRIM_HORIZON"}
        if shard in self._read_up_to:
            where = {
                "ShardIteratorType": "AFTER_SEQUENCE_NUMBER",
                "SequenceNumber": self._read_up_to[shard],
            }
        answer = self._client.get_shard_iterator(StreamArn=self._arn, ShardId=shard, **where)
        return str(answer["ShardIterator"])


class TablesElsewhere:
    """Tables at another endpoint. Does for streams what `Tables` does for those in moto."""

    def __init__(self, journal: Journal, client: Callable[[str], Any]) -> None:
        self._journal = journal
        self._client = client
        self._readers: dict[str, Reader] = {}
        self._stopped = threading.Event()

    def names(self) -> list[str]:
        """The tables there are."""
        found: list[str] = self._client("dynamodb").list_tables()["TableNames"]
        return found

    def load(self) -> None:
        """The items are where they are."""

    def size(self, table: str) -> int:
        """How many items a table holds, as its description says."""
        return int(self._client("dynamodb").describe_table(TableName=table)["Table"]["ItemCount"])

    def attach(self, outbox: Outbox) -> None:
        """Let a consumer have the records of a table's stream, from where it had come to."""
        read = {
            row.key: str(row.value)
            for row in self._journal.rows("checkpoint")
            if row.container == outbox.name
        }
        table = self._client("dynamodb").describe_table(TableName=outbox.table)["Table"]
        streams = self._client("dynamodbstreams")
        reader = Reader(streams, table["LatestStreamArn"], outbox, read)
        self._readers[outbox.name] = reader
        threading.Thread(target=self._poll, args=(reader,), daemon=True).start()

    def refresh(self, outbox: Outbox) -> None:
        """Read what has come since the last look."""
        if self._readers[outbox.name].read():
            outbox.arrived()

    def delivered(self, outbox: Outbox, count: int) -> None:
        """Never read the oldest `count` records again."""
        places = [outbox.records[each][0].split("|") for each in range(count)]
        self._journal.write(Put("checkpoint", outbox.name, shard, at) for shard, at in places)
        for _ in places:
            outbox.records.popleft()

    def stop(self) -> None:
        """Read no more."""
        self._stopped.set()

    def _poll(self, reader: Reader) -> None:
        while not self._stopped.wait(_PAUSE):
            with suppress(BotoCoreError, ClientError):  # it may be away for a while
                self.refresh(reader.outbox)


def _as_event(value: Any) -> Any:
    """What the API gives, as events carry it."""
    if isinstance(value, dict):
        return {key: _as_event(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [_as_event(part) for part in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return int(value.timestamp()) if isinstance(value, datetime) else value
