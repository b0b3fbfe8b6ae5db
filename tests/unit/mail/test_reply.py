"""The words that a person wrote now."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rapport.mail import commands, mime, reply
from rapport.mail.forwarded import forwarded
from tests.unit.mail import hostile
from tests.unit.mail.clients import CLIENTS, LANGUAGES, SENT, lines, mail

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def folded(text: str) -> str:
    return " ".join(text.split())


def new(text: str, sent: str | None = None) -> str:
    return folded(reply.new_text(text, sent=sent))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("client", CLIENTS)
def test_a_reply_is_taken_out_and_no_quoted_command_leaks(client: str, language: str) -> None:
    """Every program in every language, with the reminder known and unknown: nothing of the
    reminder is left, and what is understood is what the reply alone says.
    """
    words = LANGUAGES[language]
    for written in ("done", words.reply, "snooze 3 days\n\nthanks a lot"):
        message = mime.read(CLIENTS[client](written, words).as_bytes())
        for sent in (SENT, None):
            if sent is None and client == "no-marker":
                continue  # history without any marker: only the sent text can tell
            text = reply.new_text(message, sent=sent)
            assert folded(text) == folded(written)
            assert commands.understand(text, now=NOW, zone="UTC") == commands.understand(
                written, now=NOW, zone="UTC"
            )


@pytest.mark.parametrize("client", CLIENTS)
def test_a_mail_of_nothing_but_history_says_nothing(client: str) -> None:
    """Whoever sends the reminder back without a word has asked for nothing."""
    message = mime.read(CLIENTS[client]("", LANGUAGES["en"]).as_bytes())
    text = reply.new_text(message, sent=SENT)
    assert commands.understand(text, now=NOW, zone="UTC") == []


KEPT = {
    "a line that begins with On": "On Monday I called Stan.\nOn 3 May 2026 he wrote to me:\n"
    "all fine.",
    "From and To of a journey": "From: Berlin\nTo: Munich\nDate: Friday\n\nCan you book it?",
    "From begins a sentence": "From: what I saw it went well.\nTo: be honest, I liked it.",
    "Sent from my desk": "Sent from my desk, where I sit.\n\nOk?",
    "Sent from my desk in a town": "Sent from my desk in Berlin",
    "how it was sent": "Sent by mail yesterday.",
    "a program it was sent with": "Sent via LinkedIn.",
    "whom it was sent with": "Sent with Stan's blessing",
    "from my old phone": "From my old Nokia days I know this.",
    "a phone in a sentence": "Sent from my phone to Stan this morning",
    "a question about a program": "Does Outlook for Android work?",
    "the word confidential": "Please keep this confidential.\n\nStan said so too.",
    "German that begins with Am": "Am 3. Mai um 10:00 war ich bei Stan: es lief gut.\nBis dann",
    "French that begins with Le": "Le 3 mai j'ai vu Stan.\nC'est bon.",
    "somebody who wrote something": "Here's what Stan <stan@x.example> wrote at 10:30:\nread this",
    "a list of dates": "Meetings:\n3 May 2026 10:30: Stan\n4 May 2026 11:00: Priya",
    "dashes as bullets": "done\n\n- SQL\n-- and more SQL\n- Python",
    "rules in the text": "Hi\n\n***\n\nmore\n\n----\n\nand more",
    "dashes within code": "run\n\n```\n-- \nselect 1\n```\nok?",
    "a sign-off": "done\n\nThanks,\nRoger\n\nP.S. Stan says hi",
    "a link that was wrapped": "see <http://x.example/a\n> and tell me",
    "arrows around a link": "Visit\n>>> http://x.example <<<\nlater",
    "a rule above the last words": "done\n\n---\nP.S. I liked it",
    "a rule above one word": "It is\n---\nDone",
    "an address before a colon": "write to stan@x.example: he knows",
    "from begins with an address": "From: stan@x.example, who was there, I know it.\nOk?",
    "confidence asked for": "It went well.\n\nIf you have received this, tell me.",
    "confidence in the middle": "This mail may contain confidential news.\n\nStan said yes.",
    "a sentence about a mail": "Ok.\n\nThis message may contain traces of nuts.",
    "a question about a marker": "What becomes of people who still have our old sentence about a "
    "reply above this line?",
    "a part below a long rule": f"first\n\n{'_' * 60}\n\nThis is the second part of it.\n\nRoger",
    "dashes around a title": "fine\n\n---- SQL and more ----\n\nI learn it",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_a_person_wrote_is_kept(text: str) -> None:
    """Words that only look like what a program adds."""
    assert new(text) == folded(text)


CUT = {
    "signature": "--\nRoger Smith\n+49 170 1234567",
    "signature with a long dash": "—\nRoger",
    "headers on one line": "From: Ann Lee <a@x.example> Date: Thu, 24 Mar 2026 08:07\n\nstop",
    "mark behind a link": "On 24 Nov 2026, R <r@x.example> wrote:\n> stop\n (http://x.example) >\n"
    "> stop",
    "name below a rule": "---\nRoger Smith\nData engineer\n+49 170 1234567",
    "signature of underscores": "___\nRoger",
    "phone line, then history": "Sent from my Wiko RIDGE FAB 4G\n\nstop",
    "phone line with an excuse": "Sent from my iPhone, please excuse any typos.",
    "disclaimer": "This e-mail and any attachments are confidential and intended solely for the "
    "addressee. If you have received this e-mail in error, please delete it.",
    "disclaimer with a title": "Disclaimer\n\nThe information in this mail is confidential and "
    "intended for the addressee only; any disclosure is strictly prohibited.",
    "German disclaimer": "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie diese E-Mail "
    "irrtümlich erhalten haben, informieren Sie bitte den Absender.",
    "scanner": "Virus-free. www.scanner.example",
    "list footer": "You received this message because you are subscribed to the group.",
    "reply above": "--- Reply above this line ---\n\nstop",
    "reply above, German": "## Bitte gib deine Antwort oberhalb dieser Zeile ein. ##\n\nstop",
    "reply above, Spanish": "--- Escriba su respuesta por encima de esta línea ---\nstop",
    "reply above, Japanese": "## この行より上に返信を入力してください ##\nstop",
    "original message, no headers": "-----Original Message-----\nstop",
    "forward": "Begin forwarded message:\n\nFrom: Stan <s@x.example>\nSubject: hi\n\nstop",
    "Hotmail block": "Date: Mon, 2 Apr 2012 17:44:22 +0400\nSubject: T\nFrom: b@x.example\n\nstop",
    "Windows Mail": "From: Rapport\nSent: Monday, April 2, 2012 5:44 PM\nTo: x@y.example\n\nstop",
    "Exchange, no addresses": "From: Smith, Ann\nSent: Friday\nTo: Lee, Stan\nSubject: x\n\nstop",
    "block in italics": "*From:* R <r@x.example>\n*Date:* Tue, 24 Nov 2026\n*To:* x@y.example\n"
    "*Subject:* T\n\nstop",
    "reply message": "----- Reply message -----\nFrom: R <r@x.example>\n\nstop",
    "quoting": "Quoting Rapport <r@x.example>:\n\n> stop",
    "a name only": "Rapport wrote:\n> stop",
    "a name only, German": "Rapport schrieb:\n> stop",
    "Zimbra": "----- Rapport <r@x.example> wrote: -----\nstop",
    "Zoho": "---- On Tue, 24 Nov 2026 09:00:00 +0100 r@x.example wrote ----\n\nstop",
    "wrapped over three lines": "On Tuesday, November 24, 2026 at 09:00:12 AM\nGMT+1, Rapport\n"
    "<reply+abc@in.rapport.example> wrote:\n\nstop",
    "address wrapped within": "tir. 24. nov. 2026 kl. 09:00 skrev R <r@x.example\n>:\n\n> stop",
    "Czech": "út 24. 11. 2026 v 9:00 odesílatel R <r@x.example> napsal:\n\n> stop",
    "Hungarian": "R <r@x.example> ezt írta (időpont: 2026. nov. 24., K, 9:00):\n\n> stop",
    "Vietnamese": "Vào Th 3, 24 thg 11, 2026 lúc 09:00 R <r@x.example> đã viết:\n\n> stop",
    "Greek": "Στις Τρί 24 Νοε 2026 στις 9:00 π.μ., ο χρήστης R <r@x.example> έγραψε:\n\n> stop",
    "Arabic": "في 24 نوفمبر 2026 في 9:00 ص كتب R <r@x.example>:\n\n> stop",
    "Romanian": "În mar., 24 nov. 2026 la 09:00, R <r@x.example> a scris:\n\n> stop",
    "only a date and an address": "2026-11-24 9:00 GMT+01:00, R <r@x.example>:\nstop",
    "quoted-printable left over": "On Tue, 24 Nov 2026 at 9:00=E2=80=AFAM R <r@x.example> w=\n"
    "rote:\n\n> stop",
    "Apple, Polish, bare address": "Wiadomość napisana przez R r@x.example w dniu 24.11.2026, o "
    "godz. 9:00:\nstop",
    "letters left over": "-----Urspr=C3=BCngliche Nachricht-----\nBegr=C3=BC=C3=9Fung\nstop",
    "a sender alone": "From: Rapport <r@x.example>\n\nstop",
    "an address alone, German": "Von: r@x.example\nstop",
    "sent, and no address": "From: Rapport\nSent: Today\nstop",
    "between dashes": "---- Rapport wrote ----\n\nstop",
    "some message between dashes": "-----Antwort Nachricht-----\n\nstop",
    "two words and an address": "Test user <r@x.example> schrieb:\n\nstop",
    "a link that goes on": "On 24 Nov 2026, R <r@x.example> wrote:\n> see (http://x.example/a\n"
    "_b=3)\n> stop",
    "broken quote": "On 24 Nov 2026, R <r@x.example> wrote:\n> a line that is so long that the "
    "next program wrapped it where it\nended in the middle of itself\n> stop",
}


@pytest.mark.parametrize("added", CUT.values(), ids=CUT)
def test_what_a_program_added_is_cut(added: str) -> None:
    """Signatures, disclaimers and history of every form."""
    assert new(f"it went well\n\n{added}\n") == "it went well"


LEGAL = (
    "Confidential Notice: This email and any attachments are confidential.",
    "This message is intended only for the individual to whom it is addressed.",
    "If you are not the intended recipient, please delete this email immediately.",
    "Please notify the sender immediately if you received this in error.",
    "Unauthorized use of this information is prohibited.",
    "This email may contain confidential information.",
    (
        "CONFIDENTIAL AND PRIVILEGED\n\nThis email is intended only for the use of the entity\n"
        "to which it is addressed and may contain information that is privileged, confidential\n"
        "and exempt from disclosure."
    ),
    "Think before you print.",
    "Pensez à l'environnement avant d'imprimer.",
    "This message is confidential and intended only for you.\n\nSave a tree, do not print.",
    "Sollten Sie nicht der richtige Adressat sein, vernichten Sie bitte diese Nachricht.",
)


@pytest.mark.parametrize("added", LEGAL)
def test_a_last_word_of_the_law_is_cut(added: str) -> None:
    """Short as it is, it begins as such words do, and nothing else follows."""
    assert new(f"it went well\n\n{added}\n") == "it went well"
    page = f"<div>it went well.</div><div>{lines(added)}</div>"
    assert folded(reply.new_text(mime.read(mail(None, page).as_bytes()))) == "it went well."


def test_a_title_that_lost_its_line_break_is_cut() -> None:
    """Some programs run the words and the title of history together."""
    assert new("it went well-------- Original message --------From: R\nstop") == "it went well"


def test_a_block_ends_where_words_begin_below_a_blank_line() -> None:
    """What a person wrote like headers is no part of the headers further down."""
    text = "From: Stan\nTo: me\n\nHe called.\n\nDate: 3 May 2026\nFrom: R <r@x.example>\n\nstop"
    assert new(text) == "From: Stan To: me He called."


def test_words_below_a_phones_line_are_the_persons() -> None:
    """Some type below what their phone puts into an empty mail."""
    assert new("Sent from my iPhone\n\ndone") == "done"


def test_a_part_below_a_long_rule_is_kept_above_a_quote() -> None:
    """A signature does not begin with a sentence."""
    text = f"first\n\n{'_' * 60}\n\nThis is the second part of it."
    assert new(f"{text}\n\nOn 3 May 2026, R wrote:\n> stop") == folded(text)


def test_a_signature_alone_says_nothing() -> None:
    """Whoever sends the quote back with nothing but a signature has asked for nothing."""
    assert new("-- \nRoger\nData engineer\n\nOn 3 May 2026, R <r@x.example> wrote:\n> stop") == ""


def test_a_reply_on_the_line_of_the_attribution_is_kept() -> None:
    """Some programs put both on one line."""
    text = "done On Tue, Nov 24, 2026 at 9:00 AM, R <r@x.example> wrote:   stop\nskip"
    assert new(text) == "done"


def test_answers_between_quotes_are_kept() -> None:
    """Inline answers, with and without blank lines."""
    assert new("> How was it?\ngood\n> And Stan?\nnice\n") == "good nice"
    assert new("On 3 May 2026, R wrote:\n> a\n\nyes\n\nOn 2 May 2026, S wrote:\n> b") == "yes"


def test_lines_of_the_sent_mail_are_not_the_persons() -> None:
    """Without any marker, re-wrapped, between the person's own words."""
    wrapped = SENT.replace("the time you took on Tuesday.", "the time you took\non Tuesday.")
    assert new(f"fine\n\n{wrapped}", SENT) == "fine"
    assert new(f"{SENT}\n\nfine", SENT) == "fine"


def test_a_short_line_that_the_sent_mail_has_too_stays_the_persons() -> None:
    """ "skip" stands in the reminder, and may be the answer."""
    assert new("skip", SENT) == "skip"
    assert new("Rapport", SENT) == "Rapport"


def test_html_alone_is_enough() -> None:
    """Gmail's container, an answer between two quotes, a signature, and what is hidden."""
    quote = '<blockquote class="gmail_quote">stop</blockquote>'
    page = (
        '<div style="display:none">preview</div><style>p{}</style>'
        '<div dir="ltr">first<br></div><div class="gmail_quote"><div class="gmail_attr">On …</div>'
        f"{quote}<div>second</div>{quote}</div>"
        '<div class="gmail_signature">Roger</div><script>alert(1)</script>'
    )
    message = mime.read(mail(None, page).as_bytes())
    assert folded(reply.new_text(message)) == "first second"


def test_html_wins_where_it_tells_more() -> None:
    """The text part of such a mail has no mark of the quote at all."""
    page = '<div>done</div><div id="appendonsend"></div><div>stop</div>'
    assert folded(reply.new_text(mime.read(mail("done\nstop", page).as_bytes()))) == "done"


def test_what_stands_between_two_quotes_is_read() -> None:
    """Quotes are skipped to their ends, however deep, in any case, and closed or not."""
    page = (
        "<p>one</p><BLOCKQUOTE type=cite>stop<blockquote>stop</blockquote><p>stop</BLOCKQUOTE>"
        "<p>two</p><blockquote type=cite>stop<p>stop"
    )
    assert folded(reply.new_text(mime.read(mail(None, page).as_bytes()))) == "one two"


def test_an_indent_of_ones_own_is_no_quote() -> None:
    """What the indent button makes."""
    page = '<div>see</div><blockquote style="margin:0 0 0 40px;border:none">this</blockquote>'
    assert folded(reply.new_text(mime.read(mail(None, page).as_bytes()))) == "see this"


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_no_text_is_slow(name: str) -> None:
    """A generous guard, far above what is measured: none may be slow by more than its length."""
    text = hostile.TEXTS[name]
    begun = time.process_time()
    reply.new_text(text)
    reply.new_text(text, sent=text)
    assert time.process_time() - begun < 1.0


@pytest.mark.parametrize("name", [*hostile.TEXTS, *hostile.PAGES])
def test_no_mail_is_slow(name: str) -> None:
    """The same through the whole way, and for what it would pass on."""
    raw = hostile.raw(name)
    begun = time.process_time()
    message = mime.read(raw)
    reply.new_text(message)
    forwarded(message)
    assert time.process_time() - begun < 1.0


def test_words_that_begin_like_headers_are_no_mail() -> None:
    """A text may begin with "From:"; a mail names an address there."""
    assert reply.loaded(b"From: Berlin\nTo: Munich\n\ndone") == "From: Berlin\nTo: Munich\n\ndone"
    assert not isinstance(reply.loaded(b"From: a@b.example\nTo: c@d.example\n\ndone"), str)


def test_the_command_reads_mails_and_texts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A raw mail, a bare text, and one that cannot be read, one object a line."""
    raw, text, sent, broken = (tmp_path / name for name in ("a.eml", "b.txt", "sent.eml", "c.eml"))
    raw.write_bytes(CLIENTS["gmail-web"]("done", LANGUAGES["de"]).as_bytes())
    text.write_text(f"From my side: done\n\n{SENT}")
    sent.write_bytes(mail(SENT).as_bytes())
    broken.write_bytes(b"Message-ID: <1@x>\nX: " + b"a" * 300_000)
    status = reply.main([str(raw), str(text), str(broken), "--sent", str(sent), "--time"])
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 1
    assert [answer["text"] for answer in answers] == ["done", "From my side: done", None]
    assert [answer["file"] for answer in answers] == [str(raw), str(text), str(broken)]
    assert all(answer["ms"] >= 0 for answer in answers)
    assert "header" in answers[2]["error"]


DATA = Path(__file__).parents[2] / "data" / "mail"
EXPECTED: dict[str, str] = json.loads((DATA / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_kept_mail_still_gives_its_words(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One mail per program as it came over the wire, through the command."""
    assert reply.main([str(DATA / name), "--sent", str(DATA / "sent.txt")]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == EXPECTED[name]


PAGES = {
    "outlook msn 2010 border b5c4df": (
        "<div><p class=MsoNormal>done</p><div style='border:none;border-top:solid #B5C4"
        "DF 1.0pt'><p><b>From:</b> R</p></div><p>stop</p></div>"
    ),
    "hr then from, no ids": (
        "<div>done<br></div><hr tabindex=-1><div><font><b>From:</b> R &lt;r@x.example&g"
        "t;<br><b>Sent:</b> Monday, May 3, 2026 9:00 AM<br><b>To:</b> a@b.example<br><b"
        ">Subject:</b> T</font></div><div>stop</div>"
    ),
    "plain blockquote": (
        "<p>done</p><p>On 3 May 2026, at 10:00, R &lt;r@x.example&gt; wrote:</p><blockq"
        "uote>stop</blockquote>"
    ),
    "gmail no blockquote": (
        "<div>done</div><div class='gmail_extra'><br><div class='gmail_quote'>On 3 May "
        "2026 at 10:00, R <span>&lt;<a>r@x.example</a>&gt;</span> wrote:<br>stop</div><"
        "/div>"
    ),
    "gmail bottom": (
        "<div class='gmail_quote'><div class='gmail_attr'>On x wrote:</div><blockquote "
        "class='gmail_quote'>stop</blockquote></div><div>done</div>"
    ),
    "mail.ru": (
        "<HTML><BODY>done<br><br><br>Понедельник, 24 ноября 2026, 9:00 +03:00 от R &lt;"
        "r@x.example&gt;:<br><blockquote style='border-left:1px solid #0857A6'>stop</bl"
        "ockquote></BODY></HTML>"
    ),
    "yandex": (
        '<div>done</div><div> </div><div>24.11.2026, 09:00, "R" &lt;r@x.example&gt;:</d'
        "iv><blockquote><div>stop</div></blockquote>"
    ),
    "qq": (
        "<div>done</div><div style='font-size:12px;font-family:Arial'>-----------------"
        '-&nbsp;原始邮件&nbsp;------------------</div><div><b>发件人:</b> "R"&lt;r@x.example&g'
        "t;</div><div><b>发送时间:</b> 2026年11月24日</div><div><b>收件人:</b> a</div><div><b>主题:"
        "</b> T</div><div>stop</div>"
    ),
    "163": (
        "<div>done</div><div id='isReplyContent'>At 2026-11-24 09:00:00, \"R\" &lt;r@x.ex"
        "ample&gt; wrote:<br>stop</div>"
    ),
    "zoho": (
        "<div>done<br></div><div class='zmail_extra'><div>---- On Tue, 24 Nov 2026 <b>r"
        "@x.example</b> wrote ---<br></div><blockquote>stop</blockquote></div>"
    ),
    "spark": (
        "<div name='messageBodySection'>done</div><div name='messageReplySection'>On 3 "
        "May 2026, R wrote:<br><blockquote type='cite'>stop</blockquote></div>"
    ),
    "proton new": (
        "<div>done</div><div class='protonmail_quote'>On Tuesday, R &lt;r@x.example&gt;"
        " wrote:<br><blockquote class='protonmail_quote'>stop</blockquote></div>"
    ),
    "hey": (
        "<div class='trix-content'>done<br><br></div>On November 24, 2026, R &lt;r@x.ex"
        "ample&gt; wrote:<br><blockquote>stop</blockquote>"
    ),
    "apple sig": (
        "<html><body>done<div><br></div><div id='AppleMailSignature'>Sent from my iPhon"
        "e</div><div><br>On 3 May 2026, at 10:00, R &lt;r@x.example&gt; wrote:<br><br><"
        "/div><blockquote type='cite'><div>stop</div></blockquote></body></html>"
    ),
    "gmail container alone": (
        "<div>done</div><div class='gmail_quote_container'><div>On x wrote:</div>stop</div>"
    ),
    "gmail signature by attribute": (
        "<div>done</div><div data-smartmail='gmail_signature'><div>R</div><div>stop</div></div>"
    ),
    "nested tables": (
        "<table><tr><td>done</td></tr></table><div class='moz-cite-prefix'>x</div><bloc"
        "kquote type=cite>stop</blockquote>"
    ),
    "outlook mobile": (
        "<html><body><div dir='auto'>done</div><div id='ms-outlook-mobile-signature'>Ge"
        "t Outlook</div><hr style='display:inline-block;width:98%'><div id='divRplyFwdM"
        "sg'>From</div>stop</body></html>"
    ),
    "outlook mac new": (
        "<div>done</div><div id='mail-editor-reference-message-container'><div>From: x<"
        "/div>stop</div>"
    ),
    "samsung html": (
        "<div>done</div><div><br></div><div id='composer_signature'>Sent from my Galaxy"
        "</div><div><br></div><div style='font-size:100%'><!-- originalMessage --><div>"
        "-------- Original message --------</div><div>From: R &lt;r@x.example&gt; </div"
        "><div>Date: 24/11/26 09:00 (GMT+01:00) </div><div>To: a@b.example </div><div>S"
        "ubject: T </div></div>stop"
    ),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_html_of_many_programs(page: str) -> None:
    """Each writes history in its own way; what is left is the answer."""
    assert folded(reply.new_text(mime.read(mail(None, page).as_bytes()))) == "done"


def test_a_picture_that_is_a_symbol_is_text_and_a_forward_is_history() -> None:
    """An emoji is what was typed; a logo is not."""
    page = "<div>done <img alt='🎉' src='x'><img alt='logo of us' src=y></div>"
    assert folded(reply.new_text(mime.read(mail(None, page).as_bytes()))) == "done 🎉"
    page = (
        "<div>fyi</div><div class='gmail_quote'><div class='gmail_attr'>"
        "---------- Forwarded message ---------<br>From: S</div>stop</div>"
    )
    assert folded(reply.new_text(mime.read(mail(None, page).as_bytes()))) == "fyi"


@pytest.mark.parametrize(
    ("before", "rest", "after"),
    [
        (
            "> Cc: Stan Kowalski; Priya Nair; hiring-managers@northwind.example;",
            "people-operations@northwind.example;",
            "> Subject: Your interview",
        ),
        (
            "> We would like you to read the book that we spoke of in the second talk",
            "(Accelerate).",
            "> stop",
        ),
    ],
)
def test_what_was_wrapped_out_of_a_quote_is_still_quoted(
    before: str, rest: str, after: str
) -> None:
    """Where the next word would not have fitted; what a person puts in between stays."""
    assert reply.new_text(f"done\n\n{before}\n{rest}\n{after}\n") == "done"
    assert "Gladly." in reply.new_text(f"done\n\n{before}\nGladly.\n{after}\n")
