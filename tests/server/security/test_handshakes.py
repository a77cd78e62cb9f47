"""Handshakes of sockets that are refused: an ordinary event, of which the log says nothing."""

import signal
import socket
from pathlib import Path

import httpx
import pytest
from tests.server.live import live_server
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

pytestmark = pytest.mark.alone
TOKEN = "a-long-secret"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


def refusal(url: str, path: str, headers: dict[str, str], origin: str | None = None) -> int:
    """The status with which a handshake is refused."""
    address = url.replace("http", "ws", 1) + path
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(
            address,
            additional_headers=headers,
            origin=origin,  # type: ignore[arg-type]  # a NewType
        ),
    ):
        pass
    return refused.value.response.status_code


def handshake(url: httpx.URL, host: str, path: str = "/api/stream") -> bytes:
    """The head of a handshake with that Host header."""
    lines = (
        f"GET {path} HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
    )
    return "\r\n".join([*lines, "", ""]).encode()


def answer_to(url: httpx.URL, head: bytes) -> bytes:
    """All that the server answers until it closes the connection."""
    with socket.create_connection((url.host, url.port), timeout=30) as raw:
        raw.sendall(head)
        answer = b""
        while part := raw.recv(4096):
            answer += part
    return answer


def test_refused_handshakes_leave_nothing_in_the_log(tmp_path: Path) -> None:
    with live_server(tmp_path, token=TOKEN) as server:
        url = httpx.URL(server.url)
        assert refusal(server.url, "/api/stream", {}) == 401
        assert refusal(server.url, "/api/stream", BEARER, "http://evil.example") == 403
        assert refusal(server.url, "/api/nowhere", BEARER) == 403
        bad_host = answer_to(url, handshake(url, "evil.example"))
        assert bad_host.startswith(b"HTTP/1.1 421 ")
        assert bad_host.count(b"HTTP/1.1") == 1
        assert b"/problems/foreign-host" in bad_host
        with socket.create_connection((url.host, url.port), timeout=30) as leaving:
            leaving.sendall(handshake(url, "evil.example"))
        own = handshake(url, url.netloc.decode())
        upgrade = b"Upgrade: websocket"
        for status, odd in (
            (b"400", own.replace(b"Sec-WebSocket-Key", b"X-Key")),
            (b"431", own.replace(upgrade, upgrade + b"\r\nX-Long: " + b"x" * 20_000)),
            (b"431", own.replace(upgrade, upgrade + b"\r\nX-Odd: x" * 200)),
        ):
            assert answer_to(url, odd).startswith(b"HTTP/1.1 " + status)
        with connect(
            f"{server.url.replace('http', 'ws', 1)}/api/stream", additional_headers=BEARER
        ) as welcome:
            assert "welcome" in str(welcome.recv(30))
        assert server.signal(signal.SIGINT) == 0
        assert server.log.read_text() == ""
