"""The pages, from the first visit to an answered follow-up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from rapport.history import History
from rapport.playbook import Playbook
from rapport.store import Seeker, Standing
from rapport.store.keys import digest
from rapport.store.table import TableStore
from tests.integration.web.browser import Browser

Plan = Callable[[str], list[Standing]]
SignIn = Callable[[str], Browser]
INTERVIEW = {
    "company": "Northwind",
    "title": "Data engineer",
    "date": "2026-03-10",
    "time": "13:00",
    "format": "on-site",
    "name__0": "Stan Kowalski",
    "rapport__0": "5",
}


def log(browser: Browser, **fields: str | None) -> str:
    """Log an interview by hand; the relationship that it belongs to."""
    form = browser.get("/log").form("/log")
    answer = browser.post("/log", form.filled(**{**INTERVIEW, **fields}))
    assert answer.status == 303, answer.text
    found = re.search(r"in=([a-z2-7]{16})", answer.headers["location"])
    assert found
    return found[1]


def facts(store: TableStore, relationship_id: str) -> list[str]:
    """The kinds of facts of a relationship."""
    relationship = store.relationship(relationship_id)
    assert relationship is not None
    return sorted(fact.data.detail_type for fact in relationship.facts)


def seeker_of(store: TableStore) -> Seeker:
    seeker = store.seeker_by_address("roger@seeker.example")
    assert seeker is not None
    return seeker


def test_every_page_of_a_new_seeker_opens(browser: Browser) -> None:
    """Nothing recorded yet is no reason for a page to fail, and no page is kept by anybody."""
    for path in ("/", "/plan", "/log", "/openings", "/people", "/inbox", "/settings", "/welcome"):
        answer = browser.get(path)
        assert answer.status == 200, path
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert re.findall('<script(?! src="/static/)', answer.text) == []
        assert " style=" not in answer.text


def test_static_files_are_kept_for_good(browser: Browser) -> None:
    """Their names change with their content, so browsers need to ask once."""
    path = re.search(r'href="(/static/rapport[^"]+)"', browser.get("/").text)
    assert path
    answer = browser.get(path[1])
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/css")
    assert browser.get("/static/rapport.css").status == 404


def test_an_interview_typed_in_is_logged(
    browser: Browser, store: TableStore, calls: list[str]
) -> None:
    """The form leads to the list, which says that the plan follows. Two calls are enough."""
    form = browser.get("/log").form("/log")
    calls.clear()
    answer = browser.post("/log", form.filled(**INTERVIEW))
    assert calls == ["BatchGetItem", "TransactWriteItems"]
    calls.clear()
    page = browser.get(answer.headers["location"])
    assert "Logged." in page.text
    assert "being planned" in page.text
    assert len(calls) <= 3
    (relationship_id,) = store.relationships_of(seeker_of(store).seeker_id)
    assert facts(store, relationship_id) == ["interview-logged"]


def test_form_sent_twice_is_logged_once(browser: Browser, store: TableStore) -> None:
    """A double tap, or a reload of the answer, stores nothing twice."""
    form = browser.get("/log").form("/log").filled(**INTERVIEW)
    places = {browser.post("/log", form).headers["location"] for _ in range(2)}
    assert len(places) == 1
    (relationship_id,) = store.relationships_of(seeker_of(store).seeker_id)
    assert facts(store, relationship_id) == ["interview-logged"]


def test_the_page_looks_again_until_the_plan_stands(
    browser: Browser, store: TableStore, plan: Plan
) -> None:
    """It says how many follow-ups came of this interview, not of all that was before."""
    relationship_id = log(browser)
    plan(relationship_id)
    form = browser.get("/log").form("/log")
    second = {**INTERVIEW, "round": "2", "time": "14:00", "name__0": "Priya Nair"}
    path = browser.post("/log", form.filled(**second)).headers["location"]
    looks = 0
    while again := re.search(r'href="([^"]+)" data-look-again', browser.get(path).text):
        path = again[1].replace("&amp;", "&")
        looks += 1
    assert looks == 6
    assert "being planned" in browser.get(path).text
    stands = plan(relationship_id)
    relationship = store.relationship(relationship_id)
    assert relationship is not None
    fact_id = re.search(r"fact=([a-z2-7]{16})", path)
    assert fact_id
    caused = sum(fact_id[1] in one.follow_up["causes"] for one in stands)
    assert 0 < caused < len(stands)
    page = browser.get(path)
    assert re.search(rf"\b{caused} follow-ups? (is|are) planned because of it", page.text)
    assert "look again" not in page.text


def test_what_matters_most_comes_first_of_what_is_due_at_once(
    browser: Browser, store: TableStore, plan: Plan
) -> None:
    """The champion is thanked first, on the list, in the plan and through the API."""
    people = {"rows": "3"}
    for row, (name, rapport) in enumerate([("Ann Lee", "3"), ("Bo Li", "1"), ("Cy Ray", "5")]):
        people |= {f"name__{row}": name, f"rapport__{row}": rapport}
    plan(log(browser, **people))
    for path in ("/", "/plan", "/api/follow-ups"):
        text = browser.get(path).text
        places = [text.index(f"Thank {name}") for name in ("Cy Ray", "Ann Lee", "Bo Li")]
        assert places == sorted(places), path


def propose(store: TableStore) -> str:
    """An interview was read from a mail; where its link leads."""
    entry = {
        "company": "Northwind",
        "title": "Data engineer",
        "at": {"local": "2026-03-10T13:00", "zone": "Europe/Berlin"},
        "format": "on-site",
        "interviewers": [{"name": "Stan Kowalski", "rapport": 5}],
    }
    store.propose(seeker_of(store).seeker_id, "mail", entry, datetime.now(UTC))
    return f"/log?proposal={digest('mail')}"


def test_a_mailed_interview_is_confirmed_once(browser: Browser, store: TableStore) -> None:
    """Two tabs of its link log it once; later the link leads to what was logged."""
    link = propose(store)
    first, second = (browser.get(link).form("/log").values for _ in range(2))
    place = browser.post("/log", first).headers["location"]
    assert browser.post("/log", second).headers["location"] == place
    (relationship_id,) = store.relationships_of(seeker_of(store).seeker_id)
    assert facts(store, relationship_id) == ["interview-logged"]
    page = browser.get(link)
    assert "You have logged this interview" in page.text
    assert not [form for form in page.forms if form.action == "/log"]
    opening = re.search(rf'href="(/openings/{relationship_id}/[^"]+)"', page.text)
    assert opening
    assert "Stan Kowalski" in browser.get(opening[1]).text


def test_a_mailed_interview_that_was_taken_back_can_be_logged_again(
    browser: Browser, store: TableStore
) -> None:
    """The link fills in the form once more, and what is sent counts."""
    link = propose(store)
    browser.post("/log", browser.get(link).form("/log").values)
    undo = re.search(r'href="(/undo/[^"]+)"', browser.get(link).text)
    assert undo
    browser.post(undo[1], browser.get(undo[1]).form(undo[1]).values)
    form = browser.get(link).form("/log")
    assert ("company", "Northwind") in form.values
    assert browser.post("/log", form.values).status == 303
    (relationship_id,) = store.relationships_of(seeker_of(store).seeker_id)
    logged = ["fact-retracted", "interview-logged", "interview-logged"]
    assert facts(store, relationship_id) == logged


def test_a_form_sent_again_with_other_words_loses_nothing(
    browser: Browser, store: TableStore
) -> None:
    """What was sent first stands; what was typed is shown, and can be sent as another interview."""
    form = browser.get("/log").form("/log")
    browser.post("/log", form.filled(**INTERVIEW))
    other = {**INTERVIEW, "round": "2", "time": "09:00"}
    answer = browser.post("/log", form.filled(**other))
    assert answer.status == 409
    assert "You logged this interview before, with other words." in answer.text
    again = answer.form("/log")
    assert ("round", "2") in again.values
    assert browser.post("/log", again.values).status == 303


def test_what_is_odd_about_an_interview_is_said_where_it_stands(
    browser: Browser, store: TableStore
) -> None:
    """The question outlives the notice: the opening asks it beside the way to take it back."""
    relationship_id = log(browser)
    log(browser)
    relationship = store.relationship(relationship_id)
    assert relationship is not None
    (opening_id,) = History.of(relationship.facts).openings
    place = f"openings/{relationship_id}/{opening_id}"
    question = "is noted already"
    assert question in browser.get(f"/{place}").text
    rounds = browser.api("GET", f"/api/{place}").json["rounds"]
    assert all(question in " ".join(one["remarks"]) for one in rounds)


def test_what_is_wrong_is_said_at_each_field(browser: Browser, store: TableStore) -> None:
    """Nothing is stored, what was typed stays, and every wrong field says what it wants."""
    form = browser.get("/log").form("/log")
    answer = browser.post(
        "/log",
        form.filled(
            company=" ", date="2026-02-30", name__0="Stan", mail__0="stan", round="0", notes="kept"
        ),
    )
    assert answer.status == 422
    for field in ("company", "title", "date", "format", "mail-0", "rapport-0", "round"):
        assert f'id="{field}-problem"' in answer.text, field
    assert 'id="interviewers-problem"' not in answer.text
    assert "Company: Please fill this in." in answer.text
    assert ("notes", "kept") in answer.form("/log").values
    assert store.relationships_of(seeker_of(store).seeker_id) == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"date": "2036-03-10"}, "Is the year right?"),
        ({"zone": "Mars/Olympus"}, "no IANA time zone"),
        ({"answer_by": "2026-03-01"}, "lies before the interview"),
        ({"referred_by": "aaaaaaaaaaaaaaaa"}, "Nobody you met is known by this"),
        ({"referred_by": "My aunt"}, "give their name with the company, as in Jo Park"),
        ({"rows": "2", "name__1": "STAN kowalski", "rapport__1": "1"}, "stands here twice"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    browser: Browser, fields: dict[str, str], message: str
) -> None:
    """Each impossible value is answered with a sentence that says why."""
    form = browser.get("/log").form("/log")
    answer = browser.post("/log", form.filled(**{**INTERVIEW, **fields}))
    assert answer.status == 422
    assert message in answer.text.replace("&#39;", "'")


def test_interviewers_are_added_and_removed_without_script(
    browser: Browser, store: TableStore
) -> None:
    """Rows come and go, and what was typed into the others stays."""
    form = browser.get("/log").form("/log")
    answer = browser.post("/log", form.filled(**INTERVIEW, action="add"))
    assert answer.status == 200
    assert re.findall(r'id="([^"]+)"[^>]* autofocus', answer.text) == ["name-1"]
    form = answer.form("/log")
    form.values = form.filled(name__1="Priya Nair", rapport__1="3", action=None)
    answer = browser.post("/log", form.filled(action="remove-0"))
    form = answer.form("/log")
    assert ("name-0", "Priya Nair") in form.values
    assert re.search(r'id="name-0"[^>]* autofocus', answer.text)
    assert ("rapport-0", "3") in form.values
    assert not any(name == "name-1" for name, _ in form.values)
    assert store.relationships_of(seeker_of(store).seeker_id) == []


def test_any_text_is_kept_as_written_and_shown_harmless(
    browser: Browser, store: TableStore, plan: Plan
) -> None:
    """Markup, quotes, zero bytes, right-to-left marks and emoji stay, and do nothing."""
    name = "<script>alert('Stan')</script>"
    notes = "a\x00b \u202eright to left\n\"quoted\" & 'so' {{ 7 * 7 }} \U0001f600"
    relationship_id = log(browser, name__0=name, notes__0=notes)
    plan(relationship_id)
    stored = store.relationship(relationship_id)
    assert stored is not None
    met = stored.facts[0].data.interviewers[0]  # type: ignore[attr-defined]
    assert (met.name, met.notes) == (name, notes)
    opening = browser.get("/openings").text
    path = re.search(r'href="(/openings/[^"]+)"', opening)
    assert path
    for page in ("/", "/people", path[1], "/log"):
        text = browser.get(page).text
        assert "<script>" not in text
        assert "49" not in re.sub(r"[a-z2-7]{16}|[0-9a-f]{12}", "", text.split("<main")[1])


def test_follow_ups_are_shown_with_reason_and_words(
    browser: Browser, plan: Plan, calls: list[str]
) -> None:
    """Each says why and what to write, and opens in the mail program with the words in it."""
    plan(log(browser, mail__0="stan@northwind.example"))
    calls.clear()
    text = browser.get("/").text
    assert len(calls) <= 3
    assert "Thank Stan Kowalski" in text
    assert "You met Stan Kowalski in round 1" in text
    assert "mailto:stan@northwind.example?subject=" in text


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({"answer": "done", "said": "He was glad."}, ["exchange-recorded", "follow-up-answered"]),
        ({"answer": "skipped"}, ["follow-up-answered"]),
        ({"answer": "stopped", "scope": "person"}, ["follow-up-answered"]),
        ({"snooze": "three-days"}, ["follow-up-answered"]),
        ({"answer": "snoozed", "until": "2026-03-12T08:00"}, ["follow-up-answered"]),
    ],
)
def test_an_answer_is_recorded_and_can_be_undone(
    browser: Browser, store: TableStore, plan: Plan, fields: dict[str, str], kinds: list[str]
) -> None:
    """Every button says what it did and offers to take it back, with all that came of it."""
    relationship_id = log(browser)
    standing = plan(relationship_id)
    path = f"/follow-ups/{relationship_id}/{standing[0].follow_up_id}"
    form = browser.get(path).form(path)
    answer = browser.post(path, form.filled(**fields))
    assert answer.status == 303, answer.text
    assert facts(store, relationship_id) == sorted([*kinds, "interview-logged"])
    page = browser.get(answer.headers["location"])
    assert f"t-{standing[0].follow_up_id}" not in page.text
    undo = next(form for form in page.forms if form.action.startswith("/undo/"))
    assert browser.get(undo.action).status == 200
    for _ in range(2):
        assert browser.post(undo.action, undo.values).status == 303
    assert facts(store, relationship_id).count("fact-retracted") == len(kinds)
    assert [one.follow_up_id for one in plan(relationship_id)] == [
        one.follow_up_id for one in standing
    ]


def test_a_settled_follow_up_says_what_became_of_it(browser: Browser, plan: Plan) -> None:
    """The link of an old reminder leads to a page that tells, not to an error."""
    relationship_id = log(browser)
    path = f"/follow-ups/{relationship_id}/{plan(relationship_id)[0].follow_up_id}"
    form = browser.get(path).form(path)
    done = form.filled(answer="done", said="He was glad.")
    assert browser.post(path, done).status == 303
    plan(relationship_id)
    answer = browser.get(path)
    assert answer.status == 200
    assert "You did it" in answer.text
    assert "He was glad." in answer.text
    assert browser.post(path, done).status == 303
    assert browser.post(path, form.filled(answer="skipped", key="another")).status == 422


def test_what_was_put_off_says_until_when(browser: Browser, plan: Plan) -> None:
    """As people say a day: at once, where it can be taken back, and in what happened."""
    relationship_id = log(browser)
    first = plan(relationship_id)[0]
    path = f"/follow-ups/{relationship_id}/{first.follow_up_id}"
    answer = browser.post(path, browser.get(path).form(path).filled(snooze="three-days"))
    page = browser.get(answer.headers["location"])
    assert "Put off until Friday 13 March, 09:00." in page.text
    undo = next(form for form in page.forms if form.action.startswith("/undo/"))
    said = f"“{first.follow_up['title']}” was put off until Friday 13 March, 09:00"
    assert said in browser.get(undo.action).text
    person = browser.get(f"/people/{relationship_id}/{first.follow_up['contact_id']}").text
    assert "“Thank-you” was put off until Friday 13 March, 09:00" in person
    assert browser.get("/?notice=snoozed&until=<b>").status == 200


def test_a_time_that_is_over_is_no_time_to_snooze_to(browser: Browser, plan: Plan) -> None:
    """The form says so, and the words that were typed stay."""
    relationship_id = log(browser)
    path = f"/follow-ups/{relationship_id}/{plan(relationship_id)[0].follow_up_id}"
    form = browser.get(path).form(path)
    for until in ("2026-03-10T10:00", "", "soon"):
        answer = browser.post(path, form.filled(answer="snoozed", until=until, said="kept"))
        assert answer.status == 422
        assert 'id="until-problem"' in answer.text
        assert "kept" in answer.text


def test_an_outcome_is_recorded(browser: Browser, store: TableStore, plan: Plan) -> None:
    """A no is noted on the opening's page, and the plan turns to it."""
    relationship_id = log(browser)
    plan(relationship_id)
    page = re.search(r'href="(/openings/[^"]+)"', browser.get("/openings").text)
    assert page
    form = browser.get(page[1]).form(page[1])
    assert browser.post(page[1], form.values).status == 422
    assert browser.post(page[1], form.filled(outcome="declined")).status == 303
    kinds = {one.follow_up["kind"] for one in plan(relationship_id)}
    assert {"gracious-reply", "feedback-call"} <= kinds
    assert "status-check" not in kinds


def test_what_is_somebody_elses_is_as_unknown_as_what_is_not(
    browser: Browser, sign_in: SignIn, plan: Plan
) -> None:
    """A foreign id, an unknown one and nonsense get the very same answer, on every door."""
    relationship_id = log(browser)
    follow_up_id = plan(relationship_id)[0].follow_up_id
    opening = re.search(r"/openings/[^/]+/(\w+)", browser.get("/openings").text)
    assert opening
    eve = sign_in("eve@seeker.example")
    unknown = "a" * 16
    texts = set()
    for ours in (relationship_id, unknown, "%3Cb%3E", "x" * 3000):
        for path in (
            f"/follow-ups/{ours}/{follow_up_id}",
            f"/openings/{ours}/{opening[1]}",
            f"/undo/{ours}/{unknown}",
        ):
            answer = eve.get(path)
            assert answer.status == 404, path
            texts.add(answer.text.split("<main")[1])
            form = eve.get("/settings").form("/settings").filled(outcome="declined", answer="done")
            assert eve.post(path, form).status == 404
    assert len({re.sub(r'value="[^"]*"', "", text) for text in texts}) == 1


def test_a_form_without_this_sessions_token_stores_nothing(
    browser: Browser, store: TableStore
) -> None:
    """A form made elsewhere is shown, not taken; one from another site is refused."""
    form = browser.get("/log").form("/log").filled(**INTERVIEW, csrf="made-up")
    assert browser.post("/log", form).status == 409
    genuine = browser.get("/log").form("/log").filled(**INTERVIEW)
    assert browser.post("/log", genuine, origin="https://evil.example").status == 403
    assert browser.post("/log", genuine, sec_fetch_site="same-site").status == 403
    assert store.relationships_of(seeker_of(store).seeker_id) == []


def test_too_much_is_refused(browser: Browser) -> None:
    """A body or a number of fields beyond all typing is answered, not worked on."""
    form = browser.get("/log").form("/log").filled(**INTERVIEW)
    assert browser.post("/log", [*form, ("notes", "x" * 200_000)]).status == 413
    assert browser.post("/log", [(f"f{n}", "") for n in range(400)]).status == 413


def test_settings_are_kept_and_a_stale_form_says_what_changed(
    browser: Browser, store: TableStore
) -> None:
    """Of two tabs the second is told what the first one did, and may then decide."""
    first = browser.get("/settings").form("/settings")
    second = browser.get("/settings").form("/settings")
    changed = first.filled(name="Roger", zone="America/New_York", quiet_from="21:30")
    assert browser.post("/settings", changed).status == 303
    seeker = seeker_of(store)
    assert (seeker.name, seeker.version) == ("Roger", 2)
    assert seeker.playbook == {"zone": "America/New_York", "quiet_from": "21:30:00"}
    assert browser.post("/settings", changed).status == 303, "sent again, it is as wanted"
    answer = browser.post("/settings", second.filled(reminders_a_day="1"))
    assert answer.status == 409
    assert "Changed in between, to: America/New_York." in answer.text
    assert browser.post("/settings", answer.form("/settings").values).status == 303
    assert seeker_of(store).playbook == {"zone": "Europe/Berlin", "reminders_a_day": 1}


def test_settings_that_make_no_sense_are_refused(browser: Browser, store: TableStore) -> None:
    """Each wrong field says what it wants."""
    form = browser.get("/settings").form("/settings")
    for field, value in (
        ("reminders_a_day", "0"),
        ("zone", "Nowhere"),
        ("language", "xx"),
        ("quiet_from", "25:00"),
        ("working_days", None),
    ):
        answer = browser.post("/settings", form.filled(**{field: value}))
        assert answer.status == 422, field
        assert f'id="{field}-problem"' in answer.text
    assert seeker_of(store).version == 1


def test_every_timing_can_be_set_and_goes_back_to_the_house_s(
    browser: Browser, store: TableStore
) -> None:
    """The page asks for each setting of the playbook, says where it comes from, and takes one back
    without losing what was typed into the others.
    """
    page = browser.get("/settings")
    form = page.form("/settings")
    assert {name for name, _ in form.values} >= set(Playbook.model_fields)
    assert "WashU Law" in page.text
    changed = form.filled(status_checks="1", feedback_after_days="4", usual_time="10:30")
    then = browser.post("/settings", changed).headers["location"]
    assert "The settings are kept." in browser.get(then).text
    assert (
        browser.get(then).form("/settings").values
        == browser.get("/settings").form("/settings").values
    )
    mine = {"status_checks": 1, "feedback_after_days": 4, "usual_time": "10:30:00"}
    assert seeker_of(store).playbook == {"zone": "Europe/Berlin", **mine}
    page = browser.get("/settings")
    assert "Back to 2" in page.text
    typed = page.form("/settings").filled(feedback_after_days="5", default="status_checks")
    assert browser.post("/settings", typed).headers["location"] == "/settings#status_checks"
    del mine["status_checks"]
    assert seeker_of(store).playbook == {"zone": "Europe/Berlin", **mine, "feedback_after_days": 5}


def test_what_is_due_after_it_is_pointless_is_told_at_both_fields(
    browser: Browser, store: TableStore
) -> None:
    """Two settings that contradict each other are both named, and their group is open."""
    form = browser.get("/settings").form("/settings")
    answer = browser.post("/settings", form.filled(feedback_after_days="20"))
    assert answer.status == 422
    for field in ("feedback_after_days", "feedback_until_days"):
        assert f'id="{field}-problem"' in answer.text
    assert '<details class="panel" id="outcomes" open>' in answer.text
    assert '<details class="panel" id="advice">' in answer.text
    assert seeker_of(store).version == 1


@pytest.mark.parametrize(
    "words", ["stan KOWALSKI (northwind)", "Stan@Northwind.example", "his id", "Stan Kowalski"]
)
def test_a_referrer_is_named_as_they_are_known(
    browser: Browser, plan: Plan, store: TableStore, words: str
) -> None:
    """Whoever was met before can be named as the one who knew of the opening: by name and company,
    by address, by id, and at the same company by name alone.
    """
    home = log(browser, mail__0="stan@northwind.example")
    plan(home)
    (card,) = store.cards(seeker_of(store).seeker_id, "person")
    company = "Northwind" if words == "Stan Kowalski" else "Contoso"
    said = card.card_id if words == "his id" else words
    fields = {"company": company, "title": "Lead", "name__0": "Ann", "referred_by": said}
    assert log(browser, **fields) == home
    relationship = store.relationship(home)
    assert relationship is not None
    openings = History.of(relationship.facts).openings.values()
    assert {one.referred_by for one in openings} == {None, card.card_id}


def test_an_opening_that_somebody_named_is_logged_as_theirs(
    browser: Browser, store: TableStore
) -> None:
    """The link beside it fills their name in, as the form takes it."""
    home = log(browser)
    relationship = store.relationship(home)
    assert relationship is not None
    (stan,) = History.of(relationship.facts).people
    page = browser.get(f"/people/{home}/{stan}")
    form = page.form(f"/people/{home}/{stan}").filled(
        what="opening", opening__company="Tailspin", opening__title="Lead"
    )
    noted = browser.get(browser.post(f"/people/{home}/{stan}", form).headers["location"])
    link = re.search(r'href="(/log\?[^"]+)"', noted.text)
    assert link
    told = parse_qs(urlsplit(link[1].replace("&amp;", "&")).query)
    assert told["referred_by"] == ["Stan Kowalski (Northwind)"]
    assert log(browser, **{name: words for name, (words,) in told.items()}) == home


def test_whom_the_form_does_not_hold_it_asks_for(
    browser: Browser, plan: Plan, store: TableStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With few people all of them are suggested; with many the page says where more are found, by
    how names of people and companies begin.
    """
    plan(log(browser))
    plan(log(browser, company="Nordic", name__0="Ann"))
    assert "data-more" not in browser.get("/log").text
    monkeypatch.setattr("web.pages.log.SUGGESTED", 1)
    page = browser.get("/log").text
    assert '<option value="Stan Kowalski (Northwind)">' not in page
    assert "suggestions" in page
    for path, expected in (
        ("/api/people?begins=", ["Stan Kowalski"]),
        ("/api/companies?begins=", ["Northwind"]),
    ):
        assert f'data-more="{path}"' in page
        word = expected[0][:4].upper()
        found = browser.api("GET", f"{path}{word}").json
        told = found["companies"] if "companies" in found else [x["name"] for x in found["people"]]
        assert told == expected
    assert browser.api("GET", "/api/companies").json == {"companies": ["Nordic", "Northwind"]}


def test_what_is_probably_a_slip_is_asked_back(browser: Browser, store: TableStore) -> None:
    """An interview of ten years ago is taken when the seeker says that it is meant."""
    form = browser.get("/log").form("/log").filled(**{**INTERVIEW, "date": "2016-03-10"})
    asked = browser.post("/log", form)
    assert asked.status == 422
    assert "Yes, I mean it" in asked.text
    assert store.relationships_of(seeker_of(store).seeker_id) == []
    meant = asked.form("/log").filled(confirmed="yes")
    assert browser.post("/log", meant).status == 303


def test_known_people_and_companies_are_suggested(
    browser: Browser, store: TableStore, plan: Plan, calls: list[str]
) -> None:
    """The form knows them after the first interview, with one read more; a suggestion that is taken
    at another company is the same person.
    """
    home = log(browser)
    plan(home)
    calls.clear()
    page = browser.get("/log")
    assert calls == ["BatchGetItem", "Query"]
    assert '<option value="Stan Kowalski (Northwind)">' in page.text
    assert '<option value="Northwind">' in page.text
    assert log(browser, company="Contoso", name__0="Stan Kowalski (Northwind)") == home
    relationship = store.relationship(home)
    assert relationship is not None
    people = History.of(relationship.facts).people
    assert [person.name for person in people.values()] == ["Stan Kowalski"]


def test_what_is_odd_about_an_interview_is_remarked_on_afterwards(
    browser: Browser, calls: list[str]
) -> None:
    """A second round 1 is stored without asking, and remarked on beside its undo."""
    log(browser)
    form = browser.get("/log").form("/log").filled(**{**INTERVIEW, "time": "14:00"})
    answer = browser.post("/log", form)
    calls.clear()
    page = browser.get(answer.headers["location"])
    assert calls == ["BatchGetItem", "Query", "Query"]
    assert "Round 1 is noted already" in page.text
    assert 'data-draft-taken="log"' in page.text


def test_what_it_is_too_late_for_is_no_longer_to_do(
    browser: Browser, plan: Plan, clock: time_machine.Traveller
) -> None:
    """A thank-you after a fortnight is shown as dropped, with the reason, and is nobody's duty."""
    plan(log(browser))
    titles = {one["title"] for one in browser.api("GET", "/api/follow-ups").json["follow_ups"]}
    thanks = "Thank Stan Kowalski (Northwind)"
    assert thanks in titles
    clock.shift(14 * 24 * 60 * 60)
    page = browser.get("/").text
    to_do, _, dropped = page.partition("Dropped, because it is too late for it")
    assert thanks not in to_do
    assert thanks in dropped
    assert "was worth it until" in dropped
    titles = {one["title"] for one in browser.api("GET", "/api/follow-ups").json["follow_ups"]}
    assert thanks not in titles
