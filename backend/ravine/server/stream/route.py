"""The socket's address."""

import asyncio
import contextlib

from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected

from ravine.server.services import Given
from ravine.server.stream.connection import Connection
from ravine.server.stream.reader import read_forever

router = APIRouter()


@router.websocket("/api/stream")
async def stream(socket: WebSocket, services: Given) -> None:
    """Carry one tab's runs until it closes."""
    await socket.accept()
    connection = Connection(socket, services)
    services.hub.join(connection)
    if services.store.trouble is not None:
        connection.storage_changed()
    sending = asyncio.create_task(connection.send_forever())
    reading = asyncio.create_task(read_forever(socket, connection, services))
    try:
        await asyncio.wait({sending, reading}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        services.hub.leave(connection)
        await end(sending)
        await end(reading)


async def end(task: asyncio.Task[None]) -> None:
    """Stop a task; that its client is gone, or was told to go, is no news."""
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, WebSocketDisconnect, WebSocketDisconnected):
        await task
