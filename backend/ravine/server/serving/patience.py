"""HTTP and WebSocket connections that end when their client is too slow, or gone without a word.

uvicorn closes connections that are idle between two requests, and sockets that do not answer a
ping. Here is what it lacks: a bound on the arrival of a request's head, and on a client that
takes nothing of what it is sent. (The arrival of bodies is bounded by the intake.)
"""

import asyncio
from collections.abc import Callable
from typing import ClassVar

import h11
from uvicorn._types import ASGISendEvent
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from ravine.server.problems import MEDIA_TYPE, details, encoded
from ravine.wire.limits import REQUEST_HEAD_S, STALLED_S


class Stopwatch:
    """Calls something unless it is stopped in time."""

    def __init__(self, then: Callable[[], None]) -> None:
        self._then = then
        self._timer: asyncio.TimerHandle | None = None

    def start(self, seconds: float) -> None:
        """Start, unless it is running."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._ring)

    def stop(self) -> None:
        """Stop."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _ring(self) -> None:
        self._timer = None
        self._then()


class Taking:
    """Cuts a connection off whose client has taken nothing for a while.

    Args:
        transport: gives the connection's transport.
        seconds: how long.
    """

    def __init__(self, transport: Callable[[], asyncio.Transport], seconds: float) -> None:
        self._transport = transport
        self._seconds = seconds
        self._left = 0
        self._watch = Stopwatch(self._look)

    def begin(self) -> None:
        """More is waiting to be sent than should."""
        self._left = self._transport().get_write_buffer_size()
        self._watch.start(self._seconds)

    def end(self) -> None:
        """The client has taken enough of it, or is gone."""
        self._watch.stop()

    def _look(self) -> None:
        left = self._transport().get_write_buffer_size()
        if left < self._left:
            self.begin()
        else:
            self._transport().abort()


class Watching(asyncio.Protocol):
    """What both protocols have before uvicorn's own: a bound on a client that takes nothing."""

    stalled_s: ClassVar[float] = STALLED_S
    transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to watch."""
        self._taking = Taking(lambda: self.transport, self.stalled_s)
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop watching."""
        self._taking.end()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client takes less than it is sent."""
        super().pause_writing()
        self._taking.begin()

    def resume_writing(self) -> None:
        """The client has taken enough."""
        super().resume_writing()
        self._taking.end()


class PatientHttp(Watching, H11Protocol):
    """HTTP/1.1 with a bound on receiving a request's head and on a client that takes nothing."""

    head_s: ClassVar[float] = REQUEST_HEAD_S

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first request."""
        self._head = Stopwatch(self._end_slow)
        super().connection_made(transport)
        self._head.start(self.head_s)

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of a request's head, if that is what is missing."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self._head.start(self.head_s)
        else:
            self._head.stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._head.stop()
        super().connection_lost(exc)

    def _end_slow(self) -> None:
        """Say what was missing if anything has come at all, and close the connection."""
        if self.conn.trailing_data[0] and self.conn.our_state is h11.IDLE:
            self._say(too_slow())
        self.transport.close()

    def _say(self, body: bytes) -> None:
        headers = [("content-type", MEDIA_TYPE), ("connection", "close")]
        answer = h11.Response(
            status_code=408, headers=[*headers, ("content-length", str(len(body)))]
        )
        for event in (answer, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")


class PatientSocket(Watching, WebSocketsSansIOProtocol):
    """A WebSocket whose client must take what it is sent."""

    def data_received(self, data: bytes) -> None:
        """Hand on what has come; refuse a handshake that is too long, where uvicorn waits."""
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()

    async def send(self, message: ASGISendEvent) -> None:
        """Send, or say that the client is gone where uvicorn would call it a mistake."""
        try:
            await super().send(message)
        except RuntimeError as error:
            if self.close_sent and message["type"] == "websocket.send":
                raise ClientDisconnected from error
            raise
        if self.initial_response is not None and self.close_sent:
            # The handshake was refused, in good order. uvicorn leaves it open, and would note an
            # error for each.
            self.handshake_complete = True

    def keepalive_timeout(self) -> None:
        """End at once: who does not answer will not take what is still to be sent either."""
        super().keepalive_timeout()
        self.transport.abort()


def too_slow() -> bytes:
    """The refusal of a request whose head does not arrive."""
    text = f"The head of the request had not arrived whole after {REQUEST_HEAD_S:g} seconds."
    return encoded(details(408, "too-slow", text))
