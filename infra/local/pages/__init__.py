"""The page at `/_local/`: a mailbox, a clock, and what the runtime is doing."""

import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import formatdate, getaddresses, make_msgid
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

_FOLDER = Path(__file__).parent
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
_NEWEST_FIRST = 200
# A mail may style itself, and nothing else: no script, nothing fetched.
_FRAME_HEAD = (
    "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:\"><base target='_blank'>"
)


def page(
    state: dict[str, Any],
    mails: list[dict[str, Any]],
    chosen: str | None,
    view: str,
    message: str | None,
) -> str:
    """The whole page.

    Args:
        state: what `/_local/state` gives.
        mails: what `/_local/mail` gives.
        chosen: the id of the mail to show; the newest when there is none.
        view: `html`, `text` or `source`.
        message: something that went wrong just now.
    """
    newest_first = mails[::-1][:_NEWEST_FIRST]
    mail = next((each for each in newest_first if each["id"] == chosen), None)
    mail = mail or (newest_first[0] if newest_first else None)
    if mail is not None and not mail[view if view != "source" else "raw"]:
        view = "html" if mail["html"] else "text"
    return (
        _environment()
        .get_template("page.html")
        .render(
            state=state,
            mails=newest_first,
            count=len(mails),
            mail=mail,
            view=view,
            message=message,
            frame=_FRAME_HEAD,
            style=Markup((_FOLDER / "style.css").read_text()),  # noqa: S704  # a file of this folder
            script=Markup((_FOLDER / "page.js").read_text()),  # noqa: S704  # a file of this folder
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"day": _day, "linked": _linked, "raw_text": _raw_text, "span": _span}
    return environment


def _day(instant: str | None) -> str:
    """An ISO 8601 instant for reading, in UTC."""
    if not instant:
        return "–"
    return datetime.fromisoformat(instant).astimezone(UTC).strftime("%a %d %b %Y, %H:%M:%S")


def _span(seconds: float) -> str:
    """How far the clock is ahead."""
    return str(timedelta(seconds=round(seconds)))


def _linked(text: str | None) -> Markup:
    """Text whose addresses can be followed."""
    done, last = Markup(), 0
    text = text or ""
    for found in _LINK.finditer(text):
        address = found.group(0)
        done += escape(text[last : found.start()])
        done += Markup('<a href="{0}" target="_blank" rel="noopener">{0}</a>').format(address)
        last = found.end()
    return done + escape(text[last:])


def _raw_text(raw: str) -> str:
    import base64

    return base64.b64decode(raw).decode("utf-8", "replace")


def reply_to(mail: dict[str, Any], words: str) -> tuple[bytes, list[str], str]:
    """What a mail program would send when its user answers a mail.

    Gives the raw message, the envelope recipients and the envelope sender.
    """
    headers = {name.lower(): value for name, value in mail["headers"].items()}
    target = headers.get("reply-to") or headers.get("from") or mail["from"]
    recipients = [address for _, address in getaddresses([target]) if address]
    sender = getaddresses([mail["to"][0]])[0][1]
    message = EmailMessage()
    message["From"] = mail["to"][0]
    message["To"] = target
    subject = mail["subject"]
    message["Subject"] = subject if subject.lower().startswith("re:") else f"Re: {subject}"
    message["Date"] = formatdate(datetime.now(UTC).timestamp())
    message["Message-ID"] = make_msgid(domain="local.invalid")
    if reference := headers.get("message-id"):
        message["In-Reply-To"] = reference
        message["References"] = f"{headers.get('references', '')} {reference}".strip()
    quoted = "\n".join(f"> {line}".rstrip() for line in (mail["text"] or "").splitlines())
    when = datetime.fromisoformat(mail["sent_at"]).strftime("%a, %d %b %Y at %H:%M")
    message.set_content(
        f"{words.strip()}\n\nOn {when}, {headers.get('from', '')} wrote:\n{quoted}\n"
    )
    return message.as_bytes(), recipients, sender


def new_mail(sender: str, recipient: str, subject: str, words: str) -> bytes:
    """A plain mail from somebody to somebody."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = recipient
    message["Subject"] = subject
    message["Date"] = formatdate(datetime.now(UTC).timestamp())
    message["Message-ID"] = make_msgid(domain="local.invalid")
    message.set_content(words)
    return message.as_bytes()
