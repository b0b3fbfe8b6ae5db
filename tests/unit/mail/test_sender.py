"""Who may change anything."""

from __future__ import annotations

import pytest

from rapport.mail import mime
from rapport.mail.sender import Reason, Trust, Verdicts, addressed, judge

VERIFIED = ("roger@mail.example", "Roger.Work@jobs.example")
GOOD = Verdicts(spam="PASS", virus="PASS", spf="PASS", dkim="PASS", dmarc="PASS")


def mail(*headers: str) -> mime.Message:
    return mime.read("\r\n".join([*headers, "", "done", ""]).encode())


def judged(*headers: str, verdicts: Verdicts = GOOD) -> Trust:
    return judge(mail(*headers), verdicts, VERIFIED)


@pytest.mark.parametrize(
    "sender",
    [
        "roger@mail.example",
        "Roger <roger@mail.example>",
        '"Roger, the seeker" <roger@mail.example>',
        "=?utf-8?q?Roger_J=C3=A4ger?= <ROGER@mail.example>",
        "roger.work@jobs.example",
    ],
)
def test_the_seeker_with_a_dmarc_pass_is_trusted(sender: str) -> None:
    """However the program writes the name, and from any verified address."""
    trust = judged(f"From: {sender}")
    assert (trust.trusted, trust.reason) == (True, Reason.DMARC)
    assert trust.address in {address.lower() for address in VERIFIED}


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ((), Reason.NO_FROM),
        (("From: ",), Reason.NO_FROM),
        (("From: roger@mail.example, stan@x.example",), Reason.SEVERAL_FROM),
        (("From: stan@x.example, roger@mail.example",), Reason.SEVERAL_FROM),
        (("From: roger@mail.example", "From: stan@x.example"), Reason.SEVERAL_FROM),
        (("From: roger@mail.example", "FROM: roger@mail.example"), Reason.SEVERAL_FROM),
        (("From: friends: roger@mail.example;",), Reason.ODD_FROM),
        (("From: roger@mail.example (really) <stan@x.example>",), Reason.ODD_FROM),
        (("From: <stan@x.example> roger@mail.example",), Reason.ODD_FROM),
        (("From: <stan@x.example> <roger@mail.example>",), Reason.ODD_FROM),
        (("From: roger@mail.example <stan@x.example>",), Reason.UNKNOWN_SENDER),
        (('From: "roger@mail.example" <stan@x.example>',), Reason.UNKNOWN_SENDER),
        (('From: "<roger@mail.example>" <stan@x.example>',), Reason.UNKNOWN_SENDER),
        (("From: =?utf-8?q?=3Croger=40mail.example=3E?= <stan@x.example>",), Reason.UNKNOWN_SENDER),
        (("From: roger@mail.example.x.example",), Reason.UNKNOWN_SENDER),
        (("From: roger@rnail.example",), Reason.UNKNOWN_SENDER),
        (("From: roger@m\u0430il.example",), Reason.ODD_FROM),
        (("From: roger@mail.example@x.example",), Reason.ODD_FROM),
        (("From: roger@mail.example", "Subject : odd"), Reason.ODD_HEADERS),
        (("From: roger@mail.example", "no header at all"), Reason.ODD_HEADERS),
        (("From: roger@mail.example", "X: a\rFrom: stan@x.example"), Reason.ODD_HEADERS),
        (("From: roger@mail.example", "X: a\0b"), Reason.ODD_HEADERS),
    ],
)
def test_a_sender_that_is_not_plainly_the_seeker_is_held(
    headers: tuple[str, ...], reason: Reason
) -> None:
    """Two addresses, display-name tricks, look-alike domains, headers read in two ways."""
    trust = judged(*headers)
    assert (trust.trusted, trust.reason, trust.address) == (False, reason, None)
    assert trust.sentence.endswith(".")


@pytest.mark.parametrize(
    ("verdicts", "reason"),
    [
        (Verdicts(), Reason.NO_VERDICTS),
        (Verdicts(dmarc="PASS", dkim="PASS"), Reason.NO_VERDICTS),
        (Verdicts(spam="PASS", dmarc="PASS"), Reason.NO_VERDICTS),
        (Verdicts("FAIL", "PASS", "PASS", "PASS", "PASS"), Reason.SPAM),
        (Verdicts("GRAY", "PASS", "PASS", "PASS", "PASS"), Reason.SPAM),
        (Verdicts("PASS", "FAIL", "PASS", "PASS", "PASS"), Reason.VIRUS),
        (Verdicts("PASS", "PROCESSING_FAILED", "PASS", "PASS", "PASS"), Reason.VIRUS),
        (Verdicts("PASS", "PASS", "PASS", "PASS", "FAIL", "reject"), Reason.DMARC_FAILED),
        (Verdicts("PASS", "PASS", "PASS", "PASS", "FAIL"), Reason.DMARC_FAILED),
        (Verdicts("PASS", "PASS", "PASS", "PASS", "GRAY", "none"), Reason.DMARC_FAILED),
        (Verdicts("PASS", "PASS", "PASS", "PASS", None), Reason.DMARC_UNKNOWN),
        (Verdicts("PASS", "PASS", "PASS", "PASS", "PROCESSING_FAILED"), Reason.DMARC_UNKNOWN),
        (Verdicts("PASS", "PASS", "PASS", "FAIL", "GRAY"), Reason.DKIM_FAILED),
        (Verdicts("PASS", "PASS", "PASS", None, "GRAY"), Reason.DKIM_FAILED),
        (Verdicts("PASS", "PASS", "PASS", "PASS", "GRAY"), Reason.DKIM_NOT_ALIGNED),
    ],
)
def test_without_proof_the_mail_is_held(verdicts: Verdicts, reason: Reason) -> None:
    """Missing, failed and unclear verdicts; a DMARC fail blocks the fallback to DKIM."""
    trust = judged("From: roger@mail.example", verdicts=verdicts)
    assert (trust.trusted, trust.reason) == (False, reason)


NO_DMARC = Verdicts(spam="PASS", virus="PASS", spf="PASS", dkim="PASS", dmarc="GRAY")
OWN = "DKIM-Signature: v=1; a=rsa-sha256; d=mail.example; s=k; h=from; bh=x; b=y"
STRANGE = "DKIM-Signature: v=1; a=rsa-sha256; d=x.example; s=k; h=from; bh=x; b=y"


@pytest.mark.parametrize(
    ("signatures", "trusted"),
    [
        ((OWN,), True),
        ((OWN, OWN), True),
        ((STRANGE,), False),
        ((OWN, STRANGE), False),
        (("DKIM-Signature: v=1; d=sub.mail.example; s=k; b=y",), False),
        (("DKIM-Signature: v=1; d=example; s=k; b=y",), False),
        (("DKIM-Signature: v=1; d=x.example; d=mail.example; b=y",), False),
        (("DKIM-Signature: v=1; s=k; b=y",), False),
        (("Authentication-Results: amazonses.com; dkim=pass header.d=mail.example",), False),
        ((), False),
    ],
)
def test_without_dmarc_every_signature_must_be_the_senders(
    signatures: tuple[str, ...], trusted: bool
) -> None:
    """Which signature passed is not known, so a stranger's beside it spoils the proof."""
    trust = judged("From: roger@mail.example", *signatures, verdicts=NO_DMARC)
    assert trust.trusted is trusted
    assert trust.reason is (Reason.DKIM if trusted else Reason.DKIM_NOT_ALIGNED)


def test_a_parent_domain_may_sign_for_its_child() -> None:
    """The holder of a domain controls what is below it."""
    message = mail("From: roger@post.mail.example", OWN)
    assert judge(message, NO_DMARC, ["roger@post.mail.example"]).trusted


def test_a_signature_over_a_part_of_the_mail_proves_nothing() -> None:
    """With a length, whoever got a signed mail could add a command to its end."""
    trust = judged("From: roger@mail.example", OWN.replace("v=1;", "v=1; l=10;"))
    assert (trust.trusted, trust.reason) == (False, Reason.DKIM_PARTIAL)


def test_verdicts_are_read_off_a_receipt_defensively() -> None:
    """What is missing or odd becomes None, and None is held."""
    receipt = {
        "spamVerdict": {"status": "PASS"},
        "virusVerdict": {"status": "pass"},
        "spfVerdict": "PASS",
        "dkimVerdict": {"status": None},
        "dmarcPolicy": "REJECT",
    }
    assert Verdicts.of(receipt) == Verdicts(spam="PASS", virus="PASS", dmarc_policy="reject")
    assert Verdicts.of({}) == Verdicts()


def test_a_mail_passed_on_shows_that_it_was_for_somebody_else() -> None:
    """A contact who sends the seeker's own mail on to a reply address cannot command with it."""
    message = mail("From: roger@mail.example", "To: Stan <stan@x.example>", "Cc: a@b.example")
    assert addressed(message, "STAN@x.example")
    assert not addressed(message, "reply+token@in.example")
