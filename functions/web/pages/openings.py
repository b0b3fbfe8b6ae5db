"""Openings: the list of all of them."""

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from web import answers
from web.call import call_of
from web.labels import OUTCOMES

router = APIGatewayHttpRouter()


@router.get("/openings", include_in_schema=False)
def index() -> Response[Any]:
    """All of them, the open ones first."""
    call = call_of(router)
    visitor = call.visitor()
    cards = call.house.store.cards(visitor.seeker.seeker_id, "opening")
    cards.sort(key=lambda card: (card.body["closed"], card.order))
    return answers.page(call, "openings.html", cards=cards, outcomes=OUTCOMES)
