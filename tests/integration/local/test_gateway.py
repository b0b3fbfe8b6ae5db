"""HTTP requests reach functions as API Gateway would bring them, and so do the answers."""

import base64
from typing import Any

import httpx

from infra.local.harness import LocalRuntime
from tests.integration.local.conftest import Web


def event_of(answer: httpx.Response) -> dict[str, Any]:
    """The event that the echoing function got."""
    event: dict[str, Any] = answer.json()["event"]
    return event


def test_a_request_becomes_an_event_of_payload_format_2(web: Web) -> None:
    """Path decoded, query raw and folded, headers in lower case and joined, cookies apart."""
    answer = web.get(
        "/one%20two?a=1&a=%C3%A4&b=",
        headers=[("X-Thing", "1"), ("x-thing", "2"), ("Cookie", "a=b; c=d")],
    )
    event = event_of(answer)
    assert event["version"] == "2.0"
    assert event["rawPath"] == "/one two"
    assert event["rawQueryString"] == "a=1&a=%C3%A4&b="
    assert event["queryStringParameters"] == {"a": "1,ä", "b": ""}
    assert event["headers"]["x-thing"] == "1,2"
    assert event["cookies"] == ["a=b", "c=d"]
    assert "cookie" not in event["headers"]
    assert "body" not in event
    context = event["requestContext"]
    assert context["http"]["method"] == "GET"
    assert context["http"]["sourceIp"] == "127.0.0.1"
    assert context["domainName"] == "localhost"
    assert context["stage"] == "$default"


def test_text_comes_as_text_and_anything_else_in_base64(web: Web) -> None:
    """The types that AWS calls text are few: a form is not one of them."""
    as_text = event_of(web.post("/x", content="ä", headers={"Content-Type": "text/plain"}))
    assert (as_text["body"], as_text["isBase64Encoded"]) == ("ä", False)
    as_json = event_of(web.post("/x", json={"a": 1}))
    assert (as_json["body"], as_json["isBase64Encoded"]) == ('{"a":1}', False)
    form = event_of(web.post("/x", data={"a": "b c"}))
    assert form["isBase64Encoded"]
    assert base64.b64decode(form["body"]) == b"a=b+c"
    untyped = event_of(web.post("/x", content=b"\xff"))
    assert base64.b64decode(untyped["body"]) == b"\xff"


def test_the_most_particular_route_is_taken(web: Web) -> None:
    """Exact before parameter before greedy before $default."""
    assert event_of(web.post("/parcels"))["routeKey"] == "POST /parcels"
    assert event_of(web.get("/parcels"))["routeKey"] == "$default"
    one = event_of(web.get("/parcels/7%2F8"))
    assert one["routeKey"] == "$default"
    one = event_of(web.get("/parcels/7"))
    assert (one["routeKey"], one["pathParameters"]) == ("GET /parcels/{id}", {"id": "7"})
    file = event_of(web.put("/files/a/b.txt"))
    assert (file["routeKey"], file["pathParameters"]) == (
        "ANY /files/{proxy+}",
        {"proxy": "a/b.txt"},
    )


def test_an_answer_keeps_its_status_headers_cookies_and_bytes(web: Web) -> None:
    """Each cookie is a header of its own, base64 becomes bytes."""
    answer = web.get("/cookies")
    assert answer.status_code == 200
    assert answer.headers.get_list("set-cookie") == ["a=1; Secure", "b=2"]
    assert answer.headers["content-type"] == "image/png"
    assert answer.content == b"\x00\xff"


def test_a_plain_value_is_the_json_body_of_a_200(web: Web) -> None:
    """Without a status code the whole return value is the body."""
    answer = web.get("/greet")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["greeting"] == "first"


def test_what_a_function_raises_stays_inside(web: Web, runtime: LocalRuntime) -> None:
    """The visitor reads no more than on AWS; console, state and log know the error."""
    answer = web.get("/fail")
    assert answer.status_code == 500
    assert answer.json() == {"message": "Internal Server Error"}
    assert "Web: ValueError: on purpose" in runtime.console()
    assert runtime.state()["functions"]["Web"]["last_error"] == "ValueError: on purpose"
    assert "on purpose" in (runtime.data / "logs" / "Web.log").read_text()


def test_a_crash_is_an_error_and_the_next_request_is_served(web: Web) -> None:
    """A process that ends is replaced."""
    assert web.get("/leave").status_code == 500
    assert web.get("/greet").status_code == 200


def test_a_function_is_ended_at_its_timeout(web: Web, runtime: LocalRuntime) -> None:
    """The template says 2 seconds; the next request finds a fresh process."""
    before = runtime.state()["functions"]["Web"]["timeouts"]
    assert web.get("/sleep").status_code == 500
    state = runtime.state()["functions"]["Web"]
    assert state["timeouts"] == before + 1
    assert state["last_error"] == "Sandbox.Timedout: Task timed out after 2.00 seconds"
    assert web.get("/greet").status_code == 200


def test_too_much_is_refused_before_the_function_sees_it(web: Web) -> None:
    """10 MB is API Gateway's limit, 6 MB that of an event."""
    assert web.post("/x", content=b"x" * (10 * 1024 * 1024 + 1)).status_code == 413
    assert web.post("/x", content=b"x" * (5 * 1024 * 1024)).status_code == 413


def test_a_function_gets_what_the_template_gives_it_and_nothing_of_the_machine(
    web: Web, runtime: LocalRuntime
) -> None:
    """Variables, names and limits as on Lambda; the shell's own variables stay out."""
    environment = web.get("/environment").json()
    assert environment["TABLE"] == "parcels-test-Table"
    assert environment["AWS_LAMBDA_FUNCTION_NAME"] == "parcels-test-Web"
    assert environment["_HANDLER"] == "web.handler"
    assert environment["TZ"] == ":UTC"
    assert "VIRTUAL_ENV" not in environment
    assert "PYTEST_CURRENT_TEST" not in environment
    assert runtime.state()["outputs"]["Url"] == runtime.url
