"""The JSON API: the same commands as the pages, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from openapi_spec_validator import validate

from rapport.flows import recording
from rapport.store import Standing
from rapport.store.table import TableStore
from tests.integration.web.browser import ORIGIN, Answer, Browser
from tests.integration.web.test_pages import SignIn, facts, seeker_of

Plan = Callable[[str], list[Standing]]
INTERVIEW: dict[str, Any] = {
    "company": "Northwind",
    "title": "Data engineer",
    "round": 3,
    "at": {"local": "2026-03-10T13:00", "zone": "Europe/Berlin"},
    "format": "panel",
    "interviewers": [
        {"name": "Stan Kowalski", "mail": "stan@northwind.example", "rapport": 5},
        {"name": "Lee Park", "rapport": 2},
    ],
    "rivals": 2,
    "dream": True,
}


def send(browser: Browser, path: str, body: Any, key: str = "key-0001") -> Answer:
    return browser.api("POST", path, body, idempotency_key=key)


def test_an_interview_is_logged_in_two_calls(
    browser: Browser, store: TableStore, calls: list[str]
) -> None:
    """The answer names what was made: relationship, opening, fact, people."""
    answer = send(browser, "/api/interviews", INTERVIEW)
    assert answer.status == 201
    assert calls == ["BatchGetItem", "TransactWriteItems"]
    said = answer.json
    assert facts(store, said["relationship_id"]) == ["interview-logged"]
    assert [one["name"] for one in said["contacts"]] == ["Stan Kowalski", "Lee Park"]
    assert store.fact(said["relationship_id"], said["fact_id"]) is not None


def test_the_same_key_and_words_give_the_same_answer(browser: Browser, store: TableStore) -> None:
    """A program that did not hear the answer may ask again."""
    answers = [send(browser, "/api/interviews", INTERVIEW) for _ in range(2)]
    assert answers[0].status == answers[1].status == 201
    assert answers[0].json == answers[1].json
    (relationship_id,) = store.relationships_of(seeker_of(store).seeker_id)
    assert facts(store, relationship_id) == ["interview-logged"]


@pytest.mark.parametrize("other", [{"notes": "more"}, {"company": "Contoso"}, {"round": 4}])
def test_the_same_key_with_other_words_is_refused(
    browser: Browser, store: TableStore, other: dict[str, Any]
) -> None:
    """What came first stands, also where the second names another company."""
    send(browser, "/api/interviews", INTERVIEW)
    answer = send(browser, "/api/interviews", {**INTERVIEW, **other})
    assert answer.status == 409
    assert answer.headers["content-type"] == "application/problem+json"
    (relationship_id,) = store.relationships_of(seeker_of(store).seeker_id)
    assert facts(store, relationship_id) == ["interview-logged"]


def test_another_key_is_another_interview(browser: Browser, store: TableStore) -> None:
    """The same company is the same relationship, the same person the same contact."""
    first = send(browser, "/api/interviews", INTERVIEW).json
    second = send(browser, "/api/interviews", {**INTERVIEW, "round": 4}, "key-0002").json
    assert first["relationship_id"] == second["relationship_id"]
    assert first["contacts"] == second["contacts"]
    assert first["fact_id"] != second["fact_id"]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"company": ""}, "company"),
    ({"company": None}, "company"),
    ({"round": 0}, "round"),
    ({"at": {"local": "2026-03-10T13:00+01:00", "zone": "Europe/Berlin"}}, "at.local"),
    ({"at": {"local": "2036-03-10T13:00", "zone": "Europe/Berlin"}}, "at"),
    ({"at": {"local": "2026-03-10T13:00", "zone": "Mars"}}, "at.zone"),
    ({"format": "dance"}, "format"),
    ({"interviewers": []}, "interviewers"),
    ({"interviewers": [{"name": "Stan", "rapport": 6}]}, "interviewers.0.rapport"),
    ({"interviewers": [{"name": "Stan"}]}, "interviewers.0.rapport"),
    ({"interviewers": "Stan"}, "interviewers"),
    ({"referred_by": "aaaaaaaaaaaaaaaa"}, "referred_by"),
    ({"referred_by": "nobody"}, "referred_by"),
    ({"notes": "x" * 20_001}, "notes"),
    ({"notes": "\ud800"}, "notes"),
    ({"favourite_colour": "blue"}, "favourite_colour"),
]


def test_what_is_wrong_is_named_field_by_field(browser: Browser, store: TableStore) -> None:
    """422 with the one field and a sentence, and nothing stored."""
    for change, field in WRONG:
        answer = send(browser, "/api/interviews", {**INTERVIEW, **change})
        assert answer.status == 422, (field, answer.text)
        assert [one["field"] for one in answer.json["errors"]] == [field]
        assert answer.json["errors"][0]["message"].endswith((".", "?"))
    assert store.relationships_of(seeker_of(store).seeker_id) == []


def test_a_crowd_is_refused_where_it_is_entered(
    browser: Browser, store: TableStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More people of one company than are planned together: the field is named, and the way out,
    to programs and on the form; and that way is open.
    """
    monkeypatch.setattr(recording, "MOST_PEOPLE", 2)
    people = [{"name": f"Stan {number}", "rapport": 4} for number in range(2)]
    crowd = {**INTERVIEW, "interviewers": people}
    assert send(browser, "/api/interviews", crowd, key="key-first").status == 201
    more = {**crowd, "interviewers": [{"name": "Lee", "rapport": 2}]}
    answer = send(browser, "/api/interviews", more, key="key-second")
    assert answer.status == 422
    assert [one["field"] for one in answer.json["errors"]] == ["company"]
    assert "name the part of it" in answer.json["errors"][0]["message"]
    form = browser.get("/log").form("/log")
    fields = form.filled(
        company=INTERVIEW["company"],
        title="Analyst",
        date="2026-03-02",
        time="10:00",
        format="phone",
        name__0="Lee",
        rapport__0="2",
    )
    page = browser.post("/log", fields)
    assert page.status == 422
    assert 'id="company-problem"' in page.text
    elsewhere = {**more, "company": "Northwind Cloud"}
    assert send(browser, "/api/interviews", elsewhere, key="key-third").status == 201


def test_what_is_no_interview_is_refused(browser: Browser) -> None:
    """Broken JSON, and JSON of another shape, are answered as such."""
    for body in ("", "{", "[]", '"Stan"', "null", "[1, 2]"):
        assert send(browser, "/api/interviews", body).status == 422, body


def test_a_key_is_asked_for(browser: Browser) -> None:
    """Without one, a second try could not be told from a second interview."""
    answer = browser.api("POST", "/api/interviews", INTERVIEW)
    assert answer.status == 422
    assert [one["field"] for one in answer.json["errors"]] == ["header.idempotency-key"]
    (fault,) = send(browser, "/api/interviews", INTERVIEW, key="my first key").json["errors"]
    assert "without blanks" in fault["message"]


def test_signed_out_is_said_to_programs_too(browser: Browser) -> None:
    """401, and never a page."""
    browser.cookies.clear()
    for answer in (
        send(browser, "/api/interviews", INTERVIEW),
        browser.api("GET", "/api/follow-ups"),
        browser.api("GET", "/api/settings"),
    ):
        assert answer.status == 401
        assert answer.headers["content-type"] == "application/problem+json"


def test_other_sites_cannot_post(browser: Browser, store: TableStore) -> None:
    """Neither as a form nor as plain text nor with their own origin."""
    text = json.dumps(INTERVIEW)
    named = {"idempotency_key": "key-0001"}
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = browser.request("POST", "/api/interviews", text, {"content-type": kind, **named})
        assert answer.status == 415, kind
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = browser.api("POST", "/api/interviews", INTERVIEW, **headers, **named)
        assert answer.status == 403
    assert store.relationships_of(seeker_of(store).seeker_id) == []
    assert browser.api("POST", "/api/interviews", INTERVIEW, origin=ORIGIN, **named).status == 201


def test_follow_ups_are_listed_and_answered(
    browser: Browser, store: TableStore, plan: Plan
) -> None:
    """What the list names can be answered, once; then it is settled."""
    relationship_id = send(browser, "/api/interviews", INTERVIEW).json["relationship_id"]
    plan(relationship_id)
    listed = browser.api("GET", "/api/follow-ups").json["follow_ups"]
    thanks = next(one for one in listed if one["kind"] == "thank-you")
    assert thanks["draft"]["text"]
    path = f"/api/follow-ups/{relationship_id}/{thanks['follow_up_id']}"
    assert browser.api("GET", path).json == thanks
    answer = send(browser, f"{path}/answer", {"answer": "done", "said": "Glad."}, "key-0002")
    assert answer.status == 201, answer.text
    assert "exchange-recorded" in facts(store, relationship_id)
    plan(relationship_id)
    assert browser.api("GET", path).status == 404
    assert send(browser, f"{path}/answer", {"answer": "skipped"}, "key-0003").status == 422


@pytest.mark.parametrize(
    "entry",
    [
        {"answer": "snoozed"},
        {"answer": "done", "until": {"local": "2026-03-12T08:00", "zone": "UTC"}},
        {"answer": "snoozed", "until": {"local": "2026-03-01T08:00", "zone": "UTC"}},
        {"answer": "perhaps"},
        {"answer": "done", "scope": "person"},
    ],
)
def test_an_answer_that_makes_no_sense_is_refused(
    browser: Browser, store: TableStore, plan: Plan, entry: dict[str, Any]
) -> None:
    """422, and nothing stored."""
    relationship_id = send(browser, "/api/interviews", INTERVIEW).json["relationship_id"]
    follow_up_id = plan(relationship_id)[0].follow_up_id
    path = f"/api/follow-ups/{relationship_id}/{follow_up_id}/answer"
    assert send(browser, path, entry, "key-0002").status == 422
    assert facts(store, relationship_id) == ["interview-logged"]


def test_an_opening_is_shown_and_closed(browser: Browser, plan: Plan) -> None:
    """The list and the opening itself follow the outcome."""
    made = send(browser, "/api/interviews", INTERVIEW).json
    path = f"/api/openings/{made['relationship_id']}/{made['opening_id']}"
    plan(made["relationship_id"])
    assert browser.api("GET", "/api/openings").json["openings"][0]["closed"] is False
    answer = send(browser, f"{path}/outcome", {"outcome": "declined"}, "key-0002")
    assert answer.status == 201
    plan(made["relationship_id"])
    assert browser.api("GET", "/api/openings").json["openings"][0]["closed"] is True
    said = browser.api("GET", path).json
    assert said["outcome"] == "declined"
    assert said["rounds"][0]["contacts"][0]["name"] == "Stan Kowalski"
    people = browser.api("GET", "/api/people").json["people"]
    assert {one["name"] for one in people} == {"Stan Kowalski", "Lee Park"}


def test_what_was_logged_can_be_undone(browser: Browser, store: TableStore) -> None:
    """Once, however often it is asked for; what was mailed or taken back stays."""
    made = send(browser, "/api/interviews", INTERVIEW).json
    path = f"/api/undo/{made['relationship_id']}/{made['fact_id']}"
    assert send(browser, path, {}).json == {"taken_back": [made["fact_id"]]}
    assert send(browser, path, {}).json == {"taken_back": []}
    relationship = store.relationship(made["relationship_id"])
    assert relationship is not None
    gone = next(one for one in relationship.facts if one.data.detail_type == "fact-retracted")
    assert send(browser, f"/api/undo/{made['relationship_id']}/{gone.fact_id}", {}).status == 404


def test_a_body_that_is_no_text_is_refused(browser: Browser) -> None:
    """Bytes that are not UTF-8 are the sender's mistake, not ours."""
    headers = {"content-type": "application/json", "idempotency-key": "key-0001"}
    answer = browser.request("POST", "/api/interviews", b"\xc3\x28", headers)
    assert answer.status == 422
    assert answer.json["errors"] == [
        {"field": "body", "message": "This is no valid JSON: it is not UTF-8."}
    ]


def test_what_is_edited_can_be_held_to_its_etag(browser: Browser) -> None:
    """If-Match lets one of two changes through, of settings and words; without it and without a
    version there is none.
    """
    read = browser.api("GET", "/api/settings")
    etag = read.headers["etag"]
    assert etag == f'"{read.json["version"]}"' == browser.api("GET", "/api/words").headers["etag"]
    change = {"settings": {"reminders_a_day": 2}}
    assert browser.api("PATCH", "/api/settings", change).status == 428
    said = browser.api("PATCH", "/api/settings", change, If_Match=etag)
    assert said.status == 200
    words = {"text": "Subject: Hi\n\n{{ hello }}"}
    for method, path, body in (
        ("PATCH", "/api/settings", {"name": "Eve"}),
        ("PUT", "/api/words/en/thank-you", words),
    ):
        late = browser.api(method, path, body, If_Match=etag)
        assert late.status == 412
        assert late.headers["content-type"] == "application/problem+json"
        assert browser.api(method, path, body, If_Match=f"W/{said.headers['etag']}").status == 412
    several = f"{etag}, {said.headers['etag']}"
    assert browser.api("PUT", "/api/words/en/thank-you", words, If_Match=several).status == 200
    assert browser.api("GET", "/api/settings").json["settings"]["reminders_a_day"] == 2


def test_a_change_that_is_sent_again_is_taken_as_done(browser: Browser, store: TableStore) -> None:
    """Who did not hear the answer asks again, with the version or tag of before: what is wanted is
    what stands, so that is the answer. Something else is still refused.
    """
    etag = browser.api("GET", "/api/settings").headers["etag"]
    change = {"settings": {"reminders_a_day": 2}, "name": "Roger", "muted": ["thank-you"]}
    words = {"text": "Subject: Hi\n\n{{ hello }}"}
    for method, path, body, other in (
        ("PATCH", "/api/settings", change, {**change, "name": "Eve"}),
        ("PUT", "/api/words/en/thank-you", words, {"text": "Subject: Yo\n\n{{ hello }}"}),
    ):
        version = seeker_of(store).version
        etag = f'"{version}"'
        first = browser.api(method, path, body, If_Match=etag)
        assert first.status == 200
        assert seeker_of(store).version == version + 1
        for again in (
            browser.api(method, path, body, If_Match=etag),
            browser.api(method, path, {**body, "version": version}),
        ):
            assert (again.status, again.json) == (200, first.json)
            assert again.headers["etag"] == first.headers["etag"] != etag
        assert browser.api(method, path, other, If_Match=etag).status == 412
        assert browser.api(method, path, {**other, "version": version}).status == 409
        assert browser.api(method, path, body).status == 428


def test_a_person_can_be_held_to_what_was_read(browser: Browser, store: TableStore) -> None:
    """Who holds a change to what was read gets 412, and the fields that are others by now; the
    same request, sent again, is answered as before. A merge and forgetting are held to it, too.
    """
    said = send(browser, "/api/interviews", INTERVIEW).json
    stan, lee = (one["contact_id"] for one in said["contacts"])
    path = f"/api/people/{said['relationship_id']}/{stan}"
    etag = browser.api("GET", path).headers["etag"]
    change = {"phone": "030 1", "timings": {"status_checks": 1}}

    def patch(body: Any, key: str, tag: str) -> Answer:
        return browser.api("PATCH", path, body, idempotency_key=key, If_Match=tag)

    first = patch(change, "key-0002", etag)
    assert first.status == 200
    assert patch(change, "key-0002", etag).json == first.json
    now = browser.api("GET", path)
    assert now.headers["etag"] == first.headers["etag"] != etag
    assert now.json["timings"] == {"status_checks": 1}
    late = patch({"phone": "030 2"}, "key-0003", etag)
    assert late.status == 412
    assert late.headers["content-type"] == "application/problem+json"
    assert late.json["errors"] == [
        {"field": "phone", "message": "It is 030 1 by now."},
        {"field": "timings", "message": "It is status_checks 1 by now."},
    ]
    assert patch({"phone": "030 2"}, "key-0004", '"something else"').json["errors"] == []
    weak = patch({"phone": "030 2"}, "key-0006", f"W/{now.headers['etag']}")
    assert (weak.status, weak.json["errors"]) == (412, [])
    for what, body in (("merge", {"merged_id": lee}), ("forget", {"how": "deleted"})):
        key = {"idempotency_key": f"{what}-0001"}
        assert browser.api("POST", f"{path}/{what}", body, If_Match=etag, **key).status == 412
    assert browser.api("GET", path).json["phone"] == "030 1"
    assert patch({"phone": None}, "key-0005", f"{etag}, {now.headers['etag']}").status == 200
    merged = browser.api(
        "POST", f"{path}/merge", {"merged_id": lee}, idempotency_key="merge-0002", If_Match="*"
    )
    assert merged.status == 201


def test_tags_are_read_alike_everywhere(browser: Browser) -> None:
    """Any of several tags may match and `*` does; an upper-cased or foreign one is told as such, a
    blank one is bad input: of a person as of the settings.
    """
    said = send(browser, "/api/interviews", INTERVIEW).json
    stan = said["contacts"][0]["contact_id"]
    path = f"/api/people/{said['relationship_id']}/{stan}"
    for number, (where, field) in enumerate(((path, "phone"), ("/api/settings", "name"))):

        def patch(value: str, tag: str, where: str = where, field: str = field) -> Answer:
            key = f"key-{number}-{value}".replace(" ", "-")  # noqa: B023  # called at once
            return browser.api("PATCH", where, {field: value}, idempotency_key=key, If_Match=tag)

        etag = browser.api("GET", where).headers["etag"]
        for value, tag in (("030 1", f'{etag}, "one"'), ("030 2", "*")):
            assert patch(value, tag).status == 200
        for tag in ("", " ", ",", " , "):
            blank = patch("030 3", tag)
            assert blank.status == 422
            assert [one["field"] for one in blank.json["errors"]] == ["If-Match"]
        assert patch("030 4", f'"one", {etag}, "two"').status == 412
    etag = browser.api("GET", path).headers["etag"]
    for value, tag in (("a", etag.upper()), ("b", etag.strip('"')), ("c", '"3"')):
        answer = browser.api(
            "PATCH", path, {"phone": value}, idempotency_key=f"key-foreign-{value}", If_Match=tag
        )
        assert (answer.status, answer.json["errors"]) == (412, [])
        assert "to the letter" in answer.json["detail"]


def test_of_several_tags_the_nearest_says_what_changed(browser: Browser) -> None:
    """Whichever stands last: what is told is what changed since the newest that was read."""
    said = send(browser, "/api/interviews", INTERVIEW).json
    path = f"/api/people/{said['relationship_id']}/{said['contacts'][0]['contact_id']}"
    read = [browser.api("GET", path).headers["etag"]]
    for number, body in enumerate(({"title": "Lead"}, {"phone": "030 1"})):
        key = f"key-near-{number}"
        read.append(browser.api("PATCH", path, body, idempotency_key=key).headers["etag"])
    for number, tags in enumerate((read[:2], read[1::-1])):
        key = f"key-late-{number}"
        late = browser.api(
            "PATCH", path, {"phone": "030 2"}, idempotency_key=key, If_Match=", ".join(tags)
        )
        assert [one["field"] for one in late.json["errors"]] == ["phone"]


def test_who_was_merged_away_is_changed_as_read(browser: Browser) -> None:
    """By either id the same person is read and changed, held to the same tag; sent again, too."""
    said = send(browser, "/api/interviews", INTERVIEW).json
    stan, lee = (
        f"/api/people/{said['relationship_id']}/{one['contact_id']}" for one in said["contacts"]
    )
    merge = {"merged_id": lee.rpartition("/")[2]}
    assert browser.api("POST", f"{stan}/merge", merge, idempotency_key="merge-0001").status == 201
    etag = browser.api("GET", lee).headers["etag"]
    assert etag == browser.api("GET", stan).headers["etag"]
    first, again = (
        browser.api("PATCH", lee, {"phone": "030 1"}, idempotency_key="key-0002", If_Match=etag)
        for _ in range(2)
    )
    assert (first.status, first.json) == (200, again.json)
    assert first.headers["etag"] == again.headers["etag"] != etag
    assert [browser.api("GET", one).json["phone"] for one in (stan, lee)] == ["030 1"] * 2
    late = browser.api("PATCH", lee, {"phone": "2"}, idempotency_key="key-0003", If_Match=etag)
    assert (late.status, [one["field"] for one in late.json["errors"]]) == (412, ["phone"])


def test_what_is_sent_again_is_answered_as_before(browser: Browser, store: TableStore) -> None:
    """A merge that comes twice is one merge. A key that came with something else is refused for
    that, also where there was nothing before it to say it of.
    """
    said = send(browser, "/api/interviews", INTERVIEW).json  # with the key of an interview
    home = said["relationship_id"]
    stan, lee = (one["contact_id"] for one in said["contacts"])
    merge = f"/api/people/{home}/{stan}/merge", {"merged_id": lee}
    first = browser.api("POST", *merge, idempotency_key="merge-0001")
    assert first.status == 201
    assert browser.api("POST", *merge, idempotency_key="merge-0001").json == first.json
    outcome = f"/api/openings/{home}/{said['opening_id']}/outcome"
    for tag in ({}, {"If_Match": "*"}):
        used = browser.api(
            "POST", outcome, {"outcome": "declined"}, idempotency_key="key-0001", **tag
        )
        assert used.status == 409


def test_forgetting_can_be_ended(browser: Browser, store: TableStore) -> None:
    """Whoever asks again to forget somebody is not told that they were changed meanwhile."""
    said = send(browser, "/api/interviews", INTERVIEW).json
    path = f"/api/people/{said['relationship_id']}/{said['contacts'][0]['contact_id']}"
    etag = browser.api("GET", path).headers["etag"]
    for _ in range(2):
        gone = browser.api("POST", f"{path}/forget", {"how": "anonymised"}, If_Match=etag)
        assert gone.status == 204


def test_an_opening_and_a_follow_up_can_be_held_to_what_was_read(
    browser: Browser, plan: Plan
) -> None:
    """Of two who note how it went, or put the same thing off, the second is told; the first may ask
    again.
    """
    said = send(browser, "/api/interviews", INTERVIEW).json
    home = said["relationship_id"]
    path = f"/api/openings/{home}/{said['opening_id']}"
    etag = browser.api("GET", path).headers["etag"]

    def outcome(said: str, key: str) -> Answer:
        body = {"outcome": said}
        return browser.api("POST", f"{path}/outcome", body, idempotency_key=key, If_Match=etag)

    assert [outcome("advanced", "key-0002").status for _ in range(2)] == [201, 201]
    answer = outcome("declined", "key-0003")
    assert answer.status == 412
    assert answer.json["errors"] == [{"field": "outcome", "message": "It is advanced by now."}]

    plan(home)
    todo = browser.api("GET", "/api/follow-ups").json["follow_ups"][0]
    path = f"/api/follow-ups/{home}/{todo['follow_up_id']}"
    etag = browser.api("GET", path).headers["etag"]
    later = {"local": "2026-03-13T08:00", "zone": "Europe/Berlin"}
    for key, status in (("key-0004", 201), ("key-0004", 201), ("key-0005", 412)):
        answer = browser.api(
            "POST", f"{path}/answer", {"answer": "snoozed", "until": later},
            idempotency_key=key, If_Match=etag,
        )  # fmt: skip
        assert answer.status == status, answer.text
        plan(home)
    assert "remind_at" in [one["field"] for one in answer.json["errors"]]


def test_settings_change_against_the_version_that_was_read(browser: Browser) -> None:
    """A program that read an older version is told, and changes nothing."""
    read = browser.api("GET", "/api/settings").json
    change = {"version": read["version"], "settings": {"reminders_a_day": 2}, "name": "Roger"}
    said = browser.api("PATCH", "/api/settings", change)
    assert said.status == 200, said.text
    assert (said.json["name"], said.json["settings"]["reminders_a_day"]) == ("Roger", 2)
    assert browser.api("PATCH", "/api/settings", {**change, "name": "Eve"}).status == 409
    wrong = {"version": said.json["version"], "settings": {"reminders_a_day": 0}}
    answer = browser.api("PATCH", "/api/settings", wrong)
    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == "settings.reminders_a_day"


def test_what_is_wrong_is_said_to_a_program_as_one(browser: Browser) -> None:
    """It has no page to reload and never signed in: the way out is a token, a key."""
    forged = browser.get("/api/settings", authorization="Bearer rapport-nothing").json
    assert "token" in forged["title"]
    entries = [{**INTERVIEW, "company": company} for company in ("Northwind", "Contoso")]
    first, other = (send(browser, "/api/interviews", one) for one in entries)
    assert (first.status, other.status) == (201, 409)
    assert "Idempotency-Key" in other.json["detail"]
    assert "page" not in other.json["detail"]


def test_a_day_of_another_year_is_asked_back_with_its_year(browser: Browser) -> None:
    """Otherwise the question whether the year is right would not say which."""
    at = {"local": "2006-03-06T10:00", "zone": "Europe/Berlin"}
    answer = send(browser, "/api/interviews", {**INTERVIEW, "at": at, "answer_by": None})
    assert answer.status == 409
    assert "Monday 6 March 2006 is more than" in answer.json["errors"][0]["message"]


def test_kinds_that_are_not_mailed_are_settings_too(browser: Browser, store: TableStore) -> None:
    """Read, set as a whole, left alone where they are left out; what is no kind is refused."""
    assert browser.api("GET", "/api/settings").json["muted"] == []
    kinds = ["thank-you", "keep-in-touch", "thank-you"]
    said = browser.api("PATCH", "/api/settings", {"version": 1, "muted": kinds})
    assert said.json["muted"] == ["thank-you", "keep-in-touch"]
    more = {"version": 2, "settings": {"reminders_a_day": 2}}
    assert browser.api("PATCH", "/api/settings", more).json["muted"] == kinds[:2]
    wrong = browser.api("PATCH", "/api/settings", {"version": 3, "muted": ["thanks"]})
    assert (wrong.status, wrong.json["errors"][0]["field"]) == (422, "muted.0")
    assert browser.api("PATCH", "/api/settings", {"version": 3, "muted": []}).json["muted"] == []


def test_settings_are_explained_and_go_back_to_their_defaults(browser: Browser) -> None:
    """Each has unit, bounds and source; null takes a change back; all that is wrong is named."""
    read = browser.api("GET", "/api/settings").json
    about = {one["name"]: one for one in read["playbook"]}
    assert set(about) == set(read["settings"])
    checks = about["status_checks"]
    assert (checks["value"], checks["default"], checks["unit"]) == (2, 2, "checks")
    assert "UC Merced" in checks["source"]
    for value, kept in ((1, 1), (None, 2)):
        change = {"version": read["version"], "settings": {"status_checks": value}}
        read = browser.api("PATCH", "/api/settings", change).json
        assert read["settings"]["status_checks"] == kept
    wrong = {"feedback_after_days": 30, "quiet_from": "25:00", "nothing": None}
    answer = browser.api("PATCH", "/api/settings", {"version": 3, "settings": wrong})
    assert answer.status == 422
    assert {one["field"] for one in answer.json["errors"]} == {
        "settings.quiet_from",
        "settings.nothing",
    }
    answer = browser.api(
        "PATCH", "/api/settings", {"version": 3, "settings": {"feedback_after_days": 30}}
    )
    assert {one["field"] for one in answer.json["errors"]} == {
        "settings.feedback_after_days",
        "settings.feedback_until_days",
    }


def test_what_is_somebody_elses_is_as_unknown_as_what_is_not(
    browser: Browser, sign_in: SignIn, plan: Plan
) -> None:
    """404 for a foreign id, an unknown one, and nonsense, word for word the same."""
    made = send(browser, "/api/interviews", INTERVIEW).json
    follow_up_id = plan(made["relationship_id"])[0].follow_up_id
    eve = sign_in("eve@seeker.example")
    said = set()
    for ours in (made["relationship_id"], "a" * 16, "nonsense"):
        for method, path, body in (
            ("GET", f"/api/follow-ups/{ours}/{follow_up_id}", None),
            ("GET", f"/api/openings/{ours}/{made['opening_id']}", None),
            ("POST", f"/api/follow-ups/{ours}/{follow_up_id}/answer", {"answer": "done"}),
            ("POST", f"/api/openings/{ours}/{made['opening_id']}/outcome", {"outcome": "silent"}),
            ("POST", f"/api/undo/{ours}/{made['fact_id']}", {}),
            ("GET", "/api/nothing", None),
        ):
            answer = eve.api(method, path, body, idempotency_key="key-0009")
            assert answer.status == 404, path
            said.add(answer.text)
    assert len(said) == 1


def test_the_description_is_valid_and_has_examples(browser: Browser) -> None:
    """OpenAPI that validators accept; the example of an interview is one that is taken."""
    answer = browser.api("GET", "/api/openapi.json")
    description = answer.json
    validate(description)
    assert set(description["paths"]["/api/settings"]) == {"get", "patch"}
    post = description["paths"]["/api/interviews"]["post"]
    examples = post["requestBody"]["content"]["application/json"]["examples"]
    example = next(iter(examples.values()))["value"]
    assert send(browser, "/api/interviews", example).status == 201
    assert {"201", "401", "409", "422"} <= set(post["responses"])
    assert not any(path.startswith(("/log", "/sign-in")) for path in description["paths"])
