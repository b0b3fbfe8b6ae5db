"""A person's page: what happened, what comes next, and the forms to note more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine

from rapport.facts import Channel, Step
from rapport.history import History
from rapport.store import HeldMail, Standing
from rapport.store.table import TableStore
from tests.integration.web.browser import Answer, Browser
from tests.integration.web.conftest import NOW
from tests.integration.web.test_api import INTERVIEW, send
from tests.integration.web.test_pages import log
from tests.integration.web.test_saying import history

Plan = Callable[[str], list[Standing]]


@pytest.fixture
def stan(browser: Browser) -> str:
    """The path of Stan's page."""
    said = send(browser, "/api/interviews", INTERVIEW, "stan-is-met").json
    met = {one["name"]: one["contact_id"] for one in said["contacts"]}
    return f"/people/{said['relationship_id']}/{met['Stan Kowalski']}"


def who(path: str) -> tuple[str, str]:
    _, _, relationship_id, contact_id = path.split("/")
    return relationship_id, contact_id


def known(store: TableStore, path: str) -> History:
    return history(store, who(path)[0])


def form(browser: Browser, path: str, what: str, **values: str | None) -> Answer:
    """Send the form `what` of the page, as it stands there, with some fields filled in."""
    forms = [one for one in browser.get(path).forms if ("what", what) in one.values]
    return browser.post(path, forms[0].filled(**values))


def test_the_page_shows_who_it_is_and_what_is_planned(
    browser: Browser, stan: str, plan: Plan, calls: list[str]
) -> None:
    """Rapport, when last in touch, the thank-you with its reason: in two reads."""
    plan(who(stan)[0])
    calls.clear()
    page = browser.get(stan)
    assert page.status == 200
    assert calls == ["BatchGetItem", "Query", "Query"]
    for words in ("Stan Kowalski", "rapport 5 of 5", "Thank Stan Kowalski", "within a day"):
        assert words in page.text, words
    assert "Interview, round 3: Data engineer at Northwind" in page.text


def test_what_happened_is_noted_on_the_page(browser: Browser, store: TableStore, stan: str) -> None:
    """Each form stores its fact, tells so with an undo, and the timeline shows it."""
    page = browser.get(stan)
    for what, values, words in (
        ("exchange", {"direction": "in", "channel": "call", "text": "Hi"}, "Stan Kowalski called"),
        ("advice", {"kind": "book", "title": "The Goal"}, "recommended (book): The Goal"),
        ("feedback", {"stage": "given", "text": "Light on SQL"}, "Stan Kowalski gave feedback"),
        ("note", {"text": "Likes climbing"}, "Likes climbing"),
        ("opening", {"company": "Northwind", "title": "Lead"}, "named an opening: Lead at North"),
    ):
        named = {f"{what}__{name}": value for name, value in values.items()}
        answer = form(browser, stan, what, **named)
        assert answer.status == 303, answer.text
        page = browser.get(answer.headers["location"])
        assert "Noted." in page.text
        assert words in page.text
        fact_id = answer.headers["location"].partition("fact=")[2][:16]
        undo = f"/undo/{who(stan)[0]}/{fact_id}"
        assert undo in [one.action for one in page.forms]
    assert "company=Northwind&amp;title=Lead" in page.text, "its first interview can be logged"
    told = known(store, stan)
    assert len(told.facts) == 6
    assert told.oddities == ()


def test_who_names_an_opening_elsewhere_stays_where_they_were_met(
    browser: Browser, stan: str
) -> None:
    """The heading says Northwind, also when Stan told of a position at Fabrikam."""
    form(browser, stan, "opening", opening__company="Fabrikam", opening__title="Lead")
    heading = browser.get(stan).text.partition('class="over"')[2].partition("</p>")[0]
    assert "Northwind" in heading
    assert "Fabrikam" not in heading


def test_what_is_planned_keeps_its_day_while_the_plan_is_made(
    browser: Browser, stan: str, plan: Plan, clock: time_machine.Traveller
) -> None:
    """After a call on a Saturday the page shows a Monday at once, as the reminder will have it."""
    clock.move_to(datetime(2026, 3, 14, 13, 20, tzinfo=UTC))
    form(browser, stan, "exchange", exchange__direction="in", exchange__channel="call")

    def days() -> list[str]:
        section = browser.get(stan).text.partition('id="planned"')[2].partition("</section>")[0]
        return re.findall(r'<span class="quiet">(.*?)</span>', section)

    before = days()
    assert any("Monday" in day for day in before)
    plan(who(stan)[0])
    assert before == days()


def test_a_draft_without_recipient_says_where_to_note_the_address(
    browser: Browser, stan: str, plan: Plan
) -> None:
    """Lee's address is not known: the list and the page of the follow-up say so, Stan's not."""
    plan(who(stan)[0])
    page = browser.get("/").text
    missing = re.findall(r"No mail address of <bdi>(.*?)</bdi>", page)
    assert missing == ["Lee Park"]
    link = re.search(r'href="(/people/[^"#]+)#contact-mail"', page)
    assert link
    assert 'id="contact-mail"' in browser.get(link[1]).text


def test_steps_on_advice_are_noted_beside_it(
    browser: Browser, store: TableStore, stan: str
) -> None:
    """The second piece of advice gets the step, the first does not."""
    for title in ("The Goal", "SQL class"):
        form(browser, stan, "advice", advice__kind="book", advice__title=title)
    goal = next(one for one in known(store, stan).advice.values() if one.title == "The Goal")
    values = {"progress-of": goal.advice_id, "progress-step": "finished"}
    page = browser.get(stan)
    sent = next(one for one in page.forms if ("progress-of", goal.advice_id) in one.values)
    fields = [pair for pair in sent.values if pair[0] not in values]
    assert browser.post(stan, [*fields, *values.items()]).status == 303
    steps = {one.title: one.step for one in known(store, stan).advice.values()}
    assert steps == {"The Goal": Step.FINISHED, "SQL class": None}


def test_what_is_missing_is_asked_for_at_its_field(browser: Browser, stan: str) -> None:
    """The form comes back open, with what was typed."""
    answer = form(browser, stan, "exchange", exchange__text="About <b>tea</b>")
    assert answer.status == 422
    assert "Please choose one." in answer.text
    assert "About &lt;b&gt;tea&lt;/b&gt;</textarea>" in answer.text


def test_a_slip_is_asked_back_on_the_page(browser: Browser, store: TableStore, stan: str) -> None:
    """The same advice again comes back with the question, and is taken when it is meant."""
    values = {"advice__kind": "book", "advice__title": "The Goal"}
    form(browser, stan, "advice", **values)
    asked = form(browser, stan, "advice", **values)
    assert asked.status == 422
    assert "Yes, I mean it" in asked.text
    again = next(one for one in asked.forms if ("what", "advice") in one.values)
    assert browser.post(stan, again.filled(confirmed="yes", advice__kind="book")).status == 303
    assert len(known(store, stan).advice) == 2


def test_two_tabs_do_not_overwrite_each_other(
    browser: Browser, store: TableStore, stan: str, clock: time_machine.Traveller
) -> None:
    """What both changed is asked back with what it is now; what only one changed is both kept."""
    forms = [one for one in browser.get(stan).forms if ("what", "contact") in one.values]
    first, second = forms[0], forms[0]
    first_sent = first.filled(contact__phone="030 1", key="first-tab")
    assert browser.post(stan, first_sent).status == 303
    clock.shift(60)
    both = second.filled(contact__phone="030 2", contact__channel="call", key="second-tab")
    asked = browser.post(stan, both)
    assert asked.status == 422
    assert "changed meanwhile, to 030 1" in asked.text
    clock.shift(60)
    only = second.filled(contact__channel="call", key="third-tab")
    assert browser.post(stan, only).status == 303
    person = known(store, stan).people[who(stan)[1]]
    assert (person.phone, person.channel) == ("030 1", Channel.CALL)
    nothing = form(browser, stan, "contact")
    assert nothing.status == 422


def test_a_long_timeline_is_paged(browser: Browser, store: TableStore, stan: str) -> None:
    """Thirty notes are told on two pages, newest first, each once."""
    for number in range(30):
        send(browser, f"/api{stan}/notes", {"text": f"note {number}"}, f"note-number-{number}")
    first = browser.get(stan)
    older = first.text.split('">Older</a>')[0].rpartition('href="')[2]
    second = browser.get(older.replace("&amp;", "&"))
    seen = [page.text.count('class="note-recorded"') for page in (first, second)]
    assert seen == [20, 10]


def test_foreign_and_unknown_people_are_the_same_404(
    browser: Browser, stan: str, sign_in: Callable[[str], Browser]
) -> None:
    """Nobody learns from the answer whether somebody else knows them."""
    eva = sign_in("eva@seeker.example")
    answers = [eva.get(path) for path in (stan, f"/people/{'z' * 16}/{'z' * 16}", "/people/a/b")]
    assert [answer.status for answer in answers] == [404, 404, 404]
    bodies = {answer.text.replace("eva@seeker.example", "") for answer in answers}
    assert len(bodies) <= 2  # the form token is the session's own


def test_a_person_is_forgotten_and_what_is_planned_goes(
    browser: Browser, store: TableStore, stan: str, plan: Plan
) -> None:
    """The page says what goes; after it neither table nor pages know the name."""
    plan(who(stan)[0])
    asked = browser.get(f"{stan}/forget")
    assert "cannot be undone" in asked.text
    sent = asked.form(f"{stan}/forget").filled(how="anonymised")
    assert browser.post(f"{stan}/forget", sent).status == 303
    standing = plan(who(stan)[0])
    assert who(stan)[1] not in {one.follow_up["contact_id"] for one in standing}
    assert "Stan" not in str([(one.follow_up, one.draft) for one in standing])
    for path in (stan, "/people", "/log", "/plan", "/"):
        assert "Stan Kowalski" not in browser.get(path).text, path
    assert known(store, stan).people[who(stan)[1]].name is None


def test_what_waits_from_a_forgotten_person_goes(
    browser: Browser, store: TableStore, stan: str
) -> None:
    """A mail held because it was not proved to be anybody's is theirs all the same; others stay."""
    home, _ = who(stan)
    address = "stan@contoso.example"
    assert form(browser, stan, "contact", contact__mail=address).status == 303
    seeker_id = store.relationship(home).seeker.seeker_id  # type: ignore[union-attr]
    held = HeldMail("ses-1", seeker_id, "why", NOW, "raw", "1", sender=f"Stan <{address}>")
    store.hold(held)
    store.hold(replace(held, mail_id="ses-2", sender="Lee <lee@contoso.example>"))
    sent = browser.get(f"{stan}/forget").form(f"{stan}/forget").filled(how="deleted")
    assert browser.post(f"{stan}/forget", sent).status == 303
    assert [one.mail_id for one in store.held(seeker_id)] == ["ses-2"]
    assert address not in browser.get("/inbox").text


def test_somebody_known_elsewhere_is_one_link_away(
    browser: Browser, store: TableStore, plan: Plan, calls: list[str]
) -> None:
    """Of the same name at another company, in three calls; they are not merged, and it is said why
    and what helps. Who is called otherwise, or begins so, is not meant.
    """
    here, there = log(browser), log(browser, company="Contoso", name__0="STAN  Kowalski")
    others = log(browser, company="Fabrikam", name__0="Stan Kowalski-Frost")
    for home in (here, there, others):
        plan(home)
    one, other = (f"{home}/{next(iter(history(store, home).people))}" for home in (here, there))
    calls.clear()
    page = browser.get(f"/people/{one}").text
    assert calls == ["BatchGetItem", "Query", "Query"]
    assert page.count("Of the same name") == 1
    assert f'<a href="/people/{other}">' in page
    told = browser.api("GET", f"/api/people/{one}").json["namesakes"]
    assert [(card["contact_id"], card["company"]) for card in told] == [
        (other.partition("/")[2], "Contoso")
    ]
    for merged, status in ((other.partition("/")[2], 422), ("a" * 16, 404)):
        answer = browser.api(
            "POST", f"/api/people/{one}/merge", {"merged_id": merged}, idempotency_key="merge-01"
        )
        assert answer.status == status
        assert ("the page of each leads to the other" in answer.text) is (status == 422)


def test_people_are_found_by_how_their_names_begin(
    browser: Browser, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In any case, page after page; where all stand on one page nobody has to look."""
    names = ("Anna Berg", "Anna Lee", "anna +&% <b>", "Bert Olsen")
    for number, name in enumerate(names):
        plan(log(browser, company=f"Company {number}", name__0=name))
    assert "Whose name begins" not in browser.get("/people").text
    shown = re.compile(r'<h2 dir="auto"><a [^>]+>([^<]+)</a>')
    assert shown.findall(browser.get("/people?begins=ANNA%20L").text) == ["Anna Lee"]
    assert "name begins so" in browser.get("/people?begins=Zoe").text
    monkeypatch.setattr("web.leafing.leaf.__defaults__", (1,))
    first = browser.get("/people?begins=anna%20b").text
    assert shown.findall(first) == ["Anna Berg"]
    assert 'rel="next"' not in first
    everybody = browser.get("/people?begins=anna").text
    more = re.search(r'href="([^"]+)" rel="next"', everybody)
    assert more
    second = browser.get(more[1].replace("&amp;", "&")).text
    assert len({*shown.findall(everybody), *shown.findall(second)}) == 2
    assert 'value="anna"' in second


def test_two_entries_are_merged_on_the_page(browser: Browser, store: TableStore, stan: str) -> None:
    """Lee, it turns out, is Stan; the other page leads to this one."""
    home, person = who(stan)
    lee = next(one for one in known(store, stan).people if one != person)
    assert form(browser, stan, "merge", merge__merged_id=lee).status == 303
    moved = browser.get(f"/people/{home}/{lee}")
    assert (moved.status, moved.headers["location"]) == (303, stan)
    assert form(browser, stan, "note", note__text="").status == 422
