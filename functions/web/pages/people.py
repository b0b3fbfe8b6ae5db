"""People: everybody met on the way."""

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from web import answers
from web.call import call_of
from web.labels import RAPPORT
from web.leafing import leaf

router = APIGatewayHttpRouter()


@router.get("/people", include_in_schema=False)
def index() -> Response[Any]:
    """All of them, by name."""
    call = call_of(router)
    visitor = call.visitor()
    page = leaf(call.house.store, visitor.seeker.seeker_id, "person", call.asked("after"))
    return answers.page(call, "people.html", page=page, rapport=RAPPORT)
