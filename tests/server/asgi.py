"""Asks an application directly, so that every header is as the test has it."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message


@dataclass
class Answer:
    """A response; for a socket, the refusal of its handshake."""

    status: int
    headers: Headers
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return orjson.loads(self.body)


def ask(
    app: ASGIApp,
    method: str,
    address: str,
    headers: dict[str, str] | None = None,
    body: bytes = b"",
) -> Answer:
    """Send a request; the method WEBSOCKET asks for a socket."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def asking() -> None:
        # An exception that was answered with 500 is raised once more, for the log.
        with suppress(AttributeError):
            await app(scope_of(method, address, headers or {}), receiving(method, body), send)

    asyncio.run(asking())
    starts = [message for message in sent if message["type"].endswith("response.start")]
    (start,) = starts
    parts = [message["body"] for message in sent if message["type"].endswith("response.body")]
    return Answer(start["status"], Headers(raw=start["headers"]), b"".join(parts))


def scope_of(method: str, address: str, headers: dict[str, str]) -> dict[str, Any]:
    """What uvicorn would say of the request, to a server at 127.0.0.1:8000."""
    path, _, query = address.partition("?")
    named = {"host": "127.0.0.1:8000", **headers}
    socket = method == "WEBSOCKET"
    return {
        "type": "websocket" if socket else "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "ws" if socket else "http",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 50000),
        "root_path": "",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
        "subprotocols": [],
        "extensions": {"websocket.http.response": {}} if socket else {},
    }


def receiving(method: str, body: bytes) -> Any:
    """What the application receives."""

    async def receive() -> Message:
        if method == "WEBSOCKET":
            return {"type": "websocket.connect"}
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
