"""The visible lines of an HTML mail, with what its program marked as quoted, signature, history.

An own reader of tags rather than a parser: one pass, linear for any input, and it stops where
history begins. Nothing of the markup survives; what comes out is text.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rapport.later import pattern

MAX_HTML = 200_000
MAX_TAGS = 5_000
_MAX_ATTRIBUTES = 1_000
_MAX_OPEN = 200


class Line(NamedTuple):
    """A line of a mail; `quoted` when its program marked it as somebody else's words."""

    text: str
    quoted: bool


@dataclass(slots=True)
class Page:
    """The lines, and whether the program that wrote the mail marked history or a signature."""

    lines: list[Line] = field(default_factory=list)
    marked: bool = False


_TAG = re.compile(r"[^\"'>]*+(?:(?:\"[^\"]*+\"|'[^']*+')[^\"'>]*+)*+>")
_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9:-]{0,30}")
_ATTRIBUTE = re.compile(
    r"\b(class|id|name|type|style|alt|hidden|data-smartmail)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[ \t\r\n\f]+")

_VOID = frozenset("br hr img meta link input area base col embed source track wbr".split())
_SILENT = frozenset("style script head title noscript template svg math object".split())
_BLOCKS = frozenset(
    "address article aside blockquote center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main ol p pre section table tr ul".split()
)
_CELLS = frozenset(("td", "th"))
_SPACED = frozenset("p h1 h2 h3 h4 h5 h6".split())

# Marks in class, id or name: whole tokens, lower case; Outlook puts "x_" before what it quotes.
_HISTORY = frozenset(
    "divrplyfwdmsg appendonsend outlookmessageheader mail-editor-reference-message-container "
    "zwchr isforwardcontent messagereplysection "
    "olk_src_body_section hmmessageheader qm_original".split()
)
_QUOTES = frozenset(
    "gmail_attr moz-cite-prefix yahoo_quoted protonmail_quote quote gmail_quote_attribution "
    "tutanota_quote front-blockquote zmail_extra cm_quote airmail_on ntes-mailmaster-quote "
    "reply-intro isreplycontent gmx_quote sh-quoted-content moz-forward-container "
    "yiv_quoted".split()
)
_CONTAINERS = frozenset(("gmail_quote", "gmail_quote_container"))
_SIGNATURES = frozenset(
    "gmail_signature gmail_signature_prefix signature moz-signature ms-outlook-mobile-signature "
    "applemailsignature protonmail_signature_block composer_signature messagesignaturesection "
    "bloop_sign front-signature mobile_signature yahoo-signature zmail_signature_below "
    "email_signature x_signature email-signature".split()
)
_NUMBERED = re.compile(r"divrpf\d{1,12}")
_BORDER = re.compile(r"border(?:-top)?:[^;]{0,30}#(?:e1e1e1|b5c4df)", re.IGNORECASE)
_INDENT = re.compile(r"border(?:-left)?:\s*(?:none|medium none|0)", re.IGNORECASE)
_BORDER_LEFT = pattern(
    r"border-left(?:-style|-width)?:(?!\s*(?:none|0|medium none)\b)", re.IGNORECASE
)
_HIDDEN = re.compile(
    r"display:\s*none|visibility:\s*hidden|font-size:\s*0(?:px)?\s*(?:;|$)", re.IGNORECASE
)


class _Open(NamedTuple):
    name: str
    quoted: bool
    silent: bool
    container: bool
    bordered: bool = False

    @property
    def skipped(self) -> bool:
        """Whether nothing in it is new: of a quote only its end matters."""
        return self.quoted and self.name == "blockquote"


_SKIPPED = Line("…", True)


@dataclass(slots=True)
class _Reader:
    page: Page = field(default_factory=Page)
    words: list[str] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    quoted: int = 0
    silent: int = 0
    preformatted: int = 0
    history: bool = False
    answered: bool = False
    waits: bool = False
    own_from: int | None = None
    others: int = 0
    skippable: int = 0
    bordered: list[int] = field(default_factory=list)
    last_bordered: tuple[int, int] = 0, 0

    def text(self, text: str) -> None:
        if self.silent or not text:
            return
        if not self.preformatted and text.isspace() and text.isascii():
            self.words.append(" ")
            return
        if "&" in text:
            try:
                text = html.unescape(text)
            except ValueError:  # a character number of thousands of digits
                text = text.replace("&#", "")
        if self.preformatted:
            first, *more = text.replace("\r\n", "\n").split("\n")
            self.words.append(first)
            for line in more:
                self.break_line()
                self.words.append(line)
        else:
            self.words.append(_SPACES.sub(" ", text))

    def break_line(self, *, blank: bool = False) -> None:
        line = "".join(self.words)
        line = line.rstrip() if self.preformatted else " ".join(line.split(" ")).strip()
        self.words.clear()
        lines, others = self.page.lines, self.quoted > 0 or self.history
        if line:
            lines.append(Line(line, others))
            self.others += others
        if blank and lines and lines[-1].text:
            lines.append(Line("", others))

    def start(self, name: str, attributes: str, *, closed: bool) -> None:
        if name == "br":
            self.line_feed()
            return
        if name in _BLOCKS:
            self.break_line(blank=name in _SPACED and "msonormal" not in attributes.lower())
        marks = _marks(attributes) if attributes else _NO_MARKS
        if name == "img":
            self.text(_symbol(marks.alt))
        if marks.history and not (self.waits and "appendonsend" in marks.tokens):
            self.history = self.page.marked = True
        if name == "li" and not self.silent:
            self.words.append("- ")
        if name in _VOID or closed or len(self.stack) >= _MAX_OPEN:
            return
        self.open(name, marks)

    def open(self, name: str, marks: _Marks) -> None:
        signature = marks.signature and name not in ("html", "body")
        quoted = marks.quoted or (name == "blockquote" and not marks.indent)
        container = not _CONTAINERS.isdisjoint(marks.tokens) and name != "blockquote"
        if container:
            self.answered = False
            self.own_from = len(self.page.lines)
        elif "gmail_attr" in marks.tokens:
            self.own_from = None
        elif quoted and name == "blockquote":
            self.leave_own_words()
        silent = name in _SILENT or marks.hidden or signature
        self.page.marked = self.page.marked or quoted or signature or container
        bordered = marks.bordered and name == "div"
        self.stack.append(_Open(name, quoted or container, silent, container, bordered))
        if bordered:
            self.bordered.append(len(self.page.lines))
        self.quoted += quoted or container
        self.skippable += self.stack[-1].skipped
        self.silent += silent
        self.preformatted += name == "pre"

    def end(self, name: str) -> None:
        if name in _CELLS and not self.silent:
            self.words.append(" ")
        if name in _BLOCKS:
            self.break_line(blank=name in _SPACED)
        for back in range(1, min(len(self.stack), 30) + 1):
            if self.stack[-back].name == name:
                for _ in range(back):
                    self.close(self.stack.pop())
                return

    def close(self, node: _Open) -> None:
        self.silent -= node.silent
        self.skippable -= node.skipped
        self.preformatted -= node.name == "pre"
        # A container that was opened up by an answer between its quotes counts no more.
        self.quoted -= node.quoted and not (node.container and self.answered)
        if node.bordered:
            self.last_bordered = self.bordered.pop(), len(self.page.lines)
        if node.container:
            self.answered = False
            self.keep_a_mail_without_quote()
        if node.name == "blockquote" and not self.answered:
            self.answer_within_container()

    def leave_own_words(self) -> None:
        """An older Gmail's container held the whole mail: above its first quote stand the person's
        words, unless it is nothing but the attribution.
        """
        begin, self.own_from = self.own_from, None
        if begin is None or self.quoted != 1:
            return
        above = [line.text for line in self.page.lines[begin:] if line.text]
        if len(above) > 1 or (above and above[0][-1] not in ":："):
            self.page.lines[begin:] = [Line(line.text, False) for line in self.page.lines[begin:]]

    def keep_a_mail_without_quote(self) -> None:
        """A whole mail may stand in the container, where it quotes nothing; attributions and titles
        of history that it holds are found all the same.
        """
        begin, self.own_from = self.own_from, None
        if begin is not None and not any(
            line.text and not line.quoted for line in self.page.lines[:begin]
        ):
            self.page.lines[begin:] = [Line(line.text, False) for line in self.page.lines[begin:]]

    def quote_what_is_bordered(self) -> None:
        """A line drawn beside the last part of a mail, below the person's words, is how some
        programs show a quote.
        """
        begin, end = self.last_bordered
        said = any(line.text and not line.quoted for line in self.page.lines[:begin])
        if said and begin < end and not any(line.text for line in self.page.lines[end:]):
            self.page.lines[begin:] = [Line(line.text, True) for line in self.page.lines[begin:]]
            self.page.marked = True

    def answer_within_container(self) -> None:
        """After the first quote in Gmail's container, what stands beside quotes is the answer."""
        if self.stack and self.stack[-1].container:
            self.answered = True
            self.quoted -= 1

    def line_feed(self) -> None:
        if self.words and "".join(self.words).strip():
            self.break_line()
        else:
            self.words.clear()
            self.page.lines.append(Line("", self.quoted > 0 or self.history))


class _Marks(NamedTuple):
    tokens: frozenset[str]
    history: bool
    quoted: bool
    signature: bool
    hidden: bool
    indent: bool
    bordered: bool
    alt: str


_NO_MARKS = _Marks(frozenset(), False, False, False, False, False, False, "")


@lru_cache(maxsize=256)  # a mail repeats the same few, and so do the mails of a program
def _marks(attributes: str) -> _Marks:
    tokens: set[str] = set()
    style = alt = ""
    cite = False
    for match in _ATTRIBUTE.finditer(attributes):
        name = match[1].lower()
        value = match[2] or match[3] or match[4] or ""
        if name == "style":
            style = value[:500]
        elif name == "alt":
            alt = value
        elif name == "type":
            cite = value.lower() == "cite"
        else:
            tokens.update(token.removeprefix("x_") for token in value[:300].lower().split())
    if any("yahoo_quoted" in token for token in tokens):
        tokens.add("yahoo_quoted")
    if any(token.startswith("ydp") and token.endswith("signature") for token in tokens):
        tokens.add("signature")
    return _Marks(
        tokens=frozenset(tokens),
        history=not _HISTORY.isdisjoint(tokens)
        or any(map(_NUMBERED.fullmatch, tokens))
        or _BORDER.search(style) is not None,
        quoted=cite or not _QUOTES.isdisjoint(tokens),
        signature=not _SIGNATURES.isdisjoint(tokens),
        hidden=_HIDDEN.search(style) is not None,
        indent=(_INDENT.search(style) is not None or "elementtoproof" in tokens)
        and not cite
        and "gmail_quote" not in tokens,
        bordered="padding" in style and _BORDER_LEFT.search(style) is not None,
        alt=alt,
    )


def _symbol(alt: str) -> str:
    """What a picture says, where it is a symbol that was typed (an emoji), else nothing."""
    return alt if 0 < len(alt) <= 8 and not alt.isascii() else ""


def read(markup: str, *, whole: bool = False, further: int = 0) -> Page:
    """The page of an HTML part: up to where history begins, or the `whole` of it.

    `further` is how many lines of somebody else's are read, too, in quotes or in history. Reads at
    most `MAX_HTML` characters and `MAX_TAGS` tags.
    """
    markup = markup[:MAX_HTML]
    reader = _Reader(waits='id="divRplyFwdMsg"' in markup)
    head = _HEAD.match(markup)
    body = _HEAD_ENDS.search(markup, head.end()) if head else None
    place, tags = body.start() if body else 0, 0
    while (whole or not reader.history or reader.others < further) and tags < MAX_TAGS:
        opening = markup.find("<", place)
        if opening < 0:
            reader.text(markup[place:])
            break
        reader.text(markup[place:opening])
        tags += 1
        place = _tag(reader, markup, opening)
        if not whole and reader.skippable and reader.others >= further:
            place = _behind(markup, place)
            reader.page.lines.append(_SKIPPED)
    reader.break_line()
    if not whole:
        reader.quote_what_is_bordered()
    return reader.page


def _tag(reader: _Reader, markup: str, opening: int) -> int:
    """Reads the tag at `opening` and answers where the text goes on."""
    if markup.startswith("<!--", opening):
        return _after(markup, "-->", opening)
    if markup.startswith(("<!", "<?"), opening):
        return _after(markup, ">", opening)
    named = _NAME.match(markup, opening + 1)
    if not named:
        reader.text("<")
        return opening + 1
    whole = _TAG.match(markup, named.end())
    end = whole.end() if whole else _after(markup, ">", opening)
    name = named[0].lower()
    if name.startswith("/"):
        reader.end(name[1:])
        return end
    reader.start(
        name,
        markup[named.end() : min(end - 1, named.end() + _MAX_ATTRIBUTES)],
        closed=markup[end - 2 : end] == "/>",
    )
    return _closing(markup, name, end) if name in _ENDS else end


_QUOTE_TAG = re.compile("<(/?)blockquote", re.IGNORECASE)


def _behind(markup: str, place: int) -> int:
    """Where the end tag of the quote is that was just opened; the end where there is none."""
    depth = 1
    for tag in _QUOTE_TAG.finditer(markup, place):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start()
    return len(markup)


def _after(markup: str, mark: str, place: int) -> int:
    found = markup.find(mark, place)
    return found + len(mark) if found >= 0 else len(markup)


_ENDS = {name: re.compile("</" + name, re.IGNORECASE) for name in ("style", "script", "title")}
_HEAD = pattern(r"(?:\s++|<(?:[!?]|html\b)[^<>]{0,1000}+>){0,50}+<head[\s>]", re.IGNORECASE)
"""With nothing said before it: a page that is quoted may have a head, too."""
_HEAD_ENDS = re.compile("</head|<body", re.IGNORECASE)


def _closing(markup: str, name: str, place: int) -> int:
    """Where the element that holds no text ends; its content is no markup."""
    found = _ENDS[name].search(markup, place)
    return found.start() if found else len(markup)
