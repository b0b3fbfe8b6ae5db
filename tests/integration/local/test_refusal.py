"""What has no local counterpart is refused aloud at the start, by name."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.endpoint import identify
from infra.local.errors import LocalError
from infra.local.harness import LocalRuntime
from tests.integration.local.conftest import APP

HEAD = """
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
"""
CASES = [
    (
        "Resources: {Farm: {Type: AWS::EC2::Instance}}",
        "Farm: resource type AWS::EC2::Instance is not known here",
    ),
    (
        "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}}",
        "Q (AWS::SQS::Queue): property FifoQueue is not known here",
    ),
    (
        "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {VisibilityTimout: 3}}}",
        "Q (AWS::SQS::Queue): property VisibilityTimout is not known here",
    ),
    (
        "Resources: {Q: {Type: AWS::SQS::Queue, Colour: red}}",
        "Q (AWS::SQS::Queue): resource attribute Colour is not known here",
    ),
    (
        (
            "Resources: {R: {Type: AWS::Events::Rule, Properties: {EventPattern: {source: [a]},"
            " Targets: [{Id: a, Arn: 'arn:aws:states:eu:1:x', EcsParameters: {}}]}}}"
        ),
        "R: property Targets.EcsParameters is not known here",
    ),
    (
        (
            "Resources: {S: {Type: AWS::SNS::Subscription, Properties: {TopicArn: a,"
            " Protocol: email, Endpoint: a@b.c}}}"
        ),
        "S: Protocol email is not known here",
    ),
    (
        "Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !ImportValue x}}}",
        "the intrinsic function Fn::ImportValue is not known here",
    ),
    (
        "Parameters: {P: {Type: String}}\nResources: {T: {Type: AWS::SNS::Topic}}",
        "parameter P has no value",
    ),
    (
        (
            "Parameters: {P: {Type: String, Default: x, AllowedPattern: '^y$',"
            " ConstraintDescription: must be y}}\nResources: {T: {Type: AWS::SNS::Topic}}"
        ),
        "parameter P: 'x' does not match its pattern: must be y",
    ),
    (
        "Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Nobody}}}",
        "the template has no resource Nobody",
    ),
    ("Resources: [", "the template is not YAML"),
    (
        (
            "Resources: {F: {Type: AWS::Serverless::Function, Properties: {Handler: a.b,"
            " CodeUri: nowhere, Runtime: python3.13}}}"
        ),
        "F: there is no folder",
    ),
]
TRY_ALL = """
import json, sys
from pathlib import Path
from infra.local.errors import LocalError
from infra.local.runtime import Options, Runtime

said = []
for number, text in enumerate(json.load(sys.stdin)):
    folder = Path(sys.argv[1]) / str(number)
    folder.mkdir()
    (folder / "template.yaml").write_text(text)
    try:
        Runtime(Options(folder / "template.yaml", port=0, data=folder / "data")).start()
        said.append("it started")
    except LocalError as error:
        said.append(str(error))
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What one process says to all of these templates, one after the other."""
    answer = subprocess.run(
        [sys.executable, "-c", TRY_ALL, str(tmp_path_factory.mktemp("refused"))],
        input=json.dumps([HEAD + text for text, _ in CASES]),
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    found: list[str] = json.loads(answer.stdout)
    return found


@pytest.mark.parametrize("number", range(len(CASES)))
def test_it_says_what_it_does_not_know(said: list[str], number: int) -> None:
    """Resource, type and property: enough to find the line."""
    assert CASES[number][1] in said[number]


def test_a_folder_that_holds_something_else_is_never_cleared(tmp_path: Path) -> None:
    """--fresh on a wrong folder would be a disaster."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "thesis.txt").write_text("years of work")
    (tmp_path / "template.yaml").write_text(HEAD + "Resources: {T: {Type: AWS::SNS::Topic}}")
    runtime = LocalRuntime(tmp_path / "template.yaml", data, fresh=True)
    with pytest.raises(LocalError, match="holds something else"):
        runtime.start()
    assert (data / "thesis.txt").read_text() == "years of work"


def test_a_taken_port_or_folder_is_told_with_the_way_out(
    runtime: LocalRuntime, tmp_path: Path
) -> None:
    """Another one can be chosen."""
    with pytest.raises(LocalError, match=r"is in use by another runtime.*--data"):
        LocalRuntime(APP / "template.yaml", runtime.data).start()
    port = int(runtime.url.rsplit(":", 1)[1])
    second = LocalRuntime(APP / "template.yaml", tmp_path / "data", port=port)
    with pytest.raises(LocalError, match=f"port {port} is taken.*--port"):
        second.start()


@pytest.mark.parametrize(
    ("method", "query", "operation"),
    [
        ("DELETE", "", "DeleteObject"),
        ("DELETE", "uploadId=1", "AbortMultipartUpload"),
        ("GET", "x-id=GetObject", "GetObject"),
    ],
)
def test_an_operation_is_told_by_what_it_must_carry(
    method: str, query: str, operation: str
) -> None:
    """What shares a method and a path is not taken for something that is refused."""
    environ = {
        "HTTP_AUTHORIZATION": "Credential=key/20270308/eu-central-1/s3/aws4_request",
        "PATH_INFO": "/raw-mail/incoming/abc",
        "REQUEST_METHOD": method,
        "QUERY_STRING": query,
    }
    assert identify(environ, b"", {}).name == f"s3:{operation}"
