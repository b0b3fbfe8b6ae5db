"""Static files, under names that change with their content: kept for good by browsers."""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from rapport.flows.visiting import Unknown
from web import answers, templates

router = APIGatewayHttpRouter()
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@router.get("/static/<name>", include_in_schema=False)
def static(name: str) -> Response[Any]:
    """One file."""
    path = templates.files().get(f"/static/{name}")
    if path is None:
        raise Unknown
    return Response(
        status_code=HTTPStatus.OK,
        content_type=TYPES[path.suffix],
        body=path.read_text(encoding="utf-8"),
        headers={**answers.SAFE, "Cache-Control": "public, max-age=31536000, immutable"},
        compress=True,
    )
