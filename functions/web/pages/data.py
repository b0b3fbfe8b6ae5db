"""All of the seeker's data: to take along, to bring back, and to delete."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from json import JSONDecodeError
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import ValidationError

from rapport.flows.account import PLACE
from rapport.flows.bringing import Brought, Download, Unfit
from rapport.store.keys import fold
from web import answers, json_text, uploads
from web.call import SESSION, Call, StaleForm, call_of, forget
from web.forms import Form
from web.words import places

router = APIGatewayHttpRouter()
OVER = "all"
"""What stands for the place behind the last part."""


@router.get("/settings/data", include_in_schema=False)
def show() -> Response[Any]:
    """A part to download, the way to what follows it, and the way out."""
    call = call_of(router)
    call.visitor()
    return _shown(call, Form())


@router.get("/settings/data/following", include_in_schema=False)
def follow() -> Response[Any]:
    """On to the part behind one: where that begins, only reading tells."""
    call = call_of(router)
    part = call.house.account.part(call.visitor().seeker, _place(call), call.now)
    return answers.see(f"/settings/data?after={part['next'] or OVER}")


@router.get("/settings/data/download", include_in_schema=False)
def download() -> Response[Any]:
    """One part of everything, as a file."""
    call = call_of(router)
    seeker = call.visitor().seeker
    after = _place(call)
    part = call.house.account.part(seeker, after, call.now)
    name = f"rapport-{call.now:%Y-%m-%d}{f'-after-{after}' if after else ''}.json"
    return answers.file(name, json.dumps(part, ensure_ascii=False, indent=1))


@router.post("/settings/data/bring", include_in_schema=False)
def bring() -> Response[Any]:
    """Take a download back in."""
    call = call_of(router)
    seeker = call.visitor().seeker
    if not call.brings_file:
        call.genuine_form()
    call.same_origin()
    form, files = uploads.read(call.header("content-type"), call.raw_body)
    try:
        call.genuine(form)
        values = json_text.read(files.get("file", b""))
        download = Download.model_validate(values)
        brought = call.house.carrier.bring(
            seeker, download, call.now, settings=form.get("settings") == "yes"
        )
    except StaleForm:
        form.wrong("file", "You signed in anew meanwhile: please choose the file once more.")
    except JSONDecodeError:
        form.wrong("file", "Please choose a file that was downloaded here, whole and unchanged.")
    except ValidationError as error:
        form.refuse(error.errors(), {})
    except Unfit as unfit:
        for where, why in places(unfit.faults):
            form.wrong(where, why)
    else:
        return _shown(call, Form(), brought=brought)
    return _shown(call, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _shown(
    call: Call, form: Form, brought: Brought | None = None, status: HTTPStatus = HTTPStatus.OK
) -> Response[Any]:
    after, over = _place(call), call.asked("after") == OVER
    form.labels = {"file": "The file"}
    return answers.page(
        call, "data.html", status, form=form, after=after, over=over, brought=brought
    )


@router.get("/settings/data/leave", include_in_schema=False)
def ask() -> Response[Any]:
    """What deleting means, and the question."""
    call = call_of(router)
    call.visitor()
    return _asked(call, Form())


@router.post("/settings/data/leave", include_in_schema=False)
def leave() -> Response[Any]:
    """Delete everything, where the address was typed that it is about."""
    call = call_of(router)
    seeker = call.visitor().seeker
    form = call.genuine_form()
    if fold(form.get("address")) not in map(fold, seeker.addresses):
        form.wrong("address", "Please type one of your own addresses, so that it is no accident.")
        return _asked(call, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    call.house.account.leave(seeker, call.now)
    call.greeted = None
    return answers.page(call, "left.html", cookies=[forget(SESSION)])


def _place(call: Call) -> str | None:
    """Where the part begins that is asked for; None for the first."""
    after = call.asked("after")
    return after if re.fullmatch(PLACE, after) else None


def _asked(call: Call, form: Form, status: HTTPStatus = HTTPStatus.OK) -> Response[Any]:
    form.labels = {"address": "Your address"}
    return answers.page(call, "leave.html", status, form=form)
