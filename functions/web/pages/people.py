"""People: everybody met on the way."""

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.store.keys import order
from web import answers
from web.call import call_of
from web.labels import RAPPORT
from web.leafing import leaf

router = APIGatewayHttpRouter()
MOST_ASKED = 200


@router.get("/people", include_in_schema=False)
def index() -> Response[Any]:
    """All of them by name, or those whose name begins so."""
    call = call_of(router)
    seeker_id = call.visitor().seeker.seeker_id
    begins = call.asked("begins")[:MOST_ASKED]
    after = call.asked("after")
    page = leaf(call.house.store, seeker_id, "person", after, begins=order(begins))
    return answers.page(call, "people.html", page=page, rapport=RAPPORT, begins=begins.strip())
