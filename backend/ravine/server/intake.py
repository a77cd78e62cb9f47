"""Reads a request's body once: bounded, declared as JSON, and well-formed."""

from typing import Final

import orjson
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ravine.core.problems import Problem
from ravine.schemas.limits import MAX_BODY_BYTES
from ravine.server.problems import refuse

BODYLESS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Intake:
    """Hands on requests whose body can be read; the rest is answered here.

    The bound holds while bytes arrive, whatever Content-Length promises. JSON is read strictly:
    FastAPI's own reader would take NaN and Infinity for numbers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request pass, or answer it here."""
        if scope["type"] != "http" or scope["method"] in BODYLESS:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        body = None if promises_too_much(headers) else await read_bounded(receive)
        answer = too_large() if body is None else judge_json(body, headers)
        if answer is not None:
            await answer(scope, receive, send)
        else:
            await self._app(scope, replay(body or b"", receive), send)


def promises_too_much(headers: Headers) -> bool:
    """Whether Content-Length names more than is read."""
    length = headers.get("content-length", "0")
    return not length.isdigit() or len(length) > 12 or int(length) > MAX_BODY_BYTES


async def read_bounded(receive: Receive) -> bytes | None:
    """The body, or None as soon as it is too large."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size > MAX_BODY_BYTES:
            return None
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def judge_json(body: bytes, headers: Headers) -> Response | None:
    """None when there is no body, or when it is JSON and says so."""
    if not body:
        return None
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        return refuse(
            415,
            "unsupported-media-type",
            f"The body is declared as '{media_type or 'nothing'}'. Send JSON with the header "
            "'Content-Type: application/json'.",
        )
    try:
        orjson.loads(body)
    except orjson.JSONDecodeError as error:
        remedy = "Send JSON. Numbers that are not finite (NaN, Infinity) have no place in it."
        problem = Problem("", f"The body is not JSON: {error}.", remedy)
        return refuse(400, "malformed-json", f"The body is not JSON: {error}.", [problem])
    return None


def too_large() -> Response:
    """The refusal of a body beyond the bound."""
    answer = refuse(
        413,
        "too-large",
        f"The body is larger than the {MAX_BODY_BYTES} bytes that are read. Send less at once.",
    )
    # What is still on its way will not be read: the connection cannot be used again.
    answer.headers["connection"] = "close"
    return answer


def replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body, then whatever comes next."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return pending.pop() if pending else await receive()

    return receiving
