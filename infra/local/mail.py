"""Mail out is caught in a mailbox; mail in takes the way of the template's receipt rules."""

import base64
import email
import json
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser
from email.utils import formatdate, getaddresses
from typing import Any

from infra.local.backends.events import Buses
from infra.local.backends.storage import Buckets
from infra.local.clock import Clock
from infra.local.endpoint import Answer, Call, error
from infra.local.errors import Problem
from infra.local.functions import iso
from infra.local.intrinsics import ACCOUNT
from infra.local.journal import Journal, Put

_FOLD = re.compile(r"[\r\n]+(?=[ \t])")
LARGEST_MAIL = 40 * 1024 * 1024
VERDICTS = ("PASS", "FAIL", "GRAY", "PROCESSING_FAILED", "DISABLED")


@dataclass(frozen=True, slots=True)
class ConfigurationSet:
    """A configuration set and where its sending events go: `(bus, event types)` each."""

    name: str
    destinations: list[tuple[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class ReceiptRule:
    """What happens to a mail for these recipients (addresses, domains, or .domains)."""

    name: str
    recipients: tuple[str, ...]
    bucket: str
    prefix: str
    topic: str | None
    scan: bool

    def takes(self, address: str) -> bool:
        """Whether a mail to this address matches."""
        address = address.lower()
        local, _, domain = address.rpartition("@")
        plain = f"{local.split('+')[0]}@{domain}"
        return not self.recipients or any(
            recipient in (address, plain, domain)
            or (recipient.startswith(".") and domain.endswith(recipient))
            for recipient in (each.lower() for each in self.recipients)
        )


class Mailbox:
    """The mails that were sent, oldest first. Kept."""

    def __init__(self, journal: Journal, clock: Clock, buses: Buses) -> None:
        self._journal = journal
        self._clock = clock
        self._buses = buses
        self._guard = threading.Lock()
        self._mails: list[dict[str, Any]] = [row.value for row in journal.rows("mail")]
        self.sets: dict[str, ConfigurationSet] = {}

    def all(self, after: str = "") -> list[dict[str, Any]]:
        """The mails as `/_local/mail` shows them: all, or those after the one with this id.

        Raises:
            Problem: 404 when there is none with this id.
        """
        with self._guard:
            mails = list(self._mails)
        if after:
            ids = [mail["id"] for mail in mails]
            if after not in ids:
                raise Problem(404, f"no mail {after}")
            mails = mails[ids.index(after) + 1 :]
        return [shown(mail) for mail in mails]  # reading them keeps nobody from sending

    def count(self) -> int:
        """How many were sent."""
        return len(self._mails)

    def find(self, mail_id: str) -> dict[str, Any]:
        """One mail.

        Raises:
            Problem: 404 when there is none with this id.
        """
        with self._guard:
            for mail in self._mails:
                if mail["id"] == mail_id:
                    return shown(mail)
        raise Problem(404, f"no mail {mail_id}")

    def send(self, call: Call) -> Answer:
        """SES v2 SendEmail: catch the mail, then publish that it was sent and delivered."""
        try:
            request = json.loads(call.body)
        except ValueError:
            return error("BadRequestException", "the request is not JSON", 400)
        wanted = request.get("ConfigurationSetName")
        if wanted and wanted not in self.sets:
            return error("NotFoundException", f"Configuration set <{wanted}> does not exist.", 404)
        try:
            mail = self._compose(request)
        except (ValueError, MessageError) as problem:
            return error("BadRequestException", str(problem), 400)
        with self._guard:
            self._journal.write([Put("mail", "", mail["id"], mail)])
            self._mails.append(mail)
        for kind in ("Send", "Delivery"):
            self._publish(wanted, kind, mail)
        return (
            200,
            [("Content-Type", "application/json")],
            json.dumps({"MessageId": mail["id"]}).encode(),
        )

    def forget_suppressed(self, call: Call) -> Answer:  # noqa: ARG002
        """SES v2 DeleteSuppressedDestination: no mail comes back here, so the list is empty."""
        return error("NotFoundException", "The address is not on the suppression list.", 404)

    def _compose(self, request: dict[str, Any]) -> dict[str, Any]:
        content = request.get("Content") or {}
        raw = base64.b64decode(content["Raw"]["Data"]) if "Raw" in content else None
        if raw is None:
            raw = _simple(request)
        if len(raw) > LARGEST_MAIL:
            raise ValueError("Message length is more than 41943040 bytes long")
        parsed = _headers(raw)
        destination = request.get("Destination") or {}
        to = [
            each
            for part in ("ToAddresses", "CcAddresses", "BccAddresses")
            for each in destination.get(part) or []
        ]
        if not to:
            to = [
                address
                for _, address in getaddresses(
                    [
                        str(value)
                        for name in ("To", "Cc", "Bcc")
                        for value in parsed.get_all(name, [])
                    ]
                )
                if address
            ]
        sender = request.get("FromEmailAddress") or str(parsed.get("From", ""))
        if not to or len(to) > 50:
            raise ValueError("a mail needs 1 to 50 recipients")
        if "@" not in sender:
            raise ValueError("Missing or illegal From address")
        now = self._clock.now()
        return {
            "id": f"{uuid.uuid4().hex[:16]}-{uuid.uuid4()}-000000",
            "to": to,
            "from": sender,
            "sent_at": now.isoformat().replace("+00:00", "Z"),
            "raw": base64.b64encode(raw).decode(),
            "configuration_set": request.get("ConfigurationSetName"),
            "tags": {tag["Name"]: [tag["Value"]] for tag in request.get("EmailTags") or []},
        }

    def _publish(self, wanted: str | None, kind: str, mail: dict[str, Any]) -> None:
        if wanted is None:
            return
        for bus, kinds in self.sets[wanted].destinations:
            if kind.upper() in kinds:
                self._buses.publish(
                    bus,
                    "aws.ses",
                    {"Send": "Email Sent", "Delivery": "Email Delivered"}[kind],
                    json.dumps(self._event(wanted, kind, mail)),
                    [f"arn:aws:ses:{self._buses.region}:{ACCOUNT}:configuration-set/{wanted}"],
                )

    def _event(self, wanted: str, kind: str, mail: dict[str, Any]) -> dict[str, Any]:
        parsed = _headers(base64.b64decode(mail["raw"]))
        automatic = {
            "ses:configuration-set": [wanted],
            "ses:source-ip": ["127.0.0.1"],
            "ses:from-domain": [mail["from"].rstrip(">").rpartition("@")[2]],
            "ses:caller-identity": ["local"],
        }
        event: dict[str, Any] = {
            "eventType": kind,
            "mail": {
                "timestamp": mail["sent_at"],
                "source": mail["from"],
                "sendingAccountId": ACCOUNT,
                "messageId": mail["id"],
                "destination": mail["to"],
                "headersTruncated": False,
                "headers": [{"name": name, "value": text(value)} for name, value in parsed.items()],
                "commonHeaders": {
                    "from": [text(parsed.get("From", ""))],
                    "to": [text(value) for value in parsed.get_all("To", [])],
                    "messageId": mail["id"],
                    "subject": text(parsed.get("Subject", "")),
                },
                "tags": automatic | mail["tags"],
            },
        }
        if kind == "Send":
            event["send"] = {}
        else:
            event["delivery"] = {
                "timestamp": iso(time.time()),
                "processingTimeMillis": 1,
                "recipients": mail["to"],
                "smtpResponse": "250 2.0.0 OK",
                "reportingMTA": "local",
            }
        return event


def _simple(request: dict[str, Any]) -> bytes:
    simple = (request.get("Content") or {}).get("Simple")
    if simple is None:
        raise ValueError("Content must have Raw or Simple; templates are not known here")
    message = EmailMessage()
    message["From"] = request.get("FromEmailAddress", "")
    destination = request.get("Destination") or {}
    for header, key in (("To", "ToAddresses"), ("Cc", "CcAddresses")):
        if destination.get(key):
            message[header] = ", ".join(destination[key])
    if request.get("ReplyToAddresses"):
        message["Reply-To"] = ", ".join(request["ReplyToAddresses"])
    message["Subject"] = simple["Subject"]["Data"]
    message["Date"] = formatdate(time.time())
    for header in simple.get("Headers") or []:
        message[header["Name"]] = header["Value"]
    body = simple["Body"]
    message.set_content(body.get("Text", {}).get("Data", ""))
    if "Html" in body:
        message.add_alternative(body["Html"]["Data"], subtype="html")
    return message.as_bytes()


def _headers(raw: bytes) -> Message:
    """A mail's headers. Its parts are left alone: they may nest deeper than can be followed."""
    return BytesHeaderParser().parsebytes(raw)


def text(value: Any) -> str:
    """A header's value as people read it: decoded, on one line."""
    line = _FOLD.sub("", str(value)).strip()
    try:
        return " ".join(str(make_header(decode_header(line))).splitlines())
    except (ValueError, LookupError, MessageError):
        return line


def shown(mail: dict[str, Any]) -> dict[str, Any]:
    """A caught mail with its parts taken out for reading; parts nested too deep are not shown."""
    raw = base64.b64decode(mail["raw"])
    try:
        parsed = email.message_from_bytes(raw)
        parts = list(parsed.walk())
    except RecursionError:
        parsed, parts = _headers(raw), []
    headers: dict[str, str] = {}
    for name, value in parsed.items():
        headers.setdefault(name, text(value))
    return {
        "id": mail["id"],
        "to": mail["to"],
        "from": mail["from"],
        "subject": text(parsed.get("Subject", "")),
        "text": _part(parts, "text/plain"),
        "html": _part(parts, "text/html"),
        "headers": headers,
        "attachments": [
            {"name": part.get_filename() or "", "type": part.get_content_type()}
            for part in parts
            if part.get_content_disposition() == "attachment"
        ],
        "tags": {name: values[0] for name, values in mail["tags"].items()},
        "raw": mail["raw"],
        "sent_at": mail["sent_at"],
    }


def _part(parts: Iterable[Message], kind: str) -> str | None:
    for part in parts:
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                charset = part.get_content_charset() or "utf-8"
                try:
                    return content.decode(charset, "replace").replace("\r\n", "\n")
                except LookupError:
                    return content.decode("utf-8", "replace")
    return None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What SES found out about an incoming mail."""

    spf: str = "PASS"
    dkim: str = "PASS"
    dmarc: str = "PASS"
    spam: str = "PASS"
    virus: str = "PASS"

    def __post_init__(self) -> None:
        for name in ("spf", "dkim", "dmarc", "spam", "virus"):
            if getattr(self, name) not in VERDICTS:
                raise Problem(422, f"{name}: must be one of {', '.join(VERDICTS)}")


class Reception:
    """Takes mail as SES does: stores it and tells the rule's topic."""

    def __init__(
        self, buckets: Buckets, clock: Clock, publish: Callable[[str, str, str], None]
    ) -> None:
        self._buckets = buckets
        self._clock = clock
        self._publish = publish
        self.rules: list[ReceiptRule] = []

    def take(
        self, raw: bytes, recipients: list[str], sender: str | None, verdicts: Verdicts
    ) -> dict[str, Any]:
        """Deliver one mail to these envelope recipients; gives its id and where it is.

        Raises:
            Problem: 422 for a mail that cannot be one, 404 when no rule takes a recipient.
        """
        if not raw.strip():
            raise Problem(422, "the body is empty; it should be a raw MIME message")
        if len(raw) > LARGEST_MAIL:
            raise Problem(422, "larger than the 40 MB that SES takes")
        bad = [each for each in recipients if each.count("@") != 1 or each.startswith("@")]
        if not recipients or bad:
            raise Problem(422, f"to: {bad[0]!r} is no address" if bad else "to: is missing")
        if not self.rules:
            raise Problem(404, "the template has no active receipt rule, so it takes no mail")
        taken: list[dict[str, str]] = []
        for rule in self.rules:
            mine = [each for each in recipients if rule.takes(each)]
            if mine:
                taken.append(self._deliver(rule, raw, mine, sender, verdicts))
        if not taken:
            raise Problem(404, f"no receipt rule takes mail for {', '.join(recipients)}")
        return {"delivered": taken}

    def _deliver(
        self,
        rule: ReceiptRule,
        raw: bytes,
        recipients: list[str],
        sender: str | None,
        verdicts: Verdicts,
    ) -> dict[str, str]:
        message_id = uuid.uuid4().hex + uuid.uuid4().hex[:8]
        key = f"{rule.prefix}{message_id}"
        parsed = _headers(raw)
        if sender is None:
            from_addresses = getaddresses([str(parsed.get("From", ""))])
            sender = from_addresses[0][1] if from_addresses else ""
        self._buckets.put(rule.bucket, key, raw)
        if rule.topic is not None:
            note = self._notification(rule, key, message_id, parsed, recipients, sender, verdicts)
            self._publish(rule.topic, "Amazon SES Email Receipt Notification", json.dumps(note))
        return {"rule": rule.name, "id": message_id, "bucket": rule.bucket, "key": key}

    def _notification(
        self,
        rule: ReceiptRule,
        key: str,
        message_id: str,
        parsed: Message,
        recipients: list[str],
        sender: str,
        verdicts: Verdicts,
    ) -> dict[str, Any]:
        now = self._clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        scanned = rule.scan
        return {
            "notificationType": "Received",
            "mail": {
                "timestamp": now,
                "source": sender,
                "messageId": message_id,
                "destination": recipients,
                "headersTruncated": False,
                "headers": [
                    {"name": name, "value": _readable(value)} for name, value in parsed.items()
                ],
                "commonHeaders": _common(parsed),
            },
            "receipt": {
                "timestamp": now,
                "processingTimeMillis": 1,
                "recipients": recipients,
                "spamVerdict": {"status": verdicts.spam if scanned else "DISABLED"},
                "virusVerdict": {"status": verdicts.virus if scanned else "DISABLED"},
                "spfVerdict": {"status": verdicts.spf},
                "dkimVerdict": {"status": verdicts.dkim},
                "dmarcVerdict": {"status": verdicts.dmarc},
                **({"dmarcPolicy": "reject"} if verdicts.dmarc == "FAIL" else {}),
                "action": {
                    "type": "S3",
                    "topicArn": rule.topic,
                    "bucketName": rule.bucket,
                    "objectKeyPrefix": rule.prefix,
                    "objectKey": key,
                },
            },
        }


def _common(parsed: Message) -> dict[str, Any]:
    common: dict[str, Any] = {}
    single = {
        "Return-Path": "returnPath",
        "Date": "date",
        "Message-ID": "messageId",
        "Subject": "subject",
    }
    for name, key in single.items():
        if parsed.get(name):
            common[key] = _readable(parsed[name])
    for name, key in (("From", "from"), ("To", "to"), ("Cc", "cc"), ("Reply-To", "replyTo")):
        if values := parsed.get_all(name):
            common[key] = [_readable(value) for value in values]
    return common


def _readable(value: Any) -> str:
    """A header that survives JSON, whatever bytes it had."""
    return text(value).encode("utf-8", "replace").decode()
