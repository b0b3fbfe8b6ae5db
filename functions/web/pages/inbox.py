"""Inbox: mails that were held, because they could not be taken as the seeker's own words."""

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from web import answers
from web.call import call_of

router = APIGatewayHttpRouter()


@router.get("/inbox", include_in_schema=False)
def index() -> Response[Any]:
    """The newest first."""
    call = call_of(router)
    visitor = call.visitor()
    held = call.house.store.held(visitor.seeker.seeker_id)
    held.sort(key=lambda mail: mail.received_at, reverse=True)
    return answers.page(call, "inbox.html", held=held)
