"""Connections whose client is too slow, takes nothing, or is gone without a word."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import orjson
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected
from tests.server.inprocess import serving

from ravine.server.http.intake import Intake
from ravine.server.stream.route import end
from ravine.wire.limits import REQUEST_HEAD_S

PATIENCE_S = 20.0
HANDSHAKE = (
    "GET / HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def greet(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers every request."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-it", b"lives")]})
    await send({"type": "http.response.body", "body": b"hello"})


def talking(app: ASGIApp, talk: Talk) -> None:
    """Let a client talk to an application."""

    async def play() -> None:
        async with serving(app) as port, asyncio.timeout(PATIENCE_S):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                await talk(reader, writer)
            finally:
                writer.close()

    asyncio.run(play())


def test_a_head_that_never_ends_is_refused_with_its_bound() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"GET / HTTP/1.1\r\nHost: here\r\nX-Slow: ")
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 408")
        problem = orjson.loads(body)
        assert problem["type"] == "/problems/too-slow"
        assert f"{REQUEST_HEAD_S:g} seconds" in problem["detail"]

    talking(greet, talk)


def test_a_drip_of_headers_gains_no_time() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"GET / HTTP/1.1\r\n")
        answer = asyncio.create_task(reader.read())
        for number in range(1000):
            writer.write(b"X-%d: drip\r\n" % number)
            done, _ = await asyncio.wait({answer}, timeout=0.05)
            if done:
                break
        assert (await answer).startswith(b"HTTP/1.1 408")

    talking(greet, talk)


def test_a_connection_that_says_nothing_is_closed_without_a_word() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.read() == b""

    talking(greet, talk)


def test_a_connection_between_two_requests_is_closed_after_a_while() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(2):
            writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
            assert b"200" in await reader.readuntil(b"\r\n\r\n")
            await reader.readuntil(b"0\r\n\r\n")
        assert await reader.read() == b""

    talking(greet, talk)


def test_a_second_request_has_to_arrive_in_time_too() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        await reader.readuntil(b"0\r\n\r\n")
        writer.write(b"GET / HT")
        assert (await reader.read()).startswith(b"HTTP/1.1 408")

    talking(greet, talk)


@pytest.mark.parametrize("patience_s", [0.1])
def test_a_body_that_never_ends_is_refused_with_its_bound(patience_s: float) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n{")
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 408")
        assert f"{patience_s:g} seconds" in orjson.loads(body)["detail"]

    talking(Intake(greet, patience_s), talk)


async def flood(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that sends until its client is gone."""
    await receive()
    await send({"type": "websocket.accept"})
    while True:
        await send({"type": "websocket.send", "bytes": bytes(2**16)})


async def pour(scope: Scope, receive: Receive, send: Send) -> None:
    """The same over HTTP, where uvicorn takes what nobody receives for sent."""
    await receive()
    leaving = asyncio.ensure_future(receive())
    await send({"type": "http.response.start", "status": 200, "headers": []})
    while not leaving.done():
        await send({"type": "http.response.body", "body": bytes(2**16), "more_body": True})
    assert leaving.result() == {"type": "http.disconnect"}


class Ended:
    """Tells when an application has ended, and how."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.begun = asyncio.Event()
        self.how: asyncio.Future[BaseException | None]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.how = asyncio.get_running_loop().create_future()
        self.begun.set()
        try:
            await self._app(scope, receive, send)
        except BaseException as error:
            self.how.set_result(error)
            raise
        self.how.set_result(None)


@pytest.mark.parametrize(
    ("app", "asked", "how"),
    [
        (flood, HANDSHAKE, "ClientDisconnected"),
        (pour, "GET / HTTP/1.1\r\nHost: here\r\n\r\n", "NoneType"),
    ],
)
def test_who_takes_nothing_of_what_is_sent_is_cut_off(app: ASGIApp, asked: str, how: str) -> None:
    ended = Ended(app)

    async def play() -> None:
        async with serving(ended) as port, asyncio.timeout(PATIENCE_S):
            deaf = socket.create_connection(("127.0.0.1", port))
            deaf.sendall(asked.encode())
            await ended.begun.wait()
            assert type(await ended.how).__name__ == how
            deaf.close()

    asyncio.run(play())


def test_a_socket_that_answers_no_ping_is_closed() -> None:
    async def listen(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        assert (await receive())["type"] == "websocket.disconnect"

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(HANDSHAKE.encode())
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101")
        ping, *rest = await reader.read()
        assert ping == 0x89
        assert bytes(rest).endswith(b"keepalive ping timeout")

    talking(listen, talk)


def test_who_is_sent_something_while_being_shown_out_is_gone_and_no_mistake() -> None:
    """uvicorn itself raises RuntimeError here, which the log would show as a fault of ours."""

    async def talk_on(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        assert (await receive())["type"] == "websocket.disconnect"
        await send({"type": "websocket.send", "text": "too late"})

    ended = Ended(talk_on)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(HANDSHAKE.encode())
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"\x81\x01x")  # Without the mask that clients must use: a protocol error.
        await reader.read()
        assert type(await ended.how).__name__ == "ClientDisconnected"

    talking(ended, talk)


def test_a_sender_that_learns_of_the_close_too_late_ends_in_peace() -> None:
    async def play() -> None:
        async def sending() -> None:
            raise WebSocketDisconnected

        task = asyncio.create_task(sending())
        await asyncio.wait({task})
        await end(task)

    asyncio.run(play())
