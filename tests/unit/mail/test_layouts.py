"""Where the words stand in layouts that several programs, lists and gateways share."""

from __future__ import annotations

import pytest

from rapport.mail import mime, reply
from tests.unit.mail.clients import SENT, mail

WHO = "Rapport <reply+k1abc@in.rapport.example>"

TEXTS = {
    "Gmail, verb wrapped onto its own line above a blank": (
        (
            f"See below.\n\nOn Tue, Nov 24, 2026 at 9:00 AM {WHO}\nwrote:\n\n> Stan?\n\n"
            "Yes, on Friday.\n\n> And Priya?\n\nNot yet."
        ),
        "See below.\n\nYes, on Friday.\n\nNot yet.",
    ),
    "Gmail, German, verb wrapped onto its own line above a blank": (
        f"Siehe unten.\n\nAm Di., 24. Nov. 2026 um 09:00 Uhr {WHO}\nschrieb:\n\n> Stan?\n\nJa.",
        "Siehe unten.\n\nJa.",
    ),
    "text made of a page, signs left as they are written there": (
        (
            "went well\n\nOn Tue, 24 Nov 2026 at 09:00, Rapport &lt;r@x.example&gt; "
            "wrote:&nbsp;stop all"
        ),
        "went well",
    ),
    "all on one line, a sentence above the attribution": (
        "It went well. On 24/11/26, Rapport <r@x.example> wrote: Thank Stan today. stop",
        "It went well.",
    ),
    "ticket system, words above its quoted mark, history below without marks": (
        "went well\n\nOn 2026-11-24 09:00:00 Desk wrote:\n\n> Reply above this line\n\nstop",
        "went well",
    ),
    "ticket system, answered below its quoted mark": (
        "On 2026-11-24 09:00:00 Desk wrote:\n> ## Reply above this line ##\n> stop?\n\nwent well",
        "went well",
    ),
    "Outlook, Turkish, no year in the block": (
        "Oldu.\n\nKimden: Rapport\nGönderilen: 8 Eylül\n\nstop",
        "Oldu.",
    ),
    "Mailman's archive": (
        "went well\n\n-------------- next part --------------\nAn HTML attachment was scrubbed...",
        "went well",
    ),
    "Supercite": (
        "SL> Did you call\nSL> me back?\n\nYes, twice.\n\nSL> And Priya?\nSL> Lee?\n\nNo.",
        "Yes, twice.\n\nNo.",
    ),
    "Outlook's title and block above a quote, answered below": (
        (
            "-----Original Message-----\nFrom: R <r@x.example>\nSent: 24 November 2026 9:00"
            "\nSubject: T\n> stop\n> skip\n\nit went well"
        ),
        "it went well",
    ),
    "Avast, its link above its words": (
        "went well\n\n<https://www.avast.com/sig-email>\nVirus-free.www.avast.com\n<#DAB4FAD8>",
        "went well",
    ),
    "Mailtrack": (
        (
            "went well\n\n[image: Mailtrack]\n<https://mailtrack.example>\nSender notified by\n"
            "Mailtrack <https://mailtrack.example>\n11/24/26, 9:00:00 AM"
        ),
        "went well",
    ),
    "Hotmail of 2008, a slogan below a long rule": (
        f"went well\n\n{'_' * 65}\nHotmail: Trusted mail, ever so strong.\nhttp://clk.example/x",
        "went well",
    ),
    "a sentence below a long rule": (
        f"went well\n{'_' * 65}\nThis is what I did on the day after.",
        f"went well\n{'_' * 65}\nThis is what I did on the day after.",
    ),
    "Gmail, one touch": ("👍\n\nRoger Doe reacted via Gmail <https://gmail.example/about>", "👍"),
    "Gmail, one touch, in German": ("👍\n\nRoger Doe hat über Gmail reagiert", "👍"),
    "how data are processed": (
        "Ja.\n\nInformationen zum Datenschutz finden Sie unter https://x.example/datenschutz",
        "Ja.",
    ),
    "a name with how to speak of its bearer": (
        "Yes.\n\nThanks,\nRoger Doe (he/him)\nNorthwind\nt. 555-010-9999\nroger@x.example",
        "Yes.\n\nThanks,\nRoger Doe (he/him)",
    ),
    "signed in the text": (
        (
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nwent well\n\n"
            "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAd\n=abcd\n-----END PGP SIGNATURE-----"
        ),
        "went well",
    ),
    "Notes, passed on": (
        "went well\n\n----- Forwarded by Stan Lee/HQ on 24/11/2026 09:00 -----\n\nstop",
        "went well",
    ),
    "ticket system, not to be written below": (
        "went well\n\n## Please do not write below this line ##\n\nstop",
        "went well",
    ),
    "ticket system, German, in a frame": (
        "went well\n\n--- Antworte über dieser Zeile ---\n\nstop",
        "went well",
    ),
    "a title without rules above a block": (
        "went well\n\nOriginal Message\nFrom: R <r@x.example>\nTo: Roger\nSubject: T\n\nstop",
        "went well",
    ),
    "a point of a list, and lines spoken of": (
        "- forwarded by post to Stan\n- see the sum below. The line above was wrong",
        "- forwarded by post to Stan\n- see the sum below. The line above was wrong",
    ),
    "a line like a header above a block": (
        (
            "From: me. To: you.\n\nFrom: R <r@x.example>\nSent: 24 November 2026 9:00\nTo: Roger\n"
            "Subject: T\n\nstop"
        ),
        "From: me. To: you.",
    ),
    "a date of one's own above a block": (
        (
            "Price: 5\nDate: tomorrow\n\nFrom: R <r@x.example>\nSent: 24 November 2026 9:00\n"
            "To: Roger\nSubject: T\n\nstop"
        ),
        "Price: 5\nDate: tomorrow",
    ),
    "a sentence on what was passed on above a block": (
        (
            "Forwarded message is in the ticket.\n\nFrom: R <r@x.example>\n"
            "Sent: 24 November 2026 9:00\nTo: Roger\nSubject: T\n\nstop"
        ),
        "Forwarded message is in the ticket.",
    ),
    "typed at a prompt, which is no quote": (
        "I tried this:\nPS> get-date\nPS> get-host",
        "I tried this:\nPS> get-date\nPS> get-host",
    ),
    "dashes and a name": ("went well\n\n  -- Roger\n\n", "went well"),
    "dashes, a name and a company": ("went well\n--Roger Doe\nNORTHWIND, LLC", "went well"),
    "a name behind dashes, as people sign": ("went well\n\n--Roger", "went well\n\n--Roger"),
    "a long list below dashes": (
        "what I did:\n--\n" + "\n".join(f"step {n}" for n in range(25)),
        "what I did:\n--\n" + "\n".join(f"step {n}" for n in range(25)),
    ),
}


@pytest.mark.parametrize(("text", "words"), TEXTS.values(), ids=TEXTS)
def test_the_words_are_found_wherever_a_program_puts_them(text: str, words: str) -> None:
    """Nothing of the person's is lost, and nothing of what was quoted comes along."""
    assert reply.new_text(text).split() == words.split()


PAGES = {
    "Gmail of 2015, words within the container of the quote": (
        (
            "<div class='gmail_quote'><div>went well<br><br>ask me on Monday</div>"
            "<div>- Roger</div><blockquote class='gmail_quote'>From: R &lt;r@x.example&gt;"
            "<br>stop</blockquote></div>"
        ),
        "went well\n\nask me on Monday\n- Roger",
    ),
    "Gmail of 2015, nothing but the attribution within it": (
        (
            "<div>went well</div><div class='gmail_quote'>2026/11/24 R &lt;r@x.example&gt;:<br>"
            "<blockquote class='gmail_quote'>stop</blockquote></div>"
        ),
        "went well",
    ),
    "Roundcube, answered between": (
        (
            "<p id='reply-intro'>On 2026-11-24 09:00, R wrote:</p><blockquote type='cite'>stop?"
            "</blockquote><p>not yet</p><blockquote type='cite'>skip?</blockquote><p>neither</p>"
        ),
        "not yet\nneither",
    ),
    "NetEase, answered above": (
        "<div>went well</div><blockquote id='isReplyContent'>stop</blockquote>",
        "went well",
    ),
    "Yahoo, its signature": (
        "<div>went well<div class='ydp8a3f0b5signature'>Roger Doe</div></div>",
        "went well",
    ),
    "Gmail, the whole mail within the container of a quote": (
        (
            "<div class='gmail_quote gmail_quote_container'><div>went well</div>"
            "<div>so did lunch</div></div>"
        ),
        "went well\nso did lunch",
    ),
    "Gmail, nothing but what is passed on within it": (
        "<div class='gmail_quote'>---------- Forwarded message ----------<br>From: R<br>stop</div>",
        "",
    ),
    "Outlook, indented by hand": (
        (
            "<div>two things:</div><blockquote class='elementToProof' ><div>it "
            "went well</div></blockquote><div>bye</div>"
        ),
        "two things:\nit went well\nbye",
    ),
    "Outlook web of 2010": (
        "<div>went well<hr><div id='divRpF123'><b>De:</b> R</div><div>stop</div></div>",
        "went well",
    ),
    "a table": ("<table><tr><td>Stan</td><td>done</td></tr></table>", "Stan done"),
    "Outlook web, words below the mark that its quote is about to come": (
        (
            "<div>went well</div><div id='appendonsend'></div><div>ask me on Monday</div><hr>"
            '<div id="divRplyFwdMsg"><b>From:</b> R</div><div>stop</div>'
        ),
        "went well\nask me on Monday",
    ),
}


@pytest.mark.parametrize(("page", "words"), PAGES.values(), ids=PAGES)
def test_words_between_the_marks_of_a_program_are_the_persons(page: str, words: str) -> None:
    """A mark says where something else may begin, not that all behind it is."""
    assert reply.new_text(mime.read(mail(None, page).as_bytes())).split() == words.split()


BLOCK = """\
From: Rapport <r@in.rapport.example>
Sent: Tuesday, November 24, 2026 9:00 AM
To: Roger <roger@home.example>
Subject: Thank Stan
"""


@pytest.mark.parametrize("title", ["", "-----Original Message-----\n"])
def test_an_answer_below_our_mail_is_read_where_it_is_known(title: str) -> None:
    """Even below a block of headers and without any mark, as long as nothing stands above."""
    answer = f"{title}{BLOCK}\n{SENT}\n\nI sent it this morning.\n\nSent from my iPhone\n"
    assert reply.new_text(answer, sent=SENT) == "I sent it this morning."


def test_history_below_our_mail_is_no_answer() -> None:
    """What was quoted from before, and what stands below an answer above, is not read."""
    older = BLOCK.replace("Tuesday", "Monday") + "\nstop\n"
    assert reply.new_text(f"{BLOCK}\n{SENT}\n\n{older}", sent=SENT) == ""
    assert reply.new_text(f"went well\n\n{BLOCK}\n{SENT}\n\nstop", sent=SENT) == "went well"
