"""The seeker's own words for their drafts."""

from __future__ import annotations

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import BaseModel, ConfigDict, Field

from rapport import drafts
from rapport.flows.account import TooManyWords, words_key
from rapport.flows.visiting import Implausible
from rapport.phrases import languages
from rapport.plan import Kind
from rapport.store import Seeker
from web.api.shared import EDITING, IfMatch, Version, given_version, giving_version, outdated
from web.call import call_of

router = APIGatewayHttpRouter()
LONGEST = drafts.LONGEST_TEMPLATE


class WordsSaid(BaseModel):
    """The template of a kind of follow-up in a language: the seeker's own, or the house's."""

    language: str
    kind: str
    own: bool
    text: str


class AllWordsSaid(BaseModel):
    """Every template, and the values that they may use."""

    version: int
    values: dict[str, str]
    words: list[WordsSaid]


class WordsEntry(BaseModel):
    """A template to be kept, plain (`Subject: …`, then the mail) or in blocks; null goes back to
    the house's. `version` is the settings'.
    """

    model_config = ConfigDict(extra="forbid")

    version: Version = None
    text: Annotated[str, Field(max_length=LONGEST)] | None


@router.get(
    "/api/words",
    summary="All templates of drafts",
    tags=["Words"],
    responses=giving_version(AllWordsSaid, "By language and kind"),
)
def all_words() -> Response[Any]:
    """The house's words, or the seeker's own in their place."""
    seeker = call_of(router).visitor().seeker
    said = [_words(seeker, language, kind) for language in languages() for kind in Kind]
    all_of_them = AllWordsSaid(version=seeker.version, values=drafts.VALUES, words=said)
    return given_version(all_of_them, seeker)


@router.put(
    "/api/words/<language>/<kind>",
    summary="Keep words of your own",
    tags=["Words"],
    responses=giving_version(WordsSaid, "They are kept, the drafts follow", 404, *EDITING),
)
def keep_words(
    language: str,
    kind: str,
    entry: Annotated[
        WordsEntry,
        Body(
            openapi_examples={
                "short": {
                    "value": {
                        "version": 1,
                        "text": "{% block subject %}Thanks!{% endblock %}"
                        "{% block mail %}{{ hello }} thank you! {{ bye }}{% endblock %}",
                    }
                },
                "plain": {
                    "value": {"version": 1, "text": "Subject: Thanks!\n\n{{ hello }} thank you!"}
                },
                "as the house has it": {"value": {"version": 2, "text": None}},
            }
        ),
    ],
    if_match: IfMatch = None,
) -> Response[Any]:
    """409 or 412 where the settings were changed since they were read, these words not into the
    same.
    """
    call = call_of(router)
    seeker = call.visitor().seeker
    was = seeker.templates.get(words_key(language, kind))
    if answer := outdated(seeker, entry.version, if_match, stands=was == entry.text):
        return answer
    try:
        changed = call.house.account.keep_words(seeker, language, kind, entry.text, was=was)
    except (drafts.TemplateRefused, TooManyWords) as refused:
        raise Implausible(("text",), str(refused)) from refused
    return given_version(_words(changed, language, kind), changed)


def _words(seeker: Seeker, language: str, kind: str) -> WordsSaid:
    own = seeker.templates.get(f"{language}/{kind}")
    text = own or drafts.template_of(kind, language)
    return WordsSaid(language=language, kind=str(kind), own=own is not None, text=text)
