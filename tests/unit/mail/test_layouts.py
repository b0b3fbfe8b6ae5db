"""Where the words stand in layouts that several programs, lists and gateways share."""

from __future__ import annotations

import pytest

from rapport.mail import mime, reply
from tests.unit.mail.clients import mail

WHO = "Rapport <reply+k1abc@in.rapport.example>"

TEXTS = {
    "Gmail, verb wrapped onto its own line above a blank": (
        (
            f"See below.\n\nOn Tue, Nov 24, 2026 at 9:00 AM {WHO}\nwrote:\n\n> Did you call Stan?\n\n"
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
            "<div class='gmail_quote'><div>went well<br><br>ask me on Monday</div><div>- Roger</div>"
            "<blockquote class='gmail_quote'>From: R &lt;r@x.example&gt;<br>stop</blockquote></div>"
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
