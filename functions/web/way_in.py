"""The way in, for whoever is signed out: the address is asked for, and nothing typed is lost.

What somebody typed into a form after their session had ended stays in hidden fields on the way:
the page that says "look into your mailbox" sends it again once they are in.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.shared.cookies import Cookie

from web import answers
from web.call import Call, browser_cookie, form_token, fresh_browser, local_path
from web.forms import Form
from web.json_text import read

LEAVING = "/sign-out"


def way_back(call: Call, cookies: list[Cookie]) -> Response[Any]:
    """For somebody whose session has ended: sign in, and go on where they were.

    Raises TooLarge, TooManyFields, Foreign: what the form they sent is not.
    """
    if call.path == LEAVING:
        return answers.see("/sign-in", cookies=cookies)
    if call.method == "GET":
        query = f"?next={quote(call.path)}" if call.path != "/" else ""
        return answers.see(f"/sign-in{query}", cookies=cookies)
    fields = [[name, value] for name, value in call.form.fields if name != "csrf"]
    form = Form.of({"kept": json.dumps({"path": call.path, "fields": fields})})
    return asking(call, form, HTTPStatus.UNAUTHORIZED, cookies)


def asking(
    call: Call,
    form: Form,
    status: HTTPStatus = HTTPStatus.OK,
    cookies: list[Cookie] | None = None,
) -> Response[Any]:
    """The page that asks for the address."""
    browser = call.browser or fresh_browser()
    return answers.page(
        call,
        "sign_in.html",
        status,
        cookies=[*(cookies or []), browser_cookie(browser)],
        form=form,
        browser_token=form_token(browser),
        kept=kept(form),
    )


def kept(form: Form) -> dict[str, Any] | None:
    """The form that was typed while signed out: where it goes, and its fields."""
    try:
        told = read(form.get("kept") or "null")
        path = local_path(told["path"])
        fields = [(str(name), str(value)) for name, value in told["fields"]]
    except (TypeError, ValueError, KeyError):
        return None
    return {"path": path, "fields": fields, "text": form.get("kept")}
