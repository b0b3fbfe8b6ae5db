"""Raw mail into a `Message`: bounded, linear in the size of the mail, and never trusting it.

The mail is cut into parts with plain searches for the boundary lines, so an attachment costs a
search and nothing more; the standard library's parser sees only header blocks, which are small.
Everything is bounded before it is looked at, and what breaks all bounds is `UnreadableMail`.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as Headers
from email.policy import compat32
from email.utils import parsedate_to_datetime
from enum import StrEnum
from types import MappingProxyType

from rapport.later import dataclass

MAX_MAIL = 42 * 1024 * 1024
"""Bytes of a whole mail: SES takes in 40 MB, and adds its headers."""
MAX_HEADER_BLOCK = 256 * 1024
MAX_HEADERS = 500
MAX_PARTS = 200
MAX_DEPTH = 12
MAX_TEXT = 256 * 1024
"""Bytes of one text part that are decoded; the rest is left out and `Message.cut` says so."""
MAX_VALUE = 4_000
"""Characters of one header value that are kept."""

_HEADER_END = re.compile(rb"\r?\n\r?\n")
_HEADER_NAME = re.compile(r"[!-9;-~]+[ \t]*:")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,300}>")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff]")
_CONTROLS = bytes({*range(0x09), *range(0x0E, 0x20), 0x7F})
_BREAKS = bytes.maketrans(b"\x0b\x0c\r", b"\n\n\n")
# Codecs that are slow on long input, or that are no charset of a mail.
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
# What senders label, and the superset that they really write.
_SUPERSETS = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}


class Bound(StrEnum):
    """Which bound an unreadable mail broke."""

    EMPTY = "empty"
    SIZE = "size"
    HEADERS = "headers"
    PARTS = "parts"
    DEPTH = "depth"


class UnreadableMail(ValueError):
    """The mail cannot be read and belongs in quarantine; `bound` and the message say why."""

    def __init__(self, bound: Bound, why: str) -> None:
        super().__init__(why)
        self.bound = bound


@dataclass(frozen=True)
class Mailbox:
    """One address as written: `name` decoded, `address` with the case it came in."""

    name: str
    address: str

    def __iter__(self) -> Iterator[str]:
        return iter((self.name, self.address))


@dataclass(frozen=True)
class Message:
    """What a mail says, decoded and bounded.

    `headers` maps lower-case names to the decoded values in the order they came. `message_id` is
    the header's; where there is none, `sha256:…` of what was written, or of all of it where it
    bears no date. `from_is_plain` is true only
    for exactly one From header that holds exactly one mailbox and nothing else; `headers_are_plain`
    is false when the header block has lines that different readers understand differently.
    `date` is aware, or None where it is missing or cannot be read. `forwarded` are the mails that
    this one carries as message/rfc822. `cut` tells that a part was longer than is read.
    """

    message_id: str
    from_: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    subject: str
    date: datetime | None
    in_reply_to: str | None
    references: tuple[str, ...]
    text: str | None
    html: str | None
    headers: Mapping[str, tuple[str, ...]] = field(repr=False)
    content_type: str
    from_is_plain: bool
    headers_are_plain: bool
    forwarded: tuple[Message, ...]
    attachments: tuple[str, ...]
    cut: bool

    def header(self, name: str) -> str:
        """The first value of a header, or an empty string."""
        return next(iter(self.headers.get(name.lower(), ())), "")


def read(raw: bytes) -> Message:
    """The mail in `raw` (as it was received, any line ends).

    Raises `UnreadableMail` for an empty mail and for one that breaks the bounds above.
    """
    if len(raw) > MAX_MAIL:
        raise UnreadableMail(Bound.SIZE, f"the mail has {len(raw)} bytes, over {MAX_MAIL}")
    if not raw or raw.isspace():
        raise UnreadableMail(Bound.EMPTY, "the mail is empty")
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    return _message(raw, 0, len(raw), _Walk(), 0)


def addresses(value: str) -> tuple[tuple[Mailbox, ...], bool]:
    """The mailboxes in an address header and whether it is plain: one mailbox, nothing unusual.

    Reads one character after the other and decodes names only afterwards, so no encoded word,
    quoted string or comment can turn into an address.
    """
    if simple := _SIMPLE.fullmatch(value):
        return (Mailbox(_words(simple[1].strip()), simple[2]),), True
    if _ADDRESS.fullmatch(value):
        return (Mailbox("", value),), True
    reader = _Addresses()
    value = value[:MAX_VALUE].replace("\r", " ").replace("\n", " ")
    place = 0
    while place < len(value):
        place = reader.take(value, place) + 1
    reader.close()
    return tuple(reader.found), reader.plain and len(reader.found) == 1


class _Addresses:
    """What has been read of an address header."""

    def __init__(self) -> None:
        self.found: list[Mailbox] = []
        self.words: list[str] = []
        self.angle: str | None = None
        self.plain = True

    def take(self, value: str, place: int) -> int:
        """Reads the character at `place`, with all that belongs to it, and answers its end."""
        char = value[place]
        if char == '"':
            stop = _closing_quote(value, place)
            self.plain = self.plain and stop < len(value)
            self.words.append(value[place : stop + 1])
            return stop
        if char == "(":
            self.plain = False
            return _closing_comment(value, place)
        if char == "<":
            stop = value.find(">", place)
            self.plain = self.plain and stop > 0 and self.angle is None
            stop = len(value) if stop < 0 else stop
            self.angle = value[place + 1 : stop]
            return stop
        if char in ",;:":
            # What stands before the colon is the name of a group.
            self.words.clear() if char == ":" else self.close()
            self.plain = False
            return place
        # Words behind the address itself are nothing that an honest mail program writes.
        self.plain = self.plain and (self.angle is None or char in " \t")
        self.words.append(char)
        return place

    def close(self) -> None:
        """Takes what was read since the last comma as a mailbox."""
        bare = "".join(self.words).strip()
        name, address = (bare, self.angle.strip()) if self.angle is not None else ("", bare)
        address = address.strip('"')
        if address:
            self.found.append(Mailbox(_words(name.strip('"').replace('\\"', '"')), address))
            self.plain = self.plain and _ADDRESS.fullmatch(address) is not None
        elif bare or self.angle is not None:
            self.plain = False
        self.words.clear()
        self.angle = None


_ADDRESS_WORDS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,253}"
# Almost every address header: a name without any special character, and the address.
_SIMPLE = re.compile(rf'([^"<>@,;:()\[\]\\]{{0,200}})<({_ADDRESS_WORDS})>')
_ADDRESS = re.compile(_ADDRESS_WORDS)


def _closing_quote(value: str, place: int) -> int:
    at = place + 1
    while at < len(value) and value[at] != '"':
        at += 2 if value[at] == "\\" else 1
    return at


def _closing_comment(value: str, place: int) -> int:
    depth, at = 0, place
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] in "()":
            depth += 1 if value[at] == "(" else -1
            if not depth:
                break
        at += 1
    return at


@dataclass()
class _Walk:
    """What one walk over a mail has collected and counted so far."""

    parts: int = 0
    cut: bool = False


@dataclass()
class _Body:
    texts: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)
    forwarded: list[Message] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)


def _message(raw: bytes, start: int, end: int, walk: _Walk, depth: int) -> Message:
    block, body = _split(raw, start, end)
    headers, plain = _headers(block)
    kept = _kept(headers)
    content = _Body()
    _part(raw, headers, body, end, walk, depth, content)
    from_, one = addresses(_first(kept, "from"))
    message = Message(
        message_id=next(iter(_MESSAGE_ID.findall(_first(kept, "message-id"))), ""),
        from_=from_ if len(kept.get("from", ())) < 2 else _mailboxes(kept, "from"),
        to=_mailboxes(kept, "to"),
        cc=_mailboxes(kept, "cc"),
        subject=" ".join(_words(_first(kept, "subject")).split()),
        date=_date(_first(kept, "date")),
        in_reply_to=next(iter(_MESSAGE_ID.findall(_first(kept, "in-reply-to"))), None),
        references=tuple(_MESSAGE_ID.findall(" ".join(kept.get("references", ())))[-50:]),
        text="\n".join(content.texts) if content.texts else None,
        html="\n".join(content.htmls) if content.htmls else None,
        headers=MappingProxyType(
            {name: tuple(_words(value) for value in values) for name, values in kept.items()}
        ),
        content_type=headers.get_content_type(),
        from_is_plain=one and len(kept.get("from", ())) == 1,
        headers_are_plain=plain,
        forwarded=tuple(content.forwarded),
        attachments=tuple(content.attachments),
        cut=walk.cut,
    )
    if message.message_id:
        return message
    return replace(message, message_id=_written(message) or _whole(raw[start:end]))


def _split(raw: bytes, start: int, end: int) -> tuple[bytes, int]:
    """The header block of the part and where its body begins."""
    if raw[start : start + 1] == b"\n" or raw[start : start + 2] == b"\r\n":
        return b"", raw.index(b"\n", start) + 1
    found = _HEADER_END.search(raw, start, min(end, start + MAX_HEADER_BLOCK))
    if found:
        return raw[start : found.start()], found.end()
    if end - start > MAX_HEADER_BLOCK:
        raise UnreadableMail(Bound.HEADERS, f"a header block is over {MAX_HEADER_BLOCK} bytes")
    return raw[start:end], end


def _headers(block: bytes) -> tuple[Headers, bool]:
    """The headers of a block, and whether every reader would find the same ones in it."""
    lines = _decode(block, "utf-8").split("\n")
    if len(lines) > 4 * MAX_HEADERS:
        raise UnreadableMail(Bound.HEADERS, f"a header block has {len(lines)} lines")
    plain = True
    good: list[str] = []
    for place, written in enumerate(lines):
        line = written.removesuffix("\r").replace("\r", " ").replace("\0", "")
        plain = plain and line == written.removesuffix("\r")
        if line[:1] in (" ", "\t"):
            plain = plain and place > 0 and bool(line.strip())
            if good:
                good.append(line)
        elif name := _HEADER_NAME.match(line):
            plain = plain and line[name.end() - 2] not in " \t"
            good.append(name[0][:-1].rstrip() + ":" + line[name.end() :])
        elif line and not (place == 0 and line.startswith("From ")):
            plain = False
    if sum(line[:1] not in (" ", "\t") for line in good) > MAX_HEADERS:
        raise UnreadableMail(Bound.HEADERS, f"a mail has more than {MAX_HEADERS} headers")
    headers = Headers(policy=compat32)
    pending: list[str] = []
    for line in (*good, ""):
        if line[:1] not in (" ", "\t") and pending:
            title, _, value = pending[0].partition(":")
            headers[title] = "\n".join([value.lstrip(" \t"), *pending[1:]])
            pending = []
        pending.append(line)
    return headers, plain


def _kept(headers: Headers) -> dict[str, tuple[str, ...]]:
    kept: dict[str, list[str]] = {}
    for name, value in headers.raw_items():
        kept.setdefault(name.lower(), []).append(" ".join(str(value)[:MAX_VALUE].split()))
    return {name: tuple(values) for name, values in kept.items()}


def _part(
    raw: bytes, headers: Headers, start: int, end: int, walk: _Walk, depth: int, into: _Body
) -> None:
    walk.parts += 1
    if walk.parts > MAX_PARTS:
        raise UnreadableMail(Bound.PARTS, f"the mail has more than {MAX_PARTS} parts")
    if depth > MAX_DEPTH:
        raise UnreadableMail(Bound.DEPTH, f"the mail is nested more than {MAX_DEPTH} deep")
    kind = headers.get_content_type()
    given = _parameters(headers, "content-type")
    name = _parameters(headers, "content-disposition").get("filename") or given.get("name", "")
    attached = _disposition(headers) == "attachment"
    if kind.startswith("multipart/"):
        for part_start, part_end in _pieces(raw, start, end, given.get("boundary", "")):
            if part_start == start and part_end == end:
                # No boundary was found: what is there is the text, as good as it gets.
                into.texts.append(_text(raw[start:end], "", {}, walk))
                continue
            block, body = _split(raw, part_start, part_end)
            inner, _ = _headers(block)
            if kind == "multipart/digest" and "content-type" not in inner:
                inner["Content-Type"] = "message/rfc822"
            _part(raw, inner, min(body, part_end), part_end, walk, depth + 1, into)
    elif kind == "message/rfc822":
        into.forwarded.append(_message(raw, start, end, walk, depth + 1))
    elif kind in ("text/plain", "text/html") and not attached and not (name and depth):
        encoding = str(headers.get("content-transfer-encoding", ""))
        text = _text(raw[start : min(end, start + 2 * MAX_TEXT)], encoding, given, walk)
        (into.htmls if kind == "text/html" else into.texts).append(text)
    else:
        into.attachments.append(_clean(_words(name))[:200] or kind)


def _pieces(raw: bytes, start: int, end: int, boundary: str) -> list[tuple[int, int]]:
    """Where the parts between the boundary lines begin and end; the whole where there is none."""
    mark = b"--" + boundary.encode("utf-8", "replace")
    pieces: list[tuple[int, int]] = []
    opened: int | None = None
    hits, at = 0, raw.find(mark, start, end) if 0 < len(boundary) <= 200 else -1
    while at >= 0:
        hits += 1
        if hits > 5 * MAX_PARTS:
            raise UnreadableMail(Bound.PARTS, f"the mail has more than {MAX_PARTS} parts")
        line_end = raw.find(b"\n", at, end)
        line_end = end if line_end < 0 else line_end
        rest = raw[at + len(mark) : min(line_end, at + len(mark) + 100)].strip()
        if (at == start or raw[at - 1 : at] == b"\n") and rest in (b"", b"--"):
            if opened is not None:
                pieces.append((opened, max(opened, at - 1)))
            opened = None if rest else min(line_end + 1, end)
            if rest:
                break
        at = raw.find(b"\n" + mark, max(at, line_end - 1), end)
        at = at + 1 if at >= 0 else -1
    if opened is not None:
        pieces.append((opened, end))
    return pieces or [(start, end)]


def _text(piece: bytes, encoding: str, given: Mapping[str, str], walk: _Walk) -> str:
    """The text of a part whose content type has the parameters that are `given`."""
    encoding = encoding.strip().lower()
    if encoding in ("base64", "quoted-printable"):
        holder = Headers()
        holder["Content-Transfer-Encoding"] = encoding
        holder.set_payload(piece.decode("ascii", "surrogateescape"))
        decoded = holder.get_payload(decode=True)
        piece = decoded if isinstance(decoded, bytes) else b""
    if len(piece) > MAX_TEXT:
        walk.cut = True
        piece = piece[:MAX_TEXT]
    text = _in_lines(_decode(piece, given.get("charset", "")))
    if given.get("format", "").lower() == "flowed":
        text = _unflow(text, delsp=given.get("delsp", "").lower() == "yes")
    return text


def _in_lines(text: str) -> str:
    """The text with one kind of line break and no control characters.

    Over bytes, where no letter holds one of those: a pattern looks at each letter and takes longer
    than all else that is done with a mail.
    """
    written = text.encode("utf-8", "surrogatepass").replace(b"\r\n", b"\n")
    text = written.translate(_BREAKS, _CONTROLS).decode("utf-8", "surrogatepass")
    if text.isascii():
        return text
    for wide in "\x85\u2028\u2029":
        text = text.replace(wide, "\n")
    return text.replace("\ufeff", "")


def _decode(piece: bytes, charset: str) -> str:
    for name in (charset.strip(" \"'"), "utf-8"):
        try:
            codec = codecs.lookup(name).name
            if codec.replace("-", "_") in _NO_CHARSETS:
                continue
            codec = _SUPERSETS.get(codec, codec)
            return piece.decode(codec, "strict" if codec == "utf-8" else "replace")
        except (LookupError, ValueError, TypeError):
            continue
    return piece.decode("cp1252", "replace")


def _unflow(text: str, *, delsp: bool) -> str:
    """The paragraphs of a format=flowed text, each on one line again (RFC 3676)."""
    lines: list[str] = []
    flows = False
    depth = 0
    for line in text.split("\n"):
        body = line.lstrip(">")
        marks = len(line) - len(body)
        body = body.removeprefix(" ")
        if flows and marks == depth and body != "-- ":
            lines[-1] += body
        else:
            lines.append((">" * marks + " " if marks else "") + body)
        flows = body.endswith(" ") and body != "-- "
        depth = marks
        if flows and delsp:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


_PARAMETERS = ("boundary", "charset", "name", "filename", "format", "delsp")
# Almost every such header: no comment, no continuation, nothing escaped.
_PLAIN = re.compile(r"[^;=\"]*+(?:;\s*+(?:[A-Za-z-]++\s*+=\s*+(?:\"[^\"]*+\"|[^\s;\"]*+)\s*+)?)*+")
_ONE = re.compile(r";\s*+([A-Za-z-]++)\s*+=\s*+(?:\"([^\"]*+)\"|([^\s;\"]*+))")


def _parameters(headers: Headers, header: str) -> dict[str, str]:
    """The parameters of a header that count here, each the first of its name."""
    value = str(headers.get(header, ""))
    if ";" not in value or len(value) > MAX_VALUE:
        return {}
    if "*" not in value and "\\" not in value and "(" not in value and _PLAIN.fullmatch(value):
        found = [(one[1].lower(), one[2] or one[3] or "") for one in _ONE.finditer(value)]
        return dict(reversed(found))
    return {name: written for name in _PARAMETERS if (written := _parameter(headers, name, header))}


def _parameter(headers: Headers, name: str, header: str) -> str:
    try:
        value = headers.get_param(name, "", header)
    except (ValueError, LookupError, TypeError):
        return ""
    return str(value[2] if isinstance(value, tuple) else value or "")


def _disposition(headers: Headers) -> str:
    return str(headers.get("content-disposition", "")).partition(";")[0].strip().lower()


def _words(value: str) -> str:
    """A header value with its encoded words decoded; what cannot be decoded stays as it is."""
    if "=?" in value:
        try:
            pieces = decode_header(value[:MAX_VALUE])
        except (HeaderParseError, ValueError, LookupError):
            pieces = [(value, None)]
        value = "".join(
            piece if isinstance(piece, str) else _decode(piece, charset or "")
            for piece, charset in pieces
        )
    return _clean(value)


def _clean(value: str) -> str:
    """No control character and no line break survives in what comes out of a header."""
    if value.isascii() and value.isprintable():
        return value
    value = value.encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub("", " ".join(value.split()))


def _first(kept: Mapping[str, tuple[str, ...]], name: str) -> str:
    return next(iter(kept.get(name, ())), "")


def _mailboxes(kept: Mapping[str, tuple[str, ...]], name: str) -> tuple[Mailbox, ...]:
    return tuple(box for value in kept.get(name, ())[:20] for box in addresses(value)[0])[:200]


def _written(message: Message) -> str | None:
    """An id made of what the person wrote, which is the same whichever way it comes, and however
    often. Without a date there is none: the same words may be meant again a week later.
    """
    if message.date is None:
        return None
    said = [
        message.date.isoformat(),
        *(box.address.lower() for box in (*message.from_, *message.to, *message.cc)),
        message.subject,
        *(" ".join((part or "").split()) for part in (message.text, message.html)),
        *(carried.message_id for carried in message.forwarded),
    ]
    return _digest("\0".join(said).encode("utf-8", "surrogatepass"))


def _whole(raw: bytes) -> str:
    # The length and the first megabyte tell two mails apart as well as all of them would.
    return _digest(b"%d\n" % len(raw) + raw[: 1 << 20])


def _digest(what: bytes) -> str:
    return "sha256:" + hashlib.sha256(what).hexdigest()


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value[:100])
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
