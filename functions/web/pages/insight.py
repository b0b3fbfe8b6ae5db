"""Insight: what relationships came of. Counts of what happened, not a score of anybody."""

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.insight import summed
from web import answers
from web.call import call_of
from web.labels import KINDS
from web.leafing import leaf
from web.views import RELATIONSHIPS

router = APIGatewayHttpRouter()
PEOPLE = 10


@router.get("/insight", include_in_schema=False)
def show() -> Response[Any]:
    """All relationships, summed."""
    call = call_of(router)
    visitor = call.visitor()
    page = leaf(call.house.store, visitor.seeker.seeker_id, "insight", "", RELATIONSHIPS)
    return answers.page(
        call,
        "insight.html",
        insight=summed({card.card_id: card.body for card in page.some}, visitor.playbook, call.now),
        kinds=KINDS,
        most=PEOPLE,
        page=page,
    )
