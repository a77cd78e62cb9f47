import asyncio
from types import SimpleNamespace
from typing import Any, cast

from starlette.websockets import WebSocket

from ravine.server.services import Services
from ravine.server.stream.connection import MOST_UNSAID, Connection
from ravine.server.stream.reader import read_forever


class DeafAndLoud:
    """A client that talks nonsense and reads nothing."""

    def __init__(self) -> None:
        self.heard = 0
        self.closed_with: int | None = None

    async def receive(self) -> dict[str, Any]:
        self.heard += 1
        await asyncio.sleep(0)
        return {"type": "websocket.receive", "text": "nonsense"}

    async def send_text(self, text: str) -> None:
        await asyncio.Event().wait()

    async def close(self, code: int, reason: str) -> None:
        self.closed_with = code


class Nothing:
    """Services that are never asked."""

    server = "now"
    conductor = SimpleNamespace(active=())


def test_a_client_that_talks_nonsense_and_reads_nothing_is_shown_out() -> None:
    async def play() -> DeafAndLoud:
        client = DeafAndLoud()
        socket, services = cast(WebSocket, client), cast(Services, Nothing())
        connection = Connection(socket, services)
        sending = asyncio.create_task(connection.send_forever())
        await read_forever(socket, connection, services)
        sending.cancel()
        return client

    client = asyncio.run(play())
    assert client.closed_with == 1008
    assert client.heard <= MOST_UNSAID + 2


class Silent(DeafAndLoud):
    """A client that says nothing."""

    async def receive(self) -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    async def send_text(self, text: str) -> None:
        return


def test_a_socket_that_asks_for_nothing_is_closed_and_one_that_watches_is_not() -> None:
    async def play(watching: bool) -> Silent:
        client = Silent()
        socket, services = cast(WebSocket, client), cast(Services, Nothing())
        connection = Connection(socket, services)
        connection.watch(watching)
        reading = asyncio.create_task(read_forever(socket, connection, services, patience_s=0.05))
        await asyncio.wait({reading}, timeout=10 if not watching else 0.2)
        reading.cancel()
        return client

    assert asyncio.run(play(watching=False)).closed_with == 4408
    assert asyncio.run(play(watching=True)).closed_with is None
