"""The seeker's own words: edited on a page or by a program, and in the next reminder."""

from __future__ import annotations

import pytest

from rapport.drafts import LONGEST_TEMPLATE
from rapport.flows.account import MOST_WORDS
from rapport.plan import Kind
from rapport.store.table import TableStore
from tests.integration.web.browser import Answer, Browser

OWN = "{% block subject %}Hi {{ first_name }}{% endblock %}{% block mail %}Yo!{% endblock %}\n"
PAGE = "/settings/words/en/thank-you"


def keep(browser: Browser, text: str, doing: str = "keep", page: str = PAGE) -> Answer:
    form = browser.get(page).form(page)
    return browser.post(page, form.filled(text=text, do=doing))


def own_words(store: TableStore, language: str = "en") -> dict[str, str]:
    seeker = store.seeker_by_address("roger@seeker.example")
    assert seeker is not None
    return seeker.own_words(language)


def test_every_kind_has_its_page_in_every_language(browser: Browser) -> None:
    """Each shows the house's words, what they may use, and what they make of an example."""
    for language in ("en", "de"):
        listed = browser.get(f"/settings/words/{language}").text
        for kind in Kind:
            path = f"/settings/words/{language}/{kind}"
            assert f'href="{path}"' in listed
            page = browser.get(path)
            assert page.status == 200
            assert "With a made-up example" in page.text
            assert "{{ met_when }}" in page.text
    assert browser.get("/settings/words").headers["location"] == "/settings/words/en"
    assert browser.get("/settings/words/xx").status == 404
    assert browser.get("/settings/words/en/nothing").status == 404


def test_words_are_tried_kept_and_given_back(browser: Browser, store: TableStore) -> None:
    """Trying keeps nothing; keeping is for this language; the house's words come back."""
    tried = keep(browser, OWN, "try")
    assert "Subject: Hi Stan" in tried.text
    assert own_words(store) == {}
    assert keep(browser, OWN).status == 303
    assert own_words(store) == {"thank-you": OWN}
    assert own_words(store, "de") == {}
    assert "your own" in browser.get("/settings/words/en").text
    assert "Yo!" in browser.get(PAGE).text
    assert keep(browser, OWN, "house").status == 303
    assert own_words(store) == {}


def test_words_begin_plain(browser: Browser, store: TableStore) -> None:
    """Nobody has to know what a template is; who does finds the blocks behind a link."""
    page = browser.get(PAGE)
    begun = dict(page.form(PAGE).values)["text"]
    assert begun.strip().startswith("Subject: Thank you")
    assert "{%" not in begun
    assert keep(browser, begun).status == 303
    assert own_words(store) == {}, "nothing was changed"
    assert keep(browser, "Subject: Yo\n\n{{ hello }} thanks!").status == 303
    assert own_words(store) == {"thank-you": "Subject: Yo\n\n{{ hello }} thanks!\n"}
    assert "Subject: Yo" in browser.get(PAGE).text
    other = browser.get("/settings/words/en/status-check?as=blocks").text
    assert "{% block subject %}" in other
    answer = keep(browser, "No subject at all")
    assert answer.status == 422
    assert "It lacks the subject, write it in the first line" in answer.text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{% block subject %}x{% endblock %}", "lacks the block mail"),
        (OWN + "\n{{ password }}", "Line 3: nothing is called password"),
        (OWN + "{% if %}", "Line 2:"),
        (OWN + "x" * LONGEST_TEMPLATE, "longer than 4000"),
    ],
)
def test_words_that_cannot_be_used_say_where_and_are_not_lost(
    browser: Browser, store: TableStore, text: str, why: str
) -> None:
    """The error names the line, the text stays in the field, nothing is kept."""
    for doing in ("keep", "try"):
        answer = keep(browser, text, doing)
        assert answer.status == 422
        assert why in answer.text
        assert 'id="text-problem"' in answer.text
        assert answer.form(PAGE).values[-1][1].rstrip() == text.rstrip()
    assert own_words(store) == {}


def test_of_two_tabs_the_second_is_told(browser: Browser, store: TableStore) -> None:
    """Who edits the same words twice sees it; who edits others is not bothered."""
    stale = browser.get(PAGE).form(PAGE)
    other = "/settings/words/en/status-check"
    elsewhere = browser.get(other).form(other)
    mine = stale.filled(text=OWN, do="keep")
    assert [browser.post(PAGE, mine).status for _ in range(2)] == [303, 303], (
        "sent again, it stands"
    )
    assert browser.post(other, elsewhere.filled(text=OWN, do="keep")).status == 303
    answer = browser.post(PAGE, stale.filled(text=OWN.replace("Yo", "Hey"), do="keep"))
    assert answer.status == 409
    assert "changed in between" in answer.text
    assert own_words(store)["thank-you"] == OWN
    again = answer.form(PAGE).filled(do="keep")
    assert browser.post(PAGE, again).status == 303
    assert "Hey" in own_words(store)["thank-you"]


def test_all_words_together_are_bounded(browser: Browser, store: TableStore) -> None:
    """They go with each relationship, so there is an end to them; it is said."""
    long = OWN + "x" * (LONGEST_TEMPLATE - len(OWN) - 1)
    pages = [f"/settings/words/en/{kind}" for kind in Kind]
    said = [keep(browser, long, page=page) for page in pages]
    assert [one.status for one in said].count(303) == MOST_WORDS // LONGEST_TEMPLATE
    assert "exceed 40000 characters" in said[-1].text


def test_programs_keep_words_too(browser: Browser, store: TableStore) -> None:
    """Read, put against the version that was read, put back with null; errors as on the page."""
    read = browser.api("GET", "/api/words").json
    assert len(read["words"]) == 2 * len(Kind)
    assert read["values"]["hello"]
    path = "/api/words/en/thank-you"
    said = browser.api("PUT", path, {"version": read["version"], "text": OWN})
    assert (said.status, said.json["own"], said.json["text"]) == (200, True, OWN)
    late = {"version": read["version"], "text": OWN.replace("Yo", "Hey")}
    assert browser.api("PUT", path, late).status == 409
    version = read["version"] + 1
    refused = browser.api("PUT", path, {"version": version, "text": "{{ x }}"})
    assert refused.status == 422
    assert refused.json["errors"][0]["field"] == "text"
    assert browser.api("PUT", "/api/words/en/x", {"version": version, "text": None}).status == 404
    back = browser.api("PUT", path, {"version": version, "text": None})
    assert (back.status, back.json["own"]) == (200, False)
    assert own_words(store) == {}
