"""A watcher of runs that costs next to nothing: a raw WebSocket that looks at headers alone."""

import asyncio
import struct
import time
from typing import Any, Final, cast

import orjson

TEXT: Final = 0x1
BINARY: Final = 0x2
PING: Final = 0x9
PONG: Final = 0xA
LAST_PART: Final = 0x80
MASKED: Final = 0x80
NO_MASK: Final = bytes(4)


class Watcher(asyncio.Protocol):
    """One socket (RFC 6455): acknowledges each frame at once and notes when it came.

    What a server sends is neither masked nor, for messages of this size, in parts.
    """

    def __init__(self) -> None:
        self.frames: list[tuple[int, float]] = []
        self.complete = False
        self._open = asyncio.get_running_loop().create_future()
        self._received = bytearray()
        self._handshaken = False
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def connect(cls, host: str, port: int) -> "Watcher":
        """An open socket."""
        loop = asyncio.get_running_loop()
        transport, watcher = await loop.create_connection(cls, host, port)
        key = "AAAAAAAAAAAAAAAAAAAAAA=="
        transport.write(
            f"GET /api/stream HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        await watcher._open
        return watcher

    def subscribe(self, run_id: str) -> None:
        """Watch a run from its beginning."""
        self.frames, self.complete = [], False
        self._say({"type": "subscribe", "run_id": run_id})

    def close(self) -> None:
        """Leave without a word."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is there; the handshake follows."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Take every message that is whole."""
        self._received += data
        if not self._handshaken:
            head, found, rest = bytes(self._received).partition(b"\r\n\r\n")
            if not found:
                return
            assert head.startswith(b"HTTP/1.1 101"), head
            self._received, self._handshaken = bytearray(rest), True
            self._open.set_result(None)
        while self._take_message():
            pass

    def _take_message(self) -> bool:
        received = self._received
        if len(received) < 2:
            return False
        length, start = received[1], 2
        if length == 126:
            length, start = int.from_bytes(received[2:4], "big"), 4
        elif length == 127:
            length, start = int.from_bytes(received[2:10], "big"), 10
        if len(received) < max(start + length, start):
            return False
        self._take(received[0] & 0xF, start, length)
        del received[: start + length]
        return True

    def _take(self, opcode: int, start: int, length: int) -> None:
        if opcode == BINARY:
            (size,) = struct.unpack_from("<I", self._received, start)
            header = orjson.loads(self._received[start + 4 : start + 4 + size])
            if header["kind"] == "steps":
                step = header["first_step"] + header["steps"] - 1
                self.frames.append((step, time.perf_counter()))
            self._say({"type": "ack", "seq": header["seq"]})
        elif opcode == TEXT:
            message = orjson.loads(self._received[start : start + length])
            self.complete |= message["type"] == "complete"
        elif opcode == PING:
            self._send(PONG, bytes(self._received[start : start + length]))

    def _say(self, message: dict[str, Any]) -> None:
        self._send(TEXT, orjson.dumps(message))

    def _send(self, opcode: int, payload: bytes) -> None:
        """Send a short message; a mask of zeros is a mask, too."""
        assert self._transport is not None
        assert len(payload) < 126
        head = bytes((LAST_PART | opcode, MASKED | len(payload)))
        self._transport.write(head + NO_MASK + payload)
