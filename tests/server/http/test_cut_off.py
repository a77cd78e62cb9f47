"""Clients that leave in the middle: nothing half is acted on, and the log has no traceback."""

import asyncio
import socket
import struct
from pathlib import Path

import orjson
import pytest
from starlette.types import Message, Receive, Scope, Send
from tests.server.asgi import scope_of
from tests.server.live import live_server
from tests.server.stream.client import Cursor, StreamClient
from tests.workers.gates import ALL

from ravine.server.http.intake import Intake

WHOLE = b'{"runs": [{}]}'


def intake(messages: list[Message], **headers: str) -> tuple[list[Message], list[Message]]:
    """What the intake lets an application receive, and what it answers."""
    received: list[Message] = []
    sent: list[Message] = []
    coming = iter(messages)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        received.append(await receive())

    async def receive() -> Message:
        return next(coming, {"type": "http.disconnect"})

    async def send(message: Message) -> None:
        sent.append(message)

    typed = {"content-type": "application/json", **headers}
    asyncio.run(Intake(app)(scope_of("POST", "/", typed), receive, send))
    return received, sent


def part(body: bytes, more: bool) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_whole_body_is_handed_on() -> None:
    received, sent = intake([part(WHOLE[:5], True), part(WHOLE[5:], False)])
    assert received == [part(WHOLE, False)]
    assert sent == []


@pytest.mark.parametrize("arrived", [[], [part(WHOLE, True)], [part(b"", True)]])
def test_what_is_cut_off_is_not_acted_on(arrived: list[Message]) -> None:
    assert intake(arrived) == ([], [])


@pytest.mark.parametrize("announced", [len(WHOLE) - 1, len(WHOLE) + 1])
def test_a_body_of_another_length_than_announced_is_refused(announced: int) -> None:
    headers = {"content-length": str(announced)}
    received, sent = intake([part(WHOLE, False)], **headers)
    assert received == []
    assert sent[0]["status"] == 400
    problem = orjson.loads(sent[1]["body"])
    assert problem["type"] == "/problems/cut-off"
    assert str(announced) in problem["detail"]


def abrupt(raw: socket.socket) -> None:
    """Close without the usual farewell: the other side gets a reset."""
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raw.close()


@pytest.mark.alone
def test_an_ordinary_disconnect_leaves_no_traceback(tmp_path: Path) -> None:
    with live_server(tmp_path) as server, server.gate() as gate:
        (run_id,) = server.begin(f"wide {gate.label}", epochs=40)
        host, port = server.url.removeprefix("http://").split(":")
        place = (host, int(port))
        for number in range(12):
            client = StreamClient(server.url, acknowledging=number % 2 == 0, close_timeout=0.1)
            Cursor(run_id).subscribe(client)
            client.say("watch", on=True)
            gate.let_pass()
            client.frame()
            if number % 3 == 0:
                client.socket.send("x" * 100_000)  # Too large: the server closes.
            if number % 3 == 1:
                abrupt(client.socket.socket)
            client.close()
        series = f"/api/runs/{run_id}/series"
        paths = (series, f"{series}.csv", f"{series}.parquet", "/api/catalog")
        for path in paths:
            for leave in (abrupt, socket.socket.close):
                raw = socket.create_connection(place)
                raw.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
                leave(raw)
        for length in (len(WHOLE), 2 * len(WHOLE)):
            raw = socket.create_connection(place)
            head = f"POST /api/experiments HTTP/1.1\r\nHost: {host}:{port}\r\n"
            head += f"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
            raw.sendall(head.encode() + WHOLE[:-1])
            abrupt(raw)
        gate.let_pass(ALL)
        with StreamClient(server.url) as client:
            Cursor(run_id).subscribe(client)
            client.until("complete")
        assert len(server.http.get("/api/experiments").json()["experiments"]) == 1
    log = server.log.read_text()
    assert "Traceback" not in log
    assert "Exception" not in log
