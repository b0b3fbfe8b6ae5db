"""Openings: the list of all of them."""

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from web import answers
from web.call import call_of
from web.labels import OUTCOMES
from web.leafing import leaf

router = APIGatewayHttpRouter()


@router.get("/openings", include_in_schema=False)
def index() -> Response[Any]:
    """All of them, the open ones first."""
    call = call_of(router)
    visitor = call.visitor()
    page = leaf(call.house.store, visitor.seeker.seeker_id, "opening", call.asked("after"))
    return answers.page(call, "openings.html", page=page, outcomes=OUTCOMES)
