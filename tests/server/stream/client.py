"""A client of the socket that keeps what it gets."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import numpy as np
import orjson
from tests.server.live import LiveServer
from tests.server.stream.framing import decode_frame
from websockets.sync.client import ClientConnection, connect

Message = dict[str, Any]
Arrays = dict[str, np.ndarray[Any, Any]]


class StreamClient:
    """One socket.

    Args:
        url: the server's address.
        acknowledging: whether frames are acknowledged as they come.
    """

    def __init__(self, url: str, acknowledging: bool = True, **options: Any) -> None:
        self._open = ExitStack()
        address = url.replace("http", "ws", 1) + "/api/stream"
        self.socket: ClientConnection = self._open.enter_context(
            connect(address, max_size=None, **options)
        )
        self.acknowledging = acknowledging
        self.welcome = self.message()

    def say(self, kind: str, **fields: Any) -> None:
        """Send a message."""
        self.socket.send(orjson.dumps({"type": kind, **fields}).decode())

    def receive(self, timeout_s: float = 60) -> Message | tuple[Message, Arrays]:
        """The next message, or a frame's header and arrays."""
        received = self.socket.recv(timeout_s)
        if isinstance(received, str):
            message: Message = orjson.loads(received)
            return message
        header, arrays = decode_frame(received)
        if self.acknowledging:
            self.say("ack", seq=header["seq"])
        return header, arrays

    def message(self) -> Message:
        """The next message that is not a frame."""
        while isinstance(received := self.receive(), tuple):
            pass
        return received

    def until(self, kind: str) -> Message:
        """The next message of a kind."""
        while (message := self.message())["type"] != kind:
            pass
        return message

    def frame(self) -> tuple[Message, Arrays]:
        """The next frame."""
        while not isinstance(received := self.receive(), tuple):
            pass
        return received

    def steps(self) -> tuple[Message, Arrays]:
        """The next frame of steps."""
        while (received := self.frame())[0]["kind"] != "steps":
            pass
        return received

    def frames(self) -> Iterator[tuple[Message, Arrays]]:
        """Frames until a run is complete."""
        while True:
            received = self.receive()
            if isinstance(received, tuple):
                yield received
            elif received["type"] == "complete":
                return

    def nothing_more(self) -> None:
        """Check that no frame is sent before the answer to what is asked now."""
        self.say("subscribe", run_id="nothing")
        while True:
            received = self.receive()
            assert not isinstance(received, tuple)
            if received["type"] == "resync":
                return

    def close(self) -> None:
        """Leave."""
        self._open.close()

    def __enter__(self) -> "StreamClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Cursor:
    """What a page keeps of one run: rows in order, and where to go on."""

    def __init__(self, run_id: str) -> None:
        self.run_id = run_id
        self.columns: dict[str, list[Any]] = {}
        self.snapshots: list[int] = []
        self.next_step = 1

    def take(self, header: Message, arrays: Arrays) -> None:
        """Keep a frame; it must begin where the last one ended."""
        assert header["run_id"] == self.run_id
        if header["kind"] == "snapshot":
            assert header["first_step"] > max(self.snapshots, default=-1)
            self.snapshots.append(header["first_step"])
            return
        assert header["first_step"] == self.next_step
        assert header["rows"] == header["steps"]
        self.next_step += header["steps"]
        for name, values in arrays.items():
            self.columns.setdefault(name, []).extend(values.tolist())

    def subscribe(self, client: StreamClient, **fields: Any) -> None:
        """Go on from here."""
        after = max(self.snapshots, default=-1)
        place = {"from_step": self.next_step, "from_snapshot": after}
        client.say("subscribe", run_id=self.run_id, **{**place, **fields})

    def follow(self, client: StreamClient) -> "Cursor":
        """Take frames until the run is complete."""
        for header, arrays in client.frames():
            self.take(header, arrays)
        return self


def finish(server: LiveServer, *labels: str, epochs: int = 1) -> list[str]:
    """Start runs and wait for their end; returns their ids."""
    ids = server.begin(*labels, epochs=epochs)
    with StreamClient(server.url) as client:
        for run_id in ids:
            Cursor(run_id).subscribe(client)
        for _ in ids:
            client.until("complete")
    return ids
