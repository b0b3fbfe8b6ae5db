"""Every key of the table, here and nowhere else.

S#<seeker>        PROFILE              the seeker
                  SESSION#<hash>       a signed-in browser
                  TOKEN#<hash>         a program that may ask
                  KNOWN#<what>#<hash>  a company or person met before
                  DAY#<date>           the day's reminders
                  HELD#<mail>          a mail to look at
                  RECEIPTS#<date>      how many receipts went out that day
                  RELATIONSHIP#<id>    that a relationship is theirs
                  PROPOSAL#<hash>      an interview read from a mail, to be confirmed
                  KEY#<hash>           a client's key, and what was recorded under it
R#<relationship>  HEAD                 version and a copy of the seeker's settings
                  FACT#<id>            a fact
                  PLAN#<id>            a follow-up
                  CARD#<kind>#<id>     what a list shows
A#<hash>          SEEKER               a verified address
L#<hash>          SIGN-IN              a one-time sign-in
Q#<hash>          TRIES                how often somebody asked lately
M#<hash>          TAKEN                a mail that was taken
I#<mail>          RELEASE              the owner's word on a held mail
NOBODY            HELD#<mail>          a mail that could be laid before nobody
TEND              UNTIL                how far tend has come
LEAVING           <seeker>             who wants everything deleted, until it is
STOP              MAIL                 why no reminder is mailed now; written by whoever operates it
"""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import UTC, date, datetime

from rapport.facts import derive

Key = tuple[str, str]

MOST_ORDER = 200
NOBODY = "NOBODY"
TEND: Key = ("TEND", "UNTIL")
LEAVING = "LEAVING"
STOP = ("STOP", "MAIL")


def digest(secret: str) -> str:
    """What is kept of a secret or an address: it can be found again, not read."""
    return hashlib.sha256(secret.encode()).hexdigest()[:40]


def fold(text: str) -> str:
    """Names and addresses compare without case, accents' encoding and extra blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def order(*words: str) -> str:
    """Where something stands in an alphabetical list. Sort keys have 1024 bytes, and characters up
    to four: names that are longer are told apart by their ids.
    """
    return " ".join(map(fold, words))[:MOST_ORDER]


def seeker(seeker_id: str) -> str:
    """Partition of a seeker."""
    return f"S#{seeker_id}"


def relationship(relationship_id: str) -> str:
    """Partition of a relationship."""
    return f"R#{relationship_id}"


def profile(seeker_id: str) -> Key:
    """The seeker."""
    return seeker(seeker_id), "PROFILE"


def session(seeker_id: str, secret: str) -> Key:
    """A session, by the hash of its secret."""
    return seeker(seeker_id), f"SESSION#{digest(secret)}"


def token(seeker_id: str, secret: str) -> Key:
    """A token of the API, by the hash of its secret."""
    return seeker(seeker_id), f"TOKEN#{digest(secret)}"


def leaving(seeker_id: str) -> Key:
    """That a seeker wants everything deleted."""
    return LEAVING, seeker_id


def known(seeker_id: str, lookup: str) -> Key:
    """What a lookup key leads to."""
    return seeker(seeker_id), f"KNOWN#{lookup}"


def company_lookup(company: str) -> str:
    """Lookup key of a company by its name."""
    return f"company#{derive(fold(company))}"


def mail_lookup(mail: str) -> str:
    """Lookup key of a person by mail address."""
    return f"mail#{derive(fold(mail))}"


def name_lookup(company: str, name: str) -> str:
    """Lookup key of a person by name, within a company."""
    return f"name#{derive(fold(company), fold(name))}"


def opening_lookup(company: str, title: str) -> str:
    """Lookup key of the newest opening for a position at a company."""
    return f"opening#{derive(fold(company), fold(title))}"


def apart(name: str) -> tuple[str, str] | None:
    """Name and company of somebody named with it, as in `Stan Kowalski (Northwind)`."""
    who, _, company = name.rstrip().removesuffix(")").rpartition(" (")
    return (who, company) if name.rstrip().endswith(")") and fold(who) and fold(company) else None


def contact_lookup(contact_id: str) -> str:
    """Lookup key of a person by id."""
    return f"contact#{contact_id}"


def day(seeker_id: str, on: date) -> Key:
    """A seeker's day."""
    return seeker(seeker_id), f"DAY#{on.isoformat()}"


def held(seeker_id: str | None, mail_id: str) -> Key:
    """A held mail."""
    return (seeker(seeker_id) if seeker_id else NOBODY), f"HELD#{mail_id}"


def release(mail_id: str) -> Key:
    """What the owner of a held mail said of it."""
    return f"I#{mail_id}", "RELEASE"


def receipts(seeker_id: str, on: date) -> Key:
    """How many receipts a seeker got on a day."""
    return seeker(seeker_id), f"RECEIPTS#{on.isoformat()}"


def belonging(seeker_id: str, relationship_id: str) -> Key:
    """A seeker's note that a relationship is theirs."""
    return seeker(seeker_id), f"RELATIONSHIP#{relationship_id}"


def proposal(seeker_id: str, mail_digest: str) -> Key:
    """An interview read from a mail, by the digest of the mail's id."""
    return seeker(seeker_id), f"PROPOSAL#{mail_digest}"


def head(relationship_id: str) -> Key:
    """The head of a relationship."""
    return relationship(relationship_id), "HEAD"


def fact(relationship_id: str, fact_id: str) -> Key:
    """A fact."""
    return relationship(relationship_id), f"FACT#{fact_id}"


def plan(relationship_id: str, follow_up_id: str) -> Key:
    """A follow-up."""
    return relationship(relationship_id), f"PLAN#{follow_up_id}"


def card(relationship_id: str, kind: str, card_id: str) -> Key:
    """A card."""
    return relationship(relationship_id), f"CARD#{kind}#{card_id}"


def address(mail: str) -> Key:
    """A seeker's verified address."""
    return f"A#{digest(fold(mail))}", "SEEKER"


def sign_in(token: str) -> Key:
    """A one-time sign-in."""
    return f"L#{digest(token)}", "SIGN-IN"


def tries(who: str) -> Key:
    """How often somebody asked lately."""
    return f"Q#{digest(who)}", "TRIES"


def client_key(seeker_id: str, key: str) -> Key:
    """What was recorded under a client's key."""
    return seeker(seeker_id), f"KEY#{digest(key)}"


def taken(mail_id: str) -> Key:
    """A mail that was taken."""
    return taken_by(digest(mail_id))


def taken_by(mail_digest: str) -> Key:
    """A mail that was taken, by the digest of its id."""
    return f"M#{mail_digest}", "TAKEN"


def stamp(at: datetime) -> str:
    """An instant as it sorts: UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def bucket(on: date, shard: int) -> str:
    """One partition of the due index: a UTC date, split so that no partition runs hot."""
    return f"{on.isoformat()}#{shard}"


def lapsing(on: date, shard: int) -> str:
    """The same index again: what was reminded of, under the UTC date when it becomes pointless."""
    return f"LAPSING#{bucket(on, shard)}"


def unplanned(on: date, shard: int) -> str:
    """The same index again: facts that no plan was saved of, under the UTC date of recording."""
    return f"UNPLANNED#{bucket(on, shard)}"


def shard(seeker_id: str, shards: int) -> int:
    """The shard that a seeker's follow-ups are in."""
    return int(hashlib.sha256(seeker_id.encode()).hexdigest()[:8], 16) % shards


def proposal_key(mail_digest: str) -> str:
    """The client's key under which an interview that was read from a mail is logged, once."""
    return f"form proposal {mail_digest}"


def waiting_since(at: datetime, name: str) -> str:
    """Where something stands in the inbox: by when it came."""
    return f"INBOX#{stamp(at)}#{name}"


def let_in_as(delivery: str) -> str:
    """The id under which a mail is taken that its owner let in: it may have been taken, as one to
    be looked at, under its own.
    """
    return f"let in {delivery}"
