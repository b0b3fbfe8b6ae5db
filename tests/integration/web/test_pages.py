"""The pages, from the first visit to an answered follow-up."""

from __future__ import annotations

from tests.integration.web.browser import Browser

INTERVIEW = {
    "company": "Northwind",
    "title": "Data engineer",
    "date": "2026-03-10",
    "time": "13:00",
    "format": "on-site",
    "name__0": "Stan Kowalski",
    "rapport__0": "5",
}


def test_every_page_of_a_new_seeker_opens(browser: Browser) -> None:
    """Nothing recorded yet is no reason for a page to fail."""
    for path in ("/", "/log", "/openings", "/people", "/inbox", "/settings", "/welcome"):
        answer = browser.get(path)
        assert answer.status == 200, path
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"


def test_an_interview_typed_in_is_logged(browser: Browser) -> None:
    """The form leads to the list, which says that it was logged."""
    form = browser.get("/log").form("/log")
    answer = browser.post("/log", form.filled(**INTERVIEW))
    assert answer.status == 303, answer.text
    page = browser.get(answer.headers["location"])
    assert "Logged." in page.text
