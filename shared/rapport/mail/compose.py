"""The mails that go to the seeker: plain text first, and an HTML part that says the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from html import escape
from typing import Any, Literal
from urllib.parse import quote

from rapport.later import dataclass, pattern
from rapport.mail.address import Addresses, ReplyTo
from rapport.mail.headers import POLICY
from rapport.phrases import FALLBACK, LANGUAGES, phrases
from rapport.plan import FollowUp, Kind
from rapport.playbook import Playbook
from rapport.store import Seeker
from rapport.wall import Wall

NAME = "Rapport"
ANSWERED = pattern(
    r"^(?:(?:re|aw|antw|sv|vs|odp|rif|fwd?|wg|tr|rv|i|vb|enc)\s*:\s*)+", re.IGNORECASE
)
"""What mail programs put before the subject of an answer or a forward."""


@dataclass(frozen=True)
class Words:
    """The sentences that mails are framed with, in one language."""

    language: str
    sentences: Mapping[str, str]

    def say(self, key: str, **values: Any) -> str:
        """The sentence `key` with its blanks filled; after a title that asks comes no full stop."""
        return self.sentences[key].format(**values).replace("?.", "?")

    def either(self, titles: Sequence[str]) -> str:
        """“The Goal” or “It”."""
        return self.say("or").join(self.say("quoted", title=title) for title in titles)

    def when(self, wall: Wall) -> str:
        """A moment as people say it: weekday, day, month, time."""
        day = phrases(self.language).day(wall.day)
        return self.say("at", day=day, time=f"{wall.local:%H:%M}")


@cache
def words(language: str) -> Words:
    """The words of a language; English where there is no such folder."""
    path = LANGUAGES / language / "mail.json"
    if not path.is_file():
        return words(FALLBACK)
    return Words(language, json.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Say:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Ready:
    """Words ready to be sent or said, under a heading, perhaps with a link that opens them."""

    heading: str
    text: str
    subject: str = ""
    link: tuple[str, str] | None = None


@dataclass(frozen=True)
class Link:
    """A sentence that ends with a link."""

    text: str
    url: str


Block = Say | Ready | Link


def reminder(
    follow_up: FollowUp,
    draft: Mapping[str, Any],
    seeker: Seeker,
    *,
    sender: str,
    public_url: str,
    addresses: Addresses | None,
    late: bool,
    now: datetime,
) -> EmailMessage:
    """The mail that reminds of one follow-up, with the words ready.

    `draft` is a `drafts.Draft` as JSON values. Without `addresses` it cannot be answered by mail.
    """
    say = words(Playbook.of(seeker.playbook).language)
    blocks = _reminding(follow_up, draft, seeker, public_url, addresses, late=late)
    subject = say.say("late", title=follow_up.title) if late else follow_up.title
    message = _mail(seeker.address, subject, blocks, sender=sender, now=now, language=say.language)
    message["Auto-Submitted"] = "auto-generated"
    if addresses:
        to = ReplyTo(follow_up.relationship_id, follow_up.follow_up_id)
        message["Reply-To"] = addresses.reply(to, now)
    return message


def told(
    follow_up: FollowUp,
    draft: Mapping[str, Any],
    seeker: Seeker,
    *,
    public_url: str,
    addresses: Addresses | None,
    late: bool,
) -> tuple[str, str]:
    """What the same reminder says, as text and as a page."""
    blocks = _reminding(follow_up, draft, seeker, public_url, addresses, late=late)
    return _plain(blocks), _page(blocks, Playbook.of(seeker.playbook).language)


def _reminding(
    follow_up: FollowUp,
    draft: Mapping[str, Any],
    seeker: Seeker,
    public_url: str,
    addresses: Addresses | None,
    *,
    late: bool,
) -> list[Block]:
    say = words(Playbook.of(seeker.playbook).language)
    page = f"{public_url}/follow-ups/{follow_up.relationship_id}/{follow_up.follow_up_id}"
    blocks: list[Block] = [_hello(seeker, say), Say(follow_up.reason)]
    if late:
        blocks.append(Say(say.say("late-why", when=say.when(follow_up.due))))
    capture = addresses.capture(seeker.seeker_id) if addresses else None
    blocks += _ready(draft, say, capture)
    if follow_up.kind in (Kind.STATUS_CHECK, Kind.NO_ANSWER):
        opening = f"{public_url}/openings/{follow_up.relationship_id}/{follow_up.opening_id}"
        blocks.append(Link(say.say("outcome", url=opening), opening))
    if addresses:
        blocks.append(Say(say.say("answer")))
    blocks.append(Link(say.say("page", url=page), page))
    return blocks


def one_time_link(
    about: Literal["sign-in", "address"],
    address: str,
    url: str,
    *,
    sender: str,
    minutes: int,
    now: datetime,
    language: str = FALLBACK,
) -> EmailMessage:
    """The mail with a one-time link: to sign in, or to show that an address is one's own."""
    say = words(language)
    blocks: list[Block] = [
        Say(say.say("hello-unnamed")),
        Say(say.say(f"{about}.text", minutes=minutes)),
        Link(say.say(f"{about}.link", url=url), url),
        Say(say.say(f"{about}.not-you")),
    ]
    subject = say.say(f"{about}.subject")
    message = _mail(address, subject, blocks, sender=sender, now=now, language=language)
    message["Auto-Submitted"] = "auto-generated"
    return message


def receipt(
    seeker: Seeker,
    to: str,
    subject: str,
    said: Sequence[Block],
    *,
    in_reply_to: str,
    sender: str,
    now: datetime,
    reply_to: str | None = None,
) -> EmailMessage:
    """The mail that says what was understood of a mail of the seeker's, answered at `reply_to`.

    `subject` and `in_reply_to` come from that mail: whatever they hold stays on one line.
    """
    say = words(Playbook.of(seeker.playbook).language)
    about = ANSWERED.sub("", " ".join(subject.split()))[:150] or say.say("receipt.nothing")
    blocks = [_hello(seeker, say), *said]
    message = _mail(
        to,
        f"Re: {about}",
        blocks,
        sender=sender,
        now=now,
        language=say.language,
    )
    message["Auto-Submitted"] = "auto-replied"
    if reply_to:
        message["Reply-To"] = reply_to
    reference = " ".join(in_reply_to.split())
    if reference.startswith("<") and reference.endswith(">"):
        message["In-Reply-To"] = reference
        message["References"] = reference
    return message


def _hello(seeker: Seeker, say: Words) -> Say:
    named = say.say("hello", name=seeker.name) if seeker.name else say.say("hello-unnamed")
    return Say(named)


def _ready(draft: Mapping[str, Any], say: Words, capture: str | None) -> list[Block]:
    name, mail = draft["to_name"], draft["to_mail"]
    subject, text = draft["subject"], draft["text"]
    if not text:
        return []
    if draft["channel"] == "message":
        return [Ready(say.say("message", name=name), text)]
    if mail:
        heading = say.say("write-to", name=name, mail=mail)
        link = (say.say("open"), mailto(mail, subject, text, capture))
        written = Ready(heading, text, say.say("subject", subject=subject), link)
    else:
        heading = f"{say.say('write', name=name)}. {say.say('no-address', name=name)}"
        written = Ready(heading, text, say.say("subject", subject=subject))
    if draft["script"]:
        return [Ready(say.say("say", name=name), draft["script"]), Say(say.say("instead")), written]
    return [written]


def mailto(mail: str, subject: str, text: str, capture: str | None) -> str:
    """A link that opens the words in the seeker's own mail program, with us in Bcc."""
    lines = text.replace("\r\n", "\n").replace("\n", "\r\n")
    link = f"mailto:{quote(mail, safe='@')}?subject={quote(subject)}&body={quote(lines)}"
    return f"{link}&bcc={quote(capture, safe='@')}" if capture else link


def _mail(
    to: str,
    subject: str,
    blocks: Sequence[Block],
    *,
    sender: str,
    now: datetime,
    language: str,
) -> EmailMessage:
    message = EmailMessage(POLICY)
    message["From"] = f"{NAME} <{sender}>"
    message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(now)
    message.set_content(_plain(blocks))
    message.add_alternative(_page(blocks, language), subtype="html")
    return message


def _plain(blocks: Sequence[Block]) -> str:
    return "\n\n".join(_text(block) for block in blocks) + "\n"


def _text(block: Block) -> str:
    match block:
        case Ready(heading, text, subject, _):
            rule = "-" * 40
            head = f"{heading}\n{subject}" if subject else heading
            return f"{head}\n{rule}\n{text}\n{rule}"
        case Say(text) | Link(text, _):
            return text


def _page(blocks: Sequence[Block], language: str) -> str:
    body = "\n".join(_html(block) for block in blocks)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark"></head>'
        '<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,sans-serif">'
        f'<div style="max-width:36em;margin:0 auto">{body}</div></body></html>\n'
    )


def _html(block: Block) -> str:
    match block:
        case Ready(heading, text, subject, link):
            title = f"<strong>{escape(heading)}</strong>"
            if subject:
                title += f"<br>{escape(subject)}"
            button = ""
            if link:
                button = (
                    f'<p style="margin:0 0 16px"><a href="{escape(link[1])}" style="display:'
                    "inline-block;padding:10px 16px;border-radius:8px;background:#0b5d51;"
                    f'color:#ffffff;text-decoration:none">{escape(link[0])}</a></p>'
                )
            return (
                f'<p style="margin:24px 0 8px">{title}</p>'
                '<div style="border-left:3px solid #0b5d51;padding:2px 0 2px 14px;margin:0 0 12px;'
                f'white-space:pre-wrap">{escape(text)}</div>{button}'
            )
        case Say(text):
            return f'<p style="margin:0 0 16px">{escape(text)}</p>'
        case Link(text, url):
            linked = f'<a href="{escape(url)}">{escape(url)}</a>'
            return f'<p style="margin:0 0 16px">{escape(text).replace(escape(url), linked)}</p>'
