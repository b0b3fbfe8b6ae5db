"""Mails made to be slow: each as large as is allowed, and each against some part of the reader."""

from __future__ import annotations

from rapport.mail import commands, lines, markup
from tests.unit.mail.clients import mail

TEXT = lines.MAX_CHARACTERS
HTML = markup.MAX_HTML


def _filled(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


TEXTS = {
    name: _filled(piece, TEXT)
    for name, piece in {
        "On On On": "On ",
        "wrote wrote": "wrote: ",
        "addresses": "On 1 <a@b.example ",
        "lines of On": "On 3 May 2026 at 10:00\n",
        "lines with colons": "On 3 May 2026 x@y.example wrote to:\n",
        "lines of addresses": "On 3 May 2026 at 10:00 S <s@x.example>\nwell, no\n",
        "authors who wrote": "Stan <s@x.example>\nAnn <a@x.example> wrote to\n",
        "banners": "CAUTION: an external mail, do not click\n",
        "warnings": "CAUTION: this mail\n\n",
        "footers": "---\nunsubscribe http\n",
        "scans": "This mail, virus\n\n",
        "long scans": "This mail " + "x" * 400 + " virus\na\n\n",
        "topics": "Visit topic\n\n",
        "headers": "From: x\nTo: y\nSent: z\n",
        "half a block": "From: x\n\n\nSubject: z\n",
        "titles": "---- From: a ----\nFrom: x\n",
        "forwards": "Begin forwarded message\nFrom: x\n",
        "quotes": ">",
        "quote lines": "> a\nb\n",
        "quote lines only": "> a\n",
        "long broken quotes": "> " + "a" * 70 + "\nb\n",
        "spaces": " ",
        "blank lines": "\n",
        "dashes": "-",
        "lines of dashes": "--\n",
        "underscores and words": "_ ",
        "legal": "confidential disclosure addressee ",
        "legal paragraphs": "the addressee shall not disclose this\nliability\n\n",
        "sent from": "Sent from my ",
        "lines of sent from": "Sent from my life, as it is\n",
        "Outlook": "outlook ios outlook\n",
        "links": "http://" + "a" * 400 + " ",
        "fences": "```\n",
        "no break": "x",
        "one long line of colons": "a:",
        "combining": "e\u0301",
        "invisible": "\u200b",
        "right to left": "\u202b\u05d0\u202c\n",
        "wide": "在 ",
        "many at": "a@",
        "brackets": "<",
        "soft breaks": "a=\n",
        "dates": "3.5.2026 10:00 ",
        "digits": "1",
        "names before marks": "a> STOP\nb> STOP\n\n",
        "bars": "| STOP\n\n",
        "ornaments": "~*~*~*~*~*\n\n",
        "companies": "Acme Ltd\n\n",
        "helpdesks": "=-= above this line =-=\n\n",
        "names in brackets": "[Stan A]\n\n",
        "names above quotes": "Stan Lee:\n> a\n\n",
        "labels": "Xy: a\n",
        "unknown titles": "----- X -----\nXy: a\n",
        "rules and legal": "____\nThis message is for the addressee\n\n",
        "days and wrote": "A 1.1.2026 wrote:\nno\n",
    }.items()
}
TALES = {
    name: _filled(piece, commands.MAX_TEXT)
    for name, piece in {
        "days": "1 May 2026 ",
        "names with whom": "with Ana Ruiz, ",
        "addresses of people": "Ana <mailto:a@b.c>, ",
        "rapports": "rapport 1, ",
        "hours": "at 5 ",
        "wishes": "write me this ",
        "wishes and reasons": "snooze, until 5 since ",
        "a wish of many": "could you mail me of it please snooze that one as ",
        "exclamations": "! ",
        "initials": "A. B. C. ",
        "quoted titles": "She recommended 'a' and 'b', ",
        "advice": "He said read, take and buy, ",
        "steps": "Bücher gekauft und ",
        "speeches": "she said he said they told me to ",
        "contacts": "i talked to Stan hat mir zurückgeschrieben i wrote Stan ",
        "sentences of a word": "a.\n",
        "thanks": "thanks. ",
        "regards": "best regards. ",
        "lines of regards": "lg\n",
        "a wish without end": "remind me so and ",
        "ends of a wish": "erst wieder ",
        "ends of a wish and pleas": "danach bitte, ",
    }.items()
}
"""Words of a mail that are slow to understand, or to find an interview in."""
PAGES = {
    name: _filled(piece, HTML)
    for name, piece in {
        "open tags": "<div>",
        "unclosed tags": "<a ",
        "unclosed quotes": '<a b="',
        "quotes of two kinds": "<a b='\"",
        "deep quotes": "<blockquote>",
        "deep tables": "<table><tr><td>",
        "closing tags": "</div>",
        "closed and open": "<p></div>",
        "paragraphs": "<p>a</p>\n",
        "lists": "<li>a",
        "lines": "a<br>",
        "bare brackets": "< ",
        "entities": "&#",
        "named entities": "&amp;lt;",
        "comments": "<!--",
        "declarations": "<!a",
        "scripts": "<script>",
        "styles": "<style>a{}</style>",
        "heads": "<head>",
        "classes": "<p class='a b c d e f g h i j k'>",
        "blocks of headers": "<div>From: x</div>",
        "attributions": "<div>On 3 May 2026 at 10:00 S &lt;s@x.example&gt;</div>",
        "hidden": "<div style='display:none'>a",
        "preformatted": "<pre>a\n\n",
    }.items()
} | {
    "a long number": f"&#{'9' * (HTML - 3)};",
    "one long style": f"<p style='{_filled('border:', HTML - 20)}'>",
    "one long attribute": f"<p class={_filled('a', HTML - 20)}>",
    "many attributes": f"<p {_filled('class=a ', HTML - 20)}>",
    "styles for ever": f"<style>{_filled('p{margin:0}', HTML - 10)}",
    "no tag at all": _filled("x ", HTML),
}


def raw(name: str) -> bytes:
    """The hostile mail of that name, as it comes over the wire."""
    return (mail(TEXTS[name]) if name in TEXTS else mail(None, PAGES[name])).as_bytes()
