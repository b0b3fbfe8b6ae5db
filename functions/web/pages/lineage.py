"""The lineage: which interview led, over a "no", to which opening."""

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from web import answers
from web.call import call_of
from web.drawing import drawn
from web.leafing import leaf

router = APIGatewayHttpRouter()
MOST = 20


@router.get("/lineage", include_in_schema=False)
def show() -> Response[Any]:
    """The lines there are, those that began last first."""
    call = call_of(router)
    visitor = call.visitor()
    page = leaf(
        call.house.store,
        visitor.seeker.seeker_id,
        "lineage",
        call.asked("after"),
        MOST,
        backwards=True,
    )
    lines = [drawn(card.body, visitor.playbook.zone) for card in page.some]
    return answers.page(call, "lineage.html", lines=lines, page=page)
