"""Tables: isolated calls, kept items, and a stream that is an outbox.

moto's transactions are not isolated, and a failed one rolls back other clients' writes with its
own. Here every call runs alone, notes which items it touched, and undoes exactly these when it
fails. What a successful call changed goes to the journal in one piece, together with the records
that the table's streams deliver.
"""

import base64
import inspect
import json
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import StreamShard, Table
from moto.dynamodb.responses import DynamoHandler

from infra.local.backends import ACCOUNT, LOCK, wrap
from infra.local.backends.strict import be_strict
from infra.local.journal import Change, Journal, Put, Remove

_TOKEN_LIFE = 600
_TOKEN_MISMATCH = {
    "__type": "com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException",
    "message": "The request uses the same client token as a previous, but non-identical request.",
}

Attributes = dict[str, Any]
Answer = tuple[int, dict[str, Any], Any]


@dataclass(slots=True)
class Outbox:
    """Stream records that wait for one consumer, oldest first, each under its sequence number."""

    name: str
    table: str
    wants: Callable[[dict[str, Any]], bool]
    arrived: Callable[[], None]
    records: deque[tuple[str, dict[str, Any]]] = field(default_factory=deque)


class _Witness(StreamShard):
    """Sits where moto keeps a table's stream, and sees every item that is written."""

    def __init__(self, table: Table, note: Callable[[Table, Item | None, Item | None], None]):
        super().__init__(ACCOUNT, table)
        self._note = note

    def add(self, old: Item | None, new: Item | None) -> None:
        self._note(self.table, old, new)


class Tables:
    """Every table of the runtime."""

    def __init__(self, journal: Journal, region: str) -> None:
        self._journal = journal
        self._region = region
        self._touched: list[tuple[Table, Item | None, Item | None]] = []
        self._tokens: dict[str, tuple[str, float, Answer]] = {}
        self._outboxes: list[Outbox] = []
        self._candidates: list[Item] | None = None
        self._sequence = max(
            (int(row.key) for row in journal.rows("stream")), default=time.time_ns()
        )
        be_strict()
        wrap(DynamoHandler, "call_action", self._call)
        wrap(Table, "query", self._query)
        wrap(Table, "all_items", self._all_items)
        # moto copies whole tables to roll back; this module rolls back item by item
        Table.__deepcopy__ = lambda table, _memo: table  # type: ignore[attr-defined]

    @property
    def _backend(self) -> DynamoDBBackend:
        return dynamodb_backends[ACCOUNT][self._region]

    def names(self) -> list[str]:
        """The tables there are."""
        return list(self._backend.tables)

    def load(self) -> None:
        """Watch the tables that were created, and put back what they held."""
        tables = self._backend.tables
        for row in self._journal.rows("item"):
            if (table := tables.get(row.container)) is not None:
                _place(table, Item(*_keys(table, row.value), row.value))
        for table in tables.values():
            table.stream_shard = _Witness(table, self._note)

    def attach(self, outbox: Outbox) -> None:
        """Let a consumer have the records of a table's stream, kept ones first."""
        with LOCK:
            outbox.records.extend(
                (row.key, row.value)
                for row in self._journal.rows("stream")
                if row.container == outbox.name
            )
            self._outboxes.append(outbox)

    def refresh(self, outbox: Outbox) -> None:
        """Records come by themselves."""

    def delivered(self, outbox: Outbox, count: int) -> None:
        """Forget the oldest `count` records of an outbox."""
        with LOCK:
            gone = [outbox.records[each][0] for each in range(count)]
            self._journal.write(Remove("stream", outbox.name, key) for key in gone)
            for _ in gone:
                outbox.records.popleft()

    def stop(self) -> None:
        """Nothing runs by itself."""

    def size(self, table: str) -> int:
        """How many items a table holds."""
        held = self._backend.tables[table]
        return sum(len(each) if held.range_key_attr else 1 for each in held.items.values())

    def _query(self, original: Any, table: Table, *args: Any, **more: Any) -> Any:
        """A query looks at its own partition; moto's would sort the whole table first."""
        asked = inspect.signature(original).bind(table, *args, **more).arguments
        if asked.get("index_name"):
            conditions = asked.get("hash_key_conditions") or []
            self._candidates = [item for item in _items(table) if _meets(item, conditions)]
        elif table.range_key_attr is not None:
            self._candidates = list(table.items.get(asked["hash_key"], {}).values())
        else:
            only = cast(dict[DynamoType, Item], table.items).get(asked["hash_key"])
            self._candidates = [] if only is None else [only]
        try:
            return original(table, *args, **more)
        finally:
            self._candidates = None

    def _all_items(self, original: Any, table: Table) -> Any:
        return original(table) if self._candidates is None else self._candidates

    def _note(self, table: Table, old: Item | None, new: Item | None) -> None:
        self._touched.append((table, old, new))

    def _call(self, original: Callable[[Any], Answer], handler: DynamoHandler) -> Answer:
        with LOCK:
            body = getattr(handler, "params", {}) or {}
            token = body.get("ClientRequestToken")
            fingerprint = json.dumps(body, sort_keys=True, default=str) if token else ""
            if token and (before := self._answered(token, fingerprint)):
                return before
            self._touched.clear()
            try:
                answer = original(handler)
            except BaseException:
                self._undo()
                raise
            if answer[0] >= 400:
                self._undo()
                return answer
            try:
                arrived = self._keep()
            except BaseException:
                self._undo()
                raise
            self._touched.clear()
            if token:
                self._tokens[token] = (fingerprint, time.time(), answer)
        for outbox in arrived:
            outbox.arrived()
        return answer

    def _answered(self, token: str, fingerprint: str) -> Answer | None:
        forgotten = time.time() - _TOKEN_LIFE
        while self._tokens and next(iter(self._tokens.values()))[1] < forgotten:
            del self._tokens[next(iter(self._tokens))]  # the oldest stands first
        if token not in self._tokens:
            return None
        known, _, answer = self._tokens[token]
        return answer if known == fingerprint else (400, {}, json.dumps(_TOKEN_MISMATCH))

    def _undo(self) -> None:
        for table, old, new in reversed(self._touched):
            if old is not None:
                _place(table, old)
            elif new is not None:
                _take_away(table, new)
        self._touched.clear()

    def _keep(self) -> list[Outbox]:
        """Journal the effect of the call as a whole; gives the outboxes that got something."""
        first: dict[tuple[str, str], tuple[Table, Item | None, Item | None]] = {}
        for table, old, new in self._touched:
            place = (table.name, _key_text(cast(Item, old or new)))
            before = first[place][1] if place in first else old
            first[place] = (table, before, new)
        changes: list[Change] = []
        posted: list[tuple[Outbox, str, dict[str, Any]]] = []
        for (name, key), (table, old, new) in first.items():
            was = _attributes(old)
            now = _attributes(new)
            if was == now:
                continue
            changes.append(
                Remove("item", name, key) if now is None else Put("item", name, key, now)
            )
            for outbox, number, record in self._records(table, was, now):
                changes.append(Put("stream", outbox.name, number, record))
                posted.append((outbox, number, record))
        self._journal.write(changes)
        for outbox, number, record in posted:
            outbox.records.append((number, record))
        return [outbox for outbox, _, _ in posted]

    def _records(
        self, table: Table, old: Attributes | None, new: Attributes | None
    ) -> list[tuple[Outbox, str, dict[str, Any]]]:
        outboxes = [outbox for outbox in self._outboxes if outbox.table == table.name]
        if not outboxes or not table.stream_specification:
            return []
        self._sequence = max(self._sequence + 1, time.time_ns())
        place = f"{self._sequence:021d}"
        record = _record(table, old, new, place, self._region)
        return [(outbox, place, record) for outbox in outboxes if outbox.wants(record)]


def _record(
    table: Table, old: Attributes | None, new: Attributes | None, place: str, region: str
) -> dict[str, Any]:
    view = (table.stream_specification or {}).get("StreamViewType", "KEYS_ONLY")
    some = cast(Attributes, new if new is not None else old)
    old, new, some = _readable(old), _readable(new), _readable(some)
    change: dict[str, Any] = {
        "ApproximateCreationDateTime": int(time.time()),
        "Keys": {name: some[name] for name in (table.hash_key_attr, table.range_key_attr) if name},
        "SequenceNumber": place,
        "StreamViewType": view,
    }
    if new is not None and view in ("NEW_IMAGE", "NEW_AND_OLD_IMAGES"):
        change["NewImage"] = new
    if old is not None and view in ("OLD_IMAGE", "NEW_AND_OLD_IMAGES"):
        change["OldImage"] = old
    change["SizeBytes"] = len(json.dumps(change))
    return {
        "eventID": uuid.uuid4().hex,
        "eventName": "INSERT" if old is None else "REMOVE" if new is None else "MODIFY",
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": region,
        "dynamodb": change,
        "eventSourceARN": f"{table.table_arn}/stream/{table.latest_stream_label}",
    }


def _readable(value: Any) -> Any:
    """The value with bytes in base64, as events carry them."""
    if isinstance(value, dict):
        return {key: _readable(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_readable(part) for part in value]
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _attributes(item: Item | None) -> Attributes | None:
    return None if item is None else item.to_json()["Attributes"]


def _items(table: Table) -> Iterator[Item]:
    for partition in table.items.values():
        if table.range_key_attr is not None:
            yield from partition.values()
        else:
            yield cast(Item, partition)


def _meets(item: Item, conditions: list[tuple[str, DynamoType]]) -> bool:
    for name, wanted in conditions:
        value = item.attrs.get(name)
        if value is None or value.type != wanted.type or value.value != wanted.value:
            return False
    return True


def _keys(table: Table, attributes: Attributes) -> tuple[DynamoType, DynamoType | None]:
    ranged = table.range_key_attr
    return (
        DynamoType(attributes[table.hash_key_attr]),
        DynamoType(attributes[ranged]) if ranged else None,
    )


def _key_text(item: Item) -> str:
    parts = [item.hash_key.to_json()]
    if item.range_key is not None:
        parts.append(item.range_key.to_json())
    return json.dumps(parts, default=str)


def _place(table: Table, item: Item) -> None:
    if item.range_key is not None:
        table.items[item.hash_key][item.range_key] = item
    else:
        cast(dict[DynamoType, Item], table.items)[item.hash_key] = item


def _take_away(table: Table, item: Item) -> None:
    if item.range_key is not None:
        table.items[item.hash_key].pop(item.range_key, None)
    else:
        table.items.pop(item.hash_key, None)
