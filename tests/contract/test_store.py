"""The store's access patterns: the stand-in and DynamoDB do the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from rapport.agenda import Day
from rapport.facts import Data, Fact, FactRetracted, NoteRecorded, ReminderSent, derive
from rapport.mail.address import Capture, ReplyTo
from rapport.store import (
    AddressTaken,
    AlreadyRecorded,
    AlreadyTaken,
    Card,
    Conflict,
    EnoughReceipts,
    HeldMail,
    Known,
    Pace,
    PlanChange,
    Proposal,
    ReceiptCap,
    Recording,
    Relationship,
    Release,
    Seeker,
    Session,
    Standing,
    Store,
    TakenMail,
    Token,
    Watch,
)
from rapport.store.keys import digest, let_in_as, mail_lookup, name_lookup, proposal_key, stamp
from rapport.store.portions import portions

NOW = datetime(2026, 3, 3, 15, 20, 0, tzinfo=UTC)
TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
ROGER = Seeker(derive("roger"), "roger@seeker.example", "Roger", {"reminders_a_day": 2})
OLGA = Seeker(derive("olga"), "olga@seeker.example")
HOME, OTHER = derive("northwind"), derive("contoso")


def fact(name: str, home: str = HOME, data: Data | None = None, seeker: Seeker = ROGER) -> Fact:
    return Fact(
        fact_id=derive(name),
        seeker_id=seeker.seeker_id,
        relationship_id=home,
        occurred_at=NOW,
        recorded_at=NOW,
        correlation_id=name,
        data=data or NoteRecorded(text=f"about {name}"),
    )


def begin(store: Store, *facts: Fact, seeker: Seeker = ROGER, home: str = HOME) -> Relationship:
    """A relationship that begins with these facts."""
    if store.seeker(seeker.seeker_id) is None:
        store.add_seeker(seeker)
    first = facts or (fact(f"first of {home}", home, seeker=seeker),)
    store.record(Recording(first, new_relationship=store.seeker(seeker.seeker_id)))
    return read(store, home)


def read(store: Store, home: str = HOME) -> Relationship:
    found = store.relationship(home)
    assert found is not None
    return found


def standing(name: str, at: datetime = NOW, *, importance: int = 50, home: str = HOME) -> Standing:
    return Standing(
        follow_up_id=derive(name),
        relationship_id=home,
        seeker_id=ROGER.seeker_id,
        occasion=derive(name, "occasion"),
        importance=importance,
        first_at=at,
        remind_at=at,
        day=at.date(),
        follow_up={"title": name},
        draft={"text": f"Dear {name}"},
    )


def save(store: Store, *put: Standing, drop: Sequence[Standing] = (), home: str = HOME) -> None:
    store.save_plan(PlanChange(read(store, home), put=put, drop=drop))


def sent(of: Standing) -> Fact:
    told = ReminderSent(follow_up_id=of.follow_up_id, kind="thank-you", occasion=of.occasion)
    return fact(f"{of.follow_up_id} {of.occasion}", of.relationship_id, told)


def look(store: Store, of: Standing, day: date = TODAY) -> tuple[Standing | None, Day]:
    grounds = store.due(of.relationship_id, of.follow_up_id, of.seeker_id, day)
    return grounds.standing, grounds.day


def take(store: Store, of: Standing, now: datetime = NOW, day: date = TODAY) -> Standing:
    """Claim a follow-up's reminder as it stands."""
    found, slots = look(store, of, day)
    assert found is not None
    store.claim(found, day, slots, now)
    return found


# People who sign in.


def test_an_address_is_one_seekers(store: Store) -> None:
    """Whoever comes second with an address, however it is written, is refused."""
    store.add_seeker(ROGER)
    with pytest.raises(Conflict):
        store.add_seeker(replace(OLGA, address="Roger@Seeker.example"))
    assert store.seeker_by_address(" ROGER@seeker.example") == ROGER
    assert store.seeker_by_address("nobody@seeker.example") is None
    assert store.seeker(OLGA.seeker_id) is None


def test_a_change_of_settings_is_not_overwritten(store: Store) -> None:
    """Of two changes made from the same state one holds, the other is told."""
    store.add_seeker(ROGER)
    changed = replace(ROGER, name="Rog", version=2, stopped={ROGER.address: "came back"})
    store.change_seeker(changed)
    with pytest.raises(Conflict):
        store.change_seeker(replace(ROGER, name="Roggi", version=2))
    assert store.seeker(ROGER.seeker_id) == changed


def test_a_seeker_has_several_addresses_and_each_is_theirs_alone(store: Store) -> None:
    """Each leads to them until they drop it; nobody takes another's, and no change is lost."""
    store.add_seeker(ROGER)
    store.add_seeker(OLGA)
    both = replace(ROGER, others=("rog@work.example",), version=2)
    store.add_address(both, "rog@work.example")
    assert store.seeker_by_address("ROG@work.example") == both == store.seeker(ROGER.seeker_id)
    with pytest.raises(AddressTaken):
        store.add_address(
            replace(OLGA, others=("Rog@work.example",), version=2), "Rog@work.example"
        )
    assert store.seeker(OLGA.seeker_id) == OLGA
    with pytest.raises(Conflict):
        store.add_address(replace(ROGER, others=("x@y.example",), version=2), "x@y.example")
    assert store.seeker_by_address("x@y.example") is None
    with pytest.raises(Conflict):
        store.drop_address(replace(ROGER, version=2), "rog@work.example")
    one = replace(ROGER, version=3)
    store.drop_address(one, "rog@work.example")
    assert store.seeker_by_address("rog@work.example") is None
    assert store.seeker_by_address(ROGER.address) == one


def test_a_sign_in_works_once(store: Store) -> None:
    """A link that was used is used up."""
    store.offer_sign_in("token", ROGER.address, "browser", NOW + timedelta(minutes=15))
    assert store.take_sign_in("token", "browser", NOW) == ROGER.address
    assert store.take_sign_in("token", "browser", NOW) is None


def test_a_sign_in_works_where_it_was_asked_for(store: Store) -> None:
    """A stolen link opens nothing elsewhere, and stays good for whoever asked."""
    store.offer_sign_in("token", ROGER.address, "browser", NOW + timedelta(minutes=15))
    assert store.take_sign_in("token", "another", NOW) is None
    assert store.take_sign_in("token", "browser", NOW) == ROGER.address


def test_a_sign_in_expires(store: Store) -> None:
    """A link in an old mail opens nothing."""
    store.offer_sign_in("token", ROGER.address, "browser", NOW)
    assert store.take_sign_in("token", "browser", NOW) is None
    assert store.take_sign_in("unknown", "browser", NOW) is None


def test_asking_has_a_limit_and_the_limit_an_end(store: Store) -> None:
    """So many tries within the window, counted for each by itself, then anew."""
    until = NOW + timedelta(minutes=15)
    assert [store.may_ask("roger", 3, until, NOW) for _ in range(5)] == [True] * 3 + [False] * 2
    assert store.may_ask("olga", 3, until, NOW)
    assert store.may_ask("roger", 3, until + timedelta(minutes=15), until)


def test_a_session_lets_in_until_it_ends(store: Store) -> None:
    """Its secret, its seeker and its time must all be right."""
    ends = NOW + timedelta(days=1)
    store.add_seeker(ROGER)
    store.add_seeker(OLGA)
    store.open_session("secret", Session(ROGER.seeker_id, ends))
    assert store.visit(ROGER.seeker_id, "secret", NOW).seeker == ROGER
    assert store.visit(ROGER.seeker_id, "guess", NOW).seeker is None
    assert store.visit(OLGA.seeker_id, "secret", NOW).seeker is None
    assert store.visit(ROGER.seeker_id, "secret", ends).seeker is None
    store.close_session(ROGER.seeker_id, "secret")
    assert store.visit(ROGER.seeker_id, "secret", NOW).seeker is None


def test_sessions_are_listed_and_ended_one_by_one(store: Store) -> None:
    """Each says when and where it began and when it was last used; those that ended are gone."""
    ends = NOW + timedelta(days=1)
    for secret, device in (("phone", "Firefox on Android"), ("desk", "")):
        session = Session(ROGER.seeker_id, ends, opened_at=NOW, device=device)
        store.open_session(secret, session)
    store.open_session("other", Session(OLGA.seeker_id, ends))
    store.used(ROGER.seeker_id, "phone", TOMORROW)
    store.used(ROGER.seeker_id, "nothing", TOMORROW)
    listed = store.sessions(ROGER.seeker_id, NOW)
    assert listed == {
        digest("phone"): Session(ROGER.seeker_id, ends, NOW, "Firefox on Android", TOMORROW),
        digest("desk"): Session(ROGER.seeker_id, ends, NOW, "", TODAY),
    }
    store.close_sessions(ROGER.seeker_id, [digest("phone"), digest("nothing")])
    assert set(store.sessions(ROGER.seeker_id, NOW)) == {digest("desk")}
    assert store.sessions(ROGER.seeker_id, ends) == {}


def test_a_token_lets_in_until_it_is_revoked(store: Store) -> None:
    """Its secret and its seeker must be right, and it is no session."""
    store.add_seeker(ROGER)
    store.add_seeker(OLGA)
    store.add_token("secret", Token(ROGER.seeker_id, "A coach", "interviews", NOW))
    assert store.visit(ROGER.seeker_id, "secret", NOW, token=True).seeker == ROGER
    assert store.visit(ROGER.seeker_id, "secret", NOW).seeker is None
    assert store.visit(OLGA.seeker_id, "secret", NOW, token=True).seeker is None
    assert store.tokens(ROGER.seeker_id) == {
        digest("secret"): Token(ROGER.seeker_id, "A coach", "interviews", NOW)
    }
    store.revoke_token(ROGER.seeker_id, digest("secret"))
    assert store.visit(ROGER.seeker_id, "secret", NOW, token=True).seeker is None
    assert store.tokens(ROGER.seeker_id) == {}


def test_a_token_is_counted_by_the_minute(store: Store) -> None:
    """So many requests, then none until the minute ends; its day of use is noted."""
    store.add_token("secret", Token(ROGER.seeker_id, "A coach", "interviews", NOW))
    asked = [store.pace(ROGER.seeker_id, "secret", 3, NOW) for _ in range(5)]
    assert asked == [Pace("interviews")] * 3 + [Pace("interviews", timedelta(minutes=1))] * 2
    later = NOW + timedelta(minutes=1)
    assert store.pace(ROGER.seeker_id, "secret", 3, later) == Pace("interviews")
    assert store.pace(ROGER.seeker_id, "guess", 3, NOW) is None
    assert store.tokens(ROGER.seeker_id)[digest("secret")].used_on == TODAY


def test_a_visit_brings_what_is_known(store: Store) -> None:
    """One read gives the visitor and what their lookups lead to, and nobody else's."""
    known = {
        "company#a": Known(HOME),
        "mail#b": Known(HOME, derive("stan"), "stan@b.example"),
        "opening#c": Known(HOME, opening_id=derive("opening")),
    }
    store.add_seeker(ROGER)
    store.add_seeker(OLGA)
    store.record(Recording([fact("first")], known=known, new_relationship=ROGER))
    store.open_session("secret", Session(ROGER.seeker_id, NOW + timedelta(days=1)))
    visit = store.visit(ROGER.seeker_id, "secret", NOW, [*known, "mail#c"])
    assert visit.known == known == store.known(ROGER.seeker_id, [*known, "mail#c"])
    assert store.known(OLGA.seeker_id, known) == {}


def test_who_leaves_is_gone_at_once_and_the_rest_in_steps(store: Store) -> None:
    """First who they are, then what is theirs; nobody else loses anything."""
    begin(store, fact("first"))
    begin(store, fact("hers", OTHER, seeker=OLGA), seeker=OLGA, home=OTHER)
    save(store, standing("thanks"))
    taken = TakenMail("mail", NOW, seeker_id=ROGER.seeker_id, place=("raw", "incoming/1"))
    store.record(Recording([fact("second")], mail=taken, known={"mail#b": Known(HOME)}))
    store.hold(HeldMail("held", ROGER.seeker_id, "why", NOW, "raw", "incoming/2"))
    store.open_session("secret", Session(ROGER.seeker_id, NOW + timedelta(days=1)))
    with pytest.raises(Conflict):
        store.leave(replace(ROGER, version=7), NOW)
    store.leave(ROGER, NOW)
    assert store.seeker(ROGER.seeker_id) is store.seeker_by_address(ROGER.address) is None
    assert store.visit(ROGER.seeker_id, "secret", NOW).seeker is None
    assert store.leaving() == {ROGER.seeker_id: NOW}
    assert store.leaving_since(OLGA.seeker_id) is None
    mails = store.mails_of(ROGER.seeker_id, 10)
    assert [mail.place for mail in mails] == [("raw", "incoming/1"), ("raw", "incoming/2")]
    store.forget_mails(mails)
    assert store.mails_of(ROGER.seeker_id, 10) == []
    assert store.held(ROGER.seeker_id) == []
    store.forget_own(ROGER.seeker_id)
    assert store.known(ROGER.seeker_id, ["mail#b"]) == {}
    assert store.relationships_of(ROGER.seeker_id) == [HOME]
    assert store.follow_ups_in(HOME) == [derive("thanks")]
    for _ in range(2):
        store.forget_relationship(HOME)
    assert store.relationship(HOME) is None
    assert store.follow_ups_in(HOME) == []
    assert store.agenda(ROGER.seeker_id) == []
    store.left(ROGER.seeker_id)
    assert store.relationships_of(ROGER.seeker_id) == []
    assert store.leaving() == {}
    assert read(store, OTHER).facts == (fact("hers", OTHER, seeker=OLGA),)
    assert store.seeker(OLGA.seeker_id) == OLGA


# Facts.


def test_facts_are_kept_as_they_were(store: Store) -> None:
    """What was accepted can be read, alone and with its relationship."""
    first, second = fact("first"), fact("second")
    relationship = begin(store, first, second)
    assert store.fact(HOME, first.fact_id) == first
    assert store.fact(HOME, derive("none")) is None
    assert sorted(relationship.facts, key=lambda one: one.fact_id) == sorted(
        [first, second], key=lambda one: one.fact_id
    )
    assert (relationship.seeker, relationship.version) == (ROGER, 1)
    assert store.relationships_of(ROGER.seeker_id) == [HOME]


def test_what_nobody_recorded_is_not_there(store: Store) -> None:
    """An unknown relationship is none, not an empty one."""
    assert store.relationship(HOME) is None
    assert store.relationships_of(ROGER.seeker_id) == []


def test_facts_are_stored_all_or_none(store: Store) -> None:
    """One that stands already keeps out its companions, and is named."""
    begin(store, fact("first"))
    with pytest.raises(AlreadyRecorded) as already:
        store.record(Recording([fact("second"), fact("first")]))
    assert already.value.fact_id == derive("first")
    assert store.fact(HOME, derive("second")) is None


def test_a_refused_recording_leaves_nothing_behind(store: Store) -> None:
    """Neither its lookups, nor its key, nor its mail are taken."""
    begin(store, fact("first"))
    refused = Recording(
        [fact("first")],
        known={"mail#x": Known(OTHER)},
        key="key",
        mail=TakenMail("mail", NOW),
    )
    with pytest.raises(AlreadyRecorded):
        store.record(refused)
    assert store.known(ROGER.seeker_id, ["mail#x"]) == {}
    store.record(Recording([fact("second")], key="key", mail=TakenMail("mail", NOW)))
    assert store.fact(HOME, derive("second"))


def test_a_key_is_good_for_one_recording(store: Store) -> None:
    """The same key with other facts, also of another company, leads to what it stood for."""
    begin(store, fact("first"))
    store.record(Recording([fact("second")], key="key"))
    with pytest.raises(AlreadyRecorded) as already:
        store.record(Recording([fact("third", OTHER)], key="key", new_relationship=ROGER))
    assert (already.value.relationship_id, already.value.fact_id) == (HOME, derive("second"))
    assert store.relationship(OTHER) is None


def test_what_came_under_a_key_is_found_by_it(store: Store) -> None:
    """Where a form was sent before is known without sending it again, to its own seeker only."""
    begin(store, fact("first"))
    assert store.recorded_under(ROGER.seeker_id, "key") is None
    store.record(Recording([fact("second")], key="key"))
    assert store.recorded_under(ROGER.seeker_id, "key") == (HOME, derive("second"))
    assert store.recorded_under(OLGA.seeker_id, "key") is None


def test_a_key_is_the_seekers_own(store: Store) -> None:
    """Two people may choose the same key."""
    begin(store, fact("first"))
    store.record(Recording([fact("second")], key="key"))
    begin(store, fact("hers", OTHER, seeker=OLGA), seeker=OLGA, home=OTHER)
    store.record(Recording([fact("hers too", OTHER, seeker=OLGA)], key="key"))
    assert len(read(store, OTHER).facts) == 2


def test_a_mail_is_taken_once(store: Store) -> None:
    """Whatever facts a second delivery would bring, also where the first brought none."""
    begin(store)
    store.record(Recording([], mail=TakenMail("mail", NOW)))
    with pytest.raises(AlreadyTaken):
        store.record(Recording([fact("second")], mail=TakenMail("mail", NOW)))
    assert store.fact(HOME, derive("second")) is None


def test_a_relationship_begins_once(store: Store) -> None:
    """Of two that begin the same relationship one is told to look again."""
    begin(store, fact("first"))
    with pytest.raises(Conflict):
        store.record(Recording([fact("second")], new_relationship=ROGER))
    assert store.fact(HOME, derive("second")) is None


def test_a_relationship_begins_with_the_newest_settings(store: Store) -> None:
    """Settings that were changed since they were read are not copied."""
    store.add_seeker(ROGER)
    store.change_seeker(replace(ROGER, name="Rog", version=2))
    with pytest.raises(Conflict):
        store.record(Recording([fact("first")], new_relationship=ROGER))
    assert store.relationship(HOME) is None


# The plan.


def test_a_plan_is_kept_as_it_was(store: Store) -> None:
    """Follow-ups and cards come back with every word, and the version counts on."""
    begin(store)
    one, card = standing("one"), Card("person", derive("stan"), "stan # cole", {"name": "Stan"})
    store.save_plan(PlanChange(read(store), put=[one], cards=[card]))
    kept = read(store)
    assert kept.standing == {one.follow_up_id: one}
    assert list(kept.cards.values()) == [card]
    assert kept.version == 2
    assert store.find_standing(HOME, one.follow_up_id) == one
    assert store.cards(ROGER.seeker_id, "person") == [card]
    assert store.cards(ROGER.seeker_id, "opening") == []


def test_cards_are_leafed_through_in_their_order(store: Store) -> None:
    """Behind each card come those that follow it, whatever is in their names, and no other kind."""
    begin(store)
    names = ("anna", "anna #2", "berta", "😀", "＃ ünal")
    cards = [Card("person", derive(name), name, {}) for name in sorted(names)]
    other = Card("opening", derive("opening"), "anna", {})
    store.save_plan(PlanChange(read(store), cards=[*reversed(cards), other]))
    listed = store.cards(ROGER.seeker_id, "person")
    assert sorted(listed, key=lambda card: card.order) == cards
    for number, card in enumerate(listed):
        behind = store.cards(ROGER.seeker_id, "person", 2, (card.order, card.card_id))
        assert behind == listed[number + 1 : number + 3]
    annas = [card for card in listed if card.order.startswith("anna")]
    assert store.cards(ROGER.seeker_id, "person", begins="an") == annas
    after = (annas[0].order, annas[0].card_id)
    assert store.cards(ROGER.seeker_id, "person", 2, after, begins="an") == annas[1:]
    assert store.cards(ROGER.seeker_id, "person", begins="c") == []
    for place, behind in (("aaa", [cards[2]]), ("c", [])):  # a cursor of another list
        assert store.cards(ROGER.seeker_id, "person", 9, (place, "x"), begins="b") == behind
    back = listed[::-1]
    assert store.cards(ROGER.seeker_id, "person", backwards=True) == back
    assert store.cards(ROGER.seeker_id, "person", 2, backwards=True) == back[:2]
    for number, card in enumerate(back):
        after = (card.order, card.card_id)
        behind = store.cards(ROGER.seeker_id, "person", 2, after, backwards=True)
        assert behind == back[number + 1 : number + 3]
        gone = (card.order, f"{card.card_id}0")  # was there when its page was shown
        behind = store.cards(ROGER.seeker_id, "person", 2, gone, backwards=True)
        assert behind == back[number : number + 2]


def test_a_list_goes_on_where_a_megabyte_ends(store: Store) -> None:
    """As many entries come as were asked for, however large they are: who counts them is not told
    that there are no more.
    """
    begin(store)
    words = {"words": "x" * 40_000}
    for start in range(0, 60, 20):
        cards = [
            Card("person", derive(number), f"{number:02}", words)
            for number in range(start, start + 20)
        ]
        store.save_plan(PlanChange(read(store), cards=cards))
    for most in (10, 50, 100):
        found = store.cards(ROGER.seeker_id, "person", most)
        assert [one.order for one in found] == [f"{number:02}" for number in range(min(most, 60))]


def test_a_plan_changes_by_its_difference(store: Store) -> None:
    """What is dropped goes, what is put replaces, what is not named stays."""
    begin(store)
    one, two, three = standing("one"), standing("two"), standing("three")
    cards = [Card("opening", derive(name), name, {}) for name in ("a", "b")]
    store.save_plan(PlanChange(read(store), put=[one, two, three], cards=cards))
    changed = replace(two, draft={"text": "Hello"}, importance=80)
    store.save_plan(PlanChange(read(store), put=[changed], drop=[one], dropped_cards=[cards[0]]))
    kept = read(store)
    assert kept.standing == {changed.follow_up_id: changed, three.follow_up_id: three}
    assert list(kept.cards.values()) == [cards[1]]


def test_a_crowd_falls_on_one_day(store: Store) -> None:
    """Hundreds of reminders of one day, with long words, come, move and go: in transactions that
    DynamoDB takes.
    """
    begin(store)
    words = {"text": "€" * 20_000}
    crowd = [replace(standing(f"n{number}"), draft=words) for number in range(450)]
    save(store, *crowd)
    assert len(look(store, crowd[0])[1].slots) == 450
    save(store, *(one.moved(NOW + timedelta(days=1), TOMORROW) for one in crowd))
    assert look(store, crowd[0])[1].slots == {}
    moved = list(read(store).standing.values())
    assert len(look(store, moved[0], TOMORROW)[1].slots) == 450
    save(store, drop=moved)
    assert look(store, moved[0], TOMORROW)[1].slots == {}
    assert read(store).standing == {}


def test_only_the_last_portion_calls_facts_planned(store: Store) -> None:
    """Who dies between two portions has said of no fact that a plan is saved of it."""
    logged = fact("logged", data=FactRetracted(retracts=derive("nothing")))
    before = begin(store, logged)
    assert before.unplanned == {logged.fact_id}
    crowd = [standing(f"n{number}") for number in range(150)]
    told = frozenset({derive("accepted")})
    change = PlanChange(before, put=crowd, planned=before.unplanned, announced=told)
    first, *rest = portions(change)
    assert rest
    store.save_plan(first)
    assert (read(store).unplanned, read(store).announced) == (before.unplanned, frozenset())
    for portion in rest:
        store.save_plan(portion)
    assert (read(store).unplanned, read(store).announced) == (frozenset(), told)
    assert len(read(store).standing) == 150


def test_a_plan_made_from_an_older_state_is_refused(store: Store) -> None:
    """Of two planners who read the same one holds; the other has changed nothing."""
    before = begin(store)
    store.save_plan(PlanChange(before, put=[standing("one")]))
    with pytest.raises(Conflict):
        store.save_plan(PlanChange(before, put=[standing("two")]))
    assert set(read(store).standing) == {derive("one")}


def test_newer_settings_are_kept_beside_the_plan(store: Store) -> None:
    """A replan after a change of settings leaves the relationship with the new ones."""
    begin(store)
    newer = replace(ROGER, playbook={"reminders_a_day": 5}, version=2)
    store.save_plan(PlanChange(read(store), seeker=newer))
    assert read(store).seeker == newer


def test_what_others_were_told_is_kept_beside_the_plan(store: Store) -> None:
    """It changes with a plan and only with one, and can be none again."""
    begin(store)
    told = frozenset({derive("accepted"), derive("accepted later")})
    store.save_plan(PlanChange(read(store), announced=told))
    assert read(store).announced == told
    store.save_plan(PlanChange(read(store), put=[standing("one")], announced=told))
    assert read(store).announced == told
    store.save_plan(PlanChange(read(store)))
    assert read(store).announced == frozenset()


def test_a_large_plan_is_kept_whole(store: Store) -> None:
    """More follow-ups than one transaction takes are no limit."""
    begin(store)
    many = [standing(f"number {number}") for number in range(100)]
    save(store, *many)
    assert set(read(store).standing) == {one.follow_up_id for one in many}


def test_the_agenda_is_in_the_order_of_time(store: Store) -> None:
    """Over all relationships, the nearest first, no more than asked for."""
    begin(store)
    begin(store, home=OTHER)
    save(store, standing("late", NOW + timedelta(days=2)), standing("soon"))
    save(store, standing("between", NOW + timedelta(days=1), home=OTHER), home=OTHER)
    titles = [one.follow_up["title"] for one in store.agenda(ROGER.seeker_id)]
    assert titles == ["soon", "between", "late"]
    assert [one.follow_up["title"] for one in store.agenda(ROGER.seeker_id, 1)] == ["soon"]
    assert store.agenda(OLGA.seeker_id) == []
    first = store.agenda(ROGER.seeker_id)[0]
    behind = store.agenda(ROGER.seeker_id, 1, (stamp(first.remind_at), first.follow_up_id))
    assert [one.follow_up["title"] for one in behind] == ["between"]


# Reminding.


def test_a_reminder_is_decided_from_one_read(store: Store) -> None:
    """The follow-up, its seeker and the whole day over all relationships."""
    begin(store)
    begin(store, home=OTHER)
    one, other = standing("one"), standing("other", importance=90, home=OTHER)
    save(store, one, standing("later", NOW + timedelta(days=1)))
    save(store, other, home=OTHER)
    grounds = store.due(HOME, one.follow_up_id, ROGER.seeker_id, TODAY)
    day = grounds.day
    assert (grounds.standing, grounds.seeker, grounds.held_back) == (one, ROGER, None)
    assert set(day.slots) == {one.follow_up_id, other.follow_up_id}
    assert day.slots[other.follow_up_id].importance == 90
    assert not any(slot.sent for slot in day.slots.values())


def test_a_reminder_that_is_passed_over_waits_no_longer(store: Store) -> None:
    """It leaves the day to others and the due index to those that wait, and stands as it stood."""
    begin(store)
    one = standing("one")
    save(store, one)
    store.pass_over(one)
    found, slots = look(store, one)
    assert found is not None
    assert (found.waits, found.claim, slots.slots) == (False, None, {})
    assert store.due_on(TODAY, NOW + timedelta(days=1)) == []
    assert [each.follow_up_id for each in store.agenda(ROGER.seeker_id)] == [one.follow_up_id]
    with pytest.raises(Conflict):
        store.pass_over(replace(one, remind_at=NOW + timedelta(days=2)))


def test_a_claim_is_one_of_us_only(store: Store) -> None:
    """Whoever read the same state and comes second is refused."""
    begin(store)
    one = standing("one")
    save(store, one)
    read_before, day = look(store, one)
    take(store, one)
    assert read_before is not None
    with pytest.raises(Conflict):
        store.claim(read_before, TODAY, day, NOW)
    claimed, slots = look(store, one)
    assert claimed is not None
    assert claimed.claim is not None
    assert (claimed.claim.occasion, claimed.claim.at) == (one.occasion, NOW)
    assert claimed.waits
    assert [slot.sent for slot in slots.slots.values()] == [True]


def test_a_stuck_claim_can_be_taken_over_once(store: Store) -> None:
    """After a crash one of us goes on, and its place in the day is not taken twice."""
    begin(store)
    one = standing("one")
    save(store, one)
    take(store, one)
    stuck, day = look(store, one)
    assert stuck is not None
    later = NOW + timedelta(minutes=10)
    store.claim(stuck, TODAY, day, later)
    with pytest.raises(Conflict):
        store.claim(stuck, TODAY, day, later)
    assert len(look(store, one)[1].slots) == 1
    take(store, one, later + timedelta(minutes=10))


def test_two_reminders_cannot_take_the_last_place(store: Store) -> None:
    """The day's count is part of the claim: whoever saw an older count looks again."""
    begin(store)
    one, two = standing("one"), standing("two")
    save(store, one, two)
    _, seen = look(store, two)
    take(store, one)
    with pytest.raises(Conflict):
        store.claim(two, TODAY, seen, NOW)
    take(store, two)
    assert sum(slot.sent for slot in look(store, one)[1].slots.values()) == 2


def test_what_was_replanned_cannot_be_claimed_by_its_old_time(store: Store) -> None:
    """A reminder that was moved meanwhile is not sent on the old word."""
    begin(store)
    one = standing("one")
    save(store, one)
    _, day = look(store, one)
    save(store, one.moved(NOW + timedelta(days=1), TOMORROW))
    with pytest.raises(Conflict):
        store.claim(one, TODAY, day, NOW)


def test_a_claim_given_back_leaves_all_as_it_was(store: Store) -> None:
    """A mail that was refused costs no place, and another try may claim."""
    begin(store)
    one = standing("one")
    save(store, one)
    before = look(store, one)
    take(store, one)
    store.release(one, TODAY)
    assert look(store, one) == before
    take(store, one)


def test_a_reminder_is_noted_once(store: Store) -> None:
    """The fact and the mark come together; noting it again, by whomever, changes nothing."""
    begin(store)
    one = standing("one")
    save(store, one)
    take(store, one)
    store.reminded(one, sent(one))
    store.reminded(one, sent(one).model_copy(update={"recorded_at": NOW + timedelta(hours=1)}))
    kept = store.find_standing(HOME, one.follow_up_id)
    assert kept is not None
    assert not kept.waits
    assert store.fact(HOME, sent(one).fact_id) == sent(one)
    with pytest.raises(Conflict):
        take(store, one)


def test_a_reminder_whose_follow_up_is_gone_is_noted_still(store: Store) -> None:
    """The mail went out, so the fact is kept, whatever the plan did meanwhile."""
    begin(store)
    gone, moved = standing("gone"), standing("moved")
    save(store, gone, moved)
    snoozed = replace(moved, occasion=derive("snoozed"))
    save(store, snoozed, drop=[gone])
    for one in (gone, moved):
        store.reminded(one, sent(one))
        assert store.fact(HOME, sent(one).fact_id) == sent(one)
    assert set(read(store).standing) == {moved.follow_up_id}
    assert read(store).standing[moved.follow_up_id].waits


def test_a_new_occasion_waits_again(store: Store) -> None:
    """A follow-up that was reminded of and snoozed is reminded of once more."""
    begin(store)
    one = standing("one")
    save(store, one)
    take(store, one)
    store.reminded(one, sent(one))
    again = replace(read(store).standing[one.follow_up_id], occasion=derive("again"))
    save(store, again)
    assert read(store).standing[one.follow_up_id].waits
    assert take(store, one).occasion == derive("again")


def test_planning_keeps_a_claim(store: Store) -> None:
    """A plan that is saved while a mail is on its way does not open the way for a second mail."""
    begin(store)
    one = standing("one")
    save(store, one)
    before = read(store)
    take(store, one)
    store.save_plan(PlanChange(before, put=[replace(one, draft={"text": "Hello"})]))
    kept = read(store).standing[one.follow_up_id]
    assert kept.claim is not None
    assert kept.draft == {"text": "Hello"}


def test_a_plan_cannot_bring_back_what_was_reminded(store: Store) -> None:
    """A plan made before a reminder went out is made again: else it would seem missed for ever."""
    begin(store)
    one = standing("one")
    save(store, one)
    before = read(store)
    take(store, one)
    store.reminded(one, sent(one))
    with pytest.raises(Conflict):
        store.save_plan(PlanChange(before, put=[replace(one, draft={"text": "Hello"})]))
    assert store.due_on(TODAY, NOW) == []


def test_a_plan_cannot_undo_a_move_of_the_day(store: Store) -> None:
    """A plan made before a full day moved a reminder on is made again from where it stands."""
    begin(store)
    one = standing("one")
    save(store, one)
    before = read(store)
    store.defer(one, one.moved(NOW + timedelta(days=1), TOMORROW))
    for change in (
        PlanChange(before, put=[replace(one, draft={"text": "Hello"})]),
        PlanChange(before, drop=[one]),
    ):
        with pytest.raises(Conflict):
            store.save_plan(change)
    assert read(store).standing[one.follow_up_id].day == TOMORROW


def test_a_deferred_reminder_changes_its_day(store: Store) -> None:
    """Its place goes with it; of two who defer it one is refused."""
    begin(store)
    one = standing("one")
    save(store, one)
    later = one.moved(NOW + timedelta(days=1), TOMORROW)
    store.defer(one, later)
    with pytest.raises(Conflict):
        store.defer(one, one.moved(NOW + timedelta(days=2), TOMORROW + timedelta(days=1)))
    assert look(store, one, TODAY)[1].slots == {}
    assert set(look(store, one, TOMORROW)[1].slots) == {one.follow_up_id}
    kept = read(store).standing[one.follow_up_id]
    assert (kept.first_at, kept.remind_at, kept.day) == (NOW, later.remind_at, TOMORROW)


def test_what_was_reminded_cannot_be_deferred(store: Store) -> None:
    """A late duplicate cannot put a reminder that went out back among those that wait."""
    begin(store)
    one = standing("one")
    save(store, one)
    take(store, one)
    store.reminded(one, sent(one))
    with pytest.raises(Conflict):
        store.defer(one, one.moved(NOW + timedelta(days=1), TOMORROW))
    assert store.due_on(TOMORROW, NOW + timedelta(days=2)) == []


def test_planning_moves_and_frees_the_days_places(store: Store) -> None:
    """The day holds what waits on it: no ghost takes a place from the others."""
    begin(store)
    one, two, three = standing("one"), standing("two"), standing("three")
    save(store, one, two, three)
    save(store, one.moved(NOW + timedelta(days=1), TOMORROW), drop=[two])
    assert set(look(store, one, TODAY)[1].slots) == {three.follow_up_id}
    assert set(look(store, one, TOMORROW)[1].slots) == {one.follow_up_id}


def test_what_was_reminded_of_is_found_when_it_lapses(store: Store) -> None:
    """The due index leads to it a second time, apart from what waits, until it waits anew."""
    begin(store)
    lapsing = replace(standing("one"), lapses_at=NOW + timedelta(days=1))
    lasting = standing("two")
    save(store, lapsing, lasting)
    assert store.lapsed_on(TOMORROW, NOW + timedelta(days=2)) == []
    for one in (lapsing, lasting):
        store.reminded(take(store, one), sent(one))
    assert store.due_on(TODAY, NOW) == store.due_on(TOMORROW, NOW + timedelta(days=2)) == []
    assert store.lapsed_on(TOMORROW, NOW + timedelta(hours=23)) == []
    (item,) = store.lapsed_on(TOMORROW, NOW + timedelta(days=1))
    assert (item.follow_up_id, item.at) == (lapsing.follow_up_id, NOW + timedelta(days=1))
    told = store.find_standing(HOME, lapsing.follow_up_id)
    assert told is not None
    save(store, replace(told, lapses_at=NOW + timedelta(days=1, hours=1)))
    assert store.lapsed_on(TOMORROW, NOW + timedelta(days=1)) == []
    assert len(store.lapsed_on(TOMORROW, NOW + timedelta(days=1, hours=1))) == 1
    save(store, replace(told, lapses_at=None))
    assert store.lapsed_on(TOMORROW, NOW + timedelta(days=2)) == []
    save(store, replace(told, occasion=derive("again"), lapses_at=NOW + timedelta(days=1)))
    assert store.lapsed_on(TOMORROW, NOW + timedelta(days=2)) == []
    assert len(store.due_on(TODAY, NOW)) == 1


def test_the_due_index_holds_what_waits(store: Store) -> None:
    """By UTC date, over all seekers, up to a moment; what was reminded of leaves it."""
    begin(store)
    begin(store, home=OTHER)
    one, two = standing("one"), standing("two", NOW + timedelta(minutes=1))
    save(store, one, two, standing("tomorrow", NOW + timedelta(days=1)))
    save(store, standing("other", home=OTHER), home=OTHER)
    due = store.due_on(TODAY, NOW)
    assert {item.follow_up_id for item in due} == {derive("one"), derive("other")}
    (item,) = [item for item in due if item.follow_up_id == one.follow_up_id]
    assert (item.relationship_id, item.seeker_id) == (HOME, ROGER.seeker_id)
    assert (item.occasion, item.at, item.day) == (one.occasion, NOW, TODAY)
    take(store, one)
    assert len(store.due_on(TODAY, NOW)) == 2
    store.reminded(one, sent(one))
    assert {item.follow_up_id for item in store.due_on(TODAY, NOW)} == {derive("other")}
    assert len(store.due_on(TODAY, NOW + timedelta(minutes=1))) == 2


def test_tend_remembers_how_far_it_came(store: Store) -> None:
    """A run goes on where the last one ended."""
    assert store.watch() is None
    later = Watch(
        NOW + timedelta(hours=1),
        NOW + timedelta(days=15),
        NOW + timedelta(minutes=5),
        NOW + timedelta(minutes=50),
    )
    store.watched(Watch(NOW, NOW + timedelta(days=14), NOW, NOW))
    store.watched(later)
    assert store.watch() == later


# Mail.


def test_an_answer_is_judged_from_one_read(store: Store) -> None:
    """Whose address wrote, whose follow-up it answers, and how that stands."""
    begin(store)
    store.add_seeker(OLGA)
    one = standing("one")
    save(store, one)
    place = ReplyTo(HOME, one.follow_up_id)
    arrival = store.inbound("mail", "Roger@seeker.example", place)
    assert (arrival.sender_is, arrival.owner) == (ROGER.seeker_id, ROGER)
    assert arrival.standing == one
    assert (arrival.taken_at, arrival.receipted) == (None, False)
    assert store.inbound("mail", OLGA.address, place).sender_is == OLGA.seeker_id
    assert store.inbound("mail", "dana@northwind.example", place).sender_is is None


def test_a_mail_to_nobody_belongs_to_nobody(store: Store) -> None:
    """An address of ours that leads nowhere has no owner."""
    store.add_seeker(ROGER)
    assert store.inbound("mail", ROGER.address, None).owner is None
    assert store.inbound("mail", ROGER.address, ReplyTo(HOME, derive("x"))).owner is None
    assert store.inbound("mail", ROGER.address, Capture(OLGA.seeker_id)).owner is None
    assert store.inbound("mail", ROGER.address, Capture(ROGER.seeker_id)).owner == ROGER


def test_a_mail_that_was_taken_is_known_again(store: Store) -> None:
    """With when that was, and whether its receipt went out."""
    begin(store)
    store.record(Recording([fact("second")], mail=TakenMail("mail", NOW)))
    assert store.inbound("mail", ROGER.address, None).taken_at == NOW
    assert not store.inbound("mail", ROGER.address, None).receipted
    store.receipted(digest("mail"))
    assert store.inbound("mail", ROGER.address, None).receipted
    assert store.inbound("another", ROGER.address, None).taken_at is None


def test_a_receipt_of_an_unknown_mail_makes_none(store: Store) -> None:
    """A late word about a forgotten mail does not bring it back."""
    store.receipted(digest("mail"))
    assert store.inbound("mail", ROGER.address, None).taken_at is None


def test_a_held_mail_is_shown_to_its_owner_once(store: Store) -> None:
    """However often it is delivered; what has no owner is kept apart."""
    mail = HeldMail("mail", ROGER.seeker_id, "not yours", NOW, "bucket", "incoming/mail")
    lost = replace(mail, mail_id="lost", seeker_id=None)
    for one in (mail, mail, lost):
        store.hold(one)
    assert store.held(ROGER.seeker_id) == [mail]
    assert store.held(None) == [lost]
    assert store.held(OLGA.seeker_id) == []


def test_a_held_mail_keeps_what_it_says_of_itself(store: Store) -> None:
    """As it was held first: delivered again, what its owner said meanwhile stays."""
    mail = HeldMail(
        "mail", ROGER.seeker_id, "not yours", NOW, "bucket", "incoming/mail",
        sender="Stan <stan@northwind.example>", subject="Hello", dated="2026-03-03T10:00+00:00",
        excerpt="Hi", notice="{}",
    )  # fmt: skip
    store.hold(mail)
    assert store.held_mail(ROGER.seeker_id, "mail") == mail
    assert store.held_mail(OLGA.seeker_id, "mail") is None
    assert store.let_in("mail", Release(ROGER.seeker_id, "theirs"), NOW)
    store.hold(mail)
    assert store.held(ROGER.seeker_id) == [replace(mail, released="theirs")]


def test_only_its_owner_lets_a_held_mail_in(store: Store) -> None:
    """What was said of it is found by the mail; thrown away, nothing is left of either."""
    store.add_seeker(ROGER)
    store.hold(HeldMail("mail", ROGER.seeker_id, "not yours", NOW, "bucket", "incoming/mail"))
    assert not store.let_in("mail", Release(OLGA.seeker_id, "mine"), NOW)
    assert not store.let_in("other", Release(ROGER.seeker_id, "mine"), NOW)
    assert store.inbound("x", "", None, delivery="mail").release is None
    release = Release(ROGER.seeker_id, "theirs", HOME, derive("stan"))
    assert store.let_in("mail", release, NOW)
    assert store.inbound("x", "", None, delivery="mail").release == release
    store.discard(ROGER.seeker_id, "mail")
    assert store.held(ROGER.seeker_id) == []
    assert store.inbound("x", "", None, delivery="mail").release is None


def test_a_mail_let_in_is_taken_under_an_id_of_its_own(store: Store) -> None:
    """It may have been taken before, as one to be looked at; being let in ends that."""
    begin(store)
    held = HeldMail("ses", ROGER.seeker_id, "whom?", NOW, "bucket", "incoming/mail")
    store.record(Recording([], mail=TakenMail("mail", NOW), held=held))
    assert store.held(ROGER.seeker_id) == [held]
    assert store.inbound("mail", "", None, delivery="ses").taken_at == NOW
    assert store.let_in("ses", Release(ROGER.seeker_id, "mine"), NOW)
    assert store.inbound("mail", "", None, delivery="ses").taken_at is None
    taken = TakenMail(let_in_as("ses"), NOW, silent=True)
    store.record(Recording([fact("second")], mail=taken, let_in=(ROGER.seeker_id, "ses")))
    arrival = store.inbound("mail", "", None, delivery="ses")
    assert (arrival.let_in, arrival.receipted, arrival.release) == (True, True, None)
    assert store.held(ROGER.seeker_id) == []


def test_receipts_are_counted_by_day(store: Store) -> None:
    """With the mail that they belong to, or not at all; nothing is recorded beyond the cap."""
    begin(store)

    def receipt(mail_id: str, day: date) -> None:
        cap = ReceiptCap(ROGER.seeker_id, day, 2)
        store.record(Recording([fact(mail_id)], mail=TakenMail(mail_id, NOW), cap=cap))

    receipt("one", TODAY)
    with pytest.raises(AlreadyTaken):
        receipt("one", TODAY)
    receipt("two", TODAY)
    with pytest.raises(EnoughReceipts):
        receipt("three", TODAY)
    assert store.inbound("three", "", None).taken_at is None
    receipt("three", TODAY + timedelta(days=1))


def test_who_a_mail_names_is_read_with_it(store: Store) -> None:
    """What lookup keys lead to, for the seeker whose own address it came to."""
    begin(store)
    known = {mail_lookup("stan@northwind.example"): Known(HOME, derive("stan"))}
    store.record(Recording([fact("second")], known=known))
    lookups = [*known, mail_lookup("who@elsewhere.example")]
    place = Capture(ROGER.seeker_id)
    assert store.inbound("mail", ROGER.address, place, known=lookups).known == known
    assert store.inbound("mail", ROGER.address, None, known=lookups).known == {}


def test_a_proposal_waits_for_its_seeker(store: Store) -> None:
    """What was read from a mail is found by its digest, by nobody else, the newest reading."""
    store.propose(ROGER.seeker_id, "mail", {"company": "Northwind", "round": 1}, NOW)
    store.propose(ROGER.seeker_id, "mail", {"company": "Northwind", "round": 2}, NOW)
    kept = store.proposal(ROGER.seeker_id, digest("mail"))
    assert kept == {"company": "Northwind", "round": 2}
    assert store.proposal(OLGA.seeker_id, digest("mail")) is None
    assert store.proposal(ROGER.seeker_id, digest("other")) is None


def waits(store: Store, who: Seeker = ROGER, most: int = 9) -> list[str]:
    """What waits for somebody, by name."""
    entries = store.inbox(who.seeker_id, most).entries
    return [one.mail_id if isinstance(one, HeldMail) else one.proposal_id for one in entries]


def waiting(name: str, minute: int, who: Seeker = ROGER, sender: str = "") -> HeldMail:
    """A mail that is held since that minute."""
    at = NOW + timedelta(minutes=minute)
    return HeldMail(name, who.seeker_id, "not yours", at, "raw", f"incoming/{name}", sender=sender)


def test_an_inbox_is_ordered_by_when_things_came(store: Store) -> None:
    """Held mails and what was read from others, the newest first, each seeker's own."""
    for name, minute in (("a", 2), ("z", 1), ("m", 4)):
        store.hold(waiting(name, minute))
    store.propose(ROGER.seeker_id, "mail", {"round": 1}, NOW + timedelta(minutes=3))
    store.hold(waiting("hers", 5, OLGA))
    store.hold(HeldMail("lost", None, "nobody", NOW, "raw", "incoming/lost"))
    assert waits(store) == ["m", digest("mail"), "a", "z"]
    assert waits(store, OLGA) == ["hers"]
    held, proposal, *_ = store.inbox(ROGER.seeker_id, 9).entries
    assert held == waiting("m", 4)
    assert proposal == Proposal(digest("mail"), {"round": 1})


def test_an_inbox_is_leafed_to_its_end(store: Store) -> None:
    """Nothing twice and nothing left out, also where what a page ended with is gone meanwhile."""
    for minute in range(7):
        store.hold(waiting(f"mail-{minute}", minute % 3))
    after, seen = None, []
    while True:
        page = store.inbox(ROGER.seeker_id, 2, after)
        seen += [one.mail_id for one in page.entries if isinstance(one, HeldMail)]
        if page.following is None:
            break
        store.discard(ROGER.seeker_id, seen[-1])
        after = page.following
    assert len(seen) == len(set(seen)) == 7
    assert [int(name[-1]) % 3 for name in seen] == [2, 2, 1, 1, 0, 0, 0]


def test_what_was_settled_waits_no_longer(store: Store) -> None:
    """A mail that was thrown away or taken, a reading that was thrown away or logged."""
    for number in (1, 2):
        store.hold(waiting(f"mail-{number}", number))
        store.propose(ROGER.seeker_id, f"told {number}", {"round": number}, NOW)
    store.propose(OLGA.seeker_id, "told 1", {"round": 9}, NOW)
    store.discard(ROGER.seeker_id, "mail-1")
    for _ in range(2):
        store.withdraw(ROGER.seeker_id, digest("told 1"))
    assert waits(store) == ["mail-2", digest("told 2")]
    begin(store)
    store.record(Recording([fact("logged")], key=proposal_key(digest("told 2"))))
    assert waits(store) == ["mail-2"]
    assert waits(store, OLGA) == [digest("told 1")]


def test_what_waits_from_a_forgotten_person_goes(store: Store) -> None:
    """Held mails by address, however it is written, interviews by address or by name within a
    company, the word on a mail with it; what is from others, or another seeker's, stays.
    """
    for number in range(60):
        sender = "Stan <STAN@contoso.example>" if number % 2 else "Lee <lee@contoso.example>"
        store.hold(waiting(f"m{number}", 4, sender=sender))
    store.hold(waiting("olgas", 4, OLGA, "Stan <stan@contoso.example>"))
    assert store.let_in("m1", Release(ROGER.seeker_id, "mine"), NOW)
    told: dict[str, dict[str, Any]] = {
        "by mail": {"company": "Other", "interviewers": [{"mail": "stan@contoso.example"}]},
        "by name": {"company": "Contoso", "interviewers": [{"name": "stan kowalski"}]},
        "elsewhere": {"company": "Other", "interviewers": [{"name": "Stan Kowalski"}]},
        "nobody": {"company": None, "interviewers": []},
    }
    for name, entry in told.items():
        store.propose(ROGER.seeker_id, name, entry, NOW)
    gone = [mail_lookup("stan@contoso.example"), name_lookup("Contoso", "Stan Kowalski")]
    store.forget_waiting(ROGER.seeker_id, gone)
    left = store.held(ROGER.seeker_id)
    assert {mail.address for mail in left} == {"lee@contoso.example"}
    assert len(left) == 30
    kept = [name for name in told if store.proposal(ROGER.seeker_id, digest(name))]
    assert kept == ["elsewhere", "nobody"]
    assert len(store.held(OLGA.seeker_id)) == 1
    arrival = store.inbound("<id>", ROGER.address, Capture(ROGER.seeker_id), delivery="m1")
    assert arrival.release is None
    store.forget_waiting(ROGER.seeker_id, gone)


def test_every_held_mail_is_told(store: Store) -> None:
    """However many there are: a download holds all of them."""
    for number in range(130):
        store.hold(waiting(f"m{number:03}", 4))
    assert [mail.mail_id for mail in store.held(ROGER.seeker_id)] == [
        f"m{number:03}" for number in range(130)
    ]


def test_who_held_mails_say_they_are_from_is_known_by_their_address(store: Store) -> None:
    """So that the seeker need not look for them among all others."""
    begin(store)
    stan = Known(HOME, derive("stan"))
    known = {mail_lookup("stan@northwind.example"): stan}
    store.record(Recording([fact("second")], known=known))
    store.hold(waiting("his", 1, sender="Stan K <Stan@northwind.example>"))
    store.hold(waiting("whose", 2, sender="who@elsewhere.example"))
    store.hold(waiting("hers", 3, OLGA, sender="stan@northwind.example"))
    assert store.inbox(ROGER.seeker_id, 9).known == {"Stan@northwind.example": stan}
    assert store.inbox(OLGA.seeker_id, 9).known == {}
