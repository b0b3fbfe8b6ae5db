"""The seeker's own words: a template for each kind of follow-up, in each language."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport import drafts
from rapport.flows.account import Changed, TooManyWords, words_key
from rapport.phrases import languages
from rapport.plan import Kind
from rapport.store.keys import digest
from web import answers
from web.call import Call, call_of
from web.forms import Form
from web.labels import LANGUAGE_NAMES, REMINDERS
from web.words import sentence

router = APIGatewayHttpRouter()


@router.get("/settings/words", include_in_schema=False)
def begin() -> Response[Any]:
    """The kinds, in the seeker's language."""
    call = call_of(router)
    return answers.see(f"/settings/words/{call.visitor().playbook.language}")


@router.get("/settings/words/<language>", include_in_schema=False)
def kinds(language: str) -> Response[Any]:
    """The kinds, and which of them have the seeker's own words."""
    call = call_of(router)
    visitor = call.visitor()
    words_key(language, Kind.THANK_YOU)
    return answers.page(
        call,
        "words.html",
        kinds=REMINDERS,
        own=visitor.seeker.own_words(language),
        language=language,
        languages={one: LANGUAGE_NAMES.get(one, one) for one in languages()},
        kept=call.asked("kept"),
    )


@router.get("/settings/words/<language>/<kind>", include_in_schema=False)
def show(language: str, kind: str) -> Response[Any]:
    """One template, to be edited."""
    call = call_of(router)
    own = call.visitor().seeker.templates.get(words_key(language, kind))
    house = drafts.template_of(kind, language)
    text = own or (house if call.asked("as") == "blocks" else drafts.plain(house, language))
    return _shown(call, language, kind, Form.of({"text": text, "was": _mark(own)}), own is not None)


@router.post("/settings/words/<language>/<kind>", include_in_schema=False)
def change(language: str, kind: str) -> Response[Any]:
    """Keep the words, try them, or go back to the house's."""
    call = call_of(router)
    seeker = call.visitor().seeker
    form = call.genuine_form()
    own = seeker.templates.get(words_key(language, kind))
    house = drafts.template_of(kind, language)
    doing, text = form.get("do"), form.get("text").rstrip() + "\n"
    if doing == "try":
        return _shown(call, language, kind, form, own is not None)
    untouched = text in (house, drafts.plain(house, language))
    wanted = None if doing == "house" or untouched else text
    if form.get("was") != _mark(own) and wanted != own:
        return _changed_meanwhile(call, language, kind, form)
    try:
        call.house.account.keep_words(seeker, language, kind, wanted, was=own)
    except Changed:
        return _changed_meanwhile(call, language, kind, form)
    except (drafts.TemplateRefused, TooManyWords) as refused:
        form.wrong("text", _way_out(refused))
        return _shown(call, language, kind, form, own is not None, HTTPStatus.UNPROCESSABLE_ENTITY)
    return answers.see(f"/settings/words/{language}?kept={kind}")


def _changed_meanwhile(call: Call, language: str, kind: str, form: Form) -> Response[Any]:
    """Show what was typed beside what stands now; sending it again wins."""
    own = call.visitor().seeker.templates.get(words_key(language, kind))
    form.wrong("form", "These words were changed in between. Yours are below, not kept yet.")
    again = Form([("text", form.get("text")), ("was", _mark(own))], form.errors)
    return _shown(
        call, language, kind, again, own is not None, HTTPStatus.CONFLICT, stands=own or ""
    )


def _mark(own: str | None) -> str:
    """What a form carries of the words that it was shown with."""
    return digest(own) if own else ""


def _way_out(refused: Exception) -> str:
    return f"{sentence(str(refused))} Nothing was kept yet: put it right, or try it first."


def _shown(
    call: Call,
    language: str,
    kind: str,
    form: Form,
    is_own: bool,
    status: HTTPStatus = HTTPStatus.OK,
    stands: str = "",
) -> Response[Any]:
    form.labels = {"text": "The words"}
    preview = None
    try:
        preview = drafts.preview(form.get("text"), language)
    except drafts.TemplateRefused as refused:
        form.wrong("text", _way_out(refused))
        status = HTTPStatus.UNPROCESSABLE_ENTITY if status is HTTPStatus.OK else status
    title, when = REMINDERS[Kind(kind)]
    return answers.page(
        call,
        "own_words.html",
        status,
        form=form,
        preview=preview,
        title=title,
        when=when,
        language=language,
        language_name=LANGUAGE_NAMES.get(language, language),
        plain=drafts.is_plain(form.get("text")),
        values=drafts.VALUES,
        house=drafts.template_of(kind, language) if is_own else None,
        most=drafts.LONGEST_TEMPLATE,
        is_own=is_own,
        stands=stands,
    )
