"""Who may change anything: only the seeker, and only where that is proved.

A reply address proves nothing, because whoever got a reminder forwarded holds it too. What counts
is who sent the mail, as the receiving service saw it:

- exactly one From header with exactly one plain address, and that address is a verified one of
  the seeker;
- the service scanned the mail and found neither spam nor virus;
- DMARC passed for the From domain; or the domain publishes no DMARC, and DKIM passed, aligned.

How each is read off the verdicts of an SES receipt notification (never off headers of the body
that claim results: whoever wrote the mail wrote those):

- *DMARC fails* wherever `dmarcVerdict` is FAIL or a `dmarcPolicy` is named: SES names the policy
  only for a mail that failed it. That blocks the fallback.
- *Publishes no DMARC* is `dmarcVerdict` GRAY with no `dmarcPolicy`. PROCESSING_FAILED (SES could
  not look the policy up) or a missing verdict proves nothing, so the mail is held.
- *DKIM aligned*: `dkimVerdict` PASS says that a signature verified, but not whose. A stranger may
  sign with a domain of their own and add a forged signature header in the seeker's name. So
  every `DKIM-Signature` header of the mail must name (`d=`) the From domain itself or a parent of
  it with at least two labels: whichever one passed, it was an aligned one. A child domain
  is not accepted, since hosts give those to customers. A mail that an intermediary signed as well
  is held; that is the price of trusting no header of the body.
- A `DKIM-Signature` with a length (`l=`) leaves the end of the mail open to whoever forwards it,
  so such a mail is held, also where DMARC passed on the strength of it.
- A header block that readers may understand differently (a bare CR, a NUL, a space before the
  colon, a line that is no header) is held, since SES may have judged another From than ours.

Anything else is held, with the reason in words, and shown to the seeker: never done, never lost.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from rapport.later import dataclass
from rapport.mail.mime import Message

PASS, FAIL, GRAY = "PASS", "FAIL", "GRAY"


@dataclass(frozen=True)
class Verdicts:
    """What the receiving service found; each PASS, FAIL, GRAY, PROCESSING_FAILED or None (missing).

    `dmarc_policy` is none, quarantine or reject, and only there when DMARC failed.
    """

    spam: str | None = None
    virus: str | None = None
    spf: str | None = None
    dkim: str | None = None
    dmarc: str | None = None
    dmarc_policy: str | None = None

    @classmethod
    def of(cls, receipt: Mapping[str, Any]) -> Verdicts:
        """The verdicts in the `receipt` object of an SES notification; odd values become None."""

        def status(name: str) -> str | None:
            verdict = receipt.get(name)
            value = verdict.get("status") if isinstance(verdict, Mapping) else None
            return value.upper() if isinstance(value, str) else None

        policy = receipt.get("dmarcPolicy")
        return cls(
            spam=status("spamVerdict"),
            virus=status("virusVerdict"),
            spf=status("spfVerdict"),
            dkim=status("dkimVerdict"),
            dmarc=status("dmarcVerdict"),
            dmarc_policy=policy.lower() if isinstance(policy, str) and policy else None,
        )


class Reason(StrEnum):
    """Why a mail is trusted or held."""

    DMARC = "dmarc"
    DKIM = "dkim"
    NO_FROM = "no-from"
    SEVERAL_FROM = "several-from"
    ODD_FROM = "odd-from"
    ODD_HEADERS = "odd-headers"
    UNKNOWN_SENDER = "unknown-sender"
    NO_VERDICTS = "no-verdicts"
    SPAM = "spam"
    VIRUS = "virus"
    DMARC_FAILED = "dmarc-failed"
    DMARC_UNKNOWN = "dmarc-unknown"
    DKIM_FAILED = "dkim-failed"
    DKIM_NOT_ALIGNED = "dkim-not-aligned"
    DKIM_PARTIAL = "dkim-partial"


SENTENCES: dict[Reason, str] = {
    Reason.DMARC: "The sender's domain vouches for this mail (DMARC).",
    Reason.DKIM: "The mail is signed by the sender's own domain (DKIM).",
    Reason.NO_FROM: "The mail does not say who it is from.",
    Reason.SEVERAL_FROM: "The mail says that it is from more than one address.",
    Reason.ODD_FROM: "The sender is written in a way that hides who it really is.",
    Reason.ODD_HEADERS: "The mail's headers are written so that programs read them differently.",
    Reason.UNKNOWN_SENDER: "The sender's address is not one of your verified addresses.",
    Reason.NO_VERDICTS: "The mail arrived without the results of the checks for spam and viruses.",
    Reason.SPAM: "The mail did not pass the check for spam.",
    Reason.VIRUS: "The mail did not pass the check for viruses.",
    Reason.DMARC_FAILED: "The sender's domain says that this mail is not from there (DMARC).",
    Reason.DMARC_UNKNOWN: "It could not be checked whether the sender's domain vouches for it.",
    Reason.DKIM_FAILED: "The sender's domain has no DMARC, and no valid signature is there.",
    Reason.DKIM_NOT_ALIGNED: "The mail is signed by somebody other than the sender's own domain.",
    Reason.DKIM_PARTIAL: "The signature leaves a part of the mail open to change.",
}


@dataclass(frozen=True)
class Trust:
    """Whether the mail may change anything; `address` is the proved sender, lower case."""

    trusted: bool
    reason: Reason
    address: str | None = None

    @property
    def sentence(self) -> str:
        """The reason in words for the seeker."""
        return SENTENCES[self.reason]


def judge(message: Message, verdicts: Verdicts, verified: Collection[str]) -> Trust:
    """Whether `message` is proved to come from one of the `verified` addresses."""
    held = (
        _unclear_sender(message) or _unscanned(verdicts) or _unverified(_address(message), verified)
    )
    if held:
        return Trust(False, held)
    reason = _proof(message, verdicts)
    trusted = reason in (Reason.DMARC, Reason.DKIM)
    return Trust(trusted, reason, _address(message) if trusted else None)


def _address(message: Message) -> str:
    return message.from_[0].address.lower()


def _unclear_sender(message: Message) -> Reason | None:
    if len(message.headers.get("from", ())) > 1 or len(message.from_) > 1:
        return Reason.SEVERAL_FROM
    if not message.from_:
        return Reason.NO_FROM
    if not message.from_is_plain:
        return Reason.ODD_FROM
    return None if message.headers_are_plain else Reason.ODD_HEADERS


def _unscanned(verdicts: Verdicts) -> Reason | None:
    if verdicts.spam is None or verdicts.virus is None:
        return Reason.NO_VERDICTS
    if verdicts.virus != PASS:
        return Reason.VIRUS
    return None if verdicts.spam == PASS else Reason.SPAM


def _unverified(address: str, verified: Collection[str]) -> Reason | None:
    known = {one.strip().lower() for one in verified}
    return None if address in known else Reason.UNKNOWN_SENDER


def _proof(message: Message, verdicts: Verdicts) -> Reason:
    if verdicts.dmarc == FAIL or verdicts.dmarc_policy:
        return Reason.DMARC_FAILED
    if any(_LENGTH.search(each) for each in message.headers.get("dkim-signature", ())):
        return Reason.DKIM_PARTIAL
    if verdicts.dmarc == PASS:
        return Reason.DMARC
    if verdicts.dmarc != GRAY:
        return Reason.DMARC_UNKNOWN
    if verdicts.dkim != PASS:
        return Reason.DKIM_FAILED
    return Reason.DKIM if _aligned(message) else Reason.DKIM_NOT_ALIGNED


_LENGTH = re.compile(r"(?:^|;)\s*l\s*=", re.IGNORECASE)
_SIGNER = re.compile(r"(?:^|;)\s*d\s*=\s*([A-Za-z0-9.-]{1,253})\s*(?=;|$)")


def _aligned(message: Message) -> bool:
    domain = _address(message).rpartition("@")[2]
    signatures = message.headers.get("dkim-signature", ())
    return bool(signatures) and all(_signed_by(signature, domain) for signature in signatures)


def _signed_by(signature: str, domain: str) -> bool:
    signers = [signer.lower() for signer in _SIGNER.findall(signature)]
    if len(signers) != 1:
        return False
    signer = signers[0]
    return signer == domain or ("." in signer and domain.endswith("." + signer))


def addressed(message: Message, recipient: str) -> bool:
    """Whether To or Cc name the address that the mail came to.

    Both are signed, so a mail to somebody else, passed on to us by who received it, shows
    itself here. A mail for which this is false (a Bcc copy, or such a replay) may be recorded as
    what it is, and must not be read for commands.
    """
    wanted = recipient.strip(" <>").lower()
    return any(box.address.strip().lower() == wanted for box in (*message.to, *message.cc))
