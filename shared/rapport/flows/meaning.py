"""What a mail of the seeker means: by where it was addressed, and what they said of it.

What is read of the store for it are the relationships that it is about, and the list of what is
pending where that is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapport.flows import capturing, understanding
from rapport.flows.capturing import Captured, Person
from rapport.flows.coming import coming
from rapport.flows.letter import Letter, content
from rapport.flows.reasons import TOO_MUCH, UNCLEAR
from rapport.flows.recording import Source
from rapport.flows.understanding.listing import told_without_matter
from rapport.flows.understanding.matter import matter as matter_of
from rapport.flows.understanding.matter import names
from rapport.flows.understanding.scribe import Meaning
from rapport.history import History
from rapport.mail import commands, compose, own_words, reply
from rapport.mail.address import Addresses, ReplyTo
from rapport.mail.compose import Link
from rapport.plan import FollowUp
from rapport.playbook import Playbook
from rapport.store import Arrival, Relationship, Release, Seeker, Standing, Store

MOST_FACTS = 80
"""Facts of one mail: they are stored all or none, and so is the undoing of them."""
MOST_PENDING = 10
"""Lines of the list of what is pending: what fits on a phone."""

ANSWERS = (commands.Done, commands.Skip, commands.Snooze)
"""Commands that need a reminder which still waits."""


class Meanings:
    """Finds out what a mail means."""

    def __init__(self, store: Store, *, public_url: str, addresses: Addresses | None) -> None:
        self._store = store
        self._public_url = public_url
        self._addresses = addresses

    def of(self, mail: Letter, arrival: Arrival, owner: Seeker, release: Release | None) -> Meaning:
        person = Person.named_in(release) if release else None
        if release and person and (release.how == "theirs" or not mail.is_to_us):
            meaning = self._named(mail, owner, person, "in" if release.how == "theirs" else "out")
        elif isinstance(mail.place, ReplyTo):
            meaning = self._answer(mail, mail.place, owner, arrival.standing)
        elif person:
            meaning = self._about(mail, owner, person)
        else:
            meaning = self._capture(mail, arrival, owner)
        silent = not meaning.facts and not meaning.receipt
        if person and (silent or len(meaning.facts) > MOST_FACTS):
            # Whom it is about was said: what it says is kept, whatever it may mean.
            meaning = self._about(mail, owner, person, as_note=True)
        say = compose.words(Playbook.of(owner.playbook).language)
        inbox = f"{self._public_url}/inbox"
        if len(meaning.facts) > MOST_FACTS:
            told = Link(say.say("receipt.too-much", url=inbox), inbox)
            return Meaning(receipt=[told], held=TOO_MUCH)
        if not meaning.facts and not meaning.receipt:
            told = Link(say.say("receipt.unclear", url=inbox), inbox)
            return Meaning(receipt=[told], held=UNCLEAR)
        return meaning

    def _answer(
        self, mail: Letter, place: ReplyTo, owner: Seeker, standing: Standing | None
    ) -> Meaning:
        playbook = Playbook.of(owner.playbook)
        follow_up = FollowUp.read(standing.follow_up) if standing else None
        relationship = self._relationship(place.relationship_id, owner)
        if relationship is None:
            return Meaning()
        with content():
            history = History.of(relationship.facts)
            sent = self._as_sent(mail, owner, follow_up, standing)
            words = reply.new_text(mail.message, sent=sent)
            understood = commands.understand(
                words,
                now=mail.now,
                zone=playbook.zone,
                language=playbook.language,
                own_name=owner.name,
                people=names(history),
            )
        pending: Sequence[Standing] = ()
        if any(isinstance(one, commands.ListPending) for one in understood):
            pending = self._store.agenda(owner.seeker_id, MOST_PENDING)
        with content():
            if mail.forwarded and (
                author := capturing.author_in(mail, history, place.relationship_id)
            ):
                homes = {place.relationship_id: relationship}
                return capturing.meaning(self._captured_of(mail, owner), [author], "in", homes)
            matter = matter_of(place, follow_up, history, playbook, self._public_url, pending)
            source = Source(owner, mail.key, mail.now, causation_id=place.follow_up_id)
            meaning = understanding.read(
                understood, matter, source, compose.words(playbook.language)
            )
            settled = follow_up is None and any(isinstance(one, ANSWERS) for one in understood)
            following = coming(
                relationship, meaning.facts, matter.contact_id, playbook, mail.now, settled=settled
            )
            meaning.receipt += following
            if settled and not following:
                url = f"{self._public_url}/plan"
                say = compose.words(playbook.language)
                meaning.receipt.append(Link(say.say("receipt.settled-on", url=url), url))
        return meaning

    def _as_sent(
        self, mail: Letter, owner: Seeker, follow_up: FollowUp | None, standing: Standing | None
    ) -> str | None:
        """What is answered: what of it comes back is no answer. A reminder as it was composed; of
        what was settled, and of a receipt, what can be recognised.
        """
        if follow_up is None or standing is None:
            return own_words.within(reply.whole_text(mail.message), owner.name)
        text, page = compose.told(
            follow_up,
            standing.draft,
            owner,
            public_url=self._public_url,
            addresses=self._addresses,
            late=True,  # one line more than where it came in time
        )
        return reply.both_as_sent(text, page)

    def _capture(self, mail: Letter, arrival: Arrival, owner: Seeker) -> Meaning:
        """What came to the seeker's own address: a copy, a forward, an interview, a command."""
        written_to, heard_from = capturing.people_of(mail, arrival.known)
        if written_to:
            return self._captured(mail, owner, written_to, "out")
        if heard_from:
            return self._captured(mail, owner, [heard_from], "in")
        if not mail.is_to_us:
            return Meaning()
        with content():
            told = capturing.interview(mail, owner, self._public_url)
        if told:
            entry, meaning = told
            self._store.propose(owner.seeker_id, mail.message.message_id, entry, mail.now)
            return meaning
        return self._asked(mail, owner)

    def _captured(
        self,
        mail: Letter,
        owner: Seeker,
        people: Sequence[Person],
        direction: capturing.Direction,
    ) -> Meaning:
        homes = dict.fromkeys(person.relationship_id for person in people)
        found = {home: self._relationship(home, owner) for home in homes}
        known = {home: one for home, one in found.items() if one}
        with content():
            return capturing.meaning(self._captured_of(mail, owner), people, direction, known)

    def _captured_of(self, mail: Letter, owner: Seeker) -> Captured:
        return Captured(mail, owner, self._public_url)

    def _named(
        self, mail: Letter, owner: Seeker, person: Person, direction: capturing.Direction
    ) -> Meaning:
        """A mail from or to somebody, as the seeker said when they let it in."""
        relationship = self._relationship(person.relationship_id, owner)
        if relationship is None:
            return Meaning()
        with content():
            return capturing.named(self._captured_of(mail, owner), person, direction, relationship)

    def _about(
        self, mail: Letter, owner: Seeker, person: Person, *, as_note: bool = False
    ) -> Meaning:
        """The seeker's own words about somebody, as they said when they let the mail in."""
        relationship = self._relationship(person.relationship_id, owner)
        if relationship is None:
            return Meaning()
        told = capturing.noted if as_note else capturing.about
        with content():
            return told(self._captured_of(mail, owner), person, relationship)

    def _asked(self, mail: Letter, owner: Seeker) -> Meaning:
        """A command that is about nobody in particular."""
        playbook = Playbook.of(owner.playbook)
        with content():
            asked = commands.understand(
                mail.words,
                now=mail.now,
                zone=playbook.zone,
                language=playbook.language,
                own_name=owner.name,
            )[:1]
        pending: Sequence[Standing] = ()
        if any(isinstance(one, commands.ListPending) for one in asked):
            pending = self._store.agenda(owner.seeker_id, MOST_PENDING)
        return Meaning(receipt=told_without_matter(asked, pending, playbook, mail.now))

    def _relationship(self, relationship_id: str, owner: Seeker) -> Relationship | None:
        found = self._store.relationship(relationship_id)
        return found if found and found.seeker.seeker_id == owner.seeker_id else None
