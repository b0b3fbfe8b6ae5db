"""The description of this API, for programs."""

from __future__ import annotations

import json
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from web import answers
from web.call import SESSION

router = APIGatewayHttpRouter()


@router.get("/api/openapi.json", include_in_schema=False)
def openapi() -> Response[Any]:
    """The description of this API, for programs."""
    # The models of OpenAPI are heavy, and few requests ask for it.
    from aws_lambda_powertools.event_handler.openapi.models import APIKey, APIKeyIn, HTTPBearer

    app: Any = router.context["app"]
    text = app.get_openapi_json_schema(
        title="Rapport",
        version="1",
        description="Log interviews, see what to do next and with which words, say what it led to.",
        security_schemes={
            "token": HTTPBearer(description="A token, made on the settings page"),
            "session": APIKey(name=SESSION, **{"in": APIKeyIn.cookie}),
        },
        security=[{"token": []}, {"session": []}],
    )
    return answers.told(_without_content(json.loads(text)))


def _without_content(description: dict[str, Any]) -> dict[str, Any]:
    """The description, where it says that an answer without content has some."""
    for path in description["paths"].values():
        for operation in path.values():
            operation["responses"].get("204", {}).pop("content", None)
    return description
