"""A form that brings a file, as browsers send it."""

from __future__ import annotations

from email.message import Message

from web.forms import Form, TooManyFields

MOST_PARTS = 10
MOST_HEAD = 4_000
"""Bytes before the content of a part: a browser says a name and a type there. To read much more
than that takes longer than its length.
"""
_ENDS = b"\r\n\r\n"


def read(content_type: str, body: bytes) -> tuple[Form, dict[str, bytes]]:
    """The fields of a form, and its files by the field that brought them.

    What is not such a form has no fields. Raises TooManyFields.
    """
    boundary = _parameter(content_type, "Content-Type", "boundary")
    if not boundary or not content_type.lower().startswith("multipart/form-data"):
        return Form(), {}
    form, files = Form(), {}
    _, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary.encode(), MOST_PARTS + 1)
    if len(parts) > MOST_PARTS:
        raise TooManyFields
    for part in parts:
        head, _, content = part.partition(_ENDS)
        says = _disposition(head) if len(head) <= MOST_HEAD else ""
        name = _parameter(says, "Content-Disposition", "name")
        if not name:
            continue
        if _parameter(says, "Content-Disposition", "filename") is None:
            form.fields.append((name, content.decode("utf-8", errors="replace")))
        else:
            files[name] = content
    return form, files


def _disposition(head: bytes) -> str:
    for line in head.decode("utf-8", errors="replace").splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-disposition":
            return value.strip()
    return ""


def _parameter(value: str, header: str, name: str) -> str | None:
    message = Message()
    message[header] = value.replace("\r", "").replace("\n", "")
    found = message.get_param(name, header=header)
    return found if isinstance(found, str) else None
