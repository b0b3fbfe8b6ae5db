"""The layer's share of botocore's data knows every call that is made, and all about it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from botocore import xform_name
from botocore.loaders import Loader
from botocore.session import Session

from infra.build import models

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def trimmed(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A session that reads what the build writes, and nothing else."""
    folder = tmp_path_factory.mktemp("models")
    models.write(folder)
    return session(Loader(extra_search_paths=[str(folder)], include_default_search_paths=False))


def session(loader: Loader) -> Session:
    made = Session()
    made.register_component("data_loader", loader)
    made.set_credentials("access", "secret")
    return made


def called() -> Iterator[str]:
    """The methods of clients that the functions call, as they are written."""
    for path in [*(ROOT / "shared").rglob("*.py"), *(ROOT / "functions").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=owner, attr=method)):
                    if ast.unparse(owner).rpartition(".")[2].split("(")[0] in ("_client", "client"):
                        yield method


def test_every_call_that_the_code_makes_is_known() -> None:
    """What is missing fails on Lambda only; what is too much is read at each start."""
    known = {xform_name(call) for calls in models.CALLS.values() for call in calls}
    assert known == set(called())


@pytest.mark.parametrize("service", models.CALLS)
@pytest.mark.parametrize("region", ["eu-central-1", "us-east-1", "us-gov-west-1", "cn-north-1"])
def test_a_client_goes_where_it_would_have_gone(
    trimmed: Session, service: str, region: str
) -> None:
    """Host, signature and API are those of all of botocore's data, in every partition."""
    ours = trimmed.create_client(service, region_name=region).meta
    full = session(Loader()).create_client(service, region_name=region).meta
    assert ours.endpoint_url == full.endpoint_url
    assert ours.partition == full.partition
    assert ours.service_model.metadata == full.service_model.metadata
    assert vars(ours.config) == vars(full.config)


@pytest.mark.parametrize(
    ("service", "call"), [(one, call) for one, calls in models.CALLS.items() for call in calls]
)
def test_a_call_is_as_it_was(trimmed: Session, service: str, call: str) -> None:
    """All that it takes, gives and may raise, down to the last member."""
    ours = trimmed.get_service_model(service)
    full = Session().get_service_model(service)
    assert shape(ours.operation_model(call)) == shape(full.operation_model(call))
    raised = {one.name for one in ours.operation_model(call).error_shapes}
    assert raised <= {one.name for one in ours.error_shapes}


def shape(operation: object) -> object:
    """An operation, or what it speaks of, as plain values; a shape inside itself by name only."""
    model = operation
    found = [
        described(getattr(model, name), ())
        for name in ("input_shape", "output_shape")
        if getattr(model, name)
    ]
    return [found, [described(one, ()) for one in model.error_shapes], model.http]  # type: ignore[attr-defined]


def described(one: object, above: tuple[str, ...]) -> object:
    name = one.name  # type: ignore[attr-defined]
    if name in above:
        return name
    inner = {
        key: described(value, (*above, name)) for key, value in getattr(one, "members", {}).items()
    }
    for part in ("member", "key", "value"):
        if hasattr(one, part):
            inner[f"<{part}>"] = described(getattr(one, part), (*above, name))
    return [name, one.type_name, one.serialization, inner]  # type: ignore[attr-defined]
