"""The addresses that answers go to: signed, expiring, small enough for a mail address.

    reply+<key><relationship><follow-up><day><mac>@domain   answers one reminder
    log+<key><seeker><mac>@domain                           takes in anything else

An interviewer to whom a reminder was forwarded holds its address too, so it proves where a mail
belongs and never who wrote it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b32encode
from datetime import UTC, datetime, timedelta

from rapport.later import dataclass

VALID_DAYS = 180
"""An answer may come late, after a long illness too; past half a year it is held."""

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_MAC_BYTES = 10  # 80 bits
_ID = 16


class BadAddress(ValueError):
    """A recipient that is no address of ours; the subclasses say how."""


class ForeignAddress(BadAddress):
    """Not of the shape that we give out."""


class ForgedAddress(BadAddress):
    """Of our shape, but not signed by a key that we know."""


@dataclass(frozen=True)
class ReplyTo:
    """An answer to the reminder of one follow-up, or to the receipt of one mail.

    The id of that mail's journey then stands where the follow-up's would.
    """

    relationship_id: str
    follow_up_id: str


class ExpiredAddress(BadAddress):
    """Ours, and too old; `place` is what it stood for."""

    def __init__(self, place: ReplyTo) -> None:
        super().__init__("the address has expired")
        self.place = place


@dataclass(frozen=True)
class Capture:
    """A mail for the record of one seeker."""

    seeker_id: str


@dataclass(frozen=True)
class Keys:
    """Signing keys by their one-letter id; `current` signs, all of them are accepted."""

    current: str
    keys: dict[str, bytes]

    @classmethod
    def read(cls, secret: str) -> Keys:
        """From a secret's text: one random string, or `{"current": "b", "keys": {"a": …}}`."""
        if not secret.startswith("{"):
            return cls("a", {"a": secret.encode()})
        told = json.loads(secret)
        return cls(told["current"], {name: key.encode() for name, key in told["keys"].items()})

    def signature(self, purpose: str, payload: str, key: str | None = None) -> str:
        """The key's id and what it makes of a payload: 17 letters and digits."""
        key = key or self.current
        text = f"{purpose}|{key}|{payload}".encode()
        digest = hmac.digest(self.keys[key], text, hashlib.sha256)
        return key + b32encode(digest[:_MAC_BYTES]).decode().lower()

    def signed(self, purpose: str, payload: str, signature: str) -> bool:
        """Whether one of the keys made this signature."""
        key = signature[:1]
        return key in self.keys and hmac.compare_digest(
            signature.encode(), self.signature(purpose, payload, key).encode()
        )


class Addresses:
    """Gives out and reads the addresses of one mail domain."""

    def __init__(self, domain: str, keys: Keys) -> None:
        self.domain = domain
        self._keys = keys

    def reply(self, to: ReplyTo, now: datetime) -> str:
        """Where an answer to this follow-up's reminder goes, valid for `VALID_DAYS`."""
        expires = _day(now + timedelta(days=VALID_DAYS))
        return self._signed("reply", f"{to.relationship_id}{to.follow_up_id}{_word(expires)}")

    def capture(self, seeker_id: str) -> str:
        """The seeker's own address for copies, forwards and interviews logged by mail."""
        return self._signed("log", seeker_id)

    def read(self, recipient: str, now: datetime) -> ReplyTo | Capture:
        """What a recipient address stands for.

        Raises:
            ForeignAddress, ForgedAddress, ExpiredAddress: as their names say.
        """
        local, _, domain = recipient.strip().lower().rpartition("@")
        purpose, plus, token = local.partition("+")
        length = {"reply": 2 * _ID + 4, "log": _ID}.get(purpose, 0)
        if domain != self.domain or not plus or len(token) != 1 + length + 16:
            raise ForeignAddress("this is no address that we gave out")
        key, payload, mac = token[0], token[1:-16], token[-16:]
        if not self._keys.signed(purpose, payload, key + mac):
            raise ForgedAddress("the address carries no valid signature")
        if purpose == "log":
            return Capture(payload)
        place = ReplyTo(payload[:_ID], payload[_ID : 2 * _ID])
        if _number(payload[-4:]) < _day(now):
            raise ExpiredAddress(place)
        return place

    def _signed(self, purpose: str, payload: str) -> str:
        signature = self._keys.signature(purpose, payload)
        return f"{purpose}+{signature[0]}{payload}{signature[1:]}@{self.domain}"


def _day(now: datetime) -> int:
    return (now - _EPOCH).days


def _word(number: int) -> str:
    return "".join(_DIGITS[number >> shift & 31] for shift in (15, 10, 5, 0))


def _number(word: str) -> int:
    number = 0
    for letter in word:
        number = number << 5 | _DIGITS.index(letter)
    return number
