"""What a seeker does at the pages and a program at the API, short: each takes the web function
another way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from rapport.flows.account import change_seeker
from rapport.store import Seeker
from tests.integration.account import own_client
from tests.integration.people import ROGER, hours
from tests.integration.scenarios import Scenario, logged, mailed, reminder
from tests.integration.table import everything, table_name
from tests.integration.test_loop import answered
from tests.integration.visitor import PATIENCE, Visitor
from tests.integration.world import World

PAGES = ["/", "/plan", "/people", "/openings", "/lineage", "/insight", "/plan/decided-against"]
INTERVIEW: dict[str, Any] = {
    "company": "Northwind",
    "title": "Data engineer",
    "round": 1,
    "at": {"local": "2026-03-03T13:00", "zone": "Europe/Berlin"},
    "format": "phone",
    "interviewers": [{"name": "Stan Kowalski", "mail": "stan@northwind.example", "rapport": 5}],
}
ADDRESSES = "/settings/addresses"
WORK = "roger@work.example"
ELSEWHERE = {"origin": "https://mail.example", "sec-fetch-site": "cross-site"}


def _signed_in(world: World) -> Visitor:
    visitor = Visitor(world)
    visitor.sign_in()
    world.settle()
    return visitor


def _roger(world: World) -> Seeker:
    seeker = world.store.seeker(ROGER.seeker_id)
    assert seeker is not None
    return seeker


def the_pages_log_answer_and_take_back(world: World) -> None:
    """An interview by form, every list, a follow-up answered on its page, and that taken back."""
    visitor = _signed_in(world)
    told = {"title": "Engineer", "date": "2026-03-03", "time": "13:00", "format": "on-site"}
    met = {"name__0": "Stan Kowalski", "rapport__0": "5"}
    visitor.press("/log", "/log", company="Northwind", **told, **met, key="typed")
    world.settle()
    for page in PAGES:
        visitor.get(page)
    (home,) = world.relationships()
    path = f"/follow-ups/{home.relationship_id}/{min(home.standing)}"
    visitor.press(path, path, answer="done", said="Stan was glad.", key="answered")
    world.settle()
    (home,) = world.relationships()
    answer = next(one for one in home.facts if one.data.detail_type == "follow-up-answered")
    undo = f"/undo/{home.relationship_id}/{answer.fact_id}"
    visitor.press(undo, undo)
    world.settle()
    visitor.press("/people", "/sign-out")
    world.advance(hours(23))


def a_program_says(world: World) -> None:
    """With a token: an interview, what was said since, settings, what is kept; then the token is
    taken back.
    """
    visitor = _signed_in(world)
    tokens = "/settings/access/tokens"
    made = visitor.press("/settings/access", tokens, name="Script", scope="everything")
    token = re.search(r"rapport-[a-z2-7]{16}\.[A-Za-z0-9_-]+", made.text)
    assert token
    shown = {"authorization": f"Bearer {token[0]}"}
    program = Visitor(world)

    def say(path: str, body: Any, key: str) -> Any:
        return program.api("POST", path, body, **shown, idempotency_key=key).json

    said = say("/api/interviews", INTERVIEW, "an-interview")
    home, stan = said["relationship_id"], said["contacts"][0]["contact_id"]
    advice = {"kind": "book", "title": "The Goal"}
    say(f"/api/people/{home}/{stan}/advice", advice, "an-advice")
    say(f"/api/openings/{home}/{said['opening_id']}/outcome", {"outcome": "advanced"}, "an-outcome")
    world.settle()
    stands = program.api("GET", "/api/settings", **shown).json
    wanted = {"version": stands["version"], "settings": {"thank_you_after_hours": 30}}
    program.api("PATCH", "/api/settings", wanted, **shown)
    program.api("GET", "/api/data", **shown)
    world.settle()
    visitor.press("/settings/access", "/settings/access/revoke")
    # Past the quiet hours of the night, for a reminder whose first try went wrong.
    world.advance(hours(32))
    world.advance(hours(9))


def held_mails_are_decided(world: World) -> None:
    """Two answers that nobody vouches for: one is let in on the page, one is thrown away."""
    logged(world, "Northwind")
    world.advance(hours(23))
    about = reminder(world)
    for text in ("done", "We spoke about climbing."):
        world.receive(answered(about, text), about["Reply-To"], dmarc="FAIL")
    world.settle()
    visitor = _signed_in(world)
    mine, other = sorted(held.mail_id for held in world.store.held(ROGER.seeker_id))
    visitor.press("/inbox", f"/inbox/{mine}", action="mine", person="")
    world.settle()
    visitor.press("/inbox", f"/inbox/{other}", action="discard")
    world.settle()
    world.advance(hours(2))


def what_mails_tell_is_logged_or_not(world: World) -> None:
    """Of two interviews that were mailed in, one is confirmed on the form, one thrown away; a mail
    that was held is made into a third.
    """
    for company in ("Contoso", "Fabrikam"):
        mailed(world, "Met: Stan Kowalski, rapport 5", f"Interview: {company}", ROGER.address)
    mailed(world, "We met at ten.", "Tailspin", ROGER.address, dmarc="FAIL")
    visitor = _signed_in(world)
    when = {"title": "Analyst", "date": "2026-03-03", "time": "10:00", "format": "phone"}
    for _ in range(2):
        page = visitor.get("/inbox").text
        proposal = re.findall(r'href="(/log\?proposal=[0-9a-f]+)"', page)[-1]
        form = visitor.get(proposal).form("/log")
        if "Contoso" in dict(form.values).values():
            visitor.press(proposal, "/log", **when)
        else:
            thrown = f"/inbox/proposals/{proposal.partition('=')[2]}"
            visitor.press("/inbox", thrown)
        world.settle()
    (held,) = world.store.held(ROGER.seeker_id)
    visitor.press("/inbox", f"/inbox/{held.mail_id}", action="interview")
    visitor.press("/inbox", f"/inbox/{held.mail_id}", action="discard")
    world.settle()
    world.advance(hours(2))


def somebody_signs_up_and_settings_change(world: World) -> None:
    """A stranger's first visit, and another's slower thanks."""
    logged(world, "Northwind")
    stranger = Visitor(world)
    stranger.sign_in("eve@seeker.example")
    stranger.press("/welcome", "/welcome", name="Eve")
    eve = world.store.seeker_by_address("eve@seeker.example")
    assert eve is not None
    assert eve.name == "Eve"
    visitor = _signed_in(world)
    visitor.press("/settings", "/settings", thank_you_after_hours="30", name="Rog")
    world.settle()
    # Until the next morning, which waits for whatever went wrong close to the quiet hours.
    world.advance(hours(43))


def addresses_come_and_go(world: World) -> None:
    """One that mail came back from is tried again; another is added, preferred, and removed."""
    change_seeker(
        world.store,
        _roger(world),
        lambda stands: replace(stands, stopped={ROGER.address: "bounced"}),
    )
    visitor = _signed_in(world)
    _shown_to_be_theirs(world, visitor, ROGER.address, lambda one: not one.stopped)
    _shown_to_be_theirs(world, visitor, WORK, lambda one: WORK in one.others)
    visitor.press(ADDRESSES, f"{ADDRESSES}/prefer", address=WORK)
    assert _roger(world).address == WORK
    visitor.press(ADDRESSES, f"{ADDRESSES}/prefer", address=ROGER.address)
    visitor.press(ADDRESSES, f"{ADDRESSES}/remove", address=WORK)
    assert world.store.seeker_by_address(WORK) is None
    world.settle()


def _shown_to_be_theirs(
    world: World, visitor: Visitor, address: str, is_so: Callable[[Seeker], bool]
) -> None:
    """By the link that is mailed there; another is asked for where it was lost on the way."""
    for _ in range(PATIENCE):
        before = len(world.mails)
        visitor.press(ADDRESSES, ADDRESSES, address=address)
        if len(world.mails) > before:
            visitor.follow(visitor.link(f"{ADDRESSES}/confirm/"))
        if is_so(_roger(world)):
            return
    raise AssertionError(f"{address} is not theirs")


def mails_are_ended_with_one_click(world: World) -> None:
    """By a mail program; the kind is passed over from then on, and mailed again when asked for."""
    logged(world, "Northwind")
    world.advance(hours(23))
    link = re.search(r"https://[^/]+(/\S+)>", reminder(world)["List-Unsubscribe"])
    assert link
    program = Visitor(world)
    program.post(link[1], {"List-Unsubscribe": "One-Click"}, **ELSEWHERE)
    assert _roger(world).muted == ("thank-you",)
    logged(world, "Contoso", seeker=_roger(world))
    world.advance(hours(23))
    program.post(link[1], {"again": "1"})
    world.settle()


def a_person_is_forgotten(world: World) -> None:
    """For good, and what was planned about them goes."""
    begun = world.now
    (home,) = logged(world, "Northwind")
    # At the same moment whatever went wrong before: what is noted of it is named by that.
    world.wait_until(begun + hours(1))
    kept = world.store.relationship(home)
    assert kept is not None
    stan = kept.facts[0].data.interviewers[0].contact_id  # type: ignore[attr-defined]  # an interview
    visitor = _signed_in(world)
    path = f"/people/{home}/{stan}/forget"
    visitor.press(path, path, how="deleted")
    world.settle()
    world.advance(hours(23))


def everything_is_deleted_on_the_page(world: World) -> None:
    """The address is typed, and nothing is left."""
    logged(world, "Northwind")
    visitor = _signed_in(world)
    leave = "/settings/data/leave"
    visitor.press(leave, leave, address=ROGER.address)
    world.settle()
    world.advance(hours(24))
    assert world.store.seeker(ROGER.seeker_id) is None


def a_download_comes_back(world: World) -> None:
    """After all but the seeker was lost, and nothing is mailed twice."""
    logged(world, "Northwind")
    world.advance(hours(23))
    visitor = _signed_in(world)
    part = json.loads(visitor.get("/settings/data/download").text)
    _all_but_the_seeker_is_lost(world)
    visitor.api("POST", "/api/data", part)
    world.settle()
    world.advance(timedelta(days=1))


def _all_but_the_seeker_is_lost(world: World) -> None:
    for item in everything():
        key = {name: item[name] for name in ("pk", "sk")}
        is_kept = key["sk"]["S"].startswith(("PROFILE", "SESSION#", "SEEKER", "UNTIL"))
        if not is_kept:
            own_client("dynamodb").delete_item(TableName=table_name(), Key=key)
    world.lose_schedules()
    world.said.clear()


VISITS: dict[str, Scenario] = {
    visit.__name__.replace("_", " "): visit
    for visit in (
        the_pages_log_answer_and_take_back,
        a_program_says,
        held_mails_are_decided,
        what_mails_tell_is_logged_or_not,
        somebody_signs_up_and_settings_change,
        addresses_come_and_go,
        mails_are_ended_with_one_click,
        a_person_is_forgotten,
        everything_is_deleted_on_the_page,
        a_download_comes_back,
    )
}
