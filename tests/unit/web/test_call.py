"""One request: where it came from, and what it is allowed to say about that."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from rapport.flows.visiting import Unknown
from web.call import Call, Foreign, House, TooLarge, form_token, ids, local_path

API = "abc.execute-api.eu-central-1.amazonaws.com"


def call(
    *, domain: str = API, public_url: str = "", cookies: tuple[str, ...] = (), **event: Any
) -> Call:
    """A request with these headers and cookies."""
    whole = {
        "headers": event.pop("headers", {}),
        "cookies": list(cookies),
        "rawPath": "/log",
        "requestContext": {
            "domainName": domain,
            "http": {"method": "POST", "path": "/log"},
            "stage": "$default",
        },
        **event,
    }
    empty = {part.name: cast(Any, None) for part in fields(House)}
    house = House(**{**empty, "public_url": public_url})
    return Call(house, APIGatewayProxyEventV2(whole), datetime(2026, 3, 10, tzinfo=UTC))


def test_links_are_made_for_where_the_pages_are() -> None:
    """A domain of one's own wins; otherwise it is the API's own address, over https."""
    forged = {"x-forwarded-proto": "http", "x-forwarded-port": "80", "host": "evil.example"}
    assert call(headers=forged).origin == f"https://{API}"
    assert call(public_url="https://rapport.example").origin == "https://rapport.example"
    local = {"x-forwarded-proto": "http", "x-forwarded-port": "8000"}
    assert call(domain="localhost", headers=local).origin == "http://localhost:8000"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/openings?next=//evil.example",
        "/a//b",
        "javascript:alert(1)",
        "",
        "/log\n",
    ],
)
def test_after_signing_in_one_stays_here(path: str) -> None:
    """What is no plain path of ours leads to the first page."""
    assert local_path(path) == "/"


def test_our_own_paths_are_kept() -> None:
    """A reminder's link survives the sign-in."""
    for path in (
        "/",
        "/log",
        "/follow-ups/aaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbb",
        "/openings/a/b#outcome",
    ):
        assert local_path(path) == path


@pytest.mark.parametrize(
    "cookie",
    [
        "__Host-session=",
        "__Host-session=aaaaaaaaaaaaaaaa",
        "__Host-session=AAAAAAAAAAAAAAAA.secretsecretsecretsecret",
        "__Host-session=aaaaaaaaaaaaaaaa.short",
        "__Host-session=aaaaaaaaaaaaaaaa." + "x" * 5000,
        "session=aaaaaaaaaaaaaaaa.secretsecretsecretsecret",
    ],
)
def test_a_cookie_of_another_shape_is_none(cookie: str) -> None:
    """What we never set is not looked up."""
    assert call(cookies=(cookie,)).ticket is None


def test_a_session_cookie_is_read() -> None:
    """Seeker and secret, beside whatever else the browser carries."""
    ticket = call(cookies=("a=b", "__Host-session=aaaaaaaaaaaaaaaa.secretsecretsecret-_")).ticket
    assert ticket is not None
    assert (ticket.seeker_id, ticket.secret) == ("aaaaaaaaaaaaaaaa", "secretsecretsecret-_")


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "same-origin", "origin": f"http://{API}"},
    ],
)
def test_what_another_site_sends_is_foreign(headers: dict[str, str]) -> None:
    """Browsers say which site's page made a request."""
    with pytest.raises(Foreign):
        call(headers=headers).same_origin()


def test_our_own_pages_and_scripts_are_heard() -> None:
    """A script sends neither header, our own pages send both."""
    call().same_origin()
    call(headers={"sec-fetch-site": "same-origin", "origin": f"https://{API}"}).same_origin()


def test_tokens_of_forms_differ_by_session() -> None:
    """Knowing the token of one session helps with no other, and tells nothing of its secret."""
    assert form_token("one") != form_token("two")
    assert form_token("one") == form_token("one")
    assert "one" not in form_token("one")


@pytest.mark.parametrize(("body", "encoded"), [("x" * 150_001, False), ("eHh4" * 50_001, True)])
def test_a_body_beyond_all_typing_is_refused(body: str, encoded: bool) -> None:
    """Whether it comes as it is or in base64."""
    with pytest.raises(TooLarge):
        _ = call(body=body, isBase64Encoded=encoded).body


def test_what_is_no_id_leads_nowhere() -> None:
    """It is as unknown as an id that nobody has."""
    ids("aaaaaaaaaaaaaaaa")
    for wrong in ("", "a" * 15, "A" * 16, "a" * 15 + "\n", "0" * 16):
        with pytest.raises(Unknown):
            ids(wrong)
