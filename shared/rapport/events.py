"""The events as functions receive them: the bus's envelope, and the ways it comes in.

What is wrong with one is logged without what it held.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, Json

from rapport.facts import Id


class Metadata(BaseModel):
    """Who, when and why of an event; the same for every event."""

    model_config = ConfigDict(defer_build=True, extra="ignore", hide_input_in_errors=True)

    event_id: str
    version: int
    seeker_id: Id
    correlation_id: str


class Detail(BaseModel):
    """An event's detail. Consumers read the table for what happened; `data` says where to look."""

    model_config = ConfigDict(defer_build=True, extra="ignore", hide_input_in_errors=True)

    metadata: Metadata
    data: dict[str, Any]


class BusEvent(BaseModel):
    """An event as the bus delivers it."""

    model_config = ConfigDict(
        defer_build=True, extra="ignore", populate_by_name=True, hide_input_in_errors=True
    )

    source: str
    detail_type: str = Field(alias="detail-type")
    detail: Detail


class MailEventMail(BaseModel):
    """The mail that the mail service speaks of, with the tags that it was sent with."""

    model_config = ConfigDict(
        defer_build=True, extra="ignore", populate_by_name=True, hide_input_in_errors=True
    )

    message_id: str = Field(alias="messageId")
    destination: list[str] = []
    tags: dict[str, list[str]] = {}


class MailEventDetail(BaseModel):
    """What became of a mail."""

    model_config = ConfigDict(
        defer_build=True, extra="ignore", populate_by_name=True, hide_input_in_errors=True
    )

    event_type: str = Field(alias="eventType")
    mail: MailEventMail
    bounce: dict[str, Any] = {}


class MailEvent(BaseModel):
    """A word of the mail service, on the account's default bus."""

    model_config = ConfigDict(defer_build=True, extra="ignore", hide_input_in_errors=True)

    id: str
    detail: MailEventDetail


class Record(BaseModel):
    """A message of a queue. Subclasses say what its body is."""

    model_config = ConfigDict(defer_build=True, extra="ignore", hide_input_in_errors=True)

    messageId: str  # Powertools reports failures by this attribute
    attributes: dict[str, str] = {}

    @property
    def is_redelivered(self) -> bool:
        """Whether it was received before, so that an earlier try may have got half way."""
        return int(self.attributes.get("ApproximateReceiveCount", "1")) > 1


class QueuedEvent(Record):
    """An event of our bus, out of a queue."""

    body: Json[BusEvent]


class QueuedMailEvent(Record):
    """A word of the mail service, out of a queue."""

    body: Json[MailEvent]


class ReceiptAction(BaseModel):
    """Where the mail service put an incoming mail."""

    model_config = ConfigDict(
        defer_build=True, extra="ignore", populate_by_name=True, hide_input_in_errors=True
    )

    bucket_name: str = Field(alias="bucketName")
    object_key: str = Field(alias="objectKey")


class Receipt(BaseModel):
    """What the mail service found out about an incoming mail; verdicts stay as they came."""

    model_config = ConfigDict(defer_build=True, extra="allow", hide_input_in_errors=True)

    recipients: list[str] = Field(min_length=1)
    action: ReceiptAction


class ReceiptMail(BaseModel):
    """The envelope of an incoming mail."""

    model_config = ConfigDict(
        defer_build=True, extra="ignore", populate_by_name=True, hide_input_in_errors=True
    )

    message_id: str = Field(alias="messageId")
    source: str | None = None


class MailReceived(BaseModel):
    """The mail service's word that a mail came in."""

    model_config = ConfigDict(defer_build=True, extra="ignore", hide_input_in_errors=True)

    mail: ReceiptMail
    receipt: Receipt


class QueuedMail(Record):
    """The word of an incoming mail, out of a queue."""

    body: Json[MailReceived]
