"""The last status of a run reaches everybody."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

from starlette.websockets import WebSocket

from ravine.server.services import Services
from ravine.server.stream.connection import Connection


class Ending:
    """Where a run stands, while it ends between two looks."""

    def __init__(self) -> None:
        self.connection: Connection
        self.server = "server"
        self._statuses = iter(["running", "finished"])

    async def standing(self, run_id: str) -> Any:
        status = next(self._statuses)
        if status == "running":
            # The run ends after it was read and before the answer is here.
            self.connection.touched(run_id)
        return SimpleNamespace(run=SimpleNamespace(status=status), status=status)


class Socket:
    """Keeps what it is sent."""

    def __init__(self) -> None:
        self.said: list[str] = []

    async def send_text(self, text: str) -> None:
        self.said.append(text)


def test_an_end_that_comes_while_the_status_is_read_is_told() -> None:
    async def play() -> None:
        published, socket = Ending(), Socket()
        conductor = SimpleNamespace(active=())
        services = SimpleNamespace(published=published, server="server", conductor=conductor)
        connection = Connection(cast(WebSocket, socket), cast(Services, services))
        published.connection = connection
        connection.watch(True)
        connection.touched("run")
        while await connection.send_due():
            pass
        assert socket.said[1:] == ["running", "finished"]

    asyncio.run(play())
