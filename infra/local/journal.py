"""What must survive a crash, written through to SQLite before a call is acknowledged.

One table holds everything: a row is a *kind* (item, stream, message, schedule, …), the *container*
it lives in (a table, a queue, a bucket, …), a *key* and a JSON *value*, with an optional binary
*body*. A row keeps the place in the order in which its key was first written.

The file survives `kill -9` at any moment (write-ahead log, every write is handed to the operating
system before the caller goes on). Only a power cut may cost the last moments.
"""

import base64
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BYTES = "local:bytes"
_SCHEMA = """
create table if not exists kept (
    place integer primary key autoincrement,
    kind text not null,
    container text not null,
    key text not null,
    value text not null,
    body blob,
    unique (kind, container, key)
)
"""
_PUT = """
insert into kept (kind, container, key, value, body) values (?, ?, ?, ?, ?)
on conflict (kind, container, key) do update set value = excluded.value, body = excluded.body
"""
_REMOVE = "delete from kept where kind = ? and container = ? and key = ?"


@dataclass(frozen=True, slots=True)
class Put:
    """Keep `value` (JSON, or bytes in it) and `body` under this kind, container and key."""

    kind: str
    container: str
    key: str
    value: Any
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Forget what is kept under this kind, container and key."""

    kind: str
    container: str
    key: str


Change = Put | Remove


@dataclass(frozen=True, slots=True)
class Row:
    """One kept thing, as it was last put."""

    container: str
    key: str
    value: Any
    body: bytes | None


class Journal:
    """The one file that holds what was acknowledged."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = normal")
        self._database.execute(_SCHEMA)

    def write(self, changes: Iterable[Change]) -> None:
        """Make all of these changes, or none; return when they would survive a crash."""
        changes = list(changes)
        if not changes:
            return
        with self._lock:
            self._database.execute("begin immediate")
            try:
                for change in changes:
                    self._apply(change)
            except BaseException:
                self._database.execute("rollback")
                raise
            self._database.execute("commit")

    def _apply(self, change: Change) -> None:
        match change:
            case Put(kind, container, key, value, body):
                text = json.dumps(value, separators=(",", ":"), default=_as_json)
                self._database.execute(_PUT, (kind, container, key, text, body))
            case Remove(kind, container, key):
                self._database.execute(_REMOVE, (kind, container, key))

    def rows(self, kind: str) -> Iterator[Row]:
        """Everything of one kind, in the order in which it first came."""
        with self._lock:
            found = self._database.execute(
                "select container, key, value, body from kept where kind = ? order by place",
                (kind,),
            ).fetchall()
        for container, key, value, body in found:
            yield Row(container, key, json.loads(value, object_hook=_from_json), body)

    def containers(self, kind: str) -> dict[str, int]:
        """The containers that hold something of this kind, with how many rows each."""
        with self._lock:
            return dict(
                self._database.execute(
                    "select container, count(*) from kept where kind = ? group by container",
                    (kind,),
                ).fetchall()
            )

    def close(self) -> None:
        """Fold the write-ahead log back and close the file."""
        with self._lock:
            self._database.close()


def _as_json(value: Any) -> dict[str, str]:
    if isinstance(value, bytes):
        return {_BYTES: base64.b64encode(value).decode()}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _from_json(value: dict[str, Any]) -> Any:
    return base64.b64decode(value[_BYTES]) if value.keys() == {_BYTES} else value
