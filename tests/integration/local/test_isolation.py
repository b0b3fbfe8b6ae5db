"""DynamoDB's promises that moto does not keep by itself."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from infra.local.harness import LocalRuntime
from tests.integration.local.conftest import Web

TABLE = "parcels-test-Table"


def put(pk: str, **more: Any) -> dict[str, Any]:
    return {"Put": {"TableName": TABLE, "Item": {"pk": {"S": pk}, "sk": {"S": "0"}, **more}}}


def impossible(pk: str) -> dict[str, Any]:
    return {
        "ConditionCheck": {
            "TableName": TABLE,
            "Key": {"pk": {"S": pk}, "sk": {"S": "0"}},
            "ConditionExpression": "attribute_exists(pk)",
        }
    }


def test_a_failing_transaction_leaves_others_writes_alone(web: Web) -> None:
    """Failing transactions between 60 writes: all 60 are there, nothing of the failed ones is."""

    def fail(number: int) -> int:
        items = [put(f"note#failed-{number}"), impossible("note#nobody")]
        return web.post("/transact", json={"items": items}).status_code

    def write(number: int) -> int:
        return web.post("/transact", json={"items": [put(f"note#ok-{number}")]}).status_code

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda n: fail(n) if n % 2 else write(n), range(120)))
    assert results[::2] == [200] * 60
    assert results[1::2] == [409] * 60
    assert all(web.notes(f"ok-{number}") for number in range(0, 120, 2))
    assert not any(web.notes(f"failed-{number}") for number in range(1, 120, 2))


def test_an_index_is_read_in_order_and_in_pages(web: Web) -> None:
    """Only the items of the partition that was asked for, by the index's own sort key."""
    for number in (3, 1, 2):
        item = put(f"note#owned-{number}", owner={"S": "ann"})
        item["Put"]["Item"]["sk"] = {"S": str(number)}
        web.post(
            "/transact", json={"items": [item, put(f"note#other-{number}", owner={"S": "bob"})]}
        )
    pages = web.get("/owned", params={"owner": "ann"}).json()
    assert pages[:2] == [["note#owned-1", "note#owned-2"], ["note#owned-3"]]
    assert web.get("/owned", params={"owner": "nobody"}).json() == [[]]


def test_a_repeated_token_has_no_second_effect(web: Web) -> None:
    """The same token with the same request is answered again; with another one it is refused."""
    first = {"items": [put("note#token", body={"S": "1"})], "token": "t-1"}
    second = {"items": [put("note#token", body={"S": "2"})], "token": "t-1"}
    assert web.post("/transact", json=first).status_code == 200
    web.post("/transact", json={"items": [put("note#token", body={"S": "changed"})]})
    assert web.post("/transact", json=first).status_code == 200
    assert [each["body"] for each in web.notes("token")] == ["changed"]
    assert web.post("/transact", json=second).status_code == 500


def test_a_failed_transaction_publishes_nothing(web: Web, runtime: LocalRuntime) -> None:
    """The stream is an outbox: only what was stored is in it."""
    items = [put("parcel#ghost"), impossible("note#nobody")]
    assert web.post("/transact", json={"items": items}).status_code == 409
    runtime.settle()
    assert "ghost" not in ",".join(each["ids"] for each in web.notes("batch"))


def test_a_call_that_would_not_survive_is_refused(web: Web) -> None:
    """Better than to lose it at the next start."""
    assert "ssm:PutParameter is not known to the local runtime" in web.get("/ssm").text
