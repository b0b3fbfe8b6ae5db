"""Buckets and secrets: what was put into them is kept."""

import base64
from collections.abc import Callable
from typing import Any

from moto.s3.models import FakeKey, S3Backend, s3_backends
from moto.secretsmanager.models import SecretsManagerBackend, secretsmanager_backends

from infra.local.backends import ACCOUNT, LOCK, wrap
from infra.local.journal import Change, Journal, Put, Remove


class Buckets:
    """Every bucket of the runtime. Of a versioned bucket the newest version of a key is kept."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._touched: set[tuple[str, str]] = set()
        wrap(S3Backend, "put_object", self._put)
        wrap(S3Backend, "delete_object", self._delete)

    @property
    def _backend(self) -> S3Backend:
        return s3_backends[ACCOUNT]["aws"]

    def names(self) -> list[str]:
        """The buckets there are."""
        return list(self._backend.buckets)

    def load(self) -> None:
        """Put back the objects that were kept."""
        for row in self._journal.rows("object"):
            if row.container in self._backend.buckets:
                key = self._backend.put_object(
                    row.container, row.key, row.body or b"", disable_notification=True
                )
                key.set_metadata(row.value["metadata"], replace=True)
        self._touched.clear()

    def put(self, bucket: str, key: str, body: bytes) -> None:
        """Store an object as an AWS service would; it is kept when this returns."""
        with LOCK:
            self._backend.put_object(bucket, key, body)
            self.flush()

    def flush(self) -> None:
        """Journal the objects that the call just made has touched."""
        with LOCK:
            changes: list[Change] = []
            for bucket, name in self._touched:
                key = self._backend.buckets[bucket].keys.get(name)
                if isinstance(key, FakeKey):
                    value = {"metadata": dict(key.metadata)}
                    changes.append(Put("object", bucket, name, value, bytes(key.value)))
                else:
                    changes.append(Remove("object", bucket, name))
            self._journal.write(changes)
            self._touched.clear()

    def _put(
        self, original: Any, backend: S3Backend, bucket_name: str, key_name: str, *a: Any, **k: Any
    ) -> Any:
        self._touched.add((bucket_name, key_name))
        return original(backend, bucket_name, key_name, *a, **k)

    def _delete(
        self, original: Any, backend: S3Backend, bucket_name: str, key_name: str, *a: Any, **k: Any
    ) -> Any:
        self._touched.add((bucket_name, key_name))
        return original(backend, bucket_name, key_name, *a, **k)


class Secrets:
    """Every secret of the runtime, with all its versions."""

    def __init__(self, journal: Journal, region: str) -> None:
        self._journal = journal
        self._region = region

    @property
    def _backend(self) -> SecretsManagerBackend:
        return secretsmanager_backends[ACCOUNT][self._region]

    def create(self, name: str, description: str, value: Callable[[], str]) -> str:
        """Make a secret, with what was kept for it or else a new value; gives its ARN."""
        kept = {row.key: row.value for row in self._journal.rows("secret")}.get(name)
        with LOCK:
            secret, _ = self._backend._add_secret(
                name, secret_string="" if kept else value(), description=description
            )
            if kept:
                secret.arn = kept["arn"]
                secret.versions = {key: _unpack(each) for key, each in kept["versions"].items()}
                secret.default_version_id = kept["current"]
                secret.version_stages = ["AWSCURRENT"]
            self.flush()
            return str(secret.arn)

    def flush(self) -> None:
        """Journal every secret as it is now."""
        with LOCK:
            self._journal.write(
                Put("secret", "", secret.name, _pack(secret)) for secret in self._all()
            )

    def _all(self) -> list[Any]:
        return [self._backend.secrets.get(each.name) for each in self._backend.secrets.values()]


def _pack(secret: Any) -> dict[str, Any]:
    return {
        "arn": secret.arn,
        "current": secret.default_version_id,
        "versions": {key: _pack_version(each) for key, each in secret.versions.items()},
    }


def _pack_version(version: dict[str, Any]) -> dict[str, Any]:
    packed = dict(version)
    if isinstance(packed.get("secret_binary"), bytes):
        packed["secret_binary"] = {"base64": base64.b64encode(packed["secret_binary"]).decode()}
    return packed


def _unpack(version: dict[str, Any]) -> dict[str, Any]:
    unpacked = dict(version)
    if isinstance(unpacked.get("secret_binary"), dict):
        unpacked["secret_binary"] = base64.b64decode(unpacked["secret_binary"]["base64"])
    return unpacked
