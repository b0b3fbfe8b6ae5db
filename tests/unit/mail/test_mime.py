"""Raw mail is read within bounds, whatever it holds."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest

from rapport.mail import mime
from rapport.mail.mime import Bound, UnreadableMail

HEAD = b"From: Roger <roger@mail.example>\nTo: a@x.example, B <b@x.example>\n"


def body(kind: str, content: bytes, *more: str) -> mime.Message:
    lines = [f"Content-Type: {kind}", *more, "", ""]
    return mime.read(HEAD + "\n".join(lines).encode() + content)


def test_headers_are_decoded_and_bounded() -> None:
    """What the other parts of the application look at."""
    message = mime.read(
        b"From: =?utf-8?b?UsO2Z2Vy?= <Roger@mail.example>\r\n"
        b'To: a@x.example, "B, C" <b@x.example>\r\n'
        b"Cc: c@x.example\r\nSubject: =?iso-8859-1?q?Gr=FC=DFe?=\r\n  and more\r\n"
        b"Date: Wed, 25 Nov 2026 10:30:00 +0100\r\nMessage-ID: <1@x.example>\r\n"
        b"In-Reply-To: <0@x.example>\r\nReferences: <a@x.example>\r\n <0@x.example>\r\n\r\nhi\r\n"
    )
    assert [tuple(box) for box in message.from_] == [("Röger", "Roger@mail.example")]
    assert [box.address for box in message.to] == ["a@x.example", "b@x.example"]
    assert [box.address for box in message.cc] == ["c@x.example"]
    assert message.subject == "Grüße and more"
    assert message.date == datetime(2026, 11, 25, 10, 30, tzinfo=timezone(timedelta(hours=1)))
    assert message.message_id == "<1@x.example>"
    assert message.in_reply_to == "<0@x.example>"
    assert message.references == ("<a@x.example>", "<0@x.example>")
    assert message.text == "hi\n"
    assert message.html is None
    assert message.from_is_plain
    assert message.headers_are_plain
    assert message.header("SUBJECT") == "Grüße and more"


def test_a_mail_without_an_id_gets_one_of_its_own() -> None:
    """Each mail is taken once, also where its program gives no Message-ID."""
    first, again, other = (mime.read(HEAD + b"\n" + text).message_id for text in (b"a", b"a", b"b"))
    assert first == again
    assert first != other
    assert first.startswith("sha256:")


WRITTEN = {
    "From": b"Roger <roger@seeker.example>",
    "To": b"a@x.example",
    "Subject": b"Re: =?utf-8?q?Gr=C3=BC=C3=9Fe?=",
    "Date": b"Wed, 25 Nov 2026 10:30:00 +0100",
}


def id_of(*also: bytes, body: bytes = b"done\n", **written: bytes | None) -> str:
    """The id of a mail that has none, written so and with more headers on top."""
    said = {**WRITTEN, **written}
    lines = [name.encode() + b": " + value for name, value in said.items() if value is not None]
    return mime.read(b"\n".join([*also, *lines, b"", body])).message_id


def test_what_stations_add_on_its_way_makes_no_other_mail() -> None:
    """Headers on top, another folding or encoding of what was written, blank lines below."""
    first = id_of()
    assert first == id_of(b"Received: from elsewhere", b"X-Scanned: yes")
    assert first == id_of(Subject=b"Re:\n =?utf-8?b?R3LDvMOfZQ==?=")
    assert first == id_of(body=b"done\r\n\r\n")


@pytest.mark.parametrize(
    "written",
    [
        {"From": b"olga@seeker.example"},
        {"To": b"b@x.example"},
        {"Subject": b"Re: Hello"},
        {"Date": b"Wed, 25 Nov 2026 10:30:01 +0100"},
        {"body": b"skip\n"},
    ],
    ids=lambda written: next(iter(written)),
)
def test_whatever_was_written_otherwise_is_another_mail(written: dict[str, bytes]) -> None:
    """None is taken for one that came before."""
    assert id_of(**written) != id_of()


def test_without_a_date_nothing_is_taken_for_a_repetition() -> None:
    """The same word may be meant again a week later: only the very same bytes came twice."""
    assert id_of(Date=None) == id_of(Date=None)
    assert id_of(Date=None) != id_of(b"Received: from elsewhere", Date=None)


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        ("utf-8", "größer".encode()),
        ("iso-8859-1", "größer".encode("latin-1")),
        ("us-ascii", "größer".encode()),
        ("utf-8", "größer".encode("latin-1")),
        ("klingon", "größer".encode()),
        ("", "größer".encode("latin-1")),
        ("utf-16", "größer".encode("utf-16")),
        ("idna", "größer".encode()),
        ("unicode_escape", "größer".encode()),
        ("rot13", "größer".encode()),
        ("'utf-8'", "größer".encode()),
    ],
)
def test_a_broken_or_wrong_charset_does_not_lose_the_text(charset: str, content: bytes) -> None:
    """Labels lie; what can be read is read."""
    assert body(f'text/plain; charset="{charset}"', content).text == "größer"


@pytest.mark.parametrize(
    ("charset", "text"),
    [("gb2312", "你好"), ("iso-2022-jp", "こんにちは"), ("euc-kr", "안녕"), ("koi8-r", "привет"),
     ("windows-1255", "שלום"), ("shift_jis", "①番")],
)  # fmt: skip
def test_charsets_of_the_world(charset: str, text: str) -> None:
    """With the superset that programs really write."""
    codec = {"gb2312": "gb18030", "shift_jis": "cp932"}.get(charset, charset)
    assert body(f"text/plain; charset={charset}", text.encode(codec)).text == text


def test_all_texts_around_a_picture_are_read() -> None:
    """Text, picture, text, as Apple Mail writes it; a text file attached is no text of the mail."""
    message = EmailMessage()
    message["From"] = "roger@mail.example"
    message.set_content("before")
    message.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg", filename="a.jpg")
    message.add_attachment("after", disposition="inline")
    message.add_attachment("a file", filename="notes.txt")
    read = mime.read(message.as_bytes())
    assert (read.text or "").split() == ["before", "after"]
    assert read.attachments == ("a.jpg", "notes.txt")


def test_a_forwarded_mail_is_a_mail_of_its_own() -> None:
    """Its text is not the text of the mail around it."""
    inner = EmailMessage()
    inner["From"] = "Stan <stan@x.example>"
    inner["Subject"] = "Next steps"
    inner.set_content("stop")
    outer = EmailMessage()
    outer["From"] = "roger@mail.example"
    outer.set_content("see below")
    outer.add_attachment(inner)
    message = mime.read(outer.as_bytes())
    assert (message.text or "").strip() == "see below"
    (forwarded,) = message.forwarded
    assert forwarded.from_[0].address == "stan@x.example"
    assert forwarded.subject == "Next steps"
    assert (forwarded.text or "").strip() == "stop"


def test_flowed_paragraphs_are_one_line_again() -> None:
    """Soft breaks join, quotes keep their depth, the signature's dashes stay alone."""
    text = b"one \ntwo\n> a \n> b\nlast \n-- \nme\n"
    message = body("text/plain; format=flowed", text)
    assert (message.text or "").splitlines() == ["one two", "> a b", "last ", "-- ", "me"]
    joined = body("text/plain; format=flowed; delsp=yes", b"ab \ncd\n")
    assert joined.text == "abcd\n"


@pytest.mark.parametrize(
    "head",
    [b"Content-Type: multipart/mixed\n", b'Content-Type: multipart/mixed; boundary="never"\n',
     b'Content-Type: multipart/mixed; boundary=""\n'],
)  # fmt: skip
def test_a_multipart_without_its_boundary_is_read_as_text(head: bytes) -> None:
    """As good as it gets: nothing is lost."""
    assert mime.read(HEAD + head + b"\nhello").text == "hello"


def test_null_bytes_and_control_characters_do_not_come_through() -> None:
    """Neither in the text nor in a header, where a line break would forge another one."""
    message = mime.read(
        b"From: roger@mail.example\nSubject: =?utf-8?q?a=0D=0ABcc:_b=00?=\n\n\x00hi\x1b[0m"
    )
    assert message.subject == "a Bcc: b"
    assert message.text == "hi[0m"


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_a_text_has_one_kind_of_line_break(charset: str) -> None:
    """Whatever the sender's system takes for one, and a mark of the byte order is no letter."""
    written = "\ufeffa\r\nb\rc\r\r\nd\x0be\x0cf\x85g\u2028h\u2029i\ufeffä\x7f\t😀"
    message = body(f'text/plain; charset="{charset}"', written.encode(charset))
    assert message.text == "a\nb\nc\n\nd\ne\nf\ng\nh\ni\u00e4\t😀"


@pytest.mark.parametrize(
    ("value", "wanted", "plain"),
    [
        ("a@x.example", ["a@x.example"], True),
        ("<a@x.example>", ["a@x.example"], True),
        ('"A, B" <a@x.example>', ["a@x.example"], True),
        ("a@x.example, b@x.example", ["a@x.example", "b@x.example"], False),
        ("team: a@x.example, b@x.example;", ["a@x.example", "b@x.example"], False),
        ("a@x.example (b@x.example)", ["a@x.example"], False),
        ("b@x.example <a@x.example>", ["a@x.example"], True),
        ("<b@x.example> <a@x.example>", ["a@x.example"], False),
        ('"unclosed <a@x.example>', ["unclosed <a@x.example>"], False),
        ("<a@x.example", ["a@x.example"], False),
        ("", [], False),
        (",;:()<>", [], False),
    ],
)
def test_addresses_are_read_without_trust(value: str, wanted: list[str], plain: bool) -> None:
    """One plain mailbox is plain, anything else shows that it is not."""
    boxes, is_plain = mime.addresses(value)
    assert [box.address for box in boxes] == wanted
    assert is_plain is plain


def nested(levels: int) -> bytes:
    part = b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n"
    return b"Content-Type: multipart/mixed; boundary=b0\n\n" + b"".join(
        part % (level, level + 1) for level in range(levels)
    )


BROKEN = {
    "nothing": (b"", Bound.EMPTY),
    "blanks": (b" \r\n \n", Bound.EMPTY),
    "1,000 levels deep": (HEAD + nested(1_000), Bound.DEPTH),
    "1,000 forwards deep": (b"Content-Type: message/rfc822\n\n" * 1_000, Bound.DEPTH),
    "100,000 parts": (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000,
        Bound.PARTS,
    ),
    "a header of 10 MB": (HEAD + b"X: " + b"a" * 10_000_000 + b"\n\nhi", Bound.HEADERS),
    "a folded header without end": (
        HEAD + b"X: a\n" + b" aaaa\n" * 30_000 + b"\nhi",
        Bound.HEADERS,
    ),
    "30,000 headers": (HEAD + b"X: a\n" * 30_000 + b"\nhi", Bound.HEADERS),
    "50 MB of text": (HEAD + b"\n" + b"hello world\n" * 4_200_000, Bound.SIZE),
}


@pytest.mark.parametrize(("raw", "bound"), BROKEN.values(), ids=BROKEN)
def test_a_mail_over_a_bound_is_unreadable_and_says_why(raw: bytes, bound: Bound) -> None:
    """It goes to quarantine with the reason, at once."""
    begun = time.process_time()
    with pytest.raises(UnreadableMail) as raised:
        mime.read(raw)
    assert raised.value.bound is bound
    assert str(raised.value)
    assert time.process_time() - begun < 1.0


LARGE = {
    "40 MB of text": HEAD + b"\n" + b"hello world\n" * 3_500_000,
    "40 MB on one line": HEAD + b"\n" + b"hello world " * 3_500_000,
    "40 MB of boundaries that are none": HEAD
    + b"Content-Type: multipart/mixed; boundary=b\n\n"
    + b"\n--c" * 10_000_000,
    "40 MB of carriage returns": HEAD + b"\n" + b"\r" * 42_000_000,
    "20 MB attached": HEAD
    + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\nContent-Type: image/png\n"
    + b"Content-Transfer-Encoding: base64\n\n"
    + (b"QUJD" * 19 + b"\n") * 270_000
    + b"--b--\n",
    "dashes like boundaries": HEAD
    + b"Content-Type: multipart/mixed; boundary="
    + b"-" * 70
    + b"\n\n"
    + (b"\n" + b"-" * 71) * 200_000,
    "base64 of nothing": HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"=!A" * 1_000_000,
    "soft breaks": HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=\n=4" * 900_000,
    "encoded words": HEAD + b"Subject: " + b"=?a?q?" * 20_000 + b"\n\nhi",
    "brackets": b"From: " + b"(" * 90_000 + b"\nTo: " + b"<" * 90_000 + b"\n\nhi",
    "parameters": HEAD + b"Content-Type: text/plain; " + b"a*0=b; " * 20_000 + b"\n\nhi",
}


@pytest.mark.parametrize("raw", LARGE.values(), ids=LARGE)
def test_an_allowed_mail_is_never_slow(raw: bytes) -> None:
    """A generous guard, far above what is measured."""
    begun = time.process_time()
    message = mime.read(raw)
    assert time.process_time() - begun < 1.0
    assert message.from_ or raw.startswith(b"From: (")


def test_what_was_cut_off_is_said() -> None:
    """The rest of a very long text is left out, not silently."""
    assert mime.read(LARGE["40 MB of text"]).cut
    assert not mime.read(HEAD + b"\nhi").cut


def test_a_header_in_no_charset_at_all_is_read() -> None:
    """Bytes that are no UTF-8 beside some that are, in a header that is looked at."""
    message = mime.read(
        "Content-Transfer-Encoding: bäse".encode() + b"\xff64\nFrom: J\xf6rg <a@x.example>\n\nhi"
    )
    assert message.text == "hi"
    assert message.from_[0].name == "Jörg"


def test_a_naive_date_is_utc() -> None:
    """And one that cannot be read is none."""
    assert mime.read(HEAD + b"Date: 25 Nov 2026 10:30:00\n\nx").date == datetime(
        2026, 11, 25, 10, 30, tzinfo=UTC
    )
    assert mime.read(HEAD + b"Date: soon\n\nx").date is None
