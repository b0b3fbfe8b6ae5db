"""The layer's share of botocore's data knows every call that is made, and all about it."""

from __future__ import annotations

import ast
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from botocore import xform_name
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.config import Config
from botocore.loaders import Loader
from botocore.session import Session
from urllib3.response import HTTPResponse

from infra.build import models
from rapport.outside import clients, raw_mail

ROOT = Path(__file__).parents[2]
UNCHECKED = clients.PATIENCE.merge(Config(parameter_validation=False))
"""As deployed."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the build writes."""
    folder = tmp_path_factory.mktemp("models")
    models.write(folder)
    return folder


@pytest.fixture
def trimmed(folder: Path) -> Session:
    """A session that reads it, and nothing else."""
    return reading(folder, session())


def reading(folder: Path, made: Session) -> Session:
    loader = Loader(extra_search_paths=[str(folder)], include_default_search_paths=False)
    made.register_component("data_loader", loader)
    made.set_credentials("access", "secret")
    return made


def session() -> Session:
    """Botocore's own, with all that it brings."""
    made = Session()
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


def test_what_mends_our_services_is_kept() -> None:
    """A client of a service that is not named would miss what botocore mends for it."""
    assert set(clients.SERVICES) == set(models.CALLS)


def test_no_attribute_is_stored_as_bytes() -> None:
    """Bytes are the one type that is not on the wire as the code has it: they would be lost."""
    every: Any = Session().get_service_model("dynamodb").shape_for("AttributeValue")
    written = set()
    for path in (ROOT / "shared" / "rapport" / "store").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Dict(keys=[ast.Constant(value=str(name))]) if name in every.members:
                    written.add(name)
    assert written == {"S", "N", "BOOL"}


def test_of_an_object_what_is_read_is_told() -> None:
    """A member that the build leaves out is missing on Lambda only."""
    tree = ast.parse(Path(raw_mail.__file__).read_text(encoding="utf-8"))
    read = {
        ast.literal_eval(node.slice)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "answer"
    }
    assert read == set(models.READ["GetObjectOutput"])


def test_a_mail_is_read_as_it_would_have_been(trimmed: Session) -> None:
    """Its bytes, and that it is gone."""
    mail = b"Subject: Re: Northwind\r\n\r\ndone"
    gone = b"<Error><Code>NoSuchKey</Code><Message>It is gone.</Message></Error>"
    for made in (trimmed, session()):
        client: Any = made.create_client("s3", region_name="eu-central-1", config=UNCHECKED)
        answers = [(200, mail), (404, gone)]

        def answered(request: Any, answers: Any = answers, **_: object) -> Any:
            status, body = answers.pop(0)
            headers = HTTPHeaders()
            headers["Content-Length"] = str(len(body))
            headers["Last-Modified"] = "Wed, 25 Nov 2026 09:30:00 GMT"
            raw = HTTPResponse(io.BytesIO(body), preload_content=False)
            return AWSResponse(request.url, status, headers, raw)

        client.meta.events.register("before-send", answered)
        assert raw_mail.RawMail(client).read("our-mails", "one", 1_000) == mail
        with pytest.raises(raw_mail.Gone):
            raw_mail.RawMail(client).read("our-mails", "one", 1_000)


ITEM = {"pk": {"S": "R#ä"}, "version": {"N": "3"}, "lapsed": {"BOOL": True}}


def told(made: Session, call: str, asked: dict[str, Any], status: int, answer: Any) -> object:
    """What is sent for a call on the table, and what comes of the answer."""
    client: Any = made.create_client("dynamodb", region_name="eu-central-1", config=UNCHECKED)
    sent = []

    def answered(request: Any, **_: object) -> Any:
        sent.append(request.body)
        body = mock.Mock(stream=lambda: iter([json.dumps(answer).encode()]))
        return AWSResponse(request.url, status, HTTPHeaders(), body)

    client.meta.events.register("before-send", answered)
    try:
        return sent, getattr(client, call)(**asked)
    except client.exceptions.TransactionCanceledException as error:
        return sent, error.response


@pytest.mark.parametrize(
    ("call", "asked", "status", "answer"),
    [
        ("put_item", {"TableName": "t", "Item": ITEM}, 200, {}),
        ("get_item", {"TableName": "t", "Key": ITEM}, 200, {"Item": ITEM}),
        ("get_item", {"TableName": "t", "Key": ITEM}, 200, {}),
        (
            "query",
            {"TableName": "t", "ExpressionAttributeValues": ITEM, "ExclusiveStartKey": ITEM},
            200,
            {"Items": [ITEM, ITEM], "LastEvaluatedKey": ITEM},
        ),
        (
            "batch_get_item",
            {"RequestItems": {"t": {"Keys": [ITEM], "ConsistentRead": True}}},
            200,
            {"Responses": {"t": [ITEM]}, "UnprocessedKeys": {"t": {"Keys": [ITEM]}}},
        ),
        (
            "transact_write_items",
            {
                "TransactItems": [{"Put": {"TableName": "t", "Item": ITEM}}],
                "ClientRequestToken": "1",
            },
            400,
            {
                "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
                "Message": "cancelled",
                "CancellationReasons": [{"Code": "ConditionalCheckFailed", "Item": ITEM}],
            },
        ),
    ],
)
def test_attributes_are_sent_and_read_as_they_would_have_been(
    trimmed: Session, call: str, asked: dict[str, Any], status: int, answer: Any
) -> None:
    """Though nothing looks into them on the way."""
    ours = told(trimmed, call, asked, status, answer)
    assert ours == told(session(), call, asked, status, answer)
    assert "R#" in str(ours)


def going(made: Session, service: str, region: str) -> tuple[object, ...]:
    """Where a call is sent, for which region and service it is signed, and what it says."""
    client: Any = made.create_client(service, region_name=region, config=UNCHECKED)
    sent = []

    def answer(request: Any, **_: object) -> Any:
        sent.append(request)
        return AWSResponse(request.url, 204, HTTPHeaders(), mock.Mock(stream=lambda: iter([b""])))

    client.meta.events.register("before-send", answer)
    call = xform_name(models.CALLS[service][0])
    getattr(client, call)(**NEEDED.get(service, {}))
    (request,) = sent
    signed = re.search(rb"Credential=[^/]+/\d+/([^,]+),", request.headers["Authorization"])
    assert signed
    told = {
        name: value
        for name, value in request.headers.items()
        if name not in ("Authorization", "X-Amz-Date")
    }
    return request.url, signed[1], told, request.body


NEEDED: dict[str, dict[str, Any]] = {
    "dynamodb": {"RequestItems": {}},
    "s3": {"Bucket": "our-mails", "Key": "one"},
    "scheduler": {"Name": "one"},
    "sesv2": {"EmailAddress": "dana@rapport.example"},
}
"""What is part of an address, or may be."""


@pytest.mark.parametrize("service", models.CALLS)
@pytest.mark.parametrize("region", ["eu-central-1", "us-east-1", "us-gov-west-1", "cn-north-1"])
def test_a_call_goes_where_it_would_have_gone(
    monkeypatch: pytest.MonkeyPatch, folder: Path, service: str, region: str
) -> None:
    """And says the same, without the rules that would find its host anew for each call, and without
    the handlers that mend other services.
    """
    monkeypatch.setattr("uuid.uuid4", lambda: "a token")
    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_NAME", "web")
    monkeypatch.setenv("_X_AMZN_TRACE_ID", "Root=1-2-3")
    ours = clients.session.__wrapped__()
    assert going(reading(folder, ours), service, region) == going(session(), service, region)


@pytest.mark.parametrize("service", models.CALLS)
@pytest.mark.parametrize("region", ["eu-central-1", "us-east-1", "us-gov-west-1", "cn-north-1"])
def test_a_client_goes_where_it_would_have_gone(
    trimmed: Session, service: str, region: str
) -> None:
    """Host, signature and API are those of all of botocore's data, in every partition."""
    ours = trimmed.create_client(service, region_name=region).meta
    full = session().create_client(service, region_name=region).meta
    assert ours.endpoint_url == full.endpoint_url
    assert ours.partition == full.partition
    assert ours.service_model.metadata == full.service_model.metadata
    assert vars(ours.config) == vars(full.config)


@pytest.mark.parametrize(
    ("service", "call"), [(one, call) for one, calls in models.CALLS.items() for call in calls]
)
def test_a_call_is_as_it_was(trimmed: Session, service: str, call: str) -> None:
    """All that it takes, gives and may raise, down to the last member but an item's, and but
    what is not read of an object.
    """
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
    value = getattr(one, "value", None)
    if getattr(one, "is_document_type", False) or (value and value.name == "AttributeValue"):
        return [name, "attributes"]
    inner = {
        key: described(value, (*above, name))
        for key, value in getattr(one, "members", {}).items()
        if key in models.READ.get(name, (key,))
    }
    for part in ("member", "key", "value"):
        if hasattr(one, part):
            inner[f"<{part}>"] = described(getattr(one, part), (*above, name))
    return [name, one.type_name, one.serialization, inner]  # type: ignore[attr-defined]
