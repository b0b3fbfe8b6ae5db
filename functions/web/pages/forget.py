"""Forgetting a person: what it means is said first, then it is done."""

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import ValidationError

from rapport.flows.entries import ForgetEntry
from web import answers
from web.call import call_of, ids

router = APIGatewayHttpRouter()


@router.get("/people/<relationship_id>/<contact_id>/forget", include_in_schema=False)
def ask(relationship_id: str, contact_id: str) -> Response[Any]:
    """The two ways, and what goes with each."""
    call = call_of(router)
    visitor = call.visitor()
    ids(relationship_id, contact_id)
    person, _, _ = call.house.desk.person(visitor.seeker, relationship_id, contact_id)
    path = f"/people/{relationship_id}/{contact_id}"
    return answers.page(call, "forget.html", person=person, path=path)


@router.post("/people/<relationship_id>/<contact_id>/forget", include_in_schema=False)
def forget(relationship_id: str, contact_id: str) -> Response[Any]:
    """Do it."""
    call = call_of(router)
    visitor = call.visitor()
    form = call.genuine_form()
    ids(relationship_id, contact_id)
    try:
        entry = ForgetEntry.model_validate({"how": form.get("how")})
    except ValidationError:
        return ask(relationship_id, contact_id)
    call.house.desk.forget(visitor.seeker, relationship_id, contact_id, entry.how, call.now)
    return answers.see("/?notice=forgotten")
