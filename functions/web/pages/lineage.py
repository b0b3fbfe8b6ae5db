"""The lineage: which interview led, over a "no", to which opening."""

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from web import answers
from web.call import call_of
from web.drawing import drawn

router = APIGatewayHttpRouter()
MOST = 20


@router.get("/lineage", include_in_schema=False)
def show() -> Response[Any]:
    """Every line there is, the newest first."""
    call = call_of(router)
    visitor = call.visitor()
    cards = call.house.store.cards(visitor.seeker.seeker_id, "lineage", MOST)
    lines = [drawn(card.body, visitor.playbook.zone) for card in reversed(cards)]
    return answers.page(call, "lineage.html", lines=lines)
