"""Reads a request's body once: whole, bounded, in time, declared as JSON, and well-formed."""

import asyncio
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ravine.server.http.strict_json import UnreadableError, read_json
from ravine.server.problems import Refusal, refuse, response
from ravine.vocabulary.problems import Problem
from ravine.wire.limits import MAX_BODY_BYTES, REQUEST_BODY_S

BODYLESS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Intake:
    """Hands on requests whose body can be read; the rest is answered here.

    The bounds hold while bytes arrive, whatever Content-Length promises. JSON is read strictly:
    FastAPI's own reader would take NaN and Infinity for numbers. What was cut off is not acted
    on, even where the part that arrived makes sense.

    Args:
        app: who is handed the requests.
        patience_s: seconds for a body to arrive.
    """

    def __init__(self, app: ASGIApp, patience_s: float = REQUEST_BODY_S) -> None:
        self._app = app
        self._patience_s = patience_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request pass, or answer it here."""
        if scope["type"] != "http" or scope["method"] in BODYLESS:
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._patience_s):
                body = await read_bounded(Headers(scope=scope), receive)
        except ClientDisconnect:
            return  # Nobody is there to be told.
        except TimeoutError:
            await too_slow(self._patience_s)(scope, receive, send)
        except Refusal as refusal:
            await closing(refusal)(scope, receive, send)
        else:
            await self._hand_on(body, scope, receive, send)

    async def _hand_on(self, body: bytes, scope: Scope, receive: Receive, send: Send) -> None:
        answer = judge_json(body, Headers(scope=scope))
        if answer is not None:
            await answer(scope, receive, send)
        else:
            await self._app(scope, replay(body, receive), send)


async def read_bounded(headers: Headers, receive: Receive) -> bytes:
    """The body.

    Raises:
        ClientDisconnect: the client left before it was whole.
        Refusal: it is too large, or of another length than was announced.
    """
    if promises_too_much(headers):
        raise too_large()
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        part = message.get("body", b"")
        size += len(part)
        if size > MAX_BODY_BYTES:
            raise too_large()
        parts.append(part)
        more = message.get("more_body", False)
    announced = headers.get("content-length")
    if announced is not None and int(announced) != size:
        text = f"The body has {size} bytes, where Content-Length announced {announced}."
        remedy = "Send the whole body, and its length in bytes."
        raise Refusal(400, "cut-off", text, [Problem("", "The body is not whole.", remedy)])
    return b"".join(parts)


def promises_too_much(headers: Headers) -> bool:
    """Whether Content-Length names more than is read."""
    length = headers.get("content-length", "0")
    return not length.isdigit() or len(length) > 12 or int(length) > MAX_BODY_BYTES


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
        read_json(body)
    except UnreadableError as error:
        return refuse(400, "malformed-json", f"The body: {error}", [error.problem])
    return None


def too_large() -> Refusal:
    """The refusal of a body beyond the bound."""
    text = f"The body is larger than the {MAX_BODY_BYTES} bytes that are read. Send less at once."
    return Refusal(413, "too-large", text)


def too_slow(patience_s: float) -> Response:
    """The refusal of a body that does not arrive."""
    text = f"The body had not arrived whole after {patience_s:g} seconds; nothing was done."
    return closing(Refusal(408, "too-slow", text))


def closing(refusal: Refusal) -> Response:
    """A refusal after which the connection ends: what is still on its way will not be read."""
    return response(refusal.details, {"connection": "close"})


def replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body, then whatever comes next."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return pending.pop() if pending else await receive()

    return receiving
