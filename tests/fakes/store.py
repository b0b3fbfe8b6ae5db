"""The store in memory. tests/contract holds it to what DynamoDB does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rapport.agenda import Day, Slot
from rapport.facts import Fact
from rapport.mail.address import Capture, ReplyTo
from rapport.store import (
    AddressTaken,
    AlreadyRecorded,
    AlreadyTaken,
    Arrival,
    Card,
    Claim,
    Conflict,
    DueItem,
    EnoughReceipts,
    Grounds,
    HeldMail,
    KeptMail,
    Known,
    Pace,
    PlanChange,
    Proposal,
    Recording,
    Relationship,
    Release,
    Seeker,
    Session,
    Standing,
    Token,
    Unplanned,
    Visit,
    Waiting,
    Watch,
)
from rapport.store.keys import digest, fold, let_in_as, mail_lookup, proposal_key, stamp
from rapport.store.recordings import NOT_PLANNED


def _second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


@dataclass
class _Home:
    """A relationship's partition."""

    seeker: Seeker | None = None
    version: int = 0
    facts: dict[str, Fact] = field(default_factory=dict)
    standing: dict[str, Standing] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)
    announced: frozenset[str] = frozenset()
    unplanned: dict[str, datetime] = field(default_factory=dict)

    def add(self, fact: Fact, learned_at: datetime | None = None) -> None:
        self.facts[fact.fact_id] = fact
        if fact.data.detail_type not in NOT_PLANNED:
            self.unplanned[fact.fact_id] = _second(learned_at or fact.recorded_at)


@dataclass
class _Taken:
    at: datetime
    receipt: tuple[tuple[str, str | None], ...] = ()
    receipted: bool = False
    seeker_id: str | None = None
    place: tuple[str, str] | None = None


class FakeStore:
    """Everything in dictionaries; each write happens whole or not at all.

    `on_write` is called with the name of each write of the plan before it happens, and may raise
    instead, or write something else in between.
    """

    def __init__(self) -> None:
        self.on_write: Callable[[str], None] = lambda _: None
        self.held_back: str | None = None
        self._seekers: dict[str, Seeker] = {}
        self._addresses: dict[str, str] = {}
        self._sign_ins: dict[str, tuple[str, str, datetime]] = {}
        self._sessions: dict[tuple[str, str], Session] = {}
        self._tokens: dict[tuple[str, str], Token] = {}
        self._asked: dict[tuple[str, str], tuple[int, int]] = {}
        self._tries: dict[str, tuple[int, datetime]] = {}
        self._known: dict[tuple[str, str], Known] = {}
        self._keys: dict[tuple[str, str], tuple[str, str]] = {}
        self._homes: dict[str, _Home] = {}
        self._belongs: dict[str, set[str]] = {}
        self._days: dict[tuple[str, date], dict[str, Slot]] = {}
        self._taken: dict[str, _Taken] = {}
        self._held: dict[str | None, dict[str, HeldMail]] = {}
        self._releases: dict[str, Release] = {}
        self._receipts: dict[tuple[str, date], int] = {}
        self._proposals: dict[tuple[str, str], tuple[dict[str, Any], datetime]] = {}
        self._watch: Watch | None = None
        self._leaving: dict[str, datetime] = {}

    def days(self, seeker_id: str) -> dict[date, set[str]]:
        """What is noted on each of a seeker's days, so that tests can look at all of them."""
        theirs = {day: set(slots) for (who, day), slots in self._days.items() if who == seeker_id}
        return {day: slots for day, slots in theirs.items() if slots}

    # People who sign in.

    def may_ask(self, who: str, most: int, until: datetime, now: datetime) -> bool:
        tries, ends = self._tries.get(who, (0, now))
        if ends <= now:
            self._tries[who] = (1, until)
            return True
        if tries >= most:
            return False
        self._tries[who] = (tries + 1, ends)
        return True

    def offer_sign_in(self, token: str, address: str, browser: str, expires_at: datetime) -> None:
        self._sign_ins[token] = (address, browser, expires_at)

    def take_sign_in(self, token: str, browser: str, now: datetime) -> str | None:
        address, good_in, expires_at = self._sign_ins.get(token, ("", "", now))
        if good_in != browser or expires_at <= now:
            return None
        del self._sign_ins[token]
        return address

    def seeker_by_address(self, address: str) -> Seeker | None:
        return self._seekers.get(self._addresses.get(fold(address), ""))

    def add_seeker(self, seeker: Seeker) -> None:
        if fold(seeker.address) in self._addresses or seeker.seeker_id in self._seekers:
            raise Conflict("the address is somebody's already")
        self._addresses[fold(seeker.address)] = seeker.seeker_id
        self._seekers[seeker.seeker_id] = seeker

    def change_seeker(self, seeker: Seeker) -> None:
        stands = self._seekers.get(seeker.seeker_id)
        if stands is None or stands.version != seeker.version - 1:
            raise Conflict("the settings were changed meanwhile")
        self._seekers[seeker.seeker_id] = seeker

    def add_address(self, seeker: Seeker, address: str) -> None:
        if self._addresses.get(fold(address), seeker.seeker_id) != seeker.seeker_id:
            raise AddressTaken("the address is somebody else's")
        if fold(address) in self._addresses:
            raise Conflict("the settings were changed meanwhile")
        self.change_seeker(seeker)
        self._addresses[fold(address)] = seeker.seeker_id

    def drop_address(self, seeker: Seeker, address: str) -> None:
        self.change_seeker(seeker)
        del self._addresses[fold(address)]

    def seeker(self, seeker_id: str) -> Seeker | None:
        return self._seekers.get(seeker_id)

    # Sessions and tokens.

    def open_session(self, secret: str, session: Session) -> None:
        used_on = session.opened_at.date() if session.opened_at else None
        self._sessions[session.seeker_id, digest(secret)] = replace(
            session,
            expires_at=_second(session.expires_at),
            opened_at=_second(session.opened_at) if session.opened_at else None,
            used_on=used_on,
        )

    def close_session(self, seeker_id: str, secret: str) -> None:
        self.close_sessions(seeker_id, [digest(secret)])

    def sessions(self, seeker_id: str, now: datetime) -> dict[str, Session]:
        return {
            name: session
            for (who, name), session in self._sessions.items()
            if who == seeker_id and session.expires_at > now
        }

    def close_sessions(self, seeker_id: str, session_ids: Iterable[str]) -> None:
        for session_id in session_ids:
            self._sessions.pop((seeker_id, session_id), None)

    def used(self, seeker_id: str, secret: str, on: date) -> None:
        key = (seeker_id, digest(secret))
        if key in self._sessions:
            self._sessions[key] = replace(self._sessions[key], used_on=on)

    def add_token(self, secret: str, token: Token) -> None:
        self._tokens[token.seeker_id, digest(secret)] = replace(
            token, made_at=_second(token.made_at)
        )

    def tokens(self, seeker_id: str) -> dict[str, Token]:
        return {name: token for (who, name), token in self._tokens.items() if who == seeker_id}

    def revoke_token(self, seeker_id: str, token_id: str) -> None:
        self._tokens.pop((seeker_id, token_id), None)

    def pace(self, seeker_id: str, secret: str, most: int, now: datetime) -> Pace | None:
        key, minute = (seeker_id, digest(secret)), int(now.timestamp()) // 60
        if key not in self._tokens:
            return None
        scope = self._tokens[key].scope
        counted, asked = self._asked.get(key, (minute, 0))
        if counted == minute and asked >= most:
            return Pace(scope, timedelta(seconds=(minute + 1) * 60 - now.timestamp()))
        if counted != minute or not asked:
            self._asked[key] = (minute, 1)
            self._tokens[key] = replace(self._tokens[key], used_on=now.astimezone(UTC).date())
        else:
            self._asked[key] = (minute, asked + 1)
        return Pace(scope)

    def visit(
        self,
        seeker_id: str,
        secret: str,
        now: datetime,
        known: Iterable[str] = (),
        *,
        token: bool = False,
    ) -> Visit:
        key = (seeker_id, digest(secret))
        seeker = self._seekers.get(seeker_id)
        session = None if token else self._sessions.get(key)
        lets_in = key in self._tokens if token else session and session.expires_at > now
        if seeker is None or not lets_in:
            return Visit(None, None)
        return Visit(seeker, session, self.known(seeker_id, known))

    # Leaving.

    def leave(self, seeker: Seeker, now: datetime) -> None:
        if self._seekers.get(seeker.seeker_id) != seeker:
            raise Conflict("the settings were changed meanwhile")
        del self._seekers[seeker.seeker_id]
        for address in seeker.addresses:
            del self._addresses[fold(address)]
        self._leaving[seeker.seeker_id] = _second(now)

    def leaving(self) -> dict[str, datetime]:
        return dict(self._leaving)

    def leaving_since(self, seeker_id: str) -> datetime | None:
        return self._leaving.get(seeker_id)

    def mails_of(self, seeker_id: str, most: int) -> list[KeptMail]:
        taken = [
            KeptMail(((f"M#{name}", "TAKEN"),), one.place)
            for name, one in self._taken.items()
            if one.seeker_id == seeker_id
        ]
        held = [
            KeptMail(((f"I#{name}", "RELEASE"), (f"S#{seeker_id}", f"HELD#{name}")), place)
            for name, one in self._held.get(seeker_id, {}).items()
            for place in [(one.bucket, one.key)]
        ]
        return [*taken[:most], *held[:most]]

    def forget_mails(self, mails: Sequence[KeptMail]) -> None:
        for pk, sk in [record for mail in mails for record in mail.records]:
            name = pk.partition("#")[2]
            if sk == "TAKEN":
                self._taken.pop(name, None)
            elif sk == "RELEASE":
                self._releases.pop(name, None)
            else:
                self._held[name].pop(sk.removeprefix("HELD#"), None)

    def forget_own(self, seeker_id: str) -> None:
        every: list[dict[tuple[str, Any], Any]] = [
            self._sessions,
            self._tokens,
            self._known,
            self._keys,
            self._days,
            self._proposals,
        ]
        for kept in every:
            for key in [key for key in kept if key[0] == seeker_id]:
                del kept[key]

    def follow_ups_in(self, relationship_id: str) -> list[str]:
        home = self._homes.get(relationship_id)
        return sorted(home.standing) if home else []

    def forget_relationship(self, relationship_id: str) -> None:
        self._homes.pop(relationship_id, None)

    def left(self, seeker_id: str) -> None:
        self.forget_own(seeker_id)
        self._belongs.pop(seeker_id, None)
        self._leaving.pop(seeker_id, None)

    # Facts.

    def record(self, recording: Recording) -> None:
        self._refuse(recording)
        if recording.mail is not None:
            self._taken[digest(recording.mail.mail_id)] = _Taken(
                _second(recording.mail.at),
                recording.mail.receipt,
                recording.mail.silent,
                recording.mail.seeker_id,
                recording.mail.place,
            )
        if recording.cap is not None:
            day = (recording.cap.seeker_id, recording.cap.day)
            self._receipts[day] = self._receipts.get(day, 0) + 1
        if recording.held is not None:
            held = recording.held
            self._held.setdefault(held.seeker_id, {})[held.mail_id] = held
        if recording.let_in is not None and recording.held is None:
            self.discard(*recording.let_in)
        if recording.let_in is not None:
            self._releases.pop(recording.let_in[1], None)
        if recording.key is not None:
            first = recording.facts[0]
            self._keys[first.seeker_id, recording.key] = (first.relationship_id, first.fact_id)
        for fact in recording.facts:
            self._home(fact.relationship_id).add(fact, recording.learned_at)
        if recording.new_relationship is not None:
            home = self._home(recording.facts[0].relationship_id)
            home.seeker, home.version = recording.new_relationship, 1
            self._belongs.setdefault(recording.new_relationship.seeker_id, set()).add(
                recording.facts[0].relationship_id
            )
        for lookup, known in recording.known.items():
            self._known[recording.facts[0].seeker_id, lookup] = known

    def _refuse(self, recording: Recording) -> None:
        if recording.mail is not None and digest(recording.mail.mail_id) in self._taken:
            raise AlreadyTaken("this mail was taken before")
        if recording.key is not None:
            before = self._keys.get((recording.facts[0].seeker_id, recording.key))
            if before:
                raise AlreadyRecorded(*before)
        for fact in recording.facts:
            if fact.fact_id in self._home(fact.relationship_id).facts:
                raise AlreadyRecorded(fact.relationship_id, fact.fact_id)
        cap = recording.cap
        if cap is not None and self._receipts.get((cap.seeker_id, cap.day), 0) >= cap.most:
            raise EnoughReceipts("no more receipts today")
        begins = recording.new_relationship
        if begins is not None:
            stands = self._seekers.get(begins.seeker_id)
            is_there = self._home(recording.facts[0].relationship_id).seeker is not None
            if is_there or stands is None or stands.version != begins.version:
                raise Conflict("the relationship or the settings were changed meanwhile")

    def _home(self, relationship_id: str) -> _Home:
        return self._homes.setdefault(relationship_id, _Home())

    def rewrite(self, relationship_id: str, facts: Sequence[Fact], removed: Sequence[str]) -> None:
        home = self._home(relationship_id)
        home.facts |= {fact.fact_id: fact for fact in facts}
        for fact_id in removed:
            home.facts.pop(fact_id, None)

    def forget_known(self, seeker_id: str, lookups: Iterable[str], ids: Collection[str]) -> None:
        for lookup in lookups:
            known = self._known.get((seeker_id, lookup))
            if known and known.contact_id in ids:
                del self._known[seeker_id, lookup]

    def known(self, seeker_id: str, keys: Iterable[str]) -> dict[str, Known]:
        return {key: self._known[seeker_id, key] for key in keys if (seeker_id, key) in self._known}

    def fact(self, relationship_id: str, fact_id: str) -> Fact | None:
        return self._home(relationship_id).facts.get(fact_id)

    def recorded_under(self, seeker_id: str, key: str) -> tuple[str, str] | None:
        return self._keys.get((seeker_id, key))

    def relationship(self, relationship_id: str) -> Relationship | None:
        home = self._home(relationship_id)
        if home.seeker is None:
            return None
        # In the order of their ids, as a partition is read: no order that means anything.
        facts = tuple(home.facts[fact_id] for fact_id in sorted(home.facts))
        return Relationship(
            relationship_id,
            home.seeker,
            home.version,
            facts,
            dict(home.standing),
            dict(home.cards),
            home.announced,
            frozenset(home.unplanned),
        )

    # The plan.

    def save_plan(self, change: PlanChange) -> None:
        self.on_write("save_plan")
        home = self._home(change.relationship.relationship_id)
        if home.version != change.relationship.version:
            raise Conflict("the relationship was planned meanwhile")
        for touched in (*change.put, *change.drop):
            self._unchanged(change.relationship.standing.get(touched.follow_up_id), touched, home)
        home.version += 1
        home.announced = change.announced
        for fact_id in change.planned:
            home.unplanned.pop(fact_id, None)
        if change.seeker is not None:
            home.seeker = change.seeker
        for standing in change.put:
            self._put(home, standing, change.relationship)
        for standing in change.drop:
            home.standing.pop(standing.follow_up_id, None)
            if standing.waits:
                self._leave(standing)
        for card in change.cards:
            home.cards[f"CARD#{card.kind}#{card.card_id}"] = card
        for card in change.dropped_cards:
            home.cards.pop(f"CARD#{card.kind}#{card.card_id}", None)

    @staticmethod
    def _unchanged(read: Standing | None, touched: Standing, home: _Home) -> None:
        stands = home.standing.get(touched.follow_up_id)
        if read is None or stands is None:
            return
        if (stands.remind_at, stands.reminded) != (read.remind_at, read.reminded):
            raise Conflict("the follow-up was reminded or moved meanwhile")

    def _put(self, home: _Home, standing: Standing, read: Relationship) -> None:
        stood = home.standing.get(standing.follow_up_id)
        before = read.standing.get(standing.follow_up_id)
        if before is not None and before.waits and before.day != standing.day:
            self._leave(before)
        if standing.waits:
            self._enter(standing)
        claim = stood.claim if stood else None
        reminded = stood.reminded if stood else None
        if not standing.waits:
            reminded = standing.occasion
        home.standing[standing.follow_up_id] = replace(standing, claim=claim, reminded=reminded)

    def _slots(self, standing: Standing, day: date) -> dict[str, Slot]:
        return self._days.setdefault((standing.seeker_id, day), {})

    def _enter(self, standing: Standing) -> None:
        slot = Slot(standing.importance, _second(standing.remind_at))
        self._slots(standing, standing.day)[standing.follow_up_id] = slot

    def _leave(self, standing: Standing) -> None:
        self._slots(standing, standing.day).pop(standing.follow_up_id, None)

    def relationships_of(self, seeker_id: str) -> list[str]:
        return sorted(self._belongs.get(seeker_id, ()))

    def agenda(
        self, seeker_id: str, most: int = 100, after: tuple[str, str] | None = None
    ) -> list[Standing]:
        theirs = {
            (stamp(one.remind_at), one.follow_up_id): one
            for one in self._all()
            if one.seeker_id == seeker_id
        }
        return [theirs[place] for place in sorted(theirs) if after is None or place > after][:most]

    def _all(self) -> list[Standing]:
        return [one for home in self._homes.values() for one in home.standing.values()]

    def cards(
        self,
        seeker_id: str,
        kind: str,
        most: int = 100,
        after: tuple[str, str] | None = None,
        *,
        begins: str = "",
        backwards: bool = False,
    ) -> list[Card]:
        theirs = {
            (card.order, card.card_id): card
            for relationship_id in self._belongs.get(seeker_id, ())
            for card in self._home(relationship_id).cards.values()
            if card.kind == kind and card.order.startswith(begins)
        }
        behind = [
            place
            for place in sorted(theirs, reverse=backwards)
            if after is None or (place < after if backwards else place > after)
        ]
        return [theirs[place] for place in behind][:most]

    # Reminding.

    def due(self, relationship_id: str, follow_up_id: str, seeker_id: str, day: date) -> Grounds:
        slots = dict(self._days.get((seeker_id, day), {}))
        standing = self.find_standing(relationship_id, follow_up_id)
        return Grounds(standing, self._seekers.get(seeker_id), Day(slots), self.held_back)

    def claim(self, standing: Standing, day: date, seen: Day, now: datetime) -> None:
        self.on_write("claim")
        stands = self.find_standing(standing.relationship_id, standing.follow_up_id)
        if (
            stands is None
            or (stands.occasion, stands.remind_at) != (standing.occasion, standing.remind_at)
            or stands.claim != standing.claim
            or not stands.waits
            or self._places(self._slots(standing, day)) != self._places(seen.slots)
        ):
            raise Conflict("the follow-up was changed meanwhile")
        self._keep(replace(stands, claim=Claim(standing.occasion, _second(now))))
        slots = self._slots(standing, day)
        slots.pop(standing.follow_up_id, None)
        at = _second(standing.remind_at)
        slots[standing.occasion] = Slot(standing.importance, at, sent=True)

    @staticmethod
    def _places(slots: Any) -> int:
        return sum(slot.sent for slot in slots.values())

    def _keep(self, standing: Standing) -> None:
        self._home(standing.relationship_id).standing[standing.follow_up_id] = standing

    def release(self, standing: Standing, day: date) -> None:
        self.on_write("release")
        stands = self.find_standing(standing.relationship_id, standing.follow_up_id)
        slots = self._slots(standing, day)
        is_mine = stands and stands.claim and stands.claim.occasion == standing.occasion
        if stands is None or not is_mine or standing.occasion not in slots:
            raise Conflict("the follow-up was changed meanwhile")
        self._keep(replace(stands, claim=None))
        del slots[standing.occasion]
        slots[standing.follow_up_id] = Slot(standing.importance, _second(standing.remind_at))

    def reminded(self, standing: Standing, fact: Fact) -> None:
        self.on_write("reminded")
        home = self._home(fact.relationship_id)
        if fact.fact_id in home.facts:
            return
        home.facts[fact.fact_id] = fact
        stands = home.standing.get(standing.follow_up_id)
        if stands is not None and stands.occasion == standing.occasion:
            self._keep(replace(stands, reminded=standing.occasion))

    def pass_over(self, standing: Standing) -> None:
        self.on_write("pass_over")
        stands = self.find_standing(standing.relationship_id, standing.follow_up_id)
        was = (standing.occasion, standing.remind_at)
        if stands is None or (stands.occasion, stands.remind_at) != was:
            raise Conflict("the follow-up was changed meanwhile")
        self._leave(standing)
        self._keep(replace(stands, reminded=standing.occasion))

    def defer(self, standing: Standing, later: Standing) -> None:
        self.on_write("defer")
        stands = self.find_standing(standing.relationship_id, standing.follow_up_id)
        if stands is None or stands.remind_at != standing.remind_at or not stands.waits:
            raise Conflict("the follow-up was changed meanwhile")
        self._leave(standing)
        self._keep(stands.moved(_second(later.remind_at), later.day))
        self._enter(later)

    def find_standing(self, relationship_id: str, follow_up_id: str) -> Standing | None:
        return self._home(relationship_id).standing.get(follow_up_id)

    def due_on(self, day: date, until: datetime, since: datetime | None = None) -> list[DueItem]:
        due = [
            one
            for one in self._all()
            if one.waits
            and one.remind_at.astimezone(UTC).date() == day
            and one.remind_at <= _second(until)
            and (since is None or one.remind_at >= _second(since))
        ]
        return [
            DueItem(
                one.follow_up_id,
                one.relationship_id,
                one.seeker_id,
                one.occasion,
                one.remind_at,
                one.day,
            )
            for one in sorted(due, key=lambda one: (one.remind_at, one.relationship_id))
        ]

    def lapsed_on(self, day: date, until: datetime) -> list[DueItem]:
        return [
            DueItem(
                one.follow_up_id,
                one.relationship_id,
                one.seeker_id,
                one.occasion,
                one.lapses_at,
                one.day,
            )
            for one in sorted(self._all(), key=lambda one: one.relationship_id)
            if not one.waits
            and one.lapses_at
            and one.lapses_at.astimezone(UTC).date() == day
            and one.lapses_at <= _second(until)
        ]

    def unplanned_on(self, day: date, until: datetime) -> list[Unplanned]:
        return sorted(
            (
                Unplanned(relationship_id, home.facts[fact_id].seeker_id, fact_id, at)
                for relationship_id, home in self._homes.items()
                for fact_id, at in home.unplanned.items()
                if at.date() == day and at <= _second(until)
            ),
            key=lambda one: (one.at, one.relationship_id),
        )

    def watch(self) -> Watch | None:
        return self._watch

    def watched(self, watch: Watch) -> None:
        self._watch = Watch(
            _second(watch.reminded_until),
            _second(watch.scheduled_until),
            _second(watch.lapsed_until),
            _second(watch.planned_until),
        )

    # Mail.

    def inbound(
        self,
        mail_id: str,
        sender: str,
        place: ReplyTo | Capture | None,
        *,
        delivery: str = "",
        known: Iterable[str] = (),
    ) -> Arrival:
        owner = standing = None
        met: dict[str, Known] = {}
        match place:
            case ReplyTo(relationship_id, follow_up_id):
                owner = self._home(relationship_id).seeker
                standing = self.find_standing(relationship_id, follow_up_id)
            case Capture(seeker_id):
                owner = self._seekers.get(seeker_id)
                met = self.known(seeker_id, known)
        taken = self._taken.get(digest(let_in_as(delivery)))
        release = self._releases.get(delivery)
        let_in = taken is not None
        if taken is None and release is None:
            taken = self._taken.get(digest(mail_id))
        return Arrival(
            sender_is=self._addresses.get(fold(sender)),
            owner=owner,
            standing=standing,
            taken_at=taken.at if taken else None,
            receipt=taken.receipt if taken else (),
            receipted=taken.receipted if taken else False,
            let_in=let_in,
            known=met,
            release=release,
        )

    def hold(self, held: HeldMail) -> None:
        self._held.setdefault(held.seeker_id, {}).setdefault(held.mail_id, held)

    def held(self, seeker_id: str | None) -> list[HeldMail]:
        theirs = self._held.get(seeker_id, {})
        return [theirs[mail_id] for mail_id in sorted(theirs)]

    def held_mail(self, seeker_id: str, mail_id: str) -> HeldMail | None:
        return self._held.get(seeker_id, {}).get(mail_id)

    def let_in(self, mail_id: str, release: Release, now: datetime) -> bool:
        held = self.held_mail(release.seeker_id, mail_id)
        if held is None:
            return False
        self._held[release.seeker_id][mail_id] = replace(held, released=release.how)
        self._releases[mail_id] = release
        return True

    def discard(self, seeker_id: str, mail_id: str) -> None:
        self._held.get(seeker_id, {}).pop(mail_id, None)
        self._releases.pop(mail_id, None)

    def propose(self, seeker_id: str, mail_id: str, entry: dict[str, Any], now: datetime) -> None:
        self._proposals[seeker_id, digest(mail_id)] = entry, now

    def proposal(self, seeker_id: str, mail_digest: str) -> dict[str, Any] | None:
        kept = self._proposals.get((seeker_id, mail_digest))
        return kept[0] if kept else None

    def forget_waiting(self, seeker_id: str, lookups: Collection[str]) -> None:
        for mail in self.held(seeker_id):
            if not mail.lookups.isdisjoint(lookups):
                self.discard(seeker_id, mail.mail_id)
        for (who, name), (entry, _) in list(self._proposals.items()):
            if who == seeker_id and not Proposal(name, entry).lookups.isdisjoint(lookups):
                self.withdraw(seeker_id, name)

    def inbox(self, seeker_id: str, most: int, after: tuple[str, str] | None = None) -> Waiting:
        waiting: dict[tuple[str, str], HeldMail | Proposal] = {
            (stamp(one.received_at), name): one
            for name, one in self._held.get(seeker_id, {}).items()
        }
        for (who, name), (entry, at) in self._proposals.items():
            if who == seeker_id:
                waiting[stamp(at), name] = Proposal(name, entry)
        newest = [place for place in sorted(waiting, reverse=True) if not after or place < after]
        entries = [waiting[place] for place in newest[:most]]
        senders = {one.address for one in entries if isinstance(one, HeldMail)}
        found = {sender: self._known.get((seeker_id, mail_lookup(sender))) for sender in senders}
        return Waiting(
            tuple(
                one
                for one in entries
                if isinstance(one, HeldMail)
                or (seeker_id, proposal_key(one.proposal_id)) not in self._keys
            ),
            {sender: known for sender, known in found.items() if sender and known},
            newest[most - 1] if len(newest) > most else None,
        )

    def withdraw(self, seeker_id: str, mail_digest: str) -> None:
        self._proposals.pop((seeker_id, mail_digest), None)

    def receipted(self, mail_digest: str) -> None:
        if mail_digest in self._taken:
            self._taken[mail_digest].receipted = True
